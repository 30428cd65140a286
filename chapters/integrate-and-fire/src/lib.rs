//! Chapter 4: the leaky integrator.
//!
//! [`model`] is the neuron as the text explains it; [`kernel`] the same for many spikes;
//! [`analysis`] and, under noise, [`stochastic`] what can be asked of it; [`figures`] and [`claims`] what the text shows and states.

#![warn(missing_docs)]

pub mod analysis;
pub mod claims;
pub mod figures;
pub mod kernel;
pub mod model;
pub mod stochastic;

use common::chapter::Chapter;
use common::claim::natively;

/// The chapter, with its figures and its claims.
pub fn chapter() -> Chapter {
    Chapter {
        name: "integrate-and-fire",
        title: "The leaky integrator",
        figures: figures::all(),
        claims: natively(claims::all),
    }
}
