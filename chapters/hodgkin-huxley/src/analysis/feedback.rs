//! The fast loop: the current through a membrane whose m gates follow at once.

use super::{AnalysisError, resting_state};
use crate::model::{Membrane, State};
use common::numerics::roots::brent;

/// The ionic current (µA/cm²) at a potential (mV), if m has settled there while h and n are still
/// what they are at another state: the instantaneous I–V curve, @eq-fast-current.
pub fn fast_current(membrane: &Membrane, potential: f64, slow: &State) -> f64 {
    let [_, m, _, _] = membrane.steady_state(potential);
    membrane.currents(&[potential, m, slow[2], slow[3]]).total()
}

/// The potential (mV) at which the loop turns: the first above rest at which the instantaneous
/// current, outward until there, vanishes and turns inward, with h and n as they are at rest.
///
/// # Errors
/// [`AnalysisError::Absent`] if the current stays outward up to the sodium battery.
pub fn turn_of_the_loop(membrane: &Membrane) -> Result<f64, AnalysisError> {
    /// Points at which the sign of the current is looked at are so far apart, in mV.
    const SPACING: f64 = 0.05;
    let rest = resting_state(membrane, 0.0)?;
    let current = |v: f64| fast_current(membrane, v, &rest);
    let steps = ((membrane.sodium_reversal - rest[0]) / SPACING) as usize;
    let grid = |i: usize| rest[0] + SPACING * i as f64;
    let turn = (1..steps).find(|&i| current(grid(i)) > 0.0 && current(grid(i + 1)) <= 0.0);
    let Some(i) = turn else {
        let why = "the current with m settled and h, n at rest never turns inward".to_owned();
        return Err(AnalysisError::absent(
            "middle crossing of the instantaneous I–V curve",
            why,
        ));
    };
    Ok(brent(current, grid(i), grid(i + 1), 0.0)?)
}

/// The slope (mS/cm²) at rest of the instantaneous I–V curve, on which m follows at once.
///
/// # Errors
/// [`AnalysisError`], if there is no resting state.
pub fn fast_slope(membrane: &Membrane) -> Result<f64, AnalysisError> {
    let rest = resting_state(membrane, 0.0)?;
    Ok(slope(|v| fast_current(membrane, v, &rest), rest[0]))
}

/// The slope (mS/cm²) at rest of the steady I–V curve, on which all gates have settled.
///
/// # Errors
/// [`AnalysisError`], if there is no resting state.
pub fn steady_slope(membrane: &Membrane) -> Result<f64, AnalysisError> {
    let rest = resting_state(membrane, 0.0)?;
    Ok(slope(|v| membrane.steady_current(v), rest[0]))
}

/// The derivative of a smooth curve, by central differences of two widths whose errors cancel in
/// their leading order: ten digits, here.
fn slope(curve: impl Fn(f64) -> f64, at: f64) -> f64 {
    const WIDTH: f64 = 0.02;
    let central = |h: f64| (curve(at + h) - curve(at - h)) / (2.0 * h);
    (4.0 * central(0.5 * WIDTH) - central(WIDTH)) / 3.0
}
