//! The new book takes the old one's place only when it is whole.

use super::error::{At, FinishError};
use std::path::{Path, PathBuf};

/// Where a book is built before it takes its place: beside it, so that a move is a renaming.
///
/// # Errors
/// If something other than a book stands in the book's place, or the folder can't be made.
pub fn aside(output: &Path) -> Result<PathBuf, FinishError> {
    if output.exists() && !is_book(output) {
        return Err(FinishError::NoBook(output.display().to_string()));
    }
    let name = output.file_name().ok_or(FinishError::NoFolder)?;
    let aside = output.with_file_name(format!(".{}.weaving", name.to_string_lossy()));
    if aside.exists() {
        std::fs::remove_dir_all(&aside).at(&aside)?;
    }
    std::fs::create_dir_all(&aside).at(&aside)?;
    Ok(aside)
}

/// Removes what was built aside.
///
/// # Errors
/// If it can't be removed.
pub fn clear(aside: &Path) -> Result<(), FinishError> {
    std::fs::remove_dir_all(aside).at(aside)
}

/// Whether a folder is empty or holds what this program writes.
fn is_book(folder: &Path) -> bool {
    let Ok(mut entries) = std::fs::read_dir(folder) else {
        return false;
    };
    entries.next().is_none()
        || (folder.join("index.html").is_file() && folder.join(".nojekyll").is_file())
}

/// Puts the finished book in its place. The old one is moved away before, and removed after.
///
/// # Errors
/// If a folder can't be moved; the old book is then put back.
pub fn swap(aside: &Path, output: &Path) -> Result<(), FinishError> {
    let name = output.file_name().ok_or(FinishError::NoFolder)?;
    let old = output.with_file_name(format!(".{}.old", name.to_string_lossy()));
    if old.exists() {
        std::fs::remove_dir_all(&old).at(&old)?;
    }
    let replaced = output.exists();
    if replaced {
        std::fs::rename(output, &old).at(output)?;
    }
    if let Err(error) = std::fs::rename(aside, output) {
        if replaced {
            std::fs::rename(&old, output).at(output)?;
        }
        return Err(error).at(output);
    }
    if replaced {
        std::fs::remove_dir_all(&old).at(&old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a build that deletes what is not its own.
    #[test]
    fn a_folder_that_is_no_book_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("thesis");
        std::fs::create_dir(&folder).unwrap();
        assert!(aside(&folder).is_ok());
        std::fs::write(folder.join("chapter.tex"), "work of years").unwrap();
        let error = aside(&folder).unwrap_err().to_string();
        assert!(
            error.ends_with("is there already and is no book; it is left alone"),
            "{error}"
        );
    }

    /// Catches a mixture of two books.
    #[test]
    fn a_new_book_replaces_all_of_the_old_one() {
        let root = tempfile::tempdir().unwrap();
        let output = root.path().join("book");
        for (round, file) in ["one.html", "two.html"].into_iter().enumerate() {
            let new = aside(&output).unwrap();
            for name in ["index.html", ".nojekyll", file] {
                std::fs::write(new.join(name), round.to_string()).unwrap();
            }
            swap(&new, &output).unwrap();
        }
        assert!(output.join("two.html").is_file() && !output.join("one.html").exists());
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
