//! Chapter 1: the action potential.
//!
//! [`model`] is the membrane as the text explains it; [`kernel`] the same for many neurons at once;
//! [`analysis`] what can be asked of it (where it rests, when it fires); [`figures`] and [`claims`]
//! what the text shows and states.

#![warn(missing_docs)]

pub mod analysis;
pub mod claims;
pub mod figures;
pub mod kernel;
pub mod model;
pub mod multistep;

use common::chapter::Chapter;
use common::claim::natively;

/// The chapter, with its figures and its claims.
pub fn chapter() -> Chapter {
    Chapter {
        name: "hodgkin-huxley",
        title: "The action potential",
        figures: figures::all(),
        claims: natively(claims::all),
    }
}
