//! What stands between `{{#` and `}}`.

use super::{ClaimUse, Include, What};
use crate::mistake::did_you_mean;

/// The names of all directives.
pub const DIRECTIVES: &[&str] = &[
    "figure",
    "claim",
    "include",
    "parameters",
    "checked",
    "bibliography",
];

/// Those that make a paragraph of their own.
pub const BLOCK_DIRECTIVES: &[&str] =
    &["figure", "include", "parameters", "checked", "bibliography"];

/// Reads a directive from what stands between `{{#` and `}}`.
pub(super) fn parse(inside: &str) -> What {
    let mut words = inside.split_whitespace();
    let name = words.next().unwrap_or("");
    let arguments: Vec<&str> = words.collect();
    let one = |of: &str| match arguments.as_slice() {
        [only] => Ok((*only).to_owned()),
        _ => Err(What::Wrong(format!(
            "`{{{{#{name}}}}}` takes the name of one {of}"
        ))),
    };
    let none = |what: What| {
        if arguments.is_empty() {
            what
        } else {
            What::Wrong(format!("`{{{{#{name}}}}}` takes nothing after its name"))
        }
    };
    match name {
        "figure" => one("figure").map_or_else(|wrong| wrong, What::Figure),
        "parameters" => one("figure").map_or_else(|wrong| wrong, What::Parameters),
        "checked" => none(What::Checked),
        "bibliography" => none(What::Bibliography),
        "include" => one("file, and `:anchor`").map_or_else(|wrong| wrong, |path| include(&path)),
        "claim" => claim(&arguments),
        _ => {
            let near = did_you_mean(name, DIRECTIVES.iter().copied());
            What::Wrong(format!("there is no directive `{{{{#{name}}}}}`{near}"))
        }
    }
}

fn include(path: &str) -> What {
    let (path, anchor) = match path.split_once(':') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (path, None),
    };
    What::Include(Include {
        path: path.to_owned(),
        anchor,
        language: None,
        prefix: String::new(),
    })
}

fn claim(arguments: &[&str]) -> What {
    let Some((path, rest)) = arguments.split_first() else {
        return What::Wrong("`{{#claim}}` takes the name of a claim".to_owned());
    };
    let mut used = claim_path(path);
    for word in rest {
        if *word == "value" {
            used.bare = true;
        } else if let Some((name, value)) = word.split_once('=') {
            used.settings.push((name.to_owned(), value.to_owned()));
        } else {
            return What::Wrong(format!(
                "`{word}` is no part of a claim: after its name stand `parameter=value` or `value`"
            ));
        }
    }
    What::Claim(used)
}

/// A claim at its own parameters from its name, with or without a chapter.
pub(super) fn claim_path(path: &str) -> ClaimUse {
    let (chapter, name) = match path.split_once('/') {
        Some((chapter, name)) => (Some(chapter.to_owned()), name),
        None => (None, path),
    };
    ClaimUse {
        chapter,
        name: name.to_owned(),
        settings: Vec::new(),
        bare: false,
    }
}
