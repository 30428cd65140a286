//! Where stable cycles begin to exist: the saddle-node of limit cycles.

use super::cycles::{Branch, Point, SMALLEST, TOLERANCE, dot, rough_cycle};
use super::{AnalysisError, Cycle, branch_of_cycles, hopf_points};
use crate::model::Membrane;
use common::numerics::roots::try_brent;

/// The smallest and the largest current at which a cycle is looked for where no Hopf point says where
/// there must be one, in µA/cm².
const SEARCH: (f64, f64) = (0.5, 200.0);

const WHAT: &str = "saddle-node of cycles";

/// The saddle-node of limit cycles: the smallest current with a stable cycle, on the branch that
/// the cycle just above the lower Hopf point belongs to (without Hopf points, the cycle at the
/// smallest current of a coarse search that has one); that cycle with its period.
///
/// The branch of closed orbits is followed towards smaller currents by its arclength until the
/// current grows again; the turning point is where the current's component of the branch's tangent
/// vanishes. There the current is stationary, so that it has twice the digits of the position.
/// Where shooting fails, as it does for cycles that hardly attract, the same point is taken from the
/// [whole branch](branch_of_cycles).
///
/// # Errors
/// [`AnalysisError::Absent`] where there is no stable cycle, or where the branch ends in a Hopf point
/// without turning.
///
/// # Source
/// E. Doedel, H. B. Keller and J.-P. Kernévez, *Int. J. Bifurcation Chaos* **1**, 493 (1991), for
/// the continuation; J. Rinzel and R. N. Miller, *Math. Biosci.* **49**, 27 (1980), for this branch.
pub fn saddle_node_of_cycles(membrane: &Membrane) -> Result<Cycle, AnalysisError> {
    match beginning_of_cycles(membrane)? {
        Beginning::Fold(cycle) => Ok(cycle),
        Beginning::Hopf(current) => {
            let why = format!(
                "the cycle shrinks into the steady state at about {current:.3} µA/cm² (a \
                 supercritical Hopf point)"
            );
            Err(AnalysisError::absent(WHAT, why))
        }
    }
}

/// How stable cycles begin to exist as the current grows.
pub(super) enum Beginning {
    /// At their full size, where the branch turns.
    Fold(Cycle),
    /// Out of the steady state, at about this current (µA/cm²).
    Hopf(f64),
}

/// The beginning of stable cycles.
///
/// # Errors
/// [`AnalysisError::Absent`] where there is no stable cycle, or where the branch can't be followed.
pub(super) fn beginning_of_cycles(membrane: &Membrane) -> Result<Beginning, AnalysisError> {
    by_shooting(membrane).or_else(|error| {
        if hopf_points(membrane)?.is_empty() {
            return Err(error);
        }
        on_the_whole_branch(membrane)
    })
}

fn on_the_whole_branch(membrane: &Membrane) -> Result<Beginning, AnalysisError> {
    let branch = branch_of_cycles(membrane)?;
    if let Some(fold) = branch.saddle_node() {
        return Ok(Beginning::Fold(Cycle {
            current: fold.current,
            period: fold.period,
            state: fold.state,
            highest: fold.highest,
            lowest: fold.lowest,
        }));
    }
    let first = branch.orbits.first().filter(|first| first.is_stable());
    first
        .map(|first| Beginning::Hopf(first.current))
        .ok_or_else(|| {
            let why = "the branch of cycles could not be followed to where it becomes stable";
            AnalysisError::absent(WHAT, why)
        })
}

fn by_shooting(membrane: &Membrane) -> Result<Beginning, AnalysisError> {
    let start = some_cycle(membrane)?;
    // A coarse walk finds the turn; the fine branch then gives its digits.
    let walk = Branch::new(membrane, 1e-7);
    let mut point = walk.at_current(&start)?;
    let mut tangent = walk.tangent(&point, &[0.0, 0.0, 0.0, 0.0, 0.0, -1.0])?;
    let mut step = 0.2;
    for _ in 0..100 {
        let Some((corrected, turned)) = advance(&walk, &point, &tangent, step) else {
            step *= 0.5;
            if step < 1e-4 {
                break;
            }
            continue;
        };
        if turned[5] >= 0.0 {
            let fine = Branch::new(membrane, TOLERANCE);
            let at = |by: f64| fine.correct(&point.moved(&tangent, by), &tangent);
            let drift = |by: f64| Ok::<_, AnalysisError>(fine.tangent(&at(by)?, &tangent)?[5]);
            let by = try_brent(drift, 0.0, step, 1e-7)?;
            return Ok(Beginning::Fold(Cycle::new(membrane, &at(by)?)?));
        }
        let cycle = Cycle::new(membrane, &corrected)?;
        if cycle.highest - cycle.lowest < 10.0 * SMALLEST {
            return Ok(Beginning::Hopf(cycle.current));
        }
        (point, tangent) = (corrected, turned);
        step = (1.3 * step).min(0.5);
    }
    let why = format!(
        "the branch of cycles could not be followed below {:.4} µA/cm²",
        point.current()
    );
    Err(AnalysisError::absent(WHAT, why))
}

/// One step along the branch: the next closed orbit and the tangent there; nothing if the step was
/// so long that Newton's method failed, or found another part of the branch.
fn advance(
    branch: &Branch,
    point: &Point,
    tangent: &[f64; 6],
    step: f64,
) -> Option<(Point, [f64; 6])> {
    let predicted = point.moved(tangent, step);
    let corrected = branch.correct(&predicted, tangent).ok()?;
    let offset: [f64; 6] = std::array::from_fn(|i| corrected.0[i] - predicted.0[i]);
    let turned = branch.tangent(&corrected, tangent).ok()?;
    let is_near = dot(&offset, &offset) < 0.25 * step * step && dot(&turned, tangent) > 0.8;
    is_near.then_some((corrected, turned))
}

/// A current (µA/cm²) at which rest is unstable, so that there must be a cycle: a little above the
/// lower Hopf point and below the next; none without a Hopf point.
pub(super) fn unstable_current(membrane: &Membrane) -> Result<Option<f64>, AnalysisError> {
    let points = hopf_points(membrane)?;
    let hopf = points.iter().find(|point| point.loses_stability);
    Ok(hopf.map(|hopf| {
        let above = points
            .iter()
            .map(|point| point.current)
            .filter(|&i| i > hopf.current);
        let room = above.fold(f64::INFINITY, f64::min) - hopf.current;
        hopf.current + (0.05 * room).min(0.5)
    }))
}

/// A stable cycle to start from, to a few digits.
///
/// # Errors
/// [`AnalysisError::Absent`] if none was found.
pub(super) fn some_cycle(membrane: &Membrane) -> Result<Point, AnalysisError> {
    if let Some(current) = unstable_current(membrane)? {
        return rough_cycle(membrane, current);
    }
    let (low, high) = SEARCH;
    let walk = Branch::new(membrane, 1e-7);
    let mut current = low;
    while current < high {
        // An oscillation that dies out slowly may look like a cycle, but doesn't close.
        let found = rough_cycle(membrane, current).and_then(|rough| walk.at_current(&rough));
        match found {
            Err(AnalysisError::Absent { .. } | AnalysisError::Root(_)) => current *= 1.2,
            found => return found,
        }
    }
    let why = format!(
        "rest is stable at every current, and no cycle was found between {low} and {high} µA/cm²"
    );
    Err(AnalysisError::absent(WHAT, why))
}
