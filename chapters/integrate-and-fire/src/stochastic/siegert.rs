//! Rate and regularity of firing under white noise, from the moments of the first passage.

use super::passage::{Passage, root_pi};
use crate::model::Neuron;
use common::numerics::elementary::{exp, sqrt};
use common::numerics::roots::{RootError, brent};
use std::f64::consts::PI;

/// How far beyond a boundary a random walk with Gaussian steps stops, in standard deviations of a
/// step: −ζ(1/2)/√(2π).
///
/// # Source
/// Siegmund (1979); Broadie, Glasserman and Kou (1997).
pub const OVERSHOOT: f64 = 0.582_597_157_939_010_6;

/// The firing rate (Hz) under a drive and a noise (both mV): Siegert's formula.
///
/// Good to twelve digits, from the refractory ceiling down to the smallest number there is. Without
/// noise it is the rate of the deterministic neuron.
///
/// # Source
/// Siegert (1951); Ricciardi (1977).
pub fn rate(neuron: &Neuron, drive: f64, noise: f64) -> f64 {
    let Some(passage) = Passage::new(neuron, drive, noise) else {
        return neuron.rate(drive);
    };
    let wait = neuron.time_constant * root_pi() * passage.mean() * exp(passage.barrier());
    1000.0 / (neuron.refractory_period + wait)
}

/// The coefficient of variation of the intervals between spikes: their standard deviation over
/// their mean. Nothing if the neuron never fires, for want of noise.
pub fn variability(neuron: &Neuron, drive: f64, noise: f64) -> Option<f64> {
    let Some(passage) = Passage::new(neuron, drive, noise) else {
        return (drive > neuron.threshold).then_some(0.0);
    };
    let deviation = neuron.time_constant * sqrt(2.0 * PI * passage.variance());
    // Mean and deviation are both lowered by exp(barrier).
    let refractory = neuron.refractory_period * exp(-passage.barrier());
    Some(deviation / (refractory + neuron.time_constant * root_pi() * passage.mean()))
}

/// The rate (Hz) at which a simulation fires that looks for the threshold only at the end of each
/// step of `step` ms, to first order in √step: its threshold is higher by [`OVERSHOOT`] steps.
pub fn naive_rate(neuron: &Neuron, drive: f64, noise: f64, step: f64) -> f64 {
    let shift = OVERSHOOT * noise * sqrt(step / neuron.time_constant);
    let raised = Neuron {
        threshold: neuron.threshold + shift,
        ..*neuron
    };
    rate(&raised, drive, noise)
}

/// The longest step (ms) at which [`naive_rate`] falls short by no more than this part of the rate.
///
/// # Errors
/// If the root can't be found.
pub fn naive_step(neuron: &Neuron, drive: f64, noise: f64, part: f64) -> Result<f64, RootError> {
    let exact = rate(neuron, drive, noise);
    let raised = |shift: f64| {
        let threshold = neuron.threshold + shift;
        rate(
            &Neuron {
                threshold,
                ..*neuron
            },
            drive,
            noise,
        )
    };
    let excess = |shift: f64| raised(shift) - (1.0 - part) * exact;
    let mut high = noise;
    while excess(high) > 0.0 {
        high *= 2.0;
    }
    let shift = brent(excess, 0.0, high, 1e-15 * high)?;
    let steps = shift / (OVERSHOOT * noise);
    Ok(neuron.time_constant * steps * steps)
}

/// The rate (Hz) far below threshold, where an escape over a high barrier is all that counts; the
/// drive must be below the threshold.
///
/// # Source
/// Kramers (1940), for a barrier that ends in a cliff.
pub fn escape_rate(neuron: &Neuron, drive: f64, noise: f64) -> f64 {
    let height = (neuron.threshold - drive) / noise;
    1000.0 * height * exp(-height * height) / (neuron.time_constant * root_pi())
}
