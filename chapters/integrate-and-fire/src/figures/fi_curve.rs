//! The figure `fi-curve`: how fast the neuron fires under a constant drive.

use crate::analysis;
use crate::kernel::{self, Stretch};
use crate::model::{Neuron, State};
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Mark, Orientation, Panel, Place, Range, Role,
    Shape,
};
use common::numerics::elementary::{ln, ln_1p, pow};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `fi-curve` depends on.
    pub struct FiCurve {
        /// largest drive; the smallest is 0
        to: f64 = 100.0 => Real { symbol: r"\mu_\mathrm{to}", unit: "mV", from: 10.0, to: 1000.0 };
        /// number of simulated drives, evenly spaced
        drives: usize = 41 => Integer { symbol: "", from: 2, to: 1000 };
        /// how long each drive is applied and spikes are counted
        duration: f64 = 10_000.0 => Real { symbol: "", unit: "ms", from: 100.0, to: 100_000.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
    work = FiCurve::events;
}

impl FiCurve {
    /// A spike costs a fiftieth of a step.
    fn events(&self) -> (f64, &'static str) {
        let spikes = without(&self.neuron).rate(self.to) * self.duration / 1000.0;
        (
            0.02 * spikes * self.drives as f64,
            "--drives, --duration or --to",
        )
    }
}

/// The neuron without its refractory period.
fn without(neuron: &Neuron) -> Neuron {
    Neuron {
        refractory_period: 0.0,
        ..*neuron
    }
}

/// Points of a line.
const POINTS: usize = 400;
/// The least and the greatest distance from threshold in the panel of the onset, in decades of mV.
const DECADES: (f64, f64) = (-6.0, 2.0);
/// A rate, in Hz, that is slow.
const SLOW: f64 = 5.0;
/// Intervals that are simulated at each distance.
const INTERVALS: f64 = 3.0;

/// Rates and intervals: simulated, over their closed forms.
///
/// # Errors
/// If the work is called off.
pub fn fi_curve(parameters: &FiCurve, run: &Run) -> Result<Figure, FigureError> {
    let (rates, onset) = (rates(parameters, run)?, onset(&parameters.neuron));
    let (caption, alternative_text) = words(parameters, &farthest(parameters, &rates, &onset));
    Ok(Figure::new()
        .panel(rates)
        .panel(onset)
        .caption(caption)
        .alternative_text(alternative_text))
}

fn rates(parameters: &FiCurve, run: &Run) -> Result<Panel, FigureError> {
    let FiCurve {
        to,
        drives,
        duration,
        neuron,
    } = *parameters;
    let free = without(&neuron);
    let line = analysis::linear_limit(&neuron);
    let evenly = |count: usize| -> Vec<f64> {
        let last = (count - 1) as f64;
        (0..count).map(|i| to * i as f64 / last).collect()
    };
    let simulated = evenly(drives);
    let count = |neuron: Neuron| -> Result<Vec<f64>, FigureError> {
        run.map(&simulated, |&drive| {
            let counts = kernel::count_spikes(&neuron, State::REST, &[drive], duration);
            Ok::<_, FigureError>(1000.0 * counts.iter().sum::<u64>() as f64 / duration)
        })
    };
    let highest = free.rate(to).max(line.rate(to)).max(10.0);
    let ceiling = analysis::ceiling(&neuron)
        .ok()
        .filter(|&ceiling| ceiling < 1.5 * highest);
    let top = ceiling.map_or(1.08 * highest, |ceiling| 1.08 * highest.max(ceiling));
    // Below the axis there is no room.
    let aside = |y: f64, by: f64| {
        if y + by * top < 0.04 * top {
            y + by.abs() * top
        } else {
            y + by * top
        }
    };
    let mut panel = Panel::new(
        "rate",
        Axis::new("drive", "μ", "mV").range(0.0, to),
        Axis::new("firing rate", "r", "Hz").range(0.0, top),
    )
    .height(270.0);
    if let Some(ceiling) = ceiling {
        let rule = Layer::rule(Role::Muted, Orientation::Horizontal, ceiling).dash(Dash::Dotted);
        let label = "ceiling 1/*τ*_{ref}";
        // In the panel where the curves have not come so far.
        panel = panel.layer(if ceiling > 0.5 * top {
            rule.label_at(label, 0.02 * to, ceiling - 0.05 * top, Anchor::Start)
        } else {
            rule.label(label, Place::End)
        });
    }
    let refractory = neuron.refractory_period > 0.0;
    if line.zero < to {
        let x = vec![line.zero.max(0.0), to];
        let y = x.iter().map(|&drive| line.rate(drive)).collect();
        let limit = Layer::line("linear limit", Role::Muted, x, y)
            .dash(Dash::Dashed)
            .quantity("rate in the linear limit", "r", "Hz");
        // Its label ends left of it, if it fits there.
        let at = line.zero + 0.02 * to;
        let beside = line.rate(at) + 0.06 * top;
        panel = panel.layer(if at > 0.14 * to {
            limit.label_at("linear limit", at, beside, Anchor::End)
        } else {
            limit
        });
    }
    // More points where the curve is steep.
    let mut fine = evenly(POINTS);
    if neuron.threshold < to {
        let reach = to - neuron.threshold;
        let close = (1..POINTS).map(|i| i as f64 / POINTS as f64);
        fine.extend(close.map(|part| neuron.threshold + reach * pow(part, 8.0)));
        fine.push(neuron.threshold);
        fine.sort_by(f64::total_cmp);
    }
    let label = |panel: Panel, neuron: Neuron, series: &Series| -> Result<Panel, FigureError> {
        let theory = fine.iter().map(|&drive| neuron.rate(drive)).collect();
        let middle = 0.72 * to;
        let y = aside(neuron.rate(middle), series.above);
        let points = Layer::points(
            series.simulated,
            Role::Simulation,
            simulated.clone(),
            count(neuron)?,
        )
        .shape(series.shape)
        .quantity("spikes counted per second", "r", "Hz");
        Ok(panel
            .layer(
                Layer::line(series.closed, Role::Theory, fine.clone(), theory).quantity(
                    "rate in closed form",
                    "r",
                    "Hz",
                ),
            )
            .layer(if middle > neuron.threshold {
                points.label_at(series.label, middle, y, series.anchor)
            } else {
                points
            }))
    };
    if refractory {
        panel = label(panel, free, &FREE)?;
        panel = label(panel, neuron, &HELD)?;
    } else {
        panel = label(panel, neuron, &FREE)?;
    }
    Ok(panel)
}

/// How one of the two series is named and labelled.
struct Series {
    closed: &'static str,
    simulated: &'static str,
    label: &'static str,
    shape: Shape,
    above: f64,
    anchor: Anchor,
}

const FREE: Series = Series {
    closed: "closed form without refractory period",
    simulated: "simulation without refractory period",
    label: "no refractory period",
    shape: Shape::Circle,
    above: 0.09,
    anchor: Anchor::End,
};
const HELD: Series = Series {
    closed: "closed form",
    simulated: "simulation",
    label: "with refractory period",
    shape: Shape::Disc,
    above: -0.09,
    anchor: Anchor::Start,
};

/// The name of the simulated intervals.
const INTERVAL: &str = "simulated interval";

/// The interval against the distance of the drive from threshold, over eight decades.
fn onset(neuron: &Neuron) -> Panel {
    let (from, to) = DECADES;
    let climb = neuron.threshold - neuron.reset;
    let evenly = |count: usize| -> Vec<f64> {
        let part = |i: usize| i as f64 / (count - 1) as f64;
        (0..count)
            .map(|i| pow(10.0, from + (to - from) * part(i)))
            .collect()
    };
    let interval = |excess: f64| interval(neuron, excess);
    let fine = evenly(POINTS);
    let theory: Vec<f64> = fine.iter().map(|&excess| interval(excess)).collect();
    // Down to where its line meets the refractory period.
    let straight: Vec<f64> = fine
        .iter()
        .copied()
        .filter(|&excess| excess < climb)
        .collect();
    let logarithm = straight
        .iter()
        .map(|&excess| neuron.refractory_period + neuron.time_constant * ln(climb / excess))
        .collect();
    let marks = evenly(17);
    let simulated: Vec<f64> = marks
        .iter()
        .map(|&excess| {
            let drive = neuron.threshold + excess;
            let long = neuron.time_constant * ln_1p(neuron.threshold.max(climb) / excess);
            let duration = INTERVALS * (long + neuron.refractory_period);
            let stretch = Stretch { drive, duration };
            let times = kernel::spike_times(neuron, State::REST, &[stretch]);
            match times[..] {
                [.., before, last] => last - before,
                _ => interval(excess),
            }
        })
        .collect();
    let middle = pow(10.0, 0.5 * (from + to) - 0.8);
    let top = interval(pow(10.0, from));
    let mut panel = Panel::new(
        "onset",
        Axis::new("drive above threshold", "*μ* − *θ*", "mV")
            .logarithmic()
            .range(pow(10.0, from), pow(10.0, to)),
        Axis::new("interval", "1/*r*", "ms").range(0.0, 1.06 * top),
    )
    .height(190.0);
    if straight.len() > 1 {
        panel = panel.layer(
            Layer::line("logarithm", Role::Muted, straight, logarithm)
                .dash(Dash::Dashed)
                .quantity("interval, leading logarithm", "1/*r*", "ms"),
        );
    }
    let decade = Digits::Significant(2).print(neuron.time_constant * ln(10.0));
    panel
        .layer(
            Layer::line("closed form of the interval", Role::Theory, fine, theory).quantity(
                "interval in closed form",
                "1/r",
                "ms",
            ),
        )
        .layer(
            Layer::points(INTERVAL, Role::Simulation, marks, simulated)
                .quantity("interval of the simulation", "1/*r*", "ms")
                .label_at(
                    &format!("*τ* ln 10 = {decade} ms longer for every decade closer"),
                    middle,
                    interval(middle) + 0.1 * top,
                    Anchor::Start,
                ),
        )
}

/// How far marks lie from their lines.
struct Farthest {
    /// The worst of the counted rates, in Hz.
    rate: f64,
    /// Whether none of the marks of either panel is off its line by more than a disc's radius, a
    /// hundredth of the axis.
    unseen: bool,
}

fn farthest(parameters: &FiCurve, rates: &Panel, onset: &Panel) -> Farthest {
    let neuron = parameters.neuron;
    let worst = |panel: &Panel, name: &str, expected: &dyn Fn(f64) -> f64| {
        let layers = panel.layers.iter().filter(|layer| layer.name == name);
        let distances = layers.flat_map(|layer| match &layer.mark {
            Mark::Points { x, y, .. } => {
                let off = |(&x, &y): (&f64, &f64)| (y - expected(x)).abs();
                x.iter().zip(y).map(off).collect()
            }
            _ => Vec::new(),
        });
        distances.fold(0.0, f64::max)
    };
    let top = |panel: &Panel| match panel.y.range {
        Range::Fixed(_, top) => top,
        _ => 0.0,
    };
    let free = without(&neuron);
    let rate = f64::max(
        worst(rates, HELD.simulated, &|drive| neuron.rate(drive)),
        worst(rates, FREE.simulated, &|drive| free.rate(drive)),
    );
    let interval = worst(onset, INTERVAL, &|excess| interval(&neuron, excess));
    Farthest {
        rate,
        unseen: rate <= 0.01 * top(rates) && interval <= 0.01 * top(onset),
    }
}

/// The interval (ms) so many mV above the threshold.
fn interval(neuron: &Neuron, excess: f64) -> f64 {
    let climb = neuron.threshold - neuron.reset;
    neuron.refractory_period + neuron.time_constant * ln_1p(climb / excess)
}

fn words(parameters: &FiCurve, farthest: &Farthest) -> (Prose, Prose) {
    let FiCurve {
        to,
        drives,
        duration,
        neuron,
    } = *parameters;
    let shown = neuron.threshold < to;
    let top = Digits::Decimals(0).print(neuron.rate(to));
    let free = Digits::Decimals(0).print(without(&neuron).rate(to));
    let refractory = neuron.refractory_period > 0.0;
    let ceiling = analysis::ceiling(&neuron).unwrap_or(f64::NAN);
    let close = pow(10.0, DECADES.0);
    let slowest = Digits::Decimals(1).print(neuron.rate(neuron.threshold + close));
    // A rate that everybody would call slow, and a distance that nobody sees on the axis.
    let hair = analysis::drive_excess(&neuron, SLOW).is_ok_and(|hair| hair < 0.01 * to);
    let dashed = analysis::linear_limit(&neuron).zero < to;
    let caption = Prose::new()
        .result(
            shown && hair,
            "The rate rises from zero at threshold, but as one over a logarithm: any rate is \
             possible, and slow ones only within a hair of the threshold.",
            if shown {
                "The rate rises from zero at threshold, but as one over a logarithm."
            } else {
                "Rate and interval of a leaky integrator against its drive."
            },
        )
        .plain(format!(
            "Above: rates of {drives} neurons, spikes counted in {duration} ms and divided by that \
             time, over the closed form @eq-rate."
        ))
        .result(
            refractory && dashed,
            format!(
                "Discs: with the refractory period, under a ceiling of {ceiling:.0} Hz. Circles: \
                 without it, on the way to a straight line (dashed)."
            ),
            match (refractory, dashed) {
                (true, _) => format!(
                    "Discs: with the refractory period, under a ceiling of {ceiling:.0} Hz. \
                     Circles: without it."
                ),
                (false, true) => "Dashed: the straight line that the rate approaches.".to_owned(),
                (false, false) => String::new(),
            },
        )
        .plain(
            "Below: the interval between simulated spikes against the drive's distance from \
             threshold, over eight decades, with the closed form; dashed, its logarithm alone.",
        );
    let rises = format!(
        "The rate is zero up to the threshold of {} mV, rises steeply from there and reaches {top} Hz \
         at {to} mV",
        neuron.threshold
    );
    let straight = analysis::linear_surplus(&without(&neuron), to).is_ok_and(|part| part < 0.05);
    let climb = neuron.threshold - neuron.reset;
    let furthest = pow(10.0, DECADES.1);
    let ends =
        [close, furthest].map(|excess| Digits::Significant(3).print(interval(&neuron, excess)));
    let alternative_text = Prose::new()
        .result(
            shown && refractory && straight,
            format!(
                "{rises}; without refractory period it becomes a straight line and reaches {free} Hz."
            ),
            match (shown, refractory, straight) {
                (false, ..) => {
                    format!("The rate is zero up to {to} mV, which is not above the threshold.")
                }
                (true, true, _) => format!("{rises}; without refractory period it reaches {free} Hz."),
                (true, false, true) => format!("{rises}, where it is almost a straight line."),
                (true, false, false) => format!("{rises}."),
            },
        )
        .result(
            // The bend is in the last two decades.
            climb >= 0.01 * furthest,
            format!(
                "Against the logarithm of the distance from threshold the interval is a straight \
                 line: at a millionth of a millivolt the neuron still fires at {slowest} Hz."
            ),
            format!(
                "Against the logarithm of the distance from threshold the interval falls from {} ms \
                 at a millionth of a millivolt to {} ms at {furthest} mV.",
                ends[0], ends[1]
            ),
        )
        .result(
            farthest.unseen,
            "Simulated marks lie on the lines.",
            format!(
                "Simulated marks differ from the lines by up to {} Hz; one spike more or less in \
                 {duration} ms is {} Hz.",
                Digits::Significant(2).print(farthest.rate),
                Digits::Significant(2).print(1000.0 / duration)
            ),
        );
    (caption, alternative_text)
}
