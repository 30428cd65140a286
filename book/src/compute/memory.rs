//! Remembers figures and claims between weavings, while a page is being written.

use super::fingerprint::{fingerprint, hexadecimal, newest_change};
use crate::layout::Layout;
use common::chapter::Chapter;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What earlier weavings computed, or nothing.
///
/// A result is kept under the hash of its parameters and of the sources that it comes from. The
/// results of a chapter whose sources are newer than this program are kept only while the program
/// runs: it might not be made of them.
#[derive(Debug, Default)]
pub struct Memory {
    /// What this program computed itself; nothing if it is to remember nothing.
    held: Option<Mutex<BTreeMap<String, Vec<u8>>>>,
    folder: PathBuf,
    fingerprints: BTreeMap<&'static str, String>,
}

impl Memory {
    /// Remembers nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Remembers in the weaver's folder, and forgets what older sources gave.
    pub fn open(layout: &Layout, chapters: &[Chapter]) -> Self {
        let program = std::env::current_exe()
            .and_then(std::fs::metadata)
            .and_then(|data| data.modified());
        let program = program.ok();
        Self::opened(layout, chapters, |name| {
            newest_change(layout, chapters, name) <= program
        })
    }

    fn opened(layout: &Layout, chapters: &[Chapter], current: impl Fn(&str) -> bool) -> Self {
        let folder = layout.work.join("memory");
        let fingerprints: BTreeMap<_, _> = chapters
            .iter()
            .filter(|chapter| current(chapter.name))
            .map(|chapter| (chapter.name, fingerprint(layout, chapters, chapter.name)))
            .collect();
        for path in crate::layout::files_below(&folder) {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            let kept = fingerprints
                .iter()
                .any(|(chapter, print)| name.starts_with(&format!("{chapter}.{print}.")));
            if !kept {
                // What can't be removed only takes room.
                let _ = std::fs::remove_file(&path);
            }
        }
        Self {
            held: Some(Mutex::default()),
            folder,
            fingerprints,
        }
    }

    /// The result with this name and these parameters, computed only if it is not remembered.
    ///
    /// # Errors
    /// Those of the computation.
    pub fn or_compute<T: Serialize + DeserializeOwned>(
        &self,
        chapter: &str,
        kind: &str,
        name: &str,
        parameters: &str,
        compute: impl FnOnce() -> Result<T, String>,
    ) -> Result<T, String> {
        let Some(held) = &self.held else {
            return compute();
        };
        let key = format!("{chapter}\n{kind}\n{name}\n{parameters}");
        let path = self.fingerprints.get(chapter).map(|print| {
            let digest = hexadecimal(&Sha256::digest(key.as_bytes()));
            self.folder.join(format!("{chapter}.{print}.{digest}.json"))
        });
        let known = held.lock().ok().and_then(|held| held.get(&key).cloned());
        let known = known.or_else(|| std::fs::read(path.as_ref()?).ok());
        if let Some(value) = known.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            return Ok(value);
        }
        let value = compute()?;
        // A result that can't be kept is computed again: slower, and right.
        if let Ok(bytes) = serde_json::to_vec(&value) {
            if let Some(path) = path {
                let _ = write(&self.folder, &path, &bytes);
            }
            if let Ok(mut held) = held.lock() {
                held.insert(key, bytes);
            }
        }
        Ok(value)
    }
}

/// Writes a file whole or not at all.
fn write(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn chapter() -> Vec<Chapter> {
        vec![Chapter {
            name: "toy",
            title: "Toy",
            figures: Vec::new(),
            claims: Vec::new(),
        }]
    }

    /// Catches numbers computed again for every change of prose, and old numbers after a change of
    /// Rust.
    #[test]
    fn a_result_is_remembered_until_its_sources_change() {
        let root = tempfile::tempdir().unwrap();
        let layout = Layout::of(root.path());
        let source = layout.chapter("toy").join("src/lib.rs");
        std::fs::create_dir_all(source.parent().unwrap()).unwrap();
        std::fs::write(&source, "one").unwrap();
        let computed = Cell::new(0);
        let ask = |memory: &Memory, parameters: &str| {
            let compute = || {
                computed.set(computed.get() + 1);
                Ok(computed.get())
            };
            memory
                .or_compute("toy", "claim", "answer", parameters, compute)
                .unwrap()
        };
        let memory = Memory::opened(&layout, &chapter(), |_| true);
        assert_eq!(
            [ask(&memory, "a"), ask(&memory, "a"), ask(&memory, "b")],
            [1, 1, 2]
        );
        let again = Memory::opened(&layout, &chapter(), |_| true);
        assert_eq!(ask(&again, "b"), 2);
        std::fs::write(&source, "two").unwrap();
        let changed = Memory::opened(&layout, &chapter(), |_| true);
        assert_eq!(ask(&changed, "a"), 3);
        let stale = Memory::opened(&layout, &chapter(), |_| false);
        assert_eq!([ask(&stale, "a"), ask(&stale, "a")], [4, 4]);
        assert_eq!(
            [ask(&Memory::none(), "a"), ask(&Memory::none(), "a")],
            [5, 6]
        );
        let kept = crate::layout::files_below(&layout.work.join("memory"));
        assert!(
            kept.is_empty(),
            "what older sources gave is forgotten: {kept:?}"
        );
    }
}
