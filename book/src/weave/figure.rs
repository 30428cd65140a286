//! Figures: picture, number, caption, parameters, data.

use super::{Spot, Weaver};
use crate::html::{escape, minus};
use crate::mistake::did_you_mean;
use crate::scan::{Kind, What};
use common::chapter::{Chapter, FigureEntry};
use common::figure::COLUMN_WIDTH;
use common::param::{Declaration, Value};

impl<'a> Weaver<'a> {
    /// The figure of this name in the page's chapter.
    pub(super) fn entry(&mut self, spot: &Spot, name: &str) -> Option<(usize, &'a FigureEntry)> {
        let chapters: &'a [Chapter] = self.materials.chapters;
        let Some(index) = self.materials.pages[spot.page].chapter else {
            self.wrong(spot, "this page is no chapter and has no figures");
            return None;
        };
        let chapter = &chapters[index];
        if let Some(entry) = chapter.figure(name) {
            return Some((index, entry));
        }
        let near = did_you_mean(name, chapter.figures.iter().map(|figure| figure.name));
        self.wrong(
            spot,
            format!("{} has no figure `{name}`{near}", chapter.name),
        );
        None
    }

    pub(super) fn figure(&mut self, spot: &Spot, name: &str) -> String {
        // A figure that fails keeps its place, so that references to it are no mistakes of their own.
        let failed = format!("<figure id=\"fig-{name}\"></figure>\n");
        let Some((index, entry)) = self.entry(spot, name) else {
            return failed;
        };
        let chapter = &self.materials.chapters[index];
        let drawn = match self.materials.computed.figure(index, name) {
            Ok(drawn) => drawn,
            Err(why) => {
                self.wrong(spot, format!("the figure `{name}` can't be drawn: {why}"));
                return failed;
            }
        };
        let folder = format!("figures/{}", chapter.name);
        for (ending, content) in [
            ("svg", &drawn.svg),
            ("csv", &drawn.csv),
            ("json", &drawn.json),
        ] {
            self.woven
                .files
                .insert(format!("{folder}/{name}.{ending}"), content.clone());
        }
        let number = self.materials.labels.own(spot.page, Kind::Figure, name);
        let number = number.map_or_else(String::new, |label| label.number.clone());
        let picture = self.leaf(inline_svg(&drawn.svg, &drawn.alternative_text));
        let within = Spot {
            within: format!("in the caption of `{name}`: "),
            ..spot.clone()
        };
        let caption = self.html(&within, &drawn.caption);
        let parameters = self.caption_parameters(&within, entry);
        let source = escape(&self.source_link(entry.source, None));
        let what = format!("Figure {number}");
        let explore = if self.explorable(&within, index, entry, drawn) {
            format!(
                "<button type=\"button\" class=\"explore-button\" data-explore=\"{}/{name}\" \
                 data-own-keys hidden aria-label=\"{what}: explore\">Explore</button> ",
                chapter.name
            )
        } else {
            String::new()
        };
        let wide = if drawn.width > COLUMN_WIDTH {
            " wide"
        } else {
            ""
        };
        format!(
            "<figure class=\"figure{wide}\" id=\"fig-{name}\"><div class=\"figure-frame\">{picture}</div><figcaption>\
             <span class=\"figure-number\">{what}</span> <span class=\"caption\">{caption}</span> {parameters}\
             <span class=\"figure-links\">{explore}<span class=\"figure-files\"><a href=\"{folder}/{name}.csv\" aria-label=\"{what}: data (CSV)\">data (CSV)</a> · \
             <a href=\"{folder}/{name}.json\" aria-label=\"{what}: JSON\">JSON</a> · \
             <a href=\"{folder}/{name}.svg\" aria-label=\"{what}: SVG\">SVG</a> · </span>\
             <a href=\"{source}\" aria-label=\"{what}: source\">source</a></span> \
             <code class=\"figure-command\">cargo run --release -p {} -- figure {name}</code>\
             </figcaption></figure>\n",
            chapter.name
        )
    }

    /// The parameters of a figure in its caption: its own one by one; those that it shares with the
    /// table of parameters of another figure by a link to that table.
    fn caption_parameters(&mut self, spot: &Spot, entry: &FigureEntry) -> String {
        let declarations = entry.declarations();
        if declarations.is_empty() {
            return String::new();
        }
        let table = self.table_of_shared(spot, entry);
        let shared = |one: &Declaration| {
            table.as_ref().is_some_and(|(_, declared)| {
                declared
                    .iter()
                    .any(|other| other.name == one.name && other.default == one.default)
            })
        };
        let own: Vec<&Declaration> = declarations.iter().filter(|one| !shared(one)).collect();
        let folded = own.len() < declarations.len();
        let mut told: Vec<String> = own.iter().map(|one| self.assignment(spot, one)).collect();
        if folded && let Some((name, _)) = &table {
            let rest = if told.is_empty() {
                "Parameters as in"
            } else {
                "the others as in"
            };
            told.push(format!(
                "{rest} <a href=\"#parameters-{name}\">the table</a>"
            ));
        }
        let opening = if own.is_empty() { "" } else { "Computed with " };
        format!(
            "<span class=\"figure-parameters\">{opening}{}.</span> ",
            told.join(", ")
        )
    }

    /// The page's table of parameters that shares most with this figure, if any does.
    fn table_of_shared(
        &self,
        spot: &Spot,
        entry: &FigureEntry,
    ) -> Option<(String, Vec<Declaration>)> {
        let page = &self.materials.pages[spot.page];
        let chapter = &self.materials.chapters[page.chapter?];
        let own = entry.declarations();
        let tables = page.items.iter().filter_map(|item| match &item.what {
            What::Parameters(name) => Some((name.clone(), chapter.figure(name)?.declarations())),
            _ => None,
        });
        let shares = |declared: &[Declaration]| {
            own.iter()
                .filter(|one| declared.iter().any(|other| other == *one))
                .count()
        };
        tables
            .map(|table| (shares(&table.1), table))
            .filter(|(count, _)| *count > 3)
            .max_by_key(|(count, _)| *count)
            .map(|(_, (name, mut declared))| {
                if name == entry.name {
                    // Its own table: what no other figure has is what this figure is about.
                    let others: Vec<Declaration> = chapter
                        .figures
                        .iter()
                        .filter(|other| other.name != entry.name)
                        .flat_map(FigureEntry::declarations)
                        .collect();
                    declared.retain(|one| others.iter().any(|other| other.name == one.name));
                }
                (name, declared)
            })
    }

    /// A parameter with its value: its symbol set, or its name.
    fn assignment(&mut self, spot: &Spot, one: &Declaration) -> String {
        let name = escape(&one.name.replace('-', " "));
        match &one.default {
            Value::Flag(true) => return format!("with {name}"),
            Value::Flag(false) => return format!("without {name}"),
            Value::Seed(seed) => return format!("seed {seed}"),
            Value::Bitmap(_) => return format!("{name} as drawn"),
            Value::Points(points) => return format!("{} {name}", points.len()),
            _ => {}
        }
        let symbol = if one.symbol.is_empty() {
            name
        } else {
            self.mathematics(spot, one.symbol, false).unwrap_or(name)
        };
        format!("{symbol} = {}", value_with_unit(one))
    }
}

/// A parameter's default with its unit, as text of a page.
pub(super) fn value_with_unit(one: &Declaration) -> String {
    let value = escape(&minus(&one.default.to_string()));
    if one.unit.is_empty() {
        value
    } else {
        format!("{value}\u{202f}{}", escape(one.unit))
    }
}

/// A picture to stand in a page: without what only a file of its own needs, with its alternative
/// text.
fn inline_svg(svg: &str, alternative_text: &str) -> String {
    let start = svg.find("<svg").unwrap_or(0);
    let mut svg = svg[start..].trim().to_owned();
    let head = svg.find('>').unwrap_or(0);
    if !svg[..head].contains("aria-label=") {
        let label = format!(" role=\"img\" aria-label=\"{}\"", escape(alternative_text));
        svg.insert_str("<svg".len().min(svg.len()), &label);
    }
    svg
}
