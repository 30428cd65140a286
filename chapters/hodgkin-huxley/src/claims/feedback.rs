//! Numbers of the fast loop, and of the pump that the equations leave out.

use super::INDEPENDENT;
use crate::analysis::{
    crossings, end_of_the_loop, held_state, overtaking_time, potassium_lasts, pump_currents,
    resting_state,
};
use crate::model::{Ion, Membrane, POTASSIUM};
use common::claim::Claim;
use common::figure::FigureError;
use common::parameters;

parameters! {
    /// A potential to which the resting membrane is stepped and at which it is held.
    pub struct Hold {
        /// potential that is held
        potential: f64 = -58.5 => Real { symbol: "V", unit: "mV", from: -90.0, to: 50.0 };
        /// for how long
        delay: f64 = 3.0 => Real { symbol: r"t_\mathrm{hold}", unit: "ms", from: 0.0, to: 1000.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

parameters! {
    /// A potential that is held until h and n have overtaken it.
    pub struct Overtaken {
        /// potential that is held
        potential: f64 = -58.5 => Real { symbol: "V", unit: "mV", from: -90.0, to: 50.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

parameters! {
    /// An axon full of potassium.
    pub struct Filled {
        /// diameter of the axon
        diameter: f64 = 500.0 => Logarithmic { symbol: "2a", unit: "µm", from: 0.1, to: 2000.0 };
        /// concentration of potassium inside
        inside: f64 = POTASSIUM.inside => Logarithmic {
            symbol: r"c_\mathrm{in}", unit: "mM", from: 1.0, to: 1000.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "resting-potassium-over-sodium",
            "potassium current over sodium current at rest, without signs",
            r"|I_\mathrm{K}/I_\mathrm{Na}|",
            "",
            |membrane: &Membrane, _| {
                let currents = membrane.currents(&resting_state(membrane, 0.0)?);
                Ok((currents.potassium / currents.sodium).abs().into())
            },
        )
        .significant(2)
        .reference(3.606159816558, 1e-10, INDEPENDENT),
        Claim::new(
            "pump-potassium-current",
            "potassium that a pump brings back which undoes the resting sodium current",
            r"\tfrac23|I_\mathrm{Na}|",
            "µA/cm²",
            |membrane: &Membrane, _| {
                let sodium = membrane.currents(&resting_state(membrane, 0.0)?).sodium;
                Ok((-pump_currents(sodium).potassium).into())
            },
        )
        .decimals(2)
        .reference(0.813436103679435, 1e-12, INDEPENDENT),
        Claim::new(
            "potassium-not-returned",
            "what that pump leaves of the resting potassium current",
            r"I_\mathrm{K}-\tfrac23|I_\mathrm{Na}|",
            "µA/cm²",
            |membrane: &Membrane, _| {
                let currents = membrane.currents(&resting_state(membrane, 0.0)?);
                let pump = pump_currents(currents.sodium);
                Ok((currents.potassium + pump.potassium).into())
            },
        )
        .decimals(2)
        .reference(3.586634781953, 1e-11, INDEPENDENT),
        Claim::new(
            "potassium-lasts",
            "time in which the resting current would carry all potassium out of an axon",
            r"F c_\mathrm{in}a/2I_\mathrm{K}",
            "h",
            |axon: &Filled, _| {
                let ion = Ion {
                    inside: axon.inside,
                    ..POTASSIUM
                };
                Ok(potassium_lasts(&axon.membrane, &ion, axon.diameter)?.into())
            },
        )
        .significant(2)
        .reference(30.455737919946, 1e-9, INDEPENDENT),
        Claim::new(
            "feedback-end",
            "upper crossing of the instantaneous I–V curve",
            r"V_\mathrm{end}",
            "mV",
            |membrane: &Membrane, _| Ok(end_of_the_loop(membrane)?.into()),
        )
        .decimals(1)
        .reference(48.918666580530, 1e-10, INDEPENDENT),
        Claim::new(
            "turn-after-hold",
            "the turn of the loop after the potential has been held",
            r"V_\mathrm{turn}(t_\mathrm{hold})",
            "mV",
            |hold: &Hold, _| {
                let held = held_state(&hold.membrane, hold.potential, hold.delay)?;
                let all = crossings(&hold.membrane, &held)?;
                let turn = all.iter().find(|one| !one.holds);
                let none = || {
                    FigureError::Model(
                        "after this hold the instantaneous current vanishes only once".to_owned(),
                    )
                };
                Ok(turn.ok_or_else(none)?.potential.into())
            },
        )
        .decimals(1)
        .reference(-57.856381760586, 1e-10, INDEPENDENT),
        Claim::new(
            "overtaking-time",
            "how long a held potential carries an inward current, if m has settled",
            r"t_\mathrm{turn}",
            "ms",
            |hold: &Overtaken, _| Ok(overtaking_time(&hold.membrane, hold.potential)?.into()),
        )
        .decimals(1)
        .reference(2.257486225838, 1e-10, INDEPENDENT)
        .reference(1.385007524028, 1e-10, INDEPENDENT)
        .at([("potential", (-60.0).into())]),
    ]
}
