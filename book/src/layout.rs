//! Where everything stands.

use std::path::{Path, PathBuf};

/// The modules below cargo's folder: of this target, and compiled with this profile.
const MODULES: &str = "wasm32-unknown-unknown/explore/examples";

/// The folders that a build reads and writes.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The workspace's root.
    pub root: PathBuf,
    /// Where the book goes. A book that stands there is replaced; anything else is left alone.
    pub output: PathBuf,
    /// The weaver's own folder, for what it prepares and remembers.
    pub work: PathBuf,
    /// The folder of the compiled modules with which figures are explored, one for each chapter. Without
    /// them the book is built without.
    pub modules: PathBuf,
}

impl Layout {
    /// The layout of a workspace, with the book in `target/book`.
    pub fn of(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            output: root.join("target/book"),
            work: root.join("target/weaving"),
            modules: root.join("target").join(MODULES),
        }
    }

    /// The layout of the workspace that this program was compiled in.
    pub fn of_this_workspace() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut layout = Self::of(folder.parent().unwrap_or(folder));
        if let Some(target) = std::env::var_os("CARGO_TARGET_DIR") {
            layout.modules = layout.root.join(target).join(MODULES);
        }
        layout
    }

    /// The folder of the pages that belong to no chapter, with SUMMARY.md and the bibliography.
    pub fn text(&self) -> PathBuf {
        self.root.join("book/text")
    }

    /// The folder of style sheets, templates, scripts and fonts.
    pub fn theme(&self) -> PathBuf {
        self.root.join("book/theme")
    }

    /// mdBook's settings.
    pub fn settings(&self) -> PathBuf {
        self.root.join("book/book.toml")
    }

    /// A chapter's folder.
    pub fn chapter(&self, name: &str) -> PathBuf {
        self.root.join("chapters").join(name)
    }

    /// A chapter's compiled module.
    pub fn module(&self, chapter: &str) -> PathBuf {
        let file = format!("{}.wasm", chapter.replace('-', "_"));
        self.modules.join(file)
    }

    /// A path from the workspace's root, with forward slashes.
    pub fn relative(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/")
    }
}

/// All files below a folder, sorted, hidden ones left out; none if there is no such folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
