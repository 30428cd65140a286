//! The rules, one random input after the other.

use super::{AnalysisError, Spectrum, cosine_square};
use crate::model::{hebb, oja, output};
use common::claim::Estimate;
use common::numerics::elementary::sqrt;
use common::numerics::random::Stream;

/// A Gaussian input with these standard deviations along the eigenvectors.
fn draw(deviations: &[f64; 5], stream: &mut Stream) -> [f64; 5] {
    deviations.map(|deviation| deviation * stream.normal())
}

/// What was seen of one path of the weights at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// The weights under Hebb's rule.
    pub hebb: [f64; 5],
    /// The weights under Oja's rule, for the same inputs.
    pub oja: [f64; 5],
}

/// Both rules for the same inputs, seen after each of these numbers of inputs.
pub fn paths(
    spectrum: &Spectrum,
    start: [f64; 5],
    rate: f64,
    moments: &[usize],
    stream: &mut Stream,
) -> Vec<Seen> {
    let deviations = spectrum.eigenvalues().map(sqrt);
    let mut now = Seen {
        hebb: start,
        oja: start,
    };
    let mut shown = 0;
    let look = |&moment: &usize| {
        while shown < moment {
            let u = draw(&deviations, stream);
            hebb(&mut now.hebb, &u, rate);
            oja(&mut now.oja, &u, rate);
            shown += 1;
        }
        now
    };
    moments.iter().map(look).collect()
}

/// What Oja's rule does in the long run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settled {
    /// The mean of sin² of the angle to the principal eigenvector.
    pub sine_square: Estimate,
    /// The mean square of the length of the weights.
    pub length_square: f64,
}

/// Blocks of inputs whose means give the standard error.
const BLOCKS: usize = 50;
/// Part of the inputs, before those that count, in which the rule settles.
const SETTLING: f64 = 0.1;

/// Shows `inputs` Gaussian inputs to Oja's rule, from the principal eigenvector on, and averages.
/// The standard error is that of the means of fifty blocks, each of which should be longer than
/// the memory of the angle, 1/(2η(λ₁ − λ₂)).
///
/// # Errors
/// If the principal eigenvector does not exist, or the weights run away.
pub fn settle(
    spectrum: &Spectrum,
    rate: f64,
    inputs: usize,
    stream: &mut Stream,
) -> Result<Settled, AnalysisError> {
    if spectrum.gap() <= 0.0 {
        return Err(AnalysisError::Degenerate);
    }
    let deviations = spectrum.eigenvalues().map(sqrt);
    let mut w = [1.0, 0.0, 0.0, 0.0, 0.0];
    for _ in 0..(SETTLING * inputs as f64) as usize {
        oja(&mut w, &draw(&deviations, stream), rate);
    }
    let block = (inputs / BLOCKS).max(1);
    let (mut means, mut length) = ([0.0; BLOCKS], 0.0);
    for mean in &mut means {
        for _ in 0..block {
            oja(&mut w, &draw(&deviations, stream), rate);
            let square = output(&w, &w);
            *mean += 1.0 - w[0] * w[0] / square;
            length += square;
        }
        *mean /= block as f64;
        if !mean.is_finite() {
            return Err(AnalysisError::RanAway { rate });
        }
    }
    Ok(Settled {
        sine_square: mean_of(&means),
        length_square: length / (BLOCKS * block) as f64,
    })
}

/// The mean of independent numbers with its standard error.
pub fn mean_of(numbers: &[f64]) -> Estimate {
    let count = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / count;
    let squares: f64 = numbers.iter().map(|x| (x - mean) * (x - mean)).sum();
    let error = sqrt(squares / (count * (count - 1.0).max(1.0)));
    Estimate::random(mean, error)
}

/// sin² of the angle to the principal eigenvector.
pub fn sine_square(w: &[f64; 5]) -> f64 {
    (1.0 - cosine_square(w)).max(0.0)
}
