//! Spikes that travel without changing their shape.
//!
//! In a frame that moves along, the cable equation is an ordinary one, with K = 2RᵢCθ²/a in place of
//! all that belongs to the axon. A wave leaves the resting state along its one growing direction and
//! must come back to it; for almost every K the solution runs away instead, to one side or the other,
//! and between a K with the one and a K with the other there is a wave.

mod shot;
mod summit;

pub use summit::{HeatBlock, heat_block};

use super::{AnalysisError, Rest, rest};
use crate::model::Membrane;
use common::numerics::elementary::sqrt;
use shot::{Fate, Shooter};

/// A wave of constant shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wave {
    /// K, per ms: what the membrane gives to the speed.
    pub rate: f64,
    /// The highest potential in it, in mV.
    pub peak: f64,
}

impl Wave {
    /// Its speed (m/s) along an axon whose a/(2 Rᵢ C) is so large (cm²/ms).
    pub fn speed(&self, diffusivity: f64) -> f64 {
        // 1 cm/ms is 10 m/s.
        10.0 * sqrt(self.rate * diffusivity)
    }
}

/// The waves of a membrane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waves {
    /// The spike as it is seen.
    pub fast: Wave,
    /// A lower, slower wave between spike and silence; none where it is slower than we look.
    pub slow: Option<Wave>,
}

/// Digits of an integration that only has to tell one side from the other.
const COARSE: f64 = 1e-8;
/// Digits of one whose K is stated.
const FINE: f64 = 1e-11;
/// K is looked for from here (per ms), in so many equal ratios.
const LOWEST: f64 = 2e-3;
const RATIO: f64 = 1.3;
const RATIOS: usize = 53;

/// The fastest and the slowest wave, K to ten digits.
///
/// # Errors
/// [`AnalysisError::Absent`] if there is none: the rest is unstable, the membrane is too warm or too
/// weak.
pub fn waves(membrane: &Membrane) -> Result<Waves, AnalysisError> {
    waves_within(membrane, FINE, 1e-11)
}

/// As [`waves`], to so many digits as a picture needs.
///
/// # Errors
/// As [`waves`].
pub fn sketched_waves(membrane: &Membrane) -> Result<Waves, AnalysisError> {
    waves_within(membrane, COARSE, 1e-5)
}

fn waves_within(
    membrane: &Membrane,
    integration: f64,
    digits: f64,
) -> Result<Waves, AnalysisError> {
    let shooter = Shooter::new(membrane, integration)?;
    let window = match window(membrane)? {
        Some(window) => window,
        // Close to where the waves vanish, the window between them is narrower than our search.
        None => summit::narrow_window(membrane)?,
    };
    let Window {
        below,
        first,
        last,
        above,
    } = window;
    let edge = |runs_up: f64, falls: f64| {
        let (mut up, mut down) = (runs_up, falls);
        while (up - down).abs() > digits * down {
            let middle = 0.5 * (up + down);
            if middle == up || middle == down {
                break;
            }
            match shooter.shoot(middle)?.fate {
                Fate::Up => up = middle,
                Fate::Down => down = middle,
            }
        }
        // Seen from within the window both waves reach their top before the solution falls.
        let peak = shooter.shoot(down)?.top;
        Ok::<_, AnalysisError>(Wave { rate: down, peak })
    };
    let slow = below.map(|below| edge(below, first)).transpose()?;
    Ok(Waves {
        fast: edge(above, last)?,
        slow,
    })
}

/// The values of K whose solutions fall after they have risen, between those of the slow and the fast
/// wave: known up to the spacing of the search.
#[derive(Debug, Clone, Copy)]
struct Window {
    /// A K below the window, if one was tried.
    below: Option<f64>,
    /// The first K in it, and the last.
    first: f64,
    last: f64,
    /// A K above it.
    above: f64,
}

/// Looks for the window from high K to low.
fn window(membrane: &Membrane) -> Result<Option<Window>, AnalysisError> {
    let shooter = Shooter::new(membrane, COARSE)?;
    let mut rate = LOWEST;
    let rates: Vec<f64> = (0..RATIOS)
        .map(|_| {
            rate *= RATIO;
            rate
        })
        .collect();
    let mut window: Option<Window> = None;
    for (i, &rate) in rates.iter().enumerate().rev() {
        match (shooter.shoot(rate)?.fate, &mut window) {
            (Fate::Up, None) => {}
            (Fate::Up, Some(window)) => {
                window.below = Some(rate);
                return Ok(Some(*window));
            }
            (Fate::Down, Some(window)) => window.first = rate,
            (Fate::Down, None) => {
                window = Some(Window {
                    below: None,
                    first: rate,
                    last: rate,
                    above: rates.get(i + 1).copied().unwrap_or(RATIO * rate),
                });
            }
        }
    }
    Ok(window)
}

/// The membrane at another temperature (°C).
fn at(membrane: &Membrane, temperature: f64) -> Membrane {
    Membrane {
        temperature,
        ..*membrane
    }
}

/// Refuses a membrane whose rest is no place to come back to.
fn stable_rest(membrane: &Membrane) -> Result<Rest, AnalysisError> {
    let found = rest(membrane, 0.0)?;
    if found.is_stable() {
        return Ok(found);
    }
    let why = "the resting state is unstable, so that the axon fires everywhere by itself";
    Err(AnalysisError::absent("travelling wave", why))
}
