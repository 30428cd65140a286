//! Does the potential rise above a level?

use super::AnalysisError;
use crate::model::State;
use common::numerics::roots::brent;
use common::numerics::steppers::{DormandPrince, Segment, Solution, StepperError};
use std::ops::ControlFlow;

/// The solution up to `end`, or up to the step in which the potential exceeds a level (mV), where
/// it is `stopped`. A maximum between two steps counts: a graded response may only just touch the
/// level and fall back within one of them.
///
/// # Errors
/// [`AnalysisError`], if the equations can't be integrated.
pub(super) fn rises_above(
    solver: &DormandPrince,
    equations: impl Fn(f64, &State) -> State,
    (start, end): (f64, f64),
    state: State,
    level: f64,
) -> Result<Solution<4>, AnalysisError> {
    let above = |segment: &Segment<4>| {
        if segment.last_state()[0] > level {
            return true;
        }
        let slope = |time: f64| equations(time, &segment.at(time))[0];
        slope(segment.start) > 0.0
            && slope(segment.end) < 0.0
            && brent(slope, segment.start, segment.end, 0.0)
                .is_ok_and(|top| segment.at(top)[0] > level)
    };
    let solution: Result<Solution<4>, StepperError> =
        solver.observe(&equations, start, state, end, |segment| {
            if above(segment) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
    Ok(solution?)
}
