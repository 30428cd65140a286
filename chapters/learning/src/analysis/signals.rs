//! How long a linear network takes to learn from a target, from a reward on noisy outputs and from
//! a reward on noisy weights.

use crate::model::{delta, loss, node, outputs, weight};
use common::claim::Estimate;
use common::numerics::elementary::{ln, ln_1p, sqrt};
use common::numerics::random::Stream;

common::choices! {
    /// What a network learns from.
    pub enum Rule {
        /// The right outputs, by the delta rule.
        Delta = "delta",
        /// A reward, by noise at the outputs.
        Node = "node",
        /// A reward, by noise at the weights.
        Weight = "weight",
    }
}

/// The noise that is tried, in units of the target's weights: so small that the reward is straight
/// over it.
pub const NOISE: f64 = 1e-3;

impl Rule {
    /// Mean square of the gradient's estimate over the square of the gradient, @eq-second-moment.
    pub fn moment(self, inputs: usize, outputs: usize) -> f64 {
        match self {
            Self::Delta => 1.0,
            Self::Node => outputs as f64 + 2.0,
            Self::Weight => (outputs * inputs) as f64 + 2.0,
        }
    }

    /// The number κ of @eq-contraction: what the square of a step costs, for white inputs.
    pub fn price(self, inputs: usize, outputs: usize) -> f64 {
        (inputs as f64 + 2.0) * self.moment(inputs, outputs)
    }

    /// Presentations in which the mean loss falls by a factor of e at the best learning rate, one
    /// over the price.
    pub fn learning_time(self, inputs: usize, outputs: usize) -> f64 {
        -1.0 / ln_1p(-1.0 / self.price(inputs, outputs))
    }

    /// The loss that noise of finite size leaves at the best learning rate, @eq-floor.
    pub fn floor(self, inputs: usize, outputs: usize, noise: f64) -> f64 {
        let (n, m) = (inputs as f64, outputs as f64);
        let square = match self {
            Self::Delta => 0.0,
            Self::Node => m * (m + 4.0) * n / (n + 2.0),
            Self::Weight => m * (m + 2.0) * n * (m * n + 4.0) / (m * n + 2.0),
        };
        0.125 * noise * noise * square
    }

    /// One presentation.
    pub fn learn(
        self,
        weights: &mut [f64],
        x: &[f64],
        right: &[f64],
        rate: f64,
        stream: &mut Stream,
    ) {
        let reward = |y: &[f64]| -loss(y, right);
        match self {
            Self::Delta => delta(weights, x, right, rate),
            Self::Node => node(weights, x, reward, (rate, NOISE), stream),
            Self::Weight => weight(weights, x, reward, (rate, NOISE), stream),
        }
    }
}

/// The loss after so many presentations over that at the beginning, averaged over all inputs, of
/// one network with a random target.
pub fn remaining(
    rule: Rule,
    (inputs, units): (usize, usize),
    rate: f64,
    presentations: usize,
    stream: &mut Stream,
) -> f64 {
    let target: Vec<f64> = (0..inputs * units).map(|_| stream.normal()).collect();
    let mut weights = vec![0.0; inputs * units];
    for _ in 0..presentations {
        let x: Vec<f64> = (0..inputs).map(|_| stream.normal()).collect();
        let right = outputs(&target, &x);
        rule.learn(&mut weights, &x, &right, rate, stream);
    }
    loss(&weights, &target) / loss(&vec![0.0; inputs * units], &target)
}

/// The learning time at the best rate, from so many networks, each followed for one learning time:
/// the presentations over the logarithm of the mean loss that remains.
pub fn simulated_time(
    rule: Rule,
    (inputs, units): (usize, usize),
    networks: usize,
    stream: &mut Stream,
) -> Estimate {
    let price = rule.price(inputs, units);
    let presentations = price as usize;
    let one = |_| remaining(rule, (inputs, units), 1.0 / price, presentations, stream);
    let found: Vec<f64> = (0..networks).map(one).collect();
    let n = networks as f64;
    let mean = found.iter().sum::<f64>() / n;
    let squares: f64 = found.iter().map(|x| (x - mean) * (x - mean)).sum();
    let error = sqrt(squares / (n * (n - 1.0).max(1.0)));
    let time = -(presentations as f64) / ln(mean);
    // dτ = τ² dr / (T r)
    Estimate::random(time, time * time * error / (presentations as f64 * mean))
}

/// Networks that are simulated, where so many presentations are to be made in all.
pub fn networks(rule: Rule, (inputs, units): (usize, usize), presentations: usize) -> usize {
    let price = rule.price(inputs, units) as usize;
    (presentations / price.max(1)).max(20)
}

/// About how long they take, in steps of a hundred nanoseconds.
pub fn cost(rule: Rule, (inputs, units): (usize, usize), presentations: usize) -> f64 {
    let draws = match rule {
        Rule::Delta => inputs,
        Rule::Node => inputs + units,
        Rule::Weight => inputs + inputs * units,
    };
    let each = 2.0 + 0.2 * draws as f64 + 0.025 * (inputs * units) as f64;
    let all = networks(rule, (inputs, units), presentations) as f64 * rule.price(inputs, units);
    all * each
}
