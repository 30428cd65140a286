//! The figure `velocity`: how fast a spike runs, against the diameter and the temperature.

use crate::analysis::{self, HeatBlock, Waves, heat_block, sketched_cable_speed, sketched_waves};
use crate::figures::present;
use crate::model::Membrane;
use crate::model::axon::Axon;
use common::claim::Digits;
use common::figure::{Anchor, Axis, Dash, Figure, FigureError, Layer, Panel, Role, Shape};
use common::numerics::elementary::pow;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `velocity` depends on.
    pub struct Velocity {
        /// the axon: its temperature on the left, its radius on the right
        axon: Axon = Axon::default() => Group;
    }
}

/// Diameters (µm) on the left.
const DIAMETERS: (f64, f64) = (0.5, 2000.0);
/// Temperatures (°C) on the right, and how many of them have a point of the theory's lines.
const TEMPERATURES: (f64, f64) = (0.0, 40.0);
const POINTS: usize = 28;
/// The axon of 1952: its diameter (µm), temperature (°C) and measured speed (m/s).
const MEASURED: (f64, f64, f64) = (476.0, 18.5, 21.2);

/// Speed of the wave against diameter and temperature, by its own equation and by the cable equation.
///
/// # Errors
/// If the membrane has no resting potential.
pub fn velocity(parameters: &Velocity, run: &Run) -> Result<Figure, FigureError> {
    let axon = &parameters.axon;
    let here = present(sketched_waves(&axon.membrane))?;
    let block = present(heat_block(&axon.membrane))?;
    let diameters: Vec<f64> = (0..7).map(|i| pow(10.0, 0.5 * f64::from(i))).collect();
    let by_diameter = run.map(&diameters, |&diameter| {
        let thick = Axon {
            radius: 0.5 * diameter,
            ..*axon
        };
        Ok::<_, FigureError>(match here {
            Some(_) => present(sketched_cable_speed(&thick))?,
            None => None,
        })
    })?;
    let temperatures: Vec<f64> = (1..=10).map(|i| 4.0 * f64::from(i)).collect();
    let by_temperature = run.map(&temperatures, |&temperature| {
        present(sketched_cable_speed(&warmed(axon, temperature)))
    })?;
    let (branch, branches) = branches(axon, block.as_ref(), run)?;
    let story = Story {
        here,
        block,
        diameters,
        by_diameter,
        temperatures,
        by_temperature,
        branch,
        branches,
    };
    let (caption, alternative_text) = words(axon, &story);
    Ok(Figure::new()
        .columns(2)
        .panel(against_diameter(axon, &story))
        .panel(against_temperature(axon, &story))
        .caption(caption)
        .alternative_text(alternative_text))
}

struct Story {
    here: Option<Waves>,
    block: Option<HeatBlock>,
    diameters: Vec<f64>,
    by_diameter: Vec<Option<f64>>,
    temperatures: Vec<f64>,
    by_temperature: Vec<Option<f64>>,
    /// Temperatures of the lines, and the waves there.
    branch: Vec<f64>,
    branches: Vec<Option<Waves>>,
}

fn warmed(axon: &Axon, temperature: f64) -> Axon {
    let membrane = Membrane {
        temperature,
        ..axon.membrane
    };
    Axon { membrane, ..*axon }
}

/// Temperatures up to the heat block, closer together towards it, and the waves there.
fn branches(
    axon: &Axon,
    block: Option<&HeatBlock>,
    run: &Run,
) -> Result<(Vec<f64>, Vec<Option<Waves>>), FigureError> {
    let (from, to) = TEMPERATURES;
    let end = block.map_or(to, |block| block.temperature);
    if end <= from {
        return Ok((Vec::new(), Vec::new()));
    }
    let temperatures: Vec<f64> = (0..POINTS)
        .map(|i| {
            let left = 1.0 - i as f64 / POINTS as f64;
            end - (end - from) * left * left
        })
        .filter(|temperature| *temperature <= to)
        .collect();
    let waves = run.map(&temperatures, |&temperature| {
        present(sketched_waves(&warmed(axon, temperature).membrane))
    })?;
    Ok((temperatures, waves))
}

fn against_diameter(axon: &Axon, story: &Story) -> Panel {
    let diameter = Axis::new("diameter", "2*a*", "µm")
        .logarithmic()
        .range(DIAMETERS.0, DIAMETERS.1);
    let speed = Axis::new("speed", "θ", "m/s")
        .logarithmic()
        .range(0.3, 100.0);
    let mut panel = Panel::new("diameter", diameter, speed)
        .title(&format!("at {} °C", axon.membrane.temperature))
        .height(250.0);
    let Some(waves) = &story.here else {
        return panel.layer(Layer::text(
            Role::Muted,
            (30.0, 5.0),
            Anchor::Middle,
            "no spike travels",
        ));
    };
    let theory = |diameter: f64| {
        let radius = 0.5 * diameter;
        waves.fast.speed(Axon { radius, ..*axon }.diffusivity())
    };
    let ends = vec![DIAMETERS.0, DIAMETERS.1];
    let values = ends.iter().map(|&d| theory(d)).collect();
    let (x, y) = shown(&story.diameters, &story.by_diameter);
    panel = panel.layer(
        Layer::line("wave equation", Role::Theory, ends, values).label_at(
            "√*a* law",
            14.0,
            2.2 * theory(14.0),
            Anchor::End,
        ),
    );
    if !x.is_empty() {
        panel = panel.layer(
            Layer::points("cable equation", Role::Simulation, x, y).label_at(
                "cable equation",
                14.0,
                0.55 * theory(14.0),
                Anchor::Start,
            ),
        );
    }
    let (x, warmth, y) = MEASURED;
    if axon.membrane.temperature != warmth {
        return panel;
    }
    panel.layer(
        Layer::points("measured in 1952", Role::Muted, vec![x], vec![y])
            .shape(Shape::Cross)
            .label_at("measured", 0.8 * x, 1.5 * y, Anchor::End),
    )
}

/// The points that have a value.
fn shown(x: &[f64], y: &[Option<f64>]) -> (Vec<f64>, Vec<f64>) {
    let pairs = x.iter().zip(y);
    pairs.filter_map(|(&x, y)| y.map(|y| (x, y))).unzip()
}

fn against_temperature(axon: &Axon, story: &Story) -> Panel {
    let temperature = Axis::new("temperature", "T", "°C").range(TEMPERATURES.0, TEMPERATURES.1);
    let speed = Axis::new("speed", "θ", "m/s").including(0.0, 1.0);
    let title = format!("diameter {} µm", 2.0 * axon.radius);
    let mut panel = Panel::new("temperature", temperature, speed)
        .title(&title)
        .height(250.0);
    let diffusivity = axon.diffusivity();
    let fast = story.branches.iter();
    let fast: Vec<Option<f64>> = fast
        .map(|it| it.map(|waves| waves.fast.speed(diffusivity)))
        .collect();
    let slow = story.branches.iter();
    let slow: Vec<Option<f64>> = slow
        .map(|it| {
            it.and_then(|waves| waves.slow)
                .map(|slow| slow.speed(diffusivity))
        })
        .collect();
    let lines = [
        ("fast wave", fast, Dash::Solid),
        ("slow wave", slow, Dash::Dashed),
    ];
    let end = story.block.map(|block| {
        let rate = analysis::Wave {
            rate: block.rate,
            peak: f64::NAN,
        };
        (block.temperature, rate.speed(diffusivity))
    });
    for (name, values, dash) in lines {
        let (mut x, mut y) = shown(&story.branch, &values);
        if let Some((temperature, speed)) = end.filter(|it| it.0 <= TEMPERATURES.1) {
            x.push(temperature);
            y.push(speed);
        }
        if x.len() > 1 {
            // Labelled between the two, where nothing else is.
            let middle = x.len() / 4;
            let (at, level) = (x[middle], y[middle]);
            let top = y.iter().fold(0.0_f64, |top, &it| top.max(it));
            let offset = if dash == Dash::Solid { -0.1 } else { 0.09 };
            let anchor = if dash == Dash::Solid {
                Anchor::Start
            } else {
                Anchor::End
            };
            panel = panel.layer(Layer::line(name, Role::Theory, x, y).dash(dash).label_at(
                name,
                at,
                level + offset * top,
                anchor,
            ));
        }
    }
    let (x, y) = shown(&story.temperatures, &story.by_temperature);
    let known = 2.0 * axon.radius == MEASURED.0;
    let lowest = if known { MEASURED.2 } else { 1.0 };
    let top = y.iter().fold(lowest, |a, &b| a.max(b));
    if !x.is_empty() {
        panel = panel.layer(Layer::points("cable equation", Role::Simulation, x, y));
    }
    let silent = story.temperatures.iter().zip(&story.by_temperature);
    let silent: Vec<f64> = silent.filter(|it| it.1.is_none()).map(|it| *it.0).collect();
    if !silent.is_empty() {
        let zeros = vec![0.0; silent.len()];
        panel = panel.layer(
            Layer::points("no spike arrives", Role::Simulation, silent, zeros)
                .shape(Shape::Circle)
                .label_at("none arrives", TEMPERATURES.1, 0.1 * top, Anchor::End),
        );
    }
    if known {
        let (_, x, y) = MEASURED;
        panel = panel.layer(
            Layer::points("measured in 1952", Role::Muted, vec![x], vec![y])
                .shape(Shape::Cross)
                .label_at("measured", x - 1.2, y + 0.03 * top, Anchor::End),
        );
    }
    panel
}

fn words(axon: &Axon, story: &Story) -> (Prose, Prose) {
    let print = |value: f64, digits| Digits::Significant(digits).print(value);
    let end = story.block.map_or(f64::NAN, |block| block.temperature);
    let speed = |diameter: f64| {
        let radius = 0.5 * diameter;
        let speed = |waves: Waves| waves.fast.speed(Axon { radius, ..*axon }.diffusivity());
        story.here.map_or(f64::NAN, speed)
    };
    let grows = story.here.is_some() && story.by_diameter.iter().all(Option::is_some);
    // Beyond the block nothing arrives; well below it everything does.
    let parted = story.temperatures.iter().zip(&story.by_temperature);
    let shown = end > TEMPERATURES.0 && end < TEMPERATURES.1;
    let blocked = shown
        && parted
            .clone()
            .all(|(&t, found)| (t < end) == found.is_some());
    let silent = parted.clone().all(|(_, found)| found.is_none());
    let conducts = story.here.is_some();
    let caption = Prose::new()
        .result(
            grows,
            "The speed of a spike grows as the square root of the diameter.",
            if conducts {
                "The speed of a spike against the diameter of the axon."
            } else {
                "At the temperature of the left panel the axon conducts no spike, however thick it is."
            },
        )
        .result(
            blocked,
            format!(
                "With the temperature {} grows up to a point; at {} °C the fast wave meets a slow, \
                 unstable one, and beyond the axon is silent.",
                if conducts { "it" } else { "the speed of a spike" },
                print(end, 3)
            ),
            if silent {
                "At none of the temperatures on the right does a spike travel."
            } else {
                "On the right: against the temperature."
            },
        )
        .plain(
            "Lines: speed of the waves of constant shape, from their own equation (dashed: the slow \
             one). Discs: a spike started at one end, from the cable equation without extrapolation; \
             circles at zero: the strongest stimulus starts none that arrives.",
        )
        .plain(if axon.membrane.temperature == MEASURED.1 || 2.0 * axon.radius == MEASURED.0 {
            "Cross: a squid's axon, 476 µm thick, at 18.5 °C (Hodgkin and Huxley, 1952)."
        } else {
            ""
        });
    let alternative_text = Prose::new()
        .result(
            grows,
            format!(
                "On logarithmic axes simulated speeds lie on a line of slope one half, from {} m/s at 1 \
                 µm to {} m/s at 1 mm.",
                print(speed(1.0), 2),
                print(speed(1000.0), 2)
            ),
            "Left panel: speed against diameter.",
        )
        .result(
            blocked,
            format!(
                "Against temperature two branches of speed form a tongue that ends at {} °C; simulated \
                 spikes follow the upper one, and none travels beyond its end.",
                print(end, 3)
            ),
            "Right panel: speed against temperature.",
        );
    (caption, alternative_text)
}
