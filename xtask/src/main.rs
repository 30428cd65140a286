//! `cargo xtask`: finds or installs what is missing, then builds, serves and tests the book.
//!
//! It links nothing that a fresh machine might lack, so that it can run where OpenBLAS is absent
//! and fetch it.

#![warn(missing_docs)]

mod arguments;
mod book;
mod explore;
mod failure;
mod new_chapter;
mod platform;
mod probe;
mod serve;
mod shell;
mod test;
mod watch;
mod workspace;

use std::process::ExitCode;

use arguments::Task;
use failure::Failure;
use shell::CommandLine;

fn main() -> ExitCode {
    match perform(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn perform(arguments: Vec<String>) -> Result<(), Failure> {
    match arguments::parse(arguments)? {
        Task::Help => {
            print!("{}", arguments::HELP);
            Ok(())
        }
        Task::Book(options) => book::book(&options),
        Task::Test(arguments) => test::test(&arguments),
        Task::NewChapter(name) => {
            let root = workspace::root();
            new_chapter::new_chapter(&root, &name)?;
            // Names differ in length, and with them where lines break.
            CommandLine::new([workspace::cargo().as_str(), "fmt", "--package", &name])
                .and(["--package", "registry"])
                .run(&root, "format the new chapter")
        }
    }
}
