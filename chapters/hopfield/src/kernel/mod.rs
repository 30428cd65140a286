//! The network on packed bits: what the model computes, for a hundred thousand neurons.
//!
//! The couplings are never formed. With x^μ = Σ_i ξ_i^μ s_i, the field on a neuron is
//! N h_i = Σ_μ ξ_i^μ x^μ − P s_i, so it is enough to keep the P overlaps ([`Counters`]): 64 memories
//! in a word, one bit of their overlaps in each of a dozen planes. A field is then a few ANDs and
//! population counts, exact in integers; a flip is a ripple of carries through the planes.

mod bits;
mod cached;
mod counters;
mod network;
mod order;
mod vector;

pub use bits::{Memories, Spins};
pub use cached::CachedNetwork;
pub use counters::Counters;
pub use network::{Network, Settled};
pub use order::{Order, Orders};
pub use vector::{Width, width};
