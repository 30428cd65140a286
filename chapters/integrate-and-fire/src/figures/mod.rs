//! The figures of the chapter, one file each.

mod diffusion;
mod fi_curve;
mod kernels;
mod noise;
mod response;
mod two_onsets;

pub use fi_curve::{FiCurve, fi_curve};
pub use response::{Response, response};
pub use two_onsets::{TwoOnsets, two_onsets};

use common::chapter::FigureEntry;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "response",
            "potential under a constant drive, below threshold and above",
            "chapters/integrate-and-fire/src/figures/response.rs",
            response,
        ),
        FigureEntry::new(
            "fi-curve",
            "firing rate against a constant drive",
            "chapters/integrate-and-fire/src/figures/fi_curve.rs",
            fi_curve,
        ),
        FigureEntry::new(
            "two-onsets",
            "how firing begins in the squid's membrane and in a leaky integrator",
            "chapters/integrate-and-fire/src/figures/two_onsets.rs",
            two_onsets,
        ),
    ]
}
