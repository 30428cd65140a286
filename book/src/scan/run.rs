//! What Markdown takes for plain text: directives, references and citations in it.

use super::directive::{claim_path, parse};
use super::{BLOCK_DIRECTIVES, Cited, ClaimUse, Item, Kind, Target, What};
use std::ops::Range;

/// Finds everything in a run of text.
pub(super) fn find(text: &str, run: Range<usize>, items: &mut Vec<Item>) {
    let mut at = run.start;
    while at < run.end {
        let rest = &text[at..run.end];
        let escaped = text[..at].ends_with('\\') && !text[..at].ends_with("\\\\");
        let found = if escaped { None } else { here(text, at, rest) };
        match found {
            Some((length, what)) => {
                items.push(Item {
                    range: at..at + length,
                    what,
                });
                at += length;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
}

/// What begins here, and how long it is.
fn here(text: &str, at: usize, rest: &str) -> Option<(usize, What)> {
    if let Some(inside) = rest.strip_prefix("{{#") {
        return Some(directive(inside));
    }
    if rest.starts_with("{#") && !text[..at].ends_with('{') {
        let wrong = "a label stands after `$$…$$` or at the end of a heading, and nowhere else";
        return Some((2, What::Wrong(wrong.to_owned())));
    }
    if rest.starts_with("$$") {
        let wrong = "this `$$` opens or closes no equation: is a line of it empty, or does one begin \
                     with `+`, `-` or `=`, which Markdown takes for a list or a heading?";
        return Some((2, What::Wrong(wrong.to_owned())));
    }
    if let Some(inside) = rest.strip_prefix("[^") {
        let end = inside.find(']')?;
        let name = &inside[..end];
        let wrong = format!("the note `[^{name}]` is nowhere written");
        return Some((end + 3, What::Wrong(wrong)));
    }
    if let Some(inside) = rest.strip_prefix('[') {
        let end = inside.find(']')?;
        return citation(&inside[..end]).map(|what| (end + 2, what));
    }
    if let Some(key) = rest.strip_prefix('@') {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '_')) {
            return None;
        }
        let key = &key[..key_length(key)];
        return (!key.is_empty()).then(|| (key.len() + 1, reference_or_narrative(key)));
    }
    None
}

fn directive(inside: &str) -> (usize, What) {
    match inside.find("}}") {
        Some(end) => {
            let what = parse(&inside[..end]);
            (
                end + 5,
                if block(&what) {
                    alone_please(&inside[..end])
                } else {
                    what
                },
            )
        }
        None => (3, What::Wrong("`{{#` without its `}}`".to_owned())),
    }
}

/// Whether a directive makes a paragraph of its own.
fn block(what: &What) -> bool {
    !matches!(what, What::Claim(_) | What::Wrong(_))
}

fn alone_please(inside: &str) -> What {
    let name = inside.split_whitespace().next().unwrap_or("");
    debug_assert!(BLOCK_DIRECTIVES.contains(&name), "{name} is a block");
    What::Wrong(format!(
        "`{{{{#{name}}}}}` needs a paragraph of its own: an empty line before and after"
    ))
}

fn key_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '/')
}

/// The length of the key that begins here: none unless it begins with a letter.
fn key_length(text: &str) -> usize {
    if !text.starts_with(char::is_alphabetic) {
        return 0;
    }
    let end = text.find(|c| !key_character(c)).unwrap_or(text.len());
    // Full stop and colon after a key belong to the sentence.
    text[..end]
        .trim_end_matches(['.', ':', '-', '/', '_'])
        .len()
}

/// The reference with which a text begins, as in a comment of code, and its length.
pub fn reference_at(text: &str) -> (usize, Option<Target>) {
    let key = text.strip_prefix('@').unwrap_or("");
    let key = &key[..key_length(key)];
    match reference_or_narrative(key) {
        What::Reference(target) => (key.len() + 1, Some(target)),
        _ => (key.len() + 1, None),
    }
}

fn reference_or_narrative(key: &str) -> What {
    for kind in [Kind::Figure, Kind::Equation, Kind::Section] {
        if let Some(rest) = key.strip_prefix(kind.prefix()) {
            let (chapter, name) = match rest.split_once('/') {
                Some((chapter, name)) => (Some(chapter.to_owned()), name),
                None => (None, rest),
            };
            return What::Reference(Target {
                kind,
                chapter,
                name: name.to_owned(),
            });
        }
    }
    What::Narrative(key.to_owned())
}

/// A citation in brackets: `see @key, p. 12; @other`. Nothing if no key stands in it.
fn citation(inside: &str) -> Option<What> {
    let mut cited = Vec::new();
    for part in inside.split(';') {
        let at = part.find('@')?;
        let before = part[..at].trim();
        if part[..at].ends_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let key = &part[at + 1..];
        let length = key_length(key);
        if length == 0 {
            return None;
        }
        let after = key[length..].trim().trim_start_matches(',').trim();
        let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        cited.push(Cited {
            before: spaced(before),
            key: key[..length].to_owned(),
            after: spaced(after),
        });
    }
    if let [only] = cited.as_slice()
        && let reference @ What::Reference(_) = reference_or_narrative(&only.key)
    {
        // `[@fig-spike]`, as some write it: the brackets say nothing.
        return Some(reference);
    }
    Some(What::Citation(cited))
}

/// The places of `\claim{NAME}` in TeX, each with its claim.
pub fn claims_in_tex(tex: &str) -> Vec<(Range<usize>, ClaimUse)> {
    let opening = r"\claim{";
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = tex[at..].find(opening).map(|start| at + start) {
        let inside = start + opening.len();
        let Some(end) = tex[inside..].find('}').map(|end| inside + end) else {
            break;
        };
        found.push((start..end + 1, claim_path(tex[inside..end].trim())));
        at = end + 1;
    }
    found
}
