//! Chapter 8: memory.
//!
//! [`model`] is the network as the text explains it; [`kernel`] the same on packed bits, for many
//! neurons; [`simulation`] runs of it; [`theory`] what statistical mechanics says about it; [`figures`] and [`claims`] what the
//! text shows and states.

#![warn(missing_docs)]
#![allow(
    clippy::doc_markdown,
    reason = "formulas in the documentation are read more often than rendered: J_ij, Σ_μ"
)]
#![allow(
    clippy::cast_possible_wrap,
    reason = "numbers of neurons and memories stay far below 2⁶³"
)]

pub mod claims;
pub mod digits;
pub mod figures;
pub mod kernel;
pub mod model;
pub mod pictures;
pub mod simulation;
pub mod theory;

use common::chapter::Chapter;
use common::claim::natively;
#[cfg(feature = "native")]
use common::cli::Recording;

/// The chapter, with its figures and its claims.
pub fn chapter() -> Chapter {
    Chapter {
        name: "hopfield",
        title: "Memory",
        figures: figures::all(),
        claims: natively(claims::all),
    }
}

/// The tables that are too dear for every build, kept in `data/`.
#[cfg(feature = "native")]
pub fn recordings() -> Vec<Recording> {
    vec![Recording {
        name: "capacity",
        summary: "runs from a memory at many loads, for up to 100,000 neurons",
        table: simulation::capacity::record,
    }]
}
