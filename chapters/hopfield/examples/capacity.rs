use common::run::Run;
use hopfield::kernel::*;
use hopfield::simulation::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n: usize = a[1].parse().unwrap();
    let reps: u64 = a[2].parse().unwrap();
    let start: f64 = a[3].parse().unwrap();
    let order = match a[4].as_str() {
        "turn" => Order::InTurn,
        "drawn" => Order::Drawn,
        _ => Order::Shuffled,
    };
    for al in a[5..].iter() {
        let alpha: f64 = al.parse().unwrap();
        let t = std::time::Instant::now();
        let runs: Vec<u64> = (0..reps).collect();
        let out = Run::serial()
            .map(&runs, |&replica| {
                Retrieval {
                    neurons: n,
                    memories: (alpha * n as f64).round() as usize,
                    start,
                    order,
                    sweeps: 2000,
                    lost: -1.0,
                    seed: 1,
                    replica,
                }
                .run(&Run::serial())
            })
            .unwrap();
        let good = |k: usize| out.iter().filter(|o| o.after(k) > 0.7).count() as f64 / reps as f64;
        let mm: f64 = out
            .iter()
            .filter(|o| o.last() > 0.7)
            .map(|o| o.last())
            .sum::<f64>()
            / (good(usize::MAX) * reps as f64);
        let ml: f64 = out
            .iter()
            .filter(|o| o.last() < 0.7)
            .map(|o| o.last())
            .sum::<f64>()
            / ((1.0 - good(usize::MAX)) * reps as f64);
        let sw: f64 = out.iter().map(|o| o.overlaps.len() as f64).sum::<f64>() / reps as f64;
        let mx = out.iter().map(|o| o.overlaps.len()).max().unwrap();
        println!(
            "N {n} alpha {alpha} kept 10:{:.3} 30:{:.3} 100:{:.3} 300:{:.3} end:{:.3} m_good {mm:.4} m_bad {ml:.4} sweeps {sw:.1} max {mx} fixed {} time {:.2}",
            good(10),
            good(30),
            good(100),
            good(300),
            good(5000),
            out.iter().filter(|o| o.fixed).count(),
            t.elapsed().as_secs_f64()
        );
    }
}
