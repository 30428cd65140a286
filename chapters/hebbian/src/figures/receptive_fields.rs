//! The figure `receptive-fields`: Sanger's rule on patches of a photograph.

use super::gallery::{Row, aligned, gallery};
use super::{print, print_least, range};
use crate::analysis::components::{Schedule, agreement, captured, centre, components, learn};
use crate::analysis::data::patches;
use common::figure::{Figure, FigureError};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `receptive-fields` depends on.
    pub struct ReceptiveFields {
        /// pixels along a side of a patch
        side: usize = 12 => Integer { symbol: "", from: 4, to: 16 };
        /// number of outputs
        outputs: usize = 8 => Integer { symbol: "", from: 1, to: 12 };
        /// number of patches shown
        inputs: usize = 60_000 => Integer { symbol: "n", from: 1000, to: 800_000 };
        /// learning rate at the beginning
        rate: f64 = 0.05 => Logarithmic { symbol: r"\eta_0", unit: "", from: 0.001, to: 0.1 };
        /// number of inputs after which the learning rate has halved
        halving: f64 = 10_000.0 => Logarithmic { symbol: "n_0", unit: "", from: 100.0, to: 1_000_000.0 };
        /// seed of the order of patches and of the first weights
        seed: Seed = Seed(1) => Seed;
    }
    work = ReceptiveFields::products;
}

impl ReceptiveFields {
    fn products(&self) -> (f64, &'static str) {
        let work = self.inputs * self.outputs * self.side * self.side;
        (2.0 * work as f64, "--inputs, --outputs or --side")
    }
}

/// Learned weights and eigenvectors, one below the other.
///
/// # Errors
/// If the weights run away, or LAPACK fails.
pub fn receptive_fields(parameters: &ReceptiveFields, _: &Run) -> Result<Figure, FigureError> {
    let &ReceptiveFields {
        side,
        outputs,
        inputs,
        rate,
        halving,
        seed,
    } = parameters;
    let mut data = patches(side);
    centre(&mut data);
    let found = components(&mut data)?;
    let schedule = Schedule {
        rate,
        halving,
        inputs,
    };
    let weights = learn(&data, outputs, schedule, &mut stream(seed.0, 0))
        .map_err(|error| FigureError::Parameter(error.to_string()))?;
    let agreed = agreement(&weights, &found);
    let captured = captured(&weights, &found);
    let eigenvectors = weights
        .iter()
        .zip(&found.vectors)
        .map(|(w, vector)| aligned(vector, w))
        .collect();
    let percent = found
        .eigenvalues
        .iter()
        .take(outputs)
        .map(|one| format!("{} %", print(100.0 * one / found.variance(), 2)));
    let rows = [
        Row {
            heading: "Sanger",
            pictures: weights,
            notes: agreed.iter().map(|cosine| format!("{cosine:.2}")).collect(),
        },
        Row {
            heading: "LAPACK",
            pictures: eigenvectors,
            notes: percent.collect(),
        },
    ];
    let share = captured[captured.len() - 1];
    let best = found.explained(outputs);
    let [worst, closest] = range(&agreed);
    let caption = Prose::new()
        .result(
            worst > 0.9 && outputs > 1,
            format!(
                "{outputs} neurons under Sanger's rule find the first {outputs} eigenvectors of \
                 patches of a photograph, each its own: the cosines of the angles between them are \
                 {} or more.",
                print_least(worst)
            ),
            "Weights learned by Sanger's rule from patches of a photograph, and the eigenvectors.",
        )
        .plain(format!(
            "Weights as pictures, grey for zero, white and black for the largest of either sign; \
             {} patches of {side} × {side} pixels, minus the mean of each, {inputs} shown in random order. \
             Upper row: learned, with the cosine of the angle to the picture below. Lower row: \
             eigenvectors by LAPACK, turned to the side of the learned ones, with the part of \
             the variance along each.",
            data.len()
        ))
        .plain(format!(
            "The space of the learned weights holds {} % of the variance, that of the eigenvectors \
             {} %.",
            print(100.0 * share, 4),
            print(100.0 * best, 4)
        ));
    let alternative_text = Prose::new()
        .plain(if outputs == 1 {
            format!(
                "Two small pictures, learned above and computed below; the cosine of the angle between \
                 them is {}.",
                print_least(worst)
            )
        } else {
            format!(
                "Two rows of {outputs} small pictures, learned above and computed below; the cosines \
                 between them range from {} to {}.",
                print_least(worst),
                print_least(closest)
            )
        })
        .result(
            side == 12 && worst > 0.9 && outputs > 4,
            "The first two are gradients, one across and one along; then come pictures with two, three \
             and more stripes or fields, like the vibrations of a plate.",
            "",
        );
    Ok(Figure::new()
        .panel(gallery("fields", side, &rows))
        .caption(caption)
        .alternative_text(alternative_text))
}
