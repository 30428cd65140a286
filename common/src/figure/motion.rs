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
    /// The values to which it keeps, where the other parameters leave fewer than the parameter's own
    /// range: the cue can be dragged no further than the reward. Of handles along one axis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<(f64, f64)>,
    /// What a reader does with it, as its label for those who can't see it: "drag the current".
    pub label: String,
}

impl Handle {
    /// A point that moves sideways and sets one parameter, its abscissa.
    pub fn along_x(panel: &str, at: (f64, f64), parameter: &str, label: &str) -> Self {
        Self::new(panel, at, Some(parameter), None, label)
    }

    /// A point that moves up and down and sets one parameter, its ordinate.
    pub fn along_y(panel: &str, at: (f64, f64), parameter: &str, label: &str) -> Self {
        Self::new(panel, at, None, Some(parameter), label)
    }

    /// A point that moves in both directions and sets two parameters, its abscissa and its ordinate.
    pub fn in_plane(panel: &str, at: (f64, f64), [x, y]: [&str; 2], label: &str) -> Self {
        Self::new(panel, at, Some(x), Some(y), label)
    }

    /// Keeps a point that moves along one axis within values, both included.
    pub fn within(mut self, from: f64, to: f64) -> Self {
        self.within = Some((from, to));
        self
    }

    fn new(panel: &str, at: (f64, f64), x: Option<&str>, y: Option<&str>, label: &str) -> Self {
        Self {
            panel: panel.to_owned(),
            at,
            x_parameter: x.map(str::to_owned),
            y_parameter: y.map(str::to_owned),
            within: None,
            label: label.to_owned(),
        }
    }
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
