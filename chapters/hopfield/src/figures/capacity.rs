//! The figure `capacity`: how many memories a network keeps, and what the answer depends on.

use crate::kernel::Order;
use crate::simulation::capacity::{
    CUTS, Kind, LIVE_LOADS, Row, SIZES, extrapolated, recorded, successes,
};
use crate::simulation::{Fall, Retrieval, fall, fraction, mean};
use crate::theory;
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::elementary::{exp, round, sqrt};
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `capacity` depends on.
    pub struct Capacity {
        /// number of neurons of the network that is simulated for this drawing; the larger ones are recorded
        neurons: usize = 1000 => Integer { symbol: "N", from: 100, to: 2000 };
        /// number of networks for each of its marks
        replicas: usize = 60 => Integer { symbol: "", from: 10, to: 100 };
        /// seed of its memories
        seed: Seed = Seed(1) => Seed;
    }
}

/// The loading to which Steffan and Kühn's broken symmetry moves the capacity.
const BROKEN: f64 = 0.138_186;
/// Shapes of the sizes, the simulated first.
const SHAPES: [Shape; 5] = [
    Shape::Dot,
    Shape::Circle,
    Shape::Square,
    Shape::Triangle,
    Shape::Disc,
];

/// The runs of one size.
struct Size {
    neurons: usize,
    groups: Vec<Vec<Row>>,
    fall: Option<Fall>,
    shape: Shape,
}

impl Size {
    fn new(neurons: usize, groups: Vec<Vec<Row>>, shape: Shape) -> Self {
        let fall = fall(&successes(&groups, None));
        Self {
            neurons,
            groups,
            fall,
            shape,
        }
    }

    fn name(&self) -> String {
        format!("N = {}", thousands(self.neurons))
    }
}

fn thousands(number: usize) -> String {
    match number / 1000 {
        0 => number.to_string(),
        many if number < 10_000 => format!("{many}{:03}", number % 1000),
        many => format!("{many},{:03}", number % 1000),
    }
}

/// Overlaps of memories that are kept, the part that is kept, and what both say of an infinite
/// network.
///
/// # Errors
/// If the theory's equations are not solved, or the work was called off.
pub fn capacity(parameters: &Capacity, run: &Run) -> Result<Figure, FigureError> {
    let rows = recorded();
    let live = live(parameters, run)?;
    let mut sizes = vec![Size::new(
        parameters.neurons,
        Kind::plain(parameters.neurons).of(&live),
        SHAPES[0],
    )];
    for (neurons, shape) in SIZES.into_iter().zip(&SHAPES[1..]) {
        sizes.push(Size::new(neurons, Kind::plain(neurons).of(&rows), *shape));
    }
    let (critical, at_critical, _) = theory::capacity()?;
    let variants = variants(&rows);
    let limit = extrapolated(&rows, 0.5);
    let (caption, alternative_text) = words(parameters, &sizes, &rows, &variants, critical);
    Ok(Figure::new()
        .columns(2)
        .panel(overlaps(&sizes, critical, at_critical)?)
        .panel(parts(&sizes, critical))
        .panel(extrapolation(&sizes, limit, critical))
        .panel(dependence(&variants, critical))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn live(parameters: &Capacity, run: &Run) -> Result<Vec<Row>, FigureError> {
    let mut runs = Vec::new();
    for (number, load) in LIVE_LOADS.into_iter().enumerate() {
        for replica in 0..parameters.replicas {
            runs.push(Retrieval {
                neurons: parameters.neurons,
                memories: round(load * parameters.neurons as f64) as usize,
                start: 1.0,
                order: Order::InTurn,
                sweeps: 1000,
                lost: 0.5,
                seed: parameters.seed.0,
                replica: (1000 * number + replica) as u64,
            });
        }
    }
    run.map(&runs, |one| Ok(Row::of(one, &one.run(run)?)))
}

fn load_axis() -> Axis {
    Axis::new("loading", "α", "").range(0.118, 0.182)
}

fn overlaps(sizes: &[Size], critical: f64, at_critical: f64) -> Result<Panel, FigureError> {
    let overlap = Axis::new("overlap of memories that are kept", "m", "").range(0.935, 1.0);
    let mut panel = Panel::new("overlaps", load_axis(), overlap).height(235.0);
    for size in sizes {
        let mut marks = (Vec::new(), Vec::new(), Vec::new());
        for group in &size.groups {
            let kept: Vec<f64> = group
                .iter()
                .filter(|row| row.kept())
                .map(|row| row.last)
                .collect();
            // A mean of one or two says little.
            if kept.len() >= 3 && group[0].load() < 0.182 {
                let (value, error) = mean(&kept);
                marks.0.push(group[0].load());
                marks.1.push(value);
                marks.2.push(error);
            }
        }
        if !marks.0.is_empty() {
            panel = panel.layer(
                Layer::points(&size.name(), role(size), marks.0, marks.1)
                    .y_error(marks.2)
                    .shape(size.shape),
            );
        }
    }
    // Dense towards the end, where the line turns down like a square root.
    let points = 60;
    let mut line = (Vec::new(), Vec::new());
    for i in 0..points {
        let part = f64::from(i) / f64::from(points);
        let load = critical - (critical - 0.118) * (1.0 - part) * (1.0 - part);
        line.0.push(load);
        line.1.push(theory::retrieval(load, 0.0)?.overlap);
    }
    line.0.push(critical);
    line.1.push(at_critical);
    let theory = Layer::line("replica theory", Role::Theory, line.0, line.1);
    Ok(panel.layer(theory.label_at("replica theory", 0.1195, 0.957, Anchor::Start)))
}

/// The simulated size in the colour of comparison, the recorded ones in that of simulation.
fn role(size: &Size) -> Role {
    if SIZES.contains(&size.neurons) {
        Role::Simulation
    } else {
        Role::Accent
    }
}

fn parts(sizes: &[Size], critical: f64) -> Panel {
    let part = Axis::new("part of the runs that keep the memory", "", "").including(0.0, 1.0);
    let mut panel = Panel::new("parts", load_axis(), part)
        .height(235.0)
        .layer(Layer::rule(Role::Theory, Orientation::Vertical, critical).named("replica theory"));
    for size in sizes {
        let shown = |group: &&Vec<Row>| group[0].load() < 0.182;
        let groups: Vec<&Vec<Row>> = size.groups.iter().filter(shown).collect();
        let found = groups.iter().map(|group| {
            let kept = group.iter().filter(|row| row.kept()).count();
            fraction(kept, group.len())
        });
        let (y, errors): (Vec<f64>, Vec<f64>) = found.unzip();
        let x: Vec<f64> = groups.iter().map(|group| group[0].load()).collect();
        if let Some(fall) = size.fall {
            let at = |i: i32| 0.118 + 0.064 * f64::from(i) / 80.0;
            let curve = |x: f64| 1.0 / (1.0 + exp((x - fall.middle) / fall.width));
            let x: Vec<f64> = (0..=80).map(at).collect();
            let y = x.iter().map(|&x| curve(x)).collect();
            let name = format!("fit {}", size.name());
            panel = panel.layer(Layer::line(&name, Role::Muted, x, y).dash(Dash::Dotted));
        }
        let first = size.neurons == sizes[0].neurons;
        let label = format!(
            "{}{}",
            if first { "*N* = " } else { "" },
            thousands(size.neurons)
        );
        panel = panel.layer(
            Layer::points(&size.name(), role(size), x, y)
                .y_error(errors)
                .shape(size.shape)
                .label(&label, Place::Legend),
        );
    }
    panel
}

fn extrapolation(sizes: &[Size], limit: Option<(f64, f64, f64, f64)>, critical: f64) -> Panel {
    let size = Axis::new("one over the root of the size", "1/√N", "").range(-0.0006, 0.0195);
    let load =
        Axis::new("loading at which half of the runs keep it", "α_{½}", "").range(0.137, 0.1585);
    let mut load = load;
    "*α*_{½}".clone_into(&mut load.quantity.symbol);
    let mut panel = Panel::new("extrapolation", size, load)
        .height(235.0)
        .layer(Layer::rule(Role::Theory, Orientation::Horizontal, critical).named("replica theory"))
        .layer(Layer::text(
            Role::Theory,
            (0.0192, critical + 0.0007),
            Anchor::End,
            "replica theory",
        ));
    if let Some((value, error, _, slope)) = limit {
        let x = vec![0.0, 0.0195];
        let y = vec![value, value + slope * 0.0195];
        let line = Layer::line("straight line", Role::Muted, x, y).dash(Dash::Dashed);
        panel = panel.layer(line).layer(
            Layer::points("limit", Role::Retrieved, vec![0.0], vec![value])
                .y_error(vec![error])
                .shape(Shape::Square),
        );
    }
    for one in sizes {
        if let Some(fall) = one.fall {
            let x = vec![1.0 / sqrt(one.neurons as f64)];
            if x[0] < 0.0195 {
                panel = panel.layer(
                    Layer::points(&one.name(), role(one), x, vec![fall.middle])
                        .y_error(vec![fall.error])
                        .shape(one.shape),
                );
            }
        }
    }
    panel
}

/// What the estimate at N = 10,000 becomes when something else is done.
struct Variant {
    name: String,
    fall: Fall,
    plain: bool,
}

fn variants(rows: &[Row]) -> Vec<Variant> {
    let plain = Kind::plain(10_000);
    let with_start = |start| Kind { start, ..plain };
    let with_order = |order| Kind { order, ..plain };
    let kinds = [
        ("from the memory, in turn".to_owned(), plain, None),
        ("from overlap 0.9".to_owned(), with_start(0.9), None),
        ("from overlap 0.8".to_owned(), with_start(0.8), None),
        (
            "shuffled anew".to_owned(),
            with_order(Order::Shuffled),
            None,
        ),
        ("drawn at random".to_owned(), with_order(Order::Drawn), None),
        (format!("{} sweeps", CUTS[2]), plain, Some(2)),
        (format!("{} sweeps", CUTS[1]), plain, Some(1)),
        (format!("{} sweeps", CUTS[0]), plain, Some(0)),
    ];
    let each = kinds
        .into_iter()
        .enumerate()
        .filter_map(|(number, (name, kind, cut))| {
            let fall = fall(&successes(&kind.of(rows), cut))?;
            Some(Variant {
                name,
                fall,
                plain: number == 0,
            })
        });
    each.collect()
}

fn dependence(variants: &[Variant], critical: f64) -> Panel {
    let last = (variants.len() - 1) as f64;
    let mut load =
        Axis::new("loading at which half of the runs keep it", "", "").including(0.137, 0.168);
    "*α*_{½}".clone_into(&mut load.quantity.symbol);
    let names = variants.iter().enumerate();
    let ticks = names.map(|(row, one)| (last - row as f64, one.name.clone()));
    let which = Axis::new("", "", "").range(-0.6, last + 0.6).ticks(ticks);
    let mut panel = Panel::new("dependence", load, which)
        .height(235.0)
        .layer(Layer::rule(Role::Theory, Orientation::Vertical, critical).named("replica theory"));
    for (row, one) in variants.iter().enumerate() {
        let role = if one.plain {
            Role::Simulation
        } else {
            Role::Accent
        };
        let mark = Layer::points(
            &one.name,
            role,
            vec![one.fall.middle],
            vec![last - row as f64],
        );
        panel = panel.layer(
            mark.x_error(vec![one.fall.error])
                .quantity("way of running", "", ""),
        );
    }
    panel
}

fn words(
    parameters: &Capacity,
    sizes: &[Size],
    rows: &[Row],
    variants: &[Variant],
    critical: f64,
) -> (Prose, Prose) {
    let three = |value: f64| Digits::Decimals(3).print(value);
    let four = |value: f64| Digits::Decimals(4).print(value);
    let limit = extrapolated(rows, 0.5);
    let (value, error) = limit.map_or((f64::NAN, f64::NAN), |(value, error, ..)| (value, error));
    let largest = sizes.last().and_then(|size| size.fall);
    let recorded_is_sharpest = sizes
        .windows(2)
        .all(|pair| match (pair[0].fall, pair[1].fall) {
            (Some(small), Some(large)) => small.middle > large.middle && small.width > large.width,
            _ => false,
        });
    let count = rows.iter().filter(|row| row.neurons == 100_000).count();
    let spread = variants.last().map_or(f64::NAN, |one| one.fall.middle);
    let other = |exponent| extrapolated(rows, exponent).map_or(f64::NAN, |(value, ..)| value);
    let caption = Prose::new()
        .result(
            recorded_is_sharpest,
            format!(
                "A network started at a memory keeps it up to about 0.14 N memories, near the {} of replica \
                 theory: half of the runs do at α = {} for N = 100,000, and at {} ± {} for N → ∞ if the \
                 approach goes as 1/√N (at {} if as N^(−1/3), at {} if as N^(−2/3)).",
                four(critical),
                four(largest.map_or(f64::NAN, |fall| fall.middle)),
                four(value),
                four(error),
                four(other(1.0 / 3.0)),
                four(other(2.0 / 3.0))
            ),
            format!(
                "How many memories a network keeps; for N → ∞ half of the runs do at α = {} ± {}.",
                four(value),
                four(error)
            ),
        )
        .plain(format!(
            "Zero temperature, started at the memory, neurons in turn, until nothing flips. Top left: \
             overlaps with standard errors of memories that are kept; thin line: replica theory. Top right: \
             the part that is kept, with logistic fits; thin rule: α_c = {}. Bottom left: where the fits are \
             one half, against size; dashed: straight line through the recorded sizes; square: its limit \
             (broken replica symmetry: α_c = {BROKEN}). Bottom right: the same at N = 10,000 if the run starts \
             elsewhere, updates in another order, or is cut off. N = {} is simulated here, {} networks a \
             mark; the larger sizes are recorded ({count} runs at N = 100,000) by “hopfield record capacity”.",
            four(critical),
            thousands(parameters.neurons),
            parameters.replicas
        ));
    let alternative_text = Prose::new()
        .result(
            recorded_is_sharpest,
            format!(
                "The part of runs that keep the memory falls from one to zero, the steeper and the earlier \
                 the larger the network; the middles approach {} as N grows. Overlaps of kept memories lie \
                 on the theory’s line at small loadings and above it near its end.",
                three(value)
            ),
            "Four panels: overlaps, parts of runs that keep the memory, an extrapolation, a comparison.",
        )
        .plain(format!(
            "Cut off after ten sweeps, the estimate at N = 10,000 is {}.",
            three(spread)
        ));
    (caption, alternative_text)
}
