//! Oja's rule for 100,000 inputs of 1,000 components, one direction with the variance ten and all
//! others one: by the kernel in both precisions, and by the plain rule of the text. The angle is
//! compared with theory before the clock starts.

use common::numerics::elementary::sqrt;
use common::numerics::random::stream;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use hebbian::analysis::direction::residual_of_spike;
use hebbian::kernel::learn;
use hebbian::model::{oja, output};
use std::hint::black_box;

const SIZE: usize = 1000;
const INPUTS: usize = 100_000;
const RATE: f64 = 1e-4;
const SPIKE: f64 = 10.0;

/// A random unit vector.
fn direction(replica: u64) -> Vec<f64> {
    let mut stream = stream(1, replica);
    let mut w: Vec<f64> = (0..SIZE).map(|_| stream.normal()).collect();
    let length = sqrt(output(&w, &w));
    for w in &mut w {
        *w /= length;
    }
    w
}

fn inputs(spike: &[f64]) -> Vec<f32> {
    let mut stream = stream(2, 0);
    let mut all = Vec::with_capacity(SIZE * INPUTS);
    for _ in 0..INPUTS {
        let mut u: Vec<f64> = (0..SIZE).map(|_| stream.normal()).collect();
        let along = (sqrt(SPIKE) - 1.0) * output(&u, spike);
        for (u, direction) in u.iter_mut().zip(spike) {
            *u += along * direction;
        }
        all.extend(u.iter().map(|&u| u as f32));
    }
    all
}

fn benches(criterion: &mut Criterion) {
    let spike = direction(0);
    let start = direction(1);
    let single = inputs(&spike);
    let double: Vec<f64> = single.iter().map(|&u| f64::from(u)).collect();
    let mut w = start.clone();
    learn(&mut w, &double, RATE);
    let product = output(&w, &spike);
    println!(
        "sin² of the angle after {INPUTS} inputs: {:.4}; theory, first order: {:.4}",
        1.0 - product * product / output(&w, &w),
        residual_of_spike(SIZE, SPIKE, RATE)
    );

    let mut group = criterion.benchmark_group("online");
    group.sample_size(10);
    group.throughput(Throughput::Elements(INPUTS as u64));
    group.bench_function("single", |bencher| {
        let first: Vec<f32> = start.iter().map(|&w| w as f32).collect();
        bencher.iter_batched_ref(
            || first.clone(),
            |w| learn(w, black_box(&single), RATE as f32),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("double", |bencher| {
        bencher.iter_batched_ref(
            || start.clone(),
            |w| learn(w, black_box(&double), RATE),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("plain", |bencher| {
        bencher.iter_batched_ref(
            || start.clone(),
            |w| {
                for u in black_box(&double).chunks_exact(SIZE) {
                    oja(w, u, RATE);
                }
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(online, benches);
criterion_main!(online);
