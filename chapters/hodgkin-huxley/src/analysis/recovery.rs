//! When a membrane that has fired is excitable again.

use super::AnalysisError;
use super::refractory::{REFRACTORY, SecondPulse};
use common::numerics::elementary::sqrt;
use common::numerics::roots::bisect;

/// The deepest dip of the threshold below its resting value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Supernormal {
    /// The delay, in ms.
    pub delay: f64,
    /// The threshold there, in resting thresholds.
    pub threshold: f64,
}

/// Delays that are tried are so far apart, in ms at 6.3 °C.
const SPACING: f64 = 0.5;
/// Digits of a delay, in ms.
const DELAY: f64 = 1e-9;

impl SecondPulse {
    fn spacing(&self) -> f64 {
        SPACING * self.horizon() / 100.0
    }

    fn grid(&self, from: f64) -> impl DoubleEndedIterator<Item = f64> + use<> {
        let spacing = self.spacing();
        let count = ((self.horizon() - from) / spacing).floor().max(0.0) as usize;
        (0..=count).map(move |i| from + spacing * i as f64)
    }

    /// The absolute refractory period (ms): up to this delay no pulse of up to `limit` resting
    /// thresholds fires.
    ///
    /// # Errors
    /// [`AnalysisError::Absent`] if such a pulse doesn't fire at any delay.
    pub fn absolute(&self, limit: f64) -> Result<f64, AnalysisError> {
        self.first_time(self.back, limit)
    }

    /// The end of the relative refractory period (ms): the delay at which the threshold first comes
    /// down to its resting value.
    ///
    /// # Errors
    /// [`AnalysisError::Absent`] if it doesn't.
    pub fn relative(&self) -> Result<f64, AnalysisError> {
        self.first_time(self.back, 1.0)
    }

    /// The first delay (ms) after another at which a pulse of this size fires.
    fn first_time(&self, from: f64, size: f64) -> Result<f64, AnalysisError> {
        let mut before = from;
        for delay in self.grid(from) {
            if self.fires(delay, size)? {
                return bisect(|delay| self.fires(delay, size), before, delay, DELAY);
            }
            before = delay;
        }
        let why = format!(
            "at no delay up to {:.0} ms a pulse of {size} resting thresholds fires",
            self.horizon()
        );
        Err(AnalysisError::absent(REFRACTORY, why))
    }

    /// The delay (ms) from which on the threshold differs from its resting value by no more than
    /// this part of it.
    ///
    /// # Errors
    /// [`AnalysisError::Absent`] if that is not yet so at the horizon.
    pub fn recovered(&self, within: f64) -> Result<f64, AnalysisError> {
        let outside = |delay: f64| -> Result<bool, AnalysisError> {
            Ok(!self.fires(delay, 1.0 + within)? || self.fires(delay, 1.0 - within)?)
        };
        let mut after = self.horizon();
        if outside(after)? {
            let why = format!("it is not over after {after:.0} ms");
            return Err(AnalysisError::absent(REFRACTORY, why));
        }
        for delay in self.grid(self.back).rev() {
            if outside(delay)? {
                return bisect(|delay| Ok(!outside(delay)?), delay, after, DELAY);
            }
            after = delay;
        }
        Ok(self.back)
    }

    /// The supernormal phase: the first dip of the threshold below its resting value.
    ///
    /// # Errors
    /// [`AnalysisError::Absent`] if there is none deeper than a thousandth.
    pub fn supernormal(&self) -> Result<Supernormal, AnalysisError> {
        const WHAT: &str = "supernormal phase";
        let from = self.relative()?;
        let (step, rough, fine) = (2.0 * self.spacing(), 1e-4, 1e-10);
        let threshold = |delay: f64, precision: f64| -> Result<f64, AnalysisError> {
            Ok(self.threshold(delay, 2.0, precision)?.unwrap_or(2.0))
        };
        let mut lowest = (from, 1.0);
        for i in 1.. {
            let delay = from + step * f64::from(i);
            if delay > self.horizon() {
                break;
            }
            let here = threshold(delay, rough)?;
            if here > lowest.1 {
                break;
            }
            lowest = (delay, here);
        }
        if lowest.1 > 0.999 {
            let why = "the threshold does not fall below its resting value by a thousandth";
            return Err(AnalysisError::absent(WHAT, why));
        }
        let golden = 0.5 * (sqrt(5.0) - 1.0);
        let (mut left, mut right) = (lowest.0 - step, lowest.0 + step);
        let mut inner = [
            right - golden * (right - left),
            left + golden * (right - left),
        ];
        let mut values = [threshold(inner[0], fine)?, threshold(inner[1], fine)?];
        for _ in 0..22 {
            if values[0] < values[1] {
                right = inner[1];
                inner = [right - golden * (right - left), inner[0]];
                values = [threshold(inner[0], fine)?, values[0]];
            } else {
                left = inner[0];
                inner = [inner[1], left + golden * (right - left)];
                values = [values[1], threshold(inner[1], fine)?];
            }
        }
        let best = usize::from(values[1] < values[0]);
        Ok(Supernormal {
            delay: inner[best],
            threshold: values[best],
        })
    }
}
