//! What the claims depend on.

use crate::model::Membrane;
use crate::model::axon::Axon;
use common::param::{Declaration, ParameterError, Parameters, Values};
use common::parameters;

parameters! {
    /// A step of current.
    pub struct StepCurrent {
        /// applied current density, from t = 0 on
        current: f64 = 10.0 => Real { symbol: "I", unit: "µA/cm²", from: -50.0, to: 200.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

parameters! {
    /// A pulse of current, whose size is what is asked for.
    pub struct Pulse {
        /// how long the pulse lasts
        duration: f64 = 0.5 => Real { symbol: "", unit: "ms", from: 0.01, to: 100.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

parameters! {
    /// A short pulse that makes one spike.
    pub struct Stimulus {
        /// applied current density during the pulse
        amplitude: f64 = 20.0 => Real { symbol: "I", unit: "µA/cm²", from: 1.0, to: 1000.0 };
        /// how long the pulse lasts
        duration: f64 = 0.5 => Real { symbol: "", unit: "ms", from: 0.01, to: 10.0 };
        /// how long charges are counted, from the beginning of the pulse
        window: f64 = 60.0 => Real { symbol: "", unit: "ms", from: 20.0, to: 1000.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

parameters! {
    /// A short pulse of any size.
    pub struct ShortPulse {
        /// how long the pulse lasts
        duration: f64 = 0.5 => Real { symbol: "d", unit: "ms", from: 0.01, to: 2.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

parameters! {
    /// Pulses whose thresholds are measured, to fit a law to them.
    pub struct Durations {
        /// shortest pulse
        from: f64 = 0.05 => Logarithmic { symbol: r"d_\mathrm{from}", unit: "ms", from: 0.01, to: 1.0 };
        /// longest pulse
        to: f64 = 10.0 => Logarithmic { symbol: r"d_\mathrm{to}", unit: "ms", from: 2.0, to: 100.0 };
        /// number of durations, in equal ratios
        durations: usize = 24 => Integer { symbol: "", from: 5, to: 100 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

parameters! {
    /// A pulse that fires and another one after it.
    pub struct TwoPulses {
        /// how long either pulse lasts
        duration: f64 = 0.5 => Real { symbol: "d", unit: "ms", from: 0.05, to: 2.0 };
        /// size of the first pulse, in thresholds at rest
        first: f64 = 1.5 => Real { symbol: "", unit: "", from: 1.01, to: 5.0 };
        /// largest second pulse that is tried, in thresholds at rest
        limit: f64 = 5.0 => Real { symbol: "", unit: "", from: 1.5, to: 9.0 };
        /// largest change of the threshold that counts as none
        within: f64 = 0.01 => Real { symbol: "", unit: "", from: 0.001, to: 0.2 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

parameters! {
    /// A patch with so many channels.
    pub struct ChannelCount {
        /// number of channels
        channels: u32 = 10_000 => Integer { symbol: "N", from: 1, to: 1_000_000_000 };
        /// probability that a channel is open
        open_probability: f64 = 0.5 => Real { symbol: "p", unit: "", from: 0.001, to: 0.999 };
    }
}

parameters! {
    /// A temperature at which the gates are faster than at 6.3 °C.
    pub struct Warm {
        /// temperature
        temperature: f64 = 18.5 => Real { symbol: "T", unit: "°C", from: 0.0, to: 40.0 };
        /// growth of all rates per 10 °C
        q10: f64 = 3.0 => Real { symbol: "Q_{10}", unit: "", from: 1.0, to: 4.0 };
    }
}

parameters! {
    /// Concentrations of an ion of valence 1 on both sides.
    pub struct Concentrations {
        /// concentration outside
        outside: f64 = 440.0 => Logarithmic { symbol: r"c_\mathrm{out}", unit: "mM", from: 0.01, to: 1000.0 };
        /// concentration inside
        inside: f64 = 50.0 => Logarithmic { symbol: r"c_\mathrm{in}", unit: "mM", from: 0.01, to: 1000.0 };
        /// temperature
        temperature: f64 = 6.3 => Real { symbol: "T", unit: "°C", from: 0.0, to: 40.0 };
    }
}

/// Sodium in the squid: 440 mM in the blood, 50 mM in the axon.
pub type Sodium = Concentrations;

/// Potassium in the squid: 20 mM in the blood, 400 mM in the axon.
#[derive(Debug, Clone, PartialEq)]
pub struct Potassium(pub Concentrations);

impl Default for Potassium {
    fn default() -> Self {
        Self(Concentrations {
            outside: 20.0,
            inside: 400.0,
            ..Concentrations::default()
        })
    }
}

impl Parameters for Potassium {
    fn declare(&self) -> Vec<Declaration> {
        self.0.declare()
    }

    fn from_values(values: &Values) -> Result<Self, ParameterError> {
        Concentrations::from_values(values).map(Self)
    }
}

parameters! {
    /// A speed that is asked for.
    pub struct Wanted {
        /// speed of the spike
        speed: f64 = 100.0 => Logarithmic { symbol: r"\theta", unit: "m/s", from: 0.1, to: 1000.0 };
        /// the axon, whose radius doesn't count
        axon: Axon = Axon::default() => Group;
    }
}

parameters! {
    /// An axon in compartments.
    pub struct Spaced {
        /// length of a compartment
        spacing: f64 = 0.1 => Logarithmic { symbol: r"\Delta x", unit: "mm", from: 0.001, to: 10.0 };
        /// the axon
        axon: Axon = Axon::default() => Group;
    }
}

/// A membrane whose temperature is what is asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnyTemperature(pub Membrane);

impl Parameters for AnyTemperature {
    fn declare(&self) -> Vec<Declaration> {
        let mut all = self.0.declare();
        all.retain(|one| one.name != "temperature");
        all
    }

    fn from_values(values: &Values) -> Result<Self, ParameterError> {
        let mut whole = values.clone();
        whole.set("temperature", Membrane::default().temperature.into());
        Membrane::from_values(&whole).map(Self)
    }
}
