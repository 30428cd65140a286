use super::*;
use crate::numerics::elementary::sqrt;
use crate::numerics::random::stream;
use ndarray::array;

fn random_matrix(n: usize, seed: u64) -> Array2<f64> {
    let mut stream = stream(seed, 0);
    Array2::from_shape_fn((n, n), |_| stream.normal())
}

/// Catches a twin that sorts, transposes or scales otherwise than LAPACK. Tolerance: both are
/// backward stable, ε·‖A‖·condition with ‖A‖ ≈ 2√n ≈ 10 and a condition below 10³.
#[cfg(feature = "lapack")]
#[test]
fn lapack_and_the_pure_rust_twin_agree() {
    for seed in 0..20 {
        let a = random_matrix(12, seed);
        let sorted = |mut values: Vec<Complex<f64>>| {
            values.sort_by(|a, b| b.re.total_cmp(&a.re).then(b.im.total_cmp(&a.im)));
            values
        };
        let one = sorted(lapack::eigenvalues(&a).unwrap());
        let two = sorted(portable::eigenvalues(&a).unwrap());
        for (x, y) in one.iter().zip(&two) {
            assert!((x - y).norm() < 1e-11, "{x} {y}");
        }
        let symmetric = &a + &a.t();
        let (values, _) = lapack::symmetric_eigen(&symmetric).unwrap();
        let (twins, _) = portable::symmetric_eigen(&symmetric).unwrap();
        assert!((&values - &twins).iter().all(|d| d.abs() < 1e-12));
        let right = a.column(3).to_owned() + 1.0;
        let (x, y) = (
            lapack::solve(&a, &right).unwrap(),
            portable::solve(&a, &right).unwrap(),
        );
        assert!((&x - &y).iter().all(|d| d.abs() < 1e-10));
    }
}

/// Catches eigenvalues in the wrong order or without their imaginary part.
#[test]
fn a_rotation_with_growth_has_a_conjugate_pair() {
    let values = eigenvalues(&array![[-3.0, 0.0, 0.0], [0.0, 0.5, -2.0], [0.0, 2.0, 0.5]]).unwrap();
    let expected = [
        Complex::new(0.5, 2.0),
        Complex::new(0.5, -2.0),
        Complex::new(-3.0, 0.0),
    ];
    for (value, expected) in values.iter().zip(&expected) {
        assert!((value - expected).norm() < 1e-14);
    }
}

/// Catches eigenvectors in rows, unsorted, unnormalised or of the wrong sign.
#[test]
fn symmetric_eigenvectors_diagonalise_and_point_upwards() {
    let a = random_matrix(9, 4);
    let symmetric = &a + &a.t();
    for (values, vectors) in [
        symmetric_eigen(&symmetric).unwrap(),
        symmetric_eigen(&(-&symmetric)).unwrap(),
    ] {
        let again = vectors.dot(&Array2::from_diag(&values)).dot(&vectors.t());
        let sign = if (again[[0, 0]] - symmetric[[0, 0]]).abs() < 1e-9 {
            1.0
        } else {
            -1.0
        };
        assert!(
            (&again - &(&symmetric * sign))
                .iter()
                .all(|d| d.abs() < 1e-12)
        );
        assert!(values.windows(2).into_iter().all(|pair| pair[0] <= pair[1]));
        for vector in vectors.columns() {
            let largest = vector
                .iter()
                .copied()
                .max_by(|a, b| a.abs().total_cmp(&b.abs()));
            assert!(largest.unwrap() > 0.0 && (sqrt(vector.dot(&vector)) - 1.0).abs() < 1e-14);
        }
    }
}

/// Catches a transposed system and a missing exchange of rows.
#[test]
fn elimination_agrees_with_the_library() {
    for seed in 30..40 {
        let a = random_matrix(5, seed);
        let right = random_matrix(5, 99).row(0).to_owned();
        let mut rows: [[f64; 5]; 5] = std::array::from_fn(|i| std::array::from_fn(|j| a[[i, j]]));
        let vector: [f64; 5] = std::array::from_fn(|i| right[i]);
        let ours = eliminate(rows, vector).unwrap();
        let theirs = solve(&a, &right).unwrap();
        assert!(ours.iter().zip(&theirs).all(|(x, y)| (x - y).abs() < 1e-11));
        rows[0][0] = 0.0;
        assert!(eliminate(rows, vector).is_ok());
    }
}

/// Catches a panic or made-up numbers on bad input.
#[test]
fn bad_matrices_are_errors() {
    assert_eq!(
        solve(&array![[1.0, 2.0], [2.0, 4.0]], &array![1.0, 0.0]),
        Err(LinalgError::Singular)
    );
    assert_eq!(
        eigenvalues(&array![[f64::NAN]]),
        Err(LinalgError::NotFinite)
    );
    assert!(matches!(
        eigenvalues(&Array2::zeros((2, 3))),
        Err(LinalgError::Shape { .. })
    ));
    assert!(matches!(
        solve(&Array2::eye(3), &Array1::zeros(2)),
        Err(LinalgError::Shape { .. })
    ));
    assert_eq!(
        eliminate([[0.0, 0.0], [1.0, 1.0]], [1.0, 1.0]),
        Err(LinalgError::Singular)
    );
}
