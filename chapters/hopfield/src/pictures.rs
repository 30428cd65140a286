//! Eight pictures as memories. Where they come from stands in `data/PROVENANCE.md`.

use common::choices;
use common::param::Choice;

/// Pixels in a row, and rows.
pub const SIDE: usize = 64;
/// Pixels of a picture: neurons of a network that remembers it.
pub const PIXELS: usize = SIDE * SIDE;
/// The number of pictures.
pub const COUNT: usize = 8;

choices! {
    /// One of the eight pictures.
    pub enum Picture {
        /// A photographer with his camera.
        Camera = "camera",
        /// An astronaut.
        Astronaut = "astronaut",
        /// A cup of coffee.
        Coffee = "coffee",
        /// The silhouette of a horse.
        Horse = "horse",
        /// The face of a cat.
        Cat = "cat",
        /// A rocket that takes off.
        Rocket = "rocket",
        /// The surface of the Moon.
        Moon = "moon",
        /// Coins on a tray.
        Coins = "coins",
    }
}

impl Picture {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::OPTIONS.iter().map(|(_, one)| *one)
    }

    /// Its number, from 0.
    pub fn index(self) -> usize {
        Self::all().position(|one| one == self).unwrap_or(0)
    }

    /// Its spins: +1 for pixels as light as the median or lighter, −1 for the others, rows from top to
    /// bottom. About half of them are +1.
    pub fn spins(self) -> Vec<f64> {
        let rows = LIGHT[self.index()];
        let spin = |pixel: usize| {
            let light = rows[pixel / SIDE] >> (pixel % SIDE) & 1 == 1;
            if light { 1.0 } else { -1.0 }
        };
        (0..PIXELS).map(spin).collect()
    }
}

/// Grey pictures, from 0 (black) to 255, each behind a heading of some bytes.
const FILES: [&[u8]; COUNT] = [
    include_bytes!("../data/images/camera-64.pgm"),
    include_bytes!("../data/images/astronaut-64.pgm"),
    include_bytes!("../data/images/coffee-64.pgm"),
    include_bytes!("../data/images/horse-64.pgm"),
    include_bytes!("../data/images/cat-64.pgm"),
    include_bytes!("../data/images/rocket-64.pgm"),
    include_bytes!("../data/images/moon-64.pgm"),
    include_bytes!("../data/images/coins-64.pgm"),
];
/// Which pixels are light: a number for each row, its lowest bit on the left. The compiler works it out,
/// so that a program, and above all the module that a page loads, holds no grey.
static LIGHT: [[u64; SIDE]; COUNT] = {
    let mut light = [[0; SIDE]; COUNT];
    let mut picture = 0;
    while picture < COUNT {
        light[picture] = light_pixels(FILES[picture]);
        picture += 1;
    }
    light
};

const fn light_pixels(file: &[u8]) -> [u64; SIDE] {
    // The heading of a PGM file says 64 by 64 in text; the pixels are what follows it.
    let (_, grey) = file.split_at(file.len() - PIXELS);
    let median = median(grey);
    let mut rows = [0; SIDE];
    let mut pixel = 0;
    while pixel < PIXELS {
        rows[pixel / SIDE] |= ((grey[pixel] >= median) as u64) << (pixel % SIDE);
        pixel += 1;
    }
    rows
}

/// The grey that stands in the middle when all are put in order, of an even number the upper one.
const fn median(grey: &[u8]) -> u8 {
    let mut counts = [0; 256];
    let mut pixel = 0;
    while pixel < grey.len() {
        counts[grey[pixel] as usize] += 1;
        pixel += 1;
    }
    let (mut value, mut darker) = (0, counts[0]);
    while darker <= grey.len() / 2 {
        value += 1;
        darker += counts[value];
    }
    value as u8
}

/// A state as a picture: white where the spin is +1, black where it is −1.
pub fn pixels(spins: &[f64]) -> Vec<u8> {
    let pixel = |&spin: &f64| if spin > 0.0 { 255 } else { 0 };
    spins.iter().map(pixel).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a heading that is taken for pixels, files in another order, and a median that is none: the
    /// first pixels are those that an independent reader finds in the original PNG files, and the spins
    /// those that sorting gives.
    #[test]
    fn pictures_are_read_as_they_are() {
        for ((picture, file), first) in Picture::all().zip(FILES).zip(FIRST) {
            let grey = &file[file.len() - PIXELS..];
            assert_eq!(grey[..4], first);
            let mut sorted = grey.to_vec();
            sorted.sort_unstable();
            let light = |pixel: &u8| *pixel >= sorted[PIXELS / 2];
            let spins = grey
                .iter()
                .map(|pixel| if light(pixel) { 1.0 } else { -1.0 });
            assert_eq!(picture.spins(), spins.collect::<Vec<f64>>());
            let mean = picture.spins().iter().sum::<f64>() / PIXELS as f64;
            assert!(mean.abs() < 0.1, "{picture:?} {mean}");
        }
    }
    const FIRST: [[u8; 4]; COUNT] = [
        [216, 216, 215, 215],
        [180, 64, 8, 25],
        [24, 24, 24, 25],
        [255, 255, 255, 255],
        [110, 137, 192, 204],
        [11, 11, 11, 11],
        [131, 130, 129, 127],
        [144, 146, 147, 147],
    ];
}
