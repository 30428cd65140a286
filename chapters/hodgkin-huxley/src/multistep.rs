//! The method that steps many neurons over many milliseconds, for one of them.
//!
//! [`kernel`](crate::kernel) does the same for many at once; a test holds it to this.

use crate::model::{Membrane, State};
use common::numerics::spikes::hermite_crossing;
use common::numerics::steppers::rk4_step;

// ANCHOR: step
/// The state a step later, from the state and its derivatives now
/// and at the three steps before.
pub fn adams_step(
    membrane: &Membrane,
    state: &State,
    [now, one, two, three]: &[State; 4],
    applied: f64,
    step: f64,
) -> State {
    let part = step / 24.0;
    // The gates by extrapolation: Adams and Bashforth.
    let mut next: State = std::array::from_fn(|i| {
        let past = -59.0 * one[i] + 37.0 * two[i] - 9.0 * three[i];
        state[i] + part * (55.0 * now[i] + past)
    });
    // With them the new conductances are known, and an implicit
    // equation for the potential is linear: Adams and Moulton.
    let g = membrane.conductances(&next);
    let driven = applied
        + g.sodium * membrane.sodium_reversal
        + g.potassium * membrane.potassium_reversal
        + g.leak * membrane.leak_reversal;
    let past = 19.0 * now[0] - 5.0 * one[0] + two[0];
    let implicit = 9.0 * part / membrane.capacitance;
    let known = state[0] + part * past + implicit * driven;
    next[0] = known / (1.0 + implicit * g.total());
    next
}
// ANCHOR_END: step

/// Upward crossings (ms) of a level (mV) by one neuron under a constant current (µA/cm²): three
/// steps by Runge and Kutta's method, the others by [`adams_step`], times by cubic interpolation.
pub fn crossings(
    membrane: &Membrane,
    start: &State,
    applied: f64,
    level: f64,
    duration: f64,
    step: f64,
) -> Vec<f64> {
    let flow = |_: f64, x: &State| membrane.derivative(x, applied);
    let mut state = *start;
    let mut slopes = [[0.0; 4]; 4];
    let mut times = Vec::new();
    for count in 0..(duration / step).round() as usize {
        slopes.rotate_right(1);
        slopes[0] = flow(0.0, &state);
        let next = if count < 3 {
            rk4_step(flow, 0.0, &state, step)
        } else {
            adams_step(membrane, &state, &slopes, applied, step)
        };
        if state[0] < level && next[0] >= level {
            let ends = (step * slopes[0][0], step * flow(0.0, &next)[0]);
            let part = hermite_crossing(state[0], next[0], ends, level);
            times.push((count as f64 + part) * step);
        }
        state = next;
    }
    times
}
