//! The figure `principal-direction`: a cloud, and the weights on their way to its principal axis.

use super::print;
use crate::analysis::plane::{Cloud, Ellipse, angle_of, between};
use crate::model::flow::normalised;
use crate::model::{oja, output};
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Panel, Place, Role, Shape, Weight,
};
use common::numerics::elementary::{cos, hypot, sin, sqrt};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `principal-direction` depends on.
    pub struct PrincipalDirection {
        /// the cloud
        cloud: Cloud = Cloud::default() => Group;
        /// first weight at the beginning
        start_x: f64 = 0.5 => Real { symbol: "w_1(0)", unit: "", from: -2.0, to: 2.0 };
        /// second weight at the beginning
        start_y: f64 = -0.7 => Real { symbol: "w_2(0)", unit: "", from: -2.0, to: 2.0 };
        /// learning rate
        rate: f64 = 0.01 => Logarithmic { symbol: r"\eta", unit: "", from: 0.0005, to: 0.05 };
        /// number of inputs
        inputs: usize = 300 => Integer { symbol: "n", from: 20, to: 3000 };
        /// seed of the inputs
        seed: Seed = Seed(2) => Seed;
    }
    check = PrincipalDirection::somewhere;
}

impl PrincipalDirection {
    fn somewhere(&self) -> Result<(), String> {
        if self.start_x != 0.0 || self.start_y != 0.0 {
            return Ok(());
        }
        Err("--start-x and --start-y are both zero, and such weights never change".to_owned())
    }
}

/// Dots drawn of the cloud at most, and points of a line.
const DOTS: usize = 500;
const FINE: usize = 200;
/// Weights longer than this have run away.
const AWAY: f64 = 1e3;
const DEGREE: f64 = std::f64::consts::PI / 180.0;

struct Learned {
    inputs: Vec<[f64; 2]>,
    /// After 0, 1, 2, … inputs.
    path: Vec<[f64; 2]>,
    /// The averaged rule at the same moments.
    averaged: Vec<[f64; 2]>,
    ellipse: Ellipse,
    sample: Ellipse,
}

/// The cloud with the path of the weights; and the angle to the principal axis against time.
///
/// # Errors
/// If the learning rate is so large that the weights run away.
pub fn principal_direction(
    parameters: &PrincipalDirection,
    _: &Run,
) -> Result<Figure, FigureError> {
    let learned = learn(parameters)?;
    let found = learned.sample.principal()?;
    let figure = Figure::new()
        .columns(2)
        .panel(plane(parameters, &learned, found))
        .panel(angles(&learned));
    let Cloud { a_x, a_y, b_x, b_y } = parameters.cloud;
    let handle = |at, x: &str, y: &str, label: &str| Handle::in_plane("plane", at, [x, y], label);
    let (caption, alternative_text) = words(&learned, found);
    Ok(figure
        .handle(handle(
            (a_x, a_y),
            "a-x",
            "a-y",
            "drag the first stretching vector of the cloud",
        ))
        .handle(handle(
            (b_x, b_y),
            "b-x",
            "b-y",
            "drag the second stretching vector of the cloud",
        ))
        .handle(handle(
            (parameters.start_x, parameters.start_y),
            "start-x",
            "start-y",
            "drag the weights at the beginning",
        ))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn learn(parameters: &PrincipalDirection) -> Result<Learned, FigureError> {
    let mut stream = stream(parameters.seed.0, 0);
    let inputs: Vec<[f64; 2]> = (0..parameters.inputs)
        .map(|_| parameters.cloud.draw(&mut stream))
        .collect();
    let start = [parameters.start_x, parameters.start_y];
    let mut path = vec![start];
    let mut w = start;
    for u in &inputs {
        oja(&mut w, u, parameters.rate);
        if output(&w, &w) < AWAY {
            path.push(w);
        } else {
            let message = format!(
                "at --rate {} the weights run away for inputs as large as these: lower it",
                parameters.rate
            );
            return Err(FigureError::Parameter(message));
        }
    }
    let ellipse = parameters.cloud.ellipse();
    // In the basis of the eigenvectors, and back.
    let axis = ellipse.angle().unwrap_or(0.0);
    let (c, s) = (cos(axis), sin(axis));
    let turned = [c * start[0] + s * start[1], c * start[1] - s * start[0]];
    let averaged = (0..path.len()).map(|n| {
        let w = normalised(&ellipse.eigenvalues(), &turned, parameters.rate * n as f64);
        [c * w[0] - s * w[1], s * w[0] + c * w[1]]
    });
    Ok(Learned {
        averaged: averaged.collect(),
        sample: Ellipse::of(&inputs),
        inputs,
        path,
        ellipse,
    })
}

fn plane(parameters: &PrincipalDirection, learned: &Learned, found: [f64; 2]) -> Panel {
    // Fixed, so that the cloud does not run away from the hand that drags it.
    let reach = 4.0;
    let axis = |index: &str| {
        let symbol = format!("*u*_{{{index}}}, *w*_{{{index}}}");
        Axis::new("input, weight", &symbol, "").range(-reach, reach)
    };
    let unzip = |points: &[[f64; 2]]| -> (Vec<f64>, Vec<f64>) {
        points.iter().map(|w| (w[0], w[1])).unzip()
    };
    let shown: Vec<[f64; 2]> = learned
        .inputs
        .iter()
        .copied()
        .filter(|u| u[0].abs() < reach && u[1].abs() < reach)
        .take(DOTS)
        .collect();
    let mut panel = Panel::new("plane", axis("1"), axis("2")).height(280.0);
    if !shown.is_empty() {
        let (x, y) = unzip(&shown);
        panel = panel.layer(Layer::points("inputs", Role::Muted, x, y).shape(Shape::Dot));
    }
    let circle: (Vec<f64>, Vec<f64>) = (0..=FINE)
        .map(|i| {
            let angle = std::f64::consts::TAU * i as f64 / FINE as f64;
            (cos(angle), sin(angle))
        })
        .unzip();
    panel =
        panel.layer(Layer::line("unit circle", Role::Muted, circle.0, circle.1).dash(Dash::Dotted));
    if let Some(angle) = learned.ellipse.angle() {
        let far = 0.98 * reach / cos(angle).abs().max(sin(angle).abs());
        let (x, y) = (far * cos(angle), far * sin(angle));
        panel = panel.layer(
            Layer::line("principal axis", Role::Theory, vec![-x, x], vec![-y, y])
                .dash(Dash::Dashed),
        );
    }
    let (x, y) = unzip(&learned.path);
    let averaged = unzip(&learned.averaged);
    let end = learned.path[learned.path.len() - 1];
    let Cloud { a_x, a_y, b_x, b_y } = parameters.cloud;
    panel
        .layer(Layer::arrow(Role::Muted, (0.0, 0.0), (a_x, a_y)))
        .layer(Layer::text(
            Role::Muted,
            (1.12 * a_x, 1.12 * a_y),
            Anchor::Middle,
            "*a*",
        ))
        .layer(Layer::arrow(Role::Muted, (0.0, 0.0), (b_x, b_y)))
        .layer(Layer::text(
            Role::Muted,
            (1.25 * b_x, 1.25 * b_y),
            Anchor::Middle,
            "*b*",
        ))
        .layer(Layer::line("weights", Role::Simulation, x, y).weight(Weight::Heavy))
        .layer(Layer::line(
            "averaged rule",
            Role::Theory,
            averaged.0,
            averaged.1,
        ))
        .layer(Layer::points(
            "weights at the end",
            Role::Simulation,
            vec![end[0]],
            vec![end[1]],
        ))
        .layer(
            Layer::points(
                "LAPACK",
                Role::Accent,
                vec![found[0], -found[0]],
                vec![found[1], -found[1]],
            )
            .shape(Shape::Circle)
            .label("LAPACK", Place::Legend),
        )
        .layer(
            Layer::points(
                "start",
                Role::Simulation,
                vec![parameters.start_x],
                vec![parameters.start_y],
            )
            .shape(Shape::Square)
            .label("start", Place::Legend),
        )
}

fn angles(learned: &Learned) -> Panel {
    // Without a principal axis there is only the direction in which the weights began.
    let (axis, name) = match learned.ellipse.angle() {
        Some(axis) => (axis, "angle to the principal axis"),
        None => (
            angle_of(&learned.path[0]),
            "angle to the weights at the beginning",
        ),
    };
    let degrees = |points: &[[f64; 2]]| -> Vec<f64> {
        points
            .iter()
            .map(|w| between(angle_of(w), axis) / DEGREE)
            .collect()
    };
    let shown = || {
        (0..learned.path.len())
            .map(|n| n as f64)
            .collect::<Vec<_>>()
    };
    Panel::new(
        "angle",
        Axis::new("inputs shown", "n", ""),
        Axis::new(name, "θ", "°").range(0.0, 92.0),
    )
    .layer(Layer::line(
        "averaged rule",
        Role::Theory,
        shown(),
        degrees(&learned.averaged),
    ))
    .layer(Layer::line(
        "weights",
        Role::Simulation,
        shown(),
        degrees(&learned.path),
    ))
}

/// The largest distance of the weights from those of the averaged rule.
fn strayed(learned: &Learned) -> f64 {
    let apart = |(one, other): (&[f64; 2], &[f64; 2])| hypot(one[0] - other[0], one[1] - other[1]);
    let pairs = learned.path.iter().zip(&learned.averaged);
    pairs.map(apart).fold(0.0, f64::max)
}

fn words(learned: &Learned, found: [f64; 2]) -> (Prose, Prose) {
    let start = learned.path[0];
    let last = learned.path[learned.path.len() - 1];
    let [first, second] = learned.ellipse.eigenvalues();
    let sample = learned.sample.angle();
    let axis = learned.ellipse.angle();
    // Angles to what the right panel measures from.
    let from = axis.unwrap_or_else(|| angle_of(&start));
    let begin = between(angle_of(&start), from) / DEGREE;
    let off = between(angle_of(&last), from) / DEGREE;
    let square = output(&last, &last);
    let lapack = between(angle_of(&last), angle_of(&found)) / DEGREE;
    let turned = axis.is_some() && off < 0.5 * begin;
    let of_length_one = (square - 1.0).abs() < 0.3;
    let caption = Prose::new()
        .result(
            turned && off < 10.0 && of_length_one,
            format!(
                "The weights turn to the cloud's long axis, to within {}° after {} inputs, and come \
                 to the length one.",
                print(off, 2),
                learned.inputs.len()
            ),
            "The weights of a linear neuron under Oja's rule, and the cloud of its inputs.",
        )
        .result(
            axis.is_some() && sample.is_some(),
            format!(
                "The eigenvalues are $\\lambda_1$ = {} and $\\lambda_2$ = {}; the inputs that were \
                 drawn have their own principal axis (circles, LAPACK), {}° from the weights.",
                print(first, 3),
                print(second, 3),
                print(lapack, 2)
            ),
            "The two eigenvalues are equal: there is no principal axis, the circles are those of the \
             inputs that happened to be drawn, and the weights wander from where they began.",
        )
        .result(
            axis.is_some(),
            "Left: inputs (dots, those within the frame), the stretching vectors $a$ and $b$ of the \
             cloud, the path of the weights from the square to the disc (coloured), that of the \
             averaged rule (line, Equation @eq-oja-solution), and the principal axis (dashed). Right: \
             the angle between weights and principal axis.",
            "Left: inputs (dots, those within the frame), the stretching vectors $a$ and $b$ of the \
             cloud, the path of the weights from the square to the disc (coloured), and that of the \
             averaged rule (line, Equation @eq-oja-solution). Right: the angle between the weights and \
             those at the beginning.",
        );
    let otherwise = match axis {
        Some(_) => format!(
            "A cloud of dots with its long axis. A path of weights runs from its start to a point at a \
             distance of {} from the origin. Its angle to the axis is {}° at the start and {}° at the end.",
            print(sqrt(square), 2),
            print(begin, 2),
            print(off, 2)
        ),
        None => format!(
            "A cloud of dots that is equally wide in all directions. A path of weights runs from its \
             start to a point at a distance of {} from the origin, at {}° to the direction in which it \
             began.",
            print(sqrt(square), 2),
            print(off, 2)
        ),
    };
    let alternative_text = Prose::new().result(
        turned && of_length_one && strayed(learned) < 0.5,
        format!(
            "A cloud of dots with its long axis. A path of weights runs from its start to a point near \
             the unit circle at a distance of {}° from the axis; the averaged rule's smooth path runs \
             beside it. The angle falls from {}° to there.",
            print(off, 2),
            print(begin, 2)
        ),
        otherwise,
    );
    (caption, alternative_text)
}
