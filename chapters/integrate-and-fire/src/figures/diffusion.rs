//! The figure `diffusion`: the density of the membrane potential under noise.
