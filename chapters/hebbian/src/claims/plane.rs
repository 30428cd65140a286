//! Numbers of two inputs.

use super::INDEPENDENT;
use super::parameters::{Across, Pair, Shifted};
use crate::analysis::AnalysisError;
use crate::analysis::plane::{Ellipse, between};
use common::claim::Claim;
use common::numerics::elementary::atan2;

const DEGREE: f64 = std::f64::consts::PI / 180.0;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "arm-angle",
            "angle of either arm of the cross to the principal axis",
            r"\alpha",
            "°",
            |p: &Across, _| Ok((p.shape.arm() / DEGREE).into()),
        )
        .significant(3)
        .reference(26.56505117707799, 1e-12, "arctan ½")
        .reference(14.036243467926479, 1e-12, "arctan ¼")
        .at([("long", 4.0.into())]),
        Claim::new(
            "cross-kurtosis",
            "kurtosis of the cross along a direction",
            r"\kappa",
            "",
            |p: &Across, _| Ok(p.shape.kurtosis(p.direction * DEGREE).into()),
        )
        .significant(2)
        .reference(6.0, 1e-12, "half of the inputs give zero: 3 · ½ / (½)²")
        .reference(3.0, 1e-12, "a Gaussian")
        .at([("direction", 0.0.into())])
        .reference(CROSS_AT_45, 1e-12, INDEPENDENT)
        .at([("direction", 45.0.into())]),
        Claim::new(
            "principal-angle",
            "angle of the principal axis of a cloud to that of the first input",
            r"\varphi",
            "°",
            |p: &Pair, _| {
                let angle = p.cloud.ellipse().angle().ok_or(AnalysisError::Degenerate)?;
                Ok((angle / DEGREE).into())
            },
        )
        .significant(3)
        .reference(PRINCIPAL_ANGLE, 1e-11, INDEPENDENT),
        Claim::new(
            "mean-angle",
            "angle between the principal eigenvector of the correlations about zero and the mean",
            r"\theta",
            "°",
            |p: &Shifted, _| {
                let e = p.cloud.ellipse();
                let shifted = Ellipse {
                    xx: e.xx + p.mean_x * p.mean_x,
                    xy: e.xy + p.mean_x * p.mean_y,
                    yy: e.yy + p.mean_y * p.mean_y,
                };
                if p.mean_x == 0.0 && p.mean_y == 0.0 {
                    let message = "a mean of zero has no direction";
                    return Err(common::figure::FigureError::Model(message.to_owned()));
                }
                let angle = shifted.angle().ok_or(AnalysisError::Degenerate)?;
                Ok((between(angle, atan2(p.mean_y, p.mean_x)) / DEGREE).into())
            },
        )
        .significant(2)
        .reference(MEAN_ANGLE, 1e-11, INDEPENDENT)
        .reference(MEAN_ANGLE_WEAK, 1e-11, INDEPENDENT)
        .at([("mean-x", 0.5.into()), ("mean-y", (-1.0).into())]),
    ]
}

const CROSS_AT_45: f64 = 4.92;
const PRINCIPAL_ANGLE: f64 = 21.098774240066607;
const MEAN_ANGLE: f64 = 1.3719892585468911;
const MEAN_ANGLE_WEAK: f64 = 82.13290054408799;
