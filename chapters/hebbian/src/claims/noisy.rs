//! Numbers of learning input by input.

use super::INDEPENDENT;
use super::parameters::{Held, Kept, Seeing, Settling, Spiked, Strayed, Wandering};
use crate::analysis::averaging::{largest_rate, spread};
use crate::analysis::direction::{allowed_rate, arrival, residual, residual_of_spike};
use crate::analysis::simulate::settle;
use common::claim::Claim;
use common::figure::FigureError;
use common::numerics::elementary::{round, sqrt};
use common::numerics::random::stream;

const FIRST_ORDER: &str = "first-order formula, evaluated in Python";

pub(super) fn all() -> Vec<Claim> {
    vec![
        straying(),
        Claim::new(
            "averaging-rate",
            "learning rate at which e-fold growth strays by as much as the weights",
            r"\frac{1}{\lambda_1+\operatorname{tr}C}",
            "",
            |p: &Seeing, _| Ok(largest_rate(&p.spectrum).into()),
        )
        .significant(2)
        .reference(1.0 / 16.5, 1e-16, "by hand"),
        Claim::new(
            "residual-angle",
            "mean sin² of the angle that Oja's rule keeps, to first order",
            r"\langle\sin^2\theta\rangle",
            "",
            |p: &Kept, _| Ok(residual(&p.spectrum, p.rate)?.into()),
        )
        .significant(3)
        .reference(0.012638888888888889, 1e-15, FIRST_ORDER)
        .reference(0.003159722222222222, 1e-15, FIRST_ORDER)
        .at([("rate", 0.0005.into())])
        .reference(0.06319444444444444, 1e-15, FIRST_ORDER)
        .at([("rate", 0.01.into())]),
        settled(),
        Claim::new(
            "spiked-residual",
            "the same for a thousand inputs with one direction of larger variance",
            r"\langle\sin^2\theta\rangle",
            "",
            |p: &Spiked, _| Ok(residual_of_spike(p.dimensions, p.spike, p.rate).into()),
        )
        .significant(2)
        .reference(0.0555, 1e-15, "by hand"),
        Claim::new(
            "spiked-cosine",
            "cosine of the residual angle, from it",
            r"\cos\theta",
            "",
            |p: &Spiked, _| {
                let square = 1.0 - residual_of_spike(p.dimensions, p.spike, p.rate);
                if square < 0.0 {
                    let message = "the first-order formula gives a sin² above one: the learning \
                                   rate is too large for it";
                    return Err(FigureError::Model(message.to_owned()));
                }
                Ok(sqrt(square).into())
            },
        )
        .significant(3)
        .reference(SPIKED_COSINE, 1e-14, INDEPENDENT)
        .reference(
            PEER_COSINE,
            0.004,
            "one run of 100,000 inputs (NumPy, single precision data)",
        ),
        Claim::new(
            "allowed-rate",
            "learning rate that keeps many inputs within an angle of one direction",
            r"\eta",
            "",
            |p: &Held, _| Ok(allowed_rate(p.dimensions, p.spike, p.sine_square).into()),
        )
        .significant(2)
        .reference(9.009009009009009e-5, 1e-18, "by hand: 0.9/9990"),
        Claim::new(
            "arrival",
            "presentations at that rate until the averaged angle is as small, from a random start",
            "n",
            "",
            |p: &Held, _| Ok(arrival(p.dimensions, p.spike, p.sine_square).into()),
        )
        .significant(2)
        .reference(ARRIVAL, 1e-8, INDEPENDENT)
        .reference(ARRIVAL_LARGE, 1e-7, INDEPENDENT)
        .at([("dimensions", 10_000_i64.into())]),
        Claim::new(
            "wandering",
            "inputs after which the direction has wandered by one radian between equal eigenvalues",
            r"\frac{1}{\eta^2\lambda^2}",
            "",
            |p: &Wandering, _| {
                let step = p.rate * p.eigenvalue;
                Ok((1.0 / (step * step)).into())
            },
        )
        .significant(2)
        .reference(1e4, 1e-8, "by hand"),
    ]
}

fn straying() -> Claim {
    Claim::new(
        "straying",
        "root-mean-square distance of Hebb's weights from their mean, over its length",
        r"\epsilon",
        "",
        |p: &Strayed, _| {
            let inputs = round(p.time / p.rate) as usize;
            Ok(spread(&p.spectrum, &p.start, p.rate, inputs)?.into())
        },
    )
    .significant(2)
    .reference(STRAYING, 1e-9, INDEPENDENT)
    .reference(STRAYING_FAST, 1e-8, INDEPENDENT)
    .at([("rate", 0.02.into()), ("time", 3.0.into())])
}

fn settled() -> Claim {
    Claim::new(
        "settled-angle",
        "the same, simulated",
        r"\langle\sin^2\theta\rangle",
        "",
        |p: &Settling, _| {
            let mut stream = stream(p.seed.0, 0);
            let settled = settle(&p.spectrum, p.rate, p.inputs, &mut stream)?;
            Ok(settled.sine_square)
        },
    )
    .significant(3)
    // Four standard errors of ours; the reference's are far smaller.
    .reference(0.012711551532071727, 0.0012, "20 million inputs (NumPy)")
    .reference(0.06613653092325353, 0.003, "4 million inputs (NumPy)")
    .at([("rate", 0.01.into())])
}

const STRAYING: f64 = 0.4550045021628428;
const STRAYING_FAST: f64 = 8.508672709667218;
const SPIKED_COSINE: f64 = 0.9718538984847466;
const PEER_COSINE: f64 = 0.9716909932411455;
const ARRIVAL: f64 = 6074.902817319246;
const ARRIVAL_LARGE: f64 = 75021.38196424491;
