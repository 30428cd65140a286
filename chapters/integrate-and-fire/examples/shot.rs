use common::numerics::random::stream;
use common::run::Run;
use integrate_and_fire::model::Neuron;
use integrate_and_fire::stochastic::*;
fn main() {
    let neuron = Neuron::default();
    for (mu, sigma, w, time) in [
        (16.0, 4.0, 1.0, 4e6),
        (16.0, 4.0, 0.5, 2e6),
        (16.0, 4.0, 0.25, 1e6),
        (16.0, 4.0, 0.125, 5e5),
        (20.0, 4.0, 0.5, 1e6),
        (20.0, 4.0, 0.25, 1e6),
    ] {
        let grid = Grid {
            low: 0.0,
            width: 1.0,
            cells: 20,
        };
        let input = ShotNoise::with_noise(&neuron, mu, sigma, w);
        let jobs: Vec<u64> = (0..32).collect();
        let all = Run::parallel()
            .map(&jobs, |&r| {
                let mut s = stream(5, r);
                Ok::<_, common::run::Cancelled>(shot_noise(
                    &neuron,
                    &input,
                    time / 32.0,
                    &grid,
                    &mut s,
                ))
            })
            .unwrap();
        let found = Occupation::rate(&all);
        let base = rate(&neuron, mu, sigma);
        let raised = Neuron {
            threshold: neuron.threshold + w / 2.0,
            ..neuron
        };
        // effective shift
        let (mut a, mut b) = (0.0, 2.0 * w);
        for _ in 0..60 {
            let m = 0.5 * (a + b);
            if rate(
                &Neuron {
                    threshold: neuron.threshold + m,
                    ..neuron
                },
                mu,
                sigma,
            ) > found.value
            {
                a = m
            } else {
                b = m
            }
        }
        println!(
            "mu {mu} w {w}: {:.4} ± {:.4}, base {base:.4}, raised {:.4}, shift/w {:.3}",
            found.value,
            found.standard_error.unwrap(),
            rate(&raised, mu, sigma),
            a / w
        );
    }
}
