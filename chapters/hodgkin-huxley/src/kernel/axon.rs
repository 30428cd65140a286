//! The axon, fast: the same steps as [`Cable`](crate::model::axon::Cable), on vector units.
//!
//! Two things stand in the way. The gates of a compartment want a division for each of six rates and
//! three updates, and six exponentials; and the elimination runs along the axon, each compartment
//! waiting for the one before. For the first, all rates are made of powers of one exponential,
//! `exp(−(V + 65)/720)` (80 is a ninth of 720, and 18 a fortieth), and divisions are shared. For the
//! second, the axon is cut into [`LANES`] stretches that are eliminated side by side, lane by lane,
//! each as if its neighbours' ends were known; what is known then is how the two ends of each stretch
//! depend on its neighbours', a small system that is solved in between. All of this is exact algebra:
//! the results differ from the plain model's by rounding only.

#![allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]

use super::{guarded, near_zero};
use crate::model::axon::{Axon, Grid};
use crate::model::{Membrane, State};
use common::numerics::elementary::exp;
use common::numerics::lanes::{self, Computation};

/// Stretches that are eliminated side by side: two full vectors of the widest unit.
pub const LANES: usize = 16;

/// A number for each lane.
type Lanes = [f64; LANES];

/// Added to the diagonal of compartments that are only there to fill the last stretch: it cuts them
/// off, for the neighbour sees their potential divided by this, which is below rounding.
const CUT: f64 = 1e18;

/// What the equations need, prepared.
#[derive(Debug, Clone, Copy)]
struct Constants {
    conductances: [f64; 3],
    leak: f64,
    batteries: [f64; 3],
    /// The step (ms) times the temperature's factor.
    step: f64,
    /// 2C/(gₐ Δt), what the diagonal has beside its neighbours and its conductance.
    charging: f64,
    /// 1/gₐ.
    per_coupling: f64,
    /// e, e^2.5 and e³: they shift the common exponential to the rates of n, m and h.
    shifts: [f64; 3],
}

impl Constants {
    fn new(membrane: &Membrane, coupling: f64, step: f64) -> Self {
        let per_coupling = 1.0 / coupling;
        Self {
            conductances: [
                membrane.sodium_conductance * per_coupling,
                membrane.potassium_conductance * per_coupling,
                membrane.leak_conductance * per_coupling,
            ],
            leak: membrane.leak_conductance * membrane.leak_reversal * per_coupling,
            batteries: [
                membrane.sodium_reversal,
                membrane.potassium_reversal,
                membrane.leak_reversal,
            ],
            step: step * membrane.temperature_factor(),
            charging: 2.0 * membrane.capacitance / step * per_coupling,
            per_coupling,
            shifts: [exp(1.0), exp(2.5), exp(3.0)],
        }
    }

    /// The gates a step later: as [`Gate::after`](crate::model::Gate::after), with the rates'
    /// quotients over one division and the updates' over another.
    #[inline(always)]
    fn gates(&self, v: f64, [m, h, n]: [f64; 3]) -> [f64; 3] {
        let root = lanes::exp((v + 65.0) * (-1.0 / 720.0));
        let root_2 = root * root;
        let root_4 = root_2 * root_2;
        let root_8 = root_4 * root_4;
        let e = root_8 * root;
        let e_2 = e * e;
        let e_4 = e_2 * e_2;
        let e_8 = e_4 * e_4;
        let beta_m = 4.0 * (e_4 * root_4);
        let (u_m, u_n) = ((v + 40.0) * 0.1, (v + 55.0) * 0.1);
        let below_m = guarded(u_m, 1.0 - self.shifts[1] * e_8);
        let below_n = guarded(u_n, 1.0 - self.shifts[0] * e_8);
        let below_h = 1.0 + self.shifts[2] * e_8;
        let both = below_m * below_n;
        let inverse = 1.0 / (both * below_h);
        let alpha_m = near_zero(u_m, u_m * (below_n * below_h) * inverse);
        let alpha_n = 0.1 * near_zero(u_n, u_n * (below_m * below_h) * inverse);
        let beta_h = both * inverse;
        let (top_m, under_m) = self.update(m, alpha_m, beta_m);
        let (top_h, under_h) = self.update(h, 0.07 * e_4, beta_h);
        let (top_n, under_n) = self.update(n, alpha_n, 0.125 * e);
        let pair = under_m * under_h;
        let inverse = 1.0 / (pair * under_n);
        let rest = under_n * inverse;
        [
            top_m * (under_h * rest),
            top_h * (under_m * rest),
            top_n * (pair * inverse),
        ]
    }

    /// Numerator and denominator of a gate's next value.
    #[inline(always)]
    fn update(&self, x: f64, alpha: f64, beta: f64) -> (f64, f64) {
        let a = alpha * self.step;
        let s = a + beta * self.step;
        let q = 1.0 + s * (0.5 + s * (1.0 / 6.0));
        (x + q * a, 1.0 + q * s)
    }

    /// Diagonal (without what the neighbours add) and right-hand side of a compartment, over gₐ.
    #[inline(always)]
    fn balance(&self, v: f64, [m, h, n]: [f64; 3]) -> (f64, f64) {
        let [sodium, potassium, leak] = self.conductances;
        let (square_m, square_n) = (m * m, n * n);
        let sodium = sodium * (square_m * m * h);
        let potassium = potassium * (square_n * square_n);
        let own = self.charging + (sodium + potassium + leak);
        let batteries = sodium * self.batteries[0] + potassium * self.batteries[1] + self.leak;
        (own, self.charging * v + batteries)
    }
}

/// The potential of one compartment, step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    compartment: usize,
    /// V (mV) after each step; the first is the potential at the start.
    pub potential: Vec<f64>,
}

/// An axon in compartments, as [`Cable`](crate::model::axon::Cable).
#[derive(Debug, Clone)]
pub struct FastCable {
    constants: Constants,
    count: usize,
    /// V, and what the neighbours add to the diagonal, row by row: compartment `rows·lane + row`.
    potential: Vec<Lanes>,
    neighbours: Vec<Lanes>,
    gates: Vec<[Lanes; 3]>,
    /// Of the elimination: what multiplies the compartment behind, the stretch before, and what is
    /// left.
    behind: Vec<Lanes>,
    before: Vec<Lanes>,
    known: Vec<Lanes>,
}

impl FastCable {
    /// An axon that is in the same state everywhere.
    pub fn new(axon: &Axon, grid: &Grid, state: &State) -> Self {
        let capacitance = axon.membrane.capacitance;
        let coupling = capacitance * axon.diffusivity() / (grid.length * grid.length);
        let (count, rows) = (grid.count.max(1), grid.count.max(1).div_ceil(LANES));
        let neighbours = |row: usize| {
            std::array::from_fn(|lane| match lane * rows + row {
                i if i >= count => 2.0 + CUT,
                i => 2.0 - f64::from(i == 0) - f64::from(i + 1 == count),
            })
        };
        let filled = |row: usize, value: f64| {
            std::array::from_fn(|lane| {
                if lane * rows + row < count {
                    value
                } else {
                    0.0
                }
            })
        };
        let &[v, m, h, n] = state;
        Self {
            constants: Constants::new(&axon.membrane, coupling, grid.step),
            count,
            potential: (0..rows).map(|row| filled(row, v)).collect(),
            neighbours: (0..rows).map(neighbours).collect(),
            gates: vec![[m, h, n].map(|x| [x; LANES]); rows],
            behind: vec![[0.0; LANES]; rows],
            before: vec![[0.0; LANES]; rows],
            known: vec![[0.0; LANES]; rows],
        }
    }

    /// V (mV) in each compartment, in order.
    pub fn potential(&self) -> Vec<f64> {
        (0..self.count).map(|i| self.at(i)).collect()
    }

    /// Sets V (mV) and the gates in each compartment.
    pub fn set(&mut self, state: impl Fn(usize) -> State) {
        let rows = self.potential.len();
        for i in 0..self.count {
            let [v, gates @ ..] = state(i);
            let (row, lane) = (i % rows, i / rows);
            self.potential[row][lane] = v;
            for (all, one) in self.gates[row].iter_mut().zip(gates) {
                all[lane] = one;
            }
        }
    }

    /// A recorder of one compartment (the last, if there are not so many).
    pub fn trace(&self, compartment: usize) -> Trace {
        let compartment = compartment.min(self.count - 1);
        Trace {
            compartment,
            potential: vec![self.at(compartment)],
        }
    }

    /// So many steps, with a current (µA/cm²) into the first compartment.
    pub fn advance(&mut self, steps: usize, injected: f64, traces: &mut [Trace]) {
        lanes::dispatch(Advance {
            cable: self,
            steps,
            injected,
            traces,
        });
    }

    #[inline(always)]
    fn at(&self, compartment: usize) -> f64 {
        let rows = self.potential.len();
        self.potential[compartment % rows][compartment / rows]
    }

    /// Gates and forward elimination in one pass: the divisions of the latter, each of which waits
    /// for the one before, hide behind the work of the former.
    #[inline(always)]
    fn eliminate(&mut self, injected: f64) -> Ends {
        let constants = self.constants;
        let (mut c, mut y, mut u) = ([0.0; LANES], [0.0; LANES], [1.0; LANES]);
        let mut first = ([0.0; LANES], [0.0; LANES]);
        let mut applied = [0.0; LANES];
        applied[0] = injected * constants.per_coupling;
        let rows = self.potential.iter().zip(&self.neighbours);
        let results = self.behind.iter_mut().zip(&mut self.before);
        let results = results.zip(&mut self.known);
        for (((v, neighbours), gates), ((behind, before), known)) in
            rows.zip(&mut self.gates).zip(results)
        {
            let [m, h, n] = gates;
            for lane in 0..LANES {
                let next = constants.gates(v[lane], [m[lane], h[lane], n[lane]]);
                [m[lane], h[lane], n[lane]] = next;
                let (own, right) = constants.balance(v[lane], next);
                let right = right + applied[lane];
                // xᵢ₋₁ = y + c xᵢ + u (the last of the stretch before); and the first of the stretch
                // is the sum of what each compartment adds to it.
                c[lane] = 1.0 / (neighbours[lane] + own - c[lane]);
                y[lane] = c[lane] * (right + y[lane]);
                let above = u[lane];
                u[lane] *= c[lane];
                first.0[lane] += above * y[lane];
                first.1[lane] += above * u[lane];
                behind[lane] = c[lane];
                before[lane] = u[lane];
                known[lane] = y[lane];
                applied[lane] = 0.0;
            }
        }
        Ends {
            first,
            last: (y, u, c),
        }
    }

    /// Backward substitution, and the second half of the step.
    #[inline(always)]
    fn substitute(&mut self, before: &Lanes, behind: &Lanes) {
        let mut x = *behind;
        let rows = self.behind.iter().zip(&self.before).zip(&self.known);
        for (((c, u), y), v) in rows.zip(&mut self.potential).rev() {
            for lane in 0..LANES {
                x[lane] = (y[lane] + u[lane] * before[lane]) + c[lane] * x[lane];
                v[lane] = 2.0 * x[lane] - v[lane];
            }
        }
    }
}

/// How the ends of each stretch depend on its neighbours': the first compartment's potential is
/// `first.0 + first.1 · (last of the stretch before) + last.1 · (first of the stretch behind)`, the
/// last one's `last.0 + last.1 · (…before) + last.2 · (…behind)`. That `last.1` comes twice is the
/// symmetry of the matrix.
struct Ends {
    first: (Lanes, Lanes),
    last: (Lanes, Lanes, Lanes),
}

impl Ends {
    /// Of each stretch, the last potential of the one before and the first of the one behind.
    #[inline(always)]
    fn join(&self) -> (Lanes, Lanes) {
        let (first, last) = (&self.first, &self.last);
        // The last of the stretch before is p + q · first; the first is s + t · behind.
        let (mut p, mut q) = ([0.0; LANES], [0.0; LANES]);
        let (mut s, mut t) = ([0.0; LANES], [0.0; LANES]);
        let (mut left, mut slope) = (0.0, 0.0);
        for lane in 0..LANES {
            (p[lane], q[lane]) = (left, slope);
            let inverse = 1.0 / (1.0 - first.1[lane] * slope);
            s[lane] = (first.0[lane] + first.1[lane] * left) * inverse;
            t[lane] = last.1[lane] * inverse;
            left = last.0[lane] + last.1[lane] * (p[lane] + slope * s[lane]);
            slope = last.2[lane] + last.1[lane] * (slope * t[lane]);
        }
        let (mut before, mut behind) = ([0.0; LANES], [0.0; LANES]);
        let mut next = 0.0;
        for lane in (0..LANES).rev() {
            behind[lane] = next;
            next = s[lane] + t[lane] * next;
            before[lane] = p[lane] + q[lane] * next;
        }
        (before, behind)
    }
}

/// Many steps, compiled for the processor at hand.
struct Advance<'a> {
    cable: &'a mut FastCable,
    steps: usize,
    injected: f64,
    traces: &'a mut [Trace],
}

impl Computation for Advance<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for _ in 0..self.steps {
            let (before, behind) = self.cable.eliminate(self.injected).join();
            self.cable.substitute(&before, &behind);
            for trace in self.traces.iter_mut() {
                let v = self.cable.at(trace.compartment);
                trace.potential.push(v);
            }
        }
    }
}
