//! The numbers that the text states.
//!
//! Each is held to a value that somebody else computed or measured. Tolerances are the last digit of
//! the reference, unless its source says otherwise.

mod channels;
mod energy;
mod feedback;
mod firing;
mod parameters;
mod rest;
mod spike;
mod threshold;

pub use channels::{Clamp, ClampedPatch, SimulatedPatches};
pub use feedback::{Filled, Hold, Overtaken};
pub use parameters::{
    ChannelCount, Concentrations, Potassium, Pulse, Sodium, StepCurrent, Stimulus, Warm,
};

use common::claim::Claim;

/// Independent root finding and integration, as `data/PROVENANCE.md` says.
const INDEPENDENT: &str = "independent computation (Python, SciPy)";

/// All claims, in the order of the text.
pub fn all() -> Vec<Claim> {
    [
        rest::all(),
        channels::all(),
        feedback::all(),
        spike::all(),
        threshold::all(),
        firing::all(),
        energy::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
