//! The figure as a value.
//!
//! A figure function takes parameters and returns a [`Figure`]: data, axes with units, layers,
//! caption and alternative text. It draws nothing. The same value is rendered as SVG
//! ([`Figure::svg`]), written as CSV or JSON, compared in snapshots, and redrawn in the page.

mod axis;
mod check;
mod csv;
mod json;
mod layer;
mod motion;
mod panel;
#[cfg(feature = "png")]
mod png;
mod provenance;
mod render;
mod thin;

pub use axis::{Axis, Quantity, Range, Scale};
pub use check::FigureError;
pub use json::FigureData;
pub use layer::{
    Anchor, ColourMap, Dash, Label, Layer, Mark, Orientation, Place, Role, Shape, StepAt, Weight,
};
pub use motion::{Animation, Frame, Handle};
pub use panel::{Panel, Surround};
pub use provenance::Provenance;
pub use render::{Area, Span, palette};

use crate::prose::Prose;
use serde::{Deserialize, Serialize};

/// The width, in pixels, of a figure that fills the column of text.
pub const COLUMN_WIDTH: f64 = 680.0;

/// A figure: what is plotted, and the words that go with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Width of the drawing in pixels at its printed size; its height follows from the panels.
    pub width: f64,
    /// Number of columns of the grid of panels.
    pub columns: usize,
    /// Whether the panels of a column share their horizontal axis: one range, and labels only on
    /// the lowest.
    pub share_x: bool,
    /// Whether the panels of a row share their vertical axis: one range, and labels only on the
    /// leftmost.
    pub share_y: bool,
    /// The panels, row by row.
    pub panels: Vec<Panel>,
    /// The caption, whose first sentence states the result. Markdown with TeX mathematics.
    pub caption: Prose,
    /// What a sighted reader would conclude, in one to three sentences. Plain text.
    pub alternative_text: Prose,
    /// Points of the panels that a reader may drag, each tied to parameters.
    pub handles: Vec<Handle>,
    /// The frames of an animation, where the figure has one.
    pub animation: Option<Animation>,
}

impl Figure {
    /// A figure of one column, as wide as the text, with nothing in it yet.
    pub fn new() -> Self {
        Self {
            width: COLUMN_WIDTH,
            columns: 1,
            share_x: false,
            share_y: false,
            panels: Vec::new(),
            caption: Prose::new(),
            alternative_text: Prose::new(),
            handles: Vec::new(),
            animation: None,
        }
    }

    /// Sets the width in pixels.
    pub fn width(mut self, pixels: f64) -> Self {
        self.width = pixels;
        self
    }

    /// Arranges the panels in a grid of so many columns.
    pub fn columns(mut self, columns: usize) -> Self {
        self.columns = columns.max(1);
        self
    }

    /// Lets the panels of each column share one horizontal axis.
    pub fn share_x(mut self) -> Self {
        self.share_x = true;
        self
    }

    /// Lets the panels of each row share one vertical axis.
    pub fn share_y(mut self) -> Self {
        self.share_y = true;
        self
    }

    /// Adds the next panel of the grid, row by row.
    pub fn panel(mut self, panel: Panel) -> Self {
        self.panels.push(panel);
        self
    }

    /// Sets the caption.
    pub fn caption(mut self, caption: Prose) -> Self {
        self.caption = caption;
        self
    }

    /// Sets the alternative text.
    pub fn alternative_text(mut self, text: Prose) -> Self {
        self.alternative_text = text;
        self
    }

    /// Adds a point that a reader may drag.
    pub fn handle(mut self, handle: Handle) -> Self {
        self.handles.push(handle);
        self
    }

    /// Gives the figure frames to play.
    pub fn animation(mut self, animation: Animation) -> Self {
        self.animation = Some(animation);
        self
    }
}

impl Default for Figure {
    fn default() -> Self {
        Self::new()
    }
}
