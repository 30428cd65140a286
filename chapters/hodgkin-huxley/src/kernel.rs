//! The model for many independent neurons at once.
//!
//! Each neuron is a lane of the processor's vector units. The arithmetic is that of the plain model
//! with three savings: five of the six rates are made from one exponential, `e = exp(−(V + 65)/80)`,
//! and its powers; the three quotients share one division; and the exponential is
//! [`lanes::exp`], which vector units can do. What is saved is exact algebra, so that the
//! results differ from the plain model's by rounding only (a test holds them to 1e−9).

#![allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]

pub mod axon;

use crate::model::{Membrane, State};
use common::numerics::elementary::exp;
use common::numerics::lanes::{self, Computation};
use common::numerics::spikes::hermite_crossing;

/// Neurons that advance together: two full vectors of the widest unit, whose latencies overlap.
pub const LANES: usize = 16;

/// Spike times (ms) of independent neurons, each under its own constant current (µA/cm²), all from
/// the same state: the upward crossings of 0 mV within `duration` (ms), by classical Runge–Kutta
/// steps of `step` (ms) and cubic interpolation between them.
///
/// The result for one current doesn't depend on the others, nor on the processor: a caller may split
/// the currents over threads as it likes.
pub fn sweep(
    membrane: &Membrane,
    start: &State,
    currents: &[f64],
    duration: f64,
    step: f64,
) -> Vec<Vec<f64>> {
    let mut spikes = vec![Vec::new(); currents.len()];
    let steps = (duration / step).round() as usize;
    let chunks = currents.chunks(LANES).zip(spikes.chunks_mut(LANES));
    for (currents, spikes) in chunks {
        // A last chunk that isn't full repeats its last neuron; nobody looks at the copies.
        let filled = std::array::from_fn(|lane| currents[lane.min(currents.len() - 1)]);
        let constants = Constants::new(membrane);
        lanes::dispatch(Chunk {
            constants,
            currents: filled,
            start,
            step,
            steps,
            spikes,
        });
    }
    spikes
}

/// What the equations need, prepared.
#[derive(Clone, Copy)]
struct Constants {
    per_capacitance: f64,
    sodium: f64,
    potassium: f64,
    leak: f64,
    reversals: [f64; 3],
    factor: f64,
    /// e, e^2.5 and e³: they shift the common exponential to the rates of n, m and h.
    shifts: [f64; 3],
}

impl Constants {
    fn new(membrane: &Membrane) -> Self {
        Self {
            per_capacitance: 1.0 / membrane.capacitance,
            sodium: membrane.sodium_conductance,
            potassium: membrane.potassium_conductance,
            leak: membrane.leak_conductance,
            reversals: [
                membrane.sodium_reversal,
                membrane.potassium_reversal,
                membrane.leak_reversal,
            ],
            factor: membrane.temperature_factor(),
            shifts: [exp(1.0), exp(2.5), exp(3.0)],
        }
    }

    /// As [`Membrane::derivative`].
    #[inline(always)]
    fn derivative(&self, [v, m, h, n]: State, applied: f64) -> State {
        let e = lanes::exp((v + 65.0) * (-1.0 / 80.0));
        let e_4 = (e * e) * (e * e);
        let e_8 = e_4 * e_4;
        let beta_m = 4.0 * lanes::exp((v + 65.0) * (-1.0 / 18.0));
        let alpha_h = 0.07 * e_4;
        let beta_n = 0.125 * e;
        // α_m and α_n are multiples of u/(1 − e⁻ᵘ).
        let (u_m, u_n) = ((v + 40.0) * 0.1, (v + 55.0) * 0.1);
        let below_m = guarded(u_m, 1.0 - self.shifts[1] * e_8);
        let below_n = guarded(u_n, 1.0 - self.shifts[0] * e_8);
        let below_h = 1.0 + self.shifts[2] * e_8;
        let both = below_m * below_n;
        let inverse = 1.0 / (both * below_h);
        let alpha_m = near_zero(u_m, u_m * (below_n * below_h) * inverse);
        let alpha_n = 0.1 * near_zero(u_n, u_n * (below_m * below_h) * inverse);
        let beta_h = both * inverse;
        let (square_m, square_n) = (m * m, n * n);
        let [e_na, e_k, e_l] = self.reversals;
        let ionic = self.sodium * (square_m * m) * h * (v - e_na)
            + self.potassium * (square_n * square_n) * (v - e_k)
            + self.leak * (v - e_l);
        [
            (applied - ionic) * self.per_capacitance,
            self.factor * (alpha_m * (1.0 - m) - beta_m * m),
            self.factor * (alpha_h * (1.0 - h) - beta_h * h),
            self.factor * (alpha_n * (1.0 - n) - beta_n * n),
        ]
    }

    /// As [`common::numerics::steppers::rk4_step`]; the slope at the beginning is given back too.
    #[inline(always)]
    fn step(&self, state: State, applied: f64, step: f64) -> (State, f64) {
        let half = 0.5 * step;
        let k1 = self.derivative(state, applied);
        let k2 = self.derivative(moved(state, k1, half), applied);
        let k3 = self.derivative(moved(state, k2, half), applied);
        let k4 = self.derivative(moved(state, k3, step), applied);
        let [a, b, c, d] = state;
        let sixth = step * (1.0 / 6.0);
        let next = [
            a + sixth * (k1[0] + 2.0 * (k2[0] + k3[0]) + k4[0]),
            b + sixth * (k1[1] + 2.0 * (k2[1] + k3[1]) + k4[1]),
            c + sixth * (k1[2] + 2.0 * (k2[2] + k3[2]) + k4[2]),
            d + sixth * (k1[3] + 2.0 * (k2[3] + k3[3]) + k4[3]),
        ];
        (next, k1[0])
    }
}

#[inline(always)]
fn moved([v, m, h, n]: State, slope: State, by: f64) -> State {
    [
        v + by * slope[0],
        m + by * slope[1],
        h + by * slope[2],
        n + by * slope[3],
    ]
}

/// Within this of the removable singularity the quotient loses digits and the series takes over:
/// at the seam the former errs by 5e−14, the latter by u⁶/30,240 = 2e−15.
const SEAM: f64 = 0.02;

/// A denominator, or 1 where it isn't going to be used.
#[inline(always)]
fn guarded(u: f64, below: f64) -> f64 {
    if u.abs() < SEAM { 1.0 } else { below }
}

/// u/(1 − e⁻ᵘ) by its series near zero, else as given.
#[inline(always)]
fn near_zero(u: f64, quotient: f64) -> f64 {
    let square = u * u;
    let series = 1.0 + 0.5 * u + square * (1.0 / 12.0 - square * (1.0 / 720.0));
    if u.abs() < SEAM { series } else { quotient }
}

/// A vectorful of neurons from beginning to end.
struct Chunk<'a> {
    constants: Constants,
    currents: [f64; LANES],
    start: &'a State,
    step: f64,
    steps: usize,
    spikes: &'a mut [Vec<f64>],
}

impl Computation for Chunk<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            constants,
            currents,
            start,
            step,
            steps,
            spikes,
        } = self;
        let [mut v, mut m, mut h, mut n] = start.map(|x| [x; LANES]);
        let mut before = v;
        let mut slopes = [0.0; LANES];
        for count in 0..steps {
            let mut crossed = false;
            for lane in 0..LANES {
                let state = [v[lane], m[lane], h[lane], n[lane]];
                let (next, slope) = constants.step(state, currents[lane], step);
                before[lane] = v[lane];
                slopes[lane] = slope;
                let above = next[0] >= 0.0;
                crossed |= above && v[lane] < 0.0;
                [v[lane], m[lane], h[lane], n[lane]] = next;
            }
            if crossed {
                for (lane, times) in spikes.iter_mut().enumerate() {
                    if before[lane] < 0.0 && v[lane] >= 0.0 {
                        let state = [v[lane], m[lane], h[lane], n[lane]];
                        let slope = constants.derivative(state, currents[lane])[0];
                        let slopes = (step * slopes[lane], step * slope);
                        let part = hermite_crossing(before[lane], v[lane], slopes, 0.0);
                        times.push((count as f64 + part) * step);
                    }
                }
            }
        }
    }
}
