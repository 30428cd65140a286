//! A second pulse, at some delay after one that has fired.

use super::gain::sensitive_response;
use super::{AnalysisError, Piece, Trajectory, pulse_threshold, rest};
use crate::model::{Membrane, State};
use common::numerics::roots::{bisect, brent};
use common::numerics::steppers::{Direction, DormandPrince, Segment};
use std::ops::ControlFlow;

/// How long a second spike is waited for, in ms.
const WAIT: f64 = 30.0;
/// How long the membrane is followed after the first pulse, in ms at 6.3 °C.
const HORIZON: f64 = 80.0;
/// The tolerance where a response on the cliff is followed.
const SHARP: f64 = 1e-10;
/// The smallest second pulse that is tried, in resting thresholds, and the ratio of the next ones.
const WEAKEST: (f64, f64) = (0.05, 1.5);

/// A membrane that has been made to fire by one pulse, for a second pulse to be tried on it.
///
/// Delays count from the beginning of the first pulse to that of the second, and sizes of pulses
/// are multiples of the threshold at rest. A second pulse *fires* if the potential, having come back
/// from the first spike, has a smooth maximum above 0 mV: a potential that is highest just when the
/// pulse ends has only been pushed there.
#[derive(Debug, Clone)]
pub struct SecondPulse {
    membrane: Membrane,
    resting: State,
    /// How long either pulse lasts, in ms.
    pub duration: f64,
    /// The threshold of such a pulse at rest, in µA/cm².
    pub resting_threshold: f64,
    /// When the potential is back from the first spike, in ms: below rest, or if it doesn't undershoot
    /// below half of the spike's height. Before that no second spike could be told from the first.
    pub back: f64,
    after_first: Trajectory,
    tolerance: f64,
}

pub(super) const REFRACTORY: &str = "refractory period";

impl SecondPulse {
    /// Fires the resting membrane by a pulse of a duration (ms) and a size in resting thresholds.
    ///
    /// # Errors
    /// [`AnalysisError::Absent`] if it doesn't fire, or if the response to a pulse at threshold is
    /// highest just when the pulse ends, as where responses are graded.
    pub fn new(
        membrane: &Membrane,
        duration: f64,
        first: f64,
        tolerance: f64,
    ) -> Result<Self, AnalysisError> {
        let resting = rest(membrane, 0.0)?.state;
        let resting_threshold = pulse_threshold(membrane, duration)?;
        let horizon = duration + HORIZON / membrane.temperature_factor() + 20.0;
        let pieces = [
            Piece {
                current: first * resting_threshold,
                duration,
            },
            Piece {
                current: 0.0,
                duration: horizon,
            },
        ];
        let after_first = Trajectory::new(membrane, &resting, &pieces, tolerance)?;
        let (peak_time, highest) = after_first.highest(0.0);
        let falls = |level: f64| {
            let times = after_first.crossings(level, Direction::Falling);
            times.into_iter().find(|&time| time >= peak_time)
        };
        let back = falls(resting[0]).or_else(|| falls(0.5 * (resting[0] + highest)));
        let Some(back) = back.filter(|_| highest > 0.0) else {
            let why = "the first pulse does not fire, or the potential does not come back";
            return Err(AnalysisError::absent(REFRACTORY, why));
        };
        let found = Self {
            membrane: *membrane,
            resting,
            duration,
            resting_threshold,
            back: back.max(duration),
            after_first,
            tolerance,
        };
        if !found.fires_from(&resting, 1.0 + 1e-6)? {
            let why = "the response to a pulse at threshold is highest just when the pulse ends";
            return Err(AnalysisError::absent(REFRACTORY, why));
        }
        Ok(found)
    }

    /// The longest delay (ms) for which the answer is known.
    pub fn horizon(&self) -> f64 {
        self.after_first.end()
    }

    /// The state (V in mV) at a delay (ms), if there is no second pulse.
    pub fn state_at(&self, delay: f64) -> State {
        self.after_first.at(delay).unwrap_or(self.resting)
    }

    /// The state before the first pulse.
    pub fn resting_state(&self) -> State {
        self.resting
    }

    /// Whether a pulse of this size (in resting thresholds) fires at a delay (ms).
    ///
    /// # Errors
    /// [`AnalysisError`], if the equations can't be integrated.
    pub fn fires(&self, delay: f64, size: f64) -> Result<bool, AnalysisError> {
        if delay < self.back {
            return Ok(false);
        }
        self.fires_from(&self.state_at(delay), size)
    }

    fn fires_from(&self, start: &State, size: f64) -> Result<bool, AnalysisError> {
        let solver = DormandPrince::with_tolerance(self.tolerance);
        let membrane = &self.membrane;
        let current = size * self.resting_threshold;
        let mut state = *start;
        let end = self.duration + WAIT;
        for (current, from, to) in [(current, 0.0, self.duration), (0.0, self.duration, end)] {
            let equations = |_: f64, x: &State| membrane.derivative(x, current);
            let watch = |segment: &Segment<4>| {
                let slope = |time: f64| equations(time, &segment.at(time))[0];
                let peaks = slope(segment.start) > 0.0
                    && slope(segment.end) < 0.0
                    && brent(slope, segment.start, segment.end, 0.0)
                        .is_ok_and(|top| segment.at(top)[0] > 0.0);
                if peaks {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let solution = solver.observe(equations, from, state, to, watch)?;
            if solution.stopped {
                return Ok(true);
            }
            state = solution.state;
        }
        Ok(false)
    }

    /// The smallest pulse (in resting thresholds) that fires at a delay (ms), to a precision; nothing
    /// if none up to `limit` does.
    ///
    /// # Errors
    /// [`AnalysisError`], if the equations can't be integrated.
    pub fn threshold(
        &self,
        delay: f64,
        limit: f64,
        precision: f64,
    ) -> Result<Option<f64>, AnalysisError> {
        let (mut weak, mut strong) = (0.0, WEAKEST.0);
        while !self.fires(delay, strong)? {
            if strong >= limit {
                return Ok(None);
            }
            (weak, strong) = (strong, (WEAKEST.1 * strong).min(limit));
        }
        bisect(|size| self.fires(delay, size), weak, strong, precision).map(Some)
    }

    /// How the threshold (in resting thresholds) changes with the state from which the pulse
    /// starts, to first order about rest: its derivatives by V (per mV), m, h and n.
    ///
    /// On the response that just reaches 0 mV the peak stays where it is if the pulse makes up for
    /// the state; so each derivative is minus a ratio of two slopes of the peak.
    ///
    /// # Errors
    /// [`AnalysisError`], if the equations can't be integrated.
    pub fn sensitivities(&self) -> Result<[f64; 4], AnalysisError> {
        let at = |amplitude: f64| {
            let pulse = (amplitude, self.duration);
            sensitive_response(&self.membrane, &self.resting, pulse, SHARP)
        };
        // Where the cliff is steep the response at the last digits of the threshold can be any: this
        // is the one that reaches 0 mV in these very steps.
        let threshold = self.resting_threshold;
        let amplitude = bisect(
            |amplitude| at(amplitude).map(|found| found.peak > 0.0),
            0.999 * threshold,
            1.001 * threshold,
            0.0,
        )?;
        let found = at(amplitude)?;
        // From mV of charge to resting thresholds.
        let per_size = found.gain * threshold * self.duration / self.membrane.capacitance;
        Ok(found.by_state.map(|slope| -slope / per_size))
    }
}
