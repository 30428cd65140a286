//! The network on packed bits: what the model computes, for a hundred thousand neurons.
