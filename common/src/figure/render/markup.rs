//! The light markup of labels: `*V*`, `_{Na}`, `^{2}`, `\*`.

/// Where a piece of text stands in relation to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Line,
    Lowered,
    Raised,
}

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub text: String,
    pub italic: bool,
    pub level: Level,
}

/// Splits a text with markup into pieces of one style.
///
/// Lowered and raised text is upright even within italics, as the names of ions and the digits of
/// powers are, unless it is italic itself. Marks without their counterpart are taken literally
/// where that is possible, so that no text is an error.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut push = |c: char, italic: bool, level: Level| match spans.last_mut() {
        Some(last) if last.italic == italic && last.level == level => last.text.push(c),
        _ => spans.push(Span {
            text: c.to_string(),
            italic,
            level,
        }),
    };
    let (mut italic, mut outer, mut level) = (false, false, Level::Line);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                if let Some(next) = rest.next() {
                    push(next, italic, level);
                }
            }
            '*' => italic = !italic,
            '_' | '^' if level == Level::Line && rest.peek() == Some(&'{') => {
                rest.next();
                level = if c == '_' {
                    Level::Lowered
                } else {
                    Level::Raised
                };
                (outer, italic) = (italic, false);
            }
            '}' if level != Level::Line => (italic, level) = (outer, Level::Line),
            _ => push(c, italic, level),
        }
    }
    spans
}

/// A text without its markup, for tables and other plain places: `g_Na`, `10^3`.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut level = Level::Line;
    for span in spans(text) {
        if span.level != level {
            match span.level {
                Level::Lowered => plain.push('_'),
                Level::Raised => plain.push('^'),
                Level::Line => {}
            }
            level = span.level;
        }
        plain.push_str(&span.text);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a mark that leaks into the text, or a style that leaks out of its mark.
    #[test]
    fn markup_becomes_spans_and_plain_text() {
        let styles = |text| {
            let spans = spans(text).into_iter();
            spans
                .map(|s| (s.text, s.italic, s.level))
                .collect::<Vec<_>>()
        };
        let piece = |text: &str, italic, level| (text.to_owned(), italic, level);
        assert_eq!(
            styles("*g*_{Na} (mS/cm^{2})"),
            [
                piece("g", true, Level::Line),
                piece("Na", false, Level::Lowered),
                piece(" (mS/cm", false, Level::Line),
                piece("2", false, Level::Raised),
                piece(")", false, Level::Line),
            ]
        );
        assert_eq!(styles("*g_{Na}x*")[2], piece("x", true, Level::Line));
        assert_eq!(styles("_{*i*}"), [piece("i", true, Level::Lowered)]);
        for (text, expected) in [
            ("*g*_{Na}", "g_Na"),
            ("10^{3}", "10^3"),
            (r"2\*3 a_b", "2*3 a_b"),
            ("{x}", "{x}"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
