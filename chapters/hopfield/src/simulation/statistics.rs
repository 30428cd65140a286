//! Means with errors, and fits.

use common::numerics::elementary::{exp, sqrt};

/// The mean of some numbers and its standard error (zero for a single one).
pub fn mean(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    let error = if count > 1.0 {
        sqrt(squares / (count * (count - 1.0)))
    } else {
        0.0
    };
    (mean, error)
}

/// A fraction of trials and its standard error, that of (k + 1)/(n + 2): not zero where all
/// trials, or none, succeed.
pub fn fraction(successes: usize, trials: usize) -> (f64, f64) {
    let (k, n) = (successes as f64, trials as f64);
    let guess = (k + 1.0) / (n + 2.0);
    (k / n, sqrt(guess * (1.0 - guess) / n))
}

/// A fall from 1 to 0 along a logistic curve 1/(1 + e^{(x − middle)/width}).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fall {
    /// Where it is one half.
    pub middle: f64,
    /// The standard error of that.
    pub error: f64,
    /// Its width.
    pub width: f64,
}

/// The logistic curve that fits successes among trials best (maximum likelihood, Newton's
/// method); nothing if they don't fall.
pub fn fall(points: &[(f64, usize, usize)]) -> Option<Fall> {
    // In the exponent −(a + b u) with u = (x − centre)/scale.
    let total: f64 = points.iter().map(|(_, _, n)| *n as f64).sum();
    let centre = points.iter().map(|(x, _, n)| x * *n as f64).sum::<f64>() / total;
    let spread = points
        .iter()
        .map(|(x, _, n)| (x - centre) * (x - centre) * *n as f64);
    let scale = sqrt(spread.sum::<f64>() / total);
    let (mut a, mut b) = (0.0, -1.0);
    let mut inverse = [0.0; 3];
    for _ in 0..60 {
        let (mut ga, mut gb) = (0.0, 0.0);
        let (mut aa, mut ab, mut bb) = (0.0, 0.0, 0.0);
        for &(x, k, n) in points {
            let u = (x - centre) / scale;
            let p = 1.0 / (1.0 + exp(-(a + b * u)));
            let (surplus, weight) = (k as f64 - n as f64 * p, n as f64 * p * (1.0 - p));
            ga += surplus;
            gb += surplus * u;
            aa += weight;
            ab += weight * u;
            bb += weight * u * u;
        }
        let determinant = aa * bb - ab * ab;
        if !determinant.is_finite() || determinant <= 1e-12 {
            return None;
        }
        inverse = [bb / determinant, -ab / determinant, aa / determinant];
        let step_a = inverse[0] * ga + inverse[1] * gb;
        let step_b = inverse[1] * ga + inverse[2] * gb;
        // Short steps keep the first ones from overshooting.
        let short = (2.0 / (step_a.abs() + step_b.abs()).max(2.0)).min(1.0);
        a += short * step_a;
        b += short * step_b;
    }
    let middle = -a / b;
    // The error of −a/b from the inverse of the information matrix.
    let variance =
        (inverse[0] + 2.0 * middle * inverse[1] + middle * middle * inverse[2]) / (b * b);
    let found = Fall {
        middle: centre + scale * middle,
        error: scale * sqrt(variance.max(0.0)),
        width: -scale / b,
    };
    (b < 0.0 && found.middle.is_finite()).then_some(found)
}

/// The straight line y = a + b x through points with errors: (a, its error, b, χ² per degree of
/// freedom).
pub fn line(points: &[(f64, f64, f64)]) -> (f64, f64, f64, f64) {
    let (mut s, mut sx, mut sy, mut sxx, mut sxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for &(x, y, error) in points {
        let weight = 1.0 / (error * error);
        s += weight;
        sx += weight * x;
        sy += weight * y;
        sxx += weight * x * x;
        sxy += weight * x * y;
    }
    let determinant = s * sxx - sx * sx;
    let a = (sxx * sy - sx * sxy) / determinant;
    let b = (s * sxy - sx * sy) / determinant;
    let residual = |&(x, y, error): &(f64, f64, f64)| {
        let z = (y - a - b * x) / error;
        z * z
    };
    let freedom = points.len().saturating_sub(2).max(1) as f64;
    let misfit = points.iter().map(residual).sum::<f64>() / freedom;
    (a, sqrt(sxx / determinant), b, misfit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a wrong gradient or information matrix: exact fractions give the curve back, and the
    /// error of the middle is that of many repetitions (here: of its formula, 1/√(Σ n p q)/|b| for a
    /// symmetric design).
    #[test]
    fn a_logistic_fall_is_found_again() {
        let n = 1_000_000_000;
        let points: Vec<(f64, usize, usize)> = (-3..=3)
            .map(|i| {
                let x = 0.15 + 0.01 * f64::from(i);
                let p = 1.0 / (1.0 + exp((x - 0.15) / 0.008));
                (x, libm_round(p * n as f64), n)
            })
            .collect();
        let found = fall(&points).unwrap();
        assert!((found.middle - 0.15).abs() < 1e-8 && (found.width - 0.008).abs() < 1e-8);
        let information: f64 = points
            .iter()
            .map(|(x, _, n)| {
                let p = 1.0 / (1.0 + exp((x - 0.15) / 0.008));
                *n as f64 * p * (1.0 - p)
            })
            .sum();
        let error = 0.008 / sqrt(information);
        assert!((found.error / error - 1.0).abs() < 1e-3);
    }

    fn libm_round(x: f64) -> usize {
        common::numerics::elementary::round(x) as usize
    }

    /// Catches exchanged sums: points on a line give it back, with the textbook's error.
    #[test]
    fn a_line_is_found_again() {
        let points = [(0.0, 1.0, 0.1), (1.0, 3.0, 0.1), (2.0, 5.0, 0.1)];
        let (a, error, b, misfit) = line(&points);
        assert!((a - 1.0).abs() < 1e-12 && (b - 2.0).abs() < 1e-12 && misfit < 1e-20);
        // Var a = σ² Σx²/(n Σx² − (Σx)²) = 0.01 · 5/6.
        assert!((error - sqrt(0.01 * 5.0 / 6.0)).abs() < 1e-12);
    }
}
