//! Listings: code that the prose shows, from the very files that are compiled.

use super::{Spot, Weaver};
use crate::html::escape;
use crate::include::region;
use crate::layout::files_below;
use crate::mistake::did_you_mean;
use crate::scan::{Include, Kind};
use std::path::Path;

impl Weaver<'_> {
    pub(super) fn listing(&mut self, spot: &Spot, include: &Include) -> String {
        match self.region(spot, include) {
            Ok(text) => text,
            Err(what) => {
                self.wrong(spot, what);
                String::new()
            }
        }
    }

    fn region(&mut self, spot: &Spot, include: &Include) -> Result<String, String> {
        let layout = self.materials.layout;
        let page = &self.materials.pages[spot.page];
        let folder = match page.chapter {
            Some(chapter) => layout.chapter(self.materials.chapters[chapter].name),
            None => layout.root.clone(),
        };
        let path = folder.join(&include.path);
        let climbs = Path::new(&include.path)
            .components()
            .any(|part| !matches!(part, std::path::Component::Normal(_)));
        let source = if climbs {
            None
        } else {
            std::fs::read_to_string(&path).ok()
        };
        let Some(source) = source else {
            let files = files_below(&folder);
            let names = files
                .iter()
                .filter_map(|file| file.strip_prefix(&folder).ok());
            let names: Vec<String> = names
                .map(|name| name.to_string_lossy().into_owned())
                .collect();
            let near = if page.chapter.is_some() {
                did_you_mean(&include.path, names.iter().map(String::as_str))
            } else {
                String::new()
            };
            return Err(format!(
                "there is no file `{}` to include{near}",
                include.path
            ));
        };
        let region = region(&source, &include.path, include.anchor.as_deref())?;
        let file = layout.relative(&path);
        let href = self.source_link(&file, Some((region.first, region.last)));
        let lines = if region.first == region.last {
            format!("line {}", region.first)
        } else {
            format!("lines {}–{}", region.first, region.last)
        };
        let language = include.language.clone().unwrap_or_else(|| {
            let rust = path.extension().is_some_and(|ending| ending == "rs");
            if rust {
                "rust".to_owned()
            } else {
                String::new()
            }
        });
        let fence = fence(&region.code);
        let source = format!(
            "<p class=\"listing-source\"><a href=\"{}\">{}, {lines}</a></p>",
            escape(&href),
            escape(&file)
        );
        let mut all = vec!["<div class=\"listing\">".to_owned(), String::new()];
        all.push(format!("{fence}{language}"));
        let code = self.with_numbers(spot, &region.code);
        all.extend(code.lines().map(str::to_owned));
        all.extend([
            fence,
            String::new(),
            source,
            String::new(),
            "</div>".to_owned(),
            String::new(),
        ]);
        self.woven.shown.entry(file).or_default().push(region);
        let separator = format!("\n{}", include.prefix);
        Ok(all.join(&separator) + "\n")
    }

    /// Code whose comments refer to equations and figures (`@eq-membrane`), with their numbers.
    fn with_numbers(&mut self, spot: &Spot, code: &str) -> String {
        let mut out = String::with_capacity(code.len());
        let mut rest = code;
        while let Some(start) = [Kind::Figure, Kind::Equation]
            .iter()
            .filter_map(|kind| rest.find(&format!("@{}", kind.prefix())))
            .min()
        {
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let (length, target) = crate::scan::reference_at(rest);
            let materials = self.materials;
            match target.map(|target| {
                let found = materials.labels.find(materials.pages, spot.page, &target);
                (target.kind, found)
            }) {
                Some((Kind::Equation, Ok(label))) => out.extend([format!("({})", label.number)]),
                Some((_, Ok(label))) => out.extend([format!("Figure {}", label.number)]),
                Some((_, Err(what))) => self.wrong(spot, format!("in the included code: {what}")),
                None => out.push_str(&rest[..length]),
            }
            rest = &rest[length..];
        }
        out.push_str(rest);
        out
    }

    /// A link to a source file: in the repository if it has an address, else to the copy that the
    /// book carries.
    pub(super) fn source_link(&mut self, file: &str, lines: Option<(usize, usize)>) -> String {
        if let Some(repository) = self.materials.repository {
            let lines =
                lines.map_or_else(String::new, |(first, last)| format!("#L{first}-L{last}"));
            return format!(
                "{}/blob/main/{file}{lines}",
                repository.trim_end_matches('/')
            );
        }
        self.woven.sources.insert(file.to_owned());
        let line = lines.map_or_else(String::new, |(first, _)| format!("#L{first}"));
        format!("source/{file}.html{line}")
    }
}

/// A fence longer than any that stands in the code.
fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}
