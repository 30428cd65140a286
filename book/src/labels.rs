//! What can be referred to: numbers of figures and equations, titles of sections.

use crate::mistake::{Mistakes, did_you_mean};
use crate::pages::Page;
use crate::scan::{Kind, Target, What};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a label stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The page that it is on, by its place among the pages.
    pub page: usize,
    /// The number of a figure or an equation: `1.2`.
    pub number: String,
    /// Where a section's title stands in its page.
    pub title: Range<usize>,
}

/// All labels of the book.
#[derive(Debug, Default)]
pub struct Labels(BTreeMap<(usize, Kind, String), Label>);

impl Labels {
    /// Numbers the figures and equations of every page and notes what can be referred to.
    pub fn collect(pages: &[Page], mistakes: &mut Mistakes) -> Self {
        let mut labels = Self::default();
        for (index, page) in pages.iter().enumerate() {
            labels.collect_page(index, page, mistakes);
        }
        labels
    }

    fn collect_page(&mut self, index: usize, page: &Page, mistakes: &mut Mistakes) {
        let (mut figures, mut equations) = (0, 0);
        for item in &page.items {
            let (kind, name, number, title) = match &item.what {
                What::Figure(name) => {
                    figures += 1;
                    (Kind::Figure, name.as_str(), page.numbered(figures), 0..0)
                }
                What::Equation(equation) => {
                    let Some(label) = &equation.label else {
                        continue;
                    };
                    let Some(name) = label.strip_prefix("eq-").filter(|name| !name.is_empty())
                    else {
                        let what = format!("the equation's label `{label}` must begin with `eq-`");
                        mistakes.add(&page.text.file, page.text.line_at(item.range.start), what);
                        continue;
                    };
                    equations += 1;
                    (Kind::Equation, name, page.numbered(equations), 0..0)
                }
                What::Heading { id, title } => {
                    let Some(name) = id.strip_prefix("sec-") else {
                        continue;
                    };
                    (Kind::Section, name, String::new(), title.clone())
                }
                _ => continue,
            };
            let label = Label {
                page: index,
                number,
                title,
            };
            let key = (index, kind, name.to_owned());
            if self.0.insert(key, label).is_some() {
                let what = match kind {
                    Kind::Figure => format!("the figure `{name}` is shown twice on this page"),
                    _ => format!(
                        "the label `{}{name}` stands twice on this page",
                        kind.prefix()
                    ),
                };
                mistakes.add(&page.text.file, page.text.line_at(item.range.start), what);
            }
        }
    }

    /// The label of this page's figure or equation.
    pub fn own(&self, page: usize, kind: Kind, name: &str) -> Option<&Label> {
        self.0.get(&(page, kind, name.to_owned()))
    }

    /// What a reference on a page points to: a label of the page itself, else the only one of that
    /// name in the book.
    ///
    /// # Errors
    /// What is wrong, in words, with the nearest valid label.
    pub fn find(&self, pages: &[Page], page: usize, target: &Target) -> Result<&Label, String> {
        let Target {
            kind,
            chapter,
            name,
        } = target;
        let asked = |chapter: &str| pages.iter().position(|page| page.name == chapter);
        if let Some(chapter) = chapter {
            let Some(page) = asked(chapter) else {
                let near = did_you_mean(chapter, pages.iter().map(|page| page.name.as_str()));
                return Err(format!("there is no chapter `{chapter}`{near}"));
            };
            return self
                .own(page, *kind, name)
                .ok_or_else(|| self.unknown(target, Some(page)));
        }
        if let Some(label) = self.own(page, *kind, name) {
            return Ok(label);
        }
        let mut others = self
            .0
            .iter()
            .filter(|((_, other, label), _)| other == kind && label == name);
        match (others.next(), others.next()) {
            (Some((_, label)), None) => Ok(label),
            (None, _) => Err(self.unknown(target, None)),
            (Some((_, first)), Some(_)) => {
                let chapter = &pages[first.page].name;
                let prefix = kind.prefix();
                Err(format!(
                    "more than one chapter has `{prefix}{name}`: write `@{prefix}{chapter}/{name}` \
                     for one of them"
                ))
            }
        }
    }

    fn unknown(&self, target: &Target, page: Option<usize>) -> String {
        let Target { kind, name, .. } = target;
        let known = self
            .0
            .keys()
            .filter(|(on, other, _)| other == kind && page.is_none_or(|page| page == *on));
        let near = common::chapter::nearest(name, known.map(|(_, _, label)| label.as_str()));
        let prefix = kind.prefix();
        let near = near.map_or_else(String::new, |near| {
            format!(" (did you mean `@{prefix}{near}`?)")
        });
        format!(
            "there is no {} labelled `{prefix}{name}`{near}",
            kind.word()
        )
    }
}
