//! Handwritten digits as memories. Where they come from stands in `data/PROVENANCE.md`.

/// Pixels of a digit: 8 by 8.
pub const PIXELS: usize = 64;
/// How many there are.
pub const COUNT: usize = 600;

const TABLE: &[u8] = include_bytes!("../data/digits.csv");
/// All of them. The compiler reads the table, so that a program, and above all the module that a page
/// loads, holds what a network remembers of it and no more.
static DIGITS: [Digit; COUNT] = read(TABLE);
/// More ink than this makes a pixel dark; the scale runs from 0 (paper) to 16.
const HALF: u8 = 8;

/// One digit: where there is ink, and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digit {
    /// A bit for each pixel with more ink than half of the scale, rows from top to bottom, the first the
    /// lowest.
    dark: u64,
    /// Which digit it is.
    pub label: u8,
}

/// All digits, in the order of the file.
pub fn digits() -> &'static [Digit] {
    &DIGITS
}

#[allow(
    long_running_const_eval,
    reason = "a table of some 90 kB is read, in less than a second"
)]
const fn read(text: &[u8]) -> [Digit; COUNT] {
    let mut digits = [Digit { dark: 0, label: 0 }; COUNT];
    let mut at = 0;
    while text[at] != b'\n' {
        at += 1;
    }
    let mut row = 0;
    while row < COUNT {
        let mut column = 0;
        while column <= PIXELS {
            at += 1;
            let mut number = 0;
            while text[at] != b',' && text[at] != b'\n' {
                assert!(text[at].is_ascii_digit(), "a number without sign");
                number = 10 * number + (text[at] - b'0');
                at += 1;
            }
            if column < PIXELS {
                digits[row].dark |= ((number > HALF) as u64) << column;
            } else {
                digits[row].label = number;
            }
            column += 1;
        }
        row += 1;
    }
    digits
}

impl Digit {
    /// Its spins: +1 where there is more ink than half of the scale, −1 elsewhere.
    pub fn spins(&self) -> Vec<f64> {
        let spin = |pixel| {
            let dark = self.dark >> pixel & 1 == 1;
            if dark { 1.0 } else { -1.0 }
        };
        (0..PIXELS).map(spin).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a line that is left out and a label that is read as a pixel: what an ordinary reader of
    /// the table finds, and the file's own count.
    #[test]
    fn all_digits_are_read() {
        let table = std::str::from_utf8(TABLE).expect("it is text");
        assert_eq!(table.lines().count(), COUNT + 1);
        for (line, digit) in table.lines().skip(1).zip(digits()) {
            let numbers: Vec<u8> = line
                .split(',')
                .map(|number| number.parse().expect("a whole number"))
                .collect();
            let (label, ink) = numbers.split_last().expect("a label");
            assert!(*label < 10 && ink.iter().all(|ink| *ink <= 2 * HALF));
            let spins = ink.iter().map(|ink| if *ink > HALF { 1.0 } else { -1.0 });
            assert_eq!(digit.spins(), spins.collect::<Vec<f64>>());
            assert_eq!(digit.label, *label);
        }
        let zeros = digits().iter().filter(|one| one.label == 0).count();
        assert_eq!(zeros, ZEROS);
    }
    const ZEROS: usize = 63;
}
