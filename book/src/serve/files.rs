//! Answers to a browser: files of the book, and the news for its pages.

use super::State;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The script that asks for news and reloads the page. Only this server adds it.
const SCRIPT: &str = include_str!("reload.js");

/// How long a book takes to replace another, and more.
const SWAPPING: Duration = Duration::from_millis(50);

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The kind of its content.
    pub kind: &'static str,
    /// Its content.
    pub body: Vec<u8>,
}

impl Reply {
    fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            kind,
            body: body.into(),
        }
    }

    /// An answer that says what is wrong.
    pub fn error(status: u16, what: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: what.as_bytes().to_vec(),
        }
    }
}

/// Answers a request for a file of the book, or for news (which come when there are some, or when
/// patience ends).
pub fn reply(book: &Path, url: &str, state: &State, patience: Duration) -> Reply {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    match path {
        "/__reload.js" => Reply::new("text/javascript; charset=utf-8", SCRIPT),
        "/__news" => {
            let told = query
                .strip_prefix("after=")
                .and_then(|text| text.parse().ok())
                .unwrap_or(0);
            let news = state.after(told, patience);
            Reply::new(
                "application/json",
                serde_json::to_vec(&news).unwrap_or_default(),
            )
        }
        _ => file(book, path, state),
    }
}

fn file(book: &Path, path: &str, state: &State) -> Reply {
    if !book.exists() {
        // A new book may be taking the old one's place, which is a matter of moments.
        std::thread::sleep(SWAPPING);
    }
    let Some(mut file) = inside(book, path) else {
        return Reply::error(404, "there is no such page");
    };
    if file.is_dir() {
        file.push("index.html");
    }
    match std::fs::read(&file) {
        Ok(body) => {
            let kind = kind(&file);
            if kind.starts_with("text/html") {
                Reply::new(kind, with_script(&body, state))
            } else {
                Reply::new(kind, body)
            }
        }
        Err(_) if path == "/" => {
            let page = b"<!DOCTYPE html><html lang=\"en\"><title>No book yet</title><body><p>No book yet.</p></body></html>";
            Reply::new("text/html; charset=utf-8", with_script(page, state))
        }
        Err(_) => Reply::error(404, "there is no such page"),
    }
}

/// The file that a path means: nothing that is not inside the book.
fn inside(book: &Path, path: &str) -> Option<PathBuf> {
    let path = decoded(path)?;
    let mut file = book.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let hidden = part.starts_with('.') || part.contains(['\\', ':', '\0']);
        if hidden {
            return None;
        }
        file.push(part);
    }
    // A link inside the book could still lead out of it.
    let real = file.canonicalize().ok();
    let root = book.canonicalize().ok();
    match (real, root) {
        (Some(real), Some(root)) => real.starts_with(&root).then_some(real),
        _ => Some(file),
    }
}

/// A path with its `%20` and their like undone.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let text = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(text, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn with_script(html: &[u8], state: &State) -> Vec<u8> {
    let html = String::from_utf8_lossy(html);
    let news = state.now();
    let script = format!(
        "<script src=\"/__reload.js\" data-version=\"{}\" data-told=\"{}\"></script>",
        news.version,
        // Asking from before the newest news brings its mistakes to a page that is opened later.
        if news.mistakes.is_empty() {
            news.told
        } else {
            0
        }
    );
    match html.rfind("</body>") {
        Some(end) => format!("{}{script}{}", &html[..end], &html[end..]).into_bytes(),
        None => format!("{html}{script}").into_bytes(),
    }
}

fn kind(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or("")
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(book: &Path, url: &str) -> Reply {
        reply(book, url, &State::new(), Duration::ZERO)
    }

    /// Catches files of this machine that are no part of the book and go out all the same.
    #[test]
    fn nothing_outside_the_book_is_served() {
        let root = tempfile::tempdir().unwrap();
        let book = root.path().join("book");
        std::fs::create_dir(&book).unwrap();
        std::fs::write(root.path().join("secret.txt"), "secret").unwrap();
        std::fs::write(book.join(".nojekyll"), "").unwrap();
        std::fs::write(book.join("page.txt"), "page").unwrap();
        assert_eq!(ask(&book, "/page.txt").body, b"page");
        for url in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "//../secret.txt",
            "/.nojekyll",
            "/a%00b",
            "/%f",
        ] {
            assert_eq!(ask(&book, url).status, 404, "{url}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.path().join("secret.txt"), book.join("link.txt"))
                .unwrap();
            assert_eq!(ask(&book, "/link.txt").status, 404);
        }
    }

    /// Catches pages that never reload, and the script in files that are no pages.
    #[test]
    fn pages_and_only_pages_get_the_script() {
        let book = tempfile::tempdir().unwrap();
        std::fs::write(book.path().join("index.html"), "<body>x</body>").unwrap();
        std::fs::write(book.path().join("a.svg"), "<svg></svg>").unwrap();
        let page = ask(book.path(), "/?x=1");
        assert_eq!(page.kind, "text/html; charset=utf-8");
        let html = String::from_utf8(page.body).unwrap();
        assert!(
            html.starts_with("<body>x<script src=\"/__reload.js\" data-version="),
            "{html}"
        );
        assert!(html.ends_with("</script></body>"), "{html}");
        let picture = ask(book.path(), "/a.svg");
        assert_eq!(
            (picture.kind, picture.body),
            ("image/svg+xml", b"<svg></svg>".to_vec())
        );
    }
}
