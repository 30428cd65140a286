//! Grids of cells as pictures: PNG files of one byte per cell, inside the SVG.
//!
//! A picture is smaller than as many rectangles and has no seams between them. The cells stay sharp.

use super::colours;
use super::palette::Rgb;
use super::window::Window;
use crate::figure::{ColourMap, Scale};

/// A grid of levels, rows from top to bottom, and the corners between which it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cells {
    pub columns: usize,
    pub levels: Vec<u8>,
    /// The colours of the levels; none for grey.
    pub colours: Vec<Rgb>,
    /// Left and right edge: values, or once cut to a panel, coordinates of its axis.
    pub x: (f64, f64),
    /// Lower and upper edge.
    pub y: (f64, f64),
}

/// A heat map's levels; its rows come from low y to high.
pub(super) fn heat_map(
    values: &[Vec<f64>],
    map: ColourMap,
    ends: (f64, f64),
    x: (f64, f64),
    y: (f64, f64),
) -> Cells {
    let levels = values
        .iter()
        .rev()
        .flatten()
        .map(|value| colours::level(*value, ends))
        .collect();
    let columns = values.first().map_or(0, Vec::len);
    Cells {
        columns,
        levels,
        colours: colours::table(map),
        x,
        y,
    }
}

impl Cells {
    /// The part of the grid that a panel of so many pixels shows. A grid that fits in, on linear
    /// axes, is kept as it is; any other is sampled once a pixel.
    pub(super) fn within(self, x: Window, y: Window, size: (f64, f64)) -> Option<Self> {
        let rows = self.levels.len().checked_div(self.columns)?;
        let linear = x.scale == Scale::Linear && y.scale == Scale::Linear;
        let fits = [(x, self.x), (y, self.y)]
            .into_iter()
            .all(|(window, edges)| window.contains(edges.0) && window.contains(edges.1));
        if linear && fits {
            return Some(self);
        }
        let shown = |window: Window, edges: (f64, f64)| {
            let low = window.coordinate(edges.0).max(window.low);
            (low, window.coordinate(edges.1).min(window.high))
        };
        let (across, up) = (shown(x, self.x), shown(y, self.y));
        if across.0 >= across.1 || up.0 >= up.1 {
            return None;
        }
        let pixels = |window: Window, part: (f64, f64), length: f64| {
            libm::ceil((part.1 - part.0) / (window.high - window.low) * length).max(1.0) as usize
        };
        let (width, height) = (pixels(x, across, size.0), pixels(y, up, size.1));
        let index = |window: Window, part: (f64, f64), edges: (f64, f64), count, pixel, of| {
            let coordinate = part.0 + (part.1 - part.0) * (pixel as f64 + 0.5) / of as f64;
            let fraction = (window.value(coordinate) - edges.0) / (edges.1 - edges.0);
            ((fraction.max(0.0) * count as f64) as usize).min(count - 1)
        };
        let columns: Vec<usize> = (0..width)
            .map(|pixel| index(x, across, self.x, self.columns, pixel, width))
            .collect();
        let levels = (0..height)
            .rev()
            .map(|pixel| rows - 1 - index(y, up, self.y, rows, pixel, height))
            .flat_map(|row| {
                columns
                    .iter()
                    .map(move |column| row * self.columns + column)
            })
            .filter_map(|cell| self.levels.get(cell).copied())
            .collect();
        Some(Self {
            columns: width,
            levels,
            colours: self.colours,
            x: across,
            y: up,
        })
    }

    /// The grid as a PNG file.
    pub(super) fn png(&self) -> Vec<u8> {
        let rows = self.levels.len().checked_div(self.columns).unwrap_or(0);
        let mut file = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
        let mut header = Vec::new();
        header.extend((self.columns as u32).to_be_bytes());
        header.extend((rows as u32).to_be_bytes());
        let kind = if self.colours.is_empty() { 0 } else { 3 };
        header.extend([8, kind, 0, 0, 0]);
        chunk(&mut file, *b"IHDR", &header);
        if !self.colours.is_empty() {
            let colours: Vec<u8> = self
                .colours
                .iter()
                .flat_map(|&(r, g, b)| [r, g, b])
                .collect();
            chunk(&mut file, *b"PLTE", &colours);
        }
        let mut lines = Vec::with_capacity(self.levels.len() + rows);
        for row in self.levels.chunks(self.columns.max(1)) {
            lines.push(0);
            lines.extend(row);
        }
        chunk(
            &mut file,
            *b"IDAT",
            &miniz_oxide::deflate::compress_to_vec_zlib(&lines, 8),
        );
        chunk(&mut file, *b"IEND", &[]);
        file
    }
}

fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(kind);
    file.extend(data);
    let sum = crc32(&file[start..]);
    file.extend(sum.to_be_bytes());
}

/// The checksum of a PNG chunk (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                (sum >> 1) ^ 0xedb8_8320
            } else {
                sum >> 1
            }
        })
    })
}

/// Writes bytes in base 64 (RFC 4648).
pub(super) fn base64(out: &mut String, bytes: &[u8]) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            if index > group.len() {
                out.push('=');
            } else {
                out.push(char::from(
                    LETTERS[(bits >> (18 - 6 * index) & 63) as usize],
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a wrong checksum or a wrong alphabet, which no decoder would accept.
    #[test]
    fn checksums_and_letters_are_the_standard_ones() {
        // The check value of CRC-32, and the test vectors of RFC 4648.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut out = String::new();
            base64(&mut out, bytes.as_bytes());
            assert_eq!(out, expected);
        }
    }

    /// Catches rows in the wrong order, and a cut that shows the wrong cells.
    #[test]
    fn a_panel_shows_its_part_of_the_grid() {
        let rows = [vec![0.0, 1.0], vec![2.0, 3.0]];
        let ends = (0.0, 3.0);
        let cells = heat_map(&rows, ColourMap::Sequential, ends, (0.0, 2.0), (0.0, 2.0));
        assert_eq!(cells.levels, [170, 255, 0, 85]);
        let window = |low, high| Window {
            scale: Scale::Linear,
            low,
            high,
        };
        let part = cells
            .within(window(1.0, 3.0), window(0.0, 2.0), (4.0, 2.0))
            .unwrap();
        assert_eq!((part.x, part.columns), ((1.0, 2.0), 2));
        assert_eq!(part.levels, [255, 255, 85, 85]);
    }
}
