//! Chapter 10: what Hebbian learning is doing.
//!
//! [`model`] holds the linear neuron and its rules, as the text explains them; [`kernel`] Oja's rule
//! for very many inputs; [`analysis`] what can be asked of them; [`figures`] and [`claims`] what the
//! text shows and states.

#![warn(missing_docs)]

pub mod analysis;
pub mod claims;
pub mod figures;
pub mod kernel;
pub mod model;

use common::chapter::Chapter;
use common::claim::natively;

/// The chapter, with its figures and its claims.
pub fn chapter() -> Chapter {
    Chapter {
        name: "hebbian",
        title: "What is Hebbian learning doing?",
        figures: figures::all(),
        claims: natively(claims::all),
    }
}
