//! Numbers of temporal-difference learning.

use super::FRACTIONS;
use super::parameters::{Paired, Passing, Place, Trial};
use common::claim::Claim;
use common::figure::FigureError;
use common::numerics::elementary::pow;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "td-error",
            "error of prediction some steps before the reward, simulated",
            r"\delta",
            "",
            |p: &Place, _| {
                let errors = p.task.simulate(&[p.trial]).pop().unwrap_or_default();
                // The first entry is the step into the cue, the last the reward.
                Ok(errors[errors.len() - 1 - p.before].into())
            },
        )
        .significant(2)
        .reference(2.9512665430652716e-05, 1e-15, FRACTIONS)
        .reference(0.13186534682448842, 1e-14, FRACTIONS)
        .at([("before", 9_i64.into())])
        .reference(0.3874204889999999, 1e-14, FRACTIONS)
        .at([("trial", 10_i64.into())])
        .reference(0.007440174000000003, 1e-15, FRACTIONS)
        .at([("trial", 10_i64.into()), ("before", 4_i64.into())])
        .reference(0.1617977872665, 1e-14, FRACTIONS)
        .at([
            ("trial", 12_i64.into()),
            ("before", 2_i64.into()),
            ("reward", 9_i64.into()),
            ("rate", 0.3.into()),
            ("discount", 0.9.into()),
        ]),
        Claim::new(
            "cue-error",
            "error of prediction when the cue comes, simulated",
            r"\delta",
            "",
            |p: &Trial, _| {
                let errors = p.task.simulate(&[p.trial]).pop().unwrap_or_default();
                Ok(errors[0].into())
            },
        )
        .significant(3)
        .reference(0.9999885090618889, 1e-13, FRACTIONS)
        .reference(0.4036579530510594, 1e-14, FRACTIONS)
        .at([("trial", 100_i64.into())])
        .reference(0.124182773469477, 1e-14, FRACTIONS)
        .at([
            ("trial", 12_i64.into()),
            ("reward", 9_i64.into()),
            ("rate", 0.3.into()),
            ("discount", 0.9.into()),
        ]),
        Claim::new(
            "omission-error",
            "error of prediction when the reward is left out after so many trials, simulated",
            r"\delta",
            "",
            |p: &Trial, _| {
                let errors = p.task.simulate_omission(p.trial);
                Ok(errors[errors.len() - 1].into())
            },
        )
        .significant(3)
        .reference(-0.9999999999999812, 1e-14, FRACTIONS)
        .reference(-0.6513215599, 1e-14, FRACTIONS)
        .at([("trial", 10_i64.into())]),
        Claim::new(
            "travelling-height",
            "largest error of prediction along the line on a trial, simulated",
            r"\max_k\delta",
            "",
            |p: &Passing, _| {
                let errors = p.task.simulate(&[p.trial]).pop().unwrap_or_default();
                Ok(errors[1..].iter().copied().fold(0.0, f64::max).into())
            },
        )
        .significant(2)
        .reference(0.1849246008952152, 1e-14, FRACTIONS)
        .reference(0.13186534682448822, 1e-14, FRACTIONS)
        .at([("trial", 100_i64.into())]),
        transfer_trial(),
    ]
}

fn transfer_trial() -> Claim {
    Claim::new(
        "transfer-trial",
        "first trial on which the cue is answered with half of what it will be",
        "n",
        "",
        |p: &Paired, _| {
            // Also where the power is too small for a number of 64 bits.
            if pow(p.task.discount, p.task.delay() as f64 + 1.0) == 0.0 {
                let discount = match p.task.discount {
                    0.0 => "0".to_owned(),
                    small => format!("{small:e}"),
                };
                return Err(FigureError::Parameter(format!(
                    "--discount is {discount}: nothing is expected of what is to come, and the cue is \
                     never answered"
                )));
            }
            // The error at the cue grows from trial to trial: bisect.
            let half = |n: usize| {
                crate::analysis::binomial::at_least(n, p.task.delay() + 1, p.task.rate) >= 0.5
            };
            let (mut less, mut more) = (0, 2);
            while !half(more) {
                (less, more) = (more, 2 * more);
            }
            while more - less > 1 {
                let middle = usize::midpoint(less, more);
                if half(middle) {
                    more = middle;
                } else {
                    less = middle;
                }
            }
            Ok((more as f64 + 1.0).into())
        },
    )
    .decimals(0)
    .reference(108.0, 0.0, FRACTIONS)
    .reference(215.0, 0.0, FRACTIONS)
    .at([("rate", 0.05.into())])
    .reference(208.0, 0.0, FRACTIONS)
    .at([("reward", 25_i64.into())])
    .reference(37.0, 0.0, FRACTIONS)
    .at([("rate", 0.3.into())])
}
