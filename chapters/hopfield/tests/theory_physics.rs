//! The theory against what must hold for any solution: stationarity, limits, thermodynamics.
//!
//! The averages here are taken by Gauss and Legendre's rule over the Gaussian field itself, which the
//! solver nowhere does.

use common::numerics::elementary::{cosh, erf, exp, ln, ln_1p, sqrt, tanh};
use common::numerics::quadrature::GaussLegendre;
use hopfield::theory::*;
use std::f64::consts::{PI, SQRT_2};

/// ⟨g((m + s z)/T)⟩ over a standard normal z: panels that are fine where tanh is steep.
fn gaussian(m: f64, s: f64, temperature: f64, g: impl Fn(f64) -> f64) -> f64 {
    let rule = GaussLegendre::new(24);
    let panels = (18.0 / (temperature / s).clamp(0.01, 0.5)).ceil() as u32;
    let edge = |panel: u32| -9.0 + 18.0 * f64::from(panel) / f64::from(panels);
    let integral: f64 = (0..panels)
        .map(|panel| {
            rule.integrate(edge(panel), edge(panel + 1), |z| {
                exp(-0.5 * z * z) * g((m + s * z) / temperature)
            })
        })
        .sum();
    integral / sqrt(std::f64::consts::TAU)
}

/// ln 2cosh without overflow.
fn ln_2_cosh(v: f64) -> f64 {
    v.abs() + ln_1p(exp(-2.0 * v.abs()))
}

/// The free energy as a function of its order parameters, as the replica calculation leaves it.
fn free_energy(alpha: f64, t: f64, [m, q, r]: [f64; 3]) -> f64 {
    let c = (1.0 - q) / t;
    let rest = 0.5 * alpha * (r * c + t * ln(1.0 - c) - q / (1.0 - c));
    0.5 * alpha + 0.5 * m * m + rest - t * gaussian(m, sqrt(alpha * r), t, ln_2_cosh)
}

const POINTS: [(f64, f64); 6] = [
    (0.01, 0.6),
    (0.03, 0.4),
    (0.05, 0.2),
    (0.08, 0.35),
    (0.1, 0.1),
    (0.13, 0.08),
];

/// Catches a slip in any of the three equations, or in the free energy. Central differences of step h
/// err by h²f‴/6, which is 1e−7 or less here; a wrong term would leave 1e−3 and more.
#[test]
fn the_free_energy_is_stationary_at_its_solutions() {
    for (alpha, t) in POINTS {
        let states = [retrieval(alpha, t), spin_glass(alpha, t)].map(Result::unwrap);
        for state in states {
            let at = [state.overlap, state.freezing, state.noise];
            let value = free_energy(alpha, t, at);
            assert!(
                (value - state.free_energy).abs() < 1e-12,
                "{state:?} {value}"
            );
            for index in 0..3 {
                let h = 1e-4 * t * (1.0 - state.susceptibility) * at[index].max(0.01);
                let moved = |by: f64| {
                    let mut point = at;
                    point[index] += by;
                    free_energy(alpha, t, point)
                };
                let slope = (moved(h) - moved(-h)) / (2.0 * h);
                assert!(slope.abs() < 2e-7, "{index}: {slope} at {state:?}");
            }
        }
    }
}

/// Catches an entropy that is not the slope of the free energy, and an energy that is not f + TS.
/// Central differences of step 1e−4 err by h²f‴/6 ~ 1e−7.
#[test]
fn the_entropy_is_minus_the_slope_of_the_free_energy() {
    for (alpha, t) in POINTS {
        for solve in [retrieval, spin_glass, without_overlap] {
            let f = |t: f64| solve(alpha, t).unwrap().free_energy;
            let slope = (f(t + 1e-4) - f(t - 1e-4)) / 2e-4;
            let state = solve(alpha, t).unwrap();
            assert!((state.entropy + slope).abs() < 1e-6, "{state:?} {slope}");
            let sum = state.energy - t * state.entropy;
            assert!((sum - state.free_energy).abs() < 1e-14);
        }
    }
    let hot = paramagnet(0.1, 2.0).unwrap();
    let f = |t: f64| paramagnet(0.1, t).unwrap().free_energy;
    assert!((hot.entropy + (f(2.0001) - f(1.9999)) / 2e-4).abs() < 1e-7);
}

/// Catches a formula at T = 0 that is not the limit of the one at T > 0. Terms of order T are removed by
/// comparing at two temperatures; the rest is of order T².
#[test]
fn zero_temperature_is_the_limit_of_low_temperatures() {
    for alpha in [0.02, 0.07, 0.12, 0.137] {
        let zero = retrieval(alpha, 0.0).unwrap();
        let numbers = |state: &State| {
            [
                state.overlap,
                state.susceptibility,
                state.noise,
                state.energy,
                state.entropy,
                state.replicon,
            ]
        };
        let [near, far] = [1e-5, 2e-5].map(|t| numbers(&retrieval(alpha, t).unwrap()));
        for (index, limit) in numbers(&zero).into_iter().enumerate() {
            let extrapolated = 2.0 * near[index] - far[index];
            assert!(
                (extrapolated - limit).abs() < 1e-6,
                "{alpha}, {index}: {extrapolated} and {limit}"
            );
        }
    }
    let glass = spin_glass(0.1, 1e-6).unwrap();
    let root = 1.0 + sqrt(2.0 / (PI * 0.1));
    assert!((glass.noise - root * root).abs() < 1e-4);
}

/// Catches a line that leaves the corner at α = 0, T = 1 in the wrong way: 1 − `T_M` = 1.95 √α and
/// 1 − `T_c` = 2.6 √α (Amit, Gutfreund and Sompolinsky, 1985), to their digits.
#[test]
fn the_lines_meet_at_temperature_one_as_the_root_of_the_loading() {
    for alpha in [1e-8, 1e-7, 1e-6] {
        let slope = |t: f64| (1.0 - t) / sqrt(alpha);
        let retrieval = slope(retrieval_temperature(alpha).unwrap());
        let ground = slope(crossing_temperature(alpha).unwrap());
        assert!((retrieval - 1.95).abs() < 0.01, "{retrieval}");
        assert!((ground - 2.6).abs() < 0.01, "{ground}");
    }
    assert_eq!(retrieval_temperature(0.0).unwrap(), 1.0);
    assert_eq!(crossing_temperature(0.0).unwrap(), 1.0);
}

/// Catches a retrieval state that forgets α → 0: there m = tanh(m/T).
#[test]
fn without_loading_a_memory_is_a_ferromagnet() {
    for t in [0.05, 0.3, 0.8, 0.99] {
        let bare = retrieval(0.0, t).unwrap();
        assert!((bare.overlap - tanh(bare.overlap / t)).abs() < 1e-14);
        let loaded = retrieval(1e-10, t).unwrap();
        assert!((loaded.overlap - bare.overlap).abs() < 1e-5);
        assert!((loaded.free_energy - bare.free_energy).abs() < 1e-8);
    }
    assert!(retrieval(0.0, 1.0).is_err() && retrieval(0.01, 1.2).is_err());
}

/// Catches a glass that doesn't grow out of the paramagnet at `T_g`.
#[test]
fn the_glass_begins_at_its_temperature() {
    for alpha in [1e-3, 0.1, 1.0, 5.0] {
        let freezes = glass_temperature(alpha);
        let just = spin_glass(alpha, freezes * (1.0 - 1e-6)).unwrap();
        assert!(just.freezing > 0.0 && just.freezing < 1e-4, "{just:?}");
        let hot = paramagnet(alpha, freezes * (1.0 + 1e-6)).unwrap();
        assert!((just.free_energy - hot.free_energy).abs() < 1e-5);
        assert!((just.replicon).abs() < 1e-3 && hot.replicon.abs() < 1e-5);
        assert!(spin_glass(alpha, freezes).is_err());
        // Below it replica symmetry is broken.
        assert!(spin_glass(alpha, 0.7 * freezes).unwrap().replicon < 0.0);
    }
}

/// Catches a wrong line of de Almeida and Thouless: the condition, by quadrature over the field,
/// changes its sign across it.
#[test]
fn replica_symmetry_breaks_across_its_line() {
    let condition = |alpha: f64, t: f64| {
        let state = retrieval(alpha, t).unwrap();
        let s = sqrt(alpha * state.noise);
        let fourth = gaussian(state.overlap, s, t, |v| {
            let square = 1.0 / (cosh(v) * cosh(v));
            square * square
        });
        let c = gaussian(state.overlap, s, t, |v| 1.0 - tanh(v) * tanh(v)) / t;
        (1.0 - c) * (1.0 - c) - alpha * fourth / (t * t)
    };
    for alpha in [0.11, 0.12, 0.13, 0.137, 0.138] {
        let line = replicon_temperature(alpha).unwrap();
        assert!(condition(alpha, 1.02 * line) > 0.0, "{alpha}");
        assert!(condition(alpha, 0.98 * line) < 0.0, "{alpha}");
    }
    // For small loading the line is √(8α/9π) exp(−1/2α), with corrections of relative order of itself.
    let small = sqrt(8.0 * 0.03 / (9.0 * PI)) * exp(-0.5 / 0.03);
    assert!((replicon_temperature(0.03).unwrap() / small - 1.0).abs() < 1e-4);
}

/// Catches a line on the wrong side of the point where `T_M` turns back, and a typed reason that is lost.
#[test]
fn the_line_of_retrieval_bends_back_below_its_furthest_point() {
    let (far, at) = furthest().unwrap();
    let met = meeting().unwrap();
    let (edge, _, _) = capacity().unwrap();
    assert!(edge < met.loading && met.loading < far && at < met.temperature);
    let between = 0.5 * (edge + met.loading);
    let (low, high) = (
        lower_retrieval_temperature(between).unwrap(),
        retrieval_temperature(between).unwrap(),
    );
    assert!(low < at && at < high);
    assert!(retrieval(between, 0.5 * low).is_err());
    assert!(retrieval(between, 0.5 * (low + high)).is_ok());
    assert!(retrieval(between, 1.01 * high).is_err());
    let sentence = retrieval_temperature(0.2).unwrap_err().to_string();
    assert_eq!(
        sentence,
        "there is no temperature of retrieval: the symmetric theory has one up to a loading of \
         0.1381885, and 0.2 is more"
    );
}

/// The free energy of Equation (mean field) for given overlaps with three or five memories.
fn mean_field(t: f64, overlaps: &[f64]) -> f64 {
    let n = overlaps.len();
    let ways = 1_u32 << n;
    let mut sum = 0.0;
    for way in 0..ways {
        let field: f64 = overlaps
            .iter()
            .enumerate()
            .map(|(index, m)| if way >> index & 1 == 1 { *m } else { -m })
            .sum();
        sum += ln_2_cosh(field / t);
    }
    0.5 * overlaps.iter().map(|m| m * m).sum::<f64>() - t * sum / f64::from(ways)
}

/// Catches eigenvalues of the wrong matrix: second differences of the free energy along one memory
/// growing at another's expense, along all alike and along one more memory. They err by h²f⁗/12 ~ 1e−5.
#[test]
fn the_curvatures_of_a_mixture_are_second_differences_of_its_free_energy() {
    for (count, t) in [(3, 0.25), (3, 0.7), (5, 0.3), (2, 0.6)] {
        let (state, stability) = mixture_state(count, 0.0, t).unwrap();
        let n = count as usize;
        let mut at = vec![state.overlap; n];
        at.push(0.0);
        assert!((mean_field(t, &at) - state.free_energy).abs() < 1e-12);
        let along = |direction: &[f64]| {
            let length = sqrt(direction.iter().map(|x| x * x).sum());
            let moved = |h: f64| {
                let point: Vec<f64> = at
                    .iter()
                    .zip(direction)
                    .map(|(m, x)| m + h * x / length)
                    .collect();
                mean_field(t, &point)
            };
            (moved(1e-3) - 2.0 * moved(0.0) + moved(-1e-3)) / 1e-6
        };
        let mut together = vec![1.0; n];
        together.push(0.0);
        let mut apart = vec![0.0; n + 1];
        (apart[0], apart[1]) = (1.0, -1.0);
        let mut another = vec![0.0; n + 1];
        another[n] = 1.0;
        for (direction, expected) in [
            (together, stability.together),
            (apart, stability.apart),
            (another, stability.another),
        ] {
            let found = along(&direction);
            assert!(
                (found - expected).abs() < 2e-4,
                "{count}, {t}: {found} {expected}"
            );
        }
    }
}

/// Catches a mixture that outlives its end, or is said to end where another solution of the branch
/// does: at the end the loading no longer grows with the noise.
#[test]
fn mixtures_end_before_memories_do() {
    let mut before = capacity().unwrap().0;
    for count in [3, 5, 7, 9] {
        let end = mixture_loading(count, 0.0).unwrap();
        assert!(end < before);
        before = end;
        assert!(mixture_state(count, end * (1.0 - 1e-9), 0.0).is_ok());
        assert!(mixture_state(count, end * (1.0 + 1e-9), 0.0).is_err());
    }
    assert!(mixture_loading(3, 0.5).is_err());
    assert!(mixture_temperature(4).is_err());
    // One memory is the mixture of one.
    assert!((mixture_loading(1, 0.0).unwrap() - capacity().unwrap().0).abs() < 1e-15);
}

/// Catches an even mixture that is denied although it exists: noise gives its neurons without a field one, so that
/// C < 1 in a window of loadings. At T = 0 the equations for two memories, with z = ±2 or 0 half of the time each, are
/// m = ½ erf(2m/(√2 s)) and C = ½ √(2/π)/s (1 + exp(−2m²/s²)): solved here by iterating the first.
#[test]
fn an_even_mixture_lives_on_noise() {
    let (state, _) = mixture_state(2, 0.00247, 0.0).unwrap();
    let s = state.spread;
    let mut m = 0.5;
    for _ in 0..10_000 {
        m = 0.5 * erf(2.0 * m / (SQRT_2 * s));
    }
    let c = 0.5 * sqrt(2.0 / PI) / s * (1.0 + exp(-2.0 * m * m / (s * s)));
    assert!((state.overlap - m).abs() < 1e-12, "{} {m}", state.overlap);
    assert!(c < 1.0 && (state.susceptibility - c).abs() < 1e-12, "{c}");
    assert!((s * s * (1.0 - c) * (1.0 - c) - 0.00247).abs() < 1e-14);
    assert!(mixture_state(2, 0.0026, 0.0).is_err());
}
