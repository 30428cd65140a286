//! Panels: two axes and what is drawn between them.

use super::{Axis, Layer};
use serde::{Deserialize, Serialize};

/// What surrounds a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Surround {
    /// The two axes, with ticks and labels.
    #[default]
    Axes,
    /// The two axes, in equal units both ways: right angles are right, and circles round.
    EqualAxes,
    /// Nothing: a schematic, whose axes only place what is drawn, in equal units both ways.
    Nothing,
}

/// One panel of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Its name in tables and error messages: a short word, unique in the figure.
    pub name: String,
    /// Its heading, or nothing.
    pub title: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// Height of the area between the axes, in pixels; panels of one row take the largest.
    pub height: f64,
    /// Axes or none.
    pub surround: Surround,
    /// Whether faint lines run across at the ticks: where values are to be read off.
    pub grid: bool,
    /// What is drawn, from back to front.
    pub layers: Vec<Layer>,
}

impl Panel {
    /// A panel with two axes and nothing between them yet, 220 pixels high.
    pub fn new(name: &str, x: Axis, y: Axis) -> Self {
        Self {
            name: name.to_owned(),
            title: String::new(),
            x,
            y,
            height: 220.0,
            surround: Surround::Axes,
            grid: false,
            layers: Vec::new(),
        }
    }

    /// A schematic without axes, spanning these values.
    pub fn schematic(name: &str, x: (f64, f64), y: (f64, f64), height: f64) -> Self {
        let x = Axis::new("place", "x", "px").range(x.0, x.1);
        let y = Axis::new("place", "y", "px").range(y.0, y.1);
        Self {
            surround: Surround::Nothing,
            ..Self::new(name, x, y).height(height)
        }
    }

    /// Sets the heading.
    pub fn title(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    /// Sets the height of the area between the axes, in pixels.
    pub fn height(mut self, pixels: f64) -> Self {
        self.height = pixels;
        self
    }

    /// Makes a unit of one axis as long as one of the other; the axis with room to spare spans more.
    pub fn equal_units(mut self) -> Self {
        self.surround = Surround::EqualAxes;
        self
    }

    /// Draws faint lines across at the ticks.
    pub fn grid(mut self) -> Self {
        self.grid = true;
        self
    }

    /// Adds a layer in front of the others.
    pub fn layer(mut self, layer: Layer) -> Self {
        self.layers.push(layer);
        self
    }

    /// Adds layers in front of the others.
    pub fn layers(mut self, layers: impl IntoIterator<Item = Layer>) -> Self {
        self.layers.extend(layers);
        self
    }
}
