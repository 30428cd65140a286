//! From the memories to the fixed point; sweeps of a hundred thousand neurons; fields that are kept
//! against fields that are computed; replicas on one core and on two; and what the machine can do at
//! best: memory read from end to end, ones counted in the cache.
//!
//! The peers to run beside it: any dense simulation of 10,000 neurons with 1,000 memories, from an
//! overlap of 0.6 in random order until nothing flips.

use common::numerics::random::{Stream, stream};
use common::run::{Cancelled, Run};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hopfield::kernel::{CachedNetwork, Memories, Network, Order, Orders, Spins, width};
use hopfield::simulation::Retrieval;
use std::hint::black_box;

fn start(memories: &Memories, overlap: f64, random: &mut Stream) -> Spins {
    let mut spins = memories.memory(0);
    spins.corrupt(
        (0.5 * (1.0 - overlap) * memories.neurons() as f64) as usize,
        random,
    );
    spins
}

/// As plain signs, a row for each memory, which is how a user has them.
fn signs(memories: &Memories) -> Vec<Vec<i8>> {
    let sign = |mu, i| if memories.up(mu, i) { 1 } else { -1 };
    let row = |mu| (0..memories.neurons()).map(|i| sign(mu, i)).collect();
    (0..memories.count()).map(row).collect()
}

fn fixed_point(criterion: &mut Criterion) {
    println!("counting with {:?}", width());
    let mut random = stream(1, 0);
    let memories = Memories::random(10_000, 1_000, &mut random);
    let spins = start(&memories, 0.6, &mut random);
    let plain = signs(&memories);
    let mut group = criterion.benchmark_group("10,000 neurons, 1,000 memories");
    group.sample_size(20);
    group.bench_function("pack", |bencher| {
        bencher.iter(|| Memories::pack(black_box(&plain)));
    });
    group.bench_function("packed memories to fixed point", |bencher| {
        bencher.iter(|| {
            let mut random = stream(2, 0);
            let mut network = Network::new(black_box(&memories), spins.clone());
            let mut orders = Orders::new(Order::Shuffled, 10_000);
            let settled = network.settle(&mut orders, 40, &mut random);
            assert!(settled.fixed && network.overlap(0) > 0.99);
        });
    });
    group.bench_function("the same, all fields kept", |bencher| {
        bencher.iter(|| {
            let mut random = stream(2, 0);
            let mut network = CachedNetwork::new(black_box(&memories), spins.clone());
            let mut orders = Orders::new(Order::Shuffled, 10_000);
            while network.sweep(orders.next(&mut random)) > 0 {}
        });
    });
    group.finish();
}

fn large(criterion: &mut Criterion) {
    let mut random = stream(3, 0);
    let memories = Memories::random(100_000, 13_000, &mut random);
    let mut network = Network::new(&memories, memories.memory(0));
    let mut group = criterion.benchmark_group("100,000 neurons, 13,000 memories");
    group
        .sample_size(10)
        .throughput(Throughput::Bytes(memories.bytes() as u64));
    group.bench_function("counters", |bencher| {
        bencher.iter(|| Network::new(black_box(&memories), memories.memory(0)));
    });
    for (name, kind) in [
        ("sweep in turn", Order::InTurn),
        ("sweep shuffled", Order::Shuffled),
    ] {
        let mut orders = Orders::new(kind, 100_000);
        group.bench_function(name, |bencher| {
            bencher.iter(|| network.sweep(black_box(orders.next(&mut random))));
        });
    }
    let mut cached = CachedNetwork::new(&memories, memories.memory(0));
    group.bench_function("one flip, all fields kept", |bencher| {
        bencher.iter(|| cached.flip(black_box(7)));
    });
    let bytes = vec![3_u64; memories.bytes() / 8];
    group.bench_function("read as much memory", |bencher| {
        bencher.iter(|| {
            black_box(&bytes)
                .iter()
                .fold(0, |sum: u64, x| sum.wrapping_add(*x))
        });
    });
    group.finish();
}

fn replicas(criterion: &mut Criterion) {
    let runs: Vec<Retrieval> = (0..64)
        .map(|replica| Retrieval {
            neurons: 10_000,
            memories: 1_400,
            start: 1.0,
            order: Order::Shuffled,
            sweeps: 20,
            lost: -1.0,
            seed: 1,
            replica,
        })
        .collect();
    let mut group = criterion.benchmark_group("64 replicas");
    group.sample_size(10);
    for threads in [1, 2] {
        let run = Run::serial().threads(threads);
        group.bench_function(format!("on {threads}"), |bencher| {
            bencher.iter(|| {
                let ends = run.map(&runs, |one| one.run(&run).map(|outcome| outcome.last()));
                black_box::<Result<Vec<f64>, Cancelled>>(ends)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, fixed_point, large, replicas);
criterion_main!(benches);
