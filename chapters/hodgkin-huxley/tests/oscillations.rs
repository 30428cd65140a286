//! Hopf points, cycles and onsets: a second way to each, and answers at other membranes.

use common::numerics::roots::brent;
use common::numerics::steppers::Direction;
use hodgkin_huxley::analysis::{
    AnalysisError, OnsetKind, Piece, Trajectory, branch_of_cycles, cycle_at, firing_rate,
    hopf_points, jacobian, onset_of_firing, pulse_threshold, rest, resting_state,
    saddle_node_of_cycles, spike_cost, spike_shape, upper_hopf_point,
};
use hodgkin_huxley::model::Membrane;

/// Catches a Hopf point that isn't one: Routh and Hurwitz's condition on the characteristic
/// polynomial, which uses no eigenvalues, must vanish there. Tolerance: eigenvalues to 1e−13.
#[test]
fn hopf_points_satisfy_the_routh_hurwitz_condition() {
    let membrane = Membrane {
        temperature: 15.0,
        leak_reversal: -53.0,
        ..Membrane::default()
    };
    let condition = |v: f64| {
        let [a3, a2, a1, a0] = characteristic(&jacobian(&membrane, &membrane.steady_state(v)));
        (a3 * a2 * a1 - a1 * a1 - a3 * a3 * a0, a1 / a3)
    };
    let points = hopf_points(&membrane).unwrap();
    assert_eq!(points.len(), 2);
    for point in points {
        let v = point.potential;
        let root = brent(|v| condition(v).0, v - 0.1, v + 0.1, 0.0).unwrap();
        assert!((root - v).abs() < 1e-9, "{root} {v}");
        let omega = point.angular_frequency;
        assert!((condition(root).1 - omega * omega).abs() < 1e-9);
    }
}

/// Coefficients of λ³, λ², λ, 1 of the characteristic polynomial (by traces of powers).
fn characteristic(a: &[[f64; 4]; 4]) -> [f64; 4] {
    let mut m = [[0.0; 4]; 4];
    let mut c = [0.0; 5];
    c[4] = 1.0;
    for k in 1..=4 {
        let am = product(a, &m);
        m = std::array::from_fn(|i| {
            std::array::from_fn(|j| am[i][j] + if i == j { c[5 - k] } else { 0.0 })
        });
        let am = product(a, &m);
        c[4 - k] = -(0..4).map(|i| am[i][i]).sum::<f64>() / k as f64;
    }
    [c[3], c[2], c[1], c[0]]
}

fn product(a: &[[f64; 4]; 4], b: &[[f64; 4]; 4]) -> [[f64; 4]; 4] {
    std::array::from_fn(|i| std::array::from_fn(|j| (0..4).map(|k| a[i][k] * b[k][j]).sum()))
}

/// Catches shooting that closes on the wrong period: intervals between spikes of a long simulation,
/// by a method that knows nothing of periods. Tolerance: that of the simulation.
#[test]
fn the_period_is_the_interval_between_spikes() {
    for (current, temperature) in [(12.0, 6.3), (25.0, 14.0)] {
        let membrane = Membrane {
            temperature,
            ..Membrane::default()
        };
        let start = resting_state(&membrane, 0.0).unwrap();
        let step = [Piece {
            current,
            duration: 400.0,
        }];
        let response = Trajectory::new(&membrane, &start, &step, 1e-11).unwrap();
        let times = response.crossings(0.0, Direction::Rising);
        let interval = times[times.len() - 1] - times[times.len() - 2];
        let cycle = cycle_at(&membrane, current).unwrap();
        assert!(
            (cycle.period - interval).abs() < 1e-7,
            "{} {interval}",
            cycle.period
        );
    }
}

/// Catches a fold that isn't an end of firing: just above it there is a cycle near its period, just
/// below there is none.
#[test]
fn firing_ends_at_the_saddle_node_of_cycles() {
    for (temperature, leak_reversal) in [(6.3, -54.3), (12.0, -54.4), (3.0, -56.0)] {
        let membrane = Membrane {
            temperature,
            leak_reversal,
            ..Membrane::default()
        };
        let fold = saddle_node_of_cycles(&membrane).unwrap();
        let above = firing_rate(&membrane, fold.current + 0.01).unwrap();
        assert!(
            (above - fold.rate()).abs() < 0.05 * fold.rate(),
            "{above} {}",
            fold.rate()
        );
        assert!(above > fold.rate(), "rates grow with the current");
        assert_eq!(firing_rate(&membrane, fold.current - 0.05), Ok(0.0));
    }
}

/// Catches small cycles taken for silence: at 150 µA/cm² nothing crosses 0 mV.
#[test]
fn the_cycle_lives_on_up_to_the_upper_hopf_point() {
    let membrane = Membrane::default();
    let end = upper_hopf_point(&membrane).unwrap();
    let cycle = cycle_at(&membrane, 150.0).unwrap();
    assert!(cycle.highest < -30.0 && cycle.highest - cycle.lowest > 5.0);
    assert!((cycle.rate() - end.frequency()).abs() < 3.0);
    assert_eq!(firing_rate(&membrane, end.current + 5.0), Ok(0.0));
    assert!(matches!(
        cycle_at(&membrane, 165.0),
        Err(AnalysisError::Absent { .. })
    ));
}

/// Catches a panic, a hang or nonsense away from the default membrane: every question is answered
/// with finite numbers or a sentence, from 3 to 25 °C and over wide conductances.
#[test]
fn every_question_has_an_answer_or_a_reason_at_other_membranes() {
    let squid = Membrane::default();
    let membranes = [
        Membrane {
            temperature: 3.0,
            ..squid
        },
        Membrane {
            temperature: 25.0,
            ..squid
        },
        Membrane {
            temperature: 40.0,
            ..squid
        },
        Membrane {
            leak_reversal: -75.0,
            ..squid
        },
        Membrane {
            leak_reversal: -40.0,
            ..squid
        },
        Membrane {
            sodium_conductance: 24.0,
            ..squid
        },
        Membrane {
            sodium_conductance: 600.0,
            ..squid
        },
        Membrane {
            potassium_conductance: 7.2,
            ..squid
        },
        Membrane {
            potassium_conductance: 180.0,
            ..squid
        },
        Membrane {
            leak_conductance: 1.5,
            ..squid
        },
    ];
    for membrane in membranes {
        let check = |result: Result<f64, AnalysisError>| match result {
            Ok(value) => assert!(value.is_finite(), "{value} at {membrane:?}"),
            Err(AnalysisError::Absent { .. }) => {}
            Err(error) => panic!("{error} at {membrane:?}"),
        };
        check(rest(&membrane, 0.0).map(|rest| rest.state[0]));
        check(spike_shape(&membrane, 40.0, 0.5).map(|spike| spike.peak));
        check(pulse_threshold(&membrane, 0.5));
        check(saddle_node_of_cycles(&membrane).map(|fold| fold.current));
        check(branch_of_cycles(&membrane).map(|branch| branch.orbits.len() as f64));
        check(onset_of_firing(&membrane).map(|onset| onset.current));
        check(firing_rate(&membrane, 20.0));
        check(spike_cost(&membrane, 40.0, 0.5, 60.0).map(|cost| cost.atp));
    }
}

/// Catches a beginning of firing taken from the Hopf point, or not found, where the cycles hardly
/// attract: just below the temperature at which rhythms end, and in membranes for which Newton's
/// method does not close a roughly known orbit. The bounds are those of a Runge–Kutta simulation from
/// rest of 2 s and more (Python), silent at the lower current and firing at the upper.
#[test]
fn firing_begins_where_a_simulation_finds_it() {
    let squid = Membrane::default();
    let warm = |temperature| Membrane {
        temperature,
        ..squid
    };
    let other = Membrane {
        capacitance: 1.31,
        sodium_conductance: 147.8,
        potassium_conductance: 52.1,
        leak_conductance: 0.48,
        sodium_reversal: 59.6,
        potassium_reversal: -76.6,
        leak_reversal: -59.28,
        temperature: 13.7,
        q10: 3.0,
    };
    let few_potassium_channels = Membrane {
        potassium_conductance: 20.0,
        ..squid
    };
    for (membrane, silent, firing) in [
        (warm(28.7), 44.0, 45.0),
        (warm(28.8), 52.0, 54.0),
        (other, 14.0, 18.0),
        (few_potassium_channels, 0.081, 0.085),
    ] {
        let onset = onset_of_firing(&membrane).unwrap();
        assert!(
            silent < onset.current && onset.current < firing,
            "{onset:?} for {membrane:?}"
        );
    }
    // The two ways to the fold agree.
    let fold = branch_of_cycles(&warm(28.65)).unwrap();
    let fold = fold.saddle_node().unwrap();
    let shot = saddle_node_of_cycles(&warm(28.65)).unwrap();
    assert!(
        (fold.current - shot.current).abs() < 1e-6,
        "{fold:?} {shot:?}"
    );
}

/// Catches a made-up onset: with a sixth of its sodium channels the membrane never fires for ever,
/// with a fifth of its potassium channels it always does.
#[test]
fn a_membrane_without_onset_says_why() {
    let message = |membrane: Membrane| onset_of_firing(&membrane).unwrap_err().to_string();
    let squid = Membrane::default();
    assert_eq!(
        message(Membrane {
            sodium_conductance: 20.0,
            ..squid
        }),
        "there is no rheobase of repetitive firing: rest is stable at every current, and no cycle \
         was found between 0.5 and 200 µA/cm²"
    );
    assert_eq!(
        message(Membrane {
            potassium_conductance: 7.2,
            ..squid
        }),
        "there is no rheobase of repetitive firing: the membrane fires without current, for its \
         rest is unstable"
    );
}

/// Catches cycles overlooked where there is no Hopf point to find them by: with half as many more
/// potassium channels rest is stable at every current, and yet there is a stable cycle.
#[test]
fn a_membrane_may_fire_though_its_rest_is_always_stable() {
    let membrane = Membrane {
        potassium_conductance: 54.0,
        ..Membrane::default()
    };
    assert!(hopf_points(&membrane).unwrap().is_empty());
    let onset = onset_of_firing(&membrane).unwrap();
    assert!(
        firing_rate(&membrane, onset.current + 0.5).unwrap() > 0.0,
        "{onset:?}"
    );
    assert_eq!(firing_rate(&membrane, onset.current - 0.5), Ok(0.0));
}

/// Catches an onset taken from the saddle-node where there is none: with a large leak the cycle grows
/// out of the resting state, with the Hopf point's frequency.
#[test]
fn with_a_large_leak_firing_begins_at_the_hopf_point() {
    let membrane = Membrane {
        leak_conductance: 2.1,
        ..Membrane::default()
    };
    let (onset, hopf) = (
        onset_of_firing(&membrane).unwrap(),
        hopf_points(&membrane).unwrap()[0],
    );
    assert_eq!((onset.kind, onset.current), (OnsetKind::Hopf, hopf.current));
    let cycle = cycle_at(&membrane, hopf.current + 0.5).unwrap();
    assert!(cycle.highest - cycle.lowest < 5.0);
    assert!((cycle.rate() - onset.rate).abs() < 2.0);
}
