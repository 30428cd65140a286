//! The summed drive of a Poisson barrage, simulated from spike to spike.

use super::histogram::over_replicas;
use crate::model::Neuron;
use crate::model::barrage::{Kernel, Synapses};
use common::claim::Estimate;
use common::numerics::elementary::{exp, exprelr, sqrt};
use common::numerics::random::Stream;

/// The drive and what will still become of spikes that have come: two numbers that decay.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Drive {
    /// The drive at the moment, in mV.
    now: f64,
    /// What rises, in mV.
    rising: f64,
}

impl Drive {
    fn kick(&mut self, kernel: &Kernel, weight: f64) {
        if kernel.rise == 0.0 {
            self.now += weight * kernel.area / kernel.decay;
        } else {
            self.rising += weight * kernel.area / kernel.rise;
        }
    }

    /// Exactly, between two spikes.
    fn advance(&mut self, kernel: &Kernel, time: f64) {
        let decay = exp(-time / kernel.decay);
        self.now *= decay;
        if kernel.rise > 0.0 {
            let gap = 1.0 / kernel.rise - 1.0 / kernel.decay;
            self.now += self.rising * decay * (time / kernel.decay) / exprelr(-gap * time);
            self.rising *= exp(-time / kernel.rise);
        }
    }
}

/// The drive (mV) read every `step` ms, so often, once its beginning is forgotten. All synapses
/// together are one Poisson process, in which each spike belongs to a synapse drawn at random.
pub fn sampled_barrage(
    synapses: &Synapses,
    neuron: &Neuron,
    step: f64,
    readings: usize,
    stream: &mut Stream,
) -> Vec<f64> {
    let kernel = synapses.kernel(neuron);
    let count = u64::from(synapses.excitatory) + u64::from(synapses.inhibitory);
    let rate = count as f64 * synapses.input_rate / 1000.0;
    let settle = (12.0 * (kernel.decay + kernel.rise) / step).ceil() as usize;
    let mut drive = Drive::default();
    let mut kept = Vec::with_capacity(readings);
    let mut wait = if rate > 0.0 {
        stream.exponential() / rate
    } else {
        f64::INFINITY
    };
    for reading in 0..settle + readings {
        let mut left = step;
        while wait <= left {
            drive.advance(&kernel, wait);
            left -= wait;
            let excites = stream.below(count) < u64::from(synapses.excitatory);
            let weight = if excites {
                synapses.excitatory_weight
            } else {
                synapses.inhibitory_weight
            };
            drive.kick(&kernel, weight);
            wait = stream.exponential() / rate;
        }
        drive.advance(&kernel, left);
        wait -= left;
        if reading >= settle {
            kept.push(drive.now);
        }
    }
    kept
}

/// The standard deviation (mV) of a potential that is driven by the synapses and never reaches a
/// threshold: Campbell's theorem with the kernel passed through the membrane.
pub fn membrane_deviation(synapses: &Synapses, neuron: &Neuron) -> f64 {
    let Kernel { rise, decay, area } = synapses.kernel(neuron);
    let tau = neuron.time_constant;
    let numerator = tau * decay + tau * rise + decay * rise;
    let denominator = 2.0 * (tau + decay) * (tau + rise) * (decay + rise);
    area * sqrt(synapses.sum(2) * numerator / denominator)
}

/// What one replica says about the drive.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    mean: f64,
    /// Products of deviations from the *expected* mean, averaged, for each lag.
    products: Vec<f64>,
}

impl Tally {
    /// From readings; lags are in readings. Deviations are taken from the mean that theory expects,
    /// so that their products have no bias.
    pub fn new(readings: &[f64], expected: f64, lags: &[usize]) -> Self {
        let n = readings.len() as f64;
        let product = |&lag: &usize| {
            let pairs = readings.iter().zip(&readings[lag.min(readings.len())..]);
            let (sum, count) = pairs.fold((0.0, 0.0), |(sum, count), (a, b)| {
                (sum + (a - expected) * (b - expected), count + 1.0)
            });
            sum / f64::max(count, 1.0)
        };
        Self {
            mean: readings.iter().sum::<f64>() / n,
            products: lags.iter().map(product).collect(),
        }
    }
}

/// Mean and autocovariance of the drive, with standard errors over replicas.
#[derive(Debug, Clone, PartialEq)]
pub struct Moments {
    /// The mean, in mV.
    pub mean: Estimate,
    /// The autocovariance at each lag, in mV².
    pub covariance: Vec<Estimate>,
}

impl Moments {
    /// From replicas with the same lags.
    pub fn new(replicas: &[Tally]) -> Self {
        let lags = replicas.first().map_or(0, |one| one.products.len());
        Self {
            mean: over_replicas(replicas, |one| one.mean),
            covariance: (0..lags)
                .map(|lag| over_replicas(replicas, |one| one.products[lag]))
                .collect(),
        }
    }
}
