//! Where the panels lie in the drawing: for what is placed upon it, such as a point to drag.

use super::layout;
use super::window::Window;
use crate::figure::{Figure, Scale};
use serde::Serialize;

/// The values that an axis spans in the drawing, from its lower to its upper end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Span {
    /// The value at the lower (or left) end.
    pub from: f64,
    /// The value at the upper (or right) end.
    pub to: f64,
    /// Whether equal distances stand for equal ratios.
    pub logarithmic: bool,
}

impl Span {
    fn of(window: Window) -> Self {
        Self {
            from: window.value(window.low),
            to: window.value(window.high),
            logarithmic: window.scale == Scale::Logarithmic,
        }
    }
}

/// The area between the axes of a panel, in pixels of the drawing, and the values that it spans.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    /// The panel's name.
    pub panel: String,
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The values along its horizontal axis.
    pub x: Span,
    /// The values along its vertical axis.
    pub y: Span,
}

impl Figure {
    /// Where each panel lies in the drawing that [`svg`](Self::svg) makes.
    pub fn areas(&self) -> Vec<Area> {
        let layout = layout::Layout::of(self);
        let area = |cell: &layout::Cell| Area {
            panel: cell.panel.name.clone(),
            left: cell.plot.left,
            top: cell.plot.top,
            width: cell.plot.width,
            height: cell.plot.height,
            x: Span::of(cell.x),
            y: Span::of(cell.y),
        };
        layout.cells.iter().map(area).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::figure::{Axis, Figure, Layer, Panel, Role};

    /// Catches an area that is not where the picture draws the panel: a point dragged there would
    /// set another value than the one under the pointer.
    #[test]
    fn areas_lie_where_the_picture_draws_them() {
        let x = Axis::new("frequency", "f", "Hz")
            .logarithmic()
            .range(1.0, 100.0);
        let y = Axis::new("gain", "A", "").range(-1.0, 3.0);
        let line = Layer::line("line", Role::Theory, vec![1.0, 100.0], vec![-1.0, 3.0]);
        let figure = Figure::new().panel(Panel::new("gain", x, y).layer(line));
        let area = &figure.areas()[0];
        assert_eq!(
            (area.x.from, area.x.to, area.x.logarithmic),
            (1.0, 100.0, true)
        );
        assert_eq!((area.y.from, area.y.to), (-1.0, 3.0));
        // The line runs from one corner to the other.
        let corner = |x: f64, y: f64| format!("M{x} {y}");
        let svg = figure.svg();
        let start = corner(area.left, area.top + area.height);
        assert!(svg.contains(&start), "{start} is not in {svg}");
    }

    /// Catches a right angle that is not drawn as one: a unit of both axes must be equally long, in a
    /// panel that is wider than high and in one that is higher than wide.
    #[test]
    fn equal_units_are_equally_long() {
        for height in [150.0, 900.0] {
            let axis = |name| Axis::new(name, "", "").range(-1.0, 1.0);
            let line = Layer::line("line", Role::Theory, vec![-1.0, 1.0], vec![-1.0, 1.0]);
            let panel = Panel::new("plane", axis("x"), axis("y")).height(height);
            let figure = Figure::new().panel(panel.equal_units().layer(line));
            let area = &figure.areas()[0];
            let unit = [
                area.width / (area.x.to - area.x.from),
                area.height / (area.y.to - area.y.from),
            ];
            assert!((unit[0] / unit[1] - 1.0).abs() < 1e-12, "{unit:?}");
            // Nothing of what was asked for is cut off.
            assert!(area.x.from <= -1.0 && area.y.from <= -1.0);
        }
    }
}
