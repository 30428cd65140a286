//! What moves: points that a reader may drag, and the frames of an animation.

use super::{Layer, Quantity};
use serde::{Deserialize, Serialize};

/// A point of a panel that is a parameter: dragging it sets the parameter and redraws the figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Handle {
    /// The name of its panel.
    pub panel: String,
    /// Where it stands, in the panel's own units.
    pub at: (f64, f64),
    /// The parameter that its abscissa sets, if it moves sideways.
    pub x_parameter: Option<String>,
    /// The parameter that its ordinate sets, if it moves up and down.
    pub y_parameter: Option<String>,
    /// What a reader does with it, as its label for those who can't see it: "drag the current".
    pub label: String,
}

/// Layers of one moment of an animation, drawn in front of those that stand still.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The moment, in the animation's quantity.
    pub at: f64,
    /// Its layers, each with the name of the panel in which it is drawn.
    pub layers: Vec<(String, Layer)>,
}

/// The frames of an animation, and the one that is printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Animation {
    /// What runs: a time, mostly.
    pub quantity: Quantity,
    /// The frames, in order.
    pub frames: Vec<Frame>,
    /// The index of the frame that stands in the printed figure.
    pub printed: usize,
}
