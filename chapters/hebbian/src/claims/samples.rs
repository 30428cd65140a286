//! Numbers of few samples.

use super::parameters::{Planted, Spiked};
use crate::analysis::spiked::{overlap, samples_for, top_eigenvalue, transition};
use common::claim::Claim;
use common::param::Value;
use common::parameters;

parameters! {
    /// An overlap that is to be reached.
    pub struct Wanted {
        /// overlap to be reached
        overlap: f64 = 0.5 => Real { symbol: r"\cos^2\theta", unit: "", from: 0.0, to: 0.9999 };
        /// variance along the planted direction
        spike: f64 = 2.0 => Real { symbol: r"\ell", unit: "", from: 1.001, to: 1000.0 };
    }
}

const FORMULA: &str = "formula of the literature, evaluated in Python";

fn at(spike: f64, samples: f64) -> [(&'static str, Value); 2] {
    [("spike", spike.into()), ("samples", samples.into())]
}

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "transition",
            "samples per dimension below which a planted direction is not found",
            r"\frac{1}{(\ell-1)^2}",
            "",
            |p: &Planted, _| Ok(transition(p.spike).into()),
        )
        .significant(2)
        .reference(1.0, 1e-15, "threshold at ℓ = 1 + √γ")
        .cite("baik2005")
        .reference(1.0 / 81.0, 1e-15, "threshold at ℓ = 1 + √γ")
        .cite("baik2005")
        .at([("spike", 10.0.into())]),
        Claim::new(
            "overlap",
            "overlap of the sample's principal eigenvector with the planted direction",
            r"\cos^2\theta",
            "",
            |p: &Planted, _| Ok(overlap(1.0 / p.samples, p.spike).into()),
        )
        .significant(2)
        .reference(1.0 / 3.0, 1e-14, FORMULA)
        .cite("paul2007")
        .reference(0.7, 1e-14, FORMULA)
        .at(at(3.0, 2.0))
        .reference(0.9415204678362573, 1e-14, FORMULA)
        .at(at(10.0, 2.0))
        .reference(0.0, 0.0, FORMULA)
        .at(at(1.5, 1.0))
        .reference(0.75, 1e-14, FORMULA)
        .at(at(5.0, 1.0))
        .reference(0.25, 1e-14, FORMULA)
        .at(at(3.0, 0.5))
        .reference(0.7979797979797979, 1e-14, FORMULA)
        .at(at(10.0, 0.5))
        .reference(
            0.7044042456929012,
            0.0075,
            "simulation (SciPy), four standard errors",
        )
        .at(at(3.0, 2.0)),
        Claim::new(
            "top-eigenvalue",
            "largest eigenvalue of the sample's correlation matrix",
            r"\hat\lambda_1",
            "",
            |p: &Planted, _| Ok(top_eigenvalue(1.0 / p.samples, p.spike).into()),
        )
        .significant(3)
        .reference(3.0, 1e-14, FORMULA)
        .cite("baik2005")
        .reference(2.914213562373095, 1e-14, FORMULA)
        .at(at(1.2, 2.0))
        .reference(6.25, 1e-14, FORMULA)
        .at(at(5.0, 1.0))
        .reference(5.82842712474619, 1e-14, FORMULA)
        .at(at(2.0, 0.5)),
        Claim::new(
            "samples-needed",
            "samples per dimension for an overlap",
            r"P/N",
            "",
            |p: &Wanted, _| Ok(samples_for(p.overlap, p.spike).into()),
        )
        .significant(2)
        .reference(3.0, 1e-14, "by hand")
        .reference(2.0, 1e-13, "the overlap 0.7 at two samples per dimension")
        .at([("overlap", 0.7.into()), ("spike", 3.0.into())]),
        Claim::new(
            "spiked-transition",
            "samples at which a direction among many inputs begins to be found",
            r"\frac{N}{(\ell-1)^2}",
            "",
            |p: &Spiked, _| Ok((p.dimensions as f64 * transition(p.spike)).into()),
        )
        .significant(2)
        .reference(12.345679012345679, 1e-12, "by hand"),
    ]
}
