//! The figure `counting`: the part of random dichotomies that a hyperplane can make.

use super::{IMPATIENCE, error, print, spaced};
use crate::analysis::counting::{cost, fraction, gaussian, points, simulated};
use common::claim::Estimate;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::elementary::sqrt;
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `counting` depends on.
    pub struct Counting {
        /// number of inputs of the first series
        few: usize = 5 => Integer { symbol: "N_1", from: 2, to: 60 };
        /// number of inputs of the second series
        more: usize = 12 => Integer { symbol: "N_2", from: 2, to: 60 };
        /// number of inputs of the third series
        many: usize = 30 => Integer { symbol: "N_3", from: 2, to: 45 };
        /// number of inputs of a curve without simulation
        most: usize = 1000 => Integer { symbol: "N_4", from: 2, to: 100_000 };
        /// simulated loadings between 1 and 3
        marks: usize = 9 => Integer { symbol: "", from: 2, to: 29 };
        /// random sets of examples for each mark of the third series; the others get four times as many
        samples: usize = 100 => Integer { symbol: "", from: 10, to: 300 };
        /// seed of the examples
        seed: Seed = Seed(1) => Seed;
    }
    check = Counting::ascending;
    work = Counting::programmes;
}

/// The loadings that are simulated, and those that are drawn.
const SIMULATED: (f64, f64) = (1.2, 2.8);
const DRAWN: (f64, f64) = (0.9, 3.1);
/// How far the right panel reaches to either side.
const REACH: f64 = 4.0;
const SHAPES: [(Role, Shape); 3] = [
    (Role::Simulation, Shape::Disc),
    (Role::Accent, Shape::Square),
    (Role::Retrieved, Shape::Triangle),
];

impl Counting {
    fn ascending(&self) -> Result<(), String> {
        let Self {
            few, more, many, ..
        } = *self;
        if few < more && more < many {
            return Ok(());
        }
        Err(format!(
            "--few, --more and --many are {few}, {more} and {many}; they must ascend"
        ))
    }

    fn loadings(&self) -> Vec<f64> {
        spaced(SIMULATED.0, SIMULATED.1, self.marks)
    }

    fn sizes(&self) -> [usize; 3] {
        [self.few, self.more, self.many]
    }

    /// Random sets of examples for each mark of a series.
    fn samples(&self, series: usize) -> usize {
        if series + 1 == self.sizes().len() {
            self.samples
        } else {
            4 * self.samples
        }
    }

    fn programmes(&self) -> (f64, &'static str) {
        let of_series = |(series, inputs): (usize, usize)| -> f64 {
            let each = |loading: f64| cost(points(loading, inputs), inputs);
            let one: f64 = self.loadings().into_iter().map(each).sum();
            one * self.samples(series) as f64
        };
        let all: f64 = self.sizes().into_iter().enumerate().map(of_series).sum();
        let curves = 0.1 * self.most as f64 * CURVE as f64;
        let work = all + curves;
        (IMPATIENCE * work, "--many, --marks or --samples")
    }
}

/// Points of the curve without simulation, about.
const CURVE: usize = 120;

/// The fraction of separable dichotomies against the loading: counted, and simulated.
///
/// # Errors
/// If a linear programme can't be solved.
pub fn counting(parameters: &Counting, run: &Run) -> Result<Figure, FigureError> {
    let loadings = parameters.loadings();
    // The dear ones first, so that no thread is left with them at the end.
    let mut jobs = Vec::new();
    for (series, &inputs) in parameters.sizes().iter().enumerate().rev() {
        for &loading in &loadings {
            jobs.push((series, inputs, points(loading, inputs)));
        }
    }
    let numbered: Vec<(u64, (usize, usize, usize))> = (0..).zip(jobs).collect();
    let found = run.map(&numbered, |&(replica, (series, inputs, points))| {
        let mut stream = stream(parameters.seed.0, replica);
        let part = simulated(points, inputs, parameters.samples(series), &mut stream)?;
        Ok::<_, FigureError>((series, inputs, points, part))
    })?;

    let fraction_axis = || {
        Axis::new("separable fraction", "", "")
            .range(-0.04, 1.06)
            .ticks([(0.0, "0"), (0.5, "½"), (1.0, "1")])
    };
    let loading = Axis::new("loading", "α = P/N", "").range(DRAWN.0, DRAWN.1);
    let loading = Axis {
        quantity: common::figure::Quantity::new("loading", "*α* = *P*/*N*", ""),
        ..loading
    };
    let stretched =
        Axis::new("distance from the step", "(*P* − 2*N*)/√(*P* − 1)", "").range(-REACH, REACH);
    let mut left = Panel::new("step", loading, fraction_axis()).height(230.0);
    let mut right = Panel::new("width", stretched, fraction_axis()).height(230.0);
    left = left.layer(Layer::rule(Role::Muted, Orientation::Vertical, 2.0).dash(Dash::Dotted));
    for inputs in parameters.sizes() {
        let (x, y) = counted(inputs, inputs);
        left = left.layer(Layer::line(
            &format!("counted {inputs}"),
            Role::Theory,
            x,
            y,
        ));
    }
    let (x, y) = counted(parameters.most, parameters.most.min(CURVE));
    left = left.layer(
        Layer::line("counted, most", Role::Theory, x, y)
            .dash(Dash::Dashed)
            .label_at(
                &format!("*N* = {}", grouped(parameters.most)),
                2.05,
                0.95,
                Anchor::Start,
            ),
    );
    let x = spaced(-REACH, REACH, 81);
    let y = x.iter().map(|x| gaussian_at(*x)).collect();
    right = right.layer(Layer::line("Gaussian", Role::Theory, x, y).label_at(
        "Gaussian",
        1.1,
        0.3,
        Anchor::Start,
    ));
    for (series, &inputs) in parameters.sizes().iter().enumerate() {
        let mine: Vec<(f64, &Estimate)> = found
            .iter()
            .filter(|one| one.0 == series)
            .map(|one| (one.2 as f64, &one.3))
            .collect();
        let (role, shape) = SHAPES[series];
        let layer = |name: String, place: &dyn Fn(f64) -> f64| {
            let kept: Vec<&(f64, &Estimate)> = mine.iter().collect();
            let x = kept.iter().map(|one| place(one.0)).collect();
            let y = kept.iter().map(|one| one.1.value).collect();
            Layer::points(&name, role, x, y)
                .shape(shape)
                .y_error(kept.iter().map(|one| error(one.1)).collect())
        };
        let n = inputs as f64;
        left = left.layer(
            layer(format!("simulated {inputs}"), &|p| p / n)
                .label(&format!("*N* = {inputs}"), Place::Legend),
        );
        right = right.layer(layer(format!("stretched {inputs}"), &|p| {
            (p - 2.0 * n) / sqrt(p - 1.0)
        }));
    }
    let (caption, alternative_text) = words(parameters, &found);
    Ok(Figure::new()
        .columns(2)
        .share_y()
        .panel(left)
        .panel(right)
        .caption(caption)
        .alternative_text(alternative_text))
}

/// The counted fraction for every (or nearly every) number of points that is drawn.
fn counted(inputs: usize, resolution: usize) -> (Vec<f64>, Vec<f64>) {
    let n = inputs as f64;
    let (first, last) = (points(DRAWN.0, inputs), points(DRAWN.1, inputs));
    let stride = ((last - first) / (2 * resolution).max(1)).max(1);
    (first..=last)
        .step_by(stride)
        .map(|points| (points as f64 / n, fraction(points, inputs)))
        .unzip()
}

/// The Gaussian limit at a distance (P − 2N)/√(P − 1) from the step.
fn gaussian_at(distance: f64) -> f64 {
    // Any large P gives the limit; the difference between P and P − 1 is then nothing.
    let points = 1e12;
    gaussian(points, 0.5 * (points - distance * sqrt(points)))
}

/// A whole number, its thousands apart.
fn grouped(number: usize) -> String {
    if number >= 1000 {
        return format!("{},{:03}", number / 1000, number % 1000);
    }
    number.to_string()
}

fn words(parameters: &Counting, found: &[(usize, usize, usize, Estimate)]) -> (Prose, Prose) {
    let deviation = |one: &(usize, usize, usize, Estimate)| {
        let exact = fraction(one.2, one.1);
        let spread = sqrt(exact * (1.0 - exact) / parameters.samples(one.0) as f64);
        // Half a count for what is rounded to whole counts.
        let slack = 0.5 / parameters.samples(one.0) as f64;
        ((one.3.value - exact).abs() - slack).max(0.0) / spread.max(1e-12)
    };
    let likely = |one: &(usize, usize, usize, Estimate)| {
        let exact = fraction(one.2, one.1);
        exact.min(1.0 - exact) * parameters.samples(one.0) as f64 > 0.5
    };
    let within = found
        .iter()
        .filter(|one| likely(one))
        .all(|one| deviation(one) < 3.5);
    let many = parameters.many;
    let width = |inputs: usize| {
        let crossing = |level: f64| {
            let mut count = inputs;
            while fraction(count, inputs) > level {
                count += 1;
            }
            count as f64 / inputs as f64
        };
        crossing(0.1) - crossing(0.9)
    };
    let narrow = width(many) < width(parameters.few);
    // From nine tenths to one tenth it falls within 2.56 √(2/N), three quarters here.
    let steep = many.max(parameters.most) >= 25;
    let caption = Prose::new()
        .result(
            within && narrow && steep,
            "A neuron can learn any random task of less than two examples for each of its weights, \
             and almost none of more: the fraction of separable tasks falls from one to zero at a \
             loading of two, the more steeply the more inputs there are.",
            "The fraction of random tasks that a neuron can learn against the number of examples \
             for each weight.",
        )
        .plain(format!(
            "Left: lines are Cover's count, Equation @eq-cover; marks are the part of {} random \
             tasks ({} at {} inputs) for which a linear programme finds weights, with binomial \
             standard errors; dashed: the count for {} inputs. All \
             curves pass through one half at two. Right: the same marks against the distance from \
             the step in units of its width; line: the Gaussian limit.",
            parameters.samples(0),
            parameters.samples,
            many,
            grouped(parameters.most)
        ));
    let alternative_text = Prose::new().plain(format!(
        "Falling curves of the separable fraction against the loading for {}, {}, {} and {} \
         inputs, all through one half at a loading of two. Between nine tenths and one tenth the \
         curve for {} inputs needs a stretch of {}, that for {} inputs {}. Plotted against the \
         distance from the step over the square root of one less than the number of examples they fall together.",
        parameters.few,
        parameters.more,
        many,
        parameters.most,
        parameters.few,
        print(width(parameters.few), 2),
        many,
        print(width(many), 2)
    ));
    (caption, alternative_text)
}
