//! The modules with which a reader explores the figures: each chapter compiled to WebAssembly.
//!
//! Rust needs a target for that. Where rustup can fetch it, we add it; on Debian without it,
//! `xtask/wasm-toolchain.sh` makes it; else the book is built without.

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::failure::Failure;
use crate::shell::CommandLine;
use crate::workspace;

/// The target of browsers.
const TARGET: &str = "wasm32-unknown-unknown";
/// The vectors of two numbers that every browser has had since 2023. They change no digit.
const FLAGS: &str = "-Ctarget-feature=+simd128";

/// How Rust compiles for browsers here.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Toolchain {
    /// The compiler in use has the target.
    Own,
    /// The one that the script made: variables for cargo.
    Made(Vec<(String, String)>),
}

/// Compiles the modules, the one of the browser tests too, where this machine can; where it can't, the
/// book says so in one line.
///
/// # Errors
/// A chapter doesn't compile for browsers.
pub fn compile(root: &Path) -> Result<(), Failure> {
    let Some(toolchain) = toolchain(root) else {
        return Ok(());
    };
    let start = Instant::now();
    command(&toolchain).run(root, "compile the figures for browsers")?;
    eprintln!(
        "Compiled for browsers in {:.1} s.",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn command(toolchain: &Toolchain) -> CommandLine {
    let cargo = workspace::cargo();
    let flags = format!("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS={FLAGS}");
    let mut line = CommandLine::new(["env"]);
    if let Toolchain::Made(variables) = toolchain {
        line = line.and(
            variables
                .iter()
                .map(|(name, value)| format!("{name}={value}")),
        );
    }
    line.and([flags]).and([cargo]).and([
        "build",
        "--examples",
        "--package",
        "explore",
        "--target",
        TARGET,
        "--profile",
        "explore",
    ])
}

/// The compiler's own target, the one that the script made, or what rustup fetches: the first that
/// there is.
fn toolchain(root: &Path) -> Option<Toolchain> {
    if has_target() {
        return Some(Toolchain::Own);
    }
    if let Some(made) = made(root) {
        return Some(made);
    }
    CommandLine::new(["rustup", "--version"]).output()?;
    let add = CommandLine::new(["rustup", "target", "add", TARGET]);
    eprintln!("$ {}", add.shown());
    // Without a network it fails with many words, of which the book's one line is enough.
    add.output();
    has_target().then_some(Toolchain::Own)
}

/// Whether the compiler in use has a standard library for browsers.
fn has_target() -> bool {
    let folder =
        CommandLine::new(["rustc", "--print", "target-libdir", "--target", TARGET]).output();
    folder.is_some_and(|folder| Path::new(&folder).is_dir())
}

/// What `xtask/wasm-toolchain.sh` made.
fn made(root: &Path) -> Option<Toolchain> {
    let folder = root.join("target/wasm-toolchain");
    if !folder.join("ready").exists() {
        return None;
    }
    let text = fs::read_to_string(folder.join("environment")).ok()?;
    Some(Toolchain::Made(variables(&text)))
}

/// Lines `NAME=value`.
fn variables(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Would catch modules compiled by a compiler without the target, or with other digits than it
    /// has elsewhere.
    #[test]
    fn the_made_toolchain_is_handed_to_cargo() {
        let made = Toolchain::Made(variables("RUSTC=/a/rustc\nLD_LIBRARY_PATH=/a/lib\n"));
        let shown = command(&made).shown();
        assert!(
            shown.starts_with("env RUSTC=/a/rustc LD_LIBRARY_PATH=/a/lib CARGO_TARGET_WASM32"),
            "{shown}"
        );
        assert!(shown.ends_with("--target wasm32-unknown-unknown --profile explore"));
        let own = command(&Toolchain::Own).shown();
        assert!(!own.contains("RUSTC="), "{own}");
    }

    /// Would catch flags that let a browser's digits differ from a processor's.
    #[test]
    fn no_flag_fuses_a_multiplication_with_an_addition() {
        assert!(!FLAGS.contains("relaxed-simd") && !FLAGS.contains("fast"));
    }
}
