//! Numbers of a second pulse after a spike.

use super::parameters::TwoPulses;
use crate::analysis::{AnalysisError, SecondPulse};
use common::claim::Claim;

pub(super) fn all() -> Vec<Claim> {
    vec![
        of_pulses(
            "absolute-refractory",
            "delay up to which no second pulse of five resting thresholds or less fires",
            r"t_\mathrm{abs}",
            "ms",
            |pulses, at| pulses.absolute(at.limit),
        )
        .decimals(1)
        .reference(9.167_167_339, 1e-6, BISECTION)
        .reference(2.405_452_29, 1e-5, BISECTION)
        .at([("temperature", 18.5.into())]),
        of_pulses(
            "relative-refractory",
            "delay at which the threshold first comes down to its resting value",
            r"t_\mathrm{rel}",
            "ms",
            |pulses, _| pulses.relative(),
        )
        .decimals(1)
        .reference(16.636_344_49, 1e-6, BISECTION)
        .reference(5.147_372_02, 1e-5, BISECTION)
        .at([("temperature", 18.5.into())]),
        of_pulses(
            "recovered",
            "delay from which on the threshold is within one per cent of its resting value",
            r"t_{1\%}",
            "ms",
            |pulses, at| pulses.recovered(at.within),
        )
        .decimals(0)
        .reference(31.392_367_79, 1e-5, BISECTION)
        .reference(12.812_114_46, 1e-4, BISECTION)
        .at([("temperature", 18.5.into())]),
        of_pulses(
            "supernormal-threshold",
            "lowest threshold after a spike, over its resting value",
            r"\min I(t)/I(\infty)",
            "",
            |pulses, _| Ok(pulses.supernormal()?.threshold),
        )
        .reference(0.843_795_394_1, 1e-7, BISECTION)
        .reference(0.786_623_049, 1e-6, BISECTION)
        .at([("temperature", 18.5.into())]),
        of_pulses(
            "supernormal-delay",
            "delay at which the threshold is lowest",
            r"t_\mathrm{min}",
            "ms",
            |pulses, _| Ok(pulses.supernormal()?.delay),
        )
        .decimals(1)
        // The threshold is stationary there, so that its delay has half of its digits.
        .reference(19.611_77, 1e-3, BISECTION),
    ]
}

/// Bisection with Runge–Kutta steps of 0.005 ms, which err by about 1e−8 of a threshold.
const BISECTION: &str = "independent bisection (Python, Runge–Kutta)";

fn of_pulses(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    unit: &'static str,
    of: fn(&SecondPulse, &TwoPulses) -> Result<f64, AnalysisError>,
) -> Claim {
    Claim::new(name, meaning, symbol, unit, move |at: &TwoPulses, _| {
        let pulses = SecondPulse::new(&at.membrane, at.duration, at.first, 1e-10)?;
        Ok(of(&pulses, at)?.into())
    })
}
