//! The numbers that the text states.
//!
//! Each is held to a value that was computed independently. Tolerances are the last digit of the
//! reference, unless its source says otherwise.

mod diffusion;
mod firing;
mod kernels;
mod noise;
mod noisy;
mod onset;
mod parameters;

pub use noisy::{Allowed, Barrage, Kicked, Noisy, Potential, Stepped};
pub use parameters::{AtRate, Driven, Flickering, Gridded, Matching, Pulse, Sweep};

use common::claim::Claim;

/// Quadrature, root finding and integration, as `data/PROVENANCE.md` says.
const INDEPENDENT: &str = "independent computation (Python: mpmath, SciPy)";

/// All claims, in the order of the text.
pub fn all() -> Vec<Claim> {
    [
        firing::all(),
        onset::all(),
        kernels::all(),
        noise::all(),
        diffusion::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
