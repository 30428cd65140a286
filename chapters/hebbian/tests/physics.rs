//! The rules against what is known of them.

use common::numerics::elementary::{exp, sqrt};
use common::numerics::random::stream;
use common::param::Parameters;
use hebbian::analysis::averaging::spread;
use hebbian::analysis::components::{
    Schedule, agreement, captured, centre, components, learn, principal,
};
use hebbian::analysis::direction::{residual, time_to};
use hebbian::analysis::plane::{Cloud, Ellipse, Shape, between};
use hebbian::analysis::simulate::{mean_of, paths, settle};
use hebbian::analysis::spiked::{find, overlap, samples_for, top_eigenvalue, transition};
use hebbian::analysis::{AnalysisError, Spectrum, Start, cosine_square, data};
use hebbian::model::flow::{grown, normalised};
use hebbian::model::{correlation, hebb, oja, output, sanger};

/// Reference values of the averaged flow: time, then the five weights.
const FLOW: &str = include_str!("../data/flow.csv");

/// Catches a wrong sign, a missing square, or growth measured against the wrong eigenvalue.
/// Tolerance: the reference's closed form agrees with its differential equation to 4.4e−12.
#[test]
fn ojas_flow_is_the_references() {
    let (spectrum, start) = (Spectrum::default(), Start::default());
    for line in FLOW.lines().skip(1) {
        let numbers: Vec<f64> = line.split(',').map(|x| x.parse().unwrap()).collect();
        let w = normalised(&spectrum.eigenvalues(), &start.weights(), numbers[0]);
        for (ours, theirs) in w.iter().zip(&numbers[1..]) {
            assert!(
                (ours - theirs).abs() < 5e-12,
                "at {}: {ours} {theirs}",
                numbers[0]
            );
        }
    }
}

/// Catches a closed form that is none: its time derivative must be Cw − (wᵀCw)w, also for weights that
/// begin longer than one. Tolerance: differences of fourth order with the step h = 1e−4 err by h⁴/30
/// times a fifth derivative, which is below 1e9 where rates are below 30.
#[test]
fn the_closed_form_solves_ojas_equation() {
    let eigenvalues = [4.0, 1.5, 1.5, 0.0];
    for start in [[0.1, 0.3, -0.2, 0.4], [2.0, -1.0, 0.5, 1.5]] {
        for time in [0.01, 0.2, 0.7, 2.0] {
            let at = |steps: f64| normalised(&eigenvalues, &start, time + 1e-4 * steps);
            let w = at(0.0);
            let square: f64 = w.iter().zip(&eigenvalues).map(|(w, l)| l * w * w).sum();
            for i in 0..4 {
                let near = at(1.0)[i] - at(-1.0)[i];
                let far = at(2.0)[i] - at(-2.0)[i];
                let slope = (8.0 * near - far) / 12e-4;
                let expected = (eigenvalues[i] - square) * w[i];
                assert!((slope - expected).abs() < 1e-8, "{slope} {expected}");
            }
        }
    }
}

/// Catches an overflow: after a very long time the weights are the principal eigenvector.
#[test]
fn the_flow_ends_at_the_principal_eigenvector() {
    let w = normalised(&[5.0, 3.0, 1.0], &[1e-9, 0.5, 0.5], 1e4);
    assert!((w[0] - 1.0).abs() < 1e-15 && w[1] < 1e-15);
    // Between equal eigenvalues it keeps the direction in which it began.
    let w = normalised(&[5.0, 5.0, 1.0], &[0.3, 0.4, 0.5], 1e3);
    assert!((w[0] - 0.6).abs() < 1e-14 && (w[1] - 0.8).abs() < 1e-14);
}

/// Catches a rule that normalises wrongly: one small step of Oja's rule is Hebb's, brought back to
/// the length one, to first order. Tolerance: the terms of second order, η²|u|⁴.
#[test]
fn ojas_rule_is_hebbs_with_its_length_taken_out() {
    let mut stream = stream(3, 0);
    for _ in 0..20 {
        let u: Vec<f64> = (0..6).map(|_| stream.normal()).collect();
        let mut w: Vec<f64> = (0..6).map(|_| stream.normal()).collect();
        let length = sqrt(output(&w, &w));
        for w in &mut w {
            *w /= length;
        }
        let (mut one, mut other) = (w.clone(), w);
        let rate = 1e-5;
        oja(&mut one, &u, rate);
        hebb(&mut other, &u, rate);
        let length = sqrt(output(&other, &other));
        let square = output(&u, &u);
        for (a, b) in one.iter().zip(&other) {
            assert!((a - b / length).abs() < 4.0 * rate * rate * square * square);
        }
    }
}

/// Catches a rule for several outputs that differs from Oja's for the first, or that uses changed
/// weights of a neuron in its own subtraction.
#[test]
fn sangers_first_neuron_follows_ojas_rule() {
    let u = [0.3, -1.2, 0.7];
    let mut weights = vec![vec![0.5, 0.1, -0.4], vec![0.2, 0.9, 0.3]];
    let (mut single, second) = (weights[0].clone(), weights[1].clone());
    let (v1, v2) = (output(&weights[0], &u), output(&weights[1], &u));
    let expected: Vec<f64> = (0..3)
        .map(|i| second[i] + 0.01 * v2 * (u[i] - v1 * single[i] - v2 * second[i]))
        .collect();
    sanger(&mut weights, &u, 0.01);
    oja(&mut single, &u, 0.01);
    for i in 0..3 {
        assert!((weights[0][i] - single[i]).abs() < 1e-16);
        assert!((weights[1][i] - expected[i]).abs() < 1e-16);
    }
}

/// Catches a Newton iteration that stops early or starts on the wrong side: the direction at the time
/// found is the one asked for.
#[test]
fn the_direction_is_reached_at_the_time_that_is_said() {
    let (spectrum, start) = (Spectrum::default(), Start::default());
    for wanted in [0.01, 0.3, 0.9, 0.999, 1.0 - 1e-9] {
        let time = time_to(&spectrum, &start, wanted).unwrap();
        let w = grown(&spectrum.eigenvalues(), &start.weights(), time);
        assert!(
            (cosine_square(&w) - wanted).abs() < 1e-13,
            "{wanted} at {time}"
        );
    }
    let flat = Spectrum {
        eigenvalue_2: 5.0,
        ..spectrum
    };
    assert_eq!(time_to(&flat, &start, 0.9), Err(AnalysisError::Degenerate));
    assert!(time_to(&flat, &start, 0.02).is_ok());
    let none = Start {
        start_1: 0.0,
        ..start
    };
    assert_eq!(
        time_to(&spectrum, &none, 0.9),
        Err(AnalysisError::Orthogonal)
    );
}

/// Catches a wrong pairing of Gaussian moments, within four standard errors of 4,000 paths. One of the
/// moments: the mean weights must be (1 + ηλ)ⁿ.
#[test]
fn paths_stray_as_far_as_the_second_moments_say() {
    let (spectrum, start, rate) = (Spectrum::default(), Start::default(), 0.002);
    let inputs = 200;
    let mean: Vec<f64> = spectrum
        .eigenvalues()
        .iter()
        .zip(start.weights())
        .map(|(l, w)| (0..inputs).fold(w, |w, _| w * (1.0 + rate * l)))
        .collect();
    let square = output(&mean, &mean);
    let mut off = Vec::new();
    let mut sums = [0.0; 5];
    for replica in 0..4000 {
        let mut stream = stream(9, replica);
        let seen = paths(&spectrum, start.weights(), rate, &[inputs], &mut stream)[0];
        let distance: f64 = (0..5)
            .map(|i| (seen.hebb[i] - mean[i]) * (seen.hebb[i] - mean[i]))
            .sum();
        off.push(distance / square);
        for (sum, w) in sums.iter_mut().zip(seen.hebb) {
            *sum += w / 4000.0;
        }
    }
    let found = mean_of(&off);
    let expected = spread(&spectrum, &start, rate, inputs).unwrap();
    let error = found.standard_error.unwrap();
    assert!(
        (found.value - expected * expected).abs() < 4.0 * error,
        "{found:?} {expected}"
    );
    let allowed = 4.0 * expected * sqrt(square / 4000.0);
    assert!((0..5).all(|i| (sums[i] - mean[i]).abs() < allowed));
}

/// Catches a wrong factor in the residual angle at another spectrum than the figure's. Tolerance: four
/// standard errors, and 2 per cent for the second order (η tr C = 0.01).
#[test]
fn the_residual_angle_is_first_order_in_the_rate() {
    let spectrum = Spectrum {
        eigenvalue_1: 3.0,
        eigenvalue_2: 1.0,
        eigenvalue_3: 1.0,
        eigenvalue_4: 0.5,
        eigenvalue_5: 0.0,
    };
    let rate = 0.002;
    let settled = settle(&spectrum, rate, 2_000_000, &mut stream(4, 0)).unwrap();
    let expected = residual(&spectrum, rate).unwrap();
    let error = 4.0 * settled.sine_square.standard_error.unwrap() + 0.02 * expected;
    assert!(
        (settled.sine_square.value - expected).abs() < error,
        "{settled:?} {expected}"
    );
}

/// Catches a closed form of two inputs that differs from LAPACK's eigenvector.
#[test]
fn the_principal_axis_is_lapacks() {
    let mut stream = stream(6, 0);
    for _ in 0..50 {
        let mut next = || 3.0 * (2.0 * stream.uniform() - 1.0);
        let cloud = Cloud {
            a_x: next(),
            a_y: next(),
            b_x: next(),
            b_y: next(),
        };
        let ellipse = cloud.ellipse();
        let [first, second] = ellipse.eigenvalues();
        let w = ellipse.principal().unwrap();
        let angle = ellipse.angle().unwrap();
        // The angle's condition is one over the relative gap.
        let allowed = 1e-14 * first / (first - second);
        assert!(between(angle, hebbian::analysis::plane::angle_of(&w)) < allowed.max(1e-14));
        assert!((ellipse.along(angle) - first).abs() < 1e-13 * first);
    }
}

/// Catches clouds that differ in what Hebb's rule sees, or agree in what it does not see.
#[test]
fn blob_and_cross_differ_only_beyond_second_order() {
    let shape = Shape::default();
    let blob = shape.blob(0.4, 4000, &mut stream(1, 0));
    let cross = shape.cross(0.4, 4000, &mut stream(1, 1));
    let (one, other) = (Ellipse::of(&blob), Ellipse::of(&cross));
    for (a, b) in [(one.xx, other.xx), (one.xy, other.xy), (one.yy, other.yy)] {
        assert!((a - b).abs() < 1e-12);
    }
    let across = 0.4 + std::f64::consts::FRAC_PI_2 - shape.arm();
    let kurtosis = hebbian::analysis::plane::kurtosis;
    let (round, crossed) = (kurtosis(&blob, across), kurtosis(&cross, across));
    assert!((round.value - 3.0).abs() < 4.0 * round.standard_error.unwrap());
    assert!((crossed.value - 6.0).abs() < 4.0 * crossed.standard_error.unwrap());
    // The plain correlation matrix of the text is the same.
    let inputs: Vec<Vec<f64>> = cross.iter().map(|u| u.to_vec()).collect();
    assert!((correlation(&inputs)[0][1] - other.xy).abs() < 1e-12);
}

/// Catches the wrong branch, and a formula that jumps at the transition.
#[test]
fn the_transition_is_continuous_and_inverted() {
    for spike in [1.3, 2.0, 5.0] {
        let critical = transition(spike);
        for factor in [1.0 - 1e-9, 1.0 + 1e-9] {
            assert!(overlap(1.0 / (critical * factor), spike) < 1e-8);
            let edge = 1.0 + sqrt(1.0 / critical);
            let found = top_eigenvalue(1.0 / (critical * factor), spike);
            assert!((found - edge * edge).abs() < 1e-6 * found);
        }
        for wanted in [0.1, 0.5, 0.99] {
            let samples = samples_for(wanted, spike);
            assert!((overlap(1.0 / samples, spike) - wanted).abs() < 1e-13);
        }
    }
}

/// Catches the smaller of the two matrices turned into a wrong eigenvector: on both sides of P = N
/// simulation is on the theory, within four standard errors and 1/N-effects of a few per cent.
#[test]
fn few_samples_find_what_theory_says() {
    for (dimensions, samples, spike) in [(200, 100, 5.0), (100, 200, 4.0)] {
        let ratio = dimensions as f64 / samples as f64;
        let found: Vec<_> = (0..40)
            .map(|replica| find(dimensions, samples, spike, &mut stream(8, replica)).unwrap())
            .collect();
        let overlaps = mean_of(&found.iter().map(|one| one.overlap).collect::<Vec<_>>());
        let values = mean_of(&found.iter().map(|one| one.eigenvalue).collect::<Vec<_>>());
        let off = (overlaps.value - overlap(ratio, spike)).abs();
        assert!(
            off < 4.0 * overlaps.standard_error.unwrap() + 0.02,
            "{overlaps:?}"
        );
        let off = (values.value - top_eigenvalue(ratio, spike)).abs();
        assert!(
            off < 4.0 * values.standard_error.unwrap() + 0.1,
            "{values:?}"
        );
    }
}

/// Catches data read with an offset: sizes, extremes, and the mean grey of the photograph, computed
/// elsewhere from the PNG.
#[test]
fn the_data_are_read_as_they_are() {
    let photograph = data::photograph();
    assert_eq!(photograph.len(), 256 * 256);
    let mean = 255.0 * photograph.iter().sum::<f64>() / photograph.len() as f64;
    assert!((mean - 129.06114196777344).abs() < 1e-9, "{mean}");
    let digits = data::digits();
    assert_eq!((digits.len(), digits[0].len()), (1797, 64));
    // The first digit begins 0, 0, 5, 13, 9, 1.
    let first: Vec<f64> = digits[0][..6].iter().map(|x| 16.0 * x).collect();
    assert_eq!(first, [0.0, 0.0, 5.0, 13.0, 9.0, 1.0]);
    assert_eq!(data::patches(12).len(), 6724);
}

/// Catches components that are not those of the data, and Sanger's rule that does not find them where
/// the gaps are wide.
#[test]
fn sangers_rule_finds_the_components_of_the_digits() {
    let mut digits = data::digits();
    let found = components(&mut digits).unwrap();
    assert!((found.variance() - 4.693276317822724).abs() < 1e-12);
    let mean = centre(&mut digits);
    assert!(mean.iter().all(|x| x.abs() < 1e-14));
    let (first, vector) = principal(&digits, 1.0 / digits.len() as f64).unwrap();
    assert!((first - found.eigenvalues[0]).abs() < 1e-13);
    assert!((output(&vector, &found.vectors[0]).abs() - 1.0).abs() < 1e-12);
    let schedule = Schedule {
        rate: 0.05,
        halving: 5000.0,
        inputs: 40_000,
    };
    let weights = learn(&digits, 4, schedule, &mut stream(2, 0)).unwrap();
    assert!(
        agreement(&weights, &found)
            .iter()
            .all(|cosine| *cosine > 0.95)
    );
    let captured = captured(&weights, &found);
    assert!(captured[3] <= found.explained(4) + 1e-12 && captured[3] > found.explained(4) - 0.01);
}

/// Catches a spectrum whose order is not checked.
#[test]
fn eigenvalues_must_descend() {
    let mut values = Spectrum::default().values();
    values.set("eigenvalue-2", 6.0.into());
    assert!(Spectrum::checked(&values).is_err());
    // e⁰: nothing grows at the beginning.
    assert_eq!(grown(&[3.0], &[2.0], 0.0)[0], 2.0 * exp(0.0));
}
