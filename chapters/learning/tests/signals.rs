//! Estimates of the gradient, learning times, and learning without a teacher.

use common::numerics::elementary::sqrt;
use common::numerics::random::stream;
use learning::analysis::signals::{Rule, networks, remaining, simulated_time};
use learning::analysis::untaught::{World, averages};
use learning::model::{delta, loss, node, outputs, weight};

const RULES: [Rule; 3] = [Rule::Delta, Rule::Node, Rule::Weight];

/// One step of each rule from weights of zero, at a learning rate of one: its estimate of the gradient
/// downhill.
fn estimate(
    rule: Rule,
    x: &[f64],
    right: &[f64],
    noise: f64,
    stream: &mut common::numerics::random::Stream,
) -> Vec<f64> {
    let mut w = vec![0.0; x.len() * right.len()];
    let reward = |y: &[f64]| -loss(y, right);
    match rule {
        Rule::Delta => delta(&mut w, x, right, 1.0),
        Rule::Node => node(&mut w, x, reward, (1.0, noise), stream),
        Rule::Weight => weight(&mut w, x, reward, (1.0, noise), stream),
    }
    w
}

/// Catches a wrong sign, a missing noise⁻¹, and a wrong variance: for each rule the mean over noise is
/// the gradient, component by component, and its mean square is the moment of the theory. Five
/// standard errors, estimated from the same samples.
#[test]
fn each_rule_estimates_the_gradient_with_the_variance_of_the_theory() {
    const SAMPLES: usize = 40_000;
    let x = [0.7, -1.2, 0.4];
    let right = [0.9, -0.3];
    let gradient: Vec<f64> = right.iter().flat_map(|d| x.map(|x| d * x)).collect();
    let square: f64 = gradient.iter().map(|g| g * g).sum();
    for rule in RULES {
        let mut stream = stream(21, 0);
        let samples: Vec<Vec<f64>> = (0..SAMPLES)
            .map(|_| estimate(rule, &x, &right, 1e-4, &mut stream))
            .collect();
        let n = SAMPLES as f64;
        for (i, g) in gradient.iter().enumerate() {
            let mean = samples.iter().map(|s| s[i]).sum::<f64>() / n;
            let spread = samples
                .iter()
                .map(|s| (s[i] - mean) * (s[i] - mean))
                .sum::<f64>()
                / n;
            // 1e−4 is the bias that noise of that size may leave.
            assert!(
                (mean - g).abs() < 5.0 * sqrt(spread / n) + 1e-4,
                "{rule:?} {mean} {g}"
            );
        }
        let moments: Vec<f64> = samples
            .iter()
            .map(|s| s.iter().map(|w| w * w).sum::<f64>() / square)
            .collect();
        let mean = moments.iter().sum::<f64>() / n;
        let spread = moments.iter().map(|m| (m - mean) * (m - mean)).sum::<f64>() / n;
        let theory = rule.moment(3, 2);
        assert!(
            (mean - theory).abs() < 5.0 * sqrt(spread / n) + 1e-3,
            "{rule:?} {mean} {theory}"
        );
    }
}

/// Catches a wrong price: simulated learning times lie on the theory within four standard errors, for
/// one input and output and for several.
#[test]
fn learning_times_are_those_of_the_theory() {
    for (replica, sizes) in (0..).zip([(2, 1), (5, 3), (12, 2), (4, 9)]) {
        for rule in RULES {
            let count = networks(rule, sizes, 150_000);
            let found = simulated_time(rule, sizes, count, &mut stream(31, replica));
            let theory = rule.learning_time(sizes.0, sizes.1);
            let error = found.standard_error.unwrap();
            assert!(error < 0.1 * theory);
            assert!(
                (found.value - theory).abs() < 4.0 * error,
                "{rule:?} {sizes:?} {found:?} {theory}"
            );
        }
    }
}

/// Catches a best rate that is not the best: at twice one over the price the mean loss must stand
/// still, and beyond it must grow.
#[test]
fn beyond_twice_the_best_rate_nothing_is_learned() {
    for rule in RULES {
        let sizes = (6, 2);
        let price = rule.price(6, 2);
        let mean = |factor: f64| {
            let mut stream = stream(41, 0);
            let steps = price as usize;
            let all = (0..400).map(|_| remaining(rule, sizes, factor / price, steps, &mut stream));
            all.sum::<f64>() / 400.0
        };
        assert!(mean(1.0) < 0.45, "{rule:?}");
        // (1 + 1.25/price)^price = 3.4 on average, the mean of a broad distribution.
        assert!(mean(2.5) > 1.2, "{rule:?}");
    }
}

/// Catches a wrong floor: with noise that is not small the loss stays where theory says. Four standard
/// errors over networks that have learned for ten learning times.
#[test]
fn noise_of_finite_size_leaves_the_loss_of_the_theory() {
    let (inputs, units, noise) = (4, 3, 0.2);
    for rule in [Rule::Node, Rule::Weight] {
        let price = rule.price(inputs, units);
        let losses: Vec<f64> = (0..200)
            .map(|replica| {
                let mut stream = stream(51, replica);
                let target: Vec<f64> = (0..inputs * units).map(|_| 0.1 * stream.normal()).collect();
                let mut w = vec![0.0; inputs * units];
                for _ in 0..(10.0 * price) as usize {
                    let x: Vec<f64> = (0..inputs).map(|_| stream.normal()).collect();
                    let right = outputs(&target, &x);
                    let reward = |y: &[f64]| -loss(y, &right);
                    let step = (1.0 / price, noise);
                    match rule {
                        Rule::Weight => weight(&mut w, &x, reward, step, &mut stream),
                        _ => node(&mut w, &x, reward, step, &mut stream),
                    }
                }
                loss(&w, &target)
            })
            .collect();
        let n = losses.len() as f64;
        let mean = losses.iter().sum::<f64>() / n;
        let spread = losses.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
        let theory = rule.floor(inputs, units, noise);
        assert!(
            (mean - theory).abs() < 4.0 * sqrt(spread / n),
            "{rule:?} {mean} {theory}"
        );
    }
}

/// Catches a recursion for coloured inputs that is not the one for white inputs where they are white.
#[test]
fn the_coloured_recursion_is_the_white_one_at_equal_variances() {
    let world = World {
        inputs: 7,
        spike: 1.0,
        angle: 30.0,
    };
    for rule in RULES {
        let errors = world.taught(rule, 5);
        let (rate, price) = (world.rate(rule), rule.price(7, 1));
        let factor = 1.0 - 2.0 * rate + rate * rate * price;
        for pair in errors.windows(2) {
            assert!((pair[1] / pair[0] - factor).abs() < 1e-14, "{rule:?}");
        }
    }
}

/// Catches a wrong moment for coloured inputs: paths average to the exact mean within four and a half
/// standard errors, while it is not yet carried by a few rare paths.
#[test]
fn paths_average_to_the_exact_mean() {
    let world = World {
        inputs: 5,
        spike: 3.0,
        angle: 50.0,
    };
    for rule in RULES {
        let at = [1, 5, 20];
        let paths: Vec<Vec<f64>> = (0..3000)
            .map(|replica| world.path(Some(rule), 0.0, &at, &mut stream(61, replica)))
            .collect();
        let exact = world.taught(rule, 20);
        for (n, mean) in at.iter().zip(averages(&paths)) {
            let error = mean.standard_error.unwrap();
            assert!(
                (mean.value - exact[*n]).abs() < 4.5 * error,
                "{rule:?} {n} {mean:?} {}",
                exact[*n]
            );
        }
    }
}

/// Catches an untaught neuron that learns what it was not shown: it ends at the principal component,
/// whatever the target, at the loss of the formula and with the unrest of its rate. The formula is of
/// first order in the rate; a fifth is what the next order may change.
#[test]
fn without_a_teacher_only_the_principal_component_is_learned() {
    for angle in [0.0, 45.0, 90.0] {
        let world = World {
            inputs: 6,
            spike: 4.0,
            angle,
        };
        let paths: Vec<Vec<f64>> = (0..400)
            .map(|replica| world.path(None, 0.004, &[2500], &mut stream(71, replica)))
            .collect();
        let found = averages(&paths)[0];
        let error = found.standard_error.unwrap();
        let end = world.untaught_end();
        if angle == 0.0 {
            let unrest = world.unrest(0.004);
            assert!(
                (found.value - unrest).abs() < 0.2 * unrest + 4.0 * error,
                "{found:?} {unrest}"
            );
            assert_eq!(end, 0.0);
        } else {
            assert!(
                (found.value - end).abs() < 0.02 * end + 4.0 * error,
                "{found:?} {end}"
            );
        }
        assert!((world.untaught(1e3) - end).abs() < 1e-12);
    }
}
