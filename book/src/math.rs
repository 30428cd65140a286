//! Mathematics, set by KaTeX while the book is built: the reader's browser runs nothing.

use common::run::{Cancelled, Run};
use std::collections::HashMap;
use std::sync::Mutex;

type Key = (String, bool);

/// Sets formulas, each only once.
#[derive(Debug, Default)]
pub struct Mathematics(Mutex<HashMap<Key, Result<String, String>>>);

impl Mathematics {
    /// A formula as HTML with `MathML` beside it, for screen readers.
    ///
    /// # Errors
    /// KaTeX's own words on what is wrong with the TeX.
    pub fn set(&self, tex: &str, display: bool) -> Result<String, String> {
        let key = (tex.to_owned(), display);
        if let Some(known) = self.known(&key) {
            return known;
        }
        let set = set(tex, display);
        self.keep(key, set.clone());
        set
    }

    /// Sets many formulas ahead, on all processors.
    pub fn prepare(&self, formulas: &[(String, bool)], run: &Run) {
        let missing: Vec<Key> = formulas
            .iter()
            .filter(|key| self.known(key).is_none())
            .cloned()
            .collect();
        // A handful is faster than starting KaTeX once more.
        if missing.len() < 20 {
            return;
        }
        let work = |(tex, display): &Key| Ok::<_, Cancelled>(set(tex, *display));
        if let Ok(all) = run.map(&missing, work) {
            for (key, one) in missing.into_iter().zip(all) {
                self.keep(key, one);
            }
        }
    }

    /// How many formulas are remembered.
    pub fn remembered(&self) -> usize {
        self.0.lock().map_or(0, |memory| memory.len())
    }

    fn known(&self, key: &Key) -> Option<Result<String, String>> {
        self.0.lock().ok()?.get(key).cloned()
    }

    fn keep(&self, key: Key, set: Result<String, String>) {
        if let Ok(mut memory) = self.0.lock() {
            memory.insert(key, set);
        }
    }
}

fn set(tex: &str, display: bool) -> Result<String, String> {
    let options = katex::Opts::builder()
        .display_mode(display)
        .output_type(katex::OutputType::HtmlAndMathml)
        .build()
        .map_err(|error| error.to_string())?;
    let html =
        katex::render_with_opts(tex, &options).map_err(|error| sentence(&error.to_string()))?;
    Ok(without_source(&html).replace(['\n', '\r'], " "))
}

/// KaTeX writes a formula's TeX beside its `MathML`. No reader sees or hears it, and it is a tenth of a page.
fn without_source(html: &str) -> String {
    const END: &str = "</annotation>";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<annotation") {
        out.push_str(before);
        rest = after.split_once(END).map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// KaTeX's message without the wrapping of the JavaScript engine.
fn sentence(error: &str) -> String {
    let start = error
        .find("KaTeX parse error: ")
        .map_or(0, |at| at + "KaTeX parse error: ".len());
    // It comes quoted as a JavaScript string, and with a line under the place of the mistake.
    let text = error[start..]
        .trim_end_matches(['"', ')', '\''])
        .replace(r"\\", r"\");
    format!(
        "TeX: {}",
        text.replace(r"\u{332}", "").replace(['\u{332}', '\n'], "")
    )
}

/// A printed number, with its minus sign and its power of ten, as TeX.
pub fn number_as_tex(printed: &str) -> String {
    let mut out = String::new();
    let mut raised = false;
    for c in printed.chars() {
        let plain = match c {
            '⁻' => Some('-'),
            '⁰' => Some('0'),
            '¹' => Some('1'),
            '²' => Some('2'),
            '³' => Some('3'),
            '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10),
            _ => None,
        };
        match plain {
            Some(digit) => {
                if !raised {
                    out.push_str("^{");
                    raised = true;
                }
                out.push(digit);
            }
            None => match c {
                '−' => out.push('-'),
                '×' => out.push_str(r"\times "),
                c => out.push(c),
            },
        }
    }
    if raised {
        out.push('}');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a formula set anew each time, and inline and display taken for the same.
    #[test]
    fn a_formula_is_remembered_by_its_tex_and_its_mode() {
        let mathematics = Mathematics::default();
        let inline = mathematics.set("V^2", false).unwrap();
        assert!(inline.contains("<math") && inline.contains("katex-html"));
        assert_eq!(mathematics.set("V^2", false).unwrap(), inline);
        assert_eq!(mathematics.remembered(), 1);
        let display = mathematics.set("V^2", true).unwrap();
        assert!(display.contains("katex-display") && !inline.contains("katex-display"));
        assert_eq!(mathematics.remembered(), 2);
    }

    /// Catches formulas that differ when several threads set them.
    #[test]
    fn formulas_set_ahead_are_the_same() {
        let formulas: Vec<_> = (0..30)
            .map(|n| (format!("x_{{{n}}}"), n % 2 == 0))
            .collect();
        let ahead = Mathematics::default();
        ahead.prepare(&formulas, &Run::serial().threads(2));
        assert_eq!(ahead.remembered(), 30);
        let (tex, display) = &formulas[7];
        assert_eq!(
            ahead.set(tex, *display),
            Mathematics::default().set(tex, *display)
        );
    }

    /// Catches an error that hides in the page in red instead of stopping the build.
    #[test]
    fn wrong_tex_is_an_error_in_katex_words() {
        let error = Mathematics::default()
            .set(r"\frak{a}\nonsense", false)
            .unwrap_err();
        assert!(
            error.starts_with(r"TeX: Undefined control sequence: \nonsense"),
            "{error}"
        );
    }

    /// Catches a minus sign or a power that TeX can't read.
    #[test]
    fn numbers_become_tex() {
        assert_eq!(number_as_tex("−2.88×10¹²"), r"-2.88\times 10^{12}");
        assert_eq!(number_as_tex("1.2×10⁻⁵"), r"1.2\times 10^{-5}");
        assert_eq!(number_as_tex("6.26"), "6.26");
    }
}
