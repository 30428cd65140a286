//! Where the workspace and its build artefacts are.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::failure::Failure;
use crate::shell::CommandLine;

/// The folder that holds the workspace's `Cargo.toml`, wherever the command is given.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// The folder that cargo builds into.
pub fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// The cargo that started us, so that one toolchain does everything.
pub fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Compiles the programs of the workspace, and says how long it took.
///
/// All members are selected although one program is wanted: cargo unites the features of what is
/// selected, and the tests select all, so that no dependency compiles a second time for them.
///
/// # Errors
/// Something doesn't compile.
pub fn compile_programs(root: &Path) -> Result<(), Failure> {
    let start = Instant::now();
    CommandLine::new([
        cargo().as_str(),
        "build",
        "--release",
        "--workspace",
        "--bins",
    ])
    .and(["--exclude", "xtask"])
    .run(root, "compile the book")?;
    eprintln!("Compiled in {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Would catch a root that depends on the folder in which the command was given.
    #[test]
    fn the_root_holds_the_workspace_manifest() {
        let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[workspace]"));
    }
}
