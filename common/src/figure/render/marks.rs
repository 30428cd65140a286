//! The layers of a panel, clipped to it.

use super::backend::{Canvas, Failure, SvgBackend};
use super::cells::{self, Cells};
use super::clip::{Bounds, Point};
use super::elements::{Marks, Pen, Picture, Strokes};
use super::layout::Cell;
use super::palette::{self, Use};
use super::path::units;
use super::points::{span, steps};
use crate::figure::{Dash, Layer, Mark, Orientation, Weight};
use plotters::chart::ChartBuilder;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{Polygon, Rectangle};
use plotters::style::{Color, RGBAColor, ShapeStyle};

type Area<'a> = DrawingArea<SvgBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Opacity of bands, areas and spans.
pub(super) const TINT: f64 = 0.16;
/// The opacity of the parts of a schematic, which stand 3:1 from the paper.
const SOLID: f64 = 0.6;
/// Half the width of an error bar's cap, in pixels.
const CAP: f64 = 2.5;

/// The pen of a layer's line.
pub(super) fn pen(layer: &Layer) -> Pen {
    let width = match layer.weight {
        Weight::Thin => 1.0,
        Weight::Regular => 1.7,
        Weight::Heavy => 2.6,
    };
    // Dots of a hairline would not be seen.
    let width = if layer.dash == Dash::Dotted {
        f64::max(width, 1.6)
    } else {
        width
    };
    Pen {
        colour: Use::Role(layer.role),
        width,
        dash: layer.dash,
    }
}

/// A layer's colour as a filling.
pub(super) fn tint(layer: &Layer, opacity: f64) -> ShapeStyle {
    let (red, green, blue) = palette::of(Use::Role(layer.role)).light;
    RGBAColor(red, green, blue, opacity).filled()
}

fn opaque(colour: Use) -> ShapeStyle {
    let (red, green, blue) = palette::of(colour).light;
    RGBAColor(red, green, blue, 1.0).filled()
}

/// Draws all layers of a panel, from back to front, but for their labels.
pub(super) fn draw(canvas: &Canvas, cell: &Cell) -> Result<(), Failure> {
    let plot = cell.plot;
    let corner = (units(plot.left), units(plot.top));
    let area = canvas
        .clone()
        .shrink(corner, (units(plot.width), units(plot.height)));
    let chart = ChartBuilder::on(&area)
        .build_cartesian_2d(cell.x.low..cell.x.high, cell.y.low..cell.y.high)?;
    let painter = Painter {
        canvas,
        area: chart.plotting_area(),
        cell,
    };
    cell.layers
        .iter()
        .try_for_each(|layer| painter.layer(layer))
}

struct Painter<'a, 'b> {
    canvas: &'a Canvas<'b>,
    area: &'a Area<'b>,
    cell: &'a Cell<'a>,
}

impl Painter<'_, '_> {
    fn layer(&self, layer: &Layer) -> Result<(), Failure> {
        let bounds = self.bounds();
        let across = |orientation: Orientation, from: f64, to: f64| match orientation {
            Orientation::Vertical => {
                let (x, _) = self.place((from, from));
                let (end, _) = self.place((to, to));
                [(x, bounds.y.0), (end, bounds.y.1)]
            }
            Orientation::Horizontal => {
                let (_, y) = self.place((from, from));
                let (_, end) = self.place((to, to));
                [(bounds.x.0, y), (bounds.x.1, end)]
            }
        };
        match &layer.mark {
            Mark::Line { x, y } => self.line(layer, &self.places(x, y)),
            Mark::Step { x, y, at } => {
                let corners: Vec<Point> = steps(x, y, *at)
                    .into_iter()
                    .map(|corner| self.place(corner))
                    .collect();
                self.line(layer, &corners)
            }
            Mark::Points {
                x,
                y,
                y_error,
                x_error,
                shape,
            } => {
                self.error_bars(layer, (x, y), (x_error, y_error))?;
                let points = self
                    .places(x, y)
                    .into_iter()
                    .filter(|at| bounds.contain(*at));
                let colour = Use::Role(layer.role);
                self.area.draw(&Marks {
                    points: points.collect(),
                    shape: *shape,
                    colour,
                })
            }
            Mark::Band { x, lower, upper } => {
                let mut outline = self.places(x, upper);
                outline.extend(self.places(x, lower).into_iter().rev());
                self.fill(layer, &outline)
            }
            Mark::Area { x, y } => {
                // Laid on paper of its own, so that overlapping parts of a schematic don't darken.
                let corners = self.bounds().polygon(&self.places(x, y));
                for colour in [opaque(Use::Paper), tint(layer, SOLID)] {
                    self.area.draw(&Polygon::new(corners.clone(), colour))?;
                }
                Ok(())
            }
            Mark::Rule { orientation, at } => {
                let ends = across(*orientation, *at, *at);
                self.line(layer, &ends)
            }
            Mark::Span {
                orientation,
                from,
                to,
            } => {
                let [(left, low), (right, high)] = across(*orientation, *from, *to);
                let corners = [(left, low), (right, low), (right, high), (left, high)];
                let shown = bounds.polygon(&corners);
                let (xs, ys): (Vec<f64>, Vec<f64>) = shown.into_iter().unzip();
                let (Some(x), Some(y)) = (span(&xs), span(&ys)) else {
                    return Ok(());
                };
                self.area
                    .draw(&Rectangle::new([(x.0, y.0), (x.1, y.1)], tint(layer, TINT)))
            }
            Mark::Raster { trains } => self.raster(layer, trains),
            Mark::HeatMap {
                x, y, values, map, ..
            } => {
                let ends = self.cell.bar.as_ref().map_or((0.0, 1.0), |bar| bar.ends);
                self.picture(cells::heat_map(values, *map, ends, *x, *y))
            }
            Mark::Image {
                x,
                y,
                columns,
                pixels,
            } => {
                let (levels, colours) = (pixels.clone(), Vec::new());
                self.picture(Cells {
                    columns: *columns,
                    levels,
                    colours,
                    x: *x,
                    y: *y,
                })
            }
            Mark::Arrow { from, to } => self.arrow(layer, *from, *to),
            // Words come after all layers, on top.
            Mark::Text { .. } => Ok(()),
        }
    }

    fn bounds(&self) -> Bounds {
        let Cell { x, y, .. } = self.cell;
        Bounds {
            x: (x.low, x.high),
            y: (y.low, y.high),
        }
    }

    /// A point in the coordinates of the axes.
    fn place(&self, (x, y): (f64, f64)) -> Point {
        (self.cell.x.coordinate(x), self.cell.y.coordinate(y))
    }

    fn places(&self, x: &[f64], y: &[f64]) -> Vec<Point> {
        x.iter().zip(y).map(|(x, y)| self.place((*x, *y))).collect()
    }

    fn line(&self, layer: &Layer, points: &[Point]) -> Result<(), Failure> {
        self.area
            .draw(&Strokes::new(self.bounds().line(points), pen(layer)))
    }

    fn fill(&self, layer: &Layer, outline: &[Point]) -> Result<(), Failure> {
        self.area.draw(&Polygon::new(
            self.bounds().polygon(outline),
            tint(layer, TINT),
        ))
    }

    /// Bars with small caps, behind the marks, in one path.
    fn error_bars(
        &self,
        layer: &Layer,
        (x, y): (&[f64], &[f64]),
        (x_error, y_error): (&[f64], &[f64]),
    ) -> Result<(), Failure> {
        let bounds = self.bounds();
        let pixels_along = (bounds.x.1 - bounds.x.0) / self.cell.plot.width;
        let pixels_up = (bounds.y.1 - bounds.y.0) / self.cell.plot.height;
        let mut runs = Vec::new();
        let shown = |x: f64, y: f64| bounds.contain(self.place((x, y)));
        for ((&x, &y), &error) in x
            .iter()
            .zip(y)
            .zip(y_error)
            .filter(|((x, y), _)| shown(**x, **y))
        {
            let ends = [y - error, y + error].map(|end| self.place((x, end)));
            runs.extend(bounds.line(&ends));
            for (at, end) in ends {
                let cap = [
                    (at - CAP * pixels_along, end),
                    (at + CAP * pixels_along, end),
                ];
                runs.extend(bounds.line(&cap));
            }
        }
        for ((&x, &y), &error) in x
            .iter()
            .zip(y)
            .zip(x_error)
            .filter(|((x, y), _)| shown(**x, **y))
        {
            let ends = [x - error, x + error].map(|end| self.place((end, y)));
            runs.extend(bounds.line(&ends));
            for (end, at) in ends {
                let cap = [(end, at - CAP * pixels_up), (end, at + CAP * pixels_up)];
                runs.extend(bounds.line(&cap));
            }
        }
        self.area
            .draw(&Strokes::new(runs, Pen::solid(Use::Role(layer.role), 1.0)))
    }

    fn raster(&self, layer: &Layer, trains: &[Vec<f64>]) -> Result<(), Failure> {
        let bounds = self.bounds();
        let strokes = trains.iter().enumerate().flat_map(|(row, train)| {
            let row = row as f64;
            train
                .iter()
                .map(move |time| ((*time, row - 0.4), (*time, row + 0.4)))
        });
        let visible = strokes.filter_map(|(from, to)| {
            let (from, to) = bounds.segment(self.place(from), self.place(to))?;
            Some(vec![from, to])
        });
        self.area.draw(&Strokes::new(visible.collect(), pen(layer)))
    }

    fn picture(&self, cells: Cells) -> Result<(), Failure> {
        let Cell { x, y, plot, .. } = self.cell;
        let Some(cells) = cells.within(*x, *y, (plot.width, plot.height)) else {
            return Ok(());
        };
        let points = [(cells.x.0, cells.y.0), (cells.x.1, cells.y.1)];
        self.area.draw(&Picture {
            points,
            png: cells.png(),
        })
    }

    /// A line that ends in a head; the head keeps its size whatever the units of the axes.
    fn arrow(&self, layer: &Layer, from: (f64, f64), to: (f64, f64)) -> Result<(), Failure> {
        let ((x0, y0), (x1, y1)) = (self.cell.pixel(from.0, from.1), self.cell.pixel(to.0, to.1));
        let length = libm::hypot(x1 - x0, y1 - y0);
        if length == 0.0 {
            return Ok(());
        }
        let (dx, dy) = ((x1 - x0) / length, (y1 - y0) / length);
        let pen = pen(layer);
        let (head, half) = (5.5 + 1.5 * pen.width, 1.8 + pen.width);
        let (back_x, back_y) = (x1 - head * dx, y1 - head * dy);
        let scaled = |(x, y): (f64, f64)| (units(x), units(y));
        let shaft = [(x0, y0), (x1 - 0.8 * head * dx, y1 - 0.8 * head * dy)].map(scaled);
        self.canvas.draw(&Strokes::line(shaft.to_vec(), pen))?;
        let corners = [
            (x1, y1),
            (back_x - half * dy, back_y + half * dx),
            (back_x + half * dy, back_y - half * dx),
        ];
        let (red, green, blue) = palette::of(pen.colour).light;
        let filled = RGBAColor(red, green, blue, 1.0).filled();
        self.canvas
            .draw(&Polygon::new(corners.map(scaled).to_vec(), filled))
    }
}
