//! Kernels, and Campbell's theorem.

use common::numerics::elementary::sqrt;
use common::numerics::quadrature::GaussLegendre;
use common::numerics::random::stream;
use integrate_and_fire::model::Neuron;
use integrate_and_fire::model::barrage::{Kernel, Shape, Synapses};
use integrate_and_fire::stochastic::{Moments, Tally, membrane_deviation, sampled_barrage};

const SHAPES: [Shape; 3] = [Shape::Exponential, Shape::Alpha, Shape::Biexponential];

fn kernel(shape: Shape, rise: f64) -> Kernel {
    let synapses = Synapses {
        kernel: shape,
        rise,
        ..Synapses::default()
    };
    synapses.kernel(&Neuron::default())
}

/// The integral of a function of time that decays with a few milliseconds.
fn integral(function: impl Fn(f64) -> f64) -> f64 {
    let rule = GaussLegendre::new(20);
    (0..400)
        .map(|i| rule.integrate(f64::from(i), f64::from(i) + 1.0, &function))
        .sum()
}

/// Catches a kernel of the wrong area and a wrong closed form of its square or its overlap, by
/// quadrature. Tolerance: rounding.
#[test]
fn kernels_have_the_area_and_the_overlap_that_the_text_gives() {
    for shape in SHAPES {
        for rise in [0.7, 4.999_999, 5.0, 12.0] {
            let kernel = kernel(shape, rise);
            let area = integral(|t| kernel.at(t));
            assert!(
                (area / 20.0 - 1.0).abs() < 1e-12,
                "{shape:?} {rise}: {area}"
            );
            for lag in [0.0, 0.3, 4.0, 25.0] {
                let overlap = integral(|t| kernel.at(t) * kernel.at(t + lag));
                let error = (kernel.overlap(lag) / overlap - 1.0).abs();
                assert!(error < 1e-11, "{shape:?} {rise} {lag}: {error}");
            }
            assert!((kernel.square() / kernel.overlap(0.0) - 1.0).abs() < 1e-15);
        }
    }
}

/// Catches a step where the biexponential kernel becomes the alpha function or the exponential.
#[test]
fn the_biexponential_kernel_has_the_other_two_as_limits() {
    for time in [0.5, 3.0, 20.0] {
        let near = kernel(Shape::Biexponential, 5.0 - 1e-9).at(time);
        assert!((near / kernel(Shape::Alpha, 1.0).at(time) - 1.0).abs() < 1e-8);
        let fast = Kernel {
            rise: 1e-9,
            decay: 5.0,
            area: 20.0,
        }
        .at(time);
        assert!((fast / kernel(Shape::Exponential, 1.0).at(time) - 1.0).abs() < 1e-8);
    }
}

/// Catches a variance of the potential that forgets the membrane: for fast synapses it is σ²/2, and
/// what is missing is of the order of the synapse's time constants over the membrane's.
#[test]
fn fast_synapses_make_the_membrane_noise_of_the_diffusion_limit() {
    let neuron = Neuron::default();
    let missing = |decay: f64| {
        let synapses = Synapses {
            decay,
            rise: 0.1,
            kernel: Shape::Exponential,
            ..Synapses::default()
        };
        let white = synapses.noise(&neuron) / sqrt(2.0);
        1.0 - membrane_deviation(&synapses, &neuron) / white
    };
    assert!((missing(0.5) - 0.5 / 40.0).abs() < 1e-3, "{}", missing(0.5));
    assert!((missing(1.0) / missing(0.5) - 2.0).abs() < 0.1);
}

/// Catches a wrong event-driven drive or a wrong theorem: mean, variance and autocovariance within
/// 4.5 standard errors over 40 replicas, for every shape.
#[test]
fn a_simulated_barrage_obeys_campbells_theorem() {
    let neuron = Neuron::default();
    for (seed, shape) in (0..).zip(SHAPES) {
        let synapses = Synapses {
            kernel: shape,
            ..Synapses::default()
        };
        let kernel = synapses.kernel(&neuron);
        let mean = neuron.time_constant * synapses.sum(1);
        let lags = [0, 2, 6, 14, 30];
        let replicas: Vec<Tally> = (0..40)
            .map(|replica| {
                let mut stream = stream(60 + seed, replica);
                let drive = sampled_barrage(&synapses, &neuron, 0.5, 20_000, &mut stream);
                Tally::new(&drive, mean, &lags)
            })
            .collect();
        let found = Moments::new(&replicas);
        let deviations = (found.mean.value - mean) / found.mean.standard_error.unwrap();
        assert!(deviations.abs() < 4.5, "{shape:?}: mean {deviations}");
        for (one, lag) in found.covariance.iter().zip(lags) {
            let expected = synapses.sum(2) * kernel.overlap(0.5 * lag as f64);
            let deviations = (one.value - expected) / one.standard_error.unwrap();
            assert!(
                deviations.abs() < 4.5,
                "{shape:?}, lag {lag}: {} for {expected}",
                one.value
            );
        }
    }
}
