//! The network as the text explains it: patterns, couplings, dynamics, overlaps.
