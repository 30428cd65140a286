//! Free energies of simulated networks, from their energies alone: d(f/T)/d(1/T) is the energy.

use crate::kernel::{Memories, Network, Order, Orders, Spins};
use crate::theory::glass_temperature;
use common::numerics::elementary::round;
use common::numerics::random::{Stream, stream};
use common::run::{Cancelled, Run};
use std::f64::consts::LN_2;

/// Temperature from which the memory's free energy is integrated: there its entropy is below 1e−4.
const COLD: f64 = 0.15;
/// Steps of inverse temperature from infinite temperature down to the coldest that is asked for.
const ANNEALING: usize = 16;
/// Steps of temperature from the coldest up along the retrieval state. The trapezoidal rule then errs
/// by less than 2e−4 where the figures ask, and on the other branch, too.
const HEATING: usize = 16;
/// Above the freezing temperature times this a network forgets its state within a few sweeps.
const QUICK: f64 = 1.25;

/// A network with random memories at a temperature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thermal {
    /// Number of neurons.
    pub neurons: usize,
    /// Loading.
    pub loading: f64,
    /// Sweeps at each temperature of the integration; a quarter of them where the network follows
    /// quickly: in a memory, and well above the temperature at which neurons freeze.
    pub sweeps: usize,
    /// Seed of memories and updates.
    pub seed: u64,
    /// Number of this replica: the same one has the same memories.
    pub replica: u64,
}

impl Thermal {
    fn memories(&self, random: &mut Stream) -> Memories {
        let count = (round(self.loading * self.neurons as f64) as usize).max(2);
        Memories::random(self.neurons, count, random)
    }

    fn quick(&self) -> usize {
        (self.sweeps / 4).max(2)
    }

    /// Free energies per neuron without overlap at these temperatures, on a way down from infinite
    /// temperature, where f/T = −ln 2 and the energy is zero.
    ///
    /// # Errors
    /// [`Cancelled`], if it was called off.
    pub fn glass(&self, temperatures: &[f64], run: &Run) -> Result<Vec<f64>, Cancelled> {
        let mut random = stream(self.seed, self.replica);
        let memories = self.memories(&mut random);
        let start = Spins::random(self.neurons, &mut random);
        let coldest = temperatures.iter().copied().fold(f64::INFINITY, f64::min);
        let step = |index: usize| index as f64 / (ANNEALING as f64 * coldest);
        let nodes = (1..=ANNEALING).map(step);
        let nodes = ordered(nodes.chain(temperatures.iter().map(|t| 1.0 / t)));
        let hot = QUICK * glass_temperature(self.loading);
        let sweeps = |temperature| {
            if temperature > hot {
                self.quick()
            } else {
                self.sweeps
            }
        };
        let mut course = Course::new(&memories, start, random);
        let energies = nodes.iter().map(|beta| {
            run.check()?;
            let temperature = 1.0 / beta;
            Ok(course.energy(temperature, sweeps(temperature)))
        });
        let energies = energies.collect::<Result<Vec<f64>, Cancelled>>()?;
        let reduced = integral((0.0, 0.0), -LN_2, &nodes, &energies);
        Ok(at(temperatures, &nodes, &reduced))
    }

    /// Free energies per neuron near a memory at these temperatures, on a way up from the cold memory,
    /// whose entropy is nothing.
    ///
    /// # Errors
    /// [`Cancelled`], if it was called off.
    pub fn memory(&self, temperatures: &[f64], run: &Run) -> Result<Vec<f64>, Cancelled> {
        let mut random = stream(self.seed, self.replica);
        let memories = self.memories(&mut random);
        let coldest = temperatures.iter().copied().fold(f64::INFINITY, f64::min);
        let hottest = temperatures.iter().copied().fold(0.0, f64::max);
        let cold = COLD.min(0.5 * coldest);
        let rise = |index: usize| cold + (hottest - cold) * index as f64 / HEATING as f64;
        let up = (0..=HEATING).map(|index| 1.0 / rise(index));
        let mut nodes = ordered(up.chain(temperatures.iter().map(|t| 1.0 / t)));
        nodes.reverse();
        let mut course = Course::new(&memories, memories.memory(0), random);
        let energies = nodes.iter().map(|beta| {
            run.check()?;
            Ok(course.energy(1.0 / beta, self.quick()))
        });
        let energies = energies.collect::<Result<Vec<f64>, Cancelled>>()?;
        let first = (nodes[0], energies[0]);
        let reduced = integral(first, first.0 * first.1, &nodes, &energies);
        Ok(at(temperatures, &nodes, &reduced))
    }
}

/// A network on its way through temperatures.
struct Course<'a> {
    network: Network<'a>,
    orders: Orders,
    random: Stream,
}

impl<'a> Course<'a> {
    fn new(memories: &'a Memories, start: Spins, random: Stream) -> Self {
        Self {
            network: Network::new(memories, start),
            orders: Orders::new(Order::InTurn, memories.neurons()),
            random,
        }
    }

    /// The mean energy per neuron over the second half of so many sweeps.
    fn energy(&mut self, temperature: f64, sweeps: usize) -> f64 {
        let first = sweeps / 2;
        let mut sum = 0.0;
        for sweep in 0..sweeps {
            let order = self.orders.next(&mut self.random);
            self.network
                .glauber_sweep(order, temperature, &mut self.random);
            if sweep >= first {
                sum += self.network.energy();
            }
        }
        sum / (sweeps - first) as f64
    }
}

/// These numbers in ascending order, each once.
fn ordered(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut all: Vec<f64> = numbers.collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

/// f/T at each node, by the trapezoidal rule from a first node with its energy and its f/T.
fn integral(first: (f64, f64), value: f64, nodes: &[f64], energies: &[f64]) -> Vec<f64> {
    let (mut before, mut total) = (first, value);
    nodes
        .iter()
        .zip(energies)
        .map(|(&node, &energy)| {
            total += 0.5 * (node - before.0) * (energy + before.1);
            before = (node, energy);
            total
        })
        .collect()
}

/// Free energies at these temperatures, each of which is among the nodes.
fn at(temperatures: &[f64], nodes: &[f64], reduced: &[f64]) -> Vec<f64> {
    let value = |temperature: &f64| {
        let index = nodes.iter().position(|node| *node == 1.0 / temperature);
        index.map_or(f64::NAN, |index| temperature * reduced[index])
    };
    temperatures.iter().map(value).collect()
}
