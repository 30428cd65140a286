//! The figure `response`: what the neuron does under a constant drive.
