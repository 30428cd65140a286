//! What statistical mechanics says about the network.
