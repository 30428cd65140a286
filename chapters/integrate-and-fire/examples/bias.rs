use common::numerics::random::stream;
use integrate_and_fire::model::Neuron;
use integrate_and_fire::stochastic::*;
fn main() {
    let args: Vec<f64> = std::env::args()
        .skip(1)
        .map(|a| a.parse().unwrap())
        .collect();
    let n = args[0] as usize;
    let neuron = Neuron::default();
    for (k, io) in args[1..].chunks(2).enumerate() {
        let mut s = stream(77, k as u64);
        let t = std::time::Instant::now();
        let found = intervals(&neuron, (io[0], io[1]), Scheme::Adaptive, n, &mut s);
        let (r, c) = (found.rate(), found.variability());
        let (er, ec) = (
            rate(&neuron, io[0], io[1]),
            variability(&neuron, io[0], io[1]).unwrap(),
        );
        println!(
            "{:?} rate {:.5} {:.5} z={:.2} rel {:.5} | cv {:.5} {:.5} z={:.2} se {:.4} {:?}",
            io,
            r.value,
            er,
            (r.value - er) / r.standard_error.unwrap(),
            r.value / er - 1.0,
            c.value,
            ec,
            (c.value - ec) / c.standard_error.unwrap(),
            c.standard_error.unwrap(),
            t.elapsed()
        );
    }
}
