//! Chapter 9: three ways to learn.
//!
//! [`model`] holds the rules as the text explains them: the perceptron's, temporal differences along
//! a delay line, and four rules for one linear network. [`analysis`] holds what can be asked of
//! them, [`figures`] and [`claims`] what the text shows and states.

#![warn(missing_docs)]

pub mod analysis;
pub mod claims;
pub mod figures;
pub mod model;

use common::chapter::Chapter;
use common::claim::natively;

/// The chapter, with its figures and its claims.
pub fn chapter() -> Chapter {
    Chapter {
        name: "learning",
        title: "Three ways to learn",
        figures: figures::all(),
        claims: natively(claims::all),
    }
}
