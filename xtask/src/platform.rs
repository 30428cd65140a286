//! How what is missing gets installed: a pure function of what the machine is.
//!
//! Run on Debian 12. The commands for Ubuntu, Fedora, Arch Linux and macOS follow the documentation
//! of their package managers; they are tested as text and were never run by us.

use crate::shell::CommandLine;

/// Something that building the book needs and that Rust doesn't bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A C compiler, for `QuickJS` (in which KaTeX runs).
    CCompiler,
    /// The `patch` program, which the build of `QuickJS` calls.
    Patch,
    /// The `pkg-config` program, which finds libraries.
    PkgConfig,
    /// OpenBLAS, with what is needed to link to it.
    OpenBlas,
}

impl Need {
    /// All needs, in the order in which they are reported.
    pub const ALL: [Self; 4] = [
        Self::CCompiler,
        Self::Patch,
        Self::PkgConfig,
        Self::OpenBlas,
    ];

    /// What it is called in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::CCompiler => "a C compiler",
            Self::Patch => "patch",
            Self::PkgConfig => "pkg-config",
            Self::OpenBlas => "OpenBLAS",
        }
    }
}

/// What the choice of commands depends on, and nothing else.
#[derive(Debug, Clone, Default)]
pub struct Platform {
    /// The operating system, as `std::env::consts::OS` names it.
    pub os: String,
    /// The text of `/etc/os-release`, empty where there is none.
    pub os_release: String,
    /// Those of [`COMMANDS`] that this machine has.
    pub commands: Vec<&'static str>,
    /// Whether we are root.
    pub root: bool,
    /// Whether somebody is there to type a password.
    pub terminal: bool,
    /// Whether pacman has its lists of packages: a fresh container has none.
    pub pacman_lists: bool,
}

/// The commands whose presence the choice depends on.
pub const COMMANDS: [&str; 5] = ["apt-get", "dnf", "pacman", "brew", "sudo"];

/// How the missing things come to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// We run these commands, one after the other.
    Install(Vec<CommandLine>),
    /// We can't: the reader runs `command`.
    Instruct {
        /// Why we can't, and in which way the reader can: what stands before the command.
        reason: &'static str,
        /// The one command that does it.
        command: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manager {
    AptGet,
    Dnf,
    Pacman,
    Brew,
}

impl Manager {
    const ALL: [Self; 4] = [Self::AptGet, Self::Dnf, Self::Pacman, Self::Brew];

    fn command(self) -> &'static str {
        match self {
            Self::AptGet => "apt-get",
            Self::Dnf => "dnf",
            Self::Pacman => "pacman",
            Self::Brew => "brew",
        }
    }

    fn packages(self, need: Need) -> &'static [&'static str] {
        match (self, need) {
            (Self::AptGet, Need::CCompiler) => &["gcc", "libc6-dev"],
            (_, Need::CCompiler) => &["gcc"],
            (Self::Brew, Need::Patch) => &["gpatch"],
            (_, Need::Patch) => &["patch"],
            (Self::AptGet, Need::PkgConfig) => &["pkg-config"],
            (Self::Dnf, Need::PkgConfig) => &["pkgconf-pkg-config"],
            (Self::Pacman | Self::Brew, Need::PkgConfig) => &["pkgconf"],
            (Self::AptGet, Need::OpenBlas) => &["libopenblas-dev"],
            (Self::Dnf, Need::OpenBlas) => &["openblas-devel"],
            (Self::Pacman | Self::Brew, Need::OpenBlas) => &["openblas"],
        }
    }

    /// The commands that install `packages`, each beginning with `prefix` (how we become root).
    fn commands(self, platform: &Platform, prefix: &[&str], packages: &[&str]) -> Vec<CommandLine> {
        let command = |words: &[&str]| CommandLine::new([prefix, words].concat());
        let install = |words: &[&str]| vec![command(&[words, packages].concat())];
        match self {
            Self::AptGet => {
                let quiet = [
                    "env",
                    "DEBIAN_FRONTEND=noninteractive",
                    "apt-get",
                    "--quiet=2",
                ];
                let options = ["install", "--yes", "--no-install-recommends"];
                // A fresh machine has no package lists, and old ones name files that are gone.
                let update = command(&[&quiet[..], &["update"]].concat());
                [vec![update], install(&[&quiet[..], &options].concat())].concat()
            }
            Self::Dnf => install(&["dnf", "install", "--assumeyes", "--quiet"]),
            // New lists with old packages is what Arch Linux doesn't support: where lists have to be
            // fetched, the packages come up to date with them.
            Self::Pacman => {
                let operation = if platform.pacman_lists { "-S" } else { "-Syu" };
                install(&["pacman", operation, "--needed", "--noconfirm"])
            }
            Self::Brew => install(&["brew", "install", "--quiet"]),
        }
    }
}

/// How `needs` get installed on `platform`.
pub fn plan(platform: &Platform, needs: &[Need]) -> Plan {
    let has = |command: &str| platform.commands.contains(&command);
    let instruct = |reason, manager: Manager, prefix: &[&str]| Plan::Instruct {
        reason,
        command: one_line(&manager.commands(platform, prefix, &packages(manager, needs))),
    };
    if platform.os == "macos" {
        return match (needs.contains(&Need::CCompiler), has("brew"), platform.root) {
            (true, ..) => Plan::Instruct {
                reason: "macOS asks in a window before it installs its C compiler. Run",
                command: "xcode-select --install".to_owned(),
            },
            (_, false, _) => instruct(
                "Homebrew is not installed. With it, run",
                Manager::Brew,
                &[],
            ),
            (_, _, true) => instruct(
                "Homebrew refuses to run as root. As yourself, run",
                Manager::Brew,
                &[],
            ),
            _ => Plan::Install(Manager::Brew.commands(
                platform,
                &[],
                &packages(Manager::Brew, needs),
            )),
        };
    }
    let sudo: &[&str] = if platform.root { &[] } else { &["sudo"] };
    let Some(manager) = linux_manager(platform) else {
        let present = Manager::ALL
            .into_iter()
            .find(|manager| has(manager.command()));
        let reason = "We don't know this platform. Run what corresponds here to";
        return instruct(reason, present.unwrap_or(Manager::AptGet), sudo);
    };
    let prefix: &[&str] = match (platform.root, has("sudo"), platform.terminal) {
        (true, ..) => &[],
        (false, true, true) => &["sudo"],
        // Without a terminal a question for the password would wait for ever.
        (false, true, false) => &["sudo", "--non-interactive"],
        (false, false, _) => {
            return instruct(
                "Only root may install, and there is no sudo. As root, run",
                manager,
                &[],
            );
        }
    };
    Plan::Install(manager.commands(platform, prefix, &packages(manager, needs)))
}

/// The commands as the one line that a reader pastes.
pub fn one_line(commands: &[CommandLine]) -> String {
    commands
        .iter()
        .map(CommandLine::shown)
        .collect::<Vec<_>>()
        .join(" && ")
}

fn packages(manager: Manager, needs: &[Need]) -> Vec<&'static str> {
    needs
        .iter()
        .flat_map(|&need| manager.packages(need))
        .copied()
        .collect()
}

/// The package manager of a Linux that we know, where it is there.
///
/// The name of the distribution decides, since a command's presence does not: Debian has a game
/// called pacman, and packages of dnf.
fn linux_manager(platform: &Platform) -> Option<Manager> {
    if platform.os != "linux" {
        return None;
    }
    let manager = os_release_names(&platform.os_release).find_map(|name| match name {
        "debian" | "ubuntu" => Some(Manager::AptGet),
        "fedora" | "rhel" => Some(Manager::Dnf),
        "arch" => Some(Manager::Pacman),
        _ => None,
    })?;
    platform
        .commands
        .contains(&manager.command())
        .then_some(manager)
}

/// The distribution's own name and those of its kin.
///
/// # Source
/// The manual page os-release(5): `ID`, and `ID_LIKE` as a list separated by spaces, nearest first.
fn os_release_names(os_release: &str) -> impl Iterator<Item = &str> {
    ["ID", "ID_LIKE"]
        .into_iter()
        .filter_map(|wanted| {
            os_release
                .lines()
                .filter_map(|line| line.split_once('='))
                .find_map(|(key, value)| (key.trim() == wanted).then_some(value))
        })
        .flat_map(|value| value.trim().trim_matches(['"', '\'']).split_whitespace())
}

#[cfg(test)]
#[path = "platform_tests.rs"]
mod tests;
