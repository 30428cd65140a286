//! The theory of the noisy neuron against numbers computed independently: see data/PROVENANCE.md.

use integrate_and_fire::model::Neuron;
use integrate_and_fire::stochastic::{rate, variability};

struct Row {
    neuron: Neuron,
    drive: f64,
    noise: f64,
    rate: f64,
    variability: f64,
}

fn table() -> Vec<Row> {
    let lines = include_str!("../data/siegert.csv").lines().skip(1);
    lines
        .map(|line| {
            let numbers: Vec<f64> = line.split(',').map(|text| text.parse().unwrap()).collect();
            let [
                time_constant,
                threshold,
                reset,
                refractory_period,
                drive,
                noise,
                rate,
                variability,
            ] = numbers[..]
            else {
                panic!("{line} has not eight columns");
            };
            let neuron = Neuron {
                time_constant,
                threshold,
                reset,
                refractory_period,
            };
            Row {
                neuron,
                drive,
                noise,
                rate,
                variability,
            }
        })
        .collect()
}

/// Catches any loss of digits: rates from 1e−277 Hz to the refractory ceiling, noise from 1e−4 to
/// 1e3 mV, thresholds within 1e−6 of the drive. Tolerance: the arguments are quotients of rounded
/// differences, and the rate depends on the square of the largest, up to 26² times 2 units.
#[test]
fn siegerts_rate_has_ten_digits_at_any_parameters() {
    let mut worst = 0.0_f64;
    for row in table() {
        let found = rate(&row.neuron, row.drive, row.noise);
        let error = (found / row.rate - 1.0).abs();
        worst = worst.max(error);
        let Row {
            neuron,
            drive,
            noise,
            rate,
            ..
        } = row;
        assert!(
            error < 2e-12,
            "{neuron:?} {drive} {noise}: {found} for {rate}, off by {error:e}"
        );
    }
    println!("worst {worst:e}");
}

/// Catches the same in the variance, whose integrals are nested (the reference's are not: it takes
/// them in the other order).
#[test]
fn the_coefficient_of_variation_has_ten_digits_at_any_parameters() {
    let mut worst = 0.0_f64;
    for row in table() {
        let found = variability(&row.neuron, row.drive, row.noise).unwrap();
        let error = (found / row.variability - 1.0).abs();
        worst = worst.max(error);
        let Row {
            neuron,
            drive,
            noise,
            variability,
            ..
        } = row;
        assert!(
            error < 2e-12,
            "{neuron:?} {drive} {noise}: {found} for {variability}, off by {error:e}"
        );
    }
    println!("worst {worst:e}");
}
