//! Solutions that are known at every time, under a current that is constant by pieces.

use crate::model::{Membrane, State};
use common::numerics::roots::brent;
use common::numerics::steppers::{Direction, DormandPrince, Segment, StepperError};
use std::ops::ControlFlow;

/// A stretch of time with a constant applied current.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// The current, in µA/cm².
    pub current: f64,
    /// For how long, in ms.
    pub duration: f64,
}

/// A solution, from time zero.
#[derive(Debug, Clone)]
pub struct Trajectory {
    membrane: Membrane,
    parts: Vec<(f64, Segment<4>)>,
}

impl Trajectory {
    /// Solves the equations from a state, to a tolerance (of the order of 1e−10 where digits
    /// count), through pieces that follow one another.
    ///
    /// # Errors
    /// [`StepperError`].
    pub fn new(
        membrane: &Membrane,
        start: &State,
        pieces: &[Piece],
        tolerance: f64,
    ) -> Result<Self, StepperError> {
        let solver = DormandPrince::with_tolerance(tolerance);
        let (mut time, mut state) = (0.0, *start);
        let mut parts = Vec::new();
        for piece in pieces {
            let equations = |_: f64, x: &State| membrane.derivative(x, piece.current);
            let keep = |segment: &Segment<4>| {
                parts.push((piece.current, *segment));
                ControlFlow::Continue(())
            };
            let end = time + piece.duration;
            state = solver.observe(equations, time, state, end, keep)?.state;
            time = end;
        }
        Ok(Self {
            membrane: *membrane,
            parts,
        })
    }

    /// When it ends, in ms.
    pub fn end(&self) -> f64 {
        self.parts.last().map_or(0.0, |(_, segment)| segment.end)
    }

    /// The state at a time (ms); before the beginning or after the end, the state there. `None` if
    /// the trajectory has no duration.
    pub fn at(&self, time: f64) -> Option<State> {
        let i = self
            .parts
            .partition_point(|(_, segment)| segment.end < time);
        let (_, segment) = self.parts.get(i).or(self.parts.last())?;
        Some(segment.at(time.clamp(segment.start, segment.end)))
    }

    /// When the potential passes a level (mV) this way.
    pub fn crossings(&self, level: f64, direction: Direction) -> Vec<f64> {
        let event = |_: f64, x: &State| x[0] - level;
        self.parts
            .iter()
            .filter_map(|(_, part)| part.crossing(event, direction))
            .collect()
    }

    /// Time (ms) and value (mV) of the highest potential at or after a time: a maximum, or an end
    /// of a piece of current.
    pub fn highest(&self, from: f64) -> (f64, f64) {
        self.extreme(from, f64::INFINITY, 1.0)
    }

    /// As [`highest`](Self::highest), up to another time.
    pub fn highest_between(&self, from: f64, to: f64) -> (f64, f64) {
        self.extreme(from, to, 1.0)
    }

    /// As [`lowest`](Self::lowest), up to another time.
    pub fn lowest_between(&self, from: f64, to: f64) -> (f64, f64) {
        self.extreme(from, to, -1.0)
    }

    /// As [`highest`](Self::highest), of the lowest potential.
    pub fn lowest(&self, from: f64) -> (f64, f64) {
        self.extreme(from, f64::INFINITY, -1.0)
    }

    fn extreme(&self, from: f64, to: f64, sign: f64) -> (f64, f64) {
        let mut best = (from, f64::NEG_INFINITY);
        let mut offer = |time: f64, state: &State| {
            if time >= from && time <= to && sign * state[0] > best.1 {
                best = (time, sign * state[0]);
            }
        };
        for (current, part) in &self.parts {
            if part.end < from || part.start > to {
                continue;
            }
            let slope = |time: f64| self.membrane.derivative(&part.at(time), *current)[0];
            offer(part.start, part.first_state());
            offer(part.end, part.last_state());
            if slope(part.start) * slope(part.end) < 0.0
                && let Ok(time) = brent(slope, part.start, part.end, 0.0)
            {
                offer(time, &part.at(time));
            }
        }
        (best.0, sign * best.1)
    }
}
