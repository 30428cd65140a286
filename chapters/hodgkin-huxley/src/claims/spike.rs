//! Numbers of one spike.

use super::INDEPENDENT;
use super::parameters::StepCurrent;
use crate::analysis::{FirstSpike, first_spike};
use common::claim::Claim;

pub(super) fn all() -> Vec<Claim> {
    vec![
        of_spike(
            "spike-peak",
            "highest potential of the first spike after a step",
            "mV",
            |spike| spike.shape.peak,
        )
        .decimals(1)
        .reference(PEAK, 1e-6, TRACE),
        of_spike(
            "spike-minimum",
            "lowest potential after that spike",
            "mV",
            |spike| spike.shape.minimum,
        )
        .decimals(1)
        .reference(MINIMUM, 1e-6, TRACE),
        of_spike(
            "spike-latency",
            "time from the step to the crossing of 0 mV",
            "ms",
            |spike| spike.shape.latency,
        )
        .decimals(2)
        .reference(1.9014404909184184, 1e-8, INDEPENDENT),
        of_spike(
            "spike-width",
            "width of the spike at half of its height",
            "ms",
            |spike| spike.shape.width,
        )
        .decimals(2)
        .reference(WIDTH, 1e-6, TRACE),
        of_spike(
            "peak-sodium-conductance",
            "largest sodium conductance during the spike",
            "mS/cm²",
            |spike| spike.sodium_conductance.1,
        )
        .reference(SODIUM, 1e-6, TRACE),
        of_spike(
            "peak-potassium-conductance",
            "largest potassium conductance during the spike",
            "mS/cm²",
            |spike| spike.potassium_conductance.1,
        )
        .reference(POTASSIUM, 1e-6, TRACE),
        of_spike(
            "conductance-delay",
            "from the largest sodium to the largest potassium conductance",
            "ms",
            |spike| spike.potassium_conductance.0 - spike.sodium_conductance.0,
        )
        .decimals(1)
        .reference(1.4784280962567888, 1e-5, TRACE),
        of_spike(
            "sodium-current-lag",
            "from the peak of the spike to the largest sodium current",
            "ms",
            |spike| spike.sodium_current.0 - spike.shape.peak_time,
        )
        .decimals(2)
        .reference(0.866891079717985, 1e-5, TRACE),
        of_spike(
            "potassium-peak-potential",
            "potential at the moment of the largest potassium conductance",
            "mV",
            |spike| spike.potential_at_potassium_peak,
        )
        .decimals(0)
        .reference(-30.08309317895, 1e-3, TRACE),
    ]
}

/// The same equations, integrated by SciPy's DOP853 to 1e−12 and read off its dense output.
const TRACE: &str = "independent integration (SciPy, DOP853)";
const PEAK: f64 = 40.267869454104286;
const MINIMUM: f64 = -75.07861016360027;
const WIDTH: f64 = 1.471790609999311;
const SODIUM: f64 = 32.73131024745139;
const POTASSIUM: f64 = 12.705930820720612;

fn of_spike(
    name: &'static str,
    meaning: &'static str,
    unit: &'static str,
    of: fn(&FirstSpike) -> f64,
) -> Claim {
    let symbol = match name {
        "spike-peak" => r"V_\mathrm{max}",
        "spike-minimum" => r"V_\mathrm{min}",
        "spike-latency" => r"t_0",
        "spike-width" => r"w",
        "peak-sodium-conductance" => r"\max g_\mathrm{Na}",
        "peak-potassium-conductance" => r"\max g_\mathrm{K}",
        "conductance-delay" => r"t_\mathrm{K}-t_\mathrm{Na}",
        "sodium-current-lag" => r"t_{I_\mathrm{Na}}-t_\mathrm{max}",
        _ => r"V(t_\mathrm{K})",
    };
    Claim::new(name, meaning, symbol, unit, move |step: &StepCurrent, _| {
        Ok(of(&first_spike(&step.membrane, step.current)?).into())
    })
}
