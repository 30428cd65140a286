//! The figure `feedback`: where the fast loop turns, and why a kick must reach further.

use super::gates::millivolts;
use crate::analysis::{
    self, AnalysisError, Crossing, Moving, crossings, fast_current, held_state, kick_threshold,
    potential_after,
};
use crate::model::{Membrane, State};
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Role, Shape, Weight,
};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `feedback` depends on.
    pub struct Feedback {
        /// potential to which the resting membrane is stepped
        potential: f64 = -58.5 => Real { symbol: "V", unit: "mV", from: -90.0, to: 50.0 };
        /// how long it is held there, while h and n run, before it is let go
        delay: f64 = 3.0 => Real { symbol: r"t_\mathrm{hold}", unit: "ms", from: 0.0, to: 20.0 };
        /// how far the kicks shown lie below and above the threshold
        margin: f64 = 0.1 => Real { symbol: r"\delta", unit: "mV", from: 0.01, to: 1.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

/// How long the potential is shown after a kick, in ms, and at how many times.
const WINDOW: f64 = 16.0;
const POINTS: usize = 320;
/// What is near rest: so far below and above, in mV.
const NEAR: (f64, f64) = (9.0, 13.0);
/// How far above rest the races are shown, in mV.
const RACE: f64 = 18.0;

/// The four races, by rows: which gates move, and the panel's name.
const RACES: [(Moving, &str, &str); 4] = [
    (Moving::Neither, "neither", "*m* at once; *h*, *n* still"),
    (
        Moving::OnlyActivation,
        "only m lags",
        "*m* lags; *h*, *n* still",
    ),
    (
        Moving::OnlySlow,
        "only h and n move",
        "*m* at once; *h*, *n* move",
    ),
    (Moving::All, "all", "*m* lags; *h*, *n* move"),
];

/// What the figure shows.
struct Shown {
    rest: State,
    /// The state after the hold.
    held: State,
    /// Crossings with h and n at rest, and after the hold.
    at_rest: Vec<Crossing>,
    later: Vec<Crossing>,
    /// Displacements that fire in the four races.
    thresholds: [Option<f64>; 4],
}

impl Shown {
    fn of(parameters: &Feedback, run: &Run) -> Result<Self, FigureError> {
        let membrane = &parameters.membrane;
        let rest = analysis::resting_state(membrane, 0.0)?;
        let held = held_state(membrane, parameters.potential, parameters.delay)?;
        let found = run.map(&RACES, |&(moving, _, _)| threshold(membrane, moving))?;
        let mut thresholds = [None; 4];
        thresholds.copy_from_slice(&found);
        Ok(Self {
            rest,
            held,
            at_rest: crossings(membrane, &rest)?,
            later: crossings(membrane, &held)?,
            thresholds,
        })
    }

    /// The crossing above rest at which the loop turns.
    fn turn(&self) -> Option<f64> {
        self.thresholds[0].map(|kick| self.rest[0] + kick)
    }
}

/// The kick that fires, if there is one.
fn threshold(membrane: &Membrane, moving: Moving) -> Result<Option<f64>, FigureError> {
    let found = if moving == Moving::Neither {
        // With one variable left the threshold is where its derivative vanishes.
        analysis::resting_state(membrane, 0.0)
            .and_then(|rest| Ok(analysis::turn_of_the_loop(membrane)? - rest[0]))
    } else {
        kick_threshold(membrane, moving)
    };
    match found {
        Ok(kick) => Ok(Some(kick)),
        Err(AnalysisError::Absent { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The instantaneous I–V curve, whole and near rest, and the race that a kick must win.
///
/// # Errors
/// If the equations can't be integrated.
pub fn feedback(parameters: &Feedback, run: &Run) -> Result<Figure, FigureError> {
    let shown = Shown::of(parameters, run)?;
    let [whole, near] = [whole(parameters, &shown), near(parameters, &shown)];
    let mut figure = Figure::new().columns(2).panel(whole).panel(near);
    for index in 0..RACES.len() {
        figure = figure.panel(race(parameters, &shown, index)?);
    }
    let at = (
        parameters.potential,
        fast_current(&parameters.membrane, parameters.potential, &shown.held),
    );
    let rest = shown.rest[0];
    let handle =
        |panel| Handle::along_x(panel, at, "potential", "drag the potential along the curve");
    figure = figure.handle(handle("whole"));
    // Neither pointer nor key takes it out of its panel, and so away.
    let (from, to) = (
        (10.0 * (rest - NEAR.0)).ceil() / 10.0,
        (10.0 * (rest + NEAR.1)).floor() / 10.0,
    );
    if (from..=to).contains(&at.0) {
        figure = figure.handle(handle("near rest").within(from, to));
    }
    let (caption, alternative_text) = words(parameters, &shown);
    Ok(figure.caption(caption).alternative_text(alternative_text))
}

fn print(value: f64, decimals: usize) -> String {
    Digits::Decimals(decimals).print(value)
}

/// The three curves over some potentials.
fn curves(parameters: &Feedback, shown: &Shown, from: f64, to: f64) -> [Layer; 3] {
    let membrane = &parameters.membrane;
    let potentials: Vec<f64> = (0..=400)
        .map(|i| from + (to - from) * f64::from(i) / 400.0)
        .collect();
    let curve = |name: &str, role, of: &dyn Fn(f64) -> f64| {
        let values = potentials.iter().map(|&v| of(v)).collect();
        Layer::line(name, role, potentials.clone(), values).quantity(
            "outward current",
            "I",
            "µA/cm²",
        )
    };
    [
        curve("all gates settled", Role::Muted, &|v| {
            membrane.steady_current(v)
        })
        .weight(Weight::Regular)
        .dash(Dash::Dotted),
        curve("h and n as at rest", Role::Sodium, &|v| {
            fast_current(membrane, v, &shown.rest)
        })
        .weight(Weight::Heavy),
        curve("h and n after the hold", Role::Inactivation, &|v| {
            fast_current(membrane, v, &shown.held)
        })
        .dash(Dash::Dashed),
    ]
}

/// Marks at the crossings: full where the potential would stay, open where it would not.
fn marks(crossings: &[Crossing], role: Role, name: &str) -> Vec<Layer> {
    [
        (true, "stays", Shape::Disc),
        (false, "turns", Shape::Circle),
    ]
    .into_iter()
    .filter_map(|(holds, word, shape)| {
        let x: Vec<f64> = crossings
            .iter()
            .filter(|one| one.holds == holds)
            .map(|one| one.potential)
            .collect();
        let y = vec![0.0; x.len()];
        let name = format!("{name}: {word}");
        (!x.is_empty()).then(|| {
            Layer::points(&name, role, x, y)
                .shape(shape)
                .quantity("crossing", "I", "µA/cm²")
        })
    })
    .collect()
}

/// The point that a reader drags.
fn held_point(parameters: &Feedback, shown: &Shown) -> Layer {
    let (v, membrane) = (parameters.potential, &parameters.membrane);
    let current = fast_current(membrane, v, &shown.held);
    Layer::points("held", Role::Voltage, vec![v], vec![current])
        .shape(Shape::Square)
        .quantity("outward current after the hold", "I", "µA/cm²")
}

fn whole(parameters: &Feedback, shown: &Shown) -> Panel {
    let membrane = &parameters.membrane;
    let (rest, top) = (
        shown.rest[0],
        membrane.sodium_reversal.max(shown.rest[0] + 60.0),
    );
    let from = membrane
        .potassium_reversal
        .min(rest)
        .min(parameters.potential)
        - 5.0;
    let to = top.max(parameters.potential) + 12.0;
    let lowest = (0..=400)
        .map(|i| from + (to - from) * f64::from(i) / 400.0)
        .map(|v| fast_current(membrane, v, &shown.rest))
        .fold(-10.0, f64::min);
    let held = fast_current(membrane, parameters.potential, &shown.held);
    let potential = Axis::new("membrane potential", "V", "mV").range(from, to);
    let current = Axis::new("outward current", "I", "µA/cm²")
        .range(lowest.min(held) * 1.1, (-0.45 * lowest).max(1.2 * held));
    let mut panel = Panel::new("whole", potential, current)
        .title("the whole curve")
        .height(210.0)
        .layer(Layer::rule(Role::Muted, Orientation::Horizontal, 0.0))
        .layers(curves(parameters, shown, from, to))
        .layers(marks(&shown.at_rest, Role::Theory, "h and n as at rest"))
        .layer(held_point(parameters, shown));
    if let [_, .., last] = shown.at_rest.as_slice() {
        panel = panel.layer(Layer::text(
            Role::Theory,
            (last.potential - 3.0, -0.1 * lowest),
            Anchor::End,
            &format!("upper end {}", millivolts(last.potential)),
        ));
    }
    panel
}

fn near(parameters: &Feedback, shown: &Shown) -> Panel {
    let membrane = &parameters.membrane;
    let rest = shown.rest[0];
    let (from, to) = (rest - NEAR.0, rest + NEAR.1);
    // The plain conductance sets the scale of currents near rest.
    let half = 10.0 * membrane.conductances(&shown.rest).total();
    let potential = Axis::new("membrane potential", "V", "mV").range(from, to);
    let current = Axis::new("outward current", "I", "µA/cm²").range(-half, half);
    let mut panel = Panel::new("near rest", potential, current)
        .title("near rest")
        .height(210.0)
        .layer(Layer::rule(Role::Muted, Orientation::Horizontal, 0.0))
        .layers(curves(parameters, shown, from, to))
        .layers(marks(
            &shown.later,
            Role::Inactivation,
            "h and n after the hold",
        ))
        .layers(marks(&shown.at_rest, Role::Theory, "h and n as at rest"))
        .layer(held_point(parameters, shown))
        .layer(Layer::text(
            Role::Theory,
            (rest - 0.3, 0.09 * half),
            Anchor::End,
            "rest",
        ));
    if let Some(turn) = shown.turn().filter(|turn| *turn < to - 1.0) {
        panel = panel
            .layer(Layer::arrow(
                Role::Theory,
                (turn, -0.33 * half),
                (turn, -0.06 * half),
            ))
            .layer(Layer::text(
                Role::Theory,
                (turn + 1.2, -0.42 * half),
                Anchor::End,
                &format!("turn {}", millivolts(turn)),
            ));
    }
    for (at, anchor, role, words) in names(parameters, shown, (from, to), half) {
        panel = panel.layer(Layer::text(role, at, anchor, &words));
    }
    panel
}

/// Names of the three curves near rest, beside a place where each is well apart from the others.
fn names(
    parameters: &Feedback,
    shown: &Shown,
    (from, to): (f64, f64),
    half: f64,
) -> Vec<((f64, f64), Anchor, Role, String)> {
    let membrane = &parameters.membrane;
    let grid: Vec<f64> = (0..=200)
        .map(|i| from + (to - from) * f64::from(i) / 200.0)
        .collect();
    let mut names = Vec::new();
    let leaves = |of: &dyn Fn(f64) -> f64, level: f64| {
        let beyond = |v: &&f64| (of(**v) > level) == (level > 0.0);
        grid.iter()
            .rev()
            .skip_while(|v| !beyond(v))
            .take_while(beyond)
            .last()
            .copied()
    };
    if let Some(v) = leaves(&|v| fast_current(membrane, v, &shown.rest), -0.8 * half) {
        names.push((
            (v - 0.5, -0.86 * half),
            Anchor::End,
            Role::Sodium,
            "*h*, *n* as at rest".to_owned(),
        ));
    }
    if let Some(v) = leaves(&|v| membrane.steady_current(v), 0.86 * half) {
        names.push((
            (v + 0.5, 0.86 * half),
            Anchor::Start,
            Role::Muted,
            "all settled".to_owned(),
        ));
    }
    let later = |v: f64| fast_current(membrane, v, &shown.held);
    let top = grid.iter().copied().fold(
        from,
        |best, v| if later(v) > later(best) { v } else { best },
    );
    let level = (later(top) / half + 0.12).clamp(0.25, 0.7);
    names.push((
        (top - 1.6, level * half),
        Anchor::End,
        Role::Inactivation,
        format!("held {} ms", print(parameters.delay, 1)),
    ));
    names
}

/// How far above rest the races are shown, in mV: beyond the largest threshold.
fn height(shown: &Shown) -> f64 {
    let thresholds = shown.thresholds.iter().flatten().copied();
    RACE.max(1.2 * thresholds.fold(0.0, f64::max))
}

/// The axes of one race, its threshold as its title, and the turn.
fn empty_race(shown: &Shown, index: usize) -> Panel {
    let (_, name, title) = RACES[index];
    let rest = shown.rest[0];
    let title = match shown.thresholds[index] {
        Some(kick) => format!("{title}: {} mV", print(kick, 1)),
        None => format!("{title}: no threshold"),
    };
    let label = if index < 2 {
        ("", "", "")
    } else {
        ("time after the kick", "t", "ms")
    };
    let time = Axis::new(label.0, label.1, label.2).range(0.0, WINDOW);
    let label = if index.is_multiple_of(2) {
        ("membrane potential", "V", "mV")
    } else {
        ("", "", "")
    };
    let up = height(shown);
    let potential = Axis::new(label.0, label.1, label.2).range(rest - 7.0, rest + up);
    let panel = Panel::new(name, time, potential)
        .title(&title)
        .height(120.0);
    let Some(turn) = shown.turn() else {
        return panel;
    };
    let rule = Layer::rule(Role::Muted, Orientation::Horizontal, turn);
    panel.layer(if index == 0 {
        rule.label_at("turn", WINDOW - 0.3, turn + 0.08 * up, Anchor::End)
    } else {
        rule
    })
}

/// The potential after kicks just below and just above the threshold of one race.
fn race(parameters: &Feedback, shown: &Shown, index: usize) -> Result<Panel, FigureError> {
    let Feedback {
        membrane,
        margin,
        delay,
        ..
    } = parameters;
    let (moving, _, _) = RACES[index];
    let &[rest, m, h, n] = &shown.rest;
    let up = height(shown);
    let mut panel = empty_race(shown, index);
    let times: Vec<f64> = (0..=POINTS)
        .map(|i| WINDOW * i as f64 / POINTS as f64)
        .collect();
    let curve = |start: &State, from: f64| -> Result<(Vec<f64>, Vec<f64>), FigureError> {
        let after: Vec<f64> = times
            .iter()
            .map(|time| time - from)
            .filter(|time| *time >= 0.0)
            .collect();
        let potentials = potential_after(membrane, moving, start, &after)?;
        Ok((after.iter().map(|time| time + from).collect(), potentials))
    };
    if moving == Moving::All && *delay < WINDOW {
        let (mut x, mut y) = curve(&shown.held, *delay)?;
        // Held from the beginning; the grid of times need not have the moment of release.
        x.splice(0..0, [0.0, *delay]);
        y.splice(0..0, [parameters.potential; 2]);
        panel = panel.layer(
            Layer::line("after the hold", Role::Inactivation, x, y)
                .dash(Dash::Dashed)
                .quantity("membrane potential", "V", "mV")
                .label_at(
                    &format!("held {} ms", print(*delay, 1)),
                    0.98 * WINDOW,
                    rest + 0.87 * up,
                    Anchor::End,
                ),
        );
    }
    let Some(kick) = shown.thresholds[index] else {
        // Nothing to be just below or above of: the kick to the reader's potential.
        let (x, y) = curve(&[parameters.potential, m, h, n], 0.0)?;
        return Ok(
            panel.layer(Layer::line("after the kick", Role::Voltage, x, y).quantity(
                "membrane potential",
                "V",
                "mV",
            )),
        );
    };
    if index == 0 {
        for (word, up) in [("above", 0.87 * up), ("below", -3.0)] {
            panel = panel.layer(Layer::text(
                Role::Voltage,
                (0.98 * WINDOW, rest + up),
                Anchor::End,
                &format!("{margin} mV {word}"),
            ));
        }
    }
    for (name, by, dash, weight) in [
        ("just below", kick - margin, Dash::Dotted, Weight::Regular),
        ("just above", kick + margin, Dash::Solid, Weight::Regular),
    ] {
        let (x, y) = curve(&[rest + by, m, h, n], 0.0)?;
        panel = panel.layer(
            Layer::line(name, Role::Voltage, x, y)
                .dash(dash)
                .weight(weight)
                .quantity("membrane potential", "V", "mV"),
        );
    }
    Ok(panel)
}

fn words(parameters: &Feedback, shown: &Shown) -> (Prose, Prose) {
    let [turn, lags, moves, all] = shown.thresholds;
    let mv = |kick: Option<f64>| kick.map_or(String::new(), |kick| print(kick, 1));
    let gap = turn.zip(all).is_some_and(|(turn, all)| all > turn + 0.05);
    let three =
        shown.at_rest.len() == 3 && (shown.at_rest[0].potential - shown.rest[0]).abs() < 1e-6;
    let later = shown
        .later
        .iter()
        .find(|one| !one.holds)
        .map(|one| one.potential);
    let held = fast_current(&parameters.membrane, parameters.potential, &shown.held);
    let before = fast_current(&parameters.membrane, parameters.potential, &shown.rest);
    let (v, delay) = (millivolts(parameters.potential), print(parameters.delay, 1));
    let caption = Prose::new()
        .result(
            gap,
            format!(
                "The fast loop turns {} mV above rest, yet a sudden kick must reach {} mV: while $m$ \
                 lags and $h$ and $n$ move, the turn runs away from the potential.",
                mv(turn),
                mv(all)
            ),
            "Where the fast loop turns, and how far a sudden kick must reach.",
        )
        .plain(
            "Top: current at once, $m$ settled at each potential. Heavy: with $h$ and $n$ as at rest;",
        )
        .result(
            three,
            "it crosses zero three times, at rest, at the turn (open circle) and short of sodium's \
             battery.",
            "circles mark where it crosses zero.",
        )
        .plain(format!(
            "Dashed: after the membrane has been held at {v} for {delay} ms, with its own crossings.",
        ))
        .result(
            before < 0.0 && held > 0.0 && later.is_some(),
            format!(
                "Its turn has gone up to {}, and the current at the square, inward at first, is \
                 outward.",
                later.map_or(String::new(), millivolts)
            ),
            "",
        )
        .plain(
            "Dotted: with all gates settled, the only curve that the membrane obeys for ever; where it \
             rises everywhere there is one equilibrium and no separatrix.",
        )
        .plain(format!(
            "Below: the potential after kicks {} mV below (dotted) and above (solid) the threshold, with \
             $m$ at once or in its own time and $h$ and $n$ still or moving; their thresholds stand above \
             them. Dashed: the membrane let go after the hold.",
            parameters.margin
        ));
    let alternative_text = Prose::new()
        .result(
            three,
            format!(
                "The instantaneous current-voltage curve crosses zero at {}.",
                shown
                    .at_rest
                    .iter()
                    .map(|one| millivolts(one.potential))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            "The instantaneous current-voltage curve of the membrane, with its crossings of zero.",
        )
        .result(
            [turn, lags, moves, all].iter().all(Option::is_some),
            format!(
                "Kicks must reach {} mV if m follows at once and h and n stand still, {} mV if m lags, \
                 {} mV if h and n move, {} mV if both.",
                mv(turn),
                mv(lags),
                mv(moves),
                mv(all)
            ),
            "",
        );
    (caption, alternative_text)
}
