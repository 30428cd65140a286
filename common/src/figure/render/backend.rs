//! The backend through which plotters writes SVG.

mod draw;
mod text;

pub(super) use text::{Align, TextStyle};

use super::FONT_FAMILY;
use super::elements::Pen;
use super::palette::{self, Rgb, Use};
use super::path::{TOLERANCE, lines, number, simplified, units};
use crate::figure::{Dash, Shape};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters_backend::BackendCoord;
use std::convert::Infallible;
use std::fmt::Write;

/// The whole drawing, in hundredths of a pixel.
pub(super) type Canvas<'a> = DrawingArea<SvgBackend<'a>, Shift>;
/// What plotters may report; the backend itself can't fail.
pub(super) type Failure = DrawingAreaErrorKind<Infallible>;

/// Writes SVG into a string. Coordinates are hundredths of a pixel.
pub(super) struct SvgBackend<'a> {
    out: &'a mut String,
    size: (u32, u32),
    closed: bool,
}

impl<'a> SvgBackend<'a> {
    /// Begins a drawing of so many pixels.
    pub(super) fn new(out: &'a mut String, size: (f64, f64), alternative_text: &str) -> Self {
        let (width, height) = (libm::ceil(size.0) as u32, libm::ceil(size.1) as u32);
        let _ = write!(
            out,
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="figure-svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" font-family="{FONT_FAMILY}" font-size="13""#
        );
        if !alternative_text.is_empty() {
            out.push_str(r#" aria-label=""#);
            text::escape(out, alternative_text);
            out.push('"');
        }
        out.push_str(">\n");
        Self {
            out,
            size: (width, height),
            closed: false,
        }
    }

    /// Writes lines as one path.
    pub(super) fn strokes(&mut self, runs: &[Vec<BackendCoord>], pen: Pen) {
        let runs: Vec<_> = runs.iter().map(|run| simplified(run, TOLERANCE)).collect();
        if runs.iter().all(|run| run.len() < 2) {
            return;
        }
        self.out.push_str("<path");
        self.paint("stroke", pen.colour);
        self.out.push_str(r#" fill="none" stroke-width=""#);
        number(self.out, units(pen.width));
        self.out.push_str(r#"" stroke-linejoin="round""#);
        match pen.dash {
            Dash::Solid => {}
            Dash::Dashed => self.out.push_str(r#" stroke-dasharray="6 3.5""#),
            Dash::Dotted => self
                .out
                .push_str(r#" stroke-dasharray=".1 3.6" stroke-linecap="round""#),
        }
        self.out.push_str(r#" d=""#);
        runs.iter()
            .filter(|run| run.len() > 1)
            .for_each(|run| lines(self.out, run, false));
        self.out.push_str("\"/>\n");
    }

    /// Writes marks as one path. Filled ones have a thin edge in the background's colour, so that
    /// neighbours can be counted.
    pub(super) fn marks(&mut self, points: &[BackendCoord], shape: Shape, colour: Use) {
        if points.is_empty() {
            return;
        }
        self.out.push_str("<path");
        match shape {
            Shape::Disc | Shape::Square | Shape::Triangle => {
                self.paint_both(Use::Paper, colour);
                self.out.push_str(r#" stroke-width=".8""#);
            }
            Shape::Circle => {
                self.paint_both(colour, Use::Paper);
                self.out.push_str(r#" stroke-width="1.4""#);
            }
            Shape::Cross => {
                self.paint("stroke", colour);
                self.out.push_str(r#" fill="none" stroke-width="1.6""#);
            }
            Shape::Dot => self.paint("fill", colour),
        }
        let outline = outline(shape);
        self.out.push_str(r#" d=""#);
        for &(x, y) in points {
            self.out.push('M');
            number(self.out, x);
            self.out.push(' ');
            number(self.out, y);
            self.out.push_str(outline);
        }
        self.out.push_str("\"/>\n");
    }

    /// Writes a picture whose cells stay sharp.
    pub(super) fn picture(&mut self, one: BackendCoord, other: BackendCoord, png: &[u8]) {
        let (left, top) = (one.0.min(other.0), one.1.min(other.1));
        self.out.push_str("<image");
        let size = ((one.0 - other.0).abs(), (one.1 - other.1).abs());
        for (name, value) in [
            ("x", left),
            ("y", top),
            ("width", size.0),
            ("height", size.1),
        ] {
            self.attribute(name, value);
        }
        self.out.push_str(
            r#" preserveAspectRatio="none" image-rendering="pixelated" href="data:image/png;base64,"#,
        );
        super::cells::base64(self.out, png);
        self.out.push_str("\"/>\n");
    }

    fn attribute(&mut self, name: &str, value: i32) {
        let _ = write!(self.out, " {name}=\"");
        number(self.out, value);
        self.out.push('"');
    }

    /// Class and colour of a stroke or a fill.
    fn paint(&mut self, property: &str, colour: Use) {
        let colour = palette::of(colour);
        let letter = &property[..1];
        let (name, hex) = (colour.name, palette::hex(colour.light));
        let _ = write!(self.out, r#" class="{letter}-{name}" {property}="{hex}""#);
    }

    /// Classes and colours of a stroke and a fill.
    fn paint_both(&mut self, stroke: Use, fill: Use) {
        let (stroke, fill) = (palette::of(stroke), palette::of(fill));
        let _ = write!(
            self.out,
            r#" class="s-{} f-{}" stroke="{}" fill="{}""#,
            stroke.name,
            fill.name,
            palette::hex(stroke.light),
            palette::hex(fill.light)
        );
    }

    /// Colour of a stroke or a fill that plotters asks for: a class if the palette has it.
    fn paint_rgb(&mut self, property: &str, rgb: Rgb, opacity: f64) {
        match palette::COLOURS.iter().find(|colour| colour.light == rgb) {
            Some(colour) => self.paint(property, colour.used_for),
            None => {
                let _ = write!(self.out, " {property}=\"{}\"", palette::hex(rgb));
            }
        }
        if opacity < 1.0 {
            self.attribute(&format!("{property}-opacity"), units(opacity));
        }
    }
}

/// The path of a mark, from its centre.
fn outline(shape: Shape) -> &'static str {
    match shape {
        Shape::Disc => "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
        Shape::Circle => "m-2.8 0a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0z",
        Shape::Square => "m-2.7-2.7h5.4v5.4h-5.4z",
        Shape::Triangle => "m0-3.6l3.5 6h-7z",
        Shape::Cross => "m-2.7-2.7l5.4 5.4m-5.4 0l5.4-5.4",
        Shape::Dot => "m-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0z",
    }
}
