//! Intervals between spikes, simulated.

use crate::model::Neuron;
use crate::model::noise::{NoisyNeuron, NoisyStep};
use common::claim::Estimate;
use common::numerics::elementary::sqrt;
use common::numerics::random::Stream;

/// How the threshold is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scheme {
    /// Between steps too; steps of the neuron's own choice.
    Adaptive,
    /// Between steps too; steps of so many ms.
    Between(f64),
    /// Only at the end of each step of so many ms.
    AtEnds(f64),
}

/// Intervals between spikes, in ms, each independent of the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervals(pub Vec<f64>);

/// So many intervals. The neuron must fire at all, or this never ends.
pub fn intervals(
    neuron: &Neuron,
    (drive, noise): (f64, f64),
    scheme: Scheme,
    count: usize,
    stream: &mut Stream,
) -> Intervals {
    // Noise that rounding hides is none.
    if noise < 1e-9 * (neuron.threshold - neuron.reset) {
        let wait = neuron.time_to_threshold(neuron.reset, drive);
        let interval = wait.map_or(f64::INFINITY, |wait| wait + neuron.refractory_period);
        return Intervals(vec![interval; count]);
    }
    let fixed = |step| NoisyNeuron {
        neuron: *neuron,
        drive,
        steps: vec![NoisyStep::new(neuron, noise, step)],
    };
    let draw = |count: usize, mut one: Box<dyn FnMut() -> f64 + '_>| {
        Intervals((0..count).map(|_| one()).collect())
    };
    match scheme {
        Scheme::Adaptive => {
            let noisy = NoisyNeuron::new(*neuron, drive, noise);
            draw(count, Box::new(|| noisy.interval(stream)))
        }
        Scheme::Between(step) => {
            let noisy = fixed(step);
            draw(count, Box::new(|| noisy.interval(stream)))
        }
        Scheme::AtEnds(step) => {
            let step = NoisyStep::new(neuron, noise, step);
            draw(
                count,
                Box::new(|| naive_interval(neuron, drive, &step, stream)),
            )
        }
    }
}

/// An interval as it comes out if the threshold is looked for only at the end of each step.
fn naive_interval(neuron: &Neuron, drive: f64, step: &NoisyStep, stream: &mut Stream) -> f64 {
    let (mut v, mut steps) = (neuron.reset, 0.0);
    while v < neuron.threshold {
        v = step.advance(v, drive, stream.normal());
        steps += 1.0;
    }
    neuron.refractory_period + steps * step.duration
}

impl Intervals {
    /// Their mean and their standard deviation, in ms.
    fn moments(&self) -> (f64, f64) {
        let n = self.0.len() as f64;
        let mean = self.0.iter().sum::<f64>() / n;
        let square: f64 = self.0.iter().map(|t| (t - mean) * (t - mean)).sum();
        (mean, sqrt(square / (n - 1.0)))
    }

    /// The rate (Hz): one over the mean.
    pub fn rate(&self) -> Estimate {
        let (mean, deviation) = self.moments();
        let part = deviation / (mean * sqrt(self.0.len() as f64));
        Estimate::random(1000.0 / mean, 1000.0 / mean * part)
    }

    /// The coefficient of variation, with the standard error that the fourth moment gives (the
    /// delta method).
    pub fn variability(&self) -> Estimate {
        let n = self.0.len() as f64;
        let (mean, deviation) = self.moments();
        let value = deviation / mean;
        if deviation == 0.0 {
            return Estimate::random(0.0, 0.0);
        }
        // How each interval moves the ratio.
        let pull = |t: &f64| {
            let z = (t - mean) / deviation;
            value * (0.5 * (z * z - 1.0) - value * z)
        };
        let square: f64 = self.0.iter().map(|t| pull(t) * pull(t)).sum();
        Estimate::random(value, sqrt(square) / n)
    }
}
