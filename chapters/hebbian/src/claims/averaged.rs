//! Numbers of the averaged rules.

use super::parameters::{Averaged, Factor, Reached};
use super::{FLOW, INDEPENDENT};
use crate::analysis::AnalysisError;
use crate::analysis::direction::time_to;
use crate::model::flow::{grown, normalised};
use crate::model::output;
use common::claim::Claim;
use common::figure::FigureError;
use common::numerics::elementary::{atan2, ln, sqrt};

fn finite(value: f64) -> Result<f64, FigureError> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(AnalysisError::TooLarge.into())
    }
}

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "hebb-weight",
            "weight along the principal eigenvector under Hebb's averaged rule",
            r"w_1(t)",
            "",
            |p: &Averaged, _| {
                let w = grown(&p.spectrum.eigenvalues(), &p.start.weights(), p.time);
                Ok(finite(w[0])?.into())
            },
        )
        .significant(3)
        .reference(2.968263182051532, 1e-13, "exponential, in closed form"),
        Claim::new(
            "hebb-length",
            "length of the weights under Hebb's averaged rule",
            r"|w(t)|",
            "",
            |p: &Averaged, _| {
                let w = grown(&p.spectrum.eigenvalues(), &p.start.weights(), p.time);
                Ok(finite(sqrt(output(&w, &w)))?.into())
            },
        )
        .significant(2)
        .reference(HEBB_LENGTH_3, 1e-6, INDEPENDENT)
        .at([("time", 3.0.into())])
        .reference(HEBB_LENGTH_1, 1e-12, INDEPENDENT),
        Claim::new(
            "oja-weight",
            "weight along the principal eigenvector under Oja's averaged rule",
            r"w_1(t)",
            "",
            |p: &Averaged, _| {
                Ok(normalised(&p.spectrum.eigenvalues(), &p.start.weights(), p.time)[0].into())
            },
        )
        .significant(3)
        .reference(0.7585247293403424, 1e-11, FLOW)
        .reference(0.2010415949186346, 1e-11, FLOW)
        .at([("time", 0.5.into())])
        .reference(0.9999227759303247, 1e-11, FLOW)
        .at([("time", 3.0.into())]),
        Claim::new(
            "oja-length",
            "length of the weights under Oja's averaged rule",
            r"|w(t)|",
            "",
            |p: &Averaged, _| {
                let w = normalised(&p.spectrum.eigenvalues(), &p.start.weights(), p.time);
                Ok(sqrt(output(&w, &w)).into())
            },
        )
        .significant(3)
        .reference(OJA_LENGTH_HALF, 1e-11, FLOW)
        .at([("time", 0.5.into())]),
        Claim::new(
            "angle",
            "angle of the weights to the principal eigenvector under either averaged rule",
            r"\theta(t)",
            "°",
            |p: &Averaged, _| {
                let w = normalised(&p.spectrum.eigenvalues(), &p.start.weights(), p.time);
                let across = sqrt(output(&w[1..], &w[1..]));
                Ok((atan2(across, w[0].abs()) * 180.0 / std::f64::consts::PI).into())
            },
        )
        .significant(3)
        .reference(ANGLE_1, 1e-11, INDEPENDENT)
        .reference(ANGLE_0, 1e-11, INDEPENDENT)
        .at([("time", 0.0.into())]),
        Claim::new(
            "direction-time",
            "time until the weights point along the principal eigenvector",
            r"t_\theta",
            "",
            |p: &Reached, _| Ok(time_to(&p.spectrum, &p.start, p.cosine_square)?.into()),
        )
        .significant(3)
        .reference(1.964700258099884, 1e-10, INDEPENDENT)
        .reference(0.9039815219679864, 1e-10, INDEPENDENT)
        .at([("cosine-square", 0.5.into())])
        .reference(DIRECTION_NARROW, 1e-9, INDEPENDENT)
        .at([("eigenvalue-2", 4.9.into())]),
        Claim::new(
            "gap-time",
            "time in which the tangent of the angle shrinks by a factor, late in learning",
            r"\frac{\ln 10}{\lambda_1-\lambda_2}",
            "",
            |p: &Factor, _| {
                if p.spectrum.gap() <= 0.0 {
                    return Err(AnalysisError::Degenerate.into());
                }
                Ok((ln(p.factor) / p.spectrum.gap()).into())
            },
        )
        .significant(3)
        .reference(1.151292546497023, 1e-14, "½ ln 10")
        .reference(23.025850929940457, 1e-11, "10 ln 10")
        .at([("eigenvalue-2", 4.9.into())]),
    ]
}

const HEBB_LENGTH_1: f64 = 3.7942163473947557;
const HEBB_LENGTH_3: f64 = 65385.39676886554;
const OJA_LENGTH_HALF: f64 = 0.6128700667930664;
const DIRECTION_NARROW: f64 = 39.06997837501395;
const ANGLE_0: f64 = 86.01686309344139;
const ANGLE_1: f64 = 38.527196503443705;
