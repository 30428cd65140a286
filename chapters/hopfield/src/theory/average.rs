//! Averages over a Gaussian field, at any temperature, zero included.
//!
//! A spin in a field h has the mean tanh(h/T); the field is Gaussian with mean μ and standard
//! deviation σ. The averages are smooth, but tanh(h/T) becomes a step as T falls, and a rule of fixed
//! nodes in h would miss it. Two exact forms share the work:
//!
//! - where the step is no wider than the Gaussian, tanh(h/T) = ∫ du ½ sech²(u) sgn(h + Tu), so that an
//!   average at T is the one at zero temperature, a closed form, with its mean μ + Tu averaged over
//!   a logistic u;
//! - where the step is wide, the average over the Gaussian itself.
//!
//! Both integrands are analytic in a strip about the real line, so that the trapezoidal rule
//! converges as exp(−2π · half-width / spacing): to all digits with the spacings below.

use common::numerics::elementary::{erfc, ln_1p, sqrt, tanh};
use common::numerics::lanes::exp;
use std::f64::consts::{FRAC_1_SQRT_2, PI};
use std::sync::LazyLock;

/// Spacing of the nodes u: sech² has its poles at ±iπ/2, so that the rule errs by exp(−π²/h) = 7e−18.
const LOGISTIC_SPACING: f64 = 0.25;
/// Nodes to either side of zero: at the last, sech² is 4e−17 of its height.
const LOGISTIC_HALF: i32 = 78;
/// Spacing of the nodes of a standard normal, which reach to 9.
const NORMAL_SPACING: f64 = 0.5;
/// Nodes to either side of zero.
const NORMAL_HALF: i32 = 18;
/// Where σ/T is below this, the average is over the Gaussian. Above it, a spacing of 1/4 is fine
/// enough for a Gaussian of width σ/T in u (error 2e−18); below it the poles of tanh are further than
/// 4.3 from the real line in units of σ (error 1e−19).
const WIDE: f64 = 0.36;

/// A node u of the logistic average with its weight and what else depends on u alone.
struct Node {
    u: f64,
    /// ½ sech²(u) times the spacing.
    weight: f64,
    /// sech²(u).
    square: f64,
    /// Entropy of a spin in the field Tu, times the spacing.
    entropy: f64,
}

static LOGISTIC: LazyLock<Vec<Node>> = LazyLock::new(|| {
    let nodes = (-LOGISTIC_HALF..=LOGISTIC_HALF).map(|i| {
        let u = f64::from(i) * LOGISTIC_SPACING;
        let square = spin(u).square;
        Node {
            u,
            weight: 0.5 * square * LOGISTIC_SPACING,
            square,
            entropy: entropy(u) * LOGISTIC_SPACING,
        }
    });
    nodes.collect()
});

static NORMAL: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| {
    let scale = NORMAL_SPACING / sqrt(2.0 * PI);
    let nodes = (-NORMAL_HALF..=NORMAL_HALF).map(|i| {
        let z = f64::from(i) * NORMAL_SPACING;
        (z, scale * exp(-0.5 * z * z))
    });
    nodes.collect()
});

/// A spin in the reduced field v = h/T.
struct Spin {
    /// tanh v.
    mean: f64,
    /// 1 − tanh v.
    shortfall: f64,
    /// sech² v.
    square: f64,
}

fn spin(v: f64) -> Spin {
    // The smaller of the two Boltzmann factors over the larger one: no overflow, no cancellation.
    let factor = exp(-2.0 * v.abs());
    let minor = 2.0 * factor / (1.0 + factor);
    let square = 4.0 * factor / ((1.0 + factor) * (1.0 + factor));
    let shortfall = if v > 0.0 { minor } else { 2.0 - minor };
    // Near zero the difference would lose the digits of the mean.
    let mean = if v.abs() < 0.1 {
        tanh(v)
    } else {
        (1.0 - minor) * v.signum()
    };
    Spin {
        mean,
        shortfall,
        square,
    }
}

/// The entropy of a spin in the reduced field v: ln(2 cosh v) − v tanh v.
fn entropy(v: f64) -> f64 {
    let factor = exp(-2.0 * v.abs());
    ln_1p(factor) + 2.0 * v.abs() * factor / (1.0 + factor)
}

/// How spins answer a Gaussian field h of mean μ ≥ 0 and standard deviation σ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Response {
    /// ⟨tanh(h/T)⟩.
    pub mean: f64,
    /// 1 − ⟨tanh(h/T)⟩, with all its digits.
    pub shortfall: f64,
    /// ⟨tanh²(h/T)⟩.
    pub square: f64,
    /// C = ⟨sech²(h/T)⟩/T, the derivative of the mean with respect to μ.
    pub susceptibility: f64,
    /// ∂C/∂μ. The derivative of the mean with respect to σ is σ times this.
    pub by_mean: f64,
    /// ∂C/∂σ.
    pub by_spread: f64,
}

/// The response of spins at a temperature to a field with this mean and this standard deviation
/// (none of the three negative; if temperature and spread are zero, the mean must be positive).
pub fn response(mean: f64, spread: f64, temperature: f64) -> Response {
    if spread == 0.0 && temperature == 0.0 {
        return Response {
            mean: 1.0,
            shortfall: 0.0,
            square: 1.0,
            susceptibility: 0.0,
            by_mean: 0.0,
            by_spread: 0.0,
        };
    }
    if spread < WIDE * temperature {
        over_the_normal(mean, spread, temperature)
    } else {
        over_the_logistic(mean, spread, temperature)
    }
}

fn over_the_logistic(mean: f64, spread: f64, temperature: f64) -> Response {
    let height = sqrt(2.0 / PI) / spread;
    let [
        mut shortfall,
        mut susceptibility,
        mut by_mean,
        mut by_spread,
    ] = [0.0; 4];
    for node in LOGISTIC.iter() {
        let x = (mean + temperature * node.u) / spread;
        let factor = node.weight * exp(-0.5 * x * x);
        let bell = height * factor;
        // erfc lies below the exponential: where that can't be seen in the sum, it need not be found.
        if x > 0.0 {
            if factor > 1e-18 * shortfall {
                shortfall += node.weight * erfc(x * FRAC_1_SQRT_2);
            }
        } else if factor > 1e-18 * node.weight {
            shortfall += node.weight * erfc(x * FRAC_1_SQRT_2);
        } else {
            shortfall += 2.0 * node.weight;
        }
        susceptibility += bell;
        by_mean -= bell * x;
        by_spread += bell * (x * x - 1.0);
    }
    Response {
        mean: 1.0 - shortfall,
        shortfall,
        square: 1.0 - temperature * susceptibility,
        susceptibility,
        by_mean: by_mean / spread,
        by_spread: by_spread / spread,
    }
}

fn over_the_normal(mean: f64, spread: f64, temperature: f64) -> Response {
    let inverse = 1.0 / temperature;
    let [mut total, mut shortfall, mut square] = [0.0; 3];
    let [mut susceptibility, mut by_mean, mut by_spread] = [0.0; 3];
    for &(z, weight) in NORMAL.iter() {
        let one = spin((mean + spread * z) * inverse);
        let tanh_square = one.mean * one.mean;
        total += weight * one.mean;
        shortfall += weight * one.shortfall;
        square += weight * tanh_square;
        susceptibility += weight * one.square;
        by_mean -= weight * 2.0 * one.mean * one.square;
        by_spread += weight * one.square * (4.0 * tanh_square - 2.0 * one.square);
    }
    Response {
        mean: total,
        shortfall,
        square,
        susceptibility: susceptibility * inverse,
        by_mean: by_mean * inverse * inverse,
        by_spread: by_spread * spread * inverse * inverse * inverse,
    }
}

/// Averages that only stability and entropy need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Roughness {
    /// K = ⟨sech⁴(h/T)⟩/T.
    pub fourth: f64,
    /// ⟨ln 2cosh(h/T) − (h/T) tanh(h/T)⟩, the entropy of a spin.
    pub entropy: f64,
}

/// These averages, for arguments as in [`response`].
pub fn roughness(mean: f64, spread: f64, temperature: f64) -> Roughness {
    let [mut fourth, mut disorder] = [0.0; 2];
    if spread == 0.0 && temperature == 0.0 {
        // A step that no field touches.
    } else if spread < WIDE * temperature {
        for &(z, weight) in NORMAL.iter() {
            let v = (mean + spread * z) / temperature;
            let square = spin(v).square;
            fourth += weight * square * square / temperature;
            disorder += weight * entropy(v);
        }
    } else {
        let height = sqrt(2.0 / PI) / spread;
        for node in LOGISTIC.iter() {
            let x = (mean + temperature * node.u) / spread;
            let bell = height * exp(-0.5 * x * x);
            fourth += node.weight * node.square * bell;
            disorder += 0.5 * temperature * node.entropy * bell;
        }
    }
    Roughness {
        fourth,
        entropy: disorder,
    }
}
