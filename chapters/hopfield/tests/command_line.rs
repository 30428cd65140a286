//! The command that records: what it writes, and that it goes on where it was stopped.

use common::cli::{Recording, run_with};
use common::figure::FigureError;
use common::run::Run;
use std::ffi::OsString;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

static COMPUTED: AtomicUsize = AtomicUsize::new(0);

/// A table of a few points, with numbers whose digits must survive the journal.
fn table(run: &Run) -> Result<String, FigureError> {
    let points: Vec<usize> = (0..6).collect();
    let found = run.sweep(
        &points,
        |point| format!("point {point}"),
        |&point| {
            COMPUTED.fetch_add(1, Ordering::Relaxed);
            Ok::<_, FigureError>(vec![1.0 / (1.0 + point as f64), f64::MIN_POSITIVE])
        },
    )?;
    let lines = found
        .iter()
        .map(|numbers| format!("{},{}\n", numbers[0], numbers[1]));
    Ok(lines.collect())
}

fn record(folder: &Path, arguments: &[&str]) -> (u8, String, String) {
    let recordings = [Recording {
        name: "trial",
        summary: "a table for this test",
        table,
    }];
    let folder = folder.to_string_lossy().into_owned();
    let mut words: Vec<OsString> = ["hopfield", "record"].map(OsString::from).to_vec();
    words.extend(arguments.iter().map(OsString::from));
    words.extend(["--out".into(), folder.into()]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run_with(&hopfield::chapter(), &recordings, words, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("our output is UTF-8");
    (code, text(out), text(err))
}

/// Catches points that are computed again, a half-written line that is taken for a point, and a table
/// that differs from that of a run which was never stopped. (One test, for it counts.)
#[test]
fn a_stopped_recording_goes_on_and_ends_with_the_same_bytes() {
    let whole = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, err) = record(whole.path(), &["trial"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(printed.trim_end().ends_with("trial.csv"));
    let expected = std::fs::read(whole.path().join("trial.csv")).expect("it is written");
    assert!(!whole.path().join("trial.journal").exists());
    assert_eq!(COMPUTED.swap(0, Ordering::Relaxed), 6);

    let stopped = tempfile::tempdir().expect("a temporary folder");
    let journal = stopped.path().join("trial.journal");
    let tiny = f64::MIN_POSITIVE;
    // Two points, and a third of which only a part was written.
    let lines = format!("1 {tiny}\tpoint 0\n{} {tiny}\tpoint 3\n0.33", 0.25);
    std::fs::write(&journal, lines).expect("the folder can be written to");
    let (code, ..) = record(stopped.path(), &["trial", "--threads", "2", "--quiet"]);
    assert_eq!(code, 0);
    assert_eq!(COMPUTED.load(Ordering::Relaxed), 4);
    assert_eq!(
        std::fs::read(stopped.path().join("trial.csv")).expect("it is written"),
        expected
    );
    assert!(!journal.exists());
}

/// Catches a refusal that is no sentence, or that writes something.
#[test]
fn a_recording_that_does_not_exist_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (code, out, err) = record(folder.path(), &["trail"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "hopfield: there is no recording 'trail'; did you mean 'trial'?\n"
    );
    let (code, _, err) = record(folder.path(), &[]);
    assert_eq!(
        (code, err.as_str()),
        (2, "hopfield: 'record' needs the name of one: trial\n")
    );
}
