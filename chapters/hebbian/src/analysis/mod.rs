//! What can be asked of the rules: times, angles, fluctuations, and how many samples are enough.

pub mod averaging;
pub mod components;
pub mod data;
pub mod direction;
pub mod plane;
pub mod simulate;
pub mod spiked;

use common::figure::FigureError;
use common::numerics::linalg::LinalgError;
use common::parameters;

parameters! {
    /// The eigenvalues of the correlation matrix of five inputs, in descending order.
    #[derive(Copy)]
    pub struct Spectrum {
        /// largest eigenvalue of the correlation matrix
        eigenvalue_1: f64 = 5.0 => Real { symbol: r"\lambda_1", unit: "", from: 0.1, to: 100.0 };
        /// second eigenvalue
        eigenvalue_2: f64 = 3.0 => Real { symbol: r"\lambda_2", unit: "", from: 0.0, to: 100.0 };
        /// third eigenvalue
        eigenvalue_3: f64 = 2.0 => Real { symbol: r"\lambda_3", unit: "", from: 0.0, to: 100.0 };
        /// fourth eigenvalue
        eigenvalue_4: f64 = 1.0 => Real { symbol: r"\lambda_4", unit: "", from: 0.0, to: 100.0 };
        /// fifth eigenvalue
        eigenvalue_5: f64 = 0.5 => Real { symbol: r"\lambda_5", unit: "", from: 0.0, to: 100.0 };
    }
    check = Spectrum::descending;
}

impl Spectrum {
    /// The eigenvalues, the largest first.
    pub fn eigenvalues(&self) -> [f64; 5] {
        [
            self.eigenvalue_1,
            self.eigenvalue_2,
            self.eigenvalue_3,
            self.eigenvalue_4,
            self.eigenvalue_5,
        ]
    }

    /// λ₁ − λ₂.
    pub fn gap(&self) -> f64 {
        self.eigenvalue_1 - self.eigenvalue_2
    }

    /// Their sum, which is the mean square of the length of an input.
    pub fn trace(&self) -> f64 {
        self.eigenvalues().iter().sum()
    }

    fn descending(&self) -> Result<(), String> {
        if self.eigenvalues().windows(2).all(|pair| pair[0] >= pair[1]) {
            return Ok(());
        }
        let written = self.eigenvalues().map(|one| one.to_string()).join(", ");
        Err(format!(
            "--eigenvalue-1 to --eigenvalue-5 are {written}; they must descend"
        ))
    }
}

parameters! {
    /// A weight vector at the beginning, by its components along the five eigenvectors.
    #[derive(Copy)]
    pub struct Start {
        /// component of the first weights along the principal eigenvector
        start_1: f64 = 0.02 => Real { symbol: "w_1(0)", unit: "", from: -2.0, to: 2.0 };
        /// component along the second eigenvector
        start_2: f64 = 0.1 => Real { symbol: "w_2(0)", unit: "", from: -2.0, to: 2.0 };
        /// component along the third eigenvector
        start_3: f64 = 0.15 => Real { symbol: "w_3(0)", unit: "", from: -2.0, to: 2.0 };
        /// component along the fourth eigenvector
        start_4: f64 = 0.2 => Real { symbol: "w_4(0)", unit: "", from: -2.0, to: 2.0 };
        /// component along the fifth eigenvector
        start_5: f64 = 0.1 => Real { symbol: "w_5(0)", unit: "", from: -2.0, to: 2.0 };
    }
    check = Start::somewhere;
}

impl Start {
    /// The components.
    pub fn weights(&self) -> [f64; 5] {
        [
            self.start_1,
            self.start_2,
            self.start_3,
            self.start_4,
            self.start_5,
        ]
    }

    fn somewhere(&self) -> Result<(), String> {
        if self.weights().iter().any(|w| *w != 0.0) {
            return Ok(());
        }
        Err("all of --start-1 to --start-5 are zero, and such weights never change".to_owned())
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalysisError {
    /// The two largest eigenvalues are equal.
    #[error(
        "the two largest eigenvalues are equal, so that every direction in their plane is as good \
         as any other and there is no principal one"
    )]
    Degenerate,
    /// Nothing of the principal eigenvector in the weights.
    #[error(
        "the weights begin with nothing along the principal eigenvector, and the averaged rule \
         never adds any"
    )]
    Orthogonal,
    /// The rule did not settle.
    #[error("at a learning rate of {rate} the weights ran away to infinity; lower it")]
    RanAway {
        /// The learning rate.
        rate: f64,
    },
    /// A number too large to be written.
    #[error("the weights grow beyond what a number can hold; shorten the time")]
    TooLarge,
    /// Linear algebra failed.
    #[error(transparent)]
    Linalg(#[from] LinalgError),
}

impl From<AnalysisError> for FigureError {
    fn from(error: AnalysisError) -> Self {
        Self::Model(error.to_string())
    }
}

/// The first component's share of the square of the length: cos²θ, if it is that along the
/// principal eigenvector.
pub fn cosine_square(w: &[f64]) -> f64 {
    // Divided by the largest component first: squares of small and large numbers alike are safe.
    let largest = w.iter().fold(0.0_f64, |a, b| a.max(b.abs()));
    let square: f64 = w.iter().map(|w| (w / largest) * (w / largest)).sum();
    let first = w.first().map_or(0.0, |w| w / largest);
    first * first / square
}
