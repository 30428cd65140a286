//! The numbers that the text states.
//!
//! Each is held to a value that was computed independently, as `data/PROVENANCE.md` says. Tolerances
//! are the last digits of the reference, or, where chance is involved, four standard errors.

mod parameters;
mod plane;
mod prediction;
mod signals;

pub use parameters::{
    Counted, Demand, Loaded, Network, Networks, Noisy, Paired, Passing, Place, Plane, Restless,
    Sampled, Trial, Untaught,
};

use common::claim::Claim;

/// As `data/PROVENANCE.md` says.
const INTEGERS: &str = "exact integers (Python)";
const FRACTIONS: &str = "exact fractions (Python)";

/// All claims, in the order of the text.
pub fn all() -> Vec<Claim> {
    [plane::all(), prediction::all(), signals::all()]
        .into_iter()
        .flatten()
        .collect()
}
