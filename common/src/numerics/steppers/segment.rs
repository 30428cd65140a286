//! One accepted step of the adaptive stepper, continuous in time.

use crate::numerics::roots;

/// Which way an event function must go through zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From negative to zero or positive.
    Rising,
    /// From positive to zero or negative.
    Falling,
    /// Either.
    Both,
}

impl Direction {
    fn is_crossed(self, before: f64, after: f64) -> bool {
        let rising = before < 0.0 && after >= 0.0;
        let falling = before > 0.0 && after <= 0.0;
        match self {
            Self::Rising => rising,
            Self::Falling => falling,
            Self::Both => rising || falling,
        }
    }
}

/// One step of a solution: the states at both ends and, between them, a polynomial of fourth
/// degree in time whose error is of the order of the step's.
///
/// # Source
/// E. Hairer, S. P. Nørsett and G. Wanner, *Solving Ordinary Differential Equations I* (2nd ed.,
/// 1993), section II.6: the continuous extension of Dormand and Prince's pair.
#[derive(Debug, Clone, Copy)]
pub struct Segment<const N: usize> {
    /// When it begins.
    pub start: f64,
    /// When it ends.
    pub end: f64,
    pub(super) coefficients: [[f64; N]; 5],
    pub(super) last: [f64; N],
}

impl<const N: usize> Segment<N> {
    /// The state at its beginning.
    pub fn first_state(&self) -> &[f64; N] {
        &self.coefficients[0]
    }

    /// The state at its end.
    pub fn last_state(&self) -> &[f64; N] {
        &self.last
    }

    /// The state at a time within it.
    pub fn at(&self, time: f64) -> [f64; N] {
        if time == self.end {
            return self.last;
        }
        let s = (time - self.start) / (self.end - self.start);
        let [c0, c1, c2, c3, c4] = &self.coefficients;
        std::array::from_fn(|i| {
            c0[i] + s * (c1[i] + (1.0 - s) * (c2[i] + s * (c3[i] + (1.0 - s) * c4[i])))
        })
    }

    /// When, within it, the event function goes through zero this way: to all digits. One crossing
    /// a step is seen, and none at the very beginning (it belongs to the step before).
    pub fn crossing(
        &self,
        event: impl Fn(f64, &[f64; N]) -> f64,
        direction: Direction,
    ) -> Option<f64> {
        let before = event(self.start, self.first_state());
        let after = event(self.end, self.last_state());
        if !direction.is_crossed(before, after) {
            return None;
        }
        roots::brent(|t| event(t, &self.at(t)), self.start, self.end, 0.0).ok()
    }
}
