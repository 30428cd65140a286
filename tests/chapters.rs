//! Contracts over all chapters: what every figure, claim and parameter must be.

use common::chapter::Chapter;
use common::param::{Declaration, RESERVED_NAMES};
use common::run::Run;
use std::collections::BTreeSet;
use tests::root;

fn declarations(chapter: &Chapter) -> Vec<(String, Vec<Declaration>)> {
    let figures = chapter
        .figures
        .iter()
        .map(|one| (one.name.to_owned(), one.declarations()));
    let claims = chapter
        .claims
        .iter()
        .map(|one| (one.name.to_owned(), one.declarations()));
    figures.chain(claims).collect()
}

fn kebab(name: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(letters)
}

/// Catches a chapter that exists as a folder but is in no list, and the other way round.
#[test]
fn every_folder_of_chapters_is_registered_and_in_the_summary() {
    let folders: BTreeSet<String> = std::fs::read_dir(root().join("chapters"))
        .expect("the folder of chapters")
        .map(|entry| {
            entry
                .expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let listed: BTreeSet<String> = registry::chapters()
        .iter()
        .map(|chapter| chapter.name.to_owned())
        .collect();
    assert_eq!(
        folders, listed,
        "left: folders of chapters/, right: book/registry/src/lib.rs"
    );
    let summary = std::fs::read_to_string(root().join("book/text/SUMMARY.md")).expect("a summary");
    for name in &listed {
        assert!(
            summary.contains(&format!("({name}.md)")),
            "SUMMARY.md does not list {name}"
        );
    }
}

/// Catches a flag that can't be typed, a reserved or doubled name, a default outside its own range,
/// and a parameter without a meaning.
#[test]
fn every_parameter_is_declared_soundly() {
    for chapter in registry::chapters() {
        for (owner, declarations) in declarations(&chapter) {
            let mut names = BTreeSet::new();
            for one in declarations {
                let place = format!("{}/{owner} --{}", chapter.name, one.name);
                assert!(
                    kebab(&one.name),
                    "{place} is not written in lower case with hyphens"
                );
                assert!(
                    !RESERVED_NAMES.contains(&one.name.as_str()),
                    "{place} is reserved"
                );
                assert!(names.insert(one.name.clone()), "{place} stands there twice");
                assert!(!one.meaning.is_empty(), "{place} has no meaning");
                one.check(&one.default)
                    .unwrap_or_else(|error| panic!("{place}: {error}"));
            }
        }
    }
}

/// Catches a figure without words, or whose words are false of the printed figure.
#[test]
fn every_figure_says_what_it_shows_and_it_holds_at_the_defaults() {
    for chapter in registry::chapters() {
        for entry in &chapter.figures {
            let figure = entry
                .draw(&entry.defaults(), &Run::parallel())
                .expect("the defaults");
            let place = format!("{}/{}", chapter.name, entry.name);
            assert!(
                kebab(entry.name),
                "{place} is not written in lower case with hyphens"
            );
            assert!(!figure.caption.is_empty(), "{place} has no caption");
            assert!(
                !figure.alternative_text.is_empty(),
                "{place} has no alternative text"
            );
            for prose in [&figure.caption, &figure.alternative_text] {
                let broken: Vec<&str> = prose.broken().collect();
                assert!(
                    broken.is_empty(),
                    "{place} states what its data refute: {broken:?}"
                );
            }
            let written = root().join(entry.source);
            assert!(
                written.is_file(),
                "{place}: its source {} is no file",
                entry.source
            );
        }
    }
}

/// Catches a claim that is not what its reference says, at the reference's own parameters.
#[test]
fn every_claim_agrees_with_its_references() {
    for chapter in registry::chapters() {
        let mut names = BTreeSet::new();
        for claim in &chapter.claims {
            let place = format!("{}/{}", chapter.name, claim.name);
            assert!(
                kebab(claim.name) && names.insert(claim.name),
                "{place} is a bad name"
            );
            let estimate = claim
                .compute(&claim.defaults(), &Run::serial())
                .unwrap_or_else(|error| panic!("{place}: {error}"));
            assert!(estimate.value.is_finite(), "{place} is {}", estimate.value);
            for reference in &claim.references {
                let found = claim
                    .compute_at(reference, &Run::serial())
                    .unwrap_or_else(|error| panic!("{place}: {error}"));
                let difference = (found.value - reference.value).abs();
                assert!(
                    difference <= reference.tolerance,
                    "{place} is {}, but {} gives {} ± {}",
                    found.value,
                    reference.source,
                    reference.value,
                    reference.tolerance
                );
            }
        }
    }
}
