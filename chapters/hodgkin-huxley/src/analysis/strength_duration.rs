//! How the threshold of a pulse depends on its duration, and the two classical laws fitted to it.

use super::threshold::{fires, single_spike_rheobase};
use super::{AnalysisError, Moving, kick_threshold, resting_state};
use crate::model::Membrane;
use common::numerics::elementary::{exp, exp_m1, ln, pow, sqrt};
use common::numerics::linalg;
use common::numerics::roots::bisect;

/// A law for the threshold of a pulse against its duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Law {
    /// A leaky capacitor that fires at a fixed potential: `I = I_rh/(1 − e^(−d/τ))`.
    Lapicque,
    /// Charge that grows in proportion to time: `I = I_rh (1 + c/d)`.
    Weiss,
}

impl Law {
    /// The threshold at a duration (ms), by the law with this rheobase (µA/cm²) and this time
    /// (ms): τ for Lapicque's, the chronaxie c for Weiss's.
    pub fn threshold(self, rheobase: f64, time: f64, duration: f64) -> f64 {
        match self {
            Self::Lapicque => -rheobase / exp_m1(-duration / time),
            Self::Weiss => rheobase * (1.0 + time / duration),
        }
    }

    /// The derivative of the logarithm of the threshold by the logarithm of the time.
    fn sensitivity(self, time: f64, duration: f64) -> f64 {
        let x = duration / time;
        match self {
            Self::Lapicque => -x * exp(-x) / exp_m1(-x),
            Self::Weiss => 1.0 / (1.0 + x),
        }
    }
}

/// A fitted time longer than the longest duration by more than this, or as much shorter than the shortest,
/// is on its way to infinity or to zero.
const BEYOND: f64 = 1e6;

/// The longest step of the logarithm of the fitted time.
const STRIDE: f64 = 2.0;

/// A law fitted to thresholds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The law.
    pub law: Law,
    /// Its rheobase, in µA/cm².
    pub rheobase: f64,
    /// Its time, in ms: Lapicque's τ or Weiss's chronaxie.
    pub time: f64,
    /// The root mean square of the relative deviations (of the logarithms).
    pub deviation: f64,
    /// The largest of them in size.
    pub largest_deviation: f64,
}

impl Fit {
    /// The duration (ms) at which the law's threshold is twice its rheobase.
    pub fn chronaxie(&self) -> f64 {
        match self.law {
            Law::Lapicque => self.time * std::f64::consts::LN_2,
            Law::Weiss => self.time,
        }
    }

    /// The law's threshold at a duration (ms), in µA/cm².
    pub fn threshold(&self, duration: f64) -> f64 {
        self.law.threshold(self.rheobase, self.time, duration)
    }

    /// Least squares of ln(law/threshold), all durations with equal weight, by Gauss's and Newton's
    /// method on the logarithms of rheobase and time.
    ///
    /// # Errors
    /// [`AnalysisError::Absent`], if no time fits best: thresholds that fall faster than the inverse of
    /// the duration take it beyond every bound, thresholds that don't fall take it to zero.
    pub fn new(law: Law, durations: &[f64], thresholds: &[f64]) -> Result<Self, AnalysisError> {
        let absent = |why: &str| Err(AnalysisError::absent("fit of a strength–duration law", why));
        let shortest = durations.iter().fold(f64::INFINITY, |a, &b| a.min(b));
        let longest = durations.iter().fold(0.0_f64, |a, &b| a.max(b));
        let times = (ln(shortest / BEYOND), ln(longest * BEYOND));
        let smallest = thresholds.iter().fold(f64::INFINITY, |a, &b| a.min(b));
        let largest = durations.iter().zip(thresholds).map(|(d, i)| d * i);
        // The charge of the shortest pulse over the rheobase is either law's time.
        let charge = largest.fold(f64::INFINITY, f64::min);
        let mut x = [ln(smallest), ln(charge / smallest)];
        let deviations = |[rheobase, time]: [f64; 2]| -> Vec<f64> {
            let law = |d: f64| law.threshold(exp(rheobase), exp(time), d);
            let pairs = durations.iter().zip(thresholds);
            pairs.map(|(&d, &i)| ln(law(d) / i)).collect()
        };
        let square = |all: &[f64]| all.iter().map(|one| one * one).sum::<f64>();
        for _ in 0..200 {
            let here = deviations(x);
            let (mut matrix, mut right) = ([[0.0; 2]; 2], [0.0; 2]);
            for (&d, deviation) in durations.iter().zip(&here) {
                let slopes = [1.0, law.sensitivity(exp(x[1]), d)];
                for i in 0..2 {
                    right[i] -= slopes[i] * deviation;
                    for j in 0..2 {
                        matrix[i][j] += slopes[i] * slopes[j];
                    }
                }
            }
            let Ok(step) = linalg::eliminate(matrix, right) else {
                return absent("the thresholds do not tell a time");
            };
            // A step that overshoots is halved; a leap in the time may overshoot into the flat land beyond
            // every minimum, which halving doesn't tell from a better place.
            let mut part = (STRIDE / step[1].abs()).min(1.0);
            let before = square(&here);
            while part > 1e-6
                && square(&deviations([x[0] + part * step[0], x[1] + part * step[1]])) > before
            {
                part *= 0.5;
            }
            let change = [part * step[0], part * step[1]];
            x = [x[0] + change[0], x[1] + change[1]];
            if x[1] > times.1 {
                return absent("the thresholds fall faster than the inverse of the duration");
            }
            if x[1] < times.0 {
                return absent("the thresholds do not fall with the duration");
            }
            if change[0].abs() + change[1].abs() < 1e-12 || part <= 1e-6 {
                let all = deviations(x);
                let largest_deviation =
                    all.iter().fold(
                        0.0_f64,
                        |worst, &one| if one.abs() > worst.abs() { one } else { worst },
                    );
                return Ok(Self {
                    law,
                    rheobase: exp(x[0]),
                    time: exp(x[1]),
                    deviation: sqrt(square(&all) / all.len().max(1) as f64),
                    largest_deviation,
                });
            }
        }
        absent("the least squares do not settle")
    }
}

/// Thresholds against durations, with both laws fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct StrengthDuration {
    /// Durations of the pulses, in ms, in equal ratios.
    pub durations: Vec<f64>,
    /// Their thresholds, in µA/cm².
    pub thresholds: Vec<f64>,
    /// Lapicque's law, or why none fits best.
    pub lapicque: Result<Fit, AnalysisError>,
    /// Weiss's law, or why none fits best.
    pub weiss: Result<Fit, AnalysisError>,
}

impl StrengthDuration {
    /// The laws fitted to thresholds (µA/cm²) at durations (ms), with equal weights of the relative
    /// deviations.
    pub fn new(durations: Vec<f64>, thresholds: Vec<f64>) -> Self {
        Self {
            lapicque: Fit::new(Law::Lapicque, &durations, &thresholds),
            weiss: Fit::new(Law::Weiss, &durations, &thresholds),
            durations,
            thresholds,
        }
    }

    /// As many durations (ms), in equal ratios between two.
    pub fn durations(from: f64, to: f64, count: usize) -> Vec<f64> {
        let last = count.saturating_sub(1).max(1) as f64;
        (0..count)
            .map(|i| from * pow(to / from, i as f64 / last))
            .collect()
    }
}

/// The duration (ms) of a pulse of twice the [rheobase of a single spike](single_spike_rheobase)
/// that just fires.
///
/// # Errors
/// As [`single_spike_rheobase`].
pub fn chronaxie(membrane: &Membrane) -> Result<f64, AnalysisError> {
    let twice = 2.0 * single_spike_rheobase(membrane)?;
    let start = resting_state(membrane, 0.0)?;
    let enough = |duration: f64| fires(membrane, &start, twice, duration, 30.0);
    bisect(enough, 0.0, 100.0, 1e-9)
}

/// The charge (nC/cm²) that fires when it is delivered at once: that of the
/// [smallest kick](kick_threshold).
///
/// # Errors
/// As [`kick_threshold`].
pub fn charge_at_once(membrane: &Membrane) -> Result<f64, AnalysisError> {
    Ok(membrane.capacitance * kick_threshold(membrane, Moving::All)?)
}
