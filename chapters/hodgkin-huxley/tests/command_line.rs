//! The binary itself: exit codes, what stands on which stream, and what is left on disk.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hodgkin-huxley"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn call(folder: &Path, arguments: &[&str]) -> Output {
    command(arguments)
        .current_dir(folder)
        .output()
        .expect("the binary starts")
}

/// Catches a refusal that panics, writes something, or ends with another code than 2.
#[test]
fn a_bad_argument_ends_with_two_one_sentence_and_no_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (arguments, sentence) in [
        (
            &["figure", "spike", "--current", "500"][..],
            "--current is 500 µA/cm²; it must be a number between -50 and 200 µA/cm²",
        ),
        (
            &["figure", "spik"],
            "there is no figure 'spik'; did you mean 'spike'?",
        ),
        (
            &["figure", "fi-curve", "--from", "20", "--to", "10"],
            "--from is 20 and --to is 10 µA/cm²; --from must be the smaller one",
        ),
        (
            &["figure", "gates", "--curent", "1"],
            "there is no flag --curent here",
        ),
        (
            &["claims", "rheobas"],
            "there is no claim 'rheobas'; did you mean 'rheobase'?",
        ),
        (
            &["claims", "rheobase", "--temperature", "hot"],
            "--temperature is 'hot'",
        ),
    ] {
        let output = call(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(
            said.starts_with(&format!("hodgkin-huxley: {sentence}")),
            "{said}"
        );
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("readable").count(),
        0
    );
}

/// Catches the name of a file as --out, and a folder that can't be made: code 1 or 2, no panic.
#[test]
fn a_place_that_cannot_be_written_to_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("written");
    let output = call(folder.path(), &["figure", "gates", "--out", "file"]);
    assert_eq!(output.status.code(), Some(2));
    let output = call(folder.path(), &["figure", "gates", "--out", "file/below"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("file/below"), "{said}");
}

/// Catches a figure whose bytes depend on the run, the number of threads or the format asked with it.
#[test]
fn the_same_arguments_write_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |out: &str, more: &[&str]| {
        let mut arguments = vec!["figure", "spike", "--current", "12", "--out", out];
        arguments.extend(more);
        assert!(call(folder.path(), &arguments).status.success());
        std::fs::read(folder.path().join(out).join("spike.svg")).expect("written")
    };
    let once = write("a", &["--threads", "1"]);
    assert!(once == write("b", &["--threads", "2", "--format", "svg,csv,json,png"]));
    let files = std::fs::read_dir(folder.path().join("b"))
        .expect("readable")
        .count();
    assert_eq!(files, 4, "a temporary file was left behind");
}

/// Catches a panic when the reader of our output, such as `head`, goes away.
#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = command(&["list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let status = child.wait().expect("ends");
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("piped")
        .read_to_string(&mut said)
        .expect("readable");
    assert!(status.success() && said.is_empty(), "{said}");
}
