//! Citations and the bibliography, from BibTeX in an author–date style.

use crate::html::escape;
use crate::mistake::{Mistakes, Text};
use citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{self, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChild,
    ElemChildren, Library,
};
use std::collections::{BTreeMap, BTreeSet};

/// How a work is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedAs {
    /// Within brackets, without them: `Hodgkin & Huxley, 1952`.
    pub bracketed: String,
    /// In a sentence: `Hodgkin and Huxley (1952)`.
    pub narrative: String,
}

/// The works of the bibliography.
#[derive(Debug)]
pub struct Bibliography {
    /// The BibTeX file.
    pub text: Text,
    library: Library,
}

impl Bibliography {
    /// Reads BibTeX.
    pub fn read(text: Text, mistakes: &mut Mistakes) -> Self {
        let library = hayagriva::io::from_biblatex_str(&text.body).unwrap_or_else(|errors| {
            for error in errors {
                let (at, what) = match &error {
                    hayagriva::io::BibLaTeXError::Parse(error) => {
                        (error.span.start, error.to_string())
                    }
                    hayagriva::io::BibLaTeXError::Type(error) => {
                        (error.span.start, error.to_string())
                    }
                };
                mistakes.add(&text.file, text.line_at(at), format!("BibTeX: {what}"));
            }
            Library::new()
        });
        Self { text, library }
    }

    /// All keys.
    pub fn keys(&self) -> Vec<&str> {
        self.library.keys().collect()
    }

    /// Whether there is a work with this key.
    pub fn has(&self, key: &str) -> bool {
        self.library.get(key).is_some()
    }

    /// The line of a work in the BibTeX file.
    pub fn line(&self, key: &str) -> usize {
        let opening = format!("{{{key},");
        self.text
            .body
            .find(&opening)
            .map_or(1, |at| self.text.line_at(at))
    }

    /// Formats the works with these keys: how each is cited, and its entry as HTML, in the order of
    /// the bibliography.
    pub fn format(&self, keys: &BTreeSet<String>) -> Formatted {
        let mut formatted = Formatted::default();
        let Style::Independent(style) = ArchivedStyle::AmericanPsychologicalAssociation.get()
        else {
            return formatted;
        };
        let locales = locales();
        let cited: Vec<_> = keys
            .iter()
            .filter_map(|key| self.library.get(key))
            .collect();
        let mut driver = BibliographyDriver::new();
        let british = || Some(citationberg::LocaleCode("en-GB".to_owned()));
        for entry in &cited {
            for purpose in [None, Some(CitePurpose::Prose)] {
                let item = CitationItem::new(*entry, None, None, false, purpose);
                driver.citation(CitationRequest::new(
                    vec![item],
                    &style,
                    british(),
                    &locales,
                    None,
                ));
            }
        }
        let rendered = driver.finish(BibliographyRequest::new(&style, british(), &locales));
        let mut citations = rendered.citations.iter().map(|one| plain(&one.citation));
        for entry in &cited {
            let (bracketed, narrative) = (citations.next(), citations.next());
            let bracketed = bracketed.unwrap_or_default();
            let bracketed = bracketed
                .trim_start_matches('(')
                .trim_end_matches(')')
                .to_owned();
            // The style wants the word in a sentence, which the processor does not know.
            let narrative = narrative.unwrap_or_default().replace(" & ", " and ");
            formatted.styles.insert(
                entry.key().to_owned(),
                CitedAs {
                    bracketed,
                    narrative,
                },
            );
        }
        for item in rendered
            .bibliography
            .map(|all| all.items)
            .unwrap_or_default()
        {
            formatted
                .entries
                .push((item.key.clone(), html(&item.content)));
        }
        formatted
    }
}

/// Formatted works.
#[derive(Debug, Default)]
pub struct Formatted {
    /// How each work is cited, by its key.
    pub styles: BTreeMap<String, CitedAs>,
    /// The entries as HTML with their keys, in the order of the bibliography.
    pub entries: Vec<(String, String)>,
}

fn plain(children: &ElemChildren) -> String {
    let mut out = String::new();
    for child in &children.0 {
        match child {
            ElemChild::Text(text) | ElemChild::Link { text, .. } => out.push_str(&text.text),
            ElemChild::Elem(element) => out.push_str(&plain(&element.children)),
            ElemChild::Markup(text) => out.push_str(text),
            ElemChild::Transparent { .. } => {}
        }
    }
    out
}

fn html(children: &ElemChildren) -> String {
    let mut out = String::new();
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => out.push_str(&formatted(text)),
            ElemChild::Link { text, url } => {
                out.extend([format!(
                    "<a href=\"{}\">{}</a>",
                    escape(url),
                    formatted(text)
                )]);
            }
            ElemChild::Elem(element) => out.push_str(&html(&element.children)),
            ElemChild::Markup(text) => out.push_str(&escape(text)),
            ElemChild::Transparent { .. } => {}
        }
    }
    out
}

fn formatted(text: &hayagriva::Formatted) -> String {
    let mut out = escape(&text.text);
    let how = text.formatting;
    if how.vertical_align == VerticalAlign::Sup {
        out = format!("<sup>{out}</sup>");
    }
    if how.vertical_align == VerticalAlign::Sub {
        out = format!("<sub>{out}</sub>");
    }
    if how.font_style == FontStyle::Italic {
        out = format!("<em>{out}</em>");
    }
    if how.font_weight == FontWeight::Bold {
        out = format!("<strong>{out}</strong>");
    }
    out
}
