//! The playground as a book of its own: a page with every kind of parameter, for the tests of Explore.

use book::build::{Builder, Built};
use book::layout::Layout;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

const PAGE: &str = "# A playground\n\n*What moves?*\n\n{{#figure everything}}\n\n{{#figure wave}}\n\n{{#figure still}}\n\n\
                    {{#parameters everything}}\n";
const SUMMARY: &str =
    "# Summary\n\n[Preface](preface.md)\n\n- [A playground](playground.md)\n- [The end](end.md)\n";

/// The book, built once; nothing if its module is not compiled.
///
/// # Panics
/// With all mistakes of the build, if it has any.
pub fn book() -> Option<&'static Built> {
    static BUILT: OnceLock<Option<Built>> = OnceLock::new();
    BUILT.get_or_init(build).as_ref()
}

fn build() -> Option<Built> {
    let ours = Layout::of_this_workspace();
    if !ours.module("playground").is_file() {
        return None;
    }
    let root = ours.root.join("target/books-under-test/playground");
    if root.exists() {
        fs::remove_dir_all(&root).expect("our own folder");
    }
    let write = |file: &str, text: &str| {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("writable");
        fs::write(path, text).expect("writable");
    };
    let settings = fs::read_to_string(ours.settings()).expect("the book has settings");
    write("book/book.toml", &settings);
    write("book/text/SUMMARY.md", SUMMARY);
    write("book/text/preface.md", "# Preface\n\nSee @fig-wave.\n");
    write("book/text/end.md", "# The end\n\nNothing follows.\n");
    write("book/text/bibliography.bib", "");
    write("chapters/playground/chapter.md", PAGE);
    let source = "book/explore/src/playground.rs";
    let text = fs::read_to_string(ours.root.join(source)).expect("its source");
    write(source, &text);
    copy(&ours.theme(), &root.join("book/theme"));
    let mut layout = Layout::of(&root);
    layout.modules = ours.modules;
    let chapters = vec![explore::playground::chapter()];
    let built = Builder::new(layout, &chapters).build();
    Some(built.unwrap_or_else(|error| panic!("the playground can't be built:\n{error}")))
}

/// Copies a folder and all that is in it.
///
/// # Panics
/// If it can't be read or written.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("writable");
    for entry in fs::read_dir(from).expect("a folder of ours").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("writable");
        }
    }
}
