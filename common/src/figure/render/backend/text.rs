//! Text of a drawing: selectable, in spans of one style.

use super::super::markup::{Level, Span, spans};
use super::super::metrics::{CAPITAL, Face, SMALL};
use super::super::palette::{self, Use};
use super::super::path::units;
use super::SvgBackend;
use plotters_backend::BackendCoord;
use std::fmt::Write;

/// Which point of a text stands at its position, along the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Align {
    Start,
    Middle,
    End,
}

/// How a text is set. Its position is the middle of its capitals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct TextStyle {
    pub face: Face,
    pub colour: Use,
    pub align: Align,
    /// Whether an edge in the background's colour keeps lines behind it at a distance.
    pub halo: bool,
}

/// The edge around a text that keeps lines behind it at a distance.
const HALO: &str = r#" stroke-width="3" stroke-linejoin="round" paint-order="stroke""#;

impl SvgBackend<'_> {
    /// Writes a text with markup.
    pub(in super::super) fn words(&mut self, at: BackendCoord, text: &str, style: TextStyle) {
        let spans = spans(text);
        self.open(at, style);
        if spans.len() > 1 && style.halo {
            // Each span would lay its edge over the one before: the edges go first, on their own.
            self.paint("stroke", Use::Paper);
            self.out.push_str(r#" fill="none" aria-hidden="true""#);
            self.out.push_str(HALO);
            self.spans(&spans, style.face.size);
            self.open(at, style);
            self.paint("fill", style.colour);
        } else if style.halo {
            self.paint_both(Use::Paper, style.colour);
            self.out.push_str(HALO);
        } else {
            self.paint("fill", style.colour);
        }
        self.spans(&spans, style.face.size);
    }

    fn open(&mut self, at: BackendCoord, style: TextStyle) {
        let size = style.face.size;
        self.out.push_str("<text");
        self.attribute("x", at.0);
        self.attribute("y", at.1 + units(CAPITAL * size / 2.0));
        match style.align {
            Align::Start => {}
            Align::Middle => self.out.push_str(r#" text-anchor="middle""#),
            Align::End => self.out.push_str(r#" text-anchor="end""#),
        }
        if size != 13.0 {
            self.attribute("font-size", units(size));
        }
        if style.face.bold {
            self.out.push_str(r#" font-weight="600""#);
        }
    }

    fn spans(&mut self, spans: &[Span], size: f64) {
        self.out.push('>');
        let mut height = 0.0;
        for span in spans {
            let (wanted, small) = match span.level {
                Level::Line => (0.0, false),
                Level::Lowered => (0.22 * size, true),
                Level::Raised => (-0.36 * size, true),
            };
            let shift = wanted - height;
            height = wanted;
            if shift == 0.0 && !small && !span.italic {
                escape(self.out, &span.text);
                continue;
            }
            self.out.push_str("<tspan");
            if shift != 0.0 {
                self.attribute("dy", units(shift));
            }
            if small {
                self.attribute("font-size", units(SMALL * size));
            }
            if span.italic {
                self.out.push_str(r#" font-style="italic""#);
            }
            self.out.push('>');
            escape(self.out, &span.text);
            self.out.push_str("</tspan>");
        }
        self.out.push_str("</text>\n");
    }

    /// Writes a text that plotters itself sets: one style, no markup.
    pub(super) fn plain_words(
        &mut self,
        at: BackendCoord,
        text: &str,
        size: f64,
        rgb: palette::Rgb,
    ) {
        self.out.push_str("<text");
        self.attribute("x", at.0);
        self.attribute("y", at.1);
        self.paint_rgb("fill", rgb, 1.0);
        let _ = write!(self.out, " font-size=\"{}\">", size / 100.0);
        escape(self.out, text);
        self.out.push_str("</text>\n");
    }
}

/// Writes text so that it means itself in XML, in attributes too. No line may be blank: Markdown
/// would end the drawing there.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            // XML has no other control characters, not even escaped.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
