//! Numbers of symmetric mixtures.

use super::parameters::{Count, CountWarm, Mixed, MixedLoaded};
use super::{COMPUTED, SADDLE};
use crate::theory;
use common::claim::Claim;

pub(super) fn all() -> Vec<Claim> {
    vec![
        overlap(),
        Claim::new(
            "mixture-free-energy",
            "free energy of a mixture of n memories per neuron, few memories in all",
            "f_n",
            "",
            |p: &Mixed, _| {
                if p.temperature == 0.0 {
                    return Ok(theory::zero_temperature_mixture(p.count as u32).1.into());
                }
                let (state, _) = theory::mixture_state(p.count as u32, 0.0, p.temperature)?;
                Ok(state.free_energy.into())
            },
        )
        .reference(-0.375, 1e-15, "closed form")
        .reference(-0.3515625, 1e-15, "closed form")
        .at([("count", 5.into())])
        .reference(-0.383394831564, 1e-11, SADDLE)
        .at([("temperature", 0.3.into())])
        .reference(-0.506356000293, 1e-11, SADDLE)
        .at([("count", 1.into()), ("temperature", 0.461.into())]),
        curvature(),
        Claim::new(
            "mixture-temperature",
            "temperature up to which a mixture of n memories is stable, few memories in all",
            "T_n",
            "",
            |p: &Count, _| Ok(theory::mixture_temperature(p.count as u32)?.into()),
        )
        .significant(4)
        .reference(0.459794239878, 1e-11, COMPUTED)
        .reference(
            0.461,
            0.0015,
            "published; solved again, their equations give 0.4598",
        )
        .cite("amit1985a")
        .reference(T5, 1e-11, SADDLE)
        .at([("count", 5.into())]),
        Claim::new(
            "mixture-loading",
            "loading up to which a mixture of n memories is stable",
            r"\alpha_n",
            "",
            |p: &CountWarm, _| Ok(theory::mixture_loading(p.count as u32, p.temperature)?.into()),
        )
        .reference(A3, 1e-10, SADDLE)
        .reference(A5, 1e-10, SADDLE)
        .at([("count", 5.into())])
        .reference(A3_WARM, 1e-10, SADDLE)
        .at([("temperature", 0.2.into())])
        .reference(0.03, 0.005, "published")
        .cite("amit1987"),
        Claim::new(
            "mixture-loaded-overlap",
            "overlap of a mixture of n memories with each, at a loading",
            "m_n",
            "",
            |p: &MixedLoaded, _| {
                let found = theory::mixture_state(p.count as u32, p.loading, p.temperature)?;
                Ok(found.0.overlap.into())
            },
        )
        .reference(M3_LOADED, 1e-10, SADDLE)
        .reference(M3_LOADED_WARM, 1e-10, SADDLE)
        .at([("loading", 0.01.into()), ("temperature", 0.2.into())]),
    ]
}

fn overlap() -> Claim {
    Claim::new(
        "mixture-overlap",
        "overlap of a mixture of n memories with each, few memories in all",
        "m_n",
        "",
        |p: &Mixed, _| Ok(theory::mixture_overlap(p.count as u32, p.temperature)?.into()),
    )
    .reference(0.5, 1e-15, "closed form")
    .cite("amit1985a")
    .reference(0.375, 1e-15, "closed form")
    .at([("count", 5.into())])
    .reference(0.5, 1e-15, "closed form")
    .at([("count", 2.into())])
    .reference(0.24609375, 1e-15, "closed form")
    .at([("count", 11.into())])
    .reference(0.997413816892, 1e-11, SADDLE)
    .at([("count", 1.into()), ("temperature", 0.3.into())])
    .reference(0.480438503707, 1e-11, SADDLE)
    .at([("temperature", 0.3.into())])
    .reference(0.144550582835, 1e-11, SADDLE)
    .at([("temperature", 0.95.into())])
}

fn curvature() -> Claim {
    Claim::new(
        "mixture-curvature",
        "curvature of the free energy against one memory growing at the others' expense",
        r"\lambda_3",
        "",
        |p: &Mixed, _| {
            let (_, stability) = theory::mixture_state(p.count as u32, 0.0, p.temperature)?;
            Ok(stability.apart.into())
        },
    )
    .reference(1.0, 1e-15, "closed form")
    .reference(0.4995933391, 1e-9, SADDLE)
    .at([("temperature", 0.3.into())])
    .reference(-0.002348596084, 1e-9, SADDLE)
    .at([("temperature", 0.461.into())])
    .reference(-0.1097498496, 1e-9, SADDLE)
    .at([("temperature", 0.8.into())])
}

const T5: f64 = 0.3847392723886802;
const A3: f64 = 0.029941757375778774;
const A5: f64 = 0.016265924407695948;
const A3_WARM: f64 = 0.014333568738405;
const M3_LOADED: f64 = 0.49988481115406346;
const M3_LOADED_WARM: f64 = 0.49266565614927055;
