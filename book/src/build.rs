//! One build: read, compute, weave, render, check, swap.

use crate::bibliography::Bibliography;
use crate::compute::{Memory, Plan};
use crate::explore;
use crate::finish::{self, FinishError};
use crate::labels::Labels;
use crate::layout::Layout;
use crate::math::Mathematics;
use crate::mistake::{Mistake, Mistakes, Text};
use crate::pages::{self, Page};
use crate::scan::What;
use crate::weave::{self, Materials, Woven};
use crate::{contracts, scan};
use common::chapter::Chapter;
use common::run::Run;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A book that was built.
#[derive(Debug)]
pub struct Built {
    /// Where it is.
    pub output: PathBuf,
    /// How long its figures and claims took.
    pub computing: Duration,
    /// How long everything else took.
    pub weaving: Duration,
    /// Why its figures can't be explored, if they can't.
    pub without_explore: Option<String>,
    /// What is worth knowing and stops no build.
    pub warnings: Vec<Mistake>,
}

/// Why there is no new book. The old one stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The author made mistakes.
    #[error("{}", listed(.0))]
    Mistakes(Vec<Mistake>),
    /// The book could not be finished.
    #[error(transparent)]
    Failed(#[from] FinishError),
}

fn listed(mistakes: &[Mistake]) -> String {
    let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Builds a book, as often as wanted; remembers formulas from one time to the next.
pub struct Builder<'a> {
    layout: Layout,
    chapters: &'a [Chapter],
    memory: Memory,
    mathematics: Mathematics,
    threads: Option<usize>,
}

impl<'a> Builder<'a> {
    /// A builder that computes every number anew.
    pub fn new(layout: Layout, chapters: &'a [Chapter]) -> Self {
        Self {
            layout,
            chapters,
            memory: Memory::none(),
            mathematics: Mathematics::default(),
            threads: None,
        }
    }

    /// Keeps figures and claims for the next time, under a hash of what they come from.
    pub fn remembering(mut self) -> Self {
        self.memory = Memory::open(&self.layout, self.chapters);
        self
    }

    /// Computes on so many threads. The book is the same for any number.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Where everything stands.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Builds the book.
    ///
    /// # Errors
    /// All mistakes of the author together, or why nothing could be built. The old book stays.
    pub fn build(&self) -> Result<Built, BuildError> {
        let start = Instant::now();
        let run = self
            .threads
            .map_or_else(Run::parallel, |threads| Run::serial().threads(threads));
        let settings = finish::settings(&self.layout)?;
        let aside = finish::aside(&self.layout.output)?;
        let mut mistakes = Mistakes::default();
        let (summary, pages) = pages::read(&self.layout, self.chapters, &mut mistakes);
        let labels = Labels::collect(&pages, &mut mistakes);
        let bibliography = self.bibliography(&mut mistakes);

        let modules = explore::modules(&self.layout, self.chapters, &run);
        let computing = Instant::now();
        let plan = Plan::of(self.chapters, &pages);
        let computed = plan.compute(self.chapters, &self.memory, modules.is_ok(), &run);
        let computing = computing.elapsed();

        self.mathematics.prepare(&formulas(&pages), &run);
        let captions = captions(&pages, &computed);
        let keys = cited(self.chapters, &pages, &captions, &bibliography);
        let formatted = bibliography.format(&keys);
        let repository = finish::repository(&settings);
        let materials = Materials {
            layout: &self.layout,
            chapters: self.chapters,
            pages: &pages,
            labels: &labels,
            computed: &computed,
            mathematics: &self.mathematics,
            bibliography: &bibliography,
            formatted: &formatted,
            repository: repository.as_deref(),
            explore: modules.is_ok(),
        };
        let woven = weave::weave(&materials, &mut mistakes);
        contracts::check(&self.layout, self.chapters, &pages, &woven, &mut mistakes);

        finish::render(&self.layout, &settings, &summary, &pages, &woven, &aside)?;
        finish::complete(&aside, &woven)?;
        finish::write_previews(&aside)?;
        finish::write_licences(&self.layout.theme(), &aside)?;
        if let Ok(modules) = &modules {
            explore::write_files(&self.layout, &aside, modules, &woven)?;
        }
        let title = settings.book.title.clone().unwrap_or_default();
        let language = settings
            .book
            .language
            .clone()
            .unwrap_or_else(|| "en-GB".to_owned());
        finish::write_sources(&self.layout, &aside, &title, &language, &woven.sources)?;
        finish::dead_links(&aside, &pages, &mut mistakes);

        let mistakes = mistakes.sorted();
        if !mistakes.is_empty() {
            finish::clear(&aside)?;
            return Err(BuildError::Mistakes(mistakes));
        }
        finish::swap(&aside, &self.layout.output)?;
        Ok(Built {
            output: self.layout.output.clone(),
            computing,
            weaving: start.elapsed().saturating_sub(computing),
            without_explore: modules.err(),
            warnings: unused(&bibliography, &woven),
        })
    }

    fn bibliography(&self, mistakes: &mut Mistakes) -> Bibliography {
        let path = self.layout.text().join("bibliography.bib");
        let body = std::fs::read_to_string(&path).unwrap_or_default();
        Bibliography::read(
            Text {
                file: self.layout.relative(&path),
                body,
            },
            mistakes,
        )
    }
}

/// What the captions of the figures that the pages show may say.
fn captions(pages: &[Page], computed: &crate::compute::Computed) -> Vec<String> {
    let mut captions = Vec::new();
    for page in pages {
        for item in &page.items {
            if let (What::Figure(name), Some(chapter)) = (&item.what, page.chapter)
                && let Ok(drawn) = computed.figure(chapter, name)
            {
                captions.extend(drawn.sentences.iter().cloned());
            }
        }
    }
    captions
}

/// All formulas of the pages, as they are set.
fn formulas(pages: &[Page]) -> Vec<(String, bool)> {
    let items = pages.iter().flat_map(|page| &page.items);
    let mut formulas: Vec<(String, bool)> = items
        .filter_map(|item| match &item.what {
            What::Mathematics(tex) => Some((tex.clone(), false)),
            What::Equation(equation) => Some((equation.tex.clone(), true)),
            _ => None,
        })
        .filter(|(tex, _)| scan::claims_in_tex(tex).is_empty())
        .collect();
    formulas.sort();
    formulas.dedup();
    formulas
}

/// The works that the pages, the captions and the claims' references cite.
fn cited(
    chapters: &[Chapter],
    pages: &[Page],
    captions: &[String],
    bibliography: &Bibliography,
) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut add = |what: &What| match what {
        What::Citation(cited) => keys.extend(cited.iter().map(|one| one.key.clone())),
        What::Narrative(key) => keys.extend([key.clone()]),
        _ => {}
    };
    for page in pages {
        for item in &page.items {
            add(&item.what);
        }
    }
    for caption in captions {
        for item in scan::scan(caption) {
            add(&item.what);
        }
    }
    for claim in chapters.iter().flat_map(|chapter| &chapter.claims) {
        for reference in &claim.references {
            for item in scan::scan(reference.source) {
                add(&item.what);
            }
            add(&What::Narrative(reference.citation.to_owned()));
        }
    }
    keys.retain(|key| bibliography.has(key));
    keys
}

/// Works that nothing cites.
fn unused(bibliography: &Bibliography, woven: &Woven) -> Vec<Mistake> {
    let mut unused = Mistakes::default();
    for key in bibliography.keys() {
        if !woven.cited.contains_key(key) {
            let what = format!("the work `{key}` is never cited");
            unused.add(&bibliography.text.file, bibliography.line(key), what);
        }
    }
    unused.sorted()
}
