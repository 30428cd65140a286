//! Few samples: one direction of larger variance among many, and what is found of it.
//!
//! The inputs are Gaussian with variance one in all directions but one, in which it is the spike
//! ℓ > 1. γ is the number of inputs (dimensions) over that of samples.

use super::AnalysisError;
use super::components::principal;
use common::numerics::elementary::sqrt;
use common::numerics::random::Stream;

/// cos² of the angle between the principal eigenvector of the sample's correlation matrix and the
/// true direction, in the limit of many dimensions: @eq-overlap.
///
/// # Source
/// reimann1996, hoyle2004, paul2007
pub fn overlap(ratio: f64, spike: f64) -> f64 {
    let excess = spike - 1.0;
    if excess * excess <= ratio {
        return 0.0;
    }
    (1.0 - ratio / (excess * excess)) / (1.0 + ratio / excess)
}

/// The largest eigenvalue of the sample's correlation matrix, in the same limit: @eq-top-eigenvalue.
///
/// # Source
/// baik2005; marchenko1967 for the edge
pub fn top_eigenvalue(ratio: f64, spike: f64) -> f64 {
    let excess = spike - 1.0;
    if excess * excess <= ratio {
        let edge = 1.0 + sqrt(ratio);
        return edge * edge;
    }
    spike * (1.0 + ratio / excess)
}

/// Samples per dimension below which nothing is found: 1/(ℓ − 1)².
pub fn transition(spike: f64) -> f64 {
    1.0 / ((spike - 1.0) * (spike - 1.0))
}

/// Samples per dimension at which cos² is `overlap`.
pub fn samples_for(overlap: f64, spike: f64) -> f64 {
    let excess = spike - 1.0;
    (1.0 / (excess * excess) + overlap / excess) / (1.0 - overlap)
}

/// What was found in one sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// cos² of the angle to the true direction.
    pub overlap: f64,
    /// The largest eigenvalue.
    pub eigenvalue: f64,
}

/// Draws a sample and looks for its principal eigenvector.
///
/// # Errors
/// If the eigenvalues do not converge.
pub fn find(
    dimensions: usize,
    samples: usize,
    spike: f64,
    stream: &mut Stream,
) -> Result<Found, AnalysisError> {
    let stretch = sqrt(spike);
    let mut inputs = vec![vec![0.0; dimensions]; samples];
    for input in &mut inputs {
        for u in input.iter_mut() {
            *u = stream.normal();
        }
        input[0] *= stretch;
    }
    // Of the two matrices of products, between inputs and between samples, which share their
    // eigenvalues, the smaller one.
    let scale = 1.0 / samples as f64;
    if dimensions <= samples {
        let (eigenvalue, vector) = principal(&inputs, scale)?;
        let overlap = vector[0] * vector[0];
        return Ok(Found {
            overlap,
            eigenvalue,
        });
    }
    let columns: Vec<Vec<f64>> = (0..dimensions)
        .map(|i| inputs.iter().map(|input| input[i]).collect())
        .collect();
    let (eigenvalue, vector) = principal(&columns, scale)?;
    let first: f64 = columns[0].iter().zip(&vector).map(|(u, a)| u * a).sum();
    Ok(Found {
        overlap: first * first * scale / eigenvalue,
        eigenvalue,
    })
}
