//! Closed orbits as roots of the return map, and the branch that they form as the current changes.

use crate::analysis::{AnalysisError, jacobian};
use crate::model::{Membrane, State};
use common::numerics::elementary::sqrt;
use common::numerics::linalg::eliminate;
use common::numerics::roots::newton;
use common::numerics::steppers::DormandPrince;

/// State, period and current of a closed orbit, each over its typical size, so that lengths along
/// the branch weigh them alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::analysis) struct Point(pub(in crate::analysis) [f64; 6]);

/// Typical sizes of V (mV), m, h, n, the period (ms) and the current (µA/cm²).
const SCALES: [f64; 6] = [50.0, 0.5, 0.5, 0.5, 10.0, 10.0];

/// The size of the initial deviations. The equations of a deviation are linear, so that any would
/// do; with one this small, the stepper's absolute tolerance lets it have fewer digits than the
/// state, which is all that Newton's method needs of its Jacobian.
const DEVIATION: f64 = 1e-4;

/// A longer period isn't looked for, in ms.
const LONGEST: f64 = 1e3;

impl Point {
    pub(in crate::analysis) fn new(state: &State, period: f64, current: f64) -> Self {
        let &[v, m, h, n] = state;
        let plain = [v, m, h, n, period, current];
        Self(std::array::from_fn(|i| plain[i] / SCALES[i]))
    }

    pub(in crate::analysis) fn state(&self) -> State {
        std::array::from_fn(|i| self.0[i] * SCALES[i])
    }

    pub(in crate::analysis) fn period(&self) -> f64 {
        self.0[4] * SCALES[4]
    }

    pub(in crate::analysis) fn current(&self) -> f64 {
        self.0[5] * SCALES[5]
    }

    /// The point at a distance along a direction.
    pub(in crate::analysis) fn moved(&self, direction: &[f64; 6], by: f64) -> Self {
        Self(std::array::from_fn(|i| self.0[i] + by * direction[i]))
    }
}

/// The closed orbits of a membrane.
pub(in crate::analysis) struct Branch<'a> {
    membrane: &'a Membrane,
    solver: DormandPrince,
    newton_tolerance: f64,
}

impl<'a> Branch<'a> {
    /// With integrations of this tolerance.
    pub(in crate::analysis) fn new(membrane: &'a Membrane, tolerance: f64) -> Self {
        // The period of a strongly attracting cycle forgets errors; ten times is what is left.
        let newton_tolerance = (10.0 * tolerance).max(1e-10);
        let solver = DormandPrince {
            step_limit: 30_000,
            ..DormandPrince::with_tolerance(tolerance)
        };
        Self {
            membrane,
            solver,
            newton_tolerance,
        }
    }

    /// The closed orbit near a point, at that point's current.
    pub(in crate::analysis) fn at_current(&self, near: &Point) -> Result<Point, AnalysisError> {
        self.correct(near, &[0.0, 0.0, 0.0, 0.0, 0.0, 1.0])
    }

    /// The closed orbit near a point, in the hyperplane through it with this normal (and through
    /// the point across the flow, which fixes the phase).
    pub(in crate::analysis) fn correct(
        &self,
        near: &Point,
        normal: &[f64; 6],
    ) -> Result<Point, AnalysisError> {
        let phase = self.phase_condition(near);
        let system = |z: &[f64; 6]| -> Result<([f64; 6], [[f64; 6]; 6]), AnalysisError> {
            let (closure, rows) = self.closure(&Point(*z))?;
            let offset: [f64; 6] = std::array::from_fn(|i| z[i] - near.0[i]);
            let mut values = [0.0; 6];
            let mut jacobian = [[0.0; 6]; 6];
            values[..4].copy_from_slice(&closure);
            jacobian[..4].copy_from_slice(&rows);
            (values[4], jacobian[4]) = (dot(&phase, &offset), phase);
            (values[5], jacobian[5]) = (dot(normal, &offset), *normal);
            Ok((values, jacobian))
        };
        Ok(Point(newton(system, near.0, self.newton_tolerance, 8)?))
    }

    /// The unit tangent of the branch at a closed orbit, pointing along `towards`.
    pub(in crate::analysis) fn tangent(
        &self,
        point: &Point,
        towards: &[f64; 6],
    ) -> Result<[f64; 6], AnalysisError> {
        let mut matrix = [[0.0; 6]; 6];
        matrix[..4].copy_from_slice(&self.closure(point)?.1);
        matrix[4] = self.phase_condition(point);
        matrix[5] = *towards;
        let tangent = eliminate(matrix, [0.0, 0.0, 0.0, 0.0, 0.0, 1.0])?;
        let length = sqrt(dot(&tangent, &tangent));
        Ok(tangent.map(|x| x / length))
    }

    /// The normal of the plane across the flow at a point.
    fn phase_condition(&self, point: &Point) -> [f64; 6] {
        let flow = self.membrane.derivative(&point.state(), point.current());
        let mut normal = [0.0; 6];
        for i in 0..4 {
            normal[i] = flow[i] / SCALES[i];
        }
        let length = sqrt(dot(&normal, &normal));
        normal.map(|x| x / length)
    }

    /// By how much the orbit fails to close, and its derivatives by all six unknowns, everything
    /// scaled.
    fn closure(&self, point: &Point) -> Result<([f64; 4], [[f64; 6]; 4]), AnalysisError> {
        let (state, period, current) = (point.state(), point.period(), point.current());
        if !(period > 0.0 && period < LONGEST) {
            let why = format!("the search left for a period of {period:.3} ms");
            return Err(AnalysisError::absent("cycle nearby", why));
        }
        let mut start = [0.0; 24];
        start[..4].copy_from_slice(&state);
        for i in 0..4 {
            start[4 + 5 * i] = DEVIATION;
        }
        let equations = |_: f64, y: &[f64; 24]| self.variational(y, current);
        let end = self.solver.solve(equations, 0.0, start, period)?.state;
        let last: State = [end[0], end[1], end[2], end[3]];
        let flow = self.membrane.derivative(&last, current);
        let mut values = [0.0; 4];
        let mut rows = [[0.0; 6]; 4];
        for i in 0..4 {
            values[i] = (last[i] - state[i]) / SCALES[i];
            for j in 0..4 {
                let unit = if i == j { 1.0 } else { 0.0 };
                rows[i][j] = (end[4 + 4 * i + j] / DEVIATION - unit) * SCALES[j] / SCALES[i];
            }
            rows[i][4] = flow[i] * SCALES[4] / SCALES[i];
            rows[i][5] = end[20 + i] / DEVIATION * SCALES[5] / SCALES[i];
        }
        Ok((values, rows))
    }

    /// The equations together with those of a small deviation: state (4), the derivatives of the
    /// state by the initial state (4 × 4, by rows) and by the current (4).
    fn variational(&self, y: &[f64; 24], current: f64) -> [f64; 24] {
        let state: State = [y[0], y[1], y[2], y[3]];
        let rows = jacobian(self.membrane, &state);
        let mut slope = [0.0; 24];
        slope[..4].copy_from_slice(&self.membrane.derivative(&state, current));
        for i in 0..4 {
            for k in 0..4 {
                for j in 0..4 {
                    slope[4 + 4 * i + j] += rows[i][k] * y[4 + 4 * k + j];
                }
                slope[20 + i] += rows[i][k] * y[20 + k];
            }
        }
        slope[20] += DEVIATION / self.membrane.capacitance;
        slope
    }
}

pub(in crate::analysis) fn dot(a: &[f64; 6], b: &[f64; 6]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
