//! The network as the text explains it: memories, couplings, dynamics.
//!
//! Spins are the numbers +1 and −1; a state and a memory are vectors of them.

mod dynamics;
mod memory;
mod network;
mod palimpsest;
mod pseudo_inverse;

pub use dynamics::{glauber_sweep, settle, sweep, update};
pub use memory::{overlap, random_memories};
pub use network::{Network, hebb};
pub use pseudo_inverse::pseudo_inverse;
