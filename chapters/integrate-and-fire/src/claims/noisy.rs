//! What the claims about noise depend on.

use crate::model::Neuron;
use common::parameters;

parameters! {
    /// A neuron under white noise.
    pub struct Noisy {
        /// mean drive
        drive: f64 = 15.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 1000.0 };
        /// noise: the potential without threshold has this over √2 as its standard deviation
        noise: f64 = 3.0 => Real { symbol: r"\sigma", unit: "mV", from: 0.0, to: 1000.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}
