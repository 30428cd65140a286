//! A closed orbit as a polynomial in each of many short intervals.
//!
//! In each interval the orbit is a polynomial of fourth degree in time that obeys the equations at
//! Gauss's four points. Newton's method moves all intervals at once, so that an orbit from which
//! neighbouring trajectories run away is found as well as one that they run to. The unknowns within
//! an interval are eliminated first: what is left is a chain of four-by-four matrices.

use super::chain::{Chain, OUTER};
use super::gauss::{Gauss, STAGES};
use crate::analysis::{AnalysisError, jacobian};
use crate::model::{Membrane, State};
use common::numerics::elementary::sqrt;
use common::numerics::linalg::{eliminate, eliminate_columns};
use common::numerics::roots::RootError;

/// Typical sizes of V (mV), m, h and n: lengths along the branch weigh them alike.
pub(super) const SIZES: State = [50.0, 0.5, 0.5, 0.5];
/// Those of the period (ms) and the current (µA/cm²).
const PERIOD_SIZE: f64 = 10.0;
const CURRENT_SIZE: f64 = 10.0;

/// Unknowns of an interval.
const INNER: usize = 4 * STAGES;

/// The numbers that describe an orbit; also a direction in which to change one.
#[derive(Debug, Clone)]
pub(super) struct Values {
    /// The states at the beginnings of the intervals.
    pub(super) states: Vec<State>,
    /// The states at the Gauss points of each.
    pub(super) stages: Vec<[State; STAGES]>,
    /// In ms.
    pub(super) period: f64,
    /// In µA/cm².
    pub(super) current: f64,
}

impl Values {
    /// Moves by so much along a direction.
    pub(super) fn move_by(&mut self, direction: &Self, by: f64) {
        let add = |x: &mut State, dx: &State| {
            for (x, dx) in x.iter_mut().zip(dx) {
                *x += by * dx;
            }
        };
        for (x, dx) in self.states.iter_mut().zip(&direction.states) {
            add(x, dx);
        }
        let pairs = self.stages.iter_mut().zip(&direction.stages);
        for (x, dx) in pairs.flat_map(|(x, dx)| x.iter_mut().zip(dx)) {
            add(x, dx);
        }
        self.period += by * direction.period;
        self.current += by * direction.current;
    }

    /// The same direction with length 1 on a mesh.
    pub(super) fn unit(mut self, mesh: &[f64]) -> Self {
        let factor = 1.0 / sqrt(self.dot(&self, mesh));
        let states = self
            .states
            .iter_mut()
            .chain(self.stages.iter_mut().flatten());
        for x in states.flatten() {
            *x *= factor;
        }
        self.period *= factor;
        self.current *= factor;
        self
    }

    /// The scalar product of two directions on a mesh, everything over its typical size.
    pub(super) fn dot(&self, other: &Self, mesh: &[f64]) -> f64 {
        let pairs = self.states.iter().zip(&other.states).zip(mesh.windows(2));
        let states: f64 = pairs
            .map(|((a, b), ends)| (ends[1] - ends[0]) * scaled(a, b))
            .sum();
        states
            + self.period * other.period / (PERIOD_SIZE * PERIOD_SIZE)
            + self.current * other.current / (CURRENT_SIZE * CURRENT_SIZE)
    }

    /// The largest number in it, each over its typical size.
    fn largest(&self) -> f64 {
        let states = self.states.iter().chain(self.stages.iter().flatten());
        let parts = states.flat_map(|x| x.iter().zip(&SIZES).map(|(x, size)| (x / size).abs()));
        let ends = [self.period / PERIOD_SIZE, self.current / CURRENT_SIZE];
        parts.chain(ends.map(f64::abs)).fold(0.0, f64::max)
    }
}

fn scaled(a: &State, b: &State) -> f64 {
    (0..4).map(|i| a[i] * b[i] / (SIZES[i] * SIZES[i])).sum()
}

/// A closed orbit, or a guess at one.
#[derive(Debug, Clone)]
pub(super) struct Orbit {
    /// The ends of the intervals, in periods, from 0 to 1.
    pub(super) mesh: Vec<f64>,
    /// Everything else.
    pub(super) values: Values,
}

impl Orbit {
    /// As many intervals on the mesh as there are states.
    fn intervals(&self) -> usize {
        self.values.states.len()
    }

    /// The state at the end of an interval.
    fn end(&self, interval: usize) -> &State {
        &self.values.states[(interval + 1) % self.intervals()]
    }
}

/// The equations linearised around an orbit.
pub(super) struct Linearised<'a> {
    orbit: &'a Orbit,
    /// The stages of each interval, as linear functions of the state at its beginning, the period,
    /// the current and 1.
    inner: Vec<[[f64; OUTER]; INNER]>,
    /// The state at the beginning of each interval but the first.
    chain: Chain,
    /// The rate of change at the beginning of each interval.
    flow: Vec<State>,
}

impl<'a> Linearised<'a> {
    pub(super) fn new(
        membrane: &Membrane,
        gauss: &Gauss,
        orbit: &'a Orbit,
    ) -> Result<Self, AnalysisError> {
        let mut inner = Vec::with_capacity(orbit.intervals());
        let mut ends = Vec::with_capacity(orbit.intervals());
        for interval in 0..orbit.intervals() {
            let (stages, end) = across(membrane, gauss, orbit, interval)?;
            inner.push(stages);
            ends.push(end);
        }
        let chain = Chain::new(&ends)?;
        let states = orbit.values.states.iter();
        let flow = states
            .map(|state| membrane.derivative(state, orbit.values.current))
            .collect();
        Ok(Self {
            orbit,
            inner,
            chain,
            flow,
        })
    }

    /// The derivative of the state after one period by the state before.
    pub(super) fn monodromy(&self) -> Result<[[f64; 4]; 4], AnalysisError> {
        self.chain.monodromy()
    }

    /// Newton's correction across `normal` (along it the orbit doesn't move) and across the flow.
    pub(super) fn correction(&self, normal: &Values) -> Result<Values, AnalysisError> {
        self.solve(normal, 0.0, 1.0)
    }

    /// The unit tangent of the branch, on the side of `towards`.
    pub(super) fn tangent(&self, towards: &Values) -> Result<Values, AnalysisError> {
        Ok(self.solve(towards, 1.0, 0.0)?.unit(&self.orbit.mesh))
    }

    /// The change that closes the orbit (where the residual counts; else keeps it closed), whose
    /// product with `normal` is `advance` and with the flow is zero.
    fn solve(&self, normal: &Values, advance: f64, residual: f64) -> Result<Values, AnalysisError> {
        let starts = self.chain.starts();
        let mut matrix = [[0.0; 6]; 6];
        let mut right = [0.0; 6];
        for (i, row) in self.chain.closure().iter().enumerate() {
            matrix[i].copy_from_slice(&row[..6]);
            right[i] = -residual * row[6];
        }
        for (row, against) in [(4, &self.flow), (5, &normal.states)] {
            let ends = self.orbit.mesh.windows(2);
            for ((start, against), ends) in starts.iter().zip(against).zip(ends) {
                for i in 0..4 {
                    let weight = (ends[1] - ends[0]) * against[i] / (SIZES[i] * SIZES[i]);
                    for (element, part) in matrix[row].iter_mut().zip(&start[i]) {
                        *element += weight * part;
                    }
                    right[row] -= residual * weight * start[i][6];
                }
            }
        }
        matrix[5][4] += normal.period / (PERIOD_SIZE * PERIOD_SIZE);
        matrix[5][5] += normal.current / (CURRENT_SIZE * CURRENT_SIZE);
        right[5] += advance;
        let [a, b, c, d, period, current] = eliminate(matrix, right)?;
        let outer = [a, b, c, d, period, current, residual];
        let mut states = Vec::with_capacity(starts.len());
        let mut stages = Vec::with_capacity(starts.len());
        for (start, inner) in starts.iter().zip(&self.inner) {
            let start = start.map(|row| product(&row, &outer));
            let [a, b, c, d] = start;
            let local = [a, b, c, d, period, current, residual];
            states.push(start);
            stages.push(std::array::from_fn(|stage| {
                std::array::from_fn(|i| product(&inner[4 * stage + i], &local))
            }));
        }
        Ok(Values {
            states,
            stages,
            period,
            current,
        })
    }
}

fn product(row: &[f64; OUTER], values: &[f64; OUTER]) -> f64 {
    row.iter().zip(values).map(|(a, b)| a * b).sum()
}

/// The rows of an interval's inner unknowns and of the state at its end.
type Interval = ([[f64; OUTER]; INNER], [[f64; OUTER]; 4]);

/// One interval: its inner unknowns and the state at its end, as linear functions of the state at
/// its beginning, the period, the current and 1.
fn across(
    membrane: &Membrane,
    gauss: &Gauss,
    orbit: &Orbit,
    interval: usize,
) -> Result<Interval, AnalysisError> {
    let values = &orbit.values;
    let part = orbit.mesh[interval + 1] - orbit.mesh[interval];
    let step = part * values.period;
    let (begin, stages) = (&values.states[interval], &values.stages[interval]);
    let flows = stages.map(|state| membrane.derivative(&state, values.current));
    let slopes = stages.map(|state| jacobian(membrane, &state));
    let per_current = step / membrane.capacitance;

    let mut matrix = [[0.0; INNER]; INNER];
    let mut right = [[0.0; OUTER]; INNER];
    for (stage, weights) in gauss.partial.iter().enumerate() {
        for i in 0..4 {
            let row = 4 * stage + i;
            let moved: f64 = (0..STAGES).map(|k| weights[k] * flows[k][i]).sum();
            for k in 0..STAGES {
                for j in 0..4 {
                    matrix[row][4 * k + j] = -step * weights[k] * slopes[k][i][j];
                }
            }
            matrix[row][row] += 1.0;
            right[row][i] = 1.0;
            right[row][4] = part * moved;
            right[row][6] = begin[i] + step * moved - stages[stage][i];
        }
        right[4 * stage][5] = per_current * gauss.nodes[stage];
    }
    let inner = eliminate_columns(matrix, right)?;

    let end = std::array::from_fn(|i| {
        let moved: f64 = (0..STAGES).map(|k| gauss.whole[k] * flows[k][i]).sum();
        let mut row = [0.0; OUTER];
        for k in 0..STAGES {
            for j in 0..4 {
                let weight = step * gauss.whole[k] * slopes[k][i][j];
                for (element, part) in row.iter_mut().zip(&inner[4 * k + j]) {
                    *element += weight * part;
                }
            }
        }
        row[i] += 1.0;
        row[4] += part * moved;
        row[5] += if i == 0 { per_current } else { 0.0 };
        row[6] += begin[i] + step * moved - orbit.end(interval)[i];
        row
    });
    Ok((inner, end))
}

/// The closed orbit near a guess, in the hyperplane through it across `normal`.
///
/// # Errors
/// [`RootError::NotConverged`], if there is none so near that eight of Newton's steps find it.
pub(super) fn correct(
    membrane: &Membrane,
    gauss: &Gauss,
    mut orbit: Orbit,
    normal: &Values,
    tolerance: f64,
) -> Result<Orbit, AnalysisError> {
    const ITERATIONS: usize = 8;
    let mut residual = f64::INFINITY;
    for _ in 0..ITERATIONS {
        let change = Linearised::new(membrane, gauss, &orbit)?.correction(normal)?;
        let size = change.largest();
        orbit.values.move_by(&change, 1.0);
        if size <= tolerance {
            return Ok(orbit);
        }
        // Far away, or farther than before: Newton's method is lost.
        if size.is_nan() || size > 1.0 || size > 2.0 * residual || orbit.values.period <= 0.0 {
            residual = size;
            break;
        }
        residual = size;
    }
    let iterations = ITERATIONS;
    Err(RootError::NotConverged {
        iterations,
        residual,
    }
    .into())
}
