//! The reading order: SUMMARY.md.

use crate::mistake::{Mistakes, Text};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// An entry of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its title.
    pub title: String,
    /// Its page, as SUMMARY.md names it: `hodgkin-huxley.md`; nothing for a chapter to come.
    pub page: Option<String>,
    /// Its number, for a numbered chapter: `1`.
    pub number: Option<String>,
    /// Its line in SUMMARY.md.
    pub line: usize,
}

/// Reads the table of contents. Chapters to come (`- [Title]()`) have numbers too.
pub fn read(summary: &Text, mistakes: &mut Mistakes) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // Counters of the open lists. A new list after a part's title goes on counting.
    let mut open: Vec<usize> = Vec::new();
    let mut counted = 0;
    let mut entry: Option<Entry> = None;
    for (event, range) in Parser::new(&summary.body).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => open.push(if open.is_empty() { counted } else { 0 }),
            Event::End(TagEnd::List(_)) => {
                let last = open.pop();
                if open.is_empty() {
                    counted = last.unwrap_or(counted);
                }
            }
            Event::Start(Tag::Item) => {
                if let Some(count) = open.last_mut() {
                    *count += 1;
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let number: Vec<String> = open.iter().map(ToString::to_string).collect();
                entry = Some(Entry {
                    title: String::new(),
                    page: Some(dest_url.into_string()).filter(|page| !page.is_empty()),
                    number: Some(number.join(".")).filter(|number| !number.is_empty()),
                    line: summary.line_at(range.start),
                });
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(entry) = &mut entry {
                    entry.title.push_str(&text);
                }
            }
            Event::End(TagEnd::Link) => entries.extend(entry.take()),
            _ => {}
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    for entry in &entries {
        let Some(page) = entry.page.as_deref() else {
            continue;
        };
        if seen.contains(&page) {
            mistakes.add(
                &summary.file,
                entry.line,
                format!("`{page}` stands here twice"),
            );
        }
        seen.push(page);
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches chapters to come that take no number, and parts that begin counting anew.
    #[test]
    fn chapters_to_come_are_counted_and_parts_go_on_counting() {
        let body = "# Summary\n\n[Preface](preface.md)\n\n# Part I\n\n- [One](one.md)\n- [Two]()\n  - [Inner](in.md)\n\n\
                    # Part II\n\n- [Three](three.md)\n\n[Bibliography](bibliography.md)\n";
        let mut mistakes = Mistakes::default();
        let entries = read(
            &Text {
                file: "S".into(),
                body: body.into(),
            },
            &mut mistakes,
        );
        let told: Vec<(Option<&str>, Option<&str>)> = entries
            .iter()
            .map(|one| (one.number.as_deref(), one.page.as_deref()))
            .collect();
        let expected = [
            (None, Some("preface.md")),
            (Some("1"), Some("one.md")),
            (Some("2"), None),
            (Some("2.1"), Some("in.md")),
            (Some("3"), Some("three.md")),
            (None, Some("bibliography.md")),
        ];
        assert_eq!(told, expected);
        assert!(mistakes.sorted().is_empty());
    }
}
