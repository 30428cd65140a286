//! Caption and alternative text.

use super::found::Found;
use super::{FiCurve, START};
use common::claim::Digits;
use common::prose::Prose;

fn print(value: f64, decimals: usize) -> String {
    Digits::Decimals(decimals).print(value)
}

/// Rate and current where firing begins, if it begins with a jump.
fn jump(found: &Found) -> Option<(f64, f64)> {
    let first = found.beginning()?;
    (first.rate() > 10.0).then(|| (first.rate(), first.current))
}

/// A difference of rates (Hz) that is hardly seen.
const CLOSE: f64 = 3.0;

pub(super) fn caption(parameters: &FiCurve, found: &Found) -> Prose {
    let rate = jump(found).map_or(f64::NAN, |(rate, _)| rate);
    let (low, high) = found.window().unwrap_or((f64::NAN, f64::NAN));
    let end = found.upper.map_or(f64::NAN, |hopf| hopf.current);
    let has_window = found.window().is_some();
    let neurons = found.counted.0.len() + found.beyond.0.len();
    Prose::new()
        .result(
            jump(found).is_some(),
            format!("Firing starts at {} Hz, not at zero.", print(rate, 0)),
            "Firing rate against a step of applied current.",
        )
        .result(
            has_window,
            format!(
                "Between {} and {} µA/cm² (grey) the membrane is silent or fires, as its past \
                 decides.",
                print(low, 2),
                print(high, 2)
            ),
            "",
        )
        .result(
            found.upper.is_some(),
            format!(
                "Firing ends at {} µA/cm², where the cycle has shrunk into the equilibrium.",
                print(end, 1)
            ),
            "",
        )
        .plain(
            "Ink: closed orbits, stable (solid) and unstable (dashed), found as orbits and not by \
             waiting; their stability is that of Floquet's multipliers. Coloured marks: spikes \
             counted in simulations.",
        )
        .plain(format!(
            "**a** {neurons} neurons ({}), each \
             under a constant current for {} ms; all start at {} mV with their gates settled there. Open circles: where the stable cycle begins and ends.",
            if found.beyond.0.is_empty() {
                "evenly spaced".to_owned()
            } else {
                format!(
                    "{} evenly spaced, the others beyond to the end of firing",
                    found.counted.0.len()
                )
            },
            parameters.duration,
            print(START, 0)
        ))
        .result(
            has_window,
            "**b** One neuron that keeps its state while the current rises (triangles), with a kick \
             of 1 mV at each step, and falls (circles).",
            "**b** The beginning, enlarged.",
        )
        .plain(format!(
            "**c**, **d** Highest and lowest potential of the cycles; equilibrium (purple), dashed \
             where it is unstable; circles: folds of the branch. **e**, **f** The potential at the \
             operating point, {} µA/cm² (square in **a**): switched on at rest, and reached slowly, \
             then kicked by {} mV.",
            print(parameters.current, 1),
            print(parameters.kick, 1)
        ))
}

pub(super) fn alternative_text(parameters: &FiCurve, found: &Found) -> Prose {
    let (rate, at) = jump(found).unwrap_or((f64::NAN, f64::NAN));
    let (low, high) = found.window().unwrap_or((f64::NAN, f64::NAN));
    let end = found.upper.map_or(f64::NAN, |hopf| hopf.current);
    let apart = found.largest_difference();
    Prose::new()
        .result(
            jump(found).is_some(),
            format!(
                "The firing rate is almost zero up to {} µA/cm², jumps there to {} Hz and grows; \
                 spikes counted in simulations {}.",
                print(at, 2),
                print(rate, 0),
                if apart < CLOSE {
                    "lie on the rate of the stable cycle".to_owned()
                } else {
                    format!(
                        "differ from the rate of the stable cycle by up to {} Hz, where one spike more \
                         or less is {} Hz",
                        print(apart, 0),
                        print(1000.0 / parameters.duration, 1)
                    )
                }
            ),
            "Firing rate against current, counted and from the stable cycle.",
        )
        .result(
            found.window().is_some(),
            format!(
                "With rising current the neuron stays silent up to {} µA/cm², with falling current it \
                 fires down to {} µA/cm²; between them runs a branch of unstable cycles that folds.",
                print(high, 2),
                print(low, 2)
            ),
            "",
        )
        .result(
            found.upper.is_some(),
            format!(
                "The cycle's peak and trough close around the equilibrium at {} µA/cm².",
                print(end, 1)
            ),
            "",
        )
        .plain(format!(
            "At {} µA/cm² the rate after a step from rest is {} Hz.",
            print(parameters.current, 1),
            print(found.rate, 0)
        ))
}
