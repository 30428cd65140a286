//! Numbers of learning from a target, from a reward and from nothing.

use super::parameters::{Network, Networks, Noisy, Restless, Untaught};
use crate::analysis::signals::{networks, simulated_time};
use crate::analysis::untaught::World;
use common::claim::Claim;
use common::numerics::random::stream;
use common::param::Value;

const FORMULA: &str = "the formula, in Python";

pub(super) fn all() -> Vec<Claim> {
    let mut all = taught();
    all.extend(untaught());
    all
}

fn taught() -> Vec<Claim> {
    vec![
        Claim::new(
            "estimate-variance",
            "variance of the estimate of the gradient over the gradient's square",
            "",
            "",
            |p: &Network, _| Ok((p.rule.moment(p.inputs, p.outputs) - 1.0).into()),
        )
        .decimals(0)
        .reference(33.0, 0.0, "by hand")
        .reference(257.0, 0.0, "by hand")
        .at([("rule", Value::Choice("weight".to_owned()))]),
        Claim::new(
            "learning-time",
            "presentations in which the mean loss falls by a factor of e, at the best rate",
            r"\tau",
            "",
            |p: &Network, _| Ok(p.rule.learning_time(p.inputs, p.outputs).into()),
        )
        .significant(3)
        .reference(339.4997545408509, 1e-9, FORMULA)
        .cite("werfel2005")
        .reference(9.491221581029905, 1e-12, FORMULA)
        .cite("werfel2005")
        .at([("rule", Value::Choice("delta".to_owned()))])
        .reference(2579.4999676936973, 1e-7, FORMULA)
        .cite("werfel2005")
        .at([("rule", Value::Choice("weight".to_owned()))])
        .reference(3331.4999749867825, 1e-7, FORMULA)
        .cite("werfel2005")
        .at([
            ("rule", Value::Choice("weight".to_owned())),
            ("inputs", 32_i64.into()),
            ("outputs", 3_i64.into()),
        ]),
        Claim::new(
            "learning-time-simulated",
            "the same, simulated",
            r"\tau",
            "",
            |p: &Networks, _| {
                let sizes = (p.inputs, p.outputs);
                let count = networks(p.rule, sizes, p.presentations);
                Ok(simulated_time(
                    p.rule,
                    sizes,
                    count,
                    &mut stream(p.seed.0, 0),
                ))
            },
        )
        .significant(2)
        // Four standard errors.
        .reference(339.4997545408509, 9.0, "theory")
        .cite("werfel2005"),
        Claim::new(
            "noise-floor",
            "loss that noise of finite size leaves at the best rate",
            r"E_\infty",
            "",
            |p: &Noisy, _| Ok(p.rule.floor(p.inputs, p.outputs, p.noise).into()),
        )
        .significant(2)
        .reference(1.152, 1e-14, "by hand: 0.01·32·36·8/(8·10)"),
    ]
}

fn untaught() -> Vec<Claim> {
    vec![
        Claim::new(
            "untaught-loss",
            "loss of a neuron without teacher in the end, over that of silence",
            "",
            "",
            |p: &Untaught, _| {
                let (inputs, spike, angle) = (p.inputs, p.spike, p.angle);
                let world = World {
                    inputs,
                    spike,
                    angle,
                };
                Ok(world.untaught_end().into())
            },
        )
        .significant(2)
        .reference(5.0, 1e-14, "by hand")
        .reference(1.0, 1e-14, "by hand")
        .at([("angle", 60.0.into())])
        .reference(0.0, 1e-14, "by hand")
        .at([("angle", 0.0.into())]),
        Claim::new(
            "unrest",
            "loss that a constant learning rate leaves to it where the target is what it finds",
            "",
            "",
            |p: &Restless, _| {
                let (inputs, spike, angle) = (p.inputs, p.spike, 0.0);
                let world = World {
                    inputs,
                    spike,
                    angle,
                };
                Ok(world.unrest(p.rate).into())
            },
        )
        .significant(2)
        .reference(0.005833333333333333, 1e-16, "by hand: 0.0025·7/3"),
    ]
}
