//! Numbers of how the threshold of a pulse depends on its duration.

use super::INDEPENDENT;
use super::parameters::Durations;
use crate::analysis::{self, AnalysisError, StrengthDuration, pulse_threshold};
use crate::model::Membrane;
use common::claim::Claim;
use common::figure::FigureError;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "charge-threshold",
            "charge that fires when it is delivered at once",
            r"Q_0",
            "nC/cm²",
            |membrane: &Membrane, _| Ok(analysis::charge_at_once(membrane)?.into()),
        )
        .reference(6.507360049909039, 1e-6, INDEPENDENT),
        Claim::new(
            "chronaxie",
            "duration of a pulse of twice the rheobase of a single spike that just fires",
            r"d_\mathrm{chr}",
            "ms",
            |membrane: &Membrane, _| Ok(analysis::chronaxie(membrane)?.into()),
        )
        .reference(1.654_293_951_94, 1e-7, LEAST_SQUARES),
        of_fit(
            "lapicque-rheobase",
            "rheobase of Lapicque's law, fitted",
            r"I_\mathrm{rh}",
            "µA/cm²",
            |all| Ok(all.lapicque.clone()?.rheobase),
        )
        .reference(1.921_371_72, 1e-6, LEAST_SQUARES),
        of_fit(
            "lapicque-time",
            "time constant of Lapicque's law, fitted",
            r"\tau",
            "ms",
            |all| Ok(all.lapicque.clone()?.time),
        )
        .reference(3.207_909_26, 1e-6, LEAST_SQUARES),
        of_fit(
            "lapicque-chronaxie",
            "chronaxie of Lapicque's law, fitted",
            r"\tau\ln2",
            "ms",
            |all| Ok(all.lapicque.clone()?.chronaxie()),
        )
        .reference(2.223_553_26, 1e-6, LEAST_SQUARES),
        of_fit(
            "lapicque-deviation",
            "root mean square of the relative deviations of Lapicque's law",
            "",
            "%",
            |all| Ok(100.0 * all.lapicque.clone()?.deviation),
        )
        .decimals(0)
        .reference(4.897_191_0, 1e-5, LEAST_SQUARES),
        of_fit(
            "weiss-rheobase",
            "rheobase of Weiss's law, fitted",
            r"I_\mathrm{rh}",
            "µA/cm²",
            |all| Ok(all.weiss.clone()?.rheobase),
        )
        .reference(1.242_925_22, 1e-6, LEAST_SQUARES),
        of_fit(
            "weiss-chronaxie",
            "chronaxie of Weiss's law, fitted",
            r"c",
            "ms",
            |all| Ok(all.weiss.clone()?.time),
        )
        .reference(4.879_406_58, 1e-5, LEAST_SQUARES),
        of_fit(
            "weiss-deviation",
            "root mean square of the relative deviations of Weiss's law",
            "",
            "%",
            |all| Ok(100.0 * all.weiss.clone()?.deviation),
        )
        .decimals(0)
        .reference(7.349_800_4, 1e-5, LEAST_SQUARES),
    ]
}

/// Thresholds by bisection with Runge–Kutta steps of 0.005 ms; SciPy's least squares.
const LEAST_SQUARES: &str = "independent thresholds and fit (Python, SciPy)";

fn of_fit(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    unit: &'static str,
    of: fn(&StrengthDuration) -> Result<f64, AnalysisError>,
) -> Claim {
    Claim::new(name, meaning, symbol, unit, move |at: &Durations, run| {
        let durations = StrengthDuration::durations(at.from, at.to, at.durations);
        let thresholds = run.map(&durations, |&duration| {
            pulse_threshold(&at.membrane, duration).map_err(FigureError::from)
        })?;
        Ok(of(&StrengthDuration::new(durations, thresholds))?.into())
    })
}
