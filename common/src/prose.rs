//! Sentences whose numbers are computed: captions and alternative texts.

use serde::{Deserialize, Serialize};

/// One sentence of a caption or an alternative text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Sentence {
    /// A sentence that is true whatever the parameters.
    Plain {
        /// The sentence.
        text: String,
    },
    /// A sentence that states a result, which other parameters can make false.
    Result {
        /// Whether the data bear the result out.
        holds: bool,
        /// The result.
        text: String,
        /// What is said where the result does not hold: a sentence that is true in any case.
        otherwise: String,
    },
}

/// Sentences, each of which knows whether it holds.
///
/// A reader's slider can falsify a result. A sentence that states one therefore carries its
/// condition and a neutral alternative; a test holds every condition true at the defaults.
///
/// ```
/// use common::prose::Prose;
/// let onset = 50.3;
/// let caption = Prose::new()
///     .result(onset > 10.0, format!("Firing starts at {onset:.0} Hz, not at zero."), "Rate against current.")
///     .plain("Marks: counts of a simulated second.");
/// assert_eq!(caption.to_string(), "Firing starts at 50 Hz, not at zero. Marks: counts of a simulated second.");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(Vec<Sentence>);

impl Prose {
    /// No sentences yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sentence that is true whatever the parameters.
    pub fn plain(mut self, text: impl Into<String>) -> Self {
        self.0.push(Sentence::Plain { text: text.into() });
        self
    }

    /// Adds a sentence that states a result, its condition, and what is said where it fails.
    pub fn result(
        mut self,
        holds: bool,
        text: impl Into<String>,
        otherwise: impl Into<String>,
    ) -> Self {
        let (text, otherwise) = (text.into(), otherwise.into());
        self.0.push(Sentence::Result {
            holds,
            text,
            otherwise,
        });
        self
    }

    /// The sentences.
    pub fn sentences(&self) -> &[Sentence] {
        &self.0
    }

    /// The results that do not hold.
    pub fn broken(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|sentence| match sentence {
            Sentence::Result {
                holds: false, text, ..
            } => Some(text.as_str()),
            _ => None,
        })
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.to_string().trim().is_empty()
    }
}

impl std::fmt::Display for Prose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let spoken = self.0.iter().map(|sentence| match sentence {
            Sentence::Plain { text }
            | Sentence::Result {
                holds: true, text, ..
            } => text,
            Sentence::Result { otherwise, .. } => otherwise,
        });
        let mut first = true;
        for text in spoken.filter(|text| !text.is_empty()) {
            if !first {
                f.write_str(" ")?;
            }
            f.write_str(text)?;
            first = false;
        }
        Ok(())
    }
}
