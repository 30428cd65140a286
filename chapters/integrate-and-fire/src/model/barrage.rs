//! Synaptic currents and their sum.

use super::Neuron;
use common::choices;
use common::numerics::elementary::{exp, exprelr, powi, sqrt};
use common::parameters;

// ANCHOR: kernel-choice
choices! {
    /// How a synaptic current begins.
    pub enum Shape {
        /// At once.
        Exponential = "exponential",
        /// With the time constant of its decay.
        Alpha = "alpha",
        /// With a time constant of its own.
        Biexponential = "biexponential",
    }
}
// ANCHOR_END: kernel-choice

// ANCHOR: kernel
/// The course of a synaptic current.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kernel {
    /// How fast it rises, in ms; zero for at once.
    pub rise: f64,
    /// How fast it decays, in ms; no less than `rise`.
    pub decay: f64,
    /// Its area: the time constant of the membrane, in ms.
    pub area: f64,
}

impl Kernel {
    /// The kernel `time` ms after a spike: @eq-kernel, written so
    /// that equal time constants are no special case.
    pub fn at(&self, time: f64) -> f64 {
        let fall = self.area / self.decay * exp(-time / self.decay);
        if self.rise == 0.0 {
            return fall;
        }
        let gap = 1.0 / self.rise - 1.0 / self.decay;
        fall * (time / self.rise) / exprelr(-gap * time)
    }
}
// ANCHOR_END: kernel

// ANCHOR: synapses
parameters! {
    /// The synapses of a neuron, whose inputs are Poisson processes.
    #[derive(Copy)]
    pub struct Synapses {
        /// course of the synaptic currents
        kernel: Shape = Shape::Biexponential => Choice;
        /// time constant of the synaptic decay
        decay: f64 = 5.0 => Real {
            symbol: r"\tau_d", unit: "ms", from: 0.5, to: 50.0 };
        /// time constant of the rise (for a biexponential kernel)
        rise: f64 = 1.0 => Real {
            symbol: r"\tau_r", unit: "ms", from: 0.1, to: 50.0 };
        /// number of excitatory synapses
        excitatory: u32 = 400 => Integer {
            symbol: "N_E", from: 0, to: 10_000 };
        /// weight of each
        excitatory_weight: f64 = 0.5 => Real {
            symbol: "w_E", unit: "mV", from: 0.0, to: 10.0 };
        /// number of inhibitory synapses
        inhibitory: u32 = 100 => Integer {
            symbol: "N_I", from: 0, to: 10_000 };
        /// weight of each
        inhibitory_weight: f64 = -0.6 => Real {
            symbol: "w_I", unit: "mV", from: -10.0, to: 0.0 };
        /// rate of the spikes at each synapse
        input_rate: f64 = 5.0 => Real {
            symbol: r"\nu_\mathrm{in}", unit: "Hz",
            from: 0.0, to: 100.0 };
    }
}
// ANCHOR_END: synapses

// ANCHOR: shape
impl Synapses {
    /// The kernel on a membrane.
    pub fn kernel(&self, neuron: &Neuron) -> Kernel {
        let rise = match self.kernel {
            Shape::Exponential => 0.0,
            Shape::Alpha => self.decay,
            Shape::Biexponential => self.rise,
        };
        Kernel {
            rise: rise.min(self.decay),
            decay: rise.max(self.decay),
            area: neuron.time_constant,
        }
    }
}
// ANCHOR_END: shape

// ANCHOR: sums
impl Synapses {
    /// The sum over synapses of rate times weight to a power, in
    /// mV to that power per ms.
    pub fn sum(&self, power: i32) -> f64 {
        let up = powi(self.excitatory_weight, power);
        let down = powi(self.inhibitory_weight, power);
        let excitatory = f64::from(self.excitatory) * up;
        let inhibitory = f64::from(self.inhibitory) * down;
        (excitatory + inhibitory) * self.input_rate / 1000.0
    }
}
// ANCHOR_END: sums

// ANCHOR: campbell
impl Kernel {
    /// The integral of its square, in ms.
    pub fn square(&self) -> f64 {
        0.5 * self.area * self.area / (self.rise + self.decay)
    }

    /// Its overlap with itself shifted by `lag` ms, in ms:
    /// the square at no lag.
    pub fn overlap(&self, lag: f64) -> f64 {
        let early = exp(-lag / self.decay);
        if self.rise == 0.0 {
            return self.square() * early;
        }
        let gap = 1.0 / self.rise - 1.0 / self.decay;
        let late = early * (lag / self.decay) / exprelr(-gap * lag);
        self.square() * (early + late)
    }
}
// ANCHOR_END: campbell

// ANCHOR: diffusion-limit
impl Synapses {
    /// The drive (mV) of the diffusion limit.
    pub fn drive(&self, neuron: &Neuron) -> f64 {
        neuron.time_constant * self.sum(1)
    }

    /// The noise (mV) of the diffusion limit.
    pub fn noise(&self, neuron: &Neuron) -> f64 {
        sqrt(neuron.time_constant * self.sum(2))
    }
}
// ANCHOR_END: diffusion-limit
