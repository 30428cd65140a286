//! Where the resting state loses its stability to an oscillation, and where it regains it.

use super::AnalysisError;
use super::rest::eigenvalues;
use crate::model::Membrane;
use common::numerics::linalg::Complex;
use common::numerics::roots::try_brent;

/// A steady state at which a complex pair of eigenvalues crosses the imaginary axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HopfPoint {
    /// The applied current, in µA/cm².
    pub current: f64,
    /// The potential, in mV.
    pub potential: f64,
    /// The pair's imaginary part, in rad/ms.
    pub angular_frequency: f64,
    /// Whether stability is lost (rather than regained) as the potential grows.
    pub loses_stability: bool,
}

impl HopfPoint {
    /// The frequency (Hz) of the oscillation that is born here.
    pub fn frequency(&self) -> f64 {
        1000.0 * self.angular_frequency / std::f64::consts::TAU
    }
}

/// The points of the grid on which crossings are looked for, in mV apart.
const SPACING: f64 = 0.5;

/// All Hopf points between the potassium and the sodium battery, in the order of their potentials.
///
/// A steady state is labelled by its potential, of which the current is a function; so no root of
/// the steady state itself has to be found. The real part of the leading complex pair is followed
/// along a grid, and each change of its sign is solved for to all digits.
///
/// # Errors
/// [`AnalysisError`], if eigenvalues can't be computed. None to be found isn't an error here.
pub fn hopf_points(membrane: &Membrane) -> Result<Vec<HopfPoint>, AnalysisError> {
    let (low, high) = (membrane.potassium_reversal, membrane.sodium_reversal);
    let steps = ((high - low) / SPACING).clamp(1.0, 1e4) as usize;
    let mut points = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    for i in 0..=steps {
        let v = low + (high - low) * i as f64 / steps as f64;
        let here = leading_pair(membrane, v)?.map(|pair| (v, pair.re));
        if let (Some((left, at_left)), Some((right, at_right))) = (before, here)
            && (at_left < 0.0) != (at_right < 0.0)
            && let Some(point) = refine(membrane, left, right, at_left < 0.0)?
        {
            points.push(point);
        }
        before = here;
    }
    Ok(points)
}

/// The Hopf point at which rest becomes unstable as the current grows: firing begins there at the
/// latest.
///
/// # Errors
/// [`AnalysisError::Absent`] where rest is never lost that way.
pub fn lower_hopf_point(membrane: &Membrane) -> Result<HopfPoint, AnalysisError> {
    let point = hopf_points(membrane)?
        .into_iter()
        .find(|point| point.loses_stability);
    point.ok_or_else(|| absent("lower Hopf point", membrane))
}

/// The Hopf point at which rest becomes stable again: firing has ended there.
///
/// # Errors
/// [`AnalysisError::Absent`] where rest is never regained that way.
pub fn upper_hopf_point(membrane: &Membrane) -> Result<HopfPoint, AnalysisError> {
    let point = hopf_points(membrane)?
        .into_iter()
        .rfind(|point| !point.loses_stability);
    point.ok_or_else(|| absent("upper Hopf point", membrane))
}

fn absent(what: &'static str, membrane: &Membrane) -> AnalysisError {
    let why = format!(
        "no complex pair of eigenvalues crosses the imaginary axis at any steady potential \
         between {} and {} mV",
        membrane.potassium_reversal, membrane.sodium_reversal
    );
    AnalysisError::absent(what, why)
}

/// Of the complex pairs at a steady potential, the one with the largest real part.
fn leading_pair(membrane: &Membrane, v: f64) -> Result<Option<Complex<f64>>, AnalysisError> {
    let values = eigenvalues(membrane, &membrane.steady_state(v))?;
    Ok(values.into_iter().find(|value| value.im > 0.0))
}

/// The zero of the pair's real part, or nothing if there the pair is complex no longer.
fn refine(
    membrane: &Membrane,
    left: f64,
    right: f64,
    loses_stability: bool,
) -> Result<Option<HopfPoint>, AnalysisError> {
    let real_part = |v: f64| -> Result<f64, AnalysisError> {
        Ok(leading_pair(membrane, v)?.map_or(f64::NAN, |pair| pair.re))
    };
    let Ok(potential) = try_brent(real_part, left, right, 0.0) else {
        return Ok(None);
    };
    let Some(pair) = leading_pair(membrane, potential)? else {
        return Ok(None);
    };
    Ok(Some(HopfPoint {
        current: membrane.steady_current(potential),
        potential,
        angular_frequency: pair.im,
        loses_stability,
    }))
}
