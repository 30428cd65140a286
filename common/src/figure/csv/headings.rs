//! Headings that tell every column from the others.

use super::columns::{Cell, Column};
use crate::figure::Quantity;
use crate::figure::render::plain;

/// The columns with their headings: as short as tells them apart.
pub(super) fn named(columns: Vec<Column>) -> Vec<(String, Vec<Cell>)> {
    let short: Vec<String> = columns.iter().map(short).collect();
    let middle: Vec<String> = columns.iter().map(middle).collect();
    let long: Vec<String> = columns.iter().map(long).collect();
    let mut headings: Vec<String> = Vec::new();
    for index in 0..columns.len() {
        let unique =
            |names: &[String]| names.iter().filter(|name| **name == names[index]).count() == 1;
        let plain = [&short, &middle].into_iter().find(|names| unique(names));
        let wanted = plain.unwrap_or(&long)[index].clone();
        let mut heading = wanted.clone();
        let mut copy = 2;
        while headings.contains(&heading) {
            heading = format!("{wanted} [{copy}]");
            copy += 1;
        }
        headings.push(heading);
    }
    headings
        .into_iter()
        .zip(columns)
        .map(|(heading, column)| (heading, column.cells))
        .collect()
}

/// "membrane potential V (mV)".
fn label(quantity: &Quantity) -> String {
    plain(&quantity.label())
}

fn short(column: &Column) -> String {
    format!("{}{}", column.prefix, label(&column.quantity))
}

/// "simulation: rate r (Hz)".
fn middle(column: &Column) -> String {
    format!("{}: {}", column.layer, short(column))
}

/// "upper panel / simulation: rate r (Hz)".
fn long(column: &Column) -> String {
    format!("{} / {}", column.panel, middle(column))
}
