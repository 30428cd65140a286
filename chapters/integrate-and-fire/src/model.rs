//! The leaky integrator, as the chapter explains it.
//!
//! Units throughout: mV relative to rest, ms, Hz. The drive is the
//! potential μ = RI at which an injected current I would hold the
//! membrane, so that no resistance appears.

pub mod barrage;
pub mod noise;

use common::numerics::elementary::{exp, ln_1p};
use common::parameters;

// ANCHOR: neuron
parameters! {
    /// A leaky integrator with a threshold and a reset.
    #[derive(Copy)]
    pub struct Neuron {
        /// time constant of the membrane
        time_constant: f64 = 20.0 => Real {
            symbol: r"\tau", unit: "ms", from: 1.0, to: 100.0 };
        /// potential at which it fires, relative to rest
        threshold: f64 = 20.0 => Real {
            symbol: r"\theta", unit: "mV", from: 1.0, to: 100.0 };
        /// potential to which a spike resets it, relative to rest
        reset: f64 = 10.0 => Real {
            symbol: "V_r", unit: "mV", from: -50.0, to: 99.0 };
        /// how long it is held there after a spike
        refractory_period: f64 = 2.0 => Real {
            symbol: r"\tau_\mathrm{ref}", unit: "ms",
            from: 0.0, to: 20.0 };
    }
    check = Neuron::ordered;
}
// ANCHOR_END: neuron

// ANCHOR: ordered
impl Neuron {
    /// A reset at or above the threshold would fire again at once,
    /// for ever.
    fn ordered(&self) -> Result<(), String> {
        if self.reset < self.threshold {
            return Ok(());
        }
        Err(format!(
            "--reset is {} mV and --threshold is {} mV; \
             --reset must be the smaller one",
            self.reset, self.threshold
        ))
    }
}
// ANCHOR_END: ordered

// ANCHOR: relax
impl Neuron {
    /// The potential (mV) after `time` ms under a constant drive (mV),
    /// if nothing stops it: @eq-relaxation.
    pub fn relax(&self, v: f64, drive: f64, time: f64) -> f64 {
        drive + (v - drive) * exp(-time / self.time_constant)
    }
}
// ANCHOR_END: relax

// ANCHOR: crossing
impl Neuron {
    /// How long (ms) the potential takes from `v` (mV) to the
    /// threshold under a constant drive (mV): @eq-crossing. Nothing
    /// if it never gets there.
    pub fn time_to_threshold(&self, v: f64, drive: f64) -> Option<f64> {
        if v >= self.threshold {
            return Some(0.0);
        }
        let excess = drive - self.threshold;
        let distance = self.threshold - v;
        let wait = self.time_constant * ln_1p(distance / excess);
        (excess > 0.0).then_some(wait)
    }
}
// ANCHOR_END: crossing

// ANCHOR: state
/// Where a neuron is between two events.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State {
    /// Its potential relative to rest, in mV.
    pub potential: f64,
    /// How long it will still be held after its last spike, in ms.
    pub held: f64,
}

impl State {
    /// At rest and free.
    pub const REST: Self = Self {
        potential: 0.0,
        held: 0.0,
    };
}
// ANCHOR_END: state

// ANCHOR: advance
impl Neuron {
    /// The state after `duration` ms of constant drive (mV), going
    /// from event to event; `fire` is told when each spike comes,
    /// in ms since the state given.
    pub fn advance(
        &self,
        state: State,
        drive: f64,
        duration: f64,
        mut fire: impl FnMut(f64),
    ) -> State {
        let mut potential = state.potential;
        let mut time = state.held;
        while let Some(wait) = self.time_to_threshold(potential, drive)
            && time + wait <= duration
        {
            fire(time + wait);
            potential = self.reset;
            time += wait + self.refractory_period;
        }
        if time < duration {
            potential = self.relax(potential, drive, duration - time);
            time = duration;
        }
        let held = time - duration;
        State { potential, held }
    }
}
// ANCHOR_END: advance

// ANCHOR: rate
impl Neuron {
    /// The firing rate (Hz) under a constant drive (mV): @eq-rate.
    pub fn rate(&self, drive: f64) -> f64 {
        match self.time_to_threshold(self.reset, drive) {
            Some(wait) => 1000.0 / (self.refractory_period + wait),
            None => 0.0,
        }
    }
}
// ANCHOR_END: rate
