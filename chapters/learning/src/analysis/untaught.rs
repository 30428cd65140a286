//! One output that is taught, rewarded or left alone, where one direction of the inputs has more
//! variance than the others.

use super::signals::{NOISE, Rule};
use crate::model::{node, oja, sum, weight};
use common::claim::Estimate;
use common::numerics::elementary::{cos, exp, sin, sqrt};
use common::numerics::random::Stream;

/// The world: inputs whose variance is `spike` along the first direction and one along all others,
/// and a target of unit length at an angle to that direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct World {
    /// Number of inputs, at least two.
    pub inputs: usize,
    /// Variance along the first direction.
    pub spike: f64,
    /// Angle of the target to it, in degrees.
    pub angle: f64,
}

/// Length of the weights at the beginning, the same along each direction.
pub const START: f64 = 0.3;

impl World {
    /// The variance along a direction.
    fn variance(&self, direction: usize) -> f64 {
        if direction == 0 { self.spike } else { 1.0 }
    }

    fn trace(&self) -> f64 {
        self.spike + (self.inputs - 1) as f64
    }

    /// The target's weights.
    pub fn target(&self) -> Vec<f64> {
        let mut target = vec![0.0; self.inputs];
        (target[0], target[1]) = (cos(self.angle.to_radians()), sin(self.angle.to_radians()));
        target
    }

    /// The weights at the beginning.
    pub fn start(&self) -> Vec<f64> {
        vec![START / sqrt(self.inputs as f64); self.inputs]
    }

    /// Mean loss of some weights over that of silence.
    pub fn error(&self, weights: &[f64]) -> f64 {
        let target = self.target();
        let square = |weight: &dyn Fn(usize) -> f64| -> f64 {
            (0..self.inputs)
                .map(|i| self.variance(i) * weight(i) * weight(i))
                .sum()
        };
        square(&|i| weights[i] - target[i]) / square(&|i| target[i])
    }

    /// The error at which Hebb's rule ends: that of the principal eigenvector, with the sign that
    /// the start gives it.
    pub fn untaught_end(&self) -> f64 {
        let mut weights = vec![0.0; self.inputs];
        weights[0] = 1.0;
        self.error(&weights)
    }

    /// A learning rate that suits a rule.
    pub fn rate(&self, rule: Rule) -> f64 {
        1.0 / ((self.trace() + 2.0 * self.spike) * rule.moment(self.inputs, 1))
    }

    /// The mean error after each presentation under a rule, exactly, @eq-coloured; the first entry
    /// is before any.
    pub fn taught(&self, rule: Rule, presentations: usize) -> Vec<f64> {
        let (n, rate) = (self.inputs, self.rate(rule));
        let target = self.target();
        // The second moments of what is still missing, along each direction.
        let start = self.start();
        let mut s: Vec<f64> = (0..n)
            .map(|i| target[i] - start[i])
            .map(|d| d * d)
            .collect();
        let whole: f64 = (0..n)
            .map(|i| self.variance(i) * target[i] * target[i])
            .sum();
        let mut errors = Vec::with_capacity(presentations + 1);
        for _ in 0..=presentations {
            let loss: f64 = (0..n).map(|i| self.variance(i) * s[i]).sum();
            errors.push(loss / whole);
            let gradient = |i: usize| {
                let l = self.variance(i);
                2.0 * l * l * s[i] + l * loss
            };
            let all: f64 = (0..n).map(gradient).sum();
            let next = |i: usize| {
                let kick = match rule {
                    Rule::Delta => gradient(i),
                    Rule::Node => 3.0 * gradient(i),
                    Rule::Weight => 2.0 * gradient(i) + all,
                };
                s[i] - 2.0 * rate * self.variance(i) * s[i] + rate * rate * kick
            };
            s = (0..n).map(next).collect();
        }
        errors
    }

    /// The error of the averaged Hebbian flow after a time η n, in closed form.
    pub fn untaught(&self, time: f64) -> f64 {
        let start = self.start();
        let grown: Vec<f64> = (0..self.inputs)
            .map(|i| start[i] * exp((self.variance(i) - self.spike) * time))
            .collect();
        // All relative to the growth of the first direction, which is large.
        let shrunk = exp(-2.0 * self.spike * time);
        let square: f64 = grown.iter().map(|w| w * w).sum();
        let length = sqrt(shrunk * (1.0 - START * START) + square);
        let weights: Vec<f64> = grown.iter().map(|w| w / length).collect();
        self.error(&weights)
    }

    /// The error that the noise of a constant learning rate leaves to an untaught output whose
    /// target is the principal eigenvector, to first order in the rate.
    pub fn unrest(&self, rate: f64) -> f64 {
        0.5 * rate * (self.inputs - 1) as f64 / (self.spike - 1.0)
    }

    /// An input.
    fn input(&self, stream: &mut Stream) -> Vec<f64> {
        (0..self.inputs)
            .map(|i| sqrt(self.variance(i)) * stream.normal())
            .collect()
    }

    /// The errors of one neuron at chosen presentations (ascending); without a rule it is left
    /// alone with Oja's form of Hebb's, at the given rate.
    pub fn path(
        &self,
        rule: Option<Rule>,
        untaught_rate: f64,
        at: &[usize],
        stream: &mut Stream,
    ) -> Vec<f64> {
        let target = self.target();
        let mut w = self.start();
        let mut done = 0;
        let one = |&wanted: &usize| {
            while done < wanted {
                let x = self.input(stream);
                let right = [sum(&target, &x)];
                let reward = |y: &[f64]| -crate::model::loss(y, &right);
                match rule {
                    None => oja(&mut w, &x, untaught_rate),
                    Some(Rule::Delta) => {
                        crate::model::delta(&mut w, &x, &right, self.rate(Rule::Delta));
                    }
                    Some(Rule::Node) => {
                        node(&mut w, &x, reward, (self.rate(Rule::Node), NOISE), stream);
                    }
                    Some(Rule::Weight) => {
                        weight(&mut w, &x, reward, (self.rate(Rule::Weight), NOISE), stream);
                    }
                }
                done += 1;
            }
            self.error(&w)
        };
        at.iter().map(one).collect()
    }
}

/// Means and standard errors over paths.
pub fn averages(paths: &[Vec<f64>]) -> Vec<Estimate> {
    let n = paths.len() as f64;
    let length = paths.first().map_or(0, Vec::len);
    (0..length)
        .map(|at| {
            let mean = paths.iter().map(|path| path[at]).sum::<f64>() / n;
            let squares: f64 = paths
                .iter()
                .map(|path| (path[at] - mean) * (path[at] - mean))
                .sum();
            Estimate::random(mean, sqrt(squares / (n * (n - 1.0).max(1.0))))
        })
        .collect()
}
