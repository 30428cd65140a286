//! Running another program: the command is shown first, and an error says what it was for.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::failure::Failure;
use crate::workspace;

/// A command line, shown as a reader could type it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine {
    words: Vec<String>,
}

impl CommandLine {
    /// A command line from its words, the program first.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Self {
            words: words.into_iter().map(Into::into).collect(),
        }
    }

    /// Adds words at the end.
    #[must_use]
    pub fn and<W: Into<String>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.words.extend(words.into_iter().map(Into::into));
        self
    }

    /// Shows the command and runs it to its end in `folder`.
    ///
    /// # Errors
    /// The command can't be started or doesn't succeed; `purpose` completes "could not …".
    pub fn run(&self, folder: &Path, purpose: &str) -> Result<(), Failure> {
        let status = self.start(folder, purpose)?.wait();
        self.ended(purpose, status)
    }

    fn ended(&self, purpose: &str, status: io::Result<ExitStatus>) -> Result<(), Failure> {
        let status = status.map_err(|error| self.failed(purpose, &error.to_string()))?;
        if status.success() {
            return Ok(());
        }
        let end = status.code().map_or_else(
            || "it was stopped by a signal".to_owned(),
            |code| format!("it ended with exit code {code}"),
        );
        Err(self.failed(purpose, &end))
    }

    /// As [`run`](Self::run), with what the command prints in a file instead.
    ///
    /// # Errors
    /// As there; or the file can't be written.
    pub fn run_apart(&self, folder: &Path, purpose: &str, into: &Path) -> Result<(), Failure> {
        let file = File::create(into).and_then(|file| Ok((file.try_clone()?, file)));
        let (for_errors, file) = file.map_err(|error| {
            let into = into.display();
            Failure::of_task(format!("could not {purpose}: {into}: {error}"))
        })?;
        let mut command = self.command();
        command.current_dir(folder).stdout(file).stderr(for_errors);
        self.ended(purpose, command.status())
    }

    /// Shows the command and starts it in `folder`.
    ///
    /// # Errors
    /// The command can't be started; `purpose` completes "could not …".
    pub fn start(&self, folder: &Path, purpose: &str) -> Result<Child, Failure> {
        eprintln!("$ {}", self.shown());
        self.command()
            .current_dir(folder)
            .spawn()
            .map_err(|error| self.failed(purpose, &error.to_string()))
    }

    /// What the command prints, or nothing where it is absent or fails. Shows nothing.
    pub fn output(&self) -> Option<String> {
        let output = self
            .command()
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Whether the command, given `input`, succeeds. Shows nothing.
    pub fn succeeds_with(&self, input: &str) -> bool {
        let attempt = || -> io::Result<bool> {
            let mut child = self
                .command()
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()?;
            if let Some(mut pipe) = child.stdin.take() {
                io::Write::write_all(&mut pipe, input.as_bytes())?;
            }
            Ok(child.wait()?.success())
        };
        attempt().unwrap_or(false)
    }

    /// The command as one line that a shell in the workspace's root reads back as the same words.
    pub fn shown(&self) -> String {
        let mut words = self.words.iter();
        let program = words.next().map(|program| quoted(&program_shown(program)));
        let others = words.map(|word| quoted(word));
        program
            .into_iter()
            .chain(others)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn command(&self) -> Command {
        let mut words = self.words.iter();
        let mut command = Command::new(words.next().map_or("", String::as_str));
        command.args(words);
        for (name, _) in env::vars_os().filter(|(name, _)| describes_this_crate(name)) {
            command.env_remove(name);
        }
        command
    }

    fn failed(&self, purpose: &str, how: &str) -> Failure {
        Failure::of_task(format!("could not {purpose}: `{}`: {how}", self.shown()))
    }
}

/// Whether `cargo run` has set the variable for us.
///
/// Build scripts (ring's, for one) ask cargo to run them again when such a variable changes. What we
/// compile would then compile a second time when cargo is called directly.
fn describes_this_crate(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name == "CARGO" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

/// A program by the name that a reader would use: `cargo`, or its path in the workspace.
fn program_shown(program: &str) -> String {
    if program == workspace::cargo() {
        return "cargo".to_owned();
    }
    let path = Path::new(program);
    path.strip_prefix(workspace::root())
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned()
}

fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_=./:,+@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Would catch a shown command that does something else when it is pasted.
    #[test]
    fn a_shown_command_can_be_pasted_into_a_shell() {
        let line = CommandLine::new(["echo", "a b", "it's", "x=1"]);
        assert_eq!(line.shown(), r"echo 'a b' 'it'\''s' x=1");
        let read_back = CommandLine::new(["sh", "-c", line.shown().as_str()]);
        assert_eq!(read_back.output().as_deref(), Some("a b it's x=1"));
    }

    /// Would catch a second compilation of half the dependencies by cargo called without us.
    #[test]
    fn cargo_called_by_us_sees_what_it_sees_when_called_directly() {
        assert!(
            env::var_os("CARGO_PKG_NAME").is_some(),
            "cargo test sets it"
        );
        let seen = CommandLine::new(["env"]).output().unwrap();
        assert!(!seen.lines().any(|line| line.starts_with("CARGO_PKG_")));
        assert!(!seen.lines().any(|line| line.starts_with("CARGO_MANIFEST_")));
        assert!(seen.contains("PATH="));
    }

    /// Would catch a line filled by folders that the reader knows.
    #[test]
    fn our_own_programs_are_shown_by_their_short_names() {
        let weaver = workspace::root().join("target/release/book");
        let line = CommandLine::new([weaver.to_string_lossy(), "build".into()]);
        assert_eq!(line.shown(), "target/release/book build");
        assert_eq!(CommandLine::new([workspace::cargo()]).shown(), "cargo");
    }

    /// Would catch an error that names the program but not what it was for, or the reverse.
    #[test]
    fn a_failure_says_what_was_tried_and_by_which_command() {
        let folder = env::temp_dir();
        let exit = CommandLine::new(["sh", "-c", "exit 3"])
            .run(&folder, "count")
            .unwrap_err();
        assert_eq!(
            exit.to_string(),
            "could not count: `sh -c 'exit 3'`: it ended with exit code 3"
        );
        let absent = CommandLine::new(["no-such-program"])
            .run(&folder, "count")
            .unwrap_err();
        assert!(
            absent
                .to_string()
                .starts_with("could not count: `no-such-program`: ")
        );
        assert_eq!(absent.code(), 1);
    }

    /// Would catch a probe that takes the output of a failed command for an answer.
    #[test]
    fn a_failed_command_has_no_output() {
        assert_eq!(
            CommandLine::new(["sh", "-c", "echo wrong; exit 1"]).output(),
            None
        );
        assert!(CommandLine::new(["grep", "needle"]).succeeds_with("a needle\n"));
        assert!(!CommandLine::new(["grep", "needle"]).succeeds_with("hay\n"));
    }
}
