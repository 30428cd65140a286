//! Numbers of repetitive firing.

use super::INDEPENDENT;
use super::parameters::StepCurrent;
use crate::analysis::{self, HopfPoint};
use crate::model::Membrane;
use common::claim::Claim;
use common::figure::FigureError;

#[expect(clippy::too_many_lines, reason = "a list, one entry after the other")]
pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "rheobase",
            "rheobase of repetitive firing: smallest step from rest that fires for ever",
            r"I_\mathrm{rh}",
            "µA/cm²",
            |membrane: &Membrane, _| Ok(analysis::onset_of_firing(membrane)?.current.into()),
        )
        .reference(
            6.264221274513396,
            1e-6,
            "saddle-node of cycles, independent shooting (Python)",
        )
        // Just below the saddle-node the cycle's ghost still fires, for about π/√ε: 1,500 ms of it
        // begin 1.2e-4 µA/cm² below.
        .reference(
            6.264105338603259,
            1.3e-4,
            "firing throughout 1,500 ms, independent bisection",
        ),
        Claim::new(
            "saddle-node",
            "saddle-node of limit cycles: smallest current with a stable cycle",
            r"I_\mathrm{sn}",
            "µA/cm²",
            |membrane: &Membrane, _| Ok(analysis::saddle_node_of_cycles(membrane)?.current.into()),
        )
        .reference(6.264221274513396, 1e-7, INDEPENDENT),
        Claim::new(
            "onset-rate",
            "rate at which repetitive firing begins",
            r"f_\mathrm{on}",
            "Hz",
            |membrane: &Membrane, _| Ok(analysis::onset_of_firing(membrane)?.rate.into()),
        )
        .decimals(1)
        // From a period of 19.89524071 ms; at the turn the period has half the digits of the current.
        .reference(50.26327783, 1e-4, INDEPENDENT),
        rate(),
        Claim::new(
            "peak-at-zero",
            "current from which the peaks of the stable cycle stay below 0 mV",
            r"I_0",
            "µA/cm²",
            |membrane: &Membrane, _| Ok(analysis::current_of_peak(membrane, 0.0)?.into()),
        )
        .significant(2)
        .reference(62.87822959777295, 1e-4, INDEPENDENT),
        knee(
            "knee-lower",
            "smallest current at which the branch of unstable cycles turns",
            r"I_{\mathrm k,1}",
            <[f64]>::first,
        )
        .reference(KNEES[0], 1e-7, INDEPENDENT),
        knee(
            "knee-upper",
            "largest current at which the branch of unstable cycles turns",
            r"I_{\mathrm k,2}",
            <[f64]>::last,
        )
        .reference(KNEES[1], 1e-7, INDEPENDENT),
        hopf(
            "hopf-lower",
            "lower Hopf point: rest loses its stability",
            r"I_1",
            "µA/cm²",
            LOWER,
            |p| p.current,
        )
        .reference(9.77933799420167, 1e-8, INDEPENDENT)
        .reference(9.78, 0.01, "published")
        .cite("rinzel1980"),
        hopf(
            "hopf-upper",
            "upper Hopf point: rest is stable again",
            r"I_2",
            "µA/cm²",
            UPPER,
            |p| p.current,
        )
        .significant(4)
        .reference(154.52633366521846, 1e-6, INDEPENDENT)
        .reference(154.5, 0.1, "published")
        .cite("rinzel1980"),
        hopf(
            "hopf-lower-frequency",
            "frequency of the oscillation at the lower Hopf point",
            r"\omega_1/2\pi",
            "Hz",
            LOWER,
            HopfPoint::frequency,
        )
        .reference(93.30200916363752, 1e-6, INDEPENDENT),
        hopf(
            "hopf-upper-frequency",
            "frequency of the oscillation at the upper Hopf point",
            r"\omega_2/2\pi",
            "Hz",
            UPPER,
            HopfPoint::frequency,
        )
        .reference(169.16925966281383, 1e-6, INDEPENDENT),
    ]
}

type Find = fn(&Membrane) -> Result<HopfPoint, analysis::AnalysisError>;
const LOWER: Find = analysis::lower_hopf_point;
const UPPER: Find = analysis::upper_hopf_point;

/// By single shooting with `SciPy`'s DOP853 at a tolerance of 1e−12.
const KNEES: [f64; 2] = [7.846_247_120_19, 7.921_685_494_34];

fn knee(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    which: fn(&[f64]) -> Option<&f64>,
) -> Claim {
    Claim::new(
        name,
        meaning,
        symbol,
        "µA/cm²",
        move |membrane: &Membrane, _| {
            let branch = analysis::branch_of_cycles(membrane)?;
            let knees: Vec<f64> = branch.knees().iter().map(|orbit| orbit.current).collect();
            let current = which(&knees).ok_or_else(|| {
                let why =
                    "there is no turn of the unstable cycles: their branch does not bend back";
                FigureError::Model(why.to_owned())
            })?;
            Ok((*current).into())
        },
    )
}

fn rate() -> Claim {
    Claim::new(
        "rate",
        "rate of repetitive firing after a step from rest",
        r"f(I)",
        "Hz",
        |step: &StepCurrent, _| Ok(analysis::firing_rate(&step.membrane, step.current)?.into()),
    )
    .decimals(1)
    .reference(68.31382787562045, 1e-6, INDEPENDENT)
    .reference(52.27199922636294, 1e-6, INDEPENDENT)
    .at([("current", 6.3.into())])
    .reference(117.03291643718963, 1e-6, INDEPENDENT)
    .at([("current", 50.0.into())])
    .reference(164.44200162637216, 1e-5, INDEPENDENT)
    .at([("current", 140.0.into())])
}

fn hopf(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    unit: &'static str,
    find: Find,
    of: fn(&HopfPoint) -> f64,
) -> Claim {
    Claim::new(
        name,
        meaning,
        symbol,
        unit,
        move |membrane: &Membrane, _| Ok(of(&find(membrane).map_err(FigureError::from)?).into()),
    )
}
