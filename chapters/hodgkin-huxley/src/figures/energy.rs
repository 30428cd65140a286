//! The figure `energy`: what a spike costs, and how warmth makes it cheaper until there is none.

use crate::analysis::{
    SpikeCost, Trajectory, pulse_response, pulse_threshold, resting_state, spike_cost,
};
use crate::figures::{EVALUATIONS, present};
use crate::model::{Membrane, atp_molecules};
use common::claim::Digits;
use common::figure::{Anchor, Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Role};
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `energy` depends on.
    pub struct Energy {
        /// size of the pulse that makes the spike, in thresholds at its temperature
        strength: f64 = 1.5 => Real { symbol: "", unit: "", from: 1.01, to: 5.0 };
        /// how long the pulse lasts
        duration: f64 = 0.5 => Real { symbol: "d", unit: "ms", from: 0.05, to: 2.0 };
        /// the warmer temperature with which it is compared
        warm: f64 = 18.5 => Real { symbol: r"T_\mathrm{warm}", unit: "°C", from: 0.0, to: 40.0 };
        /// lowest temperature of the sweep
        coldest: f64 = 0.0 => Real { symbol: "", unit: "°C", from: 0.0, to: 15.0 };
        /// highest temperature of the sweep
        warmest: f64 = 30.0 => Real { symbol: "", unit: "°C", from: 16.0, to: 40.0 };
        /// number of temperatures in it
        temperatures: usize = 16 => Integer { symbol: "", from: 3, to: 60 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
    work = Energy::evaluations;
}

/// Responses computed for the cost of a spike, about: most of them to find its threshold.
const OF_COST: usize = 50;

impl Energy {
    fn evaluations(&self) -> (f64, &'static str) {
        let responses = OF_COST * (self.temperatures + 4);
        (EVALUATIONS * responses as f64, "--temperatures")
    }
}

/// Length of the window of time that is shown, in ms at 6.3 °C and above; longer in the cold.
const SHOWN: f64 = 6.0;
/// Charges are counted for so long, in ms at 6.3 °C.
const WINDOW: f64 = 60.0;
/// Points of a current against time.
const SAMPLES: usize = 601;
/// Points of a line against temperature.
const POINTS: usize = 121;

/// Sodium and potassium currents through a spike, and its cost against temperature.
///
/// # Errors
/// If the equations can't be integrated.
pub fn energy(parameters: &Energy, run: &Run) -> Result<Figure, FigureError> {
    let cold = parameters.membrane;
    let warm = at(&cold, parameters.warm);
    let last = (parameters.temperatures - 1) as f64;
    let temperatures: Vec<f64> = (0..parameters.temperatures)
        .map(|i| parameters.coldest + (parameters.warmest - parameters.coldest) * i as f64 / last)
        .collect();
    let costs = run.map(&temperatures, |&temperature| {
        cost(parameters, &at(&cold, temperature))
    })?;
    let costs: Vec<(f64, SpikeCost)> = temperatures
        .into_iter()
        .zip(costs)
        .filter_map(|(temperature, cost)| Some((temperature, cost?)))
        .collect();
    let here = cost(parameters, &cold)?;
    let there = cost(parameters, &warm)?;
    let upper = [
        currents(parameters, "cold", &cold)?,
        currents(parameters, "warm", &warm)?,
    ];
    let words = Words {
        parameters,
        fires: [0, 1].map(|panel| !upper[panel].layers.is_empty()),
        costs: &costs,
        here: here.as_ref(),
        there: there.as_ref(),
    };
    let (caption, alternative_text) = (words.caption(), words.alternative_text());
    let [left, right] = upper;
    Ok(Figure::new()
        .columns(2)
        .panel(left)
        .panel(right)
        .panel(atp(parameters, &costs, here.as_ref()))
        .panel(excess(parameters, &costs, here.as_ref()))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn at(membrane: &Membrane, temperature: f64) -> Membrane {
    Membrane {
        temperature,
        ..*membrane
    }
}

/// The cost of a spike, if there is one and it has a price: a membrane that rests high, its sodium
/// channels ajar, lets in less sodium while the spike shuts them than it would have at rest.
fn cost(parameters: &Energy, membrane: &Membrane) -> Result<Option<SpikeCost>, FigureError> {
    let Some(threshold) = present(pulse_threshold(membrane, parameters.duration))? else {
        return Ok(None);
    };
    let window = WINDOW / membrane.temperature_factor().max(0.1);
    let amplitude = parameters.strength * threshold;
    let cost = present(spike_cost(
        membrane,
        amplitude,
        parameters.duration,
        window.max(2.0 * parameters.duration),
    ))?;
    Ok(cost.filter(|cost| cost.sodium_charge > 0.0))
}

fn currents(parameters: &Energy, name: &str, membrane: &Membrane) -> Result<Panel, FigureError> {
    let cold = parameters.membrane.temperature_factor().max(0.1);
    let shown = SHOWN * (1.0 / cold).max(1.0);
    let time = Axis::new("time", "t", "ms").range(0.0, shown);
    let current = Axis::new("current", "|I|", "µA/cm²").range(0.0, 900.0);
    let temperature = Digits::Decimals(1).print(membrane.temperature);
    let mut panel = Panel::new(name, time, current)
        .title(&format!("{temperature} °C"))
        .height(190.0);
    let Some(threshold) = present(pulse_threshold(membrane, parameters.duration))? else {
        return Ok(panel);
    };
    let amplitude = parameters.strength * threshold;
    let response: Trajectory = pulse_response(membrane, amplitude, parameters.duration, shown)?;
    let base = membrane.currents(&resting_state(membrane, 0.0)?);
    let times: Vec<f64> = (0..SAMPLES)
        .map(|i| shown * i as f64 / (SAMPLES - 1) as f64)
        .collect();
    let (mut inward, mut outward) = (Vec::new(), Vec::new());
    for &time in &times {
        let now = response
            .at(time)
            .map_or(base, |state| membrane.currents(&state));
        inward.push((base.sodium - now.sodium).max(0.0));
        outward.push((now.potassium - base.potassium).max(0.0));
    }
    let wasted: Vec<f64> = inward
        .iter()
        .zip(&outward)
        .map(|(a, b)| a.min(*b))
        .collect();
    let top = inward
        .iter()
        .chain(&outward)
        .fold(1.0_f64, |a, &b| a.max(b));
    panel.y = panel.y.range(0.0, 1.15 * top);
    let middle = times
        .iter()
        .zip(&wasted)
        .fold((0.0, 0.0), |best: (f64, f64), (&time, &value)| {
            if value > best.1 { (time, value) } else { best }
        });
    // Labelled to the right of both curves, each at a height of its own.
    let beside = |height: f64| {
        let above = |i: usize| inward[i].max(outward[i]) > height;
        let last = (0..SAMPLES).rfind(|&i| above(i)).unwrap_or(0);
        (times[last] + 0.02 * shown, height)
    };
    let (na, k) = (beside(0.72 * top), beside(0.9 * top));
    panel = panel
        .layer(
            Layer::band(
                "both at once",
                Role::Muted,
                times.clone(),
                vec![0.0; times.len()],
                wasted,
            )
            .label_at("both", middle.0, 0.45 * middle.1, Anchor::Middle),
        )
        .layer(
            Layer::line(
                "sodium current, inward",
                Role::Sodium,
                times.clone(),
                inward,
            )
            .label_at("Na, inward", na.0, na.1, Anchor::Start),
        )
        .layer(
            Layer::line(
                "potassium current, outward",
                Role::Potassium,
                times,
                outward,
            )
            .dash(Dash::Dashed)
            .label_at("K, outward", k.0, k.1, Anchor::Start),
        );
    Ok(panel)
}

fn temperature_axis(parameters: &Energy) -> Axis {
    Axis::new("temperature", "T", "°C").range(parameters.coldest - 1.0, parameters.warmest + 1.0)
}

/// Temperatures and what is left of a number at the membrane's own temperature if it goes as 1/φ.
fn inverse(parameters: &Energy, of: f64) -> (Vec<f64>, Vec<f64>) {
    let reference = parameters.membrane.temperature_factor();
    let (from, to) = (parameters.coldest, parameters.warmest);
    (0..POINTS)
        .map(|i| from + (to - from) * i as f64 / (POINTS - 1) as f64)
        .map(|temperature| {
            let factor = at(&parameters.membrane, temperature).temperature_factor();
            (temperature, of * reference / factor)
        })
        .unzip()
}

fn atp(parameters: &Energy, costs: &[(f64, SpikeCost)], here: Option<&SpikeCost>) -> Panel {
    let atp = Axis::new("ATP for a spike", "", "molecules/µm²").logarithmic();
    let atp = if costs.is_empty() {
        atp.range(1e3, 1e5)
    } else {
        atp
    };
    let mut panel = Panel::new("atp", temperature_axis(parameters), atp).height(210.0);
    if let Some(here) = here {
        let (x, y) = inverse(parameters, here.atp);
        panel = panel.layer(
            Layer::line("in proportion to 1/φ", Role::Theory, x, y).quantity(
                "ATP in proportion to 1/φ",
                "",
                "molecules/µm²",
            ),
        );
    }
    if costs.is_empty() {
        return panel;
    }
    let x: Vec<f64> = costs.iter().map(|cost| cost.0).collect();
    let least: Vec<f64> = costs
        .iter()
        .map(|(_, cost)| atp_molecules(cost.capacitive_minimum))
        .collect();
    // Its label lies below it.
    let lowest = least.iter().copied().fold(f64::INFINITY, f64::min);
    panel.y = panel.y.including(0.6 * lowest, lowest);
    let spent = costs.iter().map(|(_, cost)| cost.atp).collect();
    let (at, labelled) = costs[costs.len() / 3];
    // Where the points stand to the right, there is no room beside them.
    let middle = f64::midpoint(parameters.coldest, parameters.warmest);
    let (beside, height, anchor) = if at < middle {
        (at + 1.5, 1.25 * labelled.atp, Anchor::Start)
    } else {
        (at - 1.0, labelled.atp, Anchor::End)
    };
    panel
        .layer(
            Layer::line("capacitive minimum", Role::Theory, x.clone(), least)
                .dash(Dash::Dashed)
                .quantity("ATP for the capacitive minimum", "", "molecules/µm²")
                .label_at(
                    "capacitive minimum",
                    parameters.coldest,
                    0.72 * atp_molecules(labelled.capacitive_minimum),
                    Anchor::Start,
                ),
        )
        .layer(
            Layer::points("simulation", Role::Simulation, x, spent)
                .quantity("ATP for a spike", "", "molecules/µm²")
                .label_at(
                    if here.is_some() {
                        "spikes; line: as 1/φ"
                    } else {
                        "spikes"
                    },
                    beside,
                    height,
                    anchor,
                ),
        )
}

fn excess(parameters: &Energy, costs: &[(f64, SpikeCost)], here: Option<&SpikeCost>) -> Panel {
    let ratio = Axis::new("sodium entry over the minimum", "", "").logarithmic();
    let ratio = if costs.is_empty() {
        ratio.range(0.8, 30.0)
    } else {
        ratio.including(0.8, 10.0)
    };
    let mut panel = Panel::new("excess", temperature_axis(parameters), ratio)
        .height(210.0)
        .layer(
            Layer::rule(Role::Theory, Orientation::Horizontal, 1.0)
                .dash(Dash::Dashed)
                .named("minimum"),
        );
    if let Some(here) = here {
        let (x, y) = inverse(parameters, here.excess());
        let (x, y): (Vec<f64>, Vec<f64>) = x.into_iter().zip(y).filter(|(_, y)| *y > 0.8).unzip();
        // In warmth alone all of it may lie below what the panel shows.
        if !x.is_empty() {
            panel = panel.layer(
                Layer::line("in proportion to 1/φ", Role::Theory, x, y).quantity(
                    "ratio in proportion to 1/φ",
                    "",
                    "",
                ),
            );
        }
    }
    if costs.is_empty() {
        return panel;
    }
    let x = costs.iter().map(|cost| cost.0).collect();
    let y = costs.iter().map(|(_, cost)| cost.excess()).collect();
    panel.layer(
        Layer::points("simulation", Role::Simulation, x, y).quantity(
            "sodium entry over the capacitive minimum",
            "",
            "",
        ),
    )
}

/// What the words are made of.
struct Words<'a> {
    parameters: &'a Energy,
    /// Whether a pulse makes a spike in the upper panels.
    fires: [bool; 2],
    costs: &'a [(f64, SpikeCost)],
    here: Option<&'a SpikeCost>,
    there: Option<&'a SpikeCost>,
}

impl Words<'_> {
    /// Whether warmth saves what the chapter says it saves.
    fn holds(&self) -> bool {
        self.here.zip(self.there).is_some_and(|(here, there)| {
            self.parameters.membrane.temperature < self.parameters.warm
                && here.excess() > 1.5 * there.excess()
                && here.excess() > 2.0
        })
    }

    fn caption(&self) -> Prose {
        let (a, b) = self
            .here
            .zip(self.there)
            .map_or((f64::NAN, f64::NAN), |(a, b)| (a.excess(), b.excess()));
        Prose::new()
            .result(
                self.holds(),
                format!(
                    "A spike at {} °C lets in {} times the sodium that its height needs, at {} °C only \
                     {} times: warmth shortens the overlap of the two currents.",
                    two(self.parameters.membrane.temperature),
                    two(a),
                    three(self.parameters.warm),
                    two(b)
                ),
                "Sodium and potassium currents of a spike, and its cost against temperature.",
            )
            .plain(self.upper())
            .plain(self.lower())
    }

    fn upper(&self) -> String {
        let strength = self.parameters.strength;
        let [cold, warm] = [self.parameters.membrane.temperature, self.parameters.warm].map(three);
        let without = match self.fires {
            [true, true] => String::new(),
            [false, true] => format!(" No pulse has a threshold at {cold} °C."),
            [true, false] => format!(" No pulse has a threshold at {warm} °C."),
            [false, false] => {
                return format!("Top: no pulse has a threshold, at {cold} °C or at {warm} °C.");
            }
        };
        format!(
            "Top: inward sodium and outward potassium current above rest after a pulse of {strength} \
             thresholds; grey: what both carry at once, which the potential does not notice and the \
             pump must undo.{without}"
        )
    }

    fn lower(&self) -> String {
        let count = self.costs.len();
        if count == 0 {
            return "Bottom: nowhere between these temperatures is there a spike that has a cost."
                .into();
        }
        let thin = match self.here {
            Some(_) => format!(
                "; thin: the value at {} °C divided by how much faster the gates are",
                three(self.parameters.membrane.temperature)
            ),
            None => String::new(),
        };
        let helped = if self.costs.iter().any(|(_, cost)| cost.excess() < 1.0) {
            " Below it the pulse itself brought part of the charge."
        } else {
            ""
        };
        format!(
            "Bottom: discs, ATP per area for the sodium (three ions each), and the sodium over the \
             capacitive minimum, at {count} temperature{}; dashed: the minimum itself{thin}.{helped}",
            if count == 1 { "" } else { "s" },
        )
    }

    fn alternative_text(&self) -> Prose {
        let Some((first, last)) = self.costs.first().zip(self.costs.last()) else {
            return Prose::new().plain(
                "At none of these temperatures does a pulse make this membrane fire a spike that lets in \
                 more sodium than rest would have.",
            );
        };
        let [cost, less] = [first, last].map(|one| Digits::Significant(3).print(one.1.atp));
        let [cold, warm] = [first, last].map(|one| three(one.0));
        let [entry, fewer] = [first, last].map(|one| two(one.1.excess()));
        let otherwise = if self.costs.len() == 1 {
            format!(
                "A spike costs {cost} ATP molecules per square micrometre at {cold} °C, the only one of \
                 these temperatures at which there is one; the sodium entry is {entry} times the \
                 capacitive minimum."
            )
        } else {
            format!(
                "A spike costs {cost} ATP molecules per square micrometre at {cold} °C and {less} at \
                 {warm} °C; the sodium entry is {entry} and {fewer} times the capacitive minimum."
            )
        };
        Prose::new()
            .result(
                first.1.atp > 1.01 * last.1.atp && first.1.excess() > 1.01 * last.1.excess(),
                format!(
                    "The cost of a spike falls from {cost} ATP molecules per square micrometre at {cold} \
                     °C to {less} at {warm} °C, the sodium entry from {entry} to {fewer} times the \
                     capacitive minimum."
                ),
                otherwise,
            )
            .result(
                self.holds(),
                "The grey area that both currents share is most of the sodium's in the cold.",
                "",
            )
    }
}

fn two(value: f64) -> String {
    Digits::Significant(2).print(value)
}

fn three(value: f64) -> String {
    let text = Digits::Decimals(1).print(value);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
