//! What the page asks of the chapters: which figures there are, and each of them at any parameters.
//!
//! The same functions answer natively, in the tests, and in the page, where they are compiled to
//! WebAssembly and run in a worker (`wasm`). Parameters come as text, one `name=value` a line, in
//! the form in which the command line and the page's address write them; what is wrong comes back as
//! the command line's sentence.

#![warn(missing_docs)]

mod command;
mod describe;
mod draw;
pub mod playground;
#[cfg(target_family = "wasm")]
pub mod wasm;

/// Makes a module that answers for one chapter; natively nothing.
#[cfg(not(target_family = "wasm"))]
#[macro_export]
macro_rules! module {
    ($chapter:expr) => {};
}

pub use command::command;
pub use describe::{Description, Listed, Parameter, Shape, describe, list};
pub use draw::{Drawing, Explorer, Grips, Motion, PlacedHandle, Request};

use common::chapter::{Chapter, FigureEntry, nearest};
use common::param::Values;

/// The figure of that name, and its chapter.
fn find<'a>(
    chapters: &'a [Chapter],
    chapter: &str,
    figure: &str,
) -> Result<(&'a Chapter, &'a FigureEntry), String> {
    let unknown = |what: &str, name: &str, all: &mut dyn Iterator<Item = &'a str>| {
        let near = nearest(name, all)
            .map_or_else(String::new, |near| format!(" (did you mean '{near}'?)"));
        format!("there is no {what} '{name}'{near}")
    };
    let found = chapters
        .iter()
        .find(|one| one.name == chapter)
        .ok_or_else(|| unknown("chapter", chapter, &mut chapters.iter().map(|one| one.name)))?;
    let entry = found.figure(figure).ok_or_else(|| {
        unknown(
            "figure",
            figure,
            &mut found.figures.iter().map(|one| one.name),
        )
    })?;
    Ok((found, entry))
}

/// The printed values with others set over them, from text: one `name=value` a line.
///
/// # Errors
/// The command line's sentence on the first value that can't be read or is out of range.
pub fn read_values(entry: &FigureEntry, text: &str) -> Result<Values, String> {
    let declarations = entry.declarations();
    let mut values = entry.defaults();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (name, value) = line
            .split_once('=')
            .ok_or_else(|| format!("'{line}' is not of the form name=value"))?;
        let declaration = declarations
            .iter()
            .find(|one| one.name == name.trim())
            .ok_or_else(|| {
                let names = declarations.iter().map(|one| one.name.as_str());
                let near = nearest(name.trim(), names)
                    .map_or_else(String::new, |near| format!(" (did you mean '{near}'?)"));
                format!("{} has no parameter '{}'{near}", entry.name, name.trim())
            })?;
        let value = declaration
            .parse(value)
            .map_err(|error| error.to_string())?;
        values.set(&declaration.name, value);
    }
    Ok(values)
}
