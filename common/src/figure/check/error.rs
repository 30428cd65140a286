//! The errors of figures.

use crate::run::Cancelled;

/// Why a figure (or a claim) can't be had.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    /// A number that can't be drawn.
    #[error(
        "figure {figure}, series {series}: {what}, entry {index}, is {value}, which can't be drawn"
    )]
    NotFinite {
        /// The figure's name.
        figure: String,
        /// The panel's and the layer's name.
        series: String,
        /// Which numbers of the layer.
        what: String,
        /// The position of the number, from 0.
        index: usize,
        /// NaN or an infinity.
        value: f64,
    },
    /// Two lists that belong together differ in length.
    #[error("figure {figure}, series {series}: {expected} {first}, but {found} {second}")]
    LengthMismatch {
        /// The figure's name.
        figure: String,
        /// The panel's and the layer's name.
        series: String,
        /// What the first list holds.
        first: String,
        /// Its length.
        expected: usize,
        /// What the second list holds.
        second: String,
        /// Its length.
        found: usize,
    },
    /// A series without a point.
    #[error("figure {figure}, series {series} is empty")]
    EmptySeries {
        /// The figure's name.
        figure: String,
        /// The panel's and the layer's name.
        series: String,
    },
    /// Zero or a negative number, on a logarithmic axis or as a length.
    #[error(
        "figure {figure}, series {series}: {what}, entry {index}, is {value}, but must be positive{reason}"
    )]
    NotPositive {
        /// The figure's name.
        figure: String,
        /// The panel's and the layer's name.
        series: String,
        /// Which numbers of the layer.
        what: String,
        /// The position of the number, from 0.
        index: usize,
        /// The number.
        value: f64,
        /// Why it must be, as the end of the sentence.
        reason: &'static str,
    },
    /// An axis or a handle's range that spans nothing.
    #[error("figure {figure}, {series}: the {axis} runs from {low} to {high}")]
    EmptyRange {
        /// The figure's name.
        figure: String,
        /// The panel's or the handle's name.
        series: String,
        /// The axis, or "range".
        axis: String,
        /// Its lower end.
        low: f64,
        /// Its upper end.
        high: f64,
    },
    /// A handle or a frame that belongs to no panel.
    #[error("figure {figure}: {what} names the panel “{panel}”, which is not one of: {known}")]
    UnknownPanel {
        /// The figure's name.
        figure: String,
        /// The panel that does not exist.
        panel: String,
        /// What names it.
        what: String,
        /// The panels that exist.
        known: String,
    },
    /// The frame to be printed does not exist.
    #[error("figure {figure}: frame {frame} is to be printed, but there are {frames}")]
    UnknownFrame {
        /// The figure's name.
        figure: String,
        /// The index of the frame.
        frame: usize,
        /// How many there are.
        frames: usize,
    },
    /// Rows of unequal length.
    #[error(
        "figure {figure}, series {series}: row {row} has {found} values, the first has {expected}"
    )]
    Ragged {
        /// The figure's name.
        figure: String,
        /// The panel's and the layer's name.
        series: String,
        /// The row, from 0.
        row: usize,
        /// Length of the first row.
        expected: usize,
        /// Length of this row.
        found: usize,
    },
    /// Two things of one name, or a panel without one.
    #[error("figure {figure}: two {what} are called “{name}”, or it has no name")]
    DuplicateName {
        /// The figure's name.
        figure: String,
        /// What they are.
        what: &'static str,
        /// Their name.
        name: String,
    },
    /// Parameters that are not allowed.
    #[error("{0}")]
    Parameter(String),
    /// A computation that failed; the text says what and why.
    #[error("{0}")]
    Model(String),
    /// The picture could not be made.
    #[error("the picture could not be made: {0}")]
    Picture(String),
    /// The work was called off.
    #[error("the computation was called off")]
    Cancelled,
}

impl From<Cancelled> for FigureError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}
