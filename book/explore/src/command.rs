//! The command line that draws what the page shows.

use common::chapter::{Chapter, FigureEntry};
use common::param::Values;

/// The command that draws a figure at these values: a flag for each that is not the printed one.
pub fn command(chapter: &Chapter, entry: &FigureEntry, values: &Values) -> String {
    let mut line = format!(
        "cargo run --release -p {} -- figure {}",
        chapter.name, entry.name
    );
    let printed = entry.defaults();
    for (name, value) in values.iter() {
        if printed.get(name) != Some(value) {
            line.extend([" --", name, " ", &quoted(&value.to_string())]);
        }
    }
    line
}

/// A word that a shell reads back as the same.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_=./:,+@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a command that draws another figure: a flag too few, or a list of points that a shell
    /// takes for two commands.
    #[test]
    fn the_command_names_what_differs_and_can_be_pasted() {
        let chapter = crate::playground::chapter();
        let entry = chapter.figure("everything").unwrap();
        let values = crate::read_values(entry, "level=2.5\ndots=1,2;3,4\n").unwrap();
        assert_eq!(
            command(&chapter, entry, &values),
            "cargo run --release -p playground -- figure everything --level 2.5 --dots '1,2;3,4'"
        );
        assert_eq!(
            command(&chapter, entry, &entry.defaults()),
            "cargo run --release -p playground -- figure everything"
        );
    }
}
