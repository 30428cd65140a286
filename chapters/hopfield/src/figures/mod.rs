//! The figures of the chapter, one file each.

mod basins;
mod capacity;
mod completion;
mod correlated;
mod name_and_face;
mod overlap_dynamics;
mod palimpsest;

pub use basins::{Basins, basins};
pub use capacity::{Capacity, capacity};
pub use completion::{Completion, Cue, completion};
pub use correlated::{Correlated, correlated};
pub use name_and_face::{Learning, NameAndFace, name_and_face};
pub use overlap_dynamics::{OverlapDynamics, overlap_dynamics};
pub use palimpsest::{Palimpsest, palimpsest};

use common::chapter::FigureEntry;

/// All figures, in the order of the text.
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "overlap-dynamics",
            "overlap with a memory in time, from many starts",
            "chapters/hopfield/src/figures/overlap_dynamics.rs",
            overlap_dynamics,
        ),
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
        ),
        FigureEntry::new(
            "basins",
            "overlap at the end of a run against that at its start",
            "chapters/hopfield/src/figures/basins.rs",
            basins,
        ),
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
        ),
        FigureEntry::new(
            "palimpsest",
            "networks that learn for ever",
            "chapters/hopfield/src/figures/palimpsest.rs",
            palimpsest,
        ),
    ]
}
