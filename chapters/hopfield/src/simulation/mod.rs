//! What is simulated: runs of the packed network, their averages, and what is fitted to them.

pub mod capacity;
mod retrieval;

pub use retrieval::{Retrieval, Retrieved};
