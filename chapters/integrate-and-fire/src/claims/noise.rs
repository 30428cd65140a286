//! Numbers of firing under noise.

use super::INDEPENDENT;
use super::noisy::{Allowed, Noisy, Stepped};
use crate::stochastic::{self, OVERSHOOT};
use common::claim::Claim;
use common::figure::FigureError;
use common::param::NoParameters;

/// Thirty digits and more, as `data/PROVENANCE.md` says; the tolerance is ten digits.
const MANY_DIGITS: &str = "independent computation (Python, mpmath, 36 digits)";

pub(super) fn all() -> Vec<Claim> {
    vec![
        noisy_rate(),
        noisy_variability(),
        Claim::new(
            "overshoot",
            "how far a random walk stops beyond a boundary, in standard deviations of a step",
            r"-\zeta(\tfrac12)/\sqrt{2\pi}",
            "",
            |_: &NoParameters, _| Ok(OVERSHOOT.into()),
        )
        .significant(4)
        .reference(
            0.5825971579390107,
            1e-15,
            "Riemann's zeta function (mpmath)",
        )
        .reference(0.5826, 0.00005, "published")
        .cite("broadie1997"),
        naive_error(),
        naive_step(),
        Claim::new(
            "escape-rate",
            "rate of escape over a high barrier",
            r"\nu_{\mathrm{esc}}",
            "Hz",
            |p: &Noisy, _| {
                if p.noise > 0.0 && p.drive < p.neuron.threshold {
                    Ok(stochastic::escape_rate(&p.neuron, p.drive, p.noise).into())
                } else {
                    let sentence =
                        "there is a barrier only below threshold, and an escape only with noise";
                    Err(FigureError::Model(sentence.into()))
                }
            },
        )
        .significant(3)
        .reference(2.92327893287374, 1e-11, MANY_DIGITS),
    ]
}

fn noisy_rate() -> Claim {
    Claim::new(
        "noisy-rate",
        "firing rate under noise",
        r"\nu",
        "Hz",
        |p: &Noisy, _| {
            let rate = stochastic::rate(&p.neuron, p.drive, p.noise);
            if rate == 0.0 && p.noise > 0.0 {
                let sentence = "the neuron fires so seldom that no double-precision number holds \
                                its rate: less than 1e-300 Hz";
                return Err(FigureError::Model(sentence.into()));
            }
            Ok(rate.into())
        },
    )
    .reference(2.28804301577702, 2e-10, MANY_DIGITS)
    .reference(9.27460228576236e-18, 9e-28, MANY_DIGITS)
    .at([("drive", 0.0.into())])
    .reference(1.91792829906337e-9, 1.9e-19, MANY_DIGITS)
    .at([("noise", 1.0.into())])
    .reference(7.80623316799907e-23, 7.8e-33, MANY_DIGITS)
    .at([("drive", 5.0.into()), ("noise", 2.0.into())])
    .reference(102.825069063523, 1e-8, MANY_DIGITS)
    .at([("drive", 40.0.into()), ("noise", 8.0.into())])
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
    .reference(0.907280542983442, 9e-11, MANY_DIGITS)
    .reference(1.000000000000007, 1e-10, MANY_DIGITS)
    .at([("drive", 0.0.into())])
    .reference(0.0520533550632311, 5e-12, MANY_DIGITS)
    .at([("drive", 40.0.into()), ("noise", 1.0.into())])
    .reference(0.597345563209459, 6e-11, MANY_DIGITS)
    .at([("drive", 25.0.into()), ("noise", 8.0.into())])
}

fn naive_error() -> Claim {
    Claim::new(
        "naive-error",
        "error of a rate simulated without a look between steps, to first order",
        r"\Delta\nu/\nu",
        "%",
        |p: &Stepped, _| {
            let exact = stochastic::rate(&p.neuron, p.drive, p.noise);
            if exact <= 0.0 {
                let sentence = "the rate is zero to all digits, and so has no relative error";
                return Err(FigureError::Model(sentence.into()));
            }
            let naive = stochastic::naive_rate(&p.neuron, p.drive, p.noise, p.step);
            Ok((100.0 * (naive / exact - 1.0)).into())
        },
    )
    .significant(2)
    .reference(-4.66370296852512, 1e-9, INDEPENDENT)
    .reference(-14.4050181676157, 1e-9, INDEPENDENT)
    .at([("step", 1.0.into())])
    .reference(-10.2572267036938, 1e-9, INDEPENDENT)
    .at([("drive", 15.0.into())])
}

fn naive_step() -> Claim {
    Claim::new(
        "naive-step",
        "time step at which a rate simulated without a look between steps errs by one per cent",
        r"\Delta t",
        "ms",
        |p: &Allowed, _| {
            if stochastic::rate(&p.neuron, p.drive, p.noise) <= 0.0 {
                let sentence = "the rate is zero to all digits, and so has no relative error";
                return Err(FigureError::Model(sentence.into()));
            }
            let found = stochastic::naive_step(&p.neuron, p.drive, p.noise, 0.01 * p.error);
            let failed =
                |error: common::numerics::roots::RootError| FigureError::Model(error.to_string());
            Ok(found.map_err(failed)?.into())
        },
    )
    .significant(2)
    .reference(0.00452071769174046, 1e-12, INDEPENDENT)
}
