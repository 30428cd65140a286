//! What a link to another page points to, in a script that is loaded when a reader points at it.
//!
//! A page that is read from a disk can't fetch another one; a script it can load.

use super::error::{At, FinishError};
use super::write;
use crate::html::{attributes, element_with_id};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The links that have a preview begin like this.
const LINKS: [&str; 3] = [
    "<a class=\"reference\"",
    "<a class=\"citation\"",
    "<a class=\"claim\"",
];

/// Writes the previews of a book, and names them on the links.
///
/// # Errors
/// If a file can't be read or written.
pub fn write_previews(book: &Path) -> Result<(), FinishError> {
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for path in crate::layout::files_below(book) {
        let page = path.extension().is_some_and(|ending| ending == "html");
        if page && path.parent() == Some(book) {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let html = std::fs::read_to_string(&path).at(&path)?;
            pages.insert(name, html);
        }
    }
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, html) in &pages {
        let marked = mark(html, &mut wanted);
        if marked != *html {
            write(&book.join(name), &marked)?;
        }
    }
    for (name, anchors) in &wanted {
        let Some(html) = pages.get(name) else {
            continue;
        };
        let shown: BTreeMap<&String, String> = anchors
            .iter()
            .filter_map(|anchor| Some((anchor, preview(html, anchor)?)))
            .collect();
        let shown = serde_json::to_string(&shown)?;
        let script = format!("(window.lecture_previews ??= {{}})[\"{name}\"] = {shown};\n");
        write(&book.join(script_of(name)), &script)?;
    }
    Ok(())
}

fn script_of(page: &str) -> String {
    format!("previews/{}.js", page.trim_end_matches(".html"))
}

/// The page with its links to other pages marked.
fn mark(html: &str, wanted: &mut BTreeMap<String, BTreeSet<String>>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = LINKS.iter().filter_map(|link| rest.find(link)).min() {
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |end| start + end);
        out.push_str(&rest[..end]);
        let href = attributes(&rest[start..end], "href");
        if let Some((page, anchor)) = href.first().and_then(|href| href.split_once('#'))
            && !page.is_empty()
        {
            out.extend([format!(" data-preview=\"{}\"", script_of(page))]);
            wanted
                .entry(page.to_owned())
                .or_default()
                .insert(anchor.to_owned());
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// What is shown of a page for one of its anchors; nothing for a section, which is a place.
fn preview(html: &str, anchor: &str) -> Option<String> {
    let element = element_with_id(html, anchor)?;
    if element.starts_with("<tr") {
        let class = "<table class=\"checked\"><tbody>";
        return Some(format!("{class}{element}</tbody></table>"));
    }
    let things = ["<figure", "<li", "<div", "<span"];
    things
        .iter()
        .any(|thing| element.starts_with(thing))
        .then(|| element.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches previews of sections, of other elements, or only of a part of one.
    #[test]
    fn things_are_previewed_and_places_are_not() {
        let html = "<h2 id=\"s\">S</h2><div id=\"e\"><div>x</div></div><table><tr id=\"r\"><td>1</td></tr></table>";
        assert_eq!(
            preview(html, "e").as_deref(),
            Some("<div id=\"e\"><div>x</div></div>")
        );
        assert_eq!(preview(html, "s"), None);
        let row = "<table class=\"checked\"><tbody><tr id=\"r\"><td>1</td></tr></tbody></table>";
        assert_eq!(preview(html, "r").as_deref(), Some(row));
    }

    /// Catches marks on links within the page, which shows its own.
    #[test]
    fn only_links_to_other_pages_are_marked() {
        let mut wanted = BTreeMap::new();
        let html =
            "<a class=\"reference\" href=\"#a\">1</a><a class=\"citation\" href=\"b.html#k\">2</a>";
        let marked = mark(html, &mut wanted);
        assert_eq!(marked.matches("data-preview").count(), 1);
        assert!(marked.ends_with("href=\"b.html#k\" data-preview=\"previews/b.js\">2</a>"));
        assert!(wanted["b.html"].contains("k"));
    }
}
