//! Where the membrane stays, and how it returns there.

use super::{AnalysisError, jacobian};
use crate::model::{Channels, Membrane, State};
use common::numerics::linalg::{self, Complex};
use common::numerics::roots::brent;
use ndarray::Array2;

/// The steady state under a constant current, and what keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    /// V (mV) and the gates.
    pub state: State,
    /// Ionic currents, in µA/cm².
    pub currents: Channels,
    /// Conductances, in mS/cm².
    pub conductances: Channels,
    /// Eigenvalues of the Jacobian, per ms, the largest real part first.
    pub eigenvalues: Vec<Complex<f64>>,
}

impl Rest {
    /// Whether small disturbances die out.
    pub fn is_stable(&self) -> bool {
        self.eigenvalues.iter().all(|value| value.re < 0.0)
    }

    /// The frequency (Hz) at which the potential rings after a disturbance: that of the complex
    /// pair that dies out most slowly; `None` if there is no such pair.
    pub fn ringing_frequency(&self) -> Option<f64> {
        let pair = self.eigenvalues.iter().find(|value| value.im > 0.0);
        pair.map(|value| 1000.0 * value.im / std::f64::consts::TAU)
    }

    /// The time (ms) in which that ringing falls to 1/e; negative where it grows.
    pub fn ringing_decay_time(&self) -> Option<f64> {
        self.eigenvalues
            .iter()
            .find(|value| value.im > 0.0)
            .map(|value| -1.0 / value.re)
    }
}

/// The steady state under a constant current (µA/cm²).
///
/// The squid's steady current grows with the potential, so that the state is unique; where a
/// membrane has several, this is the most negative.
///
/// # Errors
/// [`AnalysisError`], if there is none.
pub fn resting_state(membrane: &Membrane, current: f64) -> Result<State, AnalysisError> {
    let net = |v: f64| membrane.steady_current(v) - current;
    let reversals = [
        membrane.sodium_reversal,
        membrane.potassium_reversal,
        membrane.leak_reversal,
    ];
    let shift = current / membrane.leak_conductance;
    // Below the lowest battery (or where the leak alone carries a negative current) every ionic
    // current flows in; above the highest, out.
    let low = reversals.iter().fold(f64::INFINITY, |a, &b| a.min(b)) + shift.min(0.0) - 1.0;
    let high = reversals.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b)) + shift.max(0.0) + 1.0;
    let steps = ((high - low) / 0.5).clamp(1.0, 1e5) as usize;
    let grid = |i: usize| low + (high - low) * i as f64 / steps as f64;
    let before = (0..steps).find(|&i| net(grid(i)) < 0.0 && net(grid(i + 1)) >= 0.0);
    let Some(i) = before else {
        let why = format!("the steady current never equals {current} µA/cm²");
        return Err(AnalysisError::absent("resting state", why));
    };
    let v = brent(net, grid(i), grid(i + 1), 0.0)?;
    Ok(membrane.steady_state(v))
}

/// The [resting state](resting_state) with its currents and eigenvalues.
///
/// # Errors
/// As [`resting_state`].
pub fn rest(membrane: &Membrane, current: f64) -> Result<Rest, AnalysisError> {
    let state = resting_state(membrane, current)?;
    Ok(Rest {
        state,
        currents: membrane.currents(&state),
        conductances: membrane.conductances(&state),
        eigenvalues: eigenvalues(membrane, &state)?,
    })
}

/// Whether small disturbances of the steady state at a potential (mV) die out, under the current
/// that holds it there.
///
/// # Errors
/// [`AnalysisError`], if the eigenvalues can't be computed.
pub fn is_stable_at(membrane: &Membrane, potential: f64) -> Result<bool, AnalysisError> {
    let values = eigenvalues(membrane, &membrane.steady_state(potential))?;
    Ok(values.iter().all(|value| value.re < 0.0))
}

/// The eigenvalues of the Jacobian at a state.
pub(super) fn eigenvalues(
    membrane: &Membrane,
    state: &State,
) -> Result<Vec<Complex<f64>>, AnalysisError> {
    eigenvalues_of(&jacobian(membrane, state))
}

/// The eigenvalues of a matrix, given by its rows.
pub(super) fn eigenvalues_of(rows: &[[f64; 4]; 4]) -> Result<Vec<Complex<f64>>, AnalysisError> {
    let matrix = Array2::from_shape_fn((4, 4), |(i, j)| rows[i][j]);
    Ok(linalg::eigenvalues(&matrix)?)
}
