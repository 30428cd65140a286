//! Ordinary differential equations `dy/dt = f(t, y)` with states `[f64; N]`.
//!
//! [`rk4_step`] has a fixed step and is what the fast kernels do in lanes; [`exponential_euler`]
//! is the exact update of a gate whose rates stand still; [`DormandPrince`] controls its error,
//! interpolates between its steps and locates events: the reference runs use it.

mod dormand_prince;
mod fixed;
mod segment;
mod tableau;

pub use dormand_prince::{DormandPrince, Solution, StepperError};
pub use fixed::{exponential_euler, rk4, rk4_step};
pub use segment::{Direction, Segment};
