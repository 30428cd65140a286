//! Layers: what is drawn in a panel, from back to front.

use super::Quantity;
use serde::Serialize;

/// What a layer stands for. Each role has one colour through the whole book, light and dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Theory: a thin line in ink.
    Theory,
    /// Simulation, where nothing more particular is shown: coloured marks.
    Simulation,
    /// The membrane potential.
    Voltage,
    /// Sodium: current, conductance, activation.
    Sodium,
    /// What shuts the sodium channel: its inactivation.
    Inactivation,
    /// Potassium: current, conductance, activation.
    Potassium,
    /// The leak.
    Leak,
    /// Excitation.
    Excitatory,
    /// Inhibition.
    Inhibitory,
    /// A retrieved memory.
    Retrieved,
    /// A spurious state.
    Spurious,
    /// What is only there for comparison or orientation.
    Muted,
    /// A second series without a meaning of its own in the rest of the book.
    Accent,
}

/// The dash of a line: the second cue beside its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dash {
    /// A continuous line.
    #[default]
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
}

/// The weight of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// A hairline: theory, rules.
    Thin,
    /// The usual line.
    #[default]
    Regular,
    /// The line that the figure is about.
    Heavy,
}

/// The shape of a mark: the second cue beside its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A filled disc.
    #[default]
    Disc,
    /// An open circle.
    Circle,
    /// A filled square.
    Square,
    /// A filled triangle.
    Triangle,
    /// A diagonal cross.
    Cross,
    /// A small disc without an edge, for marks that stand close together.
    Dot,
}

/// Along which axis a rule's or a span's values lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    /// A value of y: the rule runs from left to right.
    Horizontal,
    /// A value of x: the rule runs from bottom to top.
    Vertical,
}

/// Where a step function jumps, seen from a point of the series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepAt {
    /// The value holds from its point to the next.
    After,
    /// The value holds from the point before to its own.
    Before,
    /// The jump lies half-way between two points.
    Middle,
}

/// How numbers of a heat map become colours.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColourMap {
    /// Perceptually uniform, from low to high.
    Sequential,
    /// Two hues that meet in a neutral colour at this value.
    Diverging(f64),
}

/// Which point of a text stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// Where a layer's label stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Beside the last point, to its right.
    End,
    /// Beside the first point, to its left.
    Start,
    /// At these values of x and y, so anchored, with its middle at y.
    At(f64, f64, Anchor),
    /// In the panel's legend: only where the line can't be labelled itself.
    Legend,
}

/// A layer's label, drawn in its colour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    /// The text, with the markup of [`Quantity`].
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// The data of a layer, and the kind of mark that shows them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "mark", rename_all = "kebab-case")]
pub enum Mark {
    /// A line through points.
    Line {
        /// Abscissae.
        x: Vec<f64>,
        /// Ordinates.
        y: Vec<f64>,
    },
    /// A line that jumps.
    Step {
        /// Abscissae.
        x: Vec<f64>,
        /// Ordinates.
        y: Vec<f64>,
        /// Where it jumps.
        at: StepAt,
    },
    /// Marks, with error bars where given (one standard error to either side, unless the caption
    /// says otherwise).
    Points {
        /// Abscissae.
        x: Vec<f64>,
        /// Ordinates.
        y: Vec<f64>,
        /// Half-lengths of the vertical bars; empty for none.
        y_error: Vec<f64>,
        /// Half-lengths of the horizontal bars; empty for none.
        x_error: Vec<f64>,
        /// The mark.
        shape: Shape,
    },
    /// The area between two curves.
    Band {
        /// Abscissae.
        x: Vec<f64>,
        /// Lower ordinates.
        lower: Vec<f64>,
        /// Upper ordinates.
        upper: Vec<f64>,
    },
    /// A closed area, for schematics.
    Area {
        /// Abscissae of its corners.
        x: Vec<f64>,
        /// Ordinates of its corners.
        y: Vec<f64>,
    },
    /// A straight line across the whole panel.
    Rule {
        /// Which way it runs.
        orientation: Orientation,
        /// The value at which it stands.
        at: f64,
    },
    /// A tinted stretch across the whole panel.
    Span {
        /// Which way its edges run.
        orientation: Orientation,
        /// One edge.
        from: f64,
        /// The other edge.
        to: f64,
    },
    /// Events, one row of short strokes for each train, the first train lowest, at y = 0, 1, 2, ….
    Raster {
        /// Times of the events of each train.
        trains: Vec<Vec<f64>>,
    },
    /// Values over a regular grid of cells, with a colour bar.
    HeatMap {
        /// Left and right edge.
        x: (f64, f64),
        /// Lower and upper edge.
        y: (f64, f64),
        /// Values, rows from low y to high y, all of one length.
        values: Vec<Vec<f64>>,
        /// The map from values to colours.
        map: ColourMap,
        /// Values at the two ends of the colour bar; `None` for the data's own.
        range: Option<(f64, f64)>,
        /// What the colours show.
        quantity: Quantity,
    },
    /// A grey picture.
    Image {
        /// Left and right edge.
        x: (f64, f64),
        /// Lower and upper edge.
        y: (f64, f64),
        /// Pixels per row.
        columns: usize,
        /// Grey values, 0 black to 255 white, rows from top to bottom.
        pixels: Vec<u8>,
    },
    /// An arrow.
    Arrow {
        /// Where it begins.
        from: (f64, f64),
        /// Where its head is.
        to: (f64, f64),
    },
    /// A text in the panel.
    Text {
        /// Where it stands.
        at: (f64, f64),
        /// Which point of it stands there.
        anchor: Anchor,
        /// The text, with the markup of [`Quantity`].
        text: String,
    },
}

/// One layer of a panel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Layer {
    /// Its name in tables and error messages; empty for decoration, which no table lists.
    pub name: String,
    /// What its ordinates are, where they are not simply the panel's vertical quantity.
    pub quantity: Option<Quantity>,
    /// The data and how they are drawn.
    #[serde(flatten)]
    pub mark: Mark,
    /// What it stands for: its colour.
    pub role: Role,
    /// The dash of its line.
    pub dash: Dash,
    /// The weight of its line.
    pub weight: Weight,
    /// Its label, or none.
    pub label: Option<Label>,
}

impl Layer {
    /// A layer without label, in the usual weight; theory is thin.
    pub fn new(name: &str, role: Role, mark: Mark) -> Self {
        let weight = if role == Role::Theory {
            Weight::Thin
        } else {
            Weight::Regular
        };
        let name = name.to_owned();
        Self {
            name,
            quantity: None,
            mark,
            role,
            dash: Dash::Solid,
            weight,
            label: None,
        }
    }

    /// A line through points.
    pub fn line(name: &str, role: Role, x: Vec<f64>, y: Vec<f64>) -> Self {
        Self::new(name, role, Mark::Line { x, y })
    }

    /// A line that jumps.
    pub fn step(name: &str, role: Role, x: Vec<f64>, y: Vec<f64>, at: StepAt) -> Self {
        Self::new(name, role, Mark::Step { x, y, at })
    }

    /// Discs without error bars.
    pub fn points(name: &str, role: Role, x: Vec<f64>, y: Vec<f64>) -> Self {
        let (y_error, x_error) = (Vec::new(), Vec::new());
        Self::new(
            name,
            role,
            Mark::Points {
                x,
                y,
                y_error,
                x_error,
                shape: Shape::Disc,
            },
        )
    }

    /// The area between two curves.
    pub fn band(name: &str, role: Role, x: Vec<f64>, lower: Vec<f64>, upper: Vec<f64>) -> Self {
        Self::new(name, role, Mark::Band { x, lower, upper })
    }

    /// A closed area.
    pub fn area(role: Role, x: Vec<f64>, y: Vec<f64>) -> Self {
        Self::new("", role, Mark::Area { x, y })
    }

    /// A thin rule across the panel, which no table lists unless it is [named](Self::named).
    pub fn rule(role: Role, orientation: Orientation, at: f64) -> Self {
        Self::new("", role, Mark::Rule { orientation, at }).weight(Weight::Thin)
    }

    /// A tinted stretch across the panel.
    pub fn span(role: Role, orientation: Orientation, from: f64, to: f64) -> Self {
        Self::new(
            "",
            role,
            Mark::Span {
                orientation,
                from,
                to,
            },
        )
    }

    /// Trains of events.
    pub fn raster(name: &str, role: Role, trains: Vec<Vec<f64>>) -> Self {
        Self::new(name, role, Mark::Raster { trains })
    }

    /// An arrow.
    pub fn arrow(role: Role, from: (f64, f64), to: (f64, f64)) -> Self {
        Self::new("", role, Mark::Arrow { from, to }).weight(Weight::Thin)
    }

    /// A text.
    pub fn text(role: Role, at: (f64, f64), anchor: Anchor, text: &str) -> Self {
        Self::new(
            "",
            role,
            Mark::Text {
                at,
                anchor,
                text: text.to_owned(),
            },
        )
    }

    /// Names the layer, so that tables list it.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Says what the ordinates are, for the heading of their column.
    pub fn quantity(mut self, name: &str, symbol: &str, unit: &str) -> Self {
        self.quantity = Some(Quantity::new(name, symbol, unit));
        self
    }

    /// Sets the dash.
    pub fn dash(mut self, dash: Dash) -> Self {
        self.dash = dash;
        self
    }

    /// Sets the weight.
    pub fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// Sets the shape of the marks; only [`Mark::Points`] has one.
    pub fn shape(mut self, new: Shape) -> Self {
        if let Mark::Points { shape, .. } = &mut self.mark {
            *shape = new;
        }
        self
    }

    /// Gives the marks vertical error bars; only [`Mark::Points`] has them.
    pub fn y_error(mut self, half_lengths: Vec<f64>) -> Self {
        if let Mark::Points { y_error, .. } = &mut self.mark {
            *y_error = half_lengths;
        }
        self
    }

    /// Labels the layer.
    pub fn label(mut self, text: &str, place: Place) -> Self {
        self.label = Some(Label {
            text: text.to_owned(),
            place,
        });
        self
    }

    /// Labels the layer beside its last point.
    pub fn label_end(self, text: &str) -> Self {
        self.label(text, Place::End)
    }

    /// Labels the layer at a place of the panel.
    pub fn label_at(self, text: &str, x: f64, y: f64, anchor: Anchor) -> Self {
        self.label(text, Place::At(x, y, anchor))
    }
}
