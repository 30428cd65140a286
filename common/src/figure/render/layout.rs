//! Where everything stands: panels in a grid whose areas line up, with room for what is around them.

mod headings;
mod margins;

use super::extent::{Direction, Extent};
use super::labels::{self, EndLabel};
use super::legend;
use super::metrics::Face;
use super::ticks::{Ticks, ticks};
use super::window::Window;
use crate::figure::{Axis, Figure, Layer, Panel, Surround};
pub(super) use headings::{GAP, Heading, x_label};
pub(super) use margins::{BAR_WIDTH, Bar};

/// Type of titles.
pub(super) const TITLE: Face = Face {
    size: 13.0,
    bold: true,
};
/// Type of labels.
pub(super) const LABEL: Face = Face::regular(13.0);
/// Type of the numbers at ticks.
pub(super) const TICK: Face = Face::regular(12.0);
/// Length of a tick, in pixels.
pub(super) const TICK_LENGTH: f64 = 4.0;
/// From a tick to its number.
pub(super) const TICK_GAP: f64 = 4.0;
/// From one line of labels to the next.
pub(super) const LINE_HEIGHT: f64 = 17.0;
/// Room at the edges of the drawing, since letters lean out of their advance.
const EDGE: f64 = 2.0;
/// Room between columns and between rows of panels.
const COLUMN_GAP: f64 = 26.0;
const ROW_GAP: f64 = 14.0;

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Rectangle {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Rectangle {
    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.top + self.height
    }
}

/// One panel with its place.
pub(super) struct Cell<'a> {
    pub panel: &'a Panel,
    /// What is drawn in it, the printed frame of an animation included.
    pub layers: Vec<&'a Layer>,
    pub x: Window,
    pub y: Window,
    pub x_ticks: Ticks,
    pub y_ticks: Ticks,
    /// Whether the numbers and the label of each axis are written.
    pub shows_x: bool,
    pub shows_y: bool,
    /// The area between the axes.
    pub plot: Rectangle,
    /// The area that belongs to the panel, labels included: left edge and right edge.
    pub outer: (f64, f64),
    /// Width of the whole drawing.
    pub drawing_width: f64,
    pub heading: Heading,
    pub end_labels: Vec<EndLabel>,
    pub bar: Option<Bar>,
}

impl Cell<'_> {
    /// Where a point lies in the drawing, in pixels.
    pub(super) fn pixel(&self, x: f64, y: f64) -> (f64, f64) {
        (
            self.plot.left + self.x.fraction(x) * self.plot.width,
            self.plot.bottom() - self.y.fraction(y) * self.plot.height,
        )
    }

    /// Whether axes are drawn.
    pub(super) fn has_axes(&self) -> bool {
        self.panel.surround != Surround::Nothing
    }
}

/// A whole drawing.
pub(super) struct Layout<'a> {
    pub width: f64,
    pub height: f64,
    pub cells: Vec<Cell<'a>>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(figure: &'a Figure) -> Self {
        let columns = figure.columns.clamp(1, figure.panels.len().max(1));
        let mut cells = cells(figure, columns);
        for row in cells.chunks_mut(columns) {
            let height = row.iter().map(|cell| cell.panel.height).fold(1.0, f64::max);
            for cell in row {
                cell.plot.height = libm::round(height);
                let about = ((cell.plot.height / 36.0) as usize).clamp(3, 6);
                cell.y_ticks = ticks(&cell.panel.y, cell.y, about);
            }
        }
        margins::place(&mut cells, columns, figure.width);
        let mut top = EDGE;
        let rows = cells.len().div_ceil(columns);
        for (index, row) in cells.chunks_mut(columns).enumerate() {
            for cell in row.iter_mut() {
                cell.heading = headings::of(cell);
            }
            let above = row
                .iter()
                .map(|cell| cell.heading.height)
                .fold(0.0, f64::max);
            let below = row.iter().map(below).fold(0.0, f64::max);
            for cell in row.iter_mut() {
                cell.heading.height = above;
                cell.plot.top = libm::round(top + above) + 0.5;
                keep_units_equal(cell);
                cell.end_labels = labels::end_labels(cell);
            }
            let height = row.iter().map(|cell| cell.plot.height).fold(0.0, f64::max);
            top += above + height + below + if index + 1 < rows { ROW_GAP } else { EDGE };
        }
        Self {
            width: figure.width,
            height: libm::ceil(top),
            cells,
        }
    }
}

/// Room that a panel needs below its area.
fn below(cell: &Cell) -> f64 {
    if !cell.has_axes() {
        return 1.0;
    }
    if !cell.shows_x {
        return TICK_LENGTH + 1.0;
    }
    let lines = x_label(cell).len() as f64;
    TICK_LENGTH + TICK_GAP + 12.0 + lines * LINE_HEIGHT + if lines > 0.0 { 3.0 } else { 0.0 }
}

/// Where units are equal a circle is a circle: the axis with room to spare spans more.
fn keep_units_equal(cell: &mut Cell) {
    if cell.panel.surround == Surround::Axes {
        return;
    }
    let (x, y) = (cell.x.high - cell.x.low, cell.y.high - cell.y.low);
    let unit = (cell.plot.width / x).min(cell.plot.height / y);
    let widen = |window: &mut Window, length: f64| {
        let middle = f64::midpoint(window.low, window.high);
        (window.low, window.high) = (middle - length / unit / 2.0, middle + length / unit / 2.0);
    };
    widen(&mut cell.x, cell.plot.width);
    widen(&mut cell.y, cell.plot.height);
}

/// The panels with their windows, not yet placed.
fn cells(figure: &Figure, columns: usize) -> Vec<Cell<'_>> {
    let extents: Vec<[Option<Extent>; 2]> = figure
        .panels
        .iter()
        .map(|panel| {
            // All frames count, so that nothing jumps when they play.
            let frames = figure
                .animation
                .iter()
                .flat_map(|animation| &animation.frames);
            let moving = frames.flat_map(|frame| &frame.layers);
            let here = moving
                .filter(|(name, _)| *name == panel.name)
                .map(|(_, layer)| layer);
            let layers: Vec<&Layer> = panel.layers.iter().chain(here).collect();
            [(&panel.x, Direction::X), (&panel.y, Direction::Y)]
                .map(|(axis, direction)| Extent::of(axis, direction, &layers))
        })
        .collect();
    let window = |index: usize, axis: usize, scale: &Axis| {
        let shares = |other: usize| match axis {
            0 => other == index || figure.share_x && other % columns == index % columns,
            _ => other == index || figure.share_y && other / columns == index / columns,
        };
        let shared = (0..extents.len()).filter(|other| {
            shares(*other)
                && (*other == index || figure.panels[*other].surround != Surround::Nothing)
        });
        let joined = shared
            .filter_map(|other| extents[other][axis])
            .reduce(Extent::join);
        let nothing = Window {
            scale: scale.scale,
            low: 0.0,
            high: 1.0,
        };
        joined.map_or(nothing, |extent| extent.window(scale.scale))
    };
    let printed = figure
        .animation
        .as_ref()
        .and_then(|one| one.frames.get(one.printed));
    let moving = |panel: &Panel| {
        let layers = printed.iter().flat_map(|frame| &frame.layers);
        let name = panel.name.clone();
        layers
            .filter(move |(of, _)| *of == name)
            .map(|(_, layer)| layer)
    };
    figure
        .panels
        .iter()
        .enumerate()
        .map(|(index, panel)| Cell {
            panel,
            layers: panel.layers.iter().chain(moving(panel)).collect(),
            x: window(index, 0, &panel.x),
            y: window(index, 1, &panel.y),
            x_ticks: Ticks::default(),
            y_ticks: Ticks::default(),
            shows_x: !figure.share_x || index + columns >= figure.panels.len(),
            shows_y: !figure.share_y || index % columns == 0,
            plot: Rectangle::default(),
            outer: (0.0, 0.0),
            drawing_width: figure.width,
            heading: Heading::default(),
            end_labels: Vec::new(),
            bar: None,
        })
        .collect()
}

/// Height of the rows of a panel's legend.
pub(super) fn legend_height(cell: &Cell) -> f64 {
    legend::rows(cell).len() as f64 * LINE_HEIGHT
}
