//! Numbers of signal and noise.

use super::parameters::{Flawless, Loaded, Many, Remembering, Sized};
use super::{COMPUTED, SADDLE};
use crate::theory;
use common::claim::Claim;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "error-probability",
            "probability that noise overturns a neuron of a memory",
            r"P_{\mathrm{error}}",
            "",
            |p: &Loaded, _| Ok(theory::crosstalk_error(p.loading).into()),
        )
        .reference(0.00355221092836, 1e-14, COMPUTED)
        .reference(3.87210821552e-6, 1e-17, COMPUTED)
        .at([("loading", 0.05.into())])
        .reference(0.158655253931, 1e-12, COMPUTED)
        .at([("loading", 1.0.into())])
        .reference(0.0036, 0.00005, "published")
        .cite("hertz1991")
        .at([("loading", 0.138.into())]),
        Claim::new(
            "error-probability-finite",
            "the same for finite numbers of neurons and memories, exactly",
            r"P_{\mathrm{error}}(N, P)",
            "",
            |p: &Sized, _| {
                Ok(theory::crosstalk_error_finite(p.neurons as u64, p.memories as u64).into())
            },
        )
        .reference(FINITE, 1e-12, "binomial tail (Python, mpmath, 30 digits)")
        .reference(
            FINITE_SMALL,
            1e-14,
            "binomial tail (Python, mpmath, 30 digits)",
        )
        .at([("neurons", 50.into()), ("memories", 4.into())]),
        Claim::new(
            "flawless-loading",
            "loading at which noise overturns one neuron of a memory (or another number) on average",
            r"\alpha_1",
            "",
            |p: &Flawless, _| Ok(theory::flawless_loading(p.neurons, p.errors)?.into()),
        )
        .reference(FLAWLESS, 1e-13, "inverse error function (Python, mpmath)"),
        Claim::new(
            "flawless-memories",
            "number of memories at which noise overturns one neuron of a memory (or another number) on average",
            "P_1",
            "",
            |p: &Flawless, _| {
                Ok((p.neurons * theory::flawless_loading(p.neurons, p.errors)?).into())
            },
        )
        .decimals(0)
        .reference(
            FLAWLESS * 10_000.0,
            1e-9,
            "inverse error function (Python, mpmath)",
        ),
        Claim::new(
            "flawless-leading",
            "leading term of the number of memories at which noise overturns one neuron of a memory",
            r"N/(2\ln N)",
            "",
            |p: &Many, _| {
                Ok((0.5 * p.neurons / common::numerics::elementary::ln(p.neurons)).into())
            },
        )
        .decimals(0)
        .reference(542.868102379065, 1e-9, "logarithm (Python, mpmath)")
        .cite("mceliece1987"),
        Claim::new(
            "flawless-all",
            "number of memories at which noise overturns one neuron (or another number) of all of them on average",
            r"P_{\mathrm{all}}",
            "",
            |p: &Flawless, _| {
                Ok((p.neurons * theory::flawless_loading_of_all(p.neurons, p.errors)?).into())
            },
        )
        .decimals(0)
        .reference(
            FLAWLESS_ALL,
            1e-8,
            "root of the expectation (Python, mpmath)",
        ),
        Claim::new(
            "fixed-point-errors",
            "fraction of a memory's neurons that are wrong at the fixed point",
            "(1 - m)/2",
            "",
            |p: &Remembering, _| Ok(theory::retrieval(p.loading, 0.0)?.errors.into()),
        )
        .reference(0.0010003668, 1e-10, SADDLE)
        .at([("loading", 0.1.into())])
        .reference(0.0033886341, 1e-10, SADDLE)
        .at([("loading", 0.12.into())])
        .reference(7.687299e-13, 1e-18, SADDLE)
        .at([("loading", 0.02.into())]),
    ]
}

const FINITE: f64 = 0.0034350271349968574;
const FINITE_SMALL: f64 = 1.5703779106193911e-5;
const FLAWLESS: f64 = 0.07230091492033888;
const FLAWLESS_ALL: f64 = 396.1178810695832;
