//! Where repetitive firing begins.

use super::cycles::endless;
use super::fold::{Beginning, beginning_of_cycles, some_cycle, unstable_current};
use super::{AnalysisError, cycle_at, lower_hopf_point, rest, resting_state};
use crate::model::{Membrane, State};
use common::numerics::roots::bisect;
use common::numerics::steppers::{Direction, DormandPrince, Segment};
use std::ops::ControlFlow;

/// How repetitive firing begins as the current grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnsetKind {
    /// With a stable cycle that is there at once, at its full size: a saddle-node of cycles.
    SaddleNode,
    /// The stable cycle is there before, but a step from rest reaches it only from here on.
    Basin,
    /// With a cycle that grows out of the resting state: a supercritical Hopf point.
    Hopf,
}

/// The beginning of repetitive firing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Onset {
    /// The rheobase of repetitive firing, in µA/cm².
    pub current: f64,
    /// The rate there, in Hz.
    pub rate: f64,
    /// Why it begins there.
    pub kind: OnsetKind,
}

/// The rheobase of repetitive firing: the smallest current above which a step from rest leads to
/// a cycle that never ends.
///
/// Defined by where the trajectory goes in infinite time, and so not by counting spikes in a window:
/// just below the saddle-node of cycles the trajectory lingers where the cycle is about to appear,
/// for a number of spikes that grows as the inverse square root of the distance, and any window
/// is filled by spikes that will end. (For the squid at 6.3 °C, firing for 1,500 ms begins at 6.26411,
/// for ever at 6.26422 µA/cm²; [`onset_in_window`] gives the former.) The current is that of the
/// saddle-node if a step from rest to 0.1 % above it comes to the stable cycle; else the edge of the
/// cycle's basin, to 10⁻⁶; or that of the Hopf point if cycles grow out of it.
///
/// # Errors
/// [`AnalysisError::Absent`] where no current makes the membrane fire for ever, or none is needed.
pub fn onset_of_firing(membrane: &Membrane) -> Result<Onset, AnalysisError> {
    let at_rest = rest(membrane, 0.0)?;
    if !at_rest.is_stable() {
        let why = "the membrane fires without current, for its rest is unstable";
        return Err(AnalysisError::absent(RHEOBASE, why));
    }
    let fold = match beginning_of_cycles(membrane) {
        Ok(Beginning::Fold(fold)) => fold,
        Ok(Beginning::Hopf(_)) => {
            let hopf = lower_hopf_point(membrane)?;
            let (current, rate, kind) = (hopf.current, hopf.frequency(), OnsetKind::Hopf);
            return Ok(Onset {
                current,
                rate,
                kind,
            });
        }
        Err(AnalysisError::Absent { why, .. }) => {
            return Err(AnalysisError::absent(RHEOBASE, why));
        }
        Err(error) => return Err(error),
    };
    let cycles = |current: f64| -> Result<bool, AnalysisError> {
        Ok(endless(membrane, &at_rest.state, current, 20.0 * fold.period)?.is_some())
    };
    let just_above = fold.current + 1e-3 * fold.current.abs().max(1.0);
    if fold.current > 0.0 && cycles(just_above)? {
        let (current, rate, kind) = (fold.current, fold.rate(), OnsetKind::SaddleNode);
        return Ok(Onset {
            current,
            rate,
            kind,
        });
    }
    // Rest can't be stable beside the cycle where a Hopf point was passed.
    let firing = match unstable_current(membrane)? {
        Some(current) => current,
        None => some_cycle(membrane)?.current(),
    };
    if !cycles(firing)? {
        let why = format!(
            "a cycle exists above {:.4} µA/cm², but no step leads there",
            fold.current
        );
        return Err(AnalysisError::absent(RHEOBASE, why));
    }
    let current = bisect(cycles, just_above.max(0.0), firing, 1e-6)?;
    let (rate, kind) = (cycle_at(membrane, current)?.rate(), OnsetKind::Basin);
    Ok(Onset {
        current,
        rate,
        kind,
    })
}

const RHEOBASE: &str = "rheobase of repetitive firing";

/// The smallest current (µA/cm²) at which a step from rest still makes a spike in the last
/// `tail` ms of a window (ms): what a simulation of that length would call the rheobase. It depends
/// on the window.
///
/// # Errors
/// [`AnalysisError::Absent`] where no current up to the lower Hopf point does, or none is needed.
pub fn onset_in_window(membrane: &Membrane, window: f64, tail: f64) -> Result<f64, AnalysisError> {
    let hopf = lower_hopf_point(membrane)?;
    let start = resting_state(membrane, 0.0)?;
    let fires = |current: f64| Ok(last_spike(membrane, &start, current, window)? > window - tail);
    if hopf.current <= 0.0 {
        return Err(AnalysisError::absent(
            RHEOBASE,
            "the membrane fires without current",
        ));
    }
    if !fires(hopf.current)? {
        let why = format!(
            "at the Hopf point, {:.4} µA/cm², no spike crosses 0 mV at the window's end",
            hopf.current
        );
        return Err(AnalysisError::absent(
            "current at which the membrane fires to the end",
            why,
        ));
    }
    bisect(fires, 0.0, hopf.current, 1e-9)
}

/// When the potential crosses 0 mV for the last time, or −1.
fn last_spike(
    membrane: &Membrane,
    start: &State,
    current: f64,
    window: f64,
) -> Result<f64, AnalysisError> {
    let solver = DormandPrince::with_tolerance(1e-9);
    let mut last = -1.0;
    let equations = |_: f64, x: &State| membrane.derivative(x, current);
    solver.observe(equations, 0.0, *start, window, |part: &Segment<4>| {
        if let Some(time) = part.crossing(|_, x| x[0], Direction::Rising) {
            last = time;
        }
        ControlFlow::Continue(())
    })?;
    Ok(last)
}
