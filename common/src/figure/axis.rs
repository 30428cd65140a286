//! Axes: a quantity with its symbol and unit, a scale and a range.

use serde::{Deserialize, Serialize};

/// A quantity as an axis or a table names it: "membrane potential *V* (mV)".
///
/// All texts may use the light markup of figures: `*V*` is italic, `_{Na}` lowers, `^{−1}` raises
/// (upright again, unless italic inside: `_{*i*}`), and a backslash takes its meaning from a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The quantity in words: "membrane potential".
    pub name: String,
    /// Its symbol in the text, or nothing.
    pub symbol: String,
    /// Its unit, or nothing for a pure number.
    pub unit: String,
}

impl Quantity {
    /// A quantity from its name, symbol and unit; the last two may be empty.
    pub fn new(name: &str, symbol: &str, unit: &str) -> Self {
        Self {
            name: name.into(),
            symbol: symbol.into(),
            unit: unit.into(),
        }
    }

    /// The label of an axis, with markup: `membrane potential *V* (mV)`.
    pub fn label(&self) -> String {
        let mut label = self.name.clone();
        if !self.symbol.is_empty() {
            // A symbol with marks of its own is left as it is.
            let mark = if self.symbol.contains('*') { "" } else { "*" };
            label.extend([" ", mark, &self.symbol, mark]);
        }
        if !self.unit.is_empty() {
            label.push_str(" (");
            label.push_str(&self.unit);
            label.push(')');
        }
        label
    }
}

/// How positions on an axis follow from values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Equal distances for equal differences.
    Linear,
    /// Equal distances for equal ratios; every value must be positive.
    Logarithmic,
}

/// Which values an axis spans.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Range {
    /// The data's, with a little air.
    Data,
    /// The data's, widened so that it includes these two values.
    Including(f64, f64),
    /// Exactly these values; data outside is clipped.
    Fixed(f64, f64),
}

/// One axis of a panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// What is plotted along it.
    pub quantity: Quantity,
    /// Linear or logarithmic.
    pub scale: Scale,
    /// The values it spans.
    pub range: Range,
    /// Ticks of its own, each with a label, in place of round numbers; empty for round numbers.
    pub ticks: Vec<(f64, String)>,
}

impl Axis {
    /// A linear axis over the data's range.
    pub fn new(name: &str, symbol: &str, unit: &str) -> Self {
        Self {
            quantity: Quantity::new(name, symbol, unit),
            scale: Scale::Linear,
            range: Range::Data,
            ticks: Vec::new(),
        }
    }

    /// Makes the axis logarithmic.
    pub fn logarithmic(mut self) -> Self {
        self.scale = Scale::Logarithmic;
        self
    }

    /// Spans exactly `low` to `high`.
    pub fn range(mut self, low: f64, high: f64) -> Self {
        self.range = Range::Fixed(low, high);
        self
    }

    /// Spans the data and at least `low` to `high`.
    pub fn including(mut self, low: f64, high: f64) -> Self {
        self.range = Range::Including(low, high);
        self
    }

    /// Places ticks at these values, with these labels.
    pub fn ticks<S: Into<String>>(mut self, ticks: impl IntoIterator<Item = (f64, S)>) -> Self {
        self.ticks = ticks
            .into_iter()
            .map(|(value, label)| (value, label.into()))
            .collect();
        self
    }
}
