//! Means over replicas.

use common::claim::Estimate;
use common::numerics::elementary::sqrt;

/// The mean of independent values (at least one) and its standard error; one value alone has none.
pub(super) fn mean(values: &[f64]) -> Estimate {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    if values.len() < 2 {
        return Estimate::exact(mean);
    }
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    Estimate::random(mean, sqrt(squares / (n * (n - 1.0))))
}

/// The standard error, zero where there is none.
pub(super) fn error(estimate: &Estimate) -> f64 {
    estimate.standard_error.unwrap_or(0.0)
}

/// Evenly spaced numbers, both ends included.
pub(super) fn spaced(from: f64, to: f64, count: usize) -> Vec<f64> {
    let last = (count.max(2) - 1) as f64;
    (0..count.max(2))
        .map(|i| from + (to - from) * i as f64 / last)
        .collect()
}
