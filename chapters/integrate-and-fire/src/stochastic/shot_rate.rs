//! The rate of the neuron under kicks of finite size, exactly.

use crate::model::Neuron;
use common::numerics::elementary::{exp, exp_m1, ln_1p, sqrt, tanh};
use common::numerics::quadrature::GaussLegendre;
use std::sync::LazyLock;

/// Where a factor e^(−x) is nothing to the digits of a number.
const NOTHING: f64 = 45.0;

static RULE: LazyLock<GaussLegendre> = LazyLock::new(|| GaussLegendre::new(16));

/// The firing rate (Hz) under a drive (mV) and kicks up and down, equally often, with exponentially
/// distributed sizes of mean `kick` (mV), whose diffusion limit has this noise (mV).
///
/// Nothing if the drive reaches the threshold, which the potential then crosses between kicks too:
/// the formula counts kicks alone.
///
/// # Source
/// Richardson and Swarbrick (2010).
pub fn shot_rate(neuron: &Neuron, drive: f64, noise: f64, kick: f64) -> Option<f64> {
    if drive >= neuron.threshold {
        return None;
    }
    // The integral over 0 < c < 1/kick, with kick·c = tanh y: what is a power of 1 − kick·c at the
    // upper end turns into an exponential.
    let power = 0.25 * (noise / kick) * (noise / kick);
    let rise = neuron.threshold - neuron.reset;
    let excess = neuron.threshold - drive;
    let exponent = |y: f64| {
        let (c, cosh) = (tanh(y) / kick, ln_cosh(y));
        excess * c - 2.0 * power * cosh + cosh - y
    };
    let integrand = |y: f64| {
        let gain = rise * tanh(y) / kick + y + ln_cosh(y);
        exp(exponent(y)) * exp_m1(-gain) * 4.0 / exp_m1(-4.0 * y)
    };
    let narrow = 1.0 / sqrt(power);
    let widest = if power > 1.0 { narrow } else { 1.0 / power };
    let first = 0.5 * narrow.min(kick / rise).min(1.0);
    let (mut sum, mut y, mut highest) = (0.0, 0.0, exponent(0.0));
    while exponent(y) > highest - NOTHING {
        let piece = first.max(0.5 * y).min(widest);
        sum += RULE.integrate(y, y + piece, integrand);
        y += piece;
        highest = highest.max(exponent(y));
    }
    Some(1000.0 / (neuron.refractory_period + neuron.time_constant * sum))
}

/// ln cosh y for y ≥ 0.
fn ln_cosh(y: f64) -> f64 {
    y + ln_1p(0.5 * exp_m1(-2.0 * y))
}
