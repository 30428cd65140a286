//! The figure `anatomy`: a neuron and a patch of its membrane, drawn.

use common::figure::{Anchor, Figure, FigureError, Layer, Panel, Role, Weight};
use common::numerics::elementary::{cos, sin};
use common::param::NoParameters;
use common::prose::Prose;
use common::run::Run;
use std::f64::consts::{PI, TAU};

/// Draws the schematic.
///
/// # Errors
/// None of its own: it has no parameters.
pub fn anatomy(_: &NoParameters, _: &Run) -> Result<Figure, FigureError> {
    let caption = Prose::new()
        .plain("All of a neuron's fast signalling is one voltage across one membrane.")
        .plain(
            "Top: signals arrive on the dendrites, add up at the soma, and leave as spikes along the \
             axon, which ends in synapses on other neurons.",
        )
        .plain(
            "Bottom: a patch of the membrane. The lipid bilayer holds charges apart, as a capacitor \
             does; sodium channels let Na⁺ in and potassium channels let K⁺ out; the pump spends ATP \
             to carry three Na⁺ out for every two K⁺ that it carries in. The membrane potential *V* \
             is that of the inside, measured from the outside. Not to scale: the bilayer is a few \
             nanometres thick, a soma some ten micrometres wide.",
        );
    let alternative_text = Prose::new().plain(
        "Schematic. A neuron: branching dendrites on the left lead to a round soma, from which a \
         long axon runs right to two synaptic endings. Below, a magnified patch of membrane: a lipid \
         bilayer with a sodium channel (arrow inwards), a potassium channel (arrow outwards) and a \
         pump, with the outside above and the inside below.",
    );
    Ok(Figure::new()
        .panel(neuron())
        .panel(membrane())
        .caption(caption)
        .alternative_text(alternative_text))
}

fn neuron() -> Panel {
    const SOMA: (f64, f64) = (190.0, 104.0);
    let mut panel = Panel::schematic("neuron", (0.0, 680.0), (0.0, 208.0), 208.0);
    for (angle, length) in [
        (2.42, 62.0),
        (2.93, 66.0),
        (3.45, 66.0),
        (4.0, 56.0),
        (1.75, 46.0),
    ] {
        for (from, to, width) in branches(SOMA, angle, length, 8.0, 4) {
            panel = panel.layer(taper(from, to, width));
        }
    }
    let around = (0..=60).map(|step| TAU * f64::from(step) / 60.0);
    let radius = |angle: f64| 27.0 * (1.0 + 0.07 * cos(3.0 * angle + 0.6));
    let (x, y): (Vec<f64>, Vec<f64>) = around
        .map(|angle| {
            (
                SOMA.0 + radius(angle) * cos(angle),
                SOMA.1 + radius(angle) * sin(angle),
            )
        })
        .unzip();
    let axon_end = (585.0, SOMA.1);
    panel = panel
        .layer(taper((200.0, SOMA.1), (250.0, SOMA.1), (20.0, 7.0)))
        .layer(taper((249.5, SOMA.1), axon_end, (7.0, 7.0)))
        .layer(Layer::area(Role::Voltage, x, y).named("soma"));
    for height in [SOMA.1 + 36.0, SOMA.1 - 36.0] {
        let end = (628.0, height);
        panel = panel
            .layer(taper(axon_end, end, (5.0, 3.5)))
            .layer(disc(end.0 + 6.0, end.1, 8.0));
    }
    let text = |at, words: &str| Layer::text(Role::Theory, at, Anchor::Middle, words);
    panel
        .layer(text((58.0, 14.0), "dendrites"))
        .layer(text((212.0, 60.0), "soma"))
        .layer(text((400.0, 84.0), "axon"))
        .layer(text((634.0, SOMA.1), "synapses"))
        .layer(Layer::arrow(Role::Theory, (300.0, 128.0), (500.0, 128.0)).weight(Weight::Regular))
        .layer(text((400.0, 144.0), "spikes travel this way"))
}

/// A piece of a dendrite: where it begins, where it ends, and its widths there.
type Segment = ((f64, f64), (f64, f64), (f64, f64));

/// The segments of a dendrite that forks `depth` times.
fn branches(from: (f64, f64), angle: f64, length: f64, width: f64, depth: u32) -> Vec<Segment> {
    let to = (from.0 + length * cos(angle), from.1 + length * sin(angle));
    let narrower = width * 0.62;
    let mut segments = vec![(from, to, (width, narrower))];
    if depth > 1 {
        for turn in [-0.36, 0.30] {
            segments.extend(branches(
                to,
                angle + turn,
                length * 0.56,
                narrower,
                depth - 1,
            ));
        }
    }
    segments
}

/// A straight piece of a neurite that narrows from one width to the other.
fn taper(from: (f64, f64), to: (f64, f64), width: (f64, f64)) -> Layer {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt();
    let (across_x, across_y) = (-dy / length / 2.0, dx / length / 2.0);
    let x = vec![
        from.0 + width.0 * across_x,
        to.0 + width.1 * across_x,
        to.0 - width.1 * across_x,
        from.0 - width.0 * across_x,
    ];
    let y = vec![
        from.1 + width.0 * across_y,
        to.1 + width.1 * across_y,
        to.1 - width.1 * across_y,
        from.1 - width.0 * across_y,
    ];
    Layer::area(Role::Voltage, x, y)
}

fn disc(x: f64, y: f64, radius: f64) -> Layer {
    ellipse(Role::Voltage, (x, y), (radius, radius))
}

fn ellipse(role: Role, centre: (f64, f64), half_axes: (f64, f64)) -> Layer {
    let around = (0..32).map(|step| PI * f64::from(step) / 16.0);
    let (x, y) = around
        .map(|angle| {
            (
                centre.0 + half_axes.0 * cos(angle),
                centre.1 + half_axes.1 * sin(angle),
            )
        })
        .unzip();
    Layer::area(role, x, y)
}

/// Where the two layers of heads of the bilayer lie.
const BILAYER: (f64, f64) = (66.0, 100.0);

fn membrane() -> Panel {
    const SODIUM: f64 = 215.0;
    const POTASSIUM: f64 = 365.0;
    const PUMP: f64 = 520.0;
    let mut panel = Panel::schematic("membrane", (0.0, 680.0), (0.0, 175.0), 175.0);
    let taken = |x: f64| {
        [(SODIUM, 26.0), (POTASSIUM, 26.0), (PUMP, 34.0)]
            .iter()
            .any(|(centre, half)| (x - centre).abs() < *half)
    };
    let lipids = (0..54).map(|i| 70.0 + 11.0 * f64::from(i));
    let lipids: Vec<f64> = lipids.filter(|x| !taken(*x)).collect();
    for &x in &lipids {
        panel = panel.layers(tails(x));
    }
    for face in [BILAYER.0, BILAYER.1] {
        let heads = Layer::points("", Role::Muted, lipids.clone(), vec![face; lipids.len()]);
        panel = panel.layer(heads);
    }
    for (centre, role) in [(SODIUM, Role::Sodium), (POTASSIUM, Role::Potassium)] {
        for side in [-1.0, 1.0] {
            panel = panel.layer(ellipse(role, (centre + side * 13.0, 83.0), (8.0, 27.0)));
        }
    }
    panel = panel
        .layer(ellipse(Role::Muted, (PUMP, 83.0), (26.0, 28.0)))
        .layer(arrow(Role::Sodium, (SODIUM, 138.0), (SODIUM, 30.0)))
        .layer(arrow(
            Role::Potassium,
            (POTASSIUM, 28.0),
            (POTASSIUM, 136.0),
        ))
        .layer(arrow(
            Role::Sodium,
            (PUMP - 10.0, 34.0),
            (PUMP - 10.0, 134.0),
        ))
        .layer(arrow(
            Role::Potassium,
            (PUMP + 10.0, 132.0),
            (PUMP + 10.0, 32.0),
        ));
    let text = |role, at, anchor, words: &str| Layer::text(role, at, anchor, words);
    panel
        .layer(text(
            Role::Sodium,
            (SODIUM, 155.0),
            Anchor::Middle,
            "Na^{+} channel",
        ))
        .layer(text(
            Role::Potassium,
            (POTASSIUM, 155.0),
            Anchor::Middle,
            "K^{+} channel",
        ))
        .layer(text(Role::Theory, (PUMP, 155.0), Anchor::Middle, "pump"))
        .layer(text(
            Role::Sodium,
            (PUMP - 18.0, 16.0),
            Anchor::End,
            "3 Na^{+}",
        ))
        .layer(text(
            Role::Potassium,
            (PUMP + 18.0, 16.0),
            Anchor::Start,
            "2 K^{+}",
        ))
        .layer(text(
            Role::Theory,
            (4.0, 150.0),
            Anchor::Start,
            "outside, 0 mV",
        ))
        .layer(text(
            Role::Theory,
            (4.0, 16.0),
            Anchor::Start,
            "inside, *V*",
        ))
        .layer(text(Role::Theory, (4.0, 83.0), Anchor::Start, "bilayer"))
}

fn arrow(role: Role, from: (f64, f64), to: (f64, f64)) -> Layer {
    Layer::arrow(role, from, to).weight(Weight::Regular)
}

/// The tails of two lipids, one in either layer.
fn tails(x: f64) -> Vec<Layer> {
    let mut layers = Vec::new();
    for (head, tail) in [(BILAYER.1, BILAYER.1 - 15.5), (BILAYER.0, BILAYER.0 + 15.5)] {
        for side in [-1.7, 1.7] {
            let (x, y) = (vec![x + side, x + side], vec![head, tail]);
            layers.push(Layer::line("", Role::Muted, x, y).weight(Weight::Thin));
        }
    }
    layers
}
