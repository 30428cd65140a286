//! The figure `palimpsest`: networks that learn for ever.

use crate::simulation::{Forgetting, Palimpsest as Network, averaged, mean};
use crate::theory::{fading_capacity, fading_course};
use common::claim::Digits;
use common::figure::{Anchor, Axis, Figure, FigureError, Layer, Panel, Place, Role, Shape};
use common::numerics::elementary::round;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `palimpsest` depends on.
    pub struct Palimpsest {
        /// rate at which memories fade: by 1 − ε/N with each new one
        rate: f64 = 8.4 => Real { symbol: r"\varepsilon", unit: "", from: 1.0, to: 40.0 };
        /// bound of the couplings, times √N
        bound: f64 = 0.4 => Real { symbol: "A", unit: "", from: 0.05, to: 0.8 };
        /// number of neurons
        neurons: usize = 400 => Integer { symbol: "N", from: 100, to: 500 };
        /// number of networks for each mark
        replicas: usize = 5 => Integer { symbol: "", from: 2, to: 8 };
        /// seed of the memories
        seed: Seed = Seed(1) => Seed;
    }
    work = Palimpsest::products;
}

impl Palimpsest {
    /// A part of the time is for the larger networks of the lower panel, the rest for each replica, and more
    /// the longer memories last. The limit is five seconds.
    fn products(&self) -> (f64, &'static str) {
        let size = self.neurons as f64;
        let replicas = self.replicas as f64;
        let parts = 2.5 + replicas * (1.1 + 0.75 / self.rate);
        (
            size * size * size * parts,
            "--neurons or --replicas, or raise --rate",
        )
    }
}

/// Ages that are asked, and how far they reach, over N.
const AGES: usize = 22;
const OLDEST: f64 = 0.14;
/// An overlap above this counts as recalled.
const RECALLED: f64 = 0.9;
/// A memory whose overlap has fallen below this does not come back.
const LOST: f64 = 0.5;
/// How much larger the larger networks of the lower panel are, and how many there are of each.
const LARGER: usize = 3;
const LARGER_REPLICAS: usize = 2;
/// Rates of the lower panel.
const RATES: [f64; 8] = [2.5, 4.0, 5.5, 8.4, 12.0, 18.0, 26.0, 36.0];

/// What one kind of network recalls.
struct Course {
    name: &'static str,
    role: Role,
    shape: Shape,
    found: Vec<(f64, f64)>,
}

/// Overlaps against age for three kinds of network, and the number of recent memories against the
/// rate of fading.
///
/// # Errors
/// If the work was called off.
pub fn palimpsest(parameters: &Palimpsest, run: &Run) -> Result<Figure, FigureError> {
    let ages: Vec<usize> = (0..AGES).map(|i| age(parameters, i)).collect();
    let kinds = [
        (
            "fading",
            Forgetting::Fading(parameters.rate),
            Role::Retrieved,
            Shape::Disc,
        ),
        (
            "bounded",
            Forgetting::Bounded(parameters.bound),
            Role::Accent,
            Shape::Triangle,
        ),
        (
            "Hebb’s rule",
            Forgetting::Never,
            Role::Spurious,
            Shape::Square,
        ),
    ];
    let mut jobs = Vec::new();
    for (number, kind) in kinds.iter().enumerate() {
        for replica in 0..parameters.replicas {
            jobs.push((kind.1, (1000 * number + replica) as u64));
        }
    }
    let found = run.map(&jobs, |&(forgetting, replica)| {
        let network = network(parameters, forgetting, replica);
        Ok::<_, FigureError>(network.recalled(&ages, -1.0, run)?)
    })?;
    let groups = kinds.iter().zip(found.chunks(parameters.replicas));
    let courses: Vec<Course> = groups
        .map(|(&(name, _, role, shape), found)| Course {
            name,
            role,
            shape,
            found: averaged(found),
        })
        .collect();
    let spans = spans(parameters, run)?;
    let (caption, alternative_text) = words(parameters, &ages, &courses, &spans[0]);
    Ok(Figure::new()
        .panel(by_age(parameters, &ages, &courses)?)
        .panel(by_rate(parameters, &spans))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn age(parameters: &Palimpsest, number: usize) -> usize {
    round(OLDEST * parameters.neurons as f64 * number as f64 / (AGES - 1) as f64) as usize
}

fn network(parameters: &Palimpsest, forgetting: Forgetting, replica: u64) -> Network {
    Network {
        neurons: parameters.neurons,
        forgetting,
        seed: parameters.seed.0,
        replica,
    }
}

/// For each rate the age, over N, up to which memories are recalled: means over networks of the size
/// asked for, and over two that are three times as large for every other rate.
fn spans(parameters: &Palimpsest, run: &Run) -> Result<[Vec<Span>; 2], FigureError> {
    let mut jobs = Vec::new();
    for (number, &rate) in RATES.iter().enumerate() {
        for replica in 0..parameters.replicas {
            jobs.push((rate, 1, (100_000 + 1000 * number + replica) as u64));
        }
    }
    let small = jobs.len();
    for (number, &rate) in RATES.iter().enumerate().skip(1).step_by(2) {
        for replica in 0..LARGER_REPLICAS {
            jobs.push((rate, LARGER, (200_000 + 1000 * number + replica) as u64));
        }
    }
    let found = run.map(&jobs, |&(rate, times, replica)| {
        let neurons = times * parameters.neurons;
        let network = Network {
            neurons,
            ..network(parameters, Forgetting::Fading(rate), replica)
        };
        let step = times * times;
        let ages: Vec<usize> = (0..neurons / 10).step_by(step).collect();
        let overlaps = network.recalled(&ages, LOST, run)?;
        let recalled = overlaps.iter().filter(|m| **m > RECALLED).count();
        let span = (recalled * step) as f64 / neurons as f64;
        Ok::<_, FigureError>((rate, span))
    })?;
    let average = |found: &[(f64, f64)], replicas: usize| {
        let groups = found.chunks(replicas);
        groups
            .map(|group| {
                let spans: Vec<f64> = group.iter().map(|one| one.1).collect();
                let (span, error) = mean(&spans);
                Span {
                    rate: group[0].0,
                    age: span,
                    error,
                }
            })
            .collect()
    };
    Ok([
        average(&found[..small], parameters.replicas),
        average(&found[small..], LARGER_REPLICAS),
    ])
}

/// How far back a network remembers that fades at some rate.
struct Span {
    rate: f64,
    age: f64,
    error: f64,
}

fn by_age(
    parameters: &Palimpsest,
    ages: &[usize],
    courses: &[Course],
) -> Result<Panel, FigureError> {
    let since = Axis::new(
        "memories learned since, over the number of neurons",
        "u",
        "",
    );
    let overlap = Axis::new("overlap", "m", "").including(0.0, 1.0);
    let mut panel = Panel::new("age", since.range(-0.002, OLDEST + 0.002), overlap).height(230.0);
    if fading_capacity(parameters.rate).is_ok() {
        let course = fading_course(parameters.rate, 60)?;
        let (x, y): (Vec<f64>, Vec<f64>) = course
            .iter()
            .filter(|state| state.age < OLDEST)
            .map(|state| (state.age.max(0.0), state.overlap))
            .unzip();
        panel = panel.layer(Layer::line("theory, fading", Role::Theory, x, y));
    }
    let x: Vec<f64> = ages
        .iter()
        .map(|&age| age as f64 / parameters.neurons as f64)
        .collect();
    for course in courses {
        let (y, errors): (Vec<f64>, Vec<f64>) = course.found.iter().copied().unzip();
        panel = panel.layer(
            Layer::points(course.name, course.role, x.clone(), y)
                .y_error(errors)
                .shape(course.shape)
                .label(course.name, Place::Legend),
        );
    }
    Ok(panel)
}

fn by_rate(parameters: &Palimpsest, spans: &[Vec<Span>; 2]) -> Panel {
    let rate = Axis::new("rate of fading", "ε", "").range(0.0, 40.0);
    let span =
        Axis::new("recent memories that are recalled, over *N*", "", "").including(0.0, 0.055);
    let points = (0..=200).filter_map(|i| {
        let rate = 3.04 + 36.96 * f64::from(i) / 200.0;
        let last = fading_capacity(rate).ok()?;
        Some((rate, last.age))
    });
    let (x, y): (Vec<f64>, Vec<f64>) = points.unzip();
    let theory = Layer::line("theory", Role::Theory, x, y);
    let mut panel = Panel::new("rate", rate, span)
        .height(170.0)
        .layer(theory.label_at("theory", 27.0, 0.028, Anchor::Start));
    let shapes = [(1, Shape::Disc), (LARGER, Shape::Circle)];
    for (spans, (times, shape)) in spans.iter().zip(shapes) {
        let x = spans.iter().map(|one| one.rate).collect();
        let y = spans.iter().map(|one| one.age).collect();
        let name = format!("N = {}", times * parameters.neurons);
        let label = format!("*{}", name.replacen('N', "N*", 1));
        panel = panel.layer(
            Layer::points(&name, Role::Retrieved, x, y)
                .y_error(spans.iter().map(|one| one.error).collect())
                .shape(shape)
                .label(&label, Place::Legend),
        );
    }
    panel
}

/// The rate at which most is recalled, and whether clearly less is at the smallest and at the largest.
fn best(spans: &[Span]) -> (f64, f64, bool) {
    let most = spans.iter().fold(
        &spans[0],
        |best, one| {
            if one.age > best.age { one } else { best }
        },
    );
    let ends = [&spans[0], &spans[spans.len() - 1]];
    let inside = ends.iter().all(|end| end.age < 0.8 * most.age);
    (most.rate, most.age, inside)
}

fn words(
    parameters: &Palimpsest,
    ages: &[usize],
    courses: &[Course],
    spans: &[Span],
) -> (Prose, Prose) {
    let two = |value: f64| Digits::Significant(2).print(value);
    let Palimpsest {
        rate,
        bound,
        neurons,
        replicas,
        ..
    } = parameters;
    let latest = |course: &Course| course.found[0].0;
    let oldest = |course: &Course| course.found[AGES - 1].0;
    let holds = latest(&courses[0]) > 0.9
        && latest(&courses[1]) > 0.9
        && oldest(&courses[0]) < 0.5
        && oldest(&courses[1]) < 0.5
        && courses[2].found.iter().all(|one| one.0 < 0.7);
    let span = fading_capacity(*rate).ok().map(|last| last.age);
    let kept = span.map_or("none".to_owned(), |age| format!("the last {} N", two(age)));
    // Where the overlap falls below one half, over N.
    let falls = |course: &Course| {
        let lost = course.found.iter().position(|one| one.0 < 0.5);
        lost.map_or(1.0, |lost| ages[lost] as f64 / *neurons as f64)
    };
    let in_hundredths = courses[..2]
        .iter()
        .all(|course| (0.015..0.095).contains(&falls(course)));
    let low = courses[2].found.iter().all(|one| one.0 < 0.5);
    let (best_rate, most, inside) = best(spans);
    let caption = Prose::new()
        .result(
            holds,
            format!(
                "A network that forgets can learn for ever: it knows the latest memories and has lost the \
                 old ones, where Hebb’s rule, which forgets nothing, has lost all. With fading at ε = {rate} \
                 theory keeps {kept}."
            ),
            "What networks recall of memories, against how many they have learned since.",
        )
        .plain(format!(
            "Top: overlap after zero-temperature dynamics from the memory itself, N = {neurons}, means over \
             {replicas} networks with standard errors, long after learning began: fading weights (ε = \
             {rate}), weights that stop at ±A/√N (A = {bound}), and Hebb’s rule after 3 N memories. Bottom: \
             how many of the most recent memories are recalled (overlap above {RECALLED}) for several \
             rates."
        ))
        .result(
            span.is_some(),
            "Thin lines: replica theory for N → ∞.",
            format!("Thin line: replica theory for N → ∞, which keeps nothing at ε = {rate}."),
        );
    let alternative_text = Prose::new()
        .result(
            holds && in_hundredths && low,
            format!(
                "For fading and bounded weights the overlap is near 1 for the latest memories and falls \
                 steeply at an age of a few hundredths of N; for Hebb’s rule it is {} for the latest and \
                 low for all.",
                two(latest(&courses[2]))
            ),
            format!(
                "Overlaps of three kinds of network against the age of the memory: for the latest {} with fading \
                 weights, {} with bounded ones and {} by Hebb’s rule, for the oldest {}, {} and {}.",
                two(latest(&courses[0])),
                two(latest(&courses[1])),
                two(latest(&courses[2])),
                two(oldest(&courses[0])),
                two(oldest(&courses[1])),
                two(oldest(&courses[2]))
            ),
        )
        .result(
            inside && (5.0..=12.5).contains(&best_rate),
            "Below, the number of memories recalled rises, has a maximum near a rate of eight, and falls.",
            format!(
                "Below, the number of memories recalled against the rate; the largest, {} N, is at {best_rate}.",
                two(most)
            ),
        );
    (caption, alternative_text)
}
