//! The built book: what is in it, that every link leads somewhere, that it is valid HTML, and that it
//! shows what the command line writes.

use common::run::Run;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use tests::{build, built_book};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of the book") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn pages() -> Vec<(PathBuf, String)> {
    let html = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extension == "html")
    };
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a page is UTF-8");
        (path, text)
    };
    files(&built_book())
        .into_iter()
        .filter(html)
        .map(read)
        .collect()
}

fn select(document: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector of ours");
    let elements = document.select(&selector);
    elements
        .filter_map(|element| element.attr(attribute).map(str::to_owned))
        .collect()
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut whole, part| {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir => {}
            other => whole.push(other),
        }
        whole
    })
}

/// Catches a source that nobody cites, which stands in the bibliography without a use.
#[test]
fn the_book_builds_without_a_warning() {
    let warnings: Vec<String> = build().warnings.iter().map(ToString::to_string).collect();
    assert!(warnings.is_empty(), "{warnings:#?}");
}

/// Catches a dead link, a link to a place that a page doesn't have, and a missing script or font;
/// found with another parser than the weaver's own.
#[test]
fn every_link_and_anchor_resolves() {
    let pages: BTreeMap<PathBuf, Html> = pages()
        .into_iter()
        .map(|(path, text)| (path, Html::parse_document(&text)))
        .collect();
    let anchors: BTreeMap<&PathBuf, BTreeSet<String>> = pages
        .iter()
        .map(|(path, page)| (path, select(page, "[id]", "id").into_iter().collect()))
        .collect();
    let mut dead = Vec::new();
    for (path, page) in &pages {
        let mut targets = select(page, "[href]", "href");
        targets.extend(select(page, "[src]", "src"));
        for target in targets {
            if ["https://", "http://", "mailto:", "data:"]
                .iter()
                .any(|start| target.starts_with(start))
            {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = file.split('?').next().unwrap_or_default();
            let folder = path.parent().expect("a page lies in a folder");
            let whole = if file.is_empty() {
                path.clone()
            } else {
                normal(&folder.join(file))
            };
            let there = match anchors.get(&whole) {
                Some(known) => anchor.is_empty() || known.contains(anchor),
                None => whole.is_file() && anchor.is_empty(),
            };
            if !there {
                dead.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// Catches a script, style, font or picture that the page would fetch from elsewhere, and a page
/// whose policy would let it.
#[test]
fn no_page_loads_anything_from_another_host() {
    for (path, text) in pages() {
        let page = Html::parse_document(&text);
        let mut loaded = select(&page, "[src]", "src");
        loaded.extend(select(&page, "link[href]", "href"));
        loaded.extend(select(&page, "image[href], use[href]", "href"));
        for target in loaded {
            // What is in the page itself, a heat map's pixels, is asked of nobody; its letters may
            // be any.
            let own = target.starts_with("data:image/png;base64,");
            assert!(
                own || !target.contains("//"),
                "{} loads {target}",
                path.display()
            );
        }
        let policy = select(
            &page,
            "meta[http-equiv='Content-Security-Policy']",
            "content",
        );
        let strict = policy.first().is_some_and(|policy| {
            policy.contains("default-src 'none'")
                && policy.contains("script-src 'self'")
                && !policy.contains("http")
        });
        assert!(
            strict,
            "{} has no strict policy: {policy:?}",
            path.display()
        );
        let inline = Selector::parse("script:not([src])").expect("a selector of ours");
        assert_eq!(
            page.select(&inline).count(),
            0,
            "{} has an inline script",
            path.display()
        );
    }
    for path in files(&built_book()) {
        if path.extension().is_some_and(|extension| extension == "css") {
            let text = std::fs::read_to_string(&path).expect("a style sheet is UTF-8");
            assert!(
                !text.contains("url(http") && !text.contains("@import"),
                "{}",
                path.display()
            );
        }
    }
}

/// Catches markup that a browser has to repair: unclosed or misnested elements, double identifiers.
#[test]
fn every_page_is_valid_html() {
    let mut wrong = Vec::new();
    for (path, text) in pages() {
        let page = Html::parse_document(&text);
        wrong.extend(
            page.errors
                .iter()
                .map(|error| format!("{}: {error}", path.display())),
        );
        let mut seen = BTreeSet::new();
        for id in select(&page, "[id]", "id") {
            if !seen.insert(id.clone()) {
                wrong.push(format!("{}: two elements have the id {id}", path.display()));
            }
        }
        for (selector, what) in [
            ("img:not([alt])", "a picture without alternative text"),
            (
                "svg[role=img]:not([aria-label])",
                "a figure without alternative text",
            ),
            ("html:not([lang])", "no language"),
        ] {
            let selector = Selector::parse(selector).expect("a selector of ours");
            if page.select(&selector).next().is_some() {
                wrong.push(format!("{}: {what}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Catches sources, drafts and leftovers among the pages.
#[test]
fn nothing_is_in_the_output_but_what_belongs_there() {
    let kinds = [
        "html", "css", "js", "woff2", "svg", "csv", "json", "txt", "nojekyll",
    ];
    for path in files(&built_book()) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let kind = name.rsplit('.').next().unwrap_or_default();
        assert!(
            kinds.contains(&kind),
            "{} does not belong there",
            path.display()
        );
        let size = std::fs::metadata(&path).expect("readable").len();
        // The page for printing holds all chapters.
        let most = if name == "print.html" {
            registry::chapters().len() as u64 * (4 << 20)
        } else {
            4 << 20
        };
        assert!(size < most, "{} has {size} bytes", path.display());
    }
}

/// Catches a copy of the book without the terms under which its scripts may be copied.
#[test]
fn the_licences_of_the_scripts_stand_in_the_book() {
    for name in ["LICENSE-highlight.txt", "LICENSE-lzma1.txt"] {
        let text = std::fs::read_to_string(built_book().join(name)).expect("it is there");
        assert!(text.contains("Copyright"), "{name}: {text}");
    }
}

/// Catches a page that shows another picture, or offers other numbers, than the command line writes.
#[test]
fn figures_are_the_bytes_of_the_command_line() {
    let book = built_book();
    for chapter in registry::chapters() {
        let page =
            std::fs::read_to_string(book.join(format!("{}.html", chapter.name))).expect("a page");
        for entry in &chapter.figures {
            let figure = entry
                .draw(&entry.defaults(), &Run::serial())
                .expect("the defaults");
            let provenance = chapter.provenance(entry, &entry.defaults());
            let folder = book.join("figures").join(chapter.name);
            let read = |kind: &str| {
                let path = folder.join(format!("{}.{kind}", entry.name));
                std::fs::read_to_string(path).expect("every figure has its files")
            };
            assert_eq!(read("svg"), figure.svg(), "{}", entry.name);
            assert_eq!(read("csv"), figure.csv(&provenance), "{}", entry.name);
            assert!(
                page.contains(&format!("id=\"fig-{}\"", entry.name)),
                "{}",
                entry.name
            );
        }
    }
}

/// Catches a number in the text that is not the one that the claim computes.
#[test]
fn numbers_in_the_text_are_those_of_the_claims() {
    let book = built_book();
    let shown = Selector::parse("a.claim").expect("a selector of ours");
    for chapter in registry::chapters() {
        let page =
            std::fs::read_to_string(book.join(format!("{}.html", chapter.name))).expect("a page");
        let page = Html::parse_document(&page);
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        let texts: BTreeSet<String> = page
            .select(&shown)
            .map(|link| plain(&link.text().collect::<String>()))
            .collect();
        for claim in &chapter.claims {
            let estimate = claim
                .compute(&claim.defaults(), &Run::serial())
                .expect("the defaults");
            let printed = plain(&claim.print(estimate.value));
            assert!(
                texts.contains(&printed),
                "{}: {printed} is nowhere in the text",
                claim.name
            );
        }
    }
}
