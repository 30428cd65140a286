//! Builds the book, or serves it while it is written; `--help` says how.

use anyhow::{Context, Result};
use book::arguments::{self, Command};
use book::build::{BuildError, Builder};
use book::layout::Layout;
use book::serve;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|one| one.to_string_lossy().into_owned())
        .collect();
    let command = match arguments::parse(&given) {
        Ok(command) => command,
        Err(sentence) => {
            eprintln!("book: {sentence}");
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Help => {
            serve::say(arguments::HELP.trim_end());
            Ok(true)
        }
        Command::Build {
            out,
            open,
            remember,
        } => build(out, open, remember),
        Command::Serve { port, open } => {
            let chapters = registry::chapters();
            serve::serve(Layout::of_this_workspace(), &chapters, port, open)
                .map(|()| true)
                .map_err(anyhow::Error::from)
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("book: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn build(out: Option<PathBuf>, open: bool, remember: bool) -> Result<bool> {
    let mut layout = Layout::of_this_workspace();
    if let Some(out) = out {
        layout.output = std::path::absolute(&out).with_context(|| out.display().to_string())?;
    }
    let chapters = registry::chapters();
    let mut builder = Builder::new(layout, &chapters);
    if remember {
        builder = builder.remembering();
    }
    let built = match builder.build() {
        Ok(built) => built,
        Err(BuildError::Mistakes(mistakes)) => {
            eprintln!("{}", serve::report(&mistakes));
            return Ok(false);
        }
        Err(BuildError::Failed(why)) => return Err(why.into()),
    };
    for warning in &built.warnings {
        eprintln!("{warning}");
    }
    serve::say(&serve::summary(&built));
    if let Some(why) = &built.without_explore {
        eprintln!("Figures can't be explored in this book: {why}.");
    }
    let index = built.output.join("index.html");
    let address = serve::file_url(&index);
    serve::say(&format!("The book is in {}", built.output.display()));
    serve::say(&address);
    if open {
        open::that_detached(&index).context("can't open the book")?;
    }
    Ok(true)
}
