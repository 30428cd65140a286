//! The figure `time-step`: what a simulation misses that looks for the threshold only now and then.

use super::noise::LONGEST;
use crate::model::Neuron;
use crate::stochastic::{Scheme, intervals, naive_rate, rate};
use common::claim::{Digits, Estimate};
use common::figure::{Anchor, Axis, Figure, FigureError, Layer, Panel, Role, Shape};
use common::numerics::elementary::sqrt;
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `time-step` depends on.
    pub struct TimeStep {
        /// mean drive
        drive: f64 = 18.0 => Real { symbol: r"\mu", unit: "mV", from: -100.0, to: 200.0 };
        /// noise
        noise: f64 = 3.0 => Real { symbol: r"\sigma", unit: "mV", from: 0.1, to: 50.0 };
        /// the longest time step
        longest_step: f64 = 2.0 => Logarithmic { symbol: r"\Delta t_\mathrm{max}", unit: "ms", from: 0.05, to: 20.0 };
        /// number of time steps, whose square roots are evenly spaced
        steps: usize = 6 => Integer { symbol: "", from: 2, to: 20 };
        /// number of simulated intervals for each mark
        intervals: usize = 8000 => Integer { symbol: "", from: 50, to: 100_000 };
        /// seed of the noise
        seed: Seed = Seed(1) => Seed;
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
    check = TimeStep::fires;
    work = TimeStep::work;
}

impl TimeStep {
    fn fires(&self) -> Result<(), String> {
        let slowest = naive_rate(&self.neuron, self.drive, self.noise, self.longest_step);
        if slowest * self.neuron.time_constant * LONGEST > 1000.0 {
            return Ok(());
        }
        let Self { drive, noise, .. } = self;
        Err(format!(
            "--drive is {drive} and --noise is {noise} mV, under which the neuron fires less than once \
             in {LONGEST:.0} time constants; raise one of them"
        ))
    }

    fn work(&self) -> (f64, &'static str) {
        let interval = 1000.0 / rate(&self.neuron, self.drive, self.noise);
        let steps: f64 = self
            .time_steps()
            .iter()
            .map(|step| 1.0 + interval / step)
            .sum();
        (
            2.0 * self.intervals as f64 * steps,
            "--intervals or --steps, or raise --longest-step",
        )
    }

    fn time_steps(&self) -> Vec<f64> {
        let part = |k: usize| (k + 1) as f64 / self.steps as f64;
        (0..self.steps)
            .map(|k| self.longest_step * part(k) * part(k))
            .collect()
    }
}

/// The error of the simulated rate against the time step, with and without a look between steps.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn time_step(parameters: &TimeStep, run: &Run) -> Result<Figure, FigureError> {
    let TimeStep {
        drive,
        noise,
        longest_step,
        neuron,
        ..
    } = parameters;
    let exact = rate(neuron, *drive, *noise);
    let percent = |rate: f64| 100.0 * (rate / exact - 1.0);
    let steps = parameters.time_steps();
    let schemes: Vec<(u64, Scheme)> = steps
        .iter()
        .flat_map(|&step| [Scheme::AtEnds(step), Scheme::Between(step)])
        .zip(0..)
        .map(|(scheme, replica)| (replica, scheme))
        .collect();
    let found = run.map(&schemes, |&(replica, scheme)| {
        let mut stream = stream(parameters.seed.0, replica);
        let input = (*drive, *noise);
        let found = intervals(neuron, input, scheme, parameters.intervals, &mut stream).rate();
        Ok::<_, FigureError>(found)
    })?;
    let (naive, between): (Vec<Estimate>, Vec<Estimate>) =
        found.chunks_exact(2).map(|pair| (pair[0], pair[1])).unzip();

    let root = sqrt(*longest_step);
    let ticks = round_steps(*longest_step).map(|step| (sqrt(step), format!("{step}")));
    let time = Axis::new("time step, on a square-root scale,", "Δt", "ms")
        .range(0.0, 1.03 * root)
        .ticks(ticks);
    let roots: Vec<f64> = steps.iter().map(|&step| sqrt(step)).collect();
    let marks = |name: &str, found: &[Estimate], shape| {
        let y = found.iter().map(|one| percent(one.value)).collect();
        let error = |one: &Estimate| 100.0 * one.standard_error.unwrap_or(0.0) / exact;
        Layer::points(name, Role::Simulation, roots.clone(), y)
            .y_error(found.iter().map(error).collect())
            .shape(shape)
    };
    let parts = (0..=60).map(|i| f64::from(i) / 60.0);
    let (x, theory): (Vec<f64>, Vec<f64>) = parts
        .map(|part| {
            let step = part * part * longest_step;
            (
                part * root,
                percent(naive_rate(neuron, *drive, *noise, step)),
            )
        })
        .unzip();
    let last = theory.last().copied().unwrap_or(0.0);
    let panel = Panel::new(
        "error",
        time,
        Axis::new("error of the rate", "", "%").including(1.25 * last, -0.2 * last),
    )
    .height(250.0)
    .layer(
        Layer::line("threshold raised", Role::Theory, x, theory.clone()).quantity(
            "error if the threshold were higher by 0.58 steps",
            "",
            "%",
        ),
    )
    .layer(
        Layer::line("none", Role::Theory, vec![0.0, 1.03 * root], vec![0.0, 0.0])
            .quantity("no error", "", "%"),
    )
    .layer(marks("at the ends", &naive, Shape::Circle).label_at(
        "looked for at the ends of steps",
        0.6 * root,
        0.9 * last,
        Anchor::End,
    ))
    .layer(marks("in between", &between, Shape::Disc).label_at(
        "looked for in between too",
        0.6 * root,
        -0.12 * last,
        Anchor::End,
    ));
    let (caption, alternative_text) = words(parameters, &naive, &between, exact, &theory);
    Ok(Figure::new()
        .panel(panel)
        .caption(caption)
        .alternative_text(alternative_text))
}

/// Zero and the round numbers below the longest step that are far enough apart to be ticks.
fn round_steps(longest: f64) -> impl Iterator<Item = f64> {
    const ROUND: [f64; 10] = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0];
    let further = ROUND.into_iter().chain([10.0, 20.0]);
    let apart = further.filter(move |step| (0.04 * longest..=longest).contains(step));
    std::iter::once(0.0).chain(apart)
}

fn words(
    parameters: &TimeStep,
    naive: &[Estimate],
    between: &[Estimate],
    exact: f64,
    theory: &[f64],
) -> (Prose, Prose) {
    let print = |value: f64| Digits::Decimals(1).print(value);
    let shortfall = |found: &Estimate| 100.0 * (1.0 - found.value / exact);
    let (first, last) = (
        naive.first().map_or(0.0, shortfall),
        naive.last().map_or(0.0, shortfall),
    );
    let worst = between.iter().fold(0.0, |worst: f64, found| {
        let error = found.standard_error.unwrap_or(0.0).max(f64::MIN_POSITIVE);
        worst.max((found.value - exact).abs() / error)
    });
    let steps = parameters.time_steps();
    let (shortest, longest) = (steps[0], parameters.longest_step);
    let percent = |found: &Estimate| 100.0 * found.standard_error.unwrap_or(0.0) / exact;
    let coarsest = between.iter().map(percent).fold(0.0, f64::max);
    // The loss at the shortest step is no chance; and what is seen to lose none would be seen to lose
    // half of what is lost at the longest.
    let missed = last > first
        && naive
            .first()
            .is_some_and(|found| first > 2.0 * percent(found));
    let told_apart = coarsest < 0.1 * last;
    let caption = Prose::new()
        .result(
            missed && worst < 4.0 && told_apart,
            format!(
                "Looking for the threshold only at the ends of steps loses {} % of the spikes at a step of \
                 {} ms and still {} % at {} ms; looking in between loses none.",
                print(last), Digits::Significant(2).print(longest), print(first), Digits::Significant(2).print(shortest)
            ),
            "The error of a simulated rate against the time step.",
        )
        .plain(format!(
            "Relative to Equation @eq-siegert, which gives {} Hz. Open circles: the threshold is looked for at \
             the end of each step. Discs: also in between, with the probability of Equation @eq-touch. {} \
             intervals each; bars are standard errors. Lines: no error, and that of a threshold raised by \
             0.58 of a step's standard deviation, Equation @eq-overshoot.",
            Digits::Significant(3).print(exact), parameters.intervals
        ));
    // Each mark within a tenth of the loss at the longest step, or what chance leaves of it, from the
    // chord of the line, and the line from its chord.
    let lost = theory.last().map_or(0.0, |end| -end);
    let chord = |index: usize, of: usize| -lost * index as f64 / of as f64;
    let near = |off: f64, error: f64| off.abs() < (0.1 * lost).max(4.0 * error);
    let mut line = theory.iter().enumerate();
    let mut marks = naive.iter().enumerate();
    let straight = lost > 0.0
        && last > 4.0 * naive.last().map_or(0.0, percent)
        && line.all(|(index, error)| near(error - chord(index, theory.len() - 1), 0.0))
        && marks.all(|(index, found)| {
            near(
                -shortfall(found) - chord(index + 1, naive.len()),
                percent(found),
            )
        });
    let farthest = between
        .iter()
        .map(shortfall)
        .fold(0.0, |farthest: f64, off| {
            if off.abs() > farthest.abs() {
                off
            } else {
                farthest
            }
        });
    let alternative_text = Prose::new()
        .plain("Error of the simulated rate against the square root of the time step.")
        .result(
            straight,
            format!(
                "If the threshold is looked for at the ends of steps, marks fall along an almost straight \
                 line to {} % at {} ms.",
                print(-last),
                Digits::Significant(2).print(longest)
            ),
            format!(
                "If the threshold is looked for at the ends of steps, the marks go from {} % at {} ms to {} % at \
                 {} ms.",
                print(-first),
                Digits::Significant(2).print(shortest),
                print(-last),
                Digits::Significant(2).print(longest)
            ),
        )
        .result(
            worst < 4.0,
            format!(
                "If it is looked for in between too, they stay within {} standard errors of zero.",
                print(worst)
            ),
            format!(
                "If it is looked for in between too, they are off zero by as much as {} %.",
                Digits::Significant(2).print(-farthest)
            ),
        );
    (caption, alternative_text)
}
