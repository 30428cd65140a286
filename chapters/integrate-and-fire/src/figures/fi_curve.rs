//! The figure `fi-curve`: how fast the neuron fires under a constant drive.
