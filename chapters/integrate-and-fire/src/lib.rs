//! The leaky integrator.

#![warn(missing_docs)]

pub mod claims;
pub mod figures;
pub mod model;

use common::chapter::Chapter;

/// The chapter.
pub fn chapter() -> Chapter {
    Chapter {
        name: "integrate-and-fire",
        title: "The leaky integrator",
        figures: figures::all(),
        claims: claims::all(),
    }
}
