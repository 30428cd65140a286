//! A black and white picture as a parameter: what a reader draws.

use std::fmt;
use std::str::FromStr;

/// A black and white picture, rows from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    columns: usize,
    pixels: Vec<bool>,
}

/// A text that is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a picture is written as rows of 0 and 1, all equally long, with a / between two rows")]
pub struct BitmapError;

impl Bitmap {
    /// A picture from its pixels, row by row.
    ///
    /// # Errors
    /// If the pixels don't fill whole rows, or there is none.
    pub fn new(columns: usize, pixels: Vec<bool>) -> Result<Self, BitmapError> {
        let whole = columns > 0 && !pixels.is_empty() && pixels.len().is_multiple_of(columns);
        if whole {
            Ok(Self { columns, pixels })
        } else {
            Err(BitmapError)
        }
    }

    /// Pixels per row.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.pixels.len() / self.columns
    }

    /// The pixels, row by row.
    pub fn pixels(&self) -> &[bool] {
        &self.pixels
    }
}

impl fmt::Display for Bitmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, row) in self.pixels.chunks(self.columns).enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            for &pixel in row {
                f.write_str(if pixel { "1" } else { "0" })?;
            }
        }
        Ok(())
    }
}

impl FromStr for Bitmap {
    type Err = BitmapError;

    fn from_str(text: &str) -> Result<Self, BitmapError> {
        let rows: Vec<&str> = text.split('/').collect();
        let columns = rows[0].len();
        let mut pixels = Vec::with_capacity(text.len());
        for row in rows {
            if row.len() != columns {
                return Err(BitmapError);
            }
            for letter in row.chars() {
                pixels.push(match letter {
                    '0' => false,
                    '1' => true,
                    _ => return Err(BitmapError),
                });
            }
        }
        Self::new(columns, pixels)
    }
}
