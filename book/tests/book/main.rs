//! Weaves a small workspace, whole and broken.

mod mistakes;
mod toy;
mod weaving;
