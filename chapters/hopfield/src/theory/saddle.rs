//! The replica-symmetric saddle point: overlaps, noise, free energy.
//!
//! With s² = αr the variance of the noise that the other memories make, the equations are
//!
//! - n m = ⟨z tanh((z m + s x)/T)⟩, x a standard normal and z the sum of n signs (n = 1: a memory,
//!   more: a symmetric mixture of n of them),
//! - C = ⟨sech²(…)⟩/T = (1 − q)/T,
//! - r = q/(1 − C)².
//!
//! For a given s the first has one positive solution, for its right-hand side is concave in m; the
//! second and third then give the loading α = s²(1 − C)²/q to which s belongs. So one number, s, runs
//! along the whole branch of solutions at a temperature, and nothing is iterated to convergence.

use super::average::{Response, response, roughness};
use super::{AnalysisError, lines, mixture::Mixture};
use common::numerics::elementary::{ln_1p, sqrt};
use common::numerics::roots::{bisect, brent};
use std::f64::consts::PI;

/// A solution of the saddle-point equations and its thermodynamics, per neuron.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State {
    /// Loading α.
    pub loading: f64,
    /// Temperature T.
    pub temperature: f64,
    /// Overlap m with each memory that takes part (zero in the glass).
    pub overlap: f64,
    /// (1 − m)/2, the fraction of neurons that differ from the memory, with all its digits.
    pub errors: f64,
    /// Edwards and Anderson's order parameter q: mean square of a neuron's mean activity.
    pub freezing: f64,
    /// r: mean square of the overlaps with the other memories, in units of 1/N. Infinite nowhere.
    pub noise: f64,
    /// C = (1 − q)/T.
    pub susceptibility: f64,
    /// s = √(αr): standard deviation of the noise in a field.
    pub spread: f64,
    /// Free energy f per neuron.
    pub free_energy: f64,
    /// Energy per neuron, with the couplings of a neuron to itself left out.
    pub energy: f64,
    /// Entropy per neuron; negative where replica symmetry fails badly.
    pub entropy: f64,
    /// T(1 − C)² − αK, with K = ⟨sech⁴(h/T)⟩/T: positive where replica symmetry is stable.
    pub replicon: f64,
}

/// A point of a branch: the solution with this s.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) spread: f64,
    pub(super) overlap: f64,
    pub(super) errors: f64,
    pub(super) freezing: f64,
    pub(super) susceptibility: f64,
    /// C₁₂ = ⟨ξ¹ξ² sech²⟩/T, zero for a single memory.
    pub(super) mixed: f64,
    pub(super) loading: f64,
    /// d ln α / ds.
    pub(super) slope: f64,
}

/// All solutions of one kind at one temperature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Branch<'a> {
    pub(super) mixture: &'a Mixture,
    pub(super) temperature: f64,
}

/// Newton's steps down to the overlap: from the right of a concave function they can't overshoot.
const STEPS: usize = 200;

impl Branch<'_> {
    /// The overlap at this s: the largest solution of the first equation, zero if there is no other.
    fn overlap(&self, spread: f64) -> f64 {
        let count = self.mixture.count();
        let mut m = self.mixture.ground_overlap();
        for _ in 0..STEPS {
            let (mut excess, mut slope) = (-count * m, -count);
            for level in self.mixture.levels() {
                let found = response(level.sum * m, spread, self.temperature);
                excess += level.weight * level.sum * found.mean;
                slope += level.weight * level.sum * level.sum * found.susceptibility;
            }
            if slope >= 0.0 {
                return 0.0;
            }
            let step = excess / slope;
            m = (m - step).max(0.0);
            // Newton squares the error: after this step nothing is left of it.
            if step.abs() <= 1e-10 * m || m == 0.0 {
                break;
            }
        }
        // A solution other than zero leaves zero upwards: where it does not, what is left is rounding.
        let leaves = || response(0.0, spread, self.temperature).susceptibility > 1.0;
        if m < 1e-3 && !leaves() { 0.0 } else { m }
    }

    /// The solution at this s, if it has an overlap and C < 1.
    pub(super) fn at(&self, spread: f64) -> Option<Point> {
        let m = self.overlap(spread);
        (m > 0.0)
            .then(|| self.with_overlap(m, spread))
            .filter(|point| point.susceptibility < 1.0)
    }

    /// The solution without overlap at this s.
    pub(super) fn without_overlap(&self, spread: f64) -> Point {
        self.with_overlap(0.0, spread)
    }

    fn with_overlap(&self, m: f64, spread: f64) -> Point {
        let count = self.mixture.count();
        let temperature = self.temperature;
        let [mut shortfall, mut square, mut susceptibility, mut mixed] = [0.0; 4];
        let [mut by_spread, mut by_overlap, mut push, mut pull] = [0.0; 4];
        for level in self.mixture.levels() {
            let (z, weight) = (level.sum, level.weight);
            let found: Response = response(z * m, spread, temperature);
            shortfall += weight * found.shortfall;
            square += weight * found.square;
            susceptibility += weight * found.susceptibility;
            mixed += weight * level.pair * found.susceptibility;
            by_spread += weight * found.by_spread;
            by_overlap += weight * z * found.by_mean;
            push += weight * z * spread * found.by_mean / count;
            pull += weight * z * z * found.susceptibility / count;
        }
        // How the overlap follows s: from the first equation.
        let follows = if m > 0.0 { push / (1.0 - pull) } else { 0.0 };
        let rise = by_spread + by_overlap * follows;
        let rest = 1.0 - susceptibility;
        let errors = if count == 1.0 && m > 0.0 {
            0.5 * shortfall
        } else {
            0.5 * (1.0 - m)
        };
        Point {
            spread,
            overlap: m,
            errors,
            freezing: square,
            susceptibility,
            mixed,
            loading: if square > 0.0 {
                spread * spread * rest * rest / square
            } else {
                0.0
            },
            slope: 2.0 / spread - 2.0 * rise / rest + temperature * rise / square,
        }
    }

    /// Where the overlap ends because noise alone makes C = 1; zero at T ≥ 1.
    fn end(&self) -> Result<f64, AnalysisError> {
        if self.temperature >= 1.0 {
            return Ok(0.0);
        }
        // Noise of any strength lowers C, and at T = 0 it is √(2/π)/s.
        let most = sqrt(2.0 / PI);
        let excess = |s: f64| response(0.0, s, self.temperature).susceptibility - 1.0;
        Ok(brent(
            |s| if s == 0.0 { 1.0 } else { excess(s) },
            0.0,
            1.001 * most,
            0.0,
        )?)
    }

    /// The point with the largest loading of this branch, where it folds back.
    ///
    /// # Errors
    /// If the temperature leaves no overlap at all.
    pub(super) fn fold(&self) -> Result<Point, AnalysisError> {
        let end = self.end()?;
        if end <= 0.0 {
            return Err(self.too_hot());
        }
        let rises = |s: f64| self.at(s).map_or(-1.0, |point| point.slope);
        let spread = if self.mixture.count() == 1.0 {
            // C < 1 on the whole branch, and α vanishes at both of its ends.
            brent(rises, 1e-6 * end, (1.0 - 1e-6) * end, 1e-13 * end)?
        } else {
            // Where an even number of memories leaves neurons without a field, C < 1 only beyond some noise.
            let parts = if (self.mixture.count() / 2.0).fract() == 0.0 {
                256_u32
            } else {
                32
            };
            // The first is not zero, where nothing is defined.
            let at = |part: u32| end * (f64::from(part) / f64::from(parts)).max(1e-3);
            let Some(from) = (0..=parts).find(|&part| rises(at(part)) > 0.0) else {
                return Err(AnalysisError::absent(
                    self.mixture.name(),
                    format!(
                        "at a temperature of {} further memories would mix in, at any loading",
                        self.temperature
                    ),
                ));
            };
            let Some(past) = (from + 1..=parts).find(|&part| rises(at(part)) <= 0.0) else {
                return Err(self.too_hot());
            };
            bisect(
                |s| Ok::<_, AnalysisError>(rises(s) > 0.0),
                at(past),
                at(past - 1),
                1e-14 * end,
            )?
        };
        self.at(spread).ok_or_else(|| self.too_hot())
    }

    fn too_hot(&self) -> AnalysisError {
        let temperature = self.temperature;
        AnalysisError::absent(
            self.mixture.name(),
            format!(
                "at a temperature of {temperature} it would have no overlap with any memory, at any loading"
            ),
        )
    }

    /// The solution with this loading, on the side of the fold where the overlap is larger.
    ///
    /// # Errors
    /// If the loading is beyond the fold.
    pub(super) fn with_loading(&self, loading: f64) -> Result<Point, AnalysisError> {
        let absent = |most: f64| {
            AnalysisError::absent(
                self.mixture.name(),
                format!(
                    "at a temperature of {} it exists up to a loading of {}, and {loading} is more",
                    self.temperature,
                    common::claim::Digits::Significant(10).print(most)
                ),
            )
        };
        if self.temperature >= 1.0 {
            return Err(self.too_hot());
        }
        if loading == 0.0 {
            // Nothing disturbs: the overlap alone decides, even where another memory would mix in (C > 1).
            let m = self.overlap(0.0);
            return if m > 0.0 {
                Ok(self.with_overlap(m, 0.0))
            } else {
                Err(self.too_hot())
            };
        }
        let least = sqrt(loading);
        // A point beyond the loading on the rising side of the branch is as good a bracket as the fold.
        let beyond = [1.02, 1.1, 1.25].into_iter().find_map(|factor| {
            let point = self.at(factor * least)?;
            (point.slope > 0.0 && point.loading > loading).then_some(point)
        });
        let beyond = match beyond {
            Some(point) => point,
            None => self.fold()?,
        };
        if loading > beyond.loading {
            return Err(absent(beyond.loading));
        }
        let excess = |s: f64| self.at(s).map_or(0.0, |point| point.loading) - loading;
        // r = (1 − TC)/(1 − C)² is at least 1 for T ≤ 1, so that s² = αr is at least α.
        let spread = brent(excess, least * (1.0 - 1e-12), beyond.spread, 0.0)?;
        self.at(spread).ok_or_else(|| absent(beyond.loading))
    }

    /// The thermodynamics of a point. Its loading is set to the one asked for.
    pub(super) fn state(&self, point: &Point, loading: f64) -> State {
        let [mut fourth, mut disorder] = [0.0; 2];
        for level in self.mixture.levels() {
            let rough = roughness(level.sum * point.overlap, point.spread, self.temperature);
            fourth += level.weight * rough.fourth;
            disorder += level.weight * rough.entropy;
        }
        let c = point.susceptibility;
        let gain = 1.0 / (1.0 - c);
        let noise = point.freezing * gain * gain;
        let m2 = self.mixture.count() * point.overlap * point.overlap;
        // What the other memories add; without them nothing, whatever C is.
        let (energy, disorder) = if loading > 0.0 {
            (
                0.5 * (loading - m2 - loading * gain - loading * noise * c),
                disorder - 0.5 * loading * (c * gain + ln_1p(-c)),
            )
        } else {
            (-0.5 * m2, disorder)
        };
        State {
            loading,
            temperature: self.temperature,
            overlap: point.overlap,
            errors: point.errors,
            freezing: point.freezing,
            noise,
            susceptibility: c,
            spread: point.spread,
            free_energy: energy - self.temperature * disorder,
            energy,
            entropy: disorder,
            replicon: self.temperature * (1.0 - c) * (1.0 - c) - loading * fourth,
        }
    }
}

/// The retrieval state at a loading and a temperature: the network remembers one memory.
///
/// # Errors
/// If the memories are too many or the temperature is too high for one.
///
/// # Source
/// Amit, Gutfreund and Sompolinsky (1985, 1987).
///
/// # Examples
/// ```
/// let state = hopfield::theory::retrieval(0.1, 0.0)?;
/// assert!((state.overlap - 0.997999266347).abs() < 1e-12);
/// # Ok::<_, hopfield::theory::AnalysisError>(())
/// ```
pub fn retrieval(loading: f64, temperature: f64) -> Result<State, AnalysisError> {
    let branch = Branch {
        mixture: Mixture::memory(),
        temperature,
    };
    let point = branch.with_loading(loading)?;
    Ok(branch.state(&point, loading))
}

/// The spin glass: frozen, and without an overlap with any memory.
///
/// # Errors
/// If the temperature is too high for the neurons to freeze, or there are no memories to disagree.
pub fn spin_glass(loading: f64, temperature: f64) -> Result<State, AnalysisError> {
    if loading <= 0.0 {
        return Err(AnalysisError::absent(
            "spin glass",
            "with a loading of zero no memories disturb one another",
        ));
    }
    let freezes = lines::glass_temperature(loading);
    if temperature >= freezes {
        return Err(AnalysisError::absent(
            "spin glass",
            format!(
                "at a loading of {loading} neurons freeze below a temperature of {}, and {temperature} \
                 is not below",
                common::claim::Digits::Significant(6).print(freezes)
            ),
        ));
    }
    let branch = Branch {
        mixture: Mixture::memory(),
        temperature,
    };
    let excess = |s: f64| branch.without_overlap(s).loading - loading;
    let mut low = branch.end()?;
    if low == 0.0 {
        // α → (T − 1)² < α as the noise vanishes.
        low = 1e-9;
    }
    let mut high = low + sqrt(loading);
    while excess(high) <= 0.0 {
        high *= 1.5;
    }
    // So close to where neurons cease to freeze, or to no loading at all, that rounding hides the difference.
    let spread = if excess(low) >= 0.0 {
        low
    } else {
        brent(excess, low, high, 0.0)?
    };
    Ok(branch.state(&branch.without_overlap(spread), loading))
}

/// The paramagnet: every neuron's mean activity is zero.
///
/// # Errors
/// At temperatures up to 1, where the noise that memories make in it has no limit.
pub fn paramagnet(loading: f64, temperature: f64) -> Result<State, AnalysisError> {
    if temperature <= 1.0 {
        return Err(AnalysisError::absent(
            "paramagnet",
            format!(
                "at a temperature of {temperature}, not above 1, every overlap would grow from noise"
            ),
        ));
    }
    let branch = Branch {
        mixture: Mixture::memory(),
        temperature,
    };
    Ok(branch.state(&branch.without_overlap(0.0), loading))
}

/// The state without an overlap: the spin glass where neurons freeze, else the paramagnet.
///
/// # Errors
/// As [`spin_glass`] and [`paramagnet`].
pub fn without_overlap(loading: f64, temperature: f64) -> Result<State, AnalysisError> {
    if loading > 0.0 && temperature < lines::glass_temperature(loading) {
        spin_glass(loading, temperature)
    } else {
        paramagnet(loading, temperature)
    }
}
