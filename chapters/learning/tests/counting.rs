//! Cover's count against exact integers, against enumeration, and against chance.

use common::numerics::elementary::sqrt;
use common::numerics::random::stream;
use learning::analysis::counting::{examples, fraction, gaussian, separable, simulated};
use learning::analysis::perceptron::{Example, margin};

/// Catches a wrong index of the sum. Tolerance: a few units in the last place for each of N products.
#[test]
fn the_fraction_is_that_of_exact_integers() {
    let text = include_str!("../data/cover.json");
    let data: serde_json::Value = serde_json::from_str(text).unwrap();
    let rows = data["fraction_separable"].as_array().unwrap();
    assert!(rows.len() > 10);
    for row in rows {
        let number = |key: &str| row[key].as_u64().unwrap() as usize;
        let exact = row["fraction"].as_f64().unwrap();
        let found = fraction(number("P"), number("N"));
        let tolerance = 3.0 * f64::EPSILON * number("N") as f64 * exact;
        assert!((found - exact).abs() <= tolerance, "{row}: {found}");
    }
}

/// Catches a count that breaks its recursion, C(P + 1, N) = C(P, N) + C(P, N − 1): the induction by
/// which it was found. Also for numbers whose binomials overflow.
#[test]
fn the_count_obeys_its_recursion() {
    for (points, inputs) in [
        (2, 2),
        (7, 3),
        (50, 20),
        (399, 200),
        (2500, 1000),
        (5000, 2600),
    ] {
        let left = fraction(points + 1, inputs);
        let right = 0.5 * (fraction(points, inputs) + fraction(points, inputs - 1));
        let tolerance = 6.0 * f64::EPSILON * inputs as f64 * right;
        assert!(
            (left - right).abs() <= tolerance,
            "{points} {inputs}: {left} {right}"
        );
    }
}

/// Catches a step that is not at two, and lost digits or a power that underflows for many inputs.
#[test]
fn half_of_the_tasks_can_be_learned_at_two_examples_for_each_weight() {
    for inputs in [1, 2, 10, 200, 1000, 20_000, 100_000] {
        let half = fraction(2 * inputs, inputs);
        assert!(
            (half - 0.5).abs() < 3.0 * f64::EPSILON * inputs as f64,
            "{inputs}: {half}"
        );
        let (below, above) = (
            fraction(2 * inputs - 1, inputs),
            fraction(2 * inputs + 1, inputs),
        );
        // The median of a binomial lies between.
        assert!(below > 0.5 && above < 0.5);
    }
    assert_eq!(fraction(600, 600), 1.0);
    assert_eq!(fraction(1_000_000, 3), 0.0);
}

/// Catches a wrong limit. The next term of the expansion is of the order of 1/P.
#[test]
fn the_step_becomes_gaussian() {
    for (points, inputs) in [(1900, 1000), (2000, 1000), (2060, 1000)] {
        let difference = fraction(points, inputs) - gaussian(points as f64, inputs as f64);
        assert!(difference.abs() < 1.0 / points as f64, "{difference}");
    }
}

/// Catches a linear programme that errs, without any chance: of all 2^P labellings of one set of
/// points it must find exactly C(P, N) separable.
#[test]
fn every_labelling_of_a_set_of_points_is_decided_as_counted() {
    for (points, inputs, count) in [(4, 3, 14), (5, 2, 10), (6, 3, 32), (8, 4, 128), (9, 5, 326)] {
        let mut stream = stream(9, points);
        let set = examples(points as usize, inputs, &mut stream);
        let separable_labellings = (0..1_u32 << points)
            .filter(|labels| {
                let signed: Vec<Vec<f64>> = set
                    .iter()
                    .enumerate()
                    .map(|(i, x)| {
                        let sign = if labels >> i & 1 == 0 { 1.0 } else { -1.0 };
                        x.iter().map(|x| sign * x).collect()
                    })
                    .collect();
                separable(&signed).unwrap()
            })
            .count();
        assert_eq!(
            separable_labellings, count,
            "{points} points in {inputs} dimensions"
        );
        let exact = fraction(points as usize, inputs) * f64::from(1_u32 << points);
        assert_eq!(exact, count as f64);
    }
}

/// Catches a linear programme that disagrees with the geometry of the plane.
#[test]
fn the_linear_programme_agrees_with_the_margin_in_the_plane() {
    for replica in 0..300 {
        let mut stream = stream(4, replica);
        let set = examples(4, 2, &mut stream);
        let as_examples: Vec<Example> = set
            .iter()
            .map(|x| Example {
                x: [x[0], x[1]],
                label: 1.0,
            })
            .collect();
        assert_eq!(separable(&set).unwrap(), margin(&as_examples).is_some());
    }
}

/// Catches random examples that are not in general position or not labelled by fair coins. Four
/// standard errors of the binomial; with 2,000 samples these are 0.045 at most.
#[test]
fn random_tasks_are_separable_as_often_as_counted() {
    for (replica, (points, inputs)) in (0..).zip([(7, 4), (16, 8), (22, 10), (30, 20), (44, 20)]) {
        let samples = 2000;
        let found = simulated(points, inputs, samples, &mut stream(12, replica)).unwrap();
        let exact = fraction(points, inputs);
        let error = sqrt(exact * (1.0 - exact) / samples as f64);
        assert!(
            (found.value - exact).abs() < 4.0 * error,
            "{found:?} {exact}"
        );
    }
}
