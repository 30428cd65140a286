//! What the figure shows: counted, followed and integrated.

use super::{FiCurve, KICK, START, STEP};
use crate::analysis::{
    self, AnalysisError, ClosedOrbit, CycleBranch, HopfPoint, Piece, Stay, Trajectory,
    count_spikes, is_stable_at, resting_state, slow_sweep,
};
use crate::figures::present;
use crate::kernel;
use crate::model::State;
use common::figure::FigureError;
use common::run::Run;

/// A potential against time.
pub(super) type Trace = (Vec<f64>, Vec<f64>);
/// Currents (µA/cm²) and potentials (mV) of steady states, and whether they are stable.
pub(super) type Steady = (bool, Vec<f64>, Vec<f64>);

/// Rates while the current goes up and down.
pub(super) struct Sweeps {
    pub(super) currents: Vec<f64>,
    pub(super) up: Vec<f64>,
    pub(super) down: Vec<f64>,
}

/// Everything that the figure shows.
pub(super) struct Found {
    /// The currents of the whole range, in µA/cm².
    pub(super) range: (f64, f64),
    /// Currents and spikes per second.
    pub(super) counted: (Vec<f64>, Vec<f64>),
    /// The same beyond the largest current asked for, to the end of the range.
    pub(super) beyond: (Vec<f64>, Vec<f64>),
    pub(super) branch: Option<CycleBranch>,
    pub(super) lower: Option<HopfPoint>,
    pub(super) upper: Option<HopfPoint>,
    pub(super) sweeps: Option<Sweeps>,
    pub(super) steady: Vec<Steady>,
    /// The rate (Hz) for ever after a step to the operating point's current.
    pub(super) rate: f64,
    /// After that step, and from the operating point's steady state after a kick.
    pub(super) traces: [Trace; 2],
}

/// Currents beyond those asked for.
const BEYOND: usize = 16;
/// How each current of the sweeps comes and stays, without the kick.
const STAY: Stay = Stay {
    approach: 300.0,
    counted: 400.0,
    kick: 0.0,
};
/// Currents of the sweeps within the bistable window; a few more stand on either side.
const WITHIN: usize = 10;
const ASIDE: usize = 4;
/// Points of the steady states' line.
const POTENTIALS: usize = 120;
/// Time shown before and after the step, and between two points, in ms.
pub(super) const SHOWN: (f64, f64) = (10.0, 120.0);
const EVERY: f64 = 0.2;

/// One of the parts that don't depend on one another.
enum Part {
    Branch(Option<CycleBranch>),
    Rates(Vec<f64>),
}

impl Found {
    pub(super) fn new(parameters: &FiCurve, run: &Run) -> Result<Self, FigureError> {
        let membrane = &parameters.membrane;
        let lower = present(analysis::lower_hopf_point(membrane))?;
        let upper = present(analysis::upper_hopf_point(membrane))?;
        let end = upper.map_or(parameters.to, |upper| 1.06 * upper.current);
        let end = parameters.to.max(end);
        // An operating point beyond the currents that are simulated is shown too.
        let low = parameters.from.min(0.0);
        let shown = if parameters.current > end {
            parameters.current + 0.03 * (parameters.current - low)
        } else {
            end
        };
        let range = (low, shown);
        let currents = parameters.sweep();
        let spacing = (end - parameters.to) / BEYOND as f64;
        let more: Vec<f64> = (1..=BEYOND)
            .map(|i| parameters.to + spacing * i as f64)
            .filter(|&current| spacing > 1e-9 && current > parameters.to)
            .collect();

        // The branch and the spikes, on the run's threads.
        let chunks = |currents: &[f64]| -> Vec<Vec<f64>> {
            currents
                .chunks(kernel::LANES)
                .map(<[f64]>::to_vec)
                .collect()
        };
        let work: Vec<Vec<f64>> = [vec![Vec::new()], chunks(&currents), chunks(&more)].concat();
        let start = membrane.steady_state(START);
        let done = run.map(&work, |currents| {
            if currents.is_empty() {
                return Ok(Part::Branch(present(analysis::branch_of_cycles(membrane))?));
            }
            let counts = count_spikes(membrane, &start, currents, parameters.duration, STEP)?;
            let rate = |count: usize| 1000.0 * count as f64 / parameters.duration;
            Ok::<_, FigureError>(Part::Rates(counts.into_iter().map(rate).collect()))
        })?;
        let mut branch = None;
        let mut rates = Vec::new();
        for part in done {
            match part {
                Part::Branch(found) => branch = found,
                Part::Rates(more) => rates.extend(more),
            }
        }
        let beyond = (more, rates.split_off(currents.len()));

        let sweeps = match (branch.as_ref().and_then(beginning), &lower) {
            (Some(first), Some(hopf)) if hopf.current > first.current => {
                sweeps(parameters, (first.current, hopf.current), run)?
            }
            _ => None,
        };
        Ok(Self {
            range,
            counted: (currents, rates),
            beyond,
            branch,
            lower,
            upper,
            sweeps,
            steady: steady_states(parameters, range)?,
            rate: analysis::firing_rate(membrane, parameters.current)?,
            traces: [from_rest(parameters)?, from_steady_state(parameters)?],
        })
    }

    /// The stable cycle of the smallest current.
    pub(super) fn beginning(&self) -> Option<&ClosedOrbit> {
        beginning(self.branch.as_ref()?)
    }

    /// By how much (Hz) a counted rate differs at most from that of the stable cycle at its current; where
    /// the membrane may also be silent, from the nearer of the two.
    pub(super) fn largest_difference(&self) -> f64 {
        let (low, high) = self.window().unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
        let marks = [&self.counted, &self.beyond];
        let marks = marks.into_iter().flat_map(|(x, y)| x.iter().zip(y));
        let apart = marks.map(|(&current, &counted)| match self.cycle_rate(current) {
            Some(_) if counted == 0.0 && current > low && current < high => 0.0,
            Some(rate) => (counted - rate).abs(),
            None => counted,
        });
        apart.fold(0.0, f64::max)
    }

    /// The rate of the stable cycle at a current, between two of the branch.
    fn cycle_rate(&self, current: f64) -> Option<f64> {
        let parts = self.branch.as_ref()?.parts().into_iter();
        let stable = parts.filter(|(stable, _)| *stable);
        let rates = stable.filter_map(|(_, orbits)| {
            orbits.windows(2).find_map(|pair| {
                let [one, other] = [pair[0], pair[1]];
                let part = (current - one.current) / (other.current - one.current);
                let between = (0.0..=1.0).contains(&part);
                between.then(|| one.rate() + part * (other.rate() - one.rate()))
            })
        });
        rates.reduce(f64::max)
    }

    /// The currents between which the membrane has a stable cycle beside a stable steady state.
    pub(super) fn window(&self) -> Option<(f64, f64)> {
        let (first, hopf) = (self.beginning()?, self.lower.as_ref()?);
        (hopf.current > first.current).then_some((first.current, hopf.current))
    }
}

fn beginning(branch: &CycleBranch) -> Option<&ClosedOrbit> {
    let parts = branch.parts().into_iter().filter(|(stable, _)| *stable);
    let orbits = parts.flat_map(|(_, part)| part);
    orbits.min_by(|a, b| a.current.total_cmp(&b.current))
}

/// Up from rest and down from firing, by the same currents, none of them at an edge of the window; none where
/// every one of them holds the membrane below its batteries.
fn sweeps(
    parameters: &FiCurve,
    (low, high): (f64, f64),
    run: &Run,
) -> Result<Option<Sweeps>, FigureError> {
    let membrane = &parameters.membrane;
    let spacing = (high - low) / WITHIN as f64;
    let count = WITHIN + 2 * ASIDE;
    let at = |i: usize| low + spacing * (i as f64 + 0.5 - ASIDE as f64);
    // With a leak of small conductance a negative current may hold the membrane far below every battery,
    // where gates grow too fast to be followed and nothing fires.
    let lowest = membrane.potassium_reversal.min(membrane.leak_reversal);
    let mut up = Vec::with_capacity(count);
    for current in (0..count).map(at) {
        if resting_state(membrane, current)?[0] >= lowest {
            up.push(current);
        }
    }
    let Some(&first) = up.first() else {
        return Ok(None);
    };
    let down: Vec<f64> = up.iter().rev().copied().collect();
    // Downwards it starts from rest at no current, so that it fires.
    let from_rest = resting_state(membrane, 0.0)?;
    let settled = resting_state(membrane, first)?;
    let kicked = Stay { kick: KICK, ..STAY };
    let ways = [(&up, settled, kicked), (&down, from_rest, STAY)];
    let rates = run.map(&ways, |(currents, start, stay)| {
        Ok::<_, FigureError>(slow_sweep(membrane, start, currents, *stay)?)
    })?;
    let mut rates = rates.into_iter();
    let (rising, falling) = (rates.next(), rates.next());
    let mut falling = falling.unwrap_or_default();
    falling.reverse();
    Ok(Some(Sweeps {
        currents: up,
        up: rising.unwrap_or_default(),
        down: falling,
    }))
}

/// The steady states over a range of currents, in stretches of equal stability.
fn steady_states(parameters: &FiCurve, range: (f64, f64)) -> Result<Vec<Steady>, FigureError> {
    let membrane = &parameters.membrane;
    let (low, high) = (
        resting_state(membrane, range.0)?[0],
        resting_state(membrane, range.1)?[0],
    );
    let mut potentials: Vec<f64> = (0..=POTENTIALS)
        .map(|i| low + (high - low) * i as f64 / POTENTIALS as f64)
        .collect();
    let hopf = analysis::hopf_points(membrane)?;
    let inside = |v: &f64| *v > low && *v < high;
    potentials.extend(hopf.iter().map(|point| point.potential).filter(inside));
    potentials.sort_by(f64::total_cmp);
    let mut stretches: Vec<Steady> = Vec::new();
    for pair in potentials.windows(2) {
        let stable = is_stable_at(membrane, 0.5 * (pair[0] + pair[1]))?;
        let current = |v: f64| membrane.steady_current(v);
        match stretches.last_mut() {
            Some((before, x, y)) if *before == stable => {
                x.push(current(pair[1]));
                y.push(pair[1]);
            }
            _ => stretches.push((
                stable,
                pair.iter().map(|&v| current(v)).collect(),
                pair.to_vec(),
            )),
        }
    }
    Ok(stretches)
}

/// At rest, then a step to the operating point's current.
fn from_rest(parameters: &FiCurve) -> Result<Trace, FigureError> {
    let rest = resting_state(&parameters.membrane, 0.0)?;
    trace(parameters, parameters.current, rest, 0.0)
}

/// At the operating point's steady state, then a kick.
fn from_steady_state(parameters: &FiCurve) -> Result<Trace, FigureError> {
    let current = parameters.current;
    let steady = resting_state(&parameters.membrane, current)?;
    trace(parameters, current, steady, parameters.kick)
}

fn trace(
    parameters: &FiCurve,
    current: f64,
    start: State,
    kick: f64,
) -> Result<Trace, FigureError> {
    let mut state = start;
    state[0] += kick;
    let (before, duration) = SHOWN;
    let piece = [Piece { current, duration }];
    let course =
        Trajectory::new(&parameters.membrane, &state, &piece, 1e-8).map_err(AnalysisError::from)?;
    let count = (duration / EVERY).round() as usize;
    let mut times = vec![-before, 0.0];
    let mut potentials = vec![start[0]; 2];
    for i in 0..=count {
        let time = i as f64 * EVERY;
        times.push(time);
        potentials.push(course.at(time).map_or(f64::NAN, |state| state[0]));
    }
    Ok((times, potentials))
}
