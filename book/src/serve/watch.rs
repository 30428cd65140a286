//! Notices that the prose or the theme changed.

use super::ServeError;
use crate::layout::Layout;
use common::chapter::Chapter;
use notify::{Event, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// An editor writes a file in several steps; they are over after this time.
const SETTLED: Duration = Duration::from_millis(60);

/// Watches the chapters' prose, the book's text, its theme and its settings.
pub struct Watch {
    changes: Receiver<()>,
    _watcher: Box<dyn Watcher + Send>,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// If the system can't watch a folder.
    pub fn new(layout: &Layout, chapters: &[Chapter]) -> Result<Self, ServeError> {
        let (sender, changes) = channel();
        let prose: Vec<PathBuf> = chapters
            .iter()
            .map(|chapter| layout.chapter(chapter.name).join("chapter.md"))
            .collect();
        let folders = [layout.text(), layout.theme()];
        let settings = layout.settings();
        let modules: Vec<PathBuf> = chapters
            .iter()
            .map(|chapter| layout.module(chapter.name))
            .collect();
        let concerns = move |path: &Path| {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            // What editors leave beside a file while they write it.
            let scratch = name.starts_with('.')
                || name.ends_with('~')
                || path.extension().is_some_and(|ending| ending == "swp");
            let ours = path == settings
                || modules.iter().any(|one| one == path)
                || prose.iter().any(|one| one == path)
                || folders.iter().any(|folder| path.starts_with(folder));
            ours && !scratch
        };
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            if !event.kind.is_access() && event.paths.iter().any(|path| concerns(path)) {
                // Nobody listens any longer only when the program ends.
                let _ = sender.send(());
            }
        })
        .map_err(|error| ServeError::Watch("the book".to_owned(), error))?;
        let mut watch = |folder: &Path, mode: RecursiveMode| {
            watcher
                .watch(folder, mode)
                .map_err(|error| ServeError::Watch(folder.display().to_string(), error))
        };
        watch(&layout.root.join("book"), RecursiveMode::NonRecursive)?;
        for folder in [layout.text(), layout.theme()] {
            if folder.is_dir() {
                watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        // The modules are compiled beside the server, or not at all.
        if layout.modules.is_dir() {
            watch(&layout.modules, RecursiveMode::NonRecursive)?;
        }
        for chapter in chapters {
            watch(&layout.chapter(chapter.name), RecursiveMode::NonRecursive)?;
        }
        Ok(Self {
            changes,
            _watcher: Box::new(watcher),
        })
    }

    /// Waits for a change, and until it is over; `false` if there is nothing to wait for any longer.
    pub fn wait(&self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        while self.changes.recv_timeout(SETTLED).is_ok() {}
        true
    }

    /// Whether a change comes within this time.
    pub fn changes_within(&self, patience: Duration) -> bool {
        self.changes.recv_timeout(patience).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches prose whose changes go unnoticed, and reweaving for what is no prose.
    #[test]
    fn prose_is_noticed_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let layout = Layout::of(&root.path().canonicalize().unwrap());
        let chapters = [Chapter {
            name: "toy",
            title: "Toy",
            figures: Vec::new(),
            claims: Vec::new(),
        }];
        for folder in [layout.text(), layout.theme(), layout.chapter("toy")] {
            std::fs::create_dir_all(folder).unwrap();
        }
        let prose = layout.chapter("toy").join("chapter.md");
        std::fs::write(&prose, "one").unwrap();
        let watch = Watch::new(&layout, &chapters).unwrap();
        std::fs::write(layout.chapter("toy").join("Cargo.toml"), "x").unwrap();
        std::fs::write(layout.text().join(".preface.md.swp"), "x").unwrap();
        assert!(!watch.changes_within(Duration::from_millis(300)));
        std::fs::write(&prose, "two").unwrap();
        assert!(watch.changes_within(Duration::from_secs(5)));
    }
}
