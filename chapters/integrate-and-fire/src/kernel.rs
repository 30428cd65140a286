//! The model for many spikes: under a constant drive all intervals after the first are the same.
//!
//! The plain model asks for a logarithm at every spike. But a neuron that was reset has forgotten
//! all that went before, so that as long as the drive stays the same every wait is the same too.
//! Here the logarithm is taken once for each stretch of constant drive, and a spike costs a
//! multiplication and an addition. The times are `first + k·interval` and not a running sum: so a
//! spike's error is one rounding, however many spikes came before it. (A test holds them to the
//! plain model's.)

use crate::model::{Neuron, State};

/// A stretch of time in which the drive is constant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// The drive, in mV.
    pub drive: f64,
    /// How long it lasts, in ms.
    pub duration: f64,
}

/// As [`Neuron::advance`], with one logarithm for all intervals.
#[inline]
pub fn advance(
    neuron: &Neuron,
    state: State,
    Stretch { drive, duration }: Stretch,
    mut fire: impl FnMut(f64),
) -> State {
    let wait = |potential| {
        let wait = neuron.time_to_threshold(potential, drive);
        wait.unwrap_or(f64::INFINITY)
    };
    // ANCHOR: events
    let first = state.held + wait(state.potential);
    let interval = neuron.refractory_period + wait(neuron.reset);
    let mut count = 0.0;
    let mut time = first;
    while time <= duration {
        fire(time);
        count += 1.0;
        time = first + count * interval;
    }
    // ANCHOR_END: events
    // Free again at this time, at this potential.
    let (free, potential) = if count > 0.0 {
        let last = first + (count - 1.0) * interval;
        (last + neuron.refractory_period, neuron.reset)
    } else {
        (state.held, state.potential)
    };
    if free > duration {
        let held = free - duration;
        return State { potential, held };
    }
    let potential = neuron.relax(potential, drive, duration - free);
    State {
        potential,
        held: 0.0,
    }
}

/// Spike times (ms) of one neuron whose drive is constant by stretches.
pub fn spike_times(neuron: &Neuron, start: State, input: &[Stretch]) -> Vec<f64> {
    let mut times = Vec::new();
    let (mut state, mut begin) = (start, 0.0);
    for &stretch in input {
        state = advance(neuron, state, stretch, |time| times.push(begin + time));
        begin += stretch.duration;
    }
    times
}

/// Number of spikes of independent neurons, each under its own constant drive (mV) for `duration`
/// ms, all from the same state.
pub fn count_spikes(neuron: &Neuron, start: State, drives: &[f64], duration: f64) -> Vec<u64> {
    let count = |&drive: &f64| {
        let mut count = 0;
        advance(neuron, start, Stretch { drive, duration }, |_| count += 1);
        count
    };
    drives.iter().map(count).collect()
}
