//! The first steps of the parallel dynamics, and the noise in a memory, against plain simulation.
//!
//! Fields are summed from the memories as they stand, with no kernel in between.

use common::numerics::elementary::{exp, sqrt};
use common::numerics::random::{Stream, stream};
use hopfield::theory::{crosstalk_error_finite, first_steps, second_step_gaussian};

/// N times the field on every neuron, without self-coupling.
fn fields(memories: &[Vec<f64>], spins: &[f64]) -> Vec<f64> {
    let mut all: Vec<f64> = spins.iter().map(|s| -s * memories.len() as f64).collect();
    for memory in memories {
        let overlap: f64 = memory.iter().zip(spins).map(|(a, b)| a * b).sum();
        for (field, xi) in all.iter_mut().zip(memory) {
            *field += xi * overlap;
        }
    }
    all
}

fn signs(count: usize, random: &mut Stream) -> Vec<f64> {
    let mut word = 0;
    (0..count)
        .map(|index| {
            if index % 64 == 0 {
                word = random.bits();
            }
            let sign = if word & 1 == 1 { 1.0 } else { -1.0 };
            word >>= 1;
            sign
        })
        .collect()
}

fn step(memories: &[Vec<f64>], spins: &[f64], temperature: f64, random: &mut Stream) -> Vec<f64> {
    let neurons = spins.len() as f64;
    let all = fields(memories, spins);
    all.iter()
        .zip(spins)
        .map(|(field, &spin)| {
            if temperature == 0.0 {
                return if *field == 0.0 { spin } else { field.signum() };
            }
            let up = 1.0 / (1.0 + exp(-2.0 * field / (neurons * temperature)));
            if random.uniform() < up { 1.0 } else { -1.0 }
        })
        .collect()
}

/// Means and standard errors of the overlap with the first memory after one and two steps.
fn simulate(start: f64, loading: f64, temperature: f64, networks: u64) -> [(f64, f64); 2] {
    let neurons = 2000;
    let count = (loading * neurons as f64).round() as usize;
    let mut sums = [[0.0; 2]; 2];
    for replica in 0..networks {
        let mut random = stream(1987, replica);
        // The first memory is all ones; the start disagrees with it in its first neurons.
        let mut memories = vec![vec![1.0; neurons]];
        memories.extend((1..count).map(|_| signs(neurons, &mut random)));
        let wrong = (0.5 * (1.0 - start) * neurons as f64).round() as usize;
        let mut spins = vec![1.0; neurons];
        spins[..wrong].fill(-1.0);
        for sum in &mut sums {
            spins = step(&memories, &spins, temperature, &mut random);
            let m = spins.iter().sum::<f64>() / neurons as f64;
            sum[0] += m;
            sum[1] += m * m;
        }
    }
    let n = networks as f64;
    sums.map(|[sum, squares]| {
        let mean = sum / n;
        (mean, sqrt((squares / n - mean * mean) / (n - 1.0)))
    })
}

/// Catches a wrong variance or a wrong echo: without the echo the second step is off by many standard
/// errors. Besides four of these, a thousandth is allowed for the network's 2,000 neurons.
#[test]
fn two_parallel_steps_are_those_of_the_theory() {
    for (start, loading, temperature) in [
        (0.3, 0.12, 0.0),
        (0.15, 0.3, 0.0),
        (0.3, 0.15, 0.4),
        (0.5, 0.3, 0.7),
    ] {
        let exact = first_steps(start, loading, temperature);
        let [first, second] = simulate(start, loading, temperature, 160);
        let place = format!("from {start} at {loading}, {temperature}: {first:?} {second:?}");
        assert!(
            (first.0 - exact.first).abs() < 4.0 * first.1 + 1e-3,
            "{place} {exact:?}"
        );
        assert!(
            (second.0 - exact.second).abs() < 4.0 * second.1 + 1e-3,
            "{place} {exact:?}"
        );
        let gaussian = second_step_gaussian(start, loading, temperature);
        assert!(
            (second.0 - gaussian).abs() > 5.0 * second.1,
            "{place} {gaussian}"
        );
    }
}

/// Catches a sign lost on the way: the negative of a memory is a memory.
#[test]
fn a_start_against_the_memory_goes_the_same_way_on_the_other_side() {
    for (start, loading, temperature) in [(0.4, 0.1, 0.0), (0.2, 0.5, 0.3), (0.7, 0.01, 1.2)] {
        let (plus, minus) = (
            first_steps(start, loading, temperature),
            first_steps(-start, loading, temperature),
        );
        assert!((plus.first + minus.first).abs() < 1e-15);
        assert!((plus.second + minus.second).abs() < 1e-15);
        assert_eq!(first_steps(0.0, loading, temperature).second, 0.0);
    }
}

/// Catches a binomial with a wrong number of signs or the tie counted on the wrong side: networks so
/// small that the Gaussian is off, four standard errors of 200,000 neurons.
#[test]
fn the_error_probability_of_small_networks_is_binomial() {
    for (neurons, count) in [(20, 5), (21, 8), (40, 9)] {
        let mut random = stream(1982, (neurons * count) as u64);
        let mut wrong = 0.0;
        let networks = 200_000 / neurons;
        for _ in 0..networks {
            let memories: Vec<Vec<f64>> = (0..count).map(|_| signs(neurons, &mut random)).collect();
            let all = fields(&memories, &memories[0]);
            let against = all
                .iter()
                .zip(&memories[0])
                .filter(|(h, xi)| *h * *xi < 0.0);
            wrong += against.count() as f64;
        }
        let all = (networks * neurons) as f64;
        let expected = crosstalk_error_finite(neurons as u64, count as u64);
        let error = sqrt(expected * (1.0 - expected) / all);
        // Neurons of one network share memories, which widens the spread somewhat.
        assert!(
            (wrong / all - expected).abs() < 6.0 * error,
            "{} {expected}",
            wrong / all
        );
    }
}
