//! The figure `propagation`: a spike on its way along an axon.

use crate::analysis::{self, AnalysisError, Injection, Propagation, arrival, propagate};
use crate::kernel::axon::FastCable;
use crate::kernel::charging_rate;
use crate::model::State;
use crate::model::axon::{Axon, Grid};
use common::claim::Digits;
use common::figure::{
    Anchor, Animation, Axis, ColourMap, Figure, FigureError, Frame, Layer, Mark, Orientation,
    Panel, Quantity, Role,
};
use common::numerics::elementary::sqrt;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `propagation` depends on.
    pub struct Along {
        /// strength of the current into the end at x = 0: what it would in time displace the end's
        /// potential by, did the resting conductance stay as it is
        stimulus: f64 = 280.0 => Real { symbol: "U", unit: "mV", from: 0.0, to: 1000.0 };
        /// how long the current flows, from t = 0
        duration: f64 = 0.5 => Real { symbol: r"t_\mathrm{off}", unit: "ms", from: 0.01, to: 5.0 };
        /// length of the axon
        length: f64 = 10.0 => Real { symbol: "L", unit: "cm", from: 1.0, to: 20.0 };
        /// length of the window of time that is shown
        window: f64 = 8.0 => Real { symbol: r"t_\mathrm{end}", unit: "ms", from: 1.0, to: 20.0 };
        /// the axon
        axon: Axon = Axon::default() => Group;
    }
    work = Along::steps;
}

impl Along {
    /// A compartment is a fortieth of the length over which a spike at 18.5 °C rises, a step a
    /// fortieth of the time: errors of the speed are about a thousandth. Slow gates do not make the steps
    /// longer than the membrane's own charging bears, or the potential would jump past its batteries.
    fn grid(&self) -> Grid {
        let membrane = &self.axon.membrane;
        let factor = membrane.temperature_factor();
        let factor = factor.max(0.03 * charging_rate(membrane) / BORNE);
        let finest = 0.06 * sqrt(self.axon.diffusivity() / factor);
        let count = (self.length / finest).ceil().max(400.0);
        Grid {
            count: count as usize,
            length: self.length / count,
            step: self.window / (self.window * factor / 0.03).ceil(),
        }
    }

    fn steps(&self) -> (f64, &'static str) {
        let grid = self.grid();
        (
            grid.count as f64 * self.window / grid.step,
            "--length, --window or --temperature, or raise --radius",
        )
    }
}

/// A step times the charging rate, at most.
const BORNE: f64 = 2.0;
/// Columns and rows of the map, and points of a profile: as many as a picture needs.
const COLUMNS: usize = 240;
const ROWS: usize = 200;
/// Frames of the animation.
const FRAMES: usize = 33;
/// Where the potential is recorded, as parts of the length.
const STATIONS: [f64; 4] = [0.2, 0.4, 0.6, 0.8];
/// The potential above rest (mV) that counts as a spike's arrival.
const LEVEL: f64 = 25.0;
/// Ends of the scale of colours, in mV.
const COLOURS: (f64, f64) = (-80.0, 50.0);
/// What has run so far runs on for ever; in units of √(a/(2 Rᵢ C)) × √(1 ms), at 6.3 °C.
const FAR: f64 = 18.0;
/// How long after the current an arrival is waited for, in ms at 6.3 °C.
const PATIENCE: f64 = 400.0;
/// Nearer to rest than this (mV) everywhere, the axon is quiet.
const QUIET: f64 = 5.0;
/// Steps between two looks at the whole axon.
const CHUNK: usize = 64;

/// The potential in space and time, at a few places, and at a few moments.
///
/// # Errors
/// If the membrane has no resting potential.
pub fn propagation(parameters: &Along, run: &Run) -> Result<Figure, FigureError> {
    run.check()?;
    let grid = parameters.grid();
    let axon = &parameters.axon;
    let at_rest = analysis::rest(&axon.membrane, 0.0)?;
    let stimulus = Injection {
        current: 1e3 * parameters.stimulus * axon.input_conductance(at_rest.conductances.total()),
        duration: parameters.duration,
    };
    let steps = (parameters.window / grid.step).round() as usize;
    let every = steps.div_ceil(COLUMNS);
    let places = STATIONS.map(|part| (part * grid.count as f64) as usize);
    let seen = propagate(axon, &grid, &stimulus, parameters.window, every, &places)?;
    run.check()?;
    let rest = at_rest.state[0];
    let arrivals: Vec<Option<f64>> = seen
        .traces
        .iter()
        .map(|trace| arrival(trace, grid.step, rest + LEVEL))
        .collect();
    let waves = match analysis::sketched_waves(&axon.membrane) {
        Ok(waves) => Ok(waves.fast.speed(axon.diffusivity())),
        Err(AnalysisError::Absent { .. }) => Err(()),
        Err(error) => return Err(error.into()),
    };
    let end = if !at_rest.is_stable() {
        End::NoRest
    } else if arrivals.iter().all(Option::is_some) {
        End::Seen
    } else {
        run.check()?;
        end(axon, &grid, &stimulus, &at_rest.state)
    };
    let story = Story {
        current: stimulus.current,
        rest,
        end,
        theory: waves.ok(),
        positions: places.map(|i| (i as f64 + 0.5) * grid.length).to_vec(),
        arrivals,
        grid,
        moment: 0.0,
    };
    let story = Story {
        moment: story.moment(parameters),
        ..story
    };
    let map = map(parameters, &seen, &story);
    let traces = traces(parameters, &seen, &story);
    let profile = profile(parameters, &seen, &story);
    let (caption, alternative_text) = words(parameters, &seen, &story);
    Ok(Figure::new()
        .panel(map)
        .panel(traces)
        .panel(profile)
        .animation(animation(&seen, &story))
        .caption(caption)
        .alternative_text(alternative_text))
}

/// What becomes of the response, after the window too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It passes all stations within the window.
    Seen,
    /// It travels, and the window ends before the last station.
    Later,
    /// It dies out before the last station.
    Dies,
    /// The axon has no stable rest in which a response could be told from what comes by itself.
    NoRest,
    /// Neither at the last station nor quiet after a long time.
    Open,
}

/// Follows the response past the end of the window, on the beginning of a long axon or on all of a short one.
fn end(axon: &Axon, grid: &Grid, stimulus: &Injection, rest: &State) -> End {
    let factor = axon.membrane.temperature_factor();
    let far = FAR * sqrt(axon.diffusivity() / factor);
    let count = grid.count.min((far / grid.length).ceil() as usize);
    let grid = Grid { count, ..*grid };
    let mut cable = FastCable::new(axon, &grid, rest);
    let mut traces = [cable.trace((STATIONS[3] * count as f64) as usize)];
    let on = (stimulus.duration / grid.step).round() as usize;
    cable.advance(on, axon.density(stimulus.current, grid.length), &mut traces);
    let chunks = (PATIENCE / factor / grid.step / CHUNK as f64).ceil() as usize;
    for _ in 0..chunks {
        cable.advance(CHUNK, 0.0, &mut traces);
        if traces[0].potential.iter().any(|v| *v > rest[0] + LEVEL) {
            return End::Later;
        }
        if cable
            .potential()
            .iter()
            .all(|v| (v - rest[0]).abs() < QUIET)
        {
            return End::Dies;
        }
    }
    End::Open
}

/// What came out.
struct Story {
    /// The current into the end, in nA.
    current: f64,
    rest: f64,
    end: End,
    /// The speed of the wave (m/s), where there is one.
    theory: Option<f64>,
    /// Where the stations are (cm), and when the spike arrives (ms).
    positions: Vec<f64>,
    arrivals: Vec<Option<f64>>,
    grid: Grid,
    /// The moment of the printed frame, in ms.
    moment: f64,
}

impl Story {
    /// The speed (m/s) between the first and the last station, if the spike passes all.
    fn speed(&self) -> Option<f64> {
        let all: Option<Vec<f64>> = self.arrivals.iter().copied().collect();
        let (times, first, last) = (all?, self.positions.first()?, self.positions.last()?);
        Some(10.0 * (last - first) / (times.last()? - times.first()?))
    }

    /// When the spike passes the middle; else half-way through the current.
    fn moment(&self, parameters: &Along) -> f64 {
        match (self.arrivals[1], self.arrivals[2]) {
            (Some(before), Some(after)) => 0.5 * (before + after),
            _ => parameters.duration.min(0.5 * parameters.window),
        }
    }

    /// Every so many compartments: their indices.
    fn sample(&self) -> Vec<usize> {
        let every = self.grid.count.div_ceil(ROWS);
        (0..self.grid.count).step_by(every).collect()
    }
}

/// The index of the picture at a moment, or the first after it.
fn picture(seen: &Propagation, moment: f64) -> usize {
    let after = seen.times.partition_point(|&time| time < moment);
    after.min(seen.times.len() - 1)
}

fn map(parameters: &Along, seen: &Propagation, story: &Story) -> Panel {
    let time = Axis::new("time", "t", "ms").range(0.0, parameters.window);
    let place = Axis::new("position", "x", "cm").range(0.0, parameters.length);
    // A row of cells for each bin of compartments, a column for each picture.
    let rows = story.sample().into_iter().map(|i| {
        let row = seen.pictures.iter().map(|picture| picture[i]);
        row.collect::<Vec<f64>>()
    });
    let width = parameters.window / (seen.times.len() - 1).max(1) as f64;
    let heat = Mark::HeatMap {
        x: (-0.5 * width, parameters.window + 0.5 * width),
        y: (0.0, parameters.length),
        values: rows.collect(),
        map: ColourMap::Sequential,
        range: Some(COLOURS),
        quantity: Quantity::new("potential", "V", "mV"),
    };
    let mut panel = Panel::new("map", time, place)
        .height(210.0)
        .layer(Layer::new("potential", Role::Voltage, heat));
    if let (Some(theory), Some(Some(arrived)), Some(at)) = (
        story.theory.filter(|_| story.speed().is_some()),
        story.arrivals.last(),
        story.positions.last(),
    ) {
        // The line runs ahead of the front, where it can be seen, parallel to it.
        let ahead = 0.05 * parameters.window;
        let when = |x: f64| arrived - ahead + (x - at) * 10.0 / theory;
        let from = (at - (arrived - ahead) * 0.1 * theory).max(0.0);
        let label = format!("{} m/s", Digits::Significant(3).print(theory));
        panel = panel.layer(
            Layer::line(
                "wave of constant shape",
                Role::Theory,
                vec![when(from), when(parameters.length)],
                vec![from, parameters.length],
            )
            .quantity("position of the wave", "x", "cm")
            .label_at(
                &label,
                when(0.5 * parameters.length) - 0.02 * parameters.window,
                0.62 * parameters.length,
                Anchor::End,
            ),
        );
    }
    panel
}

fn traces(parameters: &Along, seen: &Propagation, story: &Story) -> Panel {
    let time = Axis::new("time", "t", "ms").range(0.0, parameters.window);
    let potential = Axis::new("potential", "V", "mV").including(-80.0, 55.0);
    let mut panel = Panel::new("stations", time, potential).height(140.0);
    for (trace, at) in seen.traces.iter().zip(&story.positions) {
        let every = trace.len().div_ceil(1200);
        let (x, y): (Vec<f64>, Vec<f64>) = trace
            .iter()
            .enumerate()
            .step_by(every)
            .map(|(i, &v)| (i as f64 * story.grid.step, v))
            .unzip();
        let top = x.iter().zip(&y).fold((0.0, f64::NEG_INFINITY), |best, it| {
            if *it.1 > best.1 { (*it.0, *it.1) } else { best }
        });
        let place = Digits::Decimals(1).print(*at);
        // Four names share the width of a phone.
        let name = format!("{} cm", place.trim_end_matches(".0"));
        let mut line = Layer::line(&format!("at {name}"), Role::Voltage, x, y).quantity(
            "membrane potential",
            "V",
            "mV",
        );
        if top.1 > story.rest + LEVEL {
            line = line.label_at(&name, top.0, top.1 + 11.0, Anchor::Middle);
        }
        panel = panel.layer(line);
    }
    panel
}

fn profile(parameters: &Along, seen: &Propagation, story: &Story) -> Panel {
    let place = Axis::new("position", "x", "cm").range(0.0, parameters.length);
    let highest = seen.pictures.iter().flatten();
    let highest = highest.fold(50.0_f64, |top, &v| top.max(v));
    let potential = Axis::new("potential", "V", "mV").including(-80.0, highest.min(120.0));
    let rest = Layer::rule(Role::Muted, Orientation::Horizontal, story.rest);
    Panel::new("profile", place, potential)
        .height(140.0)
        .layer(rest)
}

fn animation(seen: &Propagation, story: &Story) -> Animation {
    let last = seen.times.len() - 1;
    let mut indices: Vec<usize> = (0..FRAMES).map(|i| i * last / (FRAMES - 1)).collect();
    let printed = picture(seen, story.moment);
    indices.push(printed);
    indices.sort_unstable();
    indices.dedup();
    let frames = indices.iter().map(|&i| {
        let at = seen.times[i];
        let (x, y): (Vec<f64>, Vec<f64>) = story
            .sample()
            .into_iter()
            .map(|k| ((k as f64 + 0.5) * story.grid.length, seen.pictures[i][k]))
            .unzip();
        let line = Layer::line("potential along the axon", Role::Voltage, x, y);
        let now = || Layer::rule(Role::Muted, Orientation::Vertical, at);
        Frame {
            at,
            layers: vec![
                ("map".to_owned(), now()),
                ("stations".to_owned(), now()),
                ("profile".to_owned(), line),
            ],
        }
    });
    Animation {
        quantity: Quantity::new("time", "t", "ms"),
        frames: frames.collect(),
        printed: indices.iter().position(|&i| i == printed).unwrap_or(0),
    }
}

/// What is said instead of the result: what becomes of the response.
fn otherwise(parameters: &Along, story: &Story, travels: bool, alike: bool) -> String {
    let print = |value: f64, digits| Digits::Significant(digits).print(value);
    let measured = story.speed().unwrap_or(f64::NAN);
    let arrived = story.arrivals.iter().filter(|it| it.is_some()).count();
    match story.end {
        End::Seen if travels && !alike => format!(
            "A spike started at one end travels along the axon at {} m/s.",
            print(measured, 3)
        ),
        End::Later => format!(
            "A spike started at one end travels along the axon, and the {} ms that are shown end before \
             it has reached {}.",
            parameters.window,
            match arrived {
                0 => "the first of the four places",
                _ => "the last of the four places",
            }
        ),
        End::Dies if story.theory.is_none() => format!(
            "At {} °C the axon conducts no spike: what the current starts at one end dies \
             out on the way.",
            parameters.axon.membrane.temperature
        ),
        End::Dies if arrived > 0 => {
            "What the current starts at one end dies out on the way.".to_owned()
        }
        End::Dies => "The current into one end starts no spike that travels.".to_owned(),
        End::NoRest => format!(
            "The axon’s resting state is unstable: with a current into one end or without, it does not \
             stay at rest. Within the {} ms that are shown the potential rises by {LEVEL} mV at {}.",
            parameters.window,
            match arrived {
                0 => "none of the four places",
                1 => "one of the four places",
                2 => "two of the four places",
                3 => "three of the four places",
                _ => "all four places",
            }
        ),
        End::Seen if measured > 0.0 && !alike => format!(
            "What the current starts at one end passes all four places, from the first to the last at \
             {} m/s.",
            print(measured, 3)
        ),
        End::Seen | End::Open => {
            "The potential along an axon after a current into one end.".to_owned()
        }
    }
}

fn words(parameters: &Along, seen: &Propagation, story: &Story) -> (Prose, Prose) {
    let print = |value: f64, digits| Digits::Significant(digits).print(value);
    let speed = story.speed();
    let tops: Vec<f64> = seen
        .traces
        .iter()
        .map(|trace| trace.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b)))
        .collect();
    let (low, high) = (tops[1].min(tops[3]), tops[1].max(tops[3]));
    let theory = story.theory.unwrap_or(f64::NAN);
    let travels = speed.is_some_and(|speed| (speed - theory).abs() < 0.02 * theory);
    let alike = travels && high - low < 3.0;
    let measured = speed.unwrap_or(f64::NAN);
    let otherwise = otherwise(parameters, story, travels, alike);
    let caption = Prose::new()
        .result(
            alike,
            format!(
                "A spike started at one end travels along the axon at {} m/s, and passes every place \
                 with the same shape.",
                print(measured, 3)
            ),
            otherwise.clone(),
        )
        .plain(format!(
            "A current of {} µA enters for {} ms; if the resting conductance stayed as it is, it \
             would in time displace that end by $U$ = {} mV. Top: membrane potential in space and time \
             (colour; {} compartments, steps of {} ms). \
             Middle: the same at four places. Bottom: along the axon at t = {} ms, the moment of the \
             upright grey rules; the level one is rest.",
            print(1e-3 * story.current, 2),
            parameters.duration,
            parameters.stimulus,
            story.grid.count,
            print(story.grid.step, 2),
            print(seen.times[picture(seen, story.moment)], 3)
        ))
        .result(
            speed.is_some() && story.theory.is_some(),
            format!(
                "Thin line: the slope {} m/s of a wave of constant shape, from its own equation.",
                print(theory, 4)
            ),
            "",
        );
    let alternative_text = Prose::new()
        .result(
            alike,
            format!(
                "The map shows one straight, bright stripe from the stimulated end to the other. At {} \
                 cm the potential rises through {} mV after {} ms, at {} cm after {} ms; both spikes \
                 peak at {} mV.",
                print(story.positions[1], 2),
                Digits::Decimals(0).print(story.rest + LEVEL),
                print(story.arrivals[1].unwrap_or(f64::NAN), 3),
                print(story.positions[3], 2),
                print(story.arrivals[3].unwrap_or(f64::NAN), 3),
                Digits::Decimals(0).print(tops[3])
            ),
            otherwise,
        )
        .plain("Three panels: a map of the potential, its course at four places, its profile.");
    (caption, alternative_text)
}
