//! Notes: written anywhere in the page, set beside their mark.

use super::{Edits, Spot, Weaver, apply};
use crate::pages::Page;
use crate::scan::What;
use std::collections::BTreeMap;
use std::ops::Range;

impl Weaver<'_> {
    /// Adds to the edits of a page the notes' marks, with each note's text after its first mark.
    pub(super) fn notes(&mut self, index: usize, page: &Page, edits: Edits) -> Edits {
        let body = &page.text.body;
        let mut notes: BTreeMap<&str, (Range<usize>, String)> = BTreeMap::new();
        for item in &page.items {
            let What::Note { name, paragraphs } = &item.what else {
                continue;
            };
            let told: Vec<String> = paragraphs
                .iter()
                .map(|range| {
                    apply(body, range.clone(), &edits)
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect();
            if notes
                .insert(name, (item.range.clone(), told.join("<br>")))
                .is_some()
            {
                self.wrong(
                    &self.spot(index, item.range.start),
                    format!("the note `[^{name}]` is written twice"),
                );
            }
        }
        let within = |range: &Range<usize>| {
            notes
                .values()
                .any(|(note, _)| note.start <= range.start && range.end <= note.end)
        };
        let mut all: Edits = edits
            .into_iter()
            .filter(|(range, _)| !within(range))
            .collect();
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for item in &page.items {
            let What::Mark(name) = &item.what else {
                continue;
            };
            let Some((_, told)) = notes.get(name.as_str()) else {
                continue;
            };
            let next = numbers.len() + 1;
            let first = !numbers.contains_key(name.as_str());
            let n = *numbers.entry(name).or_insert(next);
            let mut mark = format!("<sup class=\"margin-mark\">{n}</sup>");
            if first {
                mark.extend([format!(
                    "<span class=\"margin-note\" role=\"note\"><sup>{n}</sup> {told}</span>"
                )]);
            }
            all.push((item.range.clone(), mark));
        }
        for (name, (range, _)) in &notes {
            if !numbers.contains_key(name) {
                self.wrong(
                    &self.spot(index, range.start),
                    format!("the note `[^{name}]` has no mark in the text"),
                );
            }
            all.push((range.clone(), "\n".to_owned()));
        }
        all.sort_by_key(|(range, _)| (range.start, range.end));
        all
    }

    fn spot(&self, page: usize, at: usize) -> Spot {
        let line = self.materials.pages[page].text.line_at(at);
        Spot {
            page,
            line,
            within: String::new(),
        }
    }
}
