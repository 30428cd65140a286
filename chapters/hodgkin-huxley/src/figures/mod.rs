//! The figures of the chapter, one file each.

mod anatomy;
mod fi_curve;
mod gates;
mod propagation;
mod spike;
mod velocity;

pub use anatomy::anatomy;
pub use fi_curve::{FiCurve, fi_curve};
pub use gates::{Gates, gates};
pub use propagation::{Along, propagation};
pub use spike::{Spike, spike};
pub use velocity::{Velocity, velocity};

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
            "gates",
            "steady states and time constants of the gates against the membrane potential",
            "chapters/hodgkin-huxley/src/figures/gates.rs",
            gates,
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
        FigureEntry::new(
            "propagation",
            "a spike on its way along an axon, in space and time",
            "chapters/hodgkin-huxley/src/figures/propagation.rs",
            propagation,
        ),
        FigureEntry::new(
            "velocity",
            "speed of a spike against the axon's diameter and temperature",
            "chapters/hodgkin-huxley/src/figures/velocity.rs",
            velocity,
        ),
    ]
}
