//! The binomial distribution, which this chapter meets twice.

use common::numerics::elementary::pow;

/// The probability of exactly k successes in n attempts, each with probability p.
///
/// A product of n factors, taken in an order that keeps it near one, so that it neither overflows
/// nor loses more than its last three or four digits at n = 10,000.
pub fn exactly(n: usize, k: usize, p: f64) -> f64 {
    if k > n {
        return 0.0;
    }
    if p >= 1.0 {
        return if k == n { 1.0 } else { 0.0 };
    }
    let failure = 1.0 - p;
    let mut failures = n - k;
    let mut product = 1.0;
    for i in 1..=k {
        product *= p * (n - k + i) as f64 / i as f64;
        while product > 1.0 && failures > 0 {
            product *= failure;
            failures -= 1;
        }
    }
    product * pow(failure, failures as f64)
}

/// The probability of at least k successes in n attempts, each with probability p.
///
/// The smaller tail is summed, away from the mean, until a term no longer matters.
pub fn at_least(n: usize, k: usize, p: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    if k > n {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    let odds = p / (1.0 - p);
    if n as f64 * p < k as f64 {
        let (mut term, mut sum) = (exactly(n, k, p), 0.0);
        for j in k..=n {
            sum += term;
            if term <= 1e-18 * sum {
                break;
            }
            term *= odds * (n - j) as f64 / (j + 1) as f64;
        }
        sum
    } else {
        let (mut term, mut sum) = (exactly(n, k - 1, p), 0.0);
        for j in (0..k).rev() {
            sum += term;
            if term <= 1e-18 * sum {
                break;
            }
            term *= j as f64 / (odds * (n - j + 1) as f64);
        }
        1.0 - sum
    }
}
