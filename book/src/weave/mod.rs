//! Weaves a page: replaces everything that the author left to be computed, numbered or set.
//!
//! A page stays Markdown, for mdBook to render. What is too heavy for mdBook's parser and for the
//! search index (pictures, mathematics) becomes a *leaf*: an empty element with a number, replaced
//! after mdBook has written its pages.

mod citations;
mod explorable;
mod figure;
mod inline;
mod listing;
mod notes;
mod tables;

use crate::bibliography::{Bibliography, Formatted};
use crate::compute::{Begun, Computed};
use crate::explore::Explorable;
use crate::include::Region;
use crate::labels::Labels;
use crate::layout::Layout;
use crate::math::Mathematics;
use crate::mistake::Mistakes;
use crate::pages::Page;
use crate::scan::{Item, What, scan};
use common::chapter::Chapter;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a page is woven from.
pub struct Materials<'a> {
    /// Where everything stands.
    pub layout: &'a Layout,
    /// The chapters.
    pub chapters: &'a [Chapter],
    /// The pages.
    pub pages: &'a [Page],
    /// What can be referred to.
    pub labels: &'a Labels,
    /// Figures and claims.
    pub computed: &'a Computed,
    /// Sets formulas.
    pub mathematics: &'a Mathematics,
    /// The works of the bibliography.
    pub bibliography: &'a Bibliography,
    /// How they are cited.
    pub formatted: &'a Formatted,
    /// The repository's address, if it has one.
    pub repository: Option<&'a str>,
    /// Whether figures can be explored.
    pub explore: bool,
}

/// What the woven pages need beside them, and what they showed.
#[derive(Debug, Default)]
pub struct Woven {
    /// The pages in Markdown, by the place of each.
    pub pages: BTreeMap<usize, String>,
    /// Pictures and mathematics, by number.
    pub leaves: Vec<String>,
    /// Files of the book beside its pages: path and content.
    pub files: BTreeMap<String, String>,
    /// The figures that can be explored.
    pub explorable: Explorable,
    /// By chapter and figure, where a reader begins to explore, if not at the printed figure.
    pub begun: BTreeMap<(String, String), Begun>,
    /// Source files that are linked to, from the workspace's root.
    pub sources: BTreeSet<String>,
    /// What the listings show, by source file.
    pub shown: BTreeMap<String, Vec<Region>>,
    /// The claims that the prose states: chapter's place and name.
    pub claims: BTreeSet<(usize, String)>,
    /// Where each work is cited: page's place, and how many times.
    pub cited: BTreeMap<String, BTreeMap<usize, usize>>,
}

/// Weaves the pages, one after the other.
pub struct Weaver<'a> {
    materials: &'a Materials<'a>,
    woven: Woven,
    mistakes: &'a mut Mistakes,
}

/// Where the weaver is, for its messages.
#[derive(Debug, Clone)]
struct Spot {
    page: usize,
    line: usize,
    /// What the text belongs to, when it is not the page's own: "the caption of `spike`: ".
    within: String,
}

type Edits = Vec<(Range<usize>, String)>;

/// Weaves all pages; the one with the bibliography last, since it says where each work is cited.
pub fn weave(materials: &Materials<'_>, mistakes: &mut Mistakes) -> Woven {
    let mut weaver = Weaver {
        materials,
        woven: Woven::default(),
        mistakes,
    };
    let last = |page: &Page| {
        page.name == "bibliography"
            || page
                .items
                .iter()
                .any(|item| item.what == What::Bibliography)
    };
    for late in [false, true] {
        for (index, page) in materials.pages.iter().enumerate() {
            if last(page) == late {
                let text = weaver.page(index, page);
                weaver.woven.pages.insert(index, text);
            }
        }
    }
    weaver.woven
}

impl Weaver<'_> {
    fn page(&mut self, index: usize, page: &Page) -> String {
        let mut edits = Edits::new();
        for item in &page.items {
            let line = page.text.line_at(item.range.start);
            let spot = Spot {
                page: index,
                line,
                within: String::new(),
            };
            if let Some(text) = self.item(&spot, item) {
                edits.push((item.range.clone(), text));
            }
        }
        let edits = self.notes(index, page, edits);
        let mut text = apply(&page.text.body, 0..page.text.body.len(), &edits);
        let listed = page
            .items
            .iter()
            .any(|item| item.what == What::Bibliography);
        if page.name == "bibliography" && !listed {
            text.extend([format!("\n\n{}\n", self.bibliography_list())]);
        }
        text
    }

    /// What takes an item's place, if anything does.
    fn item(&mut self, spot: &Spot, item: &Item) -> Option<String> {
        match &item.what {
            What::Figure(name) => Some(self.figure(spot, name)),
            What::Parameters(name) => Some(self.parameters(spot, name)),
            What::Checked => Some(self.checked(spot)),
            What::Bibliography => Some(self.bibliography_list()),
            What::Include(include) => Some(self.listing(spot, include)),
            What::Equation(equation) => Some(self.equation(spot, equation)),
            What::Opening => {
                let number = self.materials.pages[spot.page].number.as_ref()?;
                Some(format!("<span class=\"chapter-number\">{number}</span> "))
            }
            _ => self.inline(spot, &item.what),
        }
    }

    fn wrong(&mut self, spot: &Spot, what: impl AsRef<str>) {
        let file = &self.materials.pages[spot.page].text.file;
        self.mistakes
            .add(file, spot.line, format!("{}{}", spot.within, what.as_ref()));
    }

    /// Markdown that stands elsewhere than in a page (a caption, a title), with everything in it
    /// replaced.
    fn markdown(&mut self, spot: &Spot, text: &str) -> String {
        let mut edits = Edits::new();
        for item in scan(text) {
            let replaced = match &item.what {
                What::Equation(equation) => Some(self.equation(spot, equation)),
                what => self.inline(spot, what),
            };
            edits.extend(replaced.map(|text| (item.range, text)));
        }
        apply(text, 0..text.len(), &edits)
    }

    /// The same as HTML on one line, without the paragraph around it.
    fn html(&mut self, spot: &Spot, text: &str) -> String {
        let markdown = self.markdown(spot, text);
        let options = pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
        let mut html = String::new();
        pulldown_cmark::html::push_html(
            &mut html,
            pulldown_cmark::Parser::new_ext(&markdown, options),
        );
        let html = html.replace('\n', " ");
        let html = html.trim();
        html.strip_prefix("<p>")
            .and_then(|rest| rest.strip_suffix("</p>"))
            .unwrap_or(html)
            .to_owned()
    }

    /// The element that stands for a leaf until mdBook is done.
    fn leaf(&mut self, html: String) -> String {
        self.woven.leaves.push(html);
        leaf_element(self.woven.leaves.len() - 1)
    }

    /// The page that a chapter is on.
    fn page_of(&self, chapter: usize) -> Option<usize> {
        self.materials
            .pages
            .iter()
            .position(|page| page.chapter == Some(chapter))
    }

    /// A link from one page to a place on another.
    fn href(&self, from: usize, to: usize, anchor: &str) -> String {
        if from == to {
            format!("#{anchor}")
        } else {
            format!("{}#{anchor}", self.materials.pages[to].html())
        }
    }
}

/// The element that stands for a leaf.
pub fn leaf_element(number: usize) -> String {
    format!("<span data-weave=\"{number}\"></span>")
}

/// A piece of a text with the edits that lie within it.
fn apply(text: &str, piece: Range<usize>, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::new();
    let mut at = piece.start;
    for (range, new) in edits {
        if range.start < at || range.end > piece.end {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(new);
        at = range.end;
        // After a tag Markdown would take an apostrophe for an opening quotation mark.
        let mut next = text[at..].chars();
        if new.ends_with('>')
            && next.next() == Some('\'')
            && next.next().is_some_and(char::is_alphabetic)
        {
            out.push('’');
            at += 1;
        }
    }
    out.push_str(&text[at..piece.end]);
    out
}
