//! Signal and noise: is a memory a fixed point?

use super::AnalysisError;
use common::numerics::elementary::{erfc, exp, ln, ln_1p, ln_gamma, sqrt};
use common::numerics::roots::brent;

/// The probability that noise overturns a neuron of a memory, ½ erfc(1/√(2α)), for many neurons.
///
/// # Examples
/// ```
/// let p = hopfield::theory::crosstalk_error(0.138);
/// assert!((p - 0.00355221092836).abs() < 1e-14);
/// ```
pub fn crosstalk_error(loading: f64) -> f64 {
    if loading <= 0.0 {
        return 0.0;
    }
    0.5 * erfc(1.0 / sqrt(2.0 * loading))
}

/// The same for N neurons and P memories, exactly: the noise in N ξ h is a sum of (N − 1)(P − 1)
/// independent signs, the signal is N − 1, and a neuron whose field is zero stays as it is.
pub fn crosstalk_error_finite(neurons: u64, memories: u64) -> f64 {
    if neurons < 2 || memories < 2 {
        return 0.0;
    }
    let signs = (neurons - 1) * (memories - 1);
    // Overturned if more than half of the signs and of the signal are against: the number k of
    // signs that are against obeys signs − 2k + (N − 1) < 0.
    let least = (signs + neurons - 1) / 2 + 1;
    binomial_tail(signs, least)
}

/// The probability of at least so many heads in `tosses` of a fair coin.
fn binomial_tail(tosses: u64, least: u64) -> f64 {
    if least > tosses {
        return 0.0;
    }
    let (n, k) = (tosses as f64, least as f64);
    let first = heads(n, k);
    // The terms fall by (n − k)/(k + 1) and faster, since k is above the middle.
    let (mut sum, mut term, mut k) = (0.0, 1.0, k);
    while term > 1e-18 * sum {
        sum += term;
        term *= (n - k) / (k + 1.0);
        k += 1.0;
    }
    first * sum
}

/// The probability of exactly k heads in n tosses of a fair coin, k > n/2.
///
/// Factorials of large numbers agree in most of their digits, which their quotient would lose. So Stirling's
/// formula is divided by itself on paper, and only what it leaves out is computed.
///
/// # Source
/// C. Loader, Fast and accurate computation of binomial probabilities (2000).
fn heads(n: f64, k: f64) -> f64 {
    let rest = n - k;
    if rest < 1.0 {
        return exp(-n * std::f64::consts::LN_2);
    }
    let excess = (k - rest) / n;
    // (1 + ε) ln(1 + ε) + (1 − ε) ln(1 − ε)
    let cost = ln_1p(-excess * excess) + excess * ln_1p(2.0 * excess / (1.0 - excess));
    let left_out = stirling_error(n) - stirling_error(k) - stirling_error(rest);
    sqrt(n / (2.0 * std::f64::consts::PI * k * rest)) * exp(left_out - 0.5 * n * cost)
}

/// What Stirling's formula, ½ ln(2πn) + n ln n − n, leaves out of ln n!.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        let formula = 0.5 * ln(2.0 * std::f64::consts::PI * n) + n * ln(n) - n;
        return ln_gamma(n + 1.0) - formula;
    }
    // The first term left out of the series is below 2e−16 here.
    let square = 1.0 / (n * n);
    let series = 1.0 / 1260.0
        - square * (1.0 / 1680.0 - square * (1.0 / 1188.0 - square * 691.0 / 360_360.0));
    (1.0 / 12.0 - square * (1.0 / 360.0 - square * series)) / n
}

/// The mean number of neurons of a memory, out of N, that noise overturns.
pub fn errors_expected(neurons: f64, loading: f64) -> f64 {
    neurons * crosstalk_error(loading)
}

/// The loading at which noise overturns so many neurons of a memory out of N, on average.
///
/// # Errors
/// If the number is not below half of the neurons: noise alone overturns no more.
pub fn flawless_loading(neurons: f64, errors: f64) -> Result<f64, AnalysisError> {
    let part = errors / neurons;
    if part >= 0.5 {
        return Err(AnalysisError::absent(
            "loading with so many errors",
            format!(
                "noise alone overturns fewer than half of {neurons} neurons, and {errors} is not fewer"
            ),
        ));
    }
    // In x = 1/√(2α): ½ erfc(x) = part. Logarithms keep the digits of small numbers.
    let target = ln(part);
    let x = brent(|x| ln(0.5 * erfc(x)) - target, 0.0, 26.0, 0.0)?;
    Ok(0.5 / (x * x))
}

/// The loading at which noise overturns so many neurons in all P = αN memories together, on average.
///
/// # Errors
/// If so many errors are not reached at any loading up to 1.
pub fn flawless_loading_of_all(neurons: f64, errors: f64) -> Result<f64, AnalysisError> {
    let excess =
        |loading: f64| ln(neurons) + ln(loading * errors_expected(neurons, loading) / errors);
    // Below this loading the probability is no longer a number that can be written.
    let least = 1.0 / 1300.0;
    if excess(1.0) <= 0.0 || excess(least) >= 0.0 {
        return Err(AnalysisError::absent(
            "loading with so many errors",
            format!(
                "{neurons} neurons with a loading between {least:.5} and 1 never make {errors} errors"
            ),
        ));
    }
    Ok(brent(excess, least, 1.0, 0.0)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches an index off by one: the tail of 20 tosses, summed by hand in whole numbers.
    #[test]
    fn the_tail_of_a_coin_is_counted() {
        let row = |n: u64| -> Vec<f64> {
            let mut all = vec![1.0];
            for k in 0..n {
                all.push(all[k as usize] * (n - k) as f64 / (k + 1) as f64);
            }
            all
        };
        let all = row(20);
        for least in 11..=20_u64 {
            let exact: f64 = all[least as usize..].iter().sum::<f64>() / 1048576.0;
            let found = binomial_tail(20, least);
            assert!(
                (found / exact - 1.0).abs() < 1e-13,
                "{least}: {found} {exact}"
            );
        }
        assert_eq!(binomial_tail(20, 21), 0.0);
    }

    /// Catches digits lost between large factorials: a million neurons and as many memories, where the tail is the
    /// normal one within 1e−12, and 140,000 memories, summed with 25 digits (Python, mpmath).
    #[test]
    fn the_tail_of_many_tosses_keeps_its_digits() {
        let whole = 1_000_000_u64;
        let signs = ((whole - 1) * (whole - 1)) as f64;
        // Halfway between two possible sums, as the normal law wants it.
        let at = whole as f64 / sqrt(signs);
        let normal = 0.5 * erfc(at / sqrt(2.0));
        let found = crosstalk_error_finite(whole, whole);
        assert!((found / normal - 1.0).abs() < 1e-10, "{found} {normal}");
        let found = crosstalk_error_finite(whole, 140_000);
        assert!((found / MANY - 1.0).abs() < 1e-10, "{found}");
    }

    const MANY: f64 = 0.003_763_035_533_310_583;
}
