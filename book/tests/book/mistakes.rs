//! Every mistake that an author can make is told in words, with its place.

use crate::toy::Toy;

const CHAPTER: &str = "chapters/toy/chapter.md";

#[track_caller]
fn told(old: &str, new: &str, expected: &[&str]) {
    let toy = Toy::new();
    toy.edit(old, new);
    let mistakes = toy.mistakes();
    assert_eq!(mistakes.lines().collect::<Vec<_>>(), expected);
}

/// Catches a wrong name that is accepted, or told without its place or the right name.
#[test]
fn a_wrong_name_is_told_with_the_nearest() {
    told(
        "{{#claim noise}}",
        "{{#claim noise}} {{#claim nois}}",
        &["chapters/toy/chapter.md:6: toy has no claim `nois` (did you mean `noise`?)"],
    );
    told(
        "See @eq-law, @eq-within, @fig-fall",
        "See @eq-law, @eq-within, @fig-fal",
        &[
            "chapters/toy/chapter.md:14: there is no figure labelled `fig-fal` (did you mean `@fig-fall`?)",
        ],
    );
    told(
        "@sec-law,",
        "@sec-low, @fig-tay/fall, [@galilei1683],",
        &[
            "chapters/toy/chapter.md:14: there is no chapter `tay` (did you mean `toy`?)",
            "chapters/toy/chapter.md:14: there is no section labelled `sec-low` (did you mean `@sec-law`?)",
            "chapters/toy/chapter.md:14: there is no work `galilei1683` in the bibliography (did you mean `galilei1638`?)",
        ],
    );
    told(
        "{{#include src/model.rs:law}}",
        "{{#include src/modl.rs:law}}\n\n  {{#include src/model.rs:lav}}",
        &[
            "chapters/toy/chapter.md:30: there is no file `src/modl.rs` to include (did you mean `src/model.rs`?)",
            "chapters/toy/chapter.md:32: `src/model.rs` has no anchor `lav` (did you mean `law`?)",
        ],
    );
    told(
        "{{#parameters fall}}",
        "{{#parameters fell}}",
        &["chapters/toy/chapter.md:26: toy has no figure `fell` (did you mean `fall`?)"],
    );
}

/// Catches parameters of claims that are unknown or out of range.
#[test]
fn a_wrong_parameter_is_told() {
    told(
        "height=20}}",
        "hight=20}} {{#claim fall-time height=400}}",
        &[
            "chapters/toy/chapter.md:5: the claim `fall-time` has no parameter `hight` (did you mean `height`?)",
            "chapters/toy/chapter.md:5: the claim `fall-time`: height is 400 m; it must be a number between 0 and 100 m",
        ],
    );
}

/// Catches comments of the shown code that refer to equations which have gone.
#[test]
fn a_wrong_label_in_included_code_is_told() {
    let toy = Toy::new();
    let model = std::fs::read_to_string(toy.root.path().join("chapters/toy/src/model.rs"));
    let model = model.expect("the model").replace("@eq-law", "@eq-lav");
    toy.write("chapters/toy/src/model.rs", &model);
    assert_eq!(
        toy.mistakes(),
        "chapters/toy/chapter.md:20: in the included code: there is no equation labelled `eq-lav` \
         (did you mean `@eq-law`?)"
    );
}

/// Catches TeX that is wrong and reaches the page.
#[test]
fn wrong_tex_is_told() {
    let toy = Toy::new();
    toy.edit(r"\sqrt{2h/g}", r"\sqr{2h/g}");
    let mistakes = toy.mistakes();
    assert!(
        mistakes.starts_with(
            "chapters/toy/chapter.md:10: TeX: Undefined control sequence: \\sqr at position 6"
        ),
        "{mistakes}"
    );
    assert_eq!(mistakes.lines().count(), 1, "{mistakes}");
}

/// Catches labels that stand for two things, and figures shown twice.
#[test]
fn a_label_that_stands_twice_is_told() {
    told(
        "$$ x_1 $$ {#eq-within}",
        "$$ x_1 $$ {#eq-law}\n\n$$ x_2 $$ {#eq-within}\n\n{{#figure fall}}\n\n$$ x $$ {#law}\n",
        &[
            "chapters/toy/chapter.md:13: the label `eq-law` stands twice on this page",
            "chapters/toy/chapter.md:19: the equation's label `law` must begin with `eq-`",
            "chapters/toy/chapter.md:31: the figure `fall` is shown twice on this page",
        ],
    );
}

/// Catches declarations that nobody sees, and model code that the reader never reads.
#[test]
fn what_is_declared_and_never_shown_is_told() {
    let toy = Toy::new();
    toy.write("book/text/preface.md", "# Preface\n");
    toy.write(CHAPTER, "# A toy\n\n{{#include src/model.rs:law}}\n");
    assert_eq!(
        toy.mistakes().lines().collect::<Vec<_>>(),
        [
            "chapters/toy/chapter.md:1: the chapter has claims and no `{{#checked}}` for them to lead to",
            "chapters/toy/chapter.md:1: the claim `fall-time` is never stated: add `{{#claim fall-time}}`",
            "chapters/toy/chapter.md:1: the claim `noise` is never stated: add `{{#claim noise}}`",
            "chapters/toy/chapter.md:1: the figure `fall` is never shown: add `{{#figure fall}}`",
            "chapters/toy/src/model.rs:6: lines 6 to 7 are never shown in the prose",
        ]
    );
}

/// Catches links to pages, places and files that the book has not.
#[test]
fn a_dead_link_is_told() {
    told(
        "Again.",
        "[a](prefase.md), [b](preface.md#sec-lav), [c](#sec-lav), [d](https://example.org/x), ![e](x.png).",
        &[
            "chapters/toy/chapter.md:15: the link `#sec-lav` leads nowhere: `toy.html` has no `#sec-lav` (did you mean `sec-law`?)",
            "chapters/toy/chapter.md:15: the link `preface.md#sec-lav` leads nowhere: `preface.html` has no `#sec-lav`",
            "chapters/toy/chapter.md:15: the link `prefase.md` leads nowhere: the book has no `prefase.html` (did you mean `preface.html`?)",
            "chapters/toy/chapter.md:15: the link `x.png` leads nowhere: the book has no `x.png`",
        ],
    );
}

/// Catches pages that are listed and not there, and chapters that are there and not listed.
#[test]
fn a_wrong_table_of_contents_is_told() {
    let toy = Toy::new();
    toy.write("book/text/preface.md", "# Preface\n");
    toy.write(
        "book/text/SUMMARY.md",
        "[Preface](prefase.md)\n[Preface](preface.md)\n[Bibliography](bibliography.md)\n",
    );
    assert_eq!(
        toy.mistakes().lines().collect::<Vec<_>>(),
        [
            "book/text/SUMMARY.md:1: the chapter `toy` is not listed: add `- [A toy](toy.md)`",
            "book/text/SUMMARY.md:1: there is no page `prefase.md` (did you mean `preface.md`?)",
        ]
    );
}

/// Catches notes without a mark, and marks without a note.
#[test]
fn a_lost_note_is_told() {
    told(
        "[^drag]: Without",
        "[^alone]: Nobody.\n\n[^drag]: Without",
        &["chapters/toy/chapter.md:17: the note `[^alone]` has no mark in the text"],
    );
}

/// Catches BibTeX that is dropped in silence, and works that nobody cites.
#[test]
fn a_wrong_bibliography_is_told() {
    let toy = Toy::new();
    toy.write(
        "book/text/bibliography.bib",
        "@book{galilei1638,\n title = {Two},\n year = {1638}\n",
    );
    assert!(
        toy.mistakes().contains("book/text/bibliography.bib:"),
        "{}",
        toy.mistakes()
    );
    let toy = Toy::new();
    toy.edit(
        "said by @newton1687 and others\n[see @galilei1638, p. 3; @newton1687]",
        "said",
    );
    let built = toy.build().expect("an unused work stops no build");
    let warnings: Vec<String> = built.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        ["book/text/bibliography.bib:8: the work `newton1687` is never cited"]
    );
}

/// Catches a figure or a claim whose computation fails, and a build that goes on without it.
#[test]
fn a_failed_computation_is_told() {
    use common::claim::Claim;
    use common::figure::FigureError;
    use common::param::NoParameters;
    let mut toy = Toy::new();
    toy.chapters[0].claims[1] = Claim::new("noise", "a number", "x", "", |_: &NoParameters, _| {
        Err(FigureError::Model("the root is not bracketed".into()))
    });
    let mistakes = toy.mistakes();
    let expected =
        "chapters/toy/chapter.md:6: the claim `noise` can't be computed: the root is not bracketed";
    assert_eq!(mistakes.lines().next(), Some(expected));
}

/// Catches a failed build that destroys the book that worked.
#[test]
fn the_old_book_stays() {
    let toy = Toy::new();
    toy.build().expect("a book");
    let before = toy.read("toy.html");
    toy.edit("{{#figure fall}}", "{{#figure fal}}");
    assert!(toy.build().is_err());
    assert_eq!(toy.read("toy.html"), before);
    let beside = std::fs::read_dir(toy.root.path().join("target"))
        .expect("readable")
        .count();
    assert_eq!(beside, 2, "only the book and the weaver's folder are left");
    toy.edit("*Why do bodies fall?*", "*Why?*");
    toy.build().expect("a book again");
    assert!(toy.read("toy.html").contains("Why?"));
}
