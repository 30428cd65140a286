use hodgkin_huxley::kernel::sweep;
use hodgkin_huxley::model::Membrane;
fn main() {
    let m = Membrane::default();
    let s = m.steady_state(-65.0);
    let c: Vec<f64> = (0..100).map(|i| 0.5 * f64::from(i)).collect();
    let mut t: Vec<f64> = Vec::new();
    let mut total = 0;
    for _ in 0..7 { let a = std::time::Instant::now(); total = sweep(&m, &s, &c, 1000.0, 0.01).iter().map(Vec::len).sum(); t.push(a.elapsed().as_secs_f64()); }
    t.sort_by(f64::total_cmp);
    println!("{total} median {:.4} min {:.4}", t[3], t[0]);
}
