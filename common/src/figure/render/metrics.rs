//! How wide a text is, from the advances of the shipped font.

use super::advances::{RUNS, Run};
use super::markup::{Level, spans};

/// Size of lowered and raised text, as a fraction of the line's.
pub(super) const SMALL: f64 = 0.74;
/// Height of a capital, as a fraction of the size.
pub(super) const CAPITAL: f64 = 0.66;

/// A size and a weight of type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    /// Size in pixels.
    pub size: f64,
    /// Semibold instead of regular.
    pub bold: bool,
}

impl Face {
    pub(super) const fn regular(size: f64) -> Self {
        Self { size, bold: false }
    }

    /// Width of a text with markup, in pixels, without kerning.
    pub(super) fn width(self, text: &str) -> f64 {
        spans(text)
            .iter()
            .map(|span| {
                let scale = if span.level == Level::Line {
                    1.0
                } else {
                    SMALL
                };
                let advance = |c| f64::from(advance(c, self.bold, span.italic));
                scale * self.size / 1000.0 * span.text.chars().map(advance).sum::<f64>()
            })
            .sum()
    }

    /// Breaks a text between words so that no line is wider than `most`, unless a word is.
    pub(super) fn wrap(self, text: &str, most: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}")) <= most => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

/// Advance of a character in thousandths of the size; a wide guess for one that the font lacks.
pub(super) fn advance(c: char, bold: bool, italic: bool) -> u16 {
    let code = u32::from(c);
    let face = usize::from(italic) + 2 * usize::from(bold);
    let next = RUNS.partition_point(|run: &Run| run.first <= code);
    let found = next.checked_sub(1).and_then(|index| {
        RUNS[index].advances[face]
            .get((code - RUNS[index].first) as usize)
            .copied()
    });
    found.unwrap_or(700)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONTS: [(&[u8], bool, bool); 4] = [
        (
            include_bytes!("../../../assets/fonts/LectureSans-Regular.ttf"),
            false,
            false,
        ),
        (
            include_bytes!("../../../assets/fonts/LectureSans-Italic.ttf"),
            false,
            true,
        ),
        (
            include_bytes!("../../../assets/fonts/LectureSans-Semibold.ttf"),
            true,
            false,
        ),
        (
            include_bytes!("../../../assets/fonts/LectureSans-SemiboldItalic.ttf"),
            true,
            true,
        ),
    ];

    /// Catches a table that was made from another version of the font: labels would collide.
    #[test]
    fn the_table_holds_the_advances_of_the_fonts() {
        for (file, bold, italic) in FONTS {
            let font = ttf_parser::Face::parse(file, 0).unwrap();
            assert_eq!(font.units_per_em(), 1000);
            let mut known = 0;
            for run in &RUNS {
                for code in run.first..run.first + run.advances[0].len() as u32 {
                    let c = char::from_u32(code).unwrap();
                    let glyph = font.glyph_index(c).unwrap();
                    assert_eq!(
                        font.glyph_hor_advance(glyph),
                        Some(advance(c, bold, italic)),
                        "{c}"
                    );
                    known += 1;
                }
            }
            assert_eq!(usize::from(font.number_of_glyphs()).min(known), known);
            assert_eq!(f64::from(font.capital_height().unwrap()) / 1000.0, CAPITAL);
        }
    }

    /// Catches a font without the letters that the book's labels need.
    #[test]
    fn the_fonts_have_what_labels_need() {
        for c in "αβγδεθκλμνξπρστφχψωΓΔΘΛΣΦΨΩ∞∂√∫≈≠≤≥±×·−–µ°½²³⁺⁻₀₁₂→←↔…’“”\u{202f}\u{2009}".chars()
        {
            for (file, ..) in FONTS {
                let font = ttf_parser::Face::parse(file, 0).unwrap();
                assert!(font.glyph_index(c).is_some(), "{c}");
            }
        }
        assert_eq!(advance('\u{4e2d}', false, false), 700);
    }

    /// Catches a width that ignores its markup.
    #[test]
    fn widths_follow_size_style_and_level() {
        let face = Face::regular(10.0);
        assert_eq!(face.width("0"), 4.97);
        assert_eq!(face.width("*0*"), 4.80);
        assert!((face.width("^{0}") - SMALL * 4.97).abs() < 1e-12);
        assert_eq!(Face { bold: true, ..face }.width("00"), 2.0 * 5.13);
        assert_eq!(
            face.wrap("one two three", face.width("one two")),
            ["one two", "three"]
        );
    }
}
