//! When did it fire? Spike times from a membrane potential that is known at discrete times.
//!
//! Two questions, two detectors. *Threshold crossings* are what an experimenter counts: upward
//! passages of a level, their times interpolated between samples. They fail where a cycle is
//! small: above about 60 µA/cm² the peaks of Hodgkin and Huxley's spikes stay below 0 mV, and
//! nothing crosses. *Peaks* count every maximum that stands out from the minima on both sides by a
//! given height, whatever its level.

/// The part of a step, in [0, 1], at which the straight line from `before` to `after` reaches
/// `level`: second order in the step.
pub fn linear_crossing(before: f64, after: f64, level: f64) -> f64 {
    ((level - before) / (after - before)).clamp(0.0, 1.0)
}

/// The part of a step, in [0, 1], at which the cubic with these values and slopes at both ends
/// reaches `level`: fourth order in the step. The slopes are per step, that is, derivative times
/// step. The level must lie between `before` and `after`.
///
/// # Source
/// Hermite's interpolation; solved by Newton's method kept inside a shrinking bracket.
pub fn hermite_crossing(before: f64, after: f64, slopes: (f64, f64), level: f64) -> f64 {
    let (c0, c1) = (before - level, slopes.0);
    let rise = after - before;
    let c2 = 3.0 * rise - 2.0 * slopes.0 - slopes.1;
    let c3 = slopes.0 + slopes.1 - 2.0 * rise;
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut s = linear_crossing(before, after, level);
    for _ in 0..60 {
        let value = c0 + s * (c1 + s * (c2 + s * c3));
        if value == 0.0 {
            return s;
        }
        if (value > 0.0) == (rise > 0.0) {
            high = s;
        } else {
            low = s;
        }
        let slope = c1 + s * (2.0 * c2 + 3.0 * s * c3);
        let newton = s - value / slope;
        let next = if newton > low && newton < high {
            newton
        } else {
            0.5 * (low + high)
        };
        if (next - s).abs() <= 2.0 * f64::EPSILON {
            return next;
        }
        s = next;
    }
    s
}

/// Times of the upward crossings of `level` by a potential sampled at `start + i·step`, by linear
/// interpolation. A sample exactly at the level is crossed once.
pub fn upward_crossings(potential: &[f64], start: f64, step: f64, level: f64) -> Vec<f64> {
    let pairs = potential.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| pair[0] < level && pair[1] >= level)
        .map(|(i, pair)| start + step * (i as f64 + linear_crossing(pair[0], pair[1], level)))
        .collect()
}

/// A maximum of the membrane potential.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// When, in the unit of the samples' times.
    pub time: f64,
    /// The potential there.
    pub height: f64,
    /// How far it stands above the higher of the two minima beside it.
    pub prominence: f64,
}

/// A peak that is not finished: the potential has yet to fall.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    time: f64,
    height: f64,
    rise: f64,
}

/// Finds peaks while the samples arrive, with a few numbers of memory.
///
/// A peak counts once the potential has risen to it by at least `prominence` from the lowest value
/// since the peak before, and has fallen from it by as much. Its time and height are those of the
/// parabola through the highest sample and its neighbours (third order in the step).
#[derive(Debug, Clone)]
pub struct PeakDetector {
    prominence: f64,
    lowest: f64,
    last: [(f64, f64); 2],
    candidate: Option<Candidate>,
    seen: usize,
}

impl PeakDetector {
    /// A detector of maxima that stand out by this much, in the unit of the potential.
    pub fn new(prominence: f64) -> Self {
        let nowhere = (f64::NEG_INFINITY, f64::INFINITY);
        Self {
            prominence,
            lowest: f64::INFINITY,
            last: [nowhere; 2],
            candidate: None,
            seen: 0,
        }
    }

    /// Takes the next sample, and gives the peak that it completes, if any.
    pub fn push(&mut self, time: f64, potential: f64) -> Option<Peak> {
        let [before, top] = self.last;
        let mut finished = None;
        if self.seen >= 2 && top.1 > before.1 && top.1 >= potential {
            let (at, height) = vertex(before, top, (time, potential));
            let higher = self
                .candidate
                .is_none_or(|candidate| height > candidate.height);
            if higher && height - self.lowest >= self.prominence {
                self.candidate = Some(Candidate {
                    time: at,
                    height,
                    rise: height - self.lowest,
                });
            }
        }
        if let Some(candidate) = self.candidate
            && candidate.height - potential >= self.prominence
        {
            // The fall may go on; prominence is at least the smaller of the rise and this fall.
            let prominence = candidate.rise.min(candidate.height - potential);
            finished = Some(Peak {
                time: candidate.time,
                height: candidate.height,
                prominence,
            });
            self.candidate = None;
            self.lowest = potential;
        }
        if self.candidate.is_none() {
            self.lowest = self.lowest.min(potential);
        }
        self.last = [top, (time, potential)];
        self.seen += 1;
        finished
    }
}

/// The top of the parabola through three points, the middle one being the highest.
fn vertex(before: (f64, f64), top: (f64, f64), after: (f64, f64)) -> (f64, f64) {
    let left = (top.1 - before.1) / (top.0 - before.0);
    let right = (after.1 - top.1) / (after.0 - top.0);
    let bend = (right - left) / (after.0 - before.0);
    if bend >= 0.0 {
        return top;
    }
    let slope = left + bend * (top.0 - before.0);
    let shift = -0.5 * slope / bend;
    (top.0 + shift, top.1 + 0.5 * slope * shift)
}

/// All peaks of this prominence of a potential sampled at `start + i·step`.
pub fn peaks(potential: &[f64], start: f64, step: f64, prominence: f64) -> Vec<Peak> {
    let mut detector = PeakDetector::new(prominence);
    let samples = potential.iter().enumerate();
    samples
        .filter_map(|(i, &v)| detector.push(start + step * i as f64, v))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::elementary::{cos, exp, log2, sin};
    use super::*;

    fn samples(f: impl Fn(f64) -> f64, step: f64, count: usize) -> Vec<f64> {
        (0..count).map(|i| f(i as f64 * step)).collect()
    }

    /// Catches an off-by-one of the sample's index, or downward crossings counted.
    #[test]
    fn crossings_are_upward_and_interpolated() {
        let step = 0.01;
        let times = upward_crossings(&samples(|t| -cos(t), step, 2000), 0.0, step, 0.0);
        let half_pi = std::f64::consts::FRAC_PI_2;
        assert_eq!(times.len(), 3);
        for (k, time) in times.iter().enumerate() {
            // Linear interpolation errs by h²/8 times the curvature over the slope, here zero.
            assert!((time - half_pi - k as f64 * 4.0 * half_pi).abs() < 1e-5);
        }
        assert_eq!(upward_crossings(&[-1.0, 0.0, 1.0], 0.0, 1.0, 0.0), [1.0]);
    }

    /// Catches slopes exchanged, or not multiplied by the step: the order would be 2.
    #[test]
    fn hermite_crossings_are_of_fourth_order() {
        let error = |step: f64| {
            let (a, b) = (0.3 - 0.4 * step, 0.3 + 0.6 * step);
            let slopes = (step * cos(a), step * cos(b));
            a + step * hermite_crossing(sin(a), sin(b), slopes, sin(0.3)) - 0.3
        };
        let order = log2((error(0.4) / error(0.2)).abs());
        assert!(order > 3.7, "order {order}");
        let order = log2((error(0.2) / error(0.1)).abs());
        assert!(order > 3.7, "order {order}");
    }

    /// Catches a Newton iteration that leaves the step where the cubic is flat at its ends.
    #[test]
    fn hermite_crossings_stay_inside_the_step() {
        for level in [1e-12, 0.1, 0.5, 0.9, 1.0 - 1e-12] {
            let s = hermite_crossing(0.0, 1.0, (0.0, 0.0), level);
            assert!((3.0 * s * s - 2.0 * s * s * s - level).abs() < 1e-12);
        }
    }

    /// Catches a detector that needs a level: a small cycle far below 0 mV must be counted, its
    /// times to third order in the step (here 0.05³ times a factor below one).
    #[test]
    fn small_cycles_far_below_zero_are_counted() {
        let step = 0.05;
        let potential = samples(|t| -43.0 + 2.0 * sin(t), step, 1300);
        let found = peaks(&potential, 0.0, step, 1.0);
        assert_eq!(found.len(), 10);
        for (k, peak) in found.iter().enumerate() {
            let exact = std::f64::consts::FRAC_PI_2 + k as f64 * std::f64::consts::TAU;
            assert!((peak.time - exact).abs() < 1e-4, "{peak:?}");
            assert!((peak.height + 41.0).abs() < 1e-6);
        }
    }

    /// Catches ripples counted as spikes, and a spike counted twice for a ripple on its top.
    #[test]
    fn ripples_are_not_peaks() {
        let ripple = |t: f64| sin(t) + 0.05 * sin(40.0 * t);
        assert_eq!(
            peaks(&samples(ripple, 0.005, 8000), 0.0, 0.005, 0.5).len(),
            6
        );
        let decaying = |t: f64| exp(-0.2 * t) * sin(t);
        assert_eq!(
            peaks(&samples(decaying, 0.01, 5000), 0.0, 0.01, 0.3).len(),
            2
        );
    }
}
