//! The figure `overlap-dynamics`: the overlap with a memory in time, from many starts.

use crate::kernel::{Memories, Network, Order, Orders};
use crate::theory::retrieval;
use common::claim::Digits;
use common::figure::{Anchor, Axis, Figure, FigureError, Layer, Orientation, Panel, Role};
use common::numerics::elementary::round;
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `overlap-dynamics` depends on.
    pub struct OverlapDynamics {
        /// loading of the network on the left
        low: f64 = 0.08 => Real { symbol: r"\alpha_1", unit: "", from: 0.005, to: 0.3 };
        /// loading of the network on the right
        high: f64 = 0.17 => Real { symbol: r"\alpha_2", unit: "", from: 0.005, to: 0.3 };
        /// number of neurons
        neurons: usize = 5000 => Integer { symbol: "N", from: 200, to: 10_000 };
        /// number of starts, their overlaps evenly spaced up to 1
        starts: usize = 12 => Integer { symbol: "", from: 2, to: 24 };
        /// sweeps that are shown
        sweeps: usize = 14 => Integer { symbol: "", from: 2, to: 40 };
        /// seed of memories, starts and orders
        seed: Seed = Seed(1) => Seed;
    }
}

/// How often a sweep is looked at.
const LOOKS: usize = 8;
/// An overlap at the end that counts as retrieval.
const RETRIEVED: f64 = 0.9;

/// What happened in one of the two networks.
struct Course {
    load: f64,
    times: Vec<f64>,
    /// Overlaps at these times, for each start.
    overlaps: Vec<Vec<f64>>,
    /// The overlap of the retrieval state, where there is one.
    theory: Option<f64>,
}

impl Course {
    fn ends(&self) -> impl Iterator<Item = (f64, f64)> {
        self.overlaps.iter().map(|one| (one[0], one[one.len() - 1]))
    }

    fn retrieved(&self) -> usize {
        self.ends().filter(|(_, end)| *end > RETRIEVED).count()
    }

    /// The largest start that fails and the smallest that succeeds.
    fn boundary(&self) -> (f64, f64) {
        let failed = self.ends().filter(|(_, end)| *end <= RETRIEVED);
        let succeeded = self.ends().filter(|(_, end)| *end > RETRIEVED);
        (
            failed.fold(0.0, |most, (start, _)| most.max(start)),
            succeeded.fold(1.0, |least, (start, _)| least.min(start)),
        )
    }
}

/// The overlap with a memory against time, at a loading below capacity and at one above.
///
/// # Errors
/// If the work was called off.
pub fn overlap_dynamics(parameters: &OverlapDynamics, run: &Run) -> Result<Figure, FigureError> {
    let loads = [(0, parameters.low), (1, parameters.high)];
    let courses = run.map(&loads, |&(number, load)| {
        course(parameters, number, load, run)
    })?;
    let mut figure = Figure::new().columns(2).share_y();
    for (course, name) in courses.iter().zip(["left", "right"]) {
        figure = figure.panel(panel(parameters, course, name));
    }
    let (caption, alternative_text) = words(parameters, &courses);
    Ok(figure.caption(caption).alternative_text(alternative_text))
}

fn course(
    parameters: &OverlapDynamics,
    number: u64,
    load: f64,
    run: &Run,
) -> Result<Course, FigureError> {
    let neurons = parameters.neurons;
    let count = (round(load * neurons as f64) as usize).max(1);
    let mut random = stream(parameters.seed.0, number);
    let memories = Memories::random(neurons, count, &mut random);
    let mut times = Vec::new();
    let mut overlaps = Vec::new();
    for start in 1..=parameters.starts {
        run.check()?;
        let target = start % count;
        let wanted = start as f64 / parameters.starts as f64;
        let mut spins = memories.memory(target);
        spins.corrupt(
            round(0.5 * (1.0 - wanted) * neurons as f64) as usize,
            &mut random,
        );
        let mut network = Network::new(&memories, spins);
        let mut orders = Orders::new(Order::Shuffled, neurons);
        let mut path = vec![network.overlap(target)];
        times = vec![0.0];
        for sweep in 0..parameters.sweeps {
            let order = orders.next(&mut random);
            for part in 0..LOOKS {
                let (from, to) = (part * neurons / LOOKS, (part + 1) * neurons / LOOKS);
                network.sweep(&order[from..to]);
                path.push(network.overlap(target));
                times.push(sweep as f64 + to as f64 / neurons as f64);
            }
        }
        overlaps.push(path);
    }
    let load = count as f64 / neurons as f64;
    Ok(Course {
        load,
        times,
        overlaps,
        theory: retrieval(load, 0.0).ok().map(|state| state.overlap),
    })
}

fn panel(parameters: &OverlapDynamics, course: &Course, name: &str) -> Panel {
    let time = Axis::new("time", "t", "sweeps").range(0.0, parameters.sweeps as f64);
    let lowest = course
        .overlaps
        .iter()
        .flatten()
        .fold(0.0_f64, |low, m| low.min(*m));
    let overlap = Axis::new("overlap", "m", "").including(lowest, 1.0);
    let mut panel = Panel::new(name, time, overlap)
        .title(&format!("*α* = {}", Digits::Decimals(3).print(course.load)))
        .height(250.0);
    for path in &course.overlaps {
        let end = path[path.len() - 1];
        let role = if end > RETRIEVED {
            Role::Retrieved
        } else {
            Role::Spurious
        };
        let named = format!("from {}", Digits::Decimals(3).print(path[0]));
        panel = panel.layer(Layer::line(
            &named,
            role,
            course.times.clone(),
            path.clone(),
        ));
    }
    if let Some(overlap) = course.theory {
        let rule = Layer::rule(Role::Theory, Orientation::Horizontal, overlap);
        panel = panel.layer(rule.named("replica theory"));
        let at = (0.98 * parameters.sweeps as f64, overlap - 0.045);
        let text = format!("theory: *m* = {}", Digits::Decimals(4).print(overlap));
        panel = panel.layer(Layer::text(Role::Theory, at, Anchor::End, &text));
    }
    panel
}

fn words(parameters: &OverlapDynamics, courses: &[Course]) -> (Prose, Prose) {
    let two = |value: f64| Digits::Decimals(2).print(value);
    let (left, right) = (&courses[0], &courses[1]);
    let (failed, succeeded) = left.boundary();
    let left_works = left.retrieved() > 0
        && left.retrieved() < parameters.starts
        && failed < succeeded
        && left.theory.is_some();
    let right_fails = right.retrieved() == 0 && right.theory.is_none();
    let slowest = right
        .overlaps
        .last()
        .map_or(1.0, |path| path[path.len() - 1]);
    let caption = Prose::new()
        .result(
            left_works && right_fails,
            format!(
                "Below capacity the network completes what resembles a memory enough; above, it loses \
                 even a memory that it is shown whole. At α = {} all starts from overlaps of {} and more \
                 end at the memory, none from {} and less does; at α = {} none stays there.",
                two(left.load),
                two(succeeded),
                two(failed),
                two(right.load)
            ),
            "Overlap of the state with a memory, in time.",
        )
        .plain(format!(
            "Zero temperature, N = {}, {} starts from overlaps up to 1 in each panel, one memory for \
             each, neurons in a new random order in every sweep. Green: overlap above {RETRIEVED} at the \
             end; purple: not. Thin line: the overlap of the retrieval state for N → ∞, where there is one.",
            parameters.neurons, parameters.starts
        ));
    let largest = |ends: Vec<f64>| ends.into_iter().fold(0.0, f64::max);
    let lost = |course: &Course| {
        let ends = course.ends().map(|(_, end)| end);
        largest(ends.filter(|end| *end <= RETRIEVED).collect())
    };
    // After two sweeps, or at the end of fewer.
    let soon = left
        .overlaps
        .iter()
        .filter(|path| path[path.len() - 1] > RETRIEVED)
        .map(|path| path[(2 * LOOKS).min(path.len() - 1)])
        .fold(1.0, f64::min);
    let alternative_text = Prose::new()
        .result(
            left_works && right_fails && soon > 0.95,
            format!(
                "Left: curves that start above {} rise to nearly 1 within two sweeps, the others end at {} \
                 or less. Right: no curve ends above {}, not even the one that starts at 1; it is at {} \
                 when the panel ends.",
                two(failed),
                two(lost(left)),
                two(lost(right)),
                two(slowest)
            ),
            "Two panels of overlaps against time.",
        )
        .plain(format!(
            "{} of {} starts end at the memory on the left, {} on the right.",
            left.retrieved(),
            parameters.starts,
            right.retrieved()
        ));
    (caption, alternative_text)
}
