//! `cargo xtask test`.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Instant;

use crate::explore;
use crate::failure::Failure;
use crate::probe;
use crate::shell::CommandLine;
use crate::workspace;

/// The tests of the book's pages, which wait for a browser.
const PAGE: [&str; 3] = ["accessibility", "browser", "explore"];

/// Runs all tests; `arguments` go to `cargo test`. Without any, those of the page run beside the others:
/// either alone would leave a core idle half of the time.
///
/// # Errors
/// Something is missing and can't be installed, or a test fails.
pub fn test(arguments: &[String]) -> Result<(), Failure> {
    let root = workspace::root();
    probe::install_what_is_missing(&root)?;
    let commands = cargo_tests(arguments);
    if let Some(compile) = &commands.compile {
        timed(compile, &root, "compile the tests", "Compiled")?;
    }
    if commands.browser {
        explore::compile(&root)?;
    }
    if arguments.is_empty() {
        return all(&root);
    }
    timed(&commands.run, &root, "pass the tests", "Tests passed")
}

fn all(root: &Path) -> Result<(), Failure> {
    let start = Instant::now();
    let metadata = CommandLine::new([workspace::cargo().as_str(), "metadata", "--no-deps"])
        .and(["--format-version", "1"])
        .and([
            "--manifest-path",
            &root.join("Cargo.toml").to_string_lossy(),
        ])
        .output()
        .ok_or_else(|| Failure::of_task("could not list the tests: cargo metadata fails"))?;
    let [page, others, examples] = groups(&test_programs(&metadata)?);
    let folder = workspace::target(root);
    let printed = folder.join("page-tests.log");
    eprintln!("$ {} # beside those that follow", page.shown());
    let purpose = "pass the tests";
    let (page, others) = thread::scope(|scope| {
        let page = scope.spawn(|| page.run_apart(root, purpose, &printed));
        let others = others.run(root, purpose);
        let examples = examples.run(root, purpose);
        (page.join(), others.and(examples))
    });
    eprint!("{}", fs::read_to_string(&printed).unwrap_or_default());
    let page = page.unwrap_or_else(|_| Err(Failure::of_task("could not wait for the tests")));
    others.and(page)?;
    eprintln!("Tests passed in {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// The names of all programs of tests, from what cargo says of the workspace.
fn test_programs(metadata: &str) -> Result<Vec<String>, Failure> {
    let unread = |what: &str| Failure::of_task(format!("could not list the tests: {what}"));
    let metadata: serde_json::Value =
        serde_json::from_str(metadata).map_err(|error| unread(&error.to_string()))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages.flat_map(|one| one["targets"].as_array().into_iter().flatten());
    let mut names: Vec<String> = targets
        .filter(|one| one["kind"][0] == "test")
        .filter_map(|one| Some(one["name"].as_str()?.to_owned()))
        .collect();
    names.sort();
    names.dedup();
    let lacks = |name: &&str| !names.iter().any(|one| one == name);
    match PAGE.iter().find(|name| lacks(name)) {
        Some(name) => Err(unread(&format!("there is no test `{name}`"))),
        None => Ok(names),
    }
}

/// The tests of the page, all others, and the examples in the documentation.
fn groups(names: &[String]) -> [CommandLine; 3] {
    let cargo = workspace::cargo();
    let tests = CommandLine::new([cargo.as_str(), "test", "--release", "--workspace"]);
    let chosen = |of_page: bool| {
        let names = names.iter().map(String::as_str);
        let names = names.filter(move |name| PAGE.contains(name) == of_page);
        names.flat_map(|name| ["--test", name])
    };
    [
        tests.clone().and(chosen(true)),
        tests.clone().and(["--lib", "--bins"]).and(chosen(false)),
        tests.and(["--doc"]),
    ]
}

fn timed(command: &CommandLine, root: &Path, purpose: &str, done: &str) -> Result<(), Failure> {
    let start = Instant::now();
    command.run(root, purpose)?;
    eprintln!("{done} in {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Compiling and running, apart so that each has its time.
#[derive(Debug)]
struct CargoTests {
    /// Nothing where the reader asks cargo for only one of the two.
    compile: Option<CommandLine>,
    run: CommandLine,
    /// Whether the tests of the page are among them, which explore figures in a browser.
    browser: bool,
}

fn cargo_tests(arguments: &[String]) -> CargoTests {
    let (for_cargo, for_tests) = match arguments.iter().position(|word| word == "--") {
        Some(end) => arguments.split_at(end),
        None => (arguments, &[][..]),
    };
    // All members, unless the reader selects some.
    let selects = |word: &String| {
        word.starts_with("-p") || word.starts_with("--package") || word == "--workspace"
    };
    let selection: &[&str] = if for_cargo.iter().any(selects) {
        &[]
    } else {
        &["--workspace"]
    };
    let one_alone = for_cargo
        .iter()
        .any(|word| word == "--no-run" || word == "--doc");
    let cargo = workspace::cargo();
    let tests = CommandLine::new([cargo.as_str(), "test", "--release"])
        .and(selection.iter().copied())
        .and(for_cargo.iter().cloned());
    CargoTests {
        compile: (!one_alone).then(|| tests.clone().and(["--no-run"])),
        run: tests.and(for_tests.iter().cloned()),
        browser: !one_alone && reaches_the_page(for_cargo),
    }
}

/// Whether these arguments of `cargo test` leave the tests of the page in.
fn reaches_the_page(for_cargo: &[String]) -> bool {
    let mut words = for_cargo.iter().map(String::as_str);
    let mut narrowed = false;
    while let Some(word) = words.next() {
        let (flag, value) = word.split_once('=').unwrap_or((word, ""));
        if !matches!(flag, "-p" | "--package" | "--test") {
            continue;
        }
        let name = if value.is_empty() {
            words.next().unwrap_or("")
        } else {
            value
        };
        if flag == "--test" && PAGE.contains(&name) {
            return true;
        }
        narrowed |= flag == "--test" || name != "tests";
    }
    !narrowed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> (Option<String>, String) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let commands = cargo_tests(&words);
        let after_cargo =
            |command: &CommandLine| command.shown().strip_prefix("cargo ").unwrap().to_owned();
        (
            commands.compile.as_ref().map(after_cargo),
            after_cargo(&commands.run),
        )
    }

    /// Would catch a program of tests that runs in neither group, or in both.
    #[test]
    fn every_program_of_tests_is_in_one_group() {
        let target = |kind: &str, name: &str| format!(r#"{{"kind":["{kind}"],"name":"{name}"}}"#);
        let targets = [
            target("test", "explore"),
            target("lib", "common"),
            target("test", "kernel"),
            target("test", "browser"),
            target("test", "accessibility"),
            target("test", "kernel"),
        ]
        .join(",");
        let metadata = format!(r#"{{"packages":[{{"targets":[{targets}]}}]}}"#);
        let names = test_programs(&metadata).unwrap();
        let shown = groups(&names).map(|one| one.shown());
        let all = "cargo test --release --workspace";
        assert_eq!(
            shown,
            [
                format!("{all} --test accessibility --test browser --test explore"),
                format!("{all} --lib --bins --test kernel"),
                format!("{all} --doc"),
            ]
        );
        let without = metadata.replace("explore", "explored");
        let refused = test_programs(&without).unwrap_err().to_string();
        assert!(refused.ends_with("there is no test `explore`"), "{refused}");
    }

    /// Would catch arguments of the tests given to cargo, or lost.
    #[test]
    fn what_follows_two_hyphens_reaches_the_tests_alone() {
        let (compile, run) = shown("--test figures -- --nocapture");
        let expected = "test --release --workspace --test figures --no-run";
        assert_eq!(compile.as_deref(), Some(expected));
        assert_eq!(
            run,
            "test --release --workspace --test figures -- --nocapture"
        );
    }

    /// Would catch a flag that cargo gets twice, or two that it refuses together.
    #[test]
    fn what_only_compiles_or_only_runs_is_one_command() {
        for line in ["--no-run", "--doc"] {
            let whole = format!("test --release --workspace {line}");
            assert_eq!(shown(line), (None, whole));
        }
    }

    /// Would catch browsers' code compiled for a test that needs none, or not for one that does.
    #[test]
    fn figures_are_compiled_for_browsers_where_the_page_is_tested() {
        let compiled = |line: &str| {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            cargo_tests(&words).browser
        };
        assert!(compiled("") && compiled("--test explore") && compiled("-p tests"));
        assert!(!compiled("--test figures") && !compiled("-p common") && !compiled("--no-run"));
    }

    /// Would catch a selection by the reader that we widen to everything again.
    #[test]
    fn the_whole_workspace_is_tested_unless_a_package_is_named() {
        assert_eq!(shown("").1, "test --release --workspace");
        assert_eq!(shown("-p common").1, "test --release -p common");
        assert_eq!(
            shown("--package=common").1,
            "test --release --package=common"
        );
        assert_eq!(shown("-- -p").1, "test --release --workspace -- -p");
    }
}
