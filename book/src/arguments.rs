//! The weaver's command line.

use common::chapter::nearest;
use std::path::PathBuf;

/// What the user asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `book build`
    Build {
        /// Where the book goes, if not to its usual place.
        out: Option<PathBuf>,
        /// Whether to open it.
        open: bool,
        /// Whether to keep figures and claims for the next time.
        remember: bool,
    },
    /// `book serve`
    Serve {
        /// The port to listen on.
        port: u16,
        /// Whether to open the book.
        open: bool,
    },
    /// `book --help`
    Help,
}

/// The port unless another is given.
pub const PORT: u16 = 3000;

/// What `--help` prints.
pub const HELP: &str = "\
Weaves the book.

  book build [--out DIR] [--open] [--remember]
      builds it into DIR (target/book unless given)
  book serve [--port N] [--open]
      serves it on this machine (port 3000 unless given), weaves again on every change of the
      prose, and reloads the page

  --out DIR    where the book goes: a new or empty folder, or one that holds a book
  --open       open the book in the browser
  --remember   keep figures and numbers, and don't compute them again while their sources are the same
  --port N     the port to listen on; the next free one if it is taken
  --help       this text
";

const COMMANDS: &[&str] = &["build", "serve"];

/// Reads the arguments.
///
/// # Errors
/// One sentence that says what is wrong.
pub fn parse<S: AsRef<str>>(arguments: &[S]) -> Result<Command, String> {
    let mut words = arguments.iter().map(AsRef::as_ref);
    let name = match words.next() {
        None => return Err("say what to do: 'book build' or 'book serve'".to_owned()),
        Some("--help" | "-h" | "help") => return Ok(Command::Help),
        Some(name) => name,
    };
    if !COMMANDS.contains(&name) {
        let near = near(name, COMMANDS);
        return Err(format!(
            "there is no command '{name}'{near}; there are build and serve"
        ));
    }
    let known: &[&str] = if name == "build" {
        &["--out", "--open", "--remember", "--help"]
    } else {
        &["--port", "--open", "--help"]
    };
    let (mut out, mut port, mut open, mut remember) = (None, PORT, false, false);
    while let Some(word) = words.next() {
        let (flag, given) = match word.split_once('=') {
            Some((flag, value)) => (flag, Some(value)),
            None => (word, None),
        };
        if !known.contains(&flag) && flag != "-h" {
            let near = near(flag, known);
            return Err(format!("'book {name}' has no argument '{flag}'{near}"));
        }
        let takes_value = matches!(flag, "--out" | "--port");
        if given.is_some() && !takes_value {
            return Err(format!("{flag} takes no value"));
        }
        let mut value = || {
            let value = given
                .or_else(|| words.next())
                .filter(|value| !value.is_empty());
            let what = if flag == "--out" {
                "a folder"
            } else {
                "a number"
            };
            value
                .map(str::to_owned)
                .ok_or_else(|| format!("{flag} needs {what} after it"))
        };
        match flag {
            "--out" => out = Some(PathBuf::from(value()?)),
            "--port" => {
                let text = value()?;
                let number = text.parse().ok().filter(|port| *port >= 1);
                port = number.ok_or_else(|| {
                    format!("--port is '{text}'; it must be a whole number between 1 and 65535")
                })?;
            }
            "--open" => open = true,
            "--remember" => remember = true,
            _ => return Ok(Command::Help),
        }
    }
    Ok(if name == "build" {
        Command::Build {
            out,
            open,
            remember,
        }
    } else {
        Command::Serve { port, open }
    })
}

fn near(name: &str, candidates: &[&str]) -> String {
    nearest(name, candidates.iter().copied())
        .map_or_else(String::new, |near| format!(" (did you mean '{near}'?)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a flag that is read in one form only, and one that is ignored.
    #[test]
    fn both_forms_of_a_flag_are_read() {
        let build = Command::Build {
            out: Some("x".into()),
            open: true,
            remember: true,
        };
        assert_eq!(
            parse(&["build", "--out", "x", "--open", "--remember"]),
            Ok(build.clone())
        );
        assert_eq!(
            parse(&["build", "--remember", "--out=x", "--open"]),
            Ok(build)
        );
        assert_eq!(
            parse(&["serve", "--port=80"]),
            Ok(Command::Serve {
                port: 80,
                open: false
            })
        );
        assert_eq!(parse(&["serve", "--help"]), Ok(Command::Help));
    }

    /// Catches a wrong argument that passes, or a message that doesn't help.
    #[test]
    fn a_wrong_argument_is_told_in_one_sentence() {
        for (arguments, told) in [
            (&[][..], "say what to do: 'book build' or 'book serve'"),
            (
                &["bild"],
                "there is no command 'bild' (did you mean 'build'?); there are build and serve",
            ),
            (
                &["build", "--uot", "x"],
                "'book build' has no argument '--uot' (did you mean '--out'?)",
            ),
            (&["build", "--out"], "--out needs a folder after it"),
            (&["build", "--open=yes"], "--open takes no value"),
            (
                &["serve", "--port", "70000"],
                "--port is '70000'; it must be a whole number between 1 and 65535",
            ),
        ] {
            assert_eq!(parse(arguments), Err(told.to_owned()));
        }
    }
}
