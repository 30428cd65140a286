//! The pseudo-inverse rule for many neurons and few memories, without its couplings.

#![allow(
    clippy::inline_always,
    reason = "what is dispatched must be inlined to be compiled for the processor at hand"
)]

use common::numerics::lanes::{Computation, dispatch, product};
use common::numerics::linalg::{LinalgError, symmetric_eigen};
use ndarray::{Array1, Array2, ArrayView1, Axis};

/// A network whose couplings are the projection onto the span of its memories, or Hebb's, for
/// memories of any kind. With J = ΞᵀC⁻¹Ξ/N (Hebb: C = 1) the field on a neuron is Σ_μ ξ_i^μ a^μ
/// with a = C⁻¹Ξs/N, so that P numbers are kept instead of N².
pub struct Projection {
    /// The memories, a row for each neuron.
    memories: Array2<f64>,
    /// C⁻¹Ξ/N, a row for each neuron.
    dual: Array2<f64>,
    /// J_ii.
    diagonal: Array1<f64>,
    /// Whether J_ii is kept in the couplings.
    coupled_to_itself: bool,
    spins: Vec<f64>,
    /// a^μ.
    loads: Vec<f64>,
}

/// A field that is smaller is zero but for rounding, and moves nothing. It happens: a neuron that the
/// memories leave free of all others has J_ii = 1, and no field without its self-coupling. Correlations with
/// eigenvalues close to the smallest that are kept, 10⁻¹⁰, carry some 10⁻⁷ of rounding into the fields.
const NOTHING: f64 = 1e-6;
/// Partial sums of a field that run side by side.
const LANES: usize = 32;

/// Adds a multiple of a row.
#[inline(always)]
fn add(sums: &mut [f64], factor: f64, row: &ArrayView1<f64>) {
    for (sum, x) in sums.iter_mut().zip(row.as_slice().unwrap_or(&[])) {
        *sum += factor * x;
    }
}

struct Sweep<'a> {
    network: &'a mut Projection,
    order: &'a [u32],
}

impl Computation for Sweep<'_> {
    type Output = usize;

    #[inline(always)]
    fn call(self) -> usize {
        let Self { network, order } = self;
        let mut flips = 0;
        for &neuron in order {
            let neuron = neuron as usize;
            if network.field(neuron) * network.spins[neuron] < -NOTHING {
                network.spins[neuron] = -network.spins[neuron];
                let change = 2.0 * network.spins[neuron];
                add(&mut network.loads, change, &network.dual.row(neuron));
                flips += 1;
            }
        }
        flips
    }
}

/// What a network learns by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Hebb's rule.
    Hebb,
    /// The pseudo-inverse.
    PseudoInverse,
}

impl Projection {
    /// A network that has learned these memories by a rule; its diagonal is removed.
    ///
    /// # Errors
    /// If the eigenvalues of the memories' correlations do not converge.
    pub fn new(memories: &[Vec<f64>], rule: Rule) -> Result<Self, LinalgError> {
        let count = memories.len();
        let neurons = memories.first().map_or(0, Vec::len);
        let rows = Array2::from_shape_fn((count, neurons), |(mu, i)| memories[mu][i]);
        let scale = 1.0 / neurons as f64;
        let dual = match rule {
            Rule::Hebb => &rows * scale,
            Rule::PseudoInverse => {
                let correlations = rows.dot(&rows.t()) * scale;
                let (values, vectors) = symmetric_eigen(&correlations)?;
                let inverse = values.mapv(|value| {
                    let spanned = value > 1e-10 * count as f64;
                    if spanned { 1.0 / value } else { 0.0 }
                });
                let weighted = &vectors * &inverse;
                weighted.dot(&vectors.t()).dot(&rows) * scale
            }
        };
        Ok(Self::from_dual(&rows, &dual))
    }

    /// A network that has learned each memory with a weight of its own: J = Σ_μ λ_μ ξ^μ ξ^μᵀ/N.
    pub fn weighted(memories: &[Vec<f64>], weights: &[f64]) -> Self {
        let count = memories.len();
        let neurons = memories.first().map_or(0, Vec::len);
        let rows = Array2::from_shape_fn((count, neurons), |(mu, i)| memories[mu][i]);
        let each = |(mu, i): (usize, usize)| weights[mu] * memories[mu][i] / neurons as f64;
        let dual = Array2::from_shape_fn((count, neurons), each);
        Self::from_dual(&rows, &dual)
    }

    fn from_dual(rows: &Array2<f64>, dual: &Array2<f64>) -> Self {
        let (count, neurons) = rows.dim();
        // Neuron by neuron in memory, as they are updated.
        let memories = rows.t().as_standard_layout().into_owned();
        let dual = dual.t().as_standard_layout().into_owned();
        let diagonal = (&memories * &dual).sum_axis(Axis(1));
        Self {
            memories,
            dual,
            diagonal,
            coupled_to_itself: false,
            spins: vec![1.0; neurons],
            loads: vec![0.0; count],
        }
    }

    /// Keeps the diagonal of the couplings, or leaves it out.
    pub fn coupled_to_itself(mut self, keep: bool) -> Self {
        self.coupled_to_itself = keep;
        self
    }

    /// Puts the network into a state.
    pub fn set(&mut self, spins: &[f64]) {
        self.spins = spins.to_vec();
        self.loads.fill(0.0);
        for (&spin, row) in spins.iter().zip(self.dual.rows()) {
            add(&mut self.loads, spin, &row);
        }
    }

    /// The state.
    pub fn spins(&self) -> &[f64] {
        &self.spins
    }

    /// The diagonal of the couplings.
    pub fn diagonal(&self) -> &Array1<f64> {
        &self.diagonal
    }

    /// The field on a neuron.
    #[inline(always)]
    pub fn field(&self, neuron: usize) -> f64 {
        let row = self.memories.row(neuron);
        // Rows stand in one piece, as they were laid out.
        let all = product::<f64, LANES>(row.as_slice().unwrap_or(&[]), &self.loads);
        let own = if self.coupled_to_itself {
            0.0
        } else {
            self.diagonal[neuron]
        };
        all - own * self.spins[neuron]
    }

    /// Sweeps in turn until no spin flips, or so many times at most.
    pub fn settle(&mut self, most: usize) {
        let order: Vec<u32> = (0..self.spins.len() as u32).collect();
        for _ in 0..most {
            if self.sweep(&order) == 0 {
                break;
            }
        }
    }

    /// Updates these neurons in turn, each into its field; counts the flips.
    pub fn sweep(&mut self, order: &[u32]) -> usize {
        dispatch(Sweep {
            network: self,
            order,
        })
    }

    /// Updates all neurons at once, from the same state.
    pub fn parallel_step(&mut self) {
        let fields: Vec<f64> = (0..self.spins.len()).map(|i| self.field(i)).collect();
        let turned =
            self.spins.iter().zip(&fields).map(
                |(&spin, &field)| {
                    if field * spin < -NOTHING { -spin } else { spin }
                },
            );
        let next: Vec<f64> = turned.collect();
        self.set(&next);
    }
}
