//! The figure `digits`: Sanger's rule on handwritten digits.

use super::gallery::{Row, aligned, gallery};
use super::{print, print_least, range};
use crate::analysis::components::{Schedule, agreement, captured, components, learn};
use crate::analysis::data;
use common::figure::{Axis, Figure, FigureError, Layer, Panel, Place, Role};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `digits` depends on.
    pub struct Digits {
        /// number of outputs
        outputs: usize = 8 => Integer { symbol: "", from: 1, to: 16 };
        /// number of digits shown
        inputs: usize = 60_000 => Integer { symbol: "n", from: 1000, to: 1_000_000 };
        /// learning rate at the beginning
        rate: f64 = 0.05 => Logarithmic { symbol: r"\eta_0", unit: "", from: 0.001, to: 0.1 };
        /// number of inputs after which the learning rate has halved
        halving: f64 = 5000.0 => Logarithmic { symbol: "n_0", unit: "", from: 100.0, to: 1_000_000.0 };
        /// seed of the order of digits and of the first weights
        seed: Seed = Seed(1) => Seed;
    }
    work = Digits::products;
}

impl Digits {
    fn products(&self) -> (f64, &'static str) {
        let pixels = data::DIGIT * data::DIGIT;
        let work = self.inputs * self.outputs * pixels;
        (2.0 * work as f64, "--inputs or --outputs")
    }
}

/// Components drawn in the lower panel.
const SHOWN: usize = 32;

/// Learned weights, eigenvectors, and the variance that they explain.
///
/// # Errors
/// If the weights run away, or LAPACK fails.
pub fn digits(parameters: &Digits, _: &Run) -> Result<Figure, FigureError> {
    let &Digits {
        outputs,
        inputs,
        rate,
        halving,
        seed,
    } = parameters;
    let mut shown = data::digits();
    let found = components(&mut shown)?;
    let schedule = Schedule {
        rate,
        halving,
        inputs,
    };
    let weights = learn(&shown, outputs, schedule, &mut stream(seed.0, 0))
        .map_err(|error| FigureError::Parameter(error.to_string()))?;
    let agreed = agreement(&weights, &found);
    let captured = captured(&weights, &found);
    let eigenvectors = weights
        .iter()
        .zip(&found.vectors)
        .map(|(w, vector)| aligned(vector, w))
        .collect();
    let rows = [
        Row {
            heading: "Sanger",
            pictures: weights,
            notes: agreed.iter().map(|cosine| format!("{cosine:.2}")).collect(),
        },
        Row {
            heading: "LAPACK",
            pictures: eigenvectors,
            notes: Vec::new(),
        },
    ];
    let explained = |count: usize| 100.0 * found.explained(count);
    let numbers = |count: usize| (1..=count).map(|one| one as f64).collect::<Vec<_>>();
    let all: Vec<f64> = (1..=SHOWN).map(explained).collect();
    let learned: Vec<f64> = captured.iter().map(|part| 100.0 * part).collect();
    let share = learned[outputs - 1];
    // How far the learned marks lie below the line of the eigenvectors.
    let below = (1..)
        .zip(&learned)
        .map(|(count, share)| explained(count) - share);
    let below = below.fold(0.0, f64::max);
    let curve = Panel::new(
        "variance",
        Axis::new("number of outputs", "k", "").range(0.0, SHOWN as f64),
        Axis::new("variance explained", "", "%").range(0.0, 100.0),
    )
    .height(170.0)
    .layer(
        Layer::line("eigenvectors", Role::Theory, numbers(SHOWN), all)
            .label("eigenvectors (LAPACK)", Place::Legend),
    )
    .layer(
        Layer::points("Sanger", Role::Simulation, numbers(outputs), learned)
            .label("Sanger", Place::Legend),
    );
    let [worst, _] = range(&agreed);
    let caption = Prose::new()
        .result(
            outputs > 1 && explained(outputs) - share < 1.0,
            format!(
                "{outputs} numbers hold {} % of the variance of handwritten digits, and Sanger's rule \
                 finds which {outputs}: the best that is possible is {} %.",
                print(share, 3),
                print(explained(outputs), 3)
            ),
            "Weights learned by Sanger's rule from handwritten digits, and the variance that they \
             explain.",
        )
        .plain(format!(
            "{} digits of 64 pixels, minus their mean, {inputs} shown in random order. Upper: weights \
             as pictures, learned (with the cosine of the angle to the one below) and by LAPACK; grey \
             is zero. Lower: the part of the variance in the space of the first $k$ of them; line: \
             eigenvectors, marks: learned.",
            shown.len()
        ));
    let alternative_text = seen(outputs, worst, below, explained);
    Ok(Figure::new()
        .panel(gallery("fields", data::DIGIT, &rows))
        .panel(curve)
        .caption(caption)
        .alternative_text(alternative_text))
}

/// What a reader sees, where the learned marks lie at most so much below the line of the eigenvectors.
fn seen(outputs: usize, worst: f64, below: f64, explained: impl Fn(usize) -> f64) -> Prose {
    Prose::new()
        .plain(if outputs == 1 {
            format!(
                "Two small pictures, learned and computed, with a cosine of {} between them.",
                print_least(worst)
            )
        } else {
            format!(
                "Two rows of {outputs} small pictures, learned and computed, with cosines of {} or more \
                 between them.",
                print_least(worst)
            )
        })
        .plain(format!(
            "Below, the variance explained rises steeply and then ever more slowly: {} % with one, {}{} % \
             with {SHOWN};",
            print(explained(1), 2),
            if outputs > 1 {
                format!("{} % with {outputs}, ", print(explained(outputs), 2))
            } else {
                String::new()
            },
            print(explained(SHOWN), 2)
        ))
        .result(
            below < 1.0,
            format!(
                "the learned marks lie on the line of the eigenvectors to within {} %.",
                print(below, 1)
            ),
            format!(
                "the learned marks lie up to {} % of the variance below the line of the eigenvectors.",
                print(below, 2)
            ),
        )
}
