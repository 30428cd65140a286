//! The neuron under noise: theory in numbers, and simulations that don't use it.

mod barrage;
mod density;
mod histogram;
mod passage;
mod shot;
mod shot_rate;
mod siegert;
mod waiting;

pub use barrage::{Moments, Tally, membrane_deviation, sampled_barrage};
pub use density::Density;
pub use histogram::{Grid, Occupation, occupation};
pub use shot::{ShotNoise, shot_noise};
pub use shot_rate::shot_rate;
pub use siegert::{OVERSHOOT, escape_rate, naive_rate, naive_step, rate, variability};
pub use waiting::{Intervals, Scheme, intervals};
