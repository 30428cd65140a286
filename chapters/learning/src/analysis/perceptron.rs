//! The perceptron in the plane: its examples, its mistakes, and the margin that bounds them.

use crate::model::{rosenblatt, sum};
use common::figure::FigureError;
use common::numerics::elementary::{cos, hypot, sin, sqrt};
use common::numerics::random::stream;
use common::param::{Points, Seed};
use common::parameters;

parameters! {
    /// Examples in the plane.
    pub struct Cloud {
        /// number of random points
        count: usize = 30 => Integer { symbol: "P", from: 0, to: 60 };
        /// least distance of the random points from a line that divides them
        gap: f64 = 0.03 => Real { symbol: "", unit: "", from: 0.0, to: 0.6 };
        /// points of your own that are to be on the positive side
        positive: Points = Points(Vec::new()) => Points { most: 20, x: (-1.0, 1.0), y: (-1.0, 1.0) };
        /// points of your own that are to be on the negative side
        negative: Points = Points(Vec::new()) => Points { most: 20, x: (-1.0, 1.0), y: (-1.0, 1.0) };
        /// seed of the random points
        seed: Seed = Seed(3) => Seed;
    }
    check = Cloud::workable;
}

/// A point of the plane and its label, +1 or −1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example {
    /// The point.
    pub x: [f64; 2],
    /// Its label.
    pub label: f64,
}

impl Example {
    /// The point times its label: what is to have a positive sum.
    pub fn signed(&self) -> [f64; 2] {
        self.x.map(|x| self.label * x)
    }
}

/// Points must be so far from the origin, or at it, and a margin so wide, in units of the longest
/// example: with less, squares of ratios overflow, and rounding decides which side a point is on.
const LEAST: f64 = 1e-6;

impl Cloud {
    fn workable(&self) -> Result<(), String> {
        if self.count + self.positive.0.len() + self.negative.0.len() == 0 {
            let none = "there is no point: raise --count, or give --positive or --negative";
            return Err(none.to_owned());
        }
        for (flag, points) in [("positive", &self.positive), ("negative", &self.negative)] {
            let near = |point: &&(f64, f64)| {
                let length = hypot(point.0, point.1);
                length > 0.0 && length < LEAST
            };
            if let Some((x, y)) = points.0.iter().find(near) {
                return Err(format!(
                    "--{flag} holds the point {x:e},{y:e}; a point must be the origin or at least {LEAST} \
                     from it"
                ));
            }
        }
        let examples = self.examples();
        match margin(&examples) {
            Some((margin, _)) if margin < LEAST * radius(&examples) => Err(format!(
                "between these points a line has a margin of {margin:.0e}, less than a millionth of the length \
                 of the longest: change --positive and --negative, raise --gap or change --seed"
            )),
            _ => Ok(()),
        }
    }

    /// The random points, uniform in the unit disc but for a strip along the dividing line, and
    /// then those of the reader.
    pub fn examples(&self) -> Vec<Example> {
        let mut stream = stream(self.seed.0, 0);
        let angle = std::f64::consts::TAU * stream.uniform();
        let normal = [cos(angle), sin(angle)];
        let mut examples = Vec::new();
        while examples.len() < self.count {
            let x = [0, 1].map(|_| 2.0 * stream.uniform() - 1.0);
            let side = sum(&normal, &x);
            if hypot(x[0], x[1]) <= 1.0 && side.abs() > self.gap {
                let label = side.signum();
                examples.push(Example { x, label });
            }
        }
        for (points, label) in [(&self.positive.0, 1.0), (&self.negative.0, -1.0)] {
            examples.extend(points.iter().map(|&(x, y)| Example { x: [x, y], label }));
        }
        examples
    }
}

/// The length R of the longest example.
pub fn radius(examples: &[Example]) -> f64 {
    let length = |one: &Example| hypot(one.x[0], one.x[1]);
    examples.iter().map(length).fold(0.0, f64::max)
}

/// The margin γ of the best line, and its unit weights; nothing if no line through the origin has
/// every example on its side.
///
/// At the best line either one example is nearest and lies on the weights themselves, or two are
/// equally near, and the weights are at right angles to their difference. All such lines are tried.
pub fn margin(examples: &[Example]) -> Option<(f64, [f64; 2])> {
    let signed: Vec<[f64; 2]> = examples.iter().map(Example::signed).collect();
    let mut candidates = Vec::new();
    for (i, a) in signed.iter().enumerate() {
        candidates.push(*a);
        for b in &signed[..i] {
            let across = [a[1] - b[1], b[0] - a[0]];
            candidates.push(across);
            candidates.push(across.map(|x| -x));
        }
    }
    let unit = |w: [f64; 2]| {
        let length = sqrt(w[0] * w[0] + w[1] * w[1]);
        (length > 0.0).then(|| w.map(|x| x / length))
    };
    let nearest = |w: [f64; 2]| {
        let distances = signed.iter().map(|z| sum(&w, z));
        (distances.fold(f64::INFINITY, f64::min), w)
    };
    candidates
        .into_iter()
        .filter_map(unit)
        .map(nearest)
        .filter(|(distance, _)| *distance > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))
}

/// A correction: the example that was mistaken, and the weights after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correction {
    /// The example's index.
    pub example: usize,
    /// The weights after the correction.
    pub weights: [f64; 2],
}

/// What the rule did.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The corrections, in order.
    pub corrections: Vec<Correction>,
    /// Whether a whole round went by without a mistake.
    pub finished: bool,
}

/// Corrections after which we give up: only points that no line divides, or hardly one, get so far.
pub const PATIENCE: usize = 5000;

/// The rule from weights of zero, the examples in turn, round after round, until a round goes by
/// without a mistake.
pub fn learn(examples: &[Example]) -> History {
    let mut weights = [0.0; 2];
    let mut corrections = Vec::new();
    while corrections.len() < PATIENCE {
        let before = corrections.len();
        for (index, one) in examples.iter().enumerate() {
            if rosenblatt(&mut weights, &one.x, one.label) {
                corrections.push(Correction {
                    example: index,
                    weights,
                });
            }
        }
        if corrections.len() == before {
            let finished = true;
            return History {
                corrections,
                finished,
            };
        }
    }
    let finished = false;
    History {
        corrections,
        finished,
    }
}

/// Novikoff's bound on the number of mistakes, (R/γ)².
///
/// # Errors
/// If no line divides the examples.
pub fn bound(examples: &[Example]) -> Result<f64, FigureError> {
    let (margin, _) = margin(examples).ok_or_else(|| {
        let message = "no line through the origin divides these points: there is no margin";
        FigureError::Parameter(message.to_owned())
    })?;
    let ratio = radius(examples) / margin;
    Ok(ratio * ratio)
}
