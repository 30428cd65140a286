//! What the contract tests share: where the workspace is, comparison of snapshots with a tolerance,
//! and the page that shows how a figure differs from its snapshot.

pub mod browser;
mod built;
mod difference;
pub mod playground;
mod tolerance;

pub use built::{build, built_book};
pub use difference::{Change, write_page};
pub use tolerance::{Within, first_differences};

use std::path::{Path, PathBuf};

/// The workspace's root folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder of a chapter.
pub fn chapter_folder(name: &str) -> PathBuf {
    root().join("chapters").join(name)
}

/// Whether a picture holds a number that is none. What is packed into an image may spell any word by chance.
pub fn holds_no_number(svg: &str) -> bool {
    let mut pieces = svg.split("base64,");
    let first = pieces.next();
    let others = pieces.map(|piece| piece.split_once('"').map_or("", |(_, rest)| rest));
    first
        .into_iter()
        .chain(others)
        .any(|text| text.contains("NaN") || text.contains("inf"))
}
