//! How far the weights stray from their average under Hebb's rule: exact for Gaussian inputs.

use super::{AnalysisError, Spectrum, Start};
use common::numerics::elementary::sqrt;

/// The root-mean-square distance of the weights from their mean, over the length of the mean, after
/// `inputs` independent Gaussian inputs: @eq-second-moments.
///
/// # Errors
/// If it is too large to be written.
pub fn spread(
    spectrum: &Spectrum,
    start: &Start,
    rate: f64,
    inputs: usize,
) -> Result<f64, AnalysisError> {
    let eigenvalues = spectrum.eigenvalues();
    let weights = start.weights();
    // Everything is measured against the growth along the principal eigenvector, and the spread of
    // a component apart from the square of its mean, so that no digit cancels.
    let growth = |eigenvalue: f64| 1.0 + rate * eigenvalue;
    let fastest = growth(eigenvalues[0]);
    let shares = eigenvalues.map(|one| growth(one) / fastest);
    let mut means = weights;
    let mut variances = [0.0; 5];
    let scale = rate / fastest;
    for _ in 0..inputs {
        let mut shared = 0.0;
        for i in 0..5 {
            shared += eigenvalues[i] * (means[i] * means[i] + variances[i]);
        }
        for i in 0..5 {
            let square = means[i] * means[i] + variances[i];
            let kick = eigenvalues[i] * square + shared;
            variances[i] =
                shares[i] * shares[i] * variances[i] + scale * scale * eigenvalues[i] * kick;
            means[i] *= shares[i];
        }
    }
    let length: f64 = means.iter().map(|mean| mean * mean).sum();
    let spread = sqrt(variances.iter().sum::<f64>() / length);
    if spread.is_finite() {
        Ok(spread)
    } else {
        Err(AnalysisError::TooLarge)
    }
}

/// The learning rate at which the spread gained while the weights grow e-fold is as large as the
/// weights: 1/(λ₁ + tr C), @eq-averaging-condition.
pub fn largest_rate(spectrum: &Spectrum) -> f64 {
    1.0 / (spectrum.eigenvalue_1 + spectrum.trace())
}
