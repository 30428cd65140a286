//! The figures of the chapter, one file each.

mod anatomy;
mod channels;
mod feedback;
mod fi_curve;
mod gates;
mod resting_balance;
mod spike;

pub use anatomy::anatomy;
pub use channels::{Channels, channels};
pub use feedback::{Feedback, feedback};
pub use fi_curve::{FiCurve, fi_curve};
pub use gates::{Gates, gates};
pub use resting_balance::{Batteries, RestingBalance, resting_balance};
pub use spike::{Spike, spike};

use common::chapter::FigureEntry;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "anatomy",
            "a neuron and a patch of its membrane",
            "chapters/hodgkin-huxley/src/figures/anatomy.rs",
            anatomy,
        ),
        FigureEntry::new(
            "resting-balance",
            "the currents that cancel at rest, those of a pump, and what rest costs",
            "chapters/hodgkin-huxley/src/figures/resting_balance.rs",
            resting_balance,
        ),
        FigureEntry::new(
            "gates",
            "steady states and time constants of the gates against the membrane potential",
            "chapters/hodgkin-huxley/src/figures/gates.rs",
            gates,
        ),
        FigureEntry::new(
            "channels",
            "single channels under a step of the potential, their sum, and how it fluctuates",
            "chapters/hodgkin-huxley/src/figures/channels.rs",
            channels,
        ),
        FigureEntry::new(
            "feedback",
            "the instantaneous current-voltage curve, and the kicks that fire",
            "chapters/hodgkin-huxley/src/figures/feedback.rs",
            feedback,
        ),
        FigureEntry::new(
            "spike",
            "potential, gates, conductances and currents through one spike",
            "chapters/hodgkin-huxley/src/figures/spike.rs",
            spike,
        ),
        FigureEntry::new(
            "fi-curve",
            "firing rate against a step of current",
            "chapters/hodgkin-huxley/src/figures/fi_curve.rs",
            fi_curve,
        ),
    ]
}
