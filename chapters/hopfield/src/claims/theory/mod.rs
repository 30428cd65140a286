//! The numbers that statistical mechanics gives.
//!
//! Each is held to a value that was computed independently, as `data/PROVENANCE.md` says, and to the
//! published one where there is one. Tolerances are the last digits of the reference.

mod interference;
mod mixtures;
mod parallel;
mod parameters;
mod phases;

pub use parameters::{
    At, Count, CountWarm, Flawless, Loaded, Many, Mixed, MixedLoaded, Parallel, Remembering, Sized,
    Sparse, Warm,
};

use common::claim::Claim;

/// Closed forms and one-dimensional roots.
const COMPUTED: &str = "independent computation (Python, mpmath)";
/// The saddle point, by quadrature over the Gaussian field and Newton's method.
const SADDLE: &str = "independent solution of the saddle point (Python: SciPy, mpmath)";

/// All claims of the theory, in the order of the text.
pub fn all() -> Vec<Claim> {
    [
        interference::all(),
        parallel::all(),
        mixtures::all(),
        phases::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
