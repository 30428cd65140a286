//! Elementary functions with the same digits on every platform.
//!
//! The standard library's `f64::exp` and its kin call whatever the platform offers, and their last
//! digits differ. These are the `libm` crate's, under the standard library's names.

pub use libm::{
    acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh, erf, erfc, exp, exp2,
    expm1 as exp_m1, hypot, lgamma as ln_gamma, log as ln, log1p as ln_1p, log2, log10, pow, round,
    sin, sincos as sin_cos, sinh, sqrt, tan, tanh, tgamma as gamma,
};

/// `x / (exp(x) − 1)`, the relative exponential's inverse, continued through its removable
/// singularity: 1 at `x = 0`.
///
/// The opening rates of Hodgkin and Huxley's m and n gates are multiples of it, and so is the
/// Bernoulli function of drift–diffusion schemes. Accurate to two units in the last place, for no
/// digit is lost in `exp_m1`.
///
/// # Source
/// The name and the remedy are those of the Arbor simulator.
///
/// # Examples
/// ```
/// use common::numerics::elementary::exprelr;
/// assert_eq!(exprelr(0.0), 1.0);
/// assert_eq!(exprelr(1e-9), 1.0 - 0.5e-9);
/// ```
#[inline]
pub fn exprelr(x: f64) -> f64 {
    // Where 1 + x rounds to 1, so does the quotient, to all digits but the last.
    if 1.0 + x == 1.0 { 1.0 } else { x / exp_m1(x) }
}

/// The derivative of [`exprelr`]: −1/2 at `x = 0`.
///
/// Away from zero it is `B(x) (1 − B(−x)) / x` with `B` = [`exprelr`], in which digits cancel as x
/// goes to zero; there its Taylor series takes over (the first term left out is 3e−18 at the seam).
pub fn exprelr_derivative(x: f64) -> f64 {
    if x.abs() < 0.05 {
        let square = x * x;
        let bracket = 1.0 / 5040.0 + square * (-1.0 / 151_200.0 + square / 4_790_016.0);
        -0.5 + x * (1.0 / 6.0 + square * (-1.0 / 180.0 + square * bracket))
    } else {
        exprelr(x) * (1.0 - exprelr(-x)) / x
    }
}

/// `x` to a whole power, by repeated squaring (the standard library's `powi` may round otherwise
/// on another platform).
#[inline]
pub fn powi(x: f64, power: i32) -> f64 {
    let mut result = 1.0;
    let mut square = x;
    let mut rest = power.unsigned_abs();
    while rest > 0 {
        if rest & 1 == 1 {
            result *= square;
        }
        square *= square;
        rest >>= 1;
    }
    if power < 0 { 1.0 / result } else { result }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches digits lost to cancellation near 0/0. The series' next term is x⁴/720.
    #[test]
    fn exprelr_is_exact_through_its_singularity() {
        for exponent in -300..-3 {
            for x in [
                pow(10.0, f64::from(exponent)),
                -pow(10.0, f64::from(exponent)),
            ] {
                let series = 1.0 - x / 2.0 + x * x / 12.0 - x * x * x * x / 720.0;
                assert!((exprelr(x) - series).abs() <= 2.0 * f64::EPSILON, "at {x}");
            }
        }
    }

    /// Catches a sign mistake: x/(eˣ−1) falls by exactly x between −x and x.
    #[test]
    fn exprelr_differs_by_x_across_zero() {
        for x in [1e-8, 1e-3, 0.5, 3.0, 30.0] {
            assert!((exprelr(-x) - exprelr(x) - x).abs() <= 4.0 * f64::EPSILON * x.max(1.0));
        }
        assert_eq!(exprelr(800.0), 0.0);
        assert_eq!(exprelr(-800.0), 800.0);
    }

    /// Catches a wrong term of the series or of the closed form, and a step where they meet.
    /// Tolerance: central differences of step 1e−4 err by h²f‴/6 < 1e−9 and by ε/h ≈ 2e−12.
    #[test]
    fn the_derivative_of_exprelr_is_that_of_exprelr() {
        for x in [
            -40.0, -3.0, -0.06, -0.051, -0.049, -1e-6, 0.0, 1e-3, 0.049, 0.051, 2.0, 20.0,
        ] {
            let slope = (exprelr(x + 1e-4) - exprelr(x - 1e-4)) / 2e-4;
            assert!((exprelr_derivative(x) - slope).abs() < 1e-9, "at {x}");
        }
        let (below, above) = (exprelr_derivative(0.05 - 1e-16), exprelr_derivative(0.05));
        assert!((below - above).abs() < 1e-14, "{below} {above}");
    }

    /// Catches a wrong bit of the exponent, and the sign of a negative one.
    #[test]
    fn whole_powers_multiply() {
        assert_eq!(powi(3.0, 5), 243.0);
        assert_eq!(powi(-2.0, 3), -8.0);
        assert_eq!(powi(2.0, -10), 1.0 / 1024.0);
        assert_eq!(powi(7.0, 0), 1.0);
    }
}
