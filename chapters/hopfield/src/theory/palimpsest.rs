//! Memories that fade: each is stored with the weight e^{−εu}, u = age/N.

use super::AnalysisError;
use common::numerics::elementary::{erf, exp, ln, ln_1p, sqrt};
use common::numerics::roots::brent;
use std::f64::consts::PI;

/// The retrieval state of a memory of some age.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fading {
    /// Memories learned since, over N.
    pub age: f64,
    /// Overlap of the retrieval state.
    pub overlap: f64,
}

/// The state with field over noise y = λm/√(2αr), at zero temperature: its age and its overlap.
///
/// Each of the other memories adds its λ² to the noise, increased by the response C as in the
/// symmetric theory: αr = ∫₀^∞ λ²/(1 − Cλ)² du = [C/(1−C) + ln(1−C)]/(εC²), and
/// C = √(2/(παr)) e^{−y²}. Both together leave one equation for C.
fn state(rate: f64, y: f64) -> Result<Fading, AnalysisError> {
    let wanted = 2.0 * rate * exp(-2.0 * y * y) / PI;
    let response = if wanted < 1e-14 {
        // C/(1−C) + ln(1−C) → C²/2.
        sqrt(2.0 * wanted)
    } else {
        brent(
            |c| c / (1.0 - c) + ln_1p(-c) - wanted,
            0.0,
            1.0 - 1e-15,
            0.0,
        )?
    };
    let noise = if response < 1e-7 {
        0.5 / rate
    } else {
        2.0 * exp(-2.0 * y * y) / (PI * response * response)
    };
    let overlap = erf(y);
    let weight = y * sqrt(2.0 * noise) / overlap;
    let age = -ln(weight) / rate;
    Ok(Fading { age, overlap })
}

/// The oldest memory that is still retrieved: age and overlap. The age is negative where even the
/// memory just learned is not.
fn oldest(rate: f64) -> Result<(f64, Fading), AnalysisError> {
    // The age as a function of y has one maximum; golden sections of it.
    let ratio = 0.5 * (sqrt(5.0) - 1.0);
    let age = |y: f64| state(rate, y).map(|state| state.age);
    let (mut a, mut b) = (0.5, 4.0 + sqrt(rate).min(4.0));
    let (mut c, mut d) = (b - ratio * (b - a), a + ratio * (b - a));
    let (mut at_c, mut at_d) = (age(c)?, age(d)?);
    while b - a > 1e-9 {
        if at_c > at_d {
            (b, d, at_d) = (d, c, at_c);
            c = b - ratio * (b - a);
            at_c = age(c)?;
        } else {
            (a, c, at_c) = (c, d, at_d);
            d = a + ratio * (b - a);
            at_d = age(d)?;
        }
    }
    let y = 0.5 * (a + b);
    Ok((y, state(rate, y)?))
}

/// The age up to which memories that fade at this rate are retrieved, over N, and the overlap of the
/// oldest.
///
/// # Errors
/// If the rate is so small that old memories drown every new one.
///
/// # Source
/// Mézard, Nadal and Toulouse (1986), whose ε is √(2ε) here.
pub fn fading_capacity(rate: f64) -> Result<Fading, AnalysisError> {
    let (_, last) = oldest(rate)?;
    if last.age > 0.0 {
        Ok(last)
    } else {
        Err(AnalysisError::absent(
            "age of retrieval",
            format!(
                "with memories that fade at the rate {rate} even the latest is drowned by the older ones"
            ),
        ))
    }
}

/// The overlaps of memories against their age, at so many points from the latest to the oldest that
/// is retrieved.
///
/// # Errors
/// As [`fading_capacity`].
pub fn fading_course(rate: f64, points: usize) -> Result<Vec<Fading>, AnalysisError> {
    fading_capacity(rate)?;
    let (end, _) = oldest(rate)?;
    // λ falls from above 1 as y falls: the latest memory is where the age is zero.
    let start = brent(
        |y| state(rate, y).map_or(f64::NAN, |state| state.age),
        end,
        end + 4.0 + sqrt(rate),
        1e-12,
    )?;
    let last = (points.max(2) - 1) as f64;
    let y = |i: usize| start + (end - start) * i as f64 / last;
    (0..points.max(2)).map(|i| state(rate, y(i))).collect()
}

/// The rate at which the most memories are retrieved.
///
/// # Errors
/// If a root is not found.
pub fn best_fading() -> Result<(f64, Fading), AnalysisError> {
    let ratio = 0.5 * (sqrt(5.0) - 1.0);
    let (mut a, mut b) = (4.0, 16.0);
    while b - a > 1e-7 {
        let (c, d) = (b - ratio * (b - a), a + ratio * (b - a));
        if oldest(c)?.1.age > oldest(d)?.1.age {
            b = d;
        } else {
            a = c;
        }
    }
    let rate = 0.5 * (a + b);
    Ok((rate, fading_capacity(rate)?))
}

/// The smallest rate at which the memory just learned is retrieved.
///
/// # Errors
/// If the root is not found.
pub fn least_fading() -> Result<f64, AnalysisError> {
    let age = |rate: f64| oldest(rate).map_or(f64::NAN, |(_, last)| last.age);
    Ok(brent(age, 1.0, 6.0, 1e-12)?)
}
