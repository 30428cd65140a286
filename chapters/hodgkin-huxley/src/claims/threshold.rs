//! Numbers of what it takes to fire once.

use super::INDEPENDENT;
use super::parameters::Pulse;
use crate::analysis::{self, Moving, kick_threshold};
use crate::model::Membrane;
use common::claim::Claim;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "feedback-turn",
            "potential at which the fast loop turns: middle crossing of the instantaneous I–V curve",
            r"V_\mathrm{turn}",
            "mV",
            |membrane: &Membrane, _| Ok(analysis::turn_of_the_loop(membrane)?.into()),
        )
        .decimals(1)
        .reference(-62.38228170225446, 1e-8, INDEPENDENT),
        Claim::new(
            "feedback-turn-above-rest",
            "the same, above rest",
            r"V_\mathrm{turn}-V_\mathrm{rest}",
            "mV",
            |membrane: &Membrane, _| {
                let rest = analysis::resting_state(membrane, 0.0)?[0];
                Ok((analysis::turn_of_the_loop(membrane)? - rest).into())
            },
        )
        .decimals(1)
        .reference(2.61744073148012, 1e-8, INDEPENDENT),
        kick("kick-threshold", "sudden displacement that fires", r"\Delta V", Moving::All)
            .reference(6.507360049909039, 1e-6, BISECTION)
            .reference(7.388054910094979, 1e-6, BISECTION)
            .at([("temperature", 18.5.into())]),
        kick(
            "kick-threshold-lagging",
            "sudden displacement that fires, if only m moves",
            r"\Delta V_m",
            Moving::OnlyActivation,
        )
        .reference(3.145907937676384, 1e-6, BISECTION),
        kick(
            "kick-threshold-moving",
            "sudden displacement that fires, if h and n move and m follows at once",
            r"\Delta V_{h,n}",
            Moving::OnlySlow,
        )
        .reference(4.289905645833642, 1e-6, BISECTION),
        Claim::new(
            "threshold-width",
            "range of kicks after which the potential peaks between −50 and +20 mV",
            r"\delta V",
            "mV",
            |membrane: &Membrane, _| {
                Ok(analysis::threshold_width(membrane, -50.0, 20.0)?.into())
            },
        )
        .significant(2)
        .reference(1.353265670189785e-06, 2e-9, BISECTION),
        Claim::new(
            "pulse-threshold",
            "smallest pulse that fires",
            r"I_\mathrm{pulse}",
            "µA/cm²",
            |pulse: &Pulse, _| {
                Ok(analysis::pulse_threshold(&pulse.membrane, pulse.duration)?.into())
            },
        )
        .significant(4)
        .reference(13.279814673758757, 1e-6, INDEPENDENT)
        .reference(65.15036072017762, 1e-6, INDEPENDENT)
        .at([("duration", 0.1.into())])
        .reference(2.3518159945833546, 1e-7, INDEPENDENT)
        .at([("duration", 5.0.into())]),
        Claim::new(
            "rheobase-single",
            "rheobase of a single spike: smallest step from rest that fires once",
            r"I_\mathrm{rh,1}",
            "µA/cm²",
            |membrane: &Membrane, _| Ok(analysis::single_spike_rheobase(membrane)?.into()),
        )
        .significant(4)
        .reference(2.240945854193882, 1e-7, INDEPENDENT),
    ]
}

/// Bisection on the size of the kick, with SciPy's DOP853 at a tolerance of 1e−11.
const BISECTION: &str = "independent bisection (Python, SciPy)";

fn kick(name: &'static str, meaning: &'static str, symbol: &'static str, moving: Moving) -> Claim {
    Claim::new(
        name,
        meaning,
        symbol,
        "mV",
        move |membrane: &Membrane, _| Ok(kick_threshold(membrane, moving)?.into()),
    )
    .decimals(1)
}
