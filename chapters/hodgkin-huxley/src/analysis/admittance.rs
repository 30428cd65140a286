//! How the resting membrane answers a small alternating current.

use super::{AnalysisError, jacobian, resting_state};
use crate::model::Membrane;
use common::numerics::linalg::Complex;

/// The angular frequency (rad/ms) at which the membrane yields most easily, and its admittance there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resonance {
    /// In rad/ms.
    pub angular_frequency: f64,
    /// The least |Y(iω)|, in mS/cm².
    pub admittance: f64,
}

impl Resonance {
    /// The frequency in Hz.
    pub fn frequency(&self) -> f64 {
        1000.0 * self.angular_frequency / std::f64::consts::TAU
    }
}

/// The admittance Y(λ) of the resting membrane (mS/cm²) at a rate λ (per ms), @eq-admittance, from
/// the Jacobian: there C times an entry of its first row is minus a slope of the ionic current, and
/// the others are the slopes and the rates of the gates.
fn admittance(membrane: &Membrane, rows: &[[f64; 4]; 4], lambda: Complex<f64>) -> Complex<f64> {
    let gates = (1..4).fold(Complex::new(0.0, 0.0), |sum, gate| {
        let driven = Complex::new(rows[0][gate] * rows[gate][0], 0.0);
        sum + driven / (lambda - rows[gate][gate])
    });
    (lambda - rows[0][0] - gates) * membrane.capacitance
}

/// The resonance of the resting membrane: where |Y(iω)| is least.
///
/// # Errors
/// [`AnalysisError::Absent`] if it is least at zero frequency.
pub fn resonance(membrane: &Membrane) -> Result<Resonance, AnalysisError> {
    /// Frequencies at which a minimum is looked for are so far apart, in rad/ms.
    const SPACING: f64 = 0.01;
    const POINTS: usize = 2000;
    let rows = jacobian(membrane, &resting_state(membrane, 0.0)?);
    let size = |frequency: f64| {
        let at = admittance(membrane, &rows, Complex::new(0.0, frequency));
        (at.re * at.re + at.im * at.im).sqrt()
    };
    let grid = |i: usize| SPACING * i as f64;
    let lowest = (0..POINTS).min_by(|&a, &b| size(grid(a)).total_cmp(&size(grid(b))));
    let Some(i) = lowest.filter(|&i| i > 0 && i + 1 < POINTS) else {
        let why = "the membrane yields most easily to a constant current".to_owned();
        return Err(AnalysisError::absent("resonance", why));
    };
    let (mut low, mut high) = (grid(i - 1), grid(i + 1));
    // Thirds: 120 of them leave no digit of the interval.
    for _ in 0..120 {
        let (left, right) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if size(left) < size(right) {
            high = right;
        } else {
            low = left;
        }
    }
    let angular_frequency = 0.5 * (low + high);
    Ok(Resonance {
        angular_frequency,
        admittance: size(angular_frequency),
    })
}
