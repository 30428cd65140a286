//! Firing under noise: limits, and simulations against theory.

use common::numerics::elementary::{erfc, exp, exp_m1, sqrt};
use common::numerics::random::stream;
use common::run::{Cancelled, Run};
use integrate_and_fire::model::Neuron;
use integrate_and_fire::stochastic::{Intervals, Scheme, intervals, naive_rate, rate, variability};

fn draw(input: (f64, f64), scheme: Scheme, count: usize, seed: u64) -> Intervals {
    // In 20 streams, so that all processors can help.
    let replicas: Vec<u64> = (0..20).collect();
    let parts = Run::parallel().map(&replicas, |&replica| {
        let mut stream = stream(seed, replica);
        let neuron = Neuron::default();
        Ok::<_, Cancelled>(intervals(&neuron, input, scheme, count / 20, &mut stream).0)
    });
    Intervals(parts.unwrap().into_iter().flatten().collect())
}

/// The largest distance between the empirical and the given distribution up to some time, times √n.
fn kolmogorov_smirnov(samples: &Intervals, until: f64, distribution: impl Fn(f64) -> f64) -> f64 {
    let mut sorted = samples.0.clone();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let early = sorted.iter().take_while(|&&t| t < until).enumerate();
    let distance = early.fold(0.0_f64, |worst, (i, &t)| {
        let p = distribution(t);
        worst.max(p - i as f64 / n).max((i + 1) as f64 / n - p)
    });
    distance * sqrt(n)
}

/// Catches a theory that depends on how a limit is taken: without noise the rate is that of the
/// deterministic neuron, and what weak noise adds goes as its square.
#[test]
fn without_noise_the_neuron_is_deterministic() {
    let neuron = Neuron::default();
    for drive in [20.5, 25.0, 60.0] {
        let still = neuron.rate(drive);
        assert_eq!(rate(&neuron, drive, 0.0), still);
        let added = |noise| rate(&neuron, drive, noise) - still;
        let ratio = added(0.02) / added(0.01);
        assert!((ratio - 4.0).abs() < 0.05, "{drive}: {ratio}");
        let found = intervals(
            &neuron,
            (drive, 1e-10),
            Scheme::Adaptive,
            3,
            &mut stream(1, 0),
        );
        assert!((found.rate().value / still - 1.0).abs() < 1e-12);
    }
    assert_eq!(rate(&neuron, 19.0, 0.0), 0.0);
    assert!(variability(&neuron, 19.0, 0.0).is_none());
}

/// Catches a wrong factor of the variance: far above threshold the text's limit holds with an error
/// of the order (σ/(μ − θ))², far below the intervals are those of a Poisson process.
#[test]
fn the_variability_has_the_limits_of_a_clock_and_of_a_poisson_process() {
    let neuron = Neuron::default();
    let (drive, noise) = (30.0, 0.01);
    let (near, far) = (drive - neuron.threshold, drive - neuron.reset);
    let steps = rate(&neuron, drive, noise) * neuron.time_constant / 1000.0;
    let clock = noise * steps * sqrt(0.5 * (1.0 / (near * near) - 1.0 / (far * far)));
    let found = variability(&neuron, drive, noise).unwrap();
    assert!((found / clock - 1.0).abs() < 1e-5, "{found} {clock}");
    let found = variability(&neuron, 5.0, 1.5).unwrap();
    assert!((found - 1.0).abs() < 1e-12, "{found}");
}

/// Catches a wrong sampler of the crossing's moment. With the drive at the threshold the boundary
/// is straight, the scheme is exact for any step, and the distribution is known: the time-changed
/// Brownian motion has reached its level with probability erfc(|a|/√(e^(2t/τ) − 1)). Kolmogorov's
/// statistic exceeds 1.95 with probability 0.001.
#[test]
fn intervals_at_the_threshold_follow_their_distribution() {
    let distribution = |noise: f64| {
        move |t: f64| {
            let time = (t - 2.0) / 20.0;
            if time > 0.0 {
                erfc(10.0 / noise / sqrt(exp_m1(2.0 * time)))
            } else {
                0.0
            }
        }
    };
    for (scheme, noise, seed) in [
        (Scheme::Adaptive, 3.0, 1),
        (Scheme::Between(5.0), 3.0, 2),
        (Scheme::Between(40.0), 8.0, 3),
        (Scheme::Between(0.5), 0.5, 4),
    ] {
        let found = draw((20.0, noise), scheme, 40_000, seed);
        let statistic = kolmogorov_smirnov(&found, f64::INFINITY, distribution(noise));
        assert!(statistic < 1.95, "{scheme:?}: {statistic}");
    }
}

/// Catches a bias where the boundary is curved, by a second method: Fortet's integral equation,
/// P(x(t) > b) = ∫ g(s) P(x(t) > b | x(s) = b) ds, solved for the distribution of first passages on
/// a grid of a hundredth of a time constant (halving it moves the distribution by less than 1e−3).
#[test]
fn intervals_follow_the_solution_of_fortets_equation() {
    for (seed, (drive, noise)) in [(15.0, 3.0), (26.0, 6.0), (12.0, 8.0)]
        .into_iter()
        .enumerate()
    {
        let (a, b) = ((10.0 - drive) / noise, (20.0 - drive) / noise);
        let beyond = |from: f64, time: f64| {
            let mean = from * exp(-time);
            0.5 * erfc((b - mean) / sqrt(-exp_m1(-2.0 * time)))
        };
        let step = 0.01;
        let kernel: Vec<f64> = (0..3000)
            .map(|k| beyond(b, (f64::from(k) + 0.5) * step))
            .collect();
        let mut passed: Vec<f64> = Vec::new();
        let mut total = vec![0.0];
        for n in 0..3000 {
            let pairs = passed.iter().zip(kernel[1..=n].iter().rev());
            let known: f64 = pairs.map(|(part, kernel)| part * kernel).sum();
            let part = (beyond(a, (n as f64 + 1.0) * step) - known) / kernel[0];
            passed.push(part);
            total.push(total[total.len() - 1] + part);
        }
        let distribution = |t: f64| {
            let place = ((t - 2.0) / 20.0 / step).clamp(0.0, 2999.0);
            let below = place.floor();
            let (low, high) = (total[below as usize], total[below as usize + 1]);
            low + (place - below) * (high - low)
        };
        let found = draw((drive, noise), Scheme::Adaptive, 40_000, 10 + seed as u64);
        let statistic = kolmogorov_smirnov(&found, 600.0, distribution);
        assert!(statistic < 1.95, "({drive}, {noise}): {statistic}");
    }
}

/// Catches any bias of the simulation above a tenth of a per cent or two, in rate or variability,
/// within 4 standard errors at each of six points.
#[test]
fn simulated_rates_and_variabilities_are_those_of_the_theory() {
    let neuron = Neuron::default();
    for (seed, input) in [
        (16.0, 3.0),
        (20.0, 8.0),
        (25.0, 1.0),
        (40.0, 0.1),
        (10.0, 12.0),
        (30.0, 3.0),
    ]
    .into_iter()
    .enumerate()
    {
        let found = draw(input, Scheme::Adaptive, 100_000, 20 + seed as u64);
        let expected = (
            rate(&neuron, input.0, input.1),
            variability(&neuron, input.0, input.1).unwrap(),
        );
        for (found, expected) in [
            (found.rate(), expected.0),
            (found.variability(), expected.1),
        ] {
            let deviations = (found.value - expected) / found.standard_error.unwrap();
            assert!(
                deviations.abs() < 4.0,
                "{input:?}: {deviations} standard errors"
            );
        }
    }
}

/// Catches a chord that is taken wrongly: the error of the scheme is of second order in the step and
/// has the sign of a threshold that is too low. Each is known to a tenth of itself or better.
#[test]
fn looking_in_between_errs_in_second_order() {
    let exact = rate(&Neuron::default(), 15.0, 3.0);
    let error = |step: f64, seed: u64| {
        let found = draw((15.0, 3.0), Scheme::Between(step), 100_000, seed).rate();
        (
            found.value / exact - 1.0,
            found.standard_error.unwrap() / exact,
        )
    };
    let (coarse, fine) = (error(16.0, 30), error(8.0, 31));
    assert!(fine.0 > 5.0 * fine.1, "{fine:?}");
    let ratio = coarse.0 / fine.0;
    let uncertain = ratio * (fine.1 / fine.0 + coarse.1 / coarse.0);
    assert!(
        (ratio - 4.0).abs() < 0.8 + 3.0 * uncertain,
        "{ratio} ± {uncertain}"
    );
    // At the steps of the figure nothing is left of it.
    let small = error(0.5, 32);
    assert!(small.0.abs() < 4.0 * small.1, "{small:?}");
}

/// Catches a wrong constant of the naive scheme's error. The next order is of the size of the step
/// over the time constant; three of it are allowed beside 4 standard errors.
#[test]
fn looking_at_the_ends_raises_the_threshold_by_the_overshoot() {
    let neuron = Neuron::default();
    let exact = rate(&neuron, 18.0, 3.0);
    for (seed, step) in [(40, 0.2), (41, 0.8)] {
        let found = draw((18.0, 3.0), Scheme::AtEnds(step), 60_000, seed).rate();
        let difference = (found.value - naive_rate(&neuron, 18.0, 3.0, step)) / exact;
        let allowed = 4.0 * found.standard_error.unwrap() / exact + 3.0 * step / 20.0;
        assert!(
            difference.abs() < allowed,
            "{step}: {difference}, allowed {allowed}"
        );
        assert!(
            (found.value - exact) / exact < -0.05,
            "{step}: no error to speak of"
        );
    }
}
