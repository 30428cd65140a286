//! The numbers that the text states.
//!
//! Each is held to a value that somebody else computed or measured. Tolerances are the last digit of
//! the reference, unless its source says otherwise.

mod axon;
mod channels;
mod energy;
mod feedback;
mod firing;
mod gain;
mod parameters;
mod refractory;
mod rest;
mod spike;
mod strength_duration;
mod threshold;

pub use axon::WarmMembrane;
pub use channels::{Clamp, ClampedPatch, SimulatedPatches};
pub use feedback::{Filled, Hold, Overtaken};
pub use parameters::{
    AnyTemperature, ChannelCount, Concentrations, Durations, Potassium, Pulse, ShortPulse, Sodium,
    Spaced, StepCurrent, Stimulus, TwoPulses, Wanted, Warm,
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
        strength_duration::all(),
        gain::all(),
        refractory::all(),
        firing::all(),
        energy::all(),
        axon::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
