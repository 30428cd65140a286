//! How many memories a network keeps: runs from a memory at many loads.

mod recording;

pub use recording::recorded;

use super::{Retrieval, Retrieved, fall, line};
use crate::kernel::Order;
use common::figure::FigureError;
use common::numerics::elementary::{pow, round};
use common::param::Choice;
use common::run::Run;
use std::fmt::Write;

/// An overlap above this counts as a memory that is kept. Runs end when their overlap falls below 0.5, and
/// none has come to rest between that and 0.89.
pub const KEPT: f64 = 0.7;
/// A run of the recording ends when its overlap falls below this.
const LOST: f64 = 0.5;
/// Sweeps at most. No run that was recorded needed as many.
const SWEEPS: usize = 5000;
/// Seed of the recording.
const SEED: u64 = 1;
/// The cut-offs, in sweeps, that are recorded.
pub const CUTS: [usize; 3] = [10, 30, 100];

/// Runs that differ in nothing but the load.
struct Series {
    neurons: usize,
    start: f64,
    order: Order,
    loads: &'static [f64],
    replicas: u64,
}

/// What is recorded: four sizes, and at one of them other starts and other orders.
const SERIES: [Series; 8] = [
    Series::of(100_000, 1.0, Order::InTurn, &LARGE, 16),
    Series::of(31_623, 1.0, Order::InTurn, &MIDDLE, 40),
    Series::of(10_000, 1.0, Order::InTurn, &SMALL, 100),
    Series::of(3162, 1.0, Order::InTurn, &TINY, 100),
    Series::of(10_000, 1.0, Order::Shuffled, &SMALL, 50),
    Series::of(10_000, 1.0, Order::Drawn, &SMALL, 50),
    Series::of(10_000, 0.9, Order::InTurn, &SMALL, 50),
    Series::of(10_000, 0.8, Order::InTurn, &SMALL, 50),
];
const LARGE: [f64; 10] = [
    0.13, 0.136, 0.138, 0.139, 0.14, 0.141, 0.142, 0.145, 0.148, 0.1435,
];
const MIDDLE: [f64; 9] = [0.13, 0.134, 0.137, 0.139, 0.141, 0.143, 0.145, 0.148, 0.152];
const TINY: [f64; 9] = [0.12, 0.13, 0.14, 0.146, 0.152, 0.158, 0.164, 0.17, 0.18];
const SMALL: [f64; 11] = [
    0.12, 0.125, 0.13, 0.135, 0.14, 0.144, 0.148, 0.152, 0.156, 0.16, 0.17,
];

impl Series {
    const fn of(
        neurons: usize,
        start: f64,
        order: Order,
        loads: &'static [f64],
        replicas: u64,
    ) -> Self {
        Self {
            neurons,
            start,
            order,
            loads,
            replicas,
        }
    }

    /// The runs of each load.
    fn points(&self) -> impl Iterator<Item = Vec<Retrieval>> {
        self.loads.iter().zip(0_u64..).map(move |(load, number)| {
            let run = |replica| Retrieval {
                neurons: self.neurons,
                memories: round(load * self.neurons as f64) as usize,
                start: self.start,
                order: self.order,
                sweeps: SWEEPS,
                lost: LOST,
                seed: SEED,
                // Sizes, starts and orders share the streams, loads don't.
                replica: 1000 * number + replica,
            };
            (0..self.replicas).map(run).collect()
        })
    }
}

/// One row of the recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Number of neurons.
    pub neurons: usize,
    /// Number of memories.
    pub memories: usize,
    /// Overlap of the start.
    pub start: f64,
    /// The order of updates.
    pub order: Order,
    /// Number of the stream of random numbers.
    pub replica: u64,
    /// Whether the overlap was above [`KEPT`] after so many sweeps as [`CUTS`] says, or at the end.
    pub kept_after: [bool; 3],
    /// Overlap at the end.
    pub last: f64,
    /// Sweeps to the end.
    pub sweeps: usize,
}

impl Row {
    /// The load P/N.
    pub fn load(&self) -> f64 {
        self.memories as f64 / self.neurons as f64
    }

    /// Whether the memory was kept.
    pub fn kept(&self) -> bool {
        self.last > KEPT
    }

    /// The run of which this is the outcome.
    pub fn run(&self) -> Retrieval {
        Retrieval {
            neurons: self.neurons,
            memories: self.memories,
            start: self.start,
            order: self.order,
            sweeps: SWEEPS,
            lost: LOST,
            seed: SEED,
            replica: self.replica,
        }
    }

    /// The row that this run gives.
    pub fn of(run: &Retrieval, outcome: &Retrieved) -> Self {
        Self {
            neurons: run.neurons,
            memories: run.memories,
            start: run.start,
            order: run.order,
            replica: run.replica,
            kept_after: CUTS.map(|cut| outcome.after(cut) > KEPT),
            last: outcome.last(),
            sweeps: outcome.overlaps.len() - 1,
        }
    }
}

const HEADING: &str = "neurons,memories,start,order,stream,kept_10,kept_30,kept_100,overlap,sweeps";

/// Computes the recording: the table `data/capacity.csv`.
///
/// # Errors
/// If it was called off.
pub fn record(run: &Run) -> Result<String, FigureError> {
    let points: Vec<Vec<Retrieval>> = SERIES.iter().flat_map(Series::points).collect();
    table(&points, run)
}

/// The table of these runs, point by point.
///
/// # Errors
/// If it was called off.
pub fn table(points: &[Vec<Retrieval>], run: &Run) -> Result<String, FigureError> {
    let key = |one: &Retrieval| format!("{one:?}");
    let found = run.sweep(points, key, |one| {
        let row = Row::of(one, &one.run(run)?);
        let [a, b, c] = row.kept_after.map(|kept| f64::from(u8::from(kept)));
        Ok::<_, FigureError>(vec![a, b, c, row.last, row.sweeps as f64])
    })?;
    let mut table = format!("{HEADING}\n");
    for (run, numbers) in points.iter().flatten().zip(found.iter().flatten()) {
        let Retrieval {
            neurons,
            memories,
            start,
            replica,
            ..
        } = run;
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        // Writing into a string never fails.
        let _ = writeln!(
            table,
            "{neurons},{memories},{start},{},{replica},{}",
            run.order.name(),
            numbers.join(",")
        );
    }
    Ok(table)
}

/// The rows of a recorded table; what is no row is left out.
pub fn read(table: &str) -> Vec<Row> {
    table.lines().skip(1).filter_map(row).collect()
}

fn row(line: &str) -> Option<Row> {
    let mut fields = line.split(',');
    let mut next = || fields.next();
    Some(Row {
        neurons: next()?.parse().ok()?,
        memories: next()?.parse().ok()?,
        start: next()?.parse().ok()?,
        order: {
            let name = next()?;
            Order::OPTIONS.iter().find(|(one, _)| *one == name)?.1
        },
        replica: next()?.parse().ok()?,
        kept_after: [next()? == "1", next()? == "1", next()? == "1"],
        last: next()?.parse().ok()?,
        sweeps: next()?.parse().ok()?,
    })
}

/// Which of the recorded runs: one size, one start, one order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kind {
    /// Number of neurons.
    pub neurons: usize,
    /// Overlap of the start.
    pub start: f64,
    /// The order of updates.
    pub order: Order,
}

impl Kind {
    /// From the memory itself, the neurons in turn.
    pub fn plain(neurons: usize) -> Self {
        Self {
            neurons,
            start: 1.0,
            order: Order::InTurn,
        }
    }

    /// The rows of this kind, load by load.
    pub fn of(self, rows: &[Row]) -> Vec<Vec<Row>> {
        let mut groups: Vec<Vec<Row>> = Vec::new();
        let ours = |row: &&Row| {
            row.neurons == self.neurons && row.start == self.start && row.order == self.order
        };
        for row in rows.iter().filter(ours) {
            match groups
                .iter_mut()
                .find(|group| group[0].memories == row.memories)
            {
                Some(group) => group.push(row.clone()),
                None => groups.push(vec![row.clone()]),
            }
        }
        groups.sort_by_key(|group| group[0].memories);
        groups
    }
}

/// Load, successes, trials: what a fit of the fall needs, the memory being kept at the end or after
/// one of the [`CUTS`].
pub fn successes(groups: &[Vec<Row>], cut: Option<usize>) -> Vec<(f64, usize, usize)> {
    let count = |group: &Vec<Row>| {
        let kept = |row: &&Row| cut.map_or(row.kept(), |cut| row.kept_after[cut]);
        let kept = group.iter().filter(kept).count();
        (group[0].load(), kept, group.len())
    };
    groups.iter().map(count).collect()
}

/// The sizes of the recording, from the memory itself and in turn.
pub const SIZES: [usize; 4] = [3162, 10_000, 31_623, 100_000];

/// The load of an infinite network at which half of the runs keep their memory: a straight line
/// through the loads of the recorded sizes against N^(−exponent). Value, standard error, χ² per
/// degree of freedom and slope; nothing if a fall was not found.
pub fn extrapolated(rows: &[Row], exponent: f64) -> Option<(f64, f64, f64, f64)> {
    let mut points = Vec::new();
    for neurons in SIZES {
        let found = fall(&successes(&Kind::plain(neurons).of(rows), None))?;
        points.push((pow(neurons as f64, -exponent), found.middle, found.error));
    }
    let (value, error, slope, misfit) = line(&points);
    Some((value, error, misfit, slope))
}

/// Loads of the network that is small enough to be simulated while a reader waits.
pub const LIVE_LOADS: [f64; 10] = [
    0.12, 0.13, 0.14, 0.148, 0.156, 0.164, 0.172, 0.18, 0.2, 0.23,
];
