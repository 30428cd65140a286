//! Hands the woven pages to mdBook.

use super::error::{At, FinishError};
use super::write;
use crate::layout::Layout;
use crate::mistake::Text;
use crate::pages::Page;
use crate::weave::Woven;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::path::Path;

/// mdBook's settings, from book/book.toml.
///
/// # Errors
/// If the file can't be read or is no valid configuration.
pub fn settings(layout: &Layout) -> Result<Config, FinishError> {
    let path = layout.settings();
    let text = std::fs::read_to_string(&path).at(&path)?;
    text.parse().map_err(|error| FinishError::Settings {
        path: layout.relative(&path),
        why: format!("{error:#}"),
    })
}

/// Renders the woven pages into a folder.
///
/// # Errors
/// If mdBook fails, or a file can't be written.
pub fn render(
    layout: &Layout,
    settings: &Config,
    summary: &Text,
    pages: &[Page],
    woven: &Woven,
    into: &Path,
) -> Result<(), FinishError> {
    let staging = layout.work.join("staging");
    if staging.exists() {
        std::fs::remove_dir_all(&staging).at(&staging)?;
    }
    write(&staging.join("src/SUMMARY.md"), &listed(summary, pages))?;
    for (index, text) in &woven.pages {
        write(
            &staging
                .join("src")
                .join(format!("{}.md", pages[*index].name)),
            text,
        )?;
    }
    write(
        &staging.join("figures.css"),
        &common::figure::palette::css(),
    )?;
    let rendered = configure(layout, settings, into)
        .and_then(|config| MDBook::load_with_config(&staging, config)?.build());
    rendered.map_err(|error| FinishError::Renderer(format!("{error:#}")))?;
    mend_edit_links(settings, pages, into)
}

/// The settings with what the weaver decides.
fn configure(
    layout: &Layout,
    settings: &Config,
    into: &Path,
) -> mdbook_driver::errors::Result<Config> {
    let mut config = settings.clone();
    config.set("book.src", "src")?;
    config.set("build.build-dir", into)?;
    config.set("build.create-missing", false)?;
    config.set("build.use-default-preprocessors", false)?;
    config.set("output.html.additional-css", ["figures.css"])?;
    if layout.theme().is_dir() {
        config.set("output.html.theme", layout.theme())?;
    }
    if let Some(address) = repository(settings) {
        let template = format!("{address}/edit/main/{{path}}");
        config.set("output.html.edit-url-template", template)?;
    }
    Ok(config)
}

/// The repository's address, if the book has one.
pub(crate) fn repository(settings: &Config) -> Option<String> {
    let address: Option<String> = settings
        .get("output.html.git-repository-url")
        .ok()
        .flatten();
    address
        .map(|text| text.trim_end_matches('/').to_owned())
        .filter(|text| !text.is_empty())
}

/// The table of contents without the pages that could not be read.
fn listed(summary: &Text, pages: &[Page]) -> String {
    let known = |line: &str| {
        let page = line
            .split_once("](")
            .and_then(|(_, rest)| rest.split(')').next())
            .unwrap_or("");
        page.is_empty() || pages.iter().any(|one| format!("{}.md", one.name) == page)
    };
    let lines: Vec<&str> = summary.body.lines().filter(|line| known(line)).collect();
    lines.join("\n") + "\n"
}

/// mdBook would lead an editor to the staging folder's files.
fn mend_edit_links(settings: &Config, pages: &[Page], into: &Path) -> Result<(), FinishError> {
    let Some(address) = repository(settings) else {
        return Ok(());
    };
    for path in crate::layout::files_below(into) {
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let mut html = std::fs::read_to_string(&path).at(&path)?;
        for page in pages {
            let staged = format!("{address}/edit/main/src/{}.md", page.name);
            html = html.replace(&staged, &format!("{address}/edit/main/{}", page.text.file));
        }
        std::fs::write(&path, html).at(&path)?;
    }
    Ok(())
}
