//! Numbers of what spikes and rest cost.

use super::INDEPENDENT;
use super::parameters::Stimulus;
use crate::analysis::{self, SpikeCost, resting_cost, spike_cost};
use crate::model::Membrane;
use common::claim::Claim;

pub(super) fn all() -> Vec<Claim> {
    vec![
        of_spike(
            "capacitive-minimum",
            "charge that lifts the potential from rest to the peak of a spike",
            r"C\,\Delta V",
            "nC/cm²",
            |cost| cost.capacitive_minimum,
        )
        .reference(104.32019222553103, 1e-4, INDEPENDENT),
        of_spike(
            "sodium-entry",
            "sodium charge that enters during a spike, above that at rest",
            r"Q_\mathrm{Na}",
            "nC/cm²",
            |cost| cost.sodium_charge,
        )
        .reference(1382.0174686744013, 1e-2, INDEPENDENT),
        of_spike(
            "sodium-excess",
            "sodium entry over the capacitive minimum",
            r"Q_\mathrm{Na}/C\,\Delta V",
            "",
            SpikeCost::excess,
        )
        .reference(13.24784242811403, 1e-4, INDEPENDENT)
        .reference(3.8686421774832205, 1e-4, INDEPENDENT)
        .at([
            ("temperature", 18.5.into()),
            ("amplitude", 60.0.into()),
            ("window", 30.0.into()),
        ]),
        of_spike(
            "atp-per-spike",
            "ATP for the sodium of a spike",
            r"n_\mathrm{ATP}",
            ATP,
            |cost| cost.atp,
        )
        .reference(28752.915240301623, 0.5, INDEPENDENT),
        of_spike(
            "sodium-after-peak",
            "part of that sodium which enters after the peak",
            r"Q_\mathrm{Na}(t>t_\mathrm{max})/Q_\mathrm{Na}",
            "",
            |cost| cost.after_peak,
        )
        .significant(2)
        .reference(0.8768823866256136, 1e-6, INDEPENDENT),
        Claim::new(
            "sodium-overlap",
            "part of that sodium which enters while as much potassium leaves",
            r"Q_\mathrm{overlap}/Q_\mathrm{Na}",
            "",
            |stimulus: &Stimulus, _| {
                let Stimulus {
                    amplitude,
                    duration,
                    window,
                    membrane,
                } = stimulus;
                let overlap = analysis::overlap(membrane, *amplitude, *duration, *window)?;
                Ok((overlap / cost(stimulus)?.sodium_charge).into())
            },
        )
        .significant(2)
        // Where the two currents cross, their minimum has a corner; five digits are left.
        .reference(0.928_531_177_5, 1e-6, INDEPENDENT)
        .reference(0.774_655_493_5, 1e-5, INDEPENDENT)
        .at([("temperature", 18.5.into())]),
        Claim::new(
            "resting-atp-rate",
            "ATP for the resting sodium current",
            r"\dot n_\mathrm{ATP}",
            "molecules/(µm² s)",
            |membrane: &Membrane, _| Ok(resting_cost(membrane)?.into()),
        )
        // The independent sodium current, over three elementary charges.
        .reference(25385.344113, 1e-3, INDEPENDENT),
        Claim::new(
            "resting-cost-in-spikes",
            "spikes per second that cost as much as rest",
            r"\dot n_\mathrm{ATP}/n_\mathrm{ATP}",
            "spikes/s",
            |stimulus: &Stimulus, _| {
                Ok((resting_cost(&stimulus.membrane)? / cost(stimulus)?.atp).into())
            },
        )
        .significant(2)
        .reference(0.8828789672893886, 1e-6, INDEPENDENT),
    ]
}

const ATP: &str = "molecules/µm²";

fn cost(stimulus: &Stimulus) -> Result<SpikeCost, analysis::AnalysisError> {
    let Stimulus {
        amplitude,
        duration,
        window,
        membrane,
    } = stimulus;
    spike_cost(membrane, *amplitude, *duration, *window)
}

fn of_spike(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    unit: &'static str,
    of: fn(&SpikeCost) -> f64,
) -> Claim {
    Claim::new(
        name,
        meaning,
        symbol,
        unit,
        move |stimulus: &Stimulus, _| Ok(of(&cost(stimulus)?).into()),
    )
}
