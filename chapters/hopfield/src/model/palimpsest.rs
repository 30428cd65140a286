//! Two ways to go on learning for ever.

use super::Network;
use common::numerics::elementary::sqrt;

// ANCHOR: forgetting
impl Network {
    /// Learns one memory while all older ones fade by the factor
    /// 1 − ε/N.
    pub fn learn_fading(&mut self, memory: &[f64], rate: f64) {
        self.couplings *= 1.0 - rate / memory.len() as f64;
        self.learn(memory);
    }

    /// Learns one memory with couplings that stop at ±A/√N.
    pub fn learn_bounded(&mut self, memory: &[f64], bound: f64) {
        self.learn(memory);
        let most = bound / sqrt(memory.len() as f64);
        self.couplings.mapv_inplace(|j| j.clamp(-most, most));
    }
}
// ANCHOR_END: forgetting
