//! The figure `gates`: where the gates go, and how fast.

use crate::analysis;
use crate::model::{Gate, Membrane};
use common::figure::{Axis, Figure, FigureError, Layer, Orientation, Panel, Role};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `gates` depends on.
    pub struct Gates {
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

/// The gates in the order of the state, each with its role.
const GATES: [(&str, Role); 3] = [
    ("m", Role::Sodium),
    ("h", Role::Inactivation),
    ("n", Role::Potassium),
];

/// Steady states and time constants of m, h and n against the membrane potential.
///
/// # Errors
/// If the membrane has no resting potential.
pub fn gates(parameters: &Gates, _: &Run) -> Result<Figure, FigureError> {
    let membrane = &parameters.membrane;
    let rest = analysis::resting_state(membrane, 0.0)?[0];
    let potentials: Vec<f64> = (0..=280)
        .map(|step| -100.0 + 0.5 * f64::from(step))
        .collect();
    let at_rest = || Layer::rule(Role::Muted, Orientation::Vertical, rest);
    let axis = || Axis::new("membrane potential", "V", "mV").range(-100.0, 40.0);
    let fraction = Axis::new("steady state", "x_{∞}", "").range(0.0, 1.0);
    let duration = Axis::new("time constant", "τ_{x}", "ms").logarithmic();
    let mut steady = Panel::new("steady state", axis(), fraction)
        .height(240.0)
        .layer(at_rest());
    let mut times = Panel::new("time constant", axis(), duration)
        .height(240.0)
        .layer(at_rest());
    for (index, (name, role)) in GATES.into_iter().enumerate() {
        let curve = |of: fn(&Gate) -> f64| -> Vec<f64> {
            potentials
                .iter()
                .map(|&v| of(&membrane.gates(v)[index]))
                .collect()
        };
        let line = |name: &str, values| Layer::line(name, role, potentials.clone(), values);
        steady = steady.layer(
            line(&format!("{name} steady state"), curve(Gate::steady_state))
                .quantity("steady state", &format!("{name}_{{∞}}"), "")
                .label_end(&format!("*{name}*_{{∞}}")),
        );
        times = times.layer(
            line(&format!("{name} time constant"), curve(Gate::time_constant))
                .quantity("time constant", &format!("τ_{{{name}}}"), "ms")
                .label_end(&format!("*τ*_{{*{name}*}}")),
        );
    }

    let [m, h, n] = membrane.gates(rest).map(|gate| gate.time_constant());
    let slower = h.min(n) / m;
    let [m_rest, h_rest, n_rest] = membrane.gates(rest).map(|gate| gate.steady_state());
    let caption = Prose::new()
        .result(
            slower > 5.0,
            format!(
                "Depolarisation opens $m$ at once, and shuts $h$ and opens $n$ later: at rest $m$ is \
                 {slower:.0} times faster than the faster of the two others."
            ),
            "Where the three gates go at a held potential, and how fast.",
        )
        .plain(format!(
            "$x$ stands for $m$, $h$ or $n$. Left: the fraction of gates that is open once the potential $V$ \
              has been held for long. \
             Right: the time constant with which it gets there, on a logarithmic axis. The grey line \
             is the resting potential, {}.",
            millivolts(rest)
        ));
    let short = |time: f64| common::claim::Digits::Significant(2).print(time);
    let (m, h, n) = (short(m), short(h), short(n));
    let alternative_text = Prose::new().plain(format!(
        "Two panels against the membrane potential from −100 to 40 mV. Left, steady states: m and n \
         rise from 0 to 1, h falls from 1 to 0; at rest they are {m_rest:.2}, {n_rest:.2} and \
         {h_rest:.2}. Right, time constants: at rest {m} ms for m, {h} ms for h and {n} ms \
         for n."
    ));
    Ok(Figure::new()
        .columns(2)
        .panel(steady)
        .panel(times)
        .caption(caption)
        .alternative_text(alternative_text))
}

/// A potential in words: "−65.0 mV".
pub(super) fn millivolts(potential: f64) -> String {
    format!("{} mV", common::claim::Digits::Decimals(1).print(potential))
}
