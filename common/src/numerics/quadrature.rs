//! Integrals of smooth functions.

use super::elementary::cos;

/// Gauss and Legendre's rule: with n points it integrates polynomials up to degree 2n − 1 exactly.
///
/// For a function that is smooth on the scale of the interval its error falls exponentially with
/// the number of points; where a function changes fast, take several intervals.
///
/// # Examples
/// ```
/// use common::numerics::quadrature::GaussLegendre;
/// let rule = GaussLegendre::new(10);
/// let quarter = rule.integrate(0.0, 1.0, |x| 1.0 / (1.0 + x * x));
/// assert!((quarter - std::f64::consts::FRAC_PI_4).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct GaussLegendre {
    /// Nodes on [−1, 1] with their weights.
    points: Vec<(f64, f64)>,
}

impl GaussLegendre {
    /// The rule with so many points (at least one).
    ///
    /// # Source
    /// Nodes are zeros of Legendre's polynomial, found by Newton's method from the cosines of
    /// Abramowitz and Stegun (1964), 22.16.6; weights are their 25.4.29.
    pub fn new(points: usize) -> Self {
        let count = points.max(1);
        let n = count as f64;
        let points = (1..=count).map(|i| {
            let angle = std::f64::consts::PI * (i as f64 - 0.25) / (n + 0.5);
            let mut x = -cos(angle);
            let mut slope = 1.0;
            // Newton doubles the digits each time; from the cosine's three, five steps are plenty.
            for _ in 0..6 {
                let (value, derivative) = legendre(count, x);
                slope = derivative;
                x -= value / derivative;
            }
            (x, 2.0 / ((1.0 - x * x) * slope * slope))
        });
        let points = points.collect();
        Self { points }
    }

    /// The integral of a function from `a` to `b`.
    pub fn integrate(&self, a: f64, b: f64, mut function: impl FnMut(f64) -> f64) -> f64 {
        let (middle, half) = (0.5 * (a + b), 0.5 * (b - a));
        let terms = self.points.iter();
        half * terms
            .map(|&(x, weight)| weight * function(middle + half * x))
            .sum::<f64>()
    }
}

/// Legendre's polynomial of this degree at |x| < 1, and its derivative, by Bonnet's recursion.
fn legendre(degree: usize, x: f64) -> (f64, f64) {
    let (mut before, mut now) = (0.0, 1.0);
    for k in 0..degree {
        let k = k as f64;
        let next = ((2.0 * k + 1.0) * x * now - k * before) / (k + 1.0);
        (before, now) = (now, next);
    }
    let slope = degree as f64 * (before - x * now) / (1.0 - x * x);
    (now, slope)
}

#[cfg(test)]
mod tests {
    use super::super::elementary::{exp, powi};
    use super::*;

    /// Catches a wrong node or weight: exact up to degree 2n − 1, and not one degree further.
    #[test]
    fn polynomials_are_integrated_exactly_up_to_twice_the_points() {
        for (points, twice) in [1, 2, 3, 7, 16, 24, 40].map(|n: u8| (n, 2 * i32::from(n))) {
            let rule = GaussLegendre::new(usize::from(points));
            let moment = |degree: i32| rule.integrate(-1.0, 1.0, |x| powi(x, degree));
            for degree in 0..twice {
                let exact = if degree % 2 == 0 {
                    2.0 / f64::from(degree + 1)
                } else {
                    0.0
                };
                let error = (moment(degree) - exact).abs();
                assert!(error < 4e-15, "{points} points, degree {degree}: {error}");
            }
            // One degree further the rule must err; with many points by less than rounding.
            if points <= 7 {
                let missed = (moment(twice) - 2.0 / f64::from(twice + 1)).abs();
                assert!(missed > 1e-5, "{points} points, degree {twice}");
            }
        }
    }

    /// Catches a wrong change of variables.
    #[test]
    fn the_interval_may_lie_anywhere() {
        let rule = GaussLegendre::new(16);
        let found = rule.integrate(-3.0, 1.5, exp);
        assert!((found - (exp(1.5) - exp(-3.0))).abs() < 1e-14, "{found}");
        assert_eq!(rule.integrate(2.0, 2.0, exp), 0.0);
        assert!((rule.integrate(1.0, 0.0, |x| x) + 0.5).abs() < 1e-16);
    }
}
