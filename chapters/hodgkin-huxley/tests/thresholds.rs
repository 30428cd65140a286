//! How strong, how long, how soon again, how warm: each answer by a second way.

use common::numerics::elementary::pow;
use hodgkin_huxley::analysis::{
    AnalysisError, Fit, Law, Piece, SecondPulse, StrengthDuration, Trajectory, cycle_at,
    firing_limit, hopf_points, overlap, pulse_threshold, response, resting_state, spike_cost,
    steepest,
};
use hodgkin_huxley::model::Membrane;

fn at(temperature: f64) -> Membrane {
    Membrane {
        temperature,
        ..Membrane::default()
    }
}

/// Catches a temperature that acts on anything but the gates: a warm membrane is a cold one with a
/// capacitor φ times as large, in time φ t. Both are integrated to 1e−10.
#[test]
fn warming_is_a_larger_capacitor() {
    let warm = at(18.5);
    let factor = warm.temperature_factor();
    let cold = Membrane {
        capacitance: factor,
        ..at(6.3)
    };
    let start = resting_state(&warm, 0.0).unwrap();
    let response = |membrane: &Membrane, scale: f64| {
        let pieces = [(30.0, 0.5), (0.0, 5.0)].map(|(current, duration)| Piece {
            current,
            duration: scale * duration,
        });
        Trajectory::new(membrane, &start, &pieces, 1e-11).unwrap()
    };
    let (in_warm, in_cold) = (response(&warm, 1.0), response(&cold, factor));
    let mut highest = f64::NEG_INFINITY;
    for i in 0..=550 {
        let time = 0.01 * f64::from(i);
        let (a, b) = (
            in_warm.at(time).unwrap(),
            in_cold.at(factor * time).unwrap(),
        );
        highest = highest.max(a[0]);
        assert!((a[0] - b[0]).abs() < 1e-6, "{} {} at {time} ms", a[0], b[0]);
    }
    assert!(highest > 20.0, "no spike was compared");
}

/// Catches a Q10 that is declared and not used, or used the wrong way round.
#[test]
fn the_growth_per_ten_degrees_is_a_parameter() {
    let membrane = Membrane {
        q10: 2.0,
        ..at(26.3)
    };
    assert!((membrane.temperature_factor() - 4.0).abs() < 1e-14);
    let (slow, fast) = (membrane.gates(-50.0), at(6.3).gates(-50.0));
    assert!((slow[1].alpha / fast[1].alpha - 4.0).abs() < 1e-13);
}

/// Catches a fit that ends beside the minimum: thresholds made by a law give its constants back, and
/// no deviation. Newton's method stops at 1e−12.
#[test]
fn a_law_fitted_to_itself_is_found_again() {
    let durations = StrengthDuration::durations(0.03, 20.0, 17);
    assert!((durations[0] - 0.03).abs() < 1e-15 && (durations[16] - 20.0).abs() < 1e-12);
    for law in [Law::Lapicque, Law::Weiss] {
        let thresholds: Vec<f64> = durations
            .iter()
            .map(|&d| law.threshold(1.7, 2.9, d))
            .collect();
        let fit = Fit::new(law, &durations, &thresholds).unwrap();
        assert!((fit.rheobase - 1.7).abs() < 1e-9 && (fit.time - 2.9).abs() < 1e-9);
        assert!(fit.deviation < 1e-10);
        assert!((fit.threshold(fit.chronaxie()) / fit.rheobase - 2.0).abs() < 1e-12);
    }
}

/// Catches a fit that runs to infinity or to zero: thresholds that fall faster than one over the duration fit no
/// finite time; thresholds that are all alike fit any that is short enough, or none.
#[test]
fn a_law_without_a_best_time_is_not_fitted() {
    let durations = StrengthDuration::durations(0.05, 10.0, 10);
    let steep: Vec<f64> = durations.iter().map(|&d| pow(d, -1.02)).collect();
    let alike = vec![3.0; durations.len()];
    let found = StrengthDuration::new(durations.clone(), steep);
    for fit in [found.lapicque, found.weiss] {
        let why = fit.unwrap_err().to_string();
        assert!(why.contains("faster than the inverse"), "{why}");
    }
    let found = StrengthDuration::new(durations, alike);
    for fit in [found.lapicque, found.weiss] {
        match fit {
            Ok(fit) => assert!(fit.deviation < 1e-9 && fit.time < 0.05, "{fit:?}"),
            Err(why) => assert!(matches!(why, AnalysisError::Absent { .. }), "{why}"),
        }
    }
}

/// Catches a wrong source, or a peak taken at the wrong time: the gain is the derivative of the
/// peak. Central differences of step h err by h² f‴/6, here below 1e−4 relative.
#[test]
fn the_gain_is_the_slope_of_the_peak() {
    let membrane = at(28.0);
    let rest = resting_state(&membrane, 0.0).unwrap();
    for amplitude in [10.0, 22.0, 24.0, 40.0] {
        let peak = |amplitude: f64| {
            response(&membrane, &rest, (amplitude, 0.5), 1e-12)
                .unwrap()
                .peak
        };
        let step = 1e-4;
        let slope = (peak(amplitude + step) - peak(amplitude - step)) / (2.0 * step * 0.5);
        let gain = response(&membrane, &rest, (amplitude, 0.5), 1e-12)
            .unwrap()
            .gain;
        assert!(
            (gain / slope - 1.0).abs() < 1e-4,
            "{gain} {slope} at {amplitude}"
        );
    }
}

/// Catches a search that stops beside the steepest place: no pulse of a fine sweep is steeper.
#[test]
fn no_pulse_is_steeper_than_the_steepest() {
    let membrane = at(30.0);
    let rest = resting_state(&membrane, 0.0).unwrap();
    let found = steepest(&membrane, 0.5, 1e-10).unwrap();
    let sweep = (0..=200).map(|i| 20.0 + 0.05 * f64::from(i));
    let largest = sweep
        .map(|amplitude| {
            response(&membrane, &rest, (amplitude, 0.5), 1e-10)
                .unwrap()
                .gain
        })
        .fold(0.0, f64::max);
    // Half a step aside the gain of a parabola of width 1 is lower by 1e−3.
    assert!(largest <= found.gain * (1.0 + 1e-9) && largest > 0.995 * found.gain);
}

/// Catches a sign or a factor in the sensitivities: they are the derivatives of the threshold by the
/// state in which the pulse finds the membrane. A displaced membrane is one at another delay, so the
/// line to first order must meet the thresholds as the displacement dies out, faster than itself.
#[test]
fn to_first_order_the_threshold_follows_the_state() {
    let pulses = SecondPulse::new(&at(18.5), 0.5, 1.5, 1e-10).unwrap();
    let sensitivities = pulses.sensitivities().unwrap();
    let rest = pulses.resting_state();
    for delay in [9.0, 11.0, 13.0] {
        let state = pulses.state_at(delay);
        let line: f64 = (0..4)
            .map(|i| sensitivities[i] * (state[i] - rest[i]))
            .sum();
        let change = pulses.threshold(delay, 5.0, 1e-9).unwrap().unwrap() - 1.0;
        // The second order: change² times a number of order one.
        assert!(change.abs() > 1e-3, "{change}");
        assert!(
            (line - change).abs() < 1.5 * change * change + 1e-5,
            "{line} {change}"
        );
    }
}

/// Catches phases out of order, and a criterion by which the resting membrane has another threshold
/// than without a first pulse.
#[test]
fn a_membrane_that_has_fired_is_refractory_then_supernormal_then_as_before() {
    let membrane = Membrane::default();
    let pulses = SecondPulse::new(&membrane, 0.5, 1.5, 1e-9).unwrap();
    let (absolute, relative) = (pulses.absolute(5.0).unwrap(), pulses.relative().unwrap());
    let dip = pulses.supernormal().unwrap();
    let recovered = pulses.recovered(0.01).unwrap();
    assert!(absolute < relative && relative < dip.delay && dip.delay < recovered);
    assert!(pulses.absolute(9.0).unwrap() < absolute);
    assert!(!pulses.fires(absolute - 0.01, 5.0).unwrap());
    assert!(pulses.fires(absolute + 0.01, 5.0).unwrap());
    // A pulse below the resting threshold fires in the dip and not long afterwards.
    assert!(pulses.fires(dip.delay, 0.85).unwrap());
    assert!(!pulses.fires(pulses.horizon(), 0.999).unwrap());
    let last = pulses
        .threshold(pulses.horizon(), 5.0, 1e-7)
        .unwrap()
        .unwrap();
    assert!((last - 1.0).abs() < 1e-3, "{last}");
}

/// Catches an edge of stability taken at the wrong frequency: just below the limit there are two
/// Hopf points close together, just above it none, and no cycle either.
#[test]
fn firing_ends_where_the_hopf_points_meet() {
    let (limit, potential) = firing_limit(&Membrane::default()).unwrap();
    let below = hopf_points(&at(limit - 0.05)).unwrap();
    assert_eq!(below.len(), 2);
    assert!(below[0].potential < potential && potential < below[1].potential);
    assert!(hopf_points(&at(limit + 0.001)).unwrap().is_empty());
    for current in [60.0, 70.0, 75.0, 80.0, 90.0] {
        let cycle = cycle_at(&at(limit + 0.3), current);
        assert!(
            matches!(cycle, Err(AnalysisError::Absent { .. })),
            "{cycle:?}"
        );
    }
    // Only φ counts.
    let slower = Membrane {
        q10: 2.0,
        ..Membrane::default()
    };
    let (warm, _) = firing_limit(&slower).unwrap();
    let (three, two) = (
        pow(3.0, (limit - 6.3) / 10.0),
        pow(2.0, (warm - 6.3) / 10.0),
    );
    assert!((three / two - 1.0).abs() < 1e-9);
}

/// Catches a charge that doesn't go as the gates' time: in the cold the capacitor is hardly felt, and
/// φ Q is the same to one per cent between 0 and 10 °C; at 25 °C it isn't.
#[test]
fn in_the_cold_the_cost_of_a_spike_is_inverse_to_the_speed_of_the_gates() {
    let scaled = |temperature: f64| {
        let membrane = at(temperature);
        let amplitude = 1.5 * pulse_threshold(&membrane, 0.5).unwrap();
        let window = 60.0 / membrane.temperature_factor();
        let cost = spike_cost(&membrane, amplitude, 0.5, window).unwrap();
        cost.sodium_charge * membrane.temperature_factor()
    };
    let (cold, cool, warm) = (scaled(0.0), scaled(10.0), scaled(25.0));
    assert!((cool / cold - 1.0).abs() < 0.01, "{cold} {cool}");
    assert!(warm > 1.1 * cold, "{cold} {warm}");
}

/// Catches an overlap that counts one current only: it is less than either charge.
#[test]
fn what_both_currents_carry_is_less_than_what_each_does() {
    for temperature in [6.3, 18.5] {
        let membrane = at(temperature);
        let cost = spike_cost(&membrane, 20.0, 0.5, 60.0).unwrap();
        let both = overlap(&membrane, 20.0, 0.5, 60.0).unwrap();
        assert!(both > 0.5 * cost.sodium_charge);
        assert!(both < cost.sodium_charge.min(cost.potassium_charge));
    }
}
