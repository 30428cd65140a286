//! What stands above a panel: its title, the label of its vertical axis (lying, so that nobody tilts
//! their head), its legend and the label of its colour bar.

use super::{Cell, LABEL, LINE_HEIGHT, TITLE, legend_height};

/// From the heading to the area between the axes.
pub(in super::super) const GAP: f64 = 11.0;

/// Lines above a panel, from the top.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in super::super) struct Heading {
    pub title: Vec<String>,
    pub y_label: Vec<String>,
    /// The colour bar's label, ending at the right edge.
    pub bar_label: Vec<String>,
    /// Number of lines between the title and the legend.
    pub lines: usize,
    /// Whether the colour bar's label stands beside the axis' and not below it.
    pub beside: bool,
    /// Height of all this, the gap included; of a row's panels the greatest, so that titles align.
    pub height: f64,
}

/// The heading of a panel whose width is known.
pub(super) fn of(cell: &Cell) -> Heading {
    let width = cell.outer.1 - cell.outer.0;
    let title = TITLE.wrap(&cell.panel.title, width);
    let label = if cell.shows_y && cell.has_axes() {
        cell.panel.y.quantity.label()
    } else {
        String::new()
    };
    let bar = cell
        .bar
        .as_ref()
        .map_or_else(String::new, |bar| bar.quantity.label());
    let beside = LABEL.width(&label) + 18.0 + LABEL.width(&bar) <= width;
    let y_label = LABEL.wrap(&label, width);
    let bar_label = LABEL.wrap(&bar, width);
    let lines = if beside {
        y_label.len().max(bar_label.len())
    } else {
        y_label.len() + bar_label.len()
    };
    let mut height = (title.len() + lines) as f64 * LINE_HEIGHT + legend_height(cell);
    if height > 0.0 {
        height += GAP;
    } else if cell.has_axes() {
        // Half a number at the uppermost tick.
        height = 6.0;
    }
    Heading {
        title,
        y_label,
        bar_label,
        lines,
        beside,
        height,
    }
}

/// The lines of the label of a panel's horizontal axis.
pub(in super::super) fn x_label(cell: &Cell) -> Vec<String> {
    if !cell.shows_x || !cell.has_axes() {
        return Vec::new();
    }
    LABEL.wrap(&cell.panel.x.quantity.label(), cell.outer.1 - cell.outer.0)
}
