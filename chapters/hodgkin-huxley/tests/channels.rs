//! Single channels against their master equation, rest against its pump, and the fast loop.

use common::chapter::Chapter;
use common::numerics::elementary::{erfc, exp, ln, ln_gamma, pow, sqrt};
use common::numerics::random::stream;
use common::numerics::steppers::rk4;
use common::param::Values;
use common::run::Run;
use hodgkin_huxley::analysis::{
    AnalysisError, Fluctuation, Kind, Moving, Pool, VoltageStep, crossings, end_of_the_loop,
    fast_current, held_state, kick_threshold, open_channels, openings, overtaking_time,
    pump_currents, resting_state, turn_of_the_loop,
};
use hodgkin_huxley::model::{Channel, Membrane};

const STEP: VoltageStep = VoltageStep {
    holding: -65.0,
    step: 0.0,
    temperature: 6.3,
};
const KINDS: [Kind; 2] = [Kind::Sodium, Kind::Potassium];

fn binomial(k: u32, n: u32, p: f64) -> f64 {
    let (k, n) = (f64::from(k), f64::from(n));
    let choose = ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
    exp(choose + k * ln(p) + (n - k) * ln(1.0 - p))
}

/// The probability that chi-square with so many degrees of freedom exceeds a value, by Wilson and
/// Hilferty's cube root, which is good to a few per cent of a small probability.
fn chi_square_tail(value: f64, freedom: f64) -> f64 {
    let scale = 2.0 / (9.0 * freedom);
    let normal = (pow(value / freedom, 1.0 / 3.0) - (1.0 - scale)) / sqrt(scale);
    0.5 * erfc(normal * std::f64::consts::FRAC_1_SQRT_2)
}

/// Pearson's chi-square of counts of open channels against a binomial law, and its degrees of
/// freedom; classes of fewer than eight expected patches are joined to their neighbours.
fn against_binomial(counts: &[u32], channels: u32, p: f64) -> (f64, f64) {
    let (mut square, mut classes) = (0.0, 0.0);
    let (mut seen, mut expected, mut expected_left) = (0.0, 0.0, counts.len() as f64);
    for k in 0..=channels {
        seen += counts.iter().filter(|&&count| count == k).count() as f64;
        let more = counts.len() as f64 * binomial(k, channels, p);
        expected += more;
        expected_left -= more;
        if k == channels || (expected >= 8.0 && expected_left >= 8.0) {
            square += (seen - expected) * (seen - expected) / expected;
            classes += 1.0;
            (seen, expected) = (0.0, 0.0);
        }
    }
    (square, classes - 1.0)
}

fn counts(step: &VoltageStep, kind: Kind, channels: usize, times: &[f64], seed: u64) -> Pool {
    let run = Run::parallel();
    Pool::simulate(step, kind, channels, times, seed, &run).unwrap()
}

/// Catches gates that are not independent, rates that are exchanged, channels that share random
/// numbers, and an observation at the wrong time: 5,000 patches of 20 channels follow the binomial
/// law at each of six times, out of the steady state too. Twelve tests at fixed seeds; a probability
/// below 0.001 in one of them refutes.
#[test]
fn open_channels_are_binomial_at_every_time() {
    let times = [0.0, 0.2, 0.6, 1.5, 4.0, 12.0];
    for kind in KINDS {
        let pool = counts(&STEP, kind, 100_000, &times, 11);
        for (index, &time) in times.iter().enumerate() {
            let p = STEP.open_probability(kind, time);
            let (square, freedom) = against_binomial(&pool.open_counts(index, 20), 20, p);
            if freedom > 0.0 {
                let tail = chi_square_tail(square, freedom);
                assert!(tail > 0.001, "{kind:?} at {time}: {square} for {freedom}");
            }
        }
    }
}

/// Catches a test that cannot fail: a potential wrong by one millivolt, a temperature wrong by half
/// a degree, or channels opened in pairs, are all refuted by the same statistic, on the rising side
/// of the sodium conductance (at its peak no change of temperature could be seen).
#[test]
fn the_same_test_refutes_wrong_laws() {
    let time = 0.3;
    let p = STEP.open_probability(Kind::Sodium, time);
    let tail = |counts: &[u32]| {
        let (square, freedom) = against_binomial(counts, 20, p);
        chi_square_tail(square, freedom)
    };
    let wrong = [
        VoltageStep { step: 1.0, ..STEP },
        VoltageStep {
            temperature: 5.8,
            ..STEP
        },
    ];
    for step in wrong {
        let pool = counts(&step, Kind::Sodium, 400_000, &[time], 11);
        assert!(tail(&pool.open_counts(0, 20)) < 1e-4, "{step:?}");
    }
    let pool = counts(&STEP, Kind::Sodium, 100_000, &[time], 11);
    let pairs: Vec<u32> = pool.open_counts(0, 10).iter().map(|k| 2 * k).collect();
    assert!(tail(&pairs) < 1e-4);
}

/// Catches a wrong standard error as much as a wrong mean or deviation: over 40 seeds, the distances
/// of both from theory, in their own standard errors, have mean square 1. Its standard error over 40
/// is √(2/40) = 0.22; four of them.
#[test]
fn means_and_deviations_are_as_far_from_theory_as_their_errors_say() {
    for kind in KINDS {
        for time in [0.6, 3.0] {
            let p = STEP.open_probability(kind, time);
            let (mean, deviation) = (50.0 * p, sqrt(50.0 * p * (1.0 - p)));
            let relative = STEP.relative_fluctuation(kind, time, 50.0);
            let mut squares = [0.0; 3];
            for seed in 0..40 {
                let pool = counts(&STEP, kind, 20_000, &[time], 100 + seed);
                let found = Fluctuation::of(&pool.open_counts(0, 50)).unwrap();
                let distances = [
                    (found.mean - mean) / found.mean_error,
                    (found.deviation - deviation) / found.deviation_error,
                    (found.relative - relative) / found.relative_error,
                ];
                for (square, distance) in squares.iter_mut().zip(distances) {
                    *square += distance * distance / 40.0;
                }
            }
            for square in squares {
                assert!((square - 1.0).abs() < 0.9, "{kind:?} {time}: {squares:?}");
            }
        }
    }
}

/// Catches states that are drawn afresh at each time: the chance to conduct at two times is that of
/// four independent gates each of which is open at both. Within 4 binomial standard errors of
/// 300,000 channels, which is 3% of the smallest.
#[test]
fn a_channel_remembers_its_gates() {
    for kind in KINDS {
        for (first, second) in [(0.6, 0.9), (1.0, 2.0), (3.0, 6.0)] {
            let pool = counts(&STEP, kind, 300_000, &[first, second], 5);
            let (a, b) = (pool.open_counts(0, 1), pool.open_counts(1, 1));
            let both = a
                .iter()
                .zip(&b)
                .filter(|(a, b)| **a == 1 && **b == 1)
                .count();
            let [_, after] = STEP.gates(kind);
            let stays: f64 = after
                .iter()
                .map(|gate| {
                    let steady = gate.steady_state();
                    steady + (1.0 - steady) * exp(-(second - first) / gate.time_constant())
                })
                .product();
            let p = STEP.open_probability(kind, first) * stays;
            let (n, error) = (300_000.0, sqrt(p * (1.0 - p) / 300_000.0));
            let distance = (both as f64 / n - p) / error;
            assert!(
                distance.abs() < 4.0,
                "{kind:?} {first} {second}: {distance}"
            );
        }
    }
}

/// Catches a wrong waiting time: a sodium channel stays open for an exponential time of mean
/// `1/(3β_m + β_h)`. Kolmogorov's statistic exceeds 1.95 with probability 0.001.
#[test]
fn openings_last_an_exponential_time() {
    for kind in KINDS {
        let mean = STEP.open_time(kind);
        let mut lengths: Vec<f64> = Vec::new();
        for number in 0..6000 {
            let changes = openings(&STEP, kind, number, 200.0, 3);
            // The first opening only: those that are cut off at the end would be short ones.
            let open = changes.iter().position(|&(_, open)| open);
            let Some(at) = open.filter(|at| *at > 0) else {
                continue;
            };
            if let Some(&(end, _)) = changes.get(at + 1) {
                lengths.push((end - changes[at].0) / mean);
            }
        }
        lengths.sort_by(f64::total_cmp);
        let n = lengths.len() as f64;
        assert!(n > 2000.0);
        let distance = lengths.iter().enumerate().fold(0.0_f64, |worst, (i, &x)| {
            let p = 1.0 - exp(-x);
            worst.max(p - i as f64 / n).max((i + 1) as f64 / n - p)
        });
        assert!(
            distance * sqrt(n) < 1.95,
            "{kind:?}: {}",
            distance * sqrt(n)
        );
    }
}

/// Catches a wrong count of gates: the scheme with eight states of a sodium channel (0 to 3 open m
/// gates, h open or shut), integrated as a master equation, gives m³h. Tolerance: RK4 at 0.001 ms
/// errs by less than 1e−10 at rates of ten per ms.
#[test]
fn the_eight_states_of_a_sodium_channel_give_m3h() {
    let [before, after] = STEP.gates(Kind::Sodium);
    let (m0, h0) = (before[0].steady_state(), before[3].steady_state());
    let binomial = [
        (1.0 - m0) * (1.0 - m0) * (1.0 - m0),
        3.0 * m0 * (1.0 - m0) * (1.0 - m0),
        3.0 * m0 * m0 * (1.0 - m0),
        m0 * m0 * m0,
    ];
    let start: [f64; 8] =
        std::array::from_fn(|i| binomial[i % 4] * if i < 4 { 1.0 - h0 } else { h0 });
    let (m, h) = (after[0], after[3]);
    let derivative = |_: f64, p: &[f64; 8]| {
        let mut flow = [0.0; 8];
        for side in [0, 4] {
            for open in 0..3 {
                let (from, to) = (side + open, side + open + 1);
                let net =
                    (3 - open) as f64 * m.alpha * p[from] - (open + 1) as f64 * m.beta * p[to];
                flow[from] -= net;
                flow[to] += net;
            }
        }
        for open in 0..4 {
            let net = h.alpha * p[open] - h.beta * p[open + 4];
            flow[open] -= net;
            flow[open + 4] += net;
        }
        flow
    };
    let states = rk4(derivative, start, 0.001, 4000);
    for (i, state) in states.iter().enumerate().step_by(200) {
        let p = STEP.open_probability(Kind::Sodium, 0.001 * i as f64);
        assert!((state[7] - p).abs() < 1e-10, "{} {p}", state[7]);
    }
}

/// Catches a patch that is not the sum of its channels, and numbers that depend on the threads.
#[test]
fn a_patch_is_the_sum_of_its_channels_on_any_number_of_threads() {
    let times: Vec<f64> = (0..20).map(|i| 0.4 * f64::from(i)).collect();
    let once = |threads| {
        let run = Run::serial().threads(threads);
        open_channels(&STEP, Kind::Sodium, 4500, &times, 9, &run).unwrap()
    };
    assert_eq!(once(1), once(3));
    let pool = counts(&STEP, Kind::Sodium, 4500, &times, 9);
    let summed: Vec<u32> = (0..20).map(|i| pool.open_counts(i, 4500)[0]).collect();
    assert_eq!(once(1), summed);
    let conducts = |number, time: f64| {
        let changes = openings(&STEP, Kind::Sodium, number, 8.0, 9);
        changes
            .iter()
            .rev()
            .find(|(at, _)| *at <= time)
            .is_some_and(|(_, open)| *open)
    };
    let one_by_one = (0..300)
        .filter(|&number| conducts(number, times[2]))
        .count();
    assert_eq!(pool.open_counts(2, 300)[0] as usize, one_by_one);
}

/// Catches a jump that favours a gate: over many jumps from one state each gate flips in proportion
/// to its rate, within 4 binomial standard errors.
#[test]
fn the_gate_that_flips_is_chosen_by_its_rate() {
    const JUMPS: f64 = 200_000.0;
    let [_, gates] = STEP.gates(Kind::Sodium);
    let open = [true, false, false, true];
    let rates = [gates[0].beta, gates[1].alpha, gates[2].alpha, gates[3].beta];
    let total: f64 = rates.iter().sum();
    let mut random = stream(2, 0);
    let (mut flips, mut time) = ([0.0; 4], 0.0);
    for _ in 0..200_000 {
        let mut channel = Channel { gates, open };
        time += channel.jump(&mut random);
        let which = (0..4).find(|&i| channel.open[i] != open[i]).unwrap();
        flips[which] += 1.0;
    }
    assert!((time / JUMPS * total - 1.0).abs() < 4.0 / sqrt(JUMPS));
    for (flips, rate) in flips.iter().zip(rates) {
        let p = rate / total;
        let error = sqrt(p * (1.0 - p) / JUMPS);
        assert!((flips / JUMPS - p).abs() < 4.0 * error);
    }
}

/// Catches a maximum that is only one of the grid's points, at a temperature where everything is
/// forty times faster: the peak moves by the factor of the rates and keeps its height.
#[test]
fn warming_moves_the_peak_and_keeps_its_height() {
    let warm = VoltageStep {
        temperature: 36.3,
        ..STEP
    };
    let (cold_time, warm_time) = (STEP.sodium_peak().unwrap(), warm.sodium_peak().unwrap());
    assert!((cold_time / warm_time - 27.0).abs() < 1e-9);
    let height = |step: &VoltageStep, time| step.open_probability(Kind::Sodium, time);
    assert!((height(&STEP, cold_time) - height(&warm, warm_time)).abs() < 1e-14);
}

/// Catches a pump that carries no charge, or the wrong ion the wrong way.
#[test]
fn a_pump_that_undoes_sodium_carries_a_third_of_its_current() {
    let pump = pump_currents(-3.0);
    assert_eq!(
        (pump.sodium, pump.potassium, pump.total()),
        (3.0, -2.0, 1.0)
    );
}

/// Catches a middle crossing that is not a threshold: with m slaved and h and n still the smallest
/// kick that fires, found by integrating, is the distance to it. Tolerance: from a distance δ the
/// potential leaves as δ e^{0.3t}, so 60 ms of waiting resolve 1e−7 mV.
#[test]
fn with_one_variable_left_the_turn_is_the_threshold() {
    let membrane = Membrane::default();
    let rest = resting_state(&membrane, 0.0).unwrap()[0];
    let turn = turn_of_the_loop(&membrane).unwrap();
    let kick = kick_threshold(&membrane, Moving::Neither).unwrap();
    assert!((rest + kick - turn).abs() < 1e-6, "{} {turn}", rest + kick);
}

/// Catches crossings that are lost, doubled or mislabelled.
#[test]
fn crossings_alternate_and_are_zeros() {
    for (sodium, potential, delay) in [(120.0, -65.0, 0.0), (120.0, -58.5, 3.0), (60.0, -50.0, 8.0)]
    {
        let membrane = Membrane {
            sodium_conductance: sodium,
            ..Membrane::default()
        };
        let slow = held_state(&membrane, potential, delay).unwrap();
        let all = crossings(&membrane, &slow).unwrap();
        assert!(all.len() % 2 == 1);
        for (index, one) in all.iter().enumerate() {
            assert!(fast_current(&membrane, one.potential, &slow).abs() < 1e-9);
            assert_eq!(one.holds, index % 2 == 0);
        }
    }
    let membrane = Membrane::default();
    let rest = resting_state(&membrane, 0.0).unwrap();
    let all = crossings(&membrane, &rest).unwrap();
    assert_eq!(all.len(), 3);
    assert!((all[0].potential - rest[0]).abs() < 1e-11);
    assert!((all[1].potential - turn_of_the_loop(&membrane).unwrap()).abs() < 1e-11);
    assert_eq!(all[2].potential, end_of_the_loop(&membrane).unwrap());
}

/// Catches a hold that starts from the wrong gates: the moment of overtaking is when the crossing
/// has come up to the held potential, and where the current is outward at once there is none.
#[test]
fn the_turn_overtakes_a_potential_that_waits() {
    let membrane = Membrane::default();
    let time = overtaking_time(&membrane, -58.5).unwrap();
    let held = held_state(&membrane, -58.5, time).unwrap();
    let turn = crossings(&membrane, &held).unwrap()[1].potential;
    assert!((turn + 58.5).abs() < 1e-10, "{turn}");
    for potential in [-64.0, -70.0] {
        let absent = overtaking_time(&membrane, potential);
        assert!(matches!(absent, Err(AnalysisError::Absent { .. })));
    }
}

/// Catches a caption that states a result where the data refute it, or the wrong alternative.
#[test]
fn captions_stay_true_where_a_slider_takes_them() {
    let chapter: Chapter = hodgkin_huxley::chapter();
    let caption = |figure: &str, changes: &[(&str, f64)]| {
        let entry = chapter.figure(figure).unwrap();
        let changed: Values = changes
            .iter()
            .map(|&(name, value)| (name.to_owned(), value.into()))
            .collect();
        let values = entry.defaults().with(&changed).unwrap();
        entry
            .draw(&values, &Run::parallel())
            .unwrap()
            .caption
            .to_string()
    };
    // With few sodium channels and many of potassium no kick fires.
    let few = [
        ("sodium-conductance", 20.0),
        ("potassium-conductance", 180.0),
    ];
    assert!(caption("feedback", &few).starts_with("Where the fast loop"));
    // At the turn a hold of no time leaves everything as it was.
    assert!(!caption("feedback", &[("delay", 0.0)]).contains("has gone up"));
    // A step down opens no channel.
    assert!(caption("channels", &[("step", -120.0)]).starts_with("Channels that open"));
    // So warm a membrane does not fire, and its rest is not worth any number of spikes.
    let warm = caption(
        "resting-balance",
        &[("temperature", 40.0), ("sodium-conductance", 20.0)],
    );
    assert!(warm.starts_with("The currents that cancel"), "{warm}");
}
