//! The numbers that the text states.
//!
//! Each is held to a value that somebody else computed or measured. Tolerances are the last digit of
//! the reference, unless its source says otherwise.

mod axon;
mod energy;
mod firing;
mod parameters;
mod rest;
mod spike;
mod threshold;

pub use axon::WarmMembrane;
pub use parameters::{
    AnyTemperature, ChannelCount, Concentrations, Potassium, Pulse, Sodium, Spaced, StepCurrent,
    Stimulus, Wanted, Warm,
};

use common::claim::Claim;

/// Independent root finding and integration, as `data/PROVENANCE.md` says.
const INDEPENDENT: &str = "independent computation (Python, SciPy)";

/// All claims, in the order of the text.
pub fn all() -> Vec<Claim> {
    [
        rest::all(),
        spike::all(),
        threshold::all(),
        firing::all(),
        energy::all(),
        axon::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
