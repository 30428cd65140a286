//! Explore: each chapter as a WebAssembly module, and the scripts that let a reader move a figure.
//!
//! The modules are compiled before the book is woven (by xtask, which knows whether this machine can).
//! Here each gets its JavaScript, and becomes a script itself: a page that is opened from disk can load
//! a script, and nothing else. All of it is loaded only when a reader asks for it.

use crate::finish::{At, FinishError, write};
use crate::layout::{Layout, files_below};
use crate::weave::Woven;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use common::chapter::Chapter;
use common::run::{Cancelled, Run};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use wasm_bindgen_cli_support::Bindgen;

/// The figures of each chapter that can be explored, with what the page's script needs.
pub type Explorable = BTreeMap<String, BTreeMap<String, Value>>;

/// The module as a script.
#[derive(Debug, Clone)]
pub struct Module {
    /// The script: the JavaScript that stands between page and module, and the module, compressed.
    pub script: String,
    /// The module's size in bytes.
    pub size: usize,
    /// Its size once compressed.
    pub compressed: usize,
}

/// The chapters' modules, by their chapters' names.
pub type Modules = BTreeMap<&'static str, Module>;

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

fn module(layout: &Layout, chapter: &str) -> Result<Module, String> {
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
    let compressed = miniz_oxide::deflate::compress_to_vec_zlib(&bytes, 10);
    let engine = json!({
        "glue": output.js(),
        "wasm": BASE64_STANDARD.encode(&compressed),
    });
    Ok(Module {
        script: format!("(window.lecture_engines ??= {{}})[\"{chapter}\"] = {engine};\n"),
        size: bytes.len(),
        compressed: compressed.len(),
    })
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
        if let Some(module) = modules.get(chapter.as_str()) {
            write(&folder.join(format!("{chapter}-engine.js")), &module.script)?;
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
    let mut script = String::from("(function () {\n'use strict';\n");
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
