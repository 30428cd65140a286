//! Source files as pages of the book, with a number and an anchor on every line.

use super::error::{At, FinishError};
use super::write;
use crate::html::{attributes, escape};
use crate::layout::Layout;
use std::collections::BTreeSet;
use std::path::Path;

/// The page of a source file when the theme has none of its own.
const PLAIN: &str = "<!DOCTYPE html>\n<html lang=\"{{language}}\"><head><meta charset=\"utf-8\"><title>{{title}}</title>\
    </head><body><p><a href=\"{{back}}\">{{book_title}}</a></p><h1><code>{{path}}</code></h1>\
    <pre class=\"source\"><code>{{lines}}</code></pre></body></html>\n";

/// Writes a page for every source file that the book links to.
///
/// # Errors
/// If a file can't be read or written.
pub fn write_pages(
    layout: &Layout,
    book: &Path,
    title: &str,
    language: &str,
    sources: &BTreeSet<String>,
) -> Result<(), FinishError> {
    let template = std::fs::read_to_string(layout.theme().join("source.html"))
        .unwrap_or_else(|_| PLAIN.to_owned());
    for file in sources {
        let path = layout.root.join(file);
        let source = std::fs::read_to_string(&path).at(&path)?;
        let page = format!("source/{file}.html");
        let root = "../".repeat(page.matches('/').count());
        let back = format!(
            "{root}{}",
            shown_on(book, &page).unwrap_or_else(|| "index.html".to_owned())
        );
        let html = fill(
            &template,
            &[
                ("title", &format!("{} – {}", escape(file), escape(title))),
                ("language", &escape(language)),
                ("path_to_root", &root),
                ("path", &escape(file)),
                ("book_title", &escape(title)),
                ("back", &escape(&back)),
                ("lines", &lines(&source)),
            ],
        );
        write(&book.join(&page), &html)?;
    }
    Ok(())
}

/// A template with its names replaced, each once: what is put in is not looked at again.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(start) = rest.find("{{") {
        out.push_str(&rest[..start]);
        rest = &rest[start + 2..];
        let name = rest.split("}}").next().unwrap_or("");
        let Some((_, value)) = values.iter().find(|(known, _)| *known == name.trim()) else {
            out.push_str("{{");
            continue;
        };
        out.push_str(value);
        rest = &rest[name.len() + 2..];
    }
    out.push_str(rest);
    out
}

fn lines(source: &str) -> String {
    let line = |(index, line): (usize, &str)| {
        format!(
            "<span class=\"line\" id=\"L{}\">{}\n</span>",
            index + 1,
            escape(line)
        )
    };
    source.lines().enumerate().map(line).collect()
}

/// The first page of the book that links to this one.
fn shown_on(book: &Path, page: &str) -> Option<String> {
    let pages = crate::layout::files_below(book);
    let mut names: Vec<String> = pages
        .iter()
        .filter(|path| {
            path.parent() == Some(book) && path.extension().is_some_and(|ending| ending == "html")
        })
        .filter(|path| {
            let html = std::fs::read_to_string(path).unwrap_or_default();
            attributes(&html, "href")
                .iter()
                .any(|href| href.split('#').next() == Some(page))
        })
        .filter_map(|path| {
            path.file_name()
                .map(|name| name.to_string_lossy().into_owned())
        })
        .collect();
    names.retain(|name| name != "print.html" && name != "index.html");
    names.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches unescaped code, lines counted from 0, and code that is taken for a template.
    #[test]
    fn lines_are_escaped_and_numbered() {
        let html = fill(
            "{{path}}: {{lines}}{{x}}",
            &[("path", "{{lines}}"), ("lines", &lines("a<b\nc"))],
        );
        let line = "<span class=\"line\" id=\"L1\">a&lt;b\n</span><span class=\"line\" id=\"L2\">c\n</span>";
        assert_eq!(html, format!("{{{{lines}}}}: {line}{{{{x}}}}"));
    }
}
