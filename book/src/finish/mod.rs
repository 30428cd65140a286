//! From woven Markdown to a book on disk: mdBook, then what mdBook can't do, then the swap.

mod error;
mod links;
mod previews;
mod render;
mod sources;
mod swap;

pub use error::FinishError;
pub use links::dead_links;
pub use previews::write_previews;
pub(crate) use render::repository;
pub use render::{render, settings};
pub use sources::write_pages as write_sources;
pub use swap::{aside, clear, swap};

pub(crate) use error::At;

use crate::weave::{Woven, leaf_element};
use std::path::Path;

/// Files that mdBook writes even for a theme that has no use for them.
const UNUSED: &[&str] = &[
    "ayu-highlight.css",
    "tomorrow-night.css",
    "clipboard.min.js",
];

/// Puts the leaves into the pages, mends what mdBook writes, and adds the files beside the pages.
///
/// # Errors
/// If a file can't be read or written.
pub fn complete(book: &Path, woven: &Woven) -> Result<(), FinishError> {
    let mut used: Vec<&str> = Vec::new();
    for path in crate::layout::files_below(book) {
        if path.extension().is_some_and(|ending| ending == "html") {
            let html = std::fs::read_to_string(&path).at(&path)?;
            let mended = mend(&with_leaves(&html, &woven.leaves));
            used.extend(UNUSED.iter().filter(|name| mended.contains(**name)));
            std::fs::write(&path, mended).at(&path)?;
        }
    }
    for name in UNUSED.iter().filter(|name| !used.contains(name)) {
        let path = book.join(name);
        if path.exists() {
            std::fs::remove_file(&path).at(&path)?;
        }
    }
    for (name, content) in &woven.files {
        write(&book.join(name), content)?;
    }
    Ok(())
}

/// Copies the licences of the theme's scripts, which are to stand in every copy of the book.
///
/// # Errors
/// If a file can't be read or written.
pub fn write_licences(theme: &Path, book: &Path) -> Result<(), FinishError> {
    for path in crate::layout::files_below(theme) {
        let name = path.file_name().unwrap_or_default();
        let scripts = path.parent() == Some(theme);
        if scripts && name.to_string_lossy().starts_with("LICENSE-") {
            std::fs::copy(&path, book.join(name)).at(&path)?;
        }
    }
    Ok(())
}

/// Writes a file with the folders above it.
pub(crate) fn write(path: &Path, content: &str) -> Result<(), FinishError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).at(folder)?;
    }
    std::fs::write(path, content).at(path)
}

/// A page with its pictures and formulas in place of the elements that stood for them.
pub(crate) fn with_leaves(html: &str, leaves: &[String]) -> String {
    let mut out = String::with_capacity(html.len() * 4);
    let mut rest = html;
    let opening = "<span data-weave=\"";
    while let Some(start) = rest.find(opening) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let number = rest[opening.len()..]
            .split('"')
            .next()
            .and_then(|text| text.parse::<usize>().ok());
        let leaf = number.and_then(|number| Some((leaf_element(number), leaves.get(number)?)));
        match leaf {
            Some((element, leaf)) if rest.starts_with(&element) => {
                out.push_str(leaf);
                rest = &rest[element.len()..];
            }
            _ => {
                out.push_str(opening);
                rest = &rest[opening.len()..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// mdBook nests part titles and spacers of the table of contents in a second list item.
fn mend(html: &str) -> String {
    let nested = "<li class=\"chapter-item expanded \"><li class=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(nested) {
        let inner = start + nested.len() - "<li class=\"".len();
        let Some(end) = rest[inner..]
            .find("</li></li>")
            .map(|end| inner + end + "</li>".len())
        else {
            break;
        };
        out.push_str(&rest[..start]);
        out.push_str(
            &rest[inner..end].replace("class=\"spacer\"", "class=\"spacer\" aria-hidden=\"true\""),
        );
        rest = &rest[end + "</li>".len()..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a picture in the wrong place, and text that only looks like a leaf.
    #[test]
    fn leaves_take_the_place_of_their_elements() {
        let html = "a<span data-weave=\"1\"></span>b<span data-weave=\"7\"></span>";
        let leaves = ["zero".to_owned(), "one".to_owned()];
        assert_eq!(
            with_leaves(html, &leaves),
            "aoneb<span data-weave=\"7\"></span>"
        );
    }

    /// Catches a table of contents that is not valid HTML.
    #[test]
    fn part_titles_are_items_of_their_own() {
        let html = "<ol><li class=\"chapter-item expanded \"><li class=\"part-title\">I</li></li>\
                    <li class=\"chapter-item expanded \"><li class=\"spacer\"></li></li><li>x</li></ol>";
        let mended = "<ol><li class=\"part-title\">I</li><li class=\"spacer\" aria-hidden=\"true\"></li><li>x</li></ol>";
        assert_eq!(mend(html), mended);
    }
}
