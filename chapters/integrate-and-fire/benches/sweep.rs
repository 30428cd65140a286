//! The f–I sweep of a thousand drives for ten seconds: by the kernel, and by the plain model of the
//! text. The rates are compared with the closed form before the clock starts.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use integrate_and_fire::kernel::{Stretch, count_spikes, spike_times};
use integrate_and_fire::model::{Neuron, State};
use std::hint::black_box;

const DRIVES: u32 = 1000;
const DURATION: f64 = 10_000.0;

fn benches(criterion: &mut Criterion) {
    let neuron = Neuron::default();
    let drives: Vec<f64> = (0..DRIVES)
        .map(|i| 60.0 * f64::from(i) / f64::from(DRIVES - 1))
        .collect();
    let counts = count_spikes(&neuron, State::REST, &drives, DURATION);
    let spikes: u64 = counts.iter().sum();
    report(&neuron, &drives, &counts);

    let mut group = criterion.benchmark_group("sweep");
    group.throughput(Throughput::Elements(spikes));
    group.bench_function("counts", |bencher| {
        bencher.iter(|| count_spikes(black_box(&neuron), State::REST, &drives, DURATION));
    });
    group.bench_function("times", |bencher| {
        let duration = DURATION;
        bencher.iter(|| {
            let train = |&drive: &f64| {
                spike_times(
                    black_box(&neuron),
                    State::REST,
                    &[Stretch { drive, duration }],
                )
            };
            drives.iter().map(train).collect::<Vec<Vec<f64>>>()
        });
    });
    group.bench_function("plain", |bencher| {
        bencher.iter(|| {
            let count = |&drive: &f64| {
                let mut count = 0_u64;
                neuron.advance(black_box(State::REST), drive, DURATION, |_| count += 1);
                count
            };
            drives.iter().map(count).collect::<Vec<u64>>()
        });
    });
    group.finish();
}

/// How far the simulated rates are from the closed form: as counts over the duration, and as
/// intervals between the first and the last spike.
fn report(neuron: &Neuron, drives: &[f64], counts: &[u64]) {
    let (mut counted, mut timed) = (0.0_f64, 0.0_f64);
    for (&drive, &count) in drives.iter().zip(counts) {
        let rate = neuron.rate(drive);
        counted = counted.max((1000.0 * count as f64 / DURATION - rate).abs());
        let stretch = Stretch {
            drive,
            duration: DURATION,
        };
        let times = spike_times(neuron, State::REST, &[stretch]);
        if let [first, .., last] = times[..] {
            let simulated = 1000.0 * (times.len() - 1) as f64 / (last - first);
            timed = timed.max((simulated - rate).abs());
        }
    }
    let spikes: u64 = counts.iter().sum();
    println!(
        "{spikes} spikes; largest error of a rate: {counted:.2e} Hz by counting for 10 s, \
         {timed:.1e} Hz by the spikes' times"
    );
}

criterion_group!(sweeps, benches);
criterion_main!(sweeps);
