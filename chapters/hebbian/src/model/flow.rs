//! The rules averaged over the inputs, solved in the basis of the
//! eigenvectors. Component i of a weight vector is that along the
//! eigenvector with `eigenvalues[i]`; time is η times the number of
//! inputs.

use super::output;
use common::numerics::elementary::{exp, sqrt};

// ANCHOR: grown
/// Hebb's rule, averaged: @eq-growth.
pub fn grown(eigenvalues: &[f64], start: &[f64], time: f64) -> Vec<f64> {
    let pairs = start.iter().zip(eigenvalues);
    pairs
        .map(|(w, eigenvalue)| w * exp(eigenvalue * time))
        .collect()
}
// ANCHOR_END: grown

// ANCHOR: normalised
/// Oja's rule, averaged: @eq-oja-solution. Growth is measured against
/// the fastest one, so that no exponential overflows.
pub fn normalised(eigenvalues: &[f64], start: &[f64], time: f64) -> Vec<f64> {
    let fastest = eigenvalues.iter().fold(0.0, |a: f64, &b| a.max(b));
    let slower: Vec<f64> = eigenvalues.iter().map(|one| one - fastest).collect();
    let w = grown(&slower, start, time);
    let missing = 1.0 - output(start, start);
    let square = missing * exp(-2.0 * fastest * time) + output(&w, &w);
    w.iter().map(|w| w / sqrt(square)).collect()
}
// ANCHOR_END: normalised
