//! The first spike after a step of current.

use super::spike::TOLERANCE;
use super::{AnalysisError, Piece, SpikeShape, Trajectory, resting_state};
use crate::model::{Membrane, State};
use common::numerics::steppers::Direction;

/// How long after the step the first spike is waited for, in ms.
const WINDOW: f64 = 100.0;

/// The first spike after a step of current.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FirstSpike {
    /// Its shape; times from the step.
    pub shape: SpikeShape,
    /// The largest sodium conductance during it: when (ms), and how large (mS/cm²).
    pub sodium_conductance: (f64, f64),
    /// The largest potassium conductance during it: when (ms), and how large (mS/cm²).
    pub potassium_conductance: (f64, f64),
    /// The largest inward sodium current during it: when (ms), and how large (µA/cm²).
    pub sodium_current: (f64, f64),
    /// The potential (mV) at the moment of the largest potassium conductance.
    pub potential_at_potassium_peak: f64,
}

/// The first spike after a step of current (µA/cm²), switched on at rest and left on.
///
/// # Errors
/// [`AnalysisError::Absent`] if the potential does not exceed 0 mV within 100 ms.
pub fn first_spike(membrane: &Membrane, current: f64) -> Result<FirstSpike, AnalysisError> {
    let start = resting_state(membrane, 0.0)?;
    let step = [Piece {
        current,
        duration: WINDOW,
    }];
    let response = Trajectory::new(membrane, &start, &step, TOLERANCE)?;
    let rises = response.crossings(0.0, Direction::Rising);
    let Some(&latency) = rises.first() else {
        let (_, top) = response.highest(0.0);
        let why = format!(
            "a step of {current} µA/cm² takes the potential to {top:.2} mV and no higher within \
             {WINDOW} ms"
        );
        return Err(AnalysisError::absent("spike", why));
    };
    // Everything until the next spike belongs to the first.
    let until = rises.get(1).copied().unwrap_or(WINDOW);
    let (peak_time, peak) = response.highest_between(latency, until);
    let (minimum_time, minimum) = response.lowest_between(peak_time, until);
    let half = 0.5 * (start[0] + peak);
    let rise = response
        .crossings(half, Direction::Rising)
        .into_iter()
        .find(|&t| t < peak_time);
    let fall = response
        .crossings(half, Direction::Falling)
        .into_iter()
        .find(|&t| t > peak_time);
    let (Some(rise), Some(fall)) = (rise, fall) else {
        let why = "the potential does not come back to half of its height";
        return Err(AnalysisError::absent("width of the spike", why));
    };
    let shape = SpikeShape {
        rest: start[0],
        peak,
        peak_time,
        latency,
        minimum,
        minimum_time,
        width: fall - rise,
    };
    let largest = |of: &dyn Fn(&State) -> f64| largest(&response, minimum_time, of);
    let potassium_conductance = largest(&|state| membrane.conductances(state).potassium);
    let then = response.at(potassium_conductance.0);
    Ok(FirstSpike {
        shape,
        sodium_conductance: largest(&|state| membrane.conductances(state).sodium),
        potassium_conductance,
        sodium_current: largest(&|state| -membrane.currents(state).sodium),
        potential_at_potassium_peak: then.map_or(f64::NAN, |state| state[0]),
    })
}

/// When a quantity is largest until some time, and its value: the vertex of the parabola through
/// the largest of many samples and its two neighbours, off by the fourth power of their spacing.
fn largest(response: &Trajectory, until: f64, of: &dyn Fn(&State) -> f64) -> (f64, f64) {
    const SPACING: f64 = 0.001;
    let times = (0..=(until / SPACING) as usize).map(|i| SPACING * i as f64);
    let samples: Vec<(f64, f64)> = times
        .filter_map(|time| response.at(time).map(|state| (time, of(&state))))
        .collect();
    let three = samples.windows(3).max_by(|a, b| a[1].1.total_cmp(&b[1].1));
    let Some(&[(_, before), (time, at), (_, after)]) = three else {
        return (0.0, 0.0);
    };
    let (slope, bend) = (0.5 * (after - before), after - 2.0 * at + before);
    if bend < 0.0 {
        (
            time - SPACING * slope / bend,
            at - 0.5 * slope * slope / bend,
        )
    } else {
        (time, at)
    }
}
