//! The figures of the chapter, one file each.

mod basins;
mod capacity;
mod completion;
mod correlated;
mod crosstalk;
mod estimate;
mod mixtures;
mod name_and_face;
mod overlap_dynamics;
mod palimpsest;
mod phase_diagram;
mod synchronous_theory;

pub use basins::{Basins, basins};
pub use capacity::{Capacity, capacity};
pub use completion::{Completion, Cue, completion};
pub use correlated::{Correlated, correlated};
pub use crosstalk::{Crosstalk, crosstalk};
pub use mixtures::{Mixtures, mixtures};
pub use name_and_face::{Learning, NameAndFace, name_and_face};
pub use overlap_dynamics::{OverlapDynamics, overlap_dynamics};
pub use palimpsest::{Palimpsest, palimpsest};
pub use phase_diagram::{PhaseDiagram, phase_diagram};
pub use synchronous_theory::{SynchronousTheory, synchronous_theory};

use common::chapter::FigureEntry;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "overlap-dynamics",
            "overlap with a memory in time, from many starts",
            "chapters/hopfield/src/figures/overlap_dynamics.rs",
            overlap_dynamics,
        )
        .exploring([("neurons", 2000.into())]),
        FigureEntry::new(
            "completion",
            "a picture restored from a part of it",
            "chapters/hopfield/src/figures/completion.rs",
            completion,
        ),
        FigureEntry::new(
            "name-and-face",
            "a name that recalls its picture, and a picture its name",
            "chapters/hopfield/src/figures/name_and_face.rs",
            name_and_face,
        )
        .exploring([("loading", 0.01.into())]),
        FigureEntry::new(
            "crosstalk",
            "the noise that memories make in each other",
            "chapters/hopfield/src/figures/crosstalk.rs",
            crosstalk,
        )
        .exploring([("neurons", 1000.into()), ("networks", 8.into())]),
        FigureEntry::new(
            "synchronous-theory",
            "the first steps of the parallel dynamics, and the later ones",
            "chapters/hopfield/src/figures/synchronous_theory.rs",
            synchronous_theory,
        )
        .exploring([("neurons", 1000.into()), ("networks", 24.into())]),
        FigureEntry::new(
            "mixtures",
            "states that resemble several memories alike",
            "chapters/hopfield/src/figures/mixtures.rs",
            mixtures,
        )
        .exploring([
            ("neurons", 2000.into()),
            ("networks", 3.into()),
            ("sweeps", 60.into()),
        ]),
        FigureEntry::new(
            "phase-diagram",
            "what the network does at a loading and a temperature",
            "chapters/hopfield/src/figures/phase_diagram/mod.rs",
            phase_diagram,
        )
        .exploring([
            ("neurons", 500.into()),
            ("networks", 3.into()),
            ("sweeps", 30.into()),
        ]),
        FigureEntry::new(
            "basins",
            "overlap at the end of a run against that at its start",
            "chapters/hopfield/src/figures/basins.rs",
            basins,
        )
        .exploring([("neurons", 1024.into()), ("replicas", 4.into())]),
        FigureEntry::new(
            "capacity",
            "how many memories a network keeps, and what the answer depends on",
            "chapters/hopfield/src/figures/capacity.rs",
            capacity,
        ),
        FigureEntry::new(
            "correlated",
            "Hebb's rule against the pseudo-inverse",
            "chapters/hopfield/src/figures/correlated.rs",
            correlated,
        )
        .exploring([
            ("sets", 8.into()),
            ("neurons", 150.into()),
            ("replicas", 2.into()),
        ]),
        FigureEntry::new(
            "palimpsest",
            "networks that learn for ever",
            "chapters/hopfield/src/figures/palimpsest.rs",
            palimpsest,
        )
        .exploring([("neurons", 200.into()), ("replicas", 2.into())]),
    ]
}
