//! Mistakes in what the author wrote: all of one build are collected and told together.

use common::chapter::nearest;
use std::fmt;

/// A mistake, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file, from the workspace's root.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and the nearest valid name where there is one.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Collects mistakes.
#[derive(Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// Adds a mistake.
    pub fn add(&mut self, file: &str, line: usize, what: impl Into<String>) {
        self.0.push(Mistake {
            file: file.to_owned(),
            line,
            what: what.into(),
        });
    }

    /// The mistakes by file and line, each once.
    pub fn sorted(mut self) -> Vec<Mistake> {
        self.0.sort();
        self.0.dedup();
        self.0
    }
}

/// " (did you mean `x`?)", if a candidate is near.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, candidates).map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"))
}

/// A file's text with the name that messages give it.
#[derive(Debug, Clone)]
pub struct Text {
    /// The file, from the workspace's root, with forward slashes.
    pub file: String,
    /// What stands in it.
    pub body: String,
}

impl Text {
    /// The line of a byte, counted from 1.
    pub fn line_at(&self, offset: usize) -> usize {
        let end = offset.min(self.body.len());
        1 + self
            .body
            .get(..end)
            .map_or(0, |before| before.matches('\n').count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches reports in the order of discovery, told twice, or with lines counted from 0.
    #[test]
    fn mistakes_are_sorted_and_told_once() {
        let mut mistakes = Mistakes::default();
        mistakes.add("b.md", 2, "later");
        mistakes.add("a.md", 7, "first");
        mistakes.add("b.md", 2, "later");
        let lines: Vec<String> = mistakes.sorted().iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["a.md:7: first", "b.md:2: later"]);
        let text = Text {
            file: "a.md".into(),
            body: "x\ny\nz".into(),
        };
        assert_eq!(
            [text.line_at(0), text.line_at(2), text.line_at(4)],
            [1, 2, 3]
        );
    }
}
