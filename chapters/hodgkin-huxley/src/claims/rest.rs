//! Numbers of the membrane at rest.

use super::INDEPENDENT;
use super::parameters::{ChannelCount, Concentrations, Potassium, Sodium, Warm};
use crate::analysis::{self, AnalysisError, Rest};
use crate::model::{Ion, Membrane};
use common::claim::{Claim, Estimate};
use common::figure::FigureError;

#[expect(clippy::too_many_lines, reason = "a list, one entry after the other")]
pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "nernst-sodium",
            "Nernst potential of sodium in the squid",
            r"E_\mathrm{Na}",
            "mV",
            |at: &Sodium, _| Ok(nernst(at)),
        )
        .decimals(1)
        .reference(54.97, 0.05, "58.2 mV per tenfold ratio at 20 °C")
        .cite("hille2001")
        .at([("temperature", 20.0.into())]),
        Claim::new(
            "nernst-potassium",
            "Nernst potential of potassium in the squid",
            r"E_\mathrm{K}",
            "mV",
            |at: &Potassium, _| Ok(nernst(&at.0)),
        )
        .decimals(1)
        .reference(-75.72, 0.05, "58.2 mV per tenfold ratio at 20 °C")
        .cite("hille2001")
        .at([("temperature", 20.0.into())]),
        at_rest(
            "resting-potential",
            "resting potential",
            r"V_\mathrm{rest}",
            "mV",
            |rest| rest.state[0],
        )
        .decimals(2)
        .reference(-64.99972243373458, 1e-9, INDEPENDENT),
        at_rest(
            "resting-m",
            "open fraction of m gates at rest",
            "m",
            "",
            |rest| rest.state[1],
        )
        .reference(0.05293421762086395, 1e-11, INDEPENDENT),
        at_rest(
            "resting-h",
            "open fraction of h gates at rest",
            "h",
            "",
            |rest| rest.state[2],
        )
        .reference(0.596111046346828, 1e-11, INDEPENDENT),
        at_rest(
            "resting-n",
            "open fraction of n gates at rest",
            "n",
            "",
            |rest| rest.state[3],
        )
        .reference(0.3176811675797811, 1e-11, INDEPENDENT),
        at_rest(
            "resting-sodium-current",
            "sodium current at rest, outwards positive",
            r"I_\mathrm{Na}",
            "µA/cm²",
            |rest| rest.currents.sodium,
        )
        .decimals(2)
        // Conductance times driving force, both from the independent computation.
        .reference(-1.220154155, 1e-8, INDEPENDENT),
        at_rest(
            "resting-potassium-current",
            "potassium current at rest, outwards positive",
            r"I_\mathrm{K}",
            "µA/cm²",
            |rest| rest.currents.potassium,
        )
        .decimals(2)
        .reference(4.400070886, 1e-8, INDEPENDENT),
        at_rest(
            "resting-leak-current",
            "leak current at rest, outwards positive",
            r"I_\mathrm{L}",
            "µA/cm²",
            |rest| rest.currents.leak,
        )
        .decimals(2)
        .reference(-3.179916730, 1e-8, INDEPENDENT),
        at_rest(
            "resting-conductance",
            "conductance of the resting membrane, gates held",
            "g",
            "mS/cm²",
            |rest| rest.conductances.total(),
        )
        .reference(0.6772741544149907, 1e-10, INDEPENDENT),
        Claim::new(
            "resting-time-constant",
            "time constant of the resting membrane, gates held",
            r"C/g",
            "ms",
            |membrane: &Membrane, _| {
                let rest = analysis::rest(membrane, 0.0)?;
                Ok((membrane.capacitance / rest.conductances.total()).into())
            },
        )
        .reference(1.0 / 0.6772741544149907, 1e-9, INDEPENDENT),
        Claim::new(
            "channel-noise",
            "relative standard deviation of the open fraction",
            r"\sigma/\langle k\rangle",
            "",
            |at: &ChannelCount, _| {
                let p = at.open_probability;
                Ok(((1.0 - p) / (p * f64::from(at.channels))).sqrt().into())
            },
        )
        .reference(0.01, 1e-12, "the square root of 1/10,000"),
        Claim::new(
            "temperature-factor",
            "how much faster the gates are than at 6.3 °C",
            r"\phi",
            "",
            |at: &Warm, _| {
                let membrane = Membrane {
                    temperature: at.temperature,
                    q10: at.q10,
                    ..Membrane::default()
                };
                Ok(membrane.temperature_factor().into())
            },
        )
        .reference(3.82, 0.005, "Hodgkin and Huxley's factor at 18.5 °C")
        .cite("hodgkin1952"),
        slope(
            "resting-fast-conductance",
            "slope at rest of the instantaneous I–V curve, on which m follows at once",
            r"g_\mathrm{fast}",
            analysis::fast_slope,
        )
        .reference(
            0.2456773332,
            1e-8,
            "independent finite differences (Python)",
        ),
        slope(
            "resting-steady-conductance",
            "slope at rest of the steady I–V curve",
            r"g_\mathrm{steady}",
            analysis::steady_slope,
        )
        .reference(1.166267140775279, 1e-8, INDEPENDENT),
        at_rest(
            "resting-sodium-open",
            "open fraction of the sodium channels at rest",
            r"m^3h",
            "",
            |rest| rest.state[1] * rest.state[1] * rest.state[1] * rest.state[2],
        )
        .significant(2)
        .reference(8.841718119669308e-05, 1e-14, INDEPENDENT),
        at_rest(
            "resting-potassium-open",
            "open fraction of the potassium channels at rest",
            r"n^4",
            "",
            |rest| rest.state[3] * rest.state[3] * rest.state[3] * rest.state[3],
        )
        .significant(2)
        .reference(0.01018511368531632, 1e-11, INDEPENDENT),
        Claim::new(
            "resonance-frequency",
            "frequency at which the resting membrane yields most easily",
            r"\omega_\mathrm{r}/2\pi",
            "Hz",
            |membrane: &Membrane, _| Ok(analysis::resonance(membrane)?.frequency().into()),
        )
        .decimals(0)
        // The minimum is flat: its place has half the digits of its depth.
        .reference(66.66777152520983, 1e-4, INDEPENDENT),
        Claim::new(
            "resonance-admittance",
            "least admittance of the resting membrane",
            r"|Y(i\omega_\mathrm{r})|",
            "mS/cm²",
            |membrane: &Membrane, _| Ok(analysis::resonance(membrane)?.admittance.into()),
        )
        .reference(0.4127471969391641, 1e-8, INDEPENDENT),
        pair(
            "ringing-frequency",
            "frequency at which the resting potential rings",
            r"\omega/2\pi",
            "Hz",
            Rest::ringing_frequency,
        )
        .reference(60.9680795061087, 1e-6, INDEPENDENT),
        pair(
            "ringing-decay",
            "time in which the ringing decays to 1/e",
            r"-1/\sigma",
            "ms",
            Rest::ringing_decay_time,
        )
        .reference(1.0 / 0.20271209145893876, 1e-7, INDEPENDENT),
    ]
}

fn nernst(at: &Concentrations) -> Estimate {
    let ion = Ion {
        valence: 1.0,
        outside: at.outside,
        inside: at.inside,
    };
    ion.nernst_potential(at.temperature).into()
}

fn at_rest(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    unit: &'static str,
    of: fn(&Rest) -> f64,
) -> Claim {
    Claim::new(
        name,
        meaning,
        symbol,
        unit,
        move |membrane: &Membrane, _| Ok(of(&analysis::rest(membrane, 0.0)?).into()),
    )
}

fn slope(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    of: fn(&Membrane) -> Result<f64, AnalysisError>,
) -> Claim {
    Claim::new(
        name,
        meaning,
        symbol,
        "mS/cm²",
        move |membrane: &Membrane, _| Ok(of(membrane)?.into()),
    )
}

fn pair(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    unit: &'static str,
    of: fn(&Rest) -> Option<f64>,
) -> Claim {
    Claim::new(
        name,
        meaning,
        symbol,
        unit,
        move |membrane: &Membrane, _| {
            let found = of(&analysis::rest(membrane, 0.0)?);
            let none = || FigureError::Model("the resting potential does not ring".to_owned());
            found.map(Estimate::exact).ok_or_else(none)
        },
    )
}
