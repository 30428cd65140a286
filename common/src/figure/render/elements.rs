//! What plotters draws for us: its elements take any coordinates, ours know the backend.

use super::backend::{SvgBackend, TextStyle};
use super::palette::Use;
use crate::figure::{Dash, Shape};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};
use std::convert::Infallible;

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    pub colour: Use,
    /// Width in pixels.
    pub width: f64,
    pub dash: Dash,
}

impl Pen {
    pub(super) const fn solid(colour: Use, width: f64) -> Self {
        Self {
            colour,
            width,
            dash: Dash::Solid,
        }
    }
}

/// Implements [`PointCollection`] for an element whose points stand in its field `points`.
macro_rules! points_of {
    ($element:ident) => {
        impl<'a, C: 'a> PointCollection<'a, C> for &'a $element<C> {
            type Point = &'a C;
            type IntoIter = std::slice::Iter<'a, C>;
            fn point_iter(self) -> Self::IntoIter {
                self.points.iter()
            }
        }
    };
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Lines in one pen: several runs of points, one path.
pub(super) struct Strokes<C> {
    points: Vec<C>,
    lengths: Vec<usize>,
    pen: Pen,
}

impl<C> Strokes<C> {
    pub(super) fn new(runs: Vec<Vec<C>>, pen: Pen) -> Self {
        let lengths = runs.iter().map(Vec::len).collect();
        Self {
            points: runs.into_iter().flatten().collect(),
            lengths,
            pen,
        }
    }

    pub(super) fn line(points: Vec<C>, pen: Pen) -> Self {
        Self::new(vec![points], pen)
    }
}

points_of!(Strokes);

impl<C> Drawable<SvgBackend<'_>> for Strokes<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut SvgBackend,
        _: (u32, u32),
    ) -> Drawn {
        let runs: Vec<Vec<BackendCoord>> = self
            .lengths
            .iter()
            .map(|length| points.by_ref().take(*length).collect())
            .collect();
        backend.strokes(&runs, self.pen);
        Ok(())
    }
}

/// Marks of one shape and colour.
pub(super) struct Marks<C> {
    pub points: Vec<C>,
    pub shape: Shape,
    pub colour: Use,
}

points_of!(Marks);

impl<C> Drawable<SvgBackend<'_>> for Marks<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut SvgBackend,
        _: (u32, u32),
    ) -> Drawn {
        backend.marks(&points.collect::<Vec<_>>(), self.shape, self.colour);
        Ok(())
    }
}

/// A line of text with markup.
pub(super) struct Words<C> {
    points: [C; 1],
    text: String,
    style: TextStyle,
}

impl<C> Words<C> {
    pub(super) fn new(at: C, text: &str, style: TextStyle) -> Self {
        Self {
            points: [at],
            text: text.to_owned(),
            style,
        }
    }
}

points_of!(Words);

impl<C> Drawable<SvgBackend<'_>> for Words<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut SvgBackend,
        _: (u32, u32),
    ) -> Drawn {
        if let Some(at) = points.next() {
            backend.words(at, &self.text, self.style);
        }
        Ok(())
    }
}

/// A picture made of cells, stretched between two corners.
pub(super) struct Picture<C> {
    /// Two opposite corners.
    pub points: [C; 2],
    /// The picture's file.
    pub png: Vec<u8>,
}

points_of!(Picture);

impl<C> Drawable<SvgBackend<'_>> for Picture<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut SvgBackend,
        _: (u32, u32),
    ) -> Drawn {
        if let (Some(one), Some(other)) = (points.next(), points.next()) {
            backend.picture(one, other, &self.png);
        }
        Ok(())
    }
}
