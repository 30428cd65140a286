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

    /// Its grey values, from 0 (black) to 255, rows from top to bottom.
    pub fn grey(self) -> &'static [u8] {
        let file: &[u8] = match self {
            Self::Camera => include_bytes!("../data/images/camera-64.pgm"),
            Self::Astronaut => include_bytes!("../data/images/astronaut-64.pgm"),
            Self::Coffee => include_bytes!("../data/images/coffee-64.pgm"),
            Self::Horse => include_bytes!("../data/images/horse-64.pgm"),
            Self::Cat => include_bytes!("../data/images/cat-64.pgm"),
            Self::Rocket => include_bytes!("../data/images/rocket-64.pgm"),
            Self::Moon => include_bytes!("../data/images/moon-64.pgm"),
            Self::Coins => include_bytes!("../data/images/coins-64.pgm"),
        };
        // The heading of a PGM file says 64 by 64 in text; the pixels are what follows it.
        &file[file.len() - PIXELS..]
    }

    /// Its spins: +1 for pixels as light as the median or lighter, −1 for the others. About half of
    /// them are +1.
    pub fn spins(self) -> Vec<f64> {
        let grey = self.grey();
        let mut sorted = grey.to_vec();
        sorted.sort_unstable();
        let median = sorted[PIXELS / 2];
        let spin = |&pixel: &u8| if pixel >= median { 1.0 } else { -1.0 };
        grey.iter().map(spin).collect()
    }
}

/// A state as a picture: white where the spin is +1, black where it is −1.
pub fn pixels(spins: &[f64]) -> Vec<u8> {
    let pixel = |&spin: &f64| if spin > 0.0 { 255 } else { 0 };
    spins.iter().map(pixel).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a heading that is taken for pixels, and a file of another size: the first pixels are
    /// those that an independent reader finds in the original PNG files, and the means are near zero.
    #[test]
    fn pictures_are_read_as_they_are() {
        for (picture, first) in Picture::all().zip(FIRST) {
            assert_eq!(&picture.grey()[..4], &first);
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
