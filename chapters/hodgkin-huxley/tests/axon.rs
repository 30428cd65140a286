//! The axon: its scheme, its kernel, and two roads to the speed of a spike.

use common::numerics::elementary::{cos, exp, log2, sqrt};
use hodgkin_huxley::analysis::{
    Injection, arrival, cable_speed, heat_block, propagate, resting_state, sketched_cable_speed,
    waves,
};
use hodgkin_huxley::kernel::axon::{FastCable, LANES};
use hodgkin_huxley::model::axon::{Axon, Cable, Grid};
use hodgkin_huxley::model::{Gate, Membrane};
use serde_json::Value;
use std::f64::consts::PI;

fn at(temperature: f64) -> Axon {
    let membrane = Membrane {
        temperature,
        ..Membrane::default()
    };
    Axon {
        membrane,
        ..Axon::default()
    }
}

fn rest(axon: &Axon) -> [f64; 4] {
    resting_state(&axon.membrane, 0.0).unwrap()
}

/// The current density of 20 µA into the first compartment.
fn strong(axon: &Axon, grid: &Grid) -> f64 {
    axon.density(20_000.0, grid.length)
}

/// Catches a lost lane, a wrong power of the shared exponential, and a wrong joint between stretches:
/// the kernel steps as the plain model, however the compartments fill the lanes. Rounding differs, in
/// the powers by up to 72 units in the last place, and grows with the spike's front.
#[test]
fn the_kernel_is_the_plain_model() {
    for (count, temperature, length, step) in [
        (1, 18.5, 0.01, 0.005),
        (2, 18.5, 0.05, 0.005),
        (LANES - 1, 6.3, 0.1, 0.01),
        (LANES + 1, 6.3, 0.1, 0.01),
        (333, 18.5, 0.01, 0.005),
        (1000, 30.0, 0.01, 0.002),
    ] {
        let axon = at(temperature);
        let grid = Grid {
            count,
            length,
            step,
        };
        let (mut plain, mut fast) = (
            Cable::new(&axon, &grid, &rest(&axon)),
            FastCable::new(&axon, &grid, &rest(&axon)),
        );
        let mut highest = f64::NEG_INFINITY;
        for done in 0..600 {
            let current = if f64::from(done) * step < 0.5 {
                strong(&axon, &grid)
            } else {
                0.0
            };
            plain.advance(current);
            fast.advance(1, current, &mut []);
            highest = highest.max(plain.potential[0]);
        }
        assert!(highest > 0.0, "{count}: nothing happened, {highest}");
        for (a, b) in plain.potential.iter().zip(fast.potential()) {
            assert!((a - b).abs() < 1e-9 * (1.0 + a.abs()), "{count}: {a} {b}");
        }
    }
}

/// Catches 0/0 where a compartment passes the singular potentials, and NaN at absurd steps: the
/// matrix stays dominated by its diagonal whatever the step, so the kernel needs no escape.
#[test]
fn no_step_and_no_potential_breaks_the_elimination() {
    let axon = at(18.5);
    for (v, step) in [(-40.0, 0.005), (-55.0, 0.005), (30.0, 10.0), (-65.0, 1e3)] {
        let grid = Grid {
            count: 50,
            length: 0.01,
            step,
        };
        let start = axon.membrane.steady_state(v);
        let (mut plain, mut fast) = (
            Cable::new(&axon, &grid, &start),
            FastCable::new(&axon, &grid, &start),
        );
        for _ in 0..20 {
            plain.advance(0.0);
            fast.advance(1, 0.0, &mut []);
        }
        for (i, (a, b)) in plain.potential.iter().zip(fast.potential()).enumerate() {
            assert!(b.is_finite());
            assert!(step > 1.0 || (a - b).abs() < 1e-9, "{i}: {a} {b}");
        }
        for gate in plain.gates.iter().flatten() {
            assert!((0.0..=1.0).contains(gate), "a gate at {gate}");
        }
    }
}

/// Catches a wrong coefficient in the gate's update: it errs in the fourth power of a single step,
/// and a gate stays between 0 and 1 at any. The next order is a hundredth of it at these.
#[test]
fn a_gates_update_is_nearly_the_exponential_and_keeps_its_bounds() {
    let gate = Gate {
        alpha: 1.0,
        beta: 3.0,
    };
    let error = |step: f64| {
        let exact = 0.25 + (0.9 - 0.25) * exp(-4.0 * step);
        gate.after(0.9, step) - exact
    };
    let order = log2(error(0.002) / error(0.001));
    assert!((order - 4.0).abs() < 0.02, "order {order}");
    for step in [1e-3, 1.0, 1e3, 1e9] {
        for x in [0.0, 0.3, 1.0] {
            assert!((0.0..=1.0).contains(&gate.after(x, step)));
        }
    }
}

/// Catches a wrong coupling or wrong ends: without channels a cosine that is flat at both sealed ends
/// keeps its shape and decays at g/C + D (π/L)², with the discrete Laplacian's eigenvalue.
#[test]
fn a_passive_axon_spreads_and_leaks_as_it_should() {
    let axon = Axon {
        membrane: Membrane {
            sodium_conductance: 0.0,
            potassium_conductance: 0.0,
            capacitance: 0.8,
            ..Membrane::default()
        },
        ..Axon::default()
    };
    let (count, length, step) = (40_usize, 0.02, 0.01);
    let grid = Grid {
        count,
        length,
        step,
    };
    let mut cable = FastCable::new(&axon, &grid, &[-54.4, 0.0, 0.0, 0.0]);
    let shape = |i: usize| cos(PI * (i as f64 + 0.5) / count as f64);
    cable.set(|i| [-54.4 + 10.0 * shape(i), 0.0, 0.0, 0.0]);
    let steps = 100;
    cable.advance(steps, 0.0, &mut []);
    let half = 2.0 * (1.0 - cos(PI / count as f64)) / (length * length);
    let rate = 0.3 / 0.8 + axon.diffusivity() * half;
    // What one step of the trapezoidal rule makes of it, to the last digit.
    let factor = (1.0 - 0.5 * step * rate) / (1.0 + 0.5 * step * rate);
    let expected = (0..steps).fold(10.0, |amplitude, _| amplitude * factor);
    for (i, v) in cable.potential().into_iter().enumerate() {
        assert!((v + 54.4 - expected * shape(i)).abs() < 1e-10);
    }
}

/// When the spike passes 0 mV at 1.5 cm of a short axon.
fn passage(count: usize, step: f64) -> f64 {
    let axon = at(18.5);
    let grid = Grid {
        count,
        length: 3.0 / count as f64,
        step,
    };
    let pulse = Injection {
        current: 20_000.0,
        duration: 0.48,
    };
    // Two compartments on either side of the middle: their mean is second order in the spacing.
    let middle = [count / 2 - 1, count / 2];
    let seen = propagate(&axon, &grid, &pulse, 1.6, 1_000_000, &middle).unwrap();
    let mean: Vec<f64> = seen.traces[0]
        .iter()
        .zip(&seen.traces[1])
        .map(|(a, b)| 0.5 * (a + b))
        .collect();
    arrival(&mean, step, 0.0).expect("a spike")
}

/// Catches gates that are not staggered, a stimulus at the wrong moment, or wrong ends: halving the
/// step quarters the error, and so does halving the spacing. Richardson's estimate of the order from
/// three grids; the next order is 0.1 of it at these.
#[test]
fn the_scheme_is_of_second_order_in_time_and_space() {
    let times = [0.008, 0.004, 0.002].map(|step| passage(300, step));
    let order = log2((times[0] - times[1]) / (times[1] - times[2]));
    assert!((order - 2.0).abs() < 0.1, "order {order} in time");
    let spaces = [150, 300, 600].map(|count| passage(count, 0.004));
    let order = log2((spaces[0] - spaces[1]) / (spaces[1] - spaces[2]));
    assert!((order - 2.0).abs() < 0.1, "order {order} in space");
}

/// Catches a lost digit anywhere on the road by the wave's own equation. Both shoot to 1e−10.
#[test]
fn the_waves_are_those_of_an_independent_shooting() {
    let all: Value = serde_json::from_str(include_str!("../data/axon_waves.json")).unwrap();
    for entry in all["waves"].as_array().unwrap() {
        let number = |key: &str| entry[key].as_f64();
        let temperature = number("T_C").unwrap();
        let axon = at(temperature);
        let found = waves(&axon.membrane).unwrap();
        if let Some(fast) = number("K_fast") {
            let error = found.fast.rate / fast - 1.0;
            assert!(error.abs() < 1e-9, "{temperature} °C: {error:e}");
        }
        if let Some(slow) = number("K_slow") {
            let error = found.slow.unwrap().rate / slow - 1.0;
            assert!(error.abs() < 1e-9, "{temperature} °C: {error:e}");
        }
    }
    let block = heat_block(&Membrane::default()).unwrap();
    let reference = all["heat_block"]["T_C"].as_f64().unwrap();
    // A parabola through three temperatures leaves out its fourth order, in both.
    assert!((block.temperature - reference).abs() < 2e-6);
    assert!((block.rate - all["heat_block"]["K"].as_f64().unwrap()).abs() < 1e-3);
}

/// Catches an error in either: the two roads have nothing in common but the membrane. What is left is
/// the fourth order of the extrapolated cable, and near the heat block the spike's slow settling.
#[test]
fn both_roads_lead_to_the_same_speed() {
    let weak = Axon {
        radius: 10.0,
        resistivity: 110.0,
        membrane: Membrane {
            sodium_conductance: 80.0,
            capacitance: 0.7,
            temperature: 12.0,
            ..Membrane::default()
        },
    };
    let cases = [
        (at(6.3), 1e-6),
        (at(18.5), 2e-6),
        (at(28.0), 2e-5),
        (at(33.0), 1e-4),
        (weak, 1e-5),
    ];
    for (axon, tolerance) in cases {
        let wave = waves(&axon.membrane)
            .unwrap()
            .fast
            .speed(axon.diffusivity());
        let cable = cable_speed(&axon).unwrap();
        let error = cable / wave - 1.0;
        assert!(error.abs() < tolerance, "{axon:?}: {error:e}");
    }
}

/// Catches a grid that follows the speed alone: where a thin membrane charges some thousand times faster than
/// the front as a whole rises, its steepest part was lost between compartments, and the picture's speed was
/// 0.5 to 4 % too low.
#[test]
fn both_roads_agree_where_the_membrane_charges_fast() {
    // Conductances of sodium, potassium and leak (mS/cm²); at 0 °C, the gates half as fast as at 6.3 °C.
    let cases = [
        (300.0, 100.0, 1.0),
        (600.0, 200.0, 1.5),
        (600.0, 100.0, 5.0),
    ];
    for (sodium_conductance, potassium_conductance, leak_conductance) in cases {
        let membrane = Membrane {
            capacitance: 0.2,
            temperature: 0.0,
            sodium_conductance,
            potassium_conductance,
            leak_conductance,
            ..Membrane::default()
        };
        let axon = Axon {
            membrane,
            ..Axon::default()
        };
        let wave = waves(&membrane).unwrap().fast.speed(axon.diffusivity());
        let error = cable_speed(&axon).unwrap() / wave - 1.0;
        assert!(error.abs() < 4e-4, "{sodium_conductance}: {error:e}");
        let error = sketched_cable_speed(&axon).unwrap() / wave - 1.0;
        assert!(error.abs() < 3e-3, "{sodium_conductance}: {error:e}");
    }
}

/// Catches a speed that depends on anything but a/Rᵢ, by either road.
#[test]
fn speed_grows_as_the_square_root_of_radius_over_resistivity() {
    let thin = Axon {
        radius: 238.0 / 9.0,
        resistivity: 4.0 * 35.4,
        ..Axon::default()
    };
    let ratio = cable_speed(&Axon::default()).unwrap() / cable_speed(&thin).unwrap();
    assert!((ratio - 6.0).abs() < 1e-9, "{ratio}");
}

/// Catches a heat block that is only one of the shooting: half a degree below it a spike settles
/// and travels, half a degree above the strongest stimulus starts none.
#[test]
fn the_cable_falls_silent_where_the_waves_meet() {
    let block = heat_block(&Membrane::default()).unwrap().temperature;
    assert!(cable_speed(&at(block - 0.5)).is_ok());
    assert!(cable_speed(&at(block + 0.5)).is_err());
    let refusal = waves(&at(block + 0.01).membrane).unwrap_err().to_string();
    assert!(refusal.contains("above 33.69 °C"), "{refusal}");
    let close = waves(&at(block - 0.01).membrane).unwrap();
    let slow = close.slow.unwrap().rate;
    assert!(close.fast.rate > slow && close.fast.rate < 1.3 * slow);
}

/// The profile of a wave with this K, at the moment when its front is at `front` (units of √ms).
fn profile(axon: &Axon, rate: f64) -> Vec<(f64, [f64; 4])> {
    use common::numerics::steppers::rk4_step;
    let membrane = &axon.membrane;
    let start = rest(axon);
    let jacobian = hodgkin_huxley::analysis::jacobian(membrane, &start);
    // The growing direction, by the power of the flow itself.
    let flow = |_: f64, &[v, slope, m, h, n]: &[f64; 5]| {
        let [patch, dm, dh, dn] = membrane.derivative(&[v, m, h, n], 0.0);
        [slope, rate * (slope - patch), dm, dh, dn]
    };
    let excess = |growth: f64| {
        let gates: f64 = (1..4)
            .map(|i| jacobian[0][i] * jacobian[i][0] / (growth - jacobian[i][i]))
            .sum();
        growth * growth / rate - growth + jacobian[0][0] + gates
    };
    let growth = common::numerics::roots::brent(excess, 0.0, 10.0 * rate + 10.0, 0.0).unwrap();
    let gate = |i: usize| 1e-5 * jacobian[i][0] / (growth - jacobian[i][i]);
    let [v, m, h, n] = start;
    let mut state = [
        v + 1e-5,
        1e-5 * growth,
        m + gate(1),
        h + gate(2),
        n + gate(3),
    ];
    let step = 0.001;
    let mut all = Vec::new();
    let (mut time, mut turned) = (0.0, false);
    loop {
        let [v, slope, m, h, n] = state;
        turned |= slope < 0.0;
        // Once it has sunk back to rest it is at rest, for what the solution does next is rounding.
        if (turned && v <= start[0]) || time > 60.0 {
            return all;
        }
        all.push((time, [v, m, h, n]));
        state = rk4_step(flow, time, &state, step);
        time += step;
    }
}

/// Catches a slow wave that is none, or a stable one: from its profile, a little higher, the cable
/// equation makes a spike, and a little lower, silence. This is what "unstable" says, and that it is
/// the threshold between the two.
#[test]
fn the_slow_wave_stands_between_spike_and_silence() {
    let axon = at(18.5);
    let slow = waves(&axon.membrane).unwrap().slow.unwrap();
    let shape = profile(&axon, slow.rate);
    let (start, unit) = (rest(&axon), sqrt(axon.diffusivity()));
    let grid = Grid {
        count: 800,
        length: 0.02,
        step: 0.01,
    };
    let grown = |scale: f64| {
        let mut cable = FastCable::new(&axon, &grid, &start);
        cable.set(|i| {
            // The wave runs to the right: what is ahead, at larger x, is earlier in time.
            let x = (i as f64 - 300.0) * grid.length / unit;
            let time = shape[shape.len() - 1].0 - x / sqrt(slow.rate) - 3.0;
            let index = time / 0.001;
            if index < 0.0 || index >= shape.len() as f64 {
                return start;
            }
            let (_, state) = shape[index as usize];
            std::array::from_fn(|k| start[k] + scale * (state[k] - start[k]))
        });
        cable.advance(400, 0.0, &mut []);
        cable.potential().into_iter().fold(-100.0, f64::max)
    };
    let (low, same, high) = (grown(0.9), grown(1.0), grown(1.1));
    assert!(low < start[0] + 5.0, "{low}");
    assert!(high > 0.0, "{high}");
    assert!(same > low && same < high, "{same}");
}

/// Would catch a speed, or years of steps, where the membrane fires everywhere without a stimulus.
#[test]
fn an_axon_that_fires_by_itself_has_no_speed() {
    for temperature in [4.0, 8.0] {
        let membrane = Membrane {
            capacitance: 0.2,
            sodium_conductance: 575.48,
            leak_conductance: 1.5,
            potassium_reversal: -86.59,
            leak_reversal: -40.0,
            q10: 2.006,
            temperature,
            ..Membrane::default()
        };
        let axon = Axon {
            membrane,
            ..Axon::default()
        };
        let refused = cable_speed(&axon).unwrap_err().to_string();
        assert!(refused.contains("without a stimulus"), "{refused}");
    }
}
