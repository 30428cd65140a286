//! The computations behind the chapter's numbers.
//!
//! Each takes the membrane and plain numbers, and answers at any membrane for which the question
//! has an answer; where it has none, the error says in one sentence why.

mod admittance;
mod branch;
mod counting;
mod cycles;
mod energy;
mod exceed;
mod feedback;
mod first_spike;
mod fold;
mod hopf;
mod jacobian;
mod kick;
mod onset;
mod rest;
mod spike;
mod threshold;
mod trajectory;

pub use admittance::{Resonance, resonance};
pub use branch::{ClosedOrbit, CycleBranch, branch_of_cycles};
pub use counting::{Stay, count_spikes, parts_of_step, slow_sweep};
pub use cycles::{Cycle, current_of_peak, cycle_at, firing_rate};
pub use energy::{SpikeCost, resting_cost, spike_cost};
pub use feedback::{fast_current, fast_slope, steady_slope, turn_of_the_loop};
pub use first_spike::{FirstSpike, first_spike};
pub use fold::saddle_node_of_cycles;
pub use hopf::{HopfPoint, hopf_points, lower_hopf_point, upper_hopf_point};
pub use jacobian::jacobian;
pub use kick::{Moving, kick_threshold, threshold_width};
pub use onset::{Onset, OnsetKind, onset_in_window, onset_of_firing};
pub use rest::{Rest, is_stable_at, rest, resting_state};
pub use spike::{SpikeShape, pulse_response, spike_shape};
pub use threshold::{pulse_threshold, single_spike_rheobase};
pub use trajectory::{Piece, Trajectory};

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
