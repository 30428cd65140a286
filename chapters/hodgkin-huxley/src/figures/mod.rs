//! The figures of the chapter, one file each.

mod anatomy;
mod fi_curve;
mod gates;
mod spike;

pub use anatomy::anatomy;
pub use fi_curve::{FiCurve, fi_curve};
pub use gates::{Gates, gates};
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
        )
        .exploring([("currents", 40.into()), ("duration", 300.0.into())]),
    ]
}
