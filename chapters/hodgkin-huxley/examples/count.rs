use hodgkin_huxley::analysis::*;
use hodgkin_huxley::model::Membrane;
fn main() {
    let m = Membrane::default();
    let s = m.steady_state(-65.0);
    let c: Vec<f64> = (0..22).map(|i| 50.0 + 5.0 * f64::from(i)).collect();
    let n = count_spikes(&m, &s, &c, 1000.0, 0.01).unwrap();
    for (c, n) in c.iter().zip(n) { println!("{c} {n} {:?}", cycle_at(&m, *c).map(|o| o.rate())); }
    let lo: Vec<f64> = (0..19).map(|k| 6.2642 + (f64::from(k) - 3.5) * 0.35151).collect();
    let t = std::time::Instant::now();
    let up = slow_sweep(&m, &resting_state(&m, lo[0]).unwrap(), &lo, 1.0, (1000.0, 500.0)).unwrap();
    let mut hi = lo.clone(); hi.reverse();
    let mut down = slow_sweep(&m, &resting_state(&m, 0.0).unwrap(), &hi, 1.0, (1000.0, 500.0)).unwrap();
    down.reverse();
    println!("{:?}", t.elapsed());
    for i in 0..lo.len() { println!("{:.3} {} {}", lo[i], up[i], down[i]); }
    for t in [0.0, 6.3, 12.0, 18.5, 25.0, 30.0] { let m = Membrane { temperature: t, ..m }; println!("{t} parts {}", hodgkin_huxley::kernel::parts(&m, 0.01)); }
}
