//! The figure `three-signals`: one task learned from a target, from a reward, and from nothing.

use super::{IMPATIENCE, error, print, ratios, whole_ratios};
use crate::analysis::signals::{Rule, cost, networks, simulated_time};
use crate::analysis::untaught::{START, World, averages};
use common::claim::{Digits, Estimate};
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `three-signals` depends on.
    pub struct ThreeSignals {
        /// number of outputs where the inputs grow
        outputs: usize = 3 => Integer { symbol: "M", from: 1, to: 10 };
        /// number of inputs where the outputs grow, and in the lower panels
        inputs: usize = 8 => Integer { symbol: "N", from: 2, to: 15 };
        /// largest number of inputs or outputs
        largest: usize = 32 => Integer { symbol: "", from: 4, to: 64 };
        /// presentations that are simulated for each mark of the upper panels, at least
        presentations: usize = 40_000 => Integer { symbol: "", from: 1000, to: 100_000 };
        /// variance of the inputs along the principal component; along the others it is one
        spike: f64 = 4.0 => Real { symbol: r"\ell", unit: "", from: 1.2, to: 20.0 };
        /// angle between the target and the principal component in the last panel
        angle: f64 = 90.0 => Real { symbol: r"\varphi", unit: "°", from: 0.0, to: 180.0 };
        /// learning rate of the neuron without teacher
        rate: f64 = 0.005 => Logarithmic { symbol: r"\eta", unit: "", from: 0.001, to: 0.02 };
        /// neurons that are simulated in the lower panels
        neurons: usize = 100 => Integer { symbol: "", from: 10, to: 1000 };
        /// seed of inputs, targets and noise
        seed: Seed = Seed(1) => Seed;
    }
    work = ThreeSignals::steps;
}

/// Sizes that are simulated in each of the upper panels, about.
const SIZES: usize = 5;
/// Presentations in the lower panels, and marks of each line.
const LONG: usize = 1500;
const MARKS: usize = 11;
/// A mean loss beyond this is that of weights that have run away; at rest it is below a hundred.
const AWAY: f64 = 1e4;
/// What is taught, with its colour, its mark and its name at the line's end.
const TAUGHT: [(Rule, Role, Shape, &str); 3] = [
    (Rule::Delta, Role::Retrieved, Shape::Disc, "target"),
    (Rule::Node, Role::Simulation, Shape::Square, "reward, nodes"),
    (
        Rule::Weight,
        Role::Accent,
        Shape::Triangle,
        "reward, weights",
    ),
];

impl ThreeSignals {
    fn sizes(&self) -> Vec<usize> {
        whole_ratios(2, self.largest, SIZES)
    }

    /// Every mark of the upper panels: its panel, its rule, inputs and outputs.
    fn jobs(&self) -> Vec<(usize, usize, (usize, usize))> {
        let mut jobs = Vec::new();
        for size in self.sizes().into_iter().rev() {
            for rule in (0..TAUGHT.len()).rev() {
                jobs.push((0, rule, (size, self.outputs)));
                jobs.push((1, rule, (self.inputs, size)));
            }
        }
        jobs
    }

    fn steps(&self) -> (f64, &'static str) {
        let upper: f64 = self
            .jobs()
            .iter()
            .map(|&(_, rule, sizes)| cost(TAUGHT[rule].0, sizes, self.presentations))
            .sum();
        let lower = 2.0 * 4.0 * (self.neurons * LONG) as f64 * (1.0 + 0.15 * self.inputs as f64);
        (
            IMPATIENCE * (upper + lower),
            "--largest, --presentations, --inputs, --outputs or --neurons",
        )
    }
}

type Timed = (usize, usize, (usize, usize), Estimate);

/// Learning times against the numbers of inputs and outputs, and the loss against presentations
/// where the target is the principal component and where it is not.
///
/// # Errors
/// If so few networks are simulated that the mean loss of one rule did not fall, or the weights of the
/// neuron without teacher run away.
pub fn three_signals(parameters: &ThreeSignals, run: &Run) -> Result<Figure, FigureError> {
    let seed = parameters.seed.0;
    let jobs: Vec<(u64, _)> = (0..).zip(parameters.jobs()).collect();
    let found: Vec<Timed> = run.map(&jobs, |&(replica, (panel, rule, sizes))| {
        let mut stream = stream(seed, replica);
        let rule_itself = TAUGHT[rule].0;
        let count = networks(rule_itself, sizes, parameters.presentations);
        let time = simulated_time(rule_itself, sizes, count, &mut stream);
        Ok::<_, FigureError>((panel, rule, sizes, time))
    })?;
    // The mean of few networks may lie above where it began, and then has no time of falling.
    if !found.iter().all(|one| one.3.value > 0.0) {
        return Err(FigureError::Parameter(format!(
            "--presentations is {}, too few: the mean loss of one of the simulated rules did not fall; raise it",
            parameters.presentations
        )));
    }
    let worlds = [0.0, parameters.angle].map(|angle| World {
        inputs: parameters.inputs,
        spike: parameters.spike,
        angle,
    });
    let lower: Vec<(World, u64)> = worlds.into_iter().zip(1000..).collect();
    let mut figure = Figure::new()
        .columns(2)
        .panel(times(parameters, &found, 0))
        .panel(times(parameters, &found, 1));
    let mut ends = Vec::new();
    for (world, first) in lower {
        let (panel, end) = losses(parameters, world, first * 10_000, run)?;
        figure = figure.panel(panel);
        ends.push(end);
    }
    let (caption, alternative_text) = words(parameters, &found, &ends);
    Ok(figure.caption(caption).alternative_text(alternative_text))
}

fn times(parameters: &ThreeSignals, found: &[Timed], which: usize) -> Panel {
    let largest = parameters.largest as f64;
    let (name, symbol, title) = if which == 0 {
        let title = format!("{} outputs", parameters.outputs);
        ("inputs", "N", title.replace("1 outputs", "1 output"))
    } else {
        ("outputs", "M", format!("{} inputs", parameters.inputs))
    };
    let x = Axis::new(name, symbol, "")
        .logarithmic()
        .range(1.7, 1.15 * largest);
    let y = Axis::new("learning time", "τ", "presentations").logarithmic();
    let mut panel = Panel::new(name, x, y).title(&title).height(215.0);
    let sizes = |size: usize| {
        if which == 0 {
            (size, parameters.outputs)
        } else {
            (parameters.inputs, size)
        }
    };
    let grid: Vec<usize> = whole_ratios(2, parameters.largest, 24);
    for (index, &(rule, role, shape, label)) in TAUGHT.iter().enumerate() {
        let x: Vec<f64> = grid.iter().map(|&n| n as f64).collect();
        let time = |&size: &usize| {
            let (inputs, outputs) = sizes(size);
            rule.learning_time(inputs, outputs)
        };
        let y: Vec<f64> = grid.iter().map(time).collect();
        panel = panel.layer(Layer::line(&format!("theory, {label}"), Role::Theory, x, y));
        let mine: Vec<&Timed> = found
            .iter()
            .filter(|one| one.0 == which && one.1 == index)
            .collect();
        let size = |one: &&Timed| (if which == 0 { one.2.0 } else { one.2.1 }) as f64;
        let mut mine: Vec<(f64, &Estimate)> = mine.iter().map(|one| (size(one), &one.3)).collect();
        mine.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (x, y): (Vec<f64>, Vec<f64>) = mine.iter().map(|one| (one.0, one.1.value)).unzip();
        let bars = mine
            .iter()
            .map(|one| error(one.1).min(0.9 * one.1.value))
            .collect();
        let layer = Layer::points(label, role, x, y).shape(shape).y_error(bars);
        panel = panel.layer(layer.label(label, Place::Legend));
    }
    panel
}

/// The losses of one world, and the last simulated of each rule, that without teacher at the end.
fn losses(
    parameters: &ThreeSignals,
    world: World,
    first: u64,
    run: &Run,
) -> Result<(Panel, Vec<Estimate>), FigureError> {
    let principal = world.angle == 0.0;
    let title = if principal && first == 10_000_000 {
        "target: the principal component".to_owned()
    } else {
        format!(
            "target at {}° to it",
            Digits::Decimals(0).print(world.angle)
        )
    };
    let name = if first == 10_000_000 {
        "principal"
    } else {
        "another"
    };
    let x = Axis::new("presentations", "n", "")
        .logarithmic()
        .range(0.9, 1.2 * LONG as f64);
    let y = Axis::new("loss over that of silence", "", "")
        .logarithmic()
        .range(1e-3, 20.0);
    let mut panel = Panel::new(name, x, y).title(&title).height(215.0);
    let at = whole_ratios(1, LONG, MARKS);
    let rules = TAUGHT.map(|one| (Some(one.0), one.1, one.2, one.3));
    let untaught = (None, Role::Spurious, Shape::Cross, "no teacher");
    let replicas: Vec<u64> = (0..parameters.neurons as u64).collect();
    let mut ends = Vec::new();
    for (index, (rule, role, shape, label)) in (0..).zip(rules.into_iter().chain([untaught])) {
        let paths = run.map(&replicas, |replica| {
            let mut stream = stream(parameters.seed.0, first + 1000 * index + replica);
            Ok::<_, FigureError>(world.path(rule, parameters.rate, &at, &mut stream))
        })?;
        let (x, y): (Vec<f64>, Vec<f64>) = if let Some(rule) = rule {
            let all = world.taught(rule, LONG);
            let shown = whole_ratios(1, LONG, 80);
            let kept = shown.into_iter().filter(|&n| all[n] > 1e-9);
            kept.map(|n| (n as f64, all[n])).unzip()
        } else {
            let shown = ratios(1.0, LONG as f64, 80).into_iter();
            let curve = shown.map(|n| (n, world.untaught(parameters.rate * n)));
            curve.filter(|one| one.1 > 1e-9).unzip()
        };
        if !x.is_empty() {
            panel = panel.layer(Layer::line(&format!("theory, {label}"), Role::Theory, x, y));
        }
        let means = averages(&paths);
        if rule.is_none() && !means.iter().all(|mean| mean.value < AWAY) {
            let sentence = format!(
                "--rate is {} and --spike is {}: without a teacher the weights run away; lower --rate or \
                 --spike",
                parameters.rate, parameters.spike
            );
            return Err(FigureError::Parameter(sentence));
        }
        let kept = || {
            let marks = at.iter().zip(&means);
            marks.filter(|(_, mean)| mean.value > 1e-9)
        };
        let x: Vec<f64> = kept().map(|(n, _)| *n as f64).collect();
        let y = kept().map(|(_, mean)| mean.value).collect();
        let bars = kept()
            .map(|(_, mean)| error(mean).min(0.9 * mean.value))
            .collect();
        if !x.is_empty() {
            let layer = Layer::points(label, role, x, y).shape(shape).y_error(bars);
            panel = panel.layer(if rule.is_none() {
                layer.label(label, Place::Legend)
            } else {
                layer
            });
        }
        ends.extend(means.last().copied());
    }
    if principal {
        let unrest = world.unrest(parameters.rate);
        if shows_unrest(&world, parameters.rate) {
            panel = panel
                .layer(
                    Layer::rule(Role::Muted, Orientation::Horizontal, unrest)
                        .dash(Dash::Dotted)
                        .named("what its unrest leaves"),
                )
                .layer(Layer::text(
                    Role::Muted,
                    (1.1, 0.7 * unrest),
                    Anchor::Start,
                    "unrest",
                ));
        }
    }
    Ok((panel, ends))
}

/// Whether the neuron without teacher leaves so much that the axis holds it.
fn shows_unrest(world: &World, rate: f64) -> bool {
    world.unrest(rate) > 1e-3
}

/// The simulated learning times of a rule at the smallest and at the largest size of a panel.
fn shortest_and_longest(found: &[Timed], panel: usize, rule: usize) -> (f64, f64) {
    let mine = found.iter().filter(|one| one.0 == panel && one.1 == rule);
    let key = |one: &&Timed| one.2.0 + one.2.1;
    let most = mine.clone().max_by_key(key);
    let least = mine.min_by_key(key);
    (
        least.map_or(f64::NAN, |one| one.3.value),
        most.map_or(f64::NAN, |one| one.3.value),
    )
}

fn alternative_text(
    parameters: &ThreeSignals,
    found: &[Timed],
    ends: &[Vec<Estimate>],
    aside: bool,
) -> Prose {
    let at = |panel, rule| shortest_and_longest(found, panel, rule);
    let (few, many) = (2, parameters.largest);
    let (last, none) = (|panel: usize, rule: usize| ends[panel][rule].value, 3);
    let falls = (0..2).all(|panel| (0..none).all(|rule| last(panel, rule) < 0.8));
    Prose::new()
        .plain(format!(
            "Four panels on logarithmic axes. From {few} to {many} outputs the simulated learning time from a \
             target goes from {} to {}, from a reward with noise at the outputs from {} to {}, with noise \
             at the weights from {} to {}.",
            print(at(1, 0).0, 2),
            print(at(1, 0).1, 2),
            print(at(1, 1).0, 2),
            print(at(1, 1).1, 2),
            print(at(1, 2).0, 2),
            print(at(1, 2).1, 2)
        ))
        .result(
            falls,
            "Below, three falling curves and one of a neuron without teacher,",
            "Below, three curves of networks that are taught and one of a neuron without teacher,",
        )
        .result(
            aside,
            format!(
                "whose loss ends at {} of that of silence if the target is the principal component and at {} \
                 if it is not.",
                print(last(0, none), 2),
                print(last(1, none), 2)
            ),
            format!(
                "whose loss ends at {} of that of silence if the target is the principal component and at {} \
                 if it lies at {}° to it.",
                print(last(0, none), 2),
                print(last(1, none), 2),
                Digits::Decimals(0).print(parameters.angle)
            ),
        )
}

fn words(parameters: &ThreeSignals, found: &[Timed], ends: &[Vec<Estimate>]) -> (Prose, Prose) {
    let at = |panel, rule| shortest_and_longest(found, panel, rule);
    let deviation = found
        .iter()
        .map(|one| {
            let theory = TAUGHT[one.1].0.learning_time(one.2.0, one.2.1);
            (one.3.value - theory).abs() / error(&one.3).max(1e-12)
        })
        .fold(0.0, f64::max);
    let (last, none) = (|panel: usize, rule: usize| ends[panel][rule].value, 3);
    let separates = last(0, none) < 0.05 && last(1, none) > 1.0 && last(1, 0) < 0.05;
    let slower = at(1, 0).1 < at(1, 1).1 && at(1, 1).1 < at(1, 2).1;
    let theory = |rule: usize| {
        let time = TAUGHT[rule]
            .0
            .learning_time(parameters.inputs, parameters.largest);
        print(time, 3)
    };
    let many = parameters.largest;
    let world = World {
        inputs: parameters.inputs,
        spike: parameters.spike,
        angle: 0.0,
    };
    let rates = TAUGHT.map(|one| print(world.rate(one.0), 2));
    // At the ends of its range the other target is the principal component, or its opposite.
    let aside = (10.0..=170.0).contains(&parameters.angle);
    let costs = format!(
        "The less a network is told, the longer it learns: with {} inputs and {many} outputs the target takes \
         {} presentations, a reward for noise at the outputs {} and a reward for noise at the weights {}. \
         Without any of them it learns the principal component,",
        parameters.inputs,
        theory(0),
        theory(1),
        theory(2)
    );
    let ordered = separates && slower && deviation < 4.5;
    let caption = Prose::new()
        .result(
            ordered && aside,
            format!("{costs} which helps only where that was the target."),
            if ordered && parameters.angle > 170.0 {
                format!(
                    "{costs} with the sign that it began with, which helps only where the target has that \
                     sign."
                )
            } else {
                "Learning times of one linear network under three signals, and its loss without any."
                    .to_owned()
            },
        )
        .plain(
            "Above: presentations in which the mean loss falls by a factor of e, at the best \
             learning rate of each rule. Lines: Equation @eq-learning-time; marks: simulated \
             networks with random targets, with standard errors.",
        )
        .plain(format!(
            "Below: loss against presentations for one output and {} inputs, of which one direction \
             has the variance {} and the others one. Lines: exact mean, Equation @eq-coloured, and \
             for the neuron without teacher the averaged flow; marks: means over {} neurons with \
             standard errors. All begin with weights of length {START}, equal along each direction. \
             Green discs: a target, at the learning rate {}; blue squares: a reward for noise at the \
             output, {}; magenta triangles: for noise at the weights, {}; purple crosses: no teacher, {}.",
            parameters.inputs,
            print(parameters.spike, 2),
            parameters.neurons,
            rates[0],
            rates[1],
            rates[2],
            print(parameters.rate, 2)
        ))
        .result(
            shows_unrest(&world, parameters.rate),
            "Dotted: the unrest that this last rate leaves.",
            "",
        );
    let alternative_text = alternative_text(parameters, found, ends, aside);
    (caption, alternative_text)
}
