//! What a page loads before and after a reader asks to explore, and what happens where that can't be loaded.

use super::{PROBE, ask, explorable, explorable_pages, figures, on_page};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use tests::browser::{in_browser, open, serve, url};
use tests::playground::copy;
use tests::{built_book, root};

/// What a chapter may weigh, compressed, before anything is explored, in bytes.
const LIGHT: usize = 400_000;

/// What the module of a chapter may weigh, compressed, in bytes, with what unpacks it.
const MODULE: usize = 250_000;

/// The script that holds a chapter's module.
fn engine(chapter: &str) -> String {
    format!("explore/{chapter}-engine.js")
}

/// A file as a server sends it: compressed, but for what is compressed by itself.
fn weight(file: &Path) -> Result<usize> {
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    let packed = file.extension().is_some_and(|ending| ending == "woff2");
    Ok(if packed {
        bytes.len()
    } else {
        miniz_oxide::deflate::compress_to_vec(&bytes, 9).len()
    })
}

/// Catches a chapter that has become heavy, and what belongs to Explore loaded by readers who never ask for it.
#[test]
fn a_chapter_is_light_until_it_is_explored() {
    if !explorable() {
        return;
    }
    let book = built_book();
    let address = serve(&book);
    let own: &'static str = address.clone().leak();
    on_page(own, |page| async move {
        for path in explorable_pages() {
            let name = path.file_name().context("a page")?.to_string_lossy();
            open(&page, &format!("{own}/{name}")).await?;
            let script = "document.fonts.ready.then(() => [location.href, ...performance.getEntriesByType('resource').map(one => one.name)])";
            let loaded: Vec<String> = serde_json::from_value(ask(&page, script).await?)?;
            let mut total = 0;
            for file in &loaded {
                let file = file.trim_start_matches(own).split(['?', '#']).next();
                let file = file.unwrap_or_default().trim_start_matches('/');
                ensure!(!file.starts_with("explore/"), "{name} loads {file}");
                let weight = weight(&book.join(file))?;
                if weight > 20_000 {
                    eprintln!("  {file}: {weight}");
                }
                total += weight;
            }
            eprintln!("{name}: {total} bytes in {} files", loaded.len());
            ensure!(
                total < LIGHT,
                "{name} weighs {total} bytes, of {LIGHT} allowed"
            );
        }
        // It stands in another script, of which the rest is no part of a module.
        let unpacker = weight(&root().join("book/theme/unpack-lzma.js"))?;
        for chapter in registry::chapters() {
            let name = chapter.name;
            let module = weight(&book.join(engine(name)))? + unpacker;
            eprintln!("{name}, its module in its script, and what unpacks it: {module} bytes");
            ensure!(
                module < MODULE,
                "{name} takes {module} bytes, of {MODULE} allowed"
            );
        }
        Ok(())
    });
}

/// Catches a reader left with a dead button, or without the printed figure, where the module is missing, cut off,
/// or no module at all.
#[test]
fn what_cannot_be_loaded_leaves_the_printed_figure() {
    if !explorable() {
        return;
    }
    // A copy, since other tests read the book meanwhile.
    let copied = tempfile::tempdir().expect("a temporary folder");
    let ours = copied.path().to_owned();
    copy(&built_book(), &ours);
    let script = |chapter: &str| {
        fs::read_to_string(built_book().join(engine(chapter))).expect("it is built")
    };
    let result = in_browser(|browser| async move {
        let page = browser.new_page("about:blank").await?;
        for what in ["missing", "cut off", "no module"] {
            for chapter in registry::chapters() {
                let (file, script) = (ours.join(engine(chapter.name)), script(chapter.name));
                match what {
                    "missing" => fs::remove_file(&file)?,
                    "cut off" => fs::write(&file, &script[..script.len() / 2])?,
                    _ => {
                        let (glue, _) = script.split_once("\"wasm\":\"").context("the module")?;
                        // Packed as the module is, but the words "no module".
                        let none = format!(
                            "{glue}\"wasm\":\"AwAQAAD//////////wA3HJ5oAWhRcZs/Du8b//7wIAA=\"}};\n"
                        );
                        fs::write(&file, none)?;
                    }
                }
            }
            for path in explorable_pages() {
                let path = ours.join(path.file_name().context("a page")?);
                open(&page, &url(&path)).await?;
                page.evaluate(PROBE).await?;
                let (_, figure) = figures(&page).await?.swap_remove(0);
                let told = ask(&page, &format!("probe.refused('fig-{figure}')")).await;
                let told = told.with_context(|| format!("{what}, {figure}"))?;
                ensure!(
                    told["same"] == true && told["panel"] == false,
                    "{what}: {told}"
                );
                ensure!(told["button"] == "Can't be explored here", "{what}: {told}");
            }
        }
        Ok(())
    });
    if let Some(result) = result {
        result.unwrap_or_else(|error| panic!("{error:?}"));
    }
}
