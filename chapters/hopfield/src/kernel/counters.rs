//! Overlaps, bit-sliced: plane k holds bit k of every memory's counter.

#![allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]

use super::bits::{Memories, Spins};
use super::vector::{BLOCK, Block, Computation, dispatch};

/// Memories that are held apart, at most.
const MOST_HELD: usize = 8;

/// For each memory, how many spins agree with it, minus ⌊N/2⌋: a small number of either sign, in
/// two's complement, for all but the few that the state resembles. Those are held apart, as plain
/// integers; so that a dozen planes are enough where N would ask for seventeen.
#[derive(Debug, Clone)]
pub struct Counters {
    /// Number of planes K; the last one has the weight −2^(K−1).
    planes: usize,
    /// The planes of the first block of memories, those of the second, ….
    bits: Vec<Block>,
    /// The columns that the planes count.
    columns: Vec<Block>,
    /// The memories held apart, with their counters.
    held: Vec<(usize, i64)>,
    /// The sum of the counters in the planes.
    sum: i64,
}

impl Counters {
    /// The counters of this state.
    pub fn new(memories: &Memories, spins: &Spins) -> Self {
        let planes = bits_for(memories.neurons() as i64);
        let half = (memories.neurons() / 2) as i64;
        let columns = memories.columns();
        let mut bits = Vec::with_capacity(columns.len() * planes);
        for &block in &columns {
            // All counters begin at −⌊N/2⌋.
            let bit = |plane: usize| (-half >> plane) & 1 == 1;
            bits.extend((0..planes).map(|plane| if bit(plane) { block } else { Block::ZERO }));
        }
        let mut counters = Self {
            planes,
            bits,
            columns,
            held: Vec::new(),
            sum: 0,
        };
        dispatch(Count {
            counters: &mut counters,
            memories,
            spins,
        });
        counters.compact(memories.count());
        counters
    }

    /// Takes the largest counters out and as many planes as are then empty.
    fn compact(&mut self, count: usize) {
        let values: Vec<i64> = (0..count).map(|memory| self.value(memory)).collect();
        let mut largest: Vec<usize> = (0..count).collect();
        largest.sort_by_key(|&memory| (std::cmp::Reverse(values[memory].abs()), memory));
        // Planes for the largest counter left, with room to grow by half.
        let planes = |held: usize| {
            let left = largest.get(held).map_or(0, |&memory| values[memory].abs());
            bits_for(left + left / 2 + 8)
        };
        let cost = |held: &usize| 4 * planes(*held) + held;
        let held = (0..=MOST_HELD.min(count)).min_by_key(cost).unwrap_or(0);
        self.planes = planes(held);
        self.held = largest[..held]
            .iter()
            .map(|&memory| (memory, values[memory]))
            .collect();
        for &(memory, _) in &self.held {
            self.columns[memory / BLOCK].0[memory % BLOCK / 64] &= !(1 << (memory % 64));
        }
        self.bits = vec![Block::ZERO; self.columns.len() * self.planes];
        self.sum = 0;
        for (memory, &value) in values.iter().enumerate() {
            if self.held.iter().all(|(apart, _)| *apart != memory) {
                self.sum += value;
                for plane in 0..self.planes {
                    let word = &mut self.bits[memory / BLOCK * self.planes + plane].0;
                    word[memory % BLOCK / 64] |= ((value >> plane & 1) as u64) << (memory % 64);
                }
            }
        }
    }

    /// The counter of a memory.
    pub fn value(&self, memory: usize) -> i64 {
        if let Some(&(_, value)) = self.held.iter().find(|(apart, _)| *apart == memory) {
            return value;
        }
        let planes = &self.bits[memory / BLOCK * self.planes..][..self.planes];
        let bit = |block: &Block| (block.0[memory % BLOCK / 64] >> (memory % 64) & 1) as i64;
        planes.iter().enumerate().fold(0, |value, (plane, block)| {
            let weight = if plane + 1 == self.planes {
                -1 << plane
            } else {
                1 << plane
            };
            value + bit(block) * weight
        })
    }

    /// The number of planes.
    pub fn planes(&self) -> usize {
        self.planes
    }

    /// The sum of all counters.
    #[inline(always)]
    pub(super) fn sum(&self) -> i64 {
        self.sum + self.held.iter().map(|(_, value)| value).sum::<i64>()
    }

    /// The sum of the counters of those memories whose spin is +1 in this row.
    #[inline(always)]
    pub(super) fn weighted(&self, row: &[Block]) -> i64 {
        let bits = &self.bits;
        let in_planes = match self.planes {
            4 => weighted::<4>(row, bits),
            5 => weighted::<5>(row, bits),
            6 => weighted::<6>(row, bits),
            7 => weighted::<7>(row, bits),
            8 => weighted::<8>(row, bits),
            9 => weighted::<9>(row, bits),
            10 => weighted::<10>(row, bits),
            11 => weighted::<11>(row, bits),
            12 => weighted::<12>(row, bits),
            13 => weighted::<13>(row, bits),
            14 => weighted::<14>(row, bits),
            planes => weighted_any(planes, row, bits),
        };
        let apart = self.held.iter().filter(|(memory, _)| is_set(row, *memory));
        in_planes + apart.map(|(_, value)| value).sum::<i64>()
    }

    /// Counts the flip of a spin that was +1, or −1: memories that agreed with it lose one, the
    /// others gain one.
    #[inline(always)]
    pub(super) fn flip(&mut self, row: &[Block], was_up: bool) {
        let turned = if was_up { Block::ZERO } else { Block([!0; 8]) };
        let mut agreeing = Block::ZERO;
        let mut counted = Block::ZERO;
        for (index, &bits) in row.iter().enumerate() {
            let columns = self.columns[index];
            let down = bits.xor(turned).and(columns);
            let up = columns.without(down);
            agreeing = agreeing.plus(down.counts());
            counted = counted.plus(up.counts());
            let planes = &mut self.bits[index * self.planes..][..self.planes];
            let wrapped = ripple(planes, up, down);
            if wrapped.any() {
                self.grow();
                let sign = &mut self.bits[(index + 1) * self.planes - 1];
                *sign = sign.xor(wrapped);
            }
        }
        self.sum += counted.total() as i64 - agreeing.total() as i64;
        for (memory, value) in &mut self.held {
            *value += if is_set(row, *memory) == was_up {
                -1
            } else {
                1
            };
        }
    }

    /// One more plane: the sign, repeated.
    #[cold]
    fn grow(&mut self) {
        let old = self.planes;
        self.planes += 1;
        let mut bits = Vec::with_capacity(self.columns.len() * self.planes);
        for planes in self.bits.chunks_exact(old) {
            bits.extend_from_slice(planes);
            bits.push(planes[old - 1]);
        }
        self.bits = bits;
    }
}

#[inline(always)]
fn is_set(row: &[Block], memory: usize) -> bool {
    row[memory / BLOCK].0[memory % BLOCK / 64] >> (memory % 64) & 1 == 1
}

/// Planes that hold all numbers from −`largest` to `largest` in two's complement.
fn bits_for(largest: i64) -> usize {
    ((i64::BITS - largest.leading_zeros()) as usize + 1).max(4)
}

// ANCHOR: weighted
/// The sum of the counters whose bit is set in a row.
#[inline(always)]
fn weighted<const K: usize>(row: &[Block], bits: &[Block]) -> i64 {
    let mut counts = [Block::ZERO; K];
    let blocks = bits.as_chunks::<K>().0;
    for (here, planes) in row.iter().zip(blocks) {
        for (count, plane) in counts.iter_mut().zip(planes) {
            *count = count.plus(here.and(*plane).counts());
        }
    }
    // Σ_k 2^k counts[k], the last one negative.
    horner(&counts)
}
// ANCHOR_END: weighted

/// As [`weighted`], plane by plane, for numbers of planes that are rare.
#[inline(always)]
fn weighted_any(planes: usize, row: &[Block], bits: &[Block]) -> i64 {
    let count = |plane: usize| {
        let column = bits.iter().skip(plane).step_by(planes);
        let pairs = row.iter().zip(column);
        let counts = pairs.map(|(bits, plane)| bits.and(*plane).counts());
        counts.fold(Block::ZERO, Block::plus).total() as i64
    };
    let below = (0..planes - 1).map(|plane| count(plane) << plane);
    below.sum::<i64>() - (count(planes - 1) << (planes - 1))
}

/// The sum of the planes' counts times their weights.
#[inline(always)]
fn horner(counts: &[Block]) -> i64 {
    let top = counts.len() - 1;
    let negative = Block::ZERO.map2(counts[top], u64::wrapping_sub);
    let below = counts[..top].iter().rev();
    below
        .fold(negative, |sum, count| sum.plus(sum).plus(*count))
        .total() as i64
}

// ANCHOR: ripple
/// Adds one to the counters of the columns `up`, takes one from those of
/// `down`. Returns the columns whose sign came out wrong.
#[inline(always)]
fn ripple(planes: &mut [Block], mut up: Block, mut down: Block) -> Block {
    let sign = planes.len() - 1;
    for (index, plane) in planes.iter_mut().enumerate() {
        let old = *plane;
        *plane = old.xor(up.or(down));
        if index == sign {
            return up.without(old).or(down.and(old));
        }
        // A one goes on as a carry, a zero as a borrow.
        up = up.and(old);
        down = down.without(old);
        if !up.or(down).any() {
            break;
        }
    }
    Block::ZERO
}
// ANCHOR_END: ripple

/// Counts the agreements of all memories with a state.
struct Count<'a> {
    counters: &'a mut Counters,
    memories: &'a Memories,
    spins: &'a Spins,
}

impl Computation for Count<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            counters,
            memories,
            spins,
        } = self;
        let neurons = memories.neurons();
        for index in 0..memories.width {
            let columns = counters.columns[index];
            let planes = &mut counters.bits[index * counters.planes..][..counters.planes];
            let agreeing = |neuron: usize| {
                let turned = if spins.up(neuron) {
                    Block::ZERO
                } else {
                    Block([!0; 8])
                };
                memories.row(neuron)[index].xor(turned).and(columns)
            };
            // Seven rows make a number of three bits, which is added as one.
            let whole = neurons - neurons % 7;
            for first in (0..whole).step_by(7) {
                let [a, b, c, d, e, f, g] = std::array::from_fn(|row| agreeing(first + row));
                let (one, two_a) = full_adder(a, b, c);
                let (one, two_b) = full_adder(one, d, e);
                let (one, two_c) = full_adder(one, f, g);
                let (two, four) = full_adder(two_a, two_b, two_c);
                add(planes, [one, two, four]);
            }
            for neuron in whole..neurons {
                add(planes, [agreeing(neuron), Block::ZERO, Block::ZERO]);
            }
        }
    }
}

#[inline(always)]
fn full_adder(a: Block, b: Block, c: Block) -> (Block, Block) {
    let half = a.xor(b);
    (half.xor(c), a.and(b).or(half.and(c)))
}

/// Adds a number of three bits to every column.
#[inline(always)]
fn add(planes: &mut [Block], number: [Block; 3]) {
    let mut carry = Block::ZERO;
    for (index, plane) in planes.iter_mut().enumerate() {
        let digit = number.get(index).copied().unwrap_or(Block::ZERO);
        (*plane, carry) = full_adder(*plane, digit, carry);
        if index >= 2 && !carry.any() {
            break;
        }
    }
}
