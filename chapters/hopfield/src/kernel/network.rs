//! The network's dynamics on packed bits.

#![allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]

use super::bits::{Memories, Spins};
use super::counters::Counters;
use super::order::Orders;
use super::vector::{Computation, dispatch};
use common::numerics::lanes::exp;
use common::numerics::random::Stream;

/// A network with Hebb's couplings, J_ii = 0, in some state.
#[derive(Debug, Clone)]
pub struct Network<'a> {
    memories: &'a Memories,
    spins: Spins,
    counters: Counters,
    odds: Odds,
}

/// How a run to a fixed point ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Sweeps made, the last without a flip if the state is a fixed point.
    pub sweeps: usize,
    /// Flips in all.
    pub flips: usize,
    /// Whether no spin wants to flip any more.
    pub fixed: bool,
}

impl<'a> Network<'a> {
    /// The network in this state, which must have as many spins as the memories have.
    pub fn new(memories: &'a Memories, spins: Spins) -> Self {
        let counters = Counters::new(memories, &spins);
        Self {
            memories,
            spins,
            counters,
            odds: Odds::default(),
        }
    }

    /// The state.
    pub fn spins(&self) -> &Spins {
        &self.spins
    }

    /// The counters of the memories' overlaps.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// The sum x^μ = Σ_i ξ_i^μ s_i, N times the overlap with a memory.
    pub fn agreement(&self, memory: usize) -> i64 {
        2 * self.counters.value(memory) - (self.memories.neurons() % 2) as i64
    }

    /// The overlap with a memory.
    pub fn overlap(&self, memory: usize) -> f64 {
        self.agreement(memory) as f64 / self.memories.neurons() as f64
    }

    /// The energy per neuron: −½ Σ_μ (m^μ)² + α/2.
    pub fn energy(&self) -> f64 {
        let neurons = self.memories.neurons() as f64;
        let squares: i64 = (0..self.memories.count())
            .map(|memory| self.agreement(memory).pow(2))
            .sum();
        let load = self.memories.count() as f64 / neurons;
        0.5 * load - 0.5 * squares as f64 / (neurons * neurons)
    }

    /// N times the field on a neuron: Σ_μ ξ_i^μ x^μ − P s_i, a whole number.
    #[inline(always)]
    pub fn field(&self, neuron: usize) -> i64 {
        let row = self.memories.row(neuron);
        let count = self.memories.count() as i64;
        let mut field = 4 * self.counters.weighted(row) - 2 * self.counters.sum();
        if self.memories.neurons() % 2 == 1 {
            // x^μ is then twice the counter less one.
            let ones = row.iter().map(|block| block.counts().total() as i64);
            field += count - 2 * ones.sum::<i64>();
        }
        if self.spins.up(neuron) {
            field - count
        } else {
            field + count
        }
    }

    /// N times the field on every neuron.
    pub fn fields(&self) -> Vec<i64> {
        dispatch(Fields { network: self })
    }

    #[inline(always)]
    fn flip(&mut self, neuron: usize) {
        let up = self.spins.up(neuron);
        self.counters.flip(self.memories.row(neuron), up);
        self.spins.flip(neuron);
    }

    /// Turns a spin round, whatever its field.
    pub fn force(&mut self, neuron: usize) {
        self.flip(neuron);
    }

    /// Updates the neurons in this order, each into its field; counts the flips.
    pub fn sweep(&mut self, order: &[u32]) -> usize {
        dispatch(Sweep {
            network: self,
            order,
        })
    }

    /// Sweeps until no spin flips, or so many times at most.
    pub fn settle(&mut self, orders: &mut Orders, most: usize, random: &mut Stream) -> Settled {
        let mut settled = Settled {
            sweeps: 0,
            flips: 0,
            fixed: false,
        };
        while settled.sweeps < most && !settled.fixed {
            let flips = self.sweep(orders.next(random));
            settled.sweeps += 1;
            settled.flips += flips;
            // Orders that draw may miss a neuron, so that a silent sweep proves nothing.
            settled.fixed = flips == 0 && (orders.complete() || self.is_fixed());
        }
        settled
    }

    /// Whether no spin would flip.
    pub fn is_fixed(&self) -> bool {
        self.unstable().is_empty()
    }

    /// The neurons that would flip, in ascending order.
    pub fn unstable(&self) -> Vec<u32> {
        dispatch(Unstable { network: self })
    }

    /// Updates all neurons at once, from the same state; counts the flips.
    pub fn parallel_step(&mut self) -> usize {
        let flipping = self.unstable();
        for &neuron in &flipping {
            self.flip(neuron as usize);
        }
        flipping.len()
    }

    /// One sweep at a temperature: each neuron in this order is drawn anew, up with the probability
    /// 1/(1 + e^(−2h/T)).
    pub fn glauber_sweep(&mut self, order: &[u32], temperature: f64, random: &mut Stream) {
        self.odds.prepare(temperature, self.memories.neurons());
        dispatch(Glauber {
            network: self,
            order,
            random,
        });
    }
}

/// Probabilities of a spin to be up at a temperature, each computed when it is first needed: fields are
/// whole numbers, and an exponential takes longer than a field.
#[derive(Debug, Clone, Default)]
struct Odds {
    temperature: f64,
    neurons: usize,
    /// For N h = −2N and up, in steps of two (all fields are even, or all odd); NaN where it is not known
    /// yet. Larger fields are computed each time.
    known: Vec<f64>,
}

impl Odds {
    fn prepare(&mut self, temperature: f64, neurons: usize) {
        if self.temperature != temperature || self.known.is_empty() {
            self.temperature = temperature;
            self.neurons = neurons;
            self.known.clear();
            self.known.resize(2 * neurons + 1, f64::NAN);
        }
    }

    #[inline(always)]
    fn up(&mut self, field: i64) -> f64 {
        let compute = || {
            let h = field as f64 / self.neurons as f64;
            1.0 / (1.0 + exp(-2.0 * h / self.temperature))
        };
        // An odd field shares its place with the even one below, which never occurs beside it.
        let place = (field >> 1) + self.neurons as i64;
        match self.known.get_mut(place as usize) {
            Some(known) => {
                if known.is_nan() {
                    *known = compute();
                }
                *known
            }
            None => compute(),
        }
    }
}

/// How many neurons ahead their memories are fetched, so that they are there when their turn comes.
const AHEAD: usize = 4;

struct Sweep<'a, 'b> {
    network: &'a mut Network<'b>,
    order: &'a [u32],
}

impl Computation for Sweep<'_, '_> {
    type Output = usize;

    #[inline(always)]
    fn call(self) -> usize {
        let mut flips = 0;
        for (index, &neuron) in self.order.iter().enumerate() {
            // In turn, the processor foresees them by itself.
            if let Some(&[before, .., next]) = self.order[index..].first_chunk::<AHEAD>()
                && next as usize != before as usize + AHEAD - 1
            {
                self.network.memories.fetch(next as usize);
            }
            let neuron = neuron as usize;
            let field = self.network.field(neuron);
            let up = self.network.spins.up(neuron);
            if (up && field < 0) || (!up && field > 0) {
                self.network.flip(neuron);
                flips += 1;
            }
        }
        flips
    }
}

struct Fields<'a, 'b> {
    network: &'a Network<'b>,
}

impl Computation for Fields<'_, '_> {
    type Output = Vec<i64>;

    #[inline(always)]
    fn call(self) -> Vec<i64> {
        let neurons = 0..self.network.memories.neurons();
        neurons.map(|i| self.network.field(i)).collect()
    }
}

struct Unstable<'a, 'b> {
    network: &'a Network<'b>,
}

impl Computation for Unstable<'_, '_> {
    type Output = Vec<u32>;

    #[inline(always)]
    fn call(self) -> Vec<u32> {
        let mut found = Vec::new();
        for neuron in 0..self.network.memories.neurons() {
            let field = self.network.field(neuron);
            let up = self.network.spins.up(neuron);
            if (up && field < 0) || (!up && field > 0) {
                found.push(neuron as u32);
            }
        }
        found
    }
}

struct Glauber<'a, 'b> {
    network: &'a mut Network<'b>,
    order: &'a [u32],
    random: &'a mut Stream,
}

impl Computation for Glauber<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for &neuron in self.order {
            let neuron = neuron as usize;
            let field = self.network.field(neuron);
            let up = self.network.odds.up(field);
            if (self.random.uniform() < up) != self.network.spins.up(neuron) {
                self.network.flip(neuron);
            }
        }
    }
}
