//! Roots of one equation, of a system, and the edge of a predicate.

use super::linalg::{self, LinalgError};

/// Why there is no root.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RootError {
    /// Both ends of the interval have the same sign.
    #[error("no change of sign between {low} and {high}: the values are {at_low} and {at_high}")]
    NotBracketed {
        /// One end.
        low: f64,
        /// The other.
        high: f64,
        /// The function there.
        at_low: f64,
        /// The function there.
        at_high: f64,
    },
    /// A value is NaN or infinite.
    #[error("the function is not finite at {at}")]
    NotFinite {
        /// Where.
        at: f64,
    },
    /// The iteration did not settle.
    #[error("no convergence after {iterations} iterations: the residual is {residual:.3e}")]
    NotConverged {
        /// How many were made.
        iterations: usize,
        /// What was left.
        residual: f64,
    },
    /// The linear system of a Newton step can't be solved.
    #[error(transparent)]
    Singular(#[from] LinalgError),
}

/// The root of a continuous function between two points where its signs differ, to within
/// `tolerance` (0 asks for all digits).
///
/// # Errors
/// [`RootError::NotBracketed`] if the signs agree, [`RootError::NotFinite`] on NaN.
///
/// # Source
/// R. P. Brent, *Algorithms for Minimization without Derivatives* (1973), chapter 4.
pub fn brent(
    mut function: impl FnMut(f64) -> f64,
    low: f64,
    high: f64,
    tolerance: f64,
) -> Result<f64, RootError> {
    try_brent(|x| Ok(function(x)), low, high, tolerance)
}

/// As [`brent`], for a function that can fail.
///
/// # Errors
/// As [`brent`]; and whatever the function returns.
pub fn try_brent<E: From<RootError>>(
    mut function: impl FnMut(f64) -> Result<f64, E>,
    low: f64,
    high: f64,
    tolerance: f64,
) -> Result<f64, E> {
    let mut evaluate = |x: f64| -> Result<f64, E> {
        let y = function(x)?;
        if y.is_finite() {
            Ok(y)
        } else {
            Err(RootError::NotFinite { at: x }.into())
        }
    };
    // b is the best so far, a the one before, c the other side of the root.
    let (mut a, mut b) = (low, high);
    let (mut at_a, mut at_b) = (evaluate(a)?, evaluate(b)?);
    if at_a != 0.0 && at_b != 0.0 && (at_a > 0.0) == (at_b > 0.0) {
        let error = RootError::NotBracketed {
            low,
            high,
            at_low: at_a,
            at_high: at_b,
        };
        return Err(error.into());
    }
    let (mut c, mut at_c) = (a, at_a);
    let mut step = b - a;
    let mut step_before = step;
    loop {
        if (at_b > 0.0) == (at_c > 0.0) {
            (c, at_c) = (a, at_a);
            step = b - a;
            step_before = step;
        }
        if at_c.abs() < at_b.abs() {
            (a, b, c) = (b, c, b);
            (at_a, at_b, at_c) = (at_b, at_c, at_b);
        }
        let nearest = 2.0 * f64::EPSILON * b.abs() + 0.5 * tolerance;
        let half = 0.5 * (c - b);
        if half.abs() <= nearest || at_b == 0.0 {
            return Ok(b);
        }
        let interpolated = (step_before.abs() >= nearest && at_a.abs() > at_b.abs())
            .then(|| interpolate((a, at_a), (b, at_b), (c, at_c)))
            .filter(|&p| {
                let inside = p * half.signum() > 0.0
                    && p.abs() < 1.5 * half.abs() - 0.5 * (nearest * half.signum()).abs();
                inside && p.abs() < (0.5 * step_before).abs()
            });
        step_before = if interpolated.is_some() { step } else { half };
        step = interpolated.unwrap_or(half);
        (a, at_a) = (b, at_b);
        b += if step.abs() > nearest {
            step
        } else {
            nearest * half.signum()
        };
        at_b = evaluate(b)?;
    }
}

/// The step from b to where the inverse parabola (or the secant, if two points agree) is zero.
fn interpolate((a, at_a): (f64, f64), (b, at_b): (f64, f64), (c, at_c): (f64, f64)) -> f64 {
    let s = at_b / at_a;
    if a == c {
        return s * (c - b) / (s - 1.0);
    }
    let (q, r) = (at_a / at_c, at_b / at_c);
    let p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1.0));
    -p / ((q - 1.0) * (r - 1.0) * (s - 1.0))
}

/// The edge of a predicate that is false at `no` and true at `yes`, to within `tolerance`: the
/// smallest distance from `yes` at which it was still true. Both ends are trusted, not tested.
///
/// # Errors
/// Whatever the predicate returns.
pub fn bisect<E>(
    mut predicate: impl FnMut(f64) -> Result<bool, E>,
    mut no: f64,
    mut yes: f64,
    tolerance: f64,
) -> Result<f64, E> {
    while (yes - no).abs() > tolerance {
        let middle = no + 0.5 * (yes - no);
        if middle == no || middle == yes {
            break;
        }
        if predicate(middle)? {
            yes = middle;
        } else {
            no = middle;
        }
    }
    Ok(yes)
}

/// A root of N equations in N unknowns by Newton's method: `function` gives the residual and its
/// Jacobian, row by row. Ends when the largest component of a step, each relative to 1 + |x|, is at
/// most `tolerance`.
///
/// # Errors
/// [`RootError::NotConverged`] after `iterations`, [`RootError::Singular`], or the function's own.
pub fn newton<const N: usize, E: From<RootError>>(
    mut function: impl FnMut(&[f64; N]) -> Result<([f64; N], [[f64; N]; N]), E>,
    start: [f64; N],
    tolerance: f64,
    iterations: usize,
) -> Result<[f64; N], E> {
    let mut x = start;
    let mut residual = f64::INFINITY;
    for _ in 0..iterations {
        let (value, jacobian) = function(&x)?;
        residual = value.iter().fold(0.0_f64, |worst, r| worst.max(r.abs()));
        let step = linalg::eliminate(jacobian, value).map_err(RootError::from)?;
        let mut change = 0.0_f64;
        for (x, dx) in x.iter_mut().zip(&step) {
            *x -= dx;
            change = change.max(dx.abs() / (1.0 + x.abs()));
        }
        if change <= tolerance {
            return Ok(x);
        }
    }
    Err(RootError::NotConverged {
        iterations,
        residual,
    }
    .into())
}

#[cfg(test)]
mod tests {
    use super::super::elementary::{cos, exp};
    use super::*;

    /// Catches an end of the interval returned instead of the root, and lost digits.
    #[test]
    fn brent_finds_all_digits() {
        let root = brent(|x| cos(x) - x, 0.0, 1.0, 0.0).unwrap();
        assert!((root - 0.739_085_133_215_160_6).abs() < 4.0 * f64::EPSILON);
        let root = brent(|x| x * x * x - 8.0, 100.0, -3.0, 1e-14).unwrap();
        assert!((root - 2.0).abs() < 1e-14);
        assert_eq!(brent(|x| x, 0.0, 5.0, 0.0), Ok(0.0));
    }

    /// Catches falling back to bisection at every step: 60 halvings would be needed.
    #[test]
    fn brent_is_faster_than_bisection() {
        let mut count = 0;
        let function = |x: f64| {
            count += 1;
            exp(x) - 5.0
        };
        brent(function, -10.0, 10.0, 0.0).unwrap();
        assert!(count < 20, "{count} evaluations");
    }

    /// Catches a made-up root where there is none.
    #[test]
    fn an_interval_without_change_of_sign_is_an_error() {
        let error = brent(|x| x * x + 1.0, -1.0, 2.0, 0.0).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no change of sign between -1 and 2: the values are 2 and 5"
        );
        assert!(matches!(
            brent(|_| f64::NAN, 0.0, 1.0, 0.0),
            Err(RootError::NotFinite { .. })
        ));
    }

    /// Catches the wrong side of the edge.
    #[test]
    fn bisection_ends_on_the_true_side() {
        let edge = bisect(|x| Ok::<_, RootError>(x * x > 2.0), 0.0, 2.0, 1e-13).unwrap();
        assert!(edge * edge > 2.0 && edge - std::f64::consts::SQRT_2 < 2e-13);
        let edge = bisect(|x| Ok::<_, RootError>(x < 1.0), 5.0, 0.0, 1e-13).unwrap();
        assert!(edge < 1.0 && edge > 1.0 - 2e-13);
    }

    /// Catches a transposed Jacobian: the system isn't symmetric.
    #[test]
    fn newton_solves_a_system() {
        let system = |&[a, b]: &[f64; 2]| {
            let value = [a * a + b - 3.0, a - b * b * b + 7.0];
            Ok::<_, RootError>((value, [[2.0 * a, 1.0], [1.0, -3.0 * b * b]]))
        };
        let [a, b] = newton(system, [0.5, 2.5], 1e-13, 20).unwrap();
        assert!((a - 1.0).abs() < 1e-12 && (b - 2.0).abs() < 1e-12);
        let flat = |_: &[f64; 2]| Ok::<_, RootError>(([1.0, 1.0], [[1.0, 2.0], [2.0, 4.0]]));
        assert!(matches!(
            newton(flat, [0.0; 2], 1e-9, 9),
            Err(RootError::Singular(_))
        ));
    }
}
