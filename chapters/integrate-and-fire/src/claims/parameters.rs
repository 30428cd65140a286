//! What the claims depend on.

use crate::model::Neuron;
use common::parameters;
use hodgkin_huxley::model::Membrane;

parameters! {
    /// A neuron under a constant drive.
    pub struct Driven {
        /// drive: the potential at which the injected current would hold the membrane
        drive: f64 = 30.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 1000.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// A neuron that is to fire at some rate.
    pub struct AtRate {
        /// firing rate
        rate: f64 = 10.0 => Logarithmic { symbol: "r", unit: "Hz", from: 0.1, to: 10_000.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// A neuron at rest that receives a pulse.
    pub struct Pulse {
        /// how long the pulse lasts
        duration: f64 = 1.0 => Logarithmic { symbol: "d", unit: "ms", from: 0.001, to: 1000.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// A neuron whose drive is switched on and off.
    pub struct Flickering {
        /// drive while it is on
        drive: f64 = 36.0 => Real { symbol: r"\mu", unit: "mV", from: 1.0, to: 200.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// A neuron under a constant drive that is looked at only now and then.
    pub struct Gridded {
        /// drive: the potential at which the injected current would hold the membrane
        drive: f64 = 30.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 1000.0 };
        /// time between two looks
        step: f64 = 0.1 => Logarithmic { symbol: r"\Delta t", unit: "ms", from: 0.001, to: 10.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

parameters! {
    /// Two currents at which a leaky integrator is to fire as fast as a squid's membrane.
    pub struct Matching {
        /// the smaller of the two currents at which the rates are made equal
        low: f64 = 10.0 => Real { symbol: "I_1", unit: "µA/cm²", from: 0.0, to: 150.0 };
        /// the larger one
        high: f64 = 50.0 => Real { symbol: "I_2", unit: "µA/cm²", from: 0.0, to: 150.0 };
        /// Hodgkin and Huxley's membrane
        membrane: Membrane = Membrane::default() => Group;
    }
    check = Matching::ordered;
}

impl Matching {
    fn ordered(&self) -> Result<(), String> {
        if self.low < self.high {
            return Ok(());
        }
        let Self { low, high, .. } = self;
        Err(format!(
            "--low is {low} and --high is {high} µA/cm²; --low must be the smaller one"
        ))
    }
}

parameters! {
    /// Many neurons, each under its own drive, evenly spaced from 0.
    pub struct Sweep {
        /// largest drive
        to: f64 = 60.0 => Real { symbol: "", unit: "mV", from: 1.0, to: 1000.0 };
        /// number of neurons
        neurons: usize = 1000 => Integer { symbol: "", from: 2, to: 10_000 };
        /// how long they are simulated, from rest
        duration: f64 = 10_000.0 => Real { symbol: "", unit: "ms", from: 1.0, to: 100_000.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
    work = Sweep::events;
}

impl Sweep {
    /// A spike costs a fiftieth of a step.
    fn events(&self) -> (f64, &'static str) {
        let spikes = self.neuron.rate(self.to) * self.duration / 1000.0;
        (
            0.02 * spikes * self.neurons as f64,
            "--neurons, --duration or --to",
        )
    }
}
