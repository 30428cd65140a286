//! The figure `crosstalk`: the noise that memories make in each other.

#![allow(
    clippy::cast_possible_wrap,
    reason = "numbers of neurons and of memories are far below 2⁶³"
)]

use super::estimate::{error, mean, spaced};
use crate::kernel::{Memories, Network, Order, Orders};
use crate::theory::{capacity, crosstalk_error, retrieval};
use common::claim::{Digits, Estimate};
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::elementary::{exp, sqrt};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `crosstalk` depends on.
    pub struct Crosstalk {
        /// loading: memories over neurons
        loading: f64 = 0.138 => Logarithmic { symbol: r"\alpha", unit: "", from: 0.01, to: 2.0 };
        /// number of neurons
        neurons: usize = 2000 => Integer { symbol: "N", from: 100, to: 4000 };
        /// networks that are drawn at each loading
        networks: usize = 16 => Integer { symbol: "", from: 4, to: 40 };
        /// seed of the memories
        seed: Seed = Seed(1) => Seed;
    }
    work = Crosstalk::fields;
}

/// Memories of each network that are looked at.
const PROBED: usize = 8;
/// Loadings at which errors are counted; the memories are run to their fixed points at the first few.
const LOADINGS: [f64; 9] = [0.06, 0.08, 0.1, 0.12, 0.13, 0.15, 0.17, 0.2, 0.24];
/// How many of them.
const SETTLED: usize = 5;
/// Cells of the histogram to either side of the signal.
const CELLS: i64 = 18;
/// Sweeps after which a run to the fixed point is given up.
const SWEEPS: usize = 100;

impl Crosstalk {
    /// A field costs about a twentieth of a step for each memory-block of 512, and settling some ten
    /// sweeps.
    fn fields(&self) -> (f64, &'static str) {
        let looks = (self.networks * PROBED * self.neurons) as f64;
        let blocks = |loading: f64| 1.0 + loading * self.neurons as f64 / 512.0;
        let once: f64 = LOADINGS.iter().map(|&loading| blocks(loading)).sum();
        let settling: f64 = LOADINGS[..SETTLED].iter().map(|&l| 8.0 * blocks(l)).sum();
        let all = once + settling + blocks(self.loading);
        (0.5 * looks * all, "--neurons or --networks")
    }

    fn memories(&self, loading: f64) -> usize {
        ((loading * self.neurons as f64).round() as usize).max(2)
    }
}

/// Cells of the histogram: N ξh takes every second whole number, and a cell holds so many of them.
struct Grid {
    neurons: i64,
    /// A value that N ξh can take, next to the signal N − 1.
    origin: i64,
    values: i64,
}

impl Grid {
    fn new(parameters: &Crosstalk) -> Self {
        let neurons = parameters.neurons as i64;
        let odd = (parameters.memories(parameters.loading) as i64 * (neurons - 1)) % 2;
        let signal = neurons - 1;
        let width = 0.2 * sqrt(parameters.loading) * neurons as f64;
        Self {
            neurons,
            origin: signal + (signal % 2 - odd).abs(),
            values: ((0.5 * width).round() as i64).max(1),
        }
    }

    /// The cell of a value, if it lies within the histogram.
    fn cell(&self, value: i64) -> Option<usize> {
        let cell = (value - self.origin).div_euclid(2 * self.values) + CELLS;
        (0..=2 * CELLS).contains(&cell).then_some(cell as usize)
    }

    /// The middle of a cell, as a stability.
    fn middle(&self, cell: usize) -> f64 {
        let first = self.origin + 2 * self.values * (cell as i64 - CELLS);
        (first + self.values - 1) as f64 / self.neurons as f64
    }

    fn width(&self) -> f64 {
        (2 * self.values) as f64 / self.neurons as f64
    }
}

/// What one network shows: density of the stability in each cell, and last the fraction of neurons
/// that are overturned.
fn histogram(parameters: &Crosstalk, grid: &Grid, replica: u64) -> Vec<f64> {
    let mut random = stream(parameters.seed.0, replica);
    let count = parameters.memories(parameters.loading);
    let memories = Memories::random(parameters.neurons, count, &mut random);
    let mut cells = vec![0.0; 2 * CELLS as usize + 2];
    let mut overturned = 0.0;
    let probed = PROBED.min(count);
    let share = 1.0 / (grid.width() * (probed * parameters.neurons) as f64);
    for memory in 0..probed {
        let network = Network::new(&memories, memories.memory(memory));
        for neuron in 0..parameters.neurons {
            let field = network.field(neuron);
            let stability = if network.spins().up(neuron) {
                field
            } else {
                -field
            };
            if let Some(cell) = grid.cell(stability) {
                cells[cell] += share;
            }
            if stability < 0 {
                overturned += 1.0;
            }
        }
    }
    cells[2 * CELLS as usize + 1] = overturned / (probed * parameters.neurons) as f64;
    cells
}

/// Fractions of errors in one network: of the first look and, where asked for, at the fixed point.
fn errors(parameters: &Crosstalk, loading: f64, settle: bool, replica: u64) -> (f64, f64) {
    let mut random = stream(parameters.seed.0, replica);
    let count = parameters.memories(loading);
    let memories = Memories::random(parameters.neurons, count, &mut random);
    let probed = PROBED.min(count);
    let (mut first, mut last) = (0.0, 0.0);
    for memory in 0..probed {
        let mut network = Network::new(&memories, memories.memory(memory));
        first += network.unstable().len() as f64;
        if settle {
            let mut orders = Orders::new(Order::Shuffled, parameters.neurons);
            network.settle(&mut orders, SWEEPS, &mut random);
            last += 0.5 * (1.0 - network.overlap(memory)) * parameters.neurons as f64;
        }
    }
    let all = (probed * parameters.neurons) as f64;
    (first / all, last / all)
}

/// Marks at loadings, those without an error left out.
#[derive(Default)]
struct Marks {
    x: Vec<f64>,
    y: Vec<f64>,
    bars: Vec<f64>,
}

impl Marks {
    fn push(&mut self, loading: f64, found: &Estimate) {
        // A logarithmic axis has no place for a bar that reaches zero.
        if found.value > 1.2 * error(found) && found.value > 0.0 {
            self.x.push(loading);
            self.y.push(found.value);
            self.bars.push(error(found));
        }
    }
}

/// Histogram of the stability of a memory's neurons against the Gaussian, and the probability of an
/// error against the loading.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn crosstalk(parameters: &Crosstalk, run: &Run) -> Result<Figure, FigureError> {
    let replicas: Vec<u64> = (0..parameters.networks as u64).collect();
    let grid = Grid::new(parameters);
    let cells = run.map(&replicas, |&replica| {
        Ok::<_, FigureError>(histogram(parameters, &grid, replica))
    })?;
    let points: Vec<(usize, u64)> = (1..=LOADINGS.len())
        .flat_map(|index| replicas.iter().map(move |&replica| (index, replica)))
        .collect();
    let counted = run.map(&points, |&(index, replica)| {
        let number = index as u64 * 1000 + replica;
        let loading = LOADINGS[index - 1];
        Ok::<_, FigureError>(errors(parameters, loading, index <= SETTLED, number))
    })?;
    let (mut first, mut last) = (Marks::default(), Marks::default());
    for (index, all) in counted.chunks(replicas.len()).enumerate() {
        let of = |pick: fn(&(f64, f64)) -> f64| mean(&all.iter().map(pick).collect::<Vec<_>>());
        first.push(LOADINGS[index], &of(|one| one.0));
        if index < SETTLED {
            last.push(LOADINGS[index], &of(|one| one.1));
        }
    }
    let mut histogram: Vec<Estimate> = (0..cells[0].len())
        .map(|cell| mean(&cells.iter().map(|one| one[cell]).collect::<Vec<_>>()))
        .collect();
    let below = histogram.pop().map_or(0.0, |overturned| overturned.value);
    let gaussian = on_the_gaussian(parameters, &grid, &histogram);
    let (caption, alternative_text) = words(parameters, below, gaussian)?;
    Ok(Figure::new()
        .columns(2)
        .panel(stability(parameters, &grid, &histogram))
        .panel(probability(parameters, first, last)?)
        .caption(caption)
        .alternative_text(alternative_text))
}

/// The Gaussian of mean 1 and variance α.
fn density(loading: f64, x: f64) -> f64 {
    exp(-0.5 * (x - 1.0) * (x - 1.0) / loading) / sqrt(loading * std::f64::consts::TAU)
}

/// Whether the marks lie on the Gaussian: within a tenth of its height, or four of their errors.
fn on_the_gaussian(parameters: &Crosstalk, grid: &Grid, found: &[Estimate]) -> bool {
    let height = density(parameters.loading, 1.0);
    found.iter().enumerate().all(|(cell, one)| {
        let off = one.value - density(parameters.loading, grid.middle(cell));
        off.abs() < (0.1 * height).max((4.0 * error(one)).min(0.3 * height))
    })
}

fn stability(parameters: &Crosstalk, grid: &Grid, found: &[Estimate]) -> Panel {
    let loading = parameters.loading;
    let spread = sqrt(loading);
    let density = |x: f64| density(loading, x);
    let (from, to) = ((1.0 - 3.8 * spread).min(-0.2 * spread), 1.0 + 3.8 * spread);
    let x = spaced(from, to, 301);
    let y = x.iter().map(|&x| density(x)).collect();
    let shown: Vec<usize> = (0..found.len())
        .filter(|&cell| (from..to).contains(&grid.middle(cell)))
        .collect();
    let marks = Layer::points(
        "simulation",
        Role::Simulation,
        shown.iter().map(|&cell| grid.middle(cell)).collect(),
        shown.iter().map(|&cell| found[cell].value).collect(),
    )
    .y_error(shown.iter().map(|&cell| error(&found[cell])).collect());
    Panel::new(
        "stability",
        Axis::new("stability", "*ξ*_{*i*}*h*_{*i*}", "").range(from, to),
        Axis::new("density", "p", "").including(0.0, 1.2 * density(1.0)),
    )
    .height(240.0)
    .layer(Layer::span(
        Role::Spurious,
        Orientation::Vertical,
        from,
        0.0,
    ))
    .layer(Layer::text(
        Role::Spurious,
        (0.04 * spread, 1.15 * density(1.0)),
        Anchor::Start,
        "← overturned",
    ))
    .layer(Layer::line("Gaussian", Role::Theory, x, y))
    .layer(marks)
}

fn probability(parameters: &Crosstalk, first: Marks, last: Marks) -> Result<Panel, FigureError> {
    let (edge, overlap, _) = capacity()?;
    let from = 0.05;
    let to = LOADINGS[LOADINGS.len() - 1].max(parameters.loading.min(0.5)) * 1.03;
    let once = spaced(from, to, 200);
    let once_y = once
        .iter()
        .map(|&loading| crosstalk_error(loading))
        .collect();
    // The fixed point's errors end steeply: points crowd towards the end.
    let mut settled = Vec::new();
    for part in spaced(0.0, 1.0, 60) {
        let loading = edge - (edge - from) * (1.0 - part) * (1.0 - part);
        settled.push((
            loading,
            retrieval(loading.min(edge * (1.0 - 1e-14)), 0.0)?.errors,
        ));
    }
    let (x, y) = settled.into_iter().unzip();
    let end = 0.5 * (1.0 - overlap);
    let panel = Panel::new(
        "errors",
        Axis::new("loading", "α", "").range(0.04, to),
        Axis::new("fraction of neurons in error", "", "")
            .logarithmic()
            .range(2e-6, 0.2),
    )
    .height(240.0)
    .layer(Layer::rule(Role::Muted, Orientation::Vertical, edge).label("*α*_{*c*}", Place::End))
    .layer(
        Layer::line("one look", Role::Theory, once, once_y).label_at(
            "one look",
            0.86 * to,
            0.28 * crosstalk_error(0.86 * to),
            Anchor::Middle,
        ),
    )
    .layer(
        Layer::line("fixed point", Role::Theory, x, y)
            .dash(Dash::Dashed)
            .label_at("fixed point", edge - 0.004, 2.0 * end, Anchor::End),
    );
    let panel = if first.x.is_empty() {
        panel
    } else {
        panel.layer(
            Layer::points("first look", Role::Simulation, first.x, first.y).y_error(first.bars),
        )
    };
    Ok(if last.x.is_empty() {
        panel
    } else {
        panel.layer(
            Layer::points("at the fixed point", Role::Accent, last.x, last.y)
                .shape(Shape::Triangle)
                .y_error(last.bars),
        )
    })
}

fn words(
    parameters: &Crosstalk,
    below: f64,
    gaussian: bool,
) -> Result<(Prose, Prose), FigureError> {
    let Crosstalk {
        loading,
        neurons,
        networks,
        ..
    } = parameters;
    let print = |value: f64| Digits::Significant(2).print(value);
    let expected = crosstalk_error(*loading);
    let settled = retrieval(*loading, 0.0).map(|state| state.errors);
    let edge = capacity()?;
    let near = retrieval(edge.0 * (1.0 - 1e-14), 0.0)?.errors / crosstalk_error(edge.0);
    let consequence = match &settled {
        // The default is this end, rounded.
        _ if (loading / edge.0 - 1.0).abs() < 1e-3 => format!(
            "and since every error adds noise, {} times as many are wrong at the fixed point where retrieval ends",
            print(near)
        ),
        Ok(errors) => match print(errors / expected).as_str() {
            "1.0" => "so few that hardly more are wrong at the fixed point".to_owned(),
            ratio => format!(
                "and since every error adds noise, {ratio} times as many are wrong at the fixed point"
            ),
        },
        Err(_) => format!(
            "and every error adds noise: above a loading of {} no fixed point near the memory is left",
            Digits::Significant(3).print(edge.0)
        ),
    };
    let caption = Prose::new()
        .result(
            gaussian && below > 0.0 && (below / expected - 1.0).abs() < 0.25,
            format!(
                "The other memories act as Gaussian noise: at a loading of {loading} it overturns {} per cent of a \
                 memory's neurons ({} expected), {consequence}.",
                print(100.0 * below), print(100.0 * expected)
            ),
            "The noise that memories make in each other, and the errors that it causes.",
        )
        .plain(format!(
            "Left: density of the stability $\\xi_i h_i$ when the network is in a memory, $\\alpha$ = {loading}. \
             Marks: {networks} networks of {neurons} neurons, {} of each; line: a Gaussian of mean 1 \
             and variance $\\alpha$. In the tinted part the field is against the memory. Right: fraction of \
             neurons whose field is against the memory (discs; line: Equation @eq-error-probability) and \
             fraction that is wrong once the network has come to rest (triangles; dashed: Equation \
             @eq-zero-temperature). Bars: standard errors over networks; no mark where a loading gave too few \
             errors for a bar.",
            // The fewest memories in either panel.
            if parameters.memories(loading.min(LOADINGS[0])) < PROBED {
                format!("{PROBED} memories (or all, where there are fewer)")
            } else {
                format!("{PROBED} memories")
            }
        ));
    let caption = if loading * (*neurons as f64) < 1.5 {
        caption.plain("At this loading a network would hold one memory; it holds two.")
    } else {
        caption
    };
    let spread = print(sqrt(*loading));
    let alternative_text = Prose::new()
        .result(
            gaussian,
            format!(
                "Left: marks of a histogram on a Gaussian around one with standard deviation {spread};"
            ),
            format!(
                "Left: marks of a histogram, and a Gaussian around one with standard deviation {spread}, off \
                 which some of them lie;"
            ),
        )
        .plain(format!(
            "the part below zero is tinted. Right, on a logarithmic axis: errors against loading, {} at a loading of 0.1 and {} at 0.2.",
            print(crosstalk_error(0.1)),
            print(crosstalk_error(0.2))
        ))
        .result(
            settled.is_ok() || *loading > edge.0,
            format!(
                "A second, dashed line of the errors at the fixed point rises above the first and ends at a \
                 loading of {} with {}.",
                Digits::Significant(3).print(edge.0),
                print(0.5 * (1.0 - edge.1))
            ),
            "",
        );
    Ok((caption, alternative_text))
}
