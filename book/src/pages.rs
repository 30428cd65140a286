//! The pages of the book, read from disk and scanned.

use crate::layout::Layout;
use crate::mistake::{Mistakes, Text, did_you_mean};
use crate::scan::{self, Item};
use crate::summary::{self, Entry};
use common::chapter::Chapter;

/// A page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its name without an ending: `hodgkin-huxley`.
    pub name: String,
    /// Its title in the table of contents.
    pub title: String,
    /// Its number, for a numbered chapter.
    pub number: Option<String>,
    /// Its chapter's place in the list of chapters, if it is one's page.
    pub chapter: Option<usize>,
    /// The author's file.
    pub text: Text,
    /// What the weaver has to replace or check in it.
    pub items: Vec<Item>,
}

impl Page {
    /// Its file in the book: `hodgkin-huxley.html`.
    pub fn html(&self) -> String {
        format!("{}.html", self.name)
    }

    /// The number of its n-th figure or equation: `1.2`, or `2` on a page without a number.
    pub fn numbered(&self, n: usize) -> String {
        match &self.number {
            Some(number) => format!("{number}.{n}"),
            None => n.to_string(),
        }
    }
}

/// Reads the table of contents and every page that it lists.
pub fn read(layout: &Layout, chapters: &[Chapter], mistakes: &mut Mistakes) -> (Text, Vec<Page>) {
    let path = layout.text().join("SUMMARY.md");
    let file = layout.relative(&path);
    let body = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        mistakes.add(&file, 1, format!("can't be read: {error}"));
        String::new()
    });
    let summary = Text { file, body };
    let entries = summary::read(&summary, mistakes);
    let mut pages = Vec::new();
    for entry in &entries {
        pages.extend(page(layout, chapters, &summary, entry, mistakes));
    }
    for chapter in chapters {
        let listed = entries
            .iter()
            .any(|one| one.page == Some(format!("{}.md", chapter.name)));
        if !listed {
            let name = chapter.name;
            let what = format!(
                "the chapter `{name}` is not listed: add `- [{}]({name}.md)`",
                chapter.title
            );
            mistakes.add(&summary.file, 1, what);
        }
    }
    (summary, pages)
}

fn page(
    layout: &Layout,
    chapters: &[Chapter],
    summary: &Text,
    entry: &Entry,
    mistakes: &mut Mistakes,
) -> Option<Page> {
    let listed = entry.page.as_deref()?;
    let name = listed.strip_suffix(".md").unwrap_or("");
    let chapter = chapters.iter().position(|one| one.name == name);
    let path = match chapter {
        Some(_) => layout.chapter(name).join("chapter.md"),
        None => layout.text().join(listed),
    };
    let plain = !name.is_empty() && !name.contains(['/', '\\', '.']);
    let body = match std::fs::read_to_string(&path) {
        Ok(body) if plain => body,
        _ => {
            let near = did_you_mean(listed, names(layout, chapters).iter().map(String::as_str));
            let what = format!("there is no page `{listed}`{near}");
            mistakes.add(&summary.file, entry.line, what);
            return None;
        }
    };
    let text = Text {
        file: layout.relative(&path),
        body: body.replace("\r\n", "\n"),
    };
    let items = scan::scan(&text.body);
    Some(Page {
        name: name.to_owned(),
        title: entry.title.clone(),
        number: entry.number.clone(),
        chapter,
        text,
        items,
    })
}

/// The pages that SUMMARY.md could name.
fn names(layout: &Layout, chapters: &[Chapter]) -> Vec<String> {
    let texts = crate::layout::files_below(&layout.text());
    let texts = texts
        .iter()
        .filter_map(|path| path.file_name())
        .map(|name| name.to_string_lossy());
    let texts = texts.filter(|name| name.ends_with(".md") && name != "SUMMARY.md");
    let chapters = chapters
        .iter()
        .map(|chapter| format!("{}.md", chapter.name));
    texts
        .map(std::borrow::Cow::into_owned)
        .chain(chapters)
        .collect()
}
