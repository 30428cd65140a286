//! The direction of the weights under the averaged rules, and what noise leaves of it.

use super::{AnalysisError, Spectrum, Start};
use common::numerics::elementary::{exp, ln};

/// The time (η times the number of inputs) after which cos² of the angle to the principal
/// eigenvector is at least `cosine_square`; zero if it is so at the beginning.
///
/// # Errors
/// If the angle never gets so small: no principal direction, or nothing along it to begin with.
pub fn time_to(
    spectrum: &Spectrum,
    start: &Start,
    cosine_square: f64,
) -> Result<f64, AnalysisError> {
    let [largest, ..] = spectrum.eigenvalues();
    let [first, others @ ..] = start.weights();
    if first == 0.0 {
        return Err(AnalysisError::Orthogonal);
    }
    // ln tan²θ(t): convex, and falling as long as something is left beside the first component.
    let terms: Vec<(f64, f64)> = others
        .iter()
        .zip(&spectrum.eigenvalues()[1..])
        .filter(|(w, _)| **w != 0.0)
        .map(|(w, eigenvalue)| (2.0 * ln((w / first).abs()), 2.0 * (largest - eigenvalue)))
        .collect();
    let tangent = |time: f64| {
        terms
            .iter()
            .map(|(ln, rate)| exp(ln - rate * time))
            .sum::<f64>()
    };
    let wanted = (1.0 - cosine_square) / cosine_square;
    if tangent(0.0) <= wanted {
        return Ok(0.0);
    }
    let left: f64 = terms
        .iter()
        .filter(|(_, rate)| *rate == 0.0)
        .map(|(ln, _)| exp(*ln))
        .sum();
    if left >= wanted {
        return Err(AnalysisError::Degenerate);
    }
    // Newton's method on a convex falling function, from the left, never overshoots; in the
    // logarithm it is fast as well.
    let mut time = 0.0;
    for _ in 0..500 {
        let value = tangent(time);
        let slope: f64 = terms
            .iter()
            .map(|(ln, rate)| -rate * exp(ln - rate * time))
            .sum();
        let step = (ln(value / wanted)) * value / -slope;
        time += step;
        if step.abs() <= 1e-15 * time {
            break;
        }
    }
    Ok(time)
}

/// The mean of sin² of the angle that Oja's rule keeps at the learning rate η, to first order:
/// @eq-residual, for Gaussian inputs.
///
/// # Errors
/// If the two largest eigenvalues are equal.
pub fn residual(spectrum: &Spectrum, rate: f64) -> Result<f64, AnalysisError> {
    let [first, others @ ..] = spectrum.eigenvalues();
    if spectrum.gap() <= 0.0 {
        return Err(AnalysisError::Degenerate);
    }
    let sum: f64 = others.iter().map(|one| first * one / (first - one)).sum();
    Ok(0.5 * rate * sum)
}

/// The same for many inputs of variance one and one direction of variance `spike`.
pub fn residual_of_spike(inputs: usize, spike: f64, rate: f64) -> f64 {
    0.5 * rate * (inputs as f64 - 1.0) * spike / (spike - 1.0)
}

/// The learning rate at which [`residual_of_spike`] is `sine_square`.
pub fn allowed_rate(inputs: usize, spike: f64, sine_square: f64) -> f64 {
    2.0 * sine_square * (spike - 1.0) / ((inputs as f64 - 1.0) * spike)
}

/// Presentations at that rate until the averaged angle has as small a sin², from weights whose
/// components are all of one size; zero if they begin within it.
pub fn arrival(inputs: usize, spike: f64, sine_square: f64) -> f64 {
    let (begin, end) = (inputs as f64 - 1.0, sine_square / (1.0 - sine_square));
    let time = 0.5 * ln(begin / end) / (spike - 1.0);
    time.max(0.0) / allowed_rate(inputs, spike, sine_square)
}
