//! The words after `cargo xtask`, and what they ask for.

use crate::failure::Failure;

/// What `cargo xtask --help` prints.
pub const HELP: &str = "\
cargo xtask COMMAND

  book                build the book and say where it is
    --open            open it in the browser
    --serve           keep it open: rebuild on every change and reload the page
    --port N          port of the server (with --serve)
  test [ARGUMENTS]    run all tests; the arguments go to `cargo test`
  new-chapter NAME    add a chapter that compiles, for you to write
  help                this text

book and test first look for what they need (a C compiler, patch, pkg-config,
OpenBLAS) and install what is missing with apt-get, dnf, pacman or brew.
";

const COMMANDS: [&str; 4] = ["book", "test", "new-chapter", "help"];
const BOOK_FLAGS: [&str; 4] = ["--open", "--serve", "--port", "--help"];

/// One thing that `cargo xtask` can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Print the help.
    Help,
    /// Build the book.
    Book(BookOptions),
    /// Run the tests, with arguments for `cargo test`.
    Test(Vec<String>),
    /// Add a chapter of this name.
    NewChapter(String),
}

/// How the book is to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookOptions {
    /// Open it in the browser.
    pub open: bool,
    /// Serve it, rebuilding on every change.
    pub serve: bool,
    /// The port to serve it on; the server's own choice if absent.
    pub port: Option<u16>,
}

/// The task that the words ask for.
///
/// # Errors
/// An unknown command or flag, or a value that is missing or out of range, in one sentence with the
/// nearest name.
pub fn parse(words: Vec<String>) -> Result<Task, Failure> {
    let mut words = words.into_iter();
    let Some(command) = words.next() else {
        return Ok(Task::Help);
    };
    let rest: Vec<String> = words.collect();
    match command.as_str() {
        "help" | "--help" | "-h" => Ok(Task::Help),
        "book" => book(rest),
        "test" if rest.first().is_some_and(|word| word == "--help") => Ok(Task::Help),
        "test" => Ok(Task::Test(rest)),
        "new-chapter" => new_chapter(rest),
        unknown => Err(Failure::of_arguments(format!(
            "unknown command `{unknown}`: {}",
            nearest(unknown, &COMMANDS)
        ))),
    }
}

fn book(words: Vec<String>) -> Result<Task, Failure> {
    let mut options = BookOptions::default();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let (flag, value) = match word.split_once('=') {
            Some((flag, value)) => (flag, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        match (flag, &value) {
            ("--help" | "-h", None) => return Ok(Task::Help),
            ("--open", None) => options.open = true,
            ("--serve", None) => options.serve = true,
            ("--port", _) => options.port = Some(port(value.or_else(|| words.next()))?),
            ("--open" | "--serve" | "--help", Some(_)) => {
                return Err(Failure::of_arguments(format!("`{flag}` takes no value")));
            }
            _ => {
                return Err(Failure::of_arguments(format!(
                    "`book` has no argument `{flag}`: {}",
                    nearest(flag, &BOOK_FLAGS)
                )));
            }
        }
    }
    if options.port.is_some() && !options.serve {
        return Err(Failure::of_arguments(
            "`--port` needs `--serve`: nothing else has a port",
        ));
    }
    Ok(Task::Book(options))
}

fn port(value: Option<String>) -> Result<u16, Failure> {
    let given = value.unwrap_or_default();
    given.parse().ok().filter(|&port| port > 0).ok_or_else(|| {
        Failure::of_arguments(format!(
            "`--port` takes a number from 1 to 65535, not `{given}`"
        ))
    })
}

fn new_chapter(words: Vec<String>) -> Result<Task, Failure> {
    match <[String; 1]>::try_from(words) {
        Ok([word]) if word == "--help" => Ok(Task::Help),
        Ok([name]) => Ok(Task::NewChapter(name)),
        Err(words) => Err(Failure::of_arguments(format!(
            "`new-chapter` takes one name, as in `cargo xtask new-chapter cable-theory`, not {}",
            words.len()
        ))),
    }
}

/// "did you mean …" where a name is close, and the list of names where none is.
fn nearest(given: &str, names: &[&str]) -> String {
    names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(given, name), name))
        .min()
        .filter(|&(distance, name)| distance <= 2.min(name.len() / 2))
        .map_or_else(
            || format!("expected one of {}", names.join(", ")),
            |(_, name)| format!("did you mean `{name}`?"),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, Failure> {
        parse(line.split_whitespace().map(str::to_owned).collect())
    }

    fn refusal(line: &str) -> String {
        let failure = parsed(line).unwrap_err();
        assert_eq!(failure.code(), 2, "{line}");
        failure.to_string()
    }

    /// Would catch a flag that is read and forgotten.
    #[test]
    fn each_flag_of_the_book_is_heard() {
        let all = BookOptions {
            open: true,
            serve: true,
            port: Some(4000),
        };
        assert_eq!(
            parsed("book --open --serve --port 4000"),
            Ok(Task::Book(all.clone()))
        );
        assert_eq!(
            parsed("book --port=4000 --serve --open"),
            Ok(Task::Book(all))
        );
        assert_eq!(parsed("book"), Ok(Task::Book(BookOptions::default())));
    }

    /// Would catch arguments of `cargo test` that are swallowed on the way.
    #[test]
    fn arguments_of_the_tests_pass_through_untouched() {
        let words = ["-p", "common", "--", "--nocapture", "--port"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(
            parsed("test -p common -- --nocapture --port"),
            Ok(Task::Test(words))
        );
    }

    /// Would catch a typing error answered by silence or by a wall of text.
    #[test]
    fn an_unknown_word_is_answered_by_the_nearest_name() {
        assert_eq!(
            refusal("bok"),
            "unknown command `bok`: did you mean `book`?"
        );
        assert_eq!(
            refusal("book --sevre"),
            "`book` has no argument `--sevre`: did you mean `--serve`?"
        );
        assert_eq!(
            refusal("publish"),
            "unknown command `publish`: expected one of book, test, new-chapter, help"
        );
    }

    /// Would catch a port that is cut to sixteen bits or taken from nowhere.
    #[test]
    fn a_port_is_a_number_that_a_port_can_have() {
        for bad in ["0", "65536", "-1", "web", ""] {
            assert_eq!(
                refusal(&format!("book --serve --port {bad}")),
                format!("`--port` takes a number from 1 to 65535, not `{bad}`")
            );
        }
        assert_eq!(
            refusal("book --port 4000"),
            "`--port` needs `--serve`: nothing else has a port"
        );
    }

    /// Would catch a command without help, or help that starts a long build.
    #[test]
    fn help_is_answered_everywhere() {
        for line in [
            "",
            "help",
            "--help",
            "-h",
            "book --help",
            "test --help",
            "new-chapter --help",
        ] {
            assert_eq!(parsed(line), Ok(Task::Help), "{line}");
        }
        for command in COMMANDS {
            assert!(HELP.contains(command), "{command} is not in the help");
        }
    }

    /// Would catch a chapter with a name made of two, or of none.
    #[test]
    fn a_new_chapter_has_one_name() {
        assert_eq!(
            parsed("new-chapter cable"),
            Ok(Task::NewChapter("cable".to_owned()))
        );
        assert!(refusal("new-chapter").ends_with("not 0"));
        assert!(refusal("new-chapter a b").ends_with("not 2"));
    }
}
