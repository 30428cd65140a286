//! `cargo xtask book`.

use std::path::{Path, PathBuf};

use crate::arguments::BookOptions;
use crate::explore;
use crate::failure::Failure;
use crate::probe;
use crate::serve;
use crate::shell::CommandLine;
use crate::workspace;

/// Builds the book and says where it is, or serves it.
///
/// # Errors
/// Something is missing and can't be installed, doesn't compile, or the book has mistakes.
pub fn book(options: &BookOptions) -> Result<(), Failure> {
    let root = workspace::root();
    probe::install_what_is_missing(&root)?;
    if options.serve {
        return serve::serve(&root, options);
    }
    workspace::compile_programs(&root)?;
    explore::compile(&root)?;
    weaver(&root)
        .and(["build"])
        .and(options.open.then_some("--open"))
        .run(&root, "weave the book")
}

/// The program that weaves and serves.
pub fn weaver(root: &Path) -> CommandLine {
    let program: PathBuf = workspace::target(root).join("release/book");
    CommandLine::new([program.to_string_lossy()])
}
