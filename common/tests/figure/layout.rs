//! No text may collide with another or leave the drawing: measured with the font itself.

use crate::gallery;

/// A text's box and what it says.
struct Text {
    left: f64,
    right: f64,
    middle: f64,
    says: String,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// The texts of a drawing, as wide as the upright and the italic font make them.
fn texts(svg: &str) -> Vec<Text> {
    let regular = include_bytes!("../../assets/fonts/LectureSans-Regular.ttf");
    let semibold = include_bytes!("../../assets/fonts/LectureSans-Semibold.ttf");
    let regular = ttf_parser::Face::parse(regular, 0).unwrap();
    let semibold = ttf_parser::Face::parse(semibold, 0).unwrap();
    let lines = svg
        .lines()
        .filter(|line| line.starts_with("<text") && !line.contains("aria-hidden"));
    lines
        .map(|line| {
            let (tag, content) = line.split_once('>').unwrap();
            let number = |tag: &str, name| attribute(tag, name).map(|n| n.parse::<f64>().unwrap());
            let font = if tag.contains("font-weight") {
                &semibold
            } else {
                &regular
            };
            let size = number(tag, "font-size").unwrap_or(13.0);
            let (mut width, mut says, mut current) = (0.0, String::new(), size);
            for piece in content.replace("</tspan>", "<tspan>").split("<tspan") {
                let (attributes, words) = piece.split_once('>').unwrap_or(("", piece));
                current = number(attributes, "font-size").unwrap_or(if attributes.is_empty() {
                    size
                } else {
                    current.min(size)
                });
                let words = words.trim_end_matches("</text>").trim_end_matches("</text");
                for c in words.replace("&amp;", "&").chars() {
                    let glyph = font.glyph_index(c).unwrap();
                    width += f64::from(font.glyph_hor_advance(glyph).unwrap()) / 1000.0 * current;
                }
                says.push_str(words);
            }
            let x = number(tag, "x").unwrap();
            let left = match attribute(tag, "text-anchor") {
                None => x,
                Some("middle") => x - width / 2.0,
                Some(_) => x - width,
            };
            let middle = number(tag, "y").unwrap() - 0.33 * size;
            Text {
                left,
                right: left + width,
                middle,
                says,
            }
        })
        .collect()
}

/// Catches labels that overlap, run out of the drawing, or lose letters, at full width and on a phone.
#[test]
fn no_text_collides_or_leaves_the_drawing() {
    for (name, figure) in gallery::all() {
        for figure in [figure.clone(), figure.narrow(340.0)] {
            let svg = figure.svg();
            let height: f64 = attribute(&svg, "height").unwrap().parse().unwrap();
            let texts = texts(&svg);
            assert!(texts.len() > 8);
            for (index, text) in texts.iter().enumerate() {
                // Italics are a little narrower than the upright font that measures here.
                assert!(
                    text.left > -1.0 && text.right < figure.width + 2.0,
                    "{name}: {}",
                    text.says
                );
                assert!(
                    text.middle > 4.0 && text.middle < height - 3.0,
                    "{name}: {}",
                    text.says
                );
                for other in &texts[..index] {
                    let apart = (text.middle - other.middle).abs() >= 11.0
                        || text.left > other.right
                        || other.left > text.right;
                    assert!(apart, "{name}: “{}” on “{}”", text.says, other.says);
                }
            }
        }
    }
}

/// Catches text that shrinks on a narrow page: it must have the same size at every width.
#[test]
fn text_keeps_its_size_on_a_phone() {
    for (_, figure) in gallery::all() {
        let narrow = figure.narrow(340.0);
        let svg = narrow.svg();
        assert!(svg.contains("viewBox=\"0 0 340 ") && svg.contains("width=\"340\""));
        assert!(svg.contains("font-size=\"13\""));
        assert_eq!(figure.narrow(1000.0), figure);
    }
}

/// Catches areas that do not line up: the axes of panels above one another begin at the same x.
#[test]
fn areas_of_one_column_line_up() {
    let svg = gallery::traces().svg();
    let axes = svg.lines().filter(|line| line.contains("class=\"s-axis\""));
    let starts: Vec<&str> = axes
        .map(|line| {
            line.split(" d=\"M")
                .nth(1)
                .unwrap()
                .split(' ')
                .next()
                .unwrap()
        })
        .collect();
    assert_eq!(starts.len(), 3);
    assert!(starts.iter().all(|start| *start == starts[0]), "{starts:?}");
}
