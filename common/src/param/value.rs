//! Values of parameters, whatever their kind.

use super::{Bitmap, ParameterError};
use std::fmt;

/// The value of one parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A real number.
    Real(f64),
    /// A whole number.
    Integer(i64),
    /// One of a few named options.
    Choice(String),
    /// Yes or no.
    Flag(bool),
    /// The seed of the random numbers.
    Seed(u64),
    /// Points of a plane.
    Points(Vec<(f64, f64)>),
    /// A black and white picture.
    Bitmap(Bitmap),
}

impl Value {
    /// The value as JSON. A seed is a string, since JavaScript's numbers end at 2⁵³.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Real(value) => serde_json::json!(value),
            Self::Integer(value) => serde_json::json!(value),
            Self::Choice(value) => serde_json::json!(value),
            Self::Flag(value) => serde_json::json!(value),
            Self::Seed(_) | Self::Bitmap(_) => serde_json::json!(self.to_string()),
            Self::Points(points) => serde_json::json!(points),
        }
    }
}

/// Writes the value as the command line reads it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Real(value) => Written(*value).fmt(f),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Choice(value) => f.write_str(value),
            Self::Flag(value) => write!(f, "{value}"),
            Self::Seed(value) => write!(f, "{value}"),
            Self::Points(points) => {
                for (index, (x, y)) in points.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ";" };
                    write!(f, "{separator}{},{}", Written(*x), Written(*y))?;
                }
                Ok(())
            }
            Self::Bitmap(bitmap) => write!(f, "{bitmap}"),
        }
    }
}

/// A number with an exponent where its zeros would take long to count, and where the page's scripts write one.
struct Written(f64);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        if value == 0.0 || (1e-6..1e21).contains(&value.abs()) || !value.is_finite() {
            write!(f, "{value}")
        } else {
            write!(f, "{value:e}")
        }
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident),* $(,)?) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        })*
    };
}
from!(f64 => Real, i64 => Integer, i32 => Integer, &str => Choice, bool => Flag, u64 => Seed);

/// Values by name, in the order of their declarations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values(Vec<(String, Value)>);

impl Values {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// Sets a value: in place if the name is known, at the end if not.
    pub fn set(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// These values with others set over them.
    ///
    /// # Errors
    /// If `others` holds a name that these values don't.
    pub fn with(mut self, others: &Self) -> Result<Self, ParameterError> {
        for (name, value) in &others.0 {
            if self.get(name).is_none() {
                return Err(ParameterError::Missing { name: name.clone() });
            }
            self.set(name, value.clone());
        }
        Ok(self)
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values as a JSON object.
    pub fn to_json(&self) -> serde_json::Value {
        self.iter()
            .map(|(name, value)| (name.to_owned(), value.to_json()))
            .collect()
    }
}

impl FromIterator<(String, Value)> for Values {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<const N: usize> From<[(&str, Value); N]> for Values {
    fn from(values: [(&str, Value); N]) -> Self {
        values
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a command with three hundred zeros, and a number that is read back as another.
    #[test]
    fn numbers_are_short_and_read_back_as_they_were() {
        for (value, written) in [
            (0.0, "0"),
            (-54.4, "-54.4"),
            (1e-6, "0.000001"),
            (2.5e-7, "2.5e-7"),
            (-1e-320, "-1e-320"),
            (1e20, "100000000000000000000"),
            (3e21, "3e21"),
        ] {
            assert_eq!(Value::Real(value).to_string(), written);
            assert_eq!(crate::numerics::decimal::read(written), Some(value));
        }
    }
}
