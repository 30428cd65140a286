//! Oja's rule for many inputs of many components, on the processor's vector units.
//!
//! The plain rule goes through the weights twice for each input: once for the output, once for the
//! change. So does this one. But the plain sum of products adds one number after the other, and each
//! addition waits for the one before; here [`LANES`] sums run side by side and are added at the end,
//! in an order that depends on nothing, so that the digits are the same on every processor. And the
//! choice of vector instructions is made once for all inputs. (A test holds it to the plain rule:
//! they differ by the rounding of a sum.)

#![allow(
    clippy::inline_always,
    reason = "what is dispatched must be inlined to be compiled for the processor at hand"
)]

use common::numerics::lanes::{Computation, Number, dispatch, product};

/// Partial sums that run side by side.
pub const LANES: usize = 64;

struct Learn<'a, T> {
    weights: &'a mut [T],
    inputs: &'a [T],
    rate: T,
}

impl<T: Number> Computation for Learn<'_, T> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            weights,
            inputs,
            rate,
        } = self;
        // ANCHOR: learn
        for u in inputs.chunks_exact(weights.len().max(1)) {
            let v = product::<T, LANES>(weights, u);
            let step = rate * v;
            for (w, &u) in weights.iter_mut().zip(u) {
                *w = *w + step * (u - v * *w);
            }
        }
        // ANCHOR_END: learn
    }
}

/// Shows a neuron the inputs, one after the other, each as many numbers as there are weights; a
/// last one that is not whole is left out.
pub fn learn<T: Number>(weights: &mut [T], inputs: &[T], rate: T) {
    dispatch(Learn {
        weights,
        inputs,
        rate,
    });
}
