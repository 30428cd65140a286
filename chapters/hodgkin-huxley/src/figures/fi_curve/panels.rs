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
        window(parameters, found),
        potential(found),
        potential_window(found),
        course("step", "e. after a step from rest", &found.traces[0]),
        course("kick", "f. kicked out of its own steady state", &found.traces[1]),
    ]
}

fn current_axis((low, high): (f64, f64)) -> Axis {
    Axis::new("applied current", "I", "µA/cm²").range(low, high)
}

/// The enlarged range: the window and half of it on either side, or the first tenth of the range.
fn enlarged(found: &Found) -> (f64, f64) {
    match found.window() {
        Some((low, high)) => (low - 0.4 * (high - low), high + 0.4 * (high - low)),
        None => {
            let (low, high) = found.range;
            let begin = found.beginning().map_or(low, |orbit| orbit.current);
            (begin - 0.05 * (high - low), begin + 0.1 * (high - low))
        }
    }
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

/// Spikes counted, over the rate of the stable cycle.
fn rate(parameters: &FiCurve, found: &Found) -> Panel {
    let mut panel = Panel::new("rate", current_axis(found.range), rate_axis())
        .title("a. rate, over the whole range")
        .height(HEIGHTS[0])
        .layers(bistable(found, ""));
    let (low, high) = found.range;
    let (currents, rates) = &found.counted;
    let top = rates.iter().chain(&found.beyond.1).fold(10.0_f64, |a, &b| a.max(b));
    let label = format!("spikes in {} ms", parameters.duration);
    panel = panel.layer(
        Layer::points("simulation", Role::Simulation, currents.clone(), rates.clone())
            .quantity("spikes counted per second", "f", "Hz")
            .label_at(&label, 0.5 * (low + high), 0.45 * top, Anchor::Start),
    );
    if !found.beyond.0.is_empty() {
        let (x, y) = found.beyond.clone();
        panel = panel.layer(
            Layer::points("simulation beyond", Role::Simulation, x, y)
                .quantity("spikes counted per second", "f", "Hz"),
        );
    }
    panel = panel.layers(cycles(found, "cycle", |orbit| orbit.rate(), true));
    panel = panel.layer(
        Layer::points("operating point", Role::Accent, vec![parameters.current], vec![found.rate])
            .shape(Shape::Square)
            .quantity("rate at the operating point", "f", "Hz"),
    );
    if let Some(first) = found.beginning() {
        panel = panel.layer(onset(first));
    }
    panel
}

fn onset(first: &ClosedOrbit) -> Layer {
    Layer::points("onset", Role::Theory, vec![first.current], vec![first.rate()])
        .shape(Shape::Circle)
        .quantity("rate at onset", "f", "Hz")
}

/// Up and down through the bistable window.
fn window(parameters: &FiCurve, found: &Found) -> Panel {
    let range = enlarged(found);
    let mut panel = Panel::new("window", current_axis(range), rate_axis())
        .title("b. rate, where firing begins")
        .height(HEIGHTS[0])
        .layers(bistable(found, "bistable"));
    panel = panel.layers(cycles(found, "cycle here", |orbit| orbit.rate(), false));
    if let Some(sweeps) = &found.sweeps {
        let series = |name: &str, rates: &[f64], shape| {
            Layer::points(name, Role::Simulation, sweeps.currents.clone(), rates.to_vec())
                .shape(shape)
                .quantity(&format!("spikes per second, current {name}"), "f", "Hz")
        };
        panel = panel
            .layer(series("falling", &sweeps.down, Shape::Circle))
            .layer(series("rising", &sweeps.up, Shape::Triangle));
    }
    if let Some(first) = found.beginning() {
        let label = format!("{} Hz", Digits::Decimals(0).print(first.rate()));
        let beside = first.current - 0.02 * (range.1 - range.0);
        panel = panel.layer(
            onset(first)
                .named("")
                .label_at(&label, beside, first.rate(), Anchor::End),
        );
    }
    let _ = parameters;
    panel
}

/// The branch's stable and unstable parts: a quantity against the current.
fn cycles(
    found: &Found,
    name: &str,
    of: impl Fn(&ClosedOrbit) -> f64,
    only_stable: bool,
) -> Vec<Layer> {
    let Some(branch) = &found.branch else {
        return Vec::new();
    };
    let mut layers = Vec::new();
    for (stable, part) in branch.parts() {
        if (only_stable && !stable) || part.len() < 2 {
            continue;
        }
        let x = part.iter().map(|orbit| orbit.current).collect();
        let y = part.iter().map(|orbit| of(orbit)).collect();
        let word = if stable { "stable" } else { "unstable" };
        let number = layers.len() + 1;
        let dash = if stable { Dash::Solid } else { Dash::Dashed };
        layers.push(Layer::line(&format!("{word} {name} {number}"), Role::Theory, x, y).dash(dash));
    }
    layers
}

fn potential_layers(found: &Found, place: &str) -> Vec<Layer> {
    let mut layers = cycles(found, &format!("cycle's peak{place}"), |orbit| orbit.highest, false);
    layers.extend(cycles(found, &format!("cycle's trough{place}"), |orbit| orbit.lowest, false));
    for (number, (stable, x, y)) in found.steady.iter().enumerate() {
        let word = if *stable { "stable" } else { "unstable" };
        let dash = if *stable { Dash::Solid } else { Dash::Dashed };
        let name = format!("{word} steady state {}{place}", number + 1);
        layers.push(Layer::line(&name, Role::Voltage, x.clone(), y.clone()).dash(dash));
    }
    layers
}

fn potential_axis() -> Axis {
    Axis::new("membrane potential", "V", "mV").including(-80.0, 35.0)
}

/// Highest and lowest potential of the cycles, and the steady state.
fn potential(found: &Found) -> Panel {
    Panel::new("potential", current_axis(found.range), potential_axis())
        .title("c. potential, over the whole range")
        .height(HEIGHTS[1])
        .layers(bistable(found, ""))
        .layers(potential_layers(found, ""))
}

/// The same, enlarged.
fn potential_window(found: &Found) -> Panel {
    Panel::new("potential window", current_axis(enlarged(found)), potential_axis())
        .title("d. potential, where firing begins")
        .height(HEIGHTS[1])
        .layers(bistable(found, ""))
        .layers(potential_layers(found, " here"))
}

fn course(name: &str, title: &str, (times, potentials): &Trace) -> Panel {
    let time = Axis::new("time", "t", "ms").range(-SHOWN.0, SHOWN.1);
    let potential = Axis::new("potential", "V", "mV").including(-80.0, 40.0);
    Panel::new(name, time, potential)
        .title(title)
        .height(HEIGHTS[2])
        .layer(
            Layer::line(name, Role::Voltage, times.clone(), potentials.clone())
                .quantity("membrane potential", "V", "mV"),
        )
}
