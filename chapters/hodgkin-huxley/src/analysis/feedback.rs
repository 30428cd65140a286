//! The fast loop: the current through a membrane whose m gates follow at once.

use super::{AnalysisError, resting_state};
use crate::model::{Membrane, State};
use common::numerics::roots::{brent, try_brent};
use common::numerics::steppers::exponential_euler;

/// The ionic current (µA/cm²) at a potential (mV), if m has settled there while h and n are still
/// what they are at another state: the instantaneous I–V curve, @eq-fast-current.
pub fn fast_current(membrane: &Membrane, potential: f64, slow: &State) -> f64 {
    let [_, m, _, _] = membrane.steady_state(potential);
    membrane.currents(&[potential, m, slow[2], slow[3]]).total()
}

/// A potential at which the instantaneous current vanishes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The potential, in mV.
    pub potential: f64,
    /// Whether the current is outward above it and inward below, so that the potential would stay
    /// there if h and n did.
    pub holds: bool,
}

/// All crossings of the instantaneous I–V curve with h and n as they are in a state, in ascending
/// order. They alternate; the first and the last hold.
///
/// # Errors
/// [`AnalysisError`], if an equation can't be solved.
pub fn crossings(membrane: &Membrane, slow: &State) -> Result<Vec<Crossing>, AnalysisError> {
    /// Two crossings that are nearer to each other, in mV, are not seen.
    const SPACING: f64 = 0.02;
    let reversals = [
        membrane.sodium_reversal,
        membrane.potassium_reversal,
        membrane.leak_reversal,
    ];
    let current = |v: f64| fast_current(membrane, v, slow);
    // Outside of the batteries every current flows one way.
    let low = reversals.iter().fold(f64::INFINITY, |a, &b| a.min(b)) - 1.0;
    let high = reversals.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b)) + 1.0;
    let steps = ((high - low) / SPACING).ceil() as usize;
    let grid = |i: usize| low + (high - low) * i as f64 / steps as f64;
    let mut found = Vec::new();
    let mut before = current(low);
    for i in 1..=steps {
        let after = current(grid(i));
        if (before < 0.0) != (after < 0.0) {
            found.push(Crossing {
                potential: brent(current, grid(i - 1), grid(i), 0.0)?,
                holds: before < 0.0,
            });
        }
        before = after;
    }
    Ok(found)
}

/// The upper end of the fast loop (mV): the highest crossing of the instantaneous I–V curve with h
/// and n at rest, where the sodium current runs out of driving force.
///
/// # Errors
/// [`AnalysisError::Absent`] if the curve crosses zero only once.
pub fn end_of_the_loop(membrane: &Membrane) -> Result<f64, AnalysisError> {
    let rest = resting_state(membrane, 0.0)?;
    match crossings(membrane, &rest)?.as_slice() {
        [_, .., last] => Ok(last.potential),
        _ => Err(AnalysisError::absent(
            "upper crossing of the instantaneous I–V curve",
            "with h and n at rest the curve crosses zero only once",
        )),
    }
}

/// The state after the resting potential was changed to another (mV) and held there for a time
/// (ms): each gate has gone its exponential.
///
/// # Errors
/// [`AnalysisError`], if there is no resting state.
pub fn held_state(membrane: &Membrane, potential: f64, time: f64) -> Result<State, AnalysisError> {
    let [_, m, h, n] = resting_state(membrane, 0.0)?;
    let gates = membrane.gates(potential);
    let mut state = [potential, m, h, n];
    for (x, gate) in state[1..].iter_mut().zip(gates) {
        *x = exponential_euler(*x, gate.alpha, gate.beta, time);
    }
    Ok(state)
}

/// How long (ms) the potential can be held at a value (mV) before h and n have moved so far that
/// the loop, m having followed, no longer carries it upward: until the instantaneous current there
/// turns from inward to outward.
///
/// # Errors
/// [`AnalysisError::Absent`] if the current is outward from the beginning, or inward for ever.
pub fn overtaking_time(membrane: &Membrane, potential: f64) -> Result<f64, AnalysisError> {
    const WHAT: &str = "moment at which h and n overtake the potential";
    let current = |time: f64| -> Result<f64, AnalysisError> {
        let held = held_state(membrane, potential, time)?;
        Ok(fast_current(membrane, potential, &held))
    };
    if current(0.0)? >= 0.0 {
        let why = "the current there is outward from the beginning";
        return Err(AnalysisError::absent(WHAT, why));
    }
    let mut until = 1.0;
    while current(until)? < 0.0 {
        until *= 2.0;
        if until > 1e6 {
            let why = "the current there is inward even when h and n have settled";
            return Err(AnalysisError::absent(WHAT, why));
        }
    }
    try_brent(current, 0.0, until, 0.0)
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
