//! Numbers of firing under a constant drive.

use super::INDEPENDENT;
use super::parameters::{Driven, Flickering, Gridded, Pulse, Sweep};
use crate::analysis;
use crate::kernel::count_spikes;
use crate::model::{Neuron, State};
use common::claim::Claim;
use common::numerics::elementary::ln;

pub(super) fn all() -> Vec<Claim> {
    vec![
        latency(),
        rate(),
        Claim::new(
            "interval",
            "time from spike to spike under a constant drive",
            "T",
            "ms",
            |p: &Driven, _| Ok(analysis::interval(&p.neuron, p.drive)?.into()),
        )
        .decimals(2)
        .reference(15.862943611198906, 1e-12, INDEPENDENT),
        mean_potential(),
        Claim::new(
            "linear-slope",
            "slope of the rate without refractory period under strong drive",
            r"\mathrm dr/\mathrm d\mu",
            "Hz/mV",
            |neuron: &Neuron, _| Ok(analysis::linear_limit(neuron).slope.into()),
        )
        .significant(3)
        // The slope between drives of 10⁶ and 2·10⁶ mV by quadrature; the curvature that is left is
        // Δ²/12/(2·10¹²) of it.
        .reference(5.0, 1e-9, INDEPENDENT),
        Claim::new(
            "linear-zero",
            "drive at which the line of strong drive meets zero",
            r"\tfrac12(\theta+V_r)",
            "mV",
            |neuron: &Neuron, _| Ok(analysis::linear_limit(neuron).zero.into()),
        )
        .significant(3)
        // From the same two rates; the line through them misses the limit by Δ²/12/10⁶.
        .reference(15.0, 1e-4, INDEPENDENT),
        linear_surplus(),
        Claim::new(
            "ceiling",
            "rate that no drive exceeds",
            r"1/\tau_\mathrm{ref}",
            "Hz",
            |neuron: &Neuron, _| Ok(analysis::ceiling(neuron)?.into()),
        )
        .significant(3)
        .reference(500.0, 1e-9, "one spike every 2 ms"),
        Claim::new(
            "chronaxie",
            "duration at which a pulse must be twice as strong as one that never ends",
            r"\tau\ln2",
            "ms",
            |neuron: &Neuron, _| Ok((neuron.time_constant * ln(2.0)).into()),
        )
        .decimals(1)
        .reference(13.862943611198906, 1e-12, INDEPENDENT),
        pulse_threshold(),
        grid_rate(),
        flicker(),
        sweep_spikes(),
    ]
}

fn latency() -> Claim {
    Claim::new(
        "latency",
        "time to the first spike after a step of drive from rest",
        "t_1",
        "ms",
        |p: &Driven, _| Ok(analysis::latency(&p.neuron, p.drive)?.into()),
    )
    .decimals(1)
    .reference(21.972245773362197, 1e-12, INDEPENDENT)
    .reference(60.89044875446847, 1e-11, INDEPENDENT)
    .at([("drive", 21.0.into())])
}

fn rate() -> Claim {
    Claim::new(
        "rate",
        "firing rate under a constant drive",
        r"r(\mu)",
        "Hz",
        |p: &Driven, _| Ok(p.neuron.rate(p.drive).into()),
    )
    .decimals(1)
    .reference(63.040002190641395, 1e-11, INDEPENDENT)
    .reference(7.1339348535299, 1e-10, INDEPENDENT)
    .at([("drive", 20.01.into())])
    .reference(154.72999475512455, 1e-11, INDEPENDENT)
    .at([("drive", 60.0.into())])
    .reference(72.13475204444816, 1e-11, INDEPENDENT)
    .at([("refractory-period", 0.0.into())])
    .reference(47.020496820107454, 1e-10, INDEPENDENT)
    .at([
        ("drive", 25.0.into()),
        ("time-constant", 12.5.into()),
        ("threshold", 18.0.into()),
        ("reset", (-4.0).into()),
        ("refractory-period", 3.5.into()),
    ])
}

fn mean_potential() -> Claim {
    Claim::new(
        "mean-potential",
        "mean of the potential on its way from reset to threshold",
        r"\bar V",
        "mV",
        |p: &Driven, _| Ok(analysis::mean_potential(&p.neuron, p.drive)?.into()),
    )
    .decimals(2)
    .reference(15.573049591110365, 1e-11, INDEPENDENT)
    .reference(18.56256116052343, 1e-10, INDEPENDENT)
    .at([("drive", 20.01.into())])
    .reference(15.008460295019892, 1e-11, INDEPENDENT)
    .at([("drive", 1000.0.into())])
}

fn linear_surplus() -> Claim {
    Claim::new(
        "linear-surplus",
        "excess of the straight line over the rate without refractory period",
        "",
        "%",
        |p: &Driven, _| Ok((100.0 * analysis::linear_surplus(&p.neuron, p.drive)?).into()),
    )
    .significant(2)
    .reference(3.9720770839917963, 1e-11, INDEPENDENT)
    .reference(0.11558030792593636, 1e-11, INDEPENDENT)
    .at([("drive", 100.0.into())])
    .reference(0.0008589205773711613, 1e-12, INDEPENDENT)
    .at([("drive", 1000.0.into())])
}

fn pulse_threshold() -> Claim {
    Claim::new(
        "pulse-threshold",
        "smallest drive of a pulse that fires a neuron at rest",
        r"\mu(d)",
        "mV",
        |p: &Pulse, _| Ok(analysis::pulse_threshold(&p.neuron, p.duration).into()),
    )
    .significant(3)
    .reference(410.0833298613178, 1e-9, INDEPENDENT)
    .reference(50.82988165073596, 1e-10, INDEPENDENT)
    .at([("duration", 10.0.into())])
}

fn grid_rate() -> Claim {
    Claim::new(
        "grid-rate",
        "rate if the threshold is looked at only every so often",
        "",
        "Hz",
        |p: &Gridded, _| Ok(analysis::rate_on_a_grid(&p.neuron, p.drive, p.step)?.into()),
    )
    .decimals(1)
    .reference(
        62.893081761006286,
        1e-9,
        "stepping through the grid (Python)",
    )
    .reference(
        142.85714285714286,
        1e-9,
        "stepping through the grid (Python)",
    )
    .at([("drive", 60.0.into()), ("step", 1.0.into())])
}

fn flicker() -> Claim {
    Claim::new(
        "flicker-half-period",
        "shortest time for which a flickering drive must stay on, and off, for the neuron to fire",
        "h",
        "ms",
        |p: &Flickering, _| Ok(analysis::flicker_half_period(&p.neuron, p.drive)?.into()),
    )
    .decimals(1)
    .reference(
        4.462871026284195,
        1e-9,
        "bisection on a simulation (Python)",
    )
}

fn sweep_spikes() -> Claim {
    Claim::new(
        "sweep-spikes",
        "spikes of many neurons under drives from 0 up",
        "",
        "",
        |p: &Sweep, _| {
            let last = (p.neurons - 1) as f64;
            let drives: Vec<f64> = (0..p.neurons).map(|i| p.to * i as f64 / last).collect();
            let counts = count_spikes(&p.neuron, State::REST, &drives, p.duration);
            Ok((counts.iter().sum::<u64>() as f64).into())
        },
    )
    .significant(6)
    .reference(
        630531.0,
        0.5,
        "first spike and intervals counted with 30 digits (Python)",
    )
}
