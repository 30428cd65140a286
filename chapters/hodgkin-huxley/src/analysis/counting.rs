//! Spikes counted in simulations, however small they are.
//!
//! Who looks for crossings of 0 mV sees nothing where the peaks stay below. But where the steady state
//! is unstable the membrane can't be at rest: if it is silent at 0 mV there, the detector is
//! wrong and not the membrane. Then the crossings of the steady state's own potential are counted,
//! which a cycle around it makes once a round, whatever its size. Where the steady state
//! is stable they aren't: an oscillation that dies out crosses it too, again and again.

use super::{AnalysisError, is_stable_at, resting_state};
use crate::kernel;
use crate::model::{Membrane, State};
use common::numerics::steppers::{Direction, DormandPrince, Segment};
use std::ops::ControlFlow;

/// The part of the time, at its end, in which a neuron without a spike counts as silent.
const TAIL: f64 = 0.25;

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
    let step = step / kernel::parts(membrane, step) as f64;
    let times = kernel::sweep(membrane, start, currents, duration, step);
    let mut counts: Vec<usize> = times.iter().map(Vec::len).collect();
    let mut again = Vec::new();
    for (neuron, (&current, times)) in currents.iter().zip(&times).enumerate() {
        let is_silent = times.last().is_none_or(|&last| last < (1.0 - TAIL) * duration);
        if is_silent && let Some(level) = level_of_small_cycles(membrane, current)? {
            again.push((neuron, (current, level)));
        }
    }
    let neurons: Vec<(f64, f64)> = again.iter().map(|&(_, neuron)| neuron).collect();
    let small = kernel::crossings(membrane, start, &neurons, duration, step);
    for ((neuron, _), times) in again.iter().zip(small) {
        counts[*neuron] = times.len();
    }
    Ok(counts)
}

/// The potential of an unstable steady state; nothing if the steady state is stable.
fn level_of_small_cycles(membrane: &Membrane, current: f64) -> Result<Option<f64>, AnalysisError> {
    let level = resting_state(membrane, current)?[0];
    Ok((!is_stable_at(membrane, level)?).then_some(level))
}

/// Spikes per second while the current is changed in steps and the membrane keeps its state: at
/// each current (µA/cm²) it is kicked by `kick` (mV) and stays for `stay` (ms), of which the last
/// `counted` count.
///
/// # Errors
/// [`AnalysisError`], if the equations can't be integrated.
pub fn slow_sweep(
    membrane: &Membrane,
    start: &State,
    currents: &[f64],
    kick: f64,
    (stay, counted): (f64, f64),
) -> Result<Vec<f64>, AnalysisError> {
    let solver = DormandPrince::with_tolerance(1e-7);
    let mut state = *start;
    let mut rates = Vec::with_capacity(currents.len());
    for &current in currents {
        let small = level_of_small_cycles(membrane, current)?;
        let (mut spikes, mut rounds) = (0_u32, 0_u32);
        state[0] += kick;
        let equations = |_: f64, x: &State| membrane.derivative(x, current);
        let watch = |part: &Segment<4>| {
            if part.end > stay - counted {
                let crosses = |level: f64| {
                    let time = part.crossing(|_, x| x[0] - level, Direction::Rising);
                    u32::from(time.is_some_and(|time| time > stay - counted))
                };
                spikes += crosses(0.0);
                rounds += small.map_or(0, crosses);
            }
            ControlFlow::Continue(())
        };
        state = solver.observe(equations, 0.0, state, stay, watch)?.state;
        let count = if spikes == 0 { rounds } else { spikes };
        rates.push(1000.0 * f64::from(count) / counted);
    }
    Ok(rates)
}
