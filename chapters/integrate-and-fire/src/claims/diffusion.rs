//! Numbers of the density of the potential, and of kicks of finite size.

use super::INDEPENDENT;
use super::noisy::{Kicked, Noisy, Potential};
use crate::stochastic::{self, Density};
use common::claim::Claim;
use common::figure::FigureError;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "density",
            "density of the potential under white noise",
            "p(V)",
            "mV⁻¹",
            |p: &Potential, _| {
                let found = Density::new(&p.neuron, p.drive, p.noise);
                let density = found.ok_or_else(|| {
                    FigureError::Model("the noise is too weak for a density".into())
                })?;
                Ok(density.at(p.potential).into())
            },
        )
        .significant(3)
        .reference(0.143763964966791, 1e-12, INDEPENDENT)
        .reference(0.0518812570422481, 1e-12, INDEPENDENT)
        .at([("potential", 10.0.into())])
        .reference(0.000255753187460099, 1e-14, INDEPENDENT)
        .at([("potential", 5.0.into())])
        .reference(0.0125155061493783, 1e-13, INDEPENDENT)
        .at([("potential", 19.5.into())]),
        Claim::new(
            "refractory-fraction",
            "fraction of the time that a neuron is refractory",
            r"\nu\tau_\mathrm{ref}",
            "",
            |p: &Noisy, _| {
                let rate = stochastic::rate(&p.neuron, p.drive, p.noise);
                Ok((rate * p.neuron.refractory_period / 1000.0).into())
            },
        )
        .significant(2)
        .reference(0.0178160160632002, 1e-13, INDEPENDENT)
        .at([("drive", 16.0.into()), ("noise", 4.0.into())]),
        Claim::new(
            "shot-rate",
            "firing rate under kicks of finite size",
            r"\nu_w",
            "Hz",
            |p: &Kicked, _| {
                let found = stochastic::shot_rate(&p.neuron, p.drive, p.noise, p.kick);
                let crossed = || {
                    let sentence = "the drive reaches the threshold, which the potential then crosses \
                                    between kicks too, and the formula counts kicks alone";
                    FigureError::Model(sentence.into())
                };
                found.map(Into::into).ok_or_else(crossed)
            },
        )
        .reference(7.565348355327428, 1e-9, INDEPENDENT)
        .reference(6.785835543557097, 1e-9, INDEPENDENT)
        .at([("kick", 1.0.into())])
        .reference(4.2315944235354351, 1e-9, INDEPENDENT)
        .at([("drive", 12.0.into()), ("noise", 6.0.into()), ("kick", 2.0.into())]),
    ]
}
