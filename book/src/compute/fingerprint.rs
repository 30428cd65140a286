//! What a chapter's numbers come from, in one hash.

use crate::layout::{Layout, files_below};
use common::chapter::Chapter;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::time::SystemTime;

/// The files that a chapter's numbers come from: its own Rust and data, those of the chapters it
/// uses, common's, and the versions of everything else.
fn sources(layout: &Layout, chapters: &[Chapter], name: &str) -> Vec<PathBuf> {
    let mut files = vec![
        layout.root.join("Cargo.lock"),
        layout.root.join("common/Cargo.toml"),
    ];
    files.extend(files_below(&layout.root.join("common/src")));
    files.extend(files_below(&layout.root.join("common/assets")));
    let mut open = vec![name];
    let mut seen: Vec<&str> = Vec::new();
    while let Some(name) = open.pop() {
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let folder = layout.chapter(name);
        files.push(folder.join("Cargo.toml"));
        files.extend(files_below(&folder.join("src")));
        files.extend(files_below(&folder.join("data")));
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        let uses = |other: &str| {
            manifest.lines().any(|line| {
                let key = line.split(['=', '.', ' ']).next().unwrap_or("");
                key == other
            })
        };
        open.extend(
            chapters
                .iter()
                .map(|chapter| chapter.name)
                .filter(|other| uses(other)),
        );
    }
    files.sort();
    files.dedup();
    files
}

/// The hash of everything that a chapter's numbers come from.
pub fn fingerprint(layout: &Layout, chapters: &[Chapter], name: &str) -> String {
    let mut hash = Sha256::new();
    for path in sources(layout, chapters, name) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        hash.update(layout.relative(&path).as_bytes());
        hash.update([0]);
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    hexadecimal(&hash.finalize())
}

/// When a source of a chapter changed last.
pub fn newest_change(layout: &Layout, chapters: &[Chapter], name: &str) -> Option<SystemTime> {
    let changed = |path: &PathBuf| {
        std::fs::metadata(path)
            .and_then(|data| data.modified())
            .ok()
    };
    sources(layout, chapters, name)
        .iter()
        .filter_map(changed)
        .max()
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    digits.concat()
}
