//! Labels beside what they name, in its colour.

mod spread;

use super::backend::{Align, Canvas, Failure, TextStyle};
use super::elements::{Pen, Strokes, Words};
use super::layout::{Cell, LABEL};
use super::palette::Use;
use super::path::units;
use super::points;
use crate::figure::{Anchor, Layer, Mark, Orientation, Place};

/// Between a point and its label, in pixels.
const GAP: f64 = 6.0;
/// Between the middles of two labels.
const PITCH: f64 = 15.5;
/// Length of the line that leads from a point to a label that had to give way.
const LEADER: f64 = 12.0;
/// How far a label may move without such a line.
const NEAR: f64 = 7.0;

/// A label beside the end of its layer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EndLabel {
    pub text: String,
    pub colour: Use,
    /// The end, in pixels.
    pub from: (f64, f64),
    /// Where the label begins, and its middle.
    pub at: (f64, f64),
}

/// Whether a layer is labelled to the right of its end.
fn is_beside(layer: &Layer) -> bool {
    let stands = !matches!(
        &layer.mark,
        Mark::Rule {
            orientation: Orientation::Vertical,
            ..
        } | Mark::Span {
            orientation: Orientation::Vertical,
            ..
        }
    );
    stands
        && layer
            .label
            .as_ref()
            .is_some_and(|label| label.place == Place::End)
}

/// The last (or first) point that the panel shows, in pixels.
fn visible_end(cell: &Cell, layer: &Layer, first: bool) -> Option<(f64, f64)> {
    let shown = |(x, y): &(f64, f64)| cell.x.contains(*x) && cell.y.contains(*y);
    let (x, y) = match &layer.mark {
        Mark::Line { x, y } | Mark::Step { x, y, .. } | Mark::Points { x, y, .. } => {
            let mut points = x.iter().copied().zip(y.iter().copied());
            let found = if first {
                points.find(shown)
            } else {
                points.rev().find(shown)
            };
            found
                .map(|(x, y)| (Some(x), Some(y)))
                .or_else(|| points::end(layer, first))?
        }
        _ => points::end(layer, first)?,
    };
    let plot = cell.plot;
    let along = if first { plot.left } else { plot.right() };
    Some((
        x.map_or(along, |x| cell.pixel(x, 0.0).0)
            .clamp(plot.left, plot.right()),
        y.map_or(plot.top, |y| cell.pixel(0.0, y).1)
            .clamp(plot.top, plot.bottom()),
    ))
}

/// Room that the labels need to the right of the area between the axes.
pub(super) fn room(cell: &Cell) -> f64 {
    let labelled = || cell.layers.iter().filter(|layer| is_beside(layer));
    let ends: Vec<f64> = labelled()
        .filter_map(|layer| visible_end(cell, layer, false))
        .map(|end| end.1)
        .collect();
    let leader = if crowded(&ends) { LEADER } else { 0.0 };
    labelled()
        .filter_map(|layer| {
            let text = &layer.label.as_ref()?.text;
            let (x, _) = visible_end(cell, layer, false)?;
            Some(x + GAP + leader + LABEL.width(text) - cell.plot.right())
        })
        .fold(0.0, f64::max)
}

/// Whether some labels would overlap where they are wanted.
fn crowded(middles: &[f64]) -> bool {
    let mut sorted = middles.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.windows(2).any(|two| two[1] - two[0] < PITCH)
}

/// The labels beside the ends of a panel's layers, spread so that none overlap.
pub(super) fn end_labels(cell: &Cell) -> Vec<EndLabel> {
    let mut labels: Vec<EndLabel> = cell
        .layers
        .iter()
        .filter(|layer| is_beside(layer))
        .filter_map(|layer| {
            let text = layer.label.as_ref()?.text.clone();
            let from = visible_end(cell, layer, false)?;
            let colour = Use::Role(layer.role);
            Some(EndLabel {
                text,
                colour,
                from,
                at: (from.0 + GAP, from.1),
            })
        })
        .collect();
    let bounds = (cell.plot.top + 2.0, cell.plot.bottom() - 2.0);
    spread::apart(&mut labels, bounds);
    labels
}

/// Writes the labels of a panel.
pub(super) fn draw(canvas: &Canvas, cell: &Cell) -> Result<(), Failure> {
    for label in &cell.end_labels {
        if label.at.0 - label.from.0 > GAP + 1.0 {
            let ends = [
                (label.from.0 + 2.0, label.from.1),
                (label.at.0 - 2.5, label.at.1),
            ];
            let ends = ends.map(|(x, y)| (units(x), units(y)));
            canvas.draw(&Strokes::line(ends.to_vec(), Pen::solid(label.colour, 0.7)))?;
        }
        write(
            canvas,
            cell,
            label.at,
            Align::Start,
            &label.text,
            label.colour,
        )?;
    }
    for layer in &cell.layers {
        let colour = Use::Role(layer.role);
        if let Mark::Text { at, anchor, text } = &layer.mark
            && cell.x.contains(at.0)
            && cell.y.contains(at.1)
        {
            write(
                canvas,
                cell,
                cell.pixel(at.0, at.1),
                align(*anchor),
                text,
                colour,
            )?;
        }
        let Some(label) = &layer.label else { continue };
        let placed = match label.place {
            Place::At(x, y, anchor) => Some((cell.pixel(x, y), align(anchor))),
            Place::Start => beside_start(cell, layer, &label.text),
            Place::End if !is_beside(layer) => at_top(cell, layer, &label.text),
            Place::End | Place::Legend => None,
        };
        if let Some((at, align)) = placed {
            write(canvas, cell, at, align, &label.text, colour)?;
        }
    }
    Ok(())
}

fn align(anchor: Anchor) -> Align {
    match anchor {
        Anchor::Start => Align::Start,
        Anchor::Middle => Align::Middle,
        Anchor::End => Align::End,
    }
}

/// To the left of the first point, or above it where there is no room.
fn beside_start(cell: &Cell, layer: &Layer, text: &str) -> Option<((f64, f64), Align)> {
    let (x, y) = visible_end(cell, layer, true)?;
    if x - GAP - LABEL.width(text) > cell.plot.left + 2.0 {
        Some(((x - GAP, y), Align::End))
    } else {
        Some(((x + GAP, (y - 11.0).max(cell.plot.top + 5.0)), Align::Start))
    }
}

/// At the upper end of a vertical rule, on the side that has room, or in the middle of a span.
fn at_top(cell: &Cell, layer: &Layer, text: &str) -> Option<((f64, f64), Align)> {
    let x = cell.pixel(points::end(layer, false)?.0?, 0.0).0;
    let y = cell.plot.top + 7.0;
    Some(match &layer.mark {
        Mark::Span { .. } => ((x, y), Align::Middle),
        _ if x + GAP + LABEL.width(text) <= cell.plot.right() => ((x + GAP, y), Align::Start),
        _ => ((x - GAP, y), Align::End),
    })
}

/// Writes one label, moved sideways if it would leave the drawing.
fn write(
    canvas: &Canvas,
    cell: &Cell,
    at: (f64, f64),
    align: Align,
    text: &str,
    colour: Use,
) -> Result<(), Failure> {
    let width = LABEL.width(text);
    let before = match align {
        Align::Start => 0.0,
        Align::Middle => width / 2.0,
        Align::End => width,
    };
    let most = (cell.drawing_width - 1.0 - width).max(1.0);
    let x = (at.0 - before).clamp(1.0, most) + before;
    let style = TextStyle {
        face: LABEL,
        colour,
        align,
        halo: true,
    };
    canvas.draw(&Words::new((units(x), units(at.1)), text, style))
}
