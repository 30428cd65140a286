//! Chapter 8: memory.
//!
//! [`model`] is the network as the text explains it; [`kernel`] the same on packed bits, for many
//! neurons; [`theory`] what statistical mechanics says about it; [`figures`] and [`claims`] what the
//! text shows and states.

#![warn(missing_docs)]

pub mod claims;
pub mod figures;
pub mod kernel;
pub mod model;
pub mod theory;

use common::chapter::Chapter;

/// The chapter, with its figures and its claims.
pub fn chapter() -> Chapter {
    Chapter {
        name: "hopfield",
        title: "Memory",
        figures: figures::all(),
        claims: claims::all(),
    }
}
