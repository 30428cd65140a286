//! The shape of one spike.

use super::{AnalysisError, Piece, Trajectory, resting_state};
use crate::model::Membrane;
use common::numerics::steppers::Direction;

/// The tolerance of trajectories whose digits are stated.
pub(super) const TOLERANCE: f64 = 1e-10;
/// How long after the pulse a spike is followed, in ms.
const WINDOW: f64 = 30.0;

/// The numbers that describe a spike; times from the beginning of the pulse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpikeShape {
    /// The potential before, in mV.
    pub rest: f64,
    /// The highest potential, in mV.
    pub peak: f64,
    /// When it is reached, in ms.
    pub peak_time: f64,
    /// When 0 mV is crossed on the way up, in ms.
    pub latency: f64,
    /// The lowest potential after the peak (the after-hyperpolarisation), in mV.
    pub minimum: f64,
    /// When it is reached, in ms.
    pub minimum_time: f64,
    /// For how long the potential is above half its height over rest, in ms.
    pub width: f64,
}

/// The response of the resting membrane to a pulse of `amplitude` (µA/cm²) and `duration` (ms),
/// followed for `window` (ms) after it.
///
/// # Errors
/// [`AnalysisError`], if there is no resting state or the integration fails.
pub fn pulse_response(
    membrane: &Membrane,
    amplitude: f64,
    duration: f64,
    window: f64,
) -> Result<Trajectory, AnalysisError> {
    let start = resting_state(membrane, 0.0)?;
    let pieces = [
        Piece {
            current: amplitude,
            duration,
        },
        Piece {
            current: 0.0,
            duration: window,
        },
    ];
    Ok(Trajectory::new(membrane, &start, &pieces, TOLERANCE)?)
}

/// The shape of the spike that a pulse of `amplitude` (µA/cm²) and `duration` (ms) makes at rest:
/// the largest excursion within 30 ms after the pulse.
///
/// # Errors
/// [`AnalysisError::Absent`] if the potential stays below 0 mV.
pub fn spike_shape(
    membrane: &Membrane,
    amplitude: f64,
    duration: f64,
) -> Result<SpikeShape, AnalysisError> {
    let response = pulse_response(membrane, amplitude, duration, WINDOW)?;
    let rest = response.at(0.0).map_or(f64::NAN, |state| state[0]);
    let (peak_time, peak) = response.highest(0.0);
    let last_before = |level: f64| {
        let times = response.crossings(level, Direction::Rising);
        times.into_iter().rfind(|&time| time <= peak_time)
    };
    let half = 0.5 * (rest + peak);
    let falls = response.crossings(half, Direction::Falling);
    let fall = falls.into_iter().find(|&time| time >= peak_time);
    let (Some(latency), Some(rise), Some(fall)) = (last_before(0.0), last_before(half), fall)
    else {
        let why = format!(
            "a pulse of {amplitude} µA/cm² for {duration} ms takes the potential from rest to \
             {peak:.2} mV and no higher within {WINDOW} ms"
        );
        return Err(AnalysisError::absent("spike", why));
    };
    let (minimum_time, minimum) = response.lowest(peak_time);
    let width = fall - rise;
    Ok(SpikeShape {
        rest,
        peak,
        peak_time,
        latency,
        minimum,
        minimum_time,
        width,
    })
}
