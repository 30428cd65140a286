//! The figure `refractory`: what a second pulse needs, at a delay after a spike.

use crate::analysis::{AnalysisError, Piece, SecondPulse, Supernormal, Trajectory, resting_state};
use crate::figures::present;
use crate::model::{Membrane, State};
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Role, Shape, Weight,
};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `refractory` depends on.
    pub struct Refractory {
        /// delay from the first pulse to the second
        delay: f64 = 19.0 => Real { symbol: r"t", unit: "ms", from: 0.0, to: 60.0 };
        /// size of the second pulse, in thresholds at rest
        second: f64 = 0.9 => Logarithmic { symbol: "", unit: "", from: 0.1, to: 9.0 };
        /// size of the first pulse, in thresholds at rest
        first: f64 = 1.5 => Real { symbol: "", unit: "", from: 1.01, to: 5.0 };
        /// how long either pulse lasts
        duration: f64 = 0.5 => Real { symbol: "d", unit: "ms", from: 0.05, to: 2.0 };
        /// largest second pulse that is tried, in thresholds at rest
        limit: f64 = 5.0 => Real { symbol: "", unit: "", from: 1.5, to: 9.0 };
        /// length of the window of time that is shown
        window: f64 = 45.0 => Real { symbol: r"t_\mathrm{end}", unit: "ms", from: 10.0, to: 80.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

impl Refractory {
    /// The largest threshold that the axis shows.
    fn top(&self) -> f64 {
        self.limit.max(2.0)
    }

    /// Whether the second pulse lies within the axes of the thresholds.
    fn in_the_panel(&self) -> bool {
        self.delay <= self.window && (LOWEST..=self.top()).contains(&self.second)
    }
}

/// Delays at which the threshold is computed.
const DELAYS: usize = 60;
/// Points of a line against time.
const SAMPLES: usize = 901;
/// Digits of a threshold: far below the size of a mark.
const PRECISION: f64 = 1e-4;
/// A tolerance far below the width of a line.
const TOLERANCE: f64 = 1e-8;

/// All that is computed of a membrane that fires.
struct Found {
    pulses: SecondPulse,
    /// Delays and thresholds.
    thresholds: Vec<(f64, f64)>,
    sensitivities: [f64; 4],
    absolute: Option<f64>,
    relative: Option<f64>,
    supernormal: Option<Supernormal>,
}

/// The threshold of a second pulse against its delay, and what it follows from.
///
/// # Errors
/// If the equations can't be integrated.
pub fn refractory(parameters: &Refractory, run: &Run) -> Result<Figure, FigureError> {
    let Refractory {
        duration,
        first,
        limit,
        window,
        membrane,
        ..
    } = parameters;
    let pulses = present(SecondPulse::new(membrane, *duration, *first, TOLERANCE))?;
    let found = match pulses {
        None => None,
        Some(pulses) => {
            let delays: Vec<f64> = (1..=DELAYS)
                .map(|i| window * i as f64 / DELAYS as f64)
                .filter(|&delay| delay >= pulses.back)
                .collect();
            let thresholds = run.map(&delays, |&delay| -> Result<_, FigureError> {
                Ok(pulses.threshold(delay, *limit, PRECISION)?)
            })?;
            let pairs = delays.into_iter().zip(thresholds);
            Some(Found {
                thresholds: pairs.filter_map(|(x, y)| Some((x, y?))).collect(),
                sensitivities: pulses.sensitivities()?,
                absolute: present(pulses.absolute(*limit))?,
                relative: present(pulses.relative())?,
                supernormal: present(pulses.supernormal())?,
                pulses,
            })
        }
    };
    let traces = traces(parameters, found.as_ref())?;
    let figure = Figure::new()
        .panel(potential(parameters, &traces))
        .panel(threshold(parameters, found.as_ref()))
        .panel(shares(parameters, found.as_ref()))
        .share_x();
    let (caption, alternative_text) = words(parameters, found.as_ref(), traces.fired);
    Ok(figure
        .handle(Handle::in_plane(
            "threshold",
            (
                parameters.delay.clamp(0.0, *window),
                parameters.second.clamp(LOWEST, *limit),
            ),
            ["delay", "second"],
            "drag the second pulse: its delay and its size",
        ))
        .caption(caption)
        .alternative_text(alternative_text))
}

/// The smallest threshold that the axis shows.
const LOWEST: f64 = 0.6;

/// Potentials against time, after both pulses and after the second alone.
struct Traces {
    times: Vec<f64>,
    both: Vec<f64>,
    alone: Vec<f64>,
    fired: bool,
}

fn traces(parameters: &Refractory, found: Option<&Found>) -> Result<Traces, FigureError> {
    let Refractory {
        delay,
        second,
        first,
        duration,
        window,
        membrane,
        ..
    } = parameters;
    let rest = resting_state(membrane, 0.0)?;
    // Without a threshold there is nothing to measure pulses by; none is given.
    let unit = found.map_or(0.0, |found| found.pulses.resting_threshold);
    // The pulses may overlap: currents are constant between these times.
    let end = window + duration;
    let mut edges = [
        0.0,
        *duration,
        delay.min(end),
        (delay + duration).min(end),
        end,
    ];
    edges.sort_by(f64::total_cmp);
    let pieces = |first: f64| -> Vec<Piece> {
        edges
            .windows(2)
            .filter(|pair| pair[1] > pair[0])
            .map(|pair| {
                let middle = 0.5 * (pair[0] + pair[1]);
                let on = |from: f64| f64::from(u8::from(middle > from && middle < from + duration));
                Piece {
                    current: unit * (first * on(0.0) + second * on(*delay)),
                    duration: pair[1] - pair[0],
                }
            })
            .collect()
    };
    let times: Vec<f64> = (0..SAMPLES)
        .map(|i| window * i as f64 / (SAMPLES - 1) as f64)
        .collect();
    let follow = |pieces: &[Piece]| -> Result<Vec<f64>, FigureError> {
        let trajectory =
            Trajectory::new(membrane, &rest, pieces, TOLERANCE).map_err(AnalysisError::from)?;
        let state = |&time: &f64| trajectory.at(time).map_or(rest[0], |state| state[0]);
        Ok(times.iter().map(state).collect())
    };
    let fired = match found {
        Some(found) => found.pulses.fires(*delay, *second)?,
        None => false,
    };
    Ok(Traces {
        both: follow(&pieces(*first))?,
        alone: follow(&pieces(0.0))?,
        times,
        fired,
    })
}

fn time_axis(parameters: &Refractory) -> Axis {
    Axis::new("time; delay of the second pulse", "t", "ms").range(0.0, parameters.window)
}

fn potential(parameters: &Refractory, traces: &Traces) -> Panel {
    let potential = Axis::new("membrane potential", "V", "mV").including(-80.0, 45.0);
    let line = |name: &str, values: &[f64]| {
        Layer::line(name, Role::Voltage, traces.times.clone(), values.to_vec())
    };
    let mut panel = Panel::new("potential", time_axis(parameters), potential).height(150.0);
    for from in [0.0, parameters.delay] {
        if from >= parameters.window {
            continue;
        }
        let to = (from + parameters.duration).min(parameters.window);
        panel = panel.layer(Layer::span(Role::Accent, Orientation::Vertical, from, to));
    }
    panel
        .layer(line("second pulse alone", &traces.alone).dash(Dash::Dashed))
        .layer(line("both pulses", &traces.both).weight(Weight::Heavy))
}

fn threshold(parameters: &Refractory, found: Option<&Found>) -> Panel {
    let ratio = Axis::new("threshold over that at rest", "", "")
        .logarithmic()
        .range(LOWEST, parameters.top())
        .ticks(
            [0.7, 0.8, 0.9, 1.0, 1.5, 2.0, 3.0, 5.0, 9.0]
                .into_iter()
                .filter(|&tick| tick <= parameters.top())
                .map(|tick| (tick, format!("{tick}"))),
        );
    let mut panel = Panel::new("threshold", time_axis(parameters), ratio).height(230.0);
    let rule = Layer::rule(Role::Muted, Orientation::Horizontal, 1.0).dash(Dash::Dotted);
    if let Some(found) = found {
        if let Some(absolute) = found.absolute {
            let to = absolute.min(parameters.window);
            panel = panel.layer(
                Layer::span(Role::Muted, Orientation::Vertical, 0.0, to)
                    .label("absolute", common::figure::Place::End),
            );
        }
        panel = panel.layer(rule);
        let (x, y) = linear(parameters, found, |shares| 1.0 + shares.iter().sum::<f64>());
        let (x, y): (Vec<f64>, Vec<f64>) = x
            .into_iter()
            .zip(y)
            .filter(|(_, y)| *y > 0.5 * LOWEST)
            .unzip();
        if x.len() > 1 {
            panel = panel.layer(
                Layer::line("to first order in the state", Role::Theory, x, y).quantity(
                    "threshold to first order",
                    "",
                    "",
                ),
            );
        }
        let (x, y): (Vec<f64>, Vec<f64>) = found.thresholds.iter().copied().unzip();
        if !x.is_empty() {
            panel = panel.layer(Layer::points("threshold", Role::Simulation, x, y).quantity(
                "threshold over that at rest",
                "",
                "",
            ));
        }
        if let Some(dip) = found
            .supernormal
            .filter(|dip| dip.delay < parameters.window)
        {
            panel = panel.layer(Layer::text(
                Role::Simulation,
                (dip.delay, (0.93 * dip.threshold).max(1.05 * LOWEST)),
                Anchor::Middle,
                "supernormal",
            ));
        }
    } else {
        panel = panel.layer(rule);
    }
    if !parameters.in_the_panel() {
        return panel;
    }
    panel.layer(
        Layer::points(
            "second pulse",
            Role::Accent,
            vec![parameters.delay],
            vec![parameters.second],
        )
        .shape(Shape::Square),
    )
}

/// Delays, and something that follows from what each variable adds to the threshold.
fn linear(
    parameters: &Refractory,
    found: &Found,
    of: impl Fn(&State) -> f64,
) -> (Vec<f64>, Vec<f64>) {
    let from = found.absolute.unwrap_or(found.pulses.back);
    if from >= parameters.window {
        return (Vec::new(), Vec::new());
    }
    let rest = found.pulses.resting_state();
    let last = (SAMPLES - 1) as f64;
    (0..SAMPLES)
        .map(|i| from + (parameters.window - from) * i as f64 / last)
        .map(|delay| {
            let state = found.pulses.state_at(delay);
            let shares: State =
                std::array::from_fn(|i| found.sensitivities[i] * (state[i] - rest[i]));
            (delay, of(&shares))
        })
        .unzip()
}

fn shares(parameters: &Refractory, found: Option<&Found>) -> Panel {
    let share = Axis::new("share in the change", "", "").range(-0.2, 0.2);
    let mut panel = Panel::new("shares", time_axis(parameters), share)
        .height(150.0)
        .layer(Layer::rule(Role::Muted, Orientation::Horizontal, 0.0).dash(Dash::Dotted));
    let Some(found) = found else {
        return panel;
    };
    let kinds = [
        ("V", Role::Voltage, Dash::Solid),
        ("m", Role::Sodium, Dash::Dotted),
        ("h", Role::Inactivation, Dash::Dashed),
        ("n", Role::Potassium, Dash::Solid),
    ];
    for (i, (name, role, dash)) in kinds.into_iter().enumerate() {
        let (x, y) = linear(parameters, found, |shares| shares[i]);
        if x.is_empty() {
            continue;
        }
        // Labelled where it is lowest inside the panel, where the four are apart.
        let lowest = x
            .iter()
            .zip(&y)
            .fold((0.0, 0.0), |best: (f64, f64), (&x, &y)| {
                if y < best.1 && y > -0.2 { (x, y) } else { best }
            });
        let mut layer = Layer::line(&format!("share of {name}"), role, x, y)
            .quantity("share in the change of the threshold", "", "")
            .dash(dash);
        if lowest.1 < -0.004 && name != "m" {
            layer = layer.label_at(
                &format!("*{name}*"),
                lowest.0,
                (lowest.1 - 0.03).max(-0.18),
                Anchor::Middle,
            );
        }
        panel = panel.layer(layer);
    }
    panel
}

/// The sentences about the two lower panels.
fn below(parameters: &Refractory, found: &Found, fired: bool) -> String {
    let Refractory { limit, window, .. } = parameters;
    let middle = "threshold of the second pulse, found by bisection (discs), over that at rest; thin \
                  line: to first order in the displacement of the state from rest.";
    let bottom = "Bottom: what *V*, *h*, *n* and (dotted) *m* contribute to the first order.";
    let fires = if fired { "fires" } else { "does not fire" };
    let square = if parameters.in_the_panel() {
        format!("Square: the second pulse, which {fires}.")
    } else {
        format!("The second pulse lies outside the panel; it {fires}.")
    };
    match found.absolute {
        Some(absolute) if absolute >= *window => format!(
            "Middle: the threshold of the second pulse, and bottom: what it is made of. Both are \
             empty, for in the {window} ms that are shown no pulse of up to {limit} resting thresholds \
             fires (grey). {square}"
        ),
        Some(_) => format!(
            "Middle: {middle} In the grey stretch no pulse of up to {limit} resting thresholds fires. \
             {square} {bottom}"
        ),
        None => format!(
            "Middle: {middle} At no delay was a pulse of up to {limit} resting thresholds found that \
             fires. {square} {bottom}"
        ),
    }
}

fn words(parameters: &Refractory, found: Option<&Found>, fired: bool) -> (Prose, Prose) {
    let print = |value: f64, decimals| Digits::Decimals(decimals).print(value);
    let neutral = "Threshold of a second pulse against its delay.";
    let Some(found) = found else {
        let why = "No pulse that has ended makes this membrane at rest fire, so that there is no \
                   threshold to compare with.";
        return (
            Prose::new().plain(neutral).plain(why),
            Prose::new().plain(neutral).plain(why),
        );
    };
    let Refractory {
        delay,
        second,
        first,
        duration,
        limit,
        window,
        ..
    } = parameters;
    let dip = found.supernormal;
    let (at, lowest) = dip.map_or((f64::NAN, f64::NAN), |dip| (dip.delay, dip.threshold));
    let (absolute, relative) = (
        found.absolute.unwrap_or(f64::NAN),
        found.relative.unwrap_or(f64::NAN),
    );
    let known = found.absolute.is_some() && found.relative.is_some();
    let outside = |time: f64, words: &str| {
        if time > *window {
            words.replace("{}", &window.to_string())
        } else {
            String::new()
        }
    };
    let result = format!(
        "After a spike the threshold is out of reach, then high, and then for a while lower than at \
         rest: {} of it, {} ms after the first pulse{}.",
        print(lowest, 2),
        print(at, 0),
        outside(at, ", later than the {} ms that are shown")
    );
    let unit = print(found.pulses.resting_threshold, 2);
    let top = if delay < window {
        format!(
            "Top: potential after a pulse of {first} and, {delay} ms later, one of {second} resting \
             thresholds ({unit} µA/cm², {duration} ms; bars); dashed: the second alone."
        )
    } else {
        format!(
            "Top: potential after a pulse of {first} resting thresholds ({unit} µA/cm², {duration} ms; \
             bar); the second, one of {second}, comes after {delay} ms, when the panel has ended; \
             dashed: rest."
        )
    };
    let below = below(parameters, found, fired);
    let caption = Prose::new()
        .result(dip.is_some() && known, &result, neutral)
        .plain(format!("{top} {below}"));
    let alternative_text = Prose::new().result(
        dip.is_some() && known,
        format!(
            "No pulse of up to {limit} resting thresholds fires within {} ms of the first pulse. The \
             threshold falls to its resting value at {} ms, to {} of it at {} ms, and comes back{}{}{}.",
            print(absolute, 1),
            print(relative, 1),
            print(lowest, 2),
            print(at, 1),
            if rises_again(found, at) {
                " in a damped oscillation"
            } else {
                ""
            },
            if lies_on_first_order(found) {
                "; the line to first order lies on the computed thresholds from about three resting \
                 thresholds down"
            } else {
                ""
            },
            outside(at, "; the panels end after {} ms")
        ),
        neutral,
    );
    (caption, alternative_text)
}

/// Whether the threshold, once it has been lowest, rises above its resting value.
fn rises_again(found: &Found, lowest_at: f64) -> bool {
    let after = found.thresholds.iter().filter(|one| one.0 > lowest_at);
    after.map(|one| one.1).fold(0.0, f64::max) > ABOVE
}

/// What is above the resting threshold, in its unit, by more than rounding and the search for thresholds give.
const ABOVE: f64 = 1.002;

/// Whether thresholds up to three resting ones are those to first order, within a tenth.
fn lies_on_first_order(found: &Found) -> bool {
    let rest = found.pulses.resting_state();
    let mut low = found
        .thresholds
        .iter()
        .filter(|one| one.1 <= 3.0)
        .peekable();
    low.peek().is_some()
        && low.all(|&(delay, threshold)| {
            let state = found.pulses.state_at(delay);
            let shares = (0..4).map(|i| found.sensitivities[i] * (state[i] - rest[i]));
            let linear = 1.0 + shares.sum::<f64>();
            (linear / threshold - 1.0).abs() < 0.1
        })
}
