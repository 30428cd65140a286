//! A figure at any parameters, as the page shows it.

use crate::{command, find, read_values};
use common::chapter::{Chapter, FigureEntry};
use common::figure::{Area, Figure, FigureError};
use common::param::Values;
use common::run::Run;
use serde::Serialize;

/// What the page asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Request<'a> {
    /// The chapter.
    pub chapter: &'a str,
    /// The figure.
    pub figure: &'a str,
    /// Values other than the printed ones, one `name=value` a line.
    pub values: &'a str,
    /// The width in pixels of a page too narrow for the printed figure, or nothing.
    pub width: Option<f64>,
    /// The frame of its animation, or nothing for the printed one.
    pub frame: Option<usize>,
}

/// A figure, ready to be shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawing {
    /// The picture.
    pub svg: String,
    /// The caption, in Markdown.
    pub caption: String,
    /// The alternative text.
    pub alternative_text: String,
    /// The command that draws the same.
    pub command: String,
    /// What can be taken hold of in it.
    #[serde(flatten)]
    pub grips: Grips,
}

impl Drawing {
    /// A figure that was drawn at these values.
    pub fn of(chapter: &Chapter, entry: &FigureEntry, values: &Values, figure: &Figure) -> Self {
        Self {
            svg: figure.svg(),
            caption: figure.caption.to_string(),
            alternative_text: figure.alternative_text.to_string(),
            command: command(chapter, entry, values),
            grips: Grips::of(figure),
        }
    }
}

/// What a reader can take hold of in a picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grips {
    /// Where the panels lie in the picture.
    pub areas: Vec<Area>,
    /// The points that can be dragged.
    pub handles: Vec<PlacedHandle>,
    /// Its animation, if it has one.
    pub motion: Option<Motion>,
}

impl Grips {
    /// Those of a figure, in the drawing that [`Figure::svg`] makes.
    pub fn of(figure: &Figure) -> Self {
        let areas = figure.areas();
        let handles = figure.handles.iter().filter_map(|handle| {
            let area = areas.iter().position(|area| area.panel == handle.panel)?;
            Some(PlacedHandle {
                area,
                at: handle.at,
                x: handle.x_parameter.clone(),
                y: handle.y_parameter.clone(),
                within: handle.within,
                label: handle.label.clone(),
            })
        });
        let motion = figure.animation.as_ref().map(|animation| Motion {
            name: animation.quantity.name.clone(),
            unit: animation.quantity.unit.clone(),
            at: animation.frames.iter().map(|frame| frame.at).collect(),
            frame: animation.printed,
            printed: animation.printed,
        });
        Self {
            handles: handles.collect(),
            areas,
            motion,
        }
    }
}

/// A point that can be dragged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacedHandle {
    /// The place of its panel among the areas.
    pub area: usize,
    /// Where it stands, in the panel's units.
    pub at: (f64, f64),
    /// The parameter that its abscissa sets, or nothing.
    pub x: Option<String>,
    /// The parameter that its ordinate sets, or nothing.
    pub y: Option<String>,
    /// The values to which it keeps, where they are fewer than the parameter's range.
    pub within: Option<(f64, f64)>,
    /// What it is, in words.
    pub label: String,
}

/// What runs in an animation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Motion {
    /// What runs, in words: "time".
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Its value in each frame.
    pub at: Vec<f64>,
    /// The frame that is shown.
    pub frame: usize,
    /// The frame that is printed, of which caption and command speak.
    pub printed: usize,
}

/// The chapters, with the last figure kept: another frame or another width of it is only drawn, not
/// computed again.
pub struct Explorer {
    chapters: Vec<Chapter>,
    last: Option<(String, Figure)>,
}

impl Explorer {
    /// An explorer of these chapters.
    pub fn new(chapters: Vec<Chapter>) -> Self {
        Self {
            chapters,
            last: None,
        }
    }

    /// The chapters.
    pub fn chapters(&self) -> &[Chapter] {
        &self.chapters
    }

    /// Draws a figure.
    ///
    /// # Errors
    /// One sentence: a value that can't be read or is out of range, or why there is no figure.
    pub fn draw(&mut self, request: &Request, run: &Run) -> Result<Drawing, String> {
        let figure = self.figure(request, run)?;
        let mut shown = match request.frame {
            Some(frame) => figure.at_frame(frame),
            None => figure.clone(),
        };
        if let Some(width) = request.width {
            shown = shown.narrow(width);
        }
        let (chapter, entry) = find(&self.chapters, request.chapter, request.figure)?;
        let values = read_values(entry, request.values)?;
        let mut drawing = Drawing::of(chapter, entry, &values, &shown);
        if let (Some(motion), Some(animation)) = (&mut drawing.grips.motion, &figure.animation) {
            motion.printed = animation.printed;
        }
        Ok(drawing)
    }

    /// The numbers behind a figure, as CSV.
    ///
    /// # Errors
    /// As [`draw`](Self::draw).
    pub fn table(&mut self, request: &Request, run: &Run) -> Result<String, String> {
        let figure = self.figure(request, run)?;
        let (chapter, entry) = find(&self.chapters, request.chapter, request.figure)?;
        let values = read_values(entry, request.values)?;
        Ok(figure.csv(&chapter.provenance(entry, &values)))
    }

    /// The figure at these parameters, computed unless it was the last one.
    fn figure(&mut self, request: &Request, run: &Run) -> Result<Figure, String> {
        let (chapter, entry) = find(&self.chapters, request.chapter, request.figure)?;
        let values = read_values(entry, request.values)?;
        let mut key = format!("{}/{}", chapter.name, entry.name);
        for (name, value) in values.iter() {
            key.extend(["\n", name, "=", &value.to_string()]);
        }
        if let Some((last, figure)) = &self.last
            && *last == key
        {
            return Ok(figure.clone());
        }
        let figure = entry.draw(&values, run).map_err(|error| match error {
            FigureError::Parameter(sentence) => sentence,
            other => other.to_string(),
        })?;
        self.last = Some((key, figure.clone()));
        Ok(figure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn explorer() -> Explorer {
        Explorer::new(vec![crate::playground::chapter()])
    }

    fn request<'a>(figure: &'a str, values: &'a str) -> Request<'a> {
        Request {
            chapter: "playground",
            figure,
            values,
            width: None,
            frame: None,
        }
    }

    /// Catches a page that shows another picture than the command line writes.
    #[test]
    fn without_values_the_printed_figure_is_drawn() {
        let chapter = crate::playground::chapter();
        let entry = chapter.figure("everything").unwrap();
        let printed = entry.draw(&entry.defaults(), &Run::serial()).unwrap();
        let drawn = explorer().draw(&request("everything", ""), &Run::serial());
        let drawn = drawn.unwrap();
        assert_eq!(drawn.svg, printed.svg());
        assert_eq!(drawn.caption, printed.caption.to_string());
    }

    /// Catches an error that names a Rust type, a name without its nearest, and a panic.
    #[test]
    fn what_is_wrong_is_one_sentence() {
        let mut explorer = explorer();
        let mut refused = |figure, values| {
            explorer
                .draw(&request(figure, values), &Run::serial())
                .unwrap_err()
        };
        assert_eq!(
            refused("everything", "level=99"),
            "--level is 99 m; it must be a number between 0.5 and 5 m"
        );
        assert_eq!(
            refused("everything", "levle=1"),
            "everything has no parameter 'levle' (did you mean 'level'?)"
        );
        assert_eq!(
            refused("everythin", ""),
            "there is no figure 'everythin' (did you mean 'everything'?)"
        );
        assert_eq!(
            refused("everything", "level"),
            "'level' is not of the form name=value"
        );
    }

    /// Catches an animation whose every frame is computed from the start.
    #[test]
    fn another_frame_of_the_same_figure_is_not_computed_again() {
        let mut explorer = explorer();
        let computed = Cell::new(0_usize);
        for frame in 0..5 {
            let request = Request {
                frame: Some(frame),
                ..request("wave", "speed=2")
            };
            let before = explorer.last.as_ref().map(|(key, _)| key.clone());
            let drawn = explorer.draw(&request, &Run::serial()).unwrap();
            let motion = drawn.grips.motion.unwrap();
            assert_eq!(motion.frame, frame);
            computed.set(computed.get() + usize::from(before.is_none()));
        }
        assert_eq!(computed.get(), 1);
    }
}
