//! The axon: patches of membrane in a row, joined by what they hold.
//!
//! Units as in the chapter; lengths in cm, but the radius in µm.

use super::{Channels, Gate, Membrane, State};
use common::parameters;

// ANCHOR: axon
parameters! {
    /// A cylinder of membrane, filled with a fluid that conducts.
    #[derive(Copy)]
    pub struct Axon {
        /// radius of the axon
        radius: f64 = 238.0 => Logarithmic {
            symbol: "a", unit: "µm", from: 0.1, to: 1000.0 };
        /// resistivity of its inside
        resistivity: f64 = 35.4 => Real {
            symbol: "R_i", unit: "Ω cm", from: 5.0, to: 500.0 };
        /// its membrane
        membrane: Membrane = Membrane {
            temperature: 18.5, ..Membrane::default() } => Group;
    }
}

impl Axon {
    /// Its radius, in cm.
    pub fn radius_cm(&self) -> f64 {
        1e-4 * self.radius
    }
}
// ANCHOR_END: axon

// ANCHOR: diffusivity
impl Axon {
    /// a/(2 Rᵢ C), in cm²/ms: what multiplies ∂²V/∂x² in @eq-cable
    /// once it is solved for ∂V/∂t.
    pub fn diffusivity(&self) -> f64 {
        // 1/(Ω cm) is 1000 mS/cm; mS over µF is 1/ms.
        let inside = 1000.0 / self.resistivity;
        0.5 * self.radius_cm() * inside / self.membrane.capacitance
    }
}
// ANCHOR_END: diffusivity

// ANCHOR: grid
/// How space and time are cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// The number of compartments.
    pub count: usize,
    /// The length of one, Δx, in cm.
    pub length: f64,
    /// The step of time, Δt, in ms.
    pub step: f64,
}

/// An axon in compartments, sealed at both ends.
#[derive(Debug, Clone)]
pub struct Cable {
    membrane: Membrane,
    /// The conductance a/(2 Rᵢ Δx²) from a compartment to the next,
    /// per area of its membrane, in mS/cm².
    coupling: f64,
    step: f64,
    /// V (mV) in each compartment, now.
    pub potential: Vec<f64>,
    /// m, h and n in each, half a step ago.
    pub gates: Vec<[f64; 3]>,
}
// ANCHOR_END: grid

// ANCHOR: cable
impl Cable {
    /// An axon that is in the same state everywhere.
    pub fn new(axon: &Axon, grid: &Grid, state: &State) -> Self {
        let &[v, m, h, n] = state;
        let square = grid.length * grid.length;
        let capacitance = axon.membrane.capacitance;
        Self {
            membrane: axon.membrane,
            coupling: capacitance * axon.diffusivity() / square,
            step: grid.step,
            potential: vec![v; grid.count],
            gates: vec![[m, h, n]; grid.count],
        }
    }
}
// ANCHOR_END: cable

// ANCHOR: after
impl Gate {
    /// The open fraction that x becomes within a step (ms) at
    /// constant rates: @eq-gate-step.
    pub fn after(&self, x: f64, step: f64) -> f64 {
        let s = (self.alpha + self.beta) * step;
        let q = 1.0 + s * (1.0 / 2.0 + s / 6.0);
        (x + q * self.alpha * step) / (1.0 + q * s)
    }
}
// ANCHOR_END: after

// ANCHOR: advance
impl Cable {
    /// One step, with a current (µA/cm²) into the first compartment.
    pub fn advance(&mut self, injected: f64) {
        let membrane = &self.membrane;
        for (v, x) in self.potential.iter().zip(&mut self.gates) {
            let [m, h, n] = membrane.gates(*v);
            x[0] = m.after(x[0], self.step);
            x[1] = h.after(x[1], self.step);
            x[2] = n.after(x[2], self.step);
        }
        let middle = self.middle(injected);
        for (v, middle) in self.potential.iter_mut().zip(middle) {
            *v = 2.0 * middle - *v;
        }
    }
}
// ANCHOR_END: advance

// ANCHOR: middle
impl Cable {
    /// V half a step later: the solution of @eq-implicit.
    fn middle(&self, injected: f64) -> Vec<f64> {
        let charging = 2.0 * self.membrane.capacitance / self.step;
        let last = self.potential.len() - 1;
        let (mut diagonal, mut right) = (Vec::new(), Vec::new());
        for (i, &v) in self.potential.iter().enumerate() {
            let [m, h, n] = self.gates[i];
            let g = self.membrane.conductances(&[v, m, h, n]);
            // A compartment at an end has one neighbour less.
            let first = f64::from(i == 0);
            let neighbours = 2.0 - first - f64::from(i == last);
            let own = charging + g.total();
            diagonal.push(neighbours + own / self.coupling);
            let inward = self.membrane.towards(&g) + first * injected;
            right.push((charging * v + inward) / self.coupling);
        }
        tridiagonal(&diagonal, right)
    }
}
// ANCHOR_END: middle

// ANCHOR: towards
impl Membrane {
    /// Each conductance times its battery, in µA/cm²: the part of
    /// the inward current that does not depend on V.
    fn towards(&self, g: &Channels) -> f64 {
        g.sodium * self.sodium_reversal
            + g.potassium * self.potassium_reversal
            + g.leak * self.leak_reversal
    }
}
// ANCHOR_END: towards

// ANCHOR: tridiagonal
/// The solution x of dᵢxᵢ − xᵢ₋₁ − xᵢ₊₁ = rᵢ, where x₋₁ and the one
/// after the last are zero.
fn tridiagonal(diagonal: &[f64], mut right: Vec<f64>) -> Vec<f64> {
    let mut behind = vec![0.0; right.len()];
    let (mut c, mut x) = (0.0, 0.0);
    for i in 0..right.len() {
        // Now xᵢ₋₁ = x + c xᵢ. Put that into equation i:
        c = 1.0 / (diagonal[i] - c);
        x = c * (right[i] + x);
        (behind[i], right[i]) = (c, x);
    }
    // And back: the last one has nothing after it.
    x = 0.0;
    for i in (0..right.len()).rev() {
        x = right[i] + behind[i] * x;
        right[i] = x;
    }
    right
}
// ANCHOR_END: tridiagonal
