//! What can go wrong between the woven pages and the book.

use std::path::Path;

/// Why a book could not be finished.
#[derive(Debug, thiserror::Error)]
pub enum FinishError {
    /// A file or folder can't be read, written or moved.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// mdBook's settings are not what they must be.
    #[error("{path}: {why}")]
    Settings {
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// Something that is no book stands in the book's place.
    #[error("{0} is there already and is no book; it is left alone")]
    NoBook(String),
    /// The book's place has no name.
    #[error("the book needs a folder of its own")]
    NoFolder,
    /// mdBook fails.
    #[error("mdBook: {0}")]
    Renderer(String),
    /// What the page's scripts show can't be written as JSON.
    #[error("what the page's scripts show: {0}")]
    Data(#[from] serde_json::Error),
}

/// Adds to an error of the system the file that it is about.
pub(crate) trait At<T> {
    fn at(self, path: &Path) -> Result<T, FinishError>;
}

impl<T> At<T> for std::io::Result<T> {
    fn at(self, path: &Path) -> Result<T, FinishError> {
        self.map_err(|source| FinishError::File {
            path: path.display().to_string(),
            source,
        })
    }
}
