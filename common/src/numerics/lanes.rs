//! Many independent copies of one computation, side by side.
//!
//! A lane is one neuron, one compartment or one replica. Code over `[f64; N]` is a plain loop; the
//! compiler turns it into vector instructions where [`dispatch`] lets it use what the processor
//! has. There is no fused multiply-add anywhere (WebAssembly has none), so a lane's result is
//! bit for bit that of the same computation done alone, on any processor.

#![allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]

use std::ops::{Add, Mul, Sub};

/// log₂ e.
const LOG2_E: f64 = std::f64::consts::LOG2_E;
/// The leading 42 bits of ln 2: times a whole number below 2¹¹ it is exact.
const LN_2_HIGH: f64 = 0.693_147_180_559_890_3;
/// ln 2 − [`LN_2_HIGH`].
const LN_2_LOW: f64 = 5.497_923_018_708_371e-14;
/// 1.5·2⁵²: added to a small number, it leaves that number's nearest integer in the low bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
/// (eʳ − 1 − r)/r² on |r| ≤ ln 2 / 2, interpolated at Chebyshev's points; with it eʳ errs by at
/// most 1.7e−17 before rounding. Lowest power first.
const POLYNOMIAL: [f64; 10] = [
    0.500_000_000_000_000_1,
    0.166_666_666_666_666_69,
    0.041_666_666_666_624_13,
    0.008_333_333_333_330_062,
    0.001_388_888_891_721_371_7,
    0.000_198_412_698_630_536_18,
    2.480_152_129_595_437_6e-5,
    2.755_726_845_999_706_4e-6,
    2.762_008_844_540_974_6e-7,
    2.510_038_549_551_032e-8,
];

/// The exponential, as one lane computes it: within one unit in the last place, from 0 (below
/// −745.2) to infinity (above 709.8).
///
/// # Source
/// Reduction to |r| ≤ ln 2 / 2 after Cody and Waite (1980), `eˣ = 2ᵏ eʳ`.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]
pub fn exp(x: f64) -> f64 {
    // Written as selections, which vector units have, and so that NaN passes through.
    let x = if x < -746.0 { -746.0 } else { x };
    let x = if x > 710.0 { 710.0 } else { x };
    let rounded = x * LOG2_E + ROUNDER;
    let k = rounded - ROUNDER;
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    let square = r * r;
    let [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9] = POLYNOMIAL;
    // Estrin's order: short chains, so that the units are kept busy.
    let fourth = square * square;
    let low = (c0 + c1 * r) + (c2 + c3 * r) * square;
    let high = (c4 + c5 * r) + (c6 + c7 * r) * square;
    let q = low + (high + (c8 + c9 * r) * fourth) * fourth;
    let power = 1.0 + (r + square * q);
    // 2ᵏ in two halves: the result may be subnormal or overflow where 2ᵏ itself can't be written.
    let half = k * 0.5 + ROUNDER;
    let rest = (k - (half - ROUNDER)) + ROUNDER;
    power * power_of_two(half) * power_of_two(rest)
}

/// 2 to the whole number that stands in the low bits after [`ROUNDER`] was added.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]
fn power_of_two(rounded: f64) -> f64 {
    f64::from_bits(rounded.to_bits().wrapping_add(1023) << 52)
}

/// The exponential of every lane, bit-equal to [`exp`] of each.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]
pub fn exp_lanes<const N: usize>(x: [f64; N]) -> [f64; N] {
    x.map(exp)
}

/// A number in single or double precision.
pub trait Number:
    Copy + Default + Add<Output = Self> + Mul<Output = Self> + Sub<Output = Self>
{
}

impl Number for f32 {}
impl Number for f64 {}

/// The sum of the products of two rows, in `N` partial sums (a power of two) that run side by side, where
/// a plain sum would wait for each addition. The partial sums are added in an order that depends on
/// nothing, so that the digits are the same on every processor.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]
pub fn product<T: Number, const N: usize>(a: &[T], b: &[T]) -> T {
    let mut sums = [T::default(); N];
    let (a_blocks, a_rest) = a.as_chunks::<N>();
    let (b_blocks, b_rest) = b.as_chunks::<N>();
    for (a, b) in a_blocks.iter().zip(b_blocks) {
        for lane in 0..N {
            sums[lane] = sums[lane] + a[lane] * b[lane];
        }
    }
    for (sum, (&a, &b)) in sums.iter_mut().zip(a_rest.iter().zip(b_rest)) {
        *sum = *sum + a * b;
    }
    total(sums)
}

/// The sum of partial sums (a power of two of them): halves are added, quarters, ….
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]
pub fn total<T: Number, const N: usize>(mut sums: [T; N]) -> T {
    let mut width = N / 2;
    while width > 0 {
        for lane in 0..width {
            sums[lane] = sums[lane] + sums[lane + width];
        }
        width /= 2;
    }
    sums[0]
}

/// A computation that [`dispatch`] can compile for several processors: its `call` must be
/// `#[inline(always)]`, and so must all that it calls.
#[cfg(not(target_family = "wasm"))]
pub use pulp::NullaryFnOnce as Computation;

/// A computation over lanes, for [`dispatch`].
#[cfg(target_family = "wasm")]
pub trait Computation {
    /// What it computes.
    type Output;

    /// Carries it out.
    fn call(self) -> Self::Output;
}

/// Runs a computation with the vector instructions of the processor at hand.
///
/// The result doesn't depend on the processor as long as the computation is made of IEEE
/// operations in a fixed order.
pub fn dispatch<C: Computation>(computation: C) -> C::Output {
    #[cfg(not(target_family = "wasm"))]
    return pulp::Arch::new().dispatch(computation);
    // WebAssembly has its instructions fixed when it is compiled.
    #[cfg(target_family = "wasm")]
    computation.call()
}

struct ExpInPlace<'a>(&'a mut [f64]);

impl Computation for ExpInPlace<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for value in self.0 {
            *value = exp(*value);
        }
    }
}

/// The exponential of every element, in place, on the processor's vector units.
pub fn exp_in_place(values: &mut [f64]) {
    dispatch(ExpInPlace(values));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units in the last place between two positive numbers.
    fn ulps(a: f64, b: f64) -> u64 {
        a.to_bits().abs_diff(b.to_bits())
    }

    /// Catches a wrong coefficient or a lost digit of the reduction. libm's own errs by up to one
    /// unit, so that two are allowed against it.
    #[test]
    fn exp_is_within_two_units_in_the_last_place() {
        let mut worst = 0;
        for i in 0..2_000_000_u32 {
            let x = f64::from(i) * 7.13e-4 - 707.0;
            if x < 709.0 {
                worst = worst.max(ulps(exp(x), libm::exp(x)));
            }
        }
        for i in 0..1_000_000_u32 {
            let x = f64::from(i) * 2e-5 - 10.0;
            worst = worst.max(ulps(exp(x), libm::exp(x)));
        }
        assert!(worst <= 2, "worst {worst} units");
    }

    /// Catches garbage exponents at the ends of the range.
    #[test]
    fn exp_has_the_right_limits() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
        assert_eq!(exp(-800.0), 0.0);
        assert_eq!(exp(f64::INFINITY), f64::INFINITY);
        assert_eq!(exp(709.9), f64::INFINITY);
        assert!(exp(f64::NAN).is_nan());
        assert!(exp(709.7).is_finite());
        assert!(exp(-740.0) > 0.0);
    }

    /// Catches a compiler or a vector path that fuses a multiplication with an addition.
    #[test]
    fn lanes_and_vector_units_give_the_bits_of_the_scalar_form() {
        let values: Vec<f64> = (0..4099).map(|i| f64::from(i) * 0.0371 - 90.0).collect();
        let scalar: Vec<f64> = values
            .iter()
            .map(|&x| std::hint::black_box(exp(x)))
            .collect();
        let mut vector = values.clone();
        exp_in_place(&mut vector);
        for (a, b) in scalar.iter().zip(&vector) {
            assert_eq!(a.to_bits(), b.to_bits());
        }
        let lanes: [f64; 8] = std::array::from_fn(|i| values[i * 500]);
        let expected: [f64; 8] = std::array::from_fn(|i| scalar[i * 500]);
        assert_eq!(exp_lanes(lanes), expected);
    }
}
