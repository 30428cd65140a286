//! The linear equations that tie the states at the ends of the intervals into a loop.
//!
//! Each interval says how the state at its end changes with that at its beginning. To multiply
//! these matrices would lose all digits where deviations grow a million times in one period and
//! others shrink as much. So states are eliminated one after the other with pivoting, which keeps
//! the growing and the shrinking parts apart: each is expressed by its neighbour on the side from
//! which it doesn't grow, and by the first.

use super::collocation::SIZES;
use crate::analysis::AnalysisError;
use common::numerics::linalg::{LinalgError, eliminate_columns};

/// What a row depends on, linearly: a state, the period, the current, and 1.
pub(super) const OUTER: usize = 7;
/// A state is expressed by the first state (4), the next (4), the period, the current and 1.
const BESIDE: usize = 11;

/// The loop, reduced to one relation between its two ends.
pub(super) struct Chain {
    /// Each state but the first, by the first and the one after it.
    states: Vec<[[f64; BESIDE]; 4]>,
    /// Four sums that vanish: over the first state, the last, the period, the current and 1.
    relation: [[f64; BESIDE]; 4],
}

impl Chain {
    /// From the rows that give the end of each interval.
    pub(super) fn new(ends: &[[[f64; OUTER]; 4]]) -> Result<Self, AnalysisError> {
        let mut states = Vec::with_capacity(ends.len());
        let mut relation = [[0.0; BESIDE]; 4];
        for (interval, end) in ends.iter().enumerate() {
            // −A x + (next x) − … = 0, in typical sizes.
            let mut step = [[0.0; 4 + BESIDE]; 4];
            for (i, (step, row)) in step.iter_mut().zip(end).enumerate() {
                for j in 0..4 {
                    step[j] = -row[j] * SIZES[j] / SIZES[i];
                }
                step[8 + i] = 1.0;
                for j in 4..OUTER {
                    step[8 + j] = -row[j] / SIZES[i];
                }
            }
            if interval == 0 {
                // The state that would be eliminated is the first itself.
                relation = step
                    .map(|row| std::array::from_fn(|j| if j < 4 { row[j] } else { row[4 + j] }));
                continue;
            }
            // Columns: the state between, then those that stay.
            let mut rows = [[0.0; 4 + BESIDE]; 8];
            for (row, known) in rows.iter_mut().zip(&relation) {
                row[..4].copy_from_slice(&known[4..8]);
                row[4..8].copy_from_slice(&known[..4]);
                row[12..].copy_from_slice(&known[8..]);
            }
            rows[4..].copy_from_slice(&step);
            let (state, rest) = without_the_first(rows)?;
            states.push(state);
            relation = rest;
        }
        Ok(Self { states, relation })
    }

    /// Four sums over the first state, the period, the current and 1 that vanish if the orbit is
    /// closed: the last state is the first.
    pub(super) fn closure(&self) -> [[f64; OUTER]; 4] {
        self.relation.map(|row| {
            std::array::from_fn(|j| {
                if j < 4 {
                    (row[j] + row[4 + j]) / SIZES[j]
                } else {
                    row[4 + j]
                }
            })
        })
    }

    /// The state at the beginning of each interval of a closed orbit, by the first state, the
    /// period, the current and 1.
    pub(super) fn starts(&self) -> Vec<[[f64; OUTER]; 4]> {
        let mut first = [[0.0; OUTER]; 4];
        for (i, row) in first.iter_mut().enumerate() {
            row[i] = 1.0;
        }
        let mut next = first;
        let mut starts = Vec::with_capacity(self.states.len() + 1);
        for state in self.states.iter().rev() {
            let here = state.map(|row| {
                let mut sum = [0.0; OUTER];
                sum[..4].copy_from_slice(&row[..4]);
                sum[4..].copy_from_slice(&row[8..]);
                for (factor, next) in row[4..8].iter().zip(&next) {
                    for (sum, part) in sum.iter_mut().zip(next) {
                        *sum += factor * part;
                    }
                }
                sum
            });
            starts.push(here);
            next = here;
        }
        starts.push(first);
        starts.reverse();
        // Back from typical sizes: of the first state, which they depend on, and their own.
        for start in &mut starts {
            for (i, row) in start.iter_mut().enumerate() {
                for (j, element) in row.iter_mut().enumerate() {
                    let size = if j < 4 { SIZES[j] } else { 1.0 };
                    *element *= SIZES[i] / size;
                }
            }
        }
        starts
    }

    /// The derivative of the last state by the first, in typical sizes.
    pub(super) fn monodromy(&self) -> Result<[[f64; 4]; 4], AnalysisError> {
        let last = self.relation.map(|row| [row[4], row[5], row[6], row[7]]);
        let first = self
            .relation
            .map(|row| [-row[0], -row[1], -row[2], -row[3]]);
        Ok(eliminate_columns(last, first)?)
    }
}

/// Of eight equations, the first four unknowns in terms of the others, and four equations without
/// them.
type Split = ([[f64; BESIDE]; 4], [[f64; BESIDE]; 4]);

fn without_the_first(mut rows: [[f64; 4 + BESIDE]; 8]) -> Result<Split, AnalysisError> {
    for column in 0..4 {
        let pivot = (column..8)
            .max_by(|&i, &j| rows[i][column].abs().total_cmp(&rows[j][column].abs()))
            .unwrap_or(column);
        rows.swap(column, pivot);
        let above = rows[column];
        if above[column] == 0.0 || !above[column].is_finite() {
            return Err(LinalgError::Singular.into());
        }
        for row in &mut rows[column + 1..] {
            let factor = row[column] / above[column];
            for (element, above) in row.iter_mut().zip(&above).skip(column) {
                *element -= factor * above;
            }
        }
    }
    let mut solved = [[0.0; BESIDE]; 4];
    for i in (0..4).rev() {
        for j in 0..BESIDE {
            let known: f64 = (i + 1..4).map(|k| rows[i][k] * solved[k][j]).sum();
            solved[i][j] = (-rows[i][4 + j] - known) / rows[i][i];
        }
    }
    let rest = std::array::from_fn(|i| std::array::from_fn(|j| rows[4 + i][4 + j]));
    Ok((solved, rest))
}
