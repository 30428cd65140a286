//! Spikes counted in simulations, however small they are.
//!
//! Who looks for crossings of 0 mV sees nothing where the peaks stay below. But where the steady state
//! is unstable the membrane can't be at rest: if it is silent at 0 mV there, the detector is
//! wrong and not the membrane. Then the crossings of the steady state's own potential are counted,
//! which a cycle around it makes once a round, whatever its size. Where the steady state
//! is stable an oscillation that dies out crosses it too, again and again; there a crossing
//! counts only some millivolts higher, and only if the crossings go on to the end.

use super::{AnalysisError, is_stable_at, resting_state};
use crate::kernel;
use crate::model::{Membrane, State};
use common::numerics::steppers::{Direction, DormandPrince, Segment};
use std::ops::ControlFlow;

/// The part of the time, at its end, in which a neuron without a spike counts as silent.
const TAIL: f64 = 0.25;
/// How far above a stable steady state a crossing counts, in mV. A smaller oscillation around it
/// dies out (it is inside an unstable cycle, if there is one) or is no firing.
const ABOVE: f64 = 5.0;
/// A current that holds the membrane farther (mV) below the potassium battery than this makes no
/// spike: the potential only falls, and every sodium gate shuts.
const HELD: f64 = 30.0;

/// How many spikes neurons fire within `duration` (ms), each from the same state and under its
/// own constant current (µA/cm²): simulated in steps of at most `step` (ms).
///
/// # Errors
/// [`AnalysisError`], if the steady state can't be found.
pub fn count_spikes(
    membrane: &Membrane,
    start: &State,
    currents: &[f64],
    duration: f64,
    step: f64,
) -> Result<Vec<usize>, AnalysisError> {
    let battery = membrane.potassium_reversal;
    let mut counts = vec![0; currents.len()];
    // Gates are faster the lower the potential: neurons that are held low take shorter steps.
    let (mut usual, mut low) = (Vec::new(), Vec::new());
    for (neuron, &current) in currents.iter().enumerate() {
        let steady = resting_state(membrane, current)?[0];
        if steady >= battery {
            usual.push((neuron, current));
        } else if steady >= battery - HELD {
            low.push((neuron, current));
        }
    }
    for (group, lowest) in [(usual, battery), (low, battery - HELD)] {
        let step = step / kernel::parts(membrane, step, lowest) as f64;
        let (neurons, currents): (Vec<usize>, Vec<f64>) = group.into_iter().unzip();
        let times = kernel::sweep(membrane, start, &currents, duration, step);
        let goes_on = |times: &[f64]| times.last().is_some_and(|&t| t > (1.0 - TAIL) * duration);
        let mut silent = Vec::new();
        for ((&neuron, &current), times) in neurons.iter().zip(&currents).zip(&times) {
            counts[neuron] = times.len();
            if !goes_on(times) {
                silent.push((neuron, (current, level_of_small_cycles(membrane, current)?)));
            }
        }
        let levels: Vec<(f64, f64)> = silent.iter().map(|&(_, level)| level).collect();
        let again = kernel::crossings(membrane, start, &levels, duration, step);
        for ((neuron, _), times) in silent.iter().zip(&again) {
            if goes_on(times) {
                counts[*neuron] = times.len();
            }
        }
    }
    Ok(counts)
}

/// The potential whose upward crossings count where none reaches 0 mV.
fn level_of_small_cycles(membrane: &Membrane, current: f64) -> Result<f64, AnalysisError> {
    let steady = resting_state(membrane, current)?[0];
    let is_stable = is_stable_at(membrane, steady)?;
    Ok(if is_stable { steady + ABOVE } else { steady })
}

/// The most steps (ms) into which [`count_spikes`] may divide a step, over these currents.
pub fn parts_of_step(membrane: &Membrane, least_current: f64, step: f64) -> usize {
    let battery = membrane.potassium_reversal;
    let is_low = least_current < membrane.steady_current(battery);
    let lowest = if is_low { battery - HELD } else { battery };
    kernel::parts(membrane, step, lowest)
}

/// How each current of a [`slow_sweep`] comes and stays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stay {
    /// How long the current takes to come from the one before, in ms.
    pub approach: f64,
    /// How long it then stays, while spikes are counted, in ms.
    pub counted: f64,
    /// By how much the membrane is displaced when the approach begins, in mV.
    pub kick: f64,
}

/// Spikes per second at one current after the other (µA/cm²), the membrane keeping its state.
///
/// # Errors
/// [`AnalysisError`], if the equations can't be integrated.
pub fn slow_sweep(
    membrane: &Membrane,
    start: &State,
    currents: &[f64],
    stay: Stay,
) -> Result<Vec<f64>, AnalysisError> {
    let solver = DormandPrince::with_tolerance(1e-7);
    let mut state = *start;
    let mut before = currents.first().copied().unwrap_or(0.0);
    let mut rates = Vec::with_capacity(currents.len());
    for &current in currents {
        state[0] += stay.kick;
        let coming = |time: f64, x: &State| {
            let part = time / stay.approach;
            membrane.derivative(x, before + part * (current - before))
        };
        state = solver.solve(coming, 0.0, state, stay.approach)?.state;
        let small = level_of_small_cycles(membrane, current)?;
        let (mut spikes, mut rounds) = (0_u32, 0_u32);
        let staying = |_: f64, x: &State| membrane.derivative(x, current);
        let watch = |part: &Segment<4>| {
            let crosses = |level: f64| {
                u32::from(
                    part.crossing(|_, x| x[0] - level, Direction::Rising)
                        .is_some(),
                )
            };
            spikes += crosses(0.0);
            rounds += crosses(small);
            ControlFlow::Continue(())
        };
        state = solver
            .observe(staying, 0.0, state, stay.counted, watch)?
            .state;
        let count = if spikes == 0 { rounds } else { spikes };
        rates.push(1000.0 * f64::from(count) / stay.counted);
        before = current;
    }
    Ok(rates)
}
