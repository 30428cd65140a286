//! How much a response grows when the pulse does: the steepness of "all or none".

use super::{AnalysisError, jacobian, resting_state};
use crate::model::{Membrane, State};
use common::numerics::elementary::{ln, pow};
use common::numerics::roots::{brent, try_brent};
use common::numerics::steppers::{DormandPrince, Segment};
use std::ops::ControlFlow;

/// The highest potential after a pulse, and its slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Response {
    /// The highest potential, in mV.
    pub peak: f64,
    /// When it is reached, in ms from the beginning of the pulse.
    pub time: f64,
    /// By how much it grows with the charge of the pulse: mV per mV that the charge would make at
    /// once.
    pub gain: f64,
    /// By how much it grows with each component of the state from which the pulse starts: with V
    /// (mV per mV), m, h and n (mV); zeros unless [asked for](sensitive_response).
    pub by_state: State,
}

/// How long a response is followed after the pulse, in ms: a part that goes as the time constants of
/// the gates, here at 6.3 °C, and a part that goes as that of the membrane.
const WAIT: (f64, f64) = (30.0, 10.0);

/// The response of a membrane in some state to a pulse of `amplitude` (µA/cm²) and `duration` (ms),
/// with the equations linearised about the solution carried along.
///
/// At a maximum of the potential the time of the maximum drops out of the slope, so that the slope
/// of the peak is the linearised potential at that moment.
///
/// # Errors
/// [`AnalysisError`], if the equations can't be integrated.
pub fn response(
    membrane: &Membrane,
    start: &State,
    pulse: (f64, f64),
    tolerance: f64,
) -> Result<Response, AnalysisError> {
    let mut fresh = [0.0; 8];
    fresh[..4].copy_from_slice(start);
    let (time, top) = follow(membrane, fresh, pulse, tolerance)?;
    Ok(Response {
        peak: top[0],
        time,
        gain: top[4],
        by_state: [0.0; 4],
    })
}

/// As [`response`], with the slopes along the state at the beginning.
///
/// All are carried by one integration, for on the cliff two integrations with other steps would
/// follow two responses.
///
/// # Errors
/// As [`response`].
pub fn sensitive_response(
    membrane: &Membrane,
    start: &State,
    pulse: (f64, f64),
    tolerance: f64,
) -> Result<Response, AnalysisError> {
    let mut fresh = [0.0; 24];
    fresh[..4].copy_from_slice(start);
    for component in 0..4 {
        fresh[8 + 5 * component] = 1.0;
    }
    let (time, top) = follow(membrane, fresh, pulse, tolerance)?;
    Ok(Response {
        peak: top[0],
        time,
        gain: top[4],
        by_state: std::array::from_fn(|component| top[8 + 4 * component]),
    })
}

/// Time and state of the highest potential. The state is [V, m, h, n], then displacements of these
/// four that grow by the linearised equations, of which the pulse drives the first.
fn follow<const N: usize>(
    membrane: &Membrane,
    fresh: [f64; N],
    (amplitude, duration): (f64, f64),
    tolerance: f64,
) -> Result<(f64, [f64; N]), AnalysisError> {
    let equations = |current: f64, source: f64| {
        move |_: f64, x: &[f64; N]| {
            let state: State = [x[0], x[1], x[2], x[3]];
            let rows = jacobian(membrane, &state);
            let mut slope = [0.0; N];
            slope[..4].copy_from_slice(&membrane.derivative(&state, current));
            for (moved, slope) in x.chunks_exact(4).zip(slope.chunks_exact_mut(4)).skip(1) {
                for (row, slope) in rows.iter().zip(slope) {
                    *slope = row.iter().zip(moved).map(|(a, b)| a * b).sum();
                }
            }
            slope[4] += source;
            slope
        }
    };
    let solver = DormandPrince::with_tolerance(tolerance);
    let mut best = (0.0, fresh);
    let wait = WAIT.0 / membrane.temperature_factor() + WAIT.1;
    let mut state = fresh;
    for (current, source, from, to) in [
        (amplitude, 1.0 / duration, 0.0, duration),
        (0.0, 0.0, duration, duration + wait),
    ] {
        let derivative = equations(current, source);
        let watch = |segment: &Segment<N>| {
            let mut offer = |time: f64, state: &[f64; N]| {
                if state[0] > best.1[0] {
                    best = (time, *state);
                }
            };
            offer(segment.start, segment.first_state());
            offer(segment.end, segment.last_state());
            let potential_rises = |time: f64| {
                let [v, m, h, n]: State = std::array::from_fn(|i| segment.at(time)[i]);
                membrane.derivative(&[v, m, h, n], current)[0]
            };
            if potential_rises(segment.start) > 0.0
                && potential_rises(segment.end) < 0.0
                && let Ok(time) = brent(potential_rises, segment.start, segment.end, 0.0)
            {
                offer(time, &segment.at(time));
            }
            ControlFlow::Continue(())
        };
        state = solver.observe(&derivative, from, state, to, watch)?.state;
    }
    Ok(best)
}

/// Where the peak of the response grows most steeply with the pulse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steepest {
    /// The pulse, in µA/cm².
    pub amplitude: f64,
    /// The highest potential after it, in mV.
    pub peak: f64,
    /// The slope there: mV of response per mV of charge on the capacitor. Without channels that
    /// react it is at most 1.
    pub gain: f64,
}

const GAIN: &str = "gain of a pulse";
const UNRESOLVED: &str = "the response is steeper than double precision resolves";
/// Pulses that are tried first, as the displacements (mV) that their charges would make at once.
const CHARGES: (f64, f64, usize) = (0.5, 200.0, 32);
/// What counts as resolved, in mV of the response.
const RESOLVED: f64 = 20.0;
/// Steps of the search by golden section: the gain is stationary at its largest, so that few
/// digits of the pulse are enough.
const SECTIONS: usize = 36;

/// The steepest place of the response against the size of a pulse of this duration (ms), out of
/// rest: among pulses whose charge at once would displace the potential by 0.5 to 200 mV.
///
/// # Errors
/// [`AnalysisError::Absent`] where the membrane fires without a pulse, or where the response is so
/// steep that two neighbouring double-precision numbers give different ones.
pub fn steepest(
    membrane: &Membrane,
    duration: f64,
    tolerance: f64,
) -> Result<Steepest, AnalysisError> {
    let at_rest = super::rest(membrane, 0.0)?;
    if !at_rest.is_stable() {
        let why = "the membrane fires without a pulse, for its rest is unstable";
        return Err(AnalysisError::absent(GAIN, why));
    }
    let per_charge = membrane.capacitance / duration;
    let at = |charge: f64| {
        let pulse = (charge * per_charge, duration);
        response(membrane, &at_rest.state, pulse, tolerance)
    };
    let (from, to, count) = CHARGES;
    let grid = |i: usize| from * pow(to / from, i as f64 / (count - 1) as f64);
    let mut best: Option<(f64, [(f64, f64); 2])> = None;
    let mut before = (grid(0), at(grid(0))?.peak);
    for i in 1..count {
        let here = (grid(i), at(grid(i))?.peak);
        let slope = (here.1 - before.1) / (here.0 - before.0);
        if best.is_none_or(|(steepest, ..)| slope > steepest) {
            best = Some((slope, [before, here]));
        }
        before = here;
    }
    let Some((_, [mut low, mut high])) = best else {
        return Err(AnalysisError::absent(GAIN, "no pulse was tried"));
    };
    while high.1 - low.1 > RESOLVED {
        let middle = 0.5 * (low.0 + high.0);
        if middle <= low.0 || middle >= high.0 {
            return Err(AnalysisError::absent(GAIN, UNRESOLVED));
        }
        let middle = (middle, at(middle)?.peak);
        if middle.1 - low.1 > high.1 - middle.1 {
            high = middle;
        } else {
            low = middle;
        }
    }
    // The steepest place may lie beside the interval of the largest mean slope.
    let width = high.0 - low.0;
    let (mut left, mut right) = ((low.0 - 4.0 * width).max(0.5 * from), high.0 + 4.0 * width);
    let golden = 0.5 * (common::numerics::elementary::sqrt(5.0) - 1.0);
    let mut inner = [
        right - golden * (right - left),
        left + golden * (right - left),
    ];
    let mut gains = [at(inner[0])?.gain, at(inner[1])?.gain];
    for _ in 0..SECTIONS {
        if gains[0] > gains[1] {
            right = inner[1];
            inner = [right - golden * (right - left), inner[0]];
            gains = [at(inner[0])?.gain, gains[0]];
        } else {
            left = inner[0];
            inner = [inner[1], left + golden * (right - left)];
            gains = [gains[1], at(inner[1])?.gain];
        }
    }
    let charge = if gains[0] > gains[1] {
        inner[0]
    } else {
        inner[1]
    };
    let found = at(charge)?;
    // The gain is a smooth function of the peak, but the peak must be known to find its largest.
    if found.gain * charge * f64::EPSILON > 0.2 {
        return Err(AnalysisError::absent(GAIN, UNRESOLVED));
    }
    Ok(Steepest {
        amplitude: charge * per_charge,
        peak: found.peak,
        gain: found.gain,
    })
}

/// The temperature (°C) above which no response to a pulse of this duration (ms) grows by more than
/// the charge that the pulse brings: the membrane no longer amplifies. The membrane's own
/// temperature doesn't matter.
///
/// # Errors
/// [`AnalysisError::Absent`] if it amplifies at all temperatures up to 60 °C, or at none down to
/// 6.3 °C.
pub fn amplification_limit(membrane: &Membrane, duration: f64) -> Result<f64, AnalysisError> {
    const WHAT: &str = "temperature at which amplification ends";
    resting_state(membrane, 0.0)?;
    // The logarithm of the gain, where steeper than can be resolved is steep.
    let excess = |temperature: f64| -> Result<f64, AnalysisError> {
        let membrane = Membrane {
            temperature,
            ..*membrane
        };
        match steepest(&membrane, duration, 1e-9) {
            Ok(found) => Ok(ln(found.gain.max(1e-300))),
            Err(AnalysisError::Absent { .. }) => Ok(40.0),
            Err(error) => Err(error),
        }
    };
    if excess(6.3)? <= 0.0 {
        let why = "no pulse is amplified even at 6.3 °C";
        return Err(AnalysisError::absent(WHAT, why));
    }
    // From the cold side, for hot gates are dear to integrate.
    for hot in [20.0, 30.0, 40.0, 50.0, 60.0] {
        if excess(hot)? < 0.0 {
            return try_brent(excess, (hot - 10.0_f64).max(6.3), hot, 1e-6);
        }
    }
    let why = "pulses are still amplified at 60 °C";
    Err(AnalysisError::absent(WHAT, why))
}
