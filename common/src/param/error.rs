//! What can be wrong with a parameter: one sentence each.

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
        "these parameters ask for {work:.2e} steps of the model, more than the {limit:.0e} allowed: \
         lower {lower}"
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
