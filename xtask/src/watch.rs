//! Which files the programs are compiled from, and whether one of them changed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// When each file was last written.
pub type Times = BTreeMap<PathBuf, SystemTime>;

/// The files that the book's program is compiled from, and when each was last written.
///
/// They are every Rust file and manifest under `root`, and what the compiler says that it read
/// besides (`listing`, cargo's `.d` file beside the program): a file may reach the program through
/// `include_str!`. A file that is missing has no entry, so that it comes and goes as a change.
pub fn times(root: &Path, listing: &Path) -> Times {
    let mut files = Vec::new();
    sources_under(root, &mut files);
    files.push(root.join(".cargo/config.toml"));
    files.extend(read_by_the_compiler(
        &fs::read_to_string(listing).unwrap_or_default(),
    ));
    files
        .into_iter()
        .filter_map(|file| {
            let time = fs::metadata(&file).and_then(|data| data.modified()).ok()?;
            Some((file, time))
        })
        .collect()
}

/// The files that were written, added or removed between two looks, in order.
pub fn changes(before: &Times, after: &Times) -> Vec<PathBuf> {
    let written = after
        .iter()
        .filter(|&(file, time)| before.get(file) != Some(time));
    let removed = before.iter().filter(|(file, _)| !after.contains_key(*file));
    let mut files: Vec<_> = written
        .chain(removed)
        .map(|(file, _)| file.clone())
        .collect();
    files.sort();
    files
}

fn sources_under(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let hidden = name.to_string_lossy().starts_with('.');
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if !hidden && name != "target" {
                sources_under(&path, files);
            }
        } else if path.extension() == Some(OsStr::new("rs"))
            || name == "Cargo.toml"
            || name == "Cargo.lock"
        {
            files.push(path);
        }
    }
}

/// The files after the colon of a line `program: file file …`; a backslash keeps a space in a name.
fn read_by_the_compiler(listing: &str) -> Vec<PathBuf> {
    let names = listing
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(_, names)| names);
    names
        .flat_map(|names| {
            let names = names.replace("\\ ", "\0");
            let files: Vec<_> = names
                .split(' ')
                .map(|name| PathBuf::from(name.replace('\0', " ")))
                .collect();
            files
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Would catch a file with a space in its name lost, or the program listed as its own source.
    #[test]
    fn the_compilers_listing_is_read_name_by_name() {
        let listing = "/a/target/release/book: /a/book/src/main.rs /a/two\\ words.css\n";
        let expected = ["/a/book/src/main.rs", "/a/two words.css"].map(PathBuf::from);
        assert_eq!(read_by_the_compiler(listing), expected);
        assert!(read_by_the_compiler("").is_empty());
    }

    /// Would catch a rebuild that is missed, or one for nothing.
    #[test]
    fn writing_adding_and_removing_a_file_are_changes() {
        let early = SystemTime::UNIX_EPOCH;
        let late = early + Duration::from_secs(1);
        let times = |pairs: &[(&str, SystemTime)]| -> Times {
            pairs
                .iter()
                .map(|&(name, time)| (PathBuf::from(name), time))
                .collect()
        };
        let before = times(&[("kept", early), ("removed", early), ("written", early)]);
        let after = times(&[("added", early), ("kept", early), ("written", late)]);
        let expected = ["added", "removed", "written"].map(PathBuf::from);
        assert_eq!(changes(&before, &after), expected);
        assert!(changes(&before, &before).is_empty());
    }

    /// Would catch a server that rebuilds because of its own output, or that overlooks its source.
    #[test]
    fn the_sources_are_watched_and_the_output_is_not() {
        let root = crate::workspace::root();
        let times = times(&root, Path::new("no such listing"));
        assert!(times.contains_key(&root.join("xtask/src/watch.rs")));
        assert!(times.contains_key(&root.join("Cargo.lock")));
        assert!(
            !times
                .keys()
                .any(|file| file.starts_with(root.join("target")))
        );
    }
}
