//! The figure `strength-duration`: how much current a pulse needs, and how much charge.

use crate::analysis::{
    AnalysisError, Fit, Law, Piece, StrengthDuration, Trajectory, charge_at_once, chronaxie,
    pulse_threshold, resting_state, single_spike_rheobase,
};
use crate::figures::{EVALUATIONS, present};
use crate::model::Membrane;
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Place, Role, Shape,
    Weight,
};
use common::numerics::elementary::{exp_m1, pow};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `strength-duration` depends on.
    pub struct Strength {
        /// shortest pulse
        from: f64 = 0.05 => Logarithmic { symbol: r"d_\mathrm{from}", unit: "ms", from: 0.01, to: 1.0 };
        /// longest pulse
        to: f64 = 10.0 => Logarithmic { symbol: r"d_\mathrm{to}", unit: "ms", from: 2.0, to: 100.0 };
        /// number of durations, in equal ratios
        durations: usize = 24 => Integer { symbol: "", from: 5, to: 100 };
        /// how long the pulse lasts that is tried
        duration: f64 = 1.0 => Logarithmic { symbol: "d", unit: "ms", from: 0.01, to: 100.0 };
        /// applied current density of the pulse that is tried
        amplitude: f64 = 7.0 => Logarithmic { symbol: "I", unit: "µA/cm²", from: 0.1, to: 1000.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
    work = Strength::evaluations;
}

/// Responses computed to find one threshold, about, and for all that is no threshold of the curve.
const OF_THRESHOLD: usize = 45;
const BESIDE: usize = 20 * OF_THRESHOLD;

impl Strength {
    fn evaluations(&self) -> (f64, &'static str) {
        let responses = OF_THRESHOLD * self.durations + BESIDE;
        (EVALUATIONS * responses as f64, "--durations")
    }
}

/// The longest pulse (ms) that the caption calls short.
const SHORT: f64 = 0.55;
/// Points of a law's line.
const POINTS: usize = 121;
/// How long the pulse that is tried is followed, in ms.
const WINDOW: f64 = 20.0;
/// Points of its trace.
const SAMPLES: usize = 401;

/// Thresholds of pulses against their duration, and the laws of Lapicque and Weiss fitted to them.
///
/// # Errors
/// If the equations can't be integrated.
pub fn strength_duration_figure(parameters: &Strength, run: &Run) -> Result<Figure, FigureError> {
    let Strength {
        from,
        to,
        durations,
        membrane,
        ..
    } = parameters;
    let durations = StrengthDuration::durations(*from, *to, *durations);
    let thresholds = run.map(&durations, |&duration| {
        present(pulse_threshold(membrane, duration))
    })?;
    // Every duration has a threshold, or the laws have nothing to be fitted to.
    let thresholds: Option<Vec<f64>> = thresholds.into_iter().collect();
    let found = thresholds.map(|thresholds| StrengthDuration::new(durations, thresholds));
    let rheobase = present(single_spike_rheobase(membrane))?;
    // Shown where the axis reaches it.
    let chronaxie = present(chronaxie(membrane))?;
    let twice = rheobase
        .zip(chronaxie)
        .filter(|&(_, duration)| duration > *from && duration < *to);
    let at_once = present(charge_at_once(membrane))?;
    let trial = trial(parameters)?;
    let fired = trial.iter().any(|&(time, v)| time > 0.0 && v > 0.0);
    let figure = Figure::new()
        .columns(2)
        .panel(threshold_panel(parameters, found.as_ref(), twice, fired))
        .panel(charges(parameters, found.as_ref(), at_once))
        .panel(deviations(parameters, found.as_ref()))
        .panel(response_panel(parameters, &trial));
    let (caption, alternative_text) = words(parameters, found.as_ref(), twice, fired);
    Ok(figure
        .handle(Handle::in_plane(
            "threshold",
            (parameters.duration, parameters.amplitude),
            ["duration", "amplitude"],
            "drag the pulse: its duration and its size",
        ))
        .caption(caption)
        .alternative_text(alternative_text))
}

/// The laws as they are drawn, those that could be fitted.
fn laws(found: &StrengthDuration) -> impl Iterator<Item = (&'static str, &'static str, Fit, Dash)> {
    let both = [
        ("Lapicque's law", "Lapicque", &found.lapicque, Dash::Solid),
        ("Weiss's law", "Weiss", &found.weiss, Dash::Dashed),
    ];
    both.into_iter().filter_map(|(name, label, fit, dash)| {
        let fit = *fit.as_ref().ok()?;
        Some((name, label, fit, dash))
    })
}

fn durations(parameters: &Strength) -> Vec<f64> {
    let ratio = parameters.to / parameters.from;
    let part = |i: usize| i as f64 / (POINTS - 1) as f64;
    (0..POINTS)
        .map(|i| parameters.from * pow(ratio, part(i)))
        .collect()
}

fn duration_axis(parameters: &Strength) -> Axis {
    Axis::new("duration", "d", "ms")
        .logarithmic()
        .range(0.8 * parameters.from, 1.25 * parameters.to)
}

/// Whether the pulse that is tried lies on the axis of durations.
fn pulse_is_marked(parameters: &Strength) -> bool {
    (0.8 * parameters.from..=1.25 * parameters.to).contains(&parameters.duration)
}

fn threshold_panel(
    parameters: &Strength,
    found: Option<&StrengthDuration>,
    twice: Option<(f64, f64)>,
    fired: bool,
) -> Panel {
    let current = Axis::new("threshold", "I", "µA/cm²").logarithmic();
    let current = match found {
        Some(_) => current,
        None => current.range(0.1, 1000.0),
    };
    let mut panel = Panel::new("threshold", duration_axis(parameters), current).height(240.0);
    if let Some(found) = found {
        let d = durations(parameters);
        for (name, _, fit, dash) in laws(found) {
            let i = d.iter().map(|&d| fit.threshold(d)).collect();
            panel = panel.layer(Layer::line(name, Role::Theory, d.clone(), i).dash(dash));
        }
        panel = panel.layer(
            Layer::points(
                "simulation",
                Role::Simulation,
                found.durations.clone(),
                found.thresholds.clone(),
            )
            .quantity("threshold", "I", "µA/cm²"),
        );
    }
    if let Some((rheobase, duration)) = twice {
        panel = panel.layer(
            Layer::points(
                "chronaxie",
                Role::Theory,
                vec![duration],
                vec![2.0 * rheobase],
            )
            .shape(Shape::Circle)
            .label_at("chronaxie", 1.15 * duration, 2.4 * rheobase, Anchor::Start),
        );
    }
    if pulse_is_marked(parameters) {
        let shape = if fired { Shape::Square } else { Shape::Cross };
        panel = panel.layer(
            Layer::points(
                "pulse that is tried",
                Role::Accent,
                vec![parameters.duration],
                vec![parameters.amplitude],
            )
            .shape(shape),
        );
    }
    panel
}

fn charges(parameters: &Strength, found: Option<&StrengthDuration>, at_once: Option<f64>) -> Panel {
    // Where the straight line and the exponential differ the most.
    let longest = parameters.to.min(6.0);
    let duration = Axis::new("duration", "d", "ms").range(0.0, longest);
    let charge = Axis::new("threshold charge", "Id", "nC/cm²").including(0.0, 10.0);
    let mut panel = Panel::new("charge", duration, charge).height(240.0);
    let Some(found) = found else {
        return panel;
    };
    let d: Vec<f64> = (1..POINTS)
        .map(|i| longest * i as f64 / (POINTS - 1) as f64)
        .collect();
    for (name, label, fit, dash) in laws(found) {
        let charges = d.iter().map(|&d| d * fit.threshold(d)).collect();
        panel = panel.layer(
            Layer::line(name, Role::Theory, d.clone(), charges)
                .dash(dash)
                .quantity("charge by the law", "Id", "nC/cm²")
                .label_end(label),
        );
    }
    let (x, y): (Vec<f64>, Vec<f64>) = found
        .durations
        .iter()
        .zip(&found.thresholds)
        .filter(|(d, _)| **d <= longest)
        .map(|(d, i)| (*d, d * i))
        .unzip();
    panel = panel.layer(
        Layer::points("simulation", Role::Simulation, x, y).quantity(
            "threshold charge",
            "Id",
            "nC/cm²",
        ),
    );
    if let Some(at_once) = at_once {
        panel = panel.layer(
            Layer::points("kick", Role::Theory, vec![0.0], vec![at_once])
                .shape(Shape::Circle)
                .label_at("a kick", 0.03 * longest, 0.82 * at_once, Anchor::Start),
        );
    }
    panel
}

fn deviations(parameters: &Strength, found: Option<&StrengthDuration>) -> Panel {
    let percent = Axis::new("excess of the law", "", "%").including(-20.0, 20.0);
    let mut panel = Panel::new("deviation", duration_axis(parameters), percent)
        .height(180.0)
        .layer(Layer::rule(Role::Muted, Orientation::Horizontal, 0.0).dash(Dash::Dotted));
    let Some(found) = found else {
        return panel;
    };
    for (name, label, fit, dash) in laws(found) {
        let pairs = found.durations.iter().zip(&found.thresholds);
        let percent: Vec<f64> = pairs
            .map(|(&d, &i)| 100.0 * (fit.threshold(d) / i - 1.0))
            .collect();
        // One label above its curve, one below.
        let (shape, aside, anchor) = match fit.law {
            Law::Weiss => (Shape::Circle, (0.75, 3.0), Anchor::End),
            Law::Lapicque => (Shape::Disc, (1.0, -4.0), Anchor::Middle),
        };
        let (at, level) = found.durations.iter().zip(&percent).fold(
            (0.0, f64::NEG_INFINITY),
            |best, (&d, &p)| {
                if p > best.1 { (d, p) } else { best }
            },
        );
        panel = panel
            .layer(
                Layer::line("", Role::Theory, found.durations.clone(), percent.clone()).dash(dash),
            )
            .layer(
                Layer::points(name, Role::Simulation, found.durations.clone(), percent)
                    .shape(shape)
                    .quantity("deviation of the law", "", "%")
                    .label(label, Place::At(aside.0 * at, level + aside.1, anchor)),
            );
    }
    panel
}

/// Times and potentials of the pulse that is tried.
fn trial(parameters: &Strength) -> Result<Vec<(f64, f64)>, FigureError> {
    let membrane = &parameters.membrane;
    let rest = resting_state(membrane, 0.0)?;
    let duration = parameters.duration.min(WINDOW);
    let pieces = [
        Piece {
            current: parameters.amplitude,
            duration,
        },
        Piece {
            current: 0.0,
            duration: WINDOW - duration,
        },
    ];
    let found = Trajectory::new(membrane, &rest, &pieces, 1e-9).map_err(AnalysisError::from)?;
    Ok((0..SAMPLES)
        .map(|i| -1.0 + (WINDOW + 1.0) * i as f64 / (SAMPLES - 1) as f64)
        .map(|time| (time, found.at(time).map_or(rest[0], |state| state[0])))
        .collect())
}

fn response_panel(parameters: &Strength, trial: &[(f64, f64)]) -> Panel {
    let time = Axis::new("time", "t", "ms").range(-1.0, WINDOW);
    let potential = Axis::new("membrane potential", "V", "mV").including(-80.0, 45.0);
    let (times, potentials) = trial.iter().copied().unzip();
    Panel::new("response", time, potential)
        .height(180.0)
        .layer(Layer::span(
            Role::Accent,
            Orientation::Vertical,
            0.0,
            parameters.duration.min(WINDOW),
        ))
        .layer(
            Layer::line("response to the pulse", Role::Voltage, times, potentials)
                .weight(Weight::Heavy),
        )
}

/// A part of a threshold by which two differ visibly.
const NOTICED: f64 = 0.02;

fn words(
    parameters: &Strength,
    found: Option<&StrengthDuration>,
    twice: Option<(f64, f64)>,
    fired: bool,
) -> (Prose, Prose) {
    let print = |value: f64| Digits::Significant(3).print(value);
    let charge = |found: &StrengthDuration, up_to: f64| {
        let pairs = found.durations.iter().zip(&found.thresholds);
        pairs
            .filter(|(d, _)| **d <= up_to)
            .map(|(d, i)| d * i)
            .fold((f64::INFINITY, 0.0_f64), |(low, high), q| {
                (low.min(q), high.max(q))
            })
    };
    let short = found.map(|found| charge(found, SHORT));
    let longest = found.map_or(f64::NAN, |found| {
        let short = found.durations.iter().filter(|d| **d <= SHORT);
        short.fold(0.0, |a, &b| b.max(a))
    });
    let constant = short.is_some_and(|(low, high)| high > low && high < 1.03 * low);
    let deviates =
        |fit: &Result<Fit, AnalysisError>| fit.as_ref().is_ok_and(|fit| fit.deviation > NOTICED);
    let neither = found.is_some_and(|found| deviates(&found.lapicque) && deviates(&found.weiss));
    let flat = found.is_some_and(|found| match found.thresholds[..] {
        [.., before, last] => before / last < 1.0 + NOTICED,
        _ => false,
    });
    let spread = short.map_or(f64::NAN, |(low, high)| 100.0 * (high / low - 1.0));
    let neutral = "Threshold of a pulse against its duration.";
    let mut caption = Prose::new().result(
        constant && neither,
        format!(
            "Short pulses fire by their charge, which up to {} ms varies by {} %, and neither \
             classical law gives the whole curve.",
            Digits::Significant(2).print(longest),
            Digits::Decimals(0).print(spread)
        ),
        neutral,
    );
    caption = match found {
        Some(found) => caption.plain(laws_in_words(found)),
        None => caption.plain("Not every one of these pulses has a threshold for this membrane."),
    };
    caption = caption
        .plain(match twice {
            Some((rheobase, _)) => format!(
                "Open circle, top left: the pulse of twice the rheobase of a single spike, {} µA/cm².",
                print(rheobase)
            ),
            None => String::new(),
        })
        .plain(format!(
            "Bottom right: a pulse of {} µA/cm² for {} ms{} {}.",
            parameters.amplitude,
            parameters.duration,
            match (pulse_is_marked(parameters), fired) {
                (true, true) => ", marked by a square top left,",
                (true, false) => ", marked by a cross top left,",
                (false, _) => "",
            },
            if fired { "fires" } else { "does not fire" }
        ));
    let alternative_text = match found {
        Some(found) => Prose::new().plain(format!(
            "The threshold falls from {} µA/cm² at {} ms to {} µA/cm² at {} ms{}{}. {}",
            print(found.thresholds.first().copied().unwrap_or(0.0)),
            parameters.from,
            print(found.thresholds.last().copied().unwrap_or(0.0)),
            parameters.to,
            if constant {
                ": at first as one over the duration"
            } else {
                ""
            },
            if flat { ", then to a plateau" } else { "" },
            deviations_in_words(found)
        )),
        None => Prose::new().plain("There are no thresholds to show for this membrane."),
    };
    (caption, alternative_text)
}

/// What of the caption tells the thresholds and the laws.
fn laws_in_words(found: &StrengthDuration) -> String {
    let print = |value: f64| Digits::Significant(3).print(value);
    let percent = |fit: &Fit| Digits::Decimals(0).print(100.0 * fit.deviation);
    let lapicque = |fit: &Fit| {
        format!(
            "Lapicque (solid; rheobase {} µA/cm², *τ* = {} ms, r.m.s. deviation {} %)",
            print(fit.rheobase),
            print(fit.time),
            percent(fit)
        )
    };
    let count = found.durations.len();
    let thresholds = format!("Top left: thresholds of {count} pulses, found by bisection (discs)");
    let charges = "Top right: the same as charges, with the smallest kick at *d* = 0.";
    let (one, missing) = match (&found.lapicque, &found.weiss) {
        (Ok(first), Ok(second)) => {
            return format!(
                "{thresholds}, with the laws of {} and Weiss (dashed; {} µA/cm², chronaxie {} ms, \
                 {} %), each fitted by least squares of the logarithms. {charges} Bottom left: by \
                 how much each law exceeds the threshold.",
                lapicque(first),
                print(second.rheobase),
                print(second.time),
                percent(second)
            );
        }
        (Ok(fit), Err(why)) => (Some(lapicque(fit)), ("Weiss's law can't", why)),
        (Err(why), Ok(fit)) => {
            let weiss = format!(
                "Weiss (dashed; rheobase {} µA/cm², chronaxie {} ms, r.m.s. deviation {} %)",
                print(fit.rheobase),
                print(fit.time),
                percent(fit)
            );
            (Some(weiss), ("Lapicque's law can't", why))
        }
        (Err(why), Err(_)) => (None, ("Neither Lapicque's law nor Weiss's can", why)),
    };
    let law = one.map_or(String::new(), |law| {
        format!(", with the law of {law}, fitted by least squares of the logarithms")
    });
    let (who, why) = missing;
    let why = match why {
        AnalysisError::Absent { why, .. } => why.clone(),
        other => other.to_string(),
    };
    format!("{thresholds}{law}. {who} be fitted: {why}. {charges}")
}

/// How far the fitted laws are from the thresholds.
fn deviations_in_words(found: &StrengthDuration) -> String {
    let percent =
        |fit: &Fit| Digits::Decimals(0).print(100.0 * exp_m1(fit.largest_deviation).abs());
    match (&found.lapicque, &found.weiss) {
        (Ok(lapicque), Ok(weiss)) => format!(
            "Lapicque's law deviates by up to {} %, Weiss's by up to {} %.",
            percent(lapicque),
            percent(weiss)
        ),
        (Ok(fit), Err(_)) => format!("Lapicque's law deviates by up to {} %.", percent(fit)),
        (Err(_), Ok(fit)) => format!("Weiss's law deviates by up to {} %.", percent(fit)),
        (Err(_), Err(_)) => "No law could be fitted.".to_owned(),
    }
}
