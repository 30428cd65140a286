//! The licences of everything that the workspace depends on, and of the workspace itself.

use std::collections::BTreeSet;
use std::fs;

use cargo_metadata::{Metadata, MetadataCommand};
use spdx::{Expression, Licensee, ParseMode};

fn metadata() -> Metadata {
    let manifest = tests::root().join("Cargo.toml");
    MetadataCommand::new()
        .manifest_path(manifest)
        .exec()
        .expect("cargo describes the workspace")
}

/// The list `allow` in `deny.toml`, which cargo-deny reads too.
fn allowed() -> Vec<String> {
    let text = fs::read_to_string(tests::root().join("deny.toml")).expect("deny.toml is there");
    let (_, rest) = text
        .split_once("\nallow = [")
        .expect("deny.toml has a list of licences");
    let (list, _) = rest.split_once(']').expect("the list of licences ends");
    let quoted = |line: &str| line.trim().trim_matches([',', '"']).to_owned();
    list.lines()
        .map(quoted)
        .filter(|name| !name.is_empty())
        .collect()
}

fn licensees() -> Vec<Licensee> {
    allowed()
        .iter()
        .map(|name| Licensee::parse(name).expect("an SPDX name"))
        .collect()
}

/// Would catch a dependency, direct or not, that asks more of a reader's copy than we may promise.
#[test]
fn every_dependency_has_a_licence_that_we_allow() {
    let allowed = licensees();
    let mut refused = Vec::new();
    for package in metadata()
        .packages
        .iter()
        .filter(|package| package.source.is_some())
    {
        let name = format!("{} {}", package.name, package.version);
        let Some(licence) = &package.license else {
            refused.push(format!(
                "{name}: states no SPDX licence, only {:?}",
                package.license_file
            ));
            continue;
        };
        // Older crates write `MIT/Apache-2.0`, which the strict grammar doesn't know.
        match Expression::parse_mode(licence, ParseMode::LAX) {
            Ok(expression) => {
                let welcome = |wanted: &spdx::LicenseReq| {
                    allowed.iter().any(|licensee| licensee.satisfies(wanted))
                };
                if !expression.evaluate(welcome) {
                    refused.push(format!("{name}: {licence}"));
                }
            }
            Err(error) => refused.push(format!("{name}: {licence}: {}", error.reason)),
        }
    }
    assert!(
        refused.is_empty(),
        "not covered by `allow` in deny.toml:\n{}",
        refused.join("\n")
    );
}

/// Would catch a list that allows what nobody needs, in which a new licence would go unnoticed.
#[test]
fn every_licence_on_the_list_is_needed() {
    let metadata = metadata();
    let expressions: Vec<_> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_some())
        .filter_map(|package| {
            Expression::parse_mode(package.license.as_ref()?, ParseMode::LAX).ok()
        })
        .collect();
    let all = licensees();
    for (position, unneeded) in allowed().iter().enumerate() {
        let mut rest = all.clone();
        rest.remove(position);
        let covers = |expression: &Expression| {
            expression.evaluate(|wanted| rest.iter().any(|licensee| licensee.satisfies(wanted)))
        };
        assert!(
            !expressions.iter().all(covers),
            "nothing needs {unneeded}: take it off deny.toml"
        );
    }
}

/// Would catch a copyleft licence that slips onto the list.
#[test]
fn the_list_holds_no_strong_copyleft() {
    let names: BTreeSet<_> = allowed().into_iter().collect();
    assert!(
        names.contains("MIT") && names.contains("Apache-2.0"),
        "the list was not read"
    );
    for name in names {
        assert!(
            !name.contains("GPL"),
            "{name} would bind every reader's copy"
        );
    }
}

/// Would catch a member that is published under other terms than the README says.
#[test]
fn the_workspace_is_licensed_as_the_readme_says() {
    for package in metadata().workspace_packages() {
        assert_eq!(
            package.license.as_deref(),
            Some("MIT OR Apache-2.0"),
            "{}",
            package.name
        );
    }
    let first_line = |name: &str| {
        let text = fs::read_to_string(tests::root().join(name)).expect("the licence is there");
        text.lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    assert_eq!(first_line("LICENSE-MIT"), "MIT License");
    assert_eq!(first_line("LICENSE-APACHE"), "Apache License");
    assert_eq!(
        first_line("LICENSE-CC-BY"),
        "Creative Commons Attribution 4.0 International"
    );
    let readme = fs::read_to_string(tests::root().join("README.md")).expect("README.md is there");
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "LICENSE-CC-BY"] {
        assert!(readme.contains(name), "the README doesn't mention {name}");
    }
}
