//! Periodic solutions, by shooting.

mod shooting;

use super::{AnalysisError, Piece, Trajectory, lower_hopf_point, resting_state, upper_hopf_point};
use crate::model::{Membrane, State};
use common::numerics::roots::try_brent;
use common::numerics::steppers::{Direction, DormandPrince, Segment};
pub(super) use shooting::{Branch, Point, dot};
use std::ops::ControlFlow;

/// A periodic solution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cycle {
    /// The applied current, in µA/cm².
    pub current: f64,
    /// In ms.
    pub period: f64,
    /// A state on it.
    pub state: State,
    /// The highest potential, in mV.
    pub highest: f64,
    /// The lowest, in mV.
    pub lowest: f64,
}

impl Cycle {
    /// Cycles per second, in Hz.
    pub fn rate(&self) -> f64 {
        1000.0 / self.period
    }

    pub(super) fn new(membrane: &Membrane, point: &Point) -> Result<Self, AnalysisError> {
        let (current, period, state) = (point.current(), point.period(), point.state());
        let round = [Piece {
            current,
            duration: period,
        }];
        let round = Trajectory::new(membrane, &state, &round, TOLERANCE)?;
        let (highest, lowest) = (round.highest(0.0).1, round.lowest(0.0).1);
        Ok(Self {
            current,
            period,
            state,
            highest,
            lowest,
        })
    }
}

/// The tolerance of the integrations whose digits are stated.
pub(super) const TOLERANCE: f64 = 1e-11;
/// A cycle smaller than this (mV) is a steady state, as far as we look.
pub(super) const SMALLEST: f64 = 0.2;
/// The tolerance where a few digits do.
const ROUGH: f64 = 1e-8;
/// Steps of the longest transient in the fastest membrane.
const MOST_STEPS: usize = 30_000_000;
/// The longest transient that is waited for, in ms.
const TRANSIENT: f64 = 400.0;

/// The stable cycle at a constant current (µA/cm²): the one that the membrane reaches from rest, or
/// else from a depolarisation to 0 mV; its period is that of a closed orbit to ten digits.
///
/// # Errors
/// [`AnalysisError::Absent`], if the membrane comes to rest from both.
pub fn cycle_at(membrane: &Membrane, current: f64) -> Result<Cycle, AnalysisError> {
    let rough = rough_cycle(membrane, current)?;
    let cycle = closed(membrane, &rough)?;
    if cycle.highest - cycle.lowest < SMALLEST {
        return Err(silent(current));
    }
    Ok(cycle)
}

/// The rate (Hz) at which the membrane fires for ever after a step to this current (µA/cm²) from
/// rest: 0 if it comes to rest again.
///
/// # Errors
/// [`AnalysisError`], if the integration or the shooting fails.
pub fn firing_rate(membrane: &Membrane, current: f64) -> Result<f64, AnalysisError> {
    let start = resting_state(membrane, 0.0)?;
    match settle(membrane, &start, current, 5.0 * TRANSIENT)? {
        None => Ok(0.0),
        Some(rough) => {
            let cycle = match closed(membrane, &rough) {
                Err(AnalysisError::Absent { .. }) => {
                    // Not settled yet, one way or the other.
                    let window = 20.0 * rough.period();
                    let Some(state) = endless(membrane, &rough.state(), current, window)? else {
                        return Ok(0.0);
                    };
                    let rough = settle(membrane, &state, current, 0.0)?;
                    closed(membrane, &rough.ok_or_else(|| silent(current))?)?
                }
                found => found?,
            };
            Ok(if cycle.highest - cycle.lowest < SMALLEST {
                0.0
            } else {
                cycle.rate()
            })
        }
    }
}

/// A state on the oscillation that never ends, followed in windows of time (ms) of some periods each
/// until its height stands still; nothing if it dies out.
///
/// Near the edge of a cycle's basin the height first stays close to that of the unstable cycle, and
/// which way it goes shows only after many windows. If none shows after the last, it counts as dying.
///
/// # Errors
/// [`AnalysisError`], if the equations can't be integrated.
pub(super) fn endless(
    membrane: &Membrane,
    start: &State,
    current: f64,
    window: f64,
) -> Result<Option<State>, AnalysisError> {
    const WINDOWS: usize = 400;
    const STILL: f64 = 1e-6;
    let (mut state, mut before) = (*start, f64::INFINITY);
    for _ in 0..WINDOWS {
        let duration = window;
        let course = Trajectory::new(membrane, &state, &[Piece { current, duration }], 1e-9)?;
        let late = 0.75 * window;
        let height = course.highest(late).1 - course.lowest(late).1;
        if height < SMALLEST {
            return Ok(None);
        }
        state = course.at(window).unwrap_or(state);
        if (height - before).abs() < STILL * height {
            return Ok(Some(state));
        }
        before = height;
    }
    Ok(None)
}

/// The closed orbit near a rough one.
fn closed(membrane: &Membrane, rough: &Point) -> Result<Cycle, AnalysisError> {
    let branch = Branch::new(membrane, TOLERANCE);
    match branch.at_current(rough) {
        Ok(point) => Cycle::new(membrane, &point),
        Err(AnalysisError::Root(_)) => {
            let why = format!(
                "at {} µA/cm² the oscillation is dying out so slowly that it can't be told from a \
                 cycle, and no closed orbit is near",
                rough.current()
            );
            Err(AnalysisError::absent("stable cycle", why))
        }
        Err(error) => Err(error),
    }
}

/// The current (µA/cm²), between the two Hopf points, at which the stable cycle's highest potential
/// falls to a level (mV).
///
/// # Errors
/// [`AnalysisError::Absent`], if it is not above the level near the lower point and below near the
/// upper one.
pub fn current_of_peak(membrane: &Membrane, level: f64) -> Result<f64, AnalysisError> {
    let low = lower_hopf_point(membrane)?.current;
    let high = upper_hopf_point(membrane)?.current;
    let aside = 0.05 * (high - low);
    let excess =
        |current: f64| Ok::<_, AnalysisError>(cycle_at(membrane, current)?.highest - level);
    let (low, high) = (low + aside, high - aside);
    if excess(low)? <= 0.0 || excess(high)? >= 0.0 {
        let why = format!("the peaks do not fall through {level} mV between the Hopf points");
        return Err(AnalysisError::absent(
            "current at which the peaks fall to that level",
            why,
        ));
    }
    try_brent(excess, low, high, 1e-9)
}

fn silent(current: f64) -> AnalysisError {
    let why = format!("at {current} µA/cm² the membrane comes to rest");
    AnalysisError::absent("stable cycle", why)
}

/// The stable cycle to a few digits, for Newton's method to start from.
pub(super) fn rough_cycle(membrane: &Membrane, current: f64) -> Result<Point, AnalysisError> {
    let rest = resting_state(membrane, 0.0)?;
    let depolarised = [0.0, rest[1], rest[2], rest[3]];
    for start in [rest, depolarised] {
        if let Some(point) = settle(membrane, &start, current, TRANSIENT)? {
            return Ok(point);
        }
    }
    Err(silent(current))
}

/// The state after a time (ms), of which nothing is kept: where gates are fast in the heat, it takes a
/// million steps and more.
fn after(
    membrane: &Membrane,
    start: &State,
    current: f64,
    time: f64,
) -> Result<State, AnalysisError> {
    let solver = DormandPrince {
        step_limit: MOST_STEPS,
        ..DormandPrince::with_tolerance(ROUGH)
    };
    let equations = |_: f64, x: &State| membrane.derivative(x, current);
    let mut last = None;
    let keep = |segment: &Segment<4>| {
        last = Some(*segment);
        ControlFlow::Continue(())
    };
    solver.observe(equations, 0.0, *start, time, keep)?;
    Ok(last.map_or(*start, |segment| segment.at(time)))
}

/// A point of the oscillation that is left after a transient, and its period; `None` if there is
/// none.
pub(super) fn settle(
    membrane: &Membrane,
    start: &State,
    current: f64,
    transient: f64,
) -> Result<Option<Point>, AnalysisError> {
    let state = after(membrane, start, current, transient)?;
    // A slow membrane makes fewer than three rounds in the shorter window.
    let mut watched = None;
    for part in [0.25, 1.0] {
        let duration = part * TRANSIENT;
        let watch = Trajectory::new(membrane, &state, &[Piece { current, duration }], ROUGH)?;
        let (highest, lowest) = (watch.highest(0.0).1, watch.lowest(0.0).1);
        if highest - lowest < SMALLEST {
            return Ok(None);
        }
        let times = watch.crossings(0.5 * (highest + lowest), Direction::Rising);
        if let [.., one, two, three] = times[..] {
            watched = Some((watch, [one, two, three]));
            break;
        }
    }
    let Some((watch, [one, two, three])) = watched else {
        return Ok(None);
    };
    // A decaying oscillation also crosses its mean; a cycle comes back to the same height.
    let height = |from: f64, to: f64| {
        let samples = (0..=200).map(|i| from + (to - from) * f64::from(i) / 200.0);
        let potentials = samples
            .filter_map(|time| watch.at(time))
            .map(|state| state[0]);
        potentials.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
            (low.min(v), high.max(v))
        })
    };
    let (first, second) = (height(one, two), height(two, three));
    let shrinks = (first.1 - first.0) - (second.1 - second.0) > 0.02 * (first.1 - first.0);
    let Some(state) = watch.at(three) else {
        return Ok(None);
    };
    Ok((!shrinks).then(|| Point::new(&state, three - two, current)))
}

#[cfg(test)]
mod tests {
    use super::super::count_spikes;
    use super::*;

    /// Would catch a cycle that is taken for silence where no transient is waited for.
    #[test]
    fn a_state_on_the_cycle_needs_no_time_to_settle() {
        let membrane = Membrane::default();
        let cycle = cycle_at(&membrane, 10.0).expect("a cycle");
        let rough = settle(&membrane, &cycle.state, 10.0, 0.0).expect("integrates");
        let period = rough.expect("no silence").period();
        assert!((period - cycle.period).abs() < 1e-3, "{period} ms");
    }

    /// Would catch a slow membrane that is called silent, for it makes no three rounds in a tenth of
    /// a second.
    #[test]
    fn slow_firing_is_firing() {
        let membrane = Membrane {
            temperature: 0.0,
            q10: 4.0,
            capacitance: 5.0,
            ..Membrane::default()
        };
        let rate = firing_rate(&membrane, 7.5).expect("integrates");
        // Counted in a simulation, the first of them sooner than a period after the step.
        let start = resting_state(&membrane, 0.0).expect("a rest");
        let counted = count_spikes(&membrane, &start, &[7.5], 4000.0, 0.01).expect("a rest")[0];
        assert!(counted > 0);
        assert!(
            (4.0 * rate - counted as f64).abs() < 2.0,
            "{rate} Hz, {counted}"
        );
    }

    /// Would catch a transient that is given up where the gates of a hot membrane shorten every step.
    #[test]
    fn the_fastest_gates_are_waited_for() {
        let membrane = Membrane {
            capacitance: 0.2,
            sodium_conductance: 283.5,
            sodium_reversal: 65.2,
            temperature: 40.0,
            q10: 3.77,
            ..Membrane::default()
        };
        let rate = firing_rate(&membrane, 120.1).expect("integrates");
        assert!(rate >= 0.0);
    }
}
