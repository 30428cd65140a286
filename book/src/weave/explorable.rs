//! What the page's script needs to let a reader explore a figure: its parameters, their symbols as
//! they are printed, and how each formula and reference of its caption is set.

use super::{Spot, Weaver};
use crate::compute::Drawn;
use crate::finish::with_leaves;
use crate::scan::scan;
use common::chapter::FigureEntry;
use serde_json::{Map, Value, json};

impl Weaver<'_> {
    /// Notes what it takes to explore a figure; `false` if nothing in it moves.
    pub(super) fn explorable(
        &mut self,
        spot: &Spot,
        chapter: usize,
        entry: &FigureEntry,
        drawn: &Drawn,
    ) -> bool {
        let declarations = entry.declarations();
        if !self.materials.explore || declarations.is_empty() && !drawn.moves {
            return false;
        }
        let name = self.materials.chapters[chapter].name;
        let described = match explore::describe(self.materials.chapters, name, entry.name) {
            Ok(described) => described,
            Err(why) => {
                self.wrong(spot, format!("`{}` can't be explored: {why}", entry.name));
                return false;
            }
        };
        let mut symbols = Map::new();
        for one in declarations.iter().filter(|one| !one.symbol.is_empty()) {
            // What is wrong with a symbol is told where the page prints it.
            if let Ok(html) = self.materials.mathematics.set(one.symbol, false) {
                symbols.insert(one.name.clone(), html.into());
            }
        }
        let pieces = self.pieces(spot, drawn);
        let begun = self.materials.computed.begun(chapter, entry.name);
        let figure = json!({
            "described": described,
            "symbols": symbols,
            "caption": drawn.caption,
            "pieces": pieces,
            "grips": drawn.grips,
            "begun": begun.is_some(),
        });
        if let Some(begun) = begun {
            let place = (name.to_owned(), entry.name.to_owned());
            self.woven.begun.insert(place, begun.clone());
        }
        let figures = self.woven.explorable.entry(name.to_owned()).or_default();
        figures.insert(entry.name.to_owned(), figure);
        true
    }

    /// Everything in the caption that is more than Markdown, by its source; also of the sentences
    /// that only other parameters bring about.
    fn pieces(&mut self, spot: &Spot, drawn: &Drawn) -> Map<String, Value> {
        // The page prints them once: they count neither as uses of a work nor of a claim here.
        let counted = (self.woven.cited.clone(), self.woven.claims.clone());
        let mut pieces = Map::new();
        for sentence in &drawn.sentences {
            for item in scan(sentence) {
                let source = &sentence[item.range];
                if !pieces.contains_key(source) {
                    let html = self.html(spot, source);
                    let html = with_leaves(&html, &self.woven.leaves);
                    pieces.insert(source.to_owned(), html.into());
                }
            }
        }
        (self.woven.cited, self.woven.claims) = counted;
        pieces
    }
}
