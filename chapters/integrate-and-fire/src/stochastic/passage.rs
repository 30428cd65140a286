//! Integrals over potentials between reset and threshold, in units of the noise.

use crate::model::Neuron;
use common::numerics::elementary::{exp, sqrt};
use common::numerics::quadrature::GaussLegendre;
use common::numerics::special::erfcx;
use std::f64::consts::PI;
use std::sync::LazyLock;

/// Where a factor e^(−x) is nothing to the digits of a number.
const NOTHING: f64 = 45.0;

static RULE: LazyLock<GaussLegendre> = LazyLock::new(|| GaussLegendre::new(16));

/// The way from reset to threshold, as the noise σ measures it: positions are (V − μ)/σ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Passage {
    /// The threshold.
    pub(super) threshold: f64,
    /// From reset to threshold.
    pub(super) width: f64,
}

impl Passage {
    /// Nothing if the noise is so weak that the positions can't be written.
    pub(super) fn new(neuron: &Neuron, drive: f64, noise: f64) -> Option<Self> {
        let threshold = (neuron.threshold - drive) / noise;
        let width = (neuron.threshold - neuron.reset) / noise;
        (threshold.is_finite() && width.is_finite()).then_some(Self { threshold, width })
    }

    /// The height of the barrier, squared: what is taken out of the integrals below, so that none
    /// overflows. Zero where the drive reaches the threshold.
    pub(super) fn barrier(&self) -> f64 {
        let height = self.threshold.max(0.0);
        height * height
    }

    /// ∫ exp(u²) (1 + erf u) du from reset to threshold, over exp(barrier).
    pub(super) fn mean(&self) -> f64 {
        let lowered = exp(-self.barrier());
        self.integrate(|distance, u| {
            if u > 0.0 {
                2.0 * exp(-self.fall(distance)) - lowered * erfcx(u)
            } else {
                lowered * erfcx(-u)
            }
        })
    }

    /// ∫ exp(x²) ∫ exp(y²) (1 + erf y)² dy dx, x from reset to threshold and y up to x, over
    /// exp(2·barrier).
    pub(super) fn variance(&self) -> f64 {
        let lowered = exp(-2.0 * self.barrier());
        self.integrate(|distance, x| {
            if x > 0.0 {
                exp(-2.0 * self.fall(distance)) * inner_above(x)
            } else {
                lowered * inner_below(-x)
            }
        })
    }

    /// threshold² − u² at a distance below a threshold that is positive.
    fn fall(&self, distance: f64) -> f64 {
        distance * (2.0 * self.threshold - distance)
    }

    /// The integral of a function of (distance below the threshold, position), in pieces as long
    /// as the functions above need e-folds; it stops where the barrier has cut them off.
    fn integrate(&self, mut function: impl FnMut(f64, f64) -> f64) -> f64 {
        let (mut sum, mut distance) = (0.0, 0.0);
        while distance < self.width {
            let u = self.threshold - distance;
            if u > 0.0 && self.fall(distance) > NOTHING {
                break;
            }
            let piece = if u > 0.0 { 1.0 / (1.0 + u) } else { 1.0 - u };
            let end = self.width.min(distance + piece);
            sum += RULE.integrate(distance, end, |s| function(s, self.threshold - s));
            distance = end;
        }
        sum
    }
}

/// exp(x²) ∫ exp(y²) (1 + erf y)² dy up to y = x, at x = −`depth` below zero. With y = x − s the
/// exponentials leave exp(−2·depth·s − s²).
fn inner_below(depth: f64) -> f64 {
    let end = NOTHING / (sqrt(depth * depth + NOTHING) + depth);
    in_three(end, |s| {
        let factor = erfcx(depth + s);
        exp(-s * (2.0 * depth + s)) * factor * factor
    })
}

/// The same at x above zero, over exp(2x²).
fn inner_above(x: f64) -> f64 {
    static BELOW_ZERO: LazyLock<f64> = LazyLock::new(|| inner_below(0.0));
    let square = x * x;
    let end = if square > NOTHING {
        NOTHING / (x + sqrt(square - NOTHING))
    } else {
        x
    };
    let above = in_three(end, |s| {
        // 1 + erf y = 2 − exp(−y²) erfcx(y), in which nothing cancels.
        let y = x - s;
        let factor = 2.0 - exp(-y * y) * erfcx(y);
        exp(-s * (2.0 * x - s)) * factor * factor
    });
    exp(-square) * *BELOW_ZERO + above
}

/// An integral from 0 to `end` of something that falls like an exponential.
fn in_three(end: f64, mut function: impl FnMut(f64) -> f64) -> f64 {
    let edges = [0.0, 0.1 * end, 0.4 * end, end];
    let pieces = edges.windows(2);
    pieces
        .map(|edge| RULE.integrate(edge[0], edge[1], &mut function))
        .sum()
}

/// exp(−x²) ∫ exp(u²) du from `low` to `high` ≥ low, over exp(barrier), with x ≤ low.
pub(super) fn climb(x: f64, low: f64, high: f64, barrier: f64) -> f64 {
    // The integrand is largest at the end that is farther from zero; that is taken out.
    let top = low.abs().max(high.abs());
    let quiet = sqrt((top * top - NOTHING).max(0.0));
    // Below zero it is the mirror image of itself.
    let above = grow(low.max(quiet), high, top);
    let below = grow((-high).max(quiet), -low, top);
    exp((top - x.abs()) * (top + x.abs()) - barrier) * (above + below)
}

/// ∫ exp(u² − top²) du from `from` ≥ 0 to `to`, in pieces from above; nothing if `from` is larger.
fn grow(from: f64, to: f64, top: f64) -> f64 {
    let (mut sum, mut end) = (0.0, to);
    while end > from {
        let start = from.max(end - 1.0 / (1.0 + end));
        sum += RULE.integrate(start, end, |u| exp((u - top) * (u + top)));
        end = start;
    }
    sum
}

/// √π.
pub(super) fn root_pi() -> f64 {
    sqrt(PI)
}
