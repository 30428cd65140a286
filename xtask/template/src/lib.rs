//! Chapter Title.

#![warn(missing_docs)]

pub mod claims;
pub mod figures;
pub mod model;

use common::chapter::Chapter;

/// The chapter.
pub fn chapter() -> Chapter {
    Chapter {
        name: "chapter-name",
        title: "Chapter Title",
        figures: figures::all(),
        claims: claims::all(),
    }
}
