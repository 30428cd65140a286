//! Numbers of the perceptron and of its capacity.

use super::INTEGERS;
use super::parameters::{Counted, Demand, Loaded, Plane, Sampled};
use crate::analysis::counting::{fraction, points, simulated};
use crate::analysis::perceptron::{bound, learn, margin, radius};
use common::claim::Claim;
use common::figure::FigureError;
use common::numerics::elementary::exp2;
use common::numerics::random::stream;

pub(super) fn all() -> Vec<Claim> {
    let mut all = perceptron();
    all.extend(counting());
    all
}

fn perceptron() -> Vec<Claim> {
    vec![
        Claim::new(
            "mistakes",
            "mistakes of the perceptron's rule until it makes none",
            "n",
            "",
            |p: &Plane, _| {
                let history = learn(&p.cloud.examples());
                if history.finished {
                    return Ok((history.corrections.len() as f64).into());
                }
                let message = "the rule makes mistakes without end on these points".to_owned();
                Err(FigureError::Parameter(message))
            },
        )
        .decimals(0),
        Claim::new(
            "longest-example",
            "length of the longest example",
            "R",
            "",
            |p: &Plane, _| Ok(radius(&p.cloud.examples()).into()),
        )
        .significant(3),
        Claim::new(
            "best-margin",
            "largest distance that a line can keep from all examples",
            r"\gamma",
            "",
            |p: &Plane, _| {
                let best = margin(&p.cloud.examples()).ok_or_else(|| {
                    let message = "no line through the origin divides these points".to_owned();
                    FigureError::Parameter(message)
                })?;
                Ok(best.0.into())
            },
        )
        .significant(3),
        Claim::new(
            "mistake-bound",
            "bound on the number of mistakes",
            r"(R/\gamma)^2",
            "",
            |p: &Plane, _| Ok(bound(&p.cloud.examples())?.into()),
        )
        .significant(3),
    ]
}

fn counting() -> Vec<Claim> {
    vec![
        Claim::new(
            "dichotomies",
            "dichotomies of points in general position that a hyperplane through the origin makes",
            "C(P, N)",
            "",
            |p: &Counted, _| {
                let all = exp2(p.points as f64);
                Ok((fraction(p.points, p.inputs) * all).into())
            },
        )
        .significant(3)
        .reference(14.0, 1e-12, "counted by hand")
        .reference(22.0, 1e-12, INTEGERS)
        .at([("points", 5_i64.into())]),
        separable_fraction(),
        Claim::new(
            "separable-simulated",
            "the same, from linear programmes",
            r"f",
            "",
            |p: &Sampled, _| {
                let mut stream = stream(p.seed.0, 0);
                simulated(p.points(), p.inputs, p.samples, &mut stream)
            },
        )
        .significant(2)
        // Four standard errors of a thousand tosses of a coin, √(1/4000) each.
        .reference(0.5, 0.064, "Cover's count"),
        Claim::new(
            "learnable-examples",
            "most examples of which so large a part of the random tasks can be learned",
            "P",
            "",
            |p: &Demand, _| {
                let (mut can, mut cannot) = (1, 40 * p.inputs + 40);
                while cannot - can > 1 {
                    let middle = usize::midpoint(can, cannot);
                    if fraction(middle, p.inputs) >= p.level {
                        can = middle;
                    } else {
                        cannot = middle;
                    }
                }
                Ok((can as f64).into())
            },
        )
        .decimals(0),
    ]
}

fn separable_fraction() -> Claim {
    let mut claim = Claim::new(
        "separable-fraction",
        "part of the random tasks that a neuron can learn",
        r"f",
        "",
        |p: &Loaded, _| Ok(fraction(points(p.loading, p.inputs), p.inputs).into()),
    )
    .significant(3);
    for (inputs, loading, value, tolerance) in FRACTION {
        claim = claim
            .reference(value, tolerance, INTEGERS)
            .cite("cover1965")
            .at([("inputs", inputs.into()), ("loading", loading.into())]);
    }
    claim
}

/// Inputs, loading, fraction, and a tolerance of some units in the last digit of each of the
/// products that make up the sum.
const FRACTION: [(i64, f64, f64, f64); 10] = [
    (50, 2.0, 0.5, 1e-13),
    (10, 1.8, 0.6854705810546875, 1e-14),
    (10, 2.2, 0.33181190490722656, 1e-14),
    (10, 3.0, 0.03071417286992073, 1e-15),
    (50, 1.5, 0.9983138833329259, 1e-13),
    (50, 2.5, 0.012185085061199783, 1e-15),
    (200, 1.0, 1.0, 0.0),
    (200, 1.8, 0.9826918960065939, 1e-13),
    (200, 2.2, 0.028062982316216695, 1e-14),
    (200, 3.0, 7.93668713513009e-17, 1e-29),
];
