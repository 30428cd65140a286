//! Channels one by one, while the potential is held.

use super::{Gate, Membrane};
use common::numerics::random::Stream;

// ANCHOR: channel
/// The four gates of a channel, at a held potential.
pub type Gates = [Gate; 4];

/// A channel with four gates, which conducts while all are open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Channel {
    /// How fast each gate opens and shuts.
    pub gates: Gates,
    /// Which gates are open.
    pub open: [bool; 4],
}

impl Channel {
    /// Whether current can flow.
    pub fn conducts(&self) -> bool {
        self.open == [true; 4]
    }
}

impl Membrane {
    /// The gates of a sodium channel and those of a potassium
    /// channel at a potential (mV).
    pub fn channel_gates(&self, v: f64) -> [Gates; 2] {
        let [m, h, n] = self.gates(v);
        [[m, m, m, h], [n, n, n, n]]
    }
}
// ANCHOR_END: channel

// ANCHOR: clamp
impl Channel {
    /// A channel at the moment of a step of the potential: its gates
    /// are as open as the old rates left them, and have new rates.
    pub fn drawn(old: Gates, new: Gates, random: &mut Stream) -> Self {
        let draw = |gate: Gate| random.uniform() < gate.steady_state();
        Self {
            gates: new,
            open: old.map(draw),
        }
    }
}
// ANCHOR_END: clamp

// ANCHOR: jump
impl Channel {
    /// Flips the next gate that flips; how long that took, in ms.
    pub fn jump(&mut self, random: &mut Stream) -> f64 {
        let rate = |i: usize| {
            let Gate { alpha, beta } = self.gates[i];
            if self.open[i] { beta } else { alpha }
        };
        let rates: [f64; 4] = std::array::from_fn(rate);
        let total: f64 = rates.iter().sum();
        let mut rest = total * random.uniform();
        let mut which = 0;
        while which < 3 && rest >= rates[which] {
            rest -= rates[which];
            which += 1;
        }
        self.open[which] = !self.open[which];
        random.exponential() / total
    }
}
// ANCHOR_END: jump

// ANCHOR: record
impl Channel {
    /// Lets the channel run from t = 0: whether it conducts at each
    /// of these times (ms, ascending).
    pub fn run(mut self, at: &[f64], random: &mut Stream) -> Vec<bool> {
        let mut record = Vec::with_capacity(at.len());
        let mut until = 0.0;
        while record.len() < at.len() {
            let conducts = self.conducts();
            until += self.jump(random);
            while at.get(record.len()).is_some_and(|&t| t < until) {
                record.push(conducts);
            }
        }
        record
    }
}
// ANCHOR_END: record
