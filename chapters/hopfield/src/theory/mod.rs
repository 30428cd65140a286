//! What statistical mechanics says about the network.
//!
//! Every function takes plain numbers, the loading α = P/N and the temperature T among them, and
//! answers wherever the question has an answer; where it has none, the error says in one sentence
//! why. Zero is a temperature like any other: the averages that all of this is built from have their
//! limit built in.

mod average;
mod crosstalk;
mod lines;
mod mixture;
mod palimpsest;
mod parallel;
mod projection;
mod saddle;

pub use average::{Response, Roughness, response, roughness};
pub use crosstalk::{
    crosstalk_error, crosstalk_error_finite, errors_expected, flawless_loading,
    flawless_loading_of_all,
};
pub use lines::{
    Meeting, Spinodal, capacity, crossing_loading, crossing_temperature, furthest,
    glass_temperature, lower_retrieval_temperature, meeting, replicon_temperature,
    retrieval_loading, retrieval_temperature, zero_temperature_replicon,
};
pub use mixture::{
    Mixture, Stability, mixture_loading, mixture_overlap, mixture_state, mixture_temperature,
    zero_temperature_mixture,
};
pub use palimpsest::{Fading, best_fading, fading_capacity, fading_course, least_fading};
pub use parallel::{
    ParallelStep, amari_maginu, amari_maginu_capacity, first_steps, second_step_gaussian,
    weak_cue_loading,
};
pub use projection::projected_step;
pub use saddle::{State, paramagnet, retrieval, spin_glass, without_overlap};

use common::figure::FigureError;
use common::numerics::roots::RootError;

/// Why a quantity has no value.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalysisError {
    /// It doesn't exist for this network.
    #[error("there is no {what}: {why}")]
    Absent {
        /// What was asked for.
        what: &'static str,
        /// Why there is none.
        why: String,
    },
    /// A root that exists was not found.
    #[error(transparent)]
    Root(#[from] RootError),
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
