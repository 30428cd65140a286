//! What an author wrote: finds everything in a page that the weaver has to replace or to check.
//!
//! Markdown decides what is text: code is left alone, and mathematics, notes, headings and links are
//! found by pulldown-cmark's own events. Only what Markdown doesn't know (directives, references,
//! citations) is looked for in the text that it leaves.

mod directive;
mod page;
mod run;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use directive::{BLOCK_DIRECTIVES, DIRECTIVES};
pub use page::scan;
pub use run::{claims_in_tex, reference_at};

/// Something to replace or to check.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its place in the text, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What stands in the prose.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// `{{#figure NAME}}`
    Figure(String),
    /// `{{#parameters FIGURE}}`
    Parameters(String),
    /// `{{#checked}}`
    Checked,
    /// `{{#bibliography}}`
    Bibliography,
    /// `{{#claim NAME}}`
    Claim(ClaimUse),
    /// `{{#include PATH:ANCHOR}}`, alone in a fenced block or in a paragraph.
    Include(Include),
    /// `$…$`
    Mathematics(String),
    /// `$$…$$ {#eq-label}`
    Equation(Equation),
    /// `@fig-name`, `@eq-name`, `@sec-name`
    Reference(Target),
    /// `[@key, p. 12; @other]`
    Citation(Vec<Cited>),
    /// `@key` in a sentence.
    Narrative(String),
    /// `[^name]`
    Mark(String),
    /// `[^name]: …`, with the places of its paragraphs.
    Note {
        /// The note's name.
        name: String,
        /// Where its paragraphs stand.
        paragraphs: Vec<Range<usize>>,
    },
    /// A heading with an identifier.
    Heading {
        /// The identifier: `sec-rest`.
        id: String,
        /// Where its words stand.
        title: Range<usize>,
    },
    /// Where the page's title begins; nothing stands there.
    Opening,
    /// A link or a picture.
    Link(String),
    /// A mistake, in words.
    Wrong(String),
}

/// A claim in the prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimUse {
    /// Its chapter, if it is another one.
    pub chapter: Option<String>,
    /// Its name.
    pub name: String,
    /// Parameters that differ from the claim's own: name and value as written.
    pub settings: Vec<(String, String)>,
    /// Whether to print the number without its unit.
    pub bare: bool,
}

/// Code from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// The file, from the chapter's folder.
    pub path: String,
    /// The anchor whose region is shown; the whole file without one.
    pub anchor: Option<String>,
    /// The language, as written after the fence.
    pub language: Option<String>,
    /// What begins each line of the list or quotation that it stands in.
    pub prefix: String,
}

/// A display equation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// Its TeX.
    pub tex: String,
    /// Its label: `eq-membrane`.
    pub label: Option<String>,
    /// What begins each line of the list or quotation that it stands in, if it is a paragraph of its
    /// own; nothing if it stands within a paragraph.
    pub alone: Option<String>,
}

/// The kinds of what can be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A figure.
    Figure,
    /// An equation.
    Equation,
    /// A section.
    Section,
}

impl Kind {
    /// How its labels begin.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Figure => "fig-",
            Self::Equation => "eq-",
            Self::Section => "sec-",
        }
    }

    /// Its name in messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Equation => "equation",
            Self::Section => "section",
        }
    }
}

/// What a reference points to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// A figure, an equation, a section.
    pub kind: Kind,
    /// The chapter, if it is named.
    pub chapter: Option<String>,
    /// The name without its prefix.
    pub name: String,
}

/// One work of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// What stands before it: "see".
    pub before: String,
    /// Its key in the bibliography.
    pub key: String,
    /// What stands after it: "p. 12".
    pub after: String,
}
