//! Through ndarray-linalg and OpenBLAS.

use super::{Complex, LinalgError};
use ndarray::{Array1, Array2};
use ndarray_linalg::error::LinalgError as Error;
use ndarray_linalg::{EigVals, Eigh, Solve, UPLO};
use std::sync::Once;

// OPENBLAS_NUM_THREADS is read when the library is loaded, before `main`, so that setting the
// variable from here would come too late (and is a data race with any thread that reads the
// environment). OpenBLAS's own function takes an integer by value, touches nothing of ours and may
// be called at any time: it is safe to call, if the declaration is right, and that is all that
// `unsafe` vouches for here. Declared as in OpenBLAS's cblas.h.
#[allow(unsafe_code, reason = "the workspace's one exception: see above")]
unsafe extern "C" {
    safe fn openblas_set_num_threads(count: std::ffi::c_int);
}

/// One thread: with several, OpenBLAS adds in an order that depends on their number.
fn single_thread() {
    static SET: Once = Once::new();
    SET.call_once(|| openblas_set_num_threads(1));
}

pub(super) fn eigenvalues(matrix: &Array2<f64>) -> Result<Vec<Complex<f64>>, LinalgError> {
    single_thread();
    Ok(matrix.eigvals().map_err(iteration)?.to_vec())
}

pub(super) fn symmetric_eigen(
    matrix: &Array2<f64>,
) -> Result<(Array1<f64>, Array2<f64>), LinalgError> {
    single_thread();
    matrix.eigh(UPLO::Lower).map_err(iteration)
}

pub(super) fn solve(matrix: &Array2<f64>, right: &Array1<f64>) -> Result<Array1<f64>, LinalgError> {
    single_thread();
    matrix
        .solve(right)
        .map_err(|_: Error| LinalgError::Singular)
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "the signature that map_err wants"
)]
fn iteration(_: Error) -> LinalgError {
    LinalgError::NotConverged
}
