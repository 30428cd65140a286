//! The leaky integrator under white noise.

use super::Neuron;
use common::numerics::elementary::{exp, exp_m1, ln_1p, pow, sqrt};
use common::numerics::random::Stream;

// ANCHOR: noisy-step
/// One step of the noisy membrane, exact however long it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoisyStep {
    /// How long it is, in ms.
    pub duration: f64,
    /// The time constant of the membrane, in ms.
    pub time_constant: f64,
    /// What it leaves of a displacement.
    pub decay: f64,
    /// The standard deviation that it adds, in mV.
    pub spread: f64,
    /// By how much the clock of the Brownian motion behind it
    /// advances, in mV².
    pub clock: f64,
    /// The same over half of the noise squared.
    pub stretch: f64,
}
// ANCHOR_END: noisy-step

// ANCHOR: noisy-advance
impl NoisyStep {
    /// A step of `duration` ms under a noise (mV).
    pub fn new(neuron: &Neuron, noise: f64, duration: f64) -> Self {
        let part = duration / neuron.time_constant;
        let half = 0.5 * noise * noise;
        Self {
            duration,
            time_constant: neuron.time_constant,
            decay: exp(-part),
            spread: sqrt(-half * exp_m1(-2.0 * part)),
            clock: half * exp_m1(2.0 * part),
            stretch: exp_m1(2.0 * part),
        }
    }

    /// The potential (mV) at its end: @eq-noisy-step.
    pub fn advance(&self, v: f64, drive: f64, normal: f64) -> f64 {
        drive + (v - drive) * self.decay + self.spread * normal
    }
}
// ANCHOR_END: noisy-advance

// ANCHOR: noisy-crossing
/// How far below the threshold a step begins and ends (negative:
/// above it), in mV.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends {
    /// At its beginning.
    pub before: f64,
    /// At its end.
    pub after: f64,
}

impl NoisyStep {
    /// Whether a step touches the threshold: surely if it ends above
    /// it, else with the probability of @eq-touch.
    pub fn touches(&self, ends: Ends, stream: &mut Stream) -> bool {
        let product = 2.0 * ends.before * ends.after;
        let exponent = product / (self.decay * self.clock);
        let mut unseen = || stream.uniform() < exp(-exponent);
        exponent <= 0.0 || exponent < 40.0 && unseen()
    }
}
// ANCHOR_END: noisy-crossing

// ANCHOR: noisy-moment
impl NoisyStep {
    /// When, in ms from its beginning, a step that touches the
    /// threshold did so first.
    pub fn moment(&self, ends: Ends, stream: &mut Stream) -> f64 {
        let after = ends.after.abs() / self.decay;
        let slope = after / (ends.before * self.clock);
        let normal = stream.normal() / ends.before;
        let q = 0.5 * normal * normal;
        let mut inverse = slope + q + sqrt(q * (2.0 * slope + q));
        if stream.uniform() * (inverse + slope) > inverse {
            inverse = slope * slope / inverse;
        }
        let part = self.stretch / (1.0 + self.clock * inverse);
        0.5 * self.time_constant * ln_1p(part)
    }
}
// ANCHOR_END: noisy-moment

// ANCHOR: noisy-neuron
/// A neuron under a drive and white noise, and the steps it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct NoisyNeuron {
    /// The neuron.
    pub neuron: Neuron,
    /// The mean drive, in mV.
    pub drive: f64,
    /// Its steps, each half as long as the one before.
    pub steps: Vec<NoisyStep>,
}
// ANCHOR_END: noisy-neuron

// ANCHOR: noisy-steps
impl NoisyNeuron {
    /// The longest step is a quarter of a time constant. Over the
    /// shortest the curve of @eq-bend leaves its chord by less than
    /// a few ten-thousandths of the step's spread.
    pub fn new(neuron: Neuron, drive: f64, noise: f64) -> Self {
        let bend = (neuron.threshold - drive).abs() / noise;
        let shortest = pow(0.002 / bend, 2.0 / 3.0);
        let mut steps = Vec::new();
        let mut part = 0.25;
        loop {
            let duration = part * neuron.time_constant;
            steps.push(NoisyStep::new(&neuron, noise, duration));
            if part <= shortest {
                return Self {
                    neuron,
                    drive,
                    steps,
                };
            }
            part *= 0.5;
        }
    }
}
// ANCHOR_END: noisy-steps

// ANCHOR: noisy-choice
impl NoisyNeuron {
    /// The index of the step to take at `v` (mV), sought from
    /// `index` on: the longest that stays six of its spreads below
    /// the threshold, else the shortest.
    fn choose(&self, v: f64, mut index: usize) -> usize {
        let stays = |step: &NoisyStep| {
            let highest = v.max(step.advance(v, self.drive, 0.0));
            self.neuron.threshold - highest > 6.0 * step.spread
        };
        while index > 0 && stays(&self.steps[index - 1]) {
            index -= 1;
        }
        let last = self.steps.len() - 1;
        while index < last && !stays(&self.steps[index]) {
            index += 1;
        }
        index
    }
}
// ANCHOR_END: noisy-choice

// ANCHOR: noisy-interval
impl NoisyNeuron {
    /// A random interval between two spikes, in ms.
    pub fn interval(&self, stream: &mut Stream) -> f64 {
        let threshold = self.neuron.threshold;
        let mut time = self.neuron.refractory_period;
        let mut v = self.neuron.reset;
        let mut index = 0;
        loop {
            index = self.choose(v, index);
            let step = &self.steps[index];
            let next = step.advance(v, self.drive, stream.normal());
            let ends = Ends {
                before: threshold - v,
                after: threshold - next,
            };
            if step.touches(ends, stream) {
                return time + step.moment(ends, stream);
            }
            time += step.duration;
            v = next;
        }
    }
}
// ANCHOR_END: noisy-interval
