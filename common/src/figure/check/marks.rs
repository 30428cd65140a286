//! The numbers of a layer, looked at one by one.

use super::FigureError;
use crate::figure::{ColourMap, Layer, Mark, Orientation, Place};

/// Looks at the numbers of one series and knows its name.
pub(super) struct Inspector {
    figure: String,
    series: String,
}

/// A list of numbers with its name.
type Named<'a> = (&'a str, &'a [f64]);

impl Inspector {
    pub(super) fn new(figure: &str, series: &str) -> Self {
        Self {
            figure: figure.to_owned(),
            series: series.to_owned(),
        }
    }

    pub(super) fn finite(&self, what: &str, values: &[f64]) -> Result<(), FigureError> {
        match values
            .iter()
            .enumerate()
            .find(|(_, value)| !value.is_finite())
        {
            None => Ok(()),
            Some((index, &value)) => Err(FigureError::NotFinite {
                figure: self.figure.clone(),
                series: self.series.clone(),
                what: what.to_owned(),
                index,
                value,
            }),
        }
    }

    pub(super) fn on_axis(
        &self,
        what: &str,
        values: &[f64],
        logarithmic: bool,
    ) -> Result<(), FigureError> {
        self.finite(what, values)?;
        let bad = values
            .iter()
            .enumerate()
            .find(|(_, value)| logarithmic && **value <= 0.0);
        bad.map_or(Ok(()), |(index, &value)| {
            Err(self.not_positive(what, index, value, " on a logarithmic axis"))
        })
    }

    pub(super) fn positive(&self, what: &str, value: f64) -> Result<(), FigureError> {
        self.finite(what, &[value])?;
        if value > 0.0 {
            Ok(())
        } else {
            Err(self.not_positive(what, 0, value, ""))
        }
    }

    pub(super) fn empty_range(&self, axis: &str, low: f64, high: f64) -> FigureError {
        let (figure, series) = (self.figure.clone(), self.series.clone());
        FigureError::EmptyRange {
            figure,
            series,
            axis: axis.to_owned(),
            low,
            high,
        }
    }

    fn not_positive(
        &self,
        what: &str,
        index: usize,
        value: f64,
        reason: &'static str,
    ) -> FigureError {
        let (figure, series) = (self.figure.clone(), self.series.clone());
        FigureError::NotPositive {
            figure,
            series,
            what: what.to_owned(),
            index,
            value,
            reason,
        }
    }

    fn empty(&self) -> FigureError {
        FigureError::EmptySeries {
            figure: self.figure.clone(),
            series: self.series.clone(),
        }
    }

    fn same_length(&self, first: Named, second: Named) -> Result<(), FigureError> {
        if first.1.len() == second.1.len() {
            return Ok(());
        }
        Err(FigureError::LengthMismatch {
            figure: self.figure.clone(),
            series: self.series.clone(),
            first: first.0.to_owned(),
            expected: first.1.len(),
            second: second.0.to_owned(),
            found: second.1.len(),
        })
    }

    /// Points of a curve: as many abscissae as ordinates, at least one, each on its axis.
    fn curve(&self, x: Named, ys: &[Named], logarithmic: [bool; 2]) -> Result<(), FigureError> {
        if x.1.is_empty() {
            return Err(self.empty());
        }
        self.on_axis(x.0, x.1, logarithmic[0])?;
        for y in ys {
            self.same_length(x, *y)?;
            self.on_axis(y.0, y.1, logarithmic[1])?;
        }
        Ok(())
    }

    /// Error bars: none, or one of at least no length for each point.
    fn bars(&self, x: Named, bars: Named) -> Result<(), FigureError> {
        if bars.1.is_empty() {
            return Ok(());
        }
        self.same_length(x, bars)?;
        self.finite(bars.0, bars.1)?;
        let negative = bars.1.iter().enumerate().find(|(_, value)| **value < 0.0);
        negative.map_or(Ok(()), |(index, &value)| {
            Err(self.not_positive(bars.0, index, value, " or zero"))
        })
    }

    fn pair(&self, what: &str, at: (f64, f64), logarithmic: [bool; 2]) -> Result<(), FigureError> {
        self.on_axis(&format!("x of {what}"), &[at.0], logarithmic[0])?;
        self.on_axis(&format!("y of {what}"), &[at.1], logarithmic[1])
    }

    fn extent(&self, axis: &str, edges: (f64, f64), logarithmic: bool) -> Result<(), FigureError> {
        self.on_axis(
            &format!("edges along {axis}"),
            &[edges.0, edges.1],
            logarithmic,
        )?;
        if edges.0 < edges.1 {
            Ok(())
        } else {
            Err(self.empty_range(axis, edges.0, edges.1))
        }
    }

    /// Looks at everything in a layer; `logarithmic` says which of the panel's two axes are.
    pub(super) fn layer(&self, layer: &Layer, logarithmic: [bool; 2]) -> Result<(), FigureError> {
        if let Some(Place::At(x, y, _)) = layer.label.as_ref().map(|label| label.place) {
            self.pair("its label", (x, y), logarithmic)?;
        }
        match &layer.mark {
            Mark::Line { x, y } | Mark::Step { x, y, .. } | Mark::Area { x, y } => {
                self.curve(("x", x), &[("y", y)], logarithmic)
            }
            Mark::Points {
                x,
                y,
                y_error,
                x_error,
                ..
            } => {
                self.curve(("x", x), &[("y", y)], logarithmic)?;
                self.bars(("x", x), ("y_error", y_error))?;
                self.bars(("x", x), ("x_error", x_error))
            }
            Mark::Band { x, lower, upper } => {
                self.curve(("x", x), &[("lower", lower), ("upper", upper)], logarithmic)
            }
            Mark::Rule { orientation, at } => {
                self.on_axis("its value", &[*at], across(*orientation, logarithmic))
            }
            Mark::Span {
                orientation,
                from,
                to,
            } => self.on_axis(
                "its edges",
                &[*from, *to],
                across(*orientation, logarithmic),
            ),
            Mark::Raster { trains } => {
                if trains.is_empty() {
                    return Err(self.empty());
                }
                trains.iter().enumerate().try_for_each(|(index, train)| {
                    self.on_axis(&format!("train {index}"), train, logarithmic[0])
                })
            }
            Mark::HeatMap {
                x,
                y,
                values,
                map,
                range,
                ..
            } => {
                self.extent("x", *x, logarithmic[0])?;
                self.extent("y", *y, logarithmic[1])?;
                if let ColourMap::Diverging(neutral) = map {
                    self.finite("the neutral value", &[*neutral])?;
                }
                if let Some((low, high)) = range {
                    self.extent("the colour bar", (*low, *high), false)?;
                }
                self.rows(values)
            }
            Mark::Image {
                x,
                y,
                columns,
                pixels,
            } => {
                self.extent("x", *x, logarithmic[0])?;
                self.extent("y", *y, logarithmic[1])?;
                if pixels.is_empty() || *columns == 0 {
                    return Err(self.empty());
                }
                let rows = pixels.len().div_ceil(*columns);
                if rows * columns == pixels.len() {
                    return Ok(());
                }
                Err(FigureError::Ragged {
                    figure: self.figure.clone(),
                    series: self.series.clone(),
                    row: rows - 1,
                    expected: *columns,
                    found: pixels.len() - (rows - 1) * columns,
                })
            }
            Mark::Arrow { from, to } => {
                self.pair("its tail", *from, logarithmic)?;
                self.pair("its head", *to, logarithmic)
            }
            Mark::Text { at, .. } => self.pair("its position", *at, logarithmic),
        }
    }

    fn rows(&self, values: &[Vec<f64>]) -> Result<(), FigureError> {
        let expected = values.first().map_or(0, Vec::len);
        if expected == 0 {
            return Err(self.empty());
        }
        for (row, entries) in values.iter().enumerate() {
            self.finite(&format!("row {row}"), entries)?;
            if entries.len() != expected {
                return Err(FigureError::Ragged {
                    figure: self.figure.clone(),
                    series: self.series.clone(),
                    row,
                    expected,
                    found: entries.len(),
                });
            }
        }
        Ok(())
    }
}

/// Whether the axis along which a rule's value lies is logarithmic.
fn across(orientation: Orientation, logarithmic: [bool; 2]) -> bool {
    match orientation {
        Orientation::Vertical => logarithmic[0],
        Orientation::Horizontal => logarithmic[1],
    }
}
