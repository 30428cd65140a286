//! The squid's membrane beside a leaky integrator that is made to resemble it.

use super::AnalysisError;
use crate::model::Neuron;
use common::numerics::elementary::ln_1p;
use hodgkin_huxley::analysis::{firing_rate, onset_of_firing, resting_state};
use hodgkin_huxley::model::Membrane;

/// What the comparison needs of Hodgkin and Huxley's membrane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Squid {
    /// The rheobase of repetitive firing, in µA/cm².
    pub rheobase: f64,
    /// The rate at which repetitive firing begins there, in Hz.
    pub onset_rate: f64,
    /// Capacitance over the conductance of all open channels at rest, in ms.
    pub time_constant: f64,
}

/// The onset and the passive time constant of a membrane.
///
/// # Errors
/// If the membrane has no rest or no repetitive firing.
pub fn squid(membrane: &Membrane) -> Result<Squid, AnalysisError> {
    let onset = onset_of_firing(membrane)?;
    let rest = resting_state(membrane, 0.0)?;
    let conductance = membrane.conductances(&rest).total();
    Ok(Squid {
        rheobase: onset.current,
        onset_rate: onset.rate,
        time_constant: membrane.capacitance / conductance,
    })
}

/// A leaky integrator in the squid's place: reset to rest, with the membrane's capacitance and its
/// rheobase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matched {
    /// The rheobase, in µA/cm².
    pub rheobase: f64,
    /// The time constant, in ms.
    pub time_constant: f64,
    /// The refractory period, in ms.
    pub refractory_period: f64,
    /// The threshold above rest, in mV, if the capacitance is the membrane's.
    pub threshold: f64,
}

impl Matched {
    /// The integrator with this rheobase (µA/cm²), these times (ms) and this capacitance (µF/cm²):
    /// I = θ/R at the rheobase, and R = τ/C.
    fn new(rheobase: f64, time_constant: f64, refractory_period: f64, capacitance: f64) -> Self {
        Self {
            rheobase,
            time_constant,
            refractory_period,
            threshold: rheobase * time_constant / capacitance,
        }
    }

    /// With a time constant of its own (ms), and the refractory period that gives a rate (Hz) at a
    /// current (µA/cm²).
    ///
    /// # Errors
    /// If no refractory period gives that rate.
    pub fn with_time_constant(
        squid: &Squid,
        membrane: &Membrane,
        (current, rate): (f64, f64),
    ) -> Result<Self, AnalysisError> {
        let tau = squid.time_constant;
        let refractory = 1000.0 / rate - tau * climb(current / squid.rheobase);
        if refractory < 0.0 {
            let why =
                format!("with {tau:.2} ms it is slower than {rate:.1} Hz at {current} µA/cm²");
            return Err(AnalysisError::absent(WHAT, why));
        }
        Ok(Self::new(
            squid.rheobase,
            tau,
            refractory,
            membrane.capacitance,
        ))
    }

    /// The integrator as a neuron of this chapter, whose potential is counted in thresholds.
    fn neuron(&self) -> Neuron {
        Neuron {
            time_constant: self.time_constant,
            threshold: 1.0,
            reset: 0.0,
            refractory_period: self.refractory_period,
        }
    }

    /// Its rate (Hz) at a current (µA/cm²).
    pub fn rate(&self, current: f64) -> f64 {
        self.neuron().rate(current / self.rheobase)
    }

    /// How far above the rheobase, relative to it, it fires at a rate (Hz).
    ///
    /// # Errors
    /// If its refractory period forbids the rate.
    pub fn excess(&self, rate: f64) -> Result<f64, AnalysisError> {
        super::drive_excess(&self.neuron(), rate)
    }
}

const WHAT: &str = "leaky integrator that matches the membrane";

/// The leaky integrator that has the membrane's rheobase, and its rates at two currents (µA/cm²).
///
/// Under a current x times the rheobase the interval is `τ_ref` + τ ln(x/(x − 1)): two intervals are
/// two linear equations for τ and `τ_ref`.
///
/// # Errors
/// If the membrane has no repetitive firing at one of the currents, or no integrator matches.
pub fn matched(
    membrane: &Membrane,
    squid: &Squid,
    low: f64,
    high: f64,
) -> Result<Matched, AnalysisError> {
    let point = |current: f64| -> Result<(f64, f64), AnalysisError> {
        let rate = firing_rate(membrane, current)?;
        if rate == 0.0 || current <= squid.rheobase {
            let why = format!("at {current} µA/cm² the membrane does not fire for ever");
            return Err(AnalysisError::absent(WHAT, why));
        }
        Ok((1000.0 / rate, climb(current / squid.rheobase)))
    };
    let ((long, far), (short, near)) = (point(low)?, point(high)?);
    let time_constant = (long - short) / (far - near);
    let refractory_period = short - time_constant * near;
    if !(time_constant > 0.0 && refractory_period >= 0.0) {
        let why = format!(
            "the rates at {low} and {high} µA/cm² ask for a time constant of {time_constant:.2} ms \
             and a refractory period of {refractory_period:.2} ms"
        );
        return Err(AnalysisError::absent(WHAT, why));
    }
    Ok(Matched::new(
        squid.rheobase,
        time_constant,
        refractory_period,
        membrane.capacitance,
    ))
}

/// ln(x/(x − 1)): the time from rest to threshold in time constants, x times the rheobase.
fn climb(x: f64) -> f64 {
    ln_1p(1.0 / (x - 1.0))
}
