//! The packed network computes what the plain one does: exactly, in integers.

#![allow(
    clippy::cast_possible_wrap,
    reason = "numbers of neurons stay far below 2⁶³"
)]

use common::numerics::random::{Stream, stream};
use hopfield::kernel::{CachedNetwork, Memories, Network, Order, Orders, Spins};
use hopfield::model;

/// Hebb's couplings times N, without self-couplings, formed in full.
fn couplings(memories: &Memories) -> Vec<Vec<i64>> {
    let n = memories.neurons();
    let spin = |mu, i| if memories.up(mu, i) { 1 } else { -1 };
    let element = |i: usize, j: usize| -> i64 {
        if i == j {
            return 0;
        }
        (0..memories.count())
            .map(|mu| spin(mu, i) * spin(mu, j))
            .sum()
    };
    (0..n)
        .map(|i| (0..n).map(|j| element(i, j)).collect())
        .collect()
}

fn sign(spins: &Spins, i: usize) -> i64 {
    if spins.up(i) { 1 } else { -1 }
}

fn brute_field(couplings: &[Vec<i64>], spins: &Spins, i: usize) -> i64 {
    let row = couplings[i].iter().enumerate();
    row.map(|(j, coupling)| coupling * sign(spins, j)).sum()
}

fn brute_sweep(couplings: &[Vec<i64>], spins: &mut Spins, order: &[u32]) -> usize {
    let mut flips = 0;
    for &i in order {
        let i = i as usize;
        if brute_field(couplings, spins, i) * sign(spins, i) < 0 {
            spins.flip(i);
            flips += 1;
        }
    }
    flips
}

/// A number of neurons and one of memories, mostly no multiples of 64, among them odd ones, few
/// and many, and more memories than a block holds.
fn sizes(random: &mut Stream, case: usize) -> (usize, usize) {
    let neurons = 2 + random.below(260) as usize;
    let most = [3, 40, 130, 600, 1200][case % 5];
    (neurons, 1 + random.below(most) as usize)
}

/// A state near a memory, near a mixture, anything, or a memory itself.
fn start(memories: &Memories, case: usize, random: &mut Stream) -> Spins {
    let neurons = memories.neurons();
    let mut spins = if case.is_multiple_of(3) {
        Spins::random(neurons, random)
    } else {
        memories.memory(random.below(memories.count() as u64) as usize)
    };
    if case % 3 == 2 {
        spins.corrupt(neurons / 5, random);
    }
    spins
}

/// Catches a wrong mask in the last word, a lost carry, a plane too few, a wrong self-coupling: all
/// fields, overlaps and flips of whole runs are compared with couplings that are formed in full.
#[test]
fn fields_and_flips_equal_those_of_couplings_formed_in_full() {
    let mut random = stream(8, 0);
    for case in 0..150 {
        let (neurons, count) = sizes(&mut random, case);
        let memories = Memories::random(neurons, count, &mut random);
        let couplings = couplings(&memories);
        let mut brute = start(&memories, case, &mut random);
        let mut network = Network::new(&memories, brute.clone());
        let kind = [Order::Shuffled, Order::InTurn, Order::Drawn][case % 3];
        let mut orders = Orders::new(kind, neurons);
        for _ in 0..6 {
            for i in 0..neurons {
                assert_eq!(
                    network.field(i),
                    brute_field(&couplings, &brute, i),
                    "N = {neurons}, P = {count}, neuron {i}"
                );
            }
            for mu in 0..count {
                assert_eq!(network.agreement(mu), memories.memory(mu).agreement(&brute));
            }
            let order = orders.next(&mut random).to_vec();
            let flips = brute_sweep(&couplings, &mut brute, &order);
            assert_eq!(network.sweep(&order), flips);
            assert_eq!(network.spins(), &brute);
        }
    }
}

/// Catches a plane that overflows unseen: a state that moves from one memory to its negative takes
/// every counter across its whole range.
#[test]
fn counters_follow_a_state_to_its_opposite() {
    let mut random = stream(8, 1);
    for case in 0..30 {
        let (neurons, count) = sizes(&mut random, case);
        let memories = Memories::random(neurons, count, &mut random);
        let target = memories.memory(0);
        // Starts where no counter is large, and goes to a memory and to its negative.
        let mut network = Network::new(&memories, Spins::random(neurons, &mut random));
        for sense in [true, false] {
            for i in 0..neurons {
                if network.spins().up(i) != (target.up(i) == sense) {
                    network.force(i);
                }
            }
            let full = if sense {
                neurons as i64
            } else {
                -(neurons as i64)
            };
            assert_eq!(network.agreement(0), full);
            for mu in 0..count {
                let expected = memories.memory(mu).agreement(network.spins());
                assert_eq!(network.agreement(mu), expected);
            }
        }
    }
}

/// Catches a parallel step that sees the flips of its own step.
#[test]
fn a_parallel_step_updates_all_neurons_from_the_same_state() {
    let mut random = stream(8, 2);
    for case in 0..30 {
        let (neurons, count) = sizes(&mut random, case);
        let memories = Memories::random(neurons, count, &mut random);
        let couplings = couplings(&memories);
        let mut brute = start(&memories, case, &mut random);
        let mut network = Network::new(&memories, brute.clone());
        for _ in 0..3 {
            let before = brute.clone();
            for i in 0..neurons {
                if brute_field(&couplings, &before, i) * sign(&before, i) < 0 {
                    brute.flip(i);
                }
            }
            network.parallel_step();
            assert_eq!(network.spins(), &brute);
        }
    }
}

/// Catches a kernel that is exact about another model than the text's. With N a power of two the
/// plain model's couplings k/N and their sums are exact in floating point, so that even fields of
/// exactly zero agree, and so does every random decision at a temperature.
#[test]
fn the_kernel_and_the_plain_model_go_the_same_way() {
    for (case, count) in [3_usize, 17, 40, 64, 90].into_iter().enumerate() {
        let neurons = 128;
        let mut random = stream(8, 3 + case as u64);
        let plain = model::random_memories(neurons, count, &mut random);
        let memories = Memories::from_fn(neurons, count, |mu, i| plain[mu][i] > 0.0);
        let network = model::hebb(neurons, &plain);
        let mut state = start(&memories, 2, &mut random);
        let mut spins: Vec<f64> = (0..neurons).map(|i| state.spin(i)).collect();
        let order: Vec<usize> = (0..neurons).collect();
        let packed_order: Vec<u32> = (0..neurons as u32).collect();
        let mut packed = Network::new(&memories, state.clone());
        for step in 0..8 {
            if step < 4 {
                let temperature = 0.3;
                let mut copy = random.clone();
                packed.glauber_sweep(&packed_order, temperature, &mut copy);
                model::glauber_sweep(&network, &mut spins, &order, temperature, &mut random);
            } else {
                let flips = packed.sweep(&packed_order);
                assert_eq!(flips, model::sweep(&network, &mut spins, &order));
            }
            state = packed.spins().clone();
            assert!(
                (0..neurons).all(|i| state.spin(i) == spins[i]),
                "P = {count}, {step}"
            );
            for (mu, memory) in plain.iter().enumerate() {
                assert_eq!(packed.overlap(mu), model::overlap(memory, &spins));
            }
            // Sums of squares against a sum of fields: the same but for rounding.
            let energy = network.energy(&spins) / neurons as f64;
            assert!((packed.energy() - energy).abs() < 1e-12);
        }
    }
}

/// Catches a state that is called fixed and isn't, and a fixed one that goes on for ever.
#[test]
fn a_run_ends_in_a_fixed_point_that_one_at_a_time_dynamics_never_leaves() {
    let mut random = stream(8, 20);
    for kind in [Order::Shuffled, Order::InTurn, Order::Drawn] {
        let memories = Memories::random(500, 60, &mut random);
        let mut network = Network::new(&memories, Spins::random(500, &mut random));
        let mut orders = Orders::new(kind, 500);
        let settled = network.settle(&mut orders, 1000, &mut random);
        assert!(settled.fixed && network.is_fixed() && network.parallel_step() == 0);
    }
}

/// Catches fields that are kept and no longer true after a flip.
#[test]
fn fields_that_are_kept_are_those_that_are_computed() {
    let mut random = stream(8, 30);
    for case in 0..30 {
        let (neurons, count) = sizes(&mut random, case);
        let memories = Memories::random(neurons, count, &mut random);
        let state = start(&memories, case, &mut random);
        let mut network = Network::new(&memories, state.clone());
        let mut cached = CachedNetwork::new(&memories, state);
        let mut orders = Orders::new(Order::Shuffled, neurons);
        for _ in 0..5 {
            let order = orders.next(&mut random).to_vec();
            assert_eq!(network.sweep(&order), cached.sweep(&order));
            assert_eq!(network.spins(), cached.spins());
            assert!((0..neurons).all(|i| network.field(i) == cached.field(i)));
        }
    }
}

/// Catches a square that is turned round the wrong diagonal, and rows or columns lost at the edges.
#[test]
fn packed_signs_are_the_signs() {
    let mut random = stream(8, 40);
    for case in 0..30 {
        let (neurons, count) = sizes(&mut random, case);
        let memories = Memories::random(neurons, count, &mut random);
        let sign = |mu, i| if memories.up(mu, i) { 1_i8 } else { -1 };
        let signs = (0..count).map(|mu| (0..neurons).map(|i| sign(mu, i)).collect());
        let packed = Memories::pack(&signs.collect::<Vec<Vec<i8>>>());
        assert_eq!((packed.neurons(), packed.count()), (neurons, count));
        for mu in 0..count {
            assert_eq!(packed.memory(mu), memories.memory(mu));
        }
        let state = Spins::random(neurons, &mut random);
        let fields = |memories: &Memories| Network::new(memories, state.clone()).fields();
        assert_eq!(fields(&packed), fields(&memories));
    }
}

/// Catches rows that still hold what stood there before: memories that are gone leave their room to the
/// next, which must not find the old bits in it, not in the padding either.
#[test]
fn memories_in_used_room_are_as_in_fresh_room() {
    let up = |mu: usize, i: usize| (3 * mu + i * i) % 5 < 2;
    for _ in 0..6 {
        drop(Memories::from_fn(120, 600, |_, _| true));
        let memories = Memories::from_fn(50, 70, up);
        for mu in 0..70 {
            for i in 0..50 {
                assert_eq!(memories.up(mu, i), up(mu, i));
            }
        }
        let spins = memories.memory(3);
        let plain = couplings(&memories);
        let network = Network::new(&memories, spins.clone());
        for (i, field) in network.fields().into_iter().enumerate() {
            assert_eq!(field, brute_field(&plain, &spins, i));
        }
    }
}
