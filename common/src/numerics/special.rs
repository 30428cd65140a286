//! Special functions that libm lacks.

use super::elementary::{erfc, exp};

/// From here on the asymptotic series of [`erfcx`] has more digits than a number of 64 bits.
const ASYMPTOTIC: f64 = 10.0;
/// Terms of that series: the first left out is 1e−17 of the whole at [`ASYMPTOTIC`].
const TERMS: u32 = 13;

/// exp(x²), to the last digits however large x is.
///
/// Rounding x² to 64 bits would cost x² units in the last place; here x² is the sum of a square
/// that is exact and a small rest.
#[inline]
pub fn exp_square(x: f64) -> f64 {
    // The upper 26 bits of x: their square needs no more than 52.
    let head = f64::from_bits(x.to_bits() & !((1 << 27) - 1));
    let rest = (x - head) * (x + head);
    exp(head * head) * (1.0 + rest * (1.0 + rest * (0.5 + rest / 6.0)))
}

/// The scaled complementary error function exp(x²) erfc(x).
///
/// For large x, where erfc underflows, it falls as 1/(x √π); for negative x it grows as 2 exp(x²),
/// and is infinite below about −26.6. The relative error is a few units in the last place.
///
/// # Source
/// Abramowitz and Stegun (1964), 7.1.23 for the asymptotic series.
///
/// # Examples
/// ```
/// use common::numerics::special::erfcx;
/// assert_eq!(erfcx(0.0), 1.0);
/// assert!((erfcx(1e8) * 1e8 - 0.5641895835477563).abs() < 1e-15);
/// ```
pub fn erfcx(x: f64) -> f64 {
    if x >= ASYMPTOTIC {
        let t = 0.5 / (x * x);
        let series = (1..=TERMS)
            .rev()
            .fold(1.0, |tail, n| 1.0 - f64::from(2 * n - 1) * t * tail);
        series * std::f64::consts::FRAC_2_SQRT_PI * 0.5 / x
    } else if x >= 0.0 {
        exp_square(x) * erfc(x)
    } else {
        2.0 * exp_square(x) - erfcx(-x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values from mpmath at 40 digits.
    const REFERENCE: [(f64, f64); 14] = [
        (-26.5, 1.924553162418569e+305),
        (-12.3, 1.0126098854537595e+66),
        (-5.0, 144009798674.66104),
        (-1.7, 35.69495590602528),
        (-0.25, 1.358642370104722),
        (1e-09, 0.9999999988716208),
        (0.3, 0.7345993345676551),
        (1.0, 0.427583576155807),
        (2.7, 0.19687412733195578),
        (5.123, 0.10814046605599932),
        (9.99, 0.05619664070685882),
        (10.5, 0.05349189974656412),
        (26.0, 0.021683584850562907),
        (1000.0, 0.0005641893014533876),
    ];

    /// Catches a wrong series, a lost digit of x² and a step at the seams. Tolerance: erfc, exp and
    /// two products, each good to about one unit in the last place.
    #[test]
    fn erfcx_agrees_with_forty_digits() {
        for (x, expected) in REFERENCE {
            let error = (erfcx(x) / expected - 1.0).abs();
            assert!(error <= 8.0 * f64::EPSILON, "erfcx({x}) errs by {error}");
        }
    }

    /// Catches a seam: both forms hold on its two sides, and the function falls by 1 part in 1e13.
    #[test]
    fn the_series_continues_the_product() {
        let (below, above) = (erfcx(10.0 - 1e-12), erfcx(10.0));
        assert!((below / above - 1.0).abs() < 1e-12, "{below} {above}");
        assert!(erfcx(-27.0).is_infinite() && erfcx(1e200) > 0.0);
    }

    /// Catches an error that grows with x, as that of exp(x·x) does: at 26 by some 600 units.
    #[test]
    fn the_exponential_of_a_square_keeps_its_digits() {
        for (x, expected) in [
            (3.3, 53637.29997005597),
            (12.3456789012345, 1.5607576786278847e+66),
            (-19.87, 2.929550792156786e+171),
            (26.1, 7.010419671189623e+295),
        ] {
            let error = (exp_square(x) / expected - 1.0_f64).abs();
            assert!(error <= 4.0 * f64::EPSILON, "{x}: {error}");
        }
    }
}
