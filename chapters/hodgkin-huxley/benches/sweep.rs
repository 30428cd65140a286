//! The f–I sweep: a few currents by the kernel, by the plain method and by Runge and Kutta's; and the
//! whole sweep of a hundred currents for a second.

use common::numerics::steppers::rk4_step;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hodgkin_huxley::kernel::sweep;
use hodgkin_huxley::model::{Membrane, State};
use hodgkin_huxley::multistep;
use std::hint::black_box;

const STEPS: u32 = 1000;
const STEP: f64 = 0.01;

fn benches(criterion: &mut Criterion) {
    let membrane = Membrane::default();
    let start = membrane.steady_state(-65.0);
    let currents: Vec<f64> = (0..96).map(|i| 0.5 * f64::from(i)).collect();
    let mut group = criterion.benchmark_group("neuron-steps");
    group.throughput(Throughput::Elements(
        u64::from(STEPS) * currents.len() as u64,
    ));
    group.bench_function("kernel", |bencher| {
        let duration = f64::from(STEPS) * STEP;
        bencher.iter(|| sweep(black_box(&membrane), &start, &currents, duration, STEP));
    });
    group.bench_function("plain", |bencher| {
        let duration = f64::from(STEPS) * STEP;
        let times = |&current: &f64| {
            multistep::crossings(black_box(&membrane), &start, current, 0.0, duration, STEP)
        };
        bencher.iter(|| currents.iter().map(times).collect::<Vec<_>>());
    });
    group.bench_function("runge-kutta", |bencher| {
        bencher.iter(|| {
            let end = |&current: &f64| {
                let flow = |_: f64, x: &State| membrane.derivative(x, current);
                (0..STEPS).fold(start, |x, _| rk4_step(flow, 0.0, &x, STEP))
            };
            black_box(currents.iter().map(end).collect::<Vec<State>>())
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group("sweep");
    group.sample_size(10);
    let currents: Vec<f64> = (0..100).map(|i| 0.5 * f64::from(i)).collect();
    group.bench_function("100 currents, 1000 ms", |bencher| {
        bencher.iter(|| {
            let times = sweep(black_box(&membrane), &start, &currents, 1000.0, STEP);
            let total: usize = times.iter().map(Vec::len).sum();
            assert_eq!(total, 8205, "the exact number of spikes");
        });
    });
    group.finish();
}

criterion_group!(sweeps, benches);
criterion_main!(sweeps);
