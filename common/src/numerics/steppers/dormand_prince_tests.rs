use super::*;
use crate::numerics::elementary::{cos, exp, hypot, log2, log10, sin};

fn oscillator(_: f64, y: &[f64; 2]) -> [f64; 2] {
    [y[1], -y[0]]
}

/// One step of given length, without control.
fn one_step(step: f64) -> Segment<2> {
    let start = [0.0, 1.0];
    let slope = oscillator(0.0, &start);
    let (slopes, end) = stages(&mut { oscillator }, 0.0, &start, slope, step);
    interpolant(0.0, step, &start, &end, &slopes)
}

/// Catches a wrong coefficient. The error of one step is of sixth order; at h = 0.1 the next term
/// is a tenth of it at most, which moves the measured order by less than 0.2.
#[test]
fn a_step_of_dormand_prince_errs_by_the_sixth_power() {
    let error = |step: f64| {
        let [x, y] = *one_step(step).last_state();
        hypot(x - sin(step), y - cos(step))
    };
    let order = log2((error(0.2) / error(0.1)).abs());
    assert!((order - 6.0).abs() < 0.3, "order {order}");
}

/// Catches a wrong coefficient of the continuous extension: it is of fourth order, so that inside
/// a step it errs by the fifth power.
#[test]
fn the_interpolant_errs_by_the_fifth_power() {
    for fraction in [0.2, 0.5, 0.7] {
        let error = |step: f64| {
            let ([x, y], time) = (one_step(step).at(fraction * step), fraction * step);
            hypot(x - sin(time), y - cos(time))
        };
        let order = log2((error(0.2) / error(0.1)).abs());
        assert!(order > 4.7, "order {order} at {fraction}");
    }
}

/// Catches a control that ignores the tolerance: the error of a solution follows it by one power
/// of ten for one, within a factor of three over seven powers.
#[test]
fn the_error_is_proportional_to_the_tolerance() {
    let error = |tolerance: f64| {
        let end = DormandPrince::with_tolerance(tolerance).solve(oscillator, 0.0, [0.0, 1.0], 20.0);
        (end.unwrap().state[0] - sin(20.0)).abs()
    };
    let powers = log10(error(1e-5) / error(1e-12));
    assert!((powers - 7.0).abs() < 0.5 + 0.7, "{powers}");
    assert!(error(1e-12) < 1e-10);
}

/// Catches events seen in the wrong direction, twice, or in the wrong place. Tolerance: that of
/// the run, 1e−12, grown along ten radians.
#[test]
fn events_are_located_with_their_direction() {
    let solver = DormandPrince::with_tolerance(1e-12);
    let potential = |_: f64, y: &[f64; 2]| y[0];
    let find = |direction| {
        solver
            .until(oscillator, 0.0, [0.0, 1.0], 50.0, potential, direction)
            .unwrap()
    };
    let pi = std::f64::consts::PI;
    assert!((find(Direction::Falling).time - pi).abs() < 1e-10);
    assert!((find(Direction::Rising).time - 2.0 * pi).abs() < 1e-10);
    assert!((find(Direction::Both).time - pi).abs() < 1e-10);
    assert!(find(Direction::Rising).stopped);
    let none = solver
        .until(oscillator, 0.0, [0.0, 1.0], 3.0, potential, Direction::Both)
        .unwrap();
    assert!(!none.stopped && none.time == 3.0);
}

/// Catches samples taken from the wrong step, lost at the ends, or out of order.
#[test]
fn samples_lie_on_the_solution() {
    let times: Vec<f64> = (0..=100).map(|i| f64::from(i) * 0.1).collect();
    let solver = DormandPrince::with_tolerance(1e-11);
    let states = solver.sample(oscillator, 0.0, [0.0, 1.0], &times).unwrap();
    assert_eq!(states.len(), times.len());
    for (time, state) in times.iter().zip(&states) {
        assert!((state[0] - sin(*time)).abs() < 1e-9 && (state[1] - cos(*time)).abs() < 1e-9);
    }
}

/// Catches a stepper that only goes forward.
#[test]
fn solutions_run_backward_too() {
    let growth = |_: f64, y: &[f64; 1]| [y[0]];
    let end = DormandPrince::with_tolerance(1e-11)
        .solve(growth, 1.0, [1.0], -2.0)
        .unwrap();
    assert!((end.state[0] - exp(-3.0)).abs() < 1e-10);
}

/// Catches an endless loop at a singularity: y = 1/(1 − t).
#[test]
fn a_singular_solution_is_an_error() {
    let blow_up = |_: f64, y: &[f64; 1]| [y[0] * y[0]];
    let result = DormandPrince::with_tolerance(1e-8).solve(blow_up, 0.0, [1.0], 2.0);
    assert!(matches!(
        result,
        Err(StepperError::StepUnderflow { .. } | StepperError::NotFinite { .. })
    ));
    let few = DormandPrince {
        step_limit: 3,
        ..DormandPrince::with_tolerance(1e-12)
    };
    let error = few.solve(oscillator, 0.0, [0.0, 1.0], 100.0).unwrap_err();
    assert!(matches!(error, StepperError::StepLimit { limit: 3, .. }));
}
