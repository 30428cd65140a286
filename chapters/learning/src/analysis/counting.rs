//! How many dichotomies of random points a line, a plane or a hyperplane can make.

use common::claim::Estimate;
use common::figure::FigureError;
use common::numerics::elementary::{erfc, exp2, sqrt};
use common::numerics::random::Stream;
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem};

/// Above this a sum of binomial coefficients is halved so many times.
const LARGE: f64 = 1e150;
const HALVINGS: i32 = 500;

/// The part C(P, N)/2^P of the dichotomies of P points in general position in N dimensions that a
/// hyperplane through the origin can make.
///
/// The binomial coefficients are added as they are, one from the other, exact up to 2⁵³ and then to
/// the last digit of each product. When they grow too large all are scaled by a power of two.
///
/// # Source
/// Cover (1965), theorem 1.
pub fn fraction(points: usize, inputs: usize) -> f64 {
    if points <= inputs {
        return 1.0;
    }
    let (mut coefficient, mut sum, mut halvings) = (1.0, 0.0, 0);
    for k in 0..inputs {
        sum += coefficient;
        coefficient *= (points - 1 - k) as f64 / (k + 1) as f64;
        if coefficient > LARGE || sum > LARGE {
            let scale = exp2(f64::from(-HALVINGS));
            coefficient *= scale;
            sum *= scale;
            halvings += HALVINGS;
        }
    }
    let exponent = f64::from(halvings) - (points - 1) as f64;
    // In two steps, since the power alone may be too small for a number of 64 bits.
    let half = (0.5 * exponent).trunc();
    sum * exp2(half) * exp2(exponent - half)
}

/// The same for many inputs, by the central limit theorem.
pub fn gaussian(points: f64, inputs: f64) -> f64 {
    0.5 * erfc((points - 2.0 * inputs) / sqrt(2.0 * (points - 1.0).max(1.0)))
}

/// Whether a hyperplane through the origin has all examples, each times its label, on one side: a
/// linear programme, so that the answer is a proof either way and not the patience of a rule.
///
/// # Errors
/// If the solver gives up.
pub fn separable(examples: &[Vec<f64>]) -> Result<bool, FigureError> {
    let inputs = examples.first().map_or(0, Vec::len);
    let mut programme = Problem::new(OptimizationDirection::Minimize);
    let any = (f64::NEG_INFINITY, f64::INFINITY);
    let weights: Vec<_> = (0..inputs).map(|_| programme.add_var(0.0, any)).collect();
    for example in examples {
        let sum: Vec<_> = weights
            .iter()
            .copied()
            .zip(example.iter().copied())
            .collect();
        programme.add_constraint(&sum, ComparisonOp::Ge, 1.0);
    }
    match programme.solve() {
        Ok(_) => Ok(true),
        Err(Error::Infeasible) => Ok(false),
        Err(error) => {
            let count = examples.len();
            let message = format!("the linear programme of {count} points failed: {error}");
            Err(FigureError::Model(message))
        }
    }
}

/// Random examples: normal inputs, each times a random label.
pub fn examples(points: usize, inputs: usize, stream: &mut Stream) -> Vec<Vec<f64>> {
    let one = |stream: &mut Stream| {
        let label = if stream.bits() & 1 == 0 { 1.0 } else { -1.0 };
        (0..inputs).map(|_| label * stream.normal()).collect()
    };
    (0..points).map(|_| one(stream)).collect()
}

/// The part of random sets of examples that are separable, with its binomial standard error. Where
/// none or all are, the error is that of one more of either kind.
///
/// # Errors
/// As [`separable`].
pub fn simulated(
    points: usize,
    inputs: usize,
    samples: usize,
    stream: &mut Stream,
) -> Result<Estimate, FigureError> {
    let mut count = 0.0;
    for _ in 0..samples {
        if separable(&examples(points, inputs, stream))? {
            count += 1.0;
        }
    }
    let n = samples as f64;
    let (p, cautious) = (count / n, (count + 1.0) / (n + 2.0));
    Ok(Estimate::random(p, sqrt(cautious * (1.0 - cautious) / n)))
}

/// The number of points at a loading: αN, rounded, and at least one.
pub fn points(loading: f64, inputs: usize) -> usize {
    (common::numerics::elementary::round(loading * inputs as f64) as usize).max(1)
}

/// About how long one linear programme takes, in steps of a hundred nanoseconds; measured from 2 to
/// 80 inputs.
pub fn cost(points: usize, inputs: usize) -> f64 {
    100.0 + 0.2 * points as f64 * (inputs * inputs) as f64
}
