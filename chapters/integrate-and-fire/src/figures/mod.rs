//! The figures of the chapter, one file each.

mod diffusion;
mod fi_curve;
mod kernels;
mod noise;
mod response;
mod time_step;

pub use noise::{Noise, noise};
pub use time_step::{TimeStep, time_step};

use common::chapter::FigureEntry;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "noise",
            "rate and regularity of firing under noise",
            "chapters/integrate-and-fire/src/figures/noise.rs",
            noise,
        ),
        FigureEntry::new(
            "time-step",
            "what a simulation with time steps misses",
            "chapters/integrate-and-fire/src/figures/time_step.rs",
            time_step,
        ),
    ]
}
