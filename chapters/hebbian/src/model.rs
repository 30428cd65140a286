//! The linear neuron and its rules of learning, as the chapter
//! explains them.
//!
//! Rates of inputs and outputs are numbers without unit, measured from
//! a background. The learning rate is η, and one presentation of an
//! input is the unit of time.

pub mod flow;

// ANCHOR: neuron
/// The output of a linear neuron, @eq-neuron: v = w·u.
pub fn output(w: &[f64], u: &[f64]) -> f64 {
    w.iter().zip(u).map(|(w, u)| w * u).sum()
}
// ANCHOR_END: neuron

// ANCHOR: hebb
/// Hebb's rule, @eq-hebb, for one input.
pub fn hebb(w: &mut [f64], u: &[f64], rate: f64) {
    let v = output(w, u);
    for (w, u) in w.iter_mut().zip(u) {
        *w += rate * u * v;
    }
}
// ANCHOR_END: hebb

// ANCHOR: oja
/// Oja's rule, @eq-oja, for one input.
pub fn oja(w: &mut [f64], u: &[f64], rate: f64) {
    let v = output(w, u);
    for (w, u) in w.iter_mut().zip(u) {
        *w += rate * v * (u - v * *w);
    }
}
// ANCHOR_END: oja

// ANCHOR: sanger
/// Sanger's rule, @eq-sanger, for one input. A row of `weights` is one
/// neuron; `rest` is what of the input is not yet explained.
pub fn sanger(weights: &mut [Vec<f64>], u: &[f64], rate: f64) {
    let mut rest = u.to_vec();
    for w in weights {
        let v = output(w, u);
        for (w, rest) in w.iter_mut().zip(&mut rest) {
            *rest -= v * *w;
            *w += rate * v * *rest;
        }
    }
}
// ANCHOR_END: sanger

// ANCHOR: correlation
/// The correlation matrix of some inputs, row by row: the average of
/// the products of any two components, @eq-correlation.
pub fn correlation(inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let size = inputs.first().map_or(0, Vec::len);
    let mut matrix = vec![vec![0.0; size]; size];
    let share = 1.0 / inputs.len() as f64;
    for u in inputs {
        for (row, x) in matrix.iter_mut().zip(u) {
            for (entry, y) in row.iter_mut().zip(u) {
                *entry += share * x * y;
            }
        }
    }
    matrix
}
// ANCHOR_END: correlation
