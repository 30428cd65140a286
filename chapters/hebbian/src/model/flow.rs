//! The rules averaged over the inputs, solved in the basis of the
//! eigenvectors. Component i of a weight vector is that along the
//! eigenvector with eigenvalue `spectrum[i]`; time is η times the
//! number of inputs.

use super::output;
use common::numerics::elementary::{exp, sqrt};

// ANCHOR: grown
/// Hebb's rule, averaged, from the weights `w0`: @eq-growth.
pub fn grown(spectrum: &[f64], w0: &[f64], time: f64) -> Vec<f64> {
    w0.iter()
        .zip(spectrum)
        .map(|(w, eigenvalue)| w * exp(eigenvalue * time))
        .collect()
}
// ANCHOR_END: grown

// ANCHOR: normalised
/// Oja's rule, averaged: @eq-oja-solution. Growth is measured against
/// the fastest one, so that no exponential overflows.
pub fn normalised(spectrum: &[f64], w0: &[f64], time: f64) -> Vec<f64> {
    let fastest = spectrum.iter().fold(0.0, |a: f64, &b| a.max(b));
    let slower: Vec<_> = spectrum.iter().map(|l| l - fastest).collect();
    let w = grown(&slower, w0, time);
    let missing = 1.0 - output(w0, w0);
    let square = missing * exp(-2.0 * fastest * time) + output(&w, &w);
    w.iter().map(|w| w / sqrt(square)).collect()
}
// ANCHOR_END: normalised
