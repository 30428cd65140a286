//! Weight vectors as rows of small pictures.

use common::figure::{Anchor, Layer, Mark, Panel, Role};

/// A row of pictures: its heading, and its pictures, each a square of numbers from the top left.
pub(super) struct Row {
    pub(super) heading: &'static str,
    pub(super) pictures: Vec<Vec<f64>>,
    /// What stands under each picture.
    pub(super) notes: Vec<String>,
}

/// Width of the gallery and of its headings, gap between pictures, room for notes, in pixels.
const WIDTH: f64 = 640.0;
const HEADING: f64 = 96.0;
const GAP: f64 = 6.0;
const NOTE: f64 = 17.0;
/// Largest side of a picture.
const LARGEST: f64 = 74.0;

/// A panel with the rows, one below the other. Zero is a middle grey; each picture has its own
/// largest deviation as black or white.
pub(super) fn gallery(name: &str, side: usize, rows: &[Row]) -> Panel {
    let most = rows
        .iter()
        .map(|row| row.pictures.len())
        .max()
        .unwrap_or(1)
        .max(1);
    let pixels = ((WIDTH - HEADING) / most as f64 - GAP).min(LARGEST);
    let note = |row: &Row| if row.notes.is_empty() { 0.0 } else { NOTE };
    let height: f64 = rows.iter().map(|row| pixels + GAP + note(row)).sum();
    let mut panel = Panel::schematic(name, (0.0, WIDTH), (0.0, height), height);
    let mut top = height;
    for row in rows {
        panel = panel.layer(Layer::text(
            Role::Theory,
            (0.0, top - 0.5 * pixels),
            Anchor::Start,
            row.heading,
        ));
        for (number, picture) in row.pictures.iter().enumerate() {
            let left = HEADING + number as f64 * (pixels + GAP);
            let image = Mark::Image {
                x: (left, left + pixels),
                y: (top - pixels, top),
                columns: side,
                pixels: greys(picture),
            };
            let title = format!("{} {}", row.heading, number + 1);
            panel = panel.layer(Layer::new(&title, Role::Simulation, image));
            if let Some(text) = row.notes.get(number) {
                let at = (left + 0.5 * pixels, top - pixels - 0.55 * NOTE);
                panel = panel.layer(Layer::text(Role::Muted, at, Anchor::Middle, text));
            }
        }
        top -= pixels + GAP + note(row);
    }
    panel
}

fn greys(picture: &[f64]) -> Vec<u8> {
    let largest = picture.iter().fold(1e-300_f64, |a, b| a.max(b.abs()));
    // Zero falls on a whole grey, so that rounding can't show.
    let grey = |x: &f64| (128.0 + 127.0 * x / largest).round().clamp(0.0, 255.0) as u8;
    picture.iter().map(grey).collect()
}

/// A vector or its opposite, whichever points the way that another does.
pub(super) fn aligned(vector: &[f64], with: &[f64]) -> Vec<f64> {
    let product: f64 = vector.iter().zip(with).map(|(x, y)| x * y).sum();
    let sign = if product < 0.0 { -1.0 } else { 1.0 };
    vector.iter().map(|x| sign * x).collect()
}
