//! The stationary density of the potential under white noise.

use super::passage::{Passage, climb, root_pi};
use crate::model::Neuron;
use common::numerics::elementary::exp;
use common::numerics::quadrature::GaussLegendre;
use std::sync::LazyLock;

static RULE: LazyLock<GaussLegendre> = LazyLock::new(|| GaussLegendre::new(10));

/// How the potential of a neuron is spread in the steady state.
///
/// # Source
/// Brunel and Hakim (1999).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Density {
    neuron: Neuron,
    drive: f64,
    noise: f64,
    passage: Passage,
    /// 2ντ/σ in 1/mV, times exp(barrier).
    scale: f64,
}

impl Density {
    /// The density under a drive and a noise (both mV); nothing without noise.
    pub fn new(neuron: &Neuron, drive: f64, noise: f64) -> Option<Self> {
        let passage = Passage::new(neuron, drive, noise)?;
        let refractory = neuron.refractory_period * exp(-passage.barrier());
        let wait = refractory + neuron.time_constant * root_pi() * passage.mean();
        Some(Self {
            neuron: *neuron,
            drive,
            noise,
            passage,
            scale: 2.0 * neuron.time_constant / (noise * wait),
        })
    }

    /// The density (1/mV) of neurons that are not refractory at a potential (mV); its integral is
    /// one minus the refractory fraction.
    pub fn at(&self, v: f64) -> f64 {
        if v >= self.neuron.threshold {
            return 0.0;
        }
        let x = (v - self.drive) / self.noise;
        let from = x.max(self.passage.threshold - self.passage.width);
        self.scale * climb(x, from, self.passage.threshold, self.passage.barrier())
    }

    /// The mean density (1/mV) over a range of potentials (mV).
    pub fn mean(&self, from: f64, to: f64) -> f64 {
        self.mass(from, to) / (to - from)
    }

    /// The probability of a range of potentials (mV).
    pub fn mass(&self, from: f64, to: f64) -> f64 {
        let kink = self.neuron.reset.clamp(from, to);
        self.smooth(from, kink) + self.smooth(kink, to)
    }

    /// The same where the reset is not inside: in pieces on the scale of the noise, or of the layer
    /// at the threshold, which is thinner where the drive lies far above.
    fn smooth(&self, from: f64, to: f64) -> f64 {
        let above = (-self.passage.threshold).max(0.0);
        let pieces = ((to - from) / self.noise * (2.0 + 2.0 * above)).ceil();
        let pieces = pieces.clamp(1.0, 400.0) as u32;
        let length = (to - from) / f64::from(pieces);
        let edge = |i: u32| from + f64::from(i) * length;
        (0..pieces)
            .map(|i| RULE.integrate(edge(i), edge(i + 1), |v| self.at(v)))
            .sum()
    }
}
