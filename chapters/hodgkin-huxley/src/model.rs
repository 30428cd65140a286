//! Hodgkin and Huxley's membrane, as the chapter explains it.
//!
//! Units throughout: mV, ms, µA/cm², mS/cm², µF/cm². Ionic currents are
//! positive outwards, the applied current inwards.

pub mod axon;
mod channel;

pub use channel::{Channel, Gates};

use common::numerics::elementary::{exp, exprelr, ln, pow};
use common::parameters;

// ANCHOR: ion
/// The gas constant, in J/(mol K).
pub const GAS_CONSTANT: f64 = 8.314462618;
/// Faraday's constant, in C/mol.
pub const FARADAY: f64 = 96485.33212;
/// 0 °C in kelvin.
pub const FREEZING_POINT: f64 = 273.15;

/// An ion on both sides of a membrane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ion {
    /// Its charge in units of the elementary charge.
    pub valence: f64,
    /// Its concentration outside, in mM.
    pub outside: f64,
    /// Its concentration inside, in mM.
    pub inside: f64,
}
// ANCHOR_END: ion

// ANCHOR: nernst
impl Ion {
    /// The potential (mV) at which drift down the voltage balances
    /// diffusion down the concentration, @eq-nernst; at a temperature
    /// in °C.
    pub fn nernst_potential(&self, temperature: f64) -> f64 {
        let kelvin = temperature + FREEZING_POINT;
        let thermal = 1000.0 * GAS_CONSTANT * kelvin / FARADAY;
        thermal / self.valence * ln(self.outside / self.inside)
    }
}
// ANCHOR_END: nernst

// ANCHOR: concentrations
/// Sodium in the squid's axon and blood: Hodgkin (1951).
pub const SODIUM: Ion = Ion {
    valence: 1.0,
    outside: 440.0,
    inside: 50.0,
};
/// Potassium there.
pub const POTASSIUM: Ion = Ion {
    valence: 1.0,
    outside: 20.0,
    inside: 400.0,
};
/// Chloride there.
pub const CHLORIDE: Ion = Ion {
    valence: -1.0,
    outside: 560.0,
    inside: 52.0,
};
// ANCHOR_END: concentrations

// ANCHOR: membrane
parameters! {
    /// A patch of membrane: a capacitor, and three conductances each
    /// in series with a battery.
    #[derive(Copy)]
    pub struct Membrane {
        /// membrane capacitance
        capacitance: f64 = 1.0 => Real {
            symbol: "C", unit: "µF/cm²", from: 0.2, to: 5.0 };
        /// largest sodium conductance
        sodium_conductance: f64 = 120.0 => Real {
            symbol: r"\bar g_\mathrm{Na}", unit: "mS/cm²", from: 20.0, to: 600.0 };
        /// largest potassium conductance
        potassium_conductance: f64 = 36.0 => Real {
            symbol: r"\bar g_\mathrm{K}", unit: "mS/cm²", from: 5.0, to: 180.0 };
        /// leak conductance
        leak_conductance: f64 = 0.3 => Real {
            symbol: r"\bar g_\mathrm{L}", unit: "mS/cm²", from: 0.05, to: 1.5 };
        /// sodium's reversal potential
        sodium_reversal: f64 = 50.0 => Real {
            symbol: r"E_\mathrm{Na}", unit: "mV", from: 20.0, to: 120.0 };
        /// potassium's reversal potential
        potassium_reversal: f64 = -77.0 => Real {
            symbol: r"E_\mathrm{K}", unit: "mV", from: -110.0, to: -60.0 };
        /// the leak's reversal potential
        leak_reversal: f64 = -54.4 => Real {
            symbol: r"E_\mathrm{L}", unit: "mV", from: -75.0, to: -40.0 };
        /// temperature
        temperature: f64 = 6.3 => Real {
            symbol: "T", unit: "°C", from: 0.0, to: 40.0 };
        /// growth of all rates per 10 °C
        q10: f64 = 3.0 => Real {
            symbol: "Q_{10}", unit: "", from: 1.0, to: 4.0 };
    }
}
// ANCHOR_END: membrane

// ANCHOR: gate
/// How fast one kind of gate opens and closes at some potential.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gate {
    /// Probability per ms that a closed gate opens.
    pub alpha: f64,
    /// Probability per ms that an open gate closes.
    pub beta: f64,
}

impl Gate {
    /// dx/dt of the open fraction x, per ms: @eq-gate.
    pub fn derivative(&self, x: f64) -> f64 {
        self.alpha * (1.0 - x) - self.beta * x
    }
    /// The open fraction x∞ at which as many open as close.
    pub fn steady_state(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }
    /// The time constant τ with which x goes there, in ms.
    pub fn time_constant(&self) -> f64 {
        1.0 / (self.alpha + self.beta)
    }
}
// ANCHOR_END: gate

// ANCHOR: rates
/// The gates m, h and n at a potential V (mV) and 6.3 °C: @eq-rates.
/// `exprelr(x)` is x/(eˣ − 1), which is 1 at x = 0.
pub fn gates(v: f64) -> [Gate; 3] {
    let m = Gate {
        alpha: exprelr(-(v + 40.0) / 10.0),
        beta: 4.0 * exp(-(v + 65.0) / 18.0),
    };
    let h = Gate {
        alpha: 0.07 * exp(-(v + 65.0) / 20.0),
        beta: 1.0 / (1.0 + exp(-(v + 35.0) / 10.0)),
    };
    let n = Gate {
        alpha: 0.1 * exprelr(-(v + 55.0) / 10.0),
        beta: 0.125 * exp(-(v + 65.0) / 80.0),
    };
    [m, h, n]
}
// ANCHOR_END: rates

// ANCHOR: temperature
impl Membrane {
    /// How much faster the gates are than at 6.3 °C:
    /// @eq-temperature.
    pub fn temperature_factor(&self) -> f64 {
        pow(self.q10, (self.temperature - 6.3) / 10.0)
    }

    /// The gates m, h and n at a potential V (mV) and the membrane's
    /// temperature.
    pub fn gates(&self, v: f64) -> [Gate; 3] {
        let factor = self.temperature_factor();
        gates(v).map(|gate| Gate {
            alpha: factor * gate.alpha,
            beta: factor * gate.beta,
        })
    }
}
// ANCHOR_END: temperature

// ANCHOR: state
/// The state [V, m, h, n]: a potential in mV and three fractions.
pub type State = [f64; 4];
// ANCHOR_END: state

// ANCHOR: currents
/// One number for each kind of channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Channels {
    /// Through the sodium channels.
    pub sodium: f64,
    /// Through the potassium channels.
    pub potassium: f64,
    /// Through all the others.
    pub leak: f64,
}

impl Channels {
    /// Their sum.
    pub fn total(&self) -> f64 {
        self.sodium + self.potassium + self.leak
    }
}
// ANCHOR_END: currents

// ANCHOR: ohm
impl Membrane {
    /// The conductances, in mS/cm²: a sodium channel is open when
    /// its three m gates and its h gate are, a potassium channel
    /// when its four n gates are.
    pub fn conductances(&self, &[_, m, h, n]: &State) -> Channels {
        Channels {
            sodium: self.sodium_conductance * m * m * m * h,
            potassium: self.potassium_conductance * n * n * n * n,
            leak: self.leak_conductance,
        }
    }

    /// The ionic currents, in µA/cm²: Ohm's law, @eq-currents.
    pub fn currents(&self, state: &State) -> Channels {
        let (v, g) = (state[0], self.conductances(state));
        Channels {
            sodium: g.sodium * (v - self.sodium_reversal),
            potassium: g.potassium * (v - self.potassium_reversal),
            leak: g.leak * (v - self.leak_reversal),
        }
    }
}
// ANCHOR_END: ohm

// ANCHOR: derivative
impl Membrane {
    /// d[V, m, h, n]/dt, per ms, under an applied current (µA/cm²):
    /// @eq-hh.
    pub fn derivative(&self, state: &State, applied: f64) -> State {
        let &[v, m, h, n] = state;
        let ionic = self.currents(state).total();
        let [gate_m, gate_h, gate_n] = self.gates(v);
        [
            (applied - ionic) / self.capacitance,
            gate_m.derivative(m),
            gate_h.derivative(h),
            gate_n.derivative(n),
        ]
    }
}
// ANCHOR_END: derivative

// ANCHOR: steady
impl Membrane {
    /// The state at a potential V (mV) held long enough for the
    /// gates to settle.
    pub fn steady_state(&self, v: f64) -> State {
        let [m, h, n] = self.gates(v).map(|gate| gate.steady_state());
        [v, m, h, n]
    }

    /// The current (µA/cm²) that holds it there: zero at rest.
    pub fn steady_current(&self, v: f64) -> f64 {
        self.currents(&self.steady_state(v)).total()
    }
}
// ANCHOR_END: steady

// ANCHOR: pump
/// Sodium ions that the pump expels per ATP, against two of
/// potassium that it takes in.
pub const SODIUM_PER_ATP: f64 = 3.0;
/// The charge of one ion, in C.
pub const ELEMENTARY_CHARGE: f64 = 1.602176634e-19;

/// ATP molecules per µm² of membrane that undo the entry of a sodium
/// charge, in nC/cm² (1 nC/cm² is 1 µA/cm² for 1 ms).
pub fn atp_molecules(sodium_charge: f64) -> f64 {
    let coulomb_per_square_micron = sodium_charge * 1e-9 * 1e-8;
    coulomb_per_square_micron / ELEMENTARY_CHARGE / SODIUM_PER_ATP
}
// ANCHOR_END: pump
