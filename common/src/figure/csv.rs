//! The numbers behind a figure as one table.

mod columns;
mod headings;

use super::{Figure, Provenance};
use columns::Cell;

impl Figure {
    /// The numbers as CSV: comment lines with figure, chapter and parameters, one row of headings
    /// with units, then the numbers in their shortest form that reads back as the same.
    ///
    /// Series with the same abscissae share their column; others stand beside them, and the shorter
    /// ones are left empty at their end.
    ///
    /// Reads with `pandas.read_csv(file, comment="#")`.
    pub fn csv(&self, provenance: &Provenance) -> String {
        let mut text = comments(provenance);
        let columns = headings::named(columns::of(self));
        let headings: Vec<String> = columns
            .iter()
            .map(|(heading, _)| quoted(&heading.replace('#', "no.")))
            .collect();
        text.push_str(&headings.join(","));
        text.push('\n');
        let rows = columns
            .iter()
            .map(|(_, cells)| cells.len())
            .max()
            .unwrap_or(0);
        for row in 0..rows {
            let cells = columns
                .iter()
                .map(|(_, cells)| cells.get(row).map_or_else(String::new, print));
            text.push_str(&cells.collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        text
    }

    /// The headings of the table's columns, in order.
    pub fn csv_columns(&self) -> Vec<String> {
        headings::named(columns::of(self))
            .into_iter()
            .map(|(heading, _)| heading)
            .collect()
    }
}

fn comments(provenance: &Provenance) -> String {
    let mut text = format!(
        "# figure: {}\n# chapter: {}\n",
        provenance.figure, provenance.chapter
    );
    for (name, value, unit) in &provenance.parameters {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        // A line feed would end the comment.
        let line = format!("# {name}: {value} {unit}").replace(['\n', '\r'], " ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn print(cell: &Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Real(value) => number(*value),
        Cell::Word(word) => quoted(word),
    }
}

/// The shortest decimal form that reads back as the same number.
fn number(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-5..1e16).contains(&size) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

/// A field as RFC 4180 has it.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
