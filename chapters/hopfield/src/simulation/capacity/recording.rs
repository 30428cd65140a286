//! The recording that the book holds. The compiler reads the table, so that a program, and above all
//! the module that a page loads, holds what the runs came to and neither text nor what [`SERIES`] says.

use super::{Row, SERIES};

const TABLE: &[u8] = include_bytes!("../../../data/capacity.csv");
const MILLION: u64 = 1_000_000;
/// The number of runs that the table holds.
const RUNS: usize = lines(TABLE) - 1;
/// What the runs came to, in the table's order.
static OUTCOMES: Outcomes = Outcomes::read(TABLE);

/// The outcomes column by column, as they pack best.
struct Outcomes {
    /// How many neurons differed from the memory at the end.
    wrong: [u16; RUNS],
    sweeps: [u8; RUNS],
    /// A bit for each of [`CUTS`](super::CUTS), the first the highest.
    kept_after: [u8; RUNS],
}

/// The rows of the recording that the book holds.
pub fn recorded() -> Vec<Row> {
    let runs = SERIES.iter().flat_map(super::Series::points).flatten();
    let row = |(run, index): (super::Retrieval, usize)| Row {
        neurons: run.neurons,
        memories: run.memories,
        start: run.start,
        order: run.order,
        replica: run.replica,
        kept_after: [4, 2, 1].map(|bit| OUTCOMES.kept_after[index] & bit != 0),
        last: (run.neurons as f64 - 2.0 * f64::from(OUTCOMES.wrong[index])) / run.neurons as f64,
        sweeps: OUTCOMES.sweeps[index].into(),
    };
    runs.zip(0..RUNS).map(row).collect()
}

const fn lines(text: &[u8]) -> usize {
    let (mut lines, mut at) = (0, 0);
    while at < text.len() {
        lines += (text[at] == b'\n') as usize;
        at += 1;
    }
    lines
}

impl Outcomes {
    #[allow(
        long_running_const_eval,
        reason = "a table of some 200 kB is read, in a second"
    )]
    const fn read(text: &[u8]) -> Self {
        let mut outcomes = Self {
            wrong: [0; RUNS],
            sweeps: [0; RUNS],
            kept_after: [0; RUNS],
        };
        let mut at = next_line(text, 0);
        let mut row = 0;
        while row < RUNS {
            let neurons = millionths(text, at) / MILLION;
            // Memories, start, order and stream stand in `SERIES`, as the size does.
            let mut column = 0;
            while column < 5 {
                at = next_column(text, at);
                column += 1;
            }
            let mut cut = 0;
            while cut < 3 {
                let kept = (text[at] == b'1') as u8;
                outcomes.kept_after[row] = 2 * outcomes.kept_after[row] + kept;
                at = next_column(text, at);
                cut += 1;
            }
            // Half of what the overlap lacks, to the nearest whole number.
            let lacking = neurons * (MILLION - millionths(text, at));
            outcomes.wrong[row] =
                narrow((lacking / 2 + MILLION / 2) / MILLION, u16::MAX as u64) as u16;
            at = next_column(text, at);
            let sweeps = millionths(text, at) / MILLION;
            outcomes.sweeps[row] = narrow(sweeps, u8::MAX as u64) as u8;
            at = next_line(text, at);
            row += 1;
        }
        outcomes
    }
}

const fn next_line(text: &[u8], mut at: usize) -> usize {
    while text[at] != b'\n' {
        at += 1;
    }
    at + 1
}

const fn next_column(text: &[u8], mut at: usize) -> usize {
    while text[at] != b',' {
        at += 1;
    }
    at + 1
}

/// A number without sign, in millionths; what is finer is cut off.
const fn millionths(text: &[u8], mut at: usize) -> u64 {
    let (mut value, mut unit) = (0, MILLION);
    let mut fraction = false;
    while text[at] != b',' && text[at] != b'\n' {
        if text[at] == b'.' {
            fraction = true;
        } else {
            assert!(text[at].is_ascii_digit(), "a number without sign");
            let digit = (text[at] - b'0') as u64;
            if fraction {
                unit /= 10;
                value += digit * unit;
            } else {
                value = 10 * value + digit * MILLION;
            }
        }
        at += 1;
    }
    value
}

/// The same number, which the compiler refuses if it is greater.
const fn narrow(number: u64, greatest: u64) -> u64 {
    assert!(number <= greatest, "a number too great for its column");
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::capacity::read;

    /// Catches a column that is taken for another, a digit that is lost, and a table that was not
    /// recorded in the order of the series: all rows are those that an ordinary reader finds.
    #[test]
    fn what_the_compiler_read_is_the_table() {
        let table = std::str::from_utf8(TABLE).expect("it is text");
        assert_eq!(recorded(), read(table));
    }
}
