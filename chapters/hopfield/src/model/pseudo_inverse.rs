//! The rule that stores correlated memories: the projection onto their span.

use super::Network;
use common::numerics::elementary::sqrt;
use common::numerics::linalg::{LinalgError, symmetric_eigen};
use ndarray::Array2;

// ANCHOR: projection
/// The pseudo-inverse rule: J is the projection onto the space that the
/// memories span, so that J ξ = ξ for each of them.
///
/// # Errors
/// If the eigenvalues do not converge.
pub fn pseudo_inverse(
    memories: &[Vec<f64>],
    // whether J_ii is kept
    diagonal: bool,
) -> Result<Network, LinalgError> {
    let count = memories.len();
    let neurons = memories.first().map_or(0, Vec::len);
    let spin = |(mu, i): (usize, usize)| memories[mu][i];
    let patterns = Array2::from_shape_fn((count, neurons), spin);
    // C_μν: the overlaps of the memories with one another.
    let correlations = patterns.dot(&patterns.t()) / neurons as f64;
    let (values, vectors) = symmetric_eigen(&correlations)?;
    // Directions that the memories do not span have the weight zero.
    let weights = values.mapv(|value| {
        let spanned = value > 1e-10 * count as f64;
        if spanned {
            1.0 / sqrt(value * neurons as f64)
        } else {
            0.0
        }
    });
    let basis = (vectors * &weights).t().dot(&patterns);
    let mut couplings = basis.t().dot(&basis);
    if !diagonal {
        couplings.diag_mut().fill(0.0);
    }
    Ok(Network { couplings })
}
// ANCHOR_END: projection
