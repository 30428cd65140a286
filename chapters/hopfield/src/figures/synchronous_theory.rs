//! The figure `synchronous-theory`: the first steps of the parallel dynamics, and the later ones.

use super::estimate::{error, mean, spaced};
use crate::kernel::{Memories, Network};
use crate::theory::{
    amari_maginu, amari_maginu_capacity, capacity, first_steps, retrieval, second_step_gaussian,
};
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
    /// What the figure `synchronous-theory` depends on.
    pub struct SynchronousTheory {
        /// loading: memories over neurons
        loading: f64 = 0.12 => Logarithmic { symbol: r"\alpha", unit: "", from: 0.02, to: 1.0 };
        /// number of neurons
        neurons: usize = 2000 => Integer { symbol: "N", from: 200, to: 4000 };
        /// networks from which each mark is a mean
        networks: usize = 96 => Integer { symbol: "", from: 4, to: 200 };
        /// seed of memories and starts
        seed: Seed = Seed(1) => Seed;
    }
    work = SynchronousTheory::fields;
}

/// Overlaps at the start whose first two steps are simulated.
const STARTS: [f64; 10] = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/// Overlaps at the start whose course is followed.
const COURSES: [f64; 3] = [0.2, 0.4, 0.7];
/// Steps that are followed.
const STEPS: usize = 12;
/// Loadings at which the network is run to its end from a memory.
const LOADINGS: [f64; 9] = [0.08, 0.1, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17, 0.19];
/// Steps after which a run is ended.
const LONGEST: usize = 60;
/// Networks of which the runs to the end are a mean.
const RUNS: u64 = 8;

impl SynchronousTheory {
    /// Some forty nanoseconds for a field and what belongs to it: the limit is then five seconds.
    fn fields(&self) -> (f64, &'static str) {
        let neurons = self.neurons as f64;
        let blocks = |loading: f64| 1.0 + loading * neurons / 512.0;
        let steps = (2 * STARTS.len() + STEPS * COURSES.len()) * self.networks;
        let runs: f64 = LOADINGS.iter().map(|&loading| blocks(loading)).sum();
        let runs = runs * LONGEST as f64 * RUNS as f64;
        let all = 8.0 * neurons * (steps as f64 * blocks(self.loading) + runs);
        (all, "--neurons, --networks or --loading")
    }

    fn memories(&self, loading: f64) -> usize {
        ((loading * self.neurons as f64).round() as usize).max(2)
    }
}

/// The overlaps with a memory after 0, 1, … steps from a start with this overlap.
fn course(
    parameters: &SynchronousTheory,
    loading: f64,
    start: f64,
    steps: usize,
    replica: u64,
) -> Vec<f64> {
    let mut random = stream(parameters.seed.0, replica);
    let count = parameters.memories(loading);
    let memories = Memories::random(parameters.neurons, count, &mut random);
    let mut spins = memories.memory(0);
    let wrong = 0.5 * (1.0 - start) * parameters.neurons as f64;
    spins.corrupt(wrong.round() as usize, &mut random);
    let mut network = Network::new(&memories, spins);
    let mut overlaps = vec![network.overlap(0)];
    let mut rests = false;
    for _ in 0..steps {
        rests = rests || network.parallel_step() == 0;
        overlaps.push(network.overlap(0));
    }
    overlaps
}

/// What was simulated.
struct Found {
    /// For each start: m₁, m₂ and m₂ minus the Gaussian approximation.
    first: Vec<[Estimate; 3]>,
    /// For each course, the overlap after each step.
    courses: Vec<Vec<Estimate>>,
    /// For each loading, the overlap at the end.
    ends: Vec<Estimate>,
}

fn simulate(parameters: &SynchronousTheory, run: &Run) -> Result<Found, FigureError> {
    let loading = parameters.loading;
    let networks = parameters.networks as u64;
    let starts: Vec<(f64, usize)> = STARTS
        .iter()
        .map(|&start| (start, 2))
        .chain(COURSES.iter().map(|&start| (start, STEPS)))
        .collect();
    let jobs: Vec<(f64, f64, usize, u64)> = starts
        .iter()
        .flat_map(|&(start, steps)| (0..networks).map(move |r| (loading, start, steps, r)))
        .chain(LOADINGS.iter().flat_map(|&loading| {
            (0..RUNS).map(move |replica| (loading, 1.0, LONGEST, 1000 + replica))
        }))
        .enumerate()
        .map(|(index, (loading, start, steps, replica))| {
            (loading, start, steps, 10_000 * index as u64 + replica)
        })
        .collect();
    let all = run.map(&jobs, |&(loading, start, steps, replica)| {
        Ok::<_, FigureError>(course(parameters, loading, start, steps, replica))
    })?;
    let (followed, ended) = all.split_at(starts.len() * networks as usize);
    let groups: Vec<&[Vec<f64>]> = followed.chunks(networks as usize).collect();
    let at = |group: &[Vec<f64>], step: usize| -> Estimate {
        mean(&group.iter().map(|one| one[step]).collect::<Vec<_>>())
    };
    let (short, long) = groups.split_at(STARTS.len());
    let first = STARTS.iter().zip(short).map(|(&start, group)| {
        let second = at(group, 2);
        let gaussian = second_step_gaussian(start, loading, 0.0);
        let difference = Estimate {
            value: second.value - gaussian,
            ..second
        };
        [at(group, 1), second, difference]
    });
    let courses = long
        .iter()
        .map(|group| (0..=STEPS).map(|step| at(group, step)).collect());
    let ends = ended.chunks(RUNS as usize).map(|group| at(group, LONGEST));
    Ok(Found {
        first: first.collect(),
        courses: courses.collect(),
        ends: ends.collect(),
    })
}

fn marks(name: &str, role: Role, x: &[f64], found: &[Estimate]) -> Layer {
    let y = found.iter().map(|one| one.value).collect();
    Layer::points(name, role, x.to_vec(), y).y_error(found.iter().map(error).collect())
}

/// The first two steps exactly, the approximation that takes all noise for Gaussian, and simulation.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn synchronous_theory(
    parameters: &SynchronousTheory,
    run: &Run,
) -> Result<Figure, FigureError> {
    let found = simulate(parameters, run)?;
    let (caption, alternative_text) = words(parameters, &found)?;
    Ok(Figure::new()
        .columns(2)
        .panel(two_steps(parameters, &found))
        .panel(difference(parameters, &found))
        .panel(later(parameters, &found))
        .panel(ends(&found)?)
        .caption(caption)
        .alternative_text(alternative_text))
}

fn two_steps(parameters: &SynchronousTheory, found: &Found) -> Panel {
    let loading = parameters.loading;
    let x = spaced(0.0, 1.0, 201);
    let of = |function: fn(f64, f64) -> f64| -> Vec<f64> {
        x.iter().map(|&start| function(start, loading)).collect()
    };
    let first = of(|start, loading| first_steps(start, loading, 0.0).first);
    let second = of(|start, loading| first_steps(start, loading, 0.0).second);
    let gaussian = of(|start, loading| second_step_gaussian(start, loading, 0.0));
    let column =
        |index: usize| -> Vec<Estimate> { found.first.iter().map(|one| one[index]).collect() };
    Panel::new(
        "two steps",
        Axis::new("overlap at the start", "m_{0}", "").range(0.0, 1.0),
        Axis::new("overlap after one and two steps", "", "").range(0.0, 1.05),
    )
    .height(230.0)
    .title("two steps")
    .layer(Layer::line("one step", Role::Theory, x.clone(), first))
    .layer(Layer::line("two steps", Role::Theory, x.clone(), second))
    .layer(Layer::line("two steps, Gaussian", Role::Muted, x, gaussian).dash(Dash::Dashed))
    .layer(marks("simulated m₁", Role::Accent, &STARTS, &column(0)).shape(Shape::Triangle))
    .layer(marks("simulated m₂", Role::Simulation, &STARTS, &column(1)))
    .layer(Layer::text(
        Role::Accent,
        (0.97, 0.16),
        Anchor::End,
        "▲ *m*_{1}",
    ))
    .layer(Layer::text(
        Role::Simulation,
        (0.97, 0.06),
        Anchor::End,
        "● *m*_{2}",
    ))
}

fn difference(parameters: &SynchronousTheory, found: &Found) -> Panel {
    let loading = parameters.loading;
    let x = spaced(0.0, 1.0, 201);
    let y: Vec<f64> = x
        .iter()
        .map(|&start| {
            first_steps(start, loading, 0.0).second - second_step_gaussian(start, loading, 0.0)
        })
        .collect();
    let column: Vec<Estimate> = found.first.iter().map(|one| one[2]).collect();
    Panel::new(
        "difference",
        Axis::new("overlap at the start", "m_{0}", "").range(0.0, 1.0),
        Axis::new("*m*_{2} − Gaussian approximation", "", ""),
    )
    .height(230.0)
    .title("what the approximation drops")
    .layer(Layer::rule(Role::Muted, Orientation::Horizontal, 0.0))
    .layer(Layer::line("exact minus Gaussian", Role::Theory, x, y))
    .layer(marks(
        "simulated minus Gaussian",
        Role::Simulation,
        &STARTS,
        &column,
    ))
}

fn later(parameters: &SynchronousTheory, found: &Found) -> Panel {
    let steps: Vec<f64> = (0..=STEPS).map(|step| step as f64).collect();
    let mut panel = Panel::new(
        "later steps",
        Axis::new("steps", "t", "").range(0.0, STEPS as f64 + 0.3),
        Axis::new("overlap", "m_{t}", "").range(0.0, 1.05),
    )
    .height(230.0)
    .title("later steps");
    let shapes = [Shape::Disc, Shape::Square, Shape::Triangle];
    for ((&start, course), shape) in COURSES.iter().zip(&found.courses).zip(shapes) {
        let exact = first_steps(start, parameters.loading, 0.0);
        let name = format!("from {start}");
        panel = panel
            .layer(
                Layer::line(
                    &format!("Gaussian {name}"),
                    Role::Muted,
                    steps.clone(),
                    amari_maginu(start, parameters.loading, STEPS),
                )
                .dash(Dash::Dashed),
            )
            .layer(Layer::line(
                &format!("exact {name}"),
                Role::Theory,
                steps[..3].to_vec(),
                vec![start, exact.first, exact.second],
            ))
            .layer(
                marks(
                    &format!("simulation {name}"),
                    Role::Simulation,
                    &steps,
                    course,
                )
                .shape(shape),
            );
    }
    panel
}

fn ends(found: &Found) -> Result<Panel, FigureError> {
    let (edge, overlap, _) = capacity()?;
    let gaussian = amari_maginu_capacity()?;
    let mut line = Vec::new();
    for part in spaced(0.0, 1.0, 60) {
        let loading = edge - (edge - 0.07) * (1.0 - part) * (1.0 - part);
        line.push((
            loading,
            retrieval(loading.min(edge * (1.0 - 1e-14)), 0.0)?.overlap,
        ));
    }
    let (x, y) = line.into_iter().unzip();
    let approximated: Vec<f64> = spaced(0.0, 1.0, 40)
        .into_iter()
        .map(|part| gaussian - 1e-7 - (gaussian - 0.07) * (1.0 - part) * (1.0 - part))
        .collect();
    let settled = approximated
        .iter()
        .map(|&loading| amari_maginu(1.0, loading, 4000)[4000])
        .collect();
    Ok(Panel::new(
        "ends",
        Axis::new("loading", "α", "").range(0.07, 0.195),
        Axis::new("overlap at the end", "m", "").range(0.0, 1.05),
    )
    .height(230.0)
    .title("the end, from a memory")
    .layer(Layer::rule(Role::Muted, Orientation::Vertical, edge).label("*α*_{*c*}", Place::End))
    .layer(Layer::line("replica theory", Role::Theory, x, y))
    .layer(Layer::points("its end", Role::Theory, vec![edge], vec![overlap]).shape(Shape::Dot))
    .layer(
        Layer::line("Gaussian approximation", Role::Muted, approximated, settled)
            .dash(Dash::Dashed),
    )
    .layer(marks(
        "simulation",
        Role::Simulation,
        &LOADINGS,
        &found.ends,
    )))
}

fn words(parameters: &SynchronousTheory, found: &Found) -> Result<(Prose, Prose), FigureError> {
    let SynchronousTheory {
        loading,
        neurons,
        networks,
        ..
    } = parameters;
    let print = |value: f64| Digits::Significant(2).print(value);
    let mut worst: [f64; 2] = [0.0; 2];
    let mut largest: f64 = 0.0;
    for (&start, found) in STARTS.iter().zip(&found.first) {
        let exact = first_steps(start, *loading, 0.0);
        let gaussian = second_step_gaussian(start, *loading, 0.0);
        // Where hardly a spin errs the counts are no longer normal: one spin in all is the floor.
        let floor = 1.0 / (*neurons * networks) as f64;
        let distance = |value: f64, estimate: &Estimate| {
            (value - estimate.value).abs() / error(estimate).max(floor)
        };
        worst[0] = worst[0]
            .max(distance(exact.first, &found[0]))
            .max(distance(exact.second, &found[1]));
        worst[1] = worst[1].max(distance(gaussian, &found[1]));
        largest = largest.max((exact.second - gaussian).abs());
    }
    let gaussian = amari_maginu_capacity()?;
    let edge = capacity()?.0;
    let caption = Prose::new()
        .result(
            worst[1] > 5.0 && worst[0] < 5.0,
            format!(
                "Two steps of the parallel dynamics are known exactly; taking all noise for Gaussian misses the second \
                 by up to {}, {} standard errors of the simulation.",
                print(largest), print(worst[1])
            ),
            "The first steps of the parallel dynamics, exactly and with all noise taken for Gaussian.",
        )
        .plain(format!(
            "Thin lines: theory; marks: means over {networks} networks of {neurons} neurons at $\\alpha$ = {loading}, \
             with standard errors; dashed: Amari and Maginu's approximation. Upper left: overlap after one step \
             (triangles, Equation @eq-first-step) and two (discs, Equation @eq-second-step) against that at the start. \
             Upper right: the second step minus the approximation. Lower left: further steps from {}, {} and {}; the \
             exact theory is drawn for two. Lower right: overlap after {LONGEST} steps from a memory, {RUNS} \
             networks each: the approximation ends at $\\alpha$ = {}, replica theory at {}.",
            COURSES[0], COURSES[1], COURSES[2],
            Digits::Decimals(3).print(gaussian), Digits::Decimals(3).print(edge)
        ))
        .plain(format!(
            "Of {} comparisons with the exact steps the worst differs by {} standard errors.",
            2 * STARTS.len(),
            Digits::Decimals(1).print(worst[0])
        ));
    let half = first_steps(0.5, *loading, 0.0);
    let end = |loading: f64| {
        let at = LOADINGS.iter().position(|one| *one == loading);
        at.map_or(f64::NAN, |at| found.ends[at].value)
    };
    let (before, after) = (end(0.13), end(0.17));
    let alternative_text = Prose::new()
        .result(
            worst[0] < 5.0,
            format!(
                "Four panels. From an overlap of 0.5 the theory gives {} after one step and {} after two, and \
                 simulated marks lie on both lines;",
                print(half.first),
                print(half.second)
            ),
            format!(
                "Four panels. From an overlap of 0.5 the theory gives {} after one step and {} after two, and \
                 simulated marks differ from the lines by up to {} standard errors;",
                print(half.first),
                print(half.second),
                Digits::Decimals(1).print(worst[0])
            ),
        )
        .plain(format!(
            "the Gaussian approximation gives {} after two.",
            print(second_step_gaussian(0.5, *loading, 0.0))
        ))
        .result(
            before > 0.9 && after < 0.5,
            "Further steps are also drawn, and the overlap at the end against loading, which falls from near \
             one between 0.13 and 0.17.",
            format!(
                "Further steps are also drawn, and the overlap at the end against loading: {} at 0.13 and {} \
                 at 0.17.",
                print(before),
                print(after)
            ),
        );
    Ok((caption, alternative_text))
}
