//! The figure `blind`: two clouds with one correlation matrix, and what Hebb's rule makes of them.

use super::print;
use crate::analysis::plane::{Shape, angle_of, between, kurtosis};
use crate::model::{hebb, output};
use common::claim::Digits;
use common::figure::{Anchor, Axis, Figure, FigureError, Layer, Panel, Place, Role, Shape as Mark};
use common::numerics::elementary::{cos, sin, sqrt};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `blind` depends on.
    pub struct Blind {
        /// what the two clouds have in common
        shape: Shape = Shape::default() => Group;
        /// angle of the principal axis to that of the first input
        angle: f64 = 30.0 => Real { symbol: r"\varphi", unit: "°", from: -90.0, to: 90.0 };
        /// number of inputs in each cloud
        inputs: usize = 3000 => Integer { symbol: "n", from: 50, to: 10_000 };
        /// learning rate
        rate: f64 = 0.001 => Logarithmic { symbol: r"\eta", unit: "", from: 0.0001, to: 0.05 };
        /// seed of the inputs
        seed: Seed = Seed(3) => Seed;
    }
}

/// Directions at which the clouds are measured, and those of a line.
const MARKS: usize = 13;
const FINE: usize = 181;
/// Dots drawn of each cloud at most.
const DOTS: usize = 400;
/// Each input is shown so many times.
const ROUNDS: usize = 2;

const DEGREE: f64 = std::f64::consts::PI / 180.0;

struct Cloud {
    name: &'static str,
    role: Role,
    shape: Mark,
    inputs: Vec<[f64; 2]>,
    learned: f64,
}

/// Two clouds, their weights, and their second and fourth moments against the direction.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn blind(parameters: &Blind, _: &Run) -> Result<Figure, FigureError> {
    let angle = parameters.angle * DEGREE;
    let shape = parameters.shape;
    let draw = |replica| {
        let mut stream = stream(parameters.seed.0, replica);
        if replica == 0 {
            shape.blob(angle, parameters.inputs, &mut stream)
        } else {
            shape.cross(angle, parameters.inputs, &mut stream)
        }
    };
    let cloud = |replica, name, role, shape| {
        let inputs = draw(replica);
        let learned = learn(&inputs, angle, parameters.rate);
        Cloud {
            name,
            role,
            shape,
            inputs,
            learned,
        }
    };
    let clouds = [
        cloud(0, "blob", Role::Simulation, Mark::Disc),
        cloud(1, "cross", Role::Accent, Mark::Triangle),
    ];
    let mut figure = Figure::new().columns(2);
    for one in &clouds {
        figure = figure.panel(scatter(parameters, one));
    }
    let (caption, alternative_text) = words(parameters, &clouds);
    Ok(figure
        .panel(against(parameters, &clouds, false))
        .panel(against(parameters, &clouds, true))
        .caption(caption)
        .alternative_text(alternative_text))
}

/// The angle of the weights after some rounds of Hebb's rule, from a start at 80° to the principal
/// axis. The rule is linear, so that a length can be taken out at any time.
fn learn(inputs: &[[f64; 2]], angle: f64, rate: f64) -> f64 {
    let begin = angle + 80.0 * DEGREE;
    let mut w = [cos(begin), sin(begin)];
    for u in std::iter::repeat_n(inputs, ROUNDS).flatten() {
        hebb(&mut w, u, rate);
        let length = sqrt(output(&w, &w));
        for w in &mut w {
            *w /= length;
        }
    }
    angle_of(&w)
}

fn scatter(parameters: &Blind, cloud: &Cloud) -> Panel {
    let reach = 3.6 * parameters.shape.long;
    let axis =
        |index: &str| Axis::new("input", &format!("*u*_{{{index}}}"), "").range(-reach, reach);
    let inside = |u: &&[f64; 2]| u[0].abs() < reach && u[1].abs() < reach;
    let shown = cloud.inputs.iter().take(DOTS).filter(inside);
    let (x, y): (Vec<f64>, Vec<f64>) = shown.map(|u| (u[0], u[1])).unzip();
    let angle = parameters.angle * DEGREE;
    let far = 0.97 * reach / cos(angle).abs().max(sin(angle).abs());
    let end = |angle: f64, length: f64| (length * cos(angle), length * sin(angle));
    let (right, top) = end(angle, far);
    let line = Layer::line(
        "principal axis",
        Role::Theory,
        vec![-right, right],
        vec![-top, top],
    );
    // A direction has no sign: the arrow points to the side of the axis.
    let turned = if cos(cloud.learned - angle) < 0.0 {
        cloud.learned + std::f64::consts::PI
    } else {
        cloud.learned
    };
    let (tip_x, tip_y) = end(turned, 0.72 * reach);
    let dots = if x.is_empty() {
        (vec![0.0], vec![0.0])
    } else {
        (x, y)
    };
    Panel::new(cloud.name, axis("1"), axis("2"))
        .title(if cloud.name == "blob" {
            "a Gaussian blob"
        } else {
            "a cross of two lines"
        })
        .height(270.0)
        .layer(Layer::points("inputs", Role::Muted, dots.0, dots.1).shape(Mark::Dot))
        .layer(line)
        .layer(
            Layer::arrow(cloud.role, (0.0, 0.0), (tip_x, tip_y))
                .weight(common::figure::Weight::Heavy),
        )
        .layer(Layer::text(
            cloud.role,
            end(turned - 0.35, 0.62 * reach),
            Anchor::Middle,
            "learned",
        ))
}

fn against(parameters: &Blind, clouds: &[Cloud; 2], fourth: bool) -> Panel {
    let shape = parameters.shape;
    let direction = || {
        Axis::new("direction from the principal axis", "", "°")
            .range(-90.0, 90.0)
            .ticks([-90.0, -45.0, 0.0, 45.0, 90.0].map(|at| (at, Digits::Decimals(0).print(at))))
    };
    let fine: Vec<f64> = (0..FINE).map(|i| -90.0 + i as f64).collect();
    let coarse: Vec<f64> = (0..MARKS)
        .map(|i| -90.0 + 180.0 * i as f64 / (MARKS - 1) as f64)
        .collect();
    let angle = parameters.angle * DEGREE;
    let mut panel = if fourth {
        let y = Axis::new("kurtosis", "", "").including(2.0, 7.0);
        let curve = fine.iter().map(|at| shape.kurtosis(at * DEGREE)).collect();
        Panel::new("kurtosis", direction(), y)
            .layer(Layer::line(
                "cross, theory",
                Role::Theory,
                fine.clone(),
                curve,
            ))
            .layer(Layer::line(
                "blob, theory",
                Role::Theory,
                vec![-90.0, 90.0],
                vec![3.0, 3.0],
            ))
    } else {
        let y = Axis::new("mean square", "", "").including(0.0, 1.0);
        let ellipse = shape.ellipse(0.0);
        let curve = fine.iter().map(|at| ellipse.along(at * DEGREE)).collect();
        Panel::new("variance", direction(), y).layer(Layer::line(
            "theory",
            Role::Theory,
            fine.clone(),
            curve,
        ))
    };
    for cloud in clouds {
        let measure = |at: &f64| {
            let at = at * DEGREE + angle;
            if fourth {
                kurtosis(&cloud.inputs, at).value
            } else {
                let (c, s) = (cos(at), sin(at));
                let squares = cloud.inputs.iter().map(|u| {
                    let x = u[0] * c + u[1] * s;
                    x * x
                });
                squares.sum::<f64>() / cloud.inputs.len() as f64
            }
        };
        // Beside each other where both would stand on one spot.
        let shift = if cloud.name == "blob" {
            0.0
        } else {
            0.5 * 180.0 / (MARKS - 1) as f64
        };
        let x: Vec<f64> = coarse
            .iter()
            .map(|at| at + shift)
            .filter(|at| *at <= 90.0)
            .collect();
        let y = x.iter().map(measure).collect();
        let errors = x.iter().map(|at| {
            let found = kurtosis(&cloud.inputs, at * DEGREE + angle);
            found.standard_error.unwrap_or(0.0)
        });
        let errors: Vec<f64> = errors.collect();
        let mut marks = Layer::points(cloud.name, cloud.role, x, y)
            .shape(cloud.shape)
            .label(cloud.name, Place::Legend);
        if fourth {
            marks = marks.y_error(errors);
        }
        panel = panel.layer(marks);
    }
    panel.height(170.0)
}

fn words(parameters: &Blind, clouds: &[Cloud; 2]) -> (Prose, Prose) {
    let axis = parameters.angle * DEGREE;
    let off = |cloud: &Cloud| between(cloud.learned, axis) / DEGREE;
    let apart = between(clouds[0].learned, clouds[1].learned) / DEGREE;
    // The smallest and the largest kurtosis over all directions.
    let kurtoses = clouds.each_ref().map(|cloud| {
        let all = (0..180).map(|i| kurtosis(&cloud.inputs, axis + f64::from(i) * DEGREE).value);
        all.fold((f64::INFINITY, 0.0_f64), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    });
    let highest = kurtoses.map(|(_, high)| high);
    // The weights begin at 80° to the axis, far outside the arms.
    let between_arms = off(&clouds[1]) < 0.7 * parameters.shape.arm() / DEGREE;
    // Standard error of a standard deviation along an axis of the cross, where the kurtosis is six at most.
    let stretch = 0.5 * sqrt(5.0 / parameters.inputs as f64);
    let caption = Prose::new()
        .result(
            apart < 6.0 && between_arms && highest[1] > 4.5,
            format!(
                "Hebb's rule cannot tell a blob from a cross of the same correlation matrix: the \
                 weights that it learns from them are {}° apart, and those of the cross point \
                 between its arms, where there is nothing.",
                print(apart, 2)
            ),
            "Two clouds of one correlation matrix, and the weights that Hebb's rule learns.",
        )
        .plain(format!(
            "Upper: {} inputs each (at most {DOTS} drawn), the principal axis (line) and the direction \
             of the weights after every input was shown {ROUNDS} times (arrow). Lower left: the mean \
             square of the inputs along any direction, the same curve (line: theory) for both clouds; \
             this is all that the averaged rule sees. Lower right: the kurtosis along any direction, \
             which it does not see, with standard errors. Lines: theory, Equation @eq-cross-kurtosis for the cross and 3 \
             for the blob.",
            parameters.inputs
        ))
        .result(
            stretch < 0.06,
            "The inputs were stretched by a few per cent so that their correlation matrices are equal to \
             all digits.",
            "The inputs were stretched so that their correlation matrices are equal to all digits.",
        );
    let degrees = clouds.each_ref().map(|cloud| print(off(cloud), 2));
    let alternative_text = Prose::new()
        .result(
            parameters.shape.short > 0.3 * parameters.shape.long,
            "A round blob and a cross of two lines.",
            "A narrow blob and a narrow cross of two lines.",
        )
        .result(
            clouds.iter().all(|cloud| off(cloud) < 10.0),
            format!(
                "On both an arrow lies near the long axis, {}° and {}° off it.",
                degrees[0], degrees[1]
            ),
            format!(
                "The arrow of the learned weights lies {}° off the long axis of the blob and {}° off \
                 that of the cross.",
                degrees[0], degrees[1]
            ),
        )
        .plain("Below, the variance against the direction is one curve for both clouds;")
        .result(
            kurtoses[0].0 > 2.5 && highest[0] < 3.5,
            format!(
                "the kurtosis is near 3 for the blob, and up to {} for the cross.",
                print(highest[1], 2)
            ),
            format!(
                "the kurtosis is up to {} for the blob, and up to {} for the cross.",
                print(highest[0], 2),
                print(highest[1], 2)
            ),
        );
    (caption, alternative_text)
}
