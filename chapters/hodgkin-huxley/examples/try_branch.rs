
use hodgkin_huxley::analysis::*;
use hodgkin_huxley::model::Membrane;
fn main(){
    let mut m = Membrane::default();
    let args: Vec<String> = std::env::args().collect();
    if args.len()>1 { m.temperature = args[1].parse().unwrap(); }
    if args.len()>2 { m.potassium_conductance = args[2].parse().unwrap(); }
    let t = std::time::Instant::now();
    let b = branch_of_cycles(&m).unwrap();
    println!("{} orbits, {} folds, {:?}", b.orbits.len(), b.folds().count(), t.elapsed());
    for o in &b.orbits { println!("{:.6} T {:.5} V {:.3} {:.3} {:?} {}", o.current, o.period, o.highest, o.lowest, o.multipliers.map(|z| format!("{:.5e}{:+.2e}i",z.re,z.im)), o.is_stable()); }
    for o in b.folds() { println!("FOLD {:.10} T {:.8} V {:.3} {:.3} state {:?} {:?}", o.current, o.period, o.highest, o.lowest, o.state, o.multipliers.map(|z| format!("{:.5e}{:+.2e}i",z.re,z.im))); }
}
