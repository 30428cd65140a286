//! The book, built once for the tests that read it.

use book::build::{Builder, Built};
use book::layout::Layout;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Builds the book into a folder of its own below `target`, the first time it is asked for.
///
/// # Panics
/// With all mistakes of the build, if it has any.
pub fn build() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut layout = Layout::of_this_workspace();
        // Test binaries may run at the same time, and beside a reader's own `target/book`.
        let binary = std::env::current_exe().expect("a test binary knows its own path");
        let name = binary.file_stem().expect("a file").to_owned();
        let here = layout
            .root
            .join("target")
            .join("books-under-test")
            .join(name);
        layout.output = here.join("book");
        layout.work = here.join("weaving");
        let chapters = registry::chapters();
        let built = Builder::new(layout, &chapters).build();
        built.unwrap_or_else(|error| panic!("the book can't be built:\n{error}"))
    })
}

/// The folder of the built book.
pub fn built_book() -> PathBuf {
    build().output.clone()
}
