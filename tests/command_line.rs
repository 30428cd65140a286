//! The command line of every chapter: what it writes, and how it refuses.

use common::chapter::Chapter;
use common::param::Kind;
use std::ffi::OsString;
use std::path::Path;

/// Exit code, standard output and standard error of one call.
fn call(chapter: &Chapter, arguments: &[&str]) -> (u8, String, String) {
    let words = std::iter::once(chapter.name).chain(arguments.iter().copied());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = words.map(OsString::from).collect();
    let code = common::cli::run(chapter, words, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("our output is UTF-8");
    (code, text(out), text(err))
}

/// A call that must be refused with exit code 2, one sentence, and nothing written.
fn refused(chapter: &Chapter, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let mut words = arguments.to_vec();
    let path = out.to_string_lossy().into_owned();
    if !words.contains(&"--out") {
        words.extend(["--out", &path]);
    }
    let (code, printed, sentence) = call(chapter, &words);
    assert_eq!(code, 2, "{words:?} ended with {code}: {sentence}");
    assert!(printed.is_empty(), "{words:?} printed {printed}");
    assert_eq!(
        sentence.trim_end().lines().count(),
        1,
        "{words:?} said {sentence}"
    );
    assert!(
        sentence.starts_with(&format!("{}: ", chapter.name)),
        "{sentence}"
    );
    assert!(!out.exists(), "{words:?} wrote something");
    sentence
}

/// Catches a run without a command that leaves a figure out, or leaves part of a file behind.
#[test]
fn without_a_command_every_figure_is_written_whole() {
    for chapter in registry::chapters() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("deep").join("folder");
        let (code, printed, err) = call(&chapter, &["--out", &out.to_string_lossy()]);
        assert_eq!((code, err.as_str()), (0, ""));
        for figure in &chapter.figures {
            for format in ["svg", "csv"] {
                let path = out.join(format!("{}.{format}", figure.name));
                assert!(path.is_file(), "{} is missing", path.display());
                assert!(printed.contains(&*path.to_string_lossy()), "{printed}");
            }
        }
        assert_eq!(count_files(&out), 2 * chapter.figures.len());
    }
}

/// Catches a first file that stays behind when the second can't be written, an old one that is
/// replaced, and an error that doesn't name the file.
#[test]
fn files_of_one_figure_are_written_together_or_not_at_all() {
    let chapters = registry::chapters();
    let chapter = &chapters[0];
    let figure = chapter.figures[0].name;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().to_string_lossy().into_owned();
    let [svg, csv] = ["svg", "csv"].map(|format| folder.path().join(format!("{figure}.{format}")));
    // A folder where a file should be can be written to by nobody, not even by root.
    std::fs::create_dir(&csv).expect("a folder in the way");
    for old in [None, Some("old")] {
        if let Some(old) = old {
            std::fs::write(&svg, old).expect("an old picture");
        }
        let (code, printed, sentence) = call(chapter, &["figure", figure, "--out", &out]);
        assert_eq!((code, printed.as_str()), (1, ""));
        assert!(sentence.contains(&*csv.to_string_lossy()), "{sentence}");
        assert_eq!(std::fs::read_to_string(&svg).ok().as_deref(), old);
        assert_eq!(count_files(folder.path()), 1 + usize::from(old.is_some()));
    }
}

/// Catches a full disk that is reported without saying where, or not at all.
#[test]
fn an_output_that_takes_nothing_more_is_named() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            // No space left on device.
            Err(std::io::Error::from_raw_os_error(28))
        }
    }
    let chapters = registry::chapters();
    let words = [chapters[0].name, "list"].map(OsString::from).to_vec();
    let mut err = Vec::new();
    assert_eq!(
        common::cli::run(&chapters[0], words, &mut Full, &mut err),
        1
    );
    let sentence = String::from_utf8(err).expect("our output is UTF-8");
    assert!(sentence.contains("standard output"), "{sentence}");
}

/// Catches a number that is shown as what became of it, an infinity, and not as it was typed.
#[test]
fn a_number_too_long_is_echoed_as_typed() {
    for chapter in registry::chapters() {
        for figure in &chapter.figures {
            for one in figure.declarations() {
                if matches!(one.kind, Kind::Real { .. }) {
                    let flag = format!("--{}", one.name);
                    let sentence = refused(&chapter, &["figure", figure.name, &flag, "1e400"]);
                    assert!(sentence.contains(&format!("{flag} is 1e400")), "{sentence}");
                }
            }
        }
    }
}

fn count_files(folder: &Path) -> usize {
    std::fs::read_dir(folder).expect("a folder").count()
}

/// Catches a refusal that does not name the argument, its value and the allowed range.
#[test]
fn values_out_of_range_are_refused_with_the_range() {
    for chapter in registry::chapters() {
        for figure in &chapter.figures {
            for one in figure.declarations() {
                let flag = format!("--{}", one.name);
                let beyond = match &one.kind {
                    Kind::Real { to, .. } => (to + 1.0).to_string(),
                    Kind::Integer { to, .. } => (to + 1).to_string(),
                    _ => "certainly-not".to_owned(),
                };
                for value in [beyond.as_str(), "nonsense", "NaN", "inf", ""] {
                    // No points at all are a value: the empty list.
                    if value.is_empty() && matches!(one.kind, Kind::Points { .. }) {
                        continue;
                    }
                    let sentence = refused(&chapter, &["figure", figure.name, &flag, value]);
                    assert!(
                        sentence.contains(&flag) && sentence.contains(&one.allowed()),
                        "{sentence}"
                    );
                }
            }
        }
    }
}

/// Catches a misspelt name that is met with a list of usage lines instead of the nearest name.
#[test]
fn misspelt_names_are_met_with_the_nearest_one() {
    for chapter in registry::chapters() {
        for figure in &chapter.figures {
            let misspelt = format!("{}x", figure.name);
            let sentence = refused(&chapter, &["figure", &misspelt]);
            assert!(
                sentence.contains(&format!("did you mean '{}'?", figure.name)),
                "{sentence}"
            );
        }
        for claim in &chapter.claims {
            let misspelt = format!("{}x", claim.name);
            let sentence = refused(&chapter, &["claims", &misspelt]);
            assert!(sentence.contains("there is no claim"), "{sentence}");
        }
        let figure = chapter.figures[0].name;
        for words in [
            &["figures"][..],
            &["figure"],
            &["figure", figure, "extra"],
            &["figure", figure, "--no-such-flag", "1"],
            &["figure", figure, "--format", "jpeg"],
            &["figure", figure, "--format", ""],
            &["figure", figure, "--threads", "0"],
            &["figure", figure, "--threads", "many"],
            &["figure", figure, "--threads"],
            &["--seed", "minus one"],
            &["figure", figure, "--out", ""],
            &["completions"],
            &["completions", "dos"],
        ] {
            refused(&chapter, words);
        }
    }
}

/// Catches claims whose JSON lacks what a reader of it needs, and a value that ignores its flags.
#[test]
fn claims_are_a_list_of_objects() {
    for chapter in registry::chapters() {
        let (code, printed, err) = call(&chapter, &["claims", "--json"]);
        assert_eq!((code, err.as_str()), (0, ""));
        let list: Vec<serde_json::Value> = serde_json::from_str(&printed).expect("a list");
        assert_eq!(list.len(), chapter.claims.len());
        for (object, claim) in list.iter().zip(&chapter.claims) {
            assert_eq!(object["name"], claim.name);
            for key in ["symbol", "unit", "parameters"] {
                assert!(!object[key].is_null(), "{} has no {key}", claim.name);
            }
            assert!(object["value"].is_f64(), "{} has no value", claim.name);
            if !claim.references.is_empty() {
                for key in ["value", "tolerance", "source", "parameters"] {
                    assert!(
                        !object["reference"][key].is_null(),
                        "{}: no {key}",
                        claim.name
                    );
                }
            }
        }
    }
}

/// Catches a list that leaves out a figure, a range or the columns of a table.
#[test]
fn the_list_names_every_figure_with_its_columns() {
    for chapter in registry::chapters() {
        let (code, printed, _) = call(&chapter, &["list", "--json"]);
        assert_eq!(code, 0);
        let list: serde_json::Value = serde_json::from_str(&printed).expect("an object");
        for (object, figure) in list["figures"]
            .as_array()
            .expect("figures")
            .iter()
            .zip(&chapter.figures)
        {
            assert_eq!(object["name"], figure.name);
            assert_eq!(
                object["parameters"].as_array().map(Vec::len),
                Some(figure.declarations().len())
            );
        }
        assert_eq!(
            list["claims"].as_array().map(Vec::len),
            Some(chapter.claims.len())
        );
    }
}
