//! Where a figure's numbers come from, as its tables say it.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// The chapter, the figure and the parameters that make a table of numbers reproducible.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Provenance {
    /// The chapter's name: `hodgkin-huxley`.
    pub chapter: String,
    /// The figure's name: `fi-curve`.
    pub figure: String,
    /// The parameters in the order of their declaration, a seed among them: name of the flag,
    /// value, unit (empty for a pure number).
    #[serde(serialize_with = "as_objects")]
    pub parameters: Vec<(String, serde_json::Value, String)>,
}

struct Parameter<'a>(&'a (String, serde_json::Value, String));

impl Serialize for Parameter<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (name, value, unit) = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", name)?;
        map.serialize_entry("value", value)?;
        if !unit.is_empty() {
            map.serialize_entry("unit", unit)?;
        }
        map.end()
    }
}

fn as_objects<S: Serializer>(
    parameters: &[(String, serde_json::Value, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(parameters.len()))?;
    for parameter in parameters {
        list.serialize_element(&Parameter(parameter))?;
    }
    list.end()
}
