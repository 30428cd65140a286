//! The neuron under kicks of finite size.

use super::histogram::{Grid, Occupation};
use crate::model::{Neuron, State};
use common::numerics::random::Stream;

/// A constant drive and kicks up and down, at random and equally often, whose sizes are exponentially
/// distributed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShotNoise {
    /// The drive, in mV.
    pub drive: f64,
    /// The mean size of a kick, in mV.
    pub kick: f64,
    /// Kicks per ms, up and down together.
    pub rate: f64,
}

impl ShotNoise {
    /// Kicks of this mean size (mV) whose diffusion limit has this noise (mV). The mean square of
    /// an exponentially distributed kick is twice the square of its mean.
    pub fn with_noise(neuron: &Neuron, drive: f64, noise: f64, kick: f64) -> Self {
        let part = noise / kick;
        let rate = 0.5 * part * part / neuron.time_constant;
        Self { drive, kick, rate }
    }
}

/// A neuron under kicks, from event to event for `time` ms, read just before each kick: what comes
/// at random sees what there is on average (Wolff, 1982).
pub fn shot_noise(
    neuron: &Neuron,
    input: &ShotNoise,
    time: f64,
    grid: &Grid,
    stream: &mut Stream,
) -> Occupation {
    let mut found = Occupation::new(grid);
    let mut state = State {
        potential: neuron.reset,
        held: 0.0,
    };
    let settled = 10.0 * neuron.time_constant;
    let mut now = 0.0;
    loop {
        let wait = stream.exponential() / input.rate;
        let watched = now >= settled;
        now += wait;
        if now > settled + time {
            break;
        }
        let mut spikes = 0;
        state = neuron.advance(state, input.drive, wait, |_| spikes += 1);
        if watched {
            found.read(grid, state);
        }
        if state.held <= 0.0 {
            let up = stream.bits() >> 63 == 1;
            let size = input.kick * stream.exponential();
            state.potential += if up { size } else { -size };
            if state.potential >= neuron.threshold {
                spikes += 1;
                state = State {
                    potential: neuron.reset,
                    held: neuron.refractory_period,
                };
            }
        }
        if watched {
            found.spikes += spikes;
        }
    }
    found.time = time;
    found
}
