//! Numbers of the perceptron and of its capacity.

use super::INTEGERS;
use super::parameters::{Counted, Demand, Loaded, Plane, Sampled};
use crate::analysis::counting::{fraction, points, simulated};
use crate::analysis::perceptron::{bound, learn, margin, radius};
use common::claim::Claim;
use common::figure::FigureError;
use common::numerics::elementary::exp2;
use common::numerics::random::stream;
use common::param::Value;

const PLAIN: &str = "the same points, in plain Python";
const SCAN: &str = "the same points, by a search over all angles (Python)";

type Given = [(&'static str, Value); 3];

fn given(positive: &[(f64, f64)], negative: &[(f64, f64)]) -> Given {
    [
        ("count", 0_i64.into()),
        ("positive", Value::Points(positive.to_vec())),
        ("negative", Value::Points(negative.to_vec())),
    ]
}

/// Seven points chosen by hand.
fn own() -> Given {
    given(
        &[(0.9, 0.05), (0.2, 0.8), (-0.3, 0.6), (0.7, -0.35)],
        &[(0.3, -0.55), (-0.8, 0.1), (-0.5, -0.5)],
    )
}

fn orthogonal() -> Given {
    given(&[(1.0, 0.0), (0.0, 1.0)], &[])
}

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
                let examples = p.cloud.examples();
                let message = if margin(&examples).is_none() {
                    "no line through the origin divides these points: the rule makes mistakes \
                     without end"
                        .to_owned()
                } else {
                    format!(
                        "the rule has made {} mistakes and isn't done; the theorem allows {:.0}",
                        history.corrections.len(),
                        bound(&examples)?
                    )
                };
                Err(FigureError::Parameter(message))
            },
        )
        .decimals(0)
        .reference(2.0, 0.0, PLAIN)
        .at(own())
        .reference(2.0, 0.0, "by hand: two orthogonal examples")
        .at(orthogonal()),
        Claim::new(
            "longest-example",
            "length of the longest example",
            "R",
            "",
            |p: &Plane, _| Ok(radius(&p.cloud.examples()).into()),
        )
        .significant(3)
        .reference(0.9952801909282039, 1e-15, PLAIN),
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
        .significant(3)
        .reference(0.03554523469369014, 1e-15, SCAN)
        .reference(0.20812236094920647, 1e-15, SCAN)
        .at(own()),
        Claim::new(
            "mistake-bound",
            "bound on the number of mistakes",
            r"(R/\gamma)^2",
            "",
            |p: &Plane, _| Ok(bound(&p.cloud.examples())?.into()),
        )
        .significant(3)
        .reference(784.0214570953966, 1e-10, SCAN)
        .reference(18.75797193877553, 1e-12, SCAN)
        .at(own())
        .reference(2.0, 1e-14, "by hand: two orthogonal examples")
        .at(orthogonal()),
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
        .decimals(0)
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
        .decimals(0)
        .reference(1898.0, 0.0, INTEGERS)
        .reference(169.0, 0.0, INTEGERS)
        .at([("inputs", 100_i64.into())])
        .reference(2106.0, 0.0, INTEGERS)
        .at([("level", 0.01.into())])
        .reference(2000.0, 0.0, INTEGERS)
        .at([("level", 0.5.into())]),
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
