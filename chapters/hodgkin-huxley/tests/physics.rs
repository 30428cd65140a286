//! Limits, invariants, and a second way to every number.

use common::numerics::elementary::{exp, log2};
use common::numerics::steppers::{DormandPrince, rk4};
use hodgkin_huxley::analysis::{jacobian, pulse_threshold, resting_state, spike_cost, spike_shape};
use hodgkin_huxley::model::{Membrane, POTASSIUM, SODIUM, State, gates};

/// Catches a wrong sign or a missing capacitance: with all conductances but the leak at zero the
/// membrane is an RC circuit, whose decay is known. Tolerance: RK4 at h/τ = 0.003 errs by 1e−13.
#[test]
fn without_channels_the_membrane_is_an_rc_circuit() {
    let membrane = Membrane {
        capacitance: 2.0,
        sodium_conductance: 0.0,
        potassium_conductance: 0.0,
        ..Membrane::default()
    };
    let start = membrane.steady_state(-20.0);
    let end = rk4(|_, x| membrane.derivative(x, 3.0), start, 0.01, 2000)[2000];
    let (resistance, tau) = (1.0 / 0.3, 2.0 / 0.3);
    let last = -54.4 + 3.0 * resistance;
    let exact = last + (-20.0 - last) * exp(-20.0 / tau);
    assert!((end[0] - exact).abs() < 1e-10, "{} {exact}", end[0]);
}

/// Catches a leak of charge: with no conductance at all the current only charges the capacitor.
#[test]
fn without_conductances_the_potential_ramps() {
    let membrane = Membrane {
        sodium_conductance: 0.0,
        potassium_conductance: 0.0,
        leak_conductance: 0.0,
        ..Membrane::default()
    };
    let end = rk4(
        |_, x| membrane.derivative(x, 2.0),
        membrane.steady_state(-65.0),
        0.01,
        100,
    );
    assert!((end[100][0] + 63.0).abs() < 1e-12);
}

/// Catches any of the nine constants of the rates being off by a fraction of a per cent: values at
/// V = −65, −40 and 0 mV, evaluated by hand from Hodgkin and Huxley's formulas.
#[test]
fn rates_are_hodgkin_and_huxleys() {
    let close = |value: f64, expected: f64| {
        assert!(
            (value - expected).abs() < 1e-14 * (1.0 + expected),
            "{value} {expected}"
        );
    };
    let [m, h, n] = gates(-65.0);
    close(m.alpha, 2.5 / (exp(2.5) - 1.0));
    close(m.beta, 4.0);
    close(h.alpha, 0.07);
    close(h.beta, 1.0 / (1.0 + exp(3.0)));
    close(n.alpha, 0.1 / (exp(1.0) - 1.0));
    close(n.beta, 0.125);
    let [m, h, n] = gates(0.0);
    close(m.alpha, 4.0 / (1.0 - exp(-4.0)));
    close(m.beta, 4.0 * exp(-65.0 / 18.0));
    close(h.alpha, 0.07 * exp(-3.25));
    close(h.beta, 1.0 / (1.0 + exp(-3.5)));
    close(n.alpha, 0.55 / (1.0 - exp(-5.5)));
    close(n.beta, 0.125 * exp(-65.0 / 80.0));
    close(gates(-40.0)[0].alpha, 1.0);
    close(gates(-55.0)[2].alpha, 0.1);
}

/// Catches 0/0, or a jump, where the opening rates have their removable singularities: over 2e−9 mV
/// they change by their slopes, 0.05 and 0.005 per mV, and by rounding.
#[test]
fn opening_rates_are_continuous_through_their_singularities() {
    for (v, gate, slope) in [(-40.0, 0, 0.05), (-55.0, 2, 0.005)] {
        for distance in [1e-12, 1e-9, 1e-6] {
            let rise = gates(v + distance)[gate].alpha - gates(v - distance)[gate].alpha;
            assert!(
                (rise - 2.0 * slope * distance).abs() < 1e-14,
                "{rise} at {v} ± {distance}"
            );
        }
    }
}

/// Catches a temperature that changes steady states, or a factor other than 3 per 10 °C.
#[test]
fn ten_degrees_treble_the_rates_and_move_no_steady_state() {
    let cold = Membrane::default();
    let warm = Membrane {
        temperature: 16.3,
        ..cold
    };
    for (a, b) in cold.gates(-30.0).iter().zip(&warm.gates(-30.0)) {
        assert!((b.alpha / a.alpha - 3.0).abs() < 1e-14);
        assert!((a.time_constant() / b.time_constant() - 3.0).abs() < 1e-14);
        assert!((a.steady_state() - b.steady_state()).abs() < 1e-15);
    }
    assert_eq!(
        resting_state(&cold, 0.0).unwrap()[0],
        resting_state(&warm, 0.0).unwrap()[0]
    );
}

/// Catches gates that leave [0, 1]: their derivative points inwards at both ends at any potential,
/// and they stay inside along spikes.
#[test]
fn gates_stay_between_zero_and_one() {
    let membrane = Membrane::default();
    for i in -150..150 {
        for gate in membrane.gates(f64::from(i)) {
            assert!(gate.derivative(0.0) > 0.0 && gate.derivative(1.0) < 0.0);
        }
    }
    let states = rk4(
        |_, x| membrane.derivative(x, 20.0),
        [-65.0, 0.0, 1.0, 0.0],
        0.01,
        5000,
    );
    assert!(
        states
            .iter()
            .all(|x| x[1..].iter().all(|gate| (0.0..=1.0).contains(gate)))
    );
}

/// Catches a wrong analytic derivative. Central differences of step h = 1e−5 err by h² and ε/h.
#[test]
fn the_jacobian_is_the_derivative_of_the_derivative() {
    let membrane = Membrane {
        temperature: 11.0,
        ..Membrane::default()
    };
    for state in [
        [-64.9, 0.06, 0.6, 0.33],
        [-40.0, 0.4, 0.3, 0.5],
        [-55.0, 0.1, 0.5, 0.4],
    ] {
        let rows = jacobian(&membrane, &state);
        for column in 0..4 {
            let at = |by: f64| {
                let mut moved: State = state;
                moved[column] += by;
                membrane.derivative(&moved, 0.0)
            };
            let (above, below) = (at(1e-5), at(-1e-5));
            for row in 0..4 {
                let slope = (above[row] - below[row]) / 2e-5;
                assert!((rows[row][column] - slope).abs() < 1e-6 * (1.0 + slope.abs()));
            }
        }
    }
}

/// Catches a stepper of lower order on the real equations: the error at the foot of a spike. At
/// 0.01 to 0.02 ms the next order's share is a few hundredths.
#[test]
fn runge_kutta_is_of_fourth_order_on_the_full_model() {
    let membrane = Membrane::default();
    let start = resting_state(&membrane, 0.0).unwrap();
    let flow = |_: f64, x: &State| membrane.derivative(x, 10.0);
    let exact = DormandPrince::with_tolerance(1e-13)
        .solve(flow, 0.0, start, 4.0)
        .unwrap()
        .state;
    let error = |steps: usize| rk4(flow, start, 4.0 / steps as f64, steps)[steps][0] - exact[0];
    let order = log2((error(200) / error(400)).abs());
    assert!((order - 4.0).abs() < 0.15, "order {order}");
    assert!(error(400).abs() < 1e-5);
}

/// Catches a mistake that both Runge–Kutta methods share: an implicit method of our own, the
/// trapezoidal rule with Newton's iteration, extrapolated twice (Richardson) to sixth order.
#[test]
fn an_implicit_method_follows_the_same_spike() {
    let membrane = Membrane::default();
    let start = resting_state(&membrane, 0.0).unwrap();
    let trapezoid = |steps: usize| {
        let h = 4.0 / steps as f64;
        (0..steps).fold(start, |x, _| {
            let slope = membrane.derivative(&x, 10.0);
            let mut next = x;
            for _ in 0..6 {
                let end = membrane.derivative(&next, 10.0);
                let rows = jacobian(&membrane, &next);
                let residual: State =
                    std::array::from_fn(|i| next[i] - x[i] - 0.5 * h * (slope[i] + end[i]));
                let matrix = std::array::from_fn(|i| {
                    std::array::from_fn(|j| f64::from(u8::from(i == j)) - 0.5 * h * rows[i][j])
                });
                let change = common::numerics::linalg::eliminate(matrix, residual).unwrap();
                next = std::array::from_fn(|i| next[i] - change[i]);
            }
            next
        })
    };
    let [a, b, c] = [2000, 4000, 8000].map(|steps| trapezoid(steps)[0]);
    let (ab, bc) = (b + (b - a) / 3.0, c + (c - b) / 3.0);
    let extrapolated = bc + (bc - ab) / 15.0;
    let end = rk4(|_, x| membrane.derivative(x, 10.0), start, 0.001, 4000)[4000][0];
    assert!((extrapolated - end).abs() < 1e-7, "{extrapolated} {end}");
}

/// Catches an excitability that isn't: at its threshold a pulse makes a spike, a ten-thousandth
/// below it doesn't, and longer pulses need less.
#[test]
fn a_spike_is_all_or_none_at_threshold() {
    let membrane = Membrane::default();
    let mut before = f64::INFINITY;
    for duration in [0.1, 0.5, 2.0] {
        let threshold = pulse_threshold(&membrane, duration).unwrap();
        assert!(spike_shape(&membrane, threshold, duration).unwrap().peak > 0.0);
        let below = spike_shape(&membrane, 0.999 * threshold, duration).unwrap_err();
        assert!(
            below
                .to_string()
                .starts_with("there is no spike: a pulse of"),
            "{below}"
        );
        assert!(threshold < before);
        before = threshold;
    }
}

/// Catches a charge that isn't conserved, and an overlap of currents that doesn't shrink with
/// warmth: back at rest, what the ions and the pulse carried across the membrane cancels.
#[test]
fn warmth_makes_spikes_cheaper_and_no_charge_is_lost() {
    let cost = |temperature: f64, amplitude: f64| {
        let membrane = Membrane {
            temperature,
            ..Membrane::default()
        };
        spike_cost(&membrane, amplitude, 0.5, 60.0).unwrap()
    };
    let (cold, warm) = (cost(6.3, 20.0), cost(18.5, 60.0));
    assert!(cold.excess() > 12.0 && warm.excess() < 5.0);
    assert!(cold.atp > 2.0 * warm.atp);
    // Na⁺ in less K⁺ out is what the leak takes out less the pulse, 20 µA/cm² for 0.5 ms.
    let leak = cold.sodium_charge - cold.potassium_charge + 10.0;
    assert!(leak > 0.0 && leak < 40.0, "leak {leak} nC/cm²");
}

/// Catches a wrong unit in Nernst's formula: RT/F is 24.08 mV at 6.3 °C, 25.69 mV at 25 °C.
#[test]
fn nernst_potentials_are_those_of_the_squid() {
    let thermal = |celsius: f64| {
        hodgkin_huxley::model::Ion {
            valence: 1.0,
            outside: exp(1.0),
            inside: 1.0,
        }
        .nernst_potential(celsius)
    };
    assert!((thermal(25.0) - 25.693).abs() < 1e-3 && (thermal(6.3) - 24.081).abs() < 1e-3);
    assert!((SODIUM.nernst_potential(6.3) - 50.0).abs() < 5.0);
    assert!((POTASSIUM.nernst_potential(6.3) + 77.0).abs() < 6.0);
}
