//! Random numbers: one stream per replica, the same digits on every platform.
//!
//! The generator is `ChaCha` with eight rounds. Its key is made of the seed and its nonce is the
//! replica's number, so that replicas are independent and any of them can be drawn alone: results
//! do not depend on which thread ran which replica. Normals and exponentials are computed here on
//! [`elementary`](super::elementary), for those of `rand_distr` differ between platforms.

use super::elementary::{ln, sin_cos, sqrt};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Stream {
    generator: ChaCha8Rng,
    spare_normal: Option<f64>,
}

/// The stream of one replica of a computation with this seed.
pub fn stream(seed: u64, replica: u64) -> Stream {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(replica);
    Stream {
        generator,
        spare_normal: None,
    }
}

impl Stream {
    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.generator.next_u64()
    }

    /// Uniform in [0, 1): a multiple of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A whole number in `0..count`, each equally likely (Lemire's method, without bias).
    ///
    /// `count` is at least one; zero is read as one.
    pub fn below(&mut self, count: u64) -> u64 {
        let count = count.max(1);
        let surplus = count.wrapping_neg() % count;
        loop {
            let product = u128::from(self.bits()) * u128::from(count);
            if product as u64 >= surplus {
                return (product >> 64) as u64;
            }
        }
    }

    /// Standard normal: mean 0, variance 1 (Box and Muller, 1958; the second of each pair is kept
    /// for the next call).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        // 1 − u is in (0, 1], so that its logarithm is finite.
        let radius = sqrt(-2.0 * ln(1.0 - self.uniform()));
        let (sine, cosine) = sin_cos(std::f64::consts::TAU * self.uniform());
        self.spare_normal = Some(radius * sine);
        radius * cosine
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -ln(1.0 - self.uniform())
    }
}

#[cfg(test)]
mod tests {
    use super::super::elementary::{erf, exp};
    use super::*;

    const SAMPLES: usize = 200_000;

    /// The largest distance between the empirical and the given distribution, times √n.
    fn kolmogorov_smirnov(mut samples: Vec<f64>, distribution: impl Fn(f64) -> f64) -> f64 {
        samples.sort_by(f64::total_cmp);
        let n = samples.len() as f64;
        let distance = samples.iter().enumerate().fold(0.0_f64, |worst, (i, &x)| {
            let p = distribution(x);
            worst.max(p - i as f64 / n).max((i + 1) as f64 / n - p)
        });
        distance * sqrt(n)
    }

    /// Catches a distribution of the wrong shape. Kolmogorov's statistic exceeds 1.95 with
    /// probability 0.001; the seed is fixed.
    #[test]
    fn samples_follow_their_distributions() {
        let mut stream = stream(7, 0);
        let uniform = (0..SAMPLES).map(|_| stream.uniform()).collect();
        assert!(kolmogorov_smirnov(uniform, |x| x) < 1.95);
        let normal = (0..SAMPLES).map(|_| stream.normal()).collect();
        let gauss = |x: f64| 0.5 * (1.0 + erf(x * std::f64::consts::FRAC_1_SQRT_2));
        assert!(kolmogorov_smirnov(normal, gauss) < 1.95);
        let exponential = (0..SAMPLES).map(|_| stream.exponential()).collect();
        assert!(kolmogorov_smirnov(exponential, |x| 1.0 - exp(-x)) < 1.95);
    }

    /// Catches a wrong scale or correlated pairs of normals, within 4 standard errors.
    #[test]
    fn normals_have_the_moments_of_a_normal() {
        let mut stream = stream(11, 3);
        let x: Vec<f64> = (0..SAMPLES).map(|_| stream.normal()).collect();
        let n = SAMPLES as f64;
        let moment = |power: i32| {
            x.iter()
                .map(|&x| super::super::elementary::powi(x, power))
                .sum::<f64>()
                / n
        };
        assert!(moment(1).abs() < 4.0 / sqrt(n));
        assert!((moment(2) - 1.0).abs() < 4.0 * sqrt(2.0 / n));
        assert!((moment(4) - 3.0).abs() < 4.0 * sqrt(96.0 / n));
        let pairs = x.chunks_exact(2).map(|pair| pair[0] * pair[1]).sum::<f64>() / (n / 2.0);
        assert!(pairs.abs() < 4.0 / sqrt(n / 2.0));
    }

    /// Catches replicas that share numbers, or a stream that depends on what was drawn before.
    #[test]
    fn streams_are_reproducible_and_differ_between_replicas() {
        let draw = |seed, replica| {
            let mut stream = stream(seed, replica);
            (0..64).map(|_| stream.bits()).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, 2), draw(1, 2));
        let (a, b, c) = (draw(1, 2), draw(1, 3), draw(2, 2));
        assert!(a.iter().all(|x| !b.contains(x) && !c.contains(x)));
    }

    /// Catches a change of generator, key or conversion: these digits are what figures hold.
    #[test]
    fn the_first_numbers_of_a_stream_never_change() {
        let mut stream = stream(1, 0);
        assert_eq!(stream.bits(), FIRST_BITS);
    }
    const FIRST_BITS: u64 = 7_424_550_030_962_593_201;

    /// Catches a bias towards small numbers, within 4 standard errors of a binomial.
    #[test]
    fn whole_numbers_are_equally_likely() {
        let mut stream = stream(5, 0);
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[stream.below(7) as usize] += 1;
        }
        let error = 4.0 * sqrt(70_000.0 * (1.0 / 7.0) * (6.0 / 7.0));
        assert!(
            counts
                .iter()
                .all(|&count| (f64::from(count) - 10_000.0).abs() < error)
        );
    }
}
