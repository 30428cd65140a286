//! Walks through a page by pulldown-cmark's events.

use super::directive::parse;
use super::{Equation, Include, Item, What, run};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// mdBook's own options, and mathematics.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

/// Finds everything in a page, in the order of the text (a note's items come before the note).
pub fn scan(text: &str) -> Vec<Item> {
    let mut walk = Walk {
        text,
        ..Walk::default()
    };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        walk.step(event, range);
    }
    walk.flush();
    walk.items
}

#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    items: Vec<Item>,
    /// The text gathered so far, without a gap.
    run: Option<Range<usize>>,
    /// Where the text that belongs to an equation's label ends.
    taken: usize,
    /// The paragraph that is open: its place, and how many items stood before it.
    paragraph: Option<(Range<usize>, usize)>,
    /// The fenced block that is open: its place, what stands after the fence, its text.
    code: Option<(Range<usize>, Option<String>, String)>,
    /// The note that is open.
    note: Option<(String, Vec<Range<usize>>)>,
    /// The heading that is open: its identifier, and where its words stand so far.
    heading: Option<(Option<String>, Option<Range<usize>>)>,
    /// Whether the page's title has been met.
    opened: bool,
}

impl Walk<'_> {
    fn step(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some((_, _, code)) = &mut self.code {
            match event {
                Event::Text(part) => code.push_str(&part),
                Event::End(TagEnd::CodeBlock) => self.end_code(),
                _ => {}
            }
            return;
        }
        if !matches!(
            event,
            Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_))
        ) && let Some((_, words)) = &mut self.heading
        {
            let start = words.as_ref().map_or(range.start, |words| words.start);
            let end = words
                .as_ref()
                .map_or(range.end, |words| words.end.max(range.end));
            *words = Some(start..end);
        }
        match event {
            Event::Text(_) | Event::SoftBreak => self.extend(range),
            other => {
                self.flush();
                self.other(other, range);
            }
        }
    }

    /// Adds to the run of text; a gap that only continues a quotation or an indentation is none.
    fn extend(&mut self, range: Range<usize>) {
        if let Some(run) = &mut self.run {
            let gap = self.text.get(run.end..range.start).unwrap_or("x");
            if gap.chars().all(|c| c.is_whitespace() || c == '>') {
                run.end = range.end;
                return;
            }
        }
        self.flush();
        self.run = Some(range);
    }

    fn flush(&mut self) {
        if let Some(run) = self.run.take() {
            let start = run.start.max(self.taken);
            if start < run.end {
                run::find(self.text, start..run.end, &mut self.items);
            }
        }
    }

    fn add(&mut self, range: Range<usize>, what: What) {
        self.items.push(Item { range, what });
    }

    fn other(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::InlineMath(tex) => self.add(range, What::Mathematics(tex.into_string())),
            Event::DisplayMath(tex) => self.equation(tex.into_string(), range),
            Event::FootnoteReference(name) => self.mark(&name, range),
            Event::Html(html) | Event::InlineHtml(html) => {
                if let Some(at) = html.find("{{#") {
                    let at = range.start + at;
                    let wrong = "a directive within HTML is not read: put empty lines around it";
                    self.add(at..at + 3, What::Wrong(wrong.to_owned()));
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph = Some((range, self.items.len())),
            Tag::CodeBlock(kind) => {
                self.only_paragraphs_in_a_note(&range);
                let language = match kind {
                    CodeBlockKind::Fenced(language) => Some(language.into_string()),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((range, language, String::new()));
            }
            Tag::Heading { id, .. } => {
                self.heading = Some((id.map(pulldown_cmark::CowStr::into_string), None));
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.add(range, What::Link(dest_url.into_string()));
            }
            Tag::FootnoteDefinition(name) => self.note = Some((name.into_string(), Vec::new())),
            Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_) | Tag::HtmlBlock => {
                self.only_paragraphs_in_a_note(&range);
            }
            _ => {}
        }
    }

    fn only_paragraphs_in_a_note(&mut self, range: &Range<usize>) {
        if self.note.is_some() {
            let wrong = "a note holds paragraphs only: it has no room for more in the margin";
            self.add(range.clone(), What::Wrong(wrong.to_owned()));
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => {
                let Some((id, words)) = self.heading.take() else {
                    return;
                };
                let title = words.unwrap_or(range.end..range.end);
                if level == HeadingLevel::H1 && !self.opened {
                    self.opened = true;
                    self.add(title.start..title.start, What::Opening);
                }
                if let Some(id) = id {
                    self.add(range, What::Heading { id, title });
                }
            }
            TagEnd::FootnoteDefinition => {
                if let Some((name, paragraphs)) = self.note.take() {
                    self.add(range, What::Note { name, paragraphs });
                }
            }
            _ => {}
        }
    }

    fn mark(&mut self, name: &str, range: Range<usize>) {
        let what = if self.note.is_some() {
            What::Wrong("a note within a note".to_owned())
        } else {
            What::Mark(name.to_owned())
        };
        self.add(range, what);
    }

    fn equation(&mut self, tex: String, range: Range<usize>) {
        let after = &self.text[range.end..];
        let label = after
            .trim_start()
            .strip_prefix("{#")
            .and_then(|rest| rest.split_once('}'));
        let close = after.len() - after.trim_start().len();
        let (label, end) = match label {
            Some((label, _)) if !label.contains(['\n', '{']) => (
                Some(label.trim().to_owned()),
                range.end + close + label.len() + 3,
            ),
            _ => (None, range.end),
        };
        self.taken = end;
        self.add(
            range.start..end,
            What::Equation(Equation {
                tex,
                label,
                alone: None,
            }),
        );
    }

    /// A paragraph that is one equation or one directive is replaced as a whole.
    fn end_paragraph(&mut self) {
        let Some((range, before)) = self.paragraph.take() else {
            return;
        };
        let source = &self.text[range.clone()];
        let trimmed = range.start..range.start + source.trim_end().len();
        let prefix = self.prefix(range.start);
        if let Some((_, paragraphs)) = &mut self.note {
            paragraphs.push(trimmed);
            return;
        }
        let inside = source
            .trim()
            .strip_prefix("{{#")
            .and_then(|rest| rest.strip_suffix("}}"));
        if let Some(inside) = inside
            && !inside.contains("{{#")
            && let Some(what) = block(inside, &prefix)
        {
            self.items.truncate(before);
            self.add(trimmed, what);
            return;
        }
        if let [only] = &mut self.items[before..]
            && only.range == trimmed
            && let What::Equation(equation) = &mut only.what
        {
            equation.alone = Some(prefix);
        }
    }

    /// What the lines of the list or quotation begin with in which this place stands.
    fn prefix(&self, at: usize) -> String {
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        self.text[line..at]
            .chars()
            .map(|c| if c == '>' { '>' } else { ' ' })
            .collect()
    }

    fn end_code(&mut self) {
        let Some((range, language, code)) = self.code.take() else {
            return;
        };
        let inside = code
            .trim()
            .strip_prefix("{{#")
            .and_then(|rest| rest.strip_suffix("}}"));
        let Some(inside) = inside.filter(|inside| !inside.contains('\n')) else {
            return;
        };
        if let What::Include(include) = parse(inside) {
            let end = range.start + self.text[range.clone()].trim_end().len();
            let prefix = self.prefix(range.start);
            self.add(
                range.start..end,
                What::Include(Include {
                    language,
                    prefix,
                    ..include
                }),
            );
        }
    }
}

/// A directive that makes a paragraph of its own, from what stands between `{{#` and `}}`.
fn block(inside: &str, prefix: &str) -> Option<What> {
    match parse(inside) {
        What::Claim(_) | What::Wrong(_) => None,
        What::Include(include) => Some(What::Include(Include {
            prefix: prefix.to_owned(),
            ..include
        })),
        other => Some(other),
    }
}
