//! Points of a layer that its range, its label and its line follow from.

use crate::figure::{Layer, Mark, Orientation, StepAt};

/// Corners of a step function.
pub(super) fn steps(x: &[f64], y: &[f64], at: StepAt) -> Vec<(f64, f64)> {
    let mut corners = Vec::with_capacity(2 * x.len());
    let points: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
    for ends in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (ends[0], ends[1]);
        let jump = match at {
            StepAt::After => x1,
            StepAt::Before => x0,
            StepAt::Middle => f64::midpoint(x0, x1),
        };
        corners.extend([(x0, y0), (jump, y0), (jump, y1)]);
    }
    corners.extend(points.last());
    corners
}

/// The point beside which a layer is labelled: its last, or with `first` its first one. A rule or a
/// span has the coordinate across it only.
pub(super) fn end(layer: &Layer, first: bool) -> Option<(Option<f64>, Option<f64>)> {
    let pick = |values: &[f64]| {
        if first {
            values.first().copied()
        } else {
            values.last().copied()
        }
    };
    let edge = |(low, high): (f64, f64)| Some(if first { low } else { high });
    let middle = |(low, high): (f64, f64)| Some(f64::midpoint(low, high));
    Some(match &layer.mark {
        Mark::Line { x, y } | Mark::Step { x, y, .. } | Mark::Points { x, y, .. } => {
            (pick(x), pick(y))
        }
        Mark::Band { x, lower, upper } => {
            (pick(x), Some(f64::midpoint(pick(lower)?, pick(upper)?)))
        }
        Mark::Area { x, y } => (edge(span(x)?), middle(span(y)?)),
        Mark::Rule {
            orientation: Orientation::Horizontal,
            at,
        } => (None, Some(*at)),
        Mark::Rule {
            orientation: Orientation::Vertical,
            at,
        } => (Some(*at), None),
        Mark::Span {
            orientation: Orientation::Horizontal,
            from,
            to,
        } => (None, middle((*from, *to))),
        Mark::Span {
            orientation: Orientation::Vertical,
            from,
            to,
        } => (middle((*from, *to)), None),
        Mark::Raster { trains } => (None, Some((trains.len() as f64 - 1.0) / 2.0)),
        Mark::HeatMap { x, y, .. } | Mark::Image { x, y, .. } => (edge(*x), middle(*y)),
        Mark::Arrow { from, to } => {
            let at = if first { from } else { to };
            (Some(at.0), Some(at.1))
        }
        Mark::Text { at, .. } => (Some(at.0), Some(at.1)),
    })
}

/// Least and greatest of some numbers.
pub(super) fn span(values: &[f64]) -> Option<(f64, f64)> {
    let mut values = values.iter().copied().filter(|value| value.is_finite());
    let first = values.next()?;
    Some(values.fold((first, first), |(low, high), value| {
        (low.min(value), high.max(value))
    }))
}
