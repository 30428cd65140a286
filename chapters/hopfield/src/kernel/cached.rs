//! The other way: all fields kept, and changed when a spin flips.
//!
//! It is here to be measured against [`Network`](super::Network), and loses; the text says why.

#![allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]

use super::bits::{Memories, Spins};
use super::network::Network;
use super::vector::{Block, Computation, dispatch};

/// A network that keeps N times the field on every neuron.
pub struct CachedNetwork<'a> {
    memories: &'a Memories,
    spins: Spins,
    fields: Vec<i64>,
}

impl<'a> CachedNetwork<'a> {
    /// The network in this state.
    pub fn new(memories: &'a Memories, spins: Spins) -> Self {
        let network = Network::new(memories, spins.clone());
        Self {
            memories,
            spins,
            fields: network.fields(),
        }
    }

    /// The state.
    pub fn spins(&self) -> &Spins {
        &self.spins
    }

    /// N times the field on a neuron.
    pub fn field(&self, neuron: usize) -> i64 {
        self.fields[neuron]
    }

    /// Updates the neurons in this order, each into its field; counts the flips.
    pub fn sweep(&mut self, order: &[u32]) -> usize {
        let mut flips = 0;
        for &neuron in order {
            let neuron = neuron as usize;
            let (field, up) = (self.fields[neuron], self.spins.up(neuron));
            if (up && field < 0) || (!up && field > 0) {
                self.flip(neuron);
                flips += 1;
            }
        }
        flips
    }

    /// Turns a spin round, and every field with it: by 2 N J_ij s_j with the new s_j.
    pub fn flip(&mut self, neuron: usize) {
        self.spins.flip(neuron);
        let twice = if self.spins.up(neuron) { 2 } else { -2 };
        dispatch(Change {
            memories: self.memories,
            fields: &mut self.fields,
            neuron,
            twice,
        });
    }
}

struct Change<'a> {
    memories: &'a Memories,
    fields: &'a mut [i64],
    neuron: usize,
    twice: i64,
}

impl Computation for Change<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let row = self.memories.row(self.neuron);
        let count = self.memories.count() as i64;
        for (other, field) in self.fields.iter_mut().enumerate() {
            if other != self.neuron {
                let pairs = row.iter().zip(self.memories.row(other));
                let differing = pairs.fold(Block::ZERO, |sum, (a, b)| sum.plus(a.xor(*b).counts()));
                // N J_ij: memories that agree less those that differ.
                *field += self.twice * (count - 2 * differing.total() as i64);
            }
        }
    }
}
