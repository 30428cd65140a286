//! The figure `fi-curve`: how fast the membrane fires under a step of current.

mod found;
mod panels;
mod words;

use crate::analysis::parts_of_step;
use crate::model::Membrane;
use common::figure::{Figure, FigureError, Handle};
use common::parameters;
use common::run::Run;
use found::Found;

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
        /// current density at the operating point, whose potential is shown
        current: f64 = 8.0 => Real { symbol: "I", unit: "µA/cm²", from: 0.0, to: 200.0 };
        /// sudden displacement from the steady state at that current
        kick: f64 = 2.0 => Real { symbol: r"\Delta V", unit: "mV", from: -30.0, to: 30.0 };
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
        let parts = parts_of_step(&self.membrane, self.from, STEP);
        let step = STEP / parts as f64;
        let counted = self.currents as f64 * self.duration;
        let lower = if counted > SETTLING {
            "--currents or --duration"
        } else {
            "--temperature or --q10"
        };
        ((counted + SETTLING) / step, lower)
    }

    fn sweep(&self) -> Vec<f64> {
        let spacing = (self.to - self.from) / (self.currents - 1) as f64;
        (0..self.currents)
            .map(|i| self.from + spacing * i as f64)
            .collect()
    }
}

/// Longest step of the simulations, in ms: small enough for every spike to be counted right.
const STEP: f64 = 0.01;
/// Time for which the operating point and the slow sweeps are simulated, however few the currents, in ms.
const SETTLING: f64 = 30_000.0;
/// Potential at which every neuron starts, its gates settled there, in mV.
const START: f64 = -65.0;
/// The kick with which each current of the upward sweep begins, in mV.
const KICK: f64 = 1.0;

/// Spikes counted in simulations over the rate of the stable cycle, and the cycles behind them,
/// stable and unstable.
///
/// # Errors
/// If the equations can't be integrated.
pub fn fi_curve(parameters: &FiCurve, run: &Run) -> Result<Figure, FigureError> {
    let found = Found::new(parameters, run)?;
    let handle = |panel: &str, y: f64| {
        Handle::along_x(
            panel,
            (parameters.current, y),
            "current",
            "drag the operating point along the current",
        )
    };
    Ok(panels::all(parameters, &found)
        .into_iter()
        .fold(Figure::new().columns(2), Figure::panel)
        .handle(handle("rate", found.rate))
        .caption(words::caption(parameters, &found))
        .alternative_text(words::alternative_text(parameters, &found)))
}
