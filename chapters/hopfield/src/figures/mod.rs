//! The figures of the chapter, one file each.

mod crosstalk;
mod estimate;
mod mixtures;
mod phase_diagram;
mod synchronous_theory;

pub use crosstalk::{Crosstalk, crosstalk};
pub use mixtures::{Mixtures, mixtures};
pub use phase_diagram::{PhaseDiagram, phase_diagram};
pub use synchronous_theory::{SynchronousTheory, synchronous_theory};

use common::chapter::FigureEntry;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "crosstalk",
            "the noise that memories make in each other",
            "chapters/hopfield/src/figures/crosstalk.rs",
            crosstalk,
        ),
        FigureEntry::new(
            "synchronous-theory",
            "the first steps of the parallel dynamics, and the later ones",
            "chapters/hopfield/src/figures/synchronous_theory.rs",
            synchronous_theory,
        ),
        FigureEntry::new(
            "mixtures",
            "states that resemble several memories alike",
            "chapters/hopfield/src/figures/mixtures.rs",
            mixtures,
        ),
        FigureEntry::new(
            "phase-diagram",
            "what the network does at a loading and a temperature",
            "chapters/hopfield/src/figures/phase_diagram/mod.rs",
            phase_diagram,
        ),
    ]
}
