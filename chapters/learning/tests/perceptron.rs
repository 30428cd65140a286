//! The perceptron's rule against the theorem, and the margin against a search.

use common::numerics::elementary::{cos, sin, sqrt};
use common::numerics::random::stream;
use common::param::{Points, Seed};
use learning::analysis::perceptron::{Cloud, Example, PATIENCE, bound, learn, margin, radius};
use learning::model::{rosenblatt, sum};

fn clouds() -> impl Iterator<Item = Vec<Example>> {
    (0..200).map(|seed| {
        let cloud = Cloud {
            count: 5 + seed as usize % 40,
            gap: 0.02 * (seed % 5) as f64 + 0.01,
            seed: Seed(seed),
            ..Cloud::default()
        };
        cloud.examples()
    })
}

/// Catches a wrong margin, a wrong radius, a rule that corrects by too much or at the wrong time: any
/// of them breaks the bound for some of two hundred sets of points.
#[test]
fn mistakes_stay_below_the_square_of_radius_over_margin() {
    let mut tightest = 0.0_f64;
    for examples in clouds() {
        let history = learn(&examples);
        assert!(history.finished);
        let part = history.corrections.len() as f64 / bound(&examples).unwrap();
        assert!(part <= 1.0, "{part}");
        tightest = tightest.max(part);
    }
    // The bound is not so loose that anything would pass.
    assert!(tightest > 0.05, "{tightest}");
}

/// Catches a proof that is not the rule's: after each correction the two inequalities must hold.
#[test]
fn the_two_bounds_of_the_proof_hold_after_every_correction() {
    for examples in clouds() {
        let (gamma, u) = margin(&examples).unwrap();
        let r = radius(&examples);
        for (index, one) in learn(&examples).corrections.iter().enumerate() {
            let n = (index + 1) as f64;
            // Rounding only.
            assert!(sum(&u, &one.weights) >= gamma * n * (1.0 - 1e-12));
            assert!(sum(&one.weights, &one.weights) <= r * r * n * (1.0 + 1e-12));
        }
    }
}

/// Catches a margin that is not the largest. Between two of the angles searched, dθ apart, the
/// distance of a point can change by R dθ/2 at most.
#[test]
fn no_direction_has_a_larger_margin() {
    const ANGLES: usize = 20_000;
    for examples in clouds().take(20) {
        let (gamma, _) = margin(&examples).unwrap();
        let step = std::f64::consts::TAU / ANGLES as f64;
        let best = (0..ANGLES)
            .map(|i| {
                let angle = step * i as f64;
                let w = [cos(angle), sin(angle)];
                let distances = examples.iter().map(|one| sum(&w, &one.signed()));
                distances.fold(f64::INFINITY, f64::min)
            })
            .fold(f64::NEG_INFINITY, f64::max);
        assert!(
            best <= gamma + 1e-12 && gamma <= best + 0.5 * step,
            "{gamma} {best}"
        );
    }
}

/// Catches a bound that could be lowered: N orthogonal examples of one length have R/γ = √N and take
/// exactly N mistakes.
#[test]
fn orthogonal_examples_attain_the_bound() {
    for n in [1, 2, 7, 40] {
        let mut w = vec![0.0; n];
        let mut mistakes = 0;
        for _ in 0..3 {
            for i in 0..n {
                let mut x = vec![0.0; n];
                x[i] = 1.0;
                mistakes +=
                    usize::from(rosenblatt(&mut w, &x, if i % 2 == 0 { 1.0 } else { -1.0 }));
            }
        }
        let margin = 1.0 / sqrt(n as f64);
        assert_eq!(mistakes, n);
        assert!((mistakes as f64 - 1.0 / (margin * margin)).abs() < 1e-9);
    }
}

/// Catches a rule that claims to have divided what no line divides, or a margin where there is none.
#[test]
fn the_rule_ends_if_and_only_if_there_is_a_margin() {
    let mut both = [0, 0];
    for replica in 0..200 {
        let mut stream = stream(3, replica);
        let examples: Vec<Example> = (0..4)
            .map(|_| Example {
                x: [stream.normal(), stream.normal()],
                label: if stream.bits() & 1 == 0 { 1.0 } else { -1.0 },
            })
            .collect();
        let history = learn(&examples);
        let best = margin(&examples);
        assert_eq!(history.finished, best.is_some());
        both[usize::from(history.finished)] += 1;
        if !history.finished {
            assert!(history.corrections.len() >= PATIENCE);
        }
    }
    assert!(both[0] > 50 && both[1] > 50, "{both:?}");
}

/// Catches points of the reader that are lost, or that get the wrong label.
#[test]
fn the_readers_points_are_examples() {
    let cloud = Cloud {
        count: 0,
        positive: Points(vec![(0.5, 0.1)]),
        negative: Points(vec![(0.2, -0.3), (-0.1, -0.7)]),
        ..Cloud::default()
    };
    let examples = cloud.examples();
    assert_eq!(examples.iter().map(|one| one.label).sum::<f64>(), -1.0);
    assert_eq!(examples[2].signed(), [0.1, 0.7]);
}
