//! Regenerates the figures and the numbers of this chapter; `--help` says how.

use std::process::ExitCode;

fn main() -> ExitCode {
    common::cli::main(&learning::chapter())
}
