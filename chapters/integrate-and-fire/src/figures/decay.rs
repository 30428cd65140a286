//! The figure `decay`: a voltage that is forgotten.

use crate::model;
use common::figure::{Axis, Figure, FigureError, Layer, Panel, Role};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `decay` depends on.
    pub struct Decay {
        /// voltage at the start
        initial: f64 = 10.0 => Real { symbol: "v_0", unit: "mV", from: -50.0, to: 50.0 };
        /// time constant of the membrane
        tau: f64 = 10.0 => Real { symbol: r"\tau", unit: "ms", from: 1.0, to: 100.0 };
    }
}

/// The voltage against time, for five time constants.
///
/// # Errors
/// None at parameters within their ranges.
pub fn decay(parameters: &Decay, _: &Run) -> Result<Figure, FigureError> {
    let Decay { initial, tau } = *parameters;
    let times: Vec<f64> = (0..=100).map(|step| 0.05 * f64::from(step) * tau).collect();
    let voltages: Vec<f64> = times
        .iter()
        .map(|&time| model::voltage(initial, time, tau))
        .collect();
    let at_tau = model::voltage(initial, tau, tau);
    let panel = Panel::new(
        "decay",
        Axis::new("time", "t", "ms"),
        Axis::new("voltage", "v", "mV"),
    )
    .layer(Layer::line("voltage", Role::Voltage, times, voltages));
    let left =
        format!("After one time constant, {tau} ms, {at_tau:.1} mV of {initial} mV are left.");
    let caption = Prose::new().plain(&left).plain("Line: Equation @eq-decay.");
    Ok(Figure::new()
        .panel(panel)
        .caption(caption)
        .alternative_text(Prose::new().plain(format!(
            "A voltage falls towards zero, ever more slowly. {left}"
        ))))
}
