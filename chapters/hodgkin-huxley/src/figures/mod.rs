//! The figures of the chapter, one file each.

mod all_or_none;
mod anatomy;
mod channels;
mod energy;
mod feedback;
mod fi_curve;
mod gates;
mod propagation;
mod refractory;
mod resting_balance;
mod spike;
mod strength_duration;
mod velocity;

pub use all_or_none::{AllOrNone, all_or_none};
pub use anatomy::anatomy;
pub use channels::{Channels, channels};
pub use energy::{Energy, energy};
pub use feedback::{Feedback, feedback};
pub use fi_curve::{FiCurve, fi_curve};
pub use gates::{Gates, gates};
pub use propagation::{Along, propagation};
pub use refractory::{Refractory, refractory};
pub use resting_balance::{Batteries, RestingBalance, resting_balance};
pub use spike::{Spike, spike};
pub use strength_duration::{Strength, strength_duration_figure};
pub use velocity::{Velocity, velocity};

use crate::analysis::AnalysisError;
use common::chapter::FigureEntry;
use common::figure::FigureError;

/// Evaluations of the membrane's equations for one response, about, where gates are not much faster than the squid's.
const EVALUATIONS: f64 = 1500.0;

/// What a membrane may lack is nothing; what went wrong is an error.
fn present<T>(found: Result<T, AnalysisError>) -> Result<Option<T>, FigureError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(AnalysisError::Absent { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// All figures, in the order of the text.
#[allow(clippy::too_many_lines, reason = "a list, one entry for each figure")]
pub fn all() -> Vec<FigureEntry> {
    vec![
        FigureEntry::new(
            "anatomy",
            "a neuron and a patch of its membrane",
            "chapters/hodgkin-huxley/src/figures/anatomy.rs",
            anatomy,
        ),
        FigureEntry::new(
            "resting-balance",
            "the currents that cancel at rest, those of a pump, and what rest costs",
            "chapters/hodgkin-huxley/src/figures/resting_balance.rs",
            resting_balance,
        ),
        FigureEntry::new(
            "gates",
            "steady states and time constants of the gates against the membrane potential",
            "chapters/hodgkin-huxley/src/figures/gates.rs",
            gates,
        ),
        FigureEntry::new(
            "channels",
            "single channels under a step of the potential, their sum, and how it fluctuates",
            "chapters/hodgkin-huxley/src/figures/channels.rs",
            channels,
        )
        .exploring([("pool", 100_000.into())]),
        FigureEntry::new(
            "feedback",
            "the instantaneous current-voltage curve, and the kicks that fire",
            "chapters/hodgkin-huxley/src/figures/feedback.rs",
            feedback,
        )
        .leading(["potential", "delay", "margin", "temperature"]),
        FigureEntry::new(
            "strength-duration",
            "threshold of a pulse against its duration, with two laws fitted",
            "chapters/hodgkin-huxley/src/figures/strength_duration.rs",
            strength_duration_figure,
        )
        .exploring([("durations", 10.into())]),
        FigureEntry::new(
            "all-or-none",
            "height of the response against the size of a pulse, in the cold and in the warm",
            "chapters/hodgkin-huxley/src/figures/all_or_none.rs",
            all_or_none,
        )
        .exploring([("temperatures", 3.into()), ("pulses", 8.into())]),
        FigureEntry::new(
            "spike",
            "potential, gates, conductances and currents through one spike",
            "chapters/hodgkin-huxley/src/figures/spike.rs",
            spike,
        )
        .leading(["current", "stimulus", "window", "temperature"]),
        FigureEntry::new(
            "refractory",
            "threshold of a second pulse against its delay after a spike",
            "chapters/hodgkin-huxley/src/figures/refractory.rs",
            refractory,
        ),
        FigureEntry::new(
            "fi-curve",
            "firing rate against a step of current",
            "chapters/hodgkin-huxley/src/figures/fi_curve.rs",
            fi_curve,
        )
        .exploring([("currents", 40.into()), ("duration", 300.0.into())])
        .leading([
            "current",
            "kick",
            "temperature",
            "from",
            "to",
            "currents",
            "duration",
        ]),
        FigureEntry::new(
            "energy",
            "sodium entry and ATP of a spike against temperature",
            "chapters/hodgkin-huxley/src/figures/energy.rs",
            energy,
        )
        .exploring([("temperatures", 7.into())]),
        FigureEntry::new(
            "propagation",
            "a spike on its way along an axon, in space and time",
            "chapters/hodgkin-huxley/src/figures/propagation.rs",
            propagation,
        )
        .leading([
            "stimulus",
            "duration",
            "radius",
            "temperature",
            "length",
            "window",
        ]),
        FigureEntry::new(
            "velocity",
            "speed of a spike against the axon's diameter and temperature",
            "chapters/hodgkin-huxley/src/figures/velocity.rs",
            velocity,
        ),
    ]
}
