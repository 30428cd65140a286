//! Numbers of firing under noise.

use super::noisy::Noisy;
use crate::stochastic::{self, OVERSHOOT};
use common::claim::Claim;
use common::figure::FigureError;
use common::param::NoParameters;

pub(super) fn all() -> Vec<Claim> {
    vec![
        noisy_rate(),
        noisy_variability(),
        Claim::new(
            "overshoot",
            "how far a random walk with Gaussian steps stops beyond a boundary, in standard deviations",
            r"-\zeta(\tfrac12)/\sqrt{2\pi}",
            "",
            |_: &NoParameters, _| Ok(OVERSHOOT.into()),
        )
        .significant(4)
        .reference(0.582597157939010670, 1e-16, "Riemann's zeta function (mpmath)")
        .reference(0.5826, 0.00005, "published")
        .cite("broadie1997"),
    ]
}

fn noisy_rate() -> Claim {
    Claim::new(
        "noisy-rate",
        "firing rate under noise",
        r"\nu",
        "Hz",
        |p: &Noisy, _| Ok(stochastic::rate(&p.neuron, p.drive, p.noise).into()),
    )
}

fn noisy_variability() -> Claim {
    Claim::new(
        "noisy-variability",
        "coefficient of variation of the intervals under noise",
        r"\mathrm{CV}",
        "",
        |p: &Noisy, _| {
            let found = stochastic::variability(&p.neuron, p.drive, p.noise);
            let silent = || {
                let sentence = "without noise and below threshold there are no intervals, \
                                and so no coefficient of variation";
                FigureError::Model(sentence.into())
            };
            found.map(Into::into).ok_or_else(silent)
        },
    )
}
