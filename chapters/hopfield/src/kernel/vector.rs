//! Blocks of 512 bits, and the widest instructions that the processor has for counting them.

#![allow(
    clippy::inline_always,
    reason = "a call would leave the vector registers"
)]

#[cfg(not(target_family = "wasm"))]
use common::numerics::lanes;
pub(super) use common::numerics::lanes::Computation;

/// Bits in a block.
pub(super) const BLOCK: usize = 512;

/// 512 bits, as a cache line and the widest register hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(align(64))]
pub(super) struct Block(pub(super) [u64; 8]);

impl Block {
    pub(super) const ZERO: Self = Self([0; 8]);

    #[inline(always)]
    pub(super) fn map2(self, other: Self, f: impl Fn(u64, u64) -> u64) -> Self {
        let mut out = [0; 8];
        for (lane, out) in out.iter_mut().enumerate() {
            *out = f(self.0[lane], other.0[lane]);
        }
        Self(out)
    }

    #[inline(always)]
    pub(super) fn and(self, other: Self) -> Self {
        self.map2(other, |a, b| a & b)
    }

    #[inline(always)]
    pub(super) fn xor(self, other: Self) -> Self {
        self.map2(other, |a, b| a ^ b)
    }

    /// The bits of this block that the other lacks.
    #[inline(always)]
    pub(super) fn without(self, other: Self) -> Self {
        self.map2(other, |a, b| a & !b)
    }

    #[inline(always)]
    pub(super) fn or(self, other: Self) -> Self {
        self.map2(other, |a, b| a | b)
    }

    #[inline(always)]
    pub(super) fn any(self) -> bool {
        self.0.iter().fold(0, |any, word| any | word) != 0
    }

    /// How many bits are set, lane by lane.
    #[inline(always)]
    pub(super) fn counts(self) -> Self {
        Self(self.0.map(|word| u64::from(word.count_ones())))
    }

    #[inline(always)]
    pub(super) fn plus(self, other: Self) -> Self {
        self.map2(other, u64::wrapping_add)
    }

    /// The sum of the lanes.
    #[inline(always)]
    pub(super) fn total(self) -> u64 {
        self.0.iter().fold(0, |sum, lane| sum.wrapping_add(*lane))
    }
}

#[cfg(target_arch = "x86_64")]
pulp::simd_type! {
    /// 512 bits with an instruction that counts the ones of each word.
    struct Counting512 {
        popcnt: "popcnt",
        avx: "avx",
        avx2: "avx2",
        bmi1: "bmi1",
        bmi2: "bmi2",
        lzcnt: "lzcnt",
        avx512f: "avx512f",
        avx512bw: "avx512bw",
        avx512dq: "avx512dq",
        avx512vl: "avx512vl",
        avx512vpopcntdq: "avx512vpopcntdq",
    }
}

/// The instructions that count bits on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 512 bits at a time, counted by one instruction.
    Counting512,
    /// What [`common::numerics::lanes::dispatch`] finds.
    General,
}

/// The widest that this machine has.
pub fn width() -> Width {
    #[cfg(target_arch = "x86_64")]
    if Counting512::is_available() {
        return Width::Counting512;
    }
    Width::General
}

/// Runs a computation with the widest instructions for counting bits; the result is the same for
/// any, since all is done in integers.
pub(super) fn dispatch<C: Computation>(computation: C) -> C::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(token) = Counting512::try_new() {
        return token.vectorize(computation);
    }
    #[cfg(not(target_family = "wasm"))]
    return lanes::dispatch(computation);
    #[cfg(target_family = "wasm")]
    computation.call()
}
