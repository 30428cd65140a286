//! Figures that hold every mark and every kind of axis.

use common::figure::{
    Anchor, Animation, Axis, ColourMap, Dash, Figure, Frame, Handle, Layer, Mark, Orientation,
    Panel, Place, Quantity, Role, Shape, StepAt, Weight,
};
use common::prose::Prose;
use libm::{cos, exp, pow, sin, sqrt};

fn grid(from: f64, to: f64, count: usize) -> Vec<f64> {
    (0..count)
        .map(|k| from + (to - from) * k as f64 / (count - 1) as f64)
        .collect()
}

fn of(x: &[f64], function: impl Fn(f64) -> f64) -> Vec<f64> {
    x.iter().map(|x| function(*x)).collect()
}

/// A spike's rough shape.
fn spike(t: f64) -> f64 {
    let up = |t: f64| {
        if t > 0.0 {
            t * t * exp(-t / 0.35) * 8.4
        } else {
            0.0
        }
    };
    let one = |t: f64| {
        -65.0 + 105.0 * up(t).min(1.3) / 1.3
            - if t > 1.0 {
                11.0 * exp(-(t - 4.0) * (t - 4.0) / 6.0)
            } else {
                0.0
            }
    };
    one((t - 3.0) % 14.0)
}

/// Traces with shared time, direct labels, rules and spans.
pub fn traces() -> Figure {
    let t = grid(0.0, 40.0, 10_001);
    let gate =
        |rate: f64, shift: f64| of(&t, |t| 0.5 + 0.45 * sin(rate * t + shift) * exp(-t / 60.0));
    let voltage = Panel::new(
        "voltage",
        Axis::new("time", "t", "ms"),
        Axis::new("membrane potential", "V", "mV").including(-80.0, 50.0),
    )
    .title("A spike is all or none")
    .height(190.0)
    .layer(Layer::span(Role::Muted, Orientation::Vertical, 3.0, 20.0).label_end("current on"))
    .layer(Layer::rule(Role::Muted, Orientation::Horizontal, -65.0).label_end("rest"))
    .layer(
        Layer::line(
            "membrane potential",
            Role::Voltage,
            t.clone(),
            of(&t, spike),
        )
        .label_end("*V*"),
    );
    let gates = Panel::new(
        "gates",
        Axis::new("time", "t", "ms"),
        Axis::new("gates", "", "").range(0.0, 1.0),
    )
    .height(120.0)
    .layer(Layer::line("m", Role::Sodium, t.clone(), gate(0.4, 0.0)).label_end("*m*, opens Na^{+}"))
    .layer(
        Layer::line("h", Role::Inactivation, t.clone(), gate(0.41, 0.1))
            .dash(Dash::Dashed)
            .label_end("*h*, shuts Na^{+}"),
    )
    .layer(
        Layer::line("n", Role::Potassium, t.clone(), gate(0.4, -0.3)).label_end("*n*, opens K^{+}"),
    );
    let currents = Panel::new(
        "currents",
        Axis::new("time", "t", "ms"),
        Axis::new("current", "I", "µA/cm²"),
    )
    .height(120.0)
    .layer(
        Layer::line(
            "sodium",
            Role::Sodium,
            t.clone(),
            of(&t, |t| -900.0 * exp(-(t - 4.0) * (t - 4.0))),
        )
        .label_end("*I*_{Na}"),
    )
    .layer(
        Layer::line(
            "potassium",
            Role::Potassium,
            t.clone(),
            of(&t, |t| 850.0 * exp(-(t - 4.6) * (t - 4.6))),
        )
        .label_end("*I*_{K}"),
    )
    .layer(
        Layer::line("leak", Role::Leak, t.clone(), of(&t, |t| 40.0 * sin(t)))
            .dash(Dash::Dotted)
            .label_end("*I*_{L}"),
    );
    Figure::new()
        .share_x()
        .panel(voltage)
        .panel(gates)
        .panel(currents)
        .alternative_text(Prose::new().plain("Three traces, \"one\" of them < the others & so on."))
}

/// Every other mark, and logarithmic axes.
pub fn marks() -> Figure {
    let x = grid(1.0, 10.0, 10);
    let fine = grid(0.5, 10.5, 200);
    let errors = Panel::new(
        "errors",
        Axis::new("current", "I", "µA/cm²"),
        Axis::new("rate", "r", "Hz").including(0.0, 0.0),
    )
    .title("Theory over simulation")
    .layer(Layer::band(
        "spread",
        Role::Simulation,
        fine.clone(),
        of(&fine, |x| 18.0 * sqrt(x) - 6.0),
        of(&fine, |x| 18.0 * sqrt(x) + 6.0),
    ))
    .layer(
        Layer::line(
            "theory",
            Role::Theory,
            fine.clone(),
            of(&fine, |x| 18.0 * sqrt(x)),
        )
        .label_end("theory"),
    )
    .layer(
        Layer::points(
            "simulation",
            Role::Simulation,
            x.clone(),
            of(&x, |x| 18.0 * sqrt(x) + 3.0 * sin(7.0 * x)),
        )
        .y_error(of(&x, |_| 4.0))
        .label_at("simulation", 2.5, 50.0, Anchor::Start),
    )
    .layer(
        Layer::step(
            "steps",
            Role::Accent,
            x.clone(),
            of(&x, |x| 2.0 * x),
            StepAt::Middle,
        )
        .label_end("steps"),
    );
    let decades = grid(-2.0, 3.0, 41);
    let powers = of(&decades, |d| pow(10.0, d));
    let loglog = Panel::new(
        "loglog",
        Axis::new("frequency", "f", "Hz").logarithmic(),
        Axis::new("power", "S", "mV²/Hz").logarithmic(),
    )
    .title("Logarithmic axes")
    .grid()
    .layer(
        Layer::line(
            "law",
            Role::Theory,
            powers.clone(),
            of(&powers, |f| 1.0 / (1.0 + f * f)),
        )
        .label_at("1/*f*^{2}", 30.0, 0.02, Anchor::Start),
    )
    .layer(
        Layer::points(
            "measured",
            Role::Excitatory,
            powers.iter().copied().step_by(4).collect(),
            powers
                .iter()
                .step_by(4)
                .map(|f| 1.15 / (1.0 + f * f))
                .collect(),
        )
        .shape(Shape::Triangle),
    );
    let shapes = [
        Shape::Disc,
        Shape::Circle,
        Shape::Square,
        Shape::Triangle,
        Shape::Cross,
    ];
    let names = ["disc", "circle", "square", "triangle", "cross"];
    let roles = [
        Role::Sodium,
        Role::Potassium,
        Role::Leak,
        Role::Inactivation,
        Role::Voltage,
    ];
    let mut legend = Panel::new(
        "legend",
        Axis::new("delay", "Δ*t*", "ms"),
        Axis::new("weight change", "Δ*w*", ""),
    )
    .title("A legend where lines cannot be labelled");
    for k in 0..5 {
        let y = of(&x, |x| sin(x + k as f64) / (1.0 + x));
        legend = legend.layer(
            Layer::points(names[k], roles[k], x.clone(), y)
                .shape(shapes[k])
                .label(names[k], Place::Legend),
        );
    }
    legend = legend.layer(
        Layer::rule(Role::Muted, Orientation::Vertical, 4.5)
            .dash(Dash::Dashed)
            .label_end("onset"),
    );
    let trains = (0..24)
        .map(|k| {
            (0..30)
                .map(|j| f64::from(j) * 3.3 + 2.0 * sin(f64::from(j * (k + 3))))
                .filter(|t| *t > 0.0)
                .collect()
        })
        .collect();
    let raster = Panel::new(
        "raster",
        Axis::new("time", "t", "ms").range(0.0, 100.0),
        Axis::new("neuron", "", ""),
    )
    .title("A raster")
    .layer(Layer::raster("spikes", Role::Excitatory, trains).weight(Weight::Thin));
    Figure::new()
        .columns(2)
        .panel(errors)
        .panel(loglog)
        .panel(legend)
        .panel(raster)
}

/// A picture and a drawing without axes.
fn without_axes() -> [Panel; 2] {
    let pixels: Vec<u8> = (0..32 * 32)
        .map(|k| {
            if (k % 32_i32 - 16).pow(2) + (k / 32 - 16).pow(2) < 120 {
                30
            } else {
                230
            }
        })
        .collect();
    let image = Panel::schematic("memory", (0.0, 32.0), (0.0, 32.0), 150.0)
        .title("A stored picture")
        .layer(Layer::new(
            "pixels",
            Role::Theory,
            Mark::Image {
                x: (0.0, 32.0),
                y: (0.0, 32.0),
                columns: 32,
                pixels,
            },
        ));
    let circle = grid(0.0, std::f64::consts::TAU, 73);
    let schematic = Panel::schematic("neuron", (-3.0, 9.0), (-2.0, 2.0), 150.0)
        .title("A schematic")
        .layer(Layer::area(
            Role::Simulation,
            of(&circle, |a| 1.2 * cos(a)),
            of(&circle, |a| 1.2 * sin(a)),
        ))
        .layer(
            Layer::line(
                "",
                Role::Simulation,
                of(&circle, |a| 1.2 * cos(a)),
                of(&circle, |a| 1.2 * sin(a)),
            )
            .weight(Weight::Heavy),
        )
        .layer(Layer::arrow(Role::Theory, (1.3, 0.0), (6.0, 0.0)))
        .layer(Layer::arrow(Role::Excitatory, (-2.5, 1.5), (-1.0, 0.8)).weight(Weight::Regular))
        .layer(Layer::text(
            Role::Theory,
            (0.0, 0.0),
            Anchor::Middle,
            "soma",
        ))
        .layer(Layer::text(
            Role::Theory,
            (3.6, 0.55),
            Anchor::Middle,
            "axon, *V*(*x*, *t*)",
        ))
        .layer(Layer::text(
            Role::Muted,
            (6.2, 0.0),
            Anchor::Start,
            "synapse",
        ));
    [image, schematic]
}

/// Heat maps, an image and a schematic.
pub fn fields() -> Figure {
    let rows = |f: &dyn Fn(f64, f64) -> f64| -> Vec<Vec<f64>> {
        grid(0.0, 1.0, 40)
            .iter()
            .map(|y| grid(0.0, 1.0, 60).iter().map(|x| f(*x, *y)).collect())
            .collect()
    };
    let wave = Mark::HeatMap {
        x: (0.0, 8.0),
        y: (0.0, 4.0),
        values: rows(&|x, y| -65.0 + 100.0 * exp(-pow(x - 0.8 * y - 0.1, 2.0) * 90.0)),
        map: ColourMap::Sequential,
        range: None,
        quantity: Quantity::new("potential", "V", "mV"),
    };
    let sequential = Panel::new(
        "wave",
        Axis::new("time", "t", "ms"),
        Axis::new("position", "x", "cm"),
    )
    .title("A wave along the axon")
    .layer(Layer::new("potential", Role::Voltage, wave))
    .layer(
        Layer::line("front", Role::Theory, vec![0.8, 7.2], vec![0.0, 4.0]).label_at(
            "18.7 m/s",
            6.0,
            2.0,
            Anchor::Start,
        ),
    );
    let map = Mark::HeatMap {
        x: (-1.0, 1.0),
        y: (-1.0, 1.0),
        values: rows(&|x, y| sin(6.0 * x) * cos(5.0 * y) + 0.3),
        map: ColourMap::Diverging(0.0),
        range: None,
        quantity: Quantity::new("correlation", "C", ""),
    };
    let diverging = Panel::new(
        "correlation",
        Axis::new("", "x", ""),
        Axis::new("", "y", ""),
    )
    .title("Neutral at zero")
    .layer(Layer::new("correlation", Role::Theory, map));
    let [image, schematic] = without_axes();
    Figure::new()
        .columns(2)
        .panel(sequential)
        .panel(diverging)
        .panel(image)
        .panel(schematic)
        .handle(Handle::along_x(
            "wave",
            (1.0, 1.0),
            "current",
            "drag the current",
        ))
        .animation(Animation {
            quantity: Quantity::new("time", "t", "ms"),
            frames: (0..12)
                .map(|k| Frame {
                    at: f64::from(k),
                    layers: vec![(
                        "wave".into(),
                        Layer::points(
                            "electrode",
                            Role::Sodium,
                            vec![f64::from(k) / 2.0],
                            vec![1.0],
                        ),
                    )],
                })
                .collect(),
            printed: 4,
        })
}

/// Small multiples that share both axes.
pub fn multiples() -> Figure {
    let x = grid(0.0, 10.0, 300);
    (0..6).fold(Figure::new().columns(3).share_x().share_y(), |figure, k| {
        let k = f64::from(k);
        let panel = Panel::new(
            &format!("p{k}"),
            Axis::new("time", "t", "ms"),
            Axis::new("rate of the whole network", "r", "Hz"),
        )
        .title(&format!("*N* = {}", 10.0 * (k + 1.0)))
        .height(90.0)
        .layer(Layer::line(
            "rate",
            Role::Inhibitory,
            x.clone(),
            of(&x, |x| (k + 1.0) * sin(x) * exp(-x / 5.0)),
        ));
        figure.panel(panel)
    })
}

/// All of them with their names.
pub fn all() -> Vec<(&'static str, Figure)> {
    vec![
        ("traces", traces()),
        ("marks", marks()),
        ("fields", fields()),
        ("multiples", multiples()),
    ]
}
