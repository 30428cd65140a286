//! Computes what the prose shows: figures, and claims at their own and at other parameters.

mod fingerprint;
mod memory;

pub use fingerprint::{fingerprint, newest_change};
pub use memory::Memory;

use crate::pages::Page;
use crate::scan::{ClaimUse, What, claims_in_tex};
use common::chapter::Chapter;
use common::claim::{Claim, Estimate};
use common::figure::FigureError;
use common::param::Values;
use common::prose::{Prose, Sentence};
use common::run::Run;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A figure as the page needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// The picture.
    pub svg: String,
    /// Its numbers as a table.
    pub csv: String,
    /// All of it as JSON.
    pub json: String,
    /// Its caption, in Markdown.
    pub caption: String,
    /// Its alternative text.
    pub alternative_text: String,
    /// Its width in pixels.
    pub width: f64,
    /// The sentences of its caption, with those that only other parameters bring about.
    pub sentences: Vec<String>,
    /// Whether it has frames to play.
    pub moves: bool,
    /// What a reader can take hold of in it, as the page's script reads it.
    pub grips: serde_json::Value,
}

/// A figure from which a reader begins to explore, where that is not the printed one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Begun {
    /// Its values, as the page's script asks for them.
    pub values: String,
    /// The figure, as the module would answer.
    pub drawing: serde_json::Value,
}

/// A claim at parameters: its chapter's place, its name, its parameters as text.
pub type ClaimKey = (usize, String, String);

/// What is to be computed.
#[derive(Debug, Default)]
pub struct Plan {
    figures: BTreeSet<(usize, String)>,
    claims: BTreeMap<ClaimKey, Values>,
}

/// What was computed, and what failed.
#[derive(Debug, Default)]
pub struct Computed {
    figures: BTreeMap<(usize, String), Result<Drawn, String>>,
    begun: BTreeMap<(usize, String), Begun>,
    claims: BTreeMap<ClaimKey, Result<Estimate, String>>,
}

impl Computed {
    /// A figure at its own parameters.
    ///
    /// # Errors
    /// Why it could not be drawn.
    pub fn figure(&self, chapter: usize, name: &str) -> Result<&Drawn, String> {
        let missing = || Err("it was never computed".to_owned());
        let found = self.figures.get(&(chapter, name.to_owned()));
        found.map_or_else(missing, |drawn| drawn.as_ref().map_err(Clone::clone))
    }

    /// The figure from which a reader begins to explore, if the printed one is too dear for a browser.
    pub fn begun(&self, chapter: usize, name: &str) -> Option<&Begun> {
        self.begun.get(&(chapter, name.to_owned()))
    }

    /// A claim at parameters.
    ///
    /// # Errors
    /// Why it could not be computed.
    pub fn claim(
        &self,
        chapter: usize,
        claim: &Claim,
        values: &Values,
    ) -> Result<Estimate, String> {
        let missing = || Err("it was never computed".to_owned());
        let found = self.claims.get(&key(chapter, claim, values));
        found.map_or_else(missing, Clone::clone)
    }
}

fn key(chapter: usize, claim: &Claim, values: &Values) -> ClaimKey {
    (chapter, claim.name.to_owned(), written(values))
}

/// Parameters as text, to tell sets of them apart.
pub(crate) fn written(values: &Values) -> String {
    let all: Vec<String> = values
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    all.join(" ")
}

/// The claim that the prose means, and its parameters.
///
/// # Errors
/// What is wrong, in words, with the nearest valid name.
pub fn resolve<'c>(
    chapters: &'c [Chapter],
    page: &Page,
    used: &ClaimUse,
) -> Result<(usize, &'c Claim, Values), String> {
    use crate::mistake::did_you_mean;
    let chapter = match &used.chapter {
        Some(name) => chapters
            .iter()
            .position(|one| one.name == name)
            .ok_or_else(|| {
                let near = did_you_mean(name, chapters.iter().map(|one| one.name));
                format!("there is no chapter `{name}`{near}")
            })?,
        None => page.chapter.ok_or_else(|| {
            let name = &used.name;
            format!("this page is no chapter: write `{{{{#claim CHAPTER/{name}}}}}`")
        })?,
    };
    let own = &chapters[chapter];
    let claim = own.claim(&used.name).ok_or_else(|| {
        let near = did_you_mean(&used.name, own.claims.iter().map(|claim| claim.name));
        format!("{} has no claim `{}`{near}", own.name, used.name)
    })?;
    let declarations = claim.declarations();
    let mut values = claim.defaults();
    for (name, text) in &used.settings {
        let Some(declaration) = declarations.iter().find(|one| one.name == *name) else {
            let near = did_you_mean(name, declarations.iter().map(|one| one.name.as_str()));
            return Err(format!(
                "the claim `{}` has no parameter `{name}`{near}",
                claim.name
            ));
        };
        let value = declaration.parse(text).map_err(|error| {
            let error = error.to_string();
            format!(
                "the claim `{}`: {}",
                claim.name,
                error.trim_start_matches("--")
            )
        })?;
        values.set(name, value);
    }
    Ok((chapter, claim, values))
}

impl Plan {
    /// What these pages show. Names that nothing bears are left out: the weaver reports them.
    pub fn of(chapters: &[Chapter], pages: &[Page]) -> Self {
        let mut plan = Self::default();
        for page in pages {
            for item in &page.items {
                plan.add(chapters, page, &item.what);
            }
        }
        plan
    }

    fn add(&mut self, chapters: &[Chapter], page: &Page, what: &What) {
        match (what, page.chapter) {
            (What::Figure(name), Some(chapter)) if chapters[chapter].figure(name).is_some() => {
                self.figures.insert((chapter, name.clone()));
            }
            (What::Claim(used), _) => self.add_claim(chapters, page, used),
            (What::Mathematics(tex), _) => self.add_tex(chapters, page, tex),
            (What::Equation(equation), _) => self.add_tex(chapters, page, &equation.tex),
            (What::Checked, Some(chapter)) => {
                for claim in &chapters[chapter].claims {
                    self.insert(chapter, claim, claim.defaults());
                }
            }
            _ => {}
        }
    }

    fn add_tex(&mut self, chapters: &[Chapter], page: &Page, tex: &str) {
        for (_, used) in claims_in_tex(tex) {
            self.add_claim(chapters, page, &used);
        }
    }

    fn add_claim(&mut self, chapters: &[Chapter], page: &Page, used: &ClaimUse) {
        if let Ok((chapter, claim, values)) = resolve(chapters, page, used) {
            self.insert(chapter, claim, values);
        }
    }

    /// Adds a claim, also where its references hold: the page says whether they agree.
    fn insert(&mut self, chapter: usize, claim: &Claim, values: Values) {
        self.claims.insert(key(chapter, claim, &values), values);
        let defaults = claim.defaults();
        self.claims
            .entry(key(chapter, claim, &defaults))
            .or_insert(defaults);
        for reference in &claim.references {
            if let Ok(values) = claim.defaults().with(&reference.parameters) {
                self.claims.insert(key(chapter, claim, &values), values);
            }
        }
    }

    /// Computes all of it: figures one after the other on all threads of the run, claims side by
    /// side; and where figures can be explored, those from which a reader begins.
    pub fn compute(
        &self,
        chapters: &[Chapter],
        memory: &Memory,
        explore: bool,
        run: &Run,
    ) -> Computed {
        let mut computed = Computed::default();
        for (chapter, name) in &self.figures {
            let drawn = figure(&chapters[*chapter], name, memory, run);
            computed.figures.insert((*chapter, name.clone()), drawn);
            // What can't be begun with is told where the figure is described.
            if explore && let Ok(Some(begun)) = begun(chapters, *chapter, name, memory, run) {
                computed.begun.insert((*chapter, name.clone()), begun);
            }
        }
        let asked: Vec<(&ClaimKey, &Values)> = self.claims.iter().collect();
        let work = |((chapter, name, _), values): &(&ClaimKey, &Values)| {
            Ok::<_, FigureError>(claim(&chapters[*chapter], name, values, memory))
        };
        if let Ok(results) = run.map(&asked, work) {
            for ((key, _), result) in asked.into_iter().zip(results) {
                computed.claims.insert(key.clone(), result);
            }
        }
        computed
    }
}

fn figure(chapter: &Chapter, name: &str, memory: &Memory, run: &Run) -> Result<Drawn, String> {
    let entry = chapter.figure(name).ok_or("it does not exist")?;
    let values = entry.defaults();
    memory.or_compute(chapter.name, "figure", name, &written(&values), || {
        let figure = entry
            .draw(&values, run)
            .map_err(|error| error.to_string())?;
        let provenance = chapter.provenance(entry, &values);
        Ok(Drawn {
            svg: figure.svg(),
            csv: figure.csv(&provenance),
            json: figure.json(&provenance),
            caption: figure.caption.to_string(),
            alternative_text: figure.alternative_text.to_string(),
            width: figure.width,
            sentences: sentences(&figure.caption),
            moves: figure.animation.is_some(),
            grips: serde_json::to_value(explore::Grips::of(&figure))
                .map_err(|error| error.to_string())?,
        })
    })
}

/// The figure from which a reader begins to explore, unless it is the printed one.
fn begun(
    chapters: &[Chapter],
    chapter: usize,
    name: &str,
    memory: &Memory,
    run: &Run,
) -> Result<Option<Begun>, String> {
    let chapter = &chapters[chapter];
    let entry = chapter.figure(name).ok_or("it does not exist")?;
    let start = explore::describe(chapters, chapter.name, name)?.start();
    if start.is_empty() {
        return Ok(None);
    }
    let values = explore::read_values(entry, &start)?;
    memory.or_compute(chapter.name, "beginning", name, &written(&values), || {
        let figure = entry
            .draw(&values, run)
            .map_err(|error| error.to_string())?;
        let drawing = explore::Drawing::of(chapter, entry, &values, &figure);
        let drawing = serde_json::to_value(drawing).map_err(|error| error.to_string())?;
        Ok(Some(Begun {
            values: start.clone(),
            drawing,
        }))
    })
}

/// All that a caption may say.
fn sentences(caption: &Prose) -> Vec<String> {
    let mut all = Vec::new();
    for sentence in caption.sentences() {
        match sentence {
            Sentence::Plain { text } => all.push(text.clone()),
            Sentence::Result {
                text, otherwise, ..
            } => all.extend([text.clone(), otherwise.clone()]),
        }
    }
    all
}

fn claim(
    chapter: &Chapter,
    name: &str,
    values: &Values,
    memory: &Memory,
) -> Result<Estimate, String> {
    let claim = chapter.claim(name).ok_or("it does not exist")?;
    // As bits: a decimal number might come back another one.
    let bits = memory.or_compute(chapter.name, "claim", name, &written(values), || {
        let estimate = claim
            .compute(values, &Run::serial())
            .map_err(|error| error.to_string())?;
        Ok((
            estimate.value.to_bits(),
            estimate.standard_error.map(f64::to_bits),
        ))
    });
    bits.map(|(value, error): (u64, Option<u64>)| Estimate {
        value: f64::from_bits(value),
        standard_error: error.map(f64::from_bits),
    })
}
