//! Parameters: one declaration gives name, symbol, unit, meaning, default, range and kind.
//!
//! From it come the command line's flags, the page's sliders, the table of parameters, the range
//! checks and the values in the caption. [`parameters!`](crate::parameters) makes a struct and its
//! declarations at once; a struct can hold another as a *group*, so that a membrane is declared
//! once and shared by every figure and claim that needs one.

mod bitmap;
mod declare;
mod error;
mod field;
mod value;

pub use bitmap::{Bitmap, BitmapError};
pub use declare::{Declaration, Kind, NoParameters, Parameters, RESERVED_NAMES, WORK_LIMIT};
pub use error::ParameterError;
pub use field::{Choice, Field, Points, Seed};
pub use value::{Value, Values};
