//! What can be wrong with a parameter: one sentence each.

use crate::numerics::decimal;

/// A parameter that can't be used, and why.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ParameterError {
    /// The value lies outside the allowed range.
    #[error("--{name} is {value}; it must be {allowed}")]
    OutOfRange {
        /// The parameter.
        name: String,
        /// Its value, as given.
        value: String,
        /// What is allowed, with the unit: "between 0 and 40 °C".
        allowed: String,
    },
    /// The text is no value of this kind.
    #[error("--{name} is '{text}'; it must be {allowed}")]
    Unreadable {
        /// The parameter.
        name: String,
        /// The text, as given.
        text: String,
        /// What is allowed.
        allowed: String,
    },
    /// The values are each in range, and yet don't go together.
    #[error("{0}")]
    Joint(String),
    /// The work would take too long.
    #[error(
        "these parameters ask for {} steps of the model, more than the {limit:.0e} allowed: lower {lower}",
        above(*work, *limit)
    )]
    TooDear {
        /// Steps asked for.
        work: f64,
        /// Steps allowed.
        limit: f64,
        /// What to lower.
        lower: String,
    },
    /// A name that was never declared.
    #[error("there is no parameter --{name} here")]
    Missing {
        /// The name.
        name: String,
    },
}

/// A number above a limit, in so many digits that it is above it in writing: two at least.
fn above(number: f64, limit: f64) -> String {
    let written = (1..16).map(|digits| format!("{number:.digits$e}"));
    let mut written =
        written.skip_while(|text| decimal::read(text).is_some_and(|read| read <= limit));
    written.next().unwrap_or_else(|| format!("{number:e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches "2.0e9 steps, more than the 2e9 allowed".
    #[test]
    fn what_is_above_a_limit_is_so_in_writing() {
        let written = [3.02e9, 2.04e9, 2.000_04e9].map(|work| above(work, 2e9));
        assert_eq!(written, ["3.0e9", "2.04e9", "2.00004e9"]);
    }
}
