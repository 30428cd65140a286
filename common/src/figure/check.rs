//! What can be wrong with a figure, and the check that finds it before anything is drawn.

mod error;
mod marks;

pub use error::FigureError;

use super::{Axis, Figure, Layer, Panel, Range, Scale};
use marks::Inspector;
use std::collections::BTreeSet;

impl Figure {
    /// Checks that everything in the figure can be drawn and tabulated: finite numbers, series of
    /// equal lengths, positive numbers on logarithmic axes, distinct names, handles and frames
    /// whose panels exist.
    ///
    /// # Errors
    /// The first fault, with the figure's name, the series and the number at fault.
    pub fn check(&self, name: &str) -> Result<(), FigureError> {
        let inspector = |series: &str| Inspector::new(name, series);
        inspector("its size").positive("width", self.width)?;
        let mut panels = BTreeSet::new();
        for panel in &self.panels {
            if panel.name.is_empty() || !panels.insert(panel.name.as_str()) {
                return Err(FigureError::DuplicateName {
                    figure: name.into(),
                    what: "panels",
                    name: panel.name.clone(),
                });
            }
            check_panel(name, panel)?;
        }
        let known = |panel: &str, what: &str| {
            self.panels
                .iter()
                .find(|one| one.name == panel)
                .ok_or_else(|| FigureError::UnknownPanel {
                    figure: name.into(),
                    panel: panel.into(),
                    what: what.into(),
                    known: self
                        .panels
                        .iter()
                        .map(|one| one.name.as_str())
                        .collect::<Vec<_>>()
                        .join(", "),
                })
        };
        for handle in &self.handles {
            known(&handle.panel, &format!("the handle “{}”", handle.label))?;
            let inspector = inspector(&format!("handle “{}”", handle.label));
            inspector.finite("position", &[handle.at.0, handle.at.1])?;
            if let Some((from, to)) = handle.within {
                inspector.finite("range", &[from, to])?;
                if from > to {
                    return Err(inspector.empty_range("range", from, to));
                }
            }
        }
        let Some(animation) = &self.animation else {
            return Ok(());
        };
        if animation.printed >= animation.frames.len() {
            return Err(FigureError::UnknownFrame {
                figure: name.into(),
                frame: animation.printed,
                frames: animation.frames.len(),
            });
        }
        for (index, frame) in animation.frames.iter().enumerate() {
            inspector("its animation").finite("moment of a frame", &[frame.at])?;
            for (panel, layer) in &frame.layers {
                check_layer(name, known(panel, &format!("frame {index}"))?, 0, layer)?;
            }
        }
        Ok(())
    }
}

fn check_panel(figure: &str, panel: &Panel) -> Result<(), FigureError> {
    let inspector = Inspector::new(figure, &format!("panel {}", panel.name));
    inspector.positive("height", panel.height)?;
    check_axis(&inspector, "x axis", &panel.x)?;
    check_axis(&inspector, "y axis", &panel.y)?;
    let mut names = BTreeSet::new();
    for (index, layer) in panel.layers.iter().enumerate() {
        if !layer.name.is_empty() && !names.insert(layer.name.as_str()) {
            return Err(FigureError::DuplicateName {
                figure: figure.into(),
                what: "layers of one panel",
                name: layer.name.clone(),
            });
        }
        check_layer(figure, panel, index, layer)?;
    }
    Ok(())
}

fn check_axis(inspector: &Inspector, what: &str, axis: &Axis) -> Result<(), FigureError> {
    let logarithmic = axis.scale == Scale::Logarithmic;
    if let Range::Fixed(low, high) | Range::Including(low, high) = axis.range {
        inspector.on_axis(&format!("range of the {what}"), &[low, high], logarithmic)?;
        if matches!(axis.range, Range::Fixed(..)) && low >= high {
            return Err(inspector.empty_range(what, low, high));
        }
    }
    let ticks: Vec<f64> = axis.ticks.iter().map(|(value, _)| *value).collect();
    inspector.on_axis(&format!("ticks of the {what}"), &ticks, logarithmic)
}

fn check_layer(
    figure: &str,
    panel: &Panel,
    index: usize,
    layer: &Layer,
) -> Result<(), FigureError> {
    let series = if layer.name.is_empty() {
        format!("layer {index} of panel {}", panel.name)
    } else {
        format!("{}/{}", panel.name, layer.name)
    };
    let logarithmic = [&panel.x, &panel.y].map(|axis| axis.scale == Scale::Logarithmic);
    Inspector::new(figure, &series).layer(layer, logarithmic)
}
