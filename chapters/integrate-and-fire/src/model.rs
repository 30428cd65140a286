//! The membrane of this chapter, as the text explains it.

use common::numerics::elementary::exp;

// ANCHOR: decay
/// The voltage (mV) at `time` after it was `initial` (mV), with the
/// time constant `tau`; both times in ms.
pub fn voltage(initial: f64, time: f64, tau: f64) -> f64 {
    initial * exp(-time / tau)
}
// ANCHOR_END: decay
