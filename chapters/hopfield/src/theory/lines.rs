//! The lines of the phase diagram.

use super::AnalysisError;
use super::mixture::Mixture;
use super::saddle::{Branch, State, retrieval, without_overlap};
use common::claim::Digits;
use common::numerics::elementary::{erf, exp, sqrt};
use common::numerics::roots::{brent, try_brent};
use std::f64::consts::{FRAC_2_SQRT_PI, PI};
use std::sync::LazyLock;

/// `T_g(α)` = 1 + √α: below it neurons freeze.
///
/// # Source
/// Amit, Gutfreund and Sompolinsky (1985).
pub fn glass_temperature(loading: f64) -> f64 {
    1.0 + sqrt(loading)
}

/// The end of the retrieval state at a temperature: where its branch folds back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spinodal {
    /// Loading `α_M(T)`.
    pub loading: f64,
    /// Temperature.
    pub temperature: f64,
    /// Overlap there.
    pub overlap: f64,
    /// Edwards and Anderson's order parameter there.
    pub freezing: f64,
}

/// The largest loading at which the retrieval state exists, by a closed form in one unknown at zero
/// temperature: with y = m/√(2αr), α = ½(erf(y)/y − 2e^{−y²}/√π)², the largest over y. Returns
/// (`α_c`, m, y).
///
/// # Errors
/// If the root is not found.
///
/// # Source
/// Amit, Gutfreund and Sompolinsky (1985, 1987).
pub fn capacity() -> Result<(f64, f64, f64), AnalysisError> {
    // √(2α)·y = erf(y) − 2y e^{−y²}/√π; dα/dy = 0 where erf(y) = (2y/√π)(1 + 2y²)e^{−y²}.
    let slope = |y: f64| FRAC_2_SQRT_PI * y * (1.0 + 2.0 * y * y) * exp(-y * y) - erf(y);
    let y = brent(slope, 1.0, 3.0, 0.0)?;
    let root = erf(y) / y - FRAC_2_SQRT_PI * exp(-y * y);
    Ok((0.5 * root * root, erf(y), y))
}

/// The largest loading at which the symmetric theory has a retrieval state, at a temperature.
///
/// # Errors
/// From T = 1 up there is none.
pub fn retrieval_loading(temperature: f64) -> Result<Spinodal, AnalysisError> {
    let branch = Branch {
        mixture: Mixture::memory(),
        temperature,
    };
    let fold = branch.fold()?;
    Ok(Spinodal {
        loading: fold.loading,
        temperature,
        overlap: fold.overlap,
        freezing: fold.freezing,
    })
}

/// `α_M` at a temperature at which it exists.
fn edge(temperature: f64) -> Result<f64, AnalysisError> {
    retrieval_loading(temperature).map(|found| found.loading)
}

/// The largest value of a function with one maximum, and where, by golden sections.
fn largest(
    function: impl Fn(f64) -> Result<f64, AnalysisError>,
    mut low: f64,
    mut high: f64,
) -> Result<(f64, f64), AnalysisError> {
    let golden = 0.5 * (sqrt(5.0) - 1.0);
    let (mut a, mut b) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_a, mut at_b) = (function(a)?, function(b)?);
    // A maximum shows in half the digits only.
    while high - low > 1e-8 {
        if at_a >= at_b {
            (high, b, at_b) = (b, a, at_a);
            a = high - golden * (high - low);
            at_a = function(a)?;
        } else {
            (low, a, at_a) = (a, b, at_b);
            b = low + golden * (high - low);
            at_b = function(b)?;
        }
    }
    Ok(if at_a >= at_b { (at_a, a) } else { (at_b, b) })
}

/// The root of a function that can fail, to all digits.
fn root(
    function: impl FnMut(f64) -> Result<f64, AnalysisError>,
    low: f64,
    high: f64,
) -> Result<f64, AnalysisError> {
    try_brent(function, low, high, 0.0)
}

/// Loading and temperature of the point of `T_M(α)` that lies furthest out: the symmetric theory bends
/// back below it.
static FURTHEST: LazyLock<Result<(f64, f64), AnalysisError>> =
    LazyLock::new(|| largest(edge, 0.0, 0.1));

/// The same of `T_c(α)`.
static FURTHEST_CROSSING: LazyLock<Result<(f64, f64), AnalysisError>> = LazyLock::new(|| {
    // Along the line the two free energies are equal; where it is furthest out so are their slopes,
    // the entropies.
    let entropies = |temperature: f64| {
        let loading = crossing_loading(temperature)?;
        let memory = retrieval(loading, temperature)?;
        Ok(memory.entropy - without_overlap(loading, temperature)?.entropy)
    };
    let temperature = root(entropies, 0.01, 0.3)?;
    Ok((crossing_loading(temperature)?, temperature))
});

/// The furthest point of the line `T_M(α)` in the symmetric theory: its loading and its temperature.
///
/// # Errors
/// If a root is not found.
pub fn furthest() -> Result<(f64, f64), AnalysisError> {
    FURTHEST.clone()
}

fn beyond(what: &'static str, loading: f64, most: f64) -> AnalysisError {
    let most = Digits::Significant(7).print(most);
    AnalysisError::absent(
        what,
        format!("the symmetric theory has one up to a loading of {most}, and {loading} is more"),
    )
}

/// `T_M(α)`: the temperature up to which the retrieval state exists.
///
/// # Errors
/// If the loading is beyond the furthest at which it exists.
pub fn retrieval_temperature(loading: f64) -> Result<f64, AnalysisError> {
    if loading <= 0.0 {
        return Ok(1.0);
    }
    let (most, at) = furthest()?;
    if loading > most {
        return Err(beyond("temperature of retrieval", loading, most));
    }
    // Near T = 1, α_M = (1 − T)²/3.8 or so: far outside this bracket at its upper end.
    let hottest = 1.0 - 0.5 * sqrt(loading);
    root(|t| Ok(edge(t)? - loading), at, hottest)
}

/// The lower end of the stretch of temperatures in which the symmetric theory has a retrieval state,
/// for loadings between the capacity at zero temperature and the furthest.
///
/// # Errors
/// If there is no such end, because the state exists down to zero temperature or not at all.
pub fn lower_retrieval_temperature(loading: f64) -> Result<f64, AnalysisError> {
    let (most, at) = furthest()?;
    if loading > most {
        return Err(beyond("temperature of retrieval", loading, most));
    }
    let ground = edge(0.0)?;
    if loading < ground {
        return Err(AnalysisError::absent(
            "lower end of retrieval",
            format!(
                "up to a loading of {} the retrieval state exists down to zero temperature",
                Digits::Significant(7).print(ground)
            ),
        ));
    }
    root(|t| Ok(edge(t)? - loading), 0.0, at)
}

/// Free energy of the retrieval state minus that of the state without overlap.
fn excess(loading: f64, temperature: f64) -> Result<f64, AnalysisError> {
    let memory = retrieval(loading, temperature)?;
    let other = without_overlap(loading, temperature)?;
    Ok(memory.free_energy - other.free_energy)
}

/// The loading up to which the retrieval state is the state of lowest free energy, at a temperature:
/// the line `T_c(α)`, read along the other axis.
///
/// # Errors
/// From T = 1 up there is none.
pub fn crossing_loading(temperature: f64) -> Result<f64, AnalysisError> {
    let most = edge(temperature)?;
    root(|loading| excess(loading, temperature), 1e-3 * most, most)
}

/// `T_c(α)`: the temperature up to which the retrieval state has the lowest free energy.
///
/// # Errors
/// If at this loading it nowhere has.
pub fn crossing_temperature(loading: f64) -> Result<f64, AnalysisError> {
    if loading <= 0.0 {
        return Ok(1.0);
    }
    let (most, at) = FURTHEST_CROSSING.clone()?;
    if loading > most {
        return Err(beyond(
            "temperature below which memories are the ground state",
            loading,
            most,
        ));
    }
    let hottest = retrieval_temperature(loading)?;
    // At the fold itself the last digit decides whether there is a state.
    let hottest = hottest * (1.0 - 1e-12);
    let at = if excess(loading, 0.0)? <= 0.0 {
        0.0
    } else {
        at
    };
    root(|t| excess(loading, t), at, hottest)
}

/// `T_R(α)`: the temperature below which the retrieval state itself breaks replica symmetry, on the
/// line of de Almeida and Thouless, T(1 − C)² = αK.
///
/// # Errors
/// If the loading is beyond the one where this line meets `T_M(α)`.
///
/// # Source
/// de Almeida and Thouless (1978); Amit, Gutfreund and Sompolinsky (1987).
pub fn replicon_temperature(loading: f64) -> Result<f64, AnalysisError> {
    if loading <= 0.0 {
        return Ok(0.0);
    }
    let met = meeting()?;
    if loading > met.loading {
        return Err(AnalysisError::absent(
            "temperature of replica-symmetry breaking",
            format!(
                "above a loading of {} the retrieval state of the symmetric theory is unstable, or absent, at \
                 every temperature, and {loading} is above",
                Digits::Significant(7).print(met.loading)
            ),
        ));
    }
    let replicon = |t: f64| retrieval(loading, t).map(|state| state.replicon);
    if loading > edge(0.0)? {
        // The state begins at a temperature above zero, unstable.
        let low = lower_retrieval_temperature(loading)? * (1.0 + 1e-12);
        return root(replicon, low, met.temperature);
    }
    // At so small a loading the line lies below the smallest number there is.
    let near = zero_temperature_replicon(loading)?;
    if near < 1e-290 {
        return Ok(near);
    }
    root(replicon, 0.5 * near, (2.0 * near).min(met.temperature))
}

/// The same to leading order in T, αK/(1 − C)² at T = 0: (4/3) √(αr/2π) exp(−m²/2αr), which for small
/// α is √(8α/9π) exp(−1/2α).
///
/// # Errors
/// If there is no retrieval state at zero temperature.
pub fn zero_temperature_replicon(loading: f64) -> Result<f64, AnalysisError> {
    let State {
        overlap, spread, ..
    } = retrieval(loading, 0.0)?;
    let x = overlap / spread;
    Ok(4.0 / 3.0 * spread / sqrt(2.0 * PI) * exp(-0.5 * x * x))
}

/// Where `T_R(α)` meets `T_M(α)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meeting {
    /// Loading.
    pub loading: f64,
    /// Temperature.
    pub temperature: f64,
}

static MEETING: LazyLock<Result<Meeting, AnalysisError>> = LazyLock::new(|| {
    let at_fold = |temperature: f64| {
        let branch = Branch {
            mixture: Mixture::memory(),
            temperature,
        };
        let fold = branch.fold()?;
        Ok(branch.state(&fold, fold.loading).replicon)
    };
    let temperature = root(at_fold, 0.0, 0.1)?;
    let loading = edge(temperature)?;
    Ok(Meeting {
        loading,
        temperature,
    })
});

/// The point at which the line of de Almeida and Thouless of the retrieval state meets the line where
/// the state ends. From there to T = 0 the symmetric theory's `T_M(α)` lies in the region of broken
/// symmetry.
///
/// # Errors
/// If a root is not found.
pub fn meeting() -> Result<Meeting, AnalysisError> {
    MEETING.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a fold that is not the largest loading: the closed form needs no fold.
    #[test]
    fn the_fold_at_zero_temperature_is_that_of_the_closed_form() {
        let (loading, overlap, y) = capacity().unwrap();
        let fold = retrieval_loading(0.0).unwrap();
        assert!((fold.loading / loading - 1.0).abs() < 1e-14);
        // The overlap changes as the root of the distance from the fold.
        assert!((fold.overlap - overlap).abs() < 1e-9);
        assert!((erf(y) - overlap).abs() < 1e-15);
    }
}
