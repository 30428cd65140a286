//! The panels of the phase diagram.

use super::simulate::{FROZEN, Found, KEPT, LOWEST, Mark};
use super::{freezes, keeps};
use crate::figures::estimate::{error, spaced};
use crate::theory::{
    crossing_loading, furthest, glass_temperature, meeting, mixture_loading, mixture_temperature,
    replicon_temperature, retrieval, retrieval_loading, retrieval_temperature, without_overlap,
};
use common::figure::{
    Anchor, Axis, Dash, FigureError, Layer, Orientation, Panel, Role, Shape, Weight,
};
use common::numerics::elementary::{exp, sqrt};
use common::run::Run;
use std::sync::OnceLock;

/// A line as loadings and temperatures.
type Line = (Vec<f64>, Vec<f64>);

/// The lines of the diagram, once they are known: they depend on nothing.
static LINES: OnceLock<Lines> = OnceLock::new();

/// The lines of the diagram.
pub(super) struct Lines {
    glass: Line,
    retrieval: Line,
    ground: Line,
    mixture: Line,
    breaking: Line,
}

/// Largest loading that is shown.
const WIDEST: f64 = 0.17;

/// Loadings along a line that is given as one against temperature.
fn against_temperature(
    run: &Run,
    temperatures: Vec<f64>,
    loading: impl Fn(f64) -> Result<f64, FigureError> + Sync,
) -> Result<Line, FigureError> {
    let loadings = run.map(&temperatures, |&temperature| loading(temperature))?;
    Ok((loadings, temperatures))
}

impl Lines {
    pub(super) fn all(run: &Run) -> Result<&'static Self, FigureError> {
        if let Some(known) = LINES.get() {
            return Ok(known);
        }
        let found = Self::new(run)?;
        Ok(LINES.get_or_init(|| found))
    }

    fn new(run: &Run) -> Result<Self, FigureError> {
        let glass = spaced(0.0, WIDEST, 80);
        let frozen = glass.iter().map(|&a| glass_temperature(a)).collect();
        let (_, furthest_at) = furthest()?;
        let mut cold = spaced(0.0, 2.0 * furthest_at, 21);
        cold.extend(spaced(2.0 * furthest_at, 0.999, 50).into_iter().skip(1));
        let limit = mixture_temperature(3)?;
        let met = meeting()?;
        // The line is steep at both ends: its points crowd where it meets T_M.
        let loadings: Vec<f64> = spaced(0.0, 1.0, 49)
            .into_iter()
            .map(|part| {
                met.loading - (met.loading - 0.02) * (1.0 - part) * (1.0 - part) * (1.0 - part)
            })
            .collect();
        let breaking = run.map(&loadings, |&loading| {
            let at = loading.min(met.loading * (1.0 - 1e-12));
            Ok::<_, FigureError>(replicon_temperature(at)?)
        })?;
        Ok(Self {
            glass: (glass, frozen),
            retrieval: against_temperature(run, cold, |t| Ok(retrieval_loading(t)?.loading))?,
            ground: against_temperature(run, spaced(0.0, 0.999, 30), |t| Ok(crossing_loading(t)?))?,
            mixture: against_temperature(run, spaced(0.0, limit * (1.0 - 1e-6), 16), |t| {
                Ok(mixture_loading(3, t)?)
            })?,
            breaking: (loadings, breaking),
        })
    }
}

fn theory(name: &str, (x, y): &Line) -> Layer {
    Layer::line(name, Role::Theory, x.clone(), y.clone())
}

/// Marks of one kind in the plane, or nothing if there are none.
fn group<'a>(
    name: &str,
    role: Role,
    shape: Shape,
    marks: impl Iterator<Item = &'a Mark>,
) -> Option<Layer> {
    let (x, y): (Vec<f64>, Vec<f64>) = marks.map(|mark| (mark.loading, mark.temperature)).unzip();
    (!x.is_empty()).then(|| Layer::points(name, role, x, y).shape(shape))
}

pub(super) fn plane(lines: &Lines, found: &Found) -> Panel {
    let text = |x, y, words: &str| Layer::text(Role::Muted, (x, y), Anchor::Middle, words);
    let groups = [
        group(
            "memory kept",
            Role::Retrieved,
            Shape::Disc,
            found.kept.iter().filter(|m| keeps(m)),
        ),
        group(
            "memory lost",
            Role::Retrieved,
            Shape::Circle,
            found.kept.iter().filter(|m| !keeps(m)),
        ),
        group(
            "frozen",
            Role::Spurious,
            Shape::Square,
            found.frozen.iter().filter(|m| freezes(m)),
        ),
        group(
            "not frozen",
            Role::Muted,
            Shape::Cross,
            found.frozen.iter().filter(|m| !freezes(m)),
        ),
        group(
            "memory lower",
            Role::Retrieved,
            Shape::Triangle,
            found.lowest.iter().filter(|m| m.found.value < 0.0),
        ),
        group(
            "glass lower",
            Role::Spurious,
            Shape::Triangle,
            found.lowest.iter().filter(|m| m.found.value >= 0.0),
        ),
    ];
    Panel::new(
        "phases",
        Axis::new("loading", "α", "").range(0.0, WIDEST),
        Axis::new("temperature", "T", "").range(0.0, 1.75),
    )
    .height(300.0)
    .title("phases")
    .layer(theory("T_g", &lines.glass).label_at("*T_{g}*", 0.162, 1.33, Anchor::Middle))
    .layer(theory("T_M", &lines.retrieval).label_at("*T_{M}*", 0.128, 0.24, Anchor::Start))
    .layer(theory("T_c", &lines.ground).label_at("*T_{c}*", 0.0545, 0.112, Anchor::Start))
    .layer(theory("mixture of three", &lines.mixture).dash(Dash::Dotted))
    .layers(groups.into_iter().flatten())
    .layer(text(0.085, 1.62, "paramagnet"))
    .layer(text(0.14, 0.75, "spin glass"))
    .layer(text(0.094, 0.045, "memories metastable"))
    .layer(text(0.038, 0.08, "lowest"))
}

pub(super) fn corner(lines: &Lines) -> Result<Panel, FigureError> {
    let met = meeting()?;
    let (_, warm) = furthest()?;
    let symmetric: Line = lines
        .retrieval
        .0
        .iter()
        .zip(&lines.retrieval.1)
        .filter(|(_, t)| **t <= 2.01 * warm)
        .map(|(&a, &t)| (a, t))
        .unzip();
    Ok(Panel::new(
        "corner",
        Axis::new("loading", "α", "").range(0.1365, 0.1384),
        Axis::new("temperature", "T", "").range(0.0, 0.045),
    )
    .height(300.0)
    .title("the corner at *T* = 0")
    .layer(
        Layer::line("T_M, close", Role::Theory, symmetric.0, symmetric.1).label_at(
            "*T_{M}*",
            0.13795,
            0.0405,
            Anchor::End,
        ),
    )
    .layer(
        theory("T_R, close", &lines.breaking)
            .dash(Dash::Dashed)
            .label_at("*T_{R}*", 0.1368, 0.0215, Anchor::Middle),
    )
    .layer(
        Layer::points(
            "where they meet",
            Role::Theory,
            vec![met.loading],
            vec![met.temperature],
        )
        .shape(Shape::Disc),
    )
    .layer(Layer::text(
        Role::Muted,
        (0.13715, 0.008),
        Anchor::Middle,
        "symmetry broken",
    ))
    .layer(Layer::text(
        Role::Muted,
        (0.13715, 0.03),
        Anchor::Middle,
        "retrieval",
    )))
}

const SHAPES: [Shape; 3] = [Shape::Disc, Shape::Square, Shape::Triangle];

/// Marks of one cut, against temperature.
fn cut(name: &str, role: Role, shape: Shape, loading: f64, all: &[Mark]) -> Layer {
    let marks = || all.iter().filter(move |mark| mark.loading == loading);
    Layer::points(
        &format!("{name}, loading {loading}"),
        role,
        marks().map(|mark| mark.temperature).collect(),
        marks().map(|mark| mark.found.value).collect(),
    )
    .y_error(marks().map(|mark| error(&mark.found)).collect())
    .shape(shape)
}

pub(super) fn kept(found: &Found) -> Result<Panel, FigureError> {
    let mut panel = Panel::new(
        "memory",
        Axis::new("temperature", "T", "").range(0.0, 1.1),
        Axis::new("overlap with the memory", "m", "").range(-0.05, 1.05),
    )
    .height(220.0)
    .title("across *T_{M}*");
    for (&loading, shape) in KEPT.0.iter().zip(SHAPES) {
        let end = retrieval_temperature(loading)? * (1.0 - 1e-9);
        let (mut x, mut y) = (Vec::new(), Vec::new());
        for part in spaced(0.0, 1.0, 50) {
            let temperature = end * (1.0 - (1.0 - part) * (1.0 - part));
            x.push(temperature);
            y.push(retrieval(loading, temperature)?.overlap);
        }
        let last = (x[x.len() - 1], y[y.len() - 1]);
        panel = panel
            .layer(
                Layer::line(&format!("theory, loading {loading}"), Role::Theory, x, y).label_at(
                    &format!("{loading}"),
                    last.0 + 0.02,
                    last.1 - 0.02,
                    Anchor::Start,
                ),
            )
            .layer(cut(
                "simulation",
                Role::Retrieved,
                shape,
                loading,
                &found.kept,
            ));
    }
    Ok(panel)
}

pub(super) fn frozen(found: &Found) -> Result<Panel, FigureError> {
    let mut panel = Panel::new(
        "freezing",
        Axis::new("temperature", "T", "").range(0.5, 1.9),
        Axis::new("overlap with itself later", "q", "").range(-0.05, 0.85),
    )
    .height(220.0)
    .title("across *T_{g}*");
    for (&loading, shape) in FROZEN.0.iter().zip(SHAPES) {
        let (x, mut y) = (spaced(0.5, 1.9, 90), Vec::new());
        for &temperature in &x {
            y.push(without_overlap(loading, temperature)?.freezing);
        }
        let at = if loading < 0.1 {
            (0.93, 0.12)
        } else {
            (1.07, 0.3)
        };
        panel = panel
            .layer(
                Layer::line(&format!("theory, loading {loading}"), Role::Theory, x, y).label_at(
                    &format!("{loading}"),
                    at.0,
                    at.1,
                    if loading < 0.1 {
                        Anchor::End
                    } else {
                        Anchor::Start
                    },
                ),
            )
            .layer(cut(
                "simulation",
                Role::Spurious,
                shape,
                loading,
                &found.frozen,
            ));
    }
    Ok(panel)
}

pub(super) fn lowest(found: &Found) -> Result<Panel, FigureError> {
    let mut panel = Panel::new(
        "free energies",
        Axis::new("temperature", "T", "").range(0.27, 0.62),
        Axis::new("free energy, memory minus glass", "", ""),
    )
    .height(220.0)
    .title("across *T_{c}*")
    .layer(Layer::rule(Role::Muted, Orientation::Horizontal, 0.0));
    for (&loading, shape) in LOWEST.iter().zip(SHAPES) {
        let marks = || {
            found
                .lowest
                .iter()
                .filter(move |mark| mark.loading == loading)
        };
        let from = marks()
            .map(|mark| mark.temperature)
            .fold(f64::INFINITY, f64::min);
        let to = marks().map(|mark| mark.temperature).fold(0.0, f64::max);
        let (x, mut y) = (spaced(from, to, 30), Vec::new());
        for &temperature in &x {
            let memory = retrieval(loading, temperature)?;
            y.push(memory.free_energy - without_overlap(loading, temperature)?.free_energy);
        }
        panel = panel
            .layer(
                Layer::line(&format!("theory, loading {loading}"), Role::Theory, x, y)
                    .label_end(&format!("{loading}")),
            )
            .layer(cut(
                "simulation",
                Role::Accent,
                shape,
                loading,
                &found.lowest,
            ));
    }
    Ok(panel)
}

pub(super) fn breaking(lines: &Lines) -> Panel {
    let small: Vec<f64> = lines
        .breaking
        .0
        .iter()
        .map(|&a| sqrt(8.0 * a / (9.0 * std::f64::consts::PI)) * exp(-0.5 / a))
        .collect();
    Panel::new(
        "breaking",
        Axis::new("loading", "α", "").range(0.02, 0.14),
        Axis::new("temperature", "T_{R}", "")
            .logarithmic()
            .range(1e-12, 0.1),
    )
    .height(220.0)
    .title("where a memory breaks the symmetry")
    .layer(theory("T_R", &lines.breaking))
    .layer(
        Layer::line(
            "small loading",
            Role::Muted,
            lines.breaking.0.clone(),
            small,
        )
        .dash(Dash::Dashed)
        .weight(Weight::Thin),
    )
}
