//! What a chapter promises: everything that it declares is shown, and its model can be read whole.

use crate::include::{model_files, unshown};
use crate::layout::Layout;
use crate::mistake::Mistakes;
use crate::pages::Page;
use crate::scan::What;
use crate::weave::Woven;
use common::chapter::Chapter;

/// Reports figures that are never shown, claims that the prose never states, and lines of a model
/// that it never shows.
pub fn check(
    layout: &Layout,
    chapters: &[Chapter],
    pages: &[Page],
    woven: &Woven,
    mistakes: &mut Mistakes,
) {
    for (index, chapter) in chapters.iter().enumerate() {
        let Some(page) = pages.iter().find(|page| page.chapter == Some(index)) else {
            continue;
        };
        let file = &page.text.file;
        let has = |wanted: &What| page.items.iter().any(|item| item.what == *wanted);
        for figure in &chapter.figures {
            if !has(&What::Figure(figure.name.to_owned())) {
                let name = figure.name;
                let what =
                    format!("the figure `{name}` is never shown: add `{{{{#figure {name}}}}}`");
                mistakes.add(file, 1, what);
            }
        }
        for claim in &chapter.claims {
            if !woven.claims.contains(&(index, claim.name.to_owned())) {
                let name = claim.name;
                let what =
                    format!("the claim `{name}` is never stated: add `{{{{#claim {name}}}}}`");
                mistakes.add(file, 1, what);
            }
        }
        if !chapter.claims.is_empty() && !has(&What::Checked) {
            mistakes.add(
                file,
                1,
                "the chapter has claims and no `{{#checked}}` for them to lead to",
            );
        }
        unshown_lines(layout, chapter, woven, mistakes);
    }
}

fn unshown_lines(layout: &Layout, chapter: &Chapter, woven: &Woven, mistakes: &mut Mistakes) {
    for path in model_files(&layout.chapter(chapter.name)) {
        let file = layout.relative(&path);
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        let shown = woven.shown.get(&file).map_or(&[][..], Vec::as_slice);
        let hidden = unshown(&source, shown);
        let mut at = 0;
        while at < hidden.len() {
            let first = hidden[at];
            let mut last = first;
            while at + 1 < hidden.len() && hidden[at + 1] <= last + 2 {
                at += 1;
                last = hidden[at];
            }
            at += 1;
            let lines = if first == last {
                "this line is".to_owned()
            } else {
                format!("lines {first} to {last} are")
            };
            mistakes.add(&file, first, format!("{lines} never shown in the prose"));
        }
    }
}
