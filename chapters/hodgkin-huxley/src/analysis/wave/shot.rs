//! One solution of the equation of the wave, followed to where it runs away.

use super::stable_rest;
use crate::analysis::{AnalysisError, jacobian};
use crate::model::{Membrane, State};
use common::numerics::roots::brent;
use common::numerics::steppers::{DormandPrince, Segment, StepperError};
use std::ops::ControlFlow;

/// To which side the solution runs away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Upwards: without a first turn, or after a spike once more.
    Up,
    /// Downwards.
    Down,
}

/// A solution, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shot {
    pub fate: Fate,
    /// The highest potential before it first turned (mV); where it never turned, the last one seen.
    pub top: f64,
}

/// How far from rest a solution begins, in mV: the growing direction is straight to a millionth of
/// this.
const START: f64 = 1e-5;
/// Beyond all batteries by this (mV), and moving away from them, nothing can bring a solution back:
/// there V″ has the sign of V′ for ever.
const BEYOND: f64 = 1.0;
/// No solution is followed longer than this, in ms, nor over more steps. A membrane with a second
/// resting state can hold a solution for ever; what runs away needs a few thousand steps.
const LONGEST: f64 = 1e5;
const MOST_STEPS: usize = 100_000;

/// Solves the equation of the wave for one membrane.
#[derive(Debug, Clone)]
pub(super) struct Shooter {
    membrane: Membrane,
    rest: State,
    rows: [[f64; 4]; 4],
    batteries: (f64, f64),
    solver: DormandPrince,
}

impl Shooter {
    pub(super) fn new(membrane: &Membrane, tolerance: f64) -> Result<Self, AnalysisError> {
        let rest = stable_rest(membrane)?.state;
        let all = [
            membrane.sodium_reversal,
            membrane.potassium_reversal,
            membrane.leak_reversal,
        ];
        let low = all.iter().fold(f64::INFINITY, |a, &b| a.min(b));
        let high = all.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b));
        Ok(Self {
            membrane: *membrane,
            rest,
            rows: jacobian(membrane, &rest),
            batteries: (low - BEYOND, high + BEYOND),
            solver: DormandPrince {
                step_limit: MOST_STEPS,
                ..DormandPrince::with_tolerance(tolerance)
            },
        })
    }

    /// The rate (per ms) at which a displacement from rest grows in time ahead of the wave: the
    /// positive solution of λ²/K = λ + …, the linearised equation.
    fn growth(&self, rate: f64) -> Result<f64, AnalysisError> {
        let rows = &self.rows;
        let excess = |growth: f64| {
            let gates: f64 = (1..4)
                .map(|i| rows[0][i] * rows[i][0] / (growth - rows[i][i]))
                .sum();
            growth * growth / rate - growth + rows[0][0] + gates
        };
        let mut high = rate;
        while excess(high) <= 0.0 {
            high *= 2.0;
        }
        Ok(brent(excess, 0.0, high, 0.0)?)
    }

    /// The solution that leaves rest upwards, with this K (per ms).
    pub(super) fn shoot(&self, rate: f64) -> Result<Shot, AnalysisError> {
        let growth = self.growth(rate)?;
        let [v, m, h, n] = self.rest;
        let gate = |i: usize| START * self.rows[i][0] / (growth - self.rows[i][i]);
        let start = [
            v + START,
            START * growth,
            m + gate(1),
            h + gate(2),
            n + gate(3),
        ];
        let equations = |_: f64, &[v, slope, m, h, n]: &[f64; 5]| {
            let [patch, dm, dh, dn] = self.membrane.derivative(&[v, m, h, n], 0.0);
            // V″/K = V′ + I_ion/C, and I_ion/C is −dV/dt of the patch.
            [slope, rate * (slope - patch), dm, dh, dn]
        };
        let mut watch = Watch::new(v, self.batteries);
        let observe = |segment: &Segment<5>| {
            watch.see(segment);
            if watch.fate.is_some() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        match self.solver.observe(equations, 0.0, start, LONGEST, observe) {
            Ok(_) | Err(StepperError::StepLimit { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        watch.fate.map_or_else(
            || {
                let why = "the solution neither runs away nor comes back";
                Err(AnalysisError::absent("travelling wave", why))
            },
            |fate| {
                let top = watch.top;
                Ok(Shot { fate, top })
            },
        )
    }
}

/// Where a solution is on its way.
struct Watch {
    rest: f64,
    batteries: (f64, f64),
    /// Whether it has turned at its first top.
    turned: bool,
    top: f64,
    fate: Option<Fate>,
}

impl Watch {
    fn new(rest: f64, batteries: (f64, f64)) -> Self {
        let (turned, top, fate) = (false, f64::NEG_INFINITY, None);
        Self {
            rest,
            batteries,
            turned,
            top,
            fate,
        }
    }

    fn see(&mut self, segment: &Segment<5>) {
        let &[v, slope, ..] = segment.last_state();
        if !self.turned {
            self.top = self.top.max(v);
            if slope < 0.0 {
                self.turned = true;
                let found = brent(|t| segment.at(t)[1], segment.start, segment.end, 0.0);
                self.top = found.map_or(self.top, |time| segment.at(time)[0]);
            }
        }
        // A wave comes back to rest with a ringing far lower than itself; what rises to half of its
        // height again is on its way up.
        let again = self.turned && v > self.rest + 0.5 * (self.top - self.rest);
        if slope > 0.0 && (v > self.batteries.1 || again) {
            self.fate = Some(Fate::Up);
        } else if slope < 0.0 && v < self.batteries.0 {
            self.fate = Some(Fate::Down);
        }
    }
}
