//! The figure `spike`: everything that moves during an action potential.

use super::gates::millivolts;
use crate::analysis::{self, AnalysisError, Piece, Trajectory};
use crate::model::{Channels, Membrane, State};
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Role,
};
use common::numerics::elementary::exp;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `spike` depends on.
    pub struct Spike {
        /// applied current density
        current: f64 = 10.0 => Real { symbol: "I", unit: "µA/cm²", from: -50.0, to: 200.0 };
        /// how long the current is applied, from t = 0
        stimulus: f64 = 100.0 => Real { symbol: r"t_\mathrm{off}", unit: "ms", from: 0.1, to: 100.0 };
        /// length of the window of time that is shown
        window: f64 = 15.0 => Real { symbol: r"t_\mathrm{end}", unit: "ms", from: 5.0, to: 100.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
    check = Spike::can_be_followed;
}

/// Gates may close so many times while the current is applied: an explicit step takes three of them.
const CLOSINGS: f64 = 3e6;

impl Spike {
    /// Far below rest m gates close at a rate that grows exponentially; a strong negative current into a
    /// membrane with little leak takes them where no step is short enough.
    fn can_be_followed(&self) -> Result<(), String> {
        let (lowest, duration) = (self.lowest_potential(), self.stimulus.min(self.window));
        let closing = self.membrane.gates(lowest)[0].beta;
        if closing * duration <= CLOSINGS {
            return Ok(());
        }
        Err(format!(
            "--current is {} µA/cm² for {duration} ms, which can take the membrane to {lowest:.0} mV, where m \
             gates close {closing:.0e} times per ms, too fast to be followed; bring --current nearer to zero, \
             shorten --stimulus or raise --leak-conductance",
            self.current
        ))
    }

    /// The membrane stays above what its leak alone would allow from the lowest resting potential: below
    /// potassium's reversal potential every other current leads back up.
    fn lowest_potential(&self) -> f64 {
        let membrane = &self.membrane;
        let from = membrane.potassium_reversal;
        let to = membrane.leak_reversal + self.current / membrane.leak_conductance;
        let time_constant = membrane.capacitance / membrane.leak_conductance;
        let duration = self.stimulus.min(self.window);
        from.min(to + (from - to) * exp(-duration / time_constant))
    }
}

/// Time between two points that are drawn, in ms.
const SPACING: f64 = 0.02;
/// A tolerance far below the width of a line. The steps adapt themselves, for a membrane of little
/// capacitance and large conductances is faster than any step fixed beforehand.
const TOLERANCE: f64 = 1e-9;
/// How long the membrane is shown at rest before the current, in ms.
const BEFORE: f64 = 1.0;
/// Potential at whose height the end of the pulse is taken hold of, in mV: below every trace.
const HANDLE: f64 = -80.0;

/// Potential, gates, conductances and currents through one spike.
///
/// # Errors
/// If the membrane has no resting potential.
pub fn spike(parameters: &Spike, run: &Run) -> Result<Figure, FigureError> {
    let rest = analysis::resting_state(&parameters.membrane, 0.0)?;
    let (times, states) = trajectory(parameters, rest, run)?;
    let figure = panels(parameters, &times, &states)
        .into_iter()
        .fold(Figure::new(), Figure::panel);
    let (caption, alternative_text) = words(parameters, rest, &times, &states);
    Ok(figure
        .share_x()
        .handle(Handle::along_x(
            "potential",
            (parameters.stimulus.min(parameters.window), HANDLE),
            "stimulus",
            "drag the end of the pulse",
        ))
        .caption(caption)
        .alternative_text(alternative_text))
}

/// Times and states from just before the current to the end of the window.
fn trajectory(
    parameters: &Spike,
    rest: State,
    run: &Run,
) -> Result<(Vec<f64>, Vec<State>), FigureError> {
    let Spike {
        current,
        stimulus,
        window,
        membrane,
    } = parameters;
    run.check()?;
    let stimulus = stimulus.min(*window);
    let pieces = [(*current, stimulus), (0.0, window - stimulus)]
        .map(|(current, duration)| Piece { current, duration });
    let solution =
        Trajectory::new(membrane, &rest, &pieces, TOLERANCE).map_err(AnalysisError::from)?;
    let (mut times, mut states) = (vec![-BEFORE], vec![rest]);
    // A little less, so that rounding adds no sample to a whole number of spacings.
    let last = (window / SPACING - 1e-9).ceil() as usize;
    for i in 0..=last {
        let time = (SPACING * i as f64).min(*window);
        times.push(time);
        states.push(solution.at(time).unwrap_or(rest));
    }
    Ok((times, states))
}

fn panels(parameters: &Spike, times: &[f64], states: &[State]) -> [Panel; 4] {
    let membrane = &parameters.membrane;
    let column = |of: &dyn Fn(&State) -> f64| states.iter().map(of).collect::<Vec<f64>>();
    let line = |name: &str, role, values| Layer::line(name, role, times.to_vec(), values);
    let panel = |name, y: Axis, height| {
        let time = Axis::new("time", "t", "ms").range(-BEFORE, parameters.window);
        let mut panel = Panel::new(name, time, y).height(height);
        for at in [0.0, parameters.stimulus] {
            if at < parameters.window {
                let rule = Layer::rule(Role::Muted, Orientation::Vertical, at);
                panel = panel.layer(rule.dash(Dash::Dotted));
            }
        }
        panel
    };
    let zero = || Layer::rule(Role::Muted, Orientation::Horizontal, 0.0);

    let potential = Axis::new("membrane potential", "V", "mV").including(-80.0, 40.0);
    let potential = panel("potential", potential, 150.0).layer(
        line(
            "membrane potential",
            Role::Voltage,
            column(&|state| state[0]),
        )
        .quantity("membrane potential", "V", "mV")
        .label_end("*V*"),
    );

    let mut gates = panel(
        "gates",
        Axis::new("open fraction", "", "").range(0.0, 1.0),
        120.0,
    );
    let roles = [Role::Sodium, Role::Inactivation, Role::Potassium];
    for (index, (name, role)) in ["m", "h", "n"].into_iter().zip(roles).enumerate() {
        gates = gates.layer(
            line(name, role, column(&|state| state[index + 1]))
                .quantity("open fraction", name, "")
                .label_end(&format!("*{name}*")),
        );
    }

    let channels = |of: &dyn Fn(&State) -> Channels| -> [Vec<f64>; 3] {
        let all: Vec<Channels> = states.iter().map(of).collect();
        [
            all.iter().map(|one| one.sodium).collect(),
            all.iter().map(|one| one.potassium).collect(),
            all.iter().map(|one| one.leak).collect(),
        ]
    };
    let kinds = [
        ("Na", Role::Sodium),
        ("K", Role::Potassium),
        ("L", Role::Leak),
    ];
    let each = |mut panel: Panel, values: [Vec<f64>; 3], symbol: &str, name: &str, unit: &str| {
        let peaks = values.iter().map(|values| extreme(times, values).1);
        let (low, high) = peaks.fold((0.0_f64, 0.0_f64), |(low, high), peak| {
            (low.min(peak), high.max(peak))
        });
        panel.y = panel.y.including(
            low - 0.2 * (high - low) * f64::from(low < 0.0),
            high + 0.2 * (high - low),
        );
        for ((ion, role), values) in kinds.into_iter().zip(values) {
            let label = format!("*{symbol}*_{{{ion}}}");
            let (at, peak) = extreme(times, &values);
            let mut layer = line(&format!("{ion} {name}"), role, values).quantity(
                name,
                &format!("{symbol}_{{{ion}}}"),
                unit,
            );
            // At their ends all are near zero, so they are labelled at their peaks; the leak has none.
            layer = match role {
                Role::Leak => layer.label_end(&label),
                _ => layer.label_at(
                    &label,
                    at,
                    peak + 0.1 * (high - low) * peak.signum(),
                    Anchor::Middle,
                ),
            };
            panel = panel.layer(layer);
        }
        panel
    };
    let conductance = Axis::new("conductance", "g", "mS/cm²");
    let conductances = each(
        panel("conductances", conductance, 120.0),
        channels(&|state| membrane.conductances(state)),
        "g",
        "conductance",
        "mS/cm²",
    );
    let outward = Axis::new("outward current", "I", "µA/cm²");
    let currents = each(
        panel("currents", outward, 150.0).layer(zero()),
        channels(&|state| membrane.currents(state)),
        "I",
        "current",
        "µA/cm²",
    );
    [potential, gates, conductances, currents]
}

/// When a series is farthest from zero, and its value there.
fn extreme(times: &[f64], values: &[f64]) -> (f64, f64) {
    times
        .iter()
        .zip(values)
        .fold((0.0, 0.0), |best: (f64, f64), (&time, &value)| {
            if value.abs() > best.1.abs() {
                (time, value)
            } else {
                best
            }
        })
}

/// When a quantity is largest, and how large.
fn peak(times: &[f64], states: &[State], of: impl Fn(&State) -> f64) -> (f64, f64) {
    times
        .iter()
        .zip(states)
        .fold((f64::NAN, f64::NEG_INFINITY), |best, (&time, state)| {
            let value = of(state);
            if value > best.1 { (time, value) } else { best }
        })
}

fn words(parameters: &Spike, rest: State, times: &[f64], states: &[State]) -> (Prose, Prose) {
    let membrane = &parameters.membrane;
    let (peak_time, top) = peak(times, states, |state| state[0]);
    let (sodium_time, sodium) = peak(times, states, |state| membrane.conductances(state).sodium);
    let (potassium_time, potassium) = peak(times, states, |state| {
        membrane.conductances(state).potassium
    });
    let fired = top > 0.0 && sodium_time < potassium_time;
    let after = times.iter().zip(states);
    let after = after.filter(|(time, _)| **time > potassium_time);
    let lowest = after.fold(f64::INFINITY, |lowest, (_, state)| lowest.min(state[0]));
    let lag = potassium_time - sodium_time;
    let caption = Prose::new()
        .result(
            fired,
            format!(
                "The sodium conductance peaks {lag:.1} ms before the potassium conductance: in that \
                 gap the membrane fires."
            ),
            "The membrane's response to a current, from the potential down to the currents.",
        )
        .plain(format!(
            "From the top: membrane potential; open fractions of the gates; conductances; ionic \
             currents, outwards positive. Dotted line: {} is switched on.",
            if parameters.current == 0.0 {
                "a current, here none,".to_owned()
            } else {
                let current = parameters.current.to_string().replace('-', "−");
                format!("a current of {current} µA/cm²")
            }
        ))
        .plain(if parameters.stimulus < parameters.window {
            "At the second one it is switched off."
        } else {
            ""
        });
    let alternative_text = Prose::new()
        .result(
            fired,
            format!(
                "The potential leaves its rest at {} and reaches {} at {peak_time:.1} ms. The sodium \
                 conductance peaks at {sodium:.0} mS/cm² after {sodium_time:.1} ms, the potassium \
                 conductance at {potassium:.0} mS/cm² after {potassium_time:.1} ms{}.",
                millivolts(rest[0]),
                millivolts(top),
                if lowest < rest[0] {
                    ", and pulls the potential below rest"
                } else {
                    ""
                }
            ),
            format!(
                "The potential leaves its rest at {} and comes no higher than {}.",
                millivolts(rest[0]),
                millivolts(top)
            ),
        )
        .plain("Four panels share the axis of time: potential, gates, conductances, currents.");
    (caption, alternative_text)
}
