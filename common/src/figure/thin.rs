//! Copies of a figure with fewer points, for snapshots that a reviewer can read.

use super::{Animation, Figure, Layer, Mark};
use std::collections::BTreeSet;

/// How many frames of an animation a thinned figure keeps.
const FRAMES: usize = 5;

impl Figure {
    /// A copy with at most about `most` points in each series.
    ///
    /// Of a curve stay the two ends, the lowest and the highest point, and others at equal steps of
    /// the index; of a heat map or an image rows and columns at equal steps; of an animation the
    /// printed frame and a few others. The choice depends on nothing but the data.
    pub fn thinned(&self, most: usize) -> Self {
        let mut figure = self.clone();
        for layer in figure.panels.iter_mut().flat_map(|panel| &mut panel.layers) {
            thin(layer, most);
        }
        if let Some(Animation {
            frames, printed, ..
        }) = &mut figure.animation
        {
            let mut kept = evenly(frames.len(), FRAMES);
            kept.insert(*printed);
            *printed = kept.iter().position(|index| index == printed).unwrap_or(0);
            *frames = pick(frames, &kept);
            for (_, layer) in frames.iter_mut().flat_map(|frame| &mut frame.layers) {
                thin(layer, most);
            }
        }
        figure
    }
}

fn thin(layer: &mut Layer, most: usize) {
    match &mut layer.mark {
        Mark::Line { x, y } | Mark::Step { x, y, .. } | Mark::Area { x, y } => {
            let kept = kept(x.len(), &[y], most);
            keep(&kept, [x, y]);
        }
        Mark::Points {
            x,
            y,
            y_error,
            x_error,
            ..
        } => {
            let kept = kept(x.len(), &[y], most);
            keep(&kept, [x, y, y_error, x_error]);
        }
        Mark::Band { x, lower, upper } => {
            let kept = kept(x.len(), &[lower, upper], most);
            keep(&kept, [x, lower, upper]);
        }
        Mark::Raster { trains } => {
            let rows = evenly(trains.len(), most.div_ceil(20));
            *trains = pick(trains, &rows);
            let each = most.div_ceil(trains.len().max(1));
            for train in trains {
                let kept = evenly(train.len(), each);
                keep(&kept, [train]);
            }
        }
        Mark::HeatMap { values, .. } => {
            let columns = values.first().map_or(0, Vec::len);
            let [rows, columns] = coarser(values.len(), columns, most);
            *values = pick(values, &rows);
            for row in values {
                *row = pick(row, &columns);
            }
        }
        Mark::Image {
            columns, pixels, ..
        } if *columns > 0 => {
            let [rows, kept] = coarser(pixels.len() / *columns, *columns, most);
            let pixel = |row: &usize, column: &usize| pixels.get(row * *columns + column).copied();
            let thinned = rows
                .iter()
                .flat_map(|row| kept.iter().filter_map(|c| pixel(row, c)));
            *pixels = thinned.collect();
            *columns = kept.len();
        }
        _ => {}
    }
}

/// Indices that stay of a curve with these ordinates.
fn kept(length: usize, ordinates: &[&Vec<f64>], most: usize) -> BTreeSet<usize> {
    let mut kept = evenly(length, most.saturating_sub(2 * ordinates.len()));
    for values in ordinates.iter().filter(|_| length > most) {
        let indices = 0..values.len().min(length);
        // The first of equal extremes, so that the choice is one.
        kept.extend(
            indices
                .clone()
                .min_by(|a, b| values[*a].total_cmp(&values[*b])),
        );
        kept.extend(
            indices
                .rev()
                .max_by(|a, b| values[*a].total_cmp(&values[*b])),
        );
    }
    kept
}

/// All indices below `length`, or if there are more than `most`, that many at equal steps with both ends.
fn evenly(length: usize, most: usize) -> BTreeSet<usize> {
    let most = most.max(2);
    if length <= most {
        return (0..length).collect();
    }
    (0..most)
        .map(|k| (k * (length - 1) + (most - 1) / 2) / (most - 1))
        .collect()
}

/// Rows and columns that stay of a grid, both thinned alike.
fn coarser(rows: usize, columns: usize, most: usize) -> [BTreeSet<usize>; 2] {
    let mut step = 1;
    while rows.div_ceil(step) * columns.div_ceil(step) > most {
        step += 1;
    }
    [
        evenly(rows, rows.div_ceil(step)),
        evenly(columns, columns.div_ceil(step)),
    ]
}

fn keep<const N: usize>(kept: &BTreeSet<usize>, lists: [&mut Vec<f64>; N]) {
    for list in lists {
        *list = pick(list, kept);
    }
}

fn pick<T: Clone>(list: &[T], kept: &BTreeSet<usize>) -> Vec<T> {
    kept.iter()
        .filter_map(|index| list.get(*index).cloned())
        .collect()
}
