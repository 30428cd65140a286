//! Where the potential is found, read from simulations.

use crate::model::noise::{Ends, NoisyStep};
use crate::model::{Neuron, State};
use common::claim::Estimate;
use common::numerics::elementary::sqrt;
use common::numerics::random::Stream;

/// Cells of equal width along the potential.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// The lower edge of the lowest, in mV.
    pub low: f64,
    /// The width of each, in mV.
    pub width: f64,
    /// How many there are.
    pub cells: usize,
}

impl Grid {
    /// The edge below the cell of this number, in mV.
    pub fn edge(&self, cell: usize) -> f64 {
        self.low + cell as f64 * self.width
    }

    /// The middle of the cell of this number, in mV.
    pub fn middle(&self, cell: usize) -> f64 {
        self.low + (cell as f64 + 0.5) * self.width
    }

    fn cell(&self, v: f64) -> Option<usize> {
        let cell = ((v - self.low) / self.width).floor();
        (cell >= 0.0 && cell < self.cells as f64).then_some(cell as usize)
    }
}

/// Readings of one replica.
#[derive(Debug, Clone, PartialEq)]
pub struct Occupation {
    /// How often the potential was found in each cell.
    pub cells: Vec<u64>,
    /// How often the neuron was refractory.
    pub refractory: u64,
    /// All readings.
    pub readings: u64,
    /// Spikes.
    pub spikes: u64,
    /// How long the replica was watched, in ms.
    pub time: f64,
}

impl Occupation {
    pub(super) fn new(grid: &Grid) -> Self {
        Self {
            cells: vec![0; grid.cells],
            refractory: 0,
            readings: 0,
            spikes: 0,
            time: 0.0,
        }
    }

    pub(super) fn read(&mut self, grid: &Grid, state: State) {
        self.readings += 1;
        if state.held > 0.0 {
            self.refractory += 1;
        } else if let Some(cell) = grid.cell(state.potential) {
            self.cells[cell] += 1;
        }
    }

    /// The density (1/mV) in every cell, with its standard error over the replicas that were read at
    /// all; nothing if fewer than two were.
    pub fn densities(replicas: &[Self], grid: &Grid) -> Vec<Estimate> {
        let read: Vec<&Self> = replicas.iter().filter(|one| one.readings > 0).collect();
        if read.len() < 2 {
            return Vec::new();
        }
        let density =
            |cell| move |one: &&Self| one.cells[cell] as f64 / (one.readings as f64 * grid.width);
        (0..grid.cells)
            .map(|cell| over_replicas(&read, density(cell)))
            .collect()
    }

    /// Spikes of all replicas.
    pub fn spikes(replicas: &[Self]) -> u64 {
        replicas.iter().map(|one| one.spikes).sum()
    }

    /// The rate (Hz), with its standard error over replicas.
    pub fn rate(replicas: &[Self]) -> Estimate {
        over_replicas(replicas, |one| 1000.0 * one.spikes as f64 / one.time)
    }
}

/// The mean of a number over replicas and its standard error.
pub(super) fn over_replicas<T>(replicas: &[T], number: impl Fn(&T) -> f64) -> Estimate {
    let n = replicas.len() as f64;
    let mean = replicas.iter().map(&number).sum::<f64>() / n;
    let square = |one| (number(one) - mean) * (number(one) - mean);
    let variance = replicas.iter().map(square).sum::<f64>() / (n - 1.0);
    Estimate::random(mean, sqrt(variance / n))
}

/// How long (ms) a neuron that starts at its reset is left to itself before it is watched: ten time
/// constants, and where the drive alone fires it a random part of an interval more. Noise that is
/// weak against the drive may never blur the moment of the first spike, and replicas that all start
/// with it would all be watched from the same phase.
pub(super) fn settling(neuron: &Neuron, drive: f64, stream: &mut Stream) -> f64 {
    let long = 10.0 * neuron.time_constant;
    let rate = neuron.rate(drive);
    if rate > 0.0 {
        long + stream.uniform() * 1000.0 / rate
    } else {
        long
    }
}

/// The state after one step of the noisy membrane, whose threshold is looked for between its ends;
/// each spike is told.
fn noisy_advance(
    neuron: &Neuron,
    (drive, noise): (f64, f64),
    state: State,
    whole: &NoisyStep,
    stream: &mut Stream,
    spikes: &mut u64,
) -> State {
    if state.held >= whole.duration {
        let held = state.held - whole.duration;
        return State { held, ..state };
    }
    let mut v = state.potential;
    let mut step = *whole;
    if state.held > 0.0 {
        step = NoisyStep::new(neuron, noise, whole.duration - state.held);
    }
    loop {
        let next = step.advance(v, drive, stream.normal());
        let ends = Ends {
            before: neuron.threshold - v,
            after: neuron.threshold - next,
        };
        if !step.touches(ends, stream) {
            return State {
                potential: next,
                held: 0.0,
            };
        }
        *spikes += 1;
        v = neuron.reset;
        let left = step.duration - step.moment(ends, stream) - neuron.refractory_period;
        if left <= 0.0 {
            return State {
                potential: v,
                held: -left,
            };
        }
        step = NoisyStep::new(neuron, noise, left);
    }
}

/// A neuron under white noise, read every `step` ms for `time` ms by a clock that its spikes don't
/// set.
pub fn occupation(
    neuron: &Neuron,
    (drive, noise): (f64, f64),
    (step, time): (f64, f64),
    grid: &Grid,
    stream: &mut Stream,
) -> Occupation {
    let whole = NoisyStep::new(neuron, noise, step);
    let mut found = Occupation::new(grid);
    let mut state = State {
        potential: neuron.reset,
        held: 0.0,
    };
    let settle = (settling(neuron, drive, stream) / step).ceil() as u64;
    for _ in 0..settle {
        state = noisy_advance(neuron, (drive, noise), state, &whole, stream, &mut 0);
    }
    let readings = (time / step).ceil() as u64;
    for _ in 0..readings {
        let spikes = &mut found.spikes;
        state = noisy_advance(neuron, (drive, noise), state, &whole, stream, spikes);
        found.read(grid, state);
    }
    found.time = readings as f64 * step;
    found
}
