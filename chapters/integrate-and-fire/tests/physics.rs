//! The leaky integrator against what is known of it without its closed forms.

use common::numerics::steppers::rk4_step;
use integrate_and_fire::analysis;
use integrate_and_fire::model::{Neuron, State};

const NEURONS: [Neuron; 3] = [
    Neuron {
        time_constant: 20.0,
        threshold: 20.0,
        reset: 10.0,
        refractory_period: 2.0,
    },
    Neuron {
        time_constant: 7.3,
        threshold: 14.0,
        reset: -6.0,
        refractory_period: 0.0,
    },
    Neuron {
        time_constant: 50.0,
        threshold: 3.0,
        reset: 2.9,
        refractory_period: 5.0,
    },
];

/// Spike times and last state of a neuron that is stopped after each of these pieces of time (ms).
fn spikes(neuron: &Neuron, drive: f64, pieces: &[f64]) -> (Vec<f64>, State) {
    let (mut times, mut begin, mut state) = (Vec::new(), 0.0, State::REST);
    for &piece in pieces {
        state = neuron.advance(state, drive, piece, |time| times.push(begin + time));
        begin += piece;
    }
    (times, state)
}

/// Catches a wrong solution between events: the differential equation itself, by Runge and Kutta.
/// The method errs by about (h/τ)⁵/120 of the drive a step; here that is below 1e−13.
#[test]
fn the_potential_obeys_its_differential_equation() {
    for neuron in NEURONS {
        let (drive, step) = (2.5, 0.02);
        let flow = |_: f64, v: &[f64; 1]| [(drive - v[0]) / neuron.time_constant];
        let mut v = [-4.0];
        for count in 1..=1000 {
            v = rk4_step(flow, 0.0, &v, step);
            let exact = neuron.relax(-4.0, drive, f64::from(count) * step);
            assert!((v[0] - exact).abs() < 1e-10, "{} {exact}", v[0]);
        }
    }
}

/// Catches a crossing that is not where the potential crosses.
#[test]
fn at_the_crossing_the_potential_is_the_threshold() {
    for neuron in NEURONS {
        for excess in [1e-9, 1e-3, 1.0, 1e3] {
            let drive = neuron.threshold + excess;
            let wait = neuron.time_to_threshold(neuron.reset, drive).unwrap();
            let there = neuron.relax(neuron.reset, drive, wait);
            // A few roundings of numbers as large as the drive.
            assert!((there - neuron.threshold).abs() < 1e-15 * 8.0 * drive.max(10.0));
        }
        assert_eq!(
            neuron.time_to_threshold(neuron.reset, neuron.threshold),
            None
        );
        assert_eq!(neuron.time_to_threshold(neuron.reset, -5.0), None);
        assert_eq!(neuron.time_to_threshold(neuron.threshold, -5.0), Some(0.0));
    }
}

/// Catches whatever depends on where the simulation is stopped: a spike lost or doubled at a
/// boundary, a refractory period cut short. Rounding of up to 400 ms, some thousand times.
#[test]
fn stops_leave_no_trace() {
    for neuron in NEURONS {
        for drive in [1.0, neuron.threshold + 0.01, 30.0] {
            let (whole, end) = spikes(&neuron, drive, &[400.0]);
            let uneven: Vec<f64> = (0..800).map(|i| 0.25 + 0.5 * f64::from(i % 2)).collect();
            for pieces in [vec![0.1; 4000], vec![7.0; 57], uneven, vec![1.0, 399.0]] {
                let total: f64 = pieces.iter().sum();
                let mut pieces = pieces;
                pieces.push((400.0 - total).max(0.0));
                let (parts, last) = spikes(&neuron, drive, &pieces);
                assert_eq!(parts.len(), whole.len());
                for (a, b) in parts.iter().zip(&whole) {
                    assert!((a - b).abs() < 1e-9, "{a} {b}");
                }
                assert!((last.potential - end.potential).abs() < 1e-9);
                assert!((last.held - end.held).abs() < 1e-9);
            }
        }
    }
}

/// Catches a spike at the very end of a stretch that is counted in both, or in neither.
#[test]
fn a_spike_at_a_boundary_counts_once() {
    let neuron = NEURONS[0];
    let first = analysis::latency(&neuron, 30.0).unwrap();
    let (times, state) = spikes(&neuron, 30.0, &[first, 1.0]);
    assert_eq!(times, [first]);
    assert_eq!(state.potential, neuron.reset);
    assert!((state.held - 1.0).abs() < 1e-12);
    // Without refractory period too.
    let free = Neuron {
        refractory_period: 0.0,
        ..neuron
    };
    let (times, state) = spikes(&free, 30.0, &[first, 0.0, 0.0]);
    assert_eq!((times.len(), state.potential), (1, free.reset));
}

/// Catches a rate in closed form that the simulation does not have.
#[test]
fn the_simulated_interval_is_the_inverse_of_the_rate() {
    for neuron in NEURONS {
        for excess in [1e-6, 0.1, 5.0, 200.0] {
            let drive = neuron.threshold + excess;
            let interval = 1000.0 / neuron.rate(drive);
            let (times, _) = spikes(&neuron, drive, &[40.0 * interval + 500.0]);
            let last = times.len() - 1;
            assert!(last > 20);
            let simulated = (times[last] - times[1]) / (last - 1) as f64;
            assert!((simulated - interval).abs() < 1e-12 * times[last]);
        }
        assert_eq!(neuron.rate(neuron.threshold), 0.0);
        assert_eq!(neuron.rate(0.0), 0.0);
    }
}

/// Catches a rate that is wrong by a factor or an offset: τ dV/dt = −V + μ, integrated over the time
/// that the neuron is free, says τ(θ − `V_r`) = (μ − V̄)·(1/r − `τ_ref`), with V̄ from a fine sum over the
/// trajectory. Simpson's rule on 2,000 pieces of a smooth curve errs by less than 1e−10.
#[test]
fn charge_is_conserved_over_an_interval() {
    for neuron in NEURONS {
        for excess in [0.01, 1.0, 50.0] {
            let drive = neuron.threshold + excess;
            let free = analysis::interval(&neuron, drive).unwrap() - neuron.refractory_period;
            let pieces = 2000;
            let step = free / f64::from(pieces);
            let sum: f64 = (0..=pieces)
                .map(|i| {
                    let weight = match i {
                        0 => 1.0,
                        _ if i == pieces => 1.0,
                        _ => 2.0 + 2.0 * f64::from(i % 2),
                    };
                    weight * neuron.relax(neuron.reset, drive, f64::from(i) * step)
                })
                .sum();
            let mean = sum * step / 3.0 / free;
            let stated = analysis::mean_potential(&neuron, drive).unwrap();
            assert!((mean - stated).abs() < 1e-9, "{mean} {stated}");
            let climbed = neuron.time_constant * (neuron.threshold - neuron.reset);
            assert!(((drive - mean) * free - climbed).abs() < 1e-9 * climbed.max(1.0));
        }
    }
}

/// Catches a digit lost or a jump where the series of the mean potential takes over.
#[test]
fn the_mean_potential_is_smooth_where_its_series_takes_over() {
    let neuron = NEURONS[0];
    let seam = neuron.threshold + (neuron.threshold - neuron.reset) / 0.02;
    let at = |drive| analysis::mean_potential(&neuron, drive).unwrap();
    assert!((at(seam * (1.0 + 1e-15)) - at(seam * (1.0 - 1e-15))).abs() < 1e-12);
}

/// Catches a wrong slope or offset of the linear limit: what is left falls as Δ²/(12μ).
#[test]
fn the_rate_without_refractory_period_approaches_its_line() {
    for neuron in NEURONS {
        let free = Neuron {
            refractory_period: 0.0,
            ..neuron
        };
        let line = analysis::linear_limit(&free);
        let climb = free.threshold - free.reset;
        let left = |drive: f64| line.rate(drive) - free.rate(drive);
        for drive in [1e3 * climb, 1e4 * climb] {
            let excess = drive - free.threshold;
            let expected = line.slope * climb * climb / (12.0 * excess);
            // The next term is smaller by Δ/(2μ); the difference of large rates loses digits.
            assert!((left(drive) / expected - 1.0).abs() < 1e-3, "at {drive}");
        }
    }
}

/// Catches a rate that is not monotonic, or exceeds the ceiling, or bends the wrong way.
#[test]
fn the_rate_grows_and_stays_below_its_ceiling() {
    let neuron = NEURONS[0];
    let ceiling = analysis::ceiling(&neuron).unwrap();
    let rates: Vec<f64> = (0..2000)
        .map(|i| neuron.rate(20.0 + 0.5 * f64::from(i)))
        .collect();
    assert!(rates.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(rates.iter().all(|&rate| rate < ceiling));
    assert!((neuron.rate(1e9) / ceiling - 1.0).abs() < 1e-7);
    assert!(analysis::ceiling(&NEURONS[1]).is_err());
}

/// Catches an inverse that is not one. The sum θ + excess is rounded, by up to half a unit, and near
/// the threshold this moves the interval by τ times the relative change of the excess.
#[test]
fn the_drive_for_a_rate_gives_that_rate() {
    for neuron in NEURONS {
        for rate in [5.0, 20.0, 100.0, 150.0] {
            let excess = analysis::drive_excess(&neuron, rate).unwrap();
            let drive = neuron.threshold + excess;
            let moved = neuron.time_constant * f64::EPSILON * drive / excess;
            let tolerance = 1e-13 + moved * rate / 1000.0;
            assert!((neuron.rate(drive) / rate - 1.0).abs() < tolerance);
        }
        if let Ok(ceiling) = analysis::ceiling(&neuron) {
            assert!(analysis::drive_excess(&neuron, 1.01 * ceiling).is_err());
            assert!(analysis::drive_excess(&neuron, 0.99 * ceiling).is_ok());
        }
    }
}

/// Catches a pulse threshold at which the simulation does not switch from silence to firing.
#[test]
fn a_pulse_fires_exactly_from_its_threshold_on() {
    for neuron in NEURONS {
        for duration in [0.1, 5.0, 80.0] {
            let threshold = analysis::pulse_threshold(&neuron, duration);
            let fires = |drive: f64| !spikes(&neuron, drive, &[duration]).0.is_empty();
            assert!(fires(threshold * (1.0 + 1e-12)) && !fires(threshold * (1.0 - 1e-12)));
        }
    }
}

/// Catches a rate on a grid that a simulator on a grid does not have.
#[test]
fn the_rate_on_a_grid_is_that_of_a_simulation_on_a_grid() {
    let neuron = NEURONS[0];
    for (drive, step) in [(30.0, 0.1), (21.0, 0.37), (60.0, 1.0), (45.0, 5.0)] {
        let (mut v, mut steps) = (neuron.reset, 0);
        while v < neuron.threshold {
            v = neuron.relax(v, drive, step);
            steps += 1;
        }
        let interval = neuron.refractory_period + step * f64::from(steps);
        let stated = analysis::rate_on_a_grid(&neuron, drive, step).unwrap();
        assert!((1000.0 / interval - stated).abs() < 1e-9, "at {drive}");
    }
}
