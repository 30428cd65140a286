//! The figures of the chapter, one file each.

mod counting;
mod perceptron;
mod prediction_error;
mod three_signals;

pub use counting::{Counting, counting};
pub use perceptron::{Perceptron, perceptron};
pub use prediction_error::{PredictionError, prediction_error};
pub use three_signals::{ThreeSignals, three_signals};

use common::chapter::FigureEntry;
use common::claim::{Digits, Estimate};
use common::numerics::elementary::{exp, ln};

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "perceptron",
            "the perceptron's rule in the plane, correction by correction",
            "chapters/learning/src/figures/perceptron.rs",
            perceptron,
        ),
        FigureEntry::new(
            "counting",
            "the part of random dichotomies that a hyperplane can make",
            "chapters/learning/src/figures/counting.rs",
            counting,
        )
        .exploring([("samples", 30.into()), ("marks", 7.into())]),
        FigureEntry::new(
            "prediction-error",
            "errors of prediction along a delay line, trial by trial",
            "chapters/learning/src/figures/prediction_error.rs",
            prediction_error,
        ),
        FigureEntry::new(
            "three-signals",
            "one task learned from a target, from a reward, and from nothing",
            "chapters/learning/src/figures/three_signals.rs",
            three_signals,
        )
        .exploring([
            ("presentations", 10_000.into()),
            ("largest", 16.into()),
            ("neurons", 30.into()),
        ]),
    ]
}

/// How much dearer than its work we call a figure, so that the limit of minutes that holds for all
/// becomes one of three seconds at most: these are drawn while a reader drags.
const IMPATIENCE: f64 = 45.0;

/// A number for a caption, with so many digits that matter.
fn print(value: f64, digits: usize) -> String {
    Digits::Significant(digits).print(value)
}

/// The standard error, zero where there is none.
fn error(estimate: &Estimate) -> f64 {
    estimate.standard_error.unwrap_or(0.0)
}

/// Evenly spaced numbers, both ends included.
fn spaced(from: f64, to: f64, count: usize) -> Vec<f64> {
    let last = (count.max(2) - 1) as f64;
    (0..count.max(2))
        .map(|i| from + (to - from) * i as f64 / last)
        .collect()
}

/// Numbers in equal ratios, both ends included.
fn ratios(from: f64, to: f64, count: usize) -> Vec<f64> {
    spaced(ln(from), ln(to), count)
        .into_iter()
        .map(exp)
        .collect()
}

/// Whole numbers in nearly equal ratios, both ends included, none twice.
fn whole_ratios(from: usize, to: usize, count: usize) -> Vec<usize> {
    let mut all: Vec<usize> = ratios(from as f64, to as f64, count)
        .into_iter()
        .map(|x| common::numerics::elementary::round(x) as usize)
        .collect();
    all.dedup();
    all
}
