//! What the claims about noise depend on.

use crate::model::Neuron;
use crate::model::barrage::Synapses;
use common::parameters;

parameters! {
    /// A neuron under white noise.
    pub struct Noisy {
        /// mean drive
        drive: f64 = 15.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 1000.0 };
        /// noise: without a threshold the potential has this over √2 as its standard deviation
        noise: f64 = 3.0 => Real { symbol: r"\sigma", unit: "mV", from: 0.0, to: 1000.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// A neuron under white noise whose threshold is looked for only now and then.
    pub struct Stepped {
        /// mean drive
        drive: f64 = 18.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 1000.0 };
        /// noise
        noise: f64 = 3.0 => Real { symbol: r"\sigma", unit: "mV", from: 0.01, to: 1000.0 };
        /// time between two looks
        step: f64 = 0.1 => Logarithmic { symbol: r"\Delta t", unit: "ms", from: 1e-6, to: 10.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// A neuron under white noise whose rate may be wrong by so much.
    pub struct Allowed {
        /// mean drive
        drive: f64 = 18.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 1000.0 };
        /// noise
        noise: f64 = 3.0 => Real { symbol: r"\sigma", unit: "mV", from: 0.01, to: 1000.0 };
        /// error of the rate that is allowed
        error: f64 = 1.0 => Logarithmic { symbol: "", unit: "%", from: 0.001, to: 50.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// Synapses on a membrane.
    pub struct Barrage {
        /// the synapses
        synapses: Synapses = Synapses::default() => Group;
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// A potential that a neuron under white noise may have.
    pub struct Potential {
        /// the potential, relative to rest
        potential: f64 = 15.0 => Real { symbol: "V", unit: "mV", from: -500.0, to: 100.0 };
        /// mean drive
        drive: f64 = 16.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 1000.0 };
        /// noise
        noise: f64 = 4.0 => Real { symbol: r"\sigma", unit: "mV", from: 0.01, to: 1000.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// A neuron under a drive and kicks of finite size.
    pub struct Kicked {
        /// mean drive
        drive: f64 = 16.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 100.0 };
        /// noise in the limit of small kicks
        noise: f64 = 4.0 => Real { symbol: r"\sigma", unit: "mV", from: 0.1, to: 100.0 };
        /// mean size of a kick
        kick: f64 = 0.5 => Logarithmic { symbol: "w", unit: "mV", from: 0.001, to: 100.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}
