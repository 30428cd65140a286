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

pub(super) fn caption(parameters: &FiCurve, found: &Found) -> Prose {
    let (rate, at) = jump(found).unwrap_or((f64::NAN, f64::NAN));
    let (low, high) = found.window().unwrap_or((f64::NAN, f64::NAN));
    let end = found.upper.map_or(f64::NAN, |hopf| hopf.current);
    let _ = at;
    Prose::new()
        .result(
            jump(found).is_some(),
            format!("Firing starts at {} Hz, not at zero.", print(rate, 0)),
            "Firing rate against a step of applied current.",
        )
        .result(
            found.window().is_some(),
            format!(
                "Between {} and {} µA/cm² (grey) the membrane fires or is silent, as its past decides.",
                print(low, 2),
                print(high, 2)
            ),
            "",
        )
        .result(
            found.upper.is_some(),
            format!("Firing ends at {} µA/cm², where the cycle has shrunk to nothing.", print(end, 1)),
            "",
        )
        .plain(format!(
            "Ink: closed orbits, stable (solid) and unstable (dashed), found as such and not by \
             waiting. Coloured marks: spikes counted in simulations. **a** Each of {} neurons is under \
             a constant current for {} ms, from {} mV with its gates settled there; the square is the \
             operating point.",
            found.counted.0.len() + found.beyond.0.len(),
            parameters.duration,
            print(START, 0)
        ))
}

pub(super) fn alternative_text(parameters: &FiCurve, found: &Found) -> Prose {
    let (rate, at) = jump(found).unwrap_or((f64::NAN, f64::NAN));
    let _ = parameters;
    let (last_current, last_rate) = (
        found.counted.0.last().copied().unwrap_or(0.0),
        found.counted.1.last().copied().unwrap_or(0.0),
    );
    Prose::new()
        .result(
            jump(found).is_some(),
            format!(
                "The firing rate is almost zero up to {} µA/cm², jumps there to {} Hz,",
                print(at, 2),
                print(rate, 0)
            ),
            "The firing rate,",
        )
        .plain(format!(
            "and is {} Hz at {} µA/cm². Counted spikes lie on the line of the stable cycle.",
            print(last_rate, 0),
            print(last_current, 1)
        ))
}
