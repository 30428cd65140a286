//! The neuron under kicks of finite size.

use super::histogram::{Grid, Occupation, settling};
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

/// A neuron under kicks, from event to event, watched for `time` ms once it is settled: every spike
/// and every kick whose moment lies in that time counts, whenever the wait for it began. It is read
/// just before each kick: what comes at random sees what there is on average (Wolff, 1982).
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
    let settled = settling(neuron, input.drive, stream);
    let end = settled + time;
    let mut now = 0.0;
    loop {
        let wait = stream.exponential() / input.rate;
        // The drive may fire the neuron before the kick comes, and after the last one too.
        state = neuron.advance(state, input.drive, wait.min(end - now), |moment| {
            found.spikes += u64::from(now + moment >= settled);
        });
        now += wait;
        if now >= end {
            break;
        }
        let watched = now >= settled;
        if watched {
            found.read(grid, state);
        }
        if state.held <= 0.0 {
            let up = stream.bits() >> 63 == 1;
            let size = input.kick * stream.exponential();
            state.potential += if up { size } else { -size };
            if state.potential >= neuron.threshold {
                found.spikes += u64::from(watched);
                state = State {
                    potential: neuron.reset,
                    held: neuron.refractory_period,
                };
            }
        }
    }
    found.time = time;
    found
}
