//! The legend of a panel: for what can't be labelled where it is.

use super::backend::{Align, Canvas, Failure, TextStyle};
use super::elements::{Marks, Strokes, Words};
use super::layout::{self, Cell, LABEL, LINE_HEIGHT};
use super::marks::{TINT, pen, tint};
use super::palette::Use;
use super::path::units;
use crate::figure::{Layer, Mark, Place};
use plotters::element::Rectangle;

/// From the sample to the text, and to the next entry.
const GAP: f64 = 6.0;
const NEXT: f64 = 16.0;

/// Width of a layer's sample.
fn sample_width(layer: &Layer) -> f64 {
    if matches!(layer.mark, Mark::Points { .. }) {
        8.0
    } else {
        22.0
    }
}

/// The entries of a panel in rows that fit its width, each with its left edge.
pub(super) fn rows<'a>(cell: &Cell<'a>) -> Vec<Vec<(f64, &'a Layer)>> {
    let mut rows: Vec<Vec<(f64, &Layer)>> = Vec::new();
    let mut x = cell.outer.0;
    for layer in &cell.layers {
        let label = layer
            .label
            .as_ref()
            .filter(|label| label.place == Place::Legend);
        let Some(label) = label else { continue };
        let width = sample_width(layer) + GAP + LABEL.width(&label.text);
        match rows.last_mut() {
            Some(row) if x + width <= cell.outer.1 => row.push((x, layer)),
            _ => {
                x = cell.outer.0;
                rows.push(vec![(x, layer)]);
            }
        }
        x += width + NEXT;
    }
    rows
}

/// Draws the legend just above the panel.
pub(super) fn draw(canvas: &Canvas, cell: &Cell) -> Result<(), Failure> {
    let rows = rows(cell);
    let first = cell.plot.top - layout::GAP - LINE_HEIGHT * (rows.len() as f64 - 0.5);
    for (index, row) in rows.iter().enumerate() {
        let y = first + index as f64 * LINE_HEIGHT;
        for (x, layer) in row {
            sample(canvas, layer, *x, y)?;
            let style = TextStyle {
                face: LABEL,
                colour: Use::Role(layer.role),
                align: Align::Start,
                halo: false,
            };
            let text = layer.label.as_ref().map_or("", |label| label.text.as_str());
            canvas.draw(&Words::new(
                (units(x + sample_width(layer) + GAP), units(y)),
                text,
                style,
            ))?;
        }
    }
    Ok(())
}

fn sample(canvas: &Canvas, layer: &Layer, x: f64, y: f64) -> Result<(), Failure> {
    let at = |dx: f64, dy: f64| (units(x + dx), units(y + dy));
    let width = sample_width(layer);
    match &layer.mark {
        Mark::Points { shape, .. } => {
            let colour = Use::Role(layer.role);
            canvas.draw(&Marks {
                points: vec![at(width / 2.0, 0.0)],
                shape: *shape,
                colour,
            })
        }
        Mark::Band { .. } | Mark::Area { .. } | Mark::Span { .. } => canvas.draw(&Rectangle::new(
            [at(0.0, -5.0), at(width, 5.0)],
            tint(layer, TINT),
        )),
        _ => canvas.draw(&Strokes::line(
            vec![at(0.0, 0.0), at(width, 0.0)],
            pen(layer),
        )),
    }
}
