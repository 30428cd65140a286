//! The fast kernel is the plain model.

use common::numerics::random::stream;
use integrate_and_fire::analysis::flicker_half_period;
use integrate_and_fire::kernel::{Stretch, advance, count_spikes, spike_times};
use integrate_and_fire::model::{Neuron, State};

/// Spike times and last state by the plain model.
fn plain(neuron: &Neuron, start: State, input: &[Stretch]) -> (Vec<f64>, State) {
    let (mut times, mut begin, mut state) = (Vec::new(), 0.0, start);
    for stretch in input {
        let fire = |time| times.push(begin + time);
        state = neuron.advance(state, stretch.drive, stretch.duration, fire);
        begin += stretch.duration;
    }
    (times, state)
}

/// Catches a wrong wait after a change of drive: before the first spike, while the neuron is held, or
/// after many spikes. Times of up to a second, added up from some hundred waits, round by 1e−11.
#[test]
fn the_kernel_gives_the_plain_models_spikes_under_any_input_by_stretches() {
    let mut random = stream(1907, 0);
    let mut total = 0;
    for trial in 0..300 {
        let neuron = Neuron {
            time_constant: 1.0 + 40.0 * random.uniform(),
            threshold: 15.0 + 5.0 * random.uniform(),
            reset: 14.0 - 30.0 * random.uniform(),
            refractory_period: if trial % 3 == 0 {
                0.0
            } else {
                10.0 * random.uniform()
            },
        };
        let input: Vec<Stretch> = (0..50)
            .map(|_| Stretch {
                drive: -20.0 + 120.0 * random.uniform(),
                duration: 40.0 * random.uniform() * random.uniform(),
            })
            .collect();
        let start = State {
            potential: 10.0 * random.uniform(),
            held: 5.0 * random.uniform(),
        };
        let (slow, last) = plain(&neuron, start, &input);
        let fast = spike_times(&neuron, start, &input);
        assert_eq!(fast.len(), slow.len());
        for (a, b) in fast.iter().zip(&slow) {
            assert!((a - b).abs() <= 1e-9, "{a} {b}");
        }
        let state = input
            .iter()
            .fold(start, |state, &it| advance(&neuron, state, it, |_| ()));
        assert!((state.potential - last.potential).abs() <= 1e-9);
        assert!((state.held - last.held).abs() <= 1e-9);
        total += slow.len();
    }
    assert!(total > 5000, "only {total} spikes were compared");
}

/// Catches a drift over many spikes. The plain model adds up to 3,000 rounded numbers of up to
/// 10⁴ ms, each off by up to 1e−12; 1e−9 is a fraction of the worst that they could add up to.
#[test]
fn the_sweep_of_the_benchmark_is_the_plain_models() {
    let neuron = Neuron::default();
    let duration = 10_000.0;
    let drives: Vec<f64> = (0..1000).map(|i| 60.0 * f64::from(i) / 999.0).collect();
    let counts = count_spikes(&neuron, State::REST, &drives, duration);
    for (&drive, &count) in drives.iter().zip(&counts) {
        let stretch = Stretch { drive, duration };
        let (slow, _) = plain(&neuron, State::REST, &[stretch]);
        let fast = spike_times(&neuron, State::REST, &[stretch]);
        assert_eq!((count as usize, fast.len()), (slow.len(), slow.len()));
        if let (Some(a), Some(b)) = (fast.last(), slow.last()) {
            assert!((a - b).abs() <= 1e-9, "{a} {b} at {drive}");
        }
        // A window of 10 s that begins at rest holds the rate's spikes to within one or two: the
        // first comes late by the climb from rest instead of from reset.
        assert!((count as f64 - neuron.rate(drive) * 10.0).abs() < 1.8);
    }
}

/// Catches a wrong condition for firing under a flickering drive: 1 % faster the neuron is silent,
/// 1 % slower it fires. The oscillation settles with the time constant, within some ten of them.
#[test]
fn a_flickering_drive_fires_from_its_half_period_on() {
    for (neuron, drive) in [
        (Neuron::default(), 36.0),
        (
            Neuron {
                time_constant: 3.0,
                threshold: 7.0,
                reset: 2.0,
                refractory_period: 0.5,
            },
            9.0,
        ),
    ] {
        let half = flicker_half_period(&neuron, drive).unwrap();
        for (factor, fires) in [(0.99, false), (1.01, true)] {
            let duration = factor * half;
            let pair = [drive, 0.0].map(|drive| Stretch { drive, duration });
            let input = pair.repeat(1000);
            assert_eq!(!spike_times(&neuron, State::REST, &input).is_empty(), fires);
        }
    }
    assert!(flicker_half_period(&Neuron::default(), 40.0).is_err());
    assert!(flicker_half_period(&Neuron::default(), 20.0).is_err());
}

/// Catches drives that talk to each other, and an empty list.
#[test]
fn each_drive_is_counted_by_itself() {
    let neuron = Neuron::default();
    let drives = [15.0, 20.0, 20.5, 33.0, 500.0];
    let all = count_spikes(&neuron, State::REST, &drives, 1000.0);
    for (drive, count) in drives.iter().zip(&all) {
        let alone = count_spikes(&neuron, State::REST, &[*drive], 1000.0);
        assert_eq!(alone, [*count]);
    }
    assert!(count_spikes(&neuron, State::REST, &[], 1000.0).is_empty());
    assert!(spike_times(&neuron, State::REST, &[]).is_empty());
}
