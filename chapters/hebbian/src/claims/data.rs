//! Numbers of the photograph and the digits.

use super::INDEPENDENT;
use super::parameters::{Patches, Rank, Sampled, Target};
use crate::analysis::components::{Components, centre, components, principal};
use crate::analysis::{AnalysisError, data};
use crate::model::output;
use common::claim::Claim;
use common::numerics::elementary::sqrt;
use common::param::NoParameters;

fn digits() -> Result<Components, AnalysisError> {
    components(&mut data::digits())
}

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "patch-variance",
            "variance of patches of the photograph in the space of the first components",
            "",
            "%",
            |p: &Patches, _| {
                let found = components(&mut data::patches(p.side))?;
                Ok((100.0 * found.explained(p.outputs)).into())
            },
        )
        .significant(3)
        .reference(PATCH_8, 1e-8, INDEPENDENT)
        .reference(PATCH_1, 1e-8, INDEPENDENT)
        .at([("outputs", 1_i64.into())])
        .reference(PATCH_SMALL, 1e-8, INDEPENDENT)
        .at([("side", 8_i64.into())]),
        Claim::new(
            "patch-share",
            "variance of patches of the photograph along one component",
            "",
            "%",
            |p: &Rank, _| {
                let found = components(&mut data::patches(p.side))?;
                Ok((100.0 * found.eigenvalues[p.rank - 1] / found.variance()).into())
            },
        )
        .significant(3)
        .reference(PATCH_SHARE_7, 1e-9, INDEPENDENT)
        .reference(PATCH_SHARE_8, 1e-9, INDEPENDENT)
        .at([("rank", 8_i64.into())]),
        Claim::new(
            "sampling-angle",
            "angle by which another sample of as many patches turns a component and the next",
            r"\frac{\sqrt{\lambda_k\lambda_{k+1}/P}}{\lambda_k-\lambda_{k+1}}",
            "°",
            |p: &Rank, _| {
                let mut patches = data::patches(p.side);
                let found = components(&mut patches)?;
                let [one, next] = [p.rank - 1, p.rank].map(|i| found.eigenvalues[i]);
                let turned = sqrt(one * next / patches.len() as f64) / (one - next);
                Ok((turned * 180.0 / std::f64::consts::PI).into())
            },
        )
        .significant(2)
        .reference(SAMPLING_ANGLE, 1e-6, INDEPENDENT)
        .reference(SAMPLING_ANGLE_1, 1e-8, INDEPENDENT)
        .at([("rank", 1_i64.into())]),
        Claim::new(
            "digit-variance",
            "variance of the digits in the space of the first components",
            "",
            "%",
            |p: &Sampled, _| Ok((100.0 * digits()?.explained(p.outputs)).into()),
        )
        .significant(3)
        .reference(67.39062257772365, 1e-9, INDEPENDENT)
        .reference(14.890593584063854, 1e-9, INDEPENDENT)
        .at([("outputs", 1_i64.into())]),
        Claim::new(
            "digit-outputs",
            "components that explain a part of the digits' variance",
            "k",
            "",
            |p: &Target, _| {
                let found = digits()?;
                let enough = |count: &usize| 100.0 * found.explained(*count) >= p.share;
                let size = found.eigenvalues.len();
                Ok(((1..=size).find(enough).unwrap_or(size) as f64).into())
            },
        )
        .decimals(0)
        .reference(21.0, 0.0, INDEPENDENT),
        Claim::new(
            "digit-mean",
            "cosine between the mean digit and the principal eigenvector when the mean is left in",
            r"\cos\theta",
            "",
            |_: &NoParameters, _| {
                let mut shown = data::digits();
                let (_, vector) = principal(&shown, 1.0 / shown.len() as f64)?;
                let mean = centre(&mut shown);
                let cosine = output(&vector, &mean).abs() / sqrt(output(&mean, &mean));
                Ok(cosine.into())
            },
        )
        .significant(5)
        .reference(0.9999825611458953, 1e-12, INDEPENDENT),
    ]
}

const PATCH_8: f64 = 71.36379939678018;
const PATCH_1: f64 = 26.34310779739823;
const PATCH_SMALL: f64 = 79.72807051183443;
const PATCH_SHARE_7: f64 = 3.1246710201029786;
const PATCH_SHARE_8: f64 = 3.0179520130999595;
const SAMPLING_ANGLE: f64 = 20.105983379970567;
const SAMPLING_ANGLE_1: f64 = 1.6931794869989636;
