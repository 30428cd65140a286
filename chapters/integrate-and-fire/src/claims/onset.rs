//! Numbers of how firing begins, and how it begins in the squid.

use super::INDEPENDENT;
use super::parameters::{AtRate, Matching};
use crate::analysis::{self, AnalysisError, Matched, Squid};
use crate::model::Neuron;
use common::claim::Claim;
use common::figure::FigureError;
use common::numerics::elementary::ln;

pub(super) fn all() -> Vec<Claim> {
    vec![
        drive_excess(),
        Claim::new(
            "interval-per-decade",
            "how much longer the interval gets when the drive comes ten times closer to threshold",
            r"\tau\ln10",
            "ms",
            |neuron: &Neuron, _| Ok((neuron.time_constant * ln(10.0)).into()),
        )
        .significant(2)
        .reference(46.051701859880914, 1e-10, INDEPENDENT),
        matching(
            "matched-time-constant",
            "time constant of the leaky integrator that fires like the squid at two currents",
            r"\tau",
            "ms",
            |matched, _| Ok(matched.time_constant),
        )
        .significant(2)
        .reference(7.16257471455, 1e-7, MATCHED)
        .reference(3.47932870967, 1e-7, MATCHED)
        .at([("low", 7.0.into()), ("high", 30.0.into())])
        .reference(12.4501702497, 1e-6, MATCHED)
        .at([("low", 15.0.into()), ("high", 100.0.into())]),
        matching(
            "matched-refractory-period",
            "its refractory period",
            r"\tau_\mathrm{ref}",
            "ms",
            |matched, _| Ok(matched.refractory_period),
        )
        .significant(2)
        .reference(7.58584742799, 1e-7, MATCHED),
        matching(
            "matched-threshold",
            "its threshold above rest",
            r"\theta",
            "mV",
            |matched, _| Ok(matched.threshold),
        )
        .significant(2)
        .reference(44.8679529072, 1e-6, MATCHED),
        matching(
            "matched-slow",
            "current, relative to the rheobase, up to which it fires more slowly than the squid can",
            "",
            "%",
            |matched, squid| Ok(100.0 * matched.excess(squid.onset_rate)?),
        )
        .significant(2)
        // The onset's period has eight digits.
        .reference(21.8505017576, 1e-5, MATCHED),
    ]
}

const MATCHED: &str = "periods of the squid by independent shooting (Python), two linear equations";

fn drive_excess() -> Claim {
    Claim::new(
        "drive-excess",
        "drive above threshold at which the neuron fires at a rate",
        r"\mu(r)-\theta",
        "mV",
        |p: &AtRate, _| Ok(analysis::drive_excess(&p.neuron, p.rate)?.into()),
    )
    .significant(2)
    .reference(0.07502450693247119, 1e-14, INDEPENDENT)
    .reference(2.131598240212549e-21, 1e-33, INDEPENDENT)
    .at([("rate", 1.0.into())])
    .reference(6.851177504050079, 1e-12, INDEPENDENT)
    .at([("rate", 50.0.into())])
}

fn matching(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    unit: &'static str,
    of: fn(&Matched, &Squid) -> Result<f64, AnalysisError>,
) -> Claim {
    Claim::new(name, meaning, symbol, unit, move |p: &Matching, _| {
        let squid = analysis::squid(&p.membrane)?;
        let matched = analysis::matched(&p.membrane, &squid, p.low, p.high)?;
        of(&matched, &squid)
            .map(Into::into)
            .map_err(FigureError::from)
    })
}
