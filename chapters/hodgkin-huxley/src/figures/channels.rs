//! The figure `channels`: a conductance grows out of single channels.

use crate::analysis::{Fluctuation, Kind, Pool, VoltageStep, open_channels, openings};
use common::claim::Digits;
use common::figure::{Anchor, Axis, Figure, FigureError, Layer, Panel, Role, StepAt, Weight};
use common::numerics::elementary::sqrt;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `channels` depends on.
    pub struct Channels {
        /// potential at which the membrane has long been held
        holding: f64 = -65.0 => Real { symbol: r"V_\mathrm{hold}", unit: "mV", from: -120.0, to: 40.0 };
        /// potential from t = 0 on
        step: f64 = 0.0 => Real { symbol: r"V_\mathrm{step}", unit: "mV", from: -120.0, to: 100.0 };
        /// temperature
        temperature: f64 = 6.3 => Real { symbol: "T", unit: "°C", from: 0.0, to: 40.0 };
        /// how long the channels are watched
        duration: f64 = 8.0 => Real { symbol: r"t_\mathrm{end}", unit: "ms", from: 0.5, to: 50.0 };
        /// channels of each kind that are shown one by one
        few: usize = 8 => Integer { symbol: "", from: 1, to: 12 };
        /// channels of each kind in the smaller patch
        patch: usize = 100 => Integer { symbol: "", from: 10, to: 1000 };
        /// channels of each kind in the larger patch
        large_patch: usize = 10_000 => Integer { symbol: "", from: 2000, to: 50_000 };
        /// channels of each kind from which the fluctuations are measured
        pool: usize = 400_000 => Integer { symbol: "", from: 20_000, to: 1_000_000 };
        /// seed of the random numbers
        seed: Seed = Seed(1) => Seed;
    }
    work = Channels::flips;
}

/// Points of a curve in time.
const POINTS: usize = 400;
/// Moments at which the fluctuation is measured, over the whole time.
const MOMENTS: usize = 16;
/// Sizes of patches whose fluctuation is measured at one moment.
const SIZES: [usize; 7] = [10, 30, 100, 300, 1000, 3000, 10_000];
/// No standard deviation is taken over fewer patches than this.
const FEWEST: usize = 20;
/// A theory is refuted by a mean over this many standard errors away.
const REFUTED: f64 = 4.0;

impl Channels {
    fn clamp(&self) -> VoltageStep {
        VoltageStep {
            holding: self.holding,
            step: self.step,
            temperature: self.temperature,
        }
    }

    /// Flips to be expected, each counted twelvefold: a figure that readers drag should not take
    /// half a minute.
    fn flips(&self) -> (f64, &'static str) {
        let clamp = self.clamp();
        let kinds = [Kind::Sodium, Kind::Potassium];
        let each = kinds.map(|kind| clamp.flips(kind, self.duration));
        let channels = (self.pool + self.large_patch) as f64;
        (
            12.0 * channels * (each[0] + each[1]),
            "--pool or --duration",
        )
    }
}

/// What is drawn of one kind of channel.
struct Drawn {
    kind: Kind,
    name: &'static str,
    role: Role,
    /// When the number of open channels is compared between patches of all sizes, in ms.
    moment: f64,
    /// Fluctuation at the moments, in patches of one size, and the moments.
    over_time: Vec<(f64, Option<Fluctuation>)>,
    /// Fluctuation against size.
    over_size: Vec<(f64, Fluctuation)>,
}

impl Drawn {
    fn of(
        parameters: &Channels,
        (kind, name, role): (Kind, &'static str, Role),
        run: &Run,
    ) -> Result<Self, FigureError> {
        let clamp = parameters.clamp();
        let moment = clamp.peak_time(kind, parameters.duration)?;
        let mut times: Vec<f64> = (0..=MOMENTS)
            .map(|i| parameters.duration * i as f64 / MOMENTS as f64)
            .collect();
        times.push(moment);
        times.sort_by(f64::total_cmp);
        times.dedup();
        let Channels { pool, seed, .. } = *parameters;
        let pool = Pool::simulate(&clamp, kind, pool, &times, seed.0, run)?;
        let over_time = times.iter().enumerate().map(|(index, &time)| {
            let counts = pool.open_counts(index, parameters.patch);
            (time, Fluctuation::of(&counts))
        });
        let at = times.iter().position(|&time| time == moment).unwrap_or(0);
        let over_size = SIZES.iter().filter_map(|&size| {
            let counts = pool.open_counts(at, size);
            let found = (counts.len() >= FEWEST).then(|| Fluctuation::of(&counts));
            found.flatten().map(|found| (size as f64, found))
        });
        Ok(Self {
            kind,
            name,
            role,
            moment,
            over_time: over_time.collect(),
            over_size: over_size.collect(),
        })
    }
}

/// Single channels, a hundred, ten thousand, and how their fluctuation falls.
///
/// # Errors
/// [`FigureError::Cancelled`].
pub fn channels(parameters: &Channels, run: &Run) -> Result<Figure, FigureError> {
    let sodium = Drawn::of(parameters, (Kind::Sodium, "sodium", Role::Sodium), run)?;
    let potassium = (Kind::Potassium, "potassium", Role::Potassium);
    let potassium = Drawn::of(parameters, potassium, run)?;
    let both = [&sodium, &potassium];
    let mut figure = Figure::new().columns(2);
    for drawn in both {
        figure = figure.panel(one_by_one(parameters, drawn));
    }
    for size in [parameters.patch, parameters.large_patch] {
        for drawn in both {
            figure = figure.panel(together(parameters, drawn, size, run)?);
        }
    }
    // The first entry of each is how the channel begins.
    let jumps = both.iter().any(|drawn| {
        (0..parameters.few).any(|row| openings_of(parameters, drawn.kind, row).len() > 1)
    });
    let (caption, alternative_text) = words(parameters, both, jumps);
    Ok(figure
        .panel(law_of_size(parameters, both))
        .panel(law_of_time(parameters, both))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn time_axis(parameters: &Channels) -> Axis {
    Axis::new("", "", "").range(0.0, parameters.duration)
}

/// A number with a space between thousands: 10 000.
fn count(number: usize) -> String {
    let digits = number.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let (thousands, rest) = digits.split_at(digits.len() - 3);
    format!("{thousands}\u{202f}{rest}")
}

/// When one channel opens and shuts; first, how it begins.
fn openings_of(parameters: &Channels, kind: Kind, row: usize) -> Vec<(f64, bool)> {
    let Channels { duration, seed, .. } = *parameters;
    openings(&parameters.clamp(), kind, row, duration, seed.0)
}

/// A few channels, each a line that is up while it conducts.
fn one_by_one(parameters: &Channels, drawn: &Drawn) -> Panel {
    let few = parameters.few;
    let title = format!(
        "{few} {} channel{}",
        drawn.name,
        if few == 1 { "" } else { "s" }
    );
    let rows = Axis::new("", "", "")
        .range(-0.3, few as f64)
        .ticks((0..few).map(|row| (row as f64, (row + 1).to_string())));
    let height = 26.0 + 15.0 * few as f64;
    let mut panel = Panel::new(
        &format!("single {}", drawn.name),
        time_axis(parameters),
        rows,
    )
    .title(&title)
    .height(height);
    for row in 0..few {
        let end = parameters.duration;
        let changes = openings_of(parameters, drawn.kind, row);
        let level = |open: bool| row as f64 + if open { 0.62 } else { 0.0 };
        let (mut x, mut y): (Vec<f64>, Vec<f64>) = changes
            .iter()
            .map(|&(time, open)| (time, level(open)))
            .unzip();
        x.push(end);
        y.push(changes.last().map_or(0.0, |&(_, open)| level(open)));
        let name = format!("channel {}", row + 1);
        panel = panel.layer(
            Layer::step(&name, drawn.role, x, y, StepAt::After).quantity(
                "conducts where raised",
                "",
                "",
            ),
        );
    }
    panel
}

/// The open fraction of a patch, with its theory.
fn together(
    parameters: &Channels,
    drawn: &Drawn,
    size: usize,
    run: &Run,
) -> Result<Panel, FigureError> {
    let clamp = parameters.clamp();
    let end = parameters.duration;
    let times: Vec<f64> = (0..=POINTS)
        .map(|i| end * i as f64 / POINTS as f64)
        .collect();
    let counts = open_channels(&clamp, drawn.kind, size, &times, parameters.seed.0, run)?;
    let fraction: Vec<f64> = counts
        .iter()
        .map(|&open| f64::from(open) / size as f64)
        .collect();
    let theory: Vec<f64> = times
        .iter()
        .map(|&time| clamp.open_probability(drawn.kind, time))
        .collect();
    let highest = theory.iter().copied().fold(0.0, f64::max);
    let spread = sqrt(highest * (1.0 - highest) / parameters.patch as f64);
    let top = (1.1 * (highest + 2.6 * spread)).max(0.02);
    let around = |sign: f64| -> Vec<f64> {
        let edge = |p: &f64| (p + sign * sqrt(p * (1.0 - p) / size as f64)).max(0.0);
        theory.iter().map(edge).collect()
    };
    let weight = if size > parameters.patch {
        Weight::Heavy
    } else {
        Weight::Regular
    };
    let title = format!("{} {} channels", count(size), drawn.name);
    let axis = Axis::new("open fraction", "", "").range(0.0, top);
    let time = if size > parameters.patch {
        Axis::new("time after the step", "t", "ms").range(0.0, end)
    } else {
        time_axis(parameters)
    };
    Ok(Panel::new(&format!("{size} {}", drawn.name), time, axis)
        .title(&title)
        .height(96.0)
        .layer(
            Layer::band(
                "one standard deviation",
                Role::Muted,
                times.clone(),
                around(-1.0),
                around(1.0),
            )
            .quantity("open probability, one standard deviation", "p", ""),
        )
        .layer(
            Layer::line("simulated", drawn.role, times.clone(), fraction)
                .quantity("open fraction, simulated", "k/N", "")
                .weight(weight),
        )
        .layer(Layer::line("mean", Role::Theory, times, theory).quantity(
            "open probability",
            "p",
            "",
        )))
}

/// The relative fluctuation against the number of channels, at one moment.
fn law_of_size(parameters: &Channels, both: [&Drawn; 2]) -> Panel {
    let clamp = parameters.clamp();
    let numbers = Axis::new("number of channels", "N", "").logarithmic();
    let percent = [0.1, 1.0, 10.0, 100.0, 1000.0].map(|one| (one / 100.0, format!("{one}%")));
    let relative = Axis::new("relative fluctuation", "σ/⟨k⟩", "")
        .logarithmic()
        .ticks(percent);
    let mut panel = Panel::new("against number", numbers, relative).height(190.0);
    let ends = [SIZES[0] as f64, SIZES[SIZES.len() - 1] as f64];
    for drawn in both {
        let theory = ends.map(|size| clamp.relative_fluctuation(drawn.kind, drawn.moment, size));
        panel = panel.layer(
            Layer::line(
                &format!("{} theory", drawn.name),
                Role::Theory,
                ends.to_vec(),
                theory.to_vec(),
            )
            .quantity("relative fluctuation, theory", "σ/⟨k⟩", ""),
        );
    }
    let [first, second] = both.map(|drawn| clamp.open_probability(drawn.kind, drawn.moment));
    for (index, drawn) in both.iter().enumerate() {
        // The rarer fluctuates more: its label stands above its line, the other's below.
        let upper = (first < second) == (index == 0);
        if drawn.over_size.is_empty() {
            continue;
        }
        let column = |of: &dyn Fn(&(f64, Fluctuation)) -> f64| -> Vec<f64> {
            drawn.over_size.iter().map(of).collect()
        };
        panel = panel.layer(
            Layer::points(
                drawn.name,
                drawn.role,
                column(&|(size, _)| *size),
                column(&|(_, found)| found.relative),
            )
            .y_error(column(&|(_, found)| found.relative_error))
            .quantity("relative fluctuation, simulated", "σ/⟨k⟩", "")
            .label_at(
                &format!(
                    "{} at {} ms",
                    drawn.name,
                    Digits::Decimals(2).print(drawn.moment)
                ),
                if upper { 200.0 } else { 150.0 },
                clamp.relative_fluctuation(
                    drawn.kind,
                    drawn.moment,
                    if upper { 110.0 } else { 260.0 },
                ),
                if upper { Anchor::Start } else { Anchor::End },
            ),
        );
    }
    panel
}

/// The standard deviation of the open fraction in patches of one size, against time.
fn law_of_time(parameters: &Channels, both: [&Drawn; 2]) -> Panel {
    let clamp = parameters.clamp();
    let (end, size) = (parameters.duration, parameters.patch as f64);
    let time = Axis::new("time after the step", "t", "ms").range(0.0, end);
    let deviation = Axis::new(
        &format!("s.d. of the open fraction of {}", parameters.patch),
        "",
        "",
    );
    let mut panel = Panel::new("against time", time, deviation.including(0.0, 0.01)).height(190.0);
    let times: Vec<f64> = (0..=POINTS)
        .map(|i| end * i as f64 / POINTS as f64)
        .collect();
    for drawn in both {
        let theory = times.iter().map(|&time| {
            let p = clamp.open_probability(drawn.kind, time);
            sqrt(p * (1.0 - p) / size)
        });
        panel = panel.layer(
            Layer::line(
                &format!("{} theory", drawn.name),
                Role::Theory,
                times.clone(),
                theory.collect(),
            )
            .quantity("standard deviation, theory", "σ/N", ""),
        );
    }
    // Labels stand above the last point, or below it where the other one is close above.
    let at_end = |drawn: &Drawn| {
        let p = clamp.open_probability(drawn.kind, end);
        sqrt(p * (1.0 - p) / size)
    };
    let highest = both.map(at_end).iter().copied().fold(0.01, f64::max);
    let last = |drawn: &Drawn| at_end(drawn) + 0.13 * highest;
    for drawn in both {
        let column = |of: fn(&Fluctuation) -> f64| -> Vec<f64> {
            let found = drawn.over_time.iter().map(|(_, found)| found.as_ref());
            found.map(|found| found.map_or(0.0, of) / size).collect()
        };
        panel = panel.layer(
            Layer::points(
                drawn.name,
                drawn.role,
                drawn.over_time.iter().map(|(time, _)| *time).collect(),
                column(|found| found.deviation),
            )
            .y_error(column(|found| found.deviation_error))
            .quantity("standard deviation, simulated", "σ/N", "")
            .label_at(drawn.name, 0.98 * end, last(drawn), Anchor::End),
        );
    }
    panel
}

/// The largest distance between simulated and theoretical relative fluctuations, in standard errors.
fn worst(parameters: &Channels, drawn: &Drawn) -> f64 {
    let clamp = parameters.clamp();
    drawn.over_size.iter().fold(0.0, |worst, (size, found)| {
        let theory = clamp.relative_fluctuation(drawn.kind, drawn.moment, *size);
        f64::max(
            worst,
            (found.relative - theory).abs() / found.relative_error,
        )
    })
}

fn words(parameters: &Channels, both: [&Drawn; 2], jumps: bool) -> (Prose, Prose) {
    let clamp = parameters.clamp();
    let sodium = both[0];
    let percent = |part: f64| Digits::Significant(2).print(100.0 * part);
    let theory = |size: f64| clamp.relative_fluctuation(sodium.kind, sodium.moment, size);
    let of = |size: f64| {
        let found = sodium.over_size.iter().find(|(at, _)| *at == size);
        found.map(|(_, found)| found.relative)
    };
    let shown = of(100.0).zip(of(10_000.0));
    let agrees = both.iter().all(|drawn| worst(parameters, drawn) < REFUTED);
    let holds = agrees && shown.is_some() && theory(10_000.0) < 0.1;
    let (hundred, most) = shown.unwrap_or((f64::NAN, f64::NAN));
    let Channels {
        holding,
        step,
        few,
        patch,
        large_patch,
        pool,
        ..
    } = *parameters;
    let mv = |v: f64| Digits::Decimals(0).print(v);
    let at = Digits::Decimals(2).print(sodium.moment);
    let caption = Prose::new()
        .result(
            holds,
            format!(
                "A hundred channels flicker, ten thousand are a conductance: {at} ms after the step the \
                 number of open sodium channels fluctuates by {}% of its mean among 100 and by {}% \
                 among 10\u{202f}000, as $1/\\sqrt N$ has it.",
                percent(hundred),
                percent(most)
            ),
            "Channels that open and shut at random, and the conductance that they add up to.",
        )
        .plain(format!(
            "At $t = 0$ the potential steps from {} to {} mV. Top: {} of each \
             kind, raised while {}. Middle: the fraction of the first {} and of the first {} \
             that is open; thin line: $m^3h$ and $n^4$, the conductances of Hodgkin and Huxley's \
             equations over their largest values; grey: one standard deviation to either side of it.",
            mv(holding),
            mv(step),
            if few == 1 {
                "the first channel".to_owned()
            } else {
                format!("the first {few} channels")
            },
            if few == 1 {
                "it conducts"
            } else {
                "they conduct"
            },
            count(patch),
            count(large_patch)
        ))
        .plain(format!(
            "Bottom left: standard deviation over mean of the number open, where each kind is open \
             most. Bottom right: standard deviation of the open fraction of {} channels. Marks: \
             patches made of {} simulated channels, with standard errors; lines: the binomial law, \
             $\\sqrt{{(1-p)/pN}}$ and $\\sqrt{{p(1-p)/N}}$.",
            count(patch),
            count(pool)
        ));
    let alternative_text = Prose::new()
        .plain(format!(
            "Two columns, sodium and potassium. {} The fraction open among {patch} follows a smooth \
             curve roughly, among {large_patch} closely.",
            if jumps {
                "Single channels jump between shut and open."
            } else {
                "None of the single channels opens or shuts."
            }
        ))
        .result(
            holds,
            format!(
                "Below, relative fluctuations fall on straight lines of slope −1/2 in a double \
                 logarithmic plot, from {}% for 100 sodium channels to {}% for 10,000.",
                percent(hundred),
                percent(most)
            ),
            "Below, fluctuations against the number of channels and against time.",
        );
    (caption, alternative_text)
}
