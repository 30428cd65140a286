//! The rules of learning, as the chapter explains them.
//!
//! Activities, weights and rewards are numbers without unit. Time is
//! counted in presentations, or, within a trial, in steps.

use common::numerics::random::Stream;

// ANCHOR: perceptron
/// The sum of a neuron's inputs, each times its weight.
pub fn sum(w: &[f64], x: &[f64]) -> f64 {
    w.iter().zip(x).map(|(w, x)| w * x).sum()
}

/// Rosenblatt's rule, @eq-rosenblatt, for one example: if the sum has
/// not the sign of the label (+1 or −1), the weights are corrected.
/// Returns whether they were.
pub fn rosenblatt(w: &mut [f64], x: &[f64], label: f64) -> bool {
    let mistake = label * sum(w, x) <= 0.0;
    if mistake {
        for (w, x) in w.iter_mut().zip(x) {
            *w += label * x;
        }
    }
    mistake
}
// ANCHOR_END: perceptron

// ANCHOR: trial
/// How the values along a delay line are learned: the learning rate,
/// and the factor by which each step of delay lessens a reward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// α, the learning rate.
    pub rate: f64,
    /// γ, the discount.
    pub discount: f64,
}

/// One trial of temporal-difference learning, @eq-td. The cue starts
/// the line; `w[s]` is the value s steps after it, and the reward falls
/// due at the last of them. Returns the errors: first that of the step
/// into the cue, which no weight precedes, then that of each step along
/// the line.
pub fn trial(w: &mut [f64], line: &Line, reward: f64) -> Vec<f64> {
    let mut errors = vec![line.discount * w[0]];
    for s in 0..w.len() {
        let due = s + 1 == w.len();
        let now = if due { reward } else { 0.0 };
        let next = if due { 0.0 } else { w[s + 1] };
        let error = now + line.discount * next - w[s];
        w[s] += line.rate * error;
        errors.push(error);
    }
    errors
}
// ANCHOR_END: trial

// ANCHOR: network
/// The outputs of a linear network, @eq-network. The weights stand row
/// by row, one row for each output.
pub fn outputs(weights: &[f64], x: &[f64]) -> Vec<f64> {
    weights.chunks(x.len()).map(|w| sum(w, x)).collect()
}

/// How bad outputs are, @eq-loss: half the square of their distance
/// from the right ones.
pub fn loss(y: &[f64], right: &[f64]) -> f64 {
    let square = |(y, r): (&f64, &f64)| (r - y) * (r - y);
    0.5 * y.iter().zip(right).map(square).sum::<f64>()
}
// ANCHOR_END: network

// ANCHOR: delta
/// The delta rule, @eq-delta: each output is told what was right.
pub fn delta(weights: &mut [f64], x: &[f64], right: &[f64], rate: f64) {
    for (w, right) in weights.chunks_mut(x.len()).zip(right) {
        let error = right - sum(w, x);
        for (w, x) in w.iter_mut().zip(x) {
            *w += rate * error * x;
        }
    }
}
// ANCHOR_END: delta

// ANCHOR: tried
/// What is tried in one presentation: standard normal numbers, and the
/// current numbers moved along them by a little.
pub fn trying(now: &[f64], noise: f64, stream: &mut Stream) -> [Vec<f64>; 2] {
    let tried: Vec<f64> = now.iter().map(|_| stream.normal()).collect();
    let moved = now.iter().zip(&tried).map(|(n, e)| n + noise * e);
    let moved = moved.collect();
    [tried, moved]
}
// ANCHOR_END: tried

// ANCHOR: node
/// Node perturbation, @eq-node: noise at the outputs, and afterwards
/// one number for all of them, the reward.
pub fn node(
    weights: &mut [f64],
    x: &[f64],
    reward: impl Fn(&[f64]) -> f64,
    (rate, noise): (f64, f64),
    stream: &mut Stream,
) {
    let y = outputs(weights, x);
    let [tried, noisy] = trying(&y, noise, stream);
    let better = (reward(&noisy) - reward(&y)) / noise;
    for (w, e) in weights.chunks_mut(x.len()).zip(&tried) {
        for (w, x) in w.iter_mut().zip(x) {
            *w += rate * better * e * x;
        }
    }
}
// ANCHOR_END: node

// ANCHOR: weight
/// Weight perturbation, @eq-weight: noise at the weights, and
/// afterwards the same number for all of them.
pub fn weight(
    weights: &mut [f64],
    x: &[f64],
    reward: impl Fn(&[f64]) -> f64,
    (rate, noise): (f64, f64),
    stream: &mut Stream,
) {
    let before = reward(&outputs(weights, x));
    let [tried, noisy] = trying(weights, noise, stream);
    let better = (reward(&outputs(&noisy, x)) - before) / noise;
    for (w, e) in weights.iter_mut().zip(&tried) {
        *w += rate * better * e;
    }
}
// ANCHOR_END: weight

// ANCHOR: untaught
/// Oja's form of Hebb's rule, @eq-untaught, for one output: no teacher
/// and no reward.
pub fn oja(w: &mut [f64], x: &[f64], rate: f64) {
    let v = sum(w, x);
    for (w, x) in w.iter_mut().zip(x) {
        *w += rate * v * (x - v * *w);
    }
}
// ANCHOR_END: untaught
