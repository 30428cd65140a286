//! What is simulated: runs of the packed network, their averages, and what is fitted to them.

pub mod capacity;
mod free_energy;
mod palimpsest;
mod projection;
mod retrieval;
mod statistics;

pub use free_energy::Thermal;
pub use palimpsest::{Forgetting, Palimpsest, averaged};
pub use projection::{Projection, Rule};
pub use retrieval::{Retrieval, Retrieved};
pub use statistics::{Fall, fall, fraction, line, mean};
