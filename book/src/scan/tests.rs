use super::{Cited, ClaimUse, Equation, Include, Kind, Target, What, scan};

/// What is found in a text, without the links and titles that every page has.
fn found(text: &str) -> Vec<What> {
    let kept = |what: &What| !matches!(what, What::Link(_) | What::Opening);
    scan(text)
        .into_iter()
        .map(|item| item.what)
        .filter(kept)
        .collect()
}

fn wrong(text: &str) -> String {
    match found(text).as_slice() {
        [What::Wrong(what)] => what.clone(),
        other => panic!("{other:?}"),
    }
}

fn claim(name: &str) -> ClaimUse {
    ClaimUse {
        chapter: None,
        name: name.into(),
        settings: Vec::new(),
        bare: false,
    }
}

/// Catches directives that are found where an author only writes about them.
#[test]
fn code_is_left_alone() {
    assert_eq!(found("`{{#claim a}}` and `@fig-x`, `$x$`, `[@key]`"), []);
    assert_eq!(
        found("```md\n{{#claim a}}\n@fig-x\n```\n\n    {{#figure indented}}\n"),
        []
    );
    assert_eq!(
        found(r"\{{#claim a}} \@key [\@key] someone@example.org"),
        []
    );
}

/// Catches a claim whose parameters or chapter are lost.
#[test]
fn claims_have_chapters_parameters_and_no_unit_if_asked() {
    let text = "At {{#claim other/rheobase leak-reversal=-54.3 value}} and {{#claim rest}}.";
    let first = ClaimUse {
        chapter: Some("other".into()),
        name: "rheobase".into(),
        settings: vec![("leak-reversal".into(), "-54.3".into())],
        bare: true,
    };
    assert_eq!(
        found(text),
        [What::Claim(first), What::Claim(claim("rest"))]
    );
    let words = wrong("{{#claim rest of it}}");
    assert_eq!(
        words,
        "`of` is no part of a claim: after its name stand `parameter=value` or `value`"
    );
}

/// Catches block directives that are missed in lists and quotations, or taken within a sentence.
#[test]
fn block_directives_are_paragraphs() {
    assert_eq!(
        found("a\n\n{{#figure spike}}\n\nb"),
        [What::Figure("spike".into())]
    );
    assert_eq!(
        found("- a\n\n  {{#parameters spike}}\n"),
        [What::Parameters("spike".into())]
    );
    assert_eq!(found("> {{#checked}}\n"), [What::Checked]);
    let words = wrong("As {{#figure spike}} shows");
    assert_eq!(
        words,
        "`{{#figure}}` needs a paragraph of its own: an empty line before and after"
    );
    let words = wrong("<details>\n{{#figure spike}}\n</details>\n");
    assert_eq!(
        words,
        "a directive within HTML is not read: put empty lines around it"
    );
}

/// Catches directives with wrong names or arguments that stay in the page.
#[test]
fn a_wrong_directive_is_told() {
    assert_eq!(
        wrong("{{#figur spike}}"),
        "there is no directive `{{#figur}}` (did you mean `figure`?)"
    );
    assert_eq!(
        wrong("{{#figure}}"),
        "`{{#figure}}` takes the name of one figure"
    );
    assert_eq!(
        wrong("{{#claim}}"),
        "`{{#claim}}` takes the name of a claim"
    );
    assert_eq!(
        wrong("{{#checked all}}"),
        "`{{#checked}}` takes nothing after its name"
    );
    assert_eq!(wrong("{{#claim a"), "`{{#` without its `}}`");
}

/// Catches included code in the wrong language, and code that only mentions an include.
#[test]
fn an_include_stands_alone_in_its_block() {
    let include = |language: Option<&str>, prefix: &str| {
        What::Include(Include {
            path: "src/model.rs".into(),
            anchor: Some("rates".into()),
            language: language.map(str::to_owned),
            prefix: prefix.into(),
        })
    };
    assert_eq!(
        found("```rust\n{{#include src/model.rs:rates}}\n```"),
        [include(Some("rust"), "")]
    );
    assert_eq!(
        found("- x\n\n  ```text\n  {{#include src/model.rs:rates}}\n  ```"),
        [include(Some("text"), "  ")]
    );
    assert_eq!(
        found("{{#include src/model.rs:rates}}"),
        [include(None, "")]
    );
    assert_eq!(
        found("```\nlet a;\n{{#include src/model.rs:rates}}\n```"),
        []
    );
}

/// Catches equations that lose their label or tear their paragraph apart.
#[test]
fn an_equation_knows_its_label_and_whether_it_stands_alone() {
    let equation = |label: Option<&str>, alone: Option<&str>| {
        What::Equation(Equation {
            tex: " x ".into(),
            label: label.map(str::to_owned),
            alone: alone.map(str::to_owned),
        })
    };
    assert_eq!(found("$$ x $$"), [equation(None, Some(""))]);
    assert_eq!(found("$$ x $$ {#eq-a}"), [equation(Some("eq-a"), Some(""))]);
    assert_eq!(
        found("> $$ x $$ {#eq-a}"),
        [equation(Some("eq-a"), Some(">"))].map(|mut one| {
            if let What::Equation(equation) = &mut one {
                equation.alone = Some("> ".into());
            }
            one
        })
    );
    assert_eq!(
        found("so\n$$ x $$ {#eq-a}\nand"),
        [equation(Some("eq-a"), None)]
    );
    assert_eq!(found("a $x$ b"), [What::Mathematics("x".into())]);
}

/// Catches mathematics that Markdown takes apart before KaTeX sees it.
#[test]
fn an_equation_that_markdown_breaks_is_told() {
    let broken = found("$$\na\n+ b\n$$\n");
    assert!(
        matches!(&broken[0], What::Wrong(what) if what.starts_with("this `$$` opens or closes no equation"))
    );
    let words = wrong("a label {#eq-lost} here");
    assert_eq!(
        words,
        "a label stands after `$$…$$` or at the end of a heading, and nowhere else"
    );
}

/// Catches references that swallow the full stop, or lose their chapter.
#[test]
fn references_end_where_the_sentence_goes_on() {
    let target = |kind, chapter: Option<&str>, name: &str| {
        What::Reference(Target {
            kind,
            chapter: chapter.map(str::to_owned),
            name: name.into(),
        })
    };
    let text = "See @fig-spike. (@eq-a), [@sec-rest], @fig-other/spike: x";
    let expected = [
        target(Kind::Figure, None, "spike"),
        target(Kind::Equation, None, "a"),
        target(Kind::Section, None, "rest"),
        target(Kind::Figure, Some("other"), "spike"),
    ];
    assert_eq!(found(text), expected);
}

/// Catches citations that lose a work or its page.
#[test]
fn citations_have_keys_and_pages() {
    let cited = |before: &str, key: &str, after: &str| Cited {
        before: before.into(),
        key: key.into(),
        after: after.into(),
    };
    let both = What::Citation(vec![cited("see", "a1952", "p. 12"), cited("", "b:2", "")]);
    assert_eq!(found("x [see @a1952, p. 12; @b:2] y"), [both]);
    assert_eq!(found("@a1952 found"), [What::Narrative("a1952".into())]);
    assert_eq!(
        found("[@a\nb]"),
        [What::Citation(vec![cited("", "a", "b")])]
    );
    assert_eq!(found("[not a citation] and [link](x.md)"), []);
}

/// Catches notes that are lost, nested, or too large for a margin.
#[test]
fn notes_have_a_mark_and_paragraphs() {
    let text = "a[^n] b\n\n[^n]: one {{#claim c}}\n    more\n\n    two\n";
    let items = scan(text);
    let What::Note { name, paragraphs } = &items[2].what else {
        panic!("{items:?}")
    };
    let told: Vec<&str> = paragraphs
        .iter()
        .map(|range| &text[range.clone()])
        .collect();
    assert_eq!(
        (name.as_str(), told),
        ("n", vec!["one {{#claim c}}\n    more", "two"])
    );
    assert_eq!(items[0].what, What::Mark("n".into()));
    assert_eq!(wrong("a[^lost]"), "the note `[^lost]` is nowhere written");
    let list = found("a[^n]\n\n[^n]: one\n\n    - list\n");
    assert!(list.contains(&What::Wrong(
        "a note holds paragraphs only: it has no room for more in the margin".into()
    )));
}
