//! Couplings, the field on a neuron, the energy.

use ndarray::{Array1, Array2};

// ANCHOR: network
/// A network: the coupling J_ij is the weight with which the spin of
/// neuron j enters the field on neuron i. J_ij = J_ji, and J_ii = 0.
pub struct Network {
    /// The couplings.
    pub couplings: Array2<f64>,
}
// ANCHOR_END: network

// ANCHOR: learn
impl Network {
    /// A network that has learned nothing.
    pub fn blank(neurons: usize) -> Self {
        let couplings = Array2::zeros((neurons, neurons));
        Self { couplings }
    }

    /// Presents one memory: neurons that fire together wire together,
    /// neurons that differ are coupled with the opposite sign.
    pub fn learn(&mut self, memory: &[f64]) {
        let neurons = memory.len() as f64;
        let change = Array1::from(memory.to_vec()) / neurons;
        let rows = self.couplings.rows_mut().into_iter();
        for (mut row, spin) in rows.zip(memory) {
            // J_ij += ξ_i ξ_j / N, for all j at once.
            row.scaled_add(*spin, &change);
        }
        self.couplings.diag_mut().fill(0.0);
    }
}
// ANCHOR_END: learn

// ANCHOR: hebb
/// Hebb's rule: every memory presented once.
pub fn hebb(neurons: usize, memories: &[Vec<f64>]) -> Network {
    let mut network = Network::blank(neurons);
    for memory in memories {
        network.learn(memory);
    }
    network
}
// ANCHOR_END: hebb

// ANCHOR: energy
impl Network {
    /// The field on a neuron: h_i = Σ_j J_ij s_j.
    pub fn field(&self, spins: &[f64], neuron: usize) -> f64 {
        let row = self.couplings.row(neuron);
        row.iter().zip(spins).map(|(j, s)| j * s).sum()
    }

    /// The energy: E = −½ Σ_ij J_ij s_i s_j = −½ Σ_i h_i s_i.
    pub fn energy(&self, spins: &[f64]) -> f64 {
        let each = |(i, s): (usize, &f64)| self.field(spins, i) * s;
        -0.5 * spins.iter().enumerate().map(each).sum::<f64>()
    }
}
// ANCHOR_END: energy
