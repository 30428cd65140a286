//! The model for many independent neurons at once.
//!
//! Each neuron is a lane of the processor's vector units, stepped as [`multistep`](crate::multistep)
//! does it: the rates are needed once a step. Their arithmetic is that of the plain model with three
//! savings: all five exponentials are powers of one, `exp(−(V + 65)/720)`, whose exponent is so small
//! that a short polynomial gives it; the three quotients share one division; and what the past steps
//! contribute to the coming ones is summed as they go by. What is saved is exact algebra, so
//! that the results differ from the plain function's by rounding only (a test holds them to 1e−9).

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
/// the same state: the upward crossings of 0 mV within `duration` (ms), in steps of `step` (ms).
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
    let neurons: Vec<(f64, f64)> = currents.iter().map(|&current| (current, 0.0)).collect();
    crossings(membrane, start, &neurons, duration, step)
}

/// As [`sweep`], for neurons given by their current (µA/cm²) and the level (mV) whose upward
/// crossings count.
pub fn crossings(
    membrane: &Membrane,
    start: &State,
    neurons: &[(f64, f64)],
    duration: f64,
    step: f64,
) -> Vec<Vec<f64>> {
    let mut times = vec![Vec::new(); neurons.len()];
    let steps = (duration / step).round() as usize;
    let constants = Constants::new(membrane, step);
    let chunks = neurons.chunks(LANES).zip(times.chunks_mut(LANES));
    for (neurons, times) in chunks {
        if neurons.len() > LANES / 2 {
            lanes::dispatch(Chunk::<LANES>::new(constants, start, neurons, steps, times));
        } else {
            const HALF: usize = LANES / 2;
            lanes::dispatch(Chunk::<HALF>::new(constants, start, neurons, steps, times));
        }
    }
    times
}

/// The part of all channels that are open at the peak of a spike, about.
pub const OPEN: f64 = 0.4;

/// How fast (1/ms) the potential changes while channels are open: conductance over capacitance at the peak
/// of a spike.
pub fn charging_rate(membrane: &Membrane) -> f64 {
    OPEN * (membrane.sodium_conductance + membrane.potassium_conductance) / membrane.capacitance
}

/// Into how many parts a step (ms) must be divided where the gates are faster than the squid's in
/// the cold, or the conductance is larger; `lowest` is the lowest potential (mV).
///
/// Adams and Bashforth's method bears steps up to 0.3 over the fastest rate, of which a third is left
/// as a margin. The fastest gate is m at one of the two ends of the potential's range. Adams and
/// Moulton's bears ten times as much, over the largest conductance per capacitance: some four
/// tenths of all channels, at the peak of a spike.
pub fn parts(membrane: &Membrane, step: f64, lowest: f64) -> usize {
    let rate = |v: f64| {
        let [m, ..] = membrane.gates(v);
        m.alpha + m.beta
    };
    let gate = rate(membrane.sodium_reversal).max(rate(lowest));
    let charging = charging_rate(membrane) / 2.0;
    (step * (gate / 0.2).max(charging)).ceil().max(1.0) as usize
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
    step: f64,
    /// The 24th part of a step, and of one over the capacitance.
    part: f64,
    implicit: f64,
}

/// Conductance in all and the current that it would pass at 0 mV, inwards.
#[derive(Clone, Copy)]
struct Conductance {
    total: f64,
    driven: f64,
}

impl Constants {
    fn new(membrane: &Membrane, step: f64) -> Self {
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
            step,
            part: step / 24.0,
            implicit: 9.0 * (step / 24.0) / membrane.capacitance,
        }
    }

    /// The conductances of [`Membrane::conductances`], added up.
    #[inline(always)]
    fn conductance(&self, m: f64, h: f64, n: f64, applied: f64) -> Conductance {
        let [e_na, e_k, e_l] = self.reversals;
        let square_n = n * n;
        let sodium = self.sodium * ((m * m) * (m * h));
        let potassium = self.potassium * (square_n * square_n);
        Conductance {
            total: (sodium + potassium) + self.leak,
            driven: (sodium * e_na + potassium * e_k) + (self.leak * e_l + applied),
        }
    }

    /// The gates' part of [`Membrane::derivative`].
    #[inline(always)]
    fn gates(&self, [v, m, h, n]: State) -> [f64; 3] {
        // Powers of e^(−(V+65)/720), named by them.
        let e_1 = small_exp((v + 65.0) * (-1.0 / 720.0));
        let e_2 = e_1 * e_1;
        let e_4 = e_2 * e_2;
        let e_8 = e_4 * e_4;
        let e_16 = e_8 * e_8;
        let e_32 = e_16 * e_16;
        let e_36 = e_32 * e_4;
        let e_72 = e_36 * e_36;
        let beta_m = 4.0 * (e_32 * e_8);
        let alpha_h = 0.07 * e_36;
        let beta_n = 0.125 * (e_8 * e_1);
        // α_m and α_n are multiples of u/(1 − e⁻ᵘ).
        let (u_m, u_n) = ((v + 40.0) * 0.1, (v + 55.0) * 0.1);
        let below_m = guarded(u_m, 1.0 - self.shifts[1] * e_72);
        let below_n = guarded(u_n, 1.0 - self.shifts[0] * e_72);
        let below_h = 1.0 + self.shifts[2] * e_72;
        let both = below_m * below_n;
        let inverse = 1.0 / (both * below_h);
        let beside = below_h * inverse;
        let alpha_m = near_zero(u_m, u_m * (below_n * beside));
        let alpha_n = 0.1 * near_zero(u_n, u_n * (below_m * beside));
        let beta_h = both * inverse;
        [
            self.factor * (alpha_m - (alpha_m + beta_m) * m),
            self.factor * (alpha_h - (alpha_h + beta_h) * h),
            self.factor * (alpha_n - (alpha_n + beta_n) * n),
        ]
    }

    /// As [`Membrane::derivative`].
    #[inline(always)]
    fn derivative(&self, state: State, applied: f64) -> State {
        let [v, m, h, n] = state;
        let g = self.conductance(m, h, n, applied);
        let [m, h, n] = self.gates(state);
        [(g.driven - g.total * v) * self.per_capacitance, m, h, n]
    }

    /// As [`common::numerics::steppers::rk4_step`].
    #[inline(always)]
    fn runge_kutta(&self, state: State, k1: State, applied: f64) -> State {
        let half = 0.5 * self.step;
        let k2 = self.derivative(moved(state, k1, half), applied);
        let k3 = self.derivative(moved(state, k2, half), applied);
        let k4 = self.derivative(moved(state, k3, self.step), applied);
        let sixth = self.step * (1.0 / 6.0);
        std::array::from_fn(|i| state[i] + sixth * (k1[i] + 2.0 * (k2[i] + k3[i]) + k4[i]))
    }
}

#[inline(always)]
fn moved(state: State, slope: State, by: f64) -> State {
    std::array::from_fn(|i| state[i] + by * slope[i])
}

/// The exponential of a number no larger than 0.35, which is 250 mV from −65 mV: the series up to
/// the tenth power, whose next term is 2e−13 there and 1e−17 at the peak of a spike.
#[inline(always)]
fn small_exp(x: f64) -> f64 {
    let x = x.clamp(-1.0, 1.0);
    let square = x * x;
    let fourth = square * square;
    let low = (1.0 + x) + (1.0 / 2.0 + x * (1.0 / 6.0)) * square;
    let middle = (1.0 / 24.0 + x * (1.0 / 120.0)) + (1.0 / 720.0 + x * (1.0 / 5040.0)) * square;
    let high = (1.0 / 40_320.0 + x * (1.0 / 362_880.0)) + (1.0 / 3_628_800.0) * square;
    low + (middle + high * fourth) * fourth
}

/// Within this of the removable singularity the quotient loses digits and the series takes over:
/// at the seam the former errs by 5e−13, the latter by u⁶/30,240 = 2e−15.
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
struct Chunk<'a, const N: usize> {
    constants: Constants,
    currents: [f64; N],
    levels: [f64; N],
    start: &'a State,
    steps: usize,
    times: &'a mut [Vec<f64>],
}

impl<'a, const N: usize> Chunk<'a, N> {
    /// A chunk that isn't full repeats its last neuron; nobody looks at the copies.
    fn new(
        constants: Constants,
        start: &'a State,
        neurons: &[(f64, f64)],
        steps: usize,
        times: &'a mut [Vec<f64>],
    ) -> Self {
        let neuron = |lane: usize| neurons[lane.min(neurons.len() - 1)];
        Self {
            constants,
            currents: std::array::from_fn(|lane| neuron(lane).0),
            levels: std::array::from_fn(|lane| neuron(lane).1),
            start,
            steps,
            times,
        }
    }
}

impl<const N: usize> Computation for Chunk<'_, N> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            constants,
            currents,
            levels,
            start,
            steps,
            times,
        } = self;
        let part = constants.part;
        let [mut v, mut m, mut h, mut n] = start.map(|x| [x; N]);
        // What past slopes contribute to the next step and to those after it.
        let mut past_v = [[0.0; N]; 2];
        let mut past_m = [[0.0; N]; 3];
        let mut past_h = [[0.0; N]; 3];
        let mut past_n = [[0.0; N]; 3];
        let mut before = v;
        let mut slopes = [0.0; N];
        for count in 0..steps {
            let mut crossed = false;
            let is_first = count < 3;
            for lane in 0..N {
                let state = [v[lane], m[lane], h[lane], n[lane]];
                let applied = currents[lane];
                let g = constants.conductance(m[lane], h[lane], n[lane], applied);
                let slope = (g.driven - g.total * v[lane]) * constants.per_capacitance;
                let [m_slope, h_slope, n_slope] = constants.gates(state);
                let next = if is_first {
                    constants.runge_kutta(state, [slope, m_slope, h_slope, n_slope], applied)
                } else {
                    let gate = |x: f64, slope: f64, past: f64| x + part * (55.0 * slope + past);
                    let next_m = gate(m[lane], m_slope, past_m[0][lane]);
                    let next_h = gate(h[lane], h_slope, past_h[0][lane]);
                    let next_n = gate(n[lane], n_slope, past_n[0][lane]);
                    let g = constants.conductance(next_m, next_h, next_n, applied);
                    let known = v[lane] + part * (19.0 * slope + past_v[0][lane]);
                    let next_v = (known + constants.implicit * g.driven)
                        / (1.0 + constants.implicit * g.total);
                    [next_v, next_m, next_h, next_n]
                };
                past_v[0][lane] = past_v[1][lane] - 5.0 * slope;
                past_v[1][lane] = slope;
                for (past, slope) in [
                    (&mut past_m, m_slope),
                    (&mut past_h, h_slope),
                    (&mut past_n, n_slope),
                ] {
                    past[0][lane] = past[1][lane] - 59.0 * slope;
                    past[1][lane] = past[2][lane] + 37.0 * slope;
                    past[2][lane] = -9.0 * slope;
                }
                before[lane] = v[lane];
                slopes[lane] = slope;
                crossed |= next[0] >= levels[lane] && v[lane] < levels[lane];
                [v[lane], m[lane], h[lane], n[lane]] = next;
            }
            if crossed {
                for (lane, times) in times.iter_mut().enumerate() {
                    let level = levels[lane];
                    if before[lane] < level && v[lane] >= level {
                        let state = [v[lane], m[lane], h[lane], n[lane]];
                        let slope = constants.derivative(state, currents[lane])[0];
                        let slopes = (constants.step * slopes[lane], constants.step * slope);
                        let part = hermite_crossing(before[lane], v[lane], slopes, level);
                        times.push((count as f64 + part) * constants.step);
                    }
                }
            }
        }
    }
}
