//! The stationary density: what it must obey, and a simulation.

use common::numerics::random::stream;
use common::run::{Cancelled, Run};
use integrate_and_fire::model::Neuron;
use integrate_and_fire::stochastic::{Density, Grid, Occupation, occupation, rate};

const INPUTS: [(f64, f64); 6] = [
    (16.0, 4.0),
    (5.0, 3.0),
    (20.0, 1.0),
    (40.0, 2.0),
    (-10.0, 25.0),
    (25.0, 0.2),
];

/// Catches a wrong normalisation: the density and the refractory fraction make one. Tolerance: that
/// of the density's integral, in pieces half as wide as the noise.
#[test]
fn the_density_is_normalised() {
    let neuron = Neuron::default();
    for (drive, noise) in INPUTS {
        let density = Density::new(&neuron, drive, noise).unwrap();
        let low = neuron.reset.min(drive) - 8.0 * noise;
        let whole = density.mass(low, neuron.threshold);
        let refractory = rate(&neuron, drive, noise) * neuron.refractory_period / 1000.0;
        assert!(
            (whole + refractory - 1.0).abs() < 1e-10,
            "({drive}, {noise}): {whole} + {refractory}"
        );
    }
}

/// Catches a wrong flux: p vanishes at the threshold, its slope there gives the rate, and the kink at
/// the reset is as large. Differences of second order over a hundred-thousandth of the noise leave 1e−5.
#[test]
fn the_flux_leaves_at_the_threshold_and_comes_back_at_the_reset() {
    let neuron = Neuron::default();
    for (drive, noise) in INPUTS {
        let density = Density::new(&neuron, drive, noise).unwrap();
        let (theta, reset) = (neuron.threshold, neuron.reset);
        assert_eq!(density.at(theta), 0.0);
        let h = 1e-5 * noise * noise / (noise + (drive - reset).abs());
        let into = |v: f64, side: f64| {
            let p = |steps: f64| density.at(v + side * steps * h);
            side * (-3.0 * p(1e-9) + 4.0 * p(1.0) - p(2.0)) / (2.0 * h)
        };
        let flux = |slope: f64| -1000.0 * slope * noise * noise / (2.0 * neuron.time_constant);
        let expected = rate(&neuron, drive, noise);
        let leaving = flux(into(theta, -1.0));
        assert!(
            (leaving / expected - 1.0).abs() < 1e-4,
            "({drive}, {noise}): {leaving} for {expected}"
        );
        // Where the neuron hardly ever fires the kink is small against the rounding of the density.
        let kink = flux(into(reset, 1.0) - into(reset, -1.0));
        let rounding = flux(-1e-13 * density.at(reset) / h);
        assert!(
            (kink - expected).abs() < 1e-3 * expected + rounding,
            "({drive}, {noise}): {kink} for {expected}"
        );
    }
}

/// Catches readings at moments that the spikes choose, and a wrong density: every cell within 4.5
/// standard errors over replicas (48 of them, so that Student's tails count), and all together as
/// far away as chance puts them.
#[test]
fn a_simulated_potential_is_found_where_the_density_says() {
    let neuron = Neuron::default();
    for (seed, (drive, noise)) in [(16.0, 4.0), (24.0, 3.0)].into_iter().enumerate() {
        let grid = Grid {
            low: 2.0,
            width: 0.5,
            cells: 36,
        };
        let replicas: Vec<u64> = (0..48).collect();
        let found = Run::parallel().map(&replicas, |&replica| {
            let mut stream = stream(50 + seed as u64, replica);
            Ok::<_, Cancelled>(occupation(
                &neuron,
                (drive, noise),
                (0.25, 20_000.0),
                &grid,
                &mut stream,
            ))
        });
        let found = found.unwrap();
        let density = Density::new(&neuron, drive, noise).unwrap();
        let mut squares = 0.0;
        for (cell, one) in Occupation::densities(&found, &grid).iter().enumerate() {
            let expected = density.mean(grid.edge(cell), grid.edge(cell + 1));
            let error = one.standard_error.unwrap().max(1e-5);
            let deviations = (one.value - expected) / error;
            assert!(
                deviations.abs() < 4.5,
                "cell {cell}: {} for {expected}",
                one.value
            );
            squares += deviations * deviations;
        }
        // Neighbouring cells move together, as few as a dozen independent ones: 36 ± 4·36·√(2/12).
        assert!(squares < 36.0 * 2.7, "{squares}");
        let fired = Occupation::rate(&found);
        let deviations =
            (fired.value - rate(&neuron, drive, noise)) / fired.standard_error.unwrap();
        assert!(deviations.abs() < 4.0, "{deviations} standard errors");
        let refractory: u64 = found.iter().map(|one| one.refractory).sum();
        let readings: u64 = found.iter().map(|one| one.readings).sum();
        let fraction = refractory as f64 / readings as f64;
        let expected = fired.value * neuron.refractory_period / 1000.0;
        assert!(
            (fraction / expected - 1.0).abs() < 0.03,
            "{fraction} for {expected}"
        );
    }
}
