//! The computations behind the chapter's numbers.
//!
//! Each takes the membrane and plain numbers, and answers at any membrane for which the question
//! has an answer; where it has none, the error says in one sentence why.

mod admittance;
mod branch;
mod channels;
mod conduction;
mod counting;
mod cycles;
mod energy;
mod exceed;
mod feedback;
mod first_spike;
mod fold;
mod gain;
mod heat;
mod hopf;
mod jacobian;
mod kick;
mod onset;
mod pump;
mod recovery;
mod refractory;
mod rest;
mod spike;
mod strength_duration;
mod threshold;
mod trajectory;
mod wave;

pub use admittance::{Resonance, resonance};
pub use branch::{ClosedOrbit, CycleBranch, branch_of_cycles};
pub use channels::{Fluctuation, Kind, MOST_TIMES, Pool, VoltageStep, open_channels, openings};
pub use conduction::{
    Injection, Propagation, arrival, cable_speed, propagate, sketched_cable_speed,
};
pub use counting::{Stay, count_spikes, parts_of_step, slow_sweep};
pub use cycles::{Cycle, current_of_peak, cycle_at, firing_rate};
pub use energy::{SpikeCost, overlap, resting_cost, spike_cost};
pub use feedback::{
    Crossing, crossings, end_of_the_loop, fast_current, fast_slope, held_state, overtaking_time,
    steady_slope, turn_of_the_loop,
};
pub use first_spike::{FirstSpike, first_spike};
pub use fold::saddle_node_of_cycles;
pub use gain::{Response, Steepest, amplification_limit, response, sensitive_response, steepest};
pub use heat::firing_limit;
pub use hopf::{HopfPoint, hopf_points, lower_hopf_point, upper_hopf_point};
pub use jacobian::jacobian;
pub use kick::{Moving, kick_threshold, potential_after, threshold_width};
pub use onset::{Onset, OnsetKind, onset_in_window, onset_of_firing};
pub use pump::{potassium_lasts, pump_currents};
pub use recovery::Supernormal;
pub use refractory::SecondPulse;
pub use rest::{Rest, is_stable_at, rest, resting_state};
pub use spike::{SpikeShape, pulse_response, spike_shape};
pub use strength_duration::{Fit, Law, StrengthDuration, charge_at_once, chronaxie};
pub use threshold::{pulse_threshold, single_spike_rheobase};
pub use trajectory::{Piece, Trajectory};
pub use wave::{HeatBlock, Wave, Waves, heat_block, sketched_waves, waves};

use common::figure::FigureError;
use common::numerics::linalg::LinalgError;
use common::numerics::roots::RootError;
use common::numerics::steppers::StepperError;

/// Why a quantity has no value.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalysisError {
    /// It doesn't exist for this membrane.
    #[error("there is no {what}: {why}")]
    Absent {
        /// What was asked for.
        what: &'static str,
        /// Why there is none.
        why: String,
    },
    /// The equations could not be integrated.
    #[error(transparent)]
    Stepper(#[from] StepperError),
    /// An equation could not be solved.
    #[error(transparent)]
    Root(#[from] RootError),
    /// A matrix could not be handled.
    #[error(transparent)]
    Linalg(#[from] LinalgError),
}

impl AnalysisError {
    fn absent(what: &'static str, why: impl Into<String>) -> Self {
        Self::Absent {
            what,
            why: why.into(),
        }
    }
}

impl From<AnalysisError> for FigureError {
    fn from(error: AnalysisError) -> Self {
        Self::Model(error.to_string())
    }
}
