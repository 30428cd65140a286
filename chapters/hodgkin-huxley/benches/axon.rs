//! The squid's axon (10 cm in 1,000 compartments): a millisecond by the kernel, and by the plain
//! model of the text.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hodgkin_huxley::kernel::axon::FastCable;
use hodgkin_huxley::model::axon::{Axon, Cable, Grid};
use std::hint::black_box;

const GRID: Grid = Grid {
    count: 1000,
    length: 0.01,
    step: 0.005,
};
const STEPS: usize = 200;

fn benches(criterion: &mut Criterion) {
    let axon = Axon::default();
    let start = axon.membrane.steady_state(-65.0);
    let mut group = criterion.benchmark_group("compartment-steps");
    group.throughput(Throughput::Elements((STEPS * GRID.count) as u64));
    group.bench_function("kernel", |bencher| {
        bencher.iter(|| {
            let mut cable = FastCable::new(black_box(&axon), &GRID, &start);
            cable.advance(STEPS, 13_000.0, &mut []);
            cable.potential()
        });
    });
    group.bench_function("plain", |bencher| {
        bencher.iter(|| {
            let mut cable = Cable::new(black_box(&axon), &GRID, &start);
            for _ in 0..STEPS {
                cable.advance(13_000.0);
            }
            cable.potential
        });
    });
    group.finish();
}

criterion_group!(axons, benches);
criterion_main!(axons);
