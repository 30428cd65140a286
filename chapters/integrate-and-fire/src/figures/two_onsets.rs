//! The figure `two-onsets`: how firing begins in the squid's membrane and in a leaky integrator.

use crate::analysis::{self, AnalysisError, Matched, Squid};
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Layer, Mark, Orientation, Panel, Place, Role, Shape,
};
use common::numerics::elementary::{log10, pow};
use common::parameters;
use common::prose::Prose;
use common::run::Run;
use hodgkin_huxley::analysis::{cycle_at, lower_hopf_point};
use hodgkin_huxley::model::Membrane;

parameters! {
    /// What the figure `two-onsets` depends on.
    pub struct TwoOnsets {
        /// the smaller of the two currents at which the rates are made equal
        low: f64 = 10.0 => Real { symbol: "I_1", unit: "µA/cm²", from: 7.0, to: 140.0 };
        /// the larger one
        high: f64 = 50.0 => Real { symbol: "I_2", unit: "µA/cm²", from: 8.0, to: 150.0 };
    }
    check = TwoOnsets::ordered;
}

impl TwoOnsets {
    fn ordered(&self) -> Result<(), String> {
        if self.high - self.low >= 1.0 {
            return Ok(());
        }
        let Self { low, high } = self;
        Err(format!(
            "--low is {low} and --high is {high} µA/cm²; --high must be larger by at least 1"
        ))
    }
}

/// The largest current shown, in µA/cm², if the two currents leave it there.
const TO: f64 = 60.0;
/// The range of distances from the rheobase, relative to it, in decades.
const DECADES: (f64, f64) = (-6.0, 1.0);
/// Distances at which the squid's cycle is computed, in decades: nearer, it is too slow to settle.
const NEAR: (f64, f64, usize) = (-3.0, -0.4, 14);
/// And the currents farther away, in µA/cm², to the larger of the two at least.
const FAR: (f64, f64, usize) = (11.0, 59.0, 13);
/// Points of a line.
const POINTS: usize = 300;

/// Everything that is drawn.
struct Curves {
    squid: Squid,
    hopf: f64,
    currents: Vec<f64>,
    rates: Vec<f64>,
    matched: Matched,
    own: Matched,
    at: [(f64, f64); 2],
    /// The largest current shown, in µA/cm².
    to: f64,
}

impl Curves {
    fn new(parameters: &TwoOnsets, run: &Run) -> Result<Self, FigureError> {
        let TwoOnsets { low, high } = *parameters;
        let membrane = Membrane::default();
        let squid = analysis::squid(&membrane)?;
        let hopf = lower_hopf_point(&membrane)?.current;
        let evenly = |(from, to, count): (f64, f64, usize)| {
            (0..count).map(move |i| from + (to - from) * i as f64 / (count - 1) as f64)
        };
        let near = evenly(NEAR).map(|decade| squid.rheobase * (1.0 + pow(10.0, decade)));
        let mut currents: Vec<f64> = near
            .chain(evenly((FAR.0, FAR.1.max(high), FAR.2)))
            .collect();
        let count = currents.len();
        currents.extend([low, high]);
        let mut rates = run.map(&currents, |&current| {
            Ok::<_, FigureError>(cycle_at(&membrane, current)?.rate())
        })?;
        let at = [(low, rates[count]), (high, rates[count + 1])];
        currents.truncate(count);
        rates.truncate(count);
        let matched = analysis::matched(&membrane, &squid, low, high)?;
        let own = Matched::with_time_constant(&squid, &membrane, at[1])?;
        Ok(Self {
            squid,
            hopf,
            currents,
            rates,
            matched,
            own,
            at,
            to: TO.max(1.05 * high),
        })
    }

    fn excess(&self, current: f64) -> f64 {
        current / self.squid.rheobase - 1.0
    }
}

/// Rates against current, and against its distance from the rheobase.
///
/// # Errors
/// If a cycle of the squid's membrane can't be found.
pub fn two_onsets(parameters: &TwoOnsets, run: &Run) -> Result<Figure, FigureError> {
    let curves = Curves::new(parameters, run)?;
    let (caption, alternative_text) = words(parameters, &curves)?;
    Ok(Figure::new()
        .columns(2)
        .share_y()
        .panel(against_current(&curves))
        .panel(against_distance(&curves))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn rate_axis(curves: &Curves) -> Axis {
    let top = curves.rates.iter().fold(100.0_f64, |top, &r| top.max(r));
    Axis::new("firing rate", "", "Hz").range(0.0, 1.15 * top)
}

fn circle(name: &str, role: Role, x: f64, y: f64) -> Layer {
    let mark = Mark::Points {
        x: vec![x],
        y: vec![y],
        y_error: Vec::new(),
        x_error: Vec::new(),
        shape: Shape::Circle,
    };
    Layer::new(name, role, mark)
}

fn against_current(curves: &Curves) -> Panel {
    let rheobase = curves.squid.rheobase;
    let fine: Vec<f64> = (0..POINTS)
        .map(|i| i as f64 / (POINTS - 1) as f64)
        .map(|part| rheobase + (curves.to - rheobase) * pow(part, 4.0))
        .collect();
    let line = |name: &str, matched: &Matched| {
        let below = [0.0, rheobase].map(|current| (current, 0.0));
        let above = fine[1..]
            .iter()
            .map(|&current| (current, matched.rate(current)));
        let (x, y) = below.into_iter().chain(above).unzip();
        Layer::line(name, Role::Theory, x, y)
    };
    let current = Axis::new("current", "I", "µA/cm²").range(0.0, curves.to);
    let mut panel = Panel::new("current", current, rate_axis(curves)).height(270.0);
    panel = panel.layer(
        Layer::span(Role::Muted, Orientation::Vertical, rheobase, curves.hopf)
            .label("bistable", Place::End),
    );
    let (x, y): (Vec<f64>, Vec<f64>) = curves.at.iter().copied().unzip();
    panel = panel
        .layer(line("own time constant", &curves.own).dash(Dash::Dashed))
        .layer(line("matched", &curves.matched))
        .layer(
            Layer::points(
                "squid",
                Role::Simulation,
                curves.currents.clone(),
                curves.rates.clone(),
            )
            .quantity("rate of the squid's stable cycle", "f", "Hz")
            .label_at("squid", 30.0, 88.0, Anchor::Start),
        )
        .layer(circle(
            "onset of the squid",
            Role::Simulation,
            rheobase,
            curves.squid.onset_rate,
        ));
    panel.layer(Layer::points("matched at", Role::Accent, x, y).shape(Shape::Cross))
}

fn against_distance(curves: &Curves) -> Panel {
    let from = DECADES.0;
    let to = DECADES.1.max(log10(curves.excess(curves.to)));
    let fine: Vec<f64> = (0..POINTS)
        .map(|i| pow(10.0, from + (to - from) * i as f64 / (POINTS - 1) as f64))
        .collect();
    let rheobase = curves.squid.rheobase;
    let line = |name: &str, matched: &Matched| {
        let y = fine
            .iter()
            .map(|&excess| matched.rate(rheobase * (1.0 + excess)))
            .collect();
        Layer::line(name, Role::Theory, fine.clone(), y)
    };
    let distance = Axis::new(
        "distance from the rheobase",
        "(*I* − *I*_{rh})/*I*_{rh}",
        "",
    )
    .logarithmic()
    .range(pow(10.0, from), pow(10.0, to));
    let at = |matched: &Matched, decade: f64| matched.rate(rheobase * (1.0 + pow(10.0, decade)));
    // Above the upper line to its left, and below the lower one to its right.
    let (upper, lower) = (-1.6, -1.3);
    let above = at(&curves.own, upper) + 7.0;
    let below = (at(&curves.matched, lower) - 8.0).max(6.0);
    Panel::new("distance", distance, rate_axis(curves))
        .height(270.0)
        .layer(
            Layer::rule(
                Role::Muted,
                Orientation::Horizontal,
                curves.squid.onset_rate,
            )
            .dash(Dash::Dotted),
        )
        .layer(
            line("own time constant, near", &curves.own)
                .dash(Dash::Dashed)
                .label_at("*τ* of the squid", pow(10.0, upper), above, Anchor::End),
        )
        .layer(line("matched, near", &curves.matched).label_at(
            "*τ* matched",
            pow(10.0, lower),
            below,
            Anchor::Start,
        ))
        .layer(
            Layer::points(
                "squid, near",
                Role::Simulation,
                curves
                    .currents
                    .iter()
                    .map(|&it| curves.excess(it))
                    .collect(),
                curves.rates.clone(),
            )
            .quantity("rate of the squid's stable cycle", "f", "Hz")
            .label_at(
                "squid",
                pow(10.0, NEAR.0),
                curves.squid.onset_rate - 7.0,
                Anchor::Start,
            ),
        )
}

fn words(parameters: &TwoOnsets, curves: &Curves) -> Result<(Prose, Prose), AnalysisError> {
    let TwoOnsets { low, high } = *parameters;
    let print = |value: f64, decimals| Digits::Decimals(decimals).print(value);
    let (squid, matched, own) = (&curves.squid, &curves.matched, &curves.own);
    let onset = print(squid.onset_rate, 0);
    let slow = print(100.0 * matched.excess(squid.onset_rate)?, 0);
    let caption = Prose::new()
        .plain(format!(
            "The squid's membrane starts to fire at {onset} Hz, every leaky integrator at zero."
        ))
        .plain(format!(
            "Discs: the stable cycle of Hodgkin and Huxley's equations at 6.3 °C, which begins at the \
             open circle; in the grey band the membrane can also be silent. Line: the leaky \
             integrator, reset to rest, with the membrane's rheobase and its rates at {low} and \
             {high} µA/cm² (crosses), which needs $\\tau$ = {} ms and $\\tau_\\mathrm{{ref}}$ = {} ms. \
             Dashed: with the $\\tau$ = {} ms of the resting membrane, and the $\\tau_\\mathrm{{ref}}$ \
             = {} ms that gives the rate at {high} µA/cm². Right: the same rates against the \
             relative distance from the rheobase, on a logarithmic scale.",
            print(matched.time_constant, 1),
            print(matched.refractory_period, 1),
            print(own.time_constant, 1),
            print(own.refractory_period, 1),
        ));
    // Most of the way up in the first tenth of the way along.
    let tenth = squid.rheobase + 0.1 * (high - squid.rheobase);
    let at_once = own.rate(tenth) > 0.75 * own.rate(high);
    let alternative_text = Prose::new()
        .plain(format!(
            "The squid's rate jumps from zero to {onset} Hz at {} µA/cm² and rises slowly from there. \
             The integrator that matches it at {low} and {high} µA/cm² starts from zero and fires more \
             slowly than the squid can up to {slow} % above the rheobase.",
            print(squid.rheobase, 2)
        ))
        .result(
            at_once,
            format!(
                "One with the squid's own time constant rises almost at once to the rate that it has at \
                 {high} µA/cm²."
            ),
            format!(
                "One with the squid's own time constant rises to {} Hz at {high} µA/cm².",
                print(own.rate(high), 0)
            ),
        )
        .plain(
            "Close to the rheobase the squid's rate levels off, the integrators' fall on like one over a \
             logarithm.",
        );
    Ok((caption, alternative_text))
}
