//! One HTML page with old, new and difference of every figure that is not as its snapshot.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A figure that is not as its snapshot.
pub struct Change {
    /// Chapter and name.
    pub figure: String,
    /// The picture in the snapshot, where there is one.
    pub old: Option<String>,
    /// The picture now.
    pub new: String,
    /// Where the numbers differ.
    pub numbers: Vec<String>,
}

/// Writes the page and returns where it is.
///
/// # Errors
/// If the folder `target` can't be written to.
pub fn write_page(root: &Path, changes: &[Change]) -> std::io::Result<PathBuf> {
    let path = root.join("target").join("figure-differences.html");
    common::cli::write_whole(&path, page(changes).as_bytes())?;
    Ok(path)
}

fn page(changes: &[Change]) -> String {
    let mut html = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <title>Figures that differ from their snapshots</title><style>\
         body{font:15px sans-serif;margin:1.5rem;color:#222;background:#fff}\
         .row{display:flex;gap:1rem;flex-wrap:wrap}.cell{flex:1 1 420px;min-width:0}\
         svg{width:100%;height:auto;border:1px solid #ccc;background:#fff}\
         .both{position:relative;isolation:isolate}\
         .both>div+div{position:absolute;inset:0;mix-blend-mode:difference}\
         </style></head><body>\n<h1>Figures that differ from their snapshots</h1>\n\
         <p>In the third picture all that is equal is black.</p>\n",
    );
    for change in changes {
        let Change {
            figure,
            old,
            new,
            numbers,
        } = change;
        // Formatting into a string can't fail.
        let _ = writeln!(html, "<h2>{figure}</h2>");
        if !numbers.is_empty() {
            html.push_str("<ul>");
            for line in numbers {
                let _ = write!(html, "<li><code>{}</code></li>", escape(line));
            }
            html.push_str("</ul>\n");
        }
        let old = old.as_deref().unwrap_or("<p>There is no snapshot yet.</p>");
        let _ = writeln!(
            html,
            "<div class=\"row\"><div class=\"cell\"><h3>old</h3>{old}</div>\
             <div class=\"cell\"><h3>new</h3>{new}</div>\
             <div class=\"cell\"><h3>difference</h3><div class=\"both\"><div>{old}</div>\
             <div>{new}</div></div></div></div>"
        );
    }
    html.push_str("</body></html>\n");
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{Change, page};

    /// Catches a page that leaves out one of the three pictures or the numbers.
    #[test]
    fn the_page_shows_old_new_and_difference() {
        let change = Change {
            figure: "hodgkin-huxley/spike".into(),
            old: Some("<svg>old</svg>".into()),
            new: "<svg>new</svg>".into(),
            numbers: vec![".x[1]: 2 became 2.1".into()],
        };
        let html = page(&[change]);
        for part in [
            "<svg>old</svg>",
            "<svg>new</svg>",
            "difference",
            ".x[1]: 2 became 2.1",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }
}
