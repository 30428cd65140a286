//! Many single channels under a step of the potential, and what theory says of them.

use super::AnalysisError;
use crate::model::{Channel, Gate, Gates, Membrane};
use common::numerics::elementary::{exp, sqrt};
use common::numerics::random::{Stream, stream};
use common::numerics::roots::brent;
use common::run::{Cancelled, Run};

/// The two kinds of channel that have gates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Three m gates and one h gate.
    Sodium,
    /// Four n gates.
    Potassium,
}

/// A step of the potential, held before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VoltageStep {
    /// The potential at which the gates have settled, in mV.
    pub holding: f64,
    /// The potential from t = 0 on, in mV.
    pub step: f64,
    /// The temperature, in °C.
    pub temperature: f64,
}

/// No more times than this can be looked at in one pass over a pool.
pub const MOST_TIMES: usize = 32;
/// Channels that one part of the work simulates.
const PART: usize = 2000;

impl VoltageStep {
    /// Of the membrane only the temperature matters here.
    fn membrane(&self) -> Membrane {
        Membrane {
            temperature: self.temperature,
            ..Membrane::default()
        }
    }

    /// The four gates of a channel before and after the step.
    pub fn gates(&self, kind: Kind) -> [Gates; 2] {
        let membrane = self.membrane();
        [self.holding, self.step].map(|v| {
            let [sodium, potassium] = membrane.channel_gates(v);
            match kind {
                Kind::Sodium => sodium,
                Kind::Potassium => potassium,
            }
        })
    }

    /// The probability that a channel conducts at a time (ms) after the step: m³h or n⁴, each gate
    /// an exponential from one steady state to the other.
    pub fn open_probability(&self, kind: Kind, time: f64) -> f64 {
        let [before, after] = self.gates(kind);
        let open = before.iter().zip(&after).map(|(before, after)| {
            let last = after.steady_state();
            last + (before.steady_state() - last) * exp(-time / after.time_constant())
        });
        open.product()
    }

    /// When (ms) a channel is most likely to conduct, within a time of the step.
    ///
    /// # Errors
    /// [`AnalysisError`], if the equation for the maximum can't be solved.
    pub fn peak_time(&self, kind: Kind, within: f64) -> Result<f64, AnalysisError> {
        const POINTS: usize = 1000;
        let [before, after] = self.gates(kind);
        // The logarithmic derivative of the product.
        let slope = |time: f64| -> f64 {
            let each = before.iter().zip(&after).map(|(before, after)| {
                let (last, rate) = (after.steady_state(), after.alpha + after.beta);
                let left = (before.steady_state() - last) * exp(-rate * time);
                -rate * left / (last + left)
            });
            each.sum()
        };
        let grid = |i: usize| within * i as f64 / POINTS as f64;
        let best = (0..=POINTS).fold(0, |best, i| {
            let (new, old) = (
                self.open_probability(kind, grid(i)),
                self.open_probability(kind, grid(best)),
            );
            if new > old { i } else { best }
        });
        let (low, high) = (grid(best.saturating_sub(1)), grid((best + 1).min(POINTS)));
        if slope(low) > 0.0 && slope(high) < 0.0 {
            Ok(brent(slope, low, high, 0.0)?)
        } else {
            Ok(grid(best))
        }
    }

    /// When (ms) the sodium conductance is largest: within 30 ms of the step at 6.3 °C, which leaves
    /// every gate time to settle, and sooner where the gates are faster.
    ///
    /// # Errors
    /// As [`peak_time`](Self::peak_time).
    pub fn sodium_peak(&self) -> Result<f64, AnalysisError> {
        self.peak_time(Kind::Sodium, 30.0 / self.membrane().temperature_factor())
    }

    /// The relative standard deviation of the number of open channels among so many, by
    /// @eq-channel-noise.
    pub fn relative_fluctuation(&self, kind: Kind, time: f64, channels: f64) -> f64 {
        let p = self.open_probability(kind, time);
        sqrt((1.0 - p) / (p * channels))
    }

    /// How long a channel stays open once it is, on average (ms): until the first gate shuts.
    pub fn open_time(&self, kind: Kind) -> f64 {
        let [_, after] = self.gates(kind);
        1.0 / after.iter().map(|gate| gate.beta).sum::<f64>()
    }

    /// Flips of the gates of one channel to be expected within a time (ms): an estimate of work.
    pub fn flips(&self, kind: Kind, within: f64) -> f64 {
        let [_, after] = self.gates(kind);
        let steady = |gate: &Gate| 2.0 * gate.alpha * gate.beta / (gate.alpha + gate.beta);
        after.iter().map(|gate| 1.0 + within * steady(gate)).sum()
    }

    /// The channel of this number at the moment of the step, and its own random numbers.
    pub fn channel(&self, kind: Kind, number: usize, seed: u64) -> (Channel, Stream) {
        let [before, after] = self.gates(kind);
        let mut random = stream(seed, 2 * number as u64 + kind as u64);
        let channel = Channel::drawn(before, after, &mut random);
        (channel, random)
    }
}

/// Which of some times find each channel of a pool open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// One word for each channel; bit i is set if the channel conducts at time i.
    open: Vec<u32>,
}

impl Pool {
    /// Simulates so many channels; looks at them at these times (ms, ascending, at most
    /// [`MOST_TIMES`]; later ones are not looked at). Channel i is the same in every pool of the
    /// same seed.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn simulate(
        step: &VoltageStep,
        kind: Kind,
        channels: usize,
        times: &[f64],
        seed: u64,
        run: &Run,
    ) -> Result<Self, Cancelled> {
        let times = times.get(..MOST_TIMES).unwrap_or(times);
        let firsts: Vec<usize> = (0..channels).step_by(PART).collect();
        let parts = run.map(&firsts, |&first| {
            let numbers = first..channels.min(first + PART);
            let words = numbers.map(|number| {
                let (channel, mut random) = step.channel(kind, number, seed);
                let record = channel.run(times, &mut random);
                let bits = record.iter().enumerate();
                bits.fold(0, |word, (index, &open)| word | (u32::from(open) << index))
            });
            Ok::<Vec<u32>, Cancelled>(words.collect())
        })?;
        Ok(Self {
            open: parts.concat(),
        })
    }

    /// How many channels of each patch conduct at time `index`, if a patch is made of so many;
    /// channels that fill no patch are left out.
    pub fn open_counts(&self, index: usize, channels: usize) -> Vec<u32> {
        let patches = self.open.chunks_exact(channels.max(1));
        let count = |patch: &[u32]| patch.iter().map(|word| (word >> index) & 1).sum();
        patches.map(count).collect()
    }
}

/// How many of the first `channels` conduct at each of some times (ms, ascending).
///
/// # Errors
/// [`Cancelled`].
pub fn open_channels(
    step: &VoltageStep,
    kind: Kind,
    channels: usize,
    times: &[f64],
    seed: u64,
    run: &Run,
) -> Result<Vec<u32>, Cancelled> {
    let firsts: Vec<usize> = (0..channels).step_by(PART).collect();
    let parts = run.map(&firsts, |&first| {
        let mut counts = vec![0_u32; times.len()];
        for number in first..channels.min(first + PART) {
            let (channel, mut random) = step.channel(kind, number, seed);
            let record = channel.run(times, &mut random);
            for (count, open) in counts.iter_mut().zip(record) {
                *count += u32::from(open);
            }
        }
        Ok::<Vec<u32>, Cancelled>(counts)
    })?;
    let mut all = vec![0; times.len()];
    for part in parts {
        for (sum, count) in all.iter_mut().zip(part) {
            *sum += count;
        }
    }
    Ok(all)
}

/// When (ms) a channel begins or ceases to conduct within a time, and whether it does from then on;
/// the first entry is at zero.
pub fn openings(
    step: &VoltageStep,
    kind: Kind,
    number: usize,
    within: f64,
    seed: u64,
) -> Vec<(f64, bool)> {
    let (mut channel, mut random) = step.channel(kind, number, seed);
    let mut time = 0.0;
    let mut changes = vec![(time, channel.conducts())];
    loop {
        let before = channel.conducts();
        time += channel.jump(&mut random);
        if time >= within {
            return changes;
        }
        if channel.conducts() != before {
            changes.push((time, !before));
        }
    }
}

/// Moments of the number of open channels over patches, with the standard errors that their own
/// third and fourth moments give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fluctuation {
    /// Mean number.
    pub mean: f64,
    /// Its standard error.
    pub mean_error: f64,
    /// Standard deviation.
    pub deviation: f64,
    /// Its standard error.
    pub deviation_error: f64,
    /// Standard deviation over mean.
    pub relative: f64,
    /// Its standard error.
    pub relative_error: f64,
}

impl Fluctuation {
    /// The moments of these counts. `None` for fewer than two, or if all are equal.
    pub fn of(counts: &[u32]) -> Option<Self> {
        let n = counts.len() as f64;
        let mean = counts.iter().map(|&count| f64::from(count)).sum::<f64>() / n;
        let [mut second, mut third, mut fourth] = [0.0; 3];
        for &count in counts {
            let away = f64::from(count) - mean;
            let square = away * away;
            second += square;
            third += square * away;
            fourth += square * square;
        }
        if counts.len() < 2 || second == 0.0 {
            return None;
        }
        let variance = second / (n - 1.0);
        let (third, fourth) = (third / n, fourth / n);
        // Of the variance, and of it with the mean, to leading order in 1/n.
        let of_variance = (fourth - variance * variance * (n - 3.0) / (n - 1.0)) / n;
        let deviation = sqrt(variance);
        let deviation_error = sqrt(of_variance.max(0.0)) / (2.0 * deviation);
        let relative_variance = of_variance / (4.0 * variance * variance)
            + variance / (n * mean * mean)
            - third / (n * variance * mean);
        let relative = deviation / mean;
        Some(Self {
            mean,
            mean_error: deviation / sqrt(n),
            deviation,
            deviation_error,
            relative,
            relative_error: relative * sqrt(relative_variance.max(0.0)),
        })
    }
}
