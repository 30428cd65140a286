//! The figure `noise`: how fast and how regularly the neuron fires under noise.

use crate::model::Neuron;
use crate::stochastic::{Scheme, intervals, rate, variability};
use common::claim::{Digits, Estimate};
use common::figure::{
    Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `noise` depends on.
    pub struct Noise {
        /// smallest drive
        from: f64 = 5.0 => Real { symbol: r"\mu_\mathrm{from}", unit: "mV", from: -100.0, to: 200.0 };
        /// largest drive
        to: f64 = 35.0 => Real { symbol: r"\mu_\mathrm{to}", unit: "mV", from: -100.0, to: 200.0 };
        /// the weakest noise
        weak_noise: f64 = 1.0 => Real { symbol: r"\sigma_1", unit: "mV", from: 0.0, to: 50.0 };
        /// noise in between
        middle_noise: f64 = 3.0 => Real { symbol: r"\sigma_2", unit: "mV", from: 0.0, to: 50.0 };
        /// the strongest noise
        strong_noise: f64 = 8.0 => Real { symbol: r"\sigma_3", unit: "mV", from: 0.0, to: 50.0 };
        /// number of simulated drives, evenly spaced
        marks: usize = 11 => Integer { symbol: "", from: 2, to: 80 };
        /// number of simulated intervals for each mark
        intervals: usize = 4000 => Integer { symbol: "", from: 50, to: 30_000 };
        /// seed of the noise
        seed: Seed = Seed(1) => Seed;
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
    check = Noise::ordered;
    work = Noise::steps;
}

impl Noise {
    fn ordered(&self) -> Result<(), String> {
        let Self { from, to, .. } = self;
        if from >= to {
            return Err(format!(
                "--from is {from} and --to is {to} mV; --from must be the smaller one"
            ));
        }
        let (weak, middle, strong) = (self.weak_noise, self.middle_noise, self.strong_noise);
        if weak == middle || middle == strong || weak == strong {
            return Err(format!(
                "--weak-noise, --middle-noise and --strong-noise are {weak}, {middle} and {strong} mV; no two \
                 may be equal"
            ));
        }
        Ok(())
    }

    fn steps(&self) -> (f64, &'static str) {
        // An interval of LONGEST time constants takes some six steps in each.
        let dearest = 6.0 * LONGEST;
        let work = 3.0 * self.marks as f64 * self.intervals as f64 * dearest;
        (work, "--intervals or --marks")
    }

    fn drive(&self, part: f64) -> f64 {
        self.from + part * (self.to - self.from)
    }
}

/// The longest mean interval that is waited for, in time constants.
pub(super) const LONGEST: f64 = 300.0;
/// How far from one is still near one.
const NEAR_ONE: f64 = 0.1;
/// Points of a line of theory.
const POINTS: usize = 91;

/// What was found for one noise.
struct Level {
    noise: f64,
    shape: Shape,
    drives: Vec<f64>,
    rates: Vec<f64>,
    variabilities: Vec<(f64, f64)>,
    marks: Vec<Simulated>,
}

/// What was simulated at one drive.
struct Simulated {
    drive: f64,
    rate: Estimate,
    variability: Estimate,
}

/// Rate and coefficient of variation against the drive: theory over simulation.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn noise(parameters: &Noise, run: &Run) -> Result<Figure, FigureError> {
    let noises = [
        (parameters.weak_noise, Shape::Disc),
        (parameters.middle_noise, Shape::Square),
        (parameters.strong_noise, Shape::Triangle),
    ];
    let levels: Vec<Level> = noises
        .into_iter()
        .enumerate()
        .map(|(number, (noise, shape))| level(parameters, number, noise, shape, run))
        .collect::<Result<_, _>>()?;

    let drive = || Axis::new("drive", "μ", "mV").range(parameters.from, parameters.to);
    let threshold = || {
        Layer::rule(
            Role::Muted,
            Orientation::Vertical,
            parameters.neuron.threshold,
        )
    };
    let mut rates = Panel::new(
        "rate",
        drive(),
        Axis::new("firing rate", "ν", "Hz").including(0.0, 1.0),
    )
    .height(250.0)
    .layer(threshold())
    .layer(without_noise(parameters));
    let regularity = Axis::new("variability of intervals", "CV", "").including(0.0, 1.05);
    let mut variabilities = Panel::new("variability", drive(), regularity)
        .height(190.0)
        .layer(threshold());
    for one in &levels {
        let name = format!("{} mV", one.noise);
        let label = format!("*σ* = {name}");
        let (x, cv): (Vec<f64>, Vec<f64>) = one.variabilities.iter().copied().unzip();
        rates = rates.layer(
            Layer::line(
                &format!("theory {name}"),
                Role::Theory,
                one.drives.clone(),
                one.rates.clone(),
            )
            .label(&label, Place::End),
        );
        if !x.is_empty() {
            variabilities = variabilities.layer(
                Layer::line(&format!("theory {name}"), Role::Theory, x, cv)
                    .label(&label, Place::End),
            );
        }
        let marks = |of: fn(&Simulated) -> Estimate| {
            let found: Vec<Estimate> = one.marks.iter().map(of).collect();
            let x = one.marks.iter().map(|mark| mark.drive).collect();
            let y = found.iter().map(|one| one.value).collect();
            let errors = found.iter().map(|one| one.standard_error.unwrap_or(0.0));
            Layer::points(&format!("simulation {name}"), Role::Simulation, x, y)
                .y_error(errors.collect())
                .shape(one.shape)
        };
        if !one.marks.is_empty() {
            rates = rates.layer(marks(|mark| mark.rate));
            variabilities = variabilities.layer(marks(|mark| mark.variability));
        }
    }
    let (caption, alternative_text) = words(parameters, &levels);
    let mut figure = Figure::new().share_x().panel(rates).panel(variabilities);
    let Neuron {
        threshold, reset, ..
    } = parameters.neuron;
    if (parameters.from..=parameters.to).contains(&threshold) {
        // Not down to the reset, and at a tenth of a millivolt, which can be read.
        let above_reset = ((10.0 * reset).floor() + 1.0) / 10.0;
        let lowest = above_reset.max(parameters.from).min(threshold);
        figure = figure.handle(
            Handle::along_x(
                "variability",
                (threshold, 0.0),
                "threshold",
                "drag the threshold across the drives",
            )
            .within(lowest, parameters.to),
        );
    }
    Ok(figure.caption(caption).alternative_text(alternative_text))
}

fn without_noise(parameters: &Noise) -> Layer {
    let drives = (0..=400).map(|i| parameters.drive(f64::from(i) / 400.0));
    let points: Vec<(f64, f64)> = drives
        .map(|drive| (drive, parameters.neuron.rate(drive)))
        .collect();
    let (x, y) = points.into_iter().unzip();
    Layer::line("without noise", Role::Muted, x, y).dash(Dash::Dashed)
}

fn level(
    parameters: &Noise,
    number: usize,
    noise: f64,
    shape: Shape,
    run: &Run,
) -> Result<Level, FigureError> {
    let neuron = &parameters.neuron;
    let spaced = |count: usize| -> Vec<f64> {
        let last = (count - 1) as f64;
        (0..count)
            .map(|i| parameters.drive(i as f64 / last))
            .collect()
    };
    let drives = spaced(POINTS);
    let theory = run.map(&drives, |&drive| {
        let found = (
            rate(neuron, drive, noise),
            variability(neuron, drive, noise),
        );
        Ok::<_, FigureError>(found)
    })?;
    let awaited =
        |drive: &f64| rate(neuron, *drive, noise) * neuron.time_constant * LONGEST > 1000.0;
    let simulated: Vec<(u64, f64)> = spaced(parameters.marks)
        .into_iter()
        .enumerate()
        .filter(|(_, drive)| awaited(drive))
        .map(|(index, drive)| ((number * parameters.marks + index) as u64, drive))
        .collect();
    let marks = run.map(&simulated, |&(replica, drive)| {
        let mut stream = stream(parameters.seed.0, replica);
        let input = (drive, noise);
        let found = intervals(
            neuron,
            input,
            Scheme::Adaptive,
            parameters.intervals,
            &mut stream,
        );
        Ok::<_, FigureError>(Simulated {
            drive,
            rate: found.rate(),
            variability: found.variability(),
        })
    })?;
    let variabilities = drives.iter().zip(&theory);
    Ok(Level {
        noise,
        shape,
        variabilities: variabilities
            .filter_map(|(&drive, (_, cv))| Some((drive, (*cv)?)))
            .collect(),
        rates: theory.iter().map(|(rate, _)| *rate).collect(),
        drives,
        marks,
    })
}

/// The largest distance between theory and simulation, in standard errors, and of how many.
fn worst(parameters: &Noise, levels: &[Level]) -> (f64, usize) {
    let neuron = &parameters.neuron;
    let mut all = Vec::new();
    for level in levels {
        for mark in &level.marks {
            let rate = rate(neuron, mark.drive, level.noise);
            let cv = variability(neuron, mark.drive, level.noise).unwrap_or(0.0);
            for (found, expected) in [(mark.rate, rate), (mark.variability, cv)] {
                // Without noise there is no error but that of rounding.
                let error = found.standard_error.unwrap_or(0.0).max(1e-12 * expected);
                if error > 0.0 {
                    all.push((found.value - expected).abs() / error);
                }
            }
        }
    }
    (
        all.iter().fold(0.0, |worst: f64, &z| worst.max(z)),
        all.len(),
    )
}

/// What the lines of the coefficient of variation do, each from the smallest drive to the largest.
struct Regularity {
    /// Whether all begin near one, well below the threshold, fall above it, and lie there the lower
    /// the weaker the noise.
    falls: bool,
    /// At either end, from the first noise to the last; nothing if one of them has no value there.
    ends: Option<(Vec<f64>, Vec<f64>)>,
}

impl Regularity {
    fn new(parameters: &Noise, levels: &[Level]) -> Self {
        let threshold = parameters.neuron.threshold;
        let whole = levels
            .iter()
            .all(|level| level.variabilities.len() == level.drives.len());
        let at = |level: &Level, index: usize| level.variabilities[index].1;
        // Further below the threshold than the noise carries the potential, and nowhere far above one.
        let begins = |level: &Level| {
            let mut below = level.variabilities.iter();
            parameters.from + level.noise < threshold
                && (at(level, 0) - 1.0).abs() < NEAR_ONE
                && below.all(|(_, cv)| *cv < 1.0 + NEAR_ONE)
        };
        let above = |level: &Level| -> Vec<f64> {
            let above = level.variabilities.iter();
            let above = above.filter(|(drive, _)| *drive >= threshold);
            above.map(|(_, cv)| *cv).collect()
        };
        let falls = |level: &Level| {
            let above = above(level);
            above.len() > 1 && above.windows(2).all(|pair| pair[1] < pair[0])
        };
        let ordered = |pair: &[Level]| {
            let (weak, strong) = (above(&pair[0]), above(&pair[1]));
            weak.iter().zip(&strong).all(|(weak, strong)| weak < strong)
        };
        Self {
            falls: whole
                && levels.iter().all(begins)
                && levels.iter().all(falls)
                && levels.windows(2).all(ordered),
            ends: whole.then(|| {
                let last = POINTS - 1;
                let values = |index: usize| levels.iter().map(|level| at(level, index)).collect();
                (values(0), values(last))
            }),
        }
    }
}

fn words(parameters: &Noise, levels: &[Level]) -> (Prose, Prose) {
    let Noise {
        neuron,
        middle_noise,
        strong_noise,
        ..
    } = parameters;
    let print = |value: f64| Digits::Significant(2).print(value);
    let below = 0.75 * neuron.threshold;
    let [middle, strong] = [*middle_noise, *strong_noise].map(|noise| rate(neuron, below, noise));
    let cv = variability(neuron, below, *middle_noise).unwrap_or(0.0);
    let shown = below > parameters.from && below < parameters.to;
    let (deviation, comparisons) = worst(parameters, levels);
    let caption = Prose::new()
        .result(
            shown && middle > 0.5 && middle < strong && cv > 0.5,
            format!(
                "Noise fires the neuron below its threshold, and irregularly: at a drive of {} mV a \
                 noise of {middle_noise} mV fires it at {} Hz with CV = {}.",
                print(below), print(middle), print(cv)
            ),
            "Rate and regularity of firing under noise.",
        )
        .plain(format!(
            "Against the mean drive $\\mu$, for three strengths $\\sigma$ of the noise. Lines: theory, \
             Equations @eq-siegert and @eq-variability. Marks: {} simulated intervals each, the crossing \
             of the threshold looked for between the steps too; bars are standard errors; no marks where \
             the mean interval exceeds {LONGEST:.0} time constants. Dashed: the rate without noise{}.",
            parameters.intervals,
            if (parameters.from..=parameters.to).contains(&neuron.threshold) {
                "; grey line: the threshold"
            } else {
                ""
            }
        ))
        .result(
            comparisons > 0,
            format!(
                "Of {comparisons} comparisons the worst differs by {} standard errors.",
                Digits::Decimals(1).print(deviation)
            ),
            "",
        );
    (
        caption,
        described(parameters, levels, (deviation, comparisons)),
    )
}

fn described(
    parameters: &Noise,
    levels: &[Level],
    (deviation, comparisons): (f64, usize),
) -> Prose {
    let Noise {
        neuron,
        weak_noise,
        middle_noise,
        strong_noise,
        from,
        to,
        ..
    } = parameters;
    let print = |value: f64| Digits::Significant(2).print(value);
    let three = |values: &[f64]| match values {
        [weak, middle, strong] => {
            format!(
                "{}, {} and {}",
                print(*weak),
                print(*middle),
                print(*strong)
            )
        }
        _ => String::new(),
    };
    let below = 0.75 * neuron.threshold;
    let shown = (*from..=*to).contains(&below);
    let at = if shown { below } else { *to };
    let [weak, middle, strong] =
        [*weak_noise, *middle_noise, *strong_noise].map(|noise| print(rate(neuron, at, noise)));
    let regularity = Regularity::new(parameters, levels);
    let ordered = weak_noise < middle_noise && middle_noise < strong_noise && *weak_noise > 0.0;
    Prose::new()
        .result(
            // As far as chance leaves the worst of the marks.
            comparisons > 0 && deviation < 4.5,
            "Two panels against the drive, each with three curves and simulated marks on them.",
            if comparisons > 0 {
                "Two panels against the drive, with curves and simulated marks."
            } else {
                "Two panels against the drive, with curves and no marks."
            },
        )
        .plain(format!(
            "Upper: the firing rate at {} mV is {weak} Hz, {middle} Hz and {strong} Hz for a noise of \
             {weak_noise}, {middle_noise} and {strong_noise} mV.",
            print(at)
        ))
        .result(
            ordered,
            "The weaker the noise, the closer the curve is to that without noise.",
            "",
        )
        .result(
            ordered && regularity.falls,
            "Lower: the coefficient of variation is near one far below the threshold and falls above \
             it, the lower the weaker the noise.",
            match regularity.ends {
                Some((first, last)) => format!(
                    "Lower: the coefficient of variation of the intervals is {} at {} mV, and {} at {} mV.",
                    three(&first),
                    print(*from),
                    three(&last),
                    print(*to)
                ),
                None => "Lower: the coefficient of variation of the intervals.".to_owned(),
            },
        )
}
