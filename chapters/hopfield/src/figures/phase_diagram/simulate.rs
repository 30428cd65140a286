//! Simulations on both sides of the lines.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a method's own lifetime is less general than the closure's"
)]

use super::PhaseDiagram;
use crate::figures::estimate::mean;
use crate::kernel::{Memories, Network, Order, Orders, Spins};
use crate::simulation::Thermal;
use crate::theory::{crossing_temperature, glass_temperature, retrieval_temperature};
use common::claim::Estimate;
use common::figure::FigureError;
use common::numerics::random::{Stream, stream};
use common::run::Run;

/// Loadings of the cuts through `T_M`, and temperatures over `T_M` at which each is simulated.
pub(super) const KEPT: ([f64; 3], [f64; 6]) = ([0.02, 0.06, 0.1], [0.4, 0.7, 0.85, 1.15, 1.3, 1.5]);
/// Loadings of the cuts through `T_g`, and temperatures over `T_g`.
pub(super) const FROZEN: ([f64; 2], [f64; 5]) = ([0.04, 0.13], [0.5, 0.65, 0.8, 1.2, 1.35]);
/// Loadings of the cuts through `T_c`.
pub(super) const LOWEST: [f64; 2] = [0.03, 0.04];
/// Temperatures of a cut through `T_c` over that temperature.
pub(super) const AROUND: [f64; 4] = [0.8, 0.9, 1.1, 1.2];
/// The cuts through `T_c` need networks larger by this factor: a small one falls from the glass into a
/// memory while it is cooled.
pub(super) const LARGER: usize = 2;

/// A simulated point of the plane.
pub(super) struct Mark {
    pub(super) loading: f64,
    pub(super) temperature: f64,
    pub(super) found: Estimate,
}

pub(super) struct Found {
    /// Overlap with the memory in which the network began.
    pub(super) kept: Vec<Mark>,
    /// Overlap of the network with itself, some sweeps later.
    pub(super) frozen: Vec<Mark>,
    /// Free energy of the retrieval state minus that of the state without overlap.
    pub(super) lowest: Vec<Mark>,
}

struct Simulation<'a> {
    parameters: &'a PhaseDiagram,
    neurons: usize,
    random: Stream,
    orders: Orders,
}

impl Simulation<'_> {
    fn new(parameters: &PhaseDiagram, neurons: usize, replica: u64) -> Simulation<'_> {
        Simulation {
            parameters,
            neurons,
            random: stream(parameters.seed.0, replica),
            orders: Orders::new(Order::InTurn, neurons),
        }
    }

    fn memories(&mut self, loading: f64) -> Memories {
        let neurons = self.neurons;
        let count = ((loading * neurons as f64).round() as usize).max(2);
        Memories::random(neurons, count, &mut self.random)
    }

    fn sweep(&mut self, network: &mut Network, temperature: f64) {
        let order = self.orders.next(&mut self.random);
        network.glauber_sweep(order, temperature, &mut self.random);
    }

    /// The mean of a number over the second half of so many sweeps.
    fn average(
        &mut self,
        network: &mut Network,
        temperature: f64,
        sweeps: usize,
        number: impl Fn(&Network) -> f64,
    ) -> f64 {
        let first = sweeps / 2;
        let mut sum = 0.0;
        for sweep in 0..sweeps {
            self.sweep(network, temperature);
            if sweep >= first {
                sum += number(network);
            }
        }
        sum / (sweeps - first) as f64
    }

    /// The overlap with a memory after a start in it.
    fn kept(&mut self, loading: f64, temperature: f64) -> f64 {
        let memories = self.memories(loading);
        let mut network = Network::new(&memories, memories.memory(0));
        let sweeps = self.parameters.sweeps;
        self.average(&mut network, temperature, sweeps, |now| now.overlap(0))
    }

    /// The overlap of a network, started at random, with itself after as many sweeps again.
    fn frozen(&mut self, loading: f64, temperature: f64) -> f64 {
        let memories = self.memories(loading);
        let start = Spins::random(self.neurons, &mut self.random);
        let mut network = Network::new(&memories, start);
        let sweeps = self.parameters.sweeps;
        for _ in 0..sweeps {
            self.sweep(&mut network, temperature);
        }
        let before = network.spins().clone();
        for _ in 0..sweeps {
            self.sweep(&mut network, temperature);
        }
        before.overlap(network.spins())
    }
}

/// Points of some cuts: each loading with each of its temperatures.
fn points(
    loadings: &[f64],
    parts: &[f64],
    scale: impl Fn(f64) -> Result<f64, FigureError>,
) -> Result<Vec<(f64, f64)>, FigureError> {
    let mut all = Vec::new();
    for &loading in loadings {
        let unit = scale(loading)?;
        all.extend(parts.iter().map(|part| (loading, part * unit)));
    }
    Ok(all)
}

/// A number at each point, in several networks each.
fn at_points(
    parameters: &PhaseDiagram,
    run: &Run,
    from: u64,
    points: &[(f64, f64)],
    number: impl Fn(&mut Simulation, f64, f64) -> f64 + Sync,
) -> Result<Vec<Mark>, FigureError> {
    let networks = parameters.networks;
    let jobs: Vec<(usize, u64)> = (0..points.len() * networks)
        .map(|job| (job / networks, from + job as u64))
        .collect();
    let all = run.map(&jobs, |&(index, replica)| {
        let (loading, temperature) = points[index];
        let mut simulation = Simulation::new(parameters, parameters.neurons, replica);
        Ok::<_, FigureError>(number(&mut simulation, loading, temperature))
    })?;
    let marks = points.iter().zip(all.chunks(networks));
    Ok(marks
        .map(|(&(loading, temperature), values)| Mark {
            loading,
            temperature,
            found: mean(values),
        })
        .collect())
}

pub(super) fn simulate(parameters: &PhaseDiagram, run: &Run) -> Result<Found, FigureError> {
    let kept = points(&KEPT.0, &KEPT.1, |loading| {
        Ok(retrieval_temperature(loading)?)
    })?;
    let frozen = points(&FROZEN.0, &FROZEN.1, |loading| {
        Ok(glass_temperature(loading))
    })?;
    let kept = at_points(parameters, run, 0, &kept, |one, a, t| one.kept(a, t))?;
    let frozen = at_points(parameters, run, 100_000, &frozen, |one, a, t| {
        one.frozen(a, t)
    })?;
    let jobs: Vec<(usize, u64)> = (0..LOWEST.len())
        .flat_map(|index| (0..parameters.networks as u64).map(move |one| (index, one)))
        .collect();
    let cuts = points(&LOWEST, &AROUND, |loading| {
        Ok(crossing_temperature(loading)?)
    })?;
    let all = run.map(&jobs, |&(index, one)| {
        let cut = &cuts[index * AROUND.len()..(index + 1) * AROUND.len()];
        let temperatures: Vec<f64> = cut.iter().map(|point| point.1).collect();
        let network = Thermal {
            neurons: LARGER * parameters.neurons,
            loading: LOWEST[index],
            sweeps: parameters.sweeps,
            seed: parameters.seed.0,
            replica: 200_000 + 1000 * index as u64 + one,
        };
        let memory = network.memory(&temperatures, run)?;
        let glass = network.glass(&temperatures, run)?;
        let pairs = memory.iter().zip(glass);
        Ok::<_, FigureError>(
            pairs
                .map(|(memory, glass)| memory - glass)
                .collect::<Vec<f64>>(),
        )
    })?;
    let lowest = cuts
        .iter()
        .enumerate()
        .map(|(number, &(loading, temperature))| {
            let (index, part) = (number / AROUND.len(), number % AROUND.len());
            let group = &all[index * parameters.networks..(index + 1) * parameters.networks];
            Mark {
                loading,
                temperature,
                found: mean(&group.iter().map(|one| one[part]).collect::<Vec<_>>()),
            }
        });
    Ok(Found {
        kept,
        frozen,
        lowest: lowest.collect(),
    })
}
