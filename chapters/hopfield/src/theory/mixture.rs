//! Symmetric mixtures: states that overlap with several memories alike.

use super::AnalysisError;
use super::saddle::{Branch, Point, State};
use common::numerics::roots::{bisect, brent};
use std::sync::LazyLock;

/// A value that the sum z = ξ¹ + … + ξⁿ of n random signs can take, up to its sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// The value |z|.
    pub sum: f64,
    /// Its probability.
    pub weight: f64,
    /// ⟨ξ¹ξ²⟩ given |z|.
    pub pair: f64,
}

/// A symmetric mixture of n memories.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixture {
    count: u32,
    levels: Vec<Level>,
}

static MEMORY: LazyLock<Mixture> = LazyLock::new(|| Mixture::of(1));

impl Mixture {
    /// A mixture of so many memories (at least one).
    pub fn of(count: u32) -> Self {
        let count = count.max(1);
        let n = f64::from(count);
        // Probabilities of the number of minus signs, by Pascal's rule: no factorial overflows.
        let mut row = vec![1.0];
        for _ in 0..count {
            let mut next = vec![0.0; row.len() + 1];
            for (index, &half) in row.iter().enumerate() {
                next[index] += 0.5 * half;
                next[index + 1] += 0.5 * half;
            }
            row = next;
        }
        let levels = (0..=count / 2).map(|minus| {
            let sum = n - 2.0 * f64::from(minus);
            let both = if sum > 0.0 { 2.0 } else { 1.0 };
            let pair = if count > 1 {
                (sum * sum - n) / (n * (n - 1.0))
            } else {
                0.0
            };
            Level {
                sum,
                weight: both * row[minus as usize],
                pair,
            }
        });
        Self {
            count,
            levels: levels.collect(),
        }
    }

    /// A single memory.
    pub(super) fn memory() -> &'static Self {
        &MEMORY
    }

    /// n, as a number to calculate with.
    pub(super) fn count(&self) -> f64 {
        f64::from(self.count)
    }

    /// The values of |z|, the largest first.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The overlap with each memory at zero temperature and loading: ⟨|z|⟩/n.
    pub fn ground_overlap(&self) -> f64 {
        let mean: f64 = self.levels.iter().map(|one| one.weight * one.sum).sum();
        mean / self.count()
    }

    pub(super) fn name(&self) -> &'static str {
        if self.count == 1 {
            "retrieval state"
        } else {
            "mixture state"
        }
    }
}

/// The eigenvalues of the free energy's curvature at a mixture, at zero loading. A negative one
/// makes it a saddle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stability {
    /// λ₁ = 1 − C + (n − 1) C₁₂-part: all overlaps grow alike.
    pub together: f64,
    /// λ₂ = 1 − C: another memory mixes in.
    pub another: f64,
    /// λ₃: one of the memories grows at the expense of the others. For a single memory, which has no
    /// others, it equals λ₂.
    pub apart: f64,
}

impl Stability {
    /// The smallest of the three.
    pub fn least(&self) -> f64 {
        self.together.min(self.another).min(self.apart)
    }

    fn of(point: &Point, count: f64) -> Self {
        let another = 1.0 - point.susceptibility;
        // (1/T)⟨ξ¹ξ² tanh²⟩ = −C₁₂, for ⟨ξ¹ξ²⟩ = 0.
        let mixed = -point.mixed;
        Self {
            together: another + (count - 1.0) * mixed,
            another,
            apart: another - mixed,
        }
    }
}

/// The overlap of a mixture of n memories with each of them, at zero loading. At zero temperature it is that of
/// the limit: neurons without a field, of an even number of memories, lie half this way and half that.
///
/// # Errors
/// At temperatures from 1 up.
pub fn mixture_overlap(count: u32, temperature: f64) -> Result<f64, AnalysisError> {
    if temperature == 0.0 {
        return Ok(Mixture::of(count).ground_overlap());
    }
    Ok(mixture_state(count, 0.0, temperature)?.0.overlap)
}

/// A mixture of n memories at a loading and a temperature, with its stability against growing apart.
///
/// # Errors
/// If there is none.
pub fn mixture_state(
    count: u32,
    loading: f64,
    temperature: f64,
) -> Result<(State, Stability), AnalysisError> {
    let mixture = Mixture::of(count);
    let branch = Branch {
        mixture: &mixture,
        temperature,
    };
    if loading == 0.0 && temperature == 0.0 && count.is_multiple_of(2) {
        return Err(AnalysisError::absent(
            "mixture state",
            format!(
                "{count} memories, an even number, leave neurons without a field, and at zero temperature \
                 these may do as they like"
            ),
        ));
    }
    let point = branch.with_loading(loading)?;
    let stability = Stability::of(&point, mixture.count());
    Ok((branch.state(&point, loading), stability))
}

/// The overlap and the energy of a mixture of n memories at zero temperature and loading: m = ⟨|z|⟩/n and
/// −n m²/2.
pub fn zero_temperature_mixture(count: u32) -> (f64, f64) {
    let m = Mixture::of(count).ground_overlap();
    (m, -0.5 * f64::from(count) * m * m)
}

/// The temperature up to which a mixture of n memories is stable, at zero loading: λ₃ = 0.
///
/// # Errors
/// For even n, which are saddles at every temperature.
pub fn mixture_temperature(count: u32) -> Result<f64, AnalysisError> {
    if count <= 1 {
        return Ok(1.0);
    }
    if count.is_multiple_of(2) {
        return Err(AnalysisError::absent(
            "temperature at which the mixture is stable",
            format!("with {count} memories, an even number, it is a saddle at every temperature"),
        ));
    }
    let apart = |temperature: f64| {
        mixture_state(count, 0.0, temperature).map_or(-1.0, |(_, stability)| stability.apart)
    };
    Ok(brent(apart, 1e-3, 0.9, 0.0)?)
}

/// The largest loading at which a mixture of an odd number of memories is stable, at a temperature.
/// It ends there because it no longer exists, or because one memory grows at the others' expense.
///
/// # Errors
/// If it is stable at no loading.
pub fn mixture_loading(count: u32, temperature: f64) -> Result<f64, AnalysisError> {
    let mixture = Mixture::of(count);
    let branch = Branch {
        mixture: &mixture,
        temperature,
    };
    let stable_alone = mixture_temperature(count)?;
    if temperature >= stable_alone {
        return Err(AnalysisError::absent(
            "stable mixture state",
            format!(
                "at zero loading a mixture of {count} is stable up to a temperature of {}, and \
                 {temperature} is not below",
                common::claim::Digits::Significant(5).print(stable_alone)
            ),
        ));
    }
    let fold = branch.fold()?;
    let apart = |point: &Point| Stability::of(point, mixture.count()).apart;
    if apart(&fold) >= 0.0 {
        return Ok(fold.loading);
    }
    let edge = bisect(
        |s| Ok::<_, AnalysisError>(branch.at(s).is_some_and(|point| apart(&point) >= 0.0)),
        fold.spread,
        1e-6 * fold.spread,
        1e-14,
    )?;
    branch
        .at(edge)
        .map(|point| point.loading)
        .ok_or_else(|| AnalysisError::absent("stable mixture state", "its branch has no points"))
}
