//! Serves the book on this machine while its prose is written.

mod files;
mod state;
mod watch;

pub use files::{Reply, reply};
pub use state::State;
pub use watch::Watch;

use crate::build::{BuildError, Builder, Built};
use crate::layout::Layout;
use crate::mistake::Mistake;
use common::chapter::Chapter;
use std::io::Write;
use std::path::Path;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, Server};

/// Why the book can't be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// No port could be opened.
    #[error("can't listen on port {0} or the next: {1}")]
    Listen(u16, String),
    /// A folder can't be watched.
    #[error("can't watch {0}: {1}")]
    Watch(String, notify::Error),
    /// The watching ended.
    #[error("the folders of the book can't be watched any longer")]
    Blind,
}

/// How long a page waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves the book until the program is ended, and weaves it again on every change of the prose.
///
/// # Errors
/// If no port is free, or the folders can't be watched.
pub fn serve(
    layout: Layout,
    chapters: &[Chapter],
    port: u16,
    open: bool,
) -> Result<(), ServeError> {
    let watch = Watch::new(&layout, chapters)?;
    let server = listen(port)?;
    let address = format!("http://{}/", server.server_addr());
    let output = layout.output.clone();
    let builder = Builder::new(layout, chapters).remembering();
    let state = State::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for request in server.incoming_requests() {
                scope.spawn(|| answer(request, &output, &state));
            }
        });
        weave(&builder, &state);
        say(&format!("The book is at {address}"));
        if open && let Err(error) = open::that_detached(&address) {
            eprintln!("can't open the browser: {error}");
        }
        while watch.wait() {
            weave(&builder, &state);
        }
        Err(ServeError::Blind)
    })
}

/// Listens on a port of this machine, or on the next that is free.
fn listen(port: u16) -> Result<Server, ServeError> {
    let ports = (port..=u16::MAX).take(50);
    let mut last = ServeError::Listen(port, "no port is free".to_owned());
    for candidate in ports {
        match Server::http(("127.0.0.1", candidate)) {
            Ok(server) => {
                if candidate != port {
                    say(&format!("Port {port} is taken; using {candidate}"));
                }
                return Ok(server);
            }
            Err(error) => last = ServeError::Listen(port, error.to_string()),
        }
    }
    Err(last)
}

fn weave(builder: &Builder<'_>, state: &State) {
    match builder.build() {
        Ok(built) => {
            for warning in &built.warnings {
                eprintln!("{warning}");
            }
            say(&summary(&built));
            state.succeeded();
        }
        Err(BuildError::Mistakes(mistakes)) => {
            eprintln!("{}", report(&mistakes));
            state.failed(mistakes.iter().map(ToString::to_string).collect());
        }
        Err(BuildError::Failed(why)) => {
            eprintln!("book: {why}");
            state.failed(vec![why.to_string()]);
        }
    }
}

fn answer(request: Request, output: &Path, state: &State) {
    let reply = if matches!(request.method(), Method::Get | Method::Head) {
        reply(output, request.url(), state, PATIENCE)
    } else {
        Reply::error(405, "only GET")
    };
    let mut response = Response::from_data(reply.body).with_status_code(reply.status);
    for (name, value) in [("Content-Type", reply.kind), ("Cache-Control", "no-store")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A reader who went away needs no answer.
    let _ = request.respond(response);
}

/// Prints a line. That nobody reads on (`book build | head -1`) is no mistake.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// All mistakes of a build, for the terminal.
pub fn report(mistakes: &[Mistake]) -> String {
    let mut lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    let count = mistakes.len();
    let plural = if count == 1 { "mistake" } else { "mistakes" };
    lines.push(format!("{count} {plural}; the book was left as it was"));
    lines.join("\n")
}

/// How long a build took.
pub fn summary(built: &Built) -> String {
    let (computing, weaving) = (built.computing.as_secs_f64(), built.weaving.as_secs_f64());
    format!("computing {computing:.2} s, weaving {weaving:.2} s")
}

/// A file's address for a browser.
pub fn file_url(path: &Path) -> String {
    let mut url = String::from("file://");
    let text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        url.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.extend([format!("%{byte:02X}")]);
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches an address that a terminal cuts at a space.
    #[test]
    fn a_file_url_has_no_spaces() {
        assert_eq!(
            file_url(Path::new("/a b/ü.html")),
            "file:///a%20b/%C3%BC.html"
        );
    }

    /// Catches a server that gives up when its port is taken.
    #[test]
    fn the_next_port_is_used_when_one_is_taken() {
        let first = listen(43210).unwrap();
        let second = listen(43210).unwrap();
        assert_ne!(
            first.server_addr().to_string(),
            second.server_addr().to_string()
        );
    }
}
