//! How far the potential must be displaced, suddenly, to fire: and what makes it so far.

use super::exceed::rises_above;
use super::{AnalysisError, rest};
use crate::model::{Membrane, State};
use common::numerics::roots::bisect;
use common::numerics::steppers::DormandPrince;

/// Which of the gates move after the kick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moving {
    /// All, as they do.
    All,
    /// Only m, in its own time; h and n stay at rest.
    OnlyActivation,
    /// h and n in their own time; m is always where it would settle.
    OnlySlow,
    /// None in its own time: m is always where it would settle, h and n stay at rest.
    Neither,
}

impl Moving {
    /// The derivative (per ms) of a state of which only these gates move; where m doesn't move in
    /// its own time, the state's m is not looked at.
    fn derivative(self, membrane: &Membrane, state: &State) -> State {
        let &[v, _, h, n] = state;
        let settled = || {
            let [_, m, _, _] = membrane.steady_state(v);
            membrane.derivative(&[v, m, h, n], 0.0)
        };
        match self {
            Self::All => membrane.derivative(state, 0.0),
            Self::OnlyActivation => {
                let [dv, dm, _, _] = membrane.derivative(state, 0.0);
                [dv, dm, 0.0, 0.0]
            }
            Self::OnlySlow => {
                let [dv, _, dh, dn] = settled();
                [dv, 0.0, dh, dn]
            }
            Self::Neither => [settled()[0], 0.0, 0.0, 0.0],
        }
    }
}

/// The potential (mV) at these times (ms, ascending) after it started from a state of which only
/// some gates move, to within a hundredth of the width of a line.
///
/// # Errors
/// [`AnalysisError`], if the equations can't be integrated.
pub fn potential_after(
    membrane: &Membrane,
    moving: Moving,
    start: &State,
    times: &[f64],
) -> Result<Vec<f64>, AnalysisError> {
    let solver = DormandPrince::with_tolerance(1e-8);
    let equations = |_: f64, state: &State| moving.derivative(membrane, state);
    let states = solver.sample(equations, 0.0, *start, times)?;
    Ok(states.iter().map(|state| state[0]).collect())
}

/// How long a spike is waited for, in ms: near the turn of the loop the growth is slow.
const WAIT: f64 = 60.0;

/// The smallest sudden displacement (mV) above rest from which the potential goes on to exceed
/// 0 mV.
///
/// # Errors
/// [`AnalysisError::Absent`] if no displacement short of 0 mV fires, or the membrane fires without.
pub fn kick_threshold(membrane: &Membrane, moving: Moving) -> Result<f64, AnalysisError> {
    smallest(membrane, moving, 0.0)
}

/// The width (mV) of the range of kicks after which the potential peaks between two levels (mV):
/// how sharp "all or none" is.
///
/// # Errors
/// As [`kick_threshold`].
pub fn threshold_width(membrane: &Membrane, low: f64, high: f64) -> Result<f64, AnalysisError> {
    let weak = smallest(membrane, Moving::All, low)?;
    Ok(smallest(membrane, Moving::All, high)? - weak)
}

/// The smallest kick after which the potential exceeds a level, to 10⁻¹² mV.
fn smallest(membrane: &Membrane, moving: Moving, level: f64) -> Result<f64, AnalysisError> {
    const WHAT: &str = "threshold of a kick";
    let at_rest = rest(membrane, 0.0)?;
    if !at_rest.is_stable() {
        let why = "the membrane fires without a kick, for its rest is unstable";
        return Err(AnalysisError::absent(WHAT, why));
    }
    let rises = |kick: f64| rises(membrane, &at_rest.state, kick, moving, level);
    let mut strong = 1.0;
    while !rises(strong)? {
        strong += 1.0;
        if at_rest.state[0] + strong >= level {
            let why = format!("no displacement short of {level} mV is followed by a rise above it");
            return Err(AnalysisError::absent(WHAT, why));
        }
    }
    bisect(rises, strong - 1.0, strong, 1e-12)
}

fn rises(
    membrane: &Membrane,
    rest: &State,
    kick: f64,
    moving: Moving,
    level: f64,
) -> Result<bool, AnalysisError> {
    let equations = |_: f64, state: &State| moving.derivative(membrane, state);
    let &[v, m, h, n] = rest;
    let solver = DormandPrince::with_tolerance(1e-12);
    let start = [v + kick, m, h, n];
    Ok(rises_above(&solver, equations, (0.0, WAIT), start, level)?.stopped)
}
