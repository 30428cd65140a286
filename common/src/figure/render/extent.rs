//! Which values the axes of a panel span.

use super::points::span;
use super::window::Window;
use crate::figure::{Axis, Layer, Mark, Orientation, Range, Scale};

/// One of a panel's two axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    X,
    Y,
}

/// The values that an axis must show, before any air is added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    low: f64,
    high: f64,
    /// Air at the lower and the upper end, as fractions of the whole.
    air: (f64, f64),
    fixed: bool,
}

impl Extent {
    /// The values of one axis of one panel with these layers.
    pub(super) fn of(axis: &Axis, direction: Direction, layers: &[&Layer]) -> Option<Self> {
        if let Range::Fixed(low, high) = axis.range {
            return Some(Self {
                low,
                high,
                air: (0.0, 0.0),
                fixed: true,
            });
        }
        let positive = axis.scale == Scale::Logarithmic;
        let mut all: Option<(f64, f64)> = None;
        let mut air = 0.0_f64;
        let pictured =
            |layer: &&Layer| matches!(layer.mark, Mark::HeatMap { .. } | Mark::Image { .. });
        let filled = layers.iter().any(pictured);
        for layer in layers {
            let values = values(layer, direction);
            let values: Vec<f64> = values
                .into_iter()
                .filter(|v| !positive || *v > 0.0)
                .collect();
            let Some((low, high)) = span(&values) else {
                continue;
            };
            all = Some(all.map_or((low, high), |(l, h)| (l.min(low), h.max(high))));
            air = if filled {
                0.0
            } else {
                air.max(breathes(layer, direction))
            };
        }
        let mut air = (air, air);
        if let Range::Including(a, b) = axis.range {
            let (least, most) = (a.min(b), a.max(b));
            let (low, high) = all.unwrap_or((least, most));
            // An end that the author chose needs no air beyond it.
            air = (
                if least <= low { 0.0 } else { air.0 },
                if most >= high { 0.0 } else { air.1 },
            );
            all = Some((low.min(least), high.max(most)));
        }
        all.map(|(low, high)| Self {
            low,
            high,
            air,
            fixed: false,
        })
    }

    /// What two panels span that share the axis: fixed values before others.
    pub(super) fn join(self, other: Self) -> Self {
        match (self.fixed, other.fixed) {
            (true, false) => self,
            (false, true) => other,
            _ => {
                let lower = if self.low <= other.low { self } else { other };
                let upper = if self.high >= other.high { self } else { other };
                let air = (lower.air.0, upper.air.1);
                Self {
                    low: lower.low,
                    high: upper.high,
                    air,
                    fixed: self.fixed,
                }
            }
        }
    }

    /// The window that shows these values with their air.
    pub(super) fn window(self, scale: Scale) -> Window {
        let plain = Window {
            scale,
            low: 0.0,
            high: 1.0,
        };
        let (mut low, mut high) = (plain.coordinate(self.low), plain.coordinate(self.high));
        if high - low <= 1e-12 * low.abs().max(high.abs()) {
            let room = if scale == Scale::Logarithmic || low == 0.0 {
                0.5
            } else {
                0.1 * low.abs()
            };
            (low, high) = (low - room, high + room);
        }
        let length = high - low;
        Window {
            scale,
            low: low - self.air.0 * length,
            high: high + self.air.1 * length,
        }
    }
}

/// The air that a layer wants at the ends of an axis: marks more than lines along x, since half a
/// mark would stick out; rows of events have theirs. A panel filled by a picture has none at all.
fn breathes(layer: &Layer, direction: Direction) -> f64 {
    match (&layer.mark, direction) {
        (Mark::Points { .. }, Direction::X) => 0.025,
        (Mark::Raster { .. }, _) | (_, Direction::X) => 0.0,
        (_, Direction::Y) => 0.05,
    }
}

/// The values of a layer along an axis. Spans and texts have none: they fit in with the rest.
fn values(layer: &Layer, direction: Direction) -> Vec<f64> {
    let along = |x: &[f64], y: &[f64]| match direction {
        Direction::X => x.to_vec(),
        Direction::Y => y.to_vec(),
    };
    match &layer.mark {
        Mark::Line { x, y } | Mark::Step { x, y, .. } | Mark::Area { x, y } => along(x, y),
        Mark::Points {
            x,
            y,
            x_error,
            y_error,
            ..
        } => {
            let errors = along(x_error, y_error);
            let values = along(x, y);
            let error = |index: usize| errors.get(index).copied().unwrap_or(0.0);
            let ends = values.iter().enumerate();
            ends.flat_map(|(index, value)| [value - error(index), *value, value + error(index)])
                .collect()
        }
        Mark::Band { x, lower, upper } => along(x, &[lower.as_slice(), upper].concat()),
        Mark::Rule { orientation, at } => match (orientation, direction) {
            (Orientation::Vertical, Direction::X) | (Orientation::Horizontal, Direction::Y) => {
                vec![*at]
            }
            _ => Vec::new(),
        },
        Mark::Raster { trains } => match direction {
            Direction::X => trains.concat(),
            Direction::Y => vec![-0.5, trains.len() as f64 - 0.5],
        },
        Mark::HeatMap { x, y, .. } | Mark::Image { x, y, .. } => along(&[x.0, x.1], &[y.0, y.1]),
        Mark::Arrow { from, to } => along(&[from.0, to.0], &[from.1, to.1]),
        Mark::Span { .. } | Mark::Text { .. } => Vec::new(),
    }
}
