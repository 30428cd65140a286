//! What plotters' own elements ask of the backend.

use super::super::elements::Pen;
use super::super::metrics::Face;
use super::super::palette::{COLOURS, Use};
use super::super::path::{TOLERANCE, UNITS, lines, number, simplified};
use super::SvgBackend;
use crate::figure::Role;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl SvgBackend<'_> {
    /// Writes the colours of a filled or a stroked shape.
    fn shape<S: BackendStyle>(&mut self, style: &S, fill: bool) {
        let BackendColor { rgb, alpha } = style.color();
        if fill {
            self.paint_rgb("fill", rgb, alpha);
        } else {
            self.out.push_str(r#" fill="none" stroke-width=""#);
            number(self.out, style.stroke_width().cast_signed());
            self.out.push('"');
            self.paint_rgb("stroke", rgb, alpha);
        }
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let units = UNITS.unsigned_abs();
        (self.size.0 * units, self.size.1 * units)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        if !self.closed {
            self.out.push_str("</svg>\n");
            self.closed = true;
        }
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0 + UNITS, point.1 + UNITS), &colour, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        corner: BackendCoord,
        opposite: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.out.push_str("<rect");
        self.shape(style, fill);
        self.attribute("x", corner.0.min(opposite.0));
        self.attribute("y", corner.1.min(opposite.1));
        self.attribute("width", (opposite.0 - corner.0).abs());
        self.attribute("height", (opposite.1 - corner.1).abs());
        self.out.push_str("/>\n");
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let rgb = style.color().rgb;
        let known = COLOURS.iter().find(|colour| colour.light == rgb);
        let colour = known.map_or(Use::Role(Role::Theory), |colour| colour.used_for);
        let width = f64::from(style.stroke_width()) / f64::from(UNITS);
        self.strokes(&[path.into_iter().collect()], Pen::solid(colour, width));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.out.push_str("<circle");
        self.shape(style, fill);
        self.attribute("cx", centre.0);
        self.attribute("cy", centre.1);
        self.attribute("r", radius.cast_signed());
        self.out.push_str("/>\n");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let corners = simplified(&corners.into_iter().collect::<Vec<_>>(), TOLERANCE);
        if corners.len() > 2 {
            self.out.push_str("<path");
            self.shape(style, true);
            self.out.push_str(r#" d=""#);
            lines(self.out, &corners, true);
            self.out.push_str("\"/>\n");
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.plain_words(at, text, style.size(), style.color().rgb);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size();
        let width = Face::regular(size).width(text);
        Ok((libm::ceil(width) as u32, libm::ceil(size) as u32))
    }
}
