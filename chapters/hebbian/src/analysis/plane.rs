//! Two inputs: ellipses, and two clouds that have the same one.

use super::AnalysisError;
use common::claim::Estimate;
use common::numerics::elementary::{atan2, cos, hypot, sin, sqrt};
use common::numerics::linalg::symmetric_eigen;
use common::numerics::random::Stream;
use common::parameters;
use ndarray::array;

parameters! {
    /// A Gaussian cloud of two inputs, u = a z₁ + b z₂ with two standard normal numbers: it
    /// stretches along the vectors a and b, which need not be orthogonal.
    #[derive(Copy)]
    pub struct Cloud {
        /// first stretching vector, its part along the first input
        a_x: f64 = 2.0 => Real { symbol: "a_1", unit: "", from: -3.0, to: 3.0 };
        /// first stretching vector, its part along the second input
        a_y: f64 = 1.0 => Real { symbol: "a_2", unit: "", from: -3.0, to: 3.0 };
        /// second stretching vector, its part along the first input
        b_x: f64 = -0.8 => Real { symbol: "b_1", unit: "", from: -3.0, to: 3.0 };
        /// second stretching vector, its part along the second input
        b_y: f64 = 0.8 => Real { symbol: "b_2", unit: "", from: -3.0, to: 3.0 };
    }
    check = Cloud::extended;
}

impl Cloud {
    /// One input.
    pub fn draw(&self, stream: &mut Stream) -> [f64; 2] {
        let (first, second) = (stream.normal(), stream.normal());
        [
            self.a_x * first + self.b_x * second,
            self.a_y * first + self.b_y * second,
        ]
    }

    /// Its correlation matrix.
    pub fn ellipse(&self) -> Ellipse {
        Ellipse {
            xx: self.a_x * self.a_x + self.b_x * self.b_x,
            xy: self.a_x * self.a_y + self.b_x * self.b_y,
            yy: self.a_y * self.a_y + self.b_y * self.b_y,
        }
    }

    fn extended(&self) -> Result<(), String> {
        if self.ellipse().trace() > 0.01 {
            return Ok(());
        }
        Err(
            "--a-x, --a-y, --b-x and --b-y leave a cloud without extent; make one larger"
                .to_owned(),
        )
    }
}

/// A symmetric matrix of two rows and columns: the ellipse of a cloud.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ellipse {
    /// Mean square of the first input.
    pub xx: f64,
    /// Mean product of the two.
    pub xy: f64,
    /// Mean square of the second.
    pub yy: f64,
}

/// Two eigenvalues closer than this part of their sum count as equal.
pub const EQUAL: f64 = 1e-9;

impl Ellipse {
    /// The correlation matrix of some inputs.
    pub fn of(inputs: &[[f64; 2]]) -> Self {
        let mean =
            |of: fn(&[f64; 2]) -> f64| inputs.iter().map(of).sum::<f64>() / inputs.len() as f64;
        Self {
            xx: mean(|u| u[0] * u[0]),
            xy: mean(|u| u[0] * u[1]),
            yy: mean(|u| u[1] * u[1]),
        }
    }

    /// The sum of the eigenvalues.
    pub fn trace(&self) -> f64 {
        self.xx + self.yy
    }

    /// The two eigenvalues, the larger first.
    pub fn eigenvalues(&self) -> [f64; 2] {
        let half = 0.5 * hypot(self.xx - self.yy, 2.0 * self.xy);
        let mean = 0.5 * self.trace();
        [mean + half, (mean - half).max(0.0)]
    }

    /// The angle of the principal axis to that of the first input, in radians between −π/2 and
    /// π/2; nothing if the eigenvalues are equal.
    pub fn angle(&self) -> Option<f64> {
        let [first, second] = self.eigenvalues();
        (first - second > EQUAL * self.trace())
            .then(|| 0.5 * atan2(2.0 * self.xy, self.xx - self.yy))
    }

    /// The variance along a direction.
    pub fn along(&self, angle: f64) -> f64 {
        let (c, s) = (cos(angle), sin(angle));
        self.xx * c * c + 2.0 * self.xy * c * s + self.yy * s * s
    }

    /// The principal axis as LAPACK finds it: a unit vector whose larger component is positive.
    ///
    /// # Errors
    /// If the eigenvalues do not converge.
    pub fn principal(&self) -> Result<[f64; 2], AnalysisError> {
        let (_, vectors) = symmetric_eigen(&array![[self.xx, self.xy], [self.xy, self.yy]])?;
        Ok([vectors[[0, 1]], vectors[[1, 1]]])
    }
}

/// The angle between two directions (not vectors), in radians, 0 to π/2.
pub fn between(one: f64, other: f64) -> f64 {
    let difference = one - other;
    atan2(sin(difference).abs(), cos(difference).abs())
}

/// The angle of a vector to the axis of the first input.
pub fn angle_of(w: &[f64]) -> f64 {
    atan2(w[1], w[0])
}

parameters! {
    /// The common ellipse of two clouds.
    #[derive(Copy)]
    pub struct Shape {
        /// standard deviation along the principal axis
        long: f64 = 2.0 => Real { symbol: r"\sqrt{\lambda_1}", unit: "", from: 0.2, to: 4.0 };
        /// standard deviation across it
        short: f64 = 1.0 => Real { symbol: r"\sqrt{\lambda_2}", unit: "", from: 0.1, to: 4.0 };
    }
    check = Shape::elongated;
}

impl Shape {
    fn elongated(&self) -> Result<(), String> {
        if self.short < self.long {
            return Ok(());
        }
        let Self { long, short } = self;
        Err(format!(
            "--short is {short} and --long is {long}; --short must be the smaller one, or there is \
             no principal axis"
        ))
    }

    /// The angle of either arm of the cross to the principal axis, in radians.
    pub fn arm(&self) -> f64 {
        atan2(self.short, self.long)
    }

    /// The ellipse, when the principal axis is turned by this angle.
    pub fn ellipse(&self, angle: f64) -> Ellipse {
        let (first, second) = (self.long * self.long, self.short * self.short);
        let (c, s) = (cos(angle), sin(angle));
        Ellipse {
            xx: first * c * c + second * s * s,
            xy: (first - second) * c * s,
            yy: first * s * s + second * c * c,
        }
    }

    /// The kurtosis of the cross's projection on a direction at this angle (radians) to the
    /// principal axis: @eq-cross-kurtosis.
    pub fn kurtosis(&self, direction: f64) -> f64 {
        let one = cos(direction - self.arm());
        let other = cos(direction + self.arm());
        let (one, other) = (one * one, other * other);
        6.0 * (one * one + other * other) / ((one + other) * (one + other))
    }

    /// Inputs of a Gaussian cloud whose correlation matrix is the ellipse's, exactly.
    pub fn blob(&self, angle: f64, count: usize, stream: &mut Stream) -> Vec<[f64; 2]> {
        let inputs = (0..count).map(|_| [stream.normal(), stream.normal()]);
        matched(inputs.collect(), self.ellipse(angle))
    }

    /// Inputs on a cross of two lines, one line or the other with equal chance, whose correlation
    /// matrix is the same.
    pub fn cross(&self, angle: f64, count: usize, stream: &mut Stream) -> Vec<[f64; 2]> {
        let arm = self.arm();
        let inputs = (0..count).map(|_| {
            let side = if stream.uniform() < 0.5 { arm } else { -arm };
            let place = hypot(self.long, self.short) * stream.normal();
            [place * cos(angle + side), place * sin(angle + side)]
        });
        matched(inputs.collect(), self.ellipse(angle))
    }
}

/// The inputs, stretched and sheared a little so that their correlation matrix is `wanted`.
fn matched(inputs: Vec<[f64; 2]>, wanted: Ellipse) -> Vec<[f64; 2]> {
    // Cholesky's factors of what there is and of what is wanted, both lower triangular.
    let factor = |e: &Ellipse| {
        let first = sqrt(e.xx);
        let below = e.xy / first;
        (first, below, sqrt((e.yy - below * below).max(0.0)))
    };
    let (a, b, c) = factor(&Ellipse::of(&inputs));
    let (p, q, r) = factor(&wanted);
    let stretch = |u: [f64; 2]| {
        let first = u[0] / a;
        let second = (u[1] - b * first) / c;
        [p * first, q * first + r * second]
    };
    inputs.into_iter().map(stretch).collect()
}

/// The kurtosis ⟨x⁴⟩/⟨x²⟩² of the inputs' projection on a direction, with its standard error (from
/// the first-order change that each input makes).
pub fn kurtosis(inputs: &[[f64; 2]], direction: f64) -> Estimate {
    let (c, s) = (cos(direction), sin(direction));
    let squares: Vec<f64> = inputs
        .iter()
        .map(|u| {
            let x = u[0] * c + u[1] * s;
            x * x
        })
        .collect();
    let count = inputs.len() as f64;
    let mean = squares.iter().sum::<f64>() / count;
    let fourth = squares.iter().map(|x| x * x).sum::<f64>() / count;
    let value = fourth / (mean * mean);
    let changes = squares.iter().map(|x| {
        let change = x * x / (mean * mean) - 2.0 * value * x / mean + value;
        change * change
    });
    Estimate::random(value, sqrt(changes.sum::<f64>()) / count)
}
