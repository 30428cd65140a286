//! The numbers that the text states.
//!
//! Each is held to a value that was computed independently, as `data/PROVENANCE.md` says. Tolerances
//! are the last digits of the reference, or, where chance is involved, a few standard errors.

mod averaged;
mod data;
mod noisy;
mod parameters;
mod plane;
mod samples;

pub use parameters::{
    Across, Averaged, Factor, Held, Kept, Pair, Patches, Planted, Rank, Reached, Sampled, Seeing,
    Settling, Shifted, Spiked, Strayed, Target, Wandering,
};

use common::claim::Claim;

/// As `data/PROVENANCE.md` says.
const INDEPENDENT: &str = "independent computation (Python: NumPy, mpmath)";
/// The closed form against a differential equation, to 4e−12.
const FLOW: &str = "closed form checked against the differential equation";

/// All claims, in the order of the text.
pub fn all() -> Vec<Claim> {
    [
        plane::all(),
        averaged::all(),
        noisy::all(),
        data::all(),
        samples::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
