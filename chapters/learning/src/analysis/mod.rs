//! What can be asked of the rules: how many mistakes, how many dichotomies, which error on which
//! trial, and how long learning takes.

pub mod binomial;
pub mod counting;
pub mod delay_line;
pub mod perceptron;
pub mod signals;
pub mod untaught;
