use common::numerics::random::stream;
use hopfield::kernel::*;
use std::time::Instant;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n: usize = a[1].parse().unwrap();
    let p: usize = a[2].parse().unwrap();
    let m0: f64 = a[3].parse().unwrap();
    let kind = if a.get(4).map(String::as_str) == Some("turn") {
        Order::InTurn
    } else {
        Order::Shuffled
    };
    println!("{:?}", width());
    let mut r = stream(1, 0);
    let t = Instant::now();
    let mem = Memories::random(n, p, &mut r);
    println!(
        "generate {:.4} s, {} MB",
        t.elapsed().as_secs_f64(),
        mem.bytes() / 1_000_000
    );
    let mut s = mem.memory(0);
    s.corrupt(((1.0 - m0) / 2.0 * n as f64).round() as usize, &mut r);
    let t = Instant::now();
    let mut net = Network::new(&mem, s);
    println!(
        "init {:.5} s planes {}",
        t.elapsed().as_secs_f64(),
        net.counters().planes()
    );
    let mut orders = Orders::new(kind, n);
    let t = Instant::now();
    for k in 0..400 {
        let t1 = Instant::now();
        let o = orders.next(&mut r);
        let to = t1.elapsed().as_secs_f64();
        let f = net.sweep(o);
        if k < 12 {
            println!(
                "order {to:.5} sweep {:.5} s, flips {f} m {:.4} planes {}",
                t1.elapsed().as_secs_f64() - to,
                net.overlap(0),
                net.counters().planes()
            );
        }
        if f == 0 {
            break;
        }
    }
    println!("dynamics {:.5} s", t.elapsed().as_secs_f64());
}
