//! The branch of closed orbits, and spikes counted beside it.

use hodgkin_huxley::analysis::{
    ClosedOrbit, CycleBranch, Piece, Stay, Trajectory, branch_of_cycles, count_spikes, cycle_at,
    lower_hopf_point, resting_state, saddle_node_of_cycles, slow_sweep, upper_hopf_point,
};
use hodgkin_huxley::model::{Membrane, State};

fn branch() -> CycleBranch {
    branch_of_cycles(&Membrane::default()).unwrap()
}

/// The orbit of one kind whose current is nearest.
fn nearest(branch: &CycleBranch, current: f64, stable: bool) -> &ClosedOrbit {
    let orbits = branch.orbits.iter().filter(|it| it.is_stable() == stable);
    let distance = |orbit: &&ClosedOrbit| (orbit.current - current).abs();
    orbits
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
        .unwrap()
}

/// Catches a branch that loses its way: it must begin and end in the two Hopf points, which are known
/// from eigenvalues alone. Its last orbits are 0.2 mV high, which is 1e−2 µA/cm² from them.
#[test]
fn the_branch_runs_from_one_hopf_point_to_the_other() {
    let (branch, membrane) = (branch(), Membrane::default());
    let (lower, upper) = (
        lower_hopf_point(&membrane).unwrap(),
        upper_hopf_point(&membrane).unwrap(),
    );
    let (first, last) = (
        branch.orbits.first().unwrap(),
        branch.orbits.last().unwrap(),
    );
    assert!((first.current - lower.current).abs() < 0.02 && !first.is_stable());
    assert!((first.rate() - lower.frequency()).abs() < 0.2);
    assert!((last.current - upper.current).abs() < 0.02 && last.is_stable());
    assert!((last.rate() - upper.frequency()).abs() < 0.02);
    let kinds: Vec<bool> = branch.parts().iter().map(|(stable, _)| *stable).collect();
    assert_eq!(kinds, [false, true]);
}

/// Catches collocation that converges to something else than shooting does, at the default and at
/// other membranes. The tolerance is that of the shooting.
#[test]
fn the_saddle_node_is_that_of_shooting() {
    let squid = Membrane::default();
    for membrane in [
        squid,
        Membrane {
            temperature: 12.0,
            ..squid
        },
        Membrane {
            temperature: 18.5,
            leak_reversal: -53.0,
            ..squid
        },
        Membrane {
            sodium_conductance: 150.0,
            ..squid
        },
    ] {
        let fold = saddle_node_of_cycles(&membrane).unwrap();
        let branch = branch_of_cycles(&membrane).unwrap();
        let found = branch.saddle_node().unwrap();
        assert!(
            (found.current - fold.current).abs() < 1e-7,
            "{} {}",
            found.current,
            fold.current
        );
        assert!((found.period - fold.period).abs() < 1e-3);
    }
}

/// Catches a stable part whose periods are off: shooting at the same current.
#[test]
fn stable_orbits_have_the_periods_of_shooting() {
    let (branch, membrane) = (branch(), Membrane::default());
    for current in [7.0, 20.0, 60.0, 120.0, 150.0] {
        let orbit = nearest(&branch, current, true);
        let cycle = cycle_at(&membrane, orbit.current).unwrap();
        // Sixty intervals leave an error of 1e−6.
        assert!(
            (orbit.period - cycle.period).abs() < 2e-6,
            "{orbit:?} {cycle:?}"
        );
        assert!(
            (orbit.highest - cycle.highest).abs() < 2e-3,
            "{orbit:?} {cycle:?}"
        );
        assert!(
            (orbit.lowest - cycle.lowest).abs() < 2e-3,
            "{orbit:?} {cycle:?}"
        );
    }
}

/// Catches multipliers that are not what they are called: a small deviation from an unstable orbit,
/// followed by simulation, must grow by the largest one in each round. The deviation of 1e−5 mV has
/// a quadratic error of 1e−5 of itself, and the other multipliers have died out to 1e−3.
#[test]
fn deviations_grow_by_floquets_multiplier() {
    let (branch, membrane) = (branch(), Membrane::default());
    let orbit = nearest(&branch, 8.7, false);
    let multiplier = orbit.multipliers[0];
    assert!(multiplier.im == 0.0 && multiplier.re > 1.5 && multiplier.re < 3.0);
    let run = |kick: f64| {
        let mut start: State = orbit.state;
        start[0] += kick;
        let pieces = [Piece {
            current: orbit.current,
            duration: 6.0 * orbit.period,
        }];
        Trajectory::new(&membrane, &start, &pieces, 1e-12).unwrap()
    };
    let (plus, minus) = (run(1e-5), run(-1e-5));
    let apart = |rounds: f64| {
        let time = rounds * orbit.period;
        plus.at(time).unwrap()[0] - minus.at(time).unwrap()[0]
    };
    // What is left along the orbit stays as it is: it drops out of differences.
    let growth = (apart(6.0) - apart(5.0)) / (apart(5.0) - apart(4.0));
    assert!(
        (growth / multiplier.re - 1.0).abs() < 3e-3,
        "{growth} {multiplier}"
    );
}

/// Catches a detector that loses cycles below 0 mV: to within a spike or two of the transient, the
/// count of a second is the rate of the closed orbit, up to 150 µA/cm², cold and warm.
#[test]
fn small_cycles_are_counted_up_to_the_upper_hopf_point() {
    let squid = Membrane::default();
    let currents: Vec<f64> = (0..21).map(|i| 50.0 + 5.0 * f64::from(i)).collect();
    for membrane in [
        squid,
        Membrane {
            temperature: 15.0,
            ..squid
        },
    ] {
        let start = membrane.steady_state(-65.0);
        let counts = count_spikes(&membrane, &start, &currents, 1000.0, 0.01).unwrap();
        for (&current, count) in currents.iter().zip(counts) {
            let rate = cycle_at(&membrane, current).unwrap().rate();
            assert!(
                (count as f64 - rate).abs() <= 2.0,
                "{count} {rate} at {current}"
            );
        }
    }
}

/// Catches transients counted as firing: beyond the upper Hopf point the oscillation dies out, below
/// the onset the ringing after a spike does, and a hyperpolarised membrane does nothing.
#[test]
fn oscillations_that_die_out_are_not_counted() {
    let membrane = Membrane::default();
    let start = membrane.steady_state(-65.0);
    let currents = [-20.0, -17.0, -5.0, 2.0, 5.0, 156.0, 160.0, 200.0];
    let counts = count_spikes(&membrane, &start, &currents, 1000.0, 0.01).unwrap();
    assert_eq!(counts, [0, 0, 0, 0, 1, 1, 1, 1]);
}

/// Catches a bistable window that the simulation doesn't have: rising, the membrane is silent up to the
/// Hopf point; falling, it fires down to the saddle-node.
#[test]
fn the_sweeps_part_between_the_saddle_node_and_the_hopf_point() {
    let membrane = Membrane::default();
    let stay = Stay {
        approach: 300.0,
        counted: 300.0,
        kick: 0.0,
    };
    let rest = resting_state(&membrane, 0.0).unwrap();
    let up = slow_sweep(&membrane, &rest, &[5.5, 7.0, 8.5, 9.5], stay).unwrap();
    assert_eq!(up, [0.0; 4]);
    let down = slow_sweep(&membrane, &rest, &[11.0, 9.5, 8.5, 7.4, 6.5, 6.1], stay).unwrap();
    assert!(down[..5].iter().all(|&rate| rate > 50.0), "{down:?}");
    assert_eq!(down[5], 0.0);
}
