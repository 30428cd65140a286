//! Networks that go on learning, and what they still know.

use super::{Projection, mean};
use crate::kernel::{self, Memories, Order, Orders, Spins};
use crate::model::{self, Network, overlap, random_memories};
use common::numerics::elementary::{exp, ln};
use common::numerics::random::stream;
use common::run::{Cancelled, Run};

/// How a network makes room for new memories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Forgetting {
    /// Not at all: Hebb's rule.
    Never,
    /// All memories fade by 1 − ε/N with every new one.
    Fading(f64),
    /// Couplings stop at ±A/√N.
    Bounded(f64),
}

/// A network that has learned for a long time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palimpsest {
    /// Number of neurons.
    pub neurons: usize,
    /// How it forgets.
    pub forgetting: Forgetting,
    /// Seed of the memories.
    pub seed: u64,
    /// Number of this replica.
    pub replica: u64,
}

/// Sweeps at most.
const SWEEPS: usize = 60;
/// Memories, over N, after which a network that forgets nothing is asked.
const LONG: f64 = 3.0;
/// The same with bounds of the couplings, which are reached after some A² N memories.
const SETTLED: f64 = 1.2;
/// A weight below this has faded to nothing: all that are left out add 10⁻⁶ to the noise of all others.
const FADED: f64 = 1e-3;

impl Palimpsest {
    /// How many memories it has learned.
    pub fn learned(&self) -> usize {
        let times = match self.forgetting {
            Forgetting::Fading(rate) => -ln(FADED) / rate,
            Forgetting::Never => LONG,
            Forgetting::Bounded(_) => SETTLED,
        };
        (times * self.neurons as f64) as usize
    }

    /// The overlaps to which the network goes from the memories of these ages (0 for the latest). If
    /// memories fade, it is not followed to its end when the overlap has fallen below `lost` (−1 for
    /// never).
    ///
    /// # Errors
    /// [`Cancelled`], if it was called off.
    pub fn recalled(&self, ages: &[usize], lost: f64, run: &Run) -> Result<Vec<f64>, Cancelled> {
        let mut random = stream(self.seed, self.replica);
        let memories = random_memories(self.neurons, self.learned(), &mut random);
        let by_age = |age: usize| &memories[memories.len() - 1 - age];
        match self.forgetting {
            Forgetting::Bounded(bound) => {
                let mut network = Network::blank(self.neurons);
                for memory in &memories {
                    run.check()?;
                    network.learn_bounded(memory, bound);
                }
                let order: Vec<usize> = (0..self.neurons).collect();
                let settled = |&age: &usize| {
                    let mut spins = by_age(age).clone();
                    model::settle(&network, &mut spins, &order, SWEEPS);
                    overlap(by_age(age), &spins)
                };
                Ok(ages.iter().map(settled).collect())
            }
            Forgetting::Never => {
                // All weights are equal, so that the kernel does it.
                let up = |mu: usize, i: usize| memories[mu][i] > 0.0;
                let packed = Memories::from_fn(self.neurons, memories.len(), up);
                let mut orders = Orders::new(Order::InTurn, self.neurons);
                let mut overlaps = Vec::new();
                for &age in ages {
                    run.check()?;
                    let memory = memories.len() - 1 - age;
                    let start = Spins::from_fn(self.neurons, |i| up(memory, i));
                    let mut network = kernel::Network::new(&packed, start);
                    network.settle(&mut orders, SWEEPS, &mut random);
                    overlaps.push(network.overlap(memory));
                }
                Ok(overlaps)
            }
            Forgetting::Fading(rate) => {
                let last = memories.len() - 1;
                let kept = ln_weight(rate, self.neurons);
                let weight = |mu: usize| exp((last - mu) as f64 * kept);
                let weights: Vec<f64> = (0..memories.len()).map(weight).collect();
                let mut network = Projection::weighted(&memories, &weights);
                let order: Vec<u32> = (0..self.neurons as u32).collect();
                let mut overlaps = Vec::new();
                for &age in ages {
                    run.check()?;
                    network.set(by_age(age));
                    let mut now = 1.0;
                    for _ in 0..SWEEPS {
                        let flips = network.sweep(&order);
                        now = overlap(by_age(age), network.spins());
                        if flips == 0 || now < lost {
                            break;
                        }
                    }
                    overlaps.push(now);
                }
                Ok(overlaps)
            }
        }
    }
}

/// The logarithm of 1 − ε/N.
fn ln_weight(rate: f64, neurons: usize) -> f64 {
    common::numerics::elementary::ln_1p(-rate / neurons as f64)
}

/// Means over replicas, with standard errors, for each age.
pub fn averaged(all: &[Vec<f64>]) -> Vec<(f64, f64)> {
    let ages = all.first().map_or(0, Vec::len);
    (0..ages)
        .map(|age| mean(&all.iter().map(|one| one[age]).collect::<Vec<_>>()))
        .collect()
}
