//! What a spike and what resting cost.

use super::spike::TOLERANCE;
use super::{AnalysisError, resting_state, spike_shape};
use crate::model::{Membrane, State, atp_molecules};
use common::numerics::steppers::DormandPrince;

/// Charges that cross the membrane during a spike, over those that would have crossed at rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpikeCost {
    /// Sodium's, inwards, in nC/cm².
    pub sodium_charge: f64,
    /// Potassium's, outwards, in nC/cm².
    pub potassium_charge: f64,
    /// What would charge the capacitor from rest to the spike's peak: C ΔV, in nC/cm².
    pub capacitive_minimum: f64,
    /// ATP molecules per µm² that the pump spends on the sodium.
    pub atp: f64,
    /// The part of the sodium that enters after the spike's peak.
    pub after_peak: f64,
}

impl SpikeCost {
    /// How many times the capacitive minimum of sodium enters.
    pub fn excess(&self) -> f64 {
        self.sodium_charge / self.capacitive_minimum
    }
}

/// The cost of the spike that a pulse of `amplitude` (µA/cm²) and `duration` (ms) makes at rest.
/// Charges are counted for `window` ms from the beginning of the pulse: 60 ms at 6.3 °C leave out
/// less than a thousandth.
///
/// # Errors
/// [`AnalysisError`], if there is no spike.
///
/// # Source
/// The pump's 3 Na⁺ : 2 K⁺, R. L. Post and P. C. Jolly, *Biochim. Biophys. Acta* **25**, 118
/// (1957); per ATP, A. K. Sen and R. L. Post, *J. Biol. Chem.* **239**, 345 (1964).
pub fn spike_cost(
    membrane: &Membrane,
    amplitude: f64,
    duration: f64,
    window: f64,
) -> Result<SpikeCost, AnalysisError> {
    let shape = spike_shape(membrane, amplitude, duration)?;
    let start = resting_state(membrane, 0.0)?;
    let baseline = membrane.currents(&start);
    // Two more variables collect the charges.
    let equations = |current: f64| {
        move |_: f64, &[v, m, h, n, _, _]: &[f64; 6]| {
            let state: State = [v, m, h, n];
            let [dv, dm, dh, dn] = membrane.derivative(&state, current);
            let ionic = membrane.currents(&state);
            let sodium = baseline.sodium - ionic.sodium;
            [dv, dm, dh, dn, sodium, ionic.potassium - baseline.potassium]
        }
    };
    let [v, m, h, n] = start;
    let solver = DormandPrince::with_tolerance(TOLERANCE);
    let fresh = [v, m, h, n, 0.0, 0.0];
    let on = solver.solve(equations(amplitude), 0.0, fresh, duration)?;
    let at_peak = if shape.peak_time > duration {
        solver.solve(equations(0.0), duration, on.state, shape.peak_time)?
    } else {
        solver.solve(equations(amplitude), 0.0, fresh, shape.peak_time)?
    };
    let off = solver.solve(equations(0.0), duration, on.state, window.max(duration))?;
    let [.., sodium_charge, potassium_charge] = off.state;
    Ok(SpikeCost {
        sodium_charge,
        potassium_charge,
        capacitive_minimum: membrane.capacitance * (shape.peak - shape.rest),
        atp: atp_molecules(sodium_charge),
        after_peak: 1.0 - at_peak.state[4] / sodium_charge,
    })
}

/// The sodium charge (nC/cm²) that enters while as much potassium charge leaves, so that the potential
/// does not notice either: the area under both currents of the spike of [`spike_cost`], each above
/// its resting value.
///
/// # Errors
/// As [`spike_cost`].
pub fn overlap(
    membrane: &Membrane,
    amplitude: f64,
    duration: f64,
    window: f64,
) -> Result<f64, AnalysisError> {
    spike_shape(membrane, amplitude, duration)?;
    let start = resting_state(membrane, 0.0)?;
    let baseline = membrane.currents(&start);
    let equations = |current: f64| {
        move |_: f64, &[v, m, h, n, _]: &[f64; 5]| {
            let state: State = [v, m, h, n];
            let [dv, dm, dh, dn] = membrane.derivative(&state, current);
            let ionic = membrane.currents(&state);
            let inward = baseline.sodium - ionic.sodium;
            let outward = ionic.potassium - baseline.potassium;
            [dv, dm, dh, dn, inward.min(outward).max(0.0)]
        }
    };
    let [v, m, h, n] = start;
    let solver = DormandPrince::with_tolerance(TOLERANCE);
    let on = solver.solve(equations(amplitude), 0.0, [v, m, h, n, 0.0], duration)?;
    let off = solver.solve(equations(0.0), duration, on.state, window.max(duration))?;
    Ok(off.state[4])
}

/// ATP molecules per µm² and second that the pump spends at rest, on the sodium that leaks in.
///
/// # Errors
/// [`AnalysisError`], if there is no resting state.
pub fn resting_cost(membrane: &Membrane) -> Result<f64, AnalysisError> {
    let start = resting_state(membrane, 0.0)?;
    let charge_per_second = -1000.0 * membrane.currents(&start).sodium;
    Ok(atp_molecules(charge_per_second))
}
