//! What the chapters share: the numerics, and the figure as a value.
//!
//! No chapter's physics stands here. A chapter declares three things, each in one place:
//! its [parameters](param), its [figures](figure) and its [claims](claim). Everything else — the
//! picture, the tables of numbers, the command line, the page, the tests — is generic over them.

#![warn(missing_docs)]

pub mod chapter;
pub mod claim;
#[cfg(feature = "cli")]
pub mod cli;
pub mod figure;
pub mod numerics;
pub mod param;
pub mod prose;
pub mod run;
