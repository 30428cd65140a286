//! The pump that the membrane equations leave out: what it would have to carry, and what becomes of
//! the gradients without it.

use super::{AnalysisError, resting_state};
use crate::model::{Channels, FARADAY, Ion, Membrane, SODIUM_PER_ATP};

/// Potassium ions that the pump takes in per ATP, against [`SODIUM_PER_ATP`] of sodium that it
/// expels.
const POTASSIUM_PER_ATP: f64 = 2.0;

/// Currents (µA/cm², outwards positive) of a pump that undoes exactly a sodium current through the
/// channels; its leak is zero, and its total is not.
///
/// # Source
/// The ratio 3 Na⁺ : 2 K⁺ in the squid's axon: R. F. Rakowski, D. C. Gadsby and P. De Weer,
/// *J. Gen. Physiol.* **93**, 903 (1989).
pub fn pump_currents(sodium_current: f64) -> Channels {
    Channels {
        sodium: -sodium_current,
        potassium: sodium_current * POTASSIUM_PER_ATP / SODIUM_PER_ATP,
        leak: 0.0,
    }
}

/// How long (h) the potassium in an axon of this diameter (µm) would last if the potassium current
/// at rest went on as it is and nothing came back.
///
/// # Errors
/// [`AnalysisError::Absent`] if potassium does not leave at rest.
pub fn potassium_lasts(
    membrane: &Membrane,
    potassium: &Ion,
    diameter: f64,
) -> Result<f64, AnalysisError> {
    let rest = resting_state(membrane, 0.0)?;
    let current = membrane.currents(&rest).potassium;
    if current <= 0.0 {
        let why = "potassium does not leave at rest";
        return Err(AnalysisError::absent("time in which it would be lost", why));
    }
    // Volume over area of a cylinder, in cm; charge per area in C/cm².
    let depth = 1e-4 * diameter / 4.0;
    let charge = 1e-6 * potassium.inside * FARADAY * depth;
    Ok(charge / (1e-6 * current) / 3600.0)
}
