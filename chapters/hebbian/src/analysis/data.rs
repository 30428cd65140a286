//! The data of the chapter: a photograph and handwritten digits, as `data/PROVENANCE.md` says.

/// A photograph of 256 by 256 pixels.
const CAMERA: &[u8] = include_bytes!("../../data/camera.pgm");
/// Handwritten digits of 8 by 8 pixels, one below the other.
const DIGITS: &[u8] = include_bytes!("../../data/digits.pgm");

/// Pixels along a side of a digit.
pub const DIGIT: usize = 8;
/// Pixels along a side of the photograph.
pub const PHOTOGRAPH: usize = 256;
/// Patches are taken at every third pixel, both ways.
const STRIDE: usize = 3;

/// The pixels of a picture in the portable grey format, each over the largest.
fn pixels(file: &[u8]) -> Vec<f64> {
    // Three lines (kind; columns and rows; white), then one byte for each pixel.
    let mut lines = file.splitn(4, |byte| *byte == b'\n');
    let white = lines.nth(2).and_then(|line| std::str::from_utf8(line).ok());
    let white: u8 = white.and_then(|line| line.parse().ok()).unwrap_or(255);
    let white = f64::from(white);
    let raw = lines.next().unwrap_or_default();
    raw.iter().map(|&byte| f64::from(byte) / white).collect()
}

/// The photograph, row by row from the top, 0 black to 1 white.
pub fn photograph() -> Vec<f64> {
    pixels(CAMERA)
}

/// The digits, each row by row from the top, 0 blank to 1 full ink.
pub fn digits() -> Vec<Vec<f64>> {
    let all = pixels(DIGITS);
    all.chunks_exact(DIGIT * DIGIT)
        .map(<[f64]>::to_vec)
        .collect()
}

/// Square patches of the photograph, at every third place, each minus its own mean.
pub fn patches(side: usize) -> Vec<Vec<f64>> {
    let picture = photograph();
    let places = (0..=PHOTOGRAPH - side).step_by(STRIDE);
    let mut patches = Vec::new();
    for top in places.clone() {
        for left in places.clone() {
            let rows = (top..top + side).map(|row| row * PHOTOGRAPH + left);
            let mut patch: Vec<f64> = rows
                .flat_map(|from| picture[from..from + side].iter().copied())
                .collect();
            let mean = patch.iter().sum::<f64>() / patch.len() as f64;
            for x in &mut patch {
                *x -= mean;
            }
            patches.push(patch);
        }
    }
    patches
}
