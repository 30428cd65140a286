//! Links that lead nowhere.

use crate::html::attributes;
use crate::layout::files_below;
use crate::mistake::{Mistakes, did_you_mean};
use crate::pages::Page;
use crate::scan::What;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Checks every link and picture of the book against its files and anchors. A link to another host
/// is not followed.
pub fn dead_links(book: &Path, pages: &[Page], mistakes: &mut Mistakes) {
    let mut htmls: BTreeMap<String, String> = BTreeMap::new();
    let mut files: BTreeSet<String> = BTreeSet::new();
    for path in files_below(book) {
        let name = path
            .strip_prefix(book)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        if path.extension().is_some_and(|ending| ending == "html") {
            htmls.insert(
                name.clone(),
                std::fs::read_to_string(&path).unwrap_or_default(),
            );
        }
        files.insert(name);
    }
    let anchors: BTreeMap<&str, BTreeSet<&str>> = htmls
        .iter()
        .map(|(name, html)| (name.as_str(), attributes(html, "id").into_iter().collect()))
        .collect();
    for (name, html) in &htmls {
        // What is wrong there is wrong on the pages that it is made of.
        if name == "print.html" || name == "index.html" {
            continue;
        }
        let mut links = attributes(html, "href");
        links.extend(attributes(html, "src"));
        for link in links {
            if let Err(what) = check(name, link, &files, &anchors) {
                report(name, link, &what, pages, mistakes);
            }
        }
    }
}

fn check(
    page: &str,
    link: &str,
    files: &BTreeSet<String>,
    anchors: &BTreeMap<&str, BTreeSet<&str>>,
) -> Result<(), String> {
    let scheme = link
        .split(['/', '#', '?'])
        .next()
        .is_some_and(|start| start.contains(':'));
    if scheme || link.starts_with("//") {
        return Ok(());
    }
    let link = link.replace("&amp;", "&");
    let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
    let path = path.split('?').next().unwrap_or("");
    let target = if path.is_empty() {
        page.to_owned()
    } else {
        join(page, path)
    };
    if !files.contains(&target) {
        let near = did_you_mean(&target, files.iter().map(String::as_str));
        return Err(format!("the book has no `{target}`{near}"));
    }
    if anchor.is_empty() {
        return Ok(());
    }
    match anchors.get(target.as_str()) {
        Some(known) if !known.contains(anchor) => {
            let near = did_you_mean(anchor, known.iter().copied());
            Err(format!("`{target}` has no `#{anchor}`{near}"))
        }
        _ => Ok(()),
    }
}

/// A path relative to a page, from the book's root.
fn join(page: &str, path: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Reports a dead link where its author wrote it, or else for the page as a whole.
fn report(html: &str, link: &str, what: &str, pages: &[Page], mistakes: &mut Mistakes) {
    let Some(page) = pages.iter().find(|page| page.html() == html) else {
        mistakes.add(html, 1, format!("the link `{link}` leads nowhere: {what}"));
        return;
    };
    let written = page.items.iter().find_map(|item| match &item.what {
        What::Link(written) if written.replace(".md", ".html") == link || written == link => {
            Some((item.range.start, written.as_str()))
        }
        _ => None,
    });
    let (at, written) = written.unwrap_or((0, link));
    let line = page.text.line_at(at);
    mistakes.add(
        &page.text.file,
        line,
        format!("the link `{written}` leads nowhere: {what}"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches relative paths that are resolved against the wrong folder.
    #[test]
    fn paths_are_relative_to_their_page() {
        assert_eq!(join("source/a/b.html", "../../css/x.css"), "css/x.css");
        assert_eq!(join("a.html", "./figures/x.csv"), "figures/x.csv");
    }
}
