//! Numerical methods that several chapters share, the same digits on every platform.
//!
//! | module | what |
//! | --- | --- |
//! | [`elementary`] | exp, ln, sin, … from libm, and the functions that remove 0/0 |
//! | [`lanes`] | one exponential for many independent neurons at once |
//! | [`steppers`] | ordinary differential equations |
//! | [`spikes`] | when did it fire? |
//! | [`roots`] | one equation, one predicate, a system |
//! | [`linalg`] | eigenvalues and linear systems, on LAPACK or in pure Rust |
//! | [`special`] | the scaled error function |
//! | [`quadrature`] | integrals of smooth functions |
//! | [`decimal`] | numbers written as text |
//! | [`random`] | streams of random numbers, one per replica |

pub mod decimal;
pub mod elementary;
pub mod lanes;
pub mod linalg;
pub mod quadrature;
pub mod random;
pub mod roots;
pub mod special;
pub mod spikes;
pub mod steppers;
