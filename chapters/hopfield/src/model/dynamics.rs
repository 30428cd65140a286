//! How the spins move: one at a time, each into its field.

use super::Network;
use common::numerics::elementary::exp;
use common::numerics::random::Stream;

// ANCHOR: update
/// Turns one spin into its field; where that is zero it stays as it is.
/// Says whether the spin has flipped.
pub fn update(network: &Network, spins: &mut [f64], i: usize) -> bool {
    let flips = network.field(spins, i) * spins[i] < 0.0;
    if flips {
        spins[i] = -spins[i];
    }
    flips
}
// ANCHOR_END: update

// ANCHOR: settle
/// Updates every neuron once, in this order; counts the flips.
pub fn sweep(
    network: &Network,
    spins: &mut [f64],
    // each neuron once
    order: &[usize],
) -> usize {
    let flips = order.iter().filter(|&&i| update(network, spins, i));
    flips.count()
}

/// Sweeps until no spin flips any more, or so many times at most;
/// counts the sweeps.
pub fn settle(
    network: &Network,
    spins: &mut [f64],
    order: &[usize],
    // sweeps at most
    most: usize,
) -> usize {
    let mut swept = 0;
    while swept < most && sweep(network, spins, order) > 0 {
        swept += 1;
    }
    swept
}
// ANCHOR_END: settle

// ANCHOR: glauber
/// One sweep at a temperature: each spin in turn is drawn anew, up with
/// the probability 1/(1 + e^(−2h/T)), down otherwise.
pub fn glauber_sweep(
    network: &Network,
    spins: &mut [f64],
    order: &[usize],
    temperature: f64,
    random: &mut Stream,
) {
    for &i in order {
        let field = network.field(spins, i);
        let up = 1.0 / (1.0 + exp(-2.0 * field / temperature));
        spins[i] = if random.uniform() < up { 1.0 } else { -1.0 };
    }
}
// ANCHOR_END: glauber
