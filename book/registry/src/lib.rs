//! The list of chapters, and nothing else.

use common::chapter::Chapter;

/// The chapters that are written. Their order in the book is that of SUMMARY.md.
pub fn chapters() -> Vec<Chapter> {
    vec![
        hodgkin_huxley::chapter(),
        integrate_and_fire::chapter(),
        hopfield::chapter(),
        learning::chapter(),
        hebbian::chapter(),
    ]
}
