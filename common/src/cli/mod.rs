//! The command line of a chapter, the same for all of them.
//!
//! ```text
//! hodgkin-huxley                        every figure, into figures/hodgkin-huxley/
//! hodgkin-huxley list [--json]          figures, claims, parameters, units, ranges, columns
//! hodgkin-huxley figure spike --current 12 --format svg,csv,json,png --out DIR
//! hodgkin-huxley claims [NAME --temperature 18.5 …] [--json]
//! hodgkin-huxley completions bash
//! hopfield record capacity              a table too dear for every build, into its data/
//! ```
//!
//! A bad argument ends with exit code 2 and one sentence, a failed computation with 1; in both cases
//! nothing is left half-written.

mod arguments;
mod claims;
mod figures;
mod list;
mod progress;
mod record;
mod refusal;
mod write;

pub use record::Recording;
pub use write::write_whole;

use crate::chapter::Chapter;
use refusal::Refusal;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// Why the command ended without its result.
enum Ended {
    /// A bad argument: exit code 2.
    Usage(String),
    /// A computation or a file that failed: exit code 1.
    Failed(String),
    /// The reader of our output went away: nothing to report.
    Silent,
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Silent,
            // Errors of files carry a sentence that names them; this one is bare.
            _ if error.raw_os_error().is_some() => {
                Self::Failed(format!("can't write to standard output: {error}"))
            }
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Runs a chapter's command line with the arguments of this process.
pub fn main(chapter: &Chapter) -> ExitCode {
    main_with(chapter, &[])
}

/// As [`main`], for a chapter that keeps recordings.
pub fn main_with(chapter: &Chapter, recordings: &[Recording]) -> ExitCode {
    let arguments = std::env::args_os().collect();
    ExitCode::from(run_with(
        chapter,
        recordings,
        arguments,
        &mut io::stdout().lock(),
        &mut io::stderr(),
    ))
}

/// Runs a chapter's command line with these arguments (the first is the program's name), printing
/// into `out` and saying into `err` what is wrong; returns the exit code.
pub fn run(
    chapter: &Chapter,
    arguments: Vec<OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    run_with(chapter, &[], arguments, out, err)
}

/// As [`run`], for a chapter that keeps recordings.
pub fn run_with(
    chapter: &Chapter,
    recordings: &[Recording],
    arguments: Vec<OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let done = dispatch(chapter, recordings, arguments, out, err);
    // What is left in a buffer may not fit on the disk either.
    let done = done.and_then(|()| Ok(out.flush()?));
    let ended = match done {
        Ok(()) => return 0,
        Err(ended) => ended,
    };
    let (code, sentence) = match ended {
        Ended::Usage(sentence) => (2, sentence),
        Ended::Failed(sentence) => (1, sentence),
        Ended::Silent => return 0,
    };
    // Standard error may be closed as well; there is nobody left to tell.
    let _ = writeln!(err, "{}: {sentence}", chapter.name);
    code
}

fn dispatch(
    chapter: &Chapter,
    recordings: &[Recording],
    arguments: Vec<OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Ended> {
    let command = arguments::command(chapter, recordings);
    let matches = match command.try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => match refusal::explain(chapter, recordings, &error) {
            Refusal::Help(text) => {
                write!(out, "{text}")?;
                return Ok(());
            }
            Refusal::Sentence(sentence) => return Err(Ended::Usage(sentence)),
        },
    };
    if let Some((name, _)) = matches.subcommand()
        && matches.contains_id("seed")
    {
        return Err(Ended::Usage(format!(
            "--seed must stand behind '{name}', not before it"
        )));
    }
    match matches.subcommand() {
        None => figures::all(chapter, &matches, out, err),
        Some(("figure", matches)) => figures::one(chapter, matches, out),
        Some(("claims", matches)) => claims::print(chapter, matches, out),
        Some(("list", matches)) => list::print(chapter, matches.get_flag("json"), out),
        Some(("completions", matches)) => completions(chapter, recordings, matches, out),
        Some(("record", matches)) => record::record(chapter, recordings, matches, out),
        Some((other, _)) => Err(Ended::Usage(format!("there is no command '{other}'"))),
    }
}

fn completions(
    chapter: &Chapter,
    recordings: &[Recording],
    matches: &clap::ArgMatches,
    out: &mut dyn Write,
) -> Result<(), Ended> {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") else {
        return Ok(());
    };
    let mut script = Vec::new();
    let mut command = arguments::command(chapter, recordings);
    clap_complete::generate(*shell, &mut command, chapter.name, &mut script);
    out.write_all(&script)?;
    Ok(())
}
