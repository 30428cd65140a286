//! What figures there are, and what can be moved in each.

use crate::find;
use common::chapter::Chapter;
use common::param::{Declaration, Kind};
use serde::Serialize;

/// A figure that can be explored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Its chapter's name.
    pub chapter: &'static str,
    /// Its name.
    pub figure: &'static str,
}

/// The figures that can be explored: those with parameters.
pub fn list(chapters: &[Chapter]) -> Vec<Listed> {
    let figures = chapters.iter().flat_map(|chapter| {
        let movable = |entry: &&common::chapter::FigureEntry| !entry.declarations().is_empty();
        chapter.figures.iter().filter(movable).map(|entry| Listed {
            chapter: chapter.name,
            figure: entry.name,
        })
    });
    figures.collect()
}

/// A figure with its parameters, as the page needs it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Description {
    /// Its chapter's name.
    pub chapter: &'static str,
    /// Its name.
    pub figure: &'static str,
    /// What it shows, in a few words.
    pub summary: &'static str,
    /// Its parameters, those that teach most first.
    pub parameters: Vec<Parameter>,
}

/// A parameter, its values as text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// Its name: `leak-reversal`.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Its symbol as TeX, or nothing.
    pub symbol: &'static str,
    /// Its unit, or nothing.
    pub unit: &'static str,
    /// Its kind, with the values allowed.
    #[serde(flatten)]
    pub shape: Shape,
    /// What is allowed, in words.
    pub allowed: String,
    /// Its value in the printed figure.
    pub printed: String,
    /// The value from which a reader begins.
    pub start: String,
    /// Whether it is shown at once, or folded away.
    pub leads: bool,
}

/// The kind of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "as in `Kind`")]
pub enum Shape {
    Real {
        from: f64,
        to: f64,
        logarithmic: bool,
    },
    Integer {
        from: i64,
        to: i64,
    },
    Choice {
        options: Vec<&'static str>,
    },
    Flag,
    Seed,
    Points {
        most: usize,
        x: (f64, f64),
        y: (f64, f64),
    },
    Bitmap {
        columns: usize,
        rows: usize,
    },
}

impl Shape {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Real {
                from,
                to,
                logarithmic,
            } => Self::Real {
                from,
                to,
                logarithmic,
            },
            Kind::Integer { from, to } => Self::Integer { from, to },
            Kind::Choice { options } => Self::Choice { options },
            Kind::Flag => Self::Flag,
            Kind::Seed => Self::Seed,
            Kind::Points { most, x, y } => Self::Points { most, x, y },
            Kind::Bitmap { columns, rows } => Self::Bitmap { columns, rows },
        }
    }
}

/// A figure and its parameters.
///
/// # Errors
/// If there is no such figure, or its exploring values or those that lead are none of its own.
pub fn describe(chapters: &[Chapter], chapter: &str, figure: &str) -> Result<Description, String> {
    let (chapter, entry) = find(chapters, chapter, figure)?;
    let start = entry
        .exploring_values()
        .map_err(|error| error.to_string())?;
    let declared = |name: &&str| start.get(name).is_some();
    if let Some(name) = entry.leading_names().iter().find(|name| !declared(name)) {
        return Err(format!("{name} shall lead, and is no parameter"));
    }
    let parameter = |one: Declaration| Parameter {
        leads: entry.leads(&one),
        allowed: one.allowed(),
        printed: one.default.to_string(),
        start: start
            .get(&one.name)
            .map_or_else(String::new, ToString::to_string),
        name: one.name,
        meaning: one.meaning,
        symbol: one.symbol,
        unit: one.unit,
        shape: Shape::of(one.kind),
    };
    let mut parameters: Vec<Parameter> = entry.declarations().into_iter().map(parameter).collect();
    parameters.sort_by_key(|one| entry.rank(&one.name));
    Ok(Description {
        chapter: chapter.name,
        figure: entry.name,
        summary: entry.summary,
        parameters,
    })
}

impl Description {
    /// The values from which a reader begins, where they are not the printed ones, as the page asks for
    /// them; nothing where the printed figure is the beginning.
    pub fn start(&self) -> String {
        let others = self
            .parameters
            .iter()
            .filter(|one| one.start != one.printed);
        let lines: Vec<String> = others
            .map(|one| format!("{}={}", one.name, one.start))
            .collect();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a slider that hides what the figure is about, or shows all of a membrane before it.
    #[test]
    fn what_teaches_most_is_first_and_the_rest_is_folded() {
        let chapters = [crate::playground::chapter()];
        let described = describe(&chapters, "playground", "everything").unwrap();
        let named = |leads: bool| -> Vec<&str> {
            let all = described.parameters.iter();
            all.filter(|one| one.leads == leads)
                .map(|one| one.name.as_str())
                .collect()
        };
        assert_eq!(named(true)[..2], ["level", "scale"]);
        assert_eq!(named(false), ["stiffness", "damping"]);
        let first = &described.parameters[0];
        assert_eq!((first.printed.as_str(), first.start.as_str()), ("1.5", "1"));
    }

    /// Catches a schematic, which has nothing to move, offered to be explored.
    #[test]
    fn a_figure_without_parameters_is_not_listed() {
        let chapters = [crate::playground::chapter()];
        let listed: Vec<&str> = list(&chapters).iter().map(|one| one.figure).collect();
        assert_eq!(listed, ["everything", "wave"]);
    }
}
