//! The figure `perceptron`: Rosenblatt's rule in the plane, correction by correction.

use super::{print, ratios, whole_ratios};
use crate::analysis::perceptron::{Cloud, Correction, Example, History, learn, margin, radius};
use crate::model::sum;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Place, Role, Shape,
    Weight,
};
use common::numerics::elementary::{cos, hypot, pow, sin, sqrt};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `perceptron` depends on.
    pub struct Perceptron {
        /// the correction that is shown, counted from one
        step: usize = 9 => Integer { symbol: "n", from: 1, to: 200 };
        /// the examples
        cloud: Cloud = Cloud::default() => Group;
    }
}

/// Half the side of the square that is shown.
const SIDE: f64 = 1.12;
/// Length at which the longer of the two weight vectors is drawn.
const ARROW: f64 = 0.75;
/// Radius of the ring around the example that was mistaken: at most, and at least where others are
/// near.
const RING: (f64, f64) = (0.075, 0.045);
/// Marks of the history, at most.
const MARKS: usize = 40;

/// One correction in the plane, and the two bounds that the weights must keep.
///
/// # Errors
/// None but those of the parameters.
pub fn perceptron(parameters: &Perceptron, _: &Run) -> Result<Figure, FigureError> {
    let examples = parameters.cloud.examples();
    let history = learn(&examples);
    let best = margin(&examples);
    let step = parameters.step.min(history.corrections.len());
    let (caption, alternative_text) = words(parameters, &examples, &history, best);
    let mut figure = Figure::new()
        .columns(2)
        .panel(plane(&examples, &history, best, step))
        .panel(lengths(&examples, &history, best, step));
    if let Some(now) = step.checked_sub(1).and_then(|i| history.corrections.get(i)) {
        figure = figure.handle(
            Handle::along_x(
                "length",
                (step as f64, length(now).max(1e-3)),
                "step",
                "drag to an earlier or later correction",
            )
            .within(1.0, history.corrections.len() as f64),
        );
    }
    Ok(figure.caption(caption).alternative_text(alternative_text))
}

fn length(correction: &Correction) -> f64 {
    hypot(correction.weights[0], correction.weights[1])
}

/// A line through the origin at right angles to the weights, moved along them.
fn line(name: &str, role: Role, [a, b]: [f64; 2], shift: f64) -> Layer {
    let size = hypot(a, b).max(1e-300);
    let (a, b) = (a / size, b / size);
    let reach = 3.0 * SIDE;
    let x = vec![shift * a - reach * b, shift * a + reach * b];
    let y = vec![shift * b + reach * a, shift * b - reach * a];
    Layer::line(name, role, x, y)
}

fn plane(
    examples: &[Example],
    history: &History,
    best: Option<(f64, [f64; 2])>,
    step: usize,
) -> Panel {
    let axis = |symbol: &str| {
        let name = if symbol == "x_{1}" {
            "first input"
        } else {
            "second input"
        };
        Axis::new(name, &format!("*x*{}", &symbol[1..]), "")
            .range(-SIDE, SIDE)
            .ticks([(-1.0, "−1"), (0.0, "0"), (1.0, "1")])
    };
    let mut panel = Panel::new("plane", axis("x_{1}"), axis("x_{2}"))
        .height(280.0)
        .equal_units();
    if let Some((margin, w)) = best {
        for shift in [-margin, margin] {
            panel = panel.layer(line("", Role::Theory, w, shift).dash(Dash::Dotted));
        }
    }
    let now = step.checked_sub(1).and_then(|i| history.corrections.get(i));
    let before = step
        .checked_sub(2)
        .map_or([0.0; 2], |i| history.corrections[i].weights);
    if let Some(now) = now {
        let longest = hypot(before[0], before[1]).max(length(now)).max(1e-300);
        let tip = |w: [f64; 2]| (w[0] * ARROW / longest, w[1] * ARROW / longest);
        if before != [0.0; 2] {
            panel = panel
                .layer(line("line before", Role::Muted, before, 0.0).dash(Dash::Dashed))
                .layer(Layer::arrow(Role::Muted, (0.0, 0.0), tip(before)));
        }
        if now.weights != [0.0; 2] {
            panel = panel
                .layer(line("line after", Role::Voltage, now.weights, 0.0).weight(Weight::Heavy))
                .layer(
                    Layer::arrow(Role::Voltage, (0.0, 0.0), tip(now.weights))
                        .weight(Weight::Regular),
                );
        }
        let x = examples[now.example].x;
        let others = examples
            .iter()
            .map(|one| hypot(one.x[0] - x[0], one.x[1] - x[1]));
        let nearest = others.filter(|d| *d > 0.0).fold(f64::INFINITY, f64::min);
        let radius = (0.6 * nearest).clamp(RING.1, RING.0);
        let angles = (0..=24).map(|i| std::f64::consts::TAU * f64::from(i) / 24.0);
        let ring: Vec<(f64, f64)> = angles
            .map(|a| (x[0] + radius * cos(a), x[1] + radius * sin(a)))
            .collect();
        let (x, y) = ring.into_iter().unzip();
        panel = panel.layer(Layer::line("", Role::Theory, x, y));
    }
    for (name, label, role, shape) in [
        ("positive", 1.0, Role::Simulation, Shape::Disc),
        ("negative", -1.0, Role::Accent, Shape::Cross),
    ] {
        let of_label = examples.iter().filter(|one| one.label == label);
        let (x, y): (Vec<f64>, Vec<f64>) = of_label.map(|one| (one.x[0], one.x[1])).unzip();
        if !x.is_empty() {
            let sign = if label > 0.0 {
                "label +1"
            } else {
                "label −1"
            };
            panel = panel.layer(
                Layer::points(name, role, x, y)
                    .shape(shape)
                    .label(sign, Place::Legend),
            );
        }
    }
    panel
}

fn lengths(
    examples: &[Example],
    history: &History,
    best: Option<(f64, [f64; 2])>,
    step: usize,
) -> Panel {
    let radius = radius(examples).max(1e-6);
    let count = history.corrections.len().max(1);
    let crossing = best.map(|(margin, _)| (radius / margin) * (radius / margin));
    let last = crossing.map_or(count as f64, |c| c.max(count as f64)) * 1.6 + 1.0;
    let low = best.map_or(0.1 * radius, |(margin, _)| 0.5 * margin);
    let high = 1.6 * radius * sqrt(last);
    let n = Axis::new("corrections", "n", "")
        .logarithmic()
        .range(0.8, last);
    let size = Axis::new("length", "", "").logarithmic().range(low, high);
    let mut panel = Panel::new("length", n, size).height(280.0);
    let x = ratios(0.8, last, 30);
    let upper: Vec<f64> = x.iter().map(|n| radius * sqrt(*n)).collect();
    // Left of where the lines cross, and as far from them as a line of text is high.
    let middle = ratios(1.0, last, 10)[5];
    let at = crossing.map_or(middle, |crossing| middle.min(0.6 * crossing));
    let part_of_height = |part: f64| pow(high / low, part);
    panel = panel.layer(
        Layer::line("at most", Role::Theory, x.clone(), upper).label_at(
            "*R*√*n*",
            at,
            part_of_height(0.055) * radius * sqrt(at),
            Anchor::End,
        ),
    );
    if let (Some((margin, _)), Some(crossing)) = (best, crossing) {
        let lower = x.iter().map(|n| margin * n).collect();
        let after = pow(last / 0.8, 0.042) * at;
        panel = panel
            .layer(Layer::line("at least", Role::Theory, x, lower).label_at(
                "*γn*",
                after,
                margin * after / part_of_height(0.038),
                Anchor::Start,
            ))
            .layer(
                Layer::rule(Role::Muted, Orientation::Vertical, crossing)
                    .dash(Dash::Dotted)
                    .named("bound on the mistakes"),
            )
            .layer(Layer::text(
                Role::Muted,
                (0.93 * crossing, 1.5 * low),
                Anchor::End,
                "(*R*/*γ*)^{2}",
            ));
    }
    let shown = whole_ratios(1, count, MARKS);
    let series = |value: &dyn Fn(&Correction) -> f64| -> (Vec<f64>, Vec<f64>) {
        shown
            .iter()
            .filter_map(|&n| Some((n as f64, value(history.corrections.get(n - 1)?))))
            .filter(|(_, y)| *y > 0.0)
            .unzip()
    };
    let (x, y) = series(&length);
    if !x.is_empty() {
        panel = panel.layer(
            Layer::points("length of the weights", Role::Voltage, x, y)
                .shape(Shape::Circle)
                .label("|*w*|", Place::Legend),
        );
    }
    if let Some((_, direction)) = best {
        let (x, y) = series(&|one: &Correction| sum(&direction, &one.weights));
        if !x.is_empty() {
            panel = panel.layer(
                Layer::points("along the best weights", Role::Retrieved, x, y)
                    .shape(Shape::Dot)
                    .label("*w* · *u*", Place::Legend),
            );
        }
    }
    if history.corrections.len() > 1 {
        panel = panel.layer(
            Layer::rule(Role::Voltage, Orientation::Vertical, step as f64).dash(Dash::Dashed),
        );
    }
    panel
}

/// What the correction on the left did to the weights and the line.
fn corrected(before: [f64; 2], now: &Correction) -> &'static str {
    let after = now.weights;
    let [from_zero, to_zero] = [before, after].map(|w| w == [0.0; 2]);
    let across = before[0] * after[1] - before[1] * after[0];
    let turned = across.abs() > 1e-12 * hypot(before[0], before[1]) * length(now);
    match (from_zero, to_zero) {
        (true, true) => {
            "The weights were zero, which puts no point on its side, and stay zero, for the ringed point is \
             the origin: there is no line."
        }
        (true, false) => {
            "The weights were zero, which puts no point on its side; the position of the ringed one, times \
             its label, became the weights (violet arrow), and the line stands at right angles to them."
        }
        (false, true) => {
            "The ringed point was on the wrong side of the dashed line, or on it; its position, times its \
             label, was added to the weights (grey arrow), which became zero: no line is left."
        }
        (false, false) if turned => {
            "The ringed point was on the wrong side of the dashed line, or on it; its position, times its \
             label, was added to the weights (grey arrow before, violet after, to one scale), and the line \
             at right angles to them turned."
        }
        (false, false) => {
            "The ringed point was on the wrong side of the dashed line, or on it; its position, times its \
             label, was added to the weights (grey arrow before, violet after, to one scale), and the line \
             at right angles to them stayed where it was."
        }
    }
}

/// What the right panel shows, and the strip that belongs to its lower bound.
fn bounds(
    best: Option<(f64, [f64; 2])>,
    both_labels: bool,
    some_weights: bool,
    count: usize,
) -> String {
    let shown_at = if count > 1 {
        " Dashed, violet: the correction on the left."
    } else {
        ""
    };
    match best {
        Some((margin, _)) => format!(
            "Dotted: the widest strip that {}, {} to either side of its middle. \
             Right: the length of the weights (circles) must stay below $R\\sqrt n$, their component \
             along the strip's normal $u$ (dots) above $\\gamma n$; where the two lines meet it \
             must be over.{shown_at}",
            if both_labels {
                "divides the points"
            } else {
                "keeps clear of the points"
            },
            print(margin, 2)
        ),
        None if some_weights => format!(
            "Right: the length of the weights (circles) stays below $R\\sqrt n$; there is no margin and \
             no lower bound.{shown_at}"
        ),
        None => format!(
            "Right: the length of the weights stays zero, which a logarithmic axis can't show; there is \
             no margin and no lower bound.{shown_at}"
        ),
    }
}

/// What is seen in the plane.
fn marked(points: usize, both_labels: bool) -> &'static str {
    if both_labels {
        "Points of two labels"
    } else if points == 1 {
        "One point"
    } else {
        "Points of one label"
    }
}

/// So many mistakes, the corrections that followed them, and the verb of these.
fn counted(count: usize) -> (String, String, &'static str) {
    if count == 1 {
        (
            "one mistake".to_owned(),
            "first correction".to_owned(),
            "is",
        )
    } else {
        (
            format!("{count} mistakes"),
            format!("first {count} corrections"),
            "are",
        )
    }
}

fn words(
    parameters: &Perceptron,
    examples: &[Example],
    history: &History,
    best: Option<(f64, [f64; 2])>,
) -> (Prose, Prose) {
    let (count, points) = (history.corrections.len(), examples.len());
    let step = parameters.step.min(count);
    let both_labels = examples.iter().any(|one| one.label != examples[0].label);
    let radius = radius(examples);
    let bound = best.map_or(f64::INFINITY, |(margin, _)| {
        (radius / margin) * (radius / margin)
    });
    let kept = history.finished && count as f64 <= bound && bound.is_finite();
    let bound_words = if bound.is_finite() {
        print(bound, 3)
    } else {
        "any number".to_owned()
    };
    let shown = if points == 1 {
        "one point".to_owned()
    } else {
        format!("{points} points")
    };
    let (mistakes, first, are) = counted(count);
    let (divides, these) = if points == 1 {
        (
            "puts this one point on its side".to_owned(),
            "this one point".to_owned(),
        )
    } else if both_labels {
        (format!("divides these {shown}"), format!("these {shown}"))
    } else {
        (
            format!("puts these {shown} on their side"),
            format!("these {shown}"),
        )
    };
    let before = step
        .checked_sub(2)
        .map_or([0.0; 2], |i| history.corrections[i].weights);
    let now = step.checked_sub(1).and_then(|i| history.corrections.get(i));
    let some_weights = history.corrections.iter().any(|one| length(one) > 0.0);
    let caption = Prose::new()
        .result(
            kept,
            format!(
                "Rosenblatt's rule {divides} after {mistakes}; the theorem allows \
                 {bound_words}."
            ),
            if best.is_none() {
                format!(
                    "No line through the origin divides {these}, and the rule goes on \
                     correcting for ever; its {first} {are} followed."
                )
            } else {
                format!("Rosenblatt's rule on {shown}, and its {first}.")
            },
        )
        .result(
            parameters.step <= count,
            format!("Left: correction {step}."),
            format!(
                "Left: correction {step}, the last; a correction {} was not needed.",
                parameters.step
            ),
        )
        .plain(now.map_or("", |now| corrected(before, now)));
    let caption = caption.plain(bounds(best, both_labels, some_weights, count));
    let marked = marked(points, both_labels);
    let alternative_text = Prose::new().result(
        kept,
        format!(
            "{marked} in the plane and a line through the origin{}. On logarithmic axes the weights' length \
             and their component along the best direction run between two straight lines, which meet at \
             {bound_words} corrections; the marks end at {count}.",
            if count > 1 {
                " that turns as its weights are corrected"
            } else {
                ""
            }
        ),
        if now.is_some_and(|now| length(now) > 0.0) {
            format!(
                "{marked} in the plane, a line through the origin, and the length of its weights against the \
                 number of corrections, of which {count} are followed."
            )
        } else {
            format!(
                "{marked} in the plane, no line, since the weights are zero, and their length against the \
                 number of corrections, of which {count} are followed."
            )
        },
    );
    (caption, alternative_text)
}
