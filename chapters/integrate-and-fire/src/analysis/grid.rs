//! What a simulator finds that looks at the neuron only now and then.

use super::{AnalysisError, interval};
use crate::model::Neuron;

/// The rate (Hz) under a constant drive (mV) when the threshold is looked at only every `step` ms
/// after the neuron is free: the potential is exact, but each spike comes at the first look at which
/// the threshold is passed.
///
/// # Errors
/// If the drive does not reach the threshold.
pub fn rate_on_a_grid(neuron: &Neuron, drive: f64, step: f64) -> Result<f64, AnalysisError> {
    let wait = interval(neuron, drive)? - neuron.refractory_period;
    // A wait that is a whole number of steps but for rounding ends at that step.
    let steps = (wait / step * (1.0 - 4.0 * f64::EPSILON)).ceil();
    Ok(1000.0 / (neuron.refractory_period + step * steps))
}
