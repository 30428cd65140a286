//! The figures of the chapter, one file each.

mod blind;
mod convergence;
mod digits;
mod few_samples;
mod gallery;
mod oja_noise;
mod principal_direction;
mod receptive_fields;

pub use blind::{Blind, blind};
pub use convergence::{Convergence, convergence};
pub use digits::{Digits, digits};
pub use few_samples::{FewSamples, few_samples};
pub use oja_noise::{OjaNoise, oja_noise};
pub use principal_direction::{PrincipalDirection, principal_direction};
pub use receptive_fields::{ReceptiveFields, receptive_fields};

use common::chapter::FigureEntry;
use common::claim;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "blind",
            "two clouds that Hebb's rule cannot tell apart",
            "chapters/hebbian/src/figures/blind.rs",
            blind,
        ),
        FigureEntry::new(
            "principal-direction",
            "weights on their way to the principal axis of a cloud",
            "chapters/hebbian/src/figures/principal_direction.rs",
            principal_direction,
        )
        .through_lapack(),
        FigureEntry::new(
            "convergence",
            "direction and length of the weights against time, and how far they stray",
            "chapters/hebbian/src/figures/convergence.rs",
            convergence,
        )
        .exploring([("paths", 40.into())]),
        FigureEntry::new(
            "oja-noise",
            "the angle that Oja's rule keeps, against the learning rate",
            "chapters/hebbian/src/figures/oja_noise.rs",
            oja_noise,
        )
        .exploring([("memories", 500.0.into())]),
        FigureEntry::new(
            "receptive-fields",
            "Sanger's rule on patches of a photograph, beside the eigenvectors",
            "chapters/hebbian/src/figures/receptive_fields.rs",
            receptive_fields,
        )
        .through_lapack(),
        FigureEntry::new(
            "digits",
            "Sanger's rule on handwritten digits, and the variance explained",
            "chapters/hebbian/src/figures/digits.rs",
            digits,
        )
        .through_lapack(),
        FigureEntry::new(
            "few-samples",
            "overlap with a planted direction against samples per dimension",
            "chapters/hebbian/src/figures/few_samples.rs",
            few_samples,
        )
        .exploring([("replicas", 8.into()), ("dimensions", 60.into())])
        .through_lapack(),
    ]
}

/// The smallest and the largest of some cosines, in that order.
fn range(cosines: &[f64]) -> [f64; 2] {
    let smallest = cosines.iter().fold(1.0_f64, |a, b| a.min(*b));
    let largest = cosines.iter().fold(0.0_f64, |a, b| a.max(*b));
    [smallest, largest]
}

/// A number that others reach or exceed: one that would be rounded up to 1 is cut instead.
fn print_least(value: f64) -> String {
    if (0.995..1.0).contains(&value) {
        let digits = claim::Digits::Decimals(3);
        return digits.print((1000.0 * value).floor() / 1000.0);
    }
    print(value, 2)
}

/// A number for a caption, with so many digits that matter.
fn print(value: f64, digits: usize) -> String {
    claim::Digits::Significant(digits).print(value)
}
