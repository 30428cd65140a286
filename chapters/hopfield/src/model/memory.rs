//! Memories, and how much a state resembles one.

use common::numerics::random::Stream;

// ANCHOR: memories
/// Random memories: every spin of each is +1 or −1, with equal
/// probability and independently of all others.
pub fn random_memories(
    neurons: usize,
    count: usize,
    // where the coins come from
    random: &mut Stream,
) -> Vec<Vec<f64>> {
    let mut coin = || if random.below(2) == 1 { 1.0 } else { -1.0 };
    (0..count)
        .map(|_| (0..neurons).map(|_| coin()).collect())
        .collect()
}
// ANCHOR_END: memories

// ANCHOR: overlap
/// The overlap of a state with a memory: 1 if they are equal, 0 if the
/// state tells nothing of the memory, −1 if it is its negative.
pub fn overlap(memory: &[f64], spins: &[f64]) -> f64 {
    let pairs = memory.iter().zip(spins);
    let agreement: f64 = pairs.map(|(a, b)| a * b).sum();
    agreement / spins.len() as f64
}
// ANCHOR_END: overlap
