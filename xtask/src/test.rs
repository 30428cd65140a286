//! `cargo xtask test`.

use std::path::Path;
use std::time::Instant;

use crate::explore;
use crate::failure::Failure;
use crate::probe;
use crate::shell::CommandLine;
use crate::workspace;

/// Runs all tests; `arguments` go to `cargo test`.
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
    timed(&commands.run, &root, "pass the tests", "Tests passed")
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
        if flag == "--test" && matches!(name, "accessibility" | "browser" | "explore") {
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
