//! The whole figure as JSON, with the parameters that it was computed from.

use super::{Figure, Provenance};
use serde::Serialize;

/// A figure with its provenance: what the JSON file and the data snapshot hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureData {
    /// Chapter, figure and parameters.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// The figure, with all its numbers in full precision.
    pub data: Figure,
}

impl FigureData {
    /// The data as indented JSON, keys in the order of the types' fields, ended by a line feed.
    ///
    /// Numbers are in their shortest form that reads back as the same number.
    pub fn to_json(&self) -> String {
        // No map of this value has keys other than strings, so it can't fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Figure {
    /// The figure with its provenance as indented JSON.
    pub fn json(&self, provenance: &Provenance) -> String {
        FigureData {
            provenance: provenance.clone(),
            data: self.clone(),
        }
        .to_json()
    }
}
