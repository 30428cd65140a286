//! Where the fast and the slow wave meet: the highest temperature at which a spike can travel.

use super::shot::{Fate, Shooter};
use super::{COARSE, FINE, Window, at, window};
use crate::analysis::AnalysisError;
use crate::model::Membrane;
use common::numerics::elementary::{exp, ln, sqrt};

/// The end of conduction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatBlock {
    /// The highest temperature with a travelling wave, in °C.
    pub temperature: f64,
    /// K of the one wave that is left there, per ms.
    pub rate: f64,
}

/// No higher temperature is tried, in °C.
const HOTTEST: f64 = 150.0;
/// Nor a lower one: by then the gates stand almost still.
const COLDEST: f64 = -40.0;

/// The temperature (to nine digits) at which the fast and the slow wave meet and vanish, whatever
/// the membrane's own temperature.
///
/// At one K the waves exist up to a certain temperature; the highest of these, over all K, is the one
/// sought. A maximum, it depends on K in second order only.
///
/// # Errors
/// [`AnalysisError::Absent`] if no wave is found at any temperature from −40 °C on, or there is one at
/// 150 °C still.
pub fn heat_block(membrane: &Membrane) -> Result<HeatBlock, AnalysisError> {
    let (mut low, mut window) = some_window(membrane)?;
    // Climb: the middle of a window lasts to a higher temperature than its edges, and there the
    // window is narrower.
    for _ in 0..60 {
        let (left, right) = edges(&Shooter::new(&at(membrane, low), COARSE)?, &window)?;
        let middle = sqrt(left * right);
        if right < 1.1 * left {
            return summit(membrane, ln(middle), low);
        }
        let last = last_temperature(membrane, middle, low, COARSE, 1e-6)?;
        low += 0.95 * (last - low);
        window = Window {
            below: None,
            first: middle,
            last: middle,
            above: middle,
        };
    }
    let why = "the window between the fast and the slow wave doesn't narrow";
    Err(AnalysisError::absent("heat block", why))
}

/// The lowest and highest K of a window (per ms), to a thousandth.
fn edges(shooter: &Shooter, window: &Window) -> Result<(f64, f64), AnalysisError> {
    let edge = |inside: f64, ratio: f64| {
        let (mut down, mut up) = (inside, inside * ratio);
        while shooter.shoot(up)?.fate == Fate::Down && up > 1e-6 {
            (down, up) = (up, up * ratio);
        }
        while (up - down).abs() > 1e-3 * down {
            let middle = 0.5 * (up + down);
            match shooter.shoot(middle)?.fate {
                Fate::Up => up = middle,
                Fate::Down => down = middle,
            }
        }
        Ok::<_, AnalysisError>(down)
    };
    Ok((edge(window.first, 0.9)?, edge(window.last, 1.1)?))
}

/// The summit near a K whose logarithm is given: the vertex of a parabola through three points,
/// twice.
fn summit(membrane: &Membrane, start: f64, low: f64) -> Result<HeatBlock, AnalysisError> {
    let (mut centre, mut temperature) = (start, f64::NAN);
    for width in [0.02, 0.01] {
        let mut values = [0.0; 3];
        for (value, offset) in values.iter_mut().zip([-width, 0.0, width]) {
            *value = last_temperature(membrane, exp(centre + offset), low, FINE, 1e-11)?;
        }
        let slope = 0.5 * (values[2] - values[0]);
        let bend = values[2] - 2.0 * values[1] + values[0];
        let shift = if bend < 0.0 {
            (-slope / bend).clamp(-3.0, 3.0)
        } else {
            0.0
        };
        temperature = values[1] + shift * (slope + 0.5 * shift * bend);
        centre += width * shift;
    }
    Ok(HeatBlock {
        temperature,
        rate: exp(centre),
    })
}

/// The window at the membrane's temperature, where it is too narrow to be stumbled upon.
pub(super) fn narrow_window(membrane: &Membrane) -> Result<Window, AnalysisError> {
    let block = heat_block(membrane)?;
    if membrane.temperature >= block.temperature {
        let why = format!(
            "above {:.2} °C the gates follow so fast that no spike keeps itself going, however it is \
             started",
            block.temperature
        );
        return Err(AnalysisError::absent("travelling wave", why));
    }
    // The two waves lie to either side of the one in which they will meet.
    let shooter = Shooter::new(membrane, COARSE)?;
    if shooter.shoot(block.rate)?.fate == Fate::Up {
        let why = "the fast and the slow wave are too close to tell apart";
        return Err(AnalysisError::absent("travelling wave", why));
    }
    let (mut below, mut above) = (block.rate, block.rate);
    while shooter.shoot(below)?.fate == Fate::Down {
        below *= 0.9;
    }
    while shooter.shoot(above)?.fate == Fate::Down {
        above *= 1.1;
    }
    Ok(Window {
        below: Some(below),
        first: block.rate,
        last: block.rate,
        above,
    })
}

/// A temperature with waves: the membrane's own, or a lower one.
fn some_window(membrane: &Membrane) -> Result<(f64, Window), AnalysisError> {
    let mut temperature = membrane.temperature;
    while temperature >= COLDEST {
        if let Some(found) = window(&at(membrane, temperature))? {
            return Ok((temperature, found));
        }
        temperature -= 5.0;
    }
    let why = "no spike keeps itself going at any temperature, however it is started";
    Err(AnalysisError::absent("travelling wave", why))
}

/// The temperature up to which a solution with this K falls after it has risen, given one at which it
/// does; that one, if it doesn't.
fn last_temperature(
    membrane: &Membrane,
    rate: f64,
    low: f64,
    integration: f64,
    digits: f64,
) -> Result<f64, AnalysisError> {
    let falls = |temperature: f64| {
        let shooter = Shooter::new(&at(membrane, temperature), integration)?;
        Ok::<_, AnalysisError>(shooter.shoot(rate)?.fate == Fate::Down)
    };
    if !falls(low)? {
        return Ok(low);
    }
    let (mut cold, mut warm) = (low, low + 4.0);
    while falls(warm)? {
        (cold, warm) = (warm, warm + 4.0);
        if warm > HOTTEST {
            let why = format!("a spike still travels at {HOTTEST} °C");
            return Err(AnalysisError::absent("heat block", why));
        }
    }
    while warm - cold > digits * warm.abs().max(1.0) {
        let middle = 0.5 * (cold + warm);
        if middle == cold || middle == warm {
            break;
        }
        if falls(middle)? {
            cold = middle;
        } else {
            warm = middle;
        }
    }
    Ok(cold)
}
