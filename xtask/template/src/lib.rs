//! Chapter Title.

#![warn(missing_docs)]

pub mod claims;
pub mod figures;
pub mod model;

use common::chapter::Chapter;
use common::claim::natively;

/// The chapter.
pub fn chapter() -> Chapter {
    Chapter {
        name: "chapter-name",
        title: "Chapter Title",
        figures: figures::all(),
        claims: natively(claims::all),
    }
}
