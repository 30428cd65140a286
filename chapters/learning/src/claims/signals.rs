//! Numbers of learning from a target, from a reward and from nothing.

use super::parameters::{Network, Networks, Restless, Untaught};
use crate::analysis::signals::{networks, simulated_time};
use crate::analysis::untaught::World;
use common::claim::Claim;
use common::numerics::random::stream;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "estimate-variance",
            "variance of the estimate of the gradient over the gradient's square",
            "",
            "",
            |p: &Network, _| Ok((p.rule.moment(p.inputs, p.outputs) - 1.0).into()),
        )
        .significant(3),
        Claim::new(
            "learning-time",
            "presentations in which the mean loss falls by a factor of e, at the best rate",
            r"\tau",
            "",
            |p: &Network, _| Ok(p.rule.learning_time(p.inputs, p.outputs).into()),
        )
        .significant(3),
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
        .significant(2),
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
        .significant(2),
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
        .significant(2),
    ]
}
