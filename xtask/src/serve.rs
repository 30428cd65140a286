//! `cargo xtask book --serve`: the server, stopped and started around each rebuild.
//!
//! The server reweaves when the prose changes. It can't replace itself when Rust changes: that is
//! done here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::arguments::BookOptions;
use crate::book;
use crate::explore;
use crate::failure::Failure;
use crate::watch::{self, Times};
use crate::workspace;

/// How often we look for changes: short beside the seconds of a rebuild.
const INTERVAL: Duration = Duration::from_millis(300);

/// Compiles and serves the book until it is interrupted, and again whenever Rust changes.
///
/// # Errors
/// What is there at the start doesn't compile or can't be served; later failures are shown, and the
/// next change is waited for.
pub fn serve(root: &Path, options: &BookOptions) -> Result<(), Failure> {
    let mut server: Option<Server> = None;
    let mut served = None;
    let mut first = true;
    loop {
        // What is written while we compile is a change for the next round.
        let mut times = look(root);
        match workspace::compile_programs(root) {
            // A test or another program has changed, and the page has no reason to.
            Ok(()) if served == written(root) && server.as_mut().is_some_and(Server::runs) => {}
            Ok(()) => {
                // The old server has served until here; it frees its port before the new one starts.
                drop(server.take());
                served = written(root);
                if first {
                    explore::compile(root)?;
                }
                server = Some(Server::start(root, options, options.open && first)?);
                // The page is there already; the server weaves again once its figures can be moved.
                if !first && let Err(failure) = explore::compile(root) {
                    eprintln!("{failure}");
                }
            }
            Err(failure) if first => return Err(failure),
            Err(failure) => eprintln!("{failure}\nWaiting for the next change."),
        }
        // Compiling may add names to the compiler's listing: they aren't changes.
        for (file, time) in look(root) {
            times.entry(file).or_insert(time);
        }
        let changes = loop {
            thread::sleep(INTERVAL);
            let changes = watch::changes(&times, &look(root));
            if !changes.is_empty() {
                break changes;
            }
            if first && !server.as_mut().is_some_and(Server::runs) {
                return Err(Failure::of_task(
                    "the server ended: what it wrote above says why",
                ));
            }
        };
        eprintln!("{}", announced(root, &changes));
        first = false;
    }
}

/// When the program was last compiled.
fn written(root: &Path) -> Option<SystemTime> {
    let program = workspace::target(root).join("release/book");
    fs::metadata(program).and_then(|data| data.modified()).ok()
}

fn look(root: &Path) -> Times {
    watch::times(root, &workspace::target(root).join("release/book.d"))
}

fn announced(root: &Path, changes: &[PathBuf]) -> String {
    let Some(first) = changes.first() else {
        return String::new();
    };
    let name = first.strip_prefix(root).unwrap_or(first).display();
    match changes.len() - 1 {
        0 => format!("{name} changed."),
        1 => format!("{name} and another file changed."),
        others => format!("{name} and {others} other files changed."),
    }
}

/// The running server; it is stopped when it is dropped.
struct Server(Child);

impl Server {
    fn start(root: &Path, options: &BookOptions, open: bool) -> Result<Self, Failure> {
        let port = options.port.map(|port| format!("--port={port}"));
        book::weaver(root)
            .and(["serve"])
            .and(open.then_some("--open"))
            .and(port)
            .start(root, "serve the book")
            .map(Self)
    }

    fn runs(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }

    fn stop(&mut self) {
        // Both fail only where it has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Would catch a count that is off by one, or a path that fills the line.
    #[test]
    fn a_change_is_announced_by_its_path_in_the_repository() {
        let root = Path::new("/book");
        let files =
            ["lib.rs", "run.rs", "cli.rs", "claim.rs"].map(|name| root.join("src").join(name));
        assert_eq!(announced(root, &files[..1]), "src/lib.rs changed.");
        assert_eq!(
            announced(root, &files[..2]),
            "src/lib.rs and another file changed."
        );
        assert_eq!(
            announced(root, &files),
            "src/lib.rs and 3 other files changed."
        );
    }
}
