//! Up to which temperature a current can make the membrane fire for ever.

use super::{AnalysisError, jacobian};
use crate::model::Membrane;
use common::numerics::elementary::{ln, pow, sqrt};
use common::numerics::roots::brent;

/// Steady potentials between the potassium and the sodium battery that are tried first.
const POTENTIALS: usize = 500;
/// Angular frequencies that are tried at each of them: from 10⁻³ to 10³ rad/ms at 6.3 °C.
const FREQUENCIES: usize = 120;

/// The temperature (°C) above which rest is stable under every constant current, and the potential
/// (mV) of the steady state that is unstable up to there. The membrane's own temperature doesn't
/// matter.
///
/// Warming divides all time constants by φ. In Equation @eq-hopf the first condition, written for
/// ω/φ, doesn't contain φ and gives ω/φ at each steady potential; the second becomes
/// φ C = Σ G τ/(1 + (ω/φ)²τ²). So each potential is on the edge of stability at one φ, and the
/// largest of them is where the two Hopf points meet.
///
/// # Errors
/// [`AnalysisError::Absent`] where no temperature makes a steady state unstable, or none ends it.
pub fn firing_limit(membrane: &Membrane) -> Result<(f64, f64), AnalysisError> {
    const WHAT: &str = "temperature at which repetitive firing ends";
    let (low, high) = (membrane.potassium_reversal, membrane.sodium_reversal);
    let grid = |i: usize| low + (high - low) * i as f64 / POTENTIALS as f64;
    let largest = (1..POTENTIALS)
        .filter_map(|i| edge(membrane, grid(i)).map(|factor| (i, factor)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let Some((i, _)) = largest else {
        let why = "every steady state is stable at every temperature";
        return Err(AnalysisError::absent(WHAT, why));
    };
    // Golden section between the neighbours: the factor is stationary at its largest.
    let golden = 0.5 * (sqrt(5.0) - 1.0);
    let (mut left, mut right) = (grid(i - 1), grid(i + 1));
    let at = |v: f64| edge(membrane, v).unwrap_or(0.0);
    for _ in 0..40 {
        let (a, b) = (
            right - golden * (right - left),
            left + golden * (right - left),
        );
        if at(a) > at(b) {
            right = b;
        } else {
            left = a;
        }
    }
    let potential = 0.5 * (left + right);
    let factor = at(potential);
    if membrane.q10 <= 1.0 {
        let why = "its gates do not feel the temperature";
        return Err(AnalysisError::absent(WHAT, why));
    }
    let temperature = 6.3 + 10.0 * ln(factor) / ln(membrane.q10);
    Ok((temperature, potential))
}

/// The largest factor φ at which this steady potential is on the edge of stability, or nothing.
fn edge(membrane: &Membrane, potential: f64) -> Option<f64> {
    let cold = Membrane {
        temperature: 6.3,
        ..*membrane
    };
    let rows = jacobian(&cold, &cold.steady_state(potential));
    let c = cold.capacitance;
    let g = -c * rows[0][0];
    // (G, τ) of each gate, as in the admittance.
    let gates: [(f64, f64); 3] = std::array::from_fn(|i| {
        let time_constant = -1.0 / rows[i + 1][i + 1];
        let conductance = -c * rows[0][i + 1] * rows[i + 1][0] * time_constant;
        (conductance, time_constant)
    });
    let share =
        |(_, tau): (f64, f64), frequency: f64| 1.0 / (1.0 + frequency * frequency * tau * tau);
    let damping = |frequency: f64| {
        let parts = gates.iter().map(|&gate| gate.0 * share(gate, frequency));
        g + parts.sum::<f64>()
    };
    let capacitance = |frequency: f64| {
        let parts = gates
            .iter()
            .map(|&gate| gate.0 * gate.1 * share(gate, frequency));
        parts.sum::<f64>()
    };
    let grid = |i: usize| 1e-3 * pow(1e6, i as f64 / FREQUENCIES as f64);
    (0..FREQUENCIES)
        .filter(|&i| (damping(grid(i)) < 0.0) != (damping(grid(i + 1)) < 0.0))
        .filter_map(|i| brent(damping, grid(i), grid(i + 1), 0.0).ok())
        .map(|frequency| capacitance(frequency) / c)
        .filter(|&factor| factor > 0.0)
        .max_by(f64::total_cmp)
}
