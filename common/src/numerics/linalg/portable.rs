//! In pure Rust, through nalgebra.

use super::{Complex, LinalgError};
use nalgebra::{DMatrix, DVector, Schur, SymmetricEigen};
use ndarray::{Array1, Array2};

const ITERATIONS: usize = 10_000;

fn convert(matrix: &Array2<f64>) -> DMatrix<f64> {
    DMatrix::from_fn(matrix.nrows(), matrix.ncols(), |i, j| matrix[[i, j]])
}

pub(super) fn eigenvalues(matrix: &Array2<f64>) -> Result<Vec<Complex<f64>>, LinalgError> {
    let schur = Schur::try_new(convert(matrix), f64::EPSILON, ITERATIONS)
        .ok_or(LinalgError::NotConverged)?;
    Ok(schur.complex_eigenvalues().iter().copied().collect())
}

pub(super) fn symmetric_eigen(
    matrix: &Array2<f64>,
) -> Result<(Array1<f64>, Array2<f64>), LinalgError> {
    let lower = DMatrix::from_fn(matrix.nrows(), matrix.ncols(), |i, j| {
        matrix[[i.max(j), i.min(j)]]
    });
    let eigen = SymmetricEigen::try_new(lower, f64::EPSILON, ITERATIONS)
        .ok_or(LinalgError::NotConverged)?;
    let mut order: Vec<usize> = (0..matrix.nrows()).collect();
    order.sort_by(|&i, &j| eigen.eigenvalues[i].total_cmp(&eigen.eigenvalues[j]));
    let values = order.iter().map(|&i| eigen.eigenvalues[i]).collect();
    let vectors = Array2::from_shape_fn(matrix.dim(), |(row, column)| {
        eigen.eigenvectors[(row, order[column])]
    });
    Ok((values, vectors))
}

pub(super) fn solve(matrix: &Array2<f64>, right: &Array1<f64>) -> Result<Array1<f64>, LinalgError> {
    let right = DVector::from_iterator(right.len(), right.iter().copied());
    let solution = convert(matrix)
        .lu()
        .solve(&right)
        .ok_or(LinalgError::Singular)?;
    Ok(solution.iter().copied().collect())
}
