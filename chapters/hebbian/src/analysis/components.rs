//! Principal components of data, by LAPACK and by Sanger's rule.

use super::AnalysisError;
use crate::model::{output, sanger};
use common::numerics::elementary::sqrt;
use common::numerics::lanes::{Computation, dispatch};
use common::numerics::linalg::symmetric_eigen;
use common::numerics::random::Stream;
use ndarray::Array2;

/// The principal components of some data.
#[derive(Debug, Clone, PartialEq)]
pub struct Components {
    /// The mean of the data, which was taken away first.
    pub mean: Vec<f64>,
    /// Eigenvalues of the correlation matrix of the rest, the largest first.
    pub eigenvalues: Vec<f64>,
    /// Their unit eigenvectors.
    pub vectors: Vec<Vec<f64>>,
}

impl Components {
    /// The variance of the data: the sum of all eigenvalues.
    pub fn variance(&self) -> f64 {
        self.eigenvalues.iter().sum()
    }

    /// The part of the variance along the first so many components.
    pub fn explained(&self, count: usize) -> f64 {
        self.eigenvalues.iter().take(count).sum::<f64>() / self.variance()
    }
}

/// Takes the mean away from the data, and returns it.
pub fn centre(data: &mut [Vec<f64>]) -> Vec<f64> {
    let mut mean = vec![0.0; data.first().map_or(0, Vec::len)];
    for row in &*data {
        for (sum, x) in mean.iter_mut().zip(row) {
            *sum += x;
        }
    }
    for sum in &mut mean {
        *sum /= data.len() as f64;
    }
    for row in data {
        for (x, mean) in row.iter_mut().zip(&mean) {
            *x -= mean;
        }
    }
    mean
}

struct Products<'a> {
    data: &'a [Vec<f64>],
    sums: &'a mut [f64],
}

impl Computation for Products<'_> {
    type Output = ();

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "what is dispatched must be inlined")]
    fn call(self) {
        for row in self.data {
            let size = row.len();
            for (i, x) in row.iter().enumerate() {
                // The lower triangle is enough.
                let sums = &mut self.sums[i * size..=i * size + i];
                for (sum, y) in sums.iter_mut().zip(row) {
                    *sum += x * y;
                }
            }
        }
    }
}

/// The lower triangle of the sum of products over all rows, times `scale`.
fn products(data: &[Vec<f64>], scale: f64) -> Array2<f64> {
    let size = data.first().map_or(0, Vec::len);
    let mut sums = vec![0.0; size * size];
    dispatch(Products {
        data,
        sums: &mut sums,
    });
    Array2::from_shape_fn((size, size), |(i, j)| {
        scale * sums[i.max(j) * size + i.min(j)]
    })
}

/// The largest eigenvalue of the data's matrix of products, times `scale`, with its eigenvector.
///
/// # Errors
/// If the eigenvalues do not converge.
pub fn principal(data: &[Vec<f64>], scale: f64) -> Result<(f64, Vec<f64>), AnalysisError> {
    let (values, vectors) = symmetric_eigen(&products(data, scale))?;
    let last = values.len() - 1;
    Ok((values[last], vectors.column(last).to_vec()))
}

/// The principal components of data, from which their mean is taken away here.
///
/// # Errors
/// If the eigenvalues do not converge.
pub fn components(data: &mut [Vec<f64>]) -> Result<Components, AnalysisError> {
    let mean = centre(data);
    let (values, vectors) = symmetric_eigen(&products(data, 1.0 / data.len() as f64))?;
    let order = (0..values.len()).rev();
    Ok(Components {
        mean,
        // Rounding can leave an eigenvalue that is zero a little below.
        eigenvalues: order.clone().map(|i| values[i].max(0.0)).collect(),
        vectors: order.map(|i| vectors.column(i).to_vec()).collect(),
    })
}

/// How Sanger's rule is run: at the rate η₀ at first, which falls as η₀/(1 + n/n₀).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// Learning rate at the beginning.
    pub rate: f64,
    /// Number of inputs after which it has halved.
    pub halving: f64,
    /// Number of inputs in all.
    pub inputs: usize,
}

/// Sanger's rule on data drawn at random with replacement: one row of weights for each output.
///
/// # Errors
/// If the weights run away.
pub fn learn(
    data: &[Vec<f64>],
    outputs: usize,
    schedule: Schedule,
    stream: &mut Stream,
) -> Result<Vec<Vec<f64>>, AnalysisError> {
    let size = data.first().map_or(0, Vec::len);
    let scale = 0.3 / sqrt(size as f64);
    let mut weights: Vec<Vec<f64>> = (0..outputs)
        .map(|_| (0..size).map(|_| scale * stream.normal()).collect())
        .collect();
    for n in 0..schedule.inputs {
        let rate = schedule.rate / (1.0 + n as f64 / schedule.halving);
        let shown = stream.below(data.len() as u64) as usize;
        sanger(&mut weights, &data[shown], rate);
    }
    if weights.iter().flatten().all(|w| w.is_finite()) {
        Ok(weights)
    } else {
        let rate = schedule.rate;
        Err(AnalysisError::RanAway { rate })
    }
}

/// |cos| of the angle between each learned weight vector and the eigenvector of its rank.
pub fn agreement(weights: &[Vec<f64>], components: &Components) -> Vec<f64> {
    let pairs = weights.iter().zip(&components.vectors);
    pairs
        .map(|(w, vector)| output(w, vector).abs() / sqrt(output(w, w)))
        .collect()
}

/// The part of the variance that lies in the space spanned by the first so many weight vectors, for
/// one, two, … of them.
pub fn captured(weights: &[Vec<f64>], components: &Components) -> Vec<f64> {
    // Gram and Schmidt; then the variance along each direction.
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let mut sum = 0.0;
    let mut captured = Vec::new();
    for w in weights {
        let mut rest = w.clone();
        for _ in 0..2 {
            for known in &basis {
                let part = output(known, &rest);
                for (rest, known) in rest.iter_mut().zip(known) {
                    *rest -= part * known;
                }
            }
        }
        let length = sqrt(output(&rest, &rest));
        for x in &mut rest {
            *x /= length;
        }
        let pairs = components.vectors.iter().zip(&components.eigenvalues);
        sum += pairs
            .map(|(vector, eigenvalue)| {
                let part = output(vector, &rest);
                eigenvalue * part * part
            })
            .sum::<f64>();
        captured.push(sum / components.variance());
        basis.push(rest);
    }
    captured
}
