//! Numbers of the spike that travels.

use super::INDEPENDENT;
use super::parameters::{AnyTemperature, Spaced, Wanted};
use crate::analysis::{self, cable_speed, heat_block, waves};
use crate::model::Membrane;
use crate::model::axon::Axon;
use common::claim::Claim;
use common::figure::FigureError;
use common::numerics::elementary::sqrt;

/// Shooting on the equation of the wave, DOP853 at 1e−12, bisection on K.
const SHOOTING: &str = "independent shooting (Python, SciPy)";
const BY_HAND: &str = "Hodgkin and Huxley's solution by hand, to its last digit";
const BENCH: &str = "measured on one axon; the sea water around it counts, and 15% between axons";

pub(super) fn all() -> Vec<Claim> {
    let mut all = by_wave();
    all.extend(by_cable());
    all.extend(at_the_edge());
    all
}

/// What the membrane and the equation of the wave give.
fn by_wave() -> Vec<Claim> {
    vec![
        Claim::new(
            "length-constant",
            "length over which a steady voltage falls to 1/e, gates held at rest",
            r"\ell",
            "mm",
            |axon: &Axon, _| {
                let rest = analysis::rest(&axon.membrane, 0.0)?;
                let time_constant = axon.membrane.capacitance / rest.conductances.total();
                Ok((10.0 * sqrt(axon.diffusivity() * time_constant)).into())
            },
        )
        .significant(2)
        .reference(7.0451395223, 1e-8, "a, R_i and g in Python"),
        Claim::new(
            "wave-constant",
            "the membrane's constant in the speed of a spike",
            "K",
            "per ms",
            |at: &WarmMembrane, _| Ok(waves(&at.0)?.fast.rate.into()),
        )
        .significant(4)
        .reference(10.438331560017033, 1e-8, SHOOTING)
        .reference(10.47, 0.04, BY_HAND)
        .cite("hodgkin1952"),
        Claim::new(
            "conduction-speed",
            "speed of a spike, from the equation of the wave",
            r"\theta",
            "m/s",
            |axon: &Axon, _| {
                let speed = waves(&axon.membrane)?.fast.speed(axon.diffusivity());
                Ok(speed.into())
            },
        )
        .decimals(3)
        .reference(18.732139935563804, 1e-8, SHOOTING)
        .reference(18.8, 0.1, BY_HAND)
        .cite("hodgkin1952")
        .reference(21.2, 3.2, BENCH)
        .cite("hodgkin1952")
        .reference(11.699336010626073, 1e-8, SHOOTING)
        .at([("temperature", 5.0.into())])
        .reference(23.1327421783223, 1e-8, SHOOTING)
        .at([("temperature", 28.0.into())]),
    ]
}

/// What cutting the axon into compartments gives.
fn by_cable() -> Vec<Claim> {
    vec![
        Claim::new(
            "explicit-step",
            "longest stable step of an explicit method for the cable",
            r"\Delta x^2 R_iC/a",
            "µs",
            |at: &Spaced, _| {
                // Two over the rate of the steepest pattern, 4/Δx² times a/(2 R_i C); cm and ms.
                let spacing = 0.1 * at.spacing;
                Ok((1000.0 * 0.5 * spacing * spacing / at.axon.diffusivity()).into())
            },
        )
        .significant(2)
        .reference(0.148739495798, 1e-9, "by hand"),
        Claim::new(
            "conduction-speed-cable",
            "speed of a spike, from the cable equation",
            r"\theta_\mathrm{cable}",
            "m/s",
            |axon: &Axon, _| Ok(cable_speed(axon)?.into()),
        )
        .decimals(3)
        .reference(
            18.73212502161709,
            4e-5,
            "independent cable (Python), extrapolated to no step, fourth order left out",
        )
        .reference(18.732139935563804, 4e-5, "equation of the wave"),
    ]
}

/// The slow wave, the end of conduction, and what it would take to be faster.
fn at_the_edge() -> Vec<Claim> {
    vec![
        slow(
            "slow-wave-speed",
            "speed of the slow wave",
            r"\theta_\mathrm{slow}",
            "m/s",
            |axon| {
                let found = waves(&axon.membrane)?.slow;
                Ok(found.map(|wave| wave.speed(axon.diffusivity())))
            },
        )
        .reference(5.623596607405858, 1e-8, SHOOTING)
        .reference(10.214990815656915, 1e-8, SHOOTING)
        .at([("temperature", 28.0.into())]),
        slow(
            "slow-wave-height",
            "height of the slow wave above rest",
            r"\Delta V_\mathrm{slow}",
            "mV",
            |axon| {
                let rest = analysis::resting_state(&axon.membrane, 0.0)?[0];
                Ok(waves(&axon.membrane)?.slow.map(|wave| wave.peak - rest))
            },
        )
        .reference(17.4986, 1e-3, SHOOTING),
        Claim::new(
            "heat-block",
            "highest temperature at which a spike can travel",
            r"T_\mathrm{block}",
            "°C",
            |membrane: &AnyTemperature, _| Ok(heat_block(&membrane.0)?.temperature.into()),
        )
        .decimals(1)
        .reference(33.69021909362979, 2e-6, SHOOTING),
        Claim::new(
            "diameter-for-speed",
            "diameter of an axon with this membrane that conducts so fast",
            "2a",
            "cm",
            |wanted: &Wanted, _| {
                let axon = &wanted.axon;
                let ratio = wanted.speed / waves(&axon.membrane)?.fast.speed(axon.diffusivity());
                Ok((2.0 * axon.radius_cm() * ratio * ratio).into())
            },
        )
        .significant(2)
        .reference(1.3565386306, 1e-8, INDEPENDENT),
    ]
}

/// A membrane at the temperature at which speeds were measured.
#[derive(Debug, Clone, PartialEq)]
pub struct WarmMembrane(pub Membrane);

impl Default for WarmMembrane {
    fn default() -> Self {
        Self(Axon::default().membrane)
    }
}

impl common::param::Parameters for WarmMembrane {
    fn declare(&self) -> Vec<common::param::Declaration> {
        self.0.declare()
    }

    fn from_values(values: &common::param::Values) -> Result<Self, common::param::ParameterError> {
        Membrane::from_values(values).map(Self)
    }
}

fn slow(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    unit: &'static str,
    of: fn(&Axon) -> Result<Option<f64>, analysis::AnalysisError>,
) -> Claim {
    Claim::new(name, meaning, symbol, unit, move |axon: &Axon, _| {
        let none = || {
            let why = "this membrane has no slow wave, or one too slow to be found".to_owned();
            FigureError::Model(why)
        };
        Ok(of(axon)?.ok_or_else(none)?.into())
    })
}
