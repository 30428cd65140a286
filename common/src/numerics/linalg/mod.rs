//! Linear algebra: through LAPACK (OpenBLAS) natively, in pure Rust where there is none.
//!
//! The feature `lapack` chooses what the functions of this module call. The pure-Rust twin is always
//! compiled, and a test holds the two to each other. OpenBLAS picks its kernels by processor, so that
//! results agree across machines within rounding, not bit for bit: compare them with tolerance.
//! [`eliminate`], for the few unknowns of a Newton step, is bit for bit the same everywhere.

#[cfg(feature = "lapack")]
mod lapack;
#[cfg_attr(
    feature = "lapack",
    allow(
        dead_code,
        reason = "the twin: for small matrices, and in the comparison"
    )
)]
mod portable;

#[cfg(feature = "lapack")]
use lapack as backend;
#[cfg(not(feature = "lapack"))]
use portable as backend;

use ndarray::{Array1, Array2};

/// A complex number.
pub use nalgebra::Complex;

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LinalgError {
    /// A matrix or vector of the wrong shape.
    #[error("a {rows} by {columns} matrix and a vector of {length} do not fit")]
    Shape {
        /// Rows of the matrix.
        rows: usize,
        /// Its columns.
        columns: usize,
        /// Elements of the vector (of the matrix's rows where there is no vector).
        length: usize,
    },
    /// NaN or infinity in the input.
    #[error("the matrix has an element that is not finite")]
    NotFinite,
    /// The linear system has no unique solution.
    #[error("the matrix is singular")]
    Singular,
    /// The iteration for the eigenvalues did not settle.
    #[error("the eigenvalues did not converge")]
    NotConverged,
}

/// Up to so many rows eigenvalues come from the pure-Rust twin everywhere: a model's Jacobian has the
/// same digits in the page as on the command line, and LAPACK has nothing to gain there.
const SMALL: usize = 8;

/// The eigenvalues of a real square matrix, the largest real part first; of a conjugate pair, the
/// one with positive imaginary part first.
///
/// # Errors
/// [`LinalgError`] if the matrix isn't square or finite, or its eigenvalues don't converge.
pub fn eigenvalues(matrix: &Array2<f64>) -> Result<Vec<Complex<f64>>, LinalgError> {
    check(matrix, matrix.nrows())?;
    let mut values = if matrix.nrows() <= SMALL {
        portable::eigenvalues(matrix)?
    } else {
        backend::eigenvalues(matrix)?
    };
    values.sort_by(|a, b| b.re.total_cmp(&a.re).then(b.im.total_cmp(&a.im)));
    Ok(values)
}

/// The eigenvalues of a real symmetric matrix, ascending, and its eigenvectors: orthonormal
/// columns, the component of largest size of each being positive. Only the lower triangle is read.
///
/// # Errors
/// As [`eigenvalues`].
pub fn symmetric_eigen(matrix: &Array2<f64>) -> Result<(Array1<f64>, Array2<f64>), LinalgError> {
    check(matrix, matrix.nrows())?;
    let (values, mut vectors) = backend::symmetric_eigen(matrix)?;
    for mut vector in vectors.columns_mut() {
        let largest = vector
            .iter()
            .fold(0.0_f64, |a, &b| if b.abs() > a.abs() { b } else { a });
        if largest < 0.0 {
            vector.mapv_inplace(|x| -x);
        }
    }
    Ok((values, vectors))
}

/// The solution x of `matrix · x = right`.
///
/// # Errors
/// [`LinalgError`] if shapes don't fit, something isn't finite or the matrix is singular.
pub fn solve(matrix: &Array2<f64>, right: &Array1<f64>) -> Result<Array1<f64>, LinalgError> {
    check(matrix, right.len())?;
    if right.iter().any(|x| !x.is_finite()) {
        return Err(LinalgError::NotFinite);
    }
    let solution = backend::solve(matrix, right)?;
    if solution.iter().all(|x| x.is_finite()) {
        Ok(solution)
    } else {
        Err(LinalgError::Singular)
    }
}

fn check(matrix: &Array2<f64>, length: usize) -> Result<(), LinalgError> {
    let (rows, columns) = matrix.dim();
    if rows != columns || rows != length {
        return Err(LinalgError::Shape {
            rows,
            columns,
            length,
        });
    }
    if matrix.iter().any(|x| !x.is_finite()) {
        return Err(LinalgError::NotFinite);
    }
    Ok(())
}

/// The solution of a small system by Gaussian elimination with partial pivoting, the same bits on
/// every platform.
///
/// # Errors
/// [`LinalgError::Singular`], [`LinalgError::NotFinite`].
pub fn eliminate<const N: usize>(
    matrix: [[f64; N]; N],
    right: [f64; N],
) -> Result<[f64; N], LinalgError> {
    let solution = eliminate_columns(matrix, right.map(|x| [x]))?;
    Ok(solution.map(|[x]| x))
}

/// As [`eliminate`], for several right-hand sides at once: the columns of `right`.
///
/// # Errors
/// As [`eliminate`].
pub fn eliminate_columns<const N: usize, const K: usize>(
    mut matrix: [[f64; N]; N],
    mut right: [[f64; K]; N],
) -> Result<[[f64; K]; N], LinalgError> {
    let elements = matrix.as_flattened().iter().chain(right.as_flattened());
    if !elements.clone().all(|x| x.is_finite()) {
        return Err(LinalgError::NotFinite);
    }
    for column in 0..N {
        let pivot = (column..N)
            .max_by(|&i, &j| matrix[i][column].abs().total_cmp(&matrix[j][column].abs()))
            .unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        if matrix[column][column] == 0.0 {
            return Err(LinalgError::Singular);
        }
        let (pivot_row, pivot_right) = (matrix[column], right[column]);
        for row in column + 1..N {
            let factor = matrix[row][column] / pivot_row[column];
            for (element, above) in matrix[row].iter_mut().zip(&pivot_row).skip(column) {
                *element -= factor * above;
            }
            for (element, above) in right[row].iter_mut().zip(&pivot_right) {
                *element -= factor * above;
            }
        }
    }
    for row in (0..N).rev() {
        let mut known = [0.0; K];
        for column in row + 1..N {
            for (sum, solved) in known.iter_mut().zip(&right[column]) {
                *sum += matrix[row][column] * solved;
            }
        }
        for (element, known) in right[row].iter_mut().zip(known) {
            *element = (*element - known) / matrix[row][row];
        }
    }
    if right.as_flattened().iter().all(|x| x.is_finite()) {
        Ok(right)
    } else {
        Err(LinalgError::Singular)
    }
}

#[cfg(test)]
mod tests;
