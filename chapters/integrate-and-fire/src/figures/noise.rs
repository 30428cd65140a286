//! The figure `noise`: how fast and how regularly the neuron fires under noise.
