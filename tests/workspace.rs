//! What holds for the repository as a whole: versions, manifests, and nothing of one machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{Metadata, MetadataCommand};

fn metadata() -> Metadata {
    let manifest = tests::root().join("Cargo.toml");
    MetadataCommand::new()
        .manifest_path(manifest)
        .exec()
        .expect("cargo describes the workspace")
}

/// Name and manifest of each member.
fn members() -> Vec<(String, String)> {
    let metadata = metadata();
    let member = |package: &&cargo_metadata::Package| {
        let manifest = fs::read_to_string(&package.manifest_path).expect("a member has a manifest");
        (package.name.to_string(), manifest)
    };
    metadata.workspace_packages().iter().map(member).collect()
}

/// Would catch a dependency that the compiler which we promise to support can't compile.
#[test]
fn every_dependency_compiles_with_the_rust_version_that_we_state() {
    let metadata = metadata();
    let stated: BTreeSet<_> = metadata
        .workspace_packages()
        .iter()
        .map(|package| package.rust_version.clone())
        .collect();
    assert_eq!(
        stated.len(),
        1,
        "the members state different versions of Rust: {stated:?}"
    );
    let ours = stated
        .into_iter()
        .next()
        .flatten()
        .expect("the workspace states a rust-version");
    let newer: Vec<_> = metadata
        .packages
        .iter()
        .filter_map(|package| Some((package, package.rust_version.as_ref()?)))
        .filter(|&(_, theirs)| *theirs > ours)
        .map(|(package, theirs)| format!("{} {} needs {theirs}", package.name, package.version))
        .collect();
    assert!(
        newer.is_empty(),
        "rust-version is {ours}, but {}",
        newer.join(", ")
    );
    let readme = fs::read_to_string(tests::root().join("README.md")).expect("README.md is there");
    let stated = format!("Rust {}.{}", ours.major, ours.minor);
    assert!(
        readme.contains(&stated),
        "the README doesn't ask for {stated}"
    );
}

/// Would catch a version or a path that stands in two manifests and is changed in one.
#[test]
fn versions_of_dependencies_stand_in_the_workspace_manifest_alone() {
    for (member, manifest) in members() {
        let mut in_dependencies = false;
        for line in manifest.lines().map(str::trim) {
            if line.starts_with('[') {
                in_dependencies = line.ends_with("dependencies]");
            } else if in_dependencies && line.contains('=') && !line.starts_with('#') {
                assert!(
                    line.contains("workspace = true"),
                    "{member}: `{line}` has its own version"
                );
            }
        }
    }
}

/// Would catch a member that is left out of the lints, the edition or the licence.
#[test]
fn every_member_inherits_what_the_workspace_states() {
    for (member, manifest) in members() {
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{member} doesn't inherit the lints"
        );
        for key in ["version", "edition", "rust-version", "license", "publish"] {
            let inherited = format!("\n{key}.workspace = true");
            assert!(
                manifest.contains(&inherited),
                "{member} doesn't inherit `{key}`"
            );
        }
    }
}

/// Features of each dependency as cargo unites them for the whole workspace.
fn features(edges: &str) -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .current_dir(tests::root())
        .args([
            "tree",
            "--workspace",
            "--edges",
            edges,
            "--prefix",
            "none",
            "--no-dedupe",
        ])
        .args(["--format", "{p}|{f}"])
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut features: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Some((package, with)) = line.split_once('|') {
            features
                .entry(package.to_owned())
                .or_default()
                .insert(with.to_owned());
        }
    }
    features
}

/// Would catch a dev-dependency that turns on a feature which the programs don't have: cargo would
/// then compile that crate, and all that use it, once for the book and once for the tests.
#[test]
fn nothing_compiles_once_for_the_book_and_again_for_the_tests() {
    let for_the_book = features("normal,build");
    let for_the_tests = features("normal,build,dev");
    assert!(for_the_book.len() > 100, "the listing was not read");
    let differing: Vec<_> = for_the_book
        .iter()
        .filter(|&(package, with)| for_the_tests.get(package) != Some(with))
        .map(|(package, with)| {
            format!(
                "{package}: {with:?}, tests {:?}",
                for_the_tests.get(package)
            )
        })
        .collect();
    assert!(
        differing.is_empty(),
        "align the features:\n{}",
        differing.join("\n")
    );
}

/// The files of the repository; what is built and what git keeps is left out.
fn files_under(folder: &Path, files: &mut Vec<PathBuf>) {
    let generated = ["target", "figures", ".git"].map(|name| tests::root().join(name));
    for entry in fs::read_dir(folder)
        .expect("a folder of the repository can be read")
        .flatten()
    {
        let path = entry.path();
        if generated.contains(&path) {
            continue;
        }
        if path.is_dir() {
            files_under(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// Would catch a path that exists on one machine only.
#[test]
fn no_file_names_a_folder_of_one_machine() {
    let mut files = Vec::new();
    files_under(&tests::root(), &mut files);
    assert!(files.len() > 50, "the repository was not read");
    let homes = ["home", "root", "work", "Users", "mnt"];
    let mut found = Vec::new();
    for file in files {
        // A file that is not text holds no path that anybody would follow.
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for home in homes {
                let folder = format!("/{home}/");
                let stands_alone = |position: usize| {
                    let before = line[..position].chars().next_back();
                    !before
                        .is_some_and(|letter| letter.is_alphanumeric() || "._-/}~".contains(letter))
                };
                if line
                    .match_indices(&folder)
                    .any(|(position, _)| stands_alone(position))
                {
                    found.push(format!("{}:{}: {line}", file.display(), number + 1));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "a path of one machine:\n{}",
        found.join("\n")
    );
}
