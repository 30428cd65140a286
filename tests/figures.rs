//! Snapshots of every figure: its data, compared with a tolerance, and its picture, to the byte.
//!
//! To accept a change after looking at it: `INSTA_UPDATE=always cargo xtask test --test figures`.

use common::chapter::{Chapter, FigureEntry};
use common::figure::Figure;
use common::run::Run;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tests::{Change, Within, chapter_folder, first_differences, root, write_page};

/// Data of a snapshot are the same elementary functions everywhere, so only the last digits of a
/// sum may differ with the compiler; a change of a rate constant by 1% is larger by far.
const DATA: Within = Within {
    relative: 1e-9,
    absolute: 1e-11,
};

/// Points per series that a data snapshot keeps at most.
const POINTS: usize = 200;

fn every_figure(mut visit: impl FnMut(&Chapter, &FigureEntry, Figure)) {
    for chapter in registry::chapters() {
        for entry in &chapter.figures {
            let figure = entry
                .draw(&entry.defaults(), &Run::parallel())
                .unwrap_or_else(|error| panic!("{}/{}: {error}", chapter.name, entry.name));
            visit(&chapter, entry, figure);
        }
    }
}

fn settings(chapter: &Chapter) -> insta::Settings {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(chapter_folder(chapter.name).join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The data that a snapshot holds, if it is there and can be read.
fn stored(path: &std::path::Path) -> Option<serde_json::Value> {
    let text = std::fs::read_to_string(path).ok()?;
    serde_json::from_str(text.splitn(3, "---\n").nth(2)?).ok()
}

/// Catches any change of a figure: of its numbers beyond rounding, of a word, of a stroke. What
/// changed is shown on one page, as old, new and difference.
#[test]
fn every_figure_is_as_its_snapshot() {
    let mut changes = Vec::new();
    every_figure(|chapter, entry, figure| {
        let provenance = chapter.provenance(entry, &entry.defaults());
        let thinned = figure.thinned(POINTS).json(&provenance);
        let data: serde_json::Value = serde_json::from_str(&thinned).expect("our own JSON");
        let folder = chapter_folder(chapter.name).join("snapshots");
        let name = format!("{}-data", entry.name);
        let old = stored(&folder.join(format!("{name}.snap")));
        // LAPACK's last digits depend on the processor. So the picture is that of the stored data,
        // once the computed data have been found to agree with them.
        let picture = match &old {
            Some(old)
                if entry.through_lapack && first_differences(old, &data, DATA, 1).is_empty() =>
            {
                let drawn: Figure = serde_json::from_value(old["data"].clone())
                    .unwrap_or_else(|error| panic!("{}/{name}: {error}", chapter.name));
                drawn.svg()
            }
            _ if entry.through_lapack => figure.thinned(POINTS).svg(),
            _ => figure.svg(),
        };
        let old_picture = std::fs::read_to_string(folder.join(format!("{}.snap.svg", entry.name)));

        let mut numeric = settings(chapter);
        numeric.set_comparator(Box::new(DATA));
        let same_data = catch_unwind(AssertUnwindSafe(|| {
            numeric.bind(|| insta::assert_json_snapshot!(name.as_str(), data));
        }));
        let same_picture = catch_unwind(AssertUnwindSafe(|| {
            let file = format!("{}.svg", entry.name);
            let bytes = picture.clone().into_bytes();
            settings(chapter).bind(|| insta::assert_binary_snapshot!(file.as_str(), bytes));
        }));
        if same_data.is_err() || same_picture.is_err() {
            let numbers = old.map(|old| first_differences(&old, &data, DATA, 12));
            changes.push(Change {
                figure: format!("{}/{}", chapter.name, entry.name),
                old: old_picture.ok(),
                new: picture,
                numbers: numbers.unwrap_or_default(),
            });
        }
    });
    if !changes.is_empty() {
        let page = write_page(&root(), &changes).expect("target can be written to");
        let names: Vec<&str> = changes
            .iter()
            .map(|change| change.figure.as_str())
            .collect();
        let first: Vec<&str> = changes
            .iter()
            .flat_map(|change| &change.numbers)
            .map(String::as_str)
            .take(3)
            .collect();
        panic!(
            "{} not as in the snapshot ({}); old, new and difference: {}",
            names.join(", "),
            if first.is_empty() {
                "the numbers are the same".to_owned()
            } else {
                first.join("; ")
            },
            page.display()
        );
    }
}

/// Catches results that depend on the number of threads, on a clock, or on memory that was not set.
#[test]
fn a_figure_is_the_same_bytes_on_every_run_and_any_number_of_threads() {
    for chapter in registry::chapters() {
        for entry in &chapter.figures {
            let provenance = chapter.provenance(entry, &entry.defaults());
            let bytes = |threads| {
                let run = Run::serial().threads(threads);
                let figure = entry
                    .draw(&entry.defaults(), &run)
                    .expect("the defaults can be drawn");
                (
                    figure.svg(),
                    figure.csv(&provenance),
                    figure.json(&provenance),
                )
            };
            let once = bytes(1);
            for threads in [1, 2] {
                assert!(
                    once == bytes(threads),
                    "{}/{} differs",
                    chapter.name,
                    entry.name
                );
            }
        }
    }
}

/// Catches a snapshot that no figure has any more.
#[test]
fn no_snapshot_is_left_without_its_figure() {
    for chapter in registry::chapters() {
        let folder = chapter_folder(chapter.name).join("snapshots");
        for file in std::fs::read_dir(&folder).expect("every chapter has snapshots") {
            let name = file
                .expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned();
            let stem = name.trim_end_matches(".snap.svg").trim_end_matches(".snap");
            let figure = stem.trim_end_matches("-data");
            assert!(
                chapter.figure(figure).is_some(),
                "{}/snapshots/{name} belongs to no figure; delete it",
                chapter.name
            );
        }
    }
}
