//! Explore: each chapter as a WebAssembly module, and the scripts that let a reader move a figure.
//!
//! The modules are compiled before the book is woven (by xtask, which knows whether this machine can).
//! Here each gets its JavaScript, and becomes a script itself: a page that is opened from disk can load
//! a script, and nothing else. All of it is loaded only when a reader asks for it. The module is packed
//! with LZMA, which leaves a fifth less of it than deflate, the most that any browser unpacks by itself; the
//! page unpacks it in its worker.

use crate::finish::{At, FinishError, write};
use crate::layout::{Layout, files_below};
use crate::weave::Woven;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use common::chapter::Chapter;
use common::run::{Cancelled, Run};
use lzma_rust2::{LzmaOptions, LzmaWriter};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use wasm_bindgen_cli_support::Bindgen;

/// The figures of each chapter that can be explored, with what the page's script needs.
pub type Explorable = BTreeMap<String, BTreeMap<String, Value>>;

/// The chapters' modules as scripts, by their chapters' names: the JavaScript that stands between page and
/// module, and the module, packed.
pub type Modules = BTreeMap<&'static str, String>;

/// The compiled modules, made ready for the page.
///
/// # Errors
/// Why the book is built without them, as half a sentence.
pub fn modules(layout: &Layout, chapters: &[Chapter], run: &Run) -> Result<Modules, String> {
    let ready = run.map(chapters, |chapter| {
        let module = module(layout, chapter.name).map_err(Unfit::Module)?;
        Ok((chapter.name, module))
    });
    ready
        .map(|modules| modules.into_iter().collect())
        .map_err(|unfit| match unfit {
            Unfit::Module(why) => why,
            Unfit::Cancelled => "it was called off".to_owned(),
        })
}

/// Why there is no module.
enum Unfit {
    Module(String),
    Cancelled,
}

impl From<Cancelled> for Unfit {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

fn module(layout: &Layout, chapter: &str) -> Result<String, String> {
    let path = &layout.module(chapter);
    let shown = layout.relative(path);
    let Ok(written) = std::fs::metadata(path).and_then(|data| data.modified()) else {
        return Err(format!(
            "{shown} is not there; `cargo xtask book` compiles it where Rust has the target \
             wasm32-unknown-unknown (`rustup target add wasm32-unknown-unknown`, on Debian also \
             `xtask/wasm-toolchain.sh`)"
        ));
    };
    if let Some(newer) = newer_source(path, written) {
        return Err(format!(
            "{shown} is older than {}; `cargo xtask book` compiles it anew",
            layout.relative(&newer)
        ));
    }
    let unfit = |error: &dyn std::fmt::Display| format!("{shown} is no module for a page: {error}");
    let mut output = Bindgen::new()
        .input_path(path)
        .no_modules(true)
        .map_err(|error| unfit(&error))?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .map_err(|error| unfit(&error))?;
    let bytes = output.wasm_mut().emit_wasm();
    let packed = packed(&bytes).map_err(|error| unfit(&error))?;
    let engine = json!({
        "glue": output.js(),
        "wasm": BASE64_STANDARD.encode(&packed),
    });
    Ok(format!(
        "(window.lecture_engines ??= {{}})[\"{chapter}\"] = {engine};\n"
    ))
}

/// Packs bytes with LZMA, in the format that begins with the options and the size (`.lzma`).
fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let size = bytes.len();
    let options = LzmaOptions {
        // Instructions have no boundaries of four bytes.
        pb: 0,
        // The window in which it looks back, which the page has to set aside too: all of it, no more.
        dict_size: u32::try_from(size.next_power_of_two()).map_err(io::Error::other)?,
        ..LzmaOptions::with_preset(9)
    };
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(size as u64))?;
    writer.write_all(bytes)?;
    writer.finish()
}

/// A file that the module is made of and that was changed after it was.
fn newer_source(module: &Path, written: SystemTime) -> Option<PathBuf> {
    // Beside what it compiles cargo lists the files that it read.
    let listing = std::fs::read_to_string(module.with_extension("d")).unwrap_or_default();
    let (_, names) = listing.split_once(": ")?;
    let names = names.trim_end().replace("\\ ", "\0");
    let files = names
        .split(' ')
        .map(|name| PathBuf::from(name.replace('\0', " ")));
    files
        .filter(|file| {
            let changed = std::fs::metadata(file).and_then(|data| data.modified());
            changed.is_ok_and(|changed| changed > written)
        })
        .min()
}

/// Writes the scripts and the style sheet below `explore/`.
///
/// # Errors
/// If a file can't be read or written.
pub fn write_files(
    layout: &Layout,
    book: &Path,
    modules: &Modules,
    woven: &Woven,
) -> Result<(), FinishError> {
    let folder = book.join("explore");
    for (chapter, figures) in &woven.explorable {
        if let Some(script) = modules.get(chapter.as_str()) {
            write(&folder.join(format!("{chapter}-engine.js")), script)?;
        }
        let figures = serde_json::to_string(figures)?;
        let script = format!("(window.lecture_explorable ??= {{}})[\"{chapter}\"] = {figures};\n");
        write(&folder.join(format!("{chapter}.js")), &script)?;
    }
    for ((chapter, figure), begun) in &woven.begun {
        let begun = serde_json::to_string(begun)?;
        let script =
            format!("(window.lecture_begun ??= {{}})[\"{chapter}/{figure}\"] = {begun};\n");
        write(&folder.join(chapter).join(format!("{figure}.js")), &script)?;
    }
    let unpacker = layout.theme().join("unpack-lzma.js");
    let unpacker = json!(std::fs::read_to_string(&unpacker).at(&unpacker)?);
    let mut script = format!("(function () {{\n'use strict';\nconst UNPACKER = {unpacker};\n");
    for path in files_below(&layout.theme().join("explore")) {
        let text = std::fs::read_to_string(&path).at(&path)?;
        let ending = path.extension().unwrap_or_default();
        if ending == "js" {
            script.push_str(&text);
        } else if ending == "css" {
            write(&folder.join("explore.css"), &text)?;
        }
    }
    script.push_str("})();\n");
    write(&folder.join("explore.js"), &script)
}
