//! The figure `resting-balance`: what holds the membrane at rest, and what that costs.

use super::gates::millivolts;
use crate::analysis::{self, AnalysisError, pump_currents, resting_cost, spike_cost};
use crate::model::{CHLORIDE, Ion, Membrane, POTASSIUM, SODIUM};
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Orientation, Panel, Role, Shape,
};
use common::prose::Prose;
use common::run::Run;
use common::{choices, parameters};

choices! {
    /// Where sodium's and potassium's batteries come from.
    pub enum Batteries {
        /// From the membrane's reversal potentials, as Hodgkin and Huxley measured them.
        Measured = "measured",
        /// From the concentrations, by Nernst's equation.
        Concentrations = "concentrations",
    }
}

parameters! {
    /// What the figure `resting-balance` depends on.
    pub struct RestingBalance {
        /// where the reversal potentials of sodium and potassium come from
        batteries: Batteries = Batteries::Measured => Choice;
        /// sodium concentration outside
        sodium_outside: f64 = SODIUM.outside => Logarithmic {
            symbol: r"[\mathrm{Na}]_\mathrm{out}", unit: "mM", from: 1.0, to: 1000.0 };
        /// sodium concentration inside
        sodium_inside: f64 = SODIUM.inside => Logarithmic {
            symbol: r"[\mathrm{Na}]_\mathrm{in}", unit: "mM", from: 1.0, to: 1000.0 };
        /// potassium concentration outside
        potassium_outside: f64 = POTASSIUM.outside => Logarithmic {
            symbol: r"[\mathrm{K}]_\mathrm{out}", unit: "mM", from: 1.0, to: 1000.0 };
        /// potassium concentration inside
        potassium_inside: f64 = POTASSIUM.inside => Logarithmic {
            symbol: r"[\mathrm{K}]_\mathrm{in}", unit: "mM", from: 1.0, to: 1000.0 };
        /// the membrane
        membrane: Membrane = Membrane::default() => Group;
    }
}

/// The pulse (µA/cm², ms) that starts the spike whose cost is the unit, and how long its charge is
/// counted (ms): those of the claims about energy.
const PULSE: (f64, f64, f64) = (20.0, 0.5, 60.0);

/// Where along the width of its rectangle a battery is taken hold of: beside Nernst's potential, which stands
/// in the middle with its name to the right; sodium's has its name to the left.
const GRIP: (f64, f64) = (0.15, 0.75);

/// One kind of channel at rest.
struct Battery {
    ion: &'static str,
    name: &'static str,
    role: Role,
    /// Reversal potential, in mV.
    reversal: f64,
    /// Nernst potential of the ion that it stands for (the leak: chloride), in mV.
    nernst: f64,
    /// Conductance at rest, in mS/cm².
    conductance: f64,
    /// Current at rest, in µA/cm².
    current: f64,
    /// The parameter that sets the reversal potential.
    parameter: &'static str,
}

/// What the figure shows.
struct Balance {
    rest: f64,
    /// Potassium, leak, sodium: from left to right.
    batteries: [Battery; 3],
    /// ATP per µm² and second, at rest.
    cost_of_rest: f64,
    /// ATP per µm² and spike, if the membrane fires.
    cost_of_spike: Option<f64>,
}

impl Balance {
    fn of(parameters: &RestingBalance) -> Result<Self, FigureError> {
        let mut membrane = parameters.membrane;
        let nernst = |outside, inside| {
            let ion = Ion {
                valence: 1.0,
                outside,
                inside,
            };
            ion.nernst_potential(membrane.temperature)
        };
        let sodium = nernst(parameters.sodium_outside, parameters.sodium_inside);
        let potassium = nernst(parameters.potassium_outside, parameters.potassium_inside);
        let chloride = CHLORIDE.nernst_potential(membrane.temperature);
        if parameters.batteries == Batteries::Concentrations {
            membrane.sodium_reversal = sodium;
            membrane.potassium_reversal = potassium;
        }
        let state = analysis::resting_state(&membrane, 0.0)?;
        let (g, i) = (membrane.conductances(&state), membrane.currents(&state));
        let batteries = [
            Battery {
                ion: "K",
                name: "potassium",
                role: Role::Potassium,
                reversal: membrane.potassium_reversal,
                nernst: potassium,
                conductance: g.potassium,
                current: i.potassium,
                parameter: "potassium-reversal",
            },
            Battery {
                ion: "L",
                name: "leak",
                role: Role::Leak,
                reversal: membrane.leak_reversal,
                nernst: chloride,
                conductance: g.leak,
                current: i.leak,
                parameter: "leak-reversal",
            },
            Battery {
                ion: "Na",
                name: "sodium",
                role: Role::Sodium,
                reversal: membrane.sodium_reversal,
                nernst: sodium,
                conductance: g.sodium,
                current: i.sodium,
                parameter: "sodium-reversal",
            },
        ];
        let (amplitude, duration, window) = PULSE;
        let cost_of_spike = match spike_cost(&membrane, amplitude, duration, window) {
            Ok(cost) if cost.atp > 0.0 => Some(cost.atp),
            Ok(_) | Err(AnalysisError::Absent { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(Self {
            rest: state[0],
            batteries,
            cost_of_rest: resting_cost(&membrane)?,
            cost_of_spike,
        })
    }

    fn sodium(&self) -> f64 {
        self.batteries[2].current
    }

    fn potassium(&self) -> f64 {
        self.batteries[0].current
    }

    /// Spikes per second that cost as much as rest.
    fn spikes(&self) -> Option<f64> {
        let spikes = self.cost_of_rest / self.cost_of_spike?;
        (spikes > 0.0).then_some(spikes)
    }
}

/// Currents as areas; ion by ion against a pump's; the bill.
///
/// # Errors
/// If the equations can't be integrated.
pub fn resting_balance(parameters: &RestingBalance, _: &Run) -> Result<Figure, FigureError> {
    let balance = Balance::of(parameters)?;
    let (caption, alternative_text) = words(&balance);
    let mut figure = Figure::new()
        .panel(areas(&balance))
        .panel(ion_by_ion(&balance))
        .panel(bill(&balance))
        .caption(caption)
        .alternative_text(alternative_text);
    let mut left = 0.0;
    for battery in &balance.batteries {
        let moves = parameters.batteries == Batteries::Measured || battery.ion == "L";
        if moves {
            let grip = if battery.ion == "Na" { GRIP.1 } else { GRIP.0 };
            figure = figure.handle(Handle::along_y(
                "areas",
                (left + grip * battery.conductance, battery.reversal),
                battery.parameter,
                &format!("drag the battery of {}", battery.name),
            ));
        }
        left += battery.conductance;
    }
    Ok(figure)
}

fn print(value: f64, decimals: usize) -> String {
    Digits::Decimals(decimals).print(value)
}

/// Conductance across, potential upward: each current is an area.
fn areas(balance: &Balance) -> Panel {
    let rest = balance.rest;
    let total: f64 = balance.batteries.iter().map(|one| one.conductance).sum();
    let wide = 1.42 * total;
    let ends = balance
        .batteries
        .iter()
        .flat_map(|one| [one.reversal, one.nernst]);
    let (low, high) = ends.fold((rest, rest), |(low, high), at| (at.min(low), at.max(high)));
    let air = 0.16 * (high - low).max(20.0);
    let (low, high) = (low - air, high + air);
    let conductance = Axis::new("conductance at rest", "*g*_{*j*}", "mS/cm²").range(0.0, wide);
    let potential = Axis::new("membrane potential", "V", "mV").range(low, high);
    let mut panel = Panel::new("areas", conductance, potential).height(280.0);
    let mut left = 0.0;
    for battery in &balance.batteries {
        panel = panel.layers(rectangle(battery, rest, left));
        // Where both are one, the battery's own name tells it.
        if millivolts(battery.nernst) != millivolts(battery.reversal) {
            panel = panel.layer(nernst_name(battery, rest, left, wide));
        }
        panel = panel.layer(name_of(battery, rest, left, wide, 0.068 * (high - low)));
        left += battery.conductance;
    }
    let line = 0.062 * (high - low);
    let above = rest + 0.5 * (high - rest);
    let balanced = ["area = current:", "above *V*_{rest} in, below out"];
    for (words, level) in balanced.into_iter().zip([above, above - 1.3 * line]) {
        let at = (0.02 * wide, level);
        panel = panel.layer(Layer::text(Role::Muted, at, Anchor::Start, words));
    }
    // On the side of the line that the rightmost battery, sodium's, leaves free.
    panel.layer(
        Layer::rule(Role::Voltage, Orientation::Horizontal, rest)
            .named("resting potential")
            .quantity("resting potential", "V_{rest}", "mV")
            .label_at(
                &format!("*V*_{{rest}} = {}", millivolts(rest)),
                0.995 * wide,
                rest - line,
                Anchor::End,
            ),
    )
}

/// One battery's rectangle, which begins at `left`, with the Nernst potential of its ion.
fn rectangle(battery: &Battery, rest: f64, left: f64) -> [Layer; 3] {
    let Battery {
        ion,
        name,
        role,
        reversal,
        nernst,
        conductance,
        ..
    } = *battery;
    let right = left + conductance;
    let middle = f64::midpoint(left, right);
    let (bottom, top) = (rest.min(reversal), rest.max(reversal));
    let edge = |level| vec![level, level];
    let named = |what: &str| format!("{name} {what}");
    let sides = vec![left, right];
    [
        Layer::band(
            &named("driving force"),
            role,
            sides,
            edge(bottom),
            edge(top),
        )
        .quantity("membrane potential", "V", "mV"),
        Layer::line(
            "",
            role,
            vec![left, left, right, right],
            vec![rest, reversal, reversal, rest],
        ),
        Layer::points(
            &named("Nernst potential"),
            Role::Theory,
            vec![middle],
            vec![nernst],
        )
        .quantity("Nernst potential", &format!("E_{{{ion}}}"), "mV")
        .shape(Shape::Circle),
    ]
}

/// The name of an ion at its Nernst potential.
fn nernst_name(battery: &Battery, rest: f64, left: f64, wide: f64) -> Layer {
    let Battery {
        ion,
        reversal,
        nernst,
        conductance,
        ..
    } = *battery;
    let middle = left + 0.5 * conductance;
    let (salt, at, anchor) = match ion {
        "K" => ("K⁺", middle + 0.012 * wide, Anchor::Start),
        "L" => ("Cl⁻", middle + 0.012 * wide, Anchor::Start),
        _ => ("Na⁺", middle - 0.012 * wide, Anchor::End),
    };
    // Within an area the words keep away from its edges.
    let (bottom, top) = (rest.min(reversal), rest.max(reversal));
    let level = if nernst > bottom && nernst < top {
        f64::midpoint(bottom, top)
    } else {
        nernst
    };
    let words = format!("{salt} {}", millivolts(nernst));
    Layer::text(Role::Theory, (at, level), anchor, &words)
}

/// A battery's potential, beyond the end of its rectangle or, where that is a sliver, beside it.
fn name_of(battery: &Battery, rest: f64, left: f64, wide: f64, away: f64) -> Layer {
    let Battery {
        ion,
        role,
        reversal,
        nernst,
        conductance,
        ..
    } = *battery;
    let outwards = (reversal - rest).signum() * away;
    let beyond = reversal + outwards;
    // There Nernst's potential has its mark in the middle, and its name to the right.
    let taken = (nernst - beyond).abs() < away;
    let middle = left + 0.5 * conductance;
    let (at, anchor) = if ion == "Na" {
        ((left + conductance + 0.012 * wide, reversal), Anchor::Start)
    } else if conductance > 0.3 * wide && taken {
        ((middle - 0.02 * wide, beyond), Anchor::End)
    } else if conductance > 0.3 * wide {
        ((middle, beyond), Anchor::Middle)
    } else if taken {
        ((left, nernst + outwards), Anchor::Start)
    } else {
        ((left, beyond), Anchor::Start)
    };
    let words = format!("*E*_{{{ion}}} = {}", millivolts(reversal));
    Layer::text(role, at, anchor, &words)
}

/// Each current, and that of a pump which undoes the sodium's.
fn ion_by_ion(balance: &Balance) -> Panel {
    let pump = pump_currents(balance.sodium());
    let [potassium, leak, sodium] = &balance.batteries;
    let rows = [
        (3.0, sodium, Some(pump.sodium)),
        (2.0, potassium, Some(pump.potassium)),
        (1.0, leak, None),
    ];
    let widest = rows
        .iter()
        .flat_map(|(_, one, pump)| [one.current.abs(), pump.unwrap_or(0.0).abs()])
        .fold(0.1, f64::max);
    let current =
        Axis::new("outward current at rest", "I", "µA/cm²").range(-1.35 * widest, 1.35 * widest);
    let names = Axis::new("", "", "").range(-0.55, 3.6).ticks([
        (3.0, "sodium"),
        (2.0, "potassium"),
        (1.0, "leak"),
        (0.0, "sum"),
    ]);
    let mut panel = Panel::new("ion by ion", current, names)
        .height(170.0)
        .layer(Layer::rule(Role::Muted, Orientation::Vertical, 0.0));
    let label = |role, value: f64, y: f64| {
        let side = if value < 0.0 { -1.0 } else { 1.0 };
        let anchor = if value < 0.0 {
            Anchor::End
        } else {
            Anchor::Start
        };
        let at = (value + side * 0.02 * widest, y);
        Layer::text(role, at, anchor, &print(value, 2))
    };
    let pumped = |name: &str, value: f64, row: f64| {
        let (x, y) = bar(value, row - 0.37, row - 0.03);
        [
            Layer::line(name, Role::Theory, closed(x), closed(y)),
            label(Role::Theory, value, row - 0.2),
        ]
    };
    for (row, battery, pump) in rows {
        let (name, passive) = (battery.name, battery.current);
        let (x, y) = bar(passive, row + 0.03, row + 0.4);
        panel = panel
            .layer(Layer::area(battery.role, x, y).named(&format!("{name} through channels")))
            .layer(label(battery.role, passive, row + 0.21));
        if let Some(pump) = pump {
            panel = panel.layers(pumped(&format!("{name} by a pump"), pump, row));
        }
    }
    let passive: f64 = balance.batteries.iter().map(|one| one.current).sum();
    // On the side that the leak leaves free.
    let free = if leak.current < 0.0 { 0.12 } else { -0.12 } * widest;
    panel
        .layer(label(Role::Muted, passive, 0.21))
        .layers(pumped("sum by a pump", pump.total(), 0.0))
        .layer(Layer::text(
            Role::Muted,
            (free, 1.3),
            anchor_outward(free),
            "filled: channels",
        ))
        .layer(Layer::text(
            Role::Theory,
            (free, 0.86),
            anchor_outward(free),
            "open: pump",
        ))
}

fn anchor_outward(value: f64) -> Anchor {
    if value < 0.0 {
        Anchor::End
    } else {
        Anchor::Start
    }
}

/// The corners of a bar from zero to a value.
fn bar(value: f64, bottom: f64, top: f64) -> (Vec<f64>, Vec<f64>) {
    (vec![0.0, value, value, 0.0], vec![bottom, bottom, top, top])
}

fn closed(mut corners: Vec<f64>) -> Vec<f64> {
    corners.extend(corners.first().copied());
    corners
}

/// ATP for rest and for spikes, against the rate of firing.
fn bill(balance: &Balance) -> Panel {
    let thousand = |atp: f64| atp / 1000.0;
    let rest = thousand(balance.cost_of_rest);
    let spikes = balance.spikes();
    let most = spikes.map_or(4.0, |spikes| 4.0 * spikes);
    let rate = Axis::new("firing rate", "f", "spikes/s").range(0.0, most);
    let atp = Axis::new("ATP", "", "10³ molecules/(µm² s)").including(0.0, 1.2 * rest.max(0.1));
    let mut panel = Panel::new("bill", rate, atp).height(130.0).layer(
        Layer::line("rest", Role::Sodium, vec![0.0, most], vec![rest, rest])
            .quantity("ATP for rest", "", "10³ molecules/(µm² s)")
            .label_end("rest"),
    );
    if let (Some(one), Some(spikes)) = (balance.cost_of_spike.map(thousand), spikes) {
        panel = panel
            .layer(
                Layer::line(
                    "spikes",
                    Role::Voltage,
                    vec![0.0, most],
                    vec![0.0, one * most],
                )
                .quantity("ATP for spikes", "", "10³ molecules/(µm² s)")
                .label_end("spikes"),
            )
            .layer(
                Layer::rule(Role::Muted, Orientation::Vertical, spikes)
                    .dash(Dash::Dotted)
                    .named("rest in spikes")
                    .quantity("rate that costs as much as rest", "f", "spikes/s")
                    .label_at(
                        &format!("rest = {} spikes/s", Digits::Significant(2).print(spikes)),
                        1.04 * spikes,
                        0.45 * rest,
                        Anchor::Start,
                    ),
            );
    }
    if spikes.is_none() {
        let at = (0.5 * most, 0.5 * rest);
        let words = "no single spike to compare with";
        panel = panel.layer(Layer::text(Role::Muted, at, Anchor::Middle, words));
    }
    panel
}

fn words(balance: &Balance) -> (Prose, Prose) {
    let (sodium, potassium) = (balance.sodium(), balance.potassium());
    let needed = -pump_currents(sodium).potassium;
    // The pump's ratio would need K⁺ to leave at two thirds of the rate at which Na⁺ enters.
    let apart = sodium < 0.0 && potassium > 1.1 * needed;
    let spikes = balance.spikes();
    let spikes_print = spikes.map_or(String::new(), |spikes| Digits::Significant(2).print(spikes));
    let [k, leak, na] = &balance.batteries;
    let inward: f64 = [na, k, leak].iter().map(|one| one.current.min(0.0)).sum();
    let caption = Prose::new()
        .result(
            apart && spikes.is_some(),
            format!(
                "At rest the currents cancel in their sum and not ion by ion, so a pump must work: what \
                 it spends on sodium alone would pay for {spikes_print} spikes per second."
            ),
            "The currents that cancel at rest, those of a pump, and what it costs.",
        )
        .plain(format!(
            "Top: each battery $E_j$ at the height of its potential, as wide as its conductance at \
             rest. The area between it and $V_\\mathrm{{rest}}$ is its current, \
             $g_j(V_\\mathrm{{rest}} - E_j)$; the potential settles where the areas above and below \
             are equal, here {} µA/cm² each. Open circles: Nernst's potentials of sodium and potassium \
             in the squid, and of chloride, at their concentrations.",
            print(-inward, 2)
        ))
        .plain(format!(
            "Middle: the same currents as bars, outward positive, their numbers in µA/cm². Open: a \
             pump that carries three Na⁺ out for two K⁺ in, at the rate that undoes the sodium \
             current; {}.",
            if needed < 0.0 {
                format!(
                    "it would run backwards, for sodium leaves: through it flow {} µA/cm² of potassium, \
                     through the channels {}, outward positive",
                    print(-needed, 2),
                    print(potassium, 2)
                )
            } else if potassium > 0.0 && needed < potassium {
                format!(
                    "it brings back {} of the {} µA/cm² of potassium",
                    print(needed, 2),
                    print(potassium, 2)
                )
            } else {
                format!(
                    "through it flow {} µA/cm² of potassium, through the channels {}, outward positive",
                    print(-needed, 2),
                    print(potassium, 2)
                )
            }
        ))
        .plain(
            "The model's equations hold no pump: its current is in the leak, and the concentrations \
             stand still by decree.",
        )
        .result(
            spikes.is_some(),
            format!(
                "Bottom: ATP for the resting sodium current, and for that of spikes, at a third of a \
                 molecule per Na⁺. Each spike costs {} molecules/µm².",
                Digits::Significant(3).print(balance.cost_of_spike.unwrap_or(0.0))
            ),
            "Bottom: ATP for the resting sodium current, at a third of a molecule per Na⁺.",
        );
    let alternative_text = Prose::new()
        .plain(format!(
            "Three panels. The resting potential is {}; potassium's battery lies at {}, the leak's at \
             {}, sodium's at {}, and their currents are {}, {} and {} µA/cm², outward positive, which \
             add up to zero.",
            millivolts(balance.rest),
            millivolts(k.reversal),
            millivolts(leak.reversal),
            millivolts(na.reversal),
            print(k.current, 2),
            print(leak.current, 2),
            print(na.current, 2)
        ))
        .result(
            apart,
            format!(
                "A pump that undoes the sodium current would bring back only {} µA/cm² of potassium.",
                print(needed, 2)
            ),
            "",
        )
        .result(
            spikes.is_some(),
            format!("Rest costs as much ATP as {spikes_print} spikes per second."),
            "",
        );
    (caption, alternative_text)
}
