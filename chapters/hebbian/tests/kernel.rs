//! The kernel against the plain rule.

use common::numerics::random::stream;
use hebbian::kernel::{LANES, learn};
use hebbian::model::oja;

fn numbers(count: usize, replica: u64) -> Vec<f64> {
    let mut stream = stream(5, replica);
    (0..count).map(|_| stream.normal()).collect()
}

/// Catches a component that is left out or counted twice, at sizes around those of the partial sums.
/// Tolerance: sums of up to 1,000 products in another order differ by some 1e−15 of their terms'
/// size, in each of 200 steps that contract.
#[test]
fn the_kernel_learns_what_the_plain_rule_learns() {
    for size in [1, 2, LANES - 1, LANES, LANES + 1, 3 * LANES + 17, 1000] {
        let inputs = numbers(200 * size, 0);
        let start: Vec<f64> = numbers(size, 1).iter().map(|w| 0.03 * w).collect();
        let rate = 0.3 / size as f64;
        let mut plain = start.clone();
        for u in inputs.chunks_exact(size) {
            oja(&mut plain, u, rate);
        }
        let mut fast = start.clone();
        learn(&mut fast, &inputs, rate);
        for (a, b) in plain.iter().zip(&fast) {
            assert!((a - b).abs() < 1e-13, "{size}: {a} {b}");
        }
    }
}

/// Catches a product that is fused with an addition on some processors, or sums added in an order
/// that the vector unit chose: bit for bit, the kernel is this.
#[test]
fn the_kernel_is_bit_for_bit_its_partial_sums() {
    let size = 2 * LANES + 5;
    let inputs = numbers(50 * size, 2);
    let mut fast: Vec<f64> = numbers(size, 3);
    let mut slow = fast.clone();
    learn(&mut fast, &inputs, 1e-3);
    for u in inputs.chunks_exact(size) {
        let mut sums = [0.0; LANES];
        for i in 0..size {
            sums[i % LANES] += std::hint::black_box(slow[i] * u[i]);
        }
        let mut width = LANES / 2;
        while width > 0 {
            for lane in 0..width {
                sums[lane] += sums[lane + width];
            }
            width /= 2;
        }
        let step = 1e-3 * sums[0];
        for (w, u) in slow.iter_mut().zip(u) {
            let decay = std::hint::black_box(sums[0] * *w);
            *w += std::hint::black_box(step * (u - decay));
        }
    }
    let bits = |w: &[f64]| w.iter().map(|w| w.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(&fast), bits(&slow));
}

/// Catches a constant of the wrong precision. Tolerance: single precision keeps 6e−8 of each of 2,000
/// steps, whose errors add at random and are forgotten as fast as inputs are.
#[test]
fn single_precision_learns_the_same_to_its_digits() {
    let size = 300;
    let inputs = numbers(2000 * size, 4);
    let mut double: Vec<f64> = numbers(size, 5).iter().map(|w| 0.05 * w).collect();
    let mut single: Vec<f32> = double.iter().map(|&w| w as f32).collect();
    let short: Vec<f32> = inputs.iter().map(|&u| u as f32).collect();
    learn(&mut double, &inputs, 1e-3);
    learn(&mut single, &short, 1e-3);
    for (a, b) in double.iter().zip(&single) {
        assert!((a - f64::from(*b)).abs() < 2e-5, "{a} {b}");
    }
}

/// Catches a panic on nothing, and a last input that is not whole.
#[test]
fn an_incomplete_input_is_left_out() {
    let mut w = [0.5, -0.5];
    learn(&mut w, &[1.0], 0.1);
    assert_eq!(w, [0.5, -0.5]);
    learn::<f64>(&mut [], &[1.0, 2.0], 0.1);
}
