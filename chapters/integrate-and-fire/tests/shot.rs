//! Kicks of finite size, and what becomes of them in the limit of white noise.

use common::numerics::elementary::sqrt;
use common::numerics::random::stream;
use common::run::{Cancelled, Run};
use integrate_and_fire::model::Neuron;
use integrate_and_fire::stochastic::{Grid, Occupation, ShotNoise, rate, shot_noise, shot_rate};

/// Catches a wrong integrand or a lost singularity at its end. The values are mpmath's, of the
/// integral over c as it stands in the text, with 30 digits.
#[test]
fn the_exact_rate_under_kicks_agrees_with_thirty_digits() {
    let neuron = Neuron::default();
    for (drive, noise, kick, expected) in EXACT {
        let found = shot_rate(&neuron, drive, noise, kick).unwrap();
        let error = (found / expected - 1.0).abs();
        assert!(
            error < 1e-11,
            "({drive}, {noise}, {kick}): {found} for {expected}"
        );
    }
}

const EXACT: [(f64, f64, f64, f64); 8] = [
    (16.0, 4.0, 0.5, 7.565348355327428),
    (16.0, 4.0, 1.0, 6.785835543557098),
    (12.0, 4.0, 0.02, 0.8573592774383354),
    (12.0, 6.0, 2.0, 4.2315944235354351),
    (15.0, 3.0, 0.1, 2.1313169606876022),
    (-5.0, 8.0, 5.0, 0.39961561302990233),
    (19.9, 2.0, 0.25, 16.473899296361692),
    (10.0, 20.0, 15.0, 9.318271102110792),
];

/// Catches a wrong variance of the kicks: as they shrink, the rate becomes Siegert's, and the
/// difference is that of a threshold raised by one kick. The next order is the kick's square.
#[test]
fn small_kicks_are_white_noise_with_a_threshold_raised_by_one_kick() {
    let neuron = Neuron::default();
    let shift = |kick: f64| {
        let exact = shot_rate(&neuron, 18.0, 4.0, kick).unwrap();
        let slope = (rate(
            &Neuron {
                threshold: 20.01,
                ..neuron
            },
            18.0,
            4.0,
        ) - rate(
            &Neuron {
                threshold: 19.99,
                ..neuron
            },
            18.0,
            4.0,
        )) / 0.02;
        (exact - rate(&neuron, 18.0, 4.0)) / (slope * kick)
    };
    let (coarse, fine) = (1.0 - shift(0.02), 1.0 - shift(0.01));
    assert!(fine.abs() < 0.01, "{fine}");
    assert!((coarse / fine - 2.0).abs() < 0.1, "{coarse} {fine}");
}

/// Catches a mistake in the event-driven simulation that the theory does not share, within 4
/// standard errors at each of three points.
#[test]
fn simulated_kicks_fire_at_the_exact_rate() {
    let neuron = Neuron::default();
    for (seed, (drive, noise, kick)) in [(16.0, 4.0, 0.5), (12.0, 6.0, 2.0), (19.0, 3.0, 1.0)]
        .into_iter()
        .enumerate()
    {
        let grid = Grid {
            low: 0.0,
            width: 1.0,
            cells: 20,
        };
        let input = ShotNoise::with_noise(&neuron, drive, noise, kick);
        let replicas: Vec<u64> = (0..40).collect();
        let found = Run::parallel().map(&replicas, |&replica| {
            let mut stream = stream(100 + seed as u64, replica);
            Ok::<_, Cancelled>(shot_noise(&neuron, &input, 50_000.0, &grid, &mut stream))
        });
        let found = Occupation::rate(&found.unwrap());
        let expected = shot_rate(&neuron, drive, noise, kick).unwrap();
        let deviations = (found.value - expected) / found.standard_error.unwrap();
        assert!(
            deviations.abs() < 4.0,
            "({drive}, {noise}, {kick}): {deviations} standard errors"
        );
    }
}

/// Catches readings that favour some potentials: without a threshold in reach the variance of the
/// potential is σ²/2, whatever the kicks.
#[test]
fn readings_at_random_moments_give_the_free_variance() {
    let neuron = Neuron {
        threshold: 100.0,
        reset: 0.0,
        ..Neuron::default()
    };
    let (drive, noise, kick) = (10.0, 6.0, 1.5);
    let grid = Grid {
        low: -60.0,
        width: 0.25,
        cells: 640,
    };
    let input = ShotNoise::with_noise(&neuron, drive, noise, kick);
    let variances: Vec<f64> = (0..40)
        .map(|replica| {
            let found = shot_noise(&neuron, &input, 50_000.0, &grid, &mut stream(3, replica));
            let part = |cell: usize| found.cells[cell] as f64 / found.readings as f64;
            (0..grid.cells)
                .map(|cell| part(cell) * (grid.middle(cell) - drive) * (grid.middle(cell) - drive))
                .sum()
        })
        .collect();
    let n = variances.len() as f64;
    let mean = variances.iter().sum::<f64>() / n;
    let spread = variances
        .iter()
        .map(|v| (v - mean) * (v - mean))
        .sum::<f64>()
        / (n - 1.0);
    let error = sqrt(spread / n);
    // Cells of 0.25 mV add a twelfth of their square.
    let expected = 0.5 * noise * noise + 0.25 * 0.25 / 12.0;
    assert!(
        (mean - expected).abs() < 4.0 * error,
        "{mean} ± {error}, expected {expected}"
    );
}

/// Catches a beginning of the watched time that throws away the wait which straddles it, though the
/// time goes on counting: the shorter the watch and the rarer the kicks, the more is lost. Within 4
/// standard errors over replicas that are watched as briefly as the shortest figure asks for.
#[test]
fn a_brief_watch_finds_the_rate_of_a_long_one() {
    for (seed, kick) in [20.0, 5.0, 0.5].into_iter().enumerate() {
        let neuron = Neuron::default();
        let input = ShotNoise::with_noise(&neuron, 16.0, 4.0, kick);
        let expected = shot_rate(&neuron, 16.0, 4.0, kick).unwrap();
        let deviations = briefly(&neuron, &input, 200 + seed as u64, expected);
        assert!(
            deviations.abs() < 4.0,
            "{kick} mV: {deviations} standard errors"
        );
    }
}

/// Catches spikes between kicks that go uncounted, after the last of them above all, and replicas that
/// all start with the same phase: where the drive fires the neuron and kicks are rare, it fires as
/// without them. (A kick shifts the next spike by less than an interval, and so the rate by less than
/// the rate of the kicks: a fifth of the standard error.)
#[test]
fn rare_kicks_leave_the_rate_of_the_drive() {
    let neuron = Neuron::default();
    for (seed, drive) in [21.0, 50.0, 90.0].into_iter().enumerate() {
        let input = ShotNoise::with_noise(&neuron, drive, 0.5, 20.0);
        let deviations = briefly(&neuron, &input, 210 + seed as u64, neuron.rate(drive));
        assert!(
            deviations.abs() < 4.0,
            "{drive} mV: {deviations} standard errors"
        );
    }
}

/// How many standard errors from what is expected (Hz), over replicas of 20 s/32.
fn briefly(neuron: &Neuron, input: &ShotNoise, seed: u64, expected: f64) -> f64 {
    let grid = Grid {
        low: 0.0,
        width: 1.0,
        cells: 20,
    };
    let replicas: Vec<u64> = (0..if expected > 10.0 { 200 } else { 8000 }).collect();
    let found = Run::parallel().map(&replicas, |&replica| {
        let mut stream = stream(seed, replica);
        Ok::<_, Cancelled>(shot_noise(neuron, input, 625.0, &grid, &mut stream))
    });
    let found = Occupation::rate(&found.unwrap());
    (found.value - expected) / found.standard_error.unwrap()
}
