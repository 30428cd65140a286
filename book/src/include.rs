//! Regions of source files that the prose shows.

use crate::mistake::did_you_mean;
use std::path::Path;

/// A piece of a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its lines, without the marks of anchors and with the common indentation taken away.
    pub code: String,
    /// Its first line, counted from 1.
    pub first: usize,
    /// Its last line.
    pub last: usize,
}

enum Marker<'a> {
    Begin(&'a str),
    End(&'a str),
}

fn marker(line: &str) -> Option<Marker<'_>> {
    let comment = line
        .trim()
        .strip_prefix("//")
        .or_else(|| line.trim().strip_prefix('#'))?
        .trim();
    if let Some(name) = comment.strip_prefix("ANCHOR:") {
        Some(Marker::Begin(name.trim()))
    } else {
        comment
            .strip_prefix("ANCHOR_END:")
            .map(|name| Marker::End(name.trim()))
    }
}

/// Finds the region between `// ANCHOR: name` and `// ANCHOR_END: name`, or the whole file.
///
/// # Errors
/// What is wrong, in words: an unknown anchor with the nearest one, or an anchor without an end.
pub fn region(source: &str, file: &str, anchor: Option<&str>) -> Result<Region, String> {
    let lines: Vec<&str> = source.lines().collect();
    let (start, end) = match anchor {
        None => (0, lines.len()),
        Some(anchor) => {
            let begins =
                |line: &&str| matches!(marker(line), Some(Marker::Begin(name)) if name == anchor);
            let ends =
                |line: &&str| matches!(marker(line), Some(Marker::End(name)) if name == anchor);
            let Some(start) = lines.iter().position(begins) else {
                let near = did_you_mean(anchor, anchors(source).iter().map(String::as_str));
                return Err(format!("`{file}` has no anchor `{anchor}`{near}"));
            };
            let Some(length) = lines[start..].iter().position(ends) else {
                return Err(format!(
                    "the anchor `{anchor}` of `{file}` has no `ANCHOR_END: {anchor}`"
                ));
            };
            (start + 1, start + length)
        }
    };
    let shown: Vec<(usize, &str)> = (start..end)
        .filter(|index| marker(lines[*index]).is_none())
        .map(|index| (index, lines[index]))
        .collect();
    let filled = |line: &&(usize, &str)| !line.1.trim().is_empty();
    let (Some(first), Some(last)) = (
        shown.iter().position(|line| filled(&line)),
        shown.iter().rposition(|line| filled(&line)),
    ) else {
        let what = anchor.map_or_else(
            || format!("`{file}`"),
            |name| format!("the anchor `{name}` of `{file}`"),
        );
        return Err(format!("{what} is empty"));
    };
    let shown = &shown[first..=last];
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let common = shown
        .iter()
        .filter(|line| filled(line))
        .map(|line| indentation(line.1))
        .min()
        .unwrap_or(0);
    let code: Vec<&str> = shown
        .iter()
        .map(|(_, line)| line.get(common..).unwrap_or("").trim_end())
        .collect();
    Ok(Region {
        code: code.join("\n"),
        first: shown[0].0 + 1,
        last: shown[shown.len() - 1].0 + 1,
    })
}

/// The names of a file's anchors.
pub fn anchors(source: &str) -> Vec<String> {
    let begins = |line| match marker(line) {
        Some(Marker::Begin(name)) => Some(name.to_owned()),
        _ => None,
    };
    source.lines().filter_map(begins).collect()
}

/// The lines of a model (counted from 1) that none of the regions shows: what the reader never sees.
///
/// Imports, modules' declarations, tests, comments of the whole file, empty lines and lone closing
/// braces need not be shown.
pub fn unshown(source: &str, regions: &[Region]) -> Vec<usize> {
    let shown = |line: usize| {
        regions
            .iter()
            .any(|one| (one.first..=one.last).contains(&line))
    };
    let mut hidden = Vec::new();
    let mut skipping: Option<&str> = None;
    for (index, line) in source.lines().enumerate() {
        let text = line.trim();
        if let Some(end) = skipping {
            if line.trim_end() == end || (end == ";" && text.ends_with(';')) {
                skipping = None;
            }
            continue;
        }
        let import = ["use ", "pub use ", "mod ", "pub mod ", "pub(crate) use "];
        if import.iter().any(|start| text.starts_with(start)) && !text.starts_with("mod tests {") {
            skipping = (!text.ends_with(';')).then_some(";");
            continue;
        }
        if text == "#[cfg(test)]" {
            // Up to the brace that closes the module, or the `;` of one in a file of its own.
            let next = source.lines().nth(index + 1).unwrap_or("");
            skipping = Some(if next.trim_end().ends_with(';') {
                ";"
            } else {
                "}"
            });
            continue;
        }
        let exempt = text.is_empty()
            || text.starts_with("//!")
            || text.chars().all(|c| matches!(c, '}' | ')' | ';' | ','))
            || marker(line).is_some();
        if !exempt && !shown(index + 1) {
            hidden.push(index + 1);
        }
    }
    hidden
}

/// The files of a chapter whose every line the prose must show: `src/model.rs` and `src/model/`.
pub fn model_files(chapter: &Path) -> Vec<std::path::PathBuf> {
    let mut files = crate::layout::files_below(&chapter.join("src/model"));
    let single = chapter.join("src/model.rs");
    if single.is_file() {
        files.insert(0, single);
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "//! Model.\nuse a::{\n    b,\n};\n\n// ANCHOR: outer\nfn f() {\n    // ANCHOR: inner\n    g();\n    // ANCHOR_END: inner\n}\n// ANCHOR_END: outer\n\nfn h() {}\n\n#[cfg(test)]\nmod tests {\n    fn t() {}\n}\n";

    /// Catches marks of nested anchors in the listing, and wrong line numbers in its link.
    #[test]
    fn a_region_loses_marks_and_indentation_and_keeps_its_lines() {
        let outer = region(SOURCE, "model.rs", Some("outer")).unwrap();
        assert_eq!(
            outer,
            Region {
                code: "fn f() {\n    g();\n}".into(),
                first: 7,
                last: 11
            }
        );
        let inner = region(SOURCE, "model.rs", Some("inner")).unwrap();
        assert_eq!(
            inner,
            Region {
                code: "g();".into(),
                first: 9,
                last: 9
            }
        );
        assert_eq!(region(SOURCE, "model.rs", None).unwrap().last, 19);
    }

    /// Catches a message that does not name the nearest anchor, and an anchor that runs to the end.
    #[test]
    fn a_wrong_anchor_is_told_with_the_nearest() {
        let unknown = region(SOURCE, "model.rs", Some("inter")).unwrap_err();
        assert_eq!(
            unknown,
            "`model.rs` has no anchor `inter` (did you mean `inner`?)"
        );
        let endless = region("// ANCHOR: a\nx", "model.rs", Some("a")).unwrap_err();
        assert_eq!(
            endless,
            "the anchor `a` of `model.rs` has no `ANCHOR_END: a`"
        );
        let empty = region("// ANCHOR: a\n// ANCHOR_END: a", "model.rs", Some("a")).unwrap_err();
        assert_eq!(empty, "the anchor `a` of `model.rs` is empty");
    }

    /// Catches model code that escapes the reader, and imports or tests taken for it.
    #[test]
    fn only_code_that_is_never_shown_is_unshown() {
        let outer = region(SOURCE, "model.rs", Some("outer")).unwrap();
        assert_eq!(unshown(SOURCE, &[outer]), [14]);
        assert_eq!(unshown("#[cfg(test)]\nmod tests;\nfn x() {}\n", &[]), [3]);
    }
}
