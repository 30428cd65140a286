//! The first steps of the parallel dynamics.
//!
//! The start is random but for its overlap m₀ with one memory. All neurons are updated at once; at a
//! temperature T each takes the value +1 with probability (1 + tanh(h/T))/2.

use super::AnalysisError;
use super::average::response;
use common::numerics::elementary::{erf, exp, sqrt};
use common::numerics::roots::brent;
use std::f64::consts::PI;

/// What the first two steps make of an overlap m₀.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParallelStep {
    /// m₁, exact for many neurons.
    pub first: f64,
    /// m₂, exact for many neurons.
    pub second: f64,
    /// C₀, the mean response of a neuron in the first step.
    pub response: f64,
    /// Variance of the Gaussian part of the noise in the second step.
    pub variance: f64,
    /// αC₀, the field by which a neuron remembers its own start through the others.
    pub echo: f64,
}

/// tanh of a Gaussian field whose mean may have either sign.
fn signed(mean: f64, spread: f64, temperature: f64) -> f64 {
    if mean == 0.0 {
        return 0.0;
    }
    mean.signum() * response(mean.abs(), spread, temperature).mean
}

/// The exact first two steps from an overlap m₀ at a loading α and a temperature T.
///
/// With C₀ = ⟨sech²(h/T)⟩/T the mean response of the first step, the field of the second is
/// m₁ + αC₀ s⁰ and a Gaussian of variance α(1 + C₀² + 2C₀m₀m₁).
///
/// # Source
/// Gardner, Derrida and Mottishaw (1987).
pub fn first_steps(start: f64, loading: f64, temperature: f64) -> ParallelStep {
    if loading <= 0.0 && temperature <= 0.0 {
        let sign = if start == 0.0 { 0.0 } else { start.signum() };
        return ParallelStep {
            first: sign,
            second: sign,
            response: 0.0,
            variance: 0.0,
            echo: 0.0,
        };
    }
    let spread = sqrt(loading);
    let step = response(start.abs(), spread, temperature);
    let first = if start == 0.0 {
        0.0
    } else {
        start.signum() * step.mean
    };
    let c = step.susceptibility;
    let variance = loading * (1.0 + c * c + 2.0 * c * start * first);
    let echo = loading * c;
    let towards = |sign: f64| {
        let part = 0.5 * (1.0 + sign * start);
        part * signed(first + sign * echo, sqrt(variance), temperature)
    };
    ParallelStep {
        first,
        second: towards(1.0) + towards(-1.0),
        response: c,
        variance,
        echo,
    }
}

/// The second step with the noise taken as Gaussian, the echo of the neuron's own start dropped.
pub fn second_step_gaussian(start: f64, loading: f64, temperature: f64) -> f64 {
    let exact = first_steps(start, loading, temperature);
    if exact.variance <= 0.0 {
        return exact.second;
    }
    signed(exact.first, sqrt(exact.variance), temperature)
}

/// Overlaps m₀, m₁, … of the parallel dynamics at T = 0 after Amari and Maginu: the noise is taken as
/// Gaussian at every step, with a variance that follows from that of the step before. The loading must
/// be positive.
///
/// # Source
/// Amari and Maginu (1988).
pub fn amari_maginu(start: f64, loading: f64, steps: usize) -> Vec<f64> {
    let (mut m, mut variance) = (start, loading);
    let mut all = vec![m];
    for _ in 0..steps {
        let x = m / sqrt(2.0 * variance);
        let next = erf(x);
        let c = sqrt(2.0 / (PI * variance)) * exp(-x * x);
        variance = loading + c * c * variance + 2.0 * loading * c * m * next;
        m = next;
        all.push(m);
    }
    all
}

/// The loading at which the stationary retrieval state of Amari and Maginu's recursion ends.
///
/// Its fixed points are those of the symmetric theory but for the noise: with y = m/√(2σ²) and
/// g = 2e^{−y²}/√π, one has m = erf(y), σC = g/√2 and σ² = α + g²/2 + √2 α g m²/σ, so that
/// α = (σ² − g²/2)/(1 + √2 g m²/σ).
///
/// # Errors
/// If the root is not found.
pub fn amari_maginu_capacity() -> Result<f64, AnalysisError> {
    let loading = |y: f64| {
        let m = erf(y);
        let g = std::f64::consts::FRAC_2_SQRT_PI * exp(-y * y);
        let spread = m / (std::f64::consts::SQRT_2 * y);
        (spread * spread - 0.5 * g * g) / (1.0 + std::f64::consts::SQRT_2 * g * m * m / spread)
    };
    let slope = |y: f64| loading(y + 1e-5) - loading(y - 1e-5);
    let y = brent(slope, 1.0, 3.0, 1e-9)?;
    Ok(loading(y))
}

/// The loading at which two parallel steps make of a weak cue no more and no less than one step: with
/// c = √(2/πα) and v = 1 + c², where (c²/√v) e^{−1/πv} + erf(1/√(πv)) = c.
///
/// # Errors
/// If the root is not found.
pub fn weak_cue_loading() -> Result<f64, AnalysisError> {
    let gain = |c: f64| {
        let v = 1.0 + c * c;
        c * c / sqrt(v) * exp(-1.0 / (PI * v)) + erf(1.0 / sqrt(PI * v)) - c
    };
    let c = brent(gain, 0.5, 3.0, 0.0)?;
    Ok(2.0 / (PI * c * c))
}
