//! What this machine is, and what it lacks.

use std::env;
use std::fs;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::failure::Failure;
use crate::platform::{COMMANDS, Need, Plan, Platform, one_line, plan};
use crate::shell::CommandLine;

/// Installs what the book needs and this machine lacks, saying what it does before it does it.
///
/// # Errors
/// Something is missing and can't be installed by us; the message holds the one command to run.
pub fn install_what_is_missing(root: &Path) -> Result<(), Failure> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let names = names(&missing);
    let commands = match plan(&platform(), &missing) {
        Plan::Install(commands) => commands,
        Plan::Instruct { reason, command } => {
            return Err(Failure::of_task(format!(
                "The book needs {names}, which this machine lacks. {reason}:\n\n    {command}\n\n\
                 Then try again."
            )));
        }
    };
    eprintln!("The book needs {names}, which this machine lacks. Installing:");
    // By hand, there is somebody to type a password.
    let by_hand = one_line(&commands).replace("sudo --non-interactive ", "sudo ");
    let start = Instant::now();
    let mut outcome = Ok(());
    for command in &commands {
        // The lists of a third party may fail to load while ours are there: the last one decides.
        outcome = command.run(root, &format!("install {names}"));
        if let Err(failure) = &outcome {
            eprintln!("{failure}");
        }
    }
    let still_missing = self::missing();
    if outcome.is_err() || !still_missing.is_empty() {
        return Err(Failure::of_task(format!(
            "The book still needs {}. Mend what is said above, or run this where it can \
             succeed:\n\n    {by_hand}\n\nThen try again.",
            self::names(if still_missing.is_empty() {
                &missing
            } else {
                &still_missing
            })
        )));
    }
    eprintln!(
        "Installed {names} in {:.1} s.",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// "a, b and c".
fn names(needs: &[Need]) -> String {
    match needs.split_last() {
        None => String::new(),
        Some((last, [])) => last.name().to_owned(),
        Some((last, others)) => {
            let others: Vec<_> = others.iter().map(|need| need.name()).collect();
            format!("{} and {}", others.join(", "), last.name())
        }
    }
}

fn platform() -> Platform {
    Platform {
        os: env::consts::OS.to_owned(),
        os_release: fs::read_to_string("/etc/os-release").unwrap_or_default(),
        commands: COMMANDS
            .into_iter()
            .filter(|command| on_path(command).is_some())
            .collect(),
        root: CommandLine::new(["id", "-u"]).output().as_deref() == Some("0"),
        terminal: stdin().is_terminal(),
        pacman_lists: fs::read_dir("/var/lib/pacman/sync")
            .is_ok_and(|mut files| files.next().is_some()),
    }
}

fn missing() -> Vec<Need> {
    Need::ALL
        .into_iter()
        .filter(|&need| !is_there(need))
        .collect()
}

fn is_there(need: Need) -> bool {
    match need {
        Need::CCompiler => c_compiler()
            .first()
            .is_some_and(|word| on_path(word).is_some()),
        Need::Patch => on_path("patch").is_some(),
        Need::PkgConfig => on_path(&pkg_config()).is_some(),
        Need::OpenBlas => openblas_is_there(),
    }
}

/// The three ways in which the crate `openblas-src` finds the library, in its order.
fn openblas_is_there() -> bool {
    if CommandLine::new([pkg_config().as_str(), "--exists", "openblas"])
        .output()
        .is_some()
    {
        return true;
    }
    if env::consts::OS == "macos" {
        // Homebrew keeps it out of the linker's way ("keg-only") and knows where it is.
        return CommandLine::new(["brew", "--prefix", "openblas"])
            .output()
            .is_some_and(|prefix| Path::new(&prefix).join("lib/libopenblas.dylib").exists());
    }
    let program = env::temp_dir().join(format!("lecture-book-openblas-{}", std::process::id()));
    let links = CommandLine::new(c_compiler())
        .and(["-x", "c", "-", "-lopenblas", "-o"])
        .and([program.to_string_lossy()])
        .succeeds_with("int main(void) { return 0; }\n");
    // Where it did not link there is nothing to remove.
    let _ = fs::remove_file(&program);
    links
}

/// `CC` may hold options or a wrapper, as in `ccache gcc`.
fn c_compiler() -> Vec<String> {
    let command = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    command.split_whitespace().map(str::to_owned).collect()
}

fn pkg_config() -> String {
    env::var("PKG_CONFIG").unwrap_or_else(|_| "pkg-config".to_owned())
}

/// Where the shell would find `command`.
fn on_path(command: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(command))
        .find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Would catch a search that finds a folder, a text file or nothing at all.
    #[test]
    fn a_command_is_found_where_the_shell_finds_it() {
        let shell = on_path("sh").expect("every platform that we support has sh");
        assert!(shell.is_absolute());
        assert_eq!(on_path("no-such-program"), None);
        assert_eq!(on_path("."), None);
    }

    /// Would catch a list that reads like a program's output.
    #[test]
    fn missing_things_are_listed_as_one_says_them() {
        assert_eq!(names(&[Need::Patch]), "patch");
        assert_eq!(names(&[Need::Patch, Need::OpenBlas]), "patch and OpenBLAS");
        assert_eq!(
            names(&Need::ALL),
            "a C compiler, patch, pkg-config and OpenBLAS"
        );
    }
}
