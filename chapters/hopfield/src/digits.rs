//! Handwritten digits as memories. Where they come from stands in `data/PROVENANCE.md`.

/// Pixels of a digit: 8 by 8.
pub const PIXELS: usize = 64;
/// How many there are.
pub const COUNT: usize = 600;

const TABLE: &str = include_str!("../data/digits.csv");

/// One digit: its pixels from 0 (paper) to 16 (ink), rows from top to bottom, and its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digit {
    /// The pixels.
    pub ink: Vec<u8>,
    /// Which digit it is.
    pub label: u8,
}

/// All digits, in the order of the file.
pub fn digits() -> Vec<Digit> {
    TABLE.lines().skip(1).filter_map(digit).collect()
}

fn digit(line: &str) -> Option<Digit> {
    let numbers: Option<Vec<u8>> = line
        .split(',')
        .map(|number| number.trim().parse().ok())
        .collect();
    let mut ink = numbers?;
    let label = ink.pop()?;
    (ink.len() == PIXELS).then_some(Digit { ink, label })
}

impl Digit {
    /// Its spins: +1 where there is more ink than half of the scale, −1 elsewhere.
    pub fn spins(&self) -> Vec<f64> {
        let spin = |&ink: &u8| if ink > 8 { 1.0 } else { -1.0 };
        self.ink.iter().map(spin).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a line that is left out and a label that is read as a pixel: the file's own counts.
    #[test]
    fn all_digits_are_read() {
        let all = digits();
        assert_eq!(all.len(), COUNT);
        assert!(
            all.iter()
                .all(|one| one.label < 10 && one.ink.iter().all(|ink| *ink <= 16))
        );
        let zeros = all.iter().filter(|one| one.label == 0).count();
        assert_eq!(zeros, ZEROS);
    }
    const ZEROS: usize = 63;
}
