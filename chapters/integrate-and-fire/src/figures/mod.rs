//! The figures of the chapter, one file each.

mod decay;

pub use decay::{Decay, decay};

use common::chapter::FigureEntry;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![FigureEntry::new(
        "decay",
        "a voltage that is forgotten",
        "chapters/integrate-and-fire/src/figures/decay.rs",
        decay,
    )]
}
