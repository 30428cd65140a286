//! Against numbers that were computed independently: see data/PROVENANCE.md.

use hodgkin_huxley::analysis::{
    OnsetKind, Piece, Trajectory, cycle_at, firing_rate, hopf_points, onset_in_window,
    onset_of_firing, pulse_threshold, rest, saddle_node_of_cycles, single_spike_rheobase,
    spike_cost, spike_shape,
};
use hodgkin_huxley::kernel::sweep;
use hodgkin_huxley::model::Membrane;
use serde_json::Value;

fn thresholds() -> Value {
    let all: Value = serde_json::from_str(include_str!("../data/hh_thresholds.json")).unwrap();
    all["E_L_mV_-54.4"].clone()
}

fn periods() -> Value {
    serde_json::from_str(include_str!("../data/hh_periods_energy.json")).unwrap()
}

#[track_caller]
fn agrees(ours: f64, reference: &Value, tolerance: f64) {
    let reference = reference.as_f64().expect("a number in the reference file");
    assert!(
        (ours - reference).abs() <= tolerance,
        "{ours} against {reference}"
    );
}

/// Catches any wrong constant of the steady states. Both solve to 1e−14 relative; 65 mV has 1.4e−14
/// units in the last place.
#[test]
fn rest_is_where_it_should_be() {
    let (found, reference) = (
        rest(&Membrane::default(), 0.0).unwrap(),
        &thresholds()["rest"],
    );
    for (value, name) in found.state.iter().zip(["V_mV", "m", "h", "n"]) {
        agrees(*value, &reference[name], 1e-12);
    }
    let conductances = &thresholds()["rest_conductances_mS_cm2"];
    agrees(found.conductances.sodium, &conductances["gNa"], 1e-13);
    agrees(found.conductances.potassium, &conductances["gK"], 1e-12);
    assert!(found.currents.total().abs() < 1e-12 && found.is_stable());
}

/// Catches a wrong derivative in the Jacobian. The reference's Jacobian was made of differences,
/// which hold about ten digits.
#[test]
fn rest_rings_with_the_right_eigenvalues() {
    let mut found = rest(&Membrane::default(), 0.0).unwrap().eigenvalues;
    found.sort_by(|a, b| a.re.total_cmp(&b.re).then(b.im.total_cmp(&a.im)));
    for (value, pair) in found
        .iter()
        .zip(thresholds()["eig_rest_per_ms"].as_array().unwrap())
    {
        agrees(value.re, &pair[0], 1e-9);
        agrees(value.im, &pair[1], 1e-9);
    }
}

/// Catches a wrong eigenvalue condition. The reference holds about eight digits (differences again).
#[test]
fn both_hopf_points_are_where_they_should_be() {
    let found = hopf_points(&Membrane::default()).unwrap();
    assert_eq!(found.len(), 2);
    for (point, reference) in found.iter().zip(thresholds()["hopf"].as_array().unwrap()) {
        agrees(point.current, &reference["I"], 1e-8);
        agrees(point.potential, &reference["V"], 1e-8);
        agrees(
            point.angular_frequency,
            &reference["omega_rad_per_ms"],
            1e-9,
        );
        agrees(point.frequency(), &reference["f_Hz"], 1e-7);
    }
}

/// Catches a threshold that is off in the eighth digit: integrations at 1e−10 leave so many.
#[test]
fn thresholds_of_excitation_agree() {
    let (membrane, reference) = (Membrane::default(), thresholds());
    for duration in ["0.1", "0.2", "0.5", "1.0", "2.0", "5.0"] {
        let found = pulse_threshold(&membrane, duration.parse().unwrap()).unwrap();
        let reference = &reference[&format!("pulse_threshold_{duration}ms_uA_cm2")];
        agrees(found, reference, 1e-8 * found);
    }
    let single = single_spike_rheobase(&membrane).unwrap();
    agrees(single, &reference["rheobase_single_spike_step"], 1e-8);
}

/// Catches a wrong branch or a fold taken from the wrong side. The current is stationary at the
/// fold, so that it has twice the digits of the period.
#[test]
fn the_saddle_node_of_cycles_agrees() {
    let fold = saddle_node_of_cycles(&Membrane::default()).unwrap();
    agrees(fold.current, &thresholds()["SNLC"]["I"], 1e-9);
    agrees(fold.period, &thresholds()["SNLC"]["period_ms"], 1e-7);
}

/// Catches a rheobase that depends on a window: the reference's, which does, is found with its
/// window, and ours is the saddle-node, above it.
#[test]
fn the_rheobase_of_a_finite_window_lies_below_that_of_an_infinite_one() {
    let membrane = Membrane::default();
    let onset = onset_of_firing(&membrane).unwrap();
    assert_eq!(onset.kind, OnsetKind::SaddleNode);
    agrees(onset.current, &thresholds()["SNLC"]["I"], 1e-9);
    let windowed = onset_in_window(&membrane, 1500.0, 100.0).unwrap();
    agrees(
        windowed,
        &thresholds()["rheobase_repetitive_step_from_rest"],
        1e-8,
    );
    // What is missing shrinks as the inverse square of the number of spikes that fit.
    let longer = onset_in_window(&membrane, 3000.0, 100.0).unwrap();
    let ratio = (onset.current - windowed) / (onset.current - longer);
    assert!((ratio - 4.0).abs() < 0.6, "ratio {ratio}");
}

/// Catches a cycle that isn't closed, or another one: ten digits of the period.
#[test]
fn periods_agree_at_all_currents() {
    let membrane = Membrane::default();
    for row in periods()["period_table"].as_array().unwrap() {
        let cycle = cycle_at(&membrane, row["I"].as_f64().unwrap()).unwrap();
        agrees(cycle.period, &row["period_ms"], 1e-8);
        // The reference's extremes are those of its steps, without interpolation.
        agrees(cycle.highest, &row["vmax_mV"], 0.03);
        agrees(cycle.lowest, &row["vmin_mV"], 0.03);
    }
    let rate = firing_rate(&membrane, 6.3).unwrap();
    agrees(rate, &periods()["period_table"][0]["f_Hz"], 1e-7);
    assert_eq!(firing_rate(&membrane, 6.2), Ok(0.0));
}

/// Catches a trajectory that drifts: after 50 ms and four spikes the potentials agree to 1e−6 mV,
/// ten times what a tolerance of 1e−10 makes of slopes of 300 mV/ms.
#[test]
fn the_response_to_a_step_agrees_at_every_sample() {
    let membrane = Membrane::default();
    let start = rest(&membrane, 0.0).unwrap().state;
    let step = [Piece {
        current: 10.0,
        duration: 60.0,
    }];
    let response = Trajectory::new(&membrane, &start, &step, 1e-11).unwrap();
    let mut rows = 0;
    for line in include_str!("../data/hh_trace_I10_from_rest.csv")
        .lines()
        .skip(1)
    {
        let numbers: Vec<f64> = line.split(',').map(|x| x.parse().unwrap()).collect();
        let state = response.at(numbers[0]).unwrap();
        assert!(
            (state[0] - numbers[1]).abs() < 1e-6,
            "V at {} ms",
            numbers[0]
        );
        for i in 1..4 {
            assert!(
                (state[i] - numbers[i + 1]).abs() < 1e-7,
                "gate {i} at {} ms",
                numbers[0]
            );
        }
        rows += 1;
    }
    assert!(rows > 100);
    let rising = common::numerics::steppers::Direction::Rising;
    let times = response.crossings(0.0, rising);
    for (time, reference) in times
        .iter()
        .zip(periods()["trace_spike_times_ms"].as_array().unwrap())
    {
        agrees(*time, reference, 1e-7);
    }
}

/// Catches a spike lost or invented by the fast kernel anywhere in the sweep of 100 currents.
#[test]
fn spike_counts_of_the_sweep_are_exact() {
    let membrane = Membrane::default();
    let start = membrane.steady_state(-65.0);
    let currents: Vec<f64> = (0..100).map(|i| 0.5 * f64::from(i)).collect();
    let spikes = sweep(&membrane, &start, &currents, 1000.0, 0.01);
    let reference = periods();
    for (current, times) in currents.iter().zip(&spikes) {
        let count =
            &reference["W1_exact_spike_counts_1000ms_from_minus65"][&format!("{current:.1}")];
        assert_eq!(
            Some(times.len() as u64),
            count.as_u64(),
            "at {current} µA/cm²"
        );
    }
    let total: usize = spikes.iter().map(Vec::len).sum();
    assert_eq!(Some(total as u64), reference["W1_total"].as_u64());
}

/// Catches a wrong baseline, sign or unit of the charges, at two temperatures. Charges: nine digits
/// from integration; at 18.5 °C the reference's window is 30 ms. The capacitive minimum uses the
/// reference's peak, which is up to 0.02 mV low.
#[test]
fn the_cost_of_a_spike_agrees() {
    for (temperature, key, window) in [
        (6.3, "energy_single_AP_6.3C", 60.0),
        (18.5, "energy_single_AP_18.5C", 30.0),
    ] {
        let reference = &periods()[key][0];
        let membrane = Membrane {
            temperature,
            ..Membrane::default()
        };
        let amplitude = reference["I"].as_f64().unwrap();
        let cost = spike_cost(&membrane, amplitude, 0.5, window).unwrap();
        agrees(
            cost.sodium_charge / 1000.0,
            &reference["Q_Na_above_rest_uC_cm2"],
            1e-8,
        );
        agrees(
            cost.potassium_charge / 1000.0,
            &reference["Q_K_above_rest_uC_cm2"],
            1e-8,
        );
        agrees(cost.atp, &reference["ATP_molecules_per_um2"], 1e-3);
        agrees(
            cost.capacitive_minimum / 1000.0,
            &reference["Q_cap_min_uC_cm2"],
            3e-5,
        );
        agrees(cost.excess(), &reference["excess_ratio"], 3e-3);
        let shape = spike_shape(&membrane, amplitude, 0.5).unwrap();
        agrees(shape.peak, &reference["V_peak_mV"], 0.03);
        agrees(shape.minimum, &reference["V_min_mV"], 0.03);
        // The peak is flat: 0.02 mV below it is some hundredths of a millisecond beside it.
        agrees(shape.peak_time, &reference["t_peak_ms"], 0.03);
    }
}
