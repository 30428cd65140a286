//! One run: random memories, a start near one of them, sweeps to the end.

use crate::kernel::{Memories, Network, Order, Orders};
use common::numerics::elementary::round;
use common::numerics::random::stream;
use common::run::{Cancelled, Run};

/// A run at zero temperature from a memory, or from near one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retrieval {
    /// Number of neurons.
    pub neurons: usize,
    /// Number of memories.
    pub memories: usize,
    /// Overlap of the start with the first memory; as many spins as this asks for are turned
    /// round, chosen at random.
    pub start: f64,
    /// In which order the neurons are updated.
    pub order: Order,
    /// Sweeps at most.
    pub sweeps: usize,
    /// The run ends when the overlap falls below this: the memory is lost. −1 for never.
    pub lost: f64,
    /// Seed of the random numbers, which they share with no other replica.
    pub seed: u64,
    /// Number of this replica.
    pub replica: u64,
}

/// How a run went.
#[derive(Debug, Clone, PartialEq)]
pub struct Retrieved {
    /// Overlap with the memory, at the start and after every sweep.
    pub overlaps: Vec<f64>,
    /// Whether the last state is a fixed point.
    pub fixed: bool,
}

impl Retrieved {
    /// The overlap after so many sweeps, or at the end if that came before.
    pub fn after(&self, sweeps: usize) -> f64 {
        let last = self.overlaps.len() - 1;
        self.overlaps[sweeps.min(last)]
    }

    /// The overlap at the end.
    pub fn last(&self) -> f64 {
        self.after(usize::MAX)
    }
}

impl Retrieval {
    /// How many spins of the memory are wrong at the start.
    pub fn wrong(&self) -> usize {
        round(0.5 * (1.0 - self.start) * self.neurons as f64) as usize
    }

    /// Carries the run out.
    ///
    /// # Errors
    /// [`Cancelled`], if it was called off.
    pub fn run(&self, run: &Run) -> Result<Retrieved, Cancelled> {
        let mut random = stream(self.seed, self.replica);
        let memories = Memories::random(self.neurons, self.memories, &mut random);
        let mut spins = memories.memory(0);
        spins.corrupt(self.wrong(), &mut random);
        let mut network = Network::new(&memories, spins);
        let mut orders = Orders::new(self.order, self.neurons);
        let mut overlaps = vec![network.overlap(0)];
        let mut fixed = false;
        while !fixed && overlaps.len() <= self.sweeps && network.overlap(0) >= self.lost {
            run.check()?;
            fixed = network.settle(&mut orders, 1, &mut random).fixed;
            overlaps.push(network.overlap(0));
        }
        Ok(Retrieved { overlaps, fixed })
    }
}
