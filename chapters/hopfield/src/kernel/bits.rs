//! Spins and memories, one bit each.

#![allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]

use super::vector::{BLOCK, Block, Computation, dispatch};
use common::numerics::random::Stream;
use std::sync::Mutex;

/// A state of the network: a bit is set where the spin is +1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spins {
    neurons: usize,
    words: Vec<u64>,
}

impl Spins {
    /// The state whose spins are +1 where the function says so.
    pub fn from_fn(neurons: usize, mut up: impl FnMut(usize) -> bool) -> Self {
        let mut words = vec![0; neurons.div_ceil(64)];
        for i in 0..neurons {
            words[i / 64] |= u64::from(up(i)) << (i % 64);
        }
        Self { neurons, words }
    }

    /// Each spin +1 or −1 with equal probability.
    pub fn random(neurons: usize, random: &mut Stream) -> Self {
        let mut words: Vec<u64> = (0..neurons.div_ceil(64)).map(|_| random.bits()).collect();
        if let (Some(last), rest @ 1..) = (words.last_mut(), neurons % 64) {
            *last &= (1 << rest) - 1;
        }
        Self { neurons, words }
    }

    /// The number of spins.
    pub fn neurons(&self) -> usize {
        self.neurons
    }

    /// Whether a spin is +1.
    #[inline]
    pub fn up(&self, neuron: usize) -> bool {
        self.words[neuron / 64] >> (neuron % 64) & 1 == 1
    }

    /// A spin, +1 or −1.
    pub fn spin(&self, neuron: usize) -> f64 {
        if self.up(neuron) { 1.0 } else { -1.0 }
    }

    /// Turns a spin round.
    #[inline]
    pub fn flip(&mut self, neuron: usize) {
        self.words[neuron / 64] ^= 1 << (neuron % 64);
    }

    /// Turns so many spins round, chosen at random, each at most once.
    pub fn corrupt(&mut self, count: usize, random: &mut Stream) {
        let mut left = count.min(self.neurons);
        // Each spin is chosen with the probability that is needed to choose as many as are left.
        for i in 0..self.neurons {
            if random.below((self.neurons - i) as u64) < left as u64 {
                self.flip(i);
                left -= 1;
            }
        }
    }

    /// The sum Σ_i a_i b_i over two states of equal size.
    pub fn agreement(&self, other: &Self) -> i64 {
        let pairs = self.words.iter().zip(&other.words);
        let differing: i64 = pairs.map(|(a, b)| i64::from((a ^ b).count_ones())).sum();
        self.neurons as i64 - 2 * differing
    }

    /// The overlap of two states.
    pub fn overlap(&self, other: &Self) -> f64 {
        self.agreement(other) as f64 / self.neurons as f64
    }
}

/// The memories of a network: one row of bits for each neuron, one column for each memory.
#[derive(Debug, Clone)]
pub struct Memories {
    neurons: usize,
    count: usize,
    /// Blocks in a row.
    pub(super) width: usize,
    blocks: Vec<Block>,
}

impl Memories {
    /// The memories whose spins are +1 where the function of memory and neuron says so.
    pub fn from_fn(neurons: usize, count: usize, up: impl Fn(usize, usize) -> bool) -> Self {
        let mut memories = Self::blank(neurons, count);
        for i in 0..neurons {
            let row = memories.row_mut(i);
            for memory in 0..count {
                let word = &mut row[memory / BLOCK].0[memory % BLOCK / 64];
                *word |= u64::from(up(memory, i)) << (memory % 64);
            }
        }
        memories
    }

    /// Memories given as signs, each a row of N numbers: +1 where positive, −1 elsewhere. Rows that are
    /// shorter than the first end in −1.
    pub fn pack(memories: &[Vec<i8>]) -> Self {
        let neurons = memories.first().map_or(0, Vec::len);
        let mut packed = Self::blank(neurons, memories.len());
        dispatch(Pack {
            memories,
            packed: &mut packed,
        });
        packed
    }

    /// Random memories: each spin is +1 or −1 with equal probability.
    pub fn random(neurons: usize, count: usize, random: &mut Stream) -> Self {
        let mut memories = Self::blank(neurons, count);
        let last = memories.last_word_mask();
        let words = count.div_ceil(64);
        for i in 0..neurons {
            let row = memories
                .row_mut(i)
                .iter_mut()
                .flat_map(|block| &mut block.0);
            for (index, word) in row.take(words).enumerate() {
                *word = random.bits() & if index + 1 == words { last } else { !0 };
            }
        }
        memories
    }

    fn blank(neurons: usize, count: usize) -> Self {
        let width = count.div_ceil(BLOCK);
        Self {
            neurons,
            count,
            width,
            blocks: zeros(neurons * width),
        }
    }

    fn last_word_mask(&self) -> u64 {
        match self.count % 64 {
            0 => !0,
            rest => (1 << rest) - 1,
        }
    }

    /// The columns that are memories; the rest of the last block is padding.
    pub(super) fn columns(&self) -> Vec<Block> {
        let words = self.count.div_ceil(64);
        let mut columns = vec![Block::ZERO; self.width];
        let each = columns.iter_mut().flat_map(|block| &mut block.0);
        for (index, word) in each.take(words).enumerate() {
            *word = if index + 1 == words {
                self.last_word_mask()
            } else {
                !0
            };
        }
        columns
    }

    #[inline]
    pub(super) fn row(&self, neuron: usize) -> &[Block] {
        &self.blocks[neuron * self.width..(neuron + 1) * self.width]
    }

    /// Touches each cache line of a row, that it may come from memory while other work is done.
    #[inline(always)]
    pub(super) fn fetch(&self, neuron: usize) {
        for block in self.row(neuron) {
            std::hint::black_box(block.0[0]);
        }
    }

    fn row_mut(&mut self, neuron: usize) -> &mut [Block] {
        &mut self.blocks[neuron * self.width..(neuron + 1) * self.width]
    }

    /// The number of neurons N.
    pub fn neurons(&self) -> usize {
        self.neurons
    }

    /// The number of memories P.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether a memory's spin is +1.
    #[inline]
    pub fn up(&self, memory: usize, neuron: usize) -> bool {
        self.row(neuron)[memory / BLOCK].0[memory % BLOCK / 64] >> (memory % 64) & 1 == 1
    }

    /// One memory, as a state.
    pub fn memory(&self, memory: usize) -> Spins {
        Spins::from_fn(self.neurons, |i| self.up(memory, i))
    }

    /// Bytes that so many memories of so many neurons take.
    pub fn bytes_for(neurons: usize, count: usize) -> u64 {
        // More than some machines can address.
        neurons as u64 * count.div_ceil(BLOCK) as u64 * size_of::<Block>() as u64
    }

    /// Bytes that the memories take.
    pub fn bytes(&self) -> usize {
        self.blocks.len() * size_of::<Block>()
    }
}

/// Rows of memories that are gone, for the next ones of the same size or a smaller one. Fresh memory
/// is mapped and cleared page by page, and by one processor at a time: replicas on two of them would
/// wait for each other.
static SPARE: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());
/// How many are kept at most, and how many blocks each: 16 MB.
const SPARES: usize = 4;
const LARGEST: usize = 1 << 18;

/// So many blocks of zeros.
fn zeros(count: usize) -> Vec<Block> {
    let kept = SPARE.lock().ok().and_then(|mut spare| {
        let fits = |blocks: &Vec<Block>| blocks.capacity() >= count;
        spare
            .iter()
            .position(fits)
            .map(|one| spare.swap_remove(one))
    });
    let Some(mut blocks) = kept else {
        return vec![Block::ZERO; count];
    };
    blocks.clear();
    blocks.resize(count, Block::ZERO);
    blocks
}

impl Drop for Memories {
    fn drop(&mut self) {
        let blocks = std::mem::take(&mut self.blocks);
        if blocks.capacity() <= LARGEST
            && let Ok(mut spare) = SPARE.lock()
            && spare.len() < SPARES
        {
            spare.push(blocks);
        }
    }
}

struct Pack<'a> {
    memories: &'a [Vec<i8>],
    packed: &'a mut Memories,
}

impl Computation for Pack<'_> {
    type Output = ();

    /// 64 memories at a time: their signs become bits in the order in which they lie in memory, then
    /// squares of 64 memories by 64 neurons are turned round their diagonals.
    #[inline(always)]
    fn call(self) {
        let neurons = self.packed.neurons;
        let words = neurons.div_ceil(64);
        let mut bits = vec![0; 64 * words];
        for (group, memories) in self.memories.chunks(64).enumerate() {
            let (block, word) = (group / 8, group % 8);
            bits.fill(0);
            for (row, memory) in bits.chunks_mut(words.max(1)).zip(memories) {
                for (bits, numbers) in row.iter_mut().zip(memory.chunks(64)) {
                    *bits = signs(numbers);
                }
            }
            for first in 0..words {
                let mut square: [u64; 64] = std::array::from_fn(|row| bits[row * words + first]);
                transpose(&mut square);
                for (row, bits) in square.iter().take(neurons - 64 * first).enumerate() {
                    self.packed.row_mut(64 * first + row)[block].0[word] = *bits;
                }
            }
        }
    }
}

/// A bit for each of up to 64 numbers, set where it is positive.
#[inline(always)]
fn signs(numbers: &[i8]) -> u64 {
    let mut ones = [0_u8; 64];
    for (one, number) in ones.iter_mut().zip(numbers) {
        *one = u8::from(*number > 0);
    }
    let mut bits = 0;
    for (eight, ones) in ones.chunks_exact(8).enumerate() {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(ones);
        // The product brings the last bit of byte k to bit 56 + k, and nothing is carried there.
        let byte = u64::from_le_bytes(bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= byte << (8 * eight);
    }
    bits
}

/// Turns a square of bits round its diagonal: halves, quarters, … are exchanged.
#[inline(always)]
fn transpose(square: &mut [u64; 64]) {
    let mut width = 32;
    let mut mask = 0x0000_0000_FFFF_FFFF_u64;
    while width > 0 {
        let mut row = 0;
        while row < 64 {
            let swapped = (square[row] >> width ^ square[row + width]) & mask;
            square[row] ^= swapped << width;
            square[row + width] ^= swapped;
            row = (row + width + 1) & !width;
        }
        width >>= 1;
        mask ^= mask << width;
    }
}
