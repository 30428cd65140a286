//! The figure `mixtures`: states that resemble several memories alike.

use super::estimate::{error, mean, spaced};
use crate::kernel::{Memories, Network, Order, Orders, Spins};
use crate::theory::{mixture_loading, mixture_state, mixture_temperature};
use common::claim::{Digits, Estimate};
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Role, Shape,
};
use common::numerics::elementary::exp;
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;
use std::f64::consts::LN_2;

parameters! {
    /// What the figure `mixtures` depends on.
    pub struct Mixtures {
        /// number of neurons
        neurons: usize = 4000 => Integer { symbol: "N", from: 400, to: 8000 };
        /// networks from which each mark is a mean
        networks: usize = 6 => Integer { symbol: "", from: 3, to: 12 };
        /// sweeps at each temperature, of which the second half is averaged
        sweeps: usize = 120 => Integer { symbol: "", from: 20, to: 240 };
        /// seed of memories and updates
        seed: Seed = Seed(1) => Seed;
    }
    work = Mixtures::updates;
}

/// Numbers of memories in the mixtures whose free energy is drawn.
const COUNTS: [u32; 5] = [1, 2, 3, 5, 7];
/// Temperatures that are simulated.
const TEMPERATURES: [f64; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/// Loadings that are simulated.
const LOADINGS: [f64; 9] = [0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.045, 0.06];

impl Mixtures {
    /// Some twenty-five nanoseconds for an update: the limit is then five seconds.
    fn updates(&self) -> (f64, &'static str) {
        let each = (self.neurons * self.networks) as f64;
        let warm = (self.sweeps * TEMPERATURES.len()) as f64;
        let cold: f64 = LOADINGS
            .iter()
            .map(|loading| 20.0 * (1.0 + loading * self.neurons as f64 / 512.0))
            .sum();
        (
            9.0 * each * (warm + cold),
            "--neurons, --networks or --sweeps",
        )
    }
}

/// The majority of the first three memories.
fn majority(memories: &Memories) -> Spins {
    Spins::from_fn(memories.neurons(), |neuron| {
        (0..3).filter(|&memory| memories.up(memory, neuron)).count() >= 2
    })
}

/// Largest and smallest overlap with the first three memories.
fn extremes(overlaps: [f64; 3]) -> [f64; 2] {
    let [a, b, c] = overlaps;
    [a.max(b).max(c), a.min(b).min(c)]
}

/// Three memories whose overlaps with one another are zero, and their majority: neuron i stands for one
/// of the eight ways of being up or down in each.
fn orthogonal(neuron: usize) -> [f64; 3] {
    [0, 1, 2].map(|memory| {
        if (neuron >> memory) & 1 == 1 {
            1.0
        } else {
            -1.0
        }
    })
}

/// The overlaps with three memories, all that the network has, at a temperature. The field follows from
/// the three overlaps, so that no couplings are needed.
fn warm(parameters: &Mixtures, temperature: f64, replica: u64) -> [f64; 2] {
    let mut random = stream(parameters.seed.0, replica);
    let neurons = parameters.neurons / 8 * 8;
    let all = neurons as f64;
    let memories: Vec<[f64; 3]> = (0..neurons).map(orthogonal).collect();
    let mut spins: Vec<f64> = memories
        .iter()
        .map(|xi| (xi[0] + xi[1] + xi[2]).signum())
        .collect();
    let mut overlaps = [0.0; 3];
    for (xi, spin) in memories.iter().zip(&spins) {
        for (overlap, xi) in overlaps.iter_mut().zip(xi) {
            *overlap += xi * spin / all;
        }
    }
    let mut sums = [0.0; 3];
    let first = parameters.sweeps / 2;
    for sweep in 0..parameters.sweeps {
        for (xi, spin) in memories.iter().zip(&mut spins) {
            let pull: f64 = xi.iter().zip(&overlaps).map(|(xi, m)| xi * m).sum();
            let field = pull - 3.0 * *spin / all;
            let up = 1.0 / (1.0 + exp(-2.0 * field / temperature));
            let new = if random.uniform() < up { 1.0 } else { -1.0 };
            if new != *spin {
                *spin = new;
                for (overlap, xi) in overlaps.iter_mut().zip(xi) {
                    *overlap += 2.0 * xi * new / all;
                }
            }
        }
        if sweep >= first {
            for (sum, overlap) in sums.iter_mut().zip(&overlaps) {
                *sum += overlap;
            }
        }
    }
    extremes(sums.map(|sum| sum / (parameters.sweeps - first) as f64))
}

/// The overlaps at rest at zero temperature, with many memories.
fn cold(parameters: &Mixtures, loading: f64, replica: u64) -> [f64; 2] {
    let mut random = stream(parameters.seed.0, replica);
    let count = ((loading * parameters.neurons as f64).round() as usize).max(3);
    let memories = Memories::random(parameters.neurons, count, &mut random);
    let mut network = Network::new(&memories, majority(&memories));
    let mut orders = Orders::new(Order::Shuffled, parameters.neurons);
    network.settle(&mut orders, 200, &mut random);
    extremes([0, 1, 2].map(|memory| network.overlap(memory)))
}

/// Means of the largest and of the smallest overlap.
type Pair = [Estimate; 2];

fn pairs(all: &[[f64; 2]], networks: usize) -> Vec<Pair> {
    let of = |group: &[[f64; 2]], which: usize| {
        mean(&group.iter().map(|one| one[which]).collect::<Vec<_>>())
    };
    all.chunks(networks)
        .map(|group| [of(group, 0), of(group, 1)])
        .collect()
}

fn simulate(parameters: &Mixtures, run: &Run) -> Result<(Vec<Pair>, Vec<Pair>), FigureError> {
    let networks = parameters.networks as u64;
    let jobs = |points: usize, from: u64| -> Vec<(usize, u64)> {
        (0..points)
            .flat_map(|index| {
                (0..networks).map(move |one| (index, from + 1000 * index as u64 + one))
            })
            .collect()
    };
    let warm = run.map(&jobs(TEMPERATURES.len(), 0), |&(index, replica)| {
        Ok::<_, FigureError>(warm(parameters, TEMPERATURES[index], replica))
    })?;
    let cold = run.map(&jobs(LOADINGS.len(), 100_000), |&(index, replica)| {
        Ok::<_, FigureError>(cold(parameters, LOADINGS[index], replica))
    })?;
    Ok((
        pairs(&warm, parameters.networks),
        pairs(&cold, parameters.networks),
    ))
}

/// Free energy and stability of symmetric mixtures, and what becomes of three mixed memories.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn mixtures(parameters: &Mixtures, run: &Run) -> Result<Figure, FigureError> {
    let (warm, cold) = simulate(parameters, run)?;
    let limit = mixture_temperature(3)?;
    let edge = mixture_loading(3, 0.0)?;
    let (caption, alternative_text) = words(parameters, (&warm, &cold), limit, edge);
    Ok(Figure::new()
        .columns(2)
        .panel(free_energies()?)
        .panel(curvatures()?)
        .panel(against_temperature(&warm, limit)?)
        .panel(against_loading(&cold, edge)?)
        .caption(caption)
        .alternative_text(alternative_text))
}

/// A line over some temperatures, of a number of the mixture.
fn course(
    count: u32,
    from: f64,
    to: f64,
    number: impl Fn(&crate::theory::State, &crate::theory::Stability) -> f64,
) -> Result<(Vec<f64>, Vec<f64>), FigureError> {
    let x = spaced(from, to, 61);
    let mut y = Vec::new();
    for &temperature in &x {
        let (state, stability) = mixture_state(count, 0.0, temperature)?;
        y.push(number(&state, &stability));
    }
    Ok((x, y))
}

/// The temperature up to which a mixture is stable, zero if it never is.
fn stable_up_to(count: u32) -> f64 {
    mixture_temperature(count).unwrap_or(0.0)
}

const COLDEST: f64 = 0.02;
const HOTTEST: f64 = 0.995;

fn role(count: u32) -> Role {
    if count == 1 {
        Role::Retrieved
    } else {
        Role::Spurious
    }
}

fn free_energies() -> Result<Panel, FigureError> {
    let mut panel = Panel::new(
        "free energy",
        Axis::new("temperature", "T", "").range(0.0, 1.0),
        Axis::new("free energy + *T* ln 2", "", "").range(-0.52, 0.03),
    )
    .height(230.0)
    .title("free energy")
    .layer(Layer::text(
        Role::Retrieved,
        (0.2, -0.45),
        Anchor::Start,
        "1",
    ))
    .layer(Layer::text(
        Role::Spurious,
        (0.02, -0.385),
        Anchor::Start,
        "3, 5, 7",
    ))
    .layer(Layer::text(
        Role::Spurious,
        (0.08, -0.19),
        Anchor::Start,
        "2",
    ));
    for count in COUNTS {
        let limit = stable_up_to(count).min(HOTTEST);
        let number = |state: &crate::theory::State, _: &crate::theory::Stability| {
            state.free_energy + LN_2 * state.temperature
        };
        if limit > COLDEST {
            let (x, y) = course(count, COLDEST, limit, number)?;
            panel = panel.layer(Layer::line(
                &format!("n = {count}, stable"),
                role(count),
                x,
                y,
            ));
        }
        if limit < HOTTEST {
            let (x, y) = course(count, limit.max(COLDEST), HOTTEST, number)?;
            panel = panel.layer(
                Layer::line(&format!("n = {count}, a saddle"), role(count), x, y)
                    .dash(Dash::Dotted),
            );
        }
    }
    Ok(panel)
}

fn curvatures() -> Result<Panel, FigureError> {
    let mut panel = Panel::new(
        "curvature",
        Axis::new("temperature", "T", "").range(0.0, 1.0),
        Axis::new("smallest curvature", "λ", "").range(-0.42, 1.05),
    )
    .height(230.0)
    .title("stability")
    .layer(Layer::rule(Role::Muted, Orientation::Horizontal, 0.0));
    let labels = [
        (1, 0.66, 0.74),
        (2, 0.66, -0.34),
        (3, 0.243, 0.58),
        (5, 0.183, 0.58),
        (7, 0.133, 0.58),
    ];
    for (count, x_label, y_label) in labels {
        let from = if count == 2 { 0.3 } else { COLDEST };
        let (x, y) = course(count, from, HOTTEST, |_, stability| stability.least())?;
        panel = panel.layer(
            Layer::line(&format!("n = {count}"), role(count), x, y).label_at(
                &format!("{count}"),
                x_label,
                y_label,
                Anchor::Start,
            ),
        );
    }
    Ok(panel)
}

fn marks(name: &str, role: Role, x: &[f64], found: &[Pair], which: usize) -> Layer {
    let y = found.iter().map(|one| one[which].value).collect();
    Layer::points(name, role, x.to_vec(), y)
        .y_error(found.iter().map(|one| error(&one[which])).collect())
}

fn against_temperature(found: &[Pair], limit: f64) -> Result<Panel, FigureError> {
    let overlap = |state: &crate::theory::State, _: &crate::theory::Stability| state.overlap;
    let (memory_x, memory_y) = course(1, COLDEST, HOTTEST, overlap)?;
    let (stable_x, stable_y) = course(3, COLDEST, limit, overlap)?;
    let (saddle_x, saddle_y) = course(3, limit, HOTTEST, overlap)?;
    Ok(Panel::new(
        "against temperature",
        Axis::new("temperature", "T", "").range(0.0, 1.0),
        Axis::new("overlap", "m", "").range(-0.05, 1.05),
    )
    .height(230.0)
    .title("three memories, no others")
    .layer(Layer::line("one memory", Role::Theory, memory_x, memory_y))
    .layer(Layer::line(
        "mixture of three",
        Role::Theory,
        stable_x,
        stable_y,
    ))
    .layer(
        Layer::line(
            "mixture of three, a saddle",
            Role::Theory,
            saddle_x,
            saddle_y,
        )
        .dash(Dash::Dotted),
    )
    .layer(marks(
        "largest overlap",
        Role::Retrieved,
        &TEMPERATURES,
        found,
        0,
    ))
    .layer(
        marks("smallest overlap", Role::Spurious, &TEMPERATURES, found, 1).shape(Shape::Triangle),
    )
    .layer(Layer::text(
        Role::Retrieved,
        (0.03, 0.72),
        Anchor::Start,
        "● largest",
    ))
    .layer(Layer::text(
        Role::Spurious,
        (0.03, 0.62),
        Anchor::Start,
        "▲ smallest",
    )))
}

fn against_loading(found: &[Pair], edge: f64) -> Result<Panel, FigureError> {
    let mut line = Vec::new();
    for part in spaced(0.0, 1.0, 60) {
        let loading = edge * (1.0 - (1.0 - part) * (1.0 - part));
        let loading = loading.min(edge * (1.0 - 1e-12));
        line.push((loading, mixture_state(3, loading, 0.0)?.0.overlap));
    }
    let (x, y): (Vec<f64>, Vec<f64>) = line.into_iter().unzip();
    Ok(Panel::new(
        "against loading",
        Axis::new("loading", "α", "").range(0.0, 0.065),
        Axis::new("overlap", "m", "").range(-0.05, 1.05),
    )
    .height(230.0)
    .title("zero temperature, other memories")
    .layer(Layer::rule(Role::Muted, Orientation::Vertical, edge))
    .layer(Layer::line("mixture of three", Role::Theory, x, y))
    .layer(marks(
        "largest overlap",
        Role::Retrieved,
        &LOADINGS,
        found,
        0,
    ))
    .layer(marks("smallest overlap", Role::Spurious, &LOADINGS, found, 1).shape(Shape::Triangle)))
}

fn words(
    parameters: &Mixtures,
    (warm, cold): (&[Pair], &[Pair]),
    limit: f64,
    edge: f64,
) -> (Prose, Prose) {
    let Mixtures {
        neurons,
        networks,
        sweeps,
        ..
    } = parameters;
    let print = |value: f64| Digits::Significant(2).print(value);
    // Well inside, the three overlaps stay together; well outside, one has won.
    let apart = |pair: &Pair| pair[0].value - pair[1].value;
    let inside = TEMPERATURES
        .iter()
        .zip(warm)
        .filter(|(t, _)| **t < 0.75 * limit)
        .all(|(_, pair)| apart(pair) < 0.15);
    let outside = TEMPERATURES
        .iter()
        .zip(warm)
        .filter(|(t, _)| **t > 1.25 * limit && **t < 0.85)
        .all(|(_, pair)| apart(pair) > 0.3);
    // The same against the loading, where beyond the edge the overlap with at least one of them is lost.
    let together = LOADINGS
        .iter()
        .zip(cold)
        .filter(|(loading, _)| **loading < 0.75 * edge)
        .all(|(_, pair)| apart(pair) < 0.15);
    let lost = LOADINGS
        .iter()
        .zip(cold)
        .filter(|(loading, _)| **loading > 1.25 * edge)
        .all(|(_, pair)| pair[1].value < 0.35);
    let caption = Prose::new()
        .result(
            inside && outside && together && lost,
            format!(
                "Three memories mixed are a state of their own, up to a temperature of {} and a loading of {}; \
                 beyond, the mixture falls apart.",
                Digits::Significant(3).print(limit),
                Digits::Significant(3).print(edge)
            ),
            "Symmetric mixtures of memories: free energy, stability, and simulations that start in a mixture of three.",
        )
        .plain(format!(
            "Upper left: free energy of mixtures of $n$ = 1, 2, 3, 5 and 7 memories (from below, at low temperature 1, 3, \
             5, 7, 2), with $T\\ln 2$, the entropy of free neurons, added; dotted where the mixture is a saddle. \
             Upper right: its smallest curvature, which must be positive; the curve of 2 diverges to minus \
             infinity at zero temperature. Lower left: largest and smallest of the overlaps with three memories \
             after a start in their majority, {networks} networks of {neurons} neurons with no other memories and no \
             overlap between these, means over the second half of {sweeps} sweeps; lines: theory. Lower right: the same at zero temperature, once the \
             network rests, against the loading. Bars: standard errors over networks."
        ))
        .result(
            apart(&warm[3]) > 0.15,
            "At a temperature of 0.4 the barrier around the mixture is so low that networks of this size cross it.",
            "",
        );
    let at = |pairs: &[Pair], index: usize| (pairs[index][0].value, pairs[index][1].value);
    let ((a, b), (c, d)) = (at(warm, 2), at(warm, 5));
    let (e, f) = at(cold, 1);
    let alternative_text = Prose::new().plain(format!(
        "Four panels. The free energy of a single memory is lowest at all temperatures. Simulated from a mixture of \
         three, the largest and the smallest overlap are {} and {} at a temperature of 0.3, {} and {} at 0.6; at zero \
         temperature and a loading of 0.01 they are {} and {}.",
        print(a), print(b), print(c), print(d), print(e), print(f)
    ));
    (caption, alternative_text)
}
