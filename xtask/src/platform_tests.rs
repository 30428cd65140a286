//! The commands for each platform, as text.

use super::*;

const DEBIAN: &str = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n";
const UBUNTU: &str = "NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n";
const MINT: &str = "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
const FEDORA: &str = "NAME=\"Fedora Linux\"\nID=fedora\nVARIANT_ID=workstation\n";
const ROCKY: &str = "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n";
const ARCH: &str = "NAME=\"Arch Linux\"\nID=arch\n";
const MANJARO: &str = "ID=manjaro\nID_LIKE=arch\n";
const VOID: &str = "ID=\"void\"\n";

fn linux(os_release: &str, commands: &[&'static str]) -> Platform {
    Platform {
        os: "linux".to_owned(),
        os_release: os_release.to_owned(),
        commands: commands.to_vec(),
        ..Platform::default()
    }
}

fn as_root(platform: Platform) -> Platform {
    Platform {
        root: true,
        ..platform
    }
}

fn at_terminal(platform: Platform) -> Platform {
    Platform {
        terminal: true,
        ..platform
    }
}

fn macos(commands: &[&'static str]) -> Platform {
    Platform {
        os: "macos".to_owned(),
        commands: commands.to_vec(),
        ..Platform::default()
    }
}

fn installs(platform: &Platform, needs: &[Need]) -> String {
    match plan(platform, needs) {
        Plan::Install(commands) => one_line(&commands),
        Plan::Instruct { reason, .. } => panic!("instructs: {reason}"),
    }
}

fn instructs(platform: &Platform, needs: &[Need]) -> (&'static str, String) {
    match plan(platform, needs) {
        Plan::Install(commands) => panic!("installs: {}", one_line(&commands)),
        Plan::Instruct { reason, command } => (reason, command),
    }
}

/// Would catch a missing package list, a question that waits for an answer, or a wrong package.
#[test]
fn debian_as_root_updates_and_installs_without_questions() {
    let debian = as_root(linux(DEBIAN, &["apt-get"]));
    assert_eq!(
        installs(&debian, &Need::ALL),
        "env DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 update && \
         env DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 install --yes \
         --no-install-recommends gcc libc6-dev patch pkg-config libopenblas-dev"
    );
}

/// Would catch a machine that installs more than what it lacks.
#[test]
fn only_what_is_missing_is_installed() {
    let debian = as_root(linux(DEBIAN, &["apt-get"]));
    assert!(
        installs(&debian, &[Need::OpenBlas]).ends_with(" --no-install-recommends libopenblas-dev")
    );
}

/// Would catch a sudo that waits for a password where nobody can type one.
#[test]
fn sudo_asks_only_at_a_terminal() {
    let ubuntu = linux(UBUNTU, &["apt-get", "sudo"]);
    assert!(installs(&ubuntu, &[Need::Patch]).starts_with("sudo --non-interactive env DEBIAN_"));
    let at_terminal = at_terminal(ubuntu);
    assert!(installs(&at_terminal, &[Need::Patch]).starts_with("sudo env DEBIAN_"));
}

/// Would catch a derivative that is not recognised by its kin.
#[test]
fn a_derivative_installs_like_its_kin() {
    let mint = as_root(linux(MINT, &["apt-get"]));
    assert!(installs(&mint, &[Need::Patch]).contains("apt-get"));
    let rocky = as_root(linux(ROCKY, &["dnf"]));
    assert!(installs(&rocky, &[Need::Patch]).contains("dnf"));
    let manjaro = as_root(linux(MANJARO, &["pacman"]));
    assert!(installs(&manjaro, &[Need::Patch]).contains("pacman"));
}

/// Would catch Debian's names given to Fedora.
#[test]
fn fedora_installs_with_dnf() {
    let fedora = at_terminal(linux(FEDORA, &["dnf", "sudo"]));
    assert_eq!(
        installs(&fedora, &Need::ALL),
        "sudo dnf install --assumeyes --quiet gcc patch pkgconf-pkg-config openblas-devel"
    );
}

/// Would catch Debian's names given to Arch Linux.
#[test]
fn arch_installs_with_pacman() {
    let fresh = at_terminal(linux(ARCH, &["pacman", "sudo"]));
    assert_eq!(
        installs(&fresh, &Need::ALL),
        "sudo pacman -Syu --needed --noconfirm gcc patch pkgconf openblas"
    );
    let used = Platform {
        pacman_lists: true,
        ..fresh
    };
    assert_eq!(
        installs(&used, &[Need::OpenBlas]),
        "sudo pacman -S --needed --noconfirm openblas"
    );
}

/// Would catch Debian's game called pacman taken for a package manager.
#[test]
fn the_distribution_decides_and_not_a_command_that_happens_to_exist() {
    let debian = as_root(linux(DEBIAN, &["pacman", "dnf", "brew", "apt-get"]));
    assert!(installs(&debian, &[Need::Patch]).contains("apt-get"));
}

/// Would catch Homebrew run through sudo, which it refuses.
#[test]
fn macos_installs_with_homebrew_and_never_as_root() {
    let needs = [Need::Patch, Need::PkgConfig, Need::OpenBlas];
    let mac = macos(&["brew", "sudo"]);
    assert_eq!(
        installs(&mac, &needs),
        "brew install --quiet gpatch pkgconf openblas"
    );
    let (reason, command) = instructs(&as_root(mac), &needs);
    assert_eq!(reason, "Homebrew refuses to run as root. As yourself, run");
    assert_eq!(command, "brew install --quiet gpatch pkgconf openblas");
    assert_eq!(
        instructs(&macos(&["sudo"]), &needs).0,
        "Homebrew is not installed. With it, run"
    );
}

/// Would catch Homebrew's gcc installed where Apple's `cc` is what is missing.
#[test]
fn macos_gets_its_compiler_from_apple() {
    let mac = macos(&["brew"]);
    assert_eq!(instructs(&mac, &Need::ALL).1, "xcode-select --install");
}

/// Would catch an attempt to install that can't succeed, or advice without a command.
#[test]
fn without_root_and_sudo_one_command_is_named() {
    let (reason, command) = instructs(&linux(FEDORA, &["dnf"]), &[Need::OpenBlas]);
    assert_eq!(
        reason,
        "Only root may install, and there is no sudo. As root, run"
    );
    assert_eq!(command, "dnf install --assumeyes --quiet openblas-devel");
}

/// Would catch a guess executed on a platform that nobody has looked at.
#[test]
fn on_an_unknown_platform_nothing_is_run() {
    let with_apt = as_root(linux(VOID, &["apt-get"]));
    assert!(
        instructs(&with_apt, &[Need::OpenBlas])
            .1
            .contains("apt-get")
    );
    let bare = linux("", &[]);
    assert!(
        instructs(&bare, &[Need::OpenBlas])
            .1
            .starts_with("sudo env DEBIAN_")
    );
    let freebsd = Platform {
        os: "freebsd".to_owned(),
        root: true,
        ..Platform::default()
    };
    assert!(
        instructs(&freebsd, &[Need::OpenBlas])
            .0
            .starts_with("We don't know this platform")
    );
    // Debian without its package manager is not the Debian that we know.
    let stripped = as_root(linux(DEBIAN, &[]));
    assert!(matches!(
        plan(&stripped, &[Need::Patch]),
        Plan::Instruct { .. }
    ));
}

/// Would catch quotes or neighbours (`VARIANT_ID`) read as part of a name.
#[test]
fn names_in_os_release_are_read_with_and_without_quotes() {
    let names = |text| {
        os_release_names(text)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(ROCKY), ["rocky", "rhel", "centos", "fedora"]);
    assert_eq!(names(FEDORA), ["fedora"]);
    assert_eq!(names(""), Vec::<String>::new());
}
