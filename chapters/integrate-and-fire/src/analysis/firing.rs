//! Firing under a constant drive, in closed form.

use super::AnalysisError;
use crate::model::Neuron;
use common::numerics::elementary::{exp_m1, ln};

/// The time from spike to spike (ms) under a constant drive (mV).
///
/// # Errors
/// If the drive does not reach the threshold.
pub fn interval(neuron: &Neuron, drive: f64) -> Result<f64, AnalysisError> {
    Ok(neuron.refractory_period + wait(neuron, neuron.reset, drive, "interval")?)
}

/// The time to the first spike (ms) when a constant drive (mV) is switched on at rest.
///
/// # Errors
/// If the drive does not reach the threshold.
pub fn latency(neuron: &Neuron, drive: f64) -> Result<f64, AnalysisError> {
    wait(neuron, 0.0, drive, "first spike")
}

/// The potential (mV) averaged over the time that the neuron is free, from reset to threshold.
///
/// Integrate τ dV/dt = −V + μ over that time.
///
/// # Errors
/// If the drive does not reach the threshold.
pub fn mean_potential(neuron: &Neuron, drive: f64) -> Result<f64, AnalysisError> {
    let line = linear_limit(neuron);
    let bend = bend(neuron, drive, "mean potential of a firing neuron")?;
    Ok(line.zero + (neuron.threshold - neuron.reset) * bend)
}

/// How far the mean potential lies above the middle between reset and threshold, in parts of
/// their distance Δ: 1/2 + 1/x − 1/ln(1 + x) with x = Δ/(μ − θ).
fn bend(neuron: &Neuron, drive: f64, what: &'static str) -> Result<f64, AnalysisError> {
    let logarithm = wait(neuron, neuron.reset, drive, what)? / neuron.time_constant;
    let x = (neuron.threshold - neuron.reset) / (drive - neuron.threshold);
    if x > SEAM {
        return Ok(0.5 + 1.0 / x - 1.0 / logarithm);
    }
    // Gregory's coefficients, lowest power first.
    let coefficients = [
        1.0 / 12.0,
        -1.0 / 24.0,
        19.0 / 720.0,
        -3.0 / 160.0,
        863.0 / 60480.0,
        -275.0 / 24192.0,
    ];
    Ok(x * coefficients.iter().rev().fold(0.0, |sum, c| c + x * sum))
}

/// Below this the closed form loses digits and its series takes over: at the seam the one errs by
/// 1e−14, the other by its next term, 0.0094 x⁷.
const SEAM: f64 = 0.02;

/// The straight line that the rate without refractory period approaches under strong drive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinearLimit {
    /// Its slope, in Hz/mV.
    pub slope: f64,
    /// The drive at which it meets zero, in mV.
    pub zero: f64,
}

impl LinearLimit {
    /// The line's rate (Hz) at a drive (mV).
    pub fn rate(&self, drive: f64) -> f64 {
        self.slope * (drive - self.zero)
    }
}

/// The rate without refractory period under strong drive: 1/(τΔ), less the leak at the mean of
/// reset and threshold.
pub fn linear_limit(neuron: &Neuron) -> LinearLimit {
    let climb = neuron.threshold - neuron.reset;
    LinearLimit {
        slope: 1000.0 / (neuron.time_constant * climb),
        zero: 0.5 * (neuron.threshold + neuron.reset),
    }
}

/// By how much, relative to the rate without refractory period, the line is too high.
///
/// # Errors
/// If the drive does not reach the threshold.
pub fn linear_surplus(neuron: &Neuron, drive: f64) -> Result<f64, AnalysisError> {
    // The rate is slope·(μ − V̄), the line's slope·(μ − zero).
    let mean = mean_potential(neuron, drive)?;
    let bend = bend(neuron, drive, "rate above zero")?;
    Ok((neuron.threshold - neuron.reset) * bend / (drive - mean))
}

/// The rate (Hz) that no drive exceeds.
///
/// # Errors
/// If there is no refractory period.
pub fn ceiling(neuron: &Neuron) -> Result<f64, AnalysisError> {
    if neuron.refractory_period > 0.0 {
        return Ok(1000.0 / neuron.refractory_period);
    }
    let why = "the refractory period is zero, and the rate grows without bound";
    Err(AnalysisError::absent("ceiling of the rate", why))
}

/// How far above the threshold a constant drive must be for a rate (Hz), in mV: the inverse of the
/// f–I curve.
///
/// # Errors
/// If the refractory period forbids the rate, or the excess is too small a number to be written.
pub fn drive_excess(neuron: &Neuron, rate: f64) -> Result<f64, AnalysisError> {
    const WHAT: &str = "drive for that rate";
    let free = 1000.0 / rate - neuron.refractory_period;
    if free <= 0.0 {
        let why = format!(
            "at {rate} Hz the refractory period of {} ms leaves no time to charge",
            neuron.refractory_period
        );
        return Err(AnalysisError::absent(WHAT, why));
    }
    let excess = (neuron.threshold - neuron.reset) / exp_m1(free / neuron.time_constant);
    if excess < f64::MIN_POSITIVE {
        let why = "it lies above the threshold by less than the smallest number that we can write";
        return Err(AnalysisError::absent(WHAT, why));
    }
    Ok(excess)
}

/// The smallest drive (mV) of a pulse that lasts `duration` ms and makes a neuron at rest fire.
pub fn pulse_threshold(neuron: &Neuron, duration: f64) -> f64 {
    -neuron.threshold / exp_m1(-duration / neuron.time_constant)
}

/// How long (ms) a drive that is switched on and off in equal times must at least stay on for the
/// neuron to fire: unreset, the potential goes back and forth between μ/(1 + q) and qμ/(1 + q), with
/// q = exp(−h/τ), and the upper end must pass the threshold.
///
/// # Errors
/// If the neuron never fires, or however fast the drive is switched.
pub fn flicker_half_period(neuron: &Neuron, drive: f64) -> Result<f64, AnalysisError> {
    const WHAT: &str = "shortest half period";
    let Neuron { threshold, .. } = *neuron;
    if drive <= threshold {
        let why = format!("{drive} mV do not exceed the threshold of {threshold} mV");
        return Err(AnalysisError::absent(WHAT, why));
    }
    if drive >= 2.0 * threshold {
        let why = format!(
            "half of {drive} mV reaches the threshold of {threshold} mV, so that any will do"
        );
        return Err(AnalysisError::absent(WHAT, why));
    }
    Ok(neuron.time_constant * ln(threshold / (drive - threshold)))
}

/// The time from a potential (mV) to the threshold under a drive (mV).
fn wait(
    neuron: &Neuron,
    potential: f64,
    drive: f64,
    what: &'static str,
) -> Result<f64, AnalysisError> {
    neuron.time_to_threshold(potential, drive).ok_or_else(|| {
        let why = format!(
            "a drive of {drive} mV does not exceed the threshold of {} mV",
            neuron.threshold
        );
        AnalysisError::absent(what, why)
    })
}
