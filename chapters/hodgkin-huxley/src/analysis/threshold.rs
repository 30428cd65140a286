//! How much current it takes to fire once.

use super::exceed::rises_above;
use super::spike::TOLERANCE;
use super::{AnalysisError, rest};
use crate::model::{Membrane, State};
use common::numerics::roots::bisect;
use common::numerics::steppers::DormandPrince;

/// How long after the pulse a spike is waited for, in ms.
const WAIT: f64 = 30.0;
/// How long a step is watched for its first spike, in ms.
const STEP: f64 = 100.0;
/// No stronger current is tried, in µA/cm².
const STRONGEST: f64 = 1e5;

/// The smallest pulse (µA/cm²) of this duration (ms) that takes the resting membrane above 0 mV
/// within 30 ms after its end, to eleven digits.
///
/// Where the membrane is so warm that its responses are graded (from about 30 °C for the squid's),
/// nothing happens at this pulse: it is the one whose response reaches 0 mV.
///
/// # Errors
/// [`AnalysisError::Absent`] if none up to 10⁵ µA/cm² does, or none is needed.
pub fn pulse_threshold(membrane: &Membrane, duration: f64) -> Result<f64, AnalysisError> {
    smallest(membrane, duration, WAIT, "pulse that fires")
}

/// The smallest step of current (µA/cm²), switched on at rest and left on, that makes one spike:
/// a potential above 0 mV within 100 ms.
///
/// # Errors
/// [`AnalysisError::Absent`] if none up to 10⁵ µA/cm² does, or none is needed.
pub fn single_spike_rheobase(membrane: &Membrane) -> Result<f64, AnalysisError> {
    smallest(membrane, STEP, 0.0, "step that fires")
}

fn smallest(
    membrane: &Membrane,
    duration: f64,
    wait: f64,
    what: &'static str,
) -> Result<f64, AnalysisError> {
    let at_rest = rest(membrane, 0.0)?;
    if !at_rest.is_stable() {
        let why = "the membrane fires without current, for its rest is unstable";
        return Err(AnalysisError::absent(what, why));
    }
    let fires = |current: f64| fires(membrane, &at_rest.state, current, duration, wait);
    let mut strong = 1.0;
    while !fires(strong)? {
        strong *= 2.0;
        if strong > STRONGEST {
            let why = format!("no current up to {STRONGEST} µA/cm² takes it above 0 mV");
            return Err(AnalysisError::absent(what, why));
        }
    }
    let weak = if strong > 1.0 { 0.5 * strong } else { 0.0 };
    bisect(fires, weak, strong, 1e-11 * strong)
}

/// Whether the potential exceeds 0 mV while the current flows or within `wait` after it.
pub(super) fn fires(
    membrane: &Membrane,
    start: &State,
    current: f64,
    duration: f64,
    wait: f64,
) -> Result<bool, AnalysisError> {
    let solver = DormandPrince::with_tolerance(TOLERANCE);
    let on = |_: f64, x: &State| membrane.derivative(x, current);
    let pulse = rises_above(&solver, on, (0.0, duration), *start, 0.0)?;
    if pulse.stopped || wait == 0.0 {
        return Ok(pulse.stopped);
    }
    let off = |_: f64, x: &State| membrane.derivative(x, 0.0);
    let end = duration + wait;
    Ok(rises_above(&solver, off, (duration, end), pulse.state, 0.0)?.stopped)
}
