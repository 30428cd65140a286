//! How fast a spike runs, by the cable equation.

use super::{AnalysisError, rest, resting_state};
use crate::kernel::axon::{FastCable, Trace};
use crate::kernel::{OPEN, charging_rate};
use crate::model::axon::{Axon, Grid};
use common::numerics::elementary::{log10, pow, sqrt};
use common::numerics::roots::brent;
use std::f64::consts::PI;

/// A current into one end of an axon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Injection {
    /// The current, in nA.
    pub current: f64,
    /// How long it flows, from time zero, in ms.
    pub duration: f64,
}

/// What is seen of an axon after a stimulus.
#[derive(Debug, Clone, PartialEq)]
pub struct Propagation {
    /// Times of the pictures, in ms.
    pub times: Vec<f64>,
    /// V (mV) in each compartment at these times.
    pub pictures: Vec<Vec<f64>>,
    /// V (mV) in the chosen compartments after each step.
    pub traces: Vec<Vec<f64>>,
}

impl Axon {
    /// The steady current (µA) per mV into the end of a long axon whose membrane conducts so much
    /// (mS/cm²) everywhere: what it takes per displacement of the end.
    pub fn input_conductance(&self, conductance: f64) -> f64 {
        let time_constant = self.membrane.capacitance / conductance;
        let length_constant = sqrt(self.diffusivity() * time_constant);
        2.0 * PI * self.radius_cm() * length_constant * conductance
    }

    /// A current (nA) into a compartment of this length (cm), per area of its membrane: µA/cm².
    pub fn density(&self, current: f64, length: f64) -> f64 {
        1e-3 * current / (2.0 * PI * self.radius_cm() * length)
    }
}

/// The axon, at rest until time zero, after a current into its first compartment: a picture every so
/// many steps, and the potential of some compartments after each.
///
/// # Errors
/// [`AnalysisError`], if there is no resting state.
pub fn propagate(
    axon: &Axon,
    grid: &Grid,
    stimulus: &Injection,
    duration: f64,
    every: usize,
    compartments: &[usize],
) -> Result<Propagation, AnalysisError> {
    let start = resting_state(&axon.membrane, 0.0)?;
    let mut cable = FastCable::new(axon, grid, &start);
    let mut traces: Vec<Trace> = compartments.iter().map(|&i| cable.trace(i)).collect();
    let injected = axon.density(stimulus.current, grid.length);
    let on = (stimulus.duration / grid.step).round() as usize;
    let all = (duration / grid.step).round() as usize;
    let (mut times, mut pictures) = (vec![0.0], vec![cable.potential()]);
    let mut done = 0;
    while done < all {
        // Up to the next picture or the end of the current, whichever comes first.
        let picture = (done / every.max(1) + 1) * every.max(1);
        let next = if done < on { picture.min(on) } else { picture }.min(all);
        let current = if done < on { injected } else { 0.0 };
        cable.advance(next - done, current, &mut traces);
        done = next;
        if done % every.max(1) == 0 {
            times.push(done as f64 * grid.step);
            pictures.push(cable.potential());
        }
    }
    let traces = traces.into_iter().map(|trace| trace.potential).collect();
    Ok(Propagation {
        times,
        pictures,
        traces,
    })
}

/// When a potential sampled every `step` first rises through a level: the cubic through the two
/// samples before and the two after, fourth order in the step.
pub fn arrival(potential: &[f64], step: f64, level: f64) -> Option<f64> {
    let i = potential
        .windows(4)
        .position(|four| four[1] < level && four[2] >= level)?;
    let four = &potential[i..i + 4];
    let cubic = |s: f64| {
        let (a, b, c) = (s + 1.0, s - 1.0, s - 2.0);
        -four[0] * s * b * c / 6.0 + 0.5 * four[1] * a * b * c - 0.5 * four[2] * a * s * c
            + four[3] * a * s * b / 6.0
            - level
    };
    let part = brent(cubic, 0.0, 1.0, 0.0).ok()?;
    Some(((i + 1) as f64 + part) * step)
}

/// Lengths and times of an axon on which a speed can be measured: lengths in units of
/// √(a/(2 Rᵢ C)) × √(1 ms), so that they are the same for every radius.
#[derive(Debug, Clone, Copy)]
struct Bench {
    /// The axon's length; its speed is taken over the three last sixths but one.
    length: f64,
    /// A compartment's length, and the step (ms).
    spacing: f64,
    step: f64,
    /// How long the current flows, and how long an arrival is waited for, in ms.
    stimulus: f64,
    patience: f64,
}

/// The speed (m/s) of a spike on an axon, from the cable equation: two runs, the second with half the
/// step and half the spacing, extrapolated to none (errors fall with the fourth power, then). Where
/// the spike takes long to settle, as close to the heat block, a longer axon is taken.
///
/// # Errors
/// [`AnalysisError::Absent`] if a strong current into one end makes no spike that arrives, or none
/// that settles.
pub fn cable_speed(axon: &Axon) -> Result<f64, AnalysisError> {
    let factor = axon.membrane.temperature_factor();
    let (rate, stimulus) = rough_speed(axon)?;
    // The shape settles while the gates do: in a time, not in a length. The front needs a fineness
    // set by the speed.
    let mut settled = (33.0 / factor).min(MOST_RISES / (rate * rate));
    for _ in 0..4 {
        let fine = Bench {
            length: rate * settled,
            spacing: 0.07 / rate,
            step: 0.055 / (rate * rate),
            stimulus,
            patience: 3.0 * settled,
        };
        let finer = Bench {
            spacing: 0.5 * fine.spacing,
            step: 0.5 * fine.step,
            ..fine
        };
        let once = measured(axon, &fine)?.ok_or_else(failed)?;
        if let Some(once) = limit(once) {
            let twice = measured(axon, &finer)?.ok_or_else(failed)?;
            let twice = limit(twice).unwrap_or(twice[2]);
            let speed = twice + (twice - once) / 3.0;
            return Ok(10.0 * speed * sqrt(axon.diffusivity()));
        }
        settled *= 2.0;
    }
    let why = "the speed of the spike is still changing at the end of a very long axon";
    Err(AnalysisError::absent("travelling spike", why))
}

/// The same from one run, on compartments of about a twentieth of the wave's own length, less where the
/// membrane charges much faster than the wave rises, rounded down to a round number of µm: good to two
/// thousandths for membranes like the squid's, and not the same grid for every radius.
///
/// # Errors
/// As [`cable_speed`].
pub fn sketched_cable_speed(axon: &Axon) -> Result<f64, AnalysisError> {
    let (rate, stimulus) = rough_speed(axon)?;
    let settled = 20.0 / axon.membrane.temperature_factor();
    let settled = settled.min(MOST_RISES / (rate * rate));
    let unit = sqrt(axon.diffusivity());
    let steep = charging_rate(&axon.membrane) / (rate * rate);
    let finer = sqrt(steep / STEEP).clamp(1.0, 5.0);
    let wished = 1e4 * 0.1 / (rate * finer) * unit;
    let decade = pow(10.0, log10(wished).floor());
    let digit = [5.0, 2.0, 1.0]
        .into_iter()
        .find(|digit| digit * decade <= wished)
        .unwrap_or(1.0);
    let bench = Bench {
        length: rate * settled,
        spacing: 1e-4 * digit * decade / unit,
        step: 0.06 / (rate * rate * finer),
        stimulus,
        patience: 3.0 * settled,
    };
    let speeds = measured(axon, &bench)?.ok_or_else(failed)?;
    Ok(10.0 * speeds[2] * unit)
}

fn failed() -> AnalysisError {
    let why = "the strongest current into one end starts none that arrives at the other";
    AnalysisError::absent("travelling spike", why)
}

/// What starts a spike here (a duration in ms), and how fast it is about.
fn rough_speed(axon: &Axon) -> Result<(f64, f64), AnalysisError> {
    if !rest(&axon.membrane, 0.0)?.is_stable() {
        let why = "the axon fires everywhere without a stimulus, for its rest is unstable";
        return Err(AnalysisError::absent("travelling spike", why));
    }
    // No front rises faster than the membrane charges with all channels open: what seems to run so is an
    // axon that fires everywhere at once.
    let fastest = sqrt(charging_rate(&axon.membrane) / OPEN);
    let factor = axon.membrane.temperature_factor();
    let longest = LONGEST / charging_rate(&axon.membrane);
    for stimulus in STIMULI {
        let bench = Bench {
            length: 18.0 / sqrt(factor),
            spacing: 0.04 / sqrt(factor),
            step: longest.min(0.04 / factor),
            stimulus,
            patience: 400.0 / factor,
        };
        let speeds = measured(axon, &bench)?;
        if let Some(speeds) = speeds.filter(|speeds| speeds[2] < fastest) {
            return Ok((speeds[2], stimulus));
        }
    }
    Err(failed())
}

/// The speed towards which three speeds on successive stretches tend: the last, where they agree;
/// that of a geometric approach, where they approach it so; nothing, where they do neither.
fn limit([one, two, three]: [f64; 3]) -> Option<f64> {
    let (before, after) = (two - one, three - two);
    if after.abs() < 1e-6 * three {
        return Some(three);
    }
    let ratio = after / before;
    let missing = after * ratio / (1.0 - ratio);
    let close = ratio > 0.0 && ratio < 0.7 && missing.abs() < 1e-4 * three;
    close.then_some(three + missing)
}

/// The speeds on three successive stretches in units of √(a/(2 Rᵢ C)) per √ms, that is, √K; nothing
/// if no spike arrives.
fn measured(axon: &Axon, bench: &Bench) -> Result<Option<[f64; 3]>, AnalysisError> {
    let grid = Grid {
        count: (bench.length / bench.spacing).round().max(32.0) as usize,
        length: bench.spacing * sqrt(axon.diffusivity()),
        step: bench.step,
    };
    let start = resting_state(&axon.membrane, 0.0)?;
    let mut cable = FastCable::new(axon, &grid, &start);
    let places = [2, 3, 4, 5].map(|sixth| sixth * grid.count / 6);
    let mut traces = places.map(|place| cable.trace(place));
    let strong = STRONG * axon.membrane.capacitance / bench.spacing;
    let on = (bench.stimulus / grid.step).ceil() as usize;
    cable.advance(on, strong, &mut traces);
    let (level, mut steps) = (start[0] + LEVEL, on);
    loop {
        cable.advance(CHUNK, 0.0, &mut traces);
        steps += CHUNK;
        let mut new = traces[3].potential.iter().rev().take(CHUNK);
        if new.any(|v| *v > level) {
            break;
        }
        let quiet = cable
            .potential()
            .iter()
            .all(|v| *v < start[0] + 0.2 * LEVEL);
        if quiet || steps as f64 * grid.step > bench.patience {
            return Ok(None);
        }
    }
    cable.advance(4, 0.0, &mut traces);
    let mut times = [0.0; 4];
    for (time, trace) in times.iter_mut().zip(&traces) {
        match arrival(&trace.potential, grid.step, level) {
            Some(found) => *time = found,
            None => return Ok(None),
        }
    }
    Ok(Some([0, 1, 2].map(|i| {
        (places[i + 1] - places[i]) as f64 * bench.spacing / (times[i + 1] - times[i])
    })))
}

/// The stimulus, in mV per √ms of flux into the end: that of 20 µA into the squid's axon.
const STRONG: f64 = 230.0;
/// How long it flows, in ms: what starts a spike depends on how fast the gates are.
const STIMULI: [f64; 5] = [0.2, 0.5, 0.1, 2.0, 0.03];
/// The longest step times the charging rate that the potential follows without jumping past its batteries.
const LONGEST: f64 = 6.0;
/// For how many times the duration of its front a spike runs at most, before its speed is taken: the work
/// grows with the square of it, and gates much slower than the front only shape what comes behind.
const MOST_RISES: f64 = 400.0;
/// How many times faster than the front as a whole the membrane may charge with its channels open, before
/// the coarse grid of a picture is too coarse for the front's steepest part.
const STEEP: f64 = 100.0;
/// Steps between two looks at the whole axon.
const CHUNK: usize = 64;
/// The potential above rest (mV) whose arrival counts, below the top of the lowest spike.
const LEVEL: f64 = 25.0;
