//! The figures of the chapter, one file each.

mod diffusion;
mod fi_curve;
mod kernels;
mod noise;
mod response;

use common::chapter::FigureEntry;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    Vec::new()
}
