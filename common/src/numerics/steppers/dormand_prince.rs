//! The adaptive stepper.

use super::segment::{Direction, Segment};
use super::tableau::{error, interpolant, stages};
use crate::numerics::elementary::{pow, sqrt};
use std::ops::ControlFlow;

/// Why the solution ends early.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum StepperError {
    /// The step would have to be smaller than time can resolve.
    #[error(
        "the step size went to zero at t = {time}: the solution is singular or the tolerance is too small"
    )]
    StepUnderflow {
        /// When.
        time: f64,
    },
    /// More steps than allowed.
    #[error("the solution took more than {limit} steps and had reached t = {time}")]
    StepLimit {
        /// How many were allowed.
        limit: usize,
        /// How far it came.
        time: f64,
    },
    /// NaN or infinity.
    #[error("the solution is not finite after t = {time}")]
    NotFinite {
        /// The last time at which it was.
        time: f64,
    },
}

/// The explicit pair of orders 5 and 4 with proportional–integral control of the step.
///
/// A step is accepted if the root mean square over the components of
/// `error / (absolute_tolerance + relative_tolerance · |y|)` is at most one.
///
/// # Source
/// J. R. Dormand and P. J. Prince, *J. Comput. Appl. Math.* **6**, 19 (1980); control and starting
/// step after Hairer, Nørsett and Wanner (1993), sections II.4 and IV.2.
///
/// # Examples
/// ```
/// use common::numerics::steppers::DormandPrince;
/// let decay = |_: f64, y: &[f64; 1]| [-y[0]];
/// let end = DormandPrince::with_tolerance(1e-10).solve(decay, 0.0, [1.0], 1.0)?;
/// assert!((end.state[0] - 0.36787944117).abs() < 1e-9);
/// # Ok::<(), common::numerics::steppers::StepperError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DormandPrince {
    /// Allowed error of a step relative to the state.
    pub relative_tolerance: f64,
    /// Allowed error of a step where the state is near zero, in the state's units.
    pub absolute_tolerance: f64,
    /// No step is longer.
    pub largest_step: f64,
    /// No more steps than this, accepted or not.
    pub step_limit: usize,
}

/// Where a solution ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Solution<const N: usize> {
    /// When.
    pub time: f64,
    /// The state then.
    pub state: [f64; N],
    /// Whether it was stopped, by an event or by its observer, before the time asked for.
    pub stopped: bool,
}

impl DormandPrince {
    /// The same tolerance relative and absolute, no largest step, a million steps.
    pub fn with_tolerance(tolerance: f64) -> Self {
        Self {
            relative_tolerance: tolerance,
            absolute_tolerance: tolerance,
            largest_step: f64::INFINITY,
            step_limit: 1_000_000,
        }
    }

    /// The state at `end`, which may lie before `start`.
    ///
    /// # Errors
    /// [`StepperError`], if the step size, the number of steps or the state gets out of hand.
    pub fn solve<const N: usize>(
        &self,
        derivative: impl FnMut(f64, &[f64; N]) -> [f64; N],
        start: f64,
        state: [f64; N],
        end: f64,
    ) -> Result<Solution<N>, StepperError> {
        self.observe(derivative, start, state, end, |_| ControlFlow::Continue(()))
    }

    /// The states at these times, in order, none before `start`.
    ///
    /// # Errors
    /// As [`solve`](Self::solve).
    pub fn sample<const N: usize>(
        &self,
        derivative: impl FnMut(f64, &[f64; N]) -> [f64; N],
        start: f64,
        state: [f64; N],
        times: &[f64],
    ) -> Result<Vec<[f64; N]>, StepperError> {
        let mut states = Vec::with_capacity(times.len());
        states.extend(
            times
                .iter()
                .take_while(|&&time| time <= start)
                .map(|_| state),
        );
        let Some(&end) = times.last() else {
            return Ok(states);
        };
        self.observe(derivative, start, state, end, |segment: &Segment<N>| {
            while let Some(&time) = times.get(states.len()) {
                if time > segment.end {
                    break;
                }
                states.push(segment.at(time));
            }
            ControlFlow::Continue(())
        })?;
        Ok(states)
    }

    /// The state at the first time that `event` goes through zero this way, or at `end`.
    ///
    /// # Errors
    /// As [`solve`](Self::solve).
    pub fn until<const N: usize>(
        &self,
        derivative: impl FnMut(f64, &[f64; N]) -> [f64; N],
        start: f64,
        state: [f64; N],
        end: f64,
        event: impl Fn(f64, &[f64; N]) -> f64,
        direction: Direction,
    ) -> Result<Solution<N>, StepperError> {
        let mut found = None;
        let solution =
            self.observe(
                derivative,
                start,
                state,
                end,
                |segment: &Segment<N>| match segment.crossing(&event, direction) {
                    Some(time) => {
                        found = Some((time, segment.at(time)));
                        ControlFlow::Break(())
                    }
                    None => ControlFlow::Continue(()),
                },
            )?;
        Ok(found.map_or(solution, |(time, state)| Solution {
            time,
            state,
            stopped: true,
        }))
    }

    /// The state at `end`, each accepted step being shown to the observer, who may stop it there.
    ///
    /// # Errors
    /// As [`solve`](Self::solve).
    pub fn observe<const N: usize>(
        &self,
        mut derivative: impl FnMut(f64, &[f64; N]) -> [f64; N],
        start: f64,
        state: [f64; N],
        end: f64,
        mut observer: impl FnMut(&Segment<N>) -> ControlFlow<()>,
    ) -> Result<Solution<N>, StepperError> {
        let (mut time, mut state) = (start, state);
        let mut slope = derivative(time, &state);
        let mut step = self.first_step(&mut derivative, time, &state, &slope, end);
        let (mut error_before, mut rejected) = (1e-4_f64, false);
        for _ in 0..self.step_limit {
            if time == end {
                return Ok(Solution {
                    time,
                    state,
                    stopped: false,
                });
            }
            // A last step a little longer is better than one of rounding errors.
            let is_last = (time + 1.01 * step - end) * step >= 0.0;
            let next_time = if is_last { end } else { time + step };
            step = next_time - time;
            if step.abs() <= 10.0 * f64::EPSILON * time.abs() && !is_last {
                return Err(StepperError::StepUnderflow { time });
            }
            let (slopes, next) = stages(&mut derivative, time, &state, slope, step);
            let error = self.error_norm(&state, &next, &slopes, step);
            if !error.is_finite() {
                // Perhaps a step too long for an exponential: shorter ones may do.
                if step.abs() < 1e-10 * (1.0 + time.abs()) {
                    return Err(StepperError::NotFinite { time });
                }
                (step, rejected) = (0.1 * step, true);
                continue;
            }
            let growth = 0.9 * pow(error.max(1e-10), -0.17);
            if error > 1.0 {
                (step, rejected) = (step * (0.9 * pow(error, -0.2)).max(0.2), true);
                continue;
            }
            let segment = interpolant(time, next_time, &state, &next, &slopes);
            (time, state, slope) = (next_time, next, slopes[6]);
            if observer(&segment).is_break() {
                return Ok(Solution {
                    time,
                    state,
                    stopped: true,
                });
            }
            let factor =
                (growth * pow(error_before, 0.04)).clamp(0.2, if rejected { 1.0 } else { 10.0 });
            step = (step.abs() * factor).min(self.largest_step).copysign(step);
            (error_before, rejected) = (error.max(1e-4), false);
        }
        if time == end {
            return Ok(Solution {
                time,
                state,
                stopped: false,
            });
        }
        Err(StepperError::StepLimit {
            limit: self.step_limit,
            time,
        })
    }

    /// A step over which Euler's method would err by about a hundredth of the state's scale.
    fn first_step<const N: usize>(
        &self,
        derivative: &mut impl FnMut(f64, &[f64; N]) -> [f64; N],
        time: f64,
        state: &[f64; N],
        slope: &[f64; N],
        end: f64,
    ) -> f64 {
        let span = end - time;
        let scale = |i: usize| self.absolute_tolerance + self.relative_tolerance * state[i].abs();
        let norm = |v: &dyn Fn(usize) -> f64| {
            sqrt((0..N).map(|i| v(i) / scale(i)).map(|x| x * x).sum::<f64>() / N as f64)
        };
        let (size, speed) = (norm(&|i| state[i]), norm(&|i| slope[i]));
        let guess = if size < 1e-5 || speed < 1e-5 {
            1e-6
        } else {
            0.01 * size / speed
        };
        let guess = guess.min(span.abs()).copysign(span);
        let moved: [f64; N] = std::array::from_fn(|i| state[i] + guess * slope[i]);
        let after = derivative(time + guess, &moved);
        let curvature = norm(&|i| (after[i] - slope[i]) / guess);
        let largest = speed.max(curvature);
        let better = if largest.is_nan() || largest <= 1e-15 {
            (guess.abs() * 1e-3).max(1e-6)
        } else {
            pow(0.01 / largest, 0.2)
        };
        better
            .min(100.0 * guess.abs())
            .min(self.largest_step)
            .min(span.abs())
            .copysign(span)
    }

    fn error_norm<const N: usize>(
        &self,
        before: &[f64; N],
        after: &[f64; N],
        slopes: &[[f64; N]; 7],
        step: f64,
    ) -> f64 {
        let sum: f64 = (0..N)
            .map(|i| {
                let size = before[i].abs().max(after[i].abs());
                let scale = self.absolute_tolerance + self.relative_tolerance * size;
                let error = step * error(slopes, i) / scale;
                error * error
            })
            .sum();
        sqrt(sum / N as f64)
    }
}

#[cfg(test)]
#[path = "dormand_prince_tests.rs"]
mod tests;
