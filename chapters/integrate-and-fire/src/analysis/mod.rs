//! The computations behind the chapter's numbers.
//!
//! Each takes the neuron and plain numbers, and answers wherever the question has an answer; where
//! it has none, the error says in one sentence why.

mod firing;
mod grid;
mod squid;

pub use firing::{
    LinearLimit, ceiling, drive_excess, flicker_half_period, interval, latency, linear_limit,
    linear_surplus, mean_potential, pulse_threshold,
};
pub use grid::rate_on_a_grid;
pub use squid::{Matched, Squid, matched, squid};

use common::figure::FigureError;

/// Why a quantity has no value.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalysisError {
    /// It doesn't exist for this neuron.
    #[error("there is no {what}: {why}")]
    Absent {
        /// What was asked for.
        what: &'static str,
        /// Why there is none.
        why: String,
    },
    /// A number of Hodgkin and Huxley's membrane can't be had.
    #[error(transparent)]
    Squid(#[from] hodgkin_huxley::analysis::AnalysisError),
}

impl AnalysisError {
    fn absent(what: &'static str, why: impl Into<String>) -> Self {
        let why = why.into();
        Self::Absent { what, why }
    }
}

impl From<AnalysisError> for FigureError {
    fn from(error: AnalysisError) -> Self {
        Self::Model(error.to_string())
    }
}
