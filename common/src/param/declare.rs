//! Declarations, the structs that they make, and what is checked by them.

use super::{Bitmap, ParameterError, Value, Values};
use crate::numerics::decimal;

/// Names that the command line keeps for its own flags; no parameter may have one.
pub const RESERVED_NAMES: &[&str] = &[
    "all", "format", "help", "json", "out", "quiet", "threads", "version",
];

/// The most work that a figure or a claim may ask for, in steps of its model (about a hundred
/// nanoseconds each, so a few minutes on one core).
pub const WORK_LIMIT: f64 = 2e9;

/// The kind of a parameter, with its allowed values.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A real number between two bounds, both included.
    Real {
        /// The least value.
        from: f64,
        /// The greatest value.
        to: f64,
        /// Whether a slider moves in equal ratios instead of equal steps.
        logarithmic: bool,
    },
    /// A whole number between two bounds, both included.
    Integer {
        /// The least value.
        from: i64,
        /// The greatest value.
        to: i64,
    },
    /// One of some names.
    Choice {
        /// The names.
        options: Vec<&'static str>,
    },
    /// Yes or no.
    Flag,
    /// A seed of random numbers.
    Seed,
    /// Points of a rectangle.
    Points {
        /// How many there may be.
        most: usize,
        /// The rectangle's left and right edge.
        x: (f64, f64),
        /// The rectangle's lower and upper edge.
        y: (f64, f64),
    },
    /// A black and white picture of this size.
    Bitmap {
        /// Pixels per row.
        columns: usize,
        /// Number of rows.
        rows: usize,
    },
}

/// All that is known of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration {
    /// Its name, as a flag without the dashes: `leak-reversal`.
    pub name: String,
    /// Its symbol in the text, as TeX, or nothing.
    pub symbol: &'static str,
    /// Its unit, or nothing.
    pub unit: &'static str,
    /// What it means.
    pub meaning: String,
    /// Its kind and the values allowed.
    pub kind: Kind,
    /// Its value unless another is given.
    pub default: Value,
    /// The group of parameters that it came with (`membrane`), or nothing if it is the figure's own.
    pub group: &'static str,
}

impl Declaration {
    /// What the macro declares of a field, from its doc comment, its symbol and unit.
    #[doc(hidden)]
    #[inline(never)]
    pub fn of_field(
        field: &str,
        doc: &str,
        [symbol, unit]: [&'static str; 2],
        kind: Kind,
        default: Value,
    ) -> Self {
        Self {
            name: field.replace('_', "-"),
            symbol,
            unit,
            meaning: doc.trim().to_owned(),
            kind,
            default,
            group: "",
        }
    }

    /// Reads a value from the text that follows the flag.
    ///
    /// # Errors
    /// If the text is no value of this kind, or one that is not allowed.
    pub fn parse(&self, text: &str) -> Result<Value, ParameterError> {
        let trimmed = text.trim();
        let value = match &self.kind {
            // A typographic minus comes along when a value is copied from the page.
            Kind::Real { .. } => decimal::read(&trimmed.replace('−', "-")).map(Value::Real),
            Kind::Integer { .. } => trimmed.replace('−', "-").parse().ok().map(Value::Integer),
            Kind::Choice { .. } => Some(Value::Choice(trimmed.to_owned())),
            Kind::Flag => match trimmed {
                "true" | "yes" | "on" => Some(Value::Flag(true)),
                "false" | "no" | "off" => Some(Value::Flag(false)),
                _ => None,
            },
            Kind::Seed => trimmed.parse().ok().map(Value::Seed),
            Kind::Points { .. } => parse_points(trimmed).map(Value::Points),
            Kind::Bitmap { .. } => trimmed.parse::<Bitmap>().ok().map(Value::Bitmap),
        };
        let Some(value) = value else {
            let allowed = self.allowed();
            let (name, text) = (self.name.clone(), text.to_owned());
            return Err(ParameterError::Unreadable {
                name,
                text,
                allowed,
            });
        };
        if self.allows(&value) {
            return Ok(value);
        }
        // As it was typed: a number too long for us would be shown as an infinity.
        Err(self.out_of_range(&value, trimmed))
    }

    /// Checks that a value is of this kind and allowed.
    ///
    /// # Errors
    /// If it is not.
    pub fn check(&self, value: &Value) -> Result<(), ParameterError> {
        if self.allows(value) {
            return Ok(());
        }
        Err(self.out_of_range(value, &value.to_string()))
    }

    fn allows(&self, value: &Value) -> bool {
        let within = |value: f64, (from, to): (f64, f64)| value >= from && value <= to;
        match (&self.kind, value) {
            (Kind::Real { from, to, .. }, Value::Real(value)) => within(*value, (*from, *to)),
            (Kind::Integer { from, to }, Value::Integer(value)) => (from..=to).contains(&value),
            (Kind::Choice { options }, Value::Choice(name)) => options.contains(&name.as_str()),
            (Kind::Flag, Value::Flag(_)) | (Kind::Seed, Value::Seed(_)) => true,
            (Kind::Points { most, x, y }, Value::Points(points)) => {
                points.len() <= *most
                    && points
                        .iter()
                        .all(|point| within(point.0, *x) && within(point.1, *y))
            }
            (Kind::Bitmap { columns, rows }, Value::Bitmap(bitmap)) => {
                bitmap.columns() == *columns && bitmap.rows() == *rows
            }
            _ => false,
        }
    }

    fn out_of_range(&self, value: &Value, shown: &str) -> ParameterError {
        let value = match value {
            Value::Real(_) | Value::Integer(_) => with_unit(shown, self.unit),
            _ => format!("'{shown}'"),
        };
        let (name, allowed) = (self.name.clone(), self.allowed());
        ParameterError::OutOfRange {
            name,
            value,
            allowed,
        }
    }

    /// What is allowed, in words: "between 0 and 40 °C".
    pub fn allowed(&self) -> String {
        match &self.kind {
            Kind::Real { from, to, .. } => {
                format!(
                    "a number between {from} and {}",
                    with_unit(&to.to_string(), self.unit)
                )
            }
            Kind::Integer { from, to } => {
                let to = with_unit(&to.to_string(), self.unit);
                format!("a whole number between {from} and {to}")
            }
            Kind::Choice { options } => format!("one of {}", options.join(", ")),
            Kind::Flag => "true or false".to_owned(),
            Kind::Seed => "a whole number between 0 and 18446744073709551615".to_owned(),
            Kind::Points { most, x, y } => format!(
                "at most {most} points written 'x,y;x,y', x between {} and {}, y between {} and {}",
                x.0, x.1, y.0, y.1
            ),
            Kind::Bitmap { columns, rows } => {
                format!("{rows} rows of {columns} pixels, written as 0 and 1 with a / between rows")
            }
        }
    }
}

fn with_unit(value: &str, unit: &str) -> String {
    if unit.is_empty() {
        value.to_owned()
    } else {
        format!("{value} {unit}")
    }
}

fn parse_points(text: &str) -> Option<Vec<(f64, f64)>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(';')
        .map(|point| {
            let (x, y) = point.split_once(',')?;
            Some((decimal::read(x.trim())?, decimal::read(y.trim())?))
        })
        .collect()
}

/// A struct of parameters. [`parameters!`](crate::parameters) implements it.
pub trait Parameters: Sized + Clone + Default + Send + Sync + 'static {
    /// The declarations of the fields, with this struct's values as defaults.
    fn declare(&self) -> Vec<Declaration>;

    /// The struct from values, none of which may be missing.
    ///
    /// # Errors
    /// If a value is missing or of another kind than its field.
    fn from_values(values: &Values) -> Result<Self, ParameterError>;

    /// Checks what the ranges alone can't say.
    ///
    /// # Errors
    /// One sentence that names the parameters that don't go together.
    fn check_together(&self) -> Result<(), String> {
        Ok(())
    }

    /// The joint checks of the groups that this struct holds, at any depth.
    ///
    /// # Errors
    /// The sentence of the first that fails.
    fn check_groups(&self) -> Result<(), String> {
        Ok(())
    }

    /// The work asked for, in steps of the model, and what to lower if it is too much.
    fn work(&self) -> (f64, &'static str) {
        (0.0, "")
    }

    /// The fields as values.
    fn values(&self) -> Values {
        self.declare()
            .into_iter()
            .map(|one| (one.name, one.default))
            .collect()
    }

    /// The struct from values, with every check: range, together, work.
    ///
    /// # Errors
    /// The first check that fails.
    fn checked(values: &Values) -> Result<Self, ParameterError> {
        check_each(&Self::default().declare(), values)?;
        let parameters = Self::from_values(values)?;
        let groups = parameters.check_groups();
        groups
            .and_then(|()| parameters.check_together())
            .map_err(ParameterError::Joint)?;
        check_work(parameters.work())?;
        Ok(parameters)
    }
}

// What needs no type of its own stands outside the trait: the page's module holds it once, and not once for
// each figure.

#[inline(never)]
fn check_each(declarations: &[Declaration], values: &Values) -> Result<(), ParameterError> {
    for declaration in declarations {
        let missing = || ParameterError::Missing {
            name: declaration.name.clone(),
        };
        declaration.check(values.get(&declaration.name).ok_or_else(missing)?)?;
    }
    Ok(())
}

#[inline(never)]
fn check_work((work, lower): (f64, &str)) -> Result<(), ParameterError> {
    if work > WORK_LIMIT {
        let lower = lower.to_owned();
        return Err(ParameterError::TooDear {
            work,
            limit: WORK_LIMIT,
            lower,
        });
    }
    Ok(())
}

/// The parameters of what has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoParameters;

impl Parameters for NoParameters {
    fn declare(&self) -> Vec<Declaration> {
        Vec::new()
    }

    fn from_values(_: &Values) -> Result<Self, ParameterError> {
        Ok(Self)
    }
}

/// A struct of parameters and their declarations at once.
///
/// A field's doc comment is its meaning; what follows `=` is its default, and what follows `=>` its
/// kind: `Real`, `Logarithmic`, `Integer`, `Choice`, `Flag`, `Seed`, `Points`, `Bitmap`, or `Group`
/// for a struct of parameters. After the struct may stand `check = FUNCTION;`, a method that says
/// what doesn't go together, and `work = FUNCTION;`, one that says how dear the parameters are. A
/// group's own `check` holds wherever the group stands.
///
/// ```
/// use common::param::{Parameters, Values};
/// common::parameters! {
///     /// A falling body.
///     pub struct Fall {
///         /// height from which it falls
///         height: f64 = 10.0 => Real { symbol: "h", unit: "m", from: 0.0, to: 100.0 };
///     }
/// }
/// assert_eq!(Fall::default().height, 10.0);
/// let error = Fall::checked(&Values::from([("height", 400.0.into())])).unwrap_err();
/// assert_eq!(error.to_string(), "--height is 400 m; it must be a number between 0 and 100 m");
/// ```
#[macro_export]
macro_rules! parameters {
    (
        $(#[$meta:meta])*
        $vis:vis struct $struct:ident {
            $($(#[doc = $doc:literal])+
            $field:ident : $type:ty = $default:expr => $kind:ident $({ $($spec:tt)* })?;)*
        }
        $(check = $check:path;)?
        $(work = $work:path;)?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $struct { $($(#[doc = $doc])+ pub $field: $type,)* }

        impl Default for $struct {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $crate::param::Parameters for $struct {
            fn declare(&self) -> Vec<$crate::param::Declaration> {
                let mut all = Vec::new();
                $($crate::parameters!(
                    @declare all, self, $field, $type, concat!($($doc),+), $kind { $($($spec)*)? }
                );)*
                all
            }

            fn from_values(
                values: &$crate::param::Values,
            ) -> Result<Self, $crate::param::ParameterError> {
                Ok(Self { $($field: $crate::parameters!(@read values, $field, $type, $kind),)* })
            }

            fn check_groups(&self) -> Result<(), String> {
                $($crate::parameters!(@check self, $field, $kind);)*
                Ok(())
            }

            $(fn check_together(&self) -> Result<(), String> {
                $check(self)
            })?

            $(fn work(&self) -> (f64, &'static str) {
                $work(self)
            })?
        }
    };

    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr, Group {}) => {
        $all.extend($crate::param::Parameters::declare(&$self.$field).into_iter().map(|one| {
            $crate::param::Declaration { group: stringify!($field), ..one }
        }));
    };
    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr,
        Real { symbol: $symbol:expr, unit: $unit:expr, from: $from:expr, to: $to:expr $(,)? }) => {
        $crate::parameters!(@push $all, $self, $field, $doc, $symbol, $unit,
            $crate::param::Kind::Real { from: $from, to: $to, logarithmic: false });
    };
    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr,
        Logarithmic { symbol: $symbol:expr, unit: $unit:expr, from: $from:expr, to: $to:expr $(,)? }
    ) => {
        $crate::parameters!(@push $all, $self, $field, $doc, $symbol, $unit,
            $crate::param::Kind::Real { from: $from, to: $to, logarithmic: true });
    };
    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr,
        Integer { symbol: $symbol:expr, from: $from:expr, to: $to:expr $(,)? }) => {
        $crate::parameters!(@push $all, $self, $field, $doc, $symbol, "",
            $crate::param::Kind::Integer { from: $from, to: $to });
    };
    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr, Choice {}) => {
        $crate::parameters!(@push $all, $self, $field, $doc, "", "",
            $crate::param::Kind::Choice { options: <$type as $crate::param::Choice>::names() });
    };
    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr, Flag {}) => {
        $crate::parameters!(@push $all, $self, $field, $doc, "", "", $crate::param::Kind::Flag);
    };
    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr, Seed {}) => {
        $crate::parameters!(@push $all, $self, $field, $doc, "", "", $crate::param::Kind::Seed);
    };
    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr,
        Points { most: $most:expr, x: $x:expr, y: $y:expr $(,)? }) => {
        $crate::parameters!(@push $all, $self, $field, $doc, "", "",
            $crate::param::Kind::Points { most: $most, x: $x, y: $y });
    };
    (@declare $all:ident, $self:ident, $field:ident, $type:ty, $doc:expr,
        Bitmap { columns: $columns:expr, rows: $rows:expr $(,)? }) => {
        $crate::parameters!(@push $all, $self, $field, $doc, "", "",
            $crate::param::Kind::Bitmap { columns: $columns, rows: $rows });
    };
    (@push $all:ident, $self:ident, $field:ident, $doc:expr, $symbol:expr, $unit:expr, $kind:expr) => {
        $all.push($crate::param::Declaration::of_field(
            stringify!($field),
            $doc,
            [$symbol, $unit],
            $kind,
            $crate::param::Field::to_value(&$self.$field),
        ));
    };
    (@check $self:ident, $field:ident, Group) => {
        $crate::param::Parameters::check_groups(&$self.$field)?;
        $crate::param::Parameters::check_together(&$self.$field)?;
    };
    (@check $self:ident, $field:ident, $kind:ident) => {};
    (@read $values:ident, $field:ident, $type:ty, Group) => {
        <$type as $crate::param::Parameters>::from_values($values)?
    };
    (@read $values:ident, $field:ident, $type:ty, $kind:ident) => {
        $crate::param::Field::of($values, stringify!($field))?
    };
}

#[cfg(test)]
#[allow(
    clippy::vec_init_then_push,
    reason = "the macro pushes a declaration for each field"
)]
mod tests {
    use super::*;

    crate::parameters! {
        struct Pair {
            /// the smaller one
            low: f64 = 1.0 => Real { symbol: "", unit: "", from: 0.0, to: 9.0 };
            /// the larger one
            high: f64 = 2.0 => Real { symbol: "", unit: "", from: 0.0, to: 9.0 };
        }
        check = Pair::ordered;
    }

    impl Pair {
        fn ordered(&self) -> Result<(), String> {
            let told = || "--low must be the smaller one".to_owned();
            (self.low < self.high).then_some(()).ok_or_else(told)
        }
    }

    crate::parameters! {
        struct Inner {
            /// two numbers
            pair: Pair = Pair::default() => Group;
        }
    }

    crate::parameters! {
        struct Outer {
            /// one more number
            more: f64 = 0.0 => Real { symbol: "", unit: "", from: 0.0, to: 9.0 };
            /// a group of groups
            inner: Inner = Inner::default() => Group;
        }
    }

    /// Catches a group whose own check is forgotten by the struct that holds it.
    #[test]
    fn the_check_of_a_group_holds_wherever_it_stands() {
        let defaults = Outer::default().values();
        assert!(Outer::checked(&defaults).is_ok());
        let crossed = defaults.with(&Values::from([("low", 3.0.into())])).unwrap();
        let error = Outer::checked(&crossed).unwrap_err();
        assert_eq!(
            error,
            ParameterError::Joint("--low must be the smaller one".to_owned())
        );
    }
}
