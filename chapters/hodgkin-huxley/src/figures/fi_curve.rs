//! The figure `fi-curve`: how fast the membrane fires under a step of current.

use crate::analysis::{self, AnalysisError, Onset, cycle_at};
use crate::kernel;
use crate::model::Membrane;
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Figure, FigureError, Layer, Mark, Orientation, Panel, Place, Role, Shape,
};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `fi-curve` depends on.
    pub struct FiCurve {
        /// smallest applied current density
        from: f64 = 0.0 => Real { symbol: r"I_\mathrm{from}", unit: "µA/cm²", from: -20.0, to: 200.0 };
        /// largest applied current density
        to: f64 = 49.5 => Real { symbol: r"I_\mathrm{to}", unit: "µA/cm²", from: -20.0, to: 200.0 };
        /// number of currents, evenly spaced
        currents: usize = 100 => Integer { symbol: "", from: 2, to: 1000 };
        /// how long each current is applied and spikes are counted
        duration: f64 = 1000.0 => Real { symbol: "", unit: "ms", from: 100.0, to: 10_000.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
    check = FiCurve::ordered;
    work = FiCurve::steps;
}

impl FiCurve {
    fn ordered(&self) -> Result<(), String> {
        if self.from < self.to {
            return Ok(());
        }
        let Self { from, to, .. } = self;
        Err(format!(
            "--from is {from} and --to is {to} µA/cm²; --from must be the smaller one"
        ))
    }

    fn steps(&self) -> (f64, &'static str) {
        (
            self.currents as f64 * self.duration / STEP,
            "--currents or --duration",
        )
    }

    fn sweep(&self) -> Vec<f64> {
        let spacing = (self.to - self.from) / (self.currents - 1) as f64;
        (0..self.currents)
            .map(|i| self.from + spacing * i as f64)
            .collect()
    }
}

/// Step of the Runge–Kutta method, in ms: small enough for every spike to be counted right.
const STEP: f64 = 0.01;
/// Potential at which every neuron starts, its gates settled there, in mV.
const START: f64 = -65.0;
/// Points of the theory's line.
const CYCLES: usize = 40;

/// Spikes counted in simulations, over the rate of the stable cycle.
///
/// # Errors
/// If the equations can't be integrated.
pub fn fi_curve(parameters: &FiCurve, run: &Run) -> Result<Figure, FigureError> {
    let membrane = &parameters.membrane;
    let currents = parameters.sweep();
    let counts = count_spikes(parameters, &currents, run)?;
    let rates: Vec<f64> = counts
        .iter()
        .map(|&count| 1000.0 * count as f64 / parameters.duration)
        .collect();
    let onset = present(analysis::onset_of_firing(membrane))?;
    let hopf = present(analysis::lower_hopf_point(membrane))?;
    let (cycle_currents, cycle_rates) = stable_cycles(parameters, onset.as_ref(), run)?;

    let current = Axis::new("applied current", "I", "µA/cm²").range(parameters.from, parameters.to);
    let rate = Axis::new("firing rate", "f", "Hz").including(0.0, 10.0);
    let mut panel = Panel::new("rate", current, rate).height(300.0);
    let shown = |at: f64| at > parameters.from && at < parameters.to;
    if let (Some(onset), Some(hopf)) = (&onset, &hopf)
        && shown(onset.current)
        && shown(hopf.current)
        && hopf.current > onset.current
    {
        let span = Layer::span(
            Role::Muted,
            Orientation::Vertical,
            onset.current,
            hopf.current,
        );
        panel = panel.layer(span.label("bistable", Place::End));
    }
    // One label above the curve, one below, where it is far from everything else.
    let middle = currents.len() * 3 / 5;
    let (at, level) = (currents[middle], rates[middle]);
    let top = rates.iter().fold(10.0_f64, |top, &rate| top.max(rate));
    let label = format!("spikes in {} ms", parameters.duration);
    panel = panel.layer(
        Layer::points(
            "simulation",
            Role::Simulation,
            currents.clone(),
            rates.clone(),
        )
        .quantity("spikes counted per second", "f", "Hz")
        .label_at(&label, at, level - 0.13 * top, Anchor::Start),
    );
    if cycle_currents.len() > 1 {
        panel = panel.layer(
            Layer::line("stable cycle", Role::Theory, cycle_currents, cycle_rates)
                .quantity("rate of the stable cycle", "f", "Hz")
                .label_at(
                    "rate of the stable cycle",
                    at,
                    level + 0.11 * top,
                    Anchor::End,
                ),
        );
    }
    if let Some(onset) = onset.as_ref().filter(|onset| shown(onset.current)) {
        let (x, y) = (vec![onset.current], vec![onset.rate]);
        let (y_error, x_error) = (Vec::new(), Vec::new());
        let mark = Mark::Points {
            x,
            y,
            y_error,
            x_error,
            shape: Shape::Circle,
        };
        let label = format!("onset at {} Hz", Digits::Decimals(0).print(onset.rate));
        let beside = onset.current + 0.012 * (parameters.to - parameters.from);
        panel = panel.layer(
            Layer::new("onset", Role::Theory, mark)
                .quantity("rate at onset", "f", "Hz")
                .label_at(&label, beside, onset.rate, Anchor::Start),
        );
    }
    let (caption, alternative_text) = words(parameters, &currents, &rates, onset.as_ref());
    Ok(Figure::new()
        .panel(panel)
        .caption(caption)
        .alternative_text(alternative_text))
}

/// What a membrane may lack is nothing; what went wrong is an error.
fn present<T>(found: Result<T, AnalysisError>) -> Result<Option<T>, FigureError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(AnalysisError::Absent { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Spikes of each neuron of the sweep, on the run's threads.
fn count_spikes(
    parameters: &FiCurve,
    currents: &[f64],
    run: &Run,
) -> Result<Vec<usize>, FigureError> {
    let chunks: Vec<&[f64]> = currents.chunks(kernel::LANES).collect();
    let start = parameters.membrane.steady_state(START);
    let counted = run.map(&chunks, |chunk| {
        let spikes = kernel::sweep(
            &parameters.membrane,
            &start,
            chunk,
            parameters.duration,
            STEP,
        );
        Ok::<_, FigureError>(spikes.iter().map(Vec::len).collect::<Vec<usize>>())
    })?;
    Ok(counted.into_iter().flatten().collect())
}

/// Currents and rates of stable cycles from the onset on, closer together where the curve is steep.
fn stable_cycles(
    parameters: &FiCurve,
    onset: Option<&Onset>,
    run: &Run,
) -> Result<(Vec<f64>, Vec<f64>), FigureError> {
    let Some(onset) = onset else {
        return Ok((Vec::new(), Vec::new()));
    };
    let first = onset.current.max(parameters.from);
    let parts = (1..=CYCLES).map(|i| i as f64 / CYCLES as f64);
    let currents: Vec<f64> = parts
        .map(|part| first + part * part * (parameters.to - first))
        .collect();
    let rates = run.map(&currents, |&current| {
        present(cycle_at(&parameters.membrane, current)).map(|cycle| cycle.map(|it| it.rate()))
    })?;
    let mut points: Vec<(f64, f64)> = Vec::new();
    if onset.current >= parameters.from && onset.current < parameters.to {
        points.push((onset.current, onset.rate));
    }
    let found = currents
        .into_iter()
        .zip(rates)
        .take_while(|(_, rate)| rate.is_some());
    points.extend(found.filter_map(|(current, rate)| Some((current, rate?))));
    Ok(points.into_iter().unzip())
}

fn words(
    parameters: &FiCurve,
    currents: &[f64],
    rates: &[f64],
    onset: Option<&Onset>,
) -> (Prose, Prose) {
    let print = |value: f64, decimals| Digits::Decimals(decimals).print(value);
    let jump = onset.filter(|onset| {
        onset.rate > 10.0 && onset.current > parameters.from && onset.current < parameters.to
    });
    let (rate, at) = jump.map_or((f64::NAN, f64::NAN), |onset| (onset.rate, onset.current));
    let neutral = "Firing rate against a step of applied current.";
    let caption = Prose::new()
        .result(
            jump.is_some(),
            format!("Firing starts at {} Hz, not at zero.", print(rate, 0)),
            neutral,
        )
        .plain(format!(
            "Marks: spikes of {} simulated neurons, each under a constant current for {} ms, \
             divided by that time; all start at {} mV with their gates settled there. Line: the rate \
             of the stable limit cycle, found as a closed orbit and not by counting.",
            currents.len(),
            parameters.duration,
            print(START, 0)
        ))
        .result(
            jump.is_some(),
            "Open circle: where the stable cycle begins. In the grey band the membrane can be silent \
             or fire, as its past decides; the marks near zero are neurons that fire once or twice \
             and fall silent.",
            "",
        );
    let (last_current, last_rate) = (
        currents.last().copied().unwrap_or(0.0),
        rates.last().copied().unwrap_or(0.0),
    );
    let alternative_text = Prose::new()
        .result(
            jump.is_some(),
            format!(
                "The firing rate is almost zero up to {} µA/cm², jumps there to {} Hz,",
                print(at, 2),
                print(rate, 0)
            ),
            "The firing rate,",
        )
        .plain(format!(
            "and is {} Hz at {} µA/cm². Counted spikes lie on the line of the stable cycle.",
            print(last_rate, 0),
            print(last_current, 1)
        ));
    (caption, alternative_text)
}
