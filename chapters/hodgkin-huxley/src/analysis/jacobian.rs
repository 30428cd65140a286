//! The linearised equations.

use crate::model::{Membrane, State, gates};
use common::numerics::elementary::exprelr_derivative;

/// The Jacobian of [`Membrane::derivative`]: row i, column j is the derivative of the i-th rate of
/// change by the j-th of [V, m, h, n], per ms and per that variable's unit.
pub fn jacobian(membrane: &Membrane, state: &State) -> [[f64; 4]; 4] {
    let &[v, m, h, n] = state;
    let (c, factor) = (membrane.capacitance, membrane.temperature_factor());
    let (g_na, g_k) = (membrane.sodium_conductance, membrane.potassium_conductance);
    let sodium_drive = v - membrane.sodium_reversal;
    let potassium_drive = v - membrane.potassium_reversal;
    let mut rows = [[0.0; 4]; 4];
    rows[0] = [
        -membrane.conductances(state).total() / c,
        -3.0 * g_na * m * m * h * sodium_drive / c,
        -g_na * m * m * m * sodium_drive / c,
        -4.0 * g_k * n * n * n * potassium_drive / c,
    ];
    let slopes = rate_slopes(v);
    for (i, (gate, (alpha_slope, beta_slope))) in gates(v).iter().zip(slopes).enumerate() {
        let x = state[i + 1];
        rows[i + 1][0] = factor * (alpha_slope * (1.0 - x) - beta_slope * x);
        rows[i + 1][i + 1] = -factor * (gate.alpha + gate.beta);
    }
    rows
}

/// dα/dV and dβ/dV of m, h and n at 6.3 °C, per ms and mV.
fn rate_slopes(v: f64) -> [(f64, f64); 3] {
    let [m, h, n] = gates(v);
    [
        (
            -0.1 * exprelr_derivative(-(v + 40.0) / 10.0),
            -m.beta / 18.0,
        ),
        (-h.alpha / 20.0, h.beta * (1.0 - h.beta) / 10.0),
        (
            -0.01 * exprelr_derivative(-(v + 55.0) / 10.0),
            -n.beta / 80.0,
        ),
    ]
}
