//! HTML as strings: escaping, and raw HTML that survives inside Markdown.

/// Plain text as HTML text or as the value of an attribute in double quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Plain text between tags that stand inside a Markdown paragraph, where it is Markdown again: every
/// character that means something to Markdown becomes an entity, and line ends become spaces.
pub fn shield(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            c if c.is_ascii_punctuation() => out.extend([format!("&#{};", u32::from(c))]),
            c => out.push(c),
        }
    }
    out
}

/// The same for HTML whose tags are to stay: only the text between them is shielded, and entities in
/// it are kept.
pub fn shield_between_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&shield_keeping_entities(&rest[..start]));
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |end| start + end + 1);
        out.push_str(&rest[start..end].replace(['\n', '\r'], " "));
        rest = &rest[end..];
    }
    out.push_str(&shield_keeping_entities(rest));
    out
}

fn shield_keeping_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        let after = &text[index..];
        let entity = c == '&' && after.find(';').is_some_and(|end| end <= 8);
        let inside = entity_around(text, index);
        if entity || inside {
            out.push(c);
        } else {
            out.push_str(&shield(c.encode_utf8(&mut [0; 4])));
        }
    }
    out
}

/// Whether the character at this place belongs to an entity that began before it.
fn entity_around(text: &str, index: usize) -> bool {
    let Some(start) = text[..index].rfind('&') else {
        return false;
    };
    let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    text[start + 1..].find(';').is_some_and(|end| {
        start + 1 + end >= index && text[start + 1..=start + end].chars().all(name)
    })
}

/// The values of an attribute in HTML, in order, with the entities of URLs undone.
pub fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    let mut values = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find(&opening) {
        rest = &rest[start + opening.len()..];
        let Some(end) = rest.find('"') else { break };
        values.push(&rest[..end]);
        rest = &rest[end..];
    }
    values
}

/// The element with this identifier, from its opening to its closing tag.
pub fn element_with_id<'a>(html: &'a str, id: &str) -> Option<&'a str> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let start = html[..at].rfind('<')?;
    let name = html[start + 1..]
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()?;
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 0;
    let mut at = start;
    loop {
        let close = html[at..].find(&closing).map(|close| at + close)?;
        // `<div` opens a `div`; `<divx` would not.
        let ends_name = |at: usize| !html[at..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let opened = html[at..close]
            .match_indices(&opening)
            .filter(|(open, _)| ends_name(at + open + opening.len()))
            .count();
        depth += opened;
        depth = depth.checked_sub(1)?;
        at = close + closing.len();
        if depth == 0 {
            return Some(&html[start..at]);
        }
    }
}

/// A plain number with the minus sign of print.
pub fn minus(number: &str) -> String {
    number.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches text in raw HTML that Markdown would read as emphasis, a link or a footnote.
    #[test]
    fn shielded_text_holds_no_markdown() {
        assert_eq!(shield("a*b_[^c]\nd"), "a&#42;b&#95;&#91;&#94;c&#93; d");
        assert_eq!(
            shield_between_tags("<em a=\"*\">x*y &amp; z</em>"),
            "<em a=\"*\">x&#42;y &amp; z</em>"
        );
    }

    /// Catches an element that ends with the first closing tag inside it, or never.
    #[test]
    fn an_element_ends_where_it_is_closed() {
        let html = r#"<i><div id="a"><div>x</div><div>y</div></div></i></div>"#;
        let found = r#"<div id="a"><div>x</div><div>y</div></div>"#;
        assert_eq!(element_with_id(html, "a"), Some(found));
        assert_eq!(element_with_id(html, "b"), None);
        assert_eq!(element_with_id(r#"<p id="c">"#, "c"), None);
    }

    /// Catches an attribute's value that ends early or runs on.
    #[test]
    fn attributes_are_found_in_order() {
        assert_eq!(
            attributes(r#"<a id="x" href="y"><b id="z">"#, "id"),
            ["x", "z"]
        );
    }
}
