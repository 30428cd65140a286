//! Numbers of synaptic kernels and their sums.

use super::INDEPENDENT;
use super::noisy::Barrage;
use crate::stochastic;
use common::claim::Claim;
use common::figure::FigureError;
use common::numerics::elementary::sqrt;

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "barrage-mean",
            "mean drive of a barrage",
            r"\langle I\rangle",
            "mV",
            |p: &Barrage, _| Ok((p.synapses.sum(1) * p.synapses.kernel(&p.neuron).area).into()),
        )
        .decimals(1)
        .reference(14.0, 1e-12, INDEPENDENT),
        Claim::new(
            "barrage-deviation",
            "standard deviation of the drive of a barrage",
            r"\sigma_I",
            "mV",
            |p: &Barrage, _| {
                let square = p.synapses.kernel(&p.neuron).square();
                Ok(sqrt(p.synapses.sum(2) * square).into())
            },
        )
        .reference(4.76095228569523, 1e-12, INDEPENDENT),
        Claim::new(
            "membrane-deviation",
            "standard deviation of the potential under a barrage, without a threshold",
            r"\sigma_V",
            "mV",
            |p: &Barrage, _| Ok(stochastic::membrane_deviation(&p.synapses, &p.neuron).into()),
        )
        .reference(2.323106841457, 1e-10, INDEPENDENT),
        Claim::new(
            "barrage-noise",
            "noise in the diffusion limit of a barrage",
            r"\sigma",
            "mV",
            |p: &Barrage, _| Ok(p.synapses.noise(&p.neuron).into()),
        )
        .reference(3.68781778291715, 1e-12, INDEPENDENT),
        Claim::new(
            "diffusion-deviation",
            "standard deviation of the potential in the diffusion limit, without a threshold",
            r"\sigma/\sqrt2",
            "mV",
            |p: &Barrage, _| {
                Ok((p.synapses.noise(&p.neuron) * std::f64::consts::FRAC_1_SQRT_2).into())
            },
        )
        .reference(2.60768096208106, 1e-12, INDEPENDENT),
        Claim::new(
            "kick-skewness",
            "skewness of the potential under kicks, without a threshold",
            r"\gamma",
            "",
            |p: &Barrage, _| {
                let noise = p.synapses.noise(&p.neuron);
                if noise <= 0.0 {
                    let sentence =
                        "without input spikes the potential stands still and has no skewness";
                    return Err(FigureError::Model(sentence.into()));
                }
                let third = p.synapses.sum(3) * p.neuron.time_constant / 3.0;
                let deviation = noise * std::f64::consts::FRAC_1_SQRT_2;
                Ok((third / (deviation * deviation * deviation)).into())
            },
        )
        .significant(2)
        .reference(0.0533867786354542, 1e-14, INDEPENDENT),
    ]
}
