//! The stretch of values that an axis shows.

use crate::figure::Scale;

/// Lower and upper end of an axis, in the axis' own coordinate: the value or its decimal logarithm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    pub scale: Scale,
    pub low: f64,
    pub high: f64,
}

impl Window {
    /// The coordinate of a value.
    pub(super) fn coordinate(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => value,
            // What isn't positive lies beyond the lower end, so that error bars run out of the panel.
            Scale::Logarithmic if value <= 0.0 => self.low - 10.0 * (self.high - self.low),
            Scale::Logarithmic => libm::log10(value),
        }
    }

    /// The value at a coordinate.
    pub(super) fn value(&self, coordinate: f64) -> f64 {
        match self.scale {
            Scale::Linear => coordinate,
            Scale::Logarithmic => libm::exp10(coordinate),
        }
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper.
    pub(super) fn fraction(&self, value: f64) -> f64 {
        (self.coordinate(value) - self.low) / (self.high - self.low)
    }

    /// Whether a value lies within, but for rounding.
    pub(super) fn contains(&self, value: f64) -> bool {
        (-1e-9..=1.0 + 1e-9).contains(&self.fraction(value))
    }
}
