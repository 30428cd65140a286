//! Numbers of how sharp a threshold is, and of how warmth blunts it.

use super::INDEPENDENT;
use super::parameters::{ShortPulse, Stimulus};
use crate::analysis::{self, AnalysisError, amplification_limit, firing_limit, steepest};
use crate::model::Membrane;
use common::claim::Claim;
use common::numerics::elementary::ln;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "gain",
            "steepest growth of the response with the charge of a pulse",
            r"\Gamma",
            "mV/mV",
            |pulse: &ShortPulse, _| {
                Ok(steepest(&pulse.membrane, pulse.duration, 1e-11)?.gain.into())
            },
        )
        .significant(2)
        // On the cliff the pulse can be resolved to a thousandth of the gain only.
        .reference(28_879_173_761_446.96, 3e10, TANGENT)
        .reference(513_847.792_331_856, 20.0, TANGENT)
        .at([("temperature", 18.5.into())])
        .reference(1_444.559_472_893, 0.05, TANGENT)
        .at([("temperature", 25.0.into())])
        .reference(64.576_420_451, 2e-3, TANGENT)
        .at([("temperature", 30.0.into())]),
        Claim::new(
            "amplification-limit",
            "temperature above which no pulse is amplified",
            r"T_\Gamma",
            "°C",
            |pulse: &ShortPulse, _| {
                Ok(amplification_limit(&pulse.membrane, pulse.duration)?.into())
            },
        )
        .decimals(0)
        .reference(40.167_998_241, 1e-5, DENSE),
        Claim::new(
            "break-even",
            "temperature at which the sodium entry would be the capacitive minimum if it went on as 1/φ",
            r"T_Q",
            "°C",
            |stimulus: &Stimulus, _| Ok(break_even(stimulus)?.into()),
        )
        .decimals(1)
        // From the independent ratio, 13.24784, whose peak is up to 0.02 mV low: 2e-4 of the ratio.
        .reference(29.819_077, 3e-3, INDEPENDENT),
        Claim::new(
            "firing-limit",
            "temperature above which rest is stable under every constant current",
            r"T_I",
            "°C",
            |membrane: &Membrane, _| Ok(firing_limit(membrane)?.0.into()),
        )
        .decimals(1)
        .reference(28.857_936_447_081, 1e-7, EIGENVALUES),
    ]
}

/// Classical Runge–Kutta steps of 0.004 ms at most for the state and its tangent; the largest gain
/// from a polynomial through its logarithms at peaks 1.5 mV apart.
const TANGENT: &str = "independent tangent (Python, Runge–Kutta)";
/// SciPy's DOP853 at 1e−11 for the state and its tangent; the peak, here still during the pulse, where
/// the slope of the dense output is zero.
const DENSE: &str = "independent tangent (Python, SciPy)";
/// The largest real part of the eigenvalues, over all steady potentials, is zero.
const EIGENVALUES: &str = "independent eigenvalues (Python, NumPy)";

/// From the temperature of the membrane up by so many ten degrees as bring the rates from there to
/// as many times as much as the sodium entry exceeds its minimum.
fn break_even(stimulus: &Stimulus) -> Result<f64, AnalysisError> {
    let membrane = &stimulus.membrane;
    let (amplitude, duration) = (stimulus.amplitude, stimulus.duration);
    let cost = analysis::spike_cost(membrane, amplitude, duration, stimulus.window)?;
    if membrane.q10 <= 1.0 {
        return Err(AnalysisError::Absent {
            what: "temperature at which a spike can just be paid for",
            why: "its gates do not feel the temperature".to_owned(),
        });
    }
    if cost.excess() <= 0.0 {
        return Err(AnalysisError::Absent {
            what: "temperature at which a spike can just be paid for",
            why: "during the spike less sodium enters than would at rest".to_owned(),
        });
    }
    Ok(membrane.temperature + 10.0 * ln(cost.excess()) / ln(membrane.q10))
}
