//! The widths of the columns, from what is written to the left and to the right of the panels.

use super::{COLUMN_GAP, Cell, EDGE, Rectangle, TICK, TICK_GAP, TICK_LENGTH};
use crate::figure::render::extent::Direction;
use crate::figure::render::points::span;
use crate::figure::render::ticks::{Ticks, linear, ticks};
use crate::figure::render::window::Window;
use crate::figure::render::{colours, labels};
use crate::figure::{ColourMap, Mark, Quantity, Scale};

/// Width of a colour bar, and its distance from what is left of it.
pub(in super::super) const BAR_WIDTH: f64 = 11.0;
const BAR_GAP: f64 = 14.0;

/// A colour bar.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Bar {
    pub quantity: Quantity,
    pub map: ColourMap,
    /// Values at its lower and upper end.
    pub ends: (f64, f64),
    pub ticks: Ticks,
    /// Its left edge.
    pub left: f64,
}

/// Places the panels of a grid side by side; those of one column get the same area.
pub(super) fn place(cells: &mut [Cell], columns: usize, width: f64) {
    for cell in cells.iter_mut() {
        cell.bar = bar(cell);
    }
    let mut areas = vec![Rectangle::default(); columns];
    let mut plot = width / columns as f64;
    // Labels take room from the areas, and smaller areas may have other ticks: a few rounds settle it.
    for _ in 0..4 {
        for cell in cells.iter_mut() {
            cell.plot.width = plot;
            cell.x_ticks = x_ticks(cell);
        }
        let most = |column: usize, need: fn(&Cell) -> f64| {
            let column = cells.iter().skip(column).step_by(columns);
            libm::ceil(column.map(need).fold(0.0, f64::max))
        };
        let margins: Vec<(f64, f64)> = (0..columns)
            .map(|column| (most(column, left), most(column, right)))
            .collect();
        let taken: f64 = margins.iter().map(|(left, right)| left + right).sum();
        let gaps = COLUMN_GAP * (columns - 1) as f64 + 2.0 * EDGE;
        plot = libm::floor(((width - taken - gaps) / columns as f64).max(40.0));
        let mut start = EDGE;
        for (area, (left, right)) in areas.iter_mut().zip(margins) {
            *area = Rectangle {
                left: start + left,
                width: plot,
                top: left,
                height: right,
            };
            start += left + plot + right + COLUMN_GAP;
        }
    }
    for (index, cell) in cells.iter_mut().enumerate() {
        // The margins travelled in the rectangle's other two fields.
        let Rectangle {
            left,
            width,
            top: before,
            height: after,
        } = areas[index % columns];
        cell.plot.left = libm::round(left) + if cell.has_axes() { 0.5 } else { 0.0 };
        cell.plot.width = width;
        cell.outer = (left - before, left + width + after);
        cell.x_ticks = x_ticks(cell);
        let beside = labels::room(cell);
        if let Some(bar) = &mut cell.bar {
            bar.left = libm::round(cell.plot.right() + beside + BAR_GAP);
        }
    }
}

/// As many ticks as fit without their numbers touching.
fn x_ticks(cell: &Cell) -> Ticks {
    let width = cell.plot.width;
    let mut about = ((width / 55.0) as usize).clamp(3, 6);
    loop {
        let ticks = ticks(&cell.panel.x, cell.x, about);
        let room = ticks.labelled.windows(2).all(|two| {
            let middle = |one: &(f64, String)| cell.x.fraction(one.0) * width;
            let half = |one: &(f64, String)| TICK.width(&one.1) / 2.0;
            middle(&two[1]) - middle(&two[0]) >= half(&two[0]) + half(&two[1]) + 8.0
        });
        if room || about <= 1 || !cell.panel.x.ticks.is_empty() {
            return ticks;
        }
        about -= 1;
    }
}

/// Room to the left of the area between the axes.
fn left(cell: &Cell) -> f64 {
    if !cell.has_axes() {
        return 0.0;
    }
    let numbers = cell
        .y_ticks
        .labelled
        .iter()
        .map(|(_, label)| TICK.width(label));
    let numbers = if cell.shows_y {
        numbers.fold(0.0, f64::max) + TICK_GAP
    } else {
        0.0
    };
    (numbers + TICK_LENGTH).max(overhang(cell, Direction::X, true))
}

/// Room to the right of it.
fn right(cell: &Cell) -> f64 {
    let labels = labels::room(cell);
    let bar = cell.bar.as_ref().map_or(0.0, |bar| {
        let numbers = bar
            .ticks
            .labelled
            .iter()
            .map(|(_, label)| TICK.width(label));
        BAR_GAP + BAR_WIDTH + TICK_LENGTH + TICK_GAP + numbers.fold(0.0, f64::max)
    });
    (labels + bar).max(overhang(cell, Direction::X, false))
}

/// How far a number below the horizontal axis sticks out at one end.
fn overhang(cell: &Cell, _: Direction, at_start: bool) -> f64 {
    if !cell.has_axes() || !cell.shows_x {
        return 0.0;
    }
    let sticks_out = |(value, label): &(f64, String)| {
        let fraction = cell.x.fraction(*value);
        let room = if at_start { fraction } else { 1.0 - fraction } * cell.plot.width;
        TICK.width(label) / 2.0 - room
    };
    cell.x_ticks
        .labelled
        .iter()
        .map(sticks_out)
        .fold(0.0, f64::max)
}

/// The colour bar of a panel's first heat map.
fn bar(cell: &Cell) -> Option<Bar> {
    cell.layers.iter().find_map(|layer| {
        let Mark::HeatMap {
            values,
            map,
            range,
            quantity,
            ..
        } = &layer.mark
        else {
            return None;
        };
        let data = values.iter().filter_map(|row| span(row));
        let data = data.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let ends = colours::ends(*map, *range, data);
        let about = ((cell.plot.height / 36.0) as usize).clamp(3, 6);
        let window = Window {
            scale: Scale::Linear,
            low: ends.0,
            high: ends.1,
        };
        let ticks = linear(window.low, window.high, about);
        Some(Bar {
            quantity: quantity.clone(),
            map: *map,
            ends,
            ticks,
            left: 0.0,
        })
    })
}
