//! Numbers of the parallel dynamics.

use super::parameters::Parallel;
use crate::theory;
use common::claim::Claim;
use common::param::NoParameters;

/// Quadrature of the same integrals over the Gaussian field, as `data/PROVENANCE.md` says.
const QUADRATURE: &str = "quadrature (Python, mpmath, 25 digits)";

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "first-step",
            "overlap after one step of the parallel dynamics",
            "m_1",
            "",
            |p: &Parallel, _| {
                Ok(theory::first_steps(p.start, p.loading, p.temperature)
                    .first
                    .into())
            },
        )
        .decimals(4)
        .reference(M1, 1e-13, QUADRATURE)
        .reference(M1_WARM, 1e-13, QUADRATURE)
        .at([
            ("start", 0.3.into()),
            ("loading", 0.2.into()),
            ("temperature", 0.5.into()),
        ]),
        Claim::new(
            "second-step",
            "overlap after two steps of the parallel dynamics, exact",
            "m_2",
            "",
            |p: &Parallel, _| {
                Ok(theory::first_steps(p.start, p.loading, p.temperature)
                    .second
                    .into())
            },
        )
        .decimals(4)
        .reference(M2, 1e-13, QUADRATURE)
        .cite("gardner1987")
        .reference(M2_WARM, 1e-13, QUADRATURE)
        .at([
            ("start", 0.3.into()),
            ("loading", 0.2.into()),
            ("temperature", 0.5.into()),
        ]),
        Claim::new(
            "second-step-gaussian",
            "the same with the noise taken as Gaussian",
            r"m_2^{\mathrm{AM}}",
            "",
            |p: &Parallel, _| {
                Ok(theory::second_step_gaussian(p.start, p.loading, p.temperature).into())
            },
        )
        .decimals(4)
        .reference(M2_AM, 1e-13, QUADRATURE)
        .cite("amari1988"),
        Claim::new(
            "second-step-difference",
            "what the Gaussian approximation adds to the overlap after two steps",
            r"m_2^{\mathrm{AM}} - m_2",
            "",
            |p: &Parallel, _| {
                let gaussian = theory::second_step_gaussian(p.start, p.loading, p.temperature);
                let exact = theory::first_steps(p.start, p.loading, p.temperature).second;
                Ok((gaussian - exact).into())
            },
        )
        .decimals(3)
        .reference(M2_AM - M2, 2e-13, QUADRATURE),
        Claim::new(
            "echo-loading",
            "loading at which two steps make of a weak cue what one makes",
            r"\alpha",
            "",
            |_: &NoParameters, _| Ok(theory::weak_cue_loading()?.into()),
        )
        .reference(ECHO, 1e-13, "root (Python, mpmath)"),
        Claim::new(
            "parallel-capacity-gaussian",
            "loading at which the stationary state of the Gaussian approximation ends",
            r"\alpha_c^{\mathrm{AM}}",
            "",
            |_: &NoParameters, _| Ok(theory::amari_maginu_capacity()?.into()),
        )
        .reference(
            AM_CAPACITY,
            1e-7,
            "iteration of the recursion (Python, mpmath)",
        )
        .reference(0.16, 0.005, "published")
        .cite("amari1988"),
    ]
}

const M1: f64 = 0.8510853268212343;
const M1_WARM: f64 = 0.3721266271507804;
const M2: f64 = 0.9053385789538391;
const M2_WARM: f64 = 0.3892867914137669;
const M2_AM: f64 = 0.8908233808419926;
const AM_CAPACITY: f64 = 0.1596082;
const ECHO: f64 = 0.444390418186956;
