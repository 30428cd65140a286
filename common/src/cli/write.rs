//! Files, written whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes a file whole: into a temporary file of the same folder, which is then renamed. A reader
/// sees the old file or the new one, never a part.
///
/// # Errors
/// If the folder can't be made or written to; the message names the file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_together(&[(path.to_owned(), bytes.to_vec())])
}

/// Writes files that belong together, all of them or none: each into a temporary file of its folder,
/// and only when all are written are they renamed.
///
/// # Errors
/// If a folder can't be made or written to; the message names the file.
pub(super) fn write_together(files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    let mut written = Vec::new();
    for (path, bytes) in files {
        written.push((path, temporary(path, bytes).map_err(naming(path))?));
    }
    let mut placed: Vec<&Path> = Vec::new();
    for (path, file) in written {
        let is_new = !path.exists();
        if let Err(error) = file.persist(path) {
            // Rare: all could be written beside their places. What is new goes away again; an old
            // file that was replaced can't be had back.
            for path in placed {
                let _ = std::fs::remove_file(path);
            }
            return Err(naming(path)(error.error));
        }
        if is_new {
            placed.push(path);
        }
    }
    Ok(())
}

/// A temporary file beside the path, with these bytes.
fn temporary(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    // A folder of that name would be found out only by the renaming, after other files were renamed.
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    // A temporary file is private to its user; a figure is as readable as the umask allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(".writing-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// Says in an error which file it concerns.
pub(super) fn naming(path: &Path) -> impl Fn(io::Error) -> io::Error {
    move |error| {
        io::Error::new(
            error.kind(),
            format!("can't write {}: {error}", path.display()),
        )
    }
}
