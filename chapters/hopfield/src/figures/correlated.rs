//! The figure `correlated`: Hebb's rule against the pseudo-inverse.

use crate::digits::{self, Digit};
use crate::model::{overlap, random_memories};
use crate::simulation::{Projection, Rule, fall, mean};
use crate::theory::projected_step;
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::elementary::round;
use common::numerics::random::{Stream, stream};
use common::numerics::roots::brent;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `correlated` depends on.
    pub struct Correlated {
        /// part of a digit's pixels that are turned round in the cue
        wrong: f64 = 0.1 => Real { symbol: "", unit: "", from: 0.0, to: 0.3 };
        /// number of sets of digits for each mark of the upper panel
        sets: usize = 30 => Integer { symbol: "", from: 4, to: 60 };
        /// number of neurons in the lower panel
        neurons: usize = 300 => Integer { symbol: "N", from: 64, to: 400 };
        /// number of networks for each mark of the lower panel
        replicas: usize = 4 => Integer { symbol: "", from: 2, to: 8 };
        /// seed of the choice of digits, the memories and the cues
        seed: Seed = Seed(1) => Seed;
    }
    work = Correlated::updates;
}

/// Numbers of digits learned.
const LEARNED: [usize; 12] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 40, 48];
/// Memories asked of each set.
const ASKED: usize = 6;
/// Loads in the lower panel.
const LOADS: [f64; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/// Starts in the lower panel, and cues for each.
const STARTS: usize = 20;
const CUES: usize = 5;
/// Where a single wrong spin is no longer put right if the diagonal J_ii = α is kept: its field,
/// along the memory, is 1 − 2α.
const SELF_TRAPPED: f64 = 0.5;
/// Sweeps at most.
const SWEEPS: usize = 60;

/// Sweeps until a network rests, about.
const USUAL_SWEEPS: usize = 4;

impl Correlated {
    fn updates(&self) -> (f64, &'static str) {
        let digits = WAYS.len() * LEARNED.len() * self.sets * ASKED * digits::PIXELS;
        let basins = (WAYS.len() - 1) * LOADS.len() * self.replicas * self.neurons;
        let updates = USUAL_SWEEPS * (digits + STARTS * CUES * basins) + self.neurons * basins;
        (updates as f64, "--sets, --replicas or --neurons")
    }
}

/// A way to learn.
#[derive(Clone, Copy)]
struct Way {
    name: &'static str,
    rule: Rule,
    diagonal: bool,
    role: Role,
    shape: Shape,
}

const WAYS: [Way; 3] = [
    Way {
        name: "Hebb",
        rule: Rule::Hebb,
        diagonal: false,
        role: Role::Spurious,
        shape: Shape::Square,
    },
    Way {
        name: "pseudo-inverse, J_{ii} = 0",
        rule: Rule::PseudoInverse,
        diagonal: false,
        role: Role::Retrieved,
        shape: Shape::Disc,
    },
    Way {
        name: "pseudo-inverse with J_{ii}",
        rule: Rule::PseudoInverse,
        diagonal: true,
        role: Role::Accent,
        shape: Shape::Triangle,
    },
];

/// Recall of digits, and the basins of random memories under the pseudo-inverse.
///
/// # Errors
/// If eigenvalues do not converge, or the work was called off.
pub fn correlated(parameters: &Correlated, run: &Run) -> Result<Figure, FigureError> {
    let digits = digits::digits();
    let recalled: Vec<Vec<(f64, f64)>> = WAYS
        .iter()
        .map(|way| {
            run.map(&LEARNED, |&count| {
                recall(parameters, digits, *way, count, run)
            })
        })
        .collect::<Result<_, FigureError>>()?;
    let edges: Vec<Vec<Option<(f64, f64)>>> = WAYS[1..]
        .iter()
        .map(|way| run.map(&LOADS, |&load| edge(parameters, *way, load, run)))
        .collect::<Result<_, FigureError>>()?;
    let (caption, alternative_text) = words(parameters, &recalled, &edges);
    Ok(Figure::new()
        .panel(digit_panel(&recalled))
        .panel(basin_panel(&edges))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn network(memories: &[Vec<f64>], way: Way) -> Result<Projection, FigureError> {
    let network = Projection::new(memories, way.rule);
    let network = network.map_err(|error| FigureError::Model(error.to_string()))?;
    Ok(network.coupled_to_itself(way.diagonal))
}

/// A state with so many of a memory's spins turned round.
fn turned(memory: &[f64], wrong: usize, random: &mut Stream) -> Vec<f64> {
    let mut spins = memory.to_vec();
    let mut left = wrong;
    let all = spins.len();
    for (index, spin) in spins.iter_mut().enumerate() {
        if random.below((all - index) as u64) < left as u64 {
            *spin = -*spin;
            left -= 1;
        }
    }
    spins
}

/// The overlap after learning so many digits, from a cue with errors: mean over sets.
fn recall(
    parameters: &Correlated,
    digits: &[Digit],
    way: Way,
    count: usize,
    run: &Run,
) -> Result<(f64, f64), FigureError> {
    let wrong = round(parameters.wrong * digits::PIXELS as f64) as usize;
    let mut overlaps = Vec::new();
    for set in 0..parameters.sets {
        run.check()?;
        let mut random = stream(parameters.seed.0, (1000 * count + set) as u64);
        let mut memories: Vec<Vec<f64>> = Vec::new();
        while memories.len() < count {
            let spins = digits[random.below(digits.len() as u64) as usize].spins();
            if !memories.contains(&spins) {
                memories.push(spins);
            }
        }
        let mut network = network(&memories, way)?;
        let found = memories.iter().take(ASKED).map(|memory| {
            network.set(&turned(memory, wrong, &mut random));
            network.settle(SWEEPS);
            overlap(memory, network.spins())
        });
        let found: Vec<f64> = found.collect();
        overlaps.push(mean(&found).0);
    }
    Ok(mean(&overlaps))
}

/// The start from which half of the cues lead to the memory, for random memories.
fn edge(
    parameters: &Correlated,
    way: Way,
    load: f64,
    run: &Run,
) -> Result<Option<(f64, f64)>, FigureError> {
    let neurons = parameters.neurons;
    let count = (round(load * neurons as f64) as usize).max(1);
    let mut successes = [0; STARTS];
    for replica in 0..parameters.replicas {
        run.check()?;
        let number = round(1000.0 * load) as u64;
        let mut random = stream(parameters.seed.0, 1_000_000 + 100 * number + replica as u64);
        let memories = random_memories(neurons, count, &mut random);
        let mut network = network(&memories, way)?;
        for (start, successes) in successes.iter_mut().enumerate() {
            let wrong = round(0.5 * (1.0 - at(start)) * neurons as f64) as usize;
            for cue in 0..CUES {
                let memory = &memories[cue % count];
                network.set(&turned(memory, wrong, &mut random));
                network.settle(SWEEPS);
                *successes += usize::from(network.spins() == memory.as_slice());
            }
        }
    }
    let trials = parameters.replicas * CUES;
    // In the distance 1 − m₀, along which success falls.
    let points = successes.iter().enumerate();
    let points: Vec<_> = points
        .map(|(start, &k)| (1.0 - at(start), k, trials))
        .collect();
    let found = fall(&points).filter(|fall| fall.middle > 0.0 && fall.middle < 1.0);
    Ok(found.map(|fall| (1.0 - fall.middle, fall.error)))
}

/// The overlap of a start: evenly spaced, without 0 and 1.
fn at(start: usize) -> f64 {
    (start as f64 + 0.5) / STARTS as f64
}

fn digit_panel(recalled: &[Vec<(f64, f64)>]) -> Panel {
    let x: Vec<f64> = LEARNED.iter().map(|&count| count as f64).collect();
    let learned = Axis::new("digits learned", "P", "").range(0.0, 50.0);
    let overlap = Axis::new("overlap with the digit", "m", "").including(0.4, 1.0);
    let mut panel = Panel::new("digits", learned, overlap).height(220.0);
    for (way, found) in WAYS.iter().zip(recalled) {
        let (y, errors): (Vec<f64>, Vec<f64>) = found.iter().copied().unzip();
        let place = Place::Legend;
        let line = Layer::line("", way.role, x.clone(), y.clone()).dash(Dash::Dotted);
        panel = panel.layer(line).layer(
            Layer::points(way.name, way.role, x.clone(), y)
                .y_error(errors)
                .shape(way.shape)
                .label(way.name, place),
        );
    }
    panel
}

fn basin_panel(edges: &[Vec<Option<(f64, f64)>>]) -> Panel {
    let load = Axis::new("loading", "α", "").range(0.0, 1.0);
    let start =
        Axis::new("overlap from which half of the cues succeed", "", "").including(0.0, 1.0);
    let mut panel = Panel::new("basins", load, start).height(220.0);
    for (way, found) in WAYS[1..].iter().zip(edges) {
        let marks = LOADS.iter().zip(found);
        let marks: Vec<(f64, f64, f64)> = marks
            .filter_map(|(&load, edge)| edge.map(|(start, error)| (load, start, error)))
            .collect();
        let (x, y): (Vec<f64>, Vec<f64>) = marks.iter().map(|mark| (mark.0, mark.1)).unzip();
        let errors = marks.iter().map(|mark| mark.2).collect();
        if !x.is_empty() {
            let marks = Layer::points(way.name, way.role, x, y).y_error(errors);
            panel = panel.layer(marks.shape(way.shape));
        }
    }
    let (x, y) = first_step();
    let limit = Layer::rule(Role::Theory, Orientation::Vertical, SELF_TRAPPED);
    panel
        .layer(Layer::line("first step, J_{ii} = 0", Role::Theory, x, y))
        .layer(Layer::text(
            Role::Theory,
            (0.62, 0.76),
            Anchor::Start,
            "first step gains above",
        ))
        .layer(limit.named("end of the basins with J_{ii}"))
        .layer(Layer::text(
            Role::Theory,
            (SELF_TRAPPED + 0.01, 0.06),
            Anchor::Start,
            "with *J_{ii}*: no basin beyond",
        ))
}

/// The overlap from which the first parallel step leads up, where there is one.
fn first_step() -> (Vec<f64>, Vec<f64>) {
    let points = (1..100).filter_map(|i| {
        let load = 0.01 * f64::from(i);
        let gain = |m: f64| projected_step(m, load, false) - m;
        // The step leads down below a root and up above it.
        if gain(1e-6) >= 0.0 {
            return None;
        }
        brent(gain, 1e-6, 1.0 - 1e-9, 1e-12)
            .ok()
            .map(|root| (load, root))
    });
    points.unzip()
}

/// Whether both edges rise with the load, but for their errors, and that with self-couplings lies above
/// the other, the further the more there are.
fn faster_with_self_couplings(edges: &[Vec<Option<(f64, f64)>>]) -> bool {
    let rises = |found: &Vec<Option<(f64, f64)>>| {
        let found: Vec<f64> = found.iter().flatten().map(|edge| edge.0).collect();
        found.len() > 1 && found.windows(2).all(|pair| pair[1] > pair[0] - 0.02)
    };
    let both = edges[0].iter().zip(&edges[1]);
    let gaps: Vec<f64> = both
        .filter_map(|(open, closed)| Some((*closed)?.0 - (*open)?.0))
        .collect();
    edges.iter().all(rises)
        && gaps.iter().all(|gap| *gap > -0.02)
        && gaps.len() > 1
        && gaps[gaps.len() - 1] > gaps[0] + 0.05
}

fn words(
    parameters: &Correlated,
    recalled: &[Vec<(f64, f64)>],
    edges: &[Vec<Option<(f64, f64)>>],
) -> (Prose, Prose) {
    let two = |value: f64| Digits::Decimals(2).print(value);
    let at_six = |way: usize| recalled[way][4].0;
    let compared = LOADS.iter().position(|load| *load == 0.4).unwrap_or(0);
    let open = edges[0][compared];
    let closed = edges[1][compared];
    let holds = at_six(0) < 0.9 && at_six(1) > 0.95;
    let wrong = Digits::Decimals(0).print(100.0 * parameters.wrong);
    let caption = Prose::new()
        .result(
            holds,
            format!(
                "Memories that resemble one another ruin Hebb’s rule after a few and leave the \
                 pseudo-inverse intact: with six handwritten digits learned, cues with {wrong} % of their \
                 pixels wrong lead to an overlap of {} by Hebb’s rule and {} by the pseudo-inverse.",
                two(at_six(0)),
                two(at_six(1))
            ),
            format!("Recall of handwritten digits from cues with {wrong} % of their pixels wrong."),
        )
        .result(
            open.zip(closed).is_some_and(|(open, closed)| closed.0 > open.0 + 0.05),
            format!(
                "A fixed point is not yet a memory: at a loading of 0.4 the self-couplings shrink the basins from \
                 starts of {} and more to starts of {} and more.",
                two(open.map_or(f64::NAN, |edge| edge.0)),
                two(closed.map_or(f64::NAN, |edge| edge.0))
            ),
            "",
        )
        .plain(format!(
            "Top: {} pixels, N = {}; means over {} sets of digits with standard errors. Bottom: random \
             memories, N = {}, {} networks; marks: the overlap at the start from which half of the runs end \
             at the very memory (logistic fit and its error). Thin line, theory for N → ∞ without self-couplings: \
             starts above it gain in the first parallel step. Thin rule: with self-couplings not even one \
             wrong spin is put right beyond α = ½.",
            "8 × 8",
            digits::PIXELS,
            parameters.sets,
            parameters.neurons,
            parameters.replicas
        ));
    let last = |way: usize| recalled[way][LEARNED.len() - 1].0;
    let stays_low = recalled[0][4..].iter().all(|one| one.0 < 0.85);
    let sixteen = LEARNED.iter().position(|count| *count == 16).unwrap_or(0);
    let falls_slowly = recalled[1][sixteen].0 > 0.9 && last(1) < at_six(1) - 0.05;
    let alternative_text = Prose::new()
        .result(
            holds && stays_low && falls_slowly,
            format!(
                "Top: the overlap under Hebb’s rule falls within a few digits and stays low; under the \
                 pseudo-inverse it is {} with six digits and falls slowly.",
                two(at_six(1))
            ),
            format!(
                "Top: overlaps of three rules against the number of digits; with six the overlap is {} under \
                 Hebb’s rule and {} under the pseudo-inverse, with {} it is {} and {}.",
                two(at_six(0)),
                two(at_six(1)),
                LEARNED[LEARNED.len() - 1],
                two(last(0)),
                two(last(1))
            ),
        )
        .result(
            faster_with_self_couplings(edges),
            "Bottom: the edge of the basin rises with the load, faster with self-couplings than without.",
            "Bottom: the edges of the basins with and without self-couplings against the load.",
        );
    (caption, alternative_text)
}
