//! The figure `all-or-none`: a cliff in the cold, a slope in the warm.

use super::gates::millivolts;
use crate::analysis::{
    AnalysisError, Piece, Steepest, Trajectory, response, resting_state, steepest,
};
use crate::figures::{EVALUATIONS, present};
use crate::model::{Membrane, State};
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Role, Shape, Weight,
};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `all-or-none` depends on.
    pub struct AllOrNone {
        /// applied current density of the pulse that is drawn heavily
        amplitude: f64 = 13.5 => Real { symbol: "I", unit: "µA/cm²", from: 0.0, to: 200.0 };
        /// how long every pulse lasts
        duration: f64 = 0.5 => Real { symbol: "d", unit: "ms", from: 0.1, to: 2.0 };
        /// largest pulse
        largest: f64 = 60.0 => Real { symbol: r"I_\mathrm{max}", unit: "µA/cm²", from: 5.0, to: 200.0 };
        /// number of pulses whose responses are drawn, evenly spaced
        pulses: usize = 12 => Integer { symbol: "", from: 2, to: 40 };
        /// the warmer temperature with which it is compared
        warm: f64 = 30.0 => Real { symbol: r"T_\mathrm{warm}", unit: "°C", from: 0.0, to: 40.0 };
        /// number of temperatures at which the gain is computed
        temperatures: usize = 12 => Integer { symbol: "", from: 2, to: 24 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
    work = AllOrNone::evaluations;
}

/// Length of the window of time that is shown, in ms.
const WINDOW: f64 = 6.0;
/// How long before the pulse it begins, in ms.
const BEFORE: f64 = 0.5;
/// Points of a trace.
const SAMPLES: usize = 261;
/// A tolerance far below the width of a line.
const TOLERANCE: f64 = 1e-8;
/// Pulses of the coarse sweep of sizes; between two whose responses differ much there are more.
const SIZES: usize = 61;
/// Temperatures between which the gain is computed, in °C.
const TEMPERATURES: (f64, f64) = (7.0, 40.0);

/// Responses computed for a curve of peaks and for the gain at one temperature, about.
const OF_CURVE: usize = 120;
const OF_GAIN: usize = 100;

impl AllOrNone {
    fn evaluations(&self) -> (f64, &'static str) {
        let responses = 3 * OF_CURVE + 2 * self.pulses + OF_GAIN * self.temperatures;
        (EVALUATIONS * responses as f64, "--temperatures or --pulses")
    }

    /// Temperatures of the membranes whose gain is computed, in °C.
    fn temperatures(&self) -> Vec<f64> {
        let (from, to) = TEMPERATURES;
        let last = (self.temperatures - 1) as f64;
        (0..self.temperatures)
            .map(|i| from + (to - from) * i as f64 / last)
            .collect()
    }
}

/// Responses to pulses of many sizes, and how steeply they grow, in the cold and in the warm.
///
/// # Errors
/// If the equations can't be integrated.
pub fn all_or_none(parameters: &AllOrNone, run: &Run) -> Result<Figure, FigureError> {
    let cold = parameters.membrane;
    let warm = at(&cold, parameters.warm);
    let rest = resting_state(&cold, 0.0)?;
    let halfway = at(&cold, 0.5 * (cold.temperature + parameters.warm));
    let curves = run.map(&[cold, halfway, warm], |membrane| {
        peaks(parameters, membrane, &rest)
    })?;
    let temperatures = parameters.temperatures();
    let gains = run.map(&temperatures, |&temperature| {
        present(steepest(
            &at(&cold, temperature),
            parameters.duration,
            TOLERANCE,
        ))
    })?;
    let peak = |membrane: &Membrane| -> Result<f64, FigureError> {
        let pulse = (parameters.amplitude, parameters.duration);
        Ok(response(membrane, &rest, pulse, TOLERANCE)?.peak)
    };
    let (peak_cold, peak_warm) = (peak(&cold)?, peak(&warm)?);
    let traces = |name, title: &str, membrane: &Membrane| {
        traces(parameters, name, title, membrane, &rest, run)
    };
    let title =
        |name: &str, membrane: &Membrane| format!("{name}: {}", degrees(membrane.temperature));
    let (cold_panel, cold_top) = traces("cold", &title("responses", &cold), &cold)?;
    let (warm_panel, warm_top) = traces("warm", &title("the same pulses", &warm), &warm)?;
    let heavy = Heavy {
        peaks: [peak_cold, peak_warm],
        shown: [cold_top, warm_top],
    };
    let figure = Figure::new()
        .columns(2)
        .panel(cold_panel)
        .panel(warm_panel)
        .panel(peaks_panel(
            parameters,
            &[cold, halfway, warm],
            &curves,
            (peak_cold, peak_warm),
        ))
        .panel(gain_panel(&temperatures, &gains));
    let (caption, alternative_text) = words(parameters, &curves, &gains, &heavy);
    Ok(figure
        .handle(Handle::along_x(
            "peaks",
            (parameters.amplitude.min(parameters.largest), peak_cold),
            "amplitude",
            "drag the size of the pulse",
        ))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn at(membrane: &Membrane, temperature: f64) -> Membrane {
    Membrane {
        temperature,
        ..*membrane
    }
}

type Curve = Vec<(f64, f64)>;

/// The responses that are drawn heavily, in the cold and in the warm: how high they come (mV), and how high
/// within the time that is shown.
struct Heavy {
    peaks: [f64; 2],
    shown: [f64; 2],
}

impl Heavy {
    /// Whether one of them comes to its top only after the time that is shown.
    fn is_late(&self) -> bool {
        let pairs = self.peaks.iter().zip(&self.shown);
        pairs.into_iter().any(|(peak, shown)| peak - shown > LATE)
    }
}

/// A difference (mV) between peaks that can be seen.
const LATE: f64 = 1.0;

/// Sizes of pulses and the peaks of their responses, closer together where these differ.
fn peaks(parameters: &AllOrNone, membrane: &Membrane, rest: &State) -> Result<Curve, FigureError> {
    let peak = |amplitude: f64| -> Result<(f64, f64), FigureError> {
        let pulse = (amplitude, parameters.duration);
        let found = response(membrane, rest, pulse, TOLERANCE)?;
        Ok((amplitude, found.peak))
    };
    let last = (SIZES - 1) as f64;
    let mut curve: Curve = (0..SIZES)
        .map(|i| peak(parameters.largest * i as f64 / last))
        .collect::<Result<_, _>>()?;
    let mut i = 0;
    while i + 1 < curve.len() {
        let (left, right) = (curve[i], curve[i + 1]);
        let apart = (right.1 - left.1).abs() > 4.0;
        if apart && right.0 - left.0 > 3e-4 * parameters.largest {
            curve.insert(i + 1, peak(0.5 * (left.0 + right.0))?);
        } else {
            i += 1;
        }
    }
    Ok(curve)
}

/// The responses at one temperature, and how high the one comes that is drawn heavily.
fn traces(
    parameters: &AllOrNone,
    name: &str,
    title: &str,
    membrane: &Membrane,
    rest: &State,
    run: &Run,
) -> Result<(Panel, f64), FigureError> {
    let time = Axis::new("time", "t", "ms").range(-BEFORE, WINDOW);
    let potential = Axis::new("membrane potential", "V", "mV").range(-85.0, 65.0);
    let count = parameters.pulses as f64;
    let mut amplitudes: Vec<f64> = (1..=parameters.pulses)
        .map(|i| parameters.largest * i as f64 / count)
        .collect();
    amplitudes.push(parameters.amplitude);
    let times: Vec<f64> = (0..SAMPLES)
        .map(|i| -BEFORE + (WINDOW + BEFORE) * i as f64 / (SAMPLES - 1) as f64)
        .collect();
    let lines = run.map(&amplitudes, |&amplitude| -> Result<Vec<f64>, FigureError> {
        let pieces = [
            Piece {
                current: amplitude,
                duration: parameters.duration,
            },
            Piece {
                current: 0.0,
                duration: WINDOW - parameters.duration,
            },
        ];
        let found =
            Trajectory::new(membrane, rest, &pieces, TOLERANCE).map_err(AnalysisError::from)?;
        let potential = |&time: &f64| found.at(time).map_or(rest[0], |state| state[0]);
        Ok(times.iter().map(potential).collect())
    })?;
    let mut panel = Panel::new(name, time, potential).title(title).height(190.0);
    let many = amplitudes.len() - 1;
    let top = lines[many].iter().copied().fold(f64::MIN, f64::max);
    for (i, (amplitude, line)) in amplitudes.iter().zip(lines).enumerate() {
        let amplitude = Digits::Decimals(1).print(*amplitude);
        let layer = Layer::line(
            &format!("V after {amplitude} µA/cm²"),
            Role::Voltage,
            times.clone(),
            line,
        );
        panel = panel.layer(if i == many {
            layer
                .named(&format!("V after the pulse of {amplitude} µA/cm²"))
                .weight(Weight::Heavy)
        } else {
            layer.weight(Weight::Thin)
        });
    }
    Ok((panel, top))
}

fn peaks_panel(
    parameters: &AllOrNone,
    membranes: &[Membrane; 3],
    curves: &[Curve],
    (peak_cold, peak_warm): (f64, f64),
) -> Panel {
    let size = Axis::new("size of the pulse", "I", "µA/cm²").range(0.0, parameters.largest);
    let peak = Axis::new("highest potential", "", "mV").range(-85.0, 65.0);
    let mut panel = Panel::new("peaks", size, peak).height(220.0);
    // Without channels that react a pulse would go no higher than its charge on the capacitor.
    let rest = curves
        .first()
        .and_then(|curve| curve.first())
        .map_or(0.0, |point| point.1);
    let slope = parameters.duration / parameters.membrane.capacitance;
    let top = parameters.largest.min((60.0 - rest) / slope);
    panel = panel.layer(
        Layer::line(
            "charge on a bare capacitor",
            Role::Theory,
            vec![0.0, top],
            vec![rest, rest + slope * top],
        )
        .label_at(
            "bare capacitor",
            0.6 * top,
            rest + 0.6 * slope * top - 12.0,
            Anchor::Start,
        ),
    );
    let dashes = [Dash::Solid, Dash::Dashed, Dash::Dotted];
    for (i, ((membrane, curve), dash)) in membranes.iter().zip(curves).zip(dashes).enumerate() {
        let (x, y): (Vec<f64>, Vec<f64>) = curve.iter().copied().unzip();
        let temperature = degrees(membrane.temperature);
        let name = ["cold", "between", "warm"][i];
        panel = panel.layer(
            Layer::line(&format!("{name}, {temperature}"), Role::Voltage, x, y)
                .dash(dash)
                .label_end(&temperature),
        );
    }
    for (name, peak) in [
        ("drawn heavily, cold", peak_cold),
        ("drawn heavily, warm", peak_warm),
    ] {
        if parameters.amplitude <= parameters.largest {
            panel = panel.layer(
                Layer::points(name, Role::Voltage, vec![parameters.amplitude], vec![peak])
                    .shape(Shape::Disc),
            );
        }
    }
    panel
}

fn gain_panel(temperatures: &[f64], gains: &[Option<Steepest>]) -> Panel {
    let temperature = Axis::new("temperature", "T", "°C").range(0.0, 42.0);
    let gain = Axis::new("steepest gain", "", "mV/mV")
        .logarithmic()
        .range(0.3, 1e15);
    let (x, y): (Vec<f64>, Vec<f64>) = temperatures
        .iter()
        .zip(gains)
        .filter_map(|(&at, found)| found.map(|found| (at, found.gain)))
        .filter(|(_, gain)| *gain > 0.0)
        .unzip();
    let mut panel = Panel::new("gain", temperature, gain).height(220.0).layer(
        Layer::rule(Role::Theory, Orientation::Horizontal, 1.0)
            .named("no amplification")
            .label(
                "no amplification",
                common::figure::Place::At(1.0, 3.5, Anchor::Start),
            ),
    );
    if !x.is_empty() {
        panel = panel.layer(
            Layer::points("steepest gain", Role::Simulation, x, y).quantity(
                "steepest gain",
                "",
                "mV/mV",
            ),
        );
    }
    panel
}

/// A temperature to a tenth of a degree.
fn degrees(temperature: f64) -> String {
    let number = Digits::Decimals(1).print(temperature);
    format!("{} °C", number.strip_suffix(".0").unwrap_or(&number))
}

/// By how much a curve rises between pulses that are a hundredth of the range apart, at most.
fn steepest_rise(curve: &[(f64, f64)], largest: f64) -> f64 {
    let mut best = 0.0_f64;
    for (i, left) in curve.iter().enumerate() {
        for right in &curve[i..] {
            if right.0 - left.0 > 0.01 * largest {
                break;
            }
            best = best.max(right.1 - left.1);
        }
    }
    best
}

fn words(
    parameters: &AllOrNone,
    curves: &[Curve],
    gains: &[Option<Steepest>],
    heavy: &Heavy,
) -> (Prose, Prose) {
    let print = |value: f64, digits| Digits::Significant(digits).print(value);
    let (cold, warm) = (parameters.membrane.temperature, parameters.warm);
    let rises: Vec<f64> = curves
        .iter()
        .map(|curve| steepest_rise(curve, parameters.largest))
        .collect();
    let holds = rises[0] > 60.0 && rises[2] < 30.0;
    let found: Vec<(f64, f64)> = parameters
        .temperatures()
        .iter()
        .zip(gains)
        .filter_map(|(&at, found)| found.map(|found| (at, found.gain)))
        .collect();
    let ends = found.first().zip(found.last());
    let falls = ends.is_some_and(|(first, last)| first.1 > 1e6 * last.1);
    let (first, last) = ends.map_or(((0.0, 0.0), (0.0, 0.0)), |(a, b)| (*a, *b));
    let caption = Prose::new()
        .result(
            holds,
            format!(
                "All or none is a matter of temperature: at {} °C the response climbs a cliff, at \
                 {} °C a slope.",
                print(cold, 2),
                print(warm, 2)
            ),
            "Responses to pulses of many sizes, at two temperatures.",
        )
        .plain(format!(
            "Top: potential after {} pulses of {} ms, evenly spaced up to {} µA/cm², at both \
             temperatures; heavy: {} µA/cm². Bottom left: highest potential against the size of \
             the pulse, also half-way between the temperatures{}. Thin line: \
             what the charge would do to a bare capacitor. Bottom right: steepest slope of such a \
             curve at each temperature, in mV of response per mV of charge on the capacitor.",
            parameters.pulses,
            parameters.duration,
            parameters.largest,
            parameters.amplitude,
            if parameters.amplitude > parameters.largest {
                ""
            } else if heavy.is_late() {
                "; discs: the heavy lines, which come so high after the time shown at the top"
            } else {
                "; discs: the heavy lines"
            }
        ))
        .result(
            falls,
            format!(
                "It falls from {} at {} °C to {} at {} °C.",
                print(first.1, 1),
                first.0,
                print(last.1, 2),
                last.0
            ),
            "",
        );
    let range = |curve: &Curve, heavy: f64| {
        let top = curve.iter().map(|point| point.1).fold(heavy, f64::max);
        millivolts(top)
    };
    let [cold_range, warm_range] = [
        range(&curves[0], heavy.peaks[0]),
        range(&curves[2], heavy.peaks[1]),
    ];
    let alternative_text = Prose::new()
        .result(
            holds,
            format!(
                "At {} °C neighbouring pulses are followed either by a bump of some millivolts or \
                 by a spike of full height, up to {}; at {} °C the same pulses are followed by \
                 responses of all heights, up to {}.",
                print(cold, 2),
                cold_range,
                print(warm, 2),
                warm_range
            ),
            format!(
                "Responses at {} °C reach {}, those at {} °C {}.",
                print(cold, 2),
                cold_range,
                print(warm, 2),
                warm_range
            ),
        )
        .result(
            falls,
            "The steepest gain, on a logarithmic axis, falls by many decades as the membrane is \
             warmed.",
            "The last panel shows the steepest gain against temperature.",
        );
    (caption, alternative_text)
}
