//! The figure as SVG, in the one house style of the book.
//!
//! plotters draws, through a backend of our own: a canvas of a hundred units per pixel, simplified
//! paths, text that can be selected and searched, colours as classes that a style sheet can change.
//! Texts are measured with a table of the shipped font's advances. So the same figure gives the same
//! bytes natively and in the browser, and neither needs a font installed.

mod advances;
mod area;
mod axes;
mod backend;
mod cells;
mod clip;
mod colours;
mod elements;
mod extent;
mod labels;
mod layout;
mod legend;
mod marks;
mod markup;
mod metrics;
pub mod palette;
mod path;
mod points;
mod ticks;
mod window;

pub use area::{Area, Span};
pub(super) use markup::plain;

use super::Figure;
use backend::{Canvas, Failure, SvgBackend};
use plotters::drawing::IntoDrawingArea;

/// The families of the texts in a figure: the shipped one, or what a reader has.
const FONT_FAMILY: &str = "Lecture Sans, sans-serif";

impl Figure {
    /// The figure as an SVG element, the same bytes on every platform.
    ///
    /// Call [`check`](Figure::check) first: what can't be drawn is left out here, not reported.
    pub fn svg(&self) -> String {
        let layout = layout::Layout::of(self);
        let mut text = String::new();
        let alternative = self.alternative_text.to_string();
        let backend = SvgBackend::new(&mut text, (layout.width, layout.height), &alternative);
        // The backend writes to memory and returns no error; plotters adds none of its own, since
        // the canvas is not shared.
        let _: Result<(), Failure> = draw(&layout, &backend.into_drawing_area());
        text
    }

    /// The figure as a narrow page shows it: its panels one below another in so many pixels.
    pub fn narrow(&self, width: f64) -> Self {
        let mut figure = self.clone();
        if width < figure.width {
            figure.width = width;
            figure.columns = 1;
            // Panels that stood side by side may have had different axes.
            let first = self.panels.first().map(|panel| &panel.x.quantity);
            figure.share_x &= self
                .panels
                .iter()
                .all(|panel| Some(&panel.x.quantity) == first);
        }
        figure
    }

    /// The figure with another frame of its animation in the printed one's place; the same figure
    /// if there is no such frame.
    pub fn at_frame(&self, index: usize) -> Self {
        let mut figure = self.clone();
        if let Some(animation) = figure
            .animation
            .as_mut()
            .filter(|one| index < one.frames.len())
        {
            animation.printed = index;
        }
        figure
    }
}

fn draw(layout: &layout::Layout, canvas: &Canvas) -> Result<(), Failure> {
    for cell in &layout.cells {
        axes::draw_behind(canvas, cell)?;
        marks::draw(canvas, cell)?;
        axes::draw(canvas, cell)?;
        legend::draw(canvas, cell)?;
        labels::draw(canvas, cell)?;
    }
    canvas.present()
}
