//! The figures of the chapter, one file each.

mod diffusion;
mod fi_curve;
mod kernels;
mod noise;
mod response;
mod time_step;
mod two_onsets;

pub use diffusion::{Diffusion, diffusion};
pub use fi_curve::{FiCurve, fi_curve};
pub use kernels::{Kernels, kernels};
pub use noise::{Noise, noise};
pub use response::{Response, response};
pub use time_step::{TimeStep, time_step};
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
        FigureEntry::new(
            "kernels",
            "synaptic currents and the sum of a barrage of them",
            "chapters/integrate-and-fire/src/figures/kernels.rs",
            kernels,
        )
        .leading([
            "kernel",
            "decay",
            "rise",
            "excitatory-weight",
            "inhibitory-weight",
            "input-rate",
        ]),
        FigureEntry::new(
            "noise",
            "rate and regularity of firing under noise",
            "chapters/integrate-and-fire/src/figures/noise.rs",
            noise,
        )
        .exploring([("intervals", 1000.into())])
        .leading([
            "threshold",
            "weak-noise",
            "middle-noise",
            "strong-noise",
            "from",
            "to",
            "marks",
            "intervals",
            "seed",
        ]),
        FigureEntry::new(
            "time-step",
            "what a simulation with time steps misses",
            "chapters/integrate-and-fire/src/figures/time_step.rs",
            time_step,
        )
        .exploring([("intervals", 1000.into())]),
        FigureEntry::new(
            "diffusion",
            "density of the potential under white noise and under kicks",
            "chapters/integrate-and-fire/src/figures/diffusion.rs",
            diffusion,
        )
        .exploring([("duration", 500.0.into())]),
    ]
}
