//! Files, written whole or not at all.

use std::io::{self, Write};
use std::path::Path;

/// Writes a file whole: into a temporary file of the same folder, which is then renamed. A reader
/// sees the old file or the new one, never a part.
///
/// # Errors
/// If the folder can't be made or written to; the message names the file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name_it = |error: io::Error| {
        io::Error::new(
            error.kind(),
            format!("can't write {}: {error}", path.display()),
        )
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(name_it)?;
    let mut builder = tempfile::Builder::new();
    // A temporary file is private to its user; a figure is as readable as the umask allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder
        .prefix(".writing-")
        .tempfile_in(folder)
        .map_err(name_it)?;
    file.write_all(bytes).map_err(name_it)?;
    file.persist(path).map_err(|error| name_it(error.error))?;
    Ok(())
}
