//! The figure `convergence`: direction and length against time, and how far single paths stray.

use super::print;
use crate::analysis::averaging::spread;
use crate::analysis::direction::residual;
use crate::analysis::simulate::{Seen, mean_of, paths, sine_square};
use crate::analysis::{Spectrum, Start, cosine_square};
use crate::model::flow::{grown, normalised};
use crate::model::output;
use common::claim::Estimate;
use common::figure::{
    Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::elementary::{asin, sqrt};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `convergence` depends on.
    pub struct Convergence {
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
        /// the weights at the beginning
        start: Start = Start::default() => Group;
        /// how long it is learned: learning rate times number of inputs
        duration: f64 = 3.0 => Real { symbol: "T", unit: "", from: 0.1, to: 10.0 };
        /// learning rate of the upper panels; the lowest has also four and sixteen times as much
        rate: f64 = 0.00025 => Logarithmic { symbol: r"\eta", unit: "", from: 3e-5, to: 0.003 };
        /// number of simulated paths
        paths: usize = 120 => Integer { symbol: "", from: 5, to: 1200 };
        /// seed of the inputs
        seed: Seed = Seed(1) => Seed;
    }
    check = Convergence::growing;
    work = Convergence::steps;
}

impl Convergence {
    fn steps(&self) -> (f64, &'static str) {
        let inputs = self.duration / self.rate * (1.0 + 0.25 + 0.0625);
        (
            100.0 * inputs * self.paths as f64,
            "--paths or --duration, or raise --rate",
        )
    }

    fn growing(&self) -> Result<(), String> {
        if self.spectrum.eigenvalue_1 * self.duration > 300.0 {
            let told = "--eigenvalue-1 times --duration is more than 300, and weights that grow by \
                        that many e-folds can't be drawn; lower one of them";
            return Err(told.to_owned());
        }
        if self.start.start_1 == 0.0 {
            return Err(
                "--start-1 is zero; the weights need something along the principal \
                        eigenvector to find it"
                    .to_owned(),
            );
        }
        Ok(())
    }
}

/// Moments at which paths are looked at, points of a line, single paths drawn.
const MARKS: usize = 20;
const FINE: usize = 150;
const SINGLE: usize = 6;
/// Points of a single path.
const STEPS: usize = 60;
const DEGREE: f64 = std::f64::consts::PI / 180.0;

/// What is measured of a path at a moment.
type Measure = fn(&Seen) -> f64;

/// What was found at one learning rate.
struct Level {
    rate: f64,
    moments: Vec<usize>,
    /// By path, then by moment.
    seen: Vec<Vec<Seen>>,
}

/// Direction, length and straying of the weights against time.
///
/// # Errors
/// If weights run away, or the spread can't be written.
pub fn convergence(parameters: &Convergence, run: &Run) -> Result<Figure, FigureError> {
    let levels: Vec<Level> = [16.0, 4.0, 1.0]
        .into_iter()
        .enumerate()
        .map(|(number, factor)| level(parameters, number as u64, factor * parameters.rate, run))
        .collect::<Result<_, _>>()?;
    let slow = &levels[2];
    let (caption, alternative_text) = words(parameters, &levels)?;
    Ok(Figure::new()
        .share_x()
        .panel(angles(parameters, slow))
        .panel(lengths(parameters, slow))
        .panel(straying(parameters, &levels)?)
        .caption(caption)
        .alternative_text(alternative_text))
}

fn level(
    parameters: &Convergence,
    number: u64,
    rate: f64,
    run: &Run,
) -> Result<Level, FigureError> {
    let last = (parameters.duration / rate).max(1.0);
    let moments: Vec<usize> = (1..=STEPS)
        .map(|step| (last * step as f64 / STEPS as f64) as usize)
        .collect();
    let replicas: Vec<u64> = (0..parameters.paths as u64).collect();
    let seen = run.map(&replicas, |replica| {
        let mut stream = stream(parameters.seed.0, number << 32 | replica);
        let start = parameters.start.weights();
        let seen = paths(&parameters.spectrum, start, rate, &moments, &mut stream);
        let finite = seen.iter().all(|one| {
            one.oja
                .iter()
                .chain(&one.hebb)
                .all(|w| w.is_finite() && w.abs() < 1e140)
        });
        if finite {
            return Ok(seen);
        }
        let message = format!("at a learning rate of {rate} the weights run away: lower --rate");
        Err(FigureError::Parameter(message))
    })?;
    Ok(Level {
        rate,
        moments,
        seen,
    })
}

impl Level {
    /// The mean over the paths of what is measured at a moment.
    fn mean(&self, moment: usize, of: impl Fn(&Seen) -> f64) -> Estimate {
        let numbers: Vec<f64> = self.seen.iter().map(|path| of(&path[moment])).collect();
        mean_of(&numbers)
    }

    fn time(&self, moment: usize) -> f64 {
        self.rate * self.moments[moment] as f64
    }

    fn marks() -> impl Iterator<Item = usize> {
        (1..=MARKS).map(|mark| mark * STEPS / MARKS - 1)
    }
}

fn time(parameters: &Convergence) -> Axis {
    Axis::new("time, learning rate × inputs", "*t* = *ηn*", "").range(0.0, parameters.duration)
}

fn fine(parameters: &Convergence) -> Vec<f64> {
    (0..=FINE)
        .map(|i| parameters.duration * i as f64 / FINE as f64)
        .collect()
}

fn degrees(sine_square: f64) -> f64 {
    asin(sqrt(sine_square.clamp(0.0, 1.0))) / DEGREE
}

/// The residual angle in degrees, where there is one.
fn floor(parameters: &Convergence, level: &Level) -> Option<f64> {
    let square = residual(&parameters.spectrum, level.rate).ok()?;
    (square > 0.0 && square < 1.0).then(|| degrees(square))
}

fn angles(parameters: &Convergence, level: &Level) -> Panel {
    let eigenvalues = parameters.spectrum.eigenvalues();
    let start = parameters.start.weights();
    let averaged = |&time: &f64| {
        let w = normalised(&eigenvalues, &start, time);
        let tangent = w[1..].iter().map(|w| w * w).sum::<f64>();
        degrees((tangent / output(&w, &w)).max(1e-9))
    };
    let x = fine(parameters);
    let y = x.iter().map(averaged).collect();
    let y_axis = Axis::new("angle to the principal eigenvector", "θ", "°").logarithmic();
    let mut panel = Panel::new("angle", time(parameters), y_axis).layer(Layer::line(
        "averaged",
        Role::Theory,
        x,
        y,
    ));
    if let Some(floor) = floor(parameters, level) {
        panel = panel.layer(
            Layer::rule(Role::Theory, Orientation::Horizontal, floor)
                .dash(Dash::Dotted)
                .named("residual angle"),
        );
    }
    let rules: [(&str, Role, Shape, Measure); 2] = [
        (
            "Hebb, length taken out",
            Role::Accent,
            Shape::Triangle,
            |seen| sine_square(&seen.hebb),
        ),
        ("Oja", Role::Simulation, Shape::Circle, |seen| {
            sine_square(&seen.oja)
        }),
    ];
    for (name, role, shape, of) in rules {
        // By turns, for the two rules' marks would hide each other.
        let found: Vec<(f64, Estimate)> = Level::marks()
            .skip(usize::from(name == "Oja"))
            .step_by(2)
            .map(|moment| (level.time(moment), level.mean(moment, of)))
            .filter(|(_, found)| found.value > 0.0)
            .collect();
        if found.is_empty() {
            continue;
        }
        let x = found.iter().map(|(time, _)| *time).collect();
        let y: Vec<f64> = found
            .iter()
            .map(|(_, found)| degrees(found.value))
            .collect();
        // The error of an angle from that of sin²: half of it, over sin and cos.
        let errors = found.iter().zip(&y).map(|((_, found), angle)| {
            let relative = 0.5 * found.standard_error.unwrap_or(0.0) / found.value;
            (relative * angle).min(0.9 * angle)
        });
        panel = panel.layer(
            Layer::points(name, role, x, y.clone())
                .y_error(errors.collect())
                .shape(shape)
                .label(name, Place::Legend),
        );
    }
    panel.height(190.0)
}

fn lengths(parameters: &Convergence, level: &Level) -> Panel {
    let eigenvalues = parameters.spectrum.eigenvalues();
    let start = parameters.start.weights();
    let x = fine(parameters);
    let length = |w: &[f64]| sqrt(output(w, w));
    let hebb = x
        .iter()
        .map(|&time| length(&grown(&eigenvalues, &start, time)))
        .collect();
    let oja = x
        .iter()
        .map(|&time| length(&normalised(&eigenvalues, &start, time)))
        .collect();
    let y_axis = Axis::new("length of the weights", "|*w*|", "").logarithmic();
    let mut panel = Panel::new("length", time(parameters), y_axis);
    let single = level.seen.len().min(SINGLE);
    for (rule, role) in [("Hebb", Role::Accent), ("Oja", Role::Simulation)] {
        for (number, path) in level.seen.iter().take(single).enumerate() {
            let (x, y) = path
                .iter()
                .enumerate()
                .map(|(moment, seen)| {
                    let w = if rule == "Hebb" {
                        &seen.hebb
                    } else {
                        &seen.oja
                    };
                    (level.time(moment), length(w).max(1e-12))
                })
                .unzip();
            panel = panel.layer(Layer::line(
                &format!("{rule}, path {}", number + 1),
                role,
                x,
                y,
            ));
        }
    }
    panel
        .layer(
            Layer::line("Hebb, averaged", Role::Theory, x.clone(), hebb).label("Hebb", Place::End),
        )
        .layer(Layer::line("Oja, averaged", Role::Theory, x, oja).label("Oja", Place::End))
        .height(190.0)
}

/// The root-mean-square distance of Hebb's weights from their mean, over the length of the mean.
fn straying(parameters: &Convergence, levels: &[Level]) -> Result<Panel, FigureError> {
    let y_axis = Axis::new("straying from the mean", "", "").logarithmic();
    let mut panel = Panel::new("straying", time(parameters), y_axis).height(190.0);
    let shapes = [Shape::Square, Shape::Triangle, Shape::Disc];
    for (level, shape) in levels.iter().zip(shapes) {
        let name = format!("η = {}", print(level.rate, 2));
        let moments: Vec<usize> = (0..STEPS).collect();
        let x: Vec<f64> = moments.iter().map(|&moment| level.time(moment)).collect();
        let y = moments
            .iter()
            .map(|&moment| {
                let inputs = level.moments[moment];
                Ok(spread(
                    &parameters.spectrum,
                    &parameters.start,
                    level.rate,
                    inputs,
                )?)
            })
            .collect::<Result<Vec<f64>, FigureError>>()?;
        let (x, y): (Vec<f64>, Vec<f64>) = x.into_iter().zip(y).filter(|(_, y)| *y > 0.0).unzip();
        if x.is_empty() {
            continue;
        }
        panel = panel.layer(
            Layer::line(&format!("theory, {name}"), Role::Theory, x, y)
                .label(&format!("*η* = {}", print(level.rate, 2)), Place::End),
        );
        let marks: Vec<(f64, Estimate)> = Level::marks()
            .skip(1)
            .step_by(2)
            .map(|moment| (level.time(moment), strayed(parameters, level, moment)))
            .filter(|(_, found)| found.value > 0.0)
            .collect();
        if marks.is_empty() {
            continue;
        }
        panel = panel.layer(
            Layer::points(
                &format!("simulation, {name}"),
                Role::Accent,
                marks.iter().map(|(time, _)| *time).collect(),
                marks.iter().map(|(_, found)| found.value).collect(),
            )
            .y_error(
                marks
                    .iter()
                    .map(|(_, found)| found.standard_error.unwrap_or(0.0).min(0.9 * found.value))
                    .collect(),
            )
            .shape(shape),
        );
    }
    Ok(panel)
}

fn strayed(parameters: &Convergence, level: &Level, moment: usize) -> Estimate {
    // The mean over all inputs is known exactly: (1 + ηλ)ⁿ for each component.
    let factors = parameters
        .spectrum
        .eigenvalues()
        .map(|one| 1.0 + level.rate * one);
    let inputs = i32::try_from(level.moments[moment]).unwrap_or(i32::MAX);
    let start = parameters.start.weights();
    let mean: [f64; 5] =
        std::array::from_fn(|i| start[i] * common::numerics::elementary::powi(factors[i], inputs));
    let square = output(&mean, &mean);
    let found = level.mean(moment, |seen| {
        let off: [f64; 5] = std::array::from_fn(|i| seen.hebb[i] - mean[i]);
        output(&off, &off) / square
    });
    let root = sqrt(found.value);
    Estimate::random(
        root,
        0.5 * found.standard_error.unwrap_or(0.0) / root.max(1e-300),
    )
}

/// The exact straying at a moment, of each learning rate.
fn spreads(
    parameters: &Convergence,
    levels: &[Level],
    moment: usize,
) -> Result<Vec<f64>, FigureError> {
    let of_level = |level: &Level| {
        let (rate, inputs) = (level.rate, level.moments[moment]);
        Ok(spread(
            &parameters.spectrum,
            &parameters.start,
            rate,
            inputs,
        )?)
    };
    levels.iter().map(of_level).collect()
}

/// Whether the straying grows with time, and at the end with the learning rate.
fn straying_grows(
    parameters: &Convergence,
    levels: &[Level],
    strayed: &[f64],
) -> Result<bool, FigureError> {
    let early = spreads(parameters, levels, STEPS / 3)?;
    let late = spreads(parameters, levels, 2 * STEPS / 3)?;
    let in_time = early.iter().zip(&late).zip(strayed);
    let grows = in_time.into_iter().all(|((a, b), c)| a < b && b < c);
    Ok(grows && strayed.is_sorted_by(|faster, slower| faster > slower))
}

/// What the panels show from the beginning to the end.
struct Ends {
    /// Angles at the beginning, and at the end by Hebb's rule and by Oja's, in degrees.
    angles: [f64; 3],
    /// Lengths, in the same order.
    lengths: [f64; 3],
    /// Whether both rules' angles fall to the residual one.
    settled: bool,
    straying_grows: bool,
}

impl Ends {
    fn told(&self, strayed: &[f64]) -> Prose {
        let [begin, hebb, oja] = self.angles;
        let [length, long, short] = self.lengths;
        Prose::new()
        .plain("Three panels against time.")
        .result(
            self.settled,
            format!(
                "The angle falls from {}° along one curve for both rules and levels off near {}°.",
                print(begin, 2),
                print(oja, 2)
            ),
            format!(
                "The angle is {}° at the beginning, and at the end {}° under Hebb's rule and {}° under \
                 Oja's.",
                print(begin, 2),
                print(hebb, 2),
                print(oja, 2)
            ),
        )
        .result(
            short > 1.05 * length && long > short,
            format!(
                "The length under Hebb's rule grows to {}, under Oja's to {}.",
                print(long, 2),
                print(short, 2)
            ),
            format!(
                "The length is {} at the beginning, and at the end {} under Hebb's rule and {} under \
                 Oja's.",
                print(length, 2),
                print(long, 2),
                print(short, 2)
            ),
        )
        .result(
            self.straying_grows,
            "The straying of single paths grows with time and with the learning rate.",
            format!(
                "The straying of single paths is {}, {} and {} at the end, from the largest learning \
                 rate to the smallest.",
                print(strayed[0], 2),
                print(strayed[1], 2),
                print(strayed[2], 2)
            ),
        )
    }
}

fn words(parameters: &Convergence, levels: &[Level]) -> Result<(Prose, Prose), FigureError> {
    let slow = &levels[2];
    let last = STEPS - 1;
    let end = |of: fn(&Seen) -> f64| degrees(slow.mean(last, of).value);
    let oja = end(|seen| sine_square(&seen.oja));
    let hebb = end(|seen| sine_square(&seen.hebb));
    let begin = degrees(1.0 - cosine_square(&parameters.start.weights()));
    let long = slow
        .mean(last, |seen| sqrt(output(&seen.hebb, &seen.hebb)))
        .value;
    let short = slow
        .mean(last, |seen| sqrt(output(&seen.oja, &seen.oja)))
        .value;
    let strayed = spreads(parameters, levels, last)?;
    // The square root of four is two; much less or more is no halving.
    let halved = |pair: &[f64]| pair[0] > 1.5 * pair[1] && pair[0] < 2.7 * pair[1];
    let alike = (oja / hebb - 1.0).abs() < 0.3;
    let weights = parameters.start.weights();
    let length = sqrt(output(&weights, &weights));
    let floor = floor(parameters, slow);
    let settled = floor.is_some_and(|floor| (oja / floor - 1.0).abs() < 0.3);
    let caption = Prose::new()
        .result(
            alike && oja < 0.25 * begin && long > 10.0 * short,
            format!(
                "Hebb's rule and Oja's turn the weights in the same way, from {}° to some {}° off the \
                 principal eigenvector, and differ in length only: {} against {}.",
                print(begin, 2),
                print(oja, 2),
                print(long, 2),
                print(short, 2)
            ),
            "Direction and length of the weights under Hebb's rule and Oja's.",
        )
        .result(
            floor.is_some(),
            format!(
                "Upper: root-mean-square angle of {} paths under both rules (marks, standard errors), the \
                 averaged rules' (line: one for both), and the residual angle of Equation @eq-residual \
                 (dotted).",
                slow.seen.len()
            ),
            format!(
                "Upper: root-mean-square angle of {} paths under both rules (marks, standard errors), and \
                 the averaged rules' (line: one for both).",
                slow.seen.len()
            ),
        )
        .plain(format!(
            "Middle: lengths of {} single paths (coloured) and of the averaged rules (lines). \
             Both at $\\eta$ = {}.",
            slow.seen.len().min(SINGLE),
            print(slow.rate, 2)
        ))
        .result(
            strayed.windows(2).all(halved),
            format!(
                "Lower: root-mean-square distance of Hebb's weights from their mean, over its length, \
                 at three learning rates: at the end {}, {} and {}, roughly halved when the rate is \
                 quartered.",
                print(strayed[0], 2),
                print(strayed[1], 2),
                print(strayed[2], 2)
            ),
            format!(
                "Lower: root-mean-square distance of Hebb's weights from their mean, over its length, \
                 at three learning rates: at the end {}, {} and {}.",
                print(strayed[0], 2),
                print(strayed[1], 2),
                print(strayed[2], 2)
            ),
        )
        .plain("Lines: exact, Equation @eq-second-moments; marks: simulation.");
    let ends = Ends {
        angles: [begin, hebb, oja],
        lengths: [length, long, short],
        settled: alike && settled && oja < 0.9 * begin,
        straying_grows: straying_grows(parameters, levels, &strayed)?,
    };
    let alternative_text = ends.told(&strayed);
    Ok((caption, alternative_text))
}
