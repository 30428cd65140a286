//! The numbers that the text states.

mod theory;

pub use theory::{
    At, Count, CountWarm, Flawless, Loaded, Mixed, MixedLoaded, Parallel, Remembering, Sized,
    Sparse, Warm,
};

use common::claim::Claim;

/// All claims, in the order of the text.
pub fn all() -> Vec<Claim> {
    // One list for each section: [memory::all(), …].
    let sections: [Vec<Claim>; 1] = [theory::all()];
    sections.into_iter().flatten().collect()
}
