//! The figure `diffusion`: the density of the membrane potential under noise.

use crate::model::Neuron;
use crate::stochastic::{
    Density, Grid, Occupation, ShotNoise, occupation, rate, shot_noise, shot_rate,
};
use common::claim::{Digits, Estimate};
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `diffusion` depends on.
    pub struct Diffusion {
        /// mean drive
        drive: f64 = 16.0 => Real { symbol: r"\mu", unit: "mV", from: -50.0, to: 100.0 };
        /// noise
        noise: f64 = 4.0 => Real { symbol: r"\sigma", unit: "mV", from: 0.5, to: 50.0 };
        /// mean size of the kicks that the noise is made of
        kick: f64 = 0.5 => Logarithmic { symbol: "w", unit: "mV", from: 0.05, to: 20.0 };
        /// how long the neuron is simulated under white noise and under kicks, in all
        duration: f64 = 1500.0 => Logarithmic { symbol: "", unit: "s", from: 20.0, to: 100_000.0 };
        /// seed of the noise
        seed: Seed = Seed(1) => Seed;
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
    work = Diffusion::steps;
}

/// Replicas of each simulation, whose spread gives the standard errors.
const REPLICAS: u64 = 32;
/// Cells that the panel near the threshold shows.
const NEAR: usize = 9;

impl Diffusion {
    /// The step of the simulation under white noise, in ms: an eightieth of the membrane's time
    /// constant.
    fn step(&self) -> f64 {
        0.0125 * self.neuron.time_constant
    }

    fn steps(&self) -> (f64, &'static str) {
        let part = self.noise / self.kick;
        let kicks = 0.5 * part * part / self.neuron.time_constant;
        let each = 1.0 / self.step() + kicks;
        (1000.0 * self.duration * each, "--duration, or raise --kick")
    }

    /// Cells that end at the threshold and have the reset at an edge, about a seventh of the noise
    /// wide, down to where the density is about a hundredth of its largest value.
    fn grid(&self) -> Grid {
        let Neuron {
            reset, threshold, ..
        } = self.neuron;
        let between = ((threshold - reset) / (0.15 * self.noise)).round();
        let width = (threshold - reset) / between.max(2.0);
        let tail = (self.drive - 2.4 * self.noise).min(reset - 1.2 * self.noise);
        let cells = ((threshold - tail) / width).ceil();
        Grid {
            low: threshold - cells * width,
            width,
            cells: cells as usize,
        }
    }

    /// The neuron of the corrected theory: kicks overshoot the threshold by one, on average.
    fn raised(&self) -> Neuron {
        Neuron {
            threshold: self.neuron.threshold + self.kick,
            ..self.neuron
        }
    }
}

/// Histograms and rates of both simulations.
struct Found {
    white: Vec<Estimate>,
    /// Nothing where hardly a replica was kicked while it was watched.
    kicked: Vec<Estimate>,
    kicked_rate: Estimate,
    kicked_spikes: u64,
}

fn simulate(parameters: &Diffusion, grid: &Grid, run: &Run) -> Result<Found, FigureError> {
    let Diffusion {
        drive,
        noise,
        kick,
        duration,
        seed,
        neuron,
    } = parameters;
    let replicas: Vec<u64> = (0..REPLICAS).collect();
    let each = 1000.0 * duration / REPLICAS as f64;
    let input = ShotNoise::with_noise(neuron, *drive, *noise, *kick);
    let both = run.map(&replicas, |&replica| {
        let mut white = stream(seed.0, 2 * replica);
        let mut kicked = stream(seed.0, 2 * replica + 1);
        let clock = (parameters.step(), each);
        Ok::<_, FigureError>((
            occupation(neuron, (*drive, *noise), clock, grid, &mut white),
            shot_noise(neuron, &input, each, grid, &mut kicked),
        ))
    })?;
    let (white, kicked): (Vec<_>, Vec<_>) = both.into_iter().unzip();
    Ok(Found {
        white: Occupation::densities(&white, grid),
        kicked: Occupation::densities(&kicked, grid),
        kicked_rate: Occupation::rate(&kicked),
        kicked_spikes: Occupation::spikes(&kicked),
    })
}

/// The density of the potential: Fokker and Planck's equation over simulation, with white noise
/// and with kicks.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn diffusion(parameters: &Diffusion, run: &Run) -> Result<Figure, FigureError> {
    let Diffusion {
        drive,
        noise,
        neuron,
        ..
    } = parameters;
    let grid = parameters.grid();
    let found = simulate(parameters, &grid, run)?;
    let weak = || FigureError::Model("the noise is too weak for a density".into());
    let theory = Density::new(neuron, *drive, *noise).ok_or_else(weak)?;
    let raised = Density::new(&parameters.raised(), *drive, *noise).ok_or_else(weak)?;
    let first_near = grid.cells.saturating_sub(NEAR);
    let (caption, alternative_text) = words(parameters, &grid, &found, &theory);
    Ok(Figure::new()
        .columns(2)
        .panel(whole(parameters, &grid, &found, &theory))
        .panel(near(
            parameters,
            &grid,
            first_near,
            &found,
            (&theory, &raised),
        ))
        .handle(Handle::along_x(
            "density",
            (*drive, 0.0),
            "drive",
            "drag the mean drive towards the threshold",
        ))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn marks(name: &str, role: Role, grid: &Grid, from: usize, found: &[Estimate]) -> Layer {
    let shown = &found[from.min(found.len())..];
    let x = (from..found.len()).map(|cell| grid.middle(cell)).collect();
    let y = shown.iter().map(|one| one.value).collect();
    let errors = shown.iter().map(|one| one.standard_error.unwrap_or(0.0));
    Layer::points(name, role, x, y).y_error(errors.collect())
}

fn line(name: &str, density: &Density, from: f64, to: f64) -> Layer {
    let at = |i: u32| from + (to - from) * f64::from(i) / 400.0;
    let x: Vec<f64> = (0..=400).map(at).collect();
    let y = x.iter().map(|&v| density.at(v)).collect();
    Layer::line(name, Role::Theory, x, y)
}

fn axes(from: f64, to: f64) -> (Axis, Axis) {
    (
        Axis::new("membrane potential", "V", "mV").range(from, to),
        Axis::new("density", "p", "mV^{−1}").including(0.0, 1e-3),
    )
}

fn whole(parameters: &Diffusion, grid: &Grid, found: &Found, theory: &Density) -> Panel {
    let Neuron {
        reset, threshold, ..
    } = parameters.neuron;
    let (x, y) = axes(grid.low, threshold + 0.04 * (threshold - grid.low));
    let rule = |at| Layer::rule(Role::Muted, Orientation::Vertical, at);
    let names = [(reset, "*V_{r}*"), (threshold, "*θ*")];
    let panel = Panel::new("density", x, y)
        .height(240.0)
        .title("everywhere");
    let panel = names.into_iter().fold(panel, |panel, (at, name)| {
        panel.layer(rule(at).label(name, Place::End))
    });
    panel
        .layer(line("theory", theory, grid.low, threshold))
        .layer(marks(
            "white noise",
            Role::Simulation,
            grid,
            0,
            &found.white,
        ))
}

fn near(
    parameters: &Diffusion,
    grid: &Grid,
    first: usize,
    found: &Found,
    (theory, raised): (&Density, &Density),
) -> Panel {
    let Diffusion { kick, neuron, .. } = parameters;
    let (from, to) = (grid.edge(first), neuron.threshold);
    let (x, y) = axes(from, to + 0.02 * (to - from));
    let top = theory.at(from).max(raised.at(from));
    let panel = Panel::new("near threshold", x, y)
        .height(240.0)
        .title("near the threshold")
        .layer(line("theory", theory, from, to))
        .layer(
            line("threshold raised", raised, from, to)
                .dash(Dash::Dashed)
                .label("*θ* + *w*", Place::End),
        )
        .layer(
            marks("white noise", Role::Simulation, grid, first, &found.white).label_at(
                "white noise",
                from + 0.04 * (to - from),
                0.12 * top,
                Anchor::Start,
            ),
        );
    if found.kicked.is_empty() {
        return panel;
    }
    panel.layer(
        marks("kicks", Role::Accent, grid, first, &found.kicked)
            .shape(Shape::Triangle)
            .label_at(&format!("kicks of {kick} mV"), to, 0.92 * top, Anchor::End),
    )
}

/// What the marks of white noise say about the line.
struct Seen {
    /// Whether they lie on it.
    on_the_line: bool,
    /// Whether the line bends so much at the reset that it is seen.
    kink: bool,
    /// The last over the first in the panel that shows the neighbourhood of the threshold.
    to_first: f64,
    /// The last over the highest.
    to_highest: f64,
}

impl Seen {
    fn new(parameters: &Diffusion, grid: &Grid, white: &[Estimate], theory: &Density) -> Self {
        let Diffusion {
            drive,
            noise,
            neuron,
            ..
        } = parameters;
        let expected: Vec<f64> = (0..grid.cells)
            .map(|cell| theory.mean(grid.edge(cell), grid.edge(cell + 1)))
            .collect();
        let highest = expected.iter().copied().fold(0.0, f64::max);
        let on = |(one, expected): (&Estimate, &f64)| {
            let error = one.standard_error.unwrap_or(0.0);
            // As far as chance leaves the worst of some fifty, or a disc's radius.
            (one.value - expected).abs() <= (4.0 * error).max(0.02 * highest)
        };
        let first_near = grid.cells.saturating_sub(NEAR);
        let (first, last) = (
            white.get(first_near).map_or(0.0, |one| one.value),
            white.last().map_or(0.0, |one| one.value),
        );
        // The slope jumps by 2ντ/σ²; the density changes by its own size over a noise.
        let rate = rate(neuron, *drive, *noise) / 1000.0;
        Self {
            on_the_line: white.iter().zip(&expected).all(on),
            kink: 2.0 * rate * neuron.time_constant / noise > 0.1 * highest,
            to_first: last / first.max(f64::MIN_POSITIVE),
            to_highest: last / highest.max(f64::MIN_POSITIVE),
        }
    }
}

fn words(parameters: &Diffusion, grid: &Grid, found: &Found, theory: &Density) -> (Prose, Prose) {
    let Diffusion {
        drive,
        noise,
        kick,
        duration,
        neuron,
        ..
    } = parameters;
    let print = |value: f64| Digits::Significant(2).print(value);
    let last = |all: &[Estimate]| {
        all.last().map_or((0.0, 0.0), |one| {
            (one.value, one.standard_error.unwrap_or(0.0))
        })
    };
    let ((white, white_error), (kicked, kicked_error)) = (last(&found.white), last(&found.kicked));
    let seen = Seen::new(parameters, grid, &found.white, theory);
    let read = !found.kicked.is_empty();
    let holds =
        read && seen.to_highest < 0.5 && kicked - white > 4.0 * (kicked_error + white_error);
    let diffusive = rate(neuron, *drive, *noise);
    let exact = shot_rate(neuron, *drive, *noise, *kick);
    let (rate, error) = (
        found.kicked_rate.value,
        found.kicked_rate.standard_error.unwrap_or(0.0),
    );
    let three = |value: f64| Digits::Significant(3).print(value);
    let caption = Prose::new()
        .result(
            holds,
            format!(
                "White noise empties the potentials next to the threshold, down to {} per mV; kicks of {kick} mV, \
                 of the same mean and variance, leave {}.",
                print(white),
                print(kicked)
            ),
            "The density of the membrane potential under white noise and under kicks.",
        )
        .plain(format!(
            "Lines: Equation @eq-density for a drive of {} mV and a noise of {noise} mV; dashed, with the \
             threshold raised by the mean kick. Discs: simulated white noise, the crossing of the threshold \
             looked for between steps.",
            drive.to_string().replace('-', "−")
        ))
        .result(
            read,
            "Triangles: simulated kicks up and down.",
            "No triangles: the kicks, up and down, come too rarely for the potential to be read at them.",
        )
        .plain(format!(
            "{duration} s each; bars are standard errors over {REPLICAS} replicas; each mark is the mean over a \
             cell of {} mV.",
            print(grid.width)
        ));
    let fired = if found.kicked_spikes > 0 {
        format!(
            "The kicks fire the neuron at {} ± {} Hz;",
            three(rate),
            print(error)
        )
    } else {
        "With the kicks the neuron never fires in that time;".to_owned()
    };
    let caption = caption.result(
        exact.is_some(),
        format!(
            "{fired} Equation @eq-shot-rate says {} Hz, Siegert's formula {} Hz.",
            three(exact.unwrap_or(0.0)),
            three(diffusive)
        ),
        format!("{fired} Siegert's formula says {} Hz.", three(diffusive)),
    );
    (caption, described(*kick, &seen, (white, kicked)))
}

fn described(kick: f64, seen: &Seen, (white, kicked): (f64, f64)) -> Prose {
    let print = |value: f64| Digits::Significant(2).print(value);
    let kink = if seen.kink {
        " with a kink at the reset, which"
    } else {
        " that"
    };
    let (falls, to) = if seen.to_first < 0.9 {
        ("falls to", "to ")
    } else {
        ("is", "")
    };
    Prose::new()
        .result(
            seen.on_the_line,
            format!(
                "Density of the membrane potential. Left: a line{kink} reaches zero at the threshold, and \
                 simulated marks on it."
            ),
            format!(
                "Density of the membrane potential. Left: a line{kink} reaches zero at the threshold, and \
                 simulated marks, not all of which lie on it."
            ),
        )
        .result(
            kicked > 0.0,
            format!(
                "Right, near the threshold: under white noise the density {falls} {} per mV in the last cell, \
                 under kicks of {kick} mV {to}{}.",
                print(white),
                print(kicked)
            ),
            format!(
                "Right, near the threshold: under white noise the density {falls} {} per mV in the last cell; \
                 under kicks of {kick} mV the potential is never read there.",
                print(white)
            ),
        )
}
