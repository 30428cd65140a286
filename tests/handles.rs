//! Points that a reader drags in a picture: wherever one can be brought, there is a figure.

use common::chapter::{Chapter, FigureEntry};
use common::figure::{Area, Figure, FigureError, Handle, Span};
use common::numerics::elementary::pow;
use common::param::{Declaration, Kind, Value, Values};
use common::run::Run;
use std::sync::atomic::AtomicBool;

/// Places along each axis to which a point is brought.
const PLACES: usize = 13;
/// A single point in the midst of a plane, at which nothing would be learned.
const ORIGIN: &str = "--start-x and --start-y are both zero, and such weights never change";

/// The values that a point takes on its way along an axis, as the page sets them.
fn reached(span: Span, within: Option<(f64, f64)>, declaration: &Declaration) -> Vec<Value> {
    let clamped = |value: f64| match within {
        Some((from, to)) => value.clamp(from, to),
        None => value,
    };
    (0..PLACES)
        .map(|place| place as f64 / (PLACES - 1) as f64)
        .map(|part| {
            clamped(if span.logarithmic {
                span.from * pow(span.to / span.from, part)
            } else {
                span.from + part * (span.to - span.from)
            })
        })
        .map(|value| match declaration.kind {
            Kind::Real { from, to, .. } => Value::Real(value.clamp(from, to)),
            Kind::Integer { from, to } => Value::Integer((value.round() as i64).clamp(from, to)),
            _ => panic!("--{} is no number to drag", declaration.name),
        })
        .collect()
}

/// Every setting to which a point can be brought, from these values.
fn brought(entry: &FigureEntry, figure: &Figure, handle: &Handle, start: &Values) -> Vec<Values> {
    let declarations = entry.declarations();
    let areas = figure.areas();
    let area = areas.iter().find(|area| area.panel == handle.panel);
    let Area { x, y, .. } = *area.expect("checked with the figure");
    let mut settings = vec![start.clone()];
    for (parameter, span) in [(&handle.x_parameter, x), (&handle.y_parameter, y)] {
        let Some(name) = parameter else { continue };
        let declaration = declarations.iter().find(|one| one.name == *name);
        let declaration = declaration
            .unwrap_or_else(|| panic!("{}: a handle sets no parameter '{name}'", entry.name));
        let values = reached(span, handle.within, declaration);
        settings = settings
            .iter()
            .flat_map(|before| {
                values.iter().map(|value| {
                    let mut after = before.clone();
                    after.set(name, value.clone());
                    after
                })
            })
            .collect();
    }
    settings
}

fn every_handle(mut visit: impl FnMut(&Chapter, &FigureEntry, &Figure, &Handle, &Values)) {
    for chapter in registry::chapters() {
        for entry in &chapter.figures {
            let exploring = entry.exploring_values().expect("names of parameters");
            let figure = entry
                .draw(&exploring, &Run::parallel())
                .unwrap_or_else(|error| panic!("{}/{}: {error}", chapter.name, entry.name));
            for handle in &figure.handles {
                visit(&chapter, entry, &figure, handle, &exploring);
            }
        }
    }
}

/// Catches a point that can be dragged to where the figure refuses to be: a cue beyond its reward.
#[test]
fn no_handle_leads_to_a_refusal() {
    // What is called off at once still says whether its parameters are allowed.
    let stopped = AtomicBool::new(true);
    let run = Run::serial().cancelled_by(&stopped);
    let (mut handles, mut refused) = (0, Vec::new());
    every_handle(|chapter, entry, figure, handle, start| {
        handles += 1;
        refused.extend(
            brought(entry, figure, handle, start)
                .iter()
                .filter_map(|values| match entry.draw(values, &run) {
                    Err(FigureError::Parameter(why)) if why != ORIGIN => Some(format!(
                        "{}/{}, “{}”: {why}",
                        chapter.name, entry.name, handle.label
                    )),
                    _ => None,
                }),
        );
    });
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(handles > 15, "only {handles} handles");
}
