//! The command that records: what it writes, and that it goes on where it was stopped.

use common::cli::{Recording, run_with};
use common::figure::FigureError;
use common::run::Run;
use hopfield::kernel::Order;
use hopfield::simulation::{Retrieval, capacity};
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

static COMPUTED: AtomicUsize = AtomicUsize::new(0);

/// A table of a few points, with numbers whose digits must survive the journal.
fn table(run: &Run) -> Result<String, FigureError> {
    let points = [vec![0_usize, 1], vec![2, 3, 4], vec![5]];
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
        .flatten()
        .map(|numbers| format!("{},{}\n", numbers[0], numbers[1]));
    Ok(lines.collect())
}

fn record(folder: &Path, arguments: &[&str]) -> (u8, String, String) {
    record_table(table, folder, arguments)
}

type Table = fn(&Run) -> Result<String, FigureError>;

fn record_table(table: Table, folder: &Path, arguments: &[&str]) -> (u8, String, String) {
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

const LOADS: [f64; 3] = [0.12, 0.138, 0.15];
const REPLICAS: usize = 20;

/// The recording in small: three points of ten thousand neurons, of many runs each.
fn small(run: &Run) -> Result<String, FigureError> {
    let run_of = |number: usize, replica: usize| Retrieval {
        neurons: 10_000,
        memories: (10_000.0 * LOADS[number]) as usize,
        start: 1.0,
        order: Order::Shuffled,
        sweeps: 100,
        lost: 0.5,
        seed: 2,
        replica: (1000 * number + replica) as u64,
    };
    let point = |number| {
        (0..REPLICAS)
            .map(|replica| run_of(number, replica))
            .collect()
    };
    let points: Vec<Vec<Retrieval>> = (0..LOADS.len()).map(point).collect();
    capacity::table(&points, run)
}

const FOLDER: &str = "RECORD_INTO";
const THREADS: &str = "RECORD_ON";

/// Not a test by itself: what the next one starts as a process of its own and kills.
#[test]
#[ignore = "a process that the next test kills"]
fn recording_to_be_killed() {
    let (Some(folder), Ok(threads)) = (std::env::var_os(FOLDER), std::env::var(THREADS)) else {
        return;
    };
    let words = ["trial", "--quiet", "--threads", &threads];
    assert_eq!(record_table(small, Path::new(&folder), &words).0, 0);
}

/// Catches a killed recording that loses more than runs of one point, one for each thread; that loses
/// again what was finished; or that ends with other bytes than one that ran through.
#[test]
fn a_killed_recording_loses_runs_of_one_point_and_ends_with_the_same_bytes() {
    let whole = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(
        record_table(small, whole.path(), &["trial", "--quiet"]).0,
        0
    );
    let expected = std::fs::read(whole.path().join("trial.csv")).expect("it is written");

    let killed = tempfile::tempdir().expect("a temporary folder");
    let journal = killed.path().join("trial.journal");
    // Of each point, how many runs are finished.
    let finished = || {
        let text = std::fs::read_to_string(&journal).unwrap_or_default();
        let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
        let of = |load: f64| {
            let memories = format!("memories: {},", (10_000.0 * load) as usize);
            whole.lines().filter(|one| one.contains(&memories)).count()
        };
        LOADS.map(of)
    };
    let count = || finished().iter().sum::<usize>();
    let mut amid = 0;
    for (threads, runs) in [(2, 0), (3, 5), (1, 19), (2, 20), (4, 33), (2, 50), (3, 59)] {
        let before = count();
        let mut process = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "recording_to_be_killed", "--ignored"])
            .env(FOLDER, killed.path())
            .env(THREADS, threads.to_string())
            .stdout(Stdio::null())
            .spawn()
            .expect("it starts");
        let ended = |process: &mut std::process::Child| {
            process.try_wait().expect("it can be asked").is_some()
        };
        while (!journal.exists() || count() < runs) && !ended(&mut process) {
            std::thread::sleep(Duration::from_millis(1));
        }
        process.kill().expect("it can be killed");
        process.wait().expect("it ends");
        if killed.path().join("trial.csv").exists() {
            break;
        }
        amid += 1;
        let now = finished();
        assert!(now.iter().sum::<usize>() >= before.max(runs));
        // A point that is not finished has none after it.
        let open = now.iter().position(|&runs| runs < REPLICAS);
        assert!(
            open.is_none_or(|open| now[open + 1..].iter().all(|&runs| runs == 0)),
            "{now:?}"
        );
    }
    assert!(amid >= 3, "killed only {amid} times before the end");
    assert_eq!(
        record_table(small, killed.path(), &["trial", "--quiet"]).0,
        0
    );
    assert_eq!(
        std::fs::read(killed.path().join("trial.csv")).expect("it is written"),
        expected
    );
    assert!(!journal.exists());
}

/// Catches loadings that draw one curve twice under the same name: a failure where a refusal is due.
#[test]
fn basins_of_equal_loadings_are_refused() {
    for (loadings, told) in [
        ("--low 0.2 --middle 0.2 --high 0.2", "each must be larger"),
        (
            "--low 0.0082 --middle 0.0093 --neurons 320",
            "make 3, 3 and 42 memories",
        ),
    ] {
        let words = format!("hopfield figure basins {loadings}");
        let words = words.split(' ').map(OsString::from).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = run_with(&hopfield::chapter(), &[], words, &mut out, &mut err);
        let err = String::from_utf8(err).expect("our output is UTF-8");
        assert_eq!(code, 2);
        assert!(err.contains(told), "{err}");
    }
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
