//! The figure `basins`: from how far a memory is recalled.

use crate::kernel::Order;
use crate::simulation::{Retrieval, fraction, mean};
use crate::theory::retrieval;
use common::claim::Digits;
use common::figure::{Anchor, Axis, Figure, FigureError, Layer, Panel, Place, Role, Shape};
use common::numerics::elementary::round;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `basins` depends on.
    pub struct Basins {
        /// smallest of the three loadings in the upper panel
        low: f64 = 0.04 => Real { symbol: r"\alpha_1", unit: "", from: 0.005, to: 0.2 };
        /// the loading in between, which is also that of the lower panel
        middle: f64 = 0.1 => Real { symbol: r"\alpha_2", unit: "", from: 0.005, to: 0.2 };
        /// the largest
        high: f64 = 0.13 => Real { symbol: r"\alpha_3", unit: "", from: 0.005, to: 0.2 };
        /// number of neurons in the upper panel; a quarter and a sixteenth of it in the lower
        neurons: usize = 4096 => Integer { symbol: "N", from: 320, to: 6000 };
        /// number of starts, their overlaps evenly spaced up to 1
        starts: usize = 16 => Integer { symbol: "", from: 2, to: 25 };
        /// number of networks for each mark; four and eight times as many for the two smaller sizes
        replicas: usize = 8 => Integer { symbol: "", from: 2, to: 16 };
        /// seed of memories, starts and orders
        seed: Seed = Seed(1) => Seed;
    }
    check = Basins::rising;
    work = Basins::steps;
}

impl Basins {
    /// Curves are told apart by their loadings, to three decimals.
    fn rising(&self) -> Result<(), String> {
        let Self {
            low, middle, high, ..
        } = self;
        if middle - low <= 0.00099 || high - middle <= 0.00099 {
            return Err(format!(
                "--low is {low}, --middle is {middle} and --high is {high}; each must be larger than the one \
                 before by 0.001 or more"
            ));
        }
        let memories = [low, middle, high].map(|load| memories(*load, self.neurons));
        let [few, more, many] = memories.map(|count| told(count, self.neurons));
        if few != more && more != many {
            return Ok(());
        }
        Err(format!(
            "--neurons is {}, of which --low {low}, --middle {middle} and --high {high} make {}, {} and {} \
             memories, too much alike to be told apart; raise --neurons, or choose other loadings",
            self.neurons, memories[0], memories[1], memories[2]
        ))
    }

    /// Half of the square of the size for each run: some fifteen sweeps, of which a field in a network
    /// of some thousand neurons takes a third of a step. The limit is then a few seconds.
    fn steps(&self) -> (f64, &'static str) {
        let square = (self.neurons * self.neurons) as f64;
        let runs = (self.starts * self.replicas) as f64;
        (0.4 * runs * square, "--neurons, --starts or --replicas")
    }
}

/// An overlap at the end that counts as retrieval.
const RETRIEVED: f64 = 0.9;
/// How many times the networks asked for each curve averages over: small ones are cheap.
const MORE: [usize; 5] = [1, 1, 1, 4, 8];
/// Sweeps at most; a start within a basin ends sooner.
const SWEEPS: usize = 60;

/// Runs at one loading and one size.
struct Curve {
    load: f64,
    neurons: usize,
    shape: Shape,
    starts: Vec<f64>,
    /// Mean overlap at the end, with its error.
    ends: Vec<(f64, f64)>,
    /// Part of the runs that end at the memory, with its error.
    retrieved: Vec<(f64, f64)>,
}

impl Curve {
    /// The start from which half of the runs are retrieved, between two marks.
    fn edge(&self) -> Option<f64> {
        let above = self.retrieved.iter().rposition(|(part, _)| *part < 0.5)?;
        let (a, b) = (self.retrieved[above].0, self.retrieved.get(above + 1)?.0);
        let (x, y) = (self.starts[above], self.starts[above + 1]);
        Some(x + (0.5 - a) / (b - a) * (y - x))
    }
}

/// The overlap at the end against that at the start, for several loadings and sizes.
///
/// # Errors
/// If the work was called off.
pub fn basins(parameters: &Basins, run: &Run) -> Result<Figure, FigureError> {
    let Basins {
        low,
        middle,
        high,
        neurons,
        ..
    } = *parameters;
    let wanted = [
        (low, neurons, Shape::Disc),
        (middle, neurons, Shape::Square),
        (high, neurons, Shape::Triangle),
        (middle, neurons / 4, Shape::Disc),
        (middle, neurons / 16, Shape::Triangle),
    ];
    let curves = curves(parameters, &wanted, run)?;
    let start = || Axis::new("overlap at the start", "m_0", "").range(0.0, 1.0);
    let mut upper = Panel::new(
        "loads",
        symbol(start()),
        Axis::new("overlap at the end", "m", "").including(0.0, 1.0),
    )
    .height(240.0);
    for curve in &curves[..3] {
        upper = upper.layers(ends(curve));
    }
    let part = Axis::new("part of the runs that end at the memory", "", "").including(0.0, 1.0);
    let mut lower = Panel::new("sizes", symbol(start()), part).height(190.0);
    for (number, curve) in [&curves[1], &curves[3], &curves[4]].into_iter().enumerate() {
        lower = lower.layer(parts(curve, number));
    }
    let (caption, alternative_text) = words(parameters, &curves);
    Ok(Figure::new()
        .share_x()
        .panel(upper)
        .panel(lower)
        .caption(caption)
        .alternative_text(alternative_text))
}

fn symbol(mut axis: Axis) -> Axis {
    "*m*_{0}".clone_into(&mut axis.quantity.symbol);
    axis
}

/// The number of memories nearest to a loading, one at least.
fn memories(load: f64, neurons: usize) -> usize {
    (round(load * neurons as f64) as usize).max(1)
}

/// The loading of so many memories, as it is printed.
fn told(memories: usize, neurons: usize) -> String {
    Digits::Decimals(3).print(memories as f64 / neurons as f64)
}

fn curves(
    parameters: &Basins,
    wanted: &[(f64, usize, Shape)],
    run: &Run,
) -> Result<Vec<Curve>, FigureError> {
    let starts = parameters.starts;
    let overlap = |number: usize| (number + 1) as f64 / starts as f64;
    let mut runs = Vec::new();
    for (curve, &(load, neurons, _)) in wanted.iter().enumerate() {
        for start in 0..starts {
            for replica in 0..parameters.replicas * MORE[curve] {
                runs.push(Retrieval {
                    neurons,
                    memories: memories(load, neurons),
                    start: overlap(start),
                    order: Order::Shuffled,
                    sweeps: SWEEPS,
                    lost: -1.0,
                    seed: parameters.seed.0,
                    replica: ((curve * starts + start) * 1000 + replica) as u64,
                });
            }
        }
    }
    let found = run.map(&runs, |one| Ok::<_, FigureError>(one.run(run)?.last()))?;
    let mut rest = (runs.as_slice(), found.as_slice());
    let mut curves = Vec::new();
    for (&(_, neurons, shape), more) in wanted.iter().zip(MORE) {
        let replicas = parameters.replicas * more;
        let (runs, later_runs) = rest.0.split_at(starts * replicas);
        let (found, later_found) = rest.1.split_at(starts * replicas);
        rest = (later_runs, later_found);
        let count = |group: &[f64]| group.iter().filter(|m| **m > RETRIEVED).count();
        let groups = || found.chunks(replicas);
        curves.push(Curve {
            load: runs[0].memories as f64 / neurons as f64,
            neurons,
            shape,
            starts: (0..starts).map(overlap).collect(),
            ends: groups().map(mean).collect(),
            retrieved: groups()
                .map(|group| fraction(count(group), replicas))
                .collect(),
        });
    }
    Ok(curves)
}

fn ends(curve: &Curve) -> Vec<Layer> {
    let (y, errors): (Vec<f64>, Vec<f64>) = curve.ends.iter().copied().unzip();
    let name = format!("α = {}", Digits::Decimals(3).print(curve.load));
    let mut layers = Vec::new();
    if let Ok(state) = retrieval(curve.load, 0.0) {
        let from = curve.edge().unwrap_or(0.0);
        let (x, m) = (vec![from, 1.0], vec![state.overlap; 2]);
        layers.push(Layer::line(&format!("theory {name}"), Role::Theory, x, m));
    }
    let marks = Layer::points(&name, Role::Simulation, curve.starts.clone(), y.clone())
        .y_error(errors)
        .shape(curve.shape);
    // Beside the steep part.
    let edge = curve.edge().unwrap_or(0.5);
    let label = format!("*{}", name.replacen("α", "α*", 1));
    layers.push(marks.label_at(&label, (edge + 0.035).min(0.85), 0.62, Anchor::Start));
    layers
}

fn parts(curve: &Curve, number: usize) -> Layer {
    let (y, errors): (Vec<f64>, Vec<f64>) = curve.retrieved.iter().copied().unzip();
    let role = [Role::Simulation, Role::Accent, Role::Muted][number];
    let name = format!("N = {}", curve.neurons);
    Layer::points(&name, role, curve.starts.clone(), y)
        .y_error(errors)
        .shape(curve.shape)
        .label(&format!("*{}", name.replacen('N', "N*", 1)), Place::Legend)
}

fn words(parameters: &Basins, curves: &[Curve]) -> (Prose, Prose) {
    let two = |value: f64| Digits::Decimals(2).print(value);
    let load = |curve: &Curve| Digits::Decimals(3).print(curve.load);
    let edges: Option<Vec<f64>> = curves[..3].iter().map(Curve::edge).collect();
    // As they are told, to two decimals.
    let hundredths = |edge: &f64| round(100.0 * edge) as i64;
    let growing = edges
        .as_ref()
        .is_some_and(|edges| edges.is_sorted_by(|one, next| hundredths(one) < hundredths(next)));
    let edges = edges.unwrap_or_else(|| vec![f64::NAN; 3]);
    let width = |curve: &Curve| {
        let between = curve
            .retrieved
            .iter()
            .filter(|(part, _)| *part > 0.1 && *part < 0.9);
        between.count()
    };
    let sizes = [1, 3, 4].map(|index: usize| &curves[index]);
    let sharper = sizes.iter().all(|curve| curve.edge().is_some())
        && width(&curves[4]) > width(&curves[1])
        && width(&curves[4]) > width(&curves[3]);
    let steps = curves[..3].iter().all(|curve| {
        let ends = &curve.ends;
        ends[0].0 < 0.5 && ends[ends.len() - 1].0 > RETRIEVED
    });
    let caption = Prose::new()
        .result(
            growing,
            format!(
                "The more memories, the smaller their basins: half of the runs reach the memory from an \
                 overlap of {} at α = {}, {} at {} and {} at {}.",
                two(edges[0]),
                load(&curves[0]),
                two(edges[1]),
                load(&curves[1]),
                two(edges[2]),
                load(&curves[2])
            ),
            "Overlap with the memory at the end of a run, against that at its start.",
        )
        .plain(format!(
            "Top: N = {}; mean of {} networks with standard errors (four and eight times as many for the \
             two smaller sizes below); thin lines: the overlap of the \
             retrieval state by replica theory, where there is one. Bottom: α = {}, part of the runs whose \
             overlap ends above {RETRIEVED}, for three sizes, with the standard error of (k + 1)/(n + 2) for k of n runs. Zero temperature, at most {SWEEPS} sweeps in \
             random order.",
            parameters.neurons,
            parameters.replicas,
            load(&curves[1])
        ))
        .result(
            sharper,
            "The larger the network, the sharper the edge.",
            "",
        );
    let alternative_text = Prose::new()
        .result(
            growing && steps,
            format!(
                "Three rising steps, from small overlaps at the end to nearly 1, at starts of {}, {} and {}; \
                 and the same step for three sizes{}.",
                two(edges[0]),
                two(edges[1]),
                two(edges[2]),
                if sharper {
                    ", steepest for the largest"
                } else {
                    ""
                }
            ),
            "Two panels: overlaps at the end against overlaps at the start, and the part of runs that end \
             at the memory.",
        );
    (caption, alternative_text)
}
