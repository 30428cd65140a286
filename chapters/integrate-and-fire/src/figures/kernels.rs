//! The figure `kernels`: synaptic currents and their sum.
