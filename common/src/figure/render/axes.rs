//! Axes: two lines with ticks outwards, numbers, labels; titles; colour bars. No box.

use super::backend::{Align, Canvas, Failure, TextStyle};
use super::cells::Cells;
use super::colours;
use super::elements::{Pen, Picture, Strokes, Words};
use super::layout::{
    BAR_WIDTH, Cell, GAP, LABEL, LINE_HEIGHT, TICK, TICK_GAP, TICK_LENGTH, TITLE, legend_height,
    x_label,
};
use super::metrics::Face;
use super::palette::Use;
use super::path::units;
use crate::figure::Role;

const HAIRLINE: f64 = 1.0;

type Segment = [(f64, f64); 2];

/// Draws what lies behind the data: the grid, if it is asked for.
pub(super) fn draw_behind(canvas: &Canvas, cell: &Cell) -> Result<(), Failure> {
    if !cell.panel.grid || !cell.has_axes() {
        return Ok(());
    }
    let plot = cell.plot;
    let upright = cell.x_ticks.labelled.iter().map(|(value, _)| {
        let x = cell.pixel(*value, 0.0).0;
        [(x, plot.top), (x, plot.bottom())]
    });
    let lying = cell.y_ticks.labelled.iter().map(|(value, _)| {
        let y = cell.pixel(0.0, *value).1;
        [(plot.left, y), (plot.right(), y)]
    });
    segments(canvas, upright.chain(lying).collect(), Use::Grid)
}

/// Draws the axes of a panel and everything that is written around it but the labels of its layers.
pub(super) fn draw(canvas: &Canvas, cell: &Cell) -> Result<(), Failure> {
    headings(canvas, cell)?;
    if !cell.has_axes() {
        return Ok(());
    }
    let plot = cell.plot;
    let mut lines: Vec<Segment> = vec![
        [(plot.left, plot.top), (plot.left, plot.bottom())],
        [(plot.left, plot.bottom()), (plot.right(), plot.bottom())],
    ];
    for (at, length) in ticks_of(&cell.x_ticks) {
        let x = cell.pixel(at, 0.0).0;
        lines.push([(x, plot.bottom()), (x, plot.bottom() + length)]);
    }
    for (at, length) in ticks_of(&cell.y_ticks) {
        let y = cell.pixel(0.0, at).1;
        lines.push([(plot.left - length, y), (plot.left, y)]);
    }
    segments(canvas, lines, Use::Axis)?;
    let away = TICK_LENGTH + TICK_GAP;
    if cell.shows_x {
        for (value, label) in &cell.x_ticks.labelled {
            let at = (cell.pixel(*value, 0.0).0, plot.bottom() + away + 5.0);
            write(canvas, at, label, TICK, Align::Middle, Use::Text)?;
        }
        for (index, line) in x_label(cell).iter().enumerate() {
            let y = plot.bottom() + away + 12.0 + LINE_HEIGHT * (index as f64 + 0.5) + 2.0;
            let half = LABEL.width(line) / 2.0;
            let (left, right) = cell.outer;
            let middle = f64::midpoint(plot.left, plot.right());
            let middle = middle.min(right - half).max(left + half);
            write(canvas, (middle, y), line, LABEL, Align::Middle, Use::Text)?;
        }
    }
    if cell.shows_y {
        for (value, label) in &cell.y_ticks.labelled {
            let at = (plot.left - away, cell.pixel(0.0, *value).1);
            write(canvas, at, label, TICK, Align::End, Use::Text)?;
        }
    }
    colour_bar(canvas, cell)
}

/// Positions and lengths of the ticks of an axis.
fn ticks_of(ticks: &super::ticks::Ticks) -> impl Iterator<Item = (f64, f64)> {
    let labelled = ticks
        .labelled
        .iter()
        .map(|(value, _)| (*value, TICK_LENGTH));
    labelled.chain(ticks.minor.iter().map(|value| (*value, 0.6 * TICK_LENGTH)))
}

fn headings(canvas: &Canvas, cell: &Cell) -> Result<(), Failure> {
    let heading = &cell.heading;
    let (left, right) = cell.outer;
    let mut y = cell.plot.top - heading.height + LINE_HEIGHT / 2.0;
    for line in &heading.title {
        write(
            canvas,
            (left, y),
            line,
            TITLE,
            Align::Start,
            Use::Role(Role::Theory),
        )?;
        y += LINE_HEIGHT;
    }
    // The rest stands just above the panel.
    let lines = LINE_HEIGHT * (heading.lines as f64 - 0.5);
    y = cell.plot.top - GAP - legend_height(cell) - lines;
    let bar = y + if heading.beside {
        0.0
    } else {
        LINE_HEIGHT * heading.y_label.len() as f64
    };
    for (index, line) in heading.y_label.iter().enumerate() {
        let at = (left, y + LINE_HEIGHT * index as f64);
        write(canvas, at, line, LABEL, Align::Start, Use::Text)?;
    }
    for (index, line) in heading.bar_label.iter().enumerate() {
        let at = (right, bar + LINE_HEIGHT * index as f64);
        write(canvas, at, line, LABEL, Align::End, Use::Text)?;
    }
    Ok(())
}

fn colour_bar(canvas: &Canvas, cell: &Cell) -> Result<(), Failure> {
    let Some(bar) = &cell.bar else { return Ok(()) };
    let plot = cell.plot;
    let colours = colours::table(bar.map);
    let levels = (0..=u8::MAX).rev().collect();
    let png = Cells {
        columns: 1,
        levels,
        colours,
        x: (0.0, 1.0),
        y: (0.0, 1.0),
    }
    .png();
    let corners = [(bar.left, plot.top), (bar.left + BAR_WIDTH, plot.bottom())];
    canvas.draw(&Picture {
        points: corners.map(|(x, y)| (units(x), units(y))),
        png,
    })?;
    let height =
        |value: f64| plot.bottom() - (value - bar.ends.0) / (bar.ends.1 - bar.ends.0) * plot.height;
    let edge = bar.left + BAR_WIDTH;
    let lines = bar.ticks.labelled.iter().map(|(value, _)| {
        let y = height(*value);
        [(edge, y), (edge + TICK_LENGTH, y)]
    });
    segments(canvas, lines.collect(), Use::Axis)?;
    for (value, label) in &bar.ticks.labelled {
        let at = (edge + TICK_LENGTH + TICK_GAP, height(*value));
        write(canvas, at, label, TICK, Align::Start, Use::Text)?;
    }
    Ok(())
}

fn segments(canvas: &Canvas, lines: Vec<Segment>, colour: Use) -> Result<(), Failure> {
    let runs = lines
        .into_iter()
        .map(|ends| ends.map(|(x, y)| (units(x), units(y))).to_vec());
    canvas.draw(&Strokes::new(runs.collect(), Pen::solid(colour, HAIRLINE)))
}

fn write(
    canvas: &Canvas,
    (x, y): (f64, f64),
    text: &str,
    face: Face,
    align: Align,
    colour: Use,
) -> Result<(), Failure> {
    if text.is_empty() {
        return Ok(());
    }
    let style = TextStyle {
        face,
        colour,
        align,
        halo: false,
    };
    canvas.draw(&Words::new((units(x), units(y)), text, style))
}
