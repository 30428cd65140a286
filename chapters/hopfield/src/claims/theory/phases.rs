//! Numbers of the phase diagram.

use super::parameters::{At, Loaded, Sparse, Warm};
use super::{COMPUTED, SADDLE};
use crate::theory::{self, AnalysisError, State};
use common::claim::Claim;
use common::param::NoParameters;

/// A number of a state at a loading and a temperature.
fn of_state(
    name: &'static str,
    meaning: &'static str,
    symbol: &'static str,
    state: fn(f64, f64) -> Result<State, AnalysisError>,
    number: fn(&State) -> f64,
) -> Claim {
    Claim::new(name, meaning, symbol, "", move |p: &Warm, _| {
        Ok(number(&state(p.loading, p.temperature)?).into())
    })
}

pub(super) fn all() -> Vec<Claim> {
    let mut all = retrieval();
    all.extend(glass());
    all.extend(ground());
    all.extend(lines());
    all.extend(breaking());
    all
}

fn warm(loading: f64, temperature: f64) -> [(&'static str, common::param::Value); 2] {
    [
        ("loading", loading.into()),
        ("temperature", temperature.into()),
    ]
}

fn retrieval() -> Vec<Claim> {
    vec![
        of_state(
            "retrieval-overlap",
            "overlap of the retrieval state",
            "m",
            theory::retrieval,
            |state| state.overlap,
        )
        .significant(4)
        .reference(0.997999266347, 1e-12, SADDLE)
        .reference(0.975444129427, 1e-12, SADDLE)
        .at(warm(0.137, 0.0))
        .reference(0.9661868079430939, 1e-9, SADDLE)
        .at(warm(0.05, 0.4)),
        of_state(
            "retrieval-freezing",
            "order parameter q of the retrieval state",
            "q",
            theory::retrieval,
            |state| state.freezing,
        )
        .significant(4)
        .reference(0.984417060281213, 1e-9, SADDLE)
        .at(warm(0.1, 0.2))
        .reference(0.9366821910043827, 1e-9, SADDLE)
        .at(warm(0.05, 0.4)),
        of_state(
            "retrieval-noise",
            "mean square overlap r of the retrieval state with the other memories",
            "r",
            theory::retrieval,
            |state| state.noise,
        )
        .significant(4)
        .reference(1.04305883065, 2e-11, SADDLE)
        .reference(1.3221232919736647, 1e-8, SADDLE)
        .at(warm(0.05, 0.4)),
        of_state(
            "retrieval-free-energy",
            "free energy of the retrieval state per neuron",
            "f",
            theory::retrieval,
            |state| state.free_energy,
        )
        .significant(5)
        .reference(-0.500154209347, 1e-12, SADDLE)
        .reference(-0.5057477908467976, 1e-10, SADDLE)
        .at(warm(0.05, 0.4))
        .reference(-0.5010406555189706, 1e-10, SADDLE)
        .at(warm(0.1, 0.2)),
        of_state(
            "retrieval-energy",
            "energy of the retrieval state per neuron",
            "E/N",
            theory::retrieval,
            |state| state.energy,
        )
        .significant(5)
        .reference(-0.500154209347, 1e-12, SADDLE)
        .reference(-0.501360664564, 1e-12, SADDLE)
        .at(warm(0.137, 0.0)),
    ]
}

fn glass() -> Vec<Claim> {
    vec![
        of_state(
            "glass-freezing",
            "order parameter q of the spin glass",
            "q",
            theory::spin_glass,
            |state| state.freezing,
        )
        .reference(SG_Q, 1e-10, SADDLE)
        .at(warm(0.1, 0.8)),
        of_state(
            "glass-noise",
            "mean square overlap r of the spin glass with the memories",
            "r",
            theory::spin_glass,
            |state| state.noise,
        )
        .reference(SG_R0, 1e-12, "closed form")
        .reference(SG_R, 1e-8, SADDLE)
        .at(warm(0.1, 0.8)),
        of_state(
            "glass-energy",
            "energy of the spin glass per neuron",
            "E/N",
            theory::spin_glass,
            |state| state.energy,
        )
        .significant(5)
        .reference(-0.570623138386, 1e-12, SADDLE)
        .reference(-0.374728844539, 1e-12, SADDLE)
        .at(warm(0.005, 0.0)),
        of_state(
            "glass-free-energy",
            "free energy of the spin glass per neuron",
            "f",
            theory::spin_glass,
            |state| state.free_energy,
        )
        .significant(5)
        .reference(SG_F, 1e-10, SADDLE)
        .at(warm(0.1, 0.8)),
        of_state(
            "glass-entropy",
            "entropy of the spin glass per neuron, in the symmetric theory",
            "S/N",
            theory::spin_glass,
            |state| state.entropy,
        )
        .significant(2)
        .reference(SG_S0, 1e-12, "closed form"),
    ]
}

fn ground() -> Vec<Claim> {
    vec![
        Claim::new(
            "capacity",
            "largest loading with a retrieval state at zero temperature",
            r"\alpha_c",
            "",
            |_: &NoParameters, _| Ok(theory::capacity()?.0.into()),
        )
        .significant(6)
        .reference(0.137905566494932, 1e-15, COMPUTED)
        .reference(0.138, 0.0005, "published")
        .cite("amit1985b"),
        Claim::new(
            "capacity-overlap",
            "overlap of the retrieval state at that loading",
            "m_c",
            "",
            |_: &NoParameters, _| Ok(theory::capacity()?.1.into()),
        )
        .significant(4)
        .reference(0.967417115685292, 1e-14, COMPUTED)
        .reference(0.97, 0.005, "published")
        .cite("amit1985b"),
        Claim::new(
            "capacity-errors",
            "fraction of neurons that are wrong at that loading",
            "(1 - m_c)/2",
            "",
            |_: &NoParameters, _| Ok((0.5 * (1.0 - theory::capacity()?.1)).into()),
        )
        .reference(0.016291442157354, 1e-14, COMPUTED)
        .reference(0.016, 0.0005, "published")
        .cite("hertz1991"),
        Claim::new(
            "capacity-entropy",
            "entropy of the retrieval state per neuron at that loading, in the symmetric theory",
            "S/N",
            "",
            |_: &NoParameters, _| {
                let (loading, m, y) = theory::capacity()?;
                // C = (2/√π) e^{−y²} y/m, from C = √(2/(παr)) e^{−y²} and m = y√(2αr).
                let c = std::f64::consts::FRAC_2_SQRT_PI
                    * common::numerics::elementary::exp(-y * y)
                    * y
                    / m;
                let entropy = common::numerics::elementary::ln_1p(-c) + c / (1.0 - c);
                Ok((-0.5 * loading * entropy).into())
            },
        )
        .significant(2)
        .reference(CAP_S, 1e-15, "closed form (Python, mpmath)")
        .reference(-0.0014, 0.00005, "published")
        .cite("amit1987"),
        Claim::new(
            "ground-state-loading",
            "loading up to which the retrieval state has the lowest free energy",
            r"\alpha_{\mathrm{cross}}",
            "",
            |p: &At, _| Ok(theory::crossing_loading(p.temperature)?.into()),
        )
        .significant(4)
        .reference(0.0518543309189171, 1e-14, COMPUTED)
        .reference(
            0.051,
            0.0009,
            "published; solved again, their equations give 0.0519",
        )
        .cite("amit1985b"),
    ]
}

fn lines() -> Vec<Claim> {
    vec![
        Claim::new(
            "glass-temperature",
            "temperature below which neurons freeze",
            "T_g",
            "",
            |p: &Loaded, _| Ok(theory::glass_temperature(p.loading).into()),
        )
        .reference(1.3714835124201343, 1e-15, "closed form")
        .cite("amit1985b"),
        Claim::new(
            "retrieval-temperature",
            "temperature up to which memories can be retrieved",
            "T_M",
            "",
            |p: &Loaded, _| Ok(theory::retrieval_temperature(p.loading)?.into()),
        )
        .reference(0.3154322236818212, 1e-9, SADDLE)
        .at([("loading", 0.1.into())])
        .reference(0.8599941063728221, 5e-7, SADDLE)
        .at([("loading", 0.005.into())])
        .reference(0.2150873586493598, 1e-9, SADDLE)
        .at([("loading", 0.12.into())]),
        Claim::new(
            "retrieval-loading",
            "loading up to which memories can be retrieved",
            r"\alpha_M",
            "",
            |p: &At, _| Ok(theory::retrieval_loading(p.temperature)?.loading.into()),
        )
        .significant(5)
        .reference(0.12255886062258922, 1e-11, SADDLE)
        .at([("temperature", 0.2.into())])
        .reference(0.0025683680477086037, 1e-11, SADDLE)
        .at([("temperature", 0.9.into())])
        .reference(0.13818405729011235, 1e-11, SADDLE)
        .at([("temperature", 0.02.into())]),
        Claim::new(
            "ground-state-temperature",
            "temperature up to which a memory has the lowest free energy",
            "T_c",
            "",
            |p: &Sparse, _| Ok(theory::crossing_temperature(p.loading)?.into()),
        )
        .reference(0.2163833497188254, 5e-8, SADDLE)
        .at([("loading", 0.05.into())])
        .reference(0.591300278788907, 5e-8, SADDLE)
        .at([("loading", 0.02.into())])
        .reference(0.9160989682726077, 5e-8, SADDLE)
        .at([("loading", 0.001.into())]),
    ]
}

fn breaking() -> Vec<Claim> {
    vec![
        Claim::new(
            "breaking-temperature",
            "temperature below which the retrieval state breaks replica symmetry",
            "T_R",
            "",
            |p: &Loaded, _| Ok(theory::replicon_temperature(p.loading)?.into()),
        )
        .significant(2)
        .reference(0.0050, 0.00005, "of the line's course")
        .at([("loading", 0.12.into())])
        .reference(TR12, 1e-10, SADDLE)
        .at([("loading", 0.12.into())])
        .reference(TR10, 1e-11, SADDLE)
        .at([("loading", 0.1.into())]),
        Claim::new(
            "breaking-leading",
            "the same for small loading",
            r"\sqrt{8\alpha/9\pi}\,e^{-1/2\alpha}",
            "",
            |p: &Loaded, _| {
                use common::numerics::elementary::{exp, sqrt};
                let a = p.loading;
                if a <= 0.0 {
                    return Ok(0.0.into());
                }
                Ok((sqrt(8.0 * a / (9.0 * std::f64::consts::PI)) * exp(-0.5 / a)).into())
            },
        )
        .significant(2)
        .reference(LEADING, 1e-15, "closed form")
        .cite("amit1987")
        .at([("loading", 0.05.into())]),
        Claim::new(
            "furthest-loading",
            "furthest loading with a retrieval state at any temperature, in the symmetric theory",
            r"\alpha_{\max}",
            "",
            |_: &NoParameters, _| Ok(theory::furthest()?.0.into()),
        )
        .significant(6)
        .reference(FAR_A, 1e-12, SADDLE),
        Claim::new(
            "furthest-temperature",
            "temperature of that point",
            r"T_{\max}",
            "",
            |_: &NoParameters, _| Ok(theory::furthest()?.1.into()),
        )
        .significant(2)
        .reference(FAR_T, 1e-6, SADDLE),
        Claim::new(
            "meeting-loading",
            "loading at which replica symmetry breaks where the retrieval state ends",
            r"\alpha_\times",
            "",
            |_: &NoParameters, _| Ok(theory::meeting()?.loading.into()),
        )
        .significant(6)
        .reference(MEET_A, 1e-11, SADDLE),
        Claim::new(
            "meeting-temperature",
            "temperature of that point",
            r"T_\times",
            "",
            |_: &NoParameters, _| Ok(theory::meeting()?.temperature.into()),
        )
        .significant(3)
        .reference(MEET_T, 1e-8, SADDLE),
    ]
}

const SG_Q: f64 = 0.3975964880044542;
const SG_R: f64 = 6.517245349870159;
const SG_R0: f64 = 12.412462767716135;
const SG_F: f64 = -0.6996441074691281;
const SG_S0: f64 = -0.06318910035633239;
const CAP_S: f64 = -0.0014450776976554346;
const TR12: f64 = 0.00498793373508955;
const TR10: f64 = 0.0014502472913551236;
const LEADING: f64 = 5.399940637392745e-6;
const FAR_A: f64 = 0.138188511165;
const FAR_T: f64 = 0.0228735;
const MEET_A: f64 = 0.1381859149604588;
const MEET_T: f64 = 0.025068371707377244;
