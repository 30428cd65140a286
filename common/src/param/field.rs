//! Rust types that can be the field of a struct of parameters.

use super::{Bitmap, ParameterError, Value, Values};

/// A type that a parameter can have as a field of its struct.
pub trait Field: Sized {
    /// The field as a value.
    fn to_value(&self) -> Value;
    /// The field from a value of its kind, else nothing.
    fn from_value(value: &Value) -> Option<Self>;

    /// The field of this Rust name among values.
    ///
    /// # Errors
    /// If it is missing, or of another kind.
    #[inline(never)]
    fn of(values: &Values, field: &str) -> Result<Self, ParameterError> {
        let name = field.replace('_', "-");
        let value = values.get(&name).and_then(Self::from_value);
        value.ok_or(ParameterError::Missing { name })
    }
}

/// A seed: the same seed gives the same random numbers, on any machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub u64);

/// Points of a plane that a reader can place.
#[derive(Debug, Clone, PartialEq)]
pub struct Points(pub Vec<(f64, f64)>);

/// An enum whose variants are the options of a choice; made by [`choices!`](crate::choices).
pub trait Choice: Sized + Copy + PartialEq + 'static {
    /// The options with their names, in order.
    const OPTIONS: &'static [(&'static str, Self)];

    /// The names of the options, in order.
    fn names() -> Vec<&'static str> {
        Self::OPTIONS.iter().map(|(name, _)| *name).collect()
    }

    /// The option's name.
    fn name(self) -> &'static str {
        Self::OPTIONS
            .iter()
            .find(|(_, option)| *option == self)
            .map_or("", |(name, _)| name)
    }
}

macro_rules! field {
    ($type:ty, $variant:ident, $self:ident => $to:expr, $value:ident => $from:expr) => {
        impl Field for $type {
            fn to_value(&$self) -> Value {
                Value::$variant($to)
            }
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::$variant($value) => $from,
                    _ => None,
                }
            }
        }
    };
}
field!(f64, Real, self => *self, value => Some(*value));
field!(i64, Integer, self => *self, value => Some(*value));
field!(u32, Integer, self => i64::from(*self), value => u32::try_from(*value).ok());
field!(usize, Integer, self => i64::try_from(*self).unwrap_or(i64::MAX), value => usize::try_from(*value).ok());
field!(bool, Flag, self => *self, value => Some(*value));
field!(Seed, Seed, self => self.0, value => Some(Self(*value)));
field!(Points, Points, self => self.0.clone(), value => Some(Self(value.clone())));
field!(Bitmap, Bitmap, self => self.clone(), value => Some(value.clone()));

impl<C: Choice> Field for C {
    fn to_value(&self) -> Value {
        Value::Choice(self.name().to_owned())
    }

    fn from_value(value: &Value) -> Option<Self> {
        let Value::Choice(name) = value else {
            return None;
        };
        Self::OPTIONS
            .iter()
            .find(|(option, _)| option == name)
            .map(|(_, choice)| *choice)
    }
}

/// An enum whose variants are the options of a parameter.
///
/// ```
/// use common::param::Choice;
/// common::choices! {
///     /// The order in which spins are updated.
///     pub enum Updating {
///         /// One after the other.
///         Sequential = "sequential",
///         /// All at once.
///         Parallel = "parallel",
///     }
/// }
/// assert_eq!(Updating::Parallel.name(), "parallel");
/// ```
#[macro_export]
macro_rules! choices {
    ($(#[$meta:meta])* $vis:vis enum $enum:ident {
        $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $vis enum $enum { $($(#[$doc])* $variant),+ }

        impl $crate::param::Choice for $enum {
            const OPTIONS: &'static [(&'static str, Self)] = &[$(($name, Self::$variant)),+];
        }
    };
}
