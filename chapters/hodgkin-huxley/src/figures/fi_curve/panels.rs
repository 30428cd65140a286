//! The six panels.

use super::FiCurve;
use super::found::{Found, SHOWN, Trace};
use crate::analysis::ClosedOrbit;
use common::claim::Digits;
use common::figure::{Anchor, Axis, Dash, Layer, Orientation, Panel, Place, Role, Shape};

/// Heights of the three rows, in pixels.
const HEIGHTS: [f64; 3] = [210.0, 210.0, 110.0];

pub(super) fn all(parameters: &FiCurve, found: &Found) -> Vec<Panel> {
    vec![
        rate(parameters, found),
        window(found),
        potential(found),
        potential_window(found),
        course("step", "e. after a step from rest", &found.traces[0]),
        course("kick", "f. kicked out of the equilibrium", &found.traces[1]),
    ]
}

fn current_axis((low, high): (f64, f64)) -> Axis {
    Axis::new("applied current", "I", "µA/cm²").range(low, high)
}

/// The enlarged range: the window and half of it on either side, or the first tenth of the range.
fn enlarged(found: &Found) -> (f64, f64) {
    if let Some((low, high)) = found.window() {
        return (low - 0.4 * (high - low), high + 0.4 * (high - low));
    }
    let (low, high) = found.range;
    let begin = found.beginning().map_or(low, |orbit| orbit.current);
    (begin - 0.05 * (high - low), begin + 0.1 * (high - low))
}

fn bistable(found: &Found, label: &str) -> Option<Layer> {
    let (low, high) = found.window()?;
    let span = Layer::span(Role::Muted, Orientation::Vertical, low, high);
    Some(if label.is_empty() {
        span
    } else {
        span.label(label, Place::End)
    })
}

fn rate_axis() -> Axis {
    Axis::new("firing rate", "f", "Hz").including(0.0, 10.0)
}

/// Spikes counted, under the rate of the stable cycle.
fn rate(parameters: &FiCurve, found: &Found) -> Panel {
    let (low, high) = found.range;
    let (currents, rates) = &found.counted;
    let top = rates
        .iter()
        .chain(&found.beyond.1)
        .fold(10.0_f64, |a, &b| a.max(b));
    let label = format!("spikes in {} ms", parameters.duration);
    let dots = |name: &str, (x, y): &(Vec<f64>, Vec<f64>)| {
        Layer::points(name, Role::Simulation, x.clone(), y.clone())
            .shape(Shape::Dot)
            .quantity("spikes counted per second", "f", "Hz")
    };
    let middle = 0.5 * (low + high);
    let mut panel = Panel::new("rate", current_axis(found.range), rate_axis())
        .title("a. rate, over the whole range")
        .height(HEIGHTS[0])
        .layers(bistable(found, ""))
        .layer(
            dots("simulation", &(currents.clone(), rates.clone())).label_at(
                &label,
                middle,
                0.5 * top,
                Anchor::Middle,
            ),
        );
    if !found.beyond.0.is_empty() {
        panel = panel.layer(dots("simulation beyond", &found.beyond));
    }
    panel = panel.layers(cycles(found, "cycle", found.range, ClosedOrbit::rate, true));
    if let Some(first) = found.beginning() {
        let (x, y) = (vec![first.current], vec![first.rate()]);
        panel = panel.layer(circles("onset", x, y).quantity("rate at onset", "f", "Hz"));
    }
    if let Some(end) = &found.upper {
        let (x, y) = (vec![end.current], vec![end.frequency()]);
        let label = Digits::Decimals(1).print(end.current);
        panel = panel.layer(
            circles("end", x, y)
                .quantity("rate at the end", "f", "Hz")
                .label_at(
                    &label,
                    end.current,
                    end.frequency() - 0.1 * top,
                    Anchor::Middle,
                ),
        );
    }
    let point = (vec![parameters.current], vec![found.rate]);
    // The label keeps clear of the curve, of the axis and of the panel's edge.
    let (beside, anchor) = if parameters.current < middle {
        (parameters.current + 0.03 * (high - low), Anchor::Start)
    } else {
        (parameters.current - 0.03 * (high - low), Anchor::End)
    };
    let lift = if found.rate < 0.2 * top { 0.08 } else { -0.05 };
    panel.layer(
        Layer::points("operating point", Role::Accent, point.0, point.1)
            .shape(Shape::Square)
            .quantity("rate at the operating point", "f", "Hz")
            .label_at("e, f", beside, found.rate + lift * top, anchor),
    )
}

fn circles(name: &str, x: Vec<f64>, y: Vec<f64>) -> Layer {
    Layer::points(name, Role::Theory, x, y).shape(Shape::Circle)
}

/// Up and down through the bistable window.
fn window(found: &Found) -> Panel {
    let range = enlarged(found);
    let mut panel = Panel::new("window", current_axis(range), rate_axis())
        .title("b. rate, where firing begins")
        .height(HEIGHTS[0])
        .layers(bistable(found, "bistable"))
        .layers(cycles(found, "", range, ClosedOrbit::rate, false));
    if let Some(sweeps) = &found.sweeps {
        let series = |name: &str, rates: &[f64], shape| {
            Layer::points(
                name,
                Role::Simulation,
                sweeps.currents.clone(),
                rates.to_vec(),
            )
            .shape(shape)
            .quantity(&format!("spikes per second, current {name}"), "f", "Hz")
        };
        let later = sweeps.currents.len() * 3 / 5;
        let (at, level) = (sweeps.currents[later], sweeps.down[later]);
        let top = sweeps.down.iter().fold(10.0_f64, |a, &b| a.max(b));
        panel = panel
            .layer(series("falling", &sweeps.down, Shape::Circle).label_at(
                "falling",
                at,
                level - 0.2 * top,
                Anchor::Middle,
            ))
            .layer(series("rising", &sweeps.up, Shape::Triangle).label_at(
                "rising",
                at,
                0.13 * top,
                Anchor::Middle,
            ));
    }
    if let Some(first) = found.beginning() {
        let label = format!("{} Hz", Digits::Decimals(0).print(first.rate()));
        let beside = first.current - 0.02 * (range.1 - range.0);
        panel = panel.layer(
            circles("", vec![first.current], vec![first.rate()]).label_at(
                &label,
                beside,
                first.rate(),
                Anchor::End,
            ),
        );
    }
    panel
}

/// The branch's stable and unstable parts within a range of currents: a quantity against the
/// current.
fn cycles(
    found: &Found,
    name: &str,
    (low, high): (f64, f64),
    of: impl Fn(&ClosedOrbit) -> f64,
    only_stable: bool,
) -> Vec<Layer> {
    let Some(branch) = &found.branch else {
        return Vec::new();
    };
    let mut layers = Vec::new();
    for (stable, part) in branch.parts() {
        if only_stable && !stable {
            continue;
        }
        let inside = |index: usize| {
            part.get(index)
                .is_some_and(|orbit| orbit.current >= low && orbit.current <= high)
        };
        // One beyond the edge, so that the line reaches it.
        let shown: Vec<&ClosedOrbit> = (0..part.len())
            .filter(|&i| inside(i) || inside(i + 1) || (i > 0 && inside(i - 1)))
            .map(|i| part[i])
            .collect();
        if shown.len() < 2 {
            continue;
        }
        let x = shown.iter().map(|orbit| orbit.current).collect();
        let y = shown.iter().map(|orbit| of(orbit)).collect();
        let word = if stable { "stable" } else { "unstable" };
        let dash = if stable { Dash::Solid } else { Dash::Dashed };
        let number = layers.len() + 1;
        let name = if name.is_empty() {
            String::new()
        } else {
            format!("{word} {name} {number}")
        };
        layers.push(Layer::line(&name, Role::Theory, x, y).dash(dash));
    }
    layers
}

/// Highest and lowest potential of the cycles, and the equilibria, all listed in tables or none.
fn potential_layers(found: &Found, range: (f64, f64), listed: bool) -> Vec<Layer> {
    let name = |name: &'static str| if listed { name } else { "" };
    let mut layers = cycles(
        found,
        name("cycle's peak"),
        range,
        |orbit| orbit.highest,
        false,
    );
    layers.extend(cycles(
        found,
        name("cycle's trough"),
        range,
        |orbit| orbit.lowest,
        false,
    ));
    for (number, (stable, x, y)) in found.steady.iter().enumerate() {
        let word = if *stable { "stable" } else { "unstable" };
        let dash = if *stable { Dash::Solid } else { Dash::Dashed };
        let mut layer = Layer::line("", Role::Voltage, x.clone(), y.clone()).dash(dash);
        if listed {
            layer = layer.named(&format!("{word} equilibrium {}", number + 1));
        }
        layers.push(layer);
    }
    layers
}

fn potential_axis() -> Axis {
    Axis::new("membrane potential", "V", "mV").including(-80.0, 35.0)
}

/// Highest and lowest potential of the cycles, and the equilibrium.
fn potential(found: &Found) -> Panel {
    let (low, high) = found.range;
    let mut panel = Panel::new("potential", current_axis(found.range), potential_axis())
        .title("c. potential, over the whole range")
        .height(HEIGHTS[1])
        .layers(bistable(found, ""))
        .layers(potential_layers(found, found.range, true));
    // Labels beside the cycle in the middle of its range.
    let middle = found.branch.as_ref().and_then(|branch| {
        let target = low + 0.42 * (high - low);
        let stable = branch.orbits.iter().filter(|orbit| orbit.is_stable());
        stable.min_by(|a, b| {
            (a.current - target)
                .abs()
                .total_cmp(&(b.current - target).abs())
        })
    });
    if let Some(orbit) = middle {
        let (side, anchor) = if orbit.current < 0.6 * (low + high) {
            (0.02, Anchor::Start)
        } else {
            (-0.02, Anchor::End)
        };
        let at = orbit.current + side * (high - low);
        let text = |y: f64, text: &str| Layer::text(Role::Theory, (at, y), anchor, text);
        panel = panel
            .layer(text(orbit.highest + 7.0, "peak of the cycle"))
            .layer(text(orbit.lowest - 6.0, "trough"));
    }
    if let Some(end) = &found.upper {
        let at = (0.5 * (low + high), end.potential + 3.0);
        panel = panel.layer(Layer::text(Role::Voltage, at, Anchor::Start, "equilibrium"));
    }
    panel
}

/// The same, enlarged, with the branch's folds.
fn potential_window(found: &Found) -> Panel {
    let range = enlarged(found);
    let mut panel = Panel::new("potential window", current_axis(range), potential_axis())
        .title("d. potential, where firing begins")
        .height(HEIGHTS[1])
        .layers(bistable(found, ""))
        .layers(potential_layers(found, range, false));
    let Some(branch) = &found.branch else {
        return panel;
    };
    let folds: Vec<&ClosedOrbit> = branch.folds().collect();
    let x: Vec<f64> = folds.iter().map(|orbit| orbit.current).collect();
    let y: Vec<f64> = folds.iter().map(|orbit| orbit.highest).collect();
    let gap = 0.02 * (range.1 - range.0);
    if !folds.is_empty() {
        let layer = circles("folds", x, y).quantity("peak of the cycle at a fold", "V", "mV");
        panel = panel.layer(layer);
    }
    if let Some(hopf) = found.lower.filter(|hopf| hopf.current < range.1) {
        let at = (hopf.current + gap, hopf.potential + 6.0);
        let label = Digits::Decimals(2).print(hopf.current);
        panel = panel.layer(Layer::text(Role::Voltage, at, Anchor::Start, &label));
    }
    // Words beside the upper half of the branch's unstable part, and under the stable one.
    if let Some(first) = found.beginning() {
        let high = first.highest;
        let foot = found.lower.map_or(-60.0, |hopf| hopf.potential);
        let target = foot + 0.7 * (high - foot);
        let unstable = branch.orbits.iter().filter(|orbit| !orbit.is_stable());
        let nearest = unstable.min_by(|a, b| {
            (a.highest - target)
                .abs()
                .total_cmp(&(b.highest - target).abs())
        });
        if let Some(orbit) = nearest {
            let at = (orbit.current + gap, orbit.highest);
            panel = panel.layer(Layer::text(
                Role::Theory,
                at,
                Anchor::Start,
                "unstable cycle",
            ));
        }
        let at = (range.1 - gap, high - 6.0);
        panel = panel.layer(Layer::text(Role::Theory, at, Anchor::End, "stable cycle"));
    }
    for orbit in folds {
        // A branch that comes from above turns at a smallest current: its label stands to the left.
        let is_least = branch.turns_at_least(orbit);
        let (at, anchor) = if is_least {
            (orbit.current - gap, Anchor::End)
        } else {
            (orbit.current + gap, Anchor::Start)
        };
        let label = Digits::Decimals(2).print(orbit.current);
        panel = panel.layer(Layer::text(
            Role::Theory,
            (at, orbit.highest),
            anchor,
            &label,
        ));
    }
    panel
}

fn course(name: &str, title: &str, (times, potentials): &Trace) -> Panel {
    let time = Axis::new("time", "t", "ms").range(-SHOWN.0, SHOWN.1);
    let potential = Axis::new("potential", "V", "mV").including(-80.0, 40.0);
    Panel::new(name, time, potential)
        .title(title)
        .height(HEIGHTS[2])
        .layer(
            Layer::line(name, Role::Voltage, times.clone(), potentials.clone()).quantity(
                "membrane potential",
                "V",
                "mV",
            ),
        )
}
