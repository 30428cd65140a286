//! The order in which the neurons are updated.

use common::numerics::random::Stream;

common::choices! {
    /// In which order the neurons of a sweep are updated.
    pub enum Order {
        /// In a new random order in every sweep, each once.
        Shuffled = "shuffled",
        /// From the first to the last, in every sweep.
        InTurn = "in-turn",
        /// Drawn at random for each update: some never in a sweep, some twice.
        Drawn = "drawn",
    }
}

/// The orders of successive sweeps.
pub struct Orders {
    kind: Order,
    order: Vec<u32>,
}

impl Orders {
    /// Orders of this kind over so many neurons (fewer than 2³²).
    pub fn new(kind: Order, neurons: usize) -> Self {
        let order = (0..neurons as u32).collect();
        Self { kind, order }
    }

    /// Whether every sweep updates every neuron.
    pub fn complete(&self) -> bool {
        self.kind != Order::Drawn
    }

    /// The order of the next sweep.
    pub fn next(&mut self, random: &mut Stream) -> &[u32] {
        let neurons = self.order.len();
        match self.kind {
            Order::InTurn => {}
            Order::Shuffled => {
                // Fisher and Yates.
                for i in (1..neurons).rev() {
                    let j = random.below(i as u64 + 1) as usize;
                    self.order.swap(i, j);
                }
            }
            Order::Drawn => {
                for i in &mut self.order {
                    *i = random.below(neurons as u64) as u32;
                }
            }
        }
        &self.order
    }
}
