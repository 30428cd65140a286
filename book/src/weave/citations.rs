//! Citations in the text, and the list of works.

use super::{Spot, Weaver};
use crate::html::{escape, shield};
use crate::mistake::did_you_mean;
use crate::scan::Cited;

impl Weaver<'_> {
    /// `[@key, p. 12; @other]`
    pub(super) fn citation(&mut self, spot: &Spot, cited: &[Cited]) -> Option<String> {
        let mut links = Vec::new();
        for one in cited {
            let known = self.cited_as(spot, &one.key)?.0;
            let after = if one.after.is_empty() {
                String::new()
            } else {
                format!(", {}", one.after)
            };
            let before = if one.before.is_empty() {
                String::new()
            } else {
                format!("{} ", one.before)
            };
            links.push((one.key.clone(), format!("{before}{known}{after}")));
        }
        if let [(key, text)] = links.as_slice() {
            return Some(self.link(spot, key, &format!("({text})")));
        }
        let links: Vec<String> = links
            .iter()
            .map(|(key, text)| self.link(spot, key, text))
            .collect();
        Some(format!("&#40;{}&#41;", links.join("; ")))
    }

    /// `@key` in a sentence.
    pub(super) fn narrative(&mut self, spot: &Spot, key: &str) -> Option<String> {
        let text = self.cited_as(spot, key)?.1;
        Some(self.link(spot, key, &text))
    }

    /// How a work is cited in brackets and in a sentence.
    fn cited_as(&mut self, spot: &Spot, key: &str) -> Option<(String, String)> {
        if let Some(known) = self.materials.formatted.styles.get(key) {
            return Some((known.bracketed.clone(), known.narrative.clone()));
        }
        let near = did_you_mean(key, self.materials.bibliography.keys());
        self.wrong(
            spot,
            format!("there is no work `{key}` in the bibliography{near}"),
        );
        None
    }

    fn link(&mut self, spot: &Spot, key: &str, text: &str) -> String {
        let count = self
            .woven
            .cited
            .entry(key.to_owned())
            .or_default()
            .entry(spot.page)
            .or_default();
        *count += 1;
        let id = format!("cite-{key}-{count}");
        let list = self.bibliography_page();
        let href = list.map_or_else(|| format!("#{key}"), |to| self.href(spot.page, to, key));
        format!(
            "<a class=\"citation\" id=\"{id}\" href=\"{href}\">{}</a>",
            shield(text)
        )
    }

    fn bibliography_page(&self) -> Option<usize> {
        use crate::scan::What::Bibliography;
        let pages = self.materials.pages;
        let written =
            |page: &crate::pages::Page| page.items.iter().any(|item| item.what == Bibliography);
        pages
            .iter()
            .position(written)
            .or_else(|| pages.iter().position(|page| page.name == "bibliography"))
    }

    /// All works that are cited, each with links to where.
    pub(super) fn bibliography_list(&mut self) -> String {
        let mut list = String::from("<ul class=\"bibliography\">");
        for (key, entry) in &self.materials.formatted.entries {
            let Some(uses) = self.woven.cited.get(key) else {
                continue;
            };
            let places: Vec<String> = uses
                .iter()
                .map(|(page, count)| {
                    let page = &self.materials.pages[*page];
                    let title = escape(&page.title);
                    let links: Vec<String> = (1..=*count)
                        .map(|n| {
                            let href = format!("{}#cite-{key}-{n}", page.html());
                            format!("<a href=\"{href}\" aria-label=\"{title}, place {n}\">{n}</a>")
                        })
                        .collect();
                    format!("{title} {}", links.join(" "))
                })
                .collect();
            let places = places.join("; ");
            list.extend([format!(
                "<li id=\"{key}\">{entry} <span class=\"bibliography-uses\">cited in {places}</span></li>"
            )]);
        }
        list.push_str("</ul>");
        list
    }
}
