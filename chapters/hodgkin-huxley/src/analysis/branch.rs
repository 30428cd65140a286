//! The whole branch of closed orbits, stable and unstable, from one Hopf point to the other.

mod chain;
mod collocation;
mod gauss;
mod mesh;

use super::cycles::SMALLEST;
use super::fold::some_cycle;
use super::rest::eigenvalues_of;
use super::{AnalysisError, HopfPoint, Piece, Trajectory, hopf_points, jacobian};
use crate::model::{Membrane, State};
use collocation::{Linearised, Orbit, SIZES, Values, correct};
use common::numerics::elementary::{cos, sin};
use common::numerics::linalg::Complex;
use common::numerics::roots::try_brent;
use gauss::{Gauss, STAGES};
use mesh::{remesh, value};

/// A closed orbit, stable or not.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosedOrbit {
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
    /// By what a small deviation is multiplied in one period, the largest first: Floquet's
    /// multipliers. A fourth is 1, along the orbit, and left out.
    pub multipliers: [Complex<f64>; 3],
}

impl ClosedOrbit {
    /// Cycles per second, in Hz.
    pub fn rate(&self) -> f64 {
        1000.0 / self.period
    }

    /// Whether another orbit of the branch lies within a step (in typical sizes) of this one, and
    /// not on the other side of a fold.
    fn is_near(&self, other: &Self, step: f64) -> bool {
        let apart = [
            (self.current - other.current) / 10.0,
            (self.period - other.period) / 10.0,
            (self.highest - other.highest) / SIZES[0],
            (self.lowest - other.lowest) / SIZES[0],
        ];
        let is_close = apart.iter().all(|distance| distance.abs() < step);
        is_close && self.is_stable() == other.is_stable()
    }

    /// Whether every small deviation shrinks.
    pub fn is_stable(&self) -> bool {
        self.multipliers[0].norm() < 1.0
    }
}

/// The branch of closed orbits.
#[derive(Debug, Clone, PartialEq)]
pub struct CycleBranch {
    /// The orbits, in the order in which they follow one another along the branch.
    pub orbits: Vec<ClosedOrbit>,
    /// The indices of those at which the branch turns in the current, in the same order.
    turns: Vec<usize>,
}

impl CycleBranch {
    /// Whether it comes back to its first orbit.
    pub fn is_loop(&self) -> bool {
        self.orbits.len() > 1 && self.orbits.first() == self.orbits.last()
    }

    /// Where the branch turns in the current, in the order along the branch: two orbits meet there.
    pub fn folds(&self) -> impl DoubleEndedIterator<Item = &ClosedOrbit> {
        self.turns.iter().map(|&index| &self.orbits[index])
    }

    /// The parts of the branch that are stable throughout, or unstable, each with whether it is.
    /// Neighbours share the fold at which they meet.
    pub fn parts(&self) -> Vec<(bool, Vec<&ClosedOrbit>)> {
        let mut parts: Vec<(bool, Vec<&ClosedOrbit>)> = Vec::new();
        for (index, orbit) in self.orbits.iter().enumerate() {
            // At a fold a multiplier is 1, and rounding would decide.
            let is_fold = self.turns.contains(&index);
            match parts.last_mut() {
                Some((stable, part)) if is_fold || *stable == orbit.is_stable() => part.push(orbit),
                Some((_, part)) => {
                    let shared = part.last().copied();
                    let start = shared.into_iter().chain([orbit]).collect();
                    parts.push((orbit.is_stable(), start));
                }
                None => parts.push((orbit.is_stable(), vec![orbit])),
            }
        }
        parts
    }

    /// Whether a fold is a least current of the branch around it, rather than a greatest.
    pub fn turns_at_least(&self, fold: &ClosedOrbit) -> bool {
        self.turns.iter().any(|&turn| {
            let neighbours = [
                self.orbits.get(turn + 1),
                self.orbits.get(turn.wrapping_sub(1)),
            ];
            self.orbits[turn] == *fold
                && neighbours
                    .iter()
                    .flatten()
                    .all(|orbit| orbit.current >= fold.current)
        })
    }

    /// The fold at which stable orbits begin as the current grows: the saddle-node of cycles.
    pub fn saddle_node(&self) -> Option<&ClosedOrbit> {
        let stable = |index: usize| self.orbits.get(index).is_some_and(ClosedOrbit::is_stable);
        let is_end = |&&turn: &&usize| stable(turn + 1) != stable(turn.wrapping_sub(1));
        let ends = self
            .turns
            .iter()
            .filter(is_end)
            .map(|&turn| &self.orbits[turn]);
        ends.min_by(|a, b| a.current.total_cmp(&b.current))
    }

    /// The folds between unstable orbits, the one at the smaller current first.
    pub fn knees(&self) -> Vec<&ClosedOrbit> {
        let stable = |index: usize| self.orbits.get(index).is_some_and(ClosedOrbit::is_stable);
        let is_knee = |&&turn: &&usize| !stable(turn + 1) && !stable(turn.wrapping_sub(1));
        let turns = self.turns.iter().filter(is_knee);
        let mut knees: Vec<_> = turns.map(|&turn| &self.orbits[turn]).collect();
        knees.sort_by(|a, b| a.current.total_cmp(&b.current));
        knees
    }
}

/// Intervals of the orbits that are drawn, and of those whose digits are stated.
const COARSE: usize = 60;
const FINE: usize = 160;
/// How well an orbit closes, everything relative to its typical size.
const CLOSED: f64 = 1e-9;
/// The first, the shortest and the longest step along the branch, in typical sizes.
const STEPS: (f64, f64, f64) = (0.05, 1e-4, 0.3);
/// More orbits aren't looked for.
const MOST: usize = 800;
/// Nor orbits outside of these currents (µA/cm²) and above this period (ms).
const CURRENTS: (f64, f64) = (-100.0, 500.0);
const LONGEST: f64 = 500.0;

/// The branch of closed orbits that leaves the lower Hopf point, followed by its arclength until it
/// ends in another Hopf point; where there is no Hopf point, the branch of a stable cycle, both ways.
///
/// # Errors
/// [`AnalysisError::Absent`] where there is neither a Hopf point nor a cycle.
///
/// # Source
/// E. Doedel, H. B. Keller and J.-P. Kernévez, *Int. J. Bifurcation Chaos* **1**, 745 (1991), for
/// the method; J. Rinzel and R. N. Miller, *Math. Biosci.* **49**, 27 (1980), for this branch.
pub fn branch_of_cycles(membrane: &Membrane) -> Result<CycleBranch, AnalysisError> {
    let follow = Follow::new(membrane);
    let lower = hopf_points(membrane)?
        .into_iter()
        .find(|point| point.loses_stability);
    if let Some(hopf) = lower {
        let (orbit, direction) = follow.near(&hopf);
        return Ok(follow.along(orbit, direction));
    }
    let orbit = follow.cycle()?;
    let mut direction = unit_current(&orbit, 1.0);
    let forwards = follow.along(orbit.clone(), direction.clone());
    if forwards.is_loop() {
        return Ok(forwards);
    }
    direction.current = -direction.current;
    let backwards = follow.along(orbit, direction);
    let count = backwards.orbits.len();
    let turns = backwards.turns.iter().rev().map(|&turn| count - 1 - turn);
    let more = forwards.turns.iter().map(|&turn| count + turn);
    Ok(CycleBranch {
        turns: turns.chain(more).collect(),
        orbits: backwards
            .orbits
            .into_iter()
            .rev()
            .chain(forwards.orbits)
            .collect(),
    })
}

/// What following a branch needs.
struct Follow<'a> {
    membrane: &'a Membrane,
    gauss: Gauss,
}

impl<'a> Follow<'a> {
    fn new(membrane: &'a Membrane) -> Self {
        let gauss = Gauss::new();
        Self { membrane, gauss }
    }

    /// The steady state at a Hopf point as an orbit, and the ellipse that grows out of it.
    fn near(&self, hopf: &HopfPoint) -> (Orbit, Values) {
        let centre = self.membrane.steady_state(hopf.potential);
        let rows = jacobian(self.membrane, &centre);
        let omega = hopf.angular_frequency;
        // The eigenvector of iω: v = 1, and each gate follows as (iω − J_xx) x = J_xv.
        let gates: [Complex<f64>; 3] = std::array::from_fn(|i| {
            Complex::new(rows[i + 1][0], 0.0) / Complex::new(-rows[i + 1][i + 1], omega)
        });
        let vector = [Complex::new(1.0, 0.0), gates[0], gates[1], gates[2]];
        let turned = |phase: f64| {
            let angle = std::f64::consts::TAU * phase;
            let (sine, cosine) = (sin(angle), cos(angle));
            vector.map(|z| SIZES[0] * (z.re * cosine - z.im * sine))
        };
        let mesh: Vec<f64> = (0..=COARSE).map(|i| i as f64 / COARSE as f64).collect();
        let starts = &mesh[..COARSE];
        let width = 1.0 / COARSE as f64;
        let inner = |&start: &f64| self.gauss.nodes.map(|node| turned(start + node * width));
        let direction = Values {
            states: starts.iter().map(|&phase| turned(phase)).collect(),
            stages: starts.iter().map(inner).collect(),
            period: 0.0,
            current: 0.0,
        };
        let values = Values {
            states: vec![centre; COARSE],
            stages: vec![[centre; STAGES]; COARSE],
            period: std::f64::consts::TAU / omega,
            current: hopf.current,
        };
        let direction = direction.unit(&mesh);
        (Orbit { mesh, values }, direction)
    }

    /// Some stable cycle, found by waiting for it.
    fn cycle(&self) -> Result<Orbit, AnalysisError> {
        let rough = some_cycle(self.membrane)?;
        let (state, period, current) = (rough.state(), rough.period(), rough.current());
        let round = [Piece {
            current,
            duration: period,
        }];
        let round = Trajectory::new(self.membrane, &state, &round, 1e-9)?;
        // Uniform and fine, so that no upstroke is missed; then as always.
        let mesh: Vec<f64> = (0..=8 * COARSE)
            .map(|i| i as f64 / (8 * COARSE) as f64)
            .collect();
        let at = |phase: f64| round.at(phase * period).unwrap_or(state);
        let ends = || mesh.windows(2);
        let inner = |ends: &[f64]| {
            self.gauss
                .nodes
                .map(|node| at(ends[0] + node * (ends[1] - ends[0])))
        };
        let values = Values {
            states: ends().map(|ends| at(ends[0])).collect(),
            stages: ends().map(inner).collect(),
            period,
            current,
        };
        let orbit = Orbit { mesh, values };
        let normal = unit_current(&orbit, 1.0);
        let (orbit, normal) = remesh(&self.gauss, &orbit, &normal, COARSE);
        correct(self.membrane, &self.gauss, orbit, &normal, CLOSED)
    }

    /// The branch from an orbit on, in a direction.
    fn along(&self, start: Orbit, direction: Values) -> CycleBranch {
        let (orbits, turns) = (Vec::new(), Vec::new());
        let mut branch = CycleBranch { orbits, turns };
        let (mut orbit, mut tangent) = (start, direction);
        let (mut step, shortest, longest) = STEPS;
        let mut has_grown = false;
        while branch.orbits.len() < MOST {
            let Some((next, turned)) = self.advance(&orbit, &tangent, step) else {
                step *= 0.5;
                if step < shortest {
                    break;
                }
                continue;
            };
            if turned.current * tangent.current < 0.0 {
                // Where two folds almost meet, neither can be told; the branch goes on.
                if let Ok(fold) = self.fold(&orbit, &tangent, step) {
                    branch.turns.push(branch.orbits.len());
                    branch.orbits.push(fold);
                }
            }
            let Ok(found) = self.described(&next) else {
                break;
            };
            let size = found.highest - found.lowest;
            let left = found.current < CURRENTS.0 || found.current > CURRENTS.1;
            if left || found.period > LONGEST || (has_grown && size < SMALLEST) {
                break;
            }
            has_grown |= size > 10.0 * SMALLEST;
            let first = branch.orbits.first().filter(|_| branch.orbits.len() > 5);
            if let Some(first) = first.filter(|first| first.is_near(&found, step)) {
                branch.orbits.push(first.clone());
                break;
            }
            branch.orbits.push(found);
            let alike = tangent.dot(&turned, &next.mesh);
            step = if alike > 0.995 {
                1.4 * step
            } else if alike < 0.98 {
                0.7 * step
            } else {
                step
            };
            step = step.min(longest);
            // Not across a Hopf point, where the branch would go on as its own mirror image.
            if has_grown {
                step = step.min(0.25 * size / SIZES[0]);
            }
            (orbit, tangent) = remesh(&self.gauss, &next, &turned, COARSE);
        }
        branch
    }

    /// One step along the branch: the next orbit and the tangent there; nothing if the step was so
    /// long that Newton's method failed, or that the branch bent too much.
    fn advance(&self, orbit: &Orbit, tangent: &Values, step: f64) -> Option<(Orbit, Values)> {
        let mut guess = orbit.clone();
        guess.values.move_by(tangent, step);
        let next = correct(self.membrane, &self.gauss, guess, tangent, CLOSED).ok()?;
        let linear = Linearised::new(self.membrane, &self.gauss, &next).ok()?;
        let turned = linear.tangent(tangent).ok()?;
        (turned.dot(tangent, &next.mesh) > 0.95).then_some((next, turned))
    }

    /// The orbit within the next step at which the current turns, to all its digits.
    fn fold(
        &self,
        orbit: &Orbit,
        tangent: &Values,
        step: f64,
    ) -> Result<ClosedOrbit, AnalysisError> {
        let (orbit, tangent) = remesh(&self.gauss, orbit, tangent, FINE);
        let at = |by: f64| {
            let mut guess = orbit.clone();
            guess.values.move_by(&tangent, by);
            correct(self.membrane, &self.gauss, guess, &tangent, CLOSED)
        };
        let drift = |by: f64| -> Result<f64, AnalysisError> {
            let linear = at(by)?;
            let linear = Linearised::new(self.membrane, &self.gauss, &linear)?;
            Ok(linear.tangent(&tangent)?.current)
        };
        let by = try_brent(drift, 0.0, step, 1e-8)?;
        self.described(&at(by)?)
    }

    fn described(&self, orbit: &Orbit) -> Result<ClosedOrbit, AnalysisError> {
        let linear = Linearised::new(self.membrane, &self.gauss, orbit)?;
        let mut all = eigenvalues_of(&linear.monodromy()?)?;
        // The one along the orbit is 1.
        let one = Complex::new(1.0, 0.0);
        let nearest =
            (0..all.len()).min_by(|&i, &j| (all[i] - one).norm().total_cmp(&(all[j] - one).norm()));
        all.remove(nearest.unwrap_or(0));
        all.sort_by(|a, b| b.norm().total_cmp(&a.norm()).then(b.im.total_cmp(&a.im)));
        let (highest, lowest) = self.extremes(orbit);
        Ok(ClosedOrbit {
            current: orbit.values.current,
            period: orbit.values.period,
            state: orbit.values.states[0],
            highest,
            lowest,
            multipliers: [all[0], all[1], all[2]],
        })
    }

    /// The highest and the lowest potential.
    fn extremes(&self, orbit: &Orbit) -> (f64, f64) {
        let potential =
            |(interval, s): (usize, f64)| value(&self.gauss, &orbit.values, interval, s)[0];
        let extreme = |sign: f64| {
            let larger = |a: &(f64, (usize, f64)), b: &(f64, (usize, f64))| a.0.total_cmp(&b.0);
            let intervals = 0..orbit.values.states.len();
            let coarse = intervals.flat_map(|i| (0..8).map(move |k| (i, f64::from(k) / 8.0)));
            let best = coarse.map(|at| (sign * potential(at), at)).max_by(larger);
            // Again, finer, around the best.
            let (interval, middle) = best.map_or((0, 0.0), |(_, at)| at);
            let around = (-64..=64).map(|k| (interval, middle + f64::from(k) / 512.0));
            let fine = around.map(|at| sign * potential(at));
            sign * fine.fold(f64::NEG_INFINITY, f64::max)
        };
        (extreme(1.0), extreme(-1.0))
    }
}

/// The direction in which only the current grows, or falls.
fn unit_current(orbit: &Orbit, sign: f64) -> Values {
    let count = orbit.values.states.len();
    let direction = Values {
        states: vec![[0.0; 4]; count],
        stages: vec![[[0.0; 4]; STAGES]; count],
        period: 0.0,
        current: sign,
    };
    direction.unit(&orbit.mesh)
}
