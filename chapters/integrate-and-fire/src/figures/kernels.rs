//! The figure `kernels`: synaptic currents and their sum.

use crate::model::Neuron;
use crate::model::barrage::{Shape, Synapses};
use crate::stochastic::{Moments, Tally, sampled_barrage};
use common::claim::{Digits, Estimate};
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Panel, Role, Shape as MarkShape, Weight,
};
use common::numerics::elementary::sqrt;
use common::numerics::random::stream;
use common::param::{Choice, Seed};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `kernels` depends on.
    pub struct Kernels {
        /// how long the drive is shown
        window: f64 = 200.0 => Real { symbol: "", unit: "ms", from: 20.0, to: 2000.0 };
        /// how long it is simulated for each mark, in all
        duration: f64 = 100.0 => Logarithmic { symbol: "", unit: "s", from: 10.0, to: 10_000.0 };
        /// seed of the input
        seed: Seed = Seed(1) => Seed;
        /// the synapses
        synapses: Synapses = Synapses::default() => Group;
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
    work = Kernels::events;
}

impl Kernels {
    fn events(&self) -> (f64, &'static str) {
        let spikes = f64::from(self.synapses.excitatory) + f64::from(self.synapses.inhibitory);
        // Six rates, 7/2 of the given one on average twice over; and the readings.
        let rate = 1.0 + spikes * self.synapses.input_rate / 1000.0;
        let seconds = 5.0 * self.duration + self.window / 1000.0;
        (
            1000.0 * seconds * rate,
            "--duration, --input-rate or the numbers of synapses",
        )
    }
}

/// Replicas of each simulation, whose spread gives the standard errors.
const REPLICAS: u64 = 32;
/// Time between two readings of the drive, in ms.
const STEP: f64 = 0.5;
/// The rates of the third panel over the given one.
const PARTS: [f64; 5] = [0.25, 0.5, 1.0, 1.5, 2.0];
/// Readings from one lag of the fourth panel to the next.
const LAGS: usize = 10;

/// Kernels, the drive of a barrage, its mean and standard deviation, its autocovariance.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn kernels(parameters: &Kernels, run: &Run) -> Result<Figure, FigureError> {
    let Kernels {
        synapses, neuron, ..
    } = parameters;
    let kernel = synapses.kernel(neuron);
    // Lags as far as the kernel reaches.
    let reach = 3.0 * (kernel.decay + kernel.rise);
    let every = ((reach / LAGS as f64 / STEP).round() as usize).max(1);
    let lags: Vec<usize> = (0..=LAGS).map(|i| i * every).collect();
    let found = simulate(parameters, &lags, run)?;
    let (sweep, middle) = (&found, &found[2]);
    let theory = Theory::new(synapses, neuron);

    let (caption, alternative_text) = words(parameters, &theory, sweep, &lags);
    Ok(Figure::new()
        .columns(2)
        .panel(shapes(parameters))
        .panel(trace(parameters, &theory))
        .panel(moments(parameters, sweep))
        .panel(covariance(parameters, &lags, middle))
        .caption(caption)
        .alternative_text(alternative_text))
}

/// Mean and standard deviation of the drive, in mV: Campbell's theorem.
struct Theory {
    mean: f64,
    deviation: f64,
}

impl Theory {
    fn new(synapses: &Synapses, neuron: &Neuron) -> Self {
        let kernel = synapses.kernel(neuron);
        Self {
            mean: synapses.sum(1) * kernel.area,
            deviation: sqrt(synapses.sum(2) * kernel.square()),
        }
    }
}

fn at_part(synapses: &Synapses, part: f64) -> Synapses {
    Synapses {
        input_rate: part * synapses.input_rate,
        ..*synapses
    }
}

/// The moments of the drive at each of the rates.
fn simulate(parameters: &Kernels, lags: &[usize], run: &Run) -> Result<Vec<Moments>, FigureError> {
    let readings = (1000.0 * parameters.duration / STEP / REPLICAS as f64).ceil() as usize;
    let mut jobs = Vec::new();
    for (number, part) in (0_u64..).zip(PARTS) {
        jobs.extend((0..REPLICAS).map(|replica| (1 + number * REPLICAS + replica, part)));
    }
    let tallies = run.map(&jobs, |&(replica, part)| {
        let synapses = at_part(&parameters.synapses, part);
        let expected = Theory::new(&synapses, &parameters.neuron).mean;
        let mut stream = stream(parameters.seed.0, replica);
        let drive = sampled_barrage(&synapses, &parameters.neuron, STEP, readings, &mut stream);
        Ok::<_, FigureError>(Tally::new(&drive, expected, lags))
    })?;
    let replicas = tallies.chunks_exact(REPLICAS as usize);
    Ok(replicas.map(Moments::new).collect())
}

fn shapes(parameters: &Kernels) -> Panel {
    let Kernels {
        synapses, neuron, ..
    } = parameters;
    let until = 4.0 * synapses.decay.max(synapses.rise);
    let times: Vec<f64> = (0..=300).map(|i| until * f64::from(i) / 300.0).collect();
    let mut panel = Panel::new(
        "kernels",
        Axis::new("time since a spike", "s", "ms"),
        Axis::new("kernel", "K", "").including(0.0, 0.1),
    )
    .height(190.0);
    // Each label stands just right of its curve, at a fraction of the axis of its own.
    let places = [
        (0.05, Dash::Dashed),
        (0.45, Dash::Dotted),
        (0.2, Dash::Dashed),
    ];
    let top = neuron.time_constant / synapses.decay;
    for ((name, shape), (part, dash)) in Shape::OPTIONS.iter().zip(places) {
        let one = Synapses {
            kernel: *shape,
            ..*synapses
        };
        let kernel = one.kernel(neuron);
        let values: Vec<f64> = times.iter().map(|&time| kernel.at(time)).collect();
        let at = part * until;
        let layer = Layer::line(name, Role::Muted, times.clone(), values);
        let layer = if *shape == synapses.kernel {
            let chosen = Layer {
                role: Role::Excitatory,
                ..layer
            };
            chosen.weight(Weight::Heavy)
        } else {
            layer.dash(dash)
        };
        let (x, y) = (at + 0.015 * until, kernel.at(at) + 0.06 * top);
        panel = panel.layer(layer.label_at(name, x, y, Anchor::Start));
    }
    panel
}

fn trace(parameters: &Kernels, theory: &Theory) -> Panel {
    let Kernels {
        synapses,
        neuron,
        window,
        ..
    } = parameters;
    let step = (window / 1000.0).max(0.05);
    let readings = (window / step) as usize + 1;
    let mut stream = stream(parameters.seed.0, 0);
    let drive = sampled_barrage(synapses, neuron, step, readings, &mut stream);
    let times: Vec<f64> = (0..readings).map(|i| i as f64 * step).collect();
    let across = |value: f64| (vec![0.0, *window], vec![value, value]);
    let ((x, lower), (_, upper)) = (
        across(theory.mean - theory.deviation),
        across(theory.mean + theory.deviation),
    );
    let (mean_x, mean_y) = across(theory.mean);
    Panel::new(
        "drive",
        Axis::new("time", "t", "ms"),
        Axis::new("drive", "I", "mV").including(0.0, 1.0),
    )
    .height(190.0)
    .layer(Layer::band(
        "mean and deviation",
        Role::Muted,
        x,
        lower,
        upper,
    ))
    .layer(Layer::line("drive", Role::Excitatory, times, drive))
    .layer(Layer::line("mean", Role::Theory, mean_x, mean_y).label_end("⟨*I*⟩"))
}

fn moments(parameters: &Kernels, sweep: &[Moments]) -> Panel {
    let Kernels {
        synapses, neuron, ..
    } = parameters;
    let top = 2.1 * synapses.input_rate.max(0.01);
    let rates: Vec<f64> = (0..=100).map(|i| top * f64::from(i) / 100.0).collect();
    let theory: Vec<Theory> = rates
        .iter()
        .map(|&input_rate| {
            Theory::new(
                &Synapses {
                    input_rate,
                    ..*synapses
                },
                neuron,
            )
        })
        .collect();
    let marked: Vec<f64> = PARTS
        .iter()
        .map(|part| part * synapses.input_rate)
        .collect();
    let marks = |name: &str, found: Vec<Estimate>, shape| {
        let y = found.iter().map(|one| one.value).collect();
        let errors = found.iter().map(|one| one.standard_error.unwrap_or(0.0));
        Layer::points(name, Role::Simulation, marked.clone(), y)
            .y_error(errors.collect())
            .shape(shape)
    };
    let means: Vec<f64> = theory.iter().map(|one| one.mean).collect();
    let deviations: Vec<f64> = theory.iter().map(|one| one.deviation).collect();
    Panel::new(
        "moments",
        Axis::new("rate at each synapse", "ν_{in}", "Hz").range(0.0, top),
        Axis::new("drive", "I", "mV").including(0.0, 1.0),
    )
    .height(190.0)
    .layer(Layer::line("mean, theory", Role::Theory, rates.clone(), means).label_end("mean"))
    .layer(Layer::line("deviation, theory", Role::Theory, rates, deviations).label_end("s.d."))
    .layer(marks(
        "mean, simulation",
        sweep.iter().map(|one| one.mean).collect(),
        MarkShape::Disc,
    ))
    .layer(marks(
        "deviation, simulation",
        sweep.iter().map(|one| root(one.covariance[0])).collect(),
        MarkShape::Square,
    ))
}

/// The square root of an estimate.
fn root(square: Estimate) -> Estimate {
    let value = sqrt(square.value.max(0.0));
    let error = square.standard_error.unwrap_or(0.0);
    Estimate::random(
        value,
        if value > 0.0 {
            0.5 * error / value
        } else {
            0.0
        },
    )
}

fn covariance(parameters: &Kernels, lags: &[usize], middle: &Moments) -> Panel {
    let Kernels {
        synapses, neuron, ..
    } = parameters;
    let kernel = synapses.kernel(neuron);
    let sum = synapses.sum(2);
    let shifts: Vec<f64> = lags.iter().map(|&lag| lag as f64 * STEP).collect();
    let last = shifts.last().copied().unwrap_or(1.0);
    let fine: Vec<f64> = (0..=200).map(|i| last * f64::from(i) / 200.0).collect();
    let theory = fine.iter().map(|&lag| sum * kernel.overlap(lag)).collect();
    let found = middle.covariance.iter().map(|one| one.value).collect();
    let errors = middle
        .covariance
        .iter()
        .map(|one| one.standard_error.unwrap_or(0.0));
    Panel::new(
        "autocovariance",
        Axis::new("lag", "s", "ms"),
        Axis::new("autocovariance", "C", "mV^{2}").including(0.0, 0.1),
    )
    .height(190.0)
    .layer(Layer::line("theory", Role::Theory, fine, theory))
    .layer(Layer::points("simulation", Role::Simulation, shifts, found).y_error(errors.collect()))
}

fn words(
    parameters: &Kernels,
    theory: &Theory,
    sweep: &[Moments],
    lags: &[usize],
) -> (Prose, Prose) {
    let middle = &sweep[2];
    let print = |value: f64| Digits::Significant(3).print(value);
    let Synapses {
        excitatory,
        inhibitory,
        excitatory_weight,
        inhibitory_weight,
        input_rate,
        kernel,
        ..
    } = parameters.synapses;
    let count = u64::from(excitatory) + u64::from(inhibitory);
    let found = (middle.mean, root(middle.covariance[0]));
    let holds = close(found.0, theory.mean) && close(found.1, theory.deviation);
    let caption = Prose::new()
        .result(
            holds && count > 1 && theory.deviation > 0.0,
            format!(
                "The spikes of {count} synapses add up to a mean drive of {} mV with fluctuations of {} mV, as \
                 Campbell's theorem says.",
                print(theory.mean), print(theory.deviation)
            ),
            if count == 1 {
                "The drive that the spikes of one synapse add up to."
            } else {
                "The drive that many synapses add up to."
            },
        )
        .plain(format!(
            "Upper left: the course of one synaptic current; all have the area $\\tau$. Upper right: the summed \
             drive of {excitatory} synapse{} with {excitatory_weight} mV and {inhibitory} with {} mV, each with \
             Poisson spikes at {input_rate} Hz and the {} kernel; level line and grey band: its mean and one \
             standard deviation to either side, from theory. Lower left: both against the rate at each synapse. \
             Lower right: the autocovariance. Lines: Equations @eq-campbell and @eq-autocovariance. Marks: \
             {REPLICAS} simulations, {} s in all for each rate; bars are standard errors.",
            if excitatory == 1 { "" } else { "s" },
            Digits::Significant(2).print(inhibitory_weight), kernel.name(), parameters.duration
        ));
    (caption, described(parameters, theory, sweep, lags))
}

/// Whether an estimate is where theory expects it, as far as chance takes the worst of some twenty.
fn close(found: Estimate, expected: f64) -> bool {
    (found.value - expected).abs() <= 4.0 * found.standard_error.unwrap_or(0.0) + 1e-9
}

fn described(parameters: &Kernels, theory: &Theory, sweep: &[Moments], lags: &[usize]) -> Prose {
    let Kernels {
        synapses, neuron, ..
    } = parameters;
    let print = |value: f64| Digits::Significant(3).print(value);
    let on_both = sweep.iter().zip(PARTS).all(|(found, part)| {
        let expected = Theory::new(&at_part(synapses, part), neuron);
        close(found.mean, expected.mean) && close(root(found.covariance[0]), expected.deviation)
    });
    let kernel = synapses.kernel(neuron);
    let expected = |lag: f64| synapses.sum(2) * kernel.overlap(lag);
    let times = lags.iter().map(|&lag| lag as f64 * STEP);
    let last = times.clone().next_back().unwrap_or(0.0);
    let covariances = sweep[2].covariance.iter().zip(times);
    let mut covariances = covariances.map(|(&found, lag)| close(found, expected(lag)));
    let on_it = covariances.all(|close| close);
    let fluctuates = theory.deviation > 0.0;
    let moments = match (theory.mean > 0.0, theory.mean < 0.0) {
        (true, _) => "growing linearly and as a square root with the input rate",
        (_, true) => {
            "the one falling linearly with the input rate, the other growing as its square root"
        }
        _ => "the one zero at any input rate, the other growing as its square root",
    };
    let falls = if expected(last) < 0.1 * expected(0.0) {
        "zero".to_owned()
    } else {
        format!("{} mV² at a lag of {last} ms", print(expected(last)))
    };
    let marks = |on: bool, where_to: &str| {
        if on {
            format!("with simulated marks on {where_to}")
        } else {
            "with simulated marks, not all of which lie on the line".to_owned()
        }
    };
    Prose::new().result(
        fluctuates,
        format!(
            "Four panels: three kernels; a fluctuating drive around its mean of {} mV; mean and standard deviation \
             of the drive, {moments}, {}; an autocovariance that falls from {} mV² to {falls}, {}.",
            print(theory.mean),
            marks(on_both, "both curves"),
            print(theory.deviation * theory.deviation),
            marks(on_it, "it")
        ),
        "Four panels: three kernels; a drive of 0 mV; its mean, standard deviation and autocovariance, all zero.",
    )
}
