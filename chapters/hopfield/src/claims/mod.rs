//! The numbers that the text states.

mod simulation;
mod theory;

pub use simulation::{
    By, Coupled, Extrapolation, Fading, Hidden, Integrated, Learned, Pair, Projected, Recorded,
    Runs, Size,
};
pub use theory::{
    At, Count, CountWarm, Flawless, Loaded, Many, Mixed, MixedLoaded, Parallel, Remembering, Sized,
    Sparse, Warm,
};

use common::claim::Claim;

/// All claims, in the order of the text.
pub fn all() -> Vec<Claim> {
    // One list for each section: [memory::all(), …].
    let sections: [Vec<Claim>; 2] = [simulation::all(), theory::all()];
    sections.into_iter().flatten().collect()
}
