//! The fast kernel is the plain method of `multistep`.

use hodgkin_huxley::kernel::{crossings, sweep};
use hodgkin_huxley::model::{Membrane, State};
use hodgkin_huxley::multistep;

/// Spike times by the plain method.
fn plain(membrane: &Membrane, start: &State, current: f64, duration: f64, step: f64) -> Vec<f64> {
    multistep::crossings(membrane, start, current, 0.0, duration, step)
}

/// Catches a wrong power of the shared exponential, a wrong series, a wrong weight of a past step, or a
/// fused operation. Cycles
/// attract, so that rounding errors don't grow; 1e−9 relative leaves room for 300 ms of them. At
/// 6.2 µA/cm² the trajectory passes close to the unstable cycle, which is where errors would grow.
#[test]
fn the_kernel_gives_the_plain_models_spike_times() {
    let membranes = [
        Membrane::default(),
        Membrane {
            temperature: 18.5,
            leak_reversal: -52.0,
            capacitance: 0.9,
            ..Membrane::default()
        },
    ];
    for membrane in membranes {
        let start = membrane.steady_state(-65.0);
        let currents = [0.0, 2.3, 6.2, 6.5, 10.0, 20.0, 33.3, 49.5, 59.0];
        let fast = sweep(&membrane, &start, &currents, 300.0, 0.01);
        for (current, fast) in currents.iter().zip(&fast) {
            let slow = plain(&membrane, &start, *current, 300.0, 0.01);
            assert_eq!(fast.len(), slow.len(), "at {current}");
            for (a, b) in fast.iter().zip(&slow) {
                assert!((a - b).abs() <= 1e-9 * b, "{a} {b} at {current}");
            }
        }
    }
}

/// Catches a state that starts in or passes through the removable singularities.
#[test]
fn the_kernel_passes_through_the_singular_potentials() {
    let membrane = Membrane::default();
    for v in [-40.0, -55.0] {
        let start = membrane.steady_state(v);
        let fast = sweep(&membrane, &start, &[15.0], 50.0, 0.01);
        let slow = plain(&membrane, &start, 15.0, 50.0, 0.01);
        assert_eq!(fast[0].len(), slow.len());
        assert!(
            fast[0]
                .iter()
                .zip(&slow)
                .all(|(a, b)| (a - b).abs() <= 1e-9 * b)
        );
    }
}

/// Catches lanes that talk to each other: any split of the currents gives the same bits.
#[test]
fn results_do_not_depend_on_how_currents_are_split() {
    let membrane = Membrane::default();
    let start = membrane.steady_state(-65.0);
    let currents: Vec<f64> = (0..37).map(|i| 5.0 + f64::from(i)).collect();
    let whole = sweep(&membrane, &start, &currents, 60.0, 0.01);
    for size in [1, 5, 16, 20] {
        let parts = currents.chunks(size);
        let split: Vec<Vec<f64>> = parts
            .flat_map(|part| sweep(&membrane, &start, part, 60.0, 0.01))
            .collect();
        assert_eq!(split, whole);
    }
    assert!(sweep(&membrane, &start, &[], 60.0, 0.01).is_empty());
}

/// Catches an interpolation of low order: spike times converge with the fourth power of the step.
#[test]
fn spike_times_are_of_fourth_order() {
    let membrane = Membrane::default();
    let start = membrane.steady_state(-65.0);
    let last = |step: f64| {
        *sweep(&membrane, &start, &[10.0], 40.0, step)[0]
            .last()
            .unwrap()
    };
    let exact = last(0.000_625);
    let errors = [last(0.01) - exact, last(0.005) - exact];
    let order = common::numerics::elementary::log2((errors[0] / errors[1]).abs());
    assert!((order - 4.0).abs() < 0.3, "order {order}");
}

/// Catches a level that is ignored, or taken from another lane.
#[test]
fn each_neuron_has_its_own_level() {
    let membrane = Membrane::default();
    let start = membrane.steady_state(-65.0);
    let neurons = [(100.0, 0.0), (100.0, -45.0), (10.0, -30.0)];
    let fast = crossings(&membrane, &start, &neurons, 100.0, 0.01);
    for ((current, level), fast) in neurons.into_iter().zip(&fast) {
        let slow = multistep::crossings(&membrane, &start, current, level, 100.0, 0.01);
        assert_eq!(fast.len(), slow.len());
        let pairs = || fast.iter().zip(&slow);
        assert!(pairs().all(|(a, b)| (a - b).abs() <= 1e-9 * b));
    }
    assert!(fast[0].len() < 3 && fast[1].len() > 12);
}
