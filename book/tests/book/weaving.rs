//! What each directive becomes in the page.

use crate::toy::Toy;

fn page(toy: &Toy) -> String {
    toy.build().unwrap_or_else(|error| panic!("{error}"));
    toy.read("toy.html")
}

#[track_caller]
fn holds(page: &str, piece: &str) {
    assert!(page.contains(piece), "missing: {piece}");
}

/// Catches numbers, units, links and titles of claims that are wrong.
#[test]
fn claims_become_numbers_that_lead_to_their_check() {
    let page = page(&Toy::new());
    holds(
        &page,
        "<a class=\"claim\" href=\"#checked-fall-time\" title=\"time to fall; reference 1.428, agrees\">1.43\u{202f}s</a>",
    );
    holds(
        &page,
        "title=\"time to fall; at height = 20\u{202f}m; reference 2.019, agrees\">2.02\u{202f}s</a>",
    );
    holds(&page, ">1.43</a>\nseconds");
    holds(&page, "standard error 2.00×10⁻⁷\">−1.50×10⁻⁵</a>");
    let preface = Toy::new();
    preface.build().expect("a book");
    holds(
        &preface.read("preface.html"),
        "<a class=\"claim\" href=\"toy.html#checked-fall-time\"",
    );
}

/// Catches mathematics left to the browser, unnumbered equations, and blocks within paragraphs.
#[test]
fn equations_are_set_and_numbered() {
    let page = page(&Toy::new());
    holds(
        &page,
        "<div class=\"equation\" id=\"eq-law\">\n<div class=\"equation-body\"><span class=\"katex-display\">",
    );
    holds(&page, "<span class=\"equation-number\">(2.1)</span>");
    holds(
        &page,
        "<span class=\"equation\" id=\"eq-within\"><span class=\"equation-body\">",
    );
    holds(
        &page,
        "<span class=\"equation-number\">(2.2)</span></span>\na paragraph",
    );
    // Set for screen readers as well, and not a third time as its source.
    holds(&page, "<mn>1.43</mn>");
    assert!(!page.contains("<annotation"), "{page}");
    holds(&page, "</span>’s law");
    assert!(!page.contains("data-weave") && !page.contains("{#eq-"));
}

/// Catches references to the wrong number or page.
#[test]
fn references_lead_to_their_targets() {
    let toy = Toy::new();
    let page = page(&toy);
    holds(&page, "<a class=\"reference\" href=\"#eq-law\">(2.1)</a>");
    holds(
        &page,
        "<a class=\"reference\" href=\"#fig-fall\">Figure 2.1</a>",
    );
    holds(
        &page,
        "<a class=\"reference\" href=\"#sec-law\">Section “The law”</a>",
    );
    holds(
        &toy.read("preface.html"),
        "href=\"toy.html#fig-fall\" data-preview=\"previews/toy.js\">Figure 2.1</a>",
    );
}

/// Catches citations in the wrong form, and entries that don't say where they are cited.
#[test]
fn citations_and_their_entries_lead_to_each_other() {
    let toy = Toy::new();
    let page = page(&toy);
    holds(
        &page,
        "<a class=\"citation\" id=\"cite-newton1687-1\" href=\"bibliography.html#newton1687\" data-preview=\"previews/bibliography.js\">Newton and Halley (1687)</a>",
    );
    holds(
        &page,
        "(<a class=\"citation\" id=\"cite-galilei1638-1\" href=\"bibliography.html#galilei1638\" data-preview=\"previews/bibliography.js\">see Galilei, 1638, p. 3</a>; <a class=\"citation\" id=\"cite-newton1687-2\" href=\"bibliography.html#newton1687\" data-preview=\"previews/bibliography.js\">Newton &amp; Halley, 1687</a>)",
    );
    let list = toy.read("bibliography.html");
    holds(&list, "<li id=\"newton1687\">");
    holds(&list, "<em>Transactions</em>");
    holds(
        &list,
        "<a href=\"toy.html#cite-newton1687-2\" aria-label=\"A toy, place 2\">2</a>",
    );
}

/// Catches notes without their text, repeated, or far from their mark.
#[test]
fn a_note_stands_beside_its_first_mark() {
    let page = page(&Toy::new());
    holds(
        &page,
        "<sup class=\"margin-mark\">1</sup><span class=\"margin-note\" role=\"note\"><sup>1</sup> Without <em>drag</em>, see <a class=\"claim\"",
    );
    assert_eq!(page.matches("margin-note").count(), 1);
    assert_eq!(page.matches("margin-mark").count(), 3);
    assert!(!page.contains("footnote"));
}

/// Catches listings without their source, with anchors in them, or torn out of their list.
#[test]
fn listings_show_the_compiled_code_and_lead_to_its_line() {
    let toy = Toy::new();
    let page = page(&toy);
    holds(&page, "/// Seconds to fall, (2.1).\n");
    holds(
        &page,
        "pub fn fall(height: f64) -&gt; f64 {\n    (2.0 * height / 9.81).sqrt()\n}</code>",
    );
    holds(
        &page,
        "<p class=\"listing-source\"><a href=\"source/chapters/toy/src/model.rs.html#L6\">chapters/toy/src/model.rs, lines 6–11</a></p>",
    );
    holds(&page, ">chapters/toy/src/model.rs, line 9</a></p>");
    let list = page.find("<li>").expect("a list");
    let end = page[list..].find("</ul>").expect("its end") + list;
    assert!(
        page[list..end].contains("line 9</a>"),
        "the listing stays in its list item"
    );
    holds(
        &toy.read("source/chapters/toy/src/model.rs.html"),
        "<span class=\"line\" id=\"L6\">/// Seconds to fall, @eq-law.\n</span>",
    );
}

/// Catches figures without number, words, parameters, data or command.
#[test]
fn a_figure_has_all_that_a_reader_needs() {
    let toy = Toy::new();
    let page = page(&toy);
    holds(&page, "<figure class=\"figure\" id=\"fig-fall\">");
    holds(
        &page,
        "<span class=\"figure-number\">Figure 2.1</span> <span class=\"caption\">A body falls from <span class=\"katex\">",
    );
    holds(&page, "as <em>Galileo</em> said <a class=\"citation\"");
    holds(&page, "A parabola that opens &quot;downwards&quot;.");
    holds(&page, "10\u{202f}m.</span>");
    holds(
        &page,
        "<code class=\"figure-command\">cargo run --release -p toy -- figure fall</code>",
    );
    for ending in ["svg", "csv", "json"] {
        holds(&page, &format!("href=\"figures/toy/fall.{ending}\""));
        assert!(!toy.read(&format!("figures/toy/fall.{ending}")).is_empty());
    }
}

/// Catches tables that leave out a reference, its condition or its verdict.
#[test]
fn tables_hold_parameters_and_checks() {
    let page = page(&Toy::new());
    holds(&page, "<table class=\"parameters\" id=\"parameters-fall\">");
    holds(&page, "between 0 and 100 m");
    holds(
        &page,
        "<tr id=\"checked-fall-time\"><th scope=\"row\" rowspan=\"2\">time to fall</th>",
    );
    holds(
        &page,
        "<td class=\"agrees\"><span aria-hidden=\"true\">✓</span> agrees; off by",
    );
    holds(
        &page,
        "<span class=\"condition\">at height = 20\u{202f}m</span>",
    );
    holds(&page, "−1.50×10⁻⁵ ± 2.0×10⁻⁷");
}

/// Catches links to other pages that show nothing when a reader points at them.
#[test]
fn what_a_link_points_to_on_another_page_can_be_shown() {
    let toy = Toy::new();
    toy.build().expect("a book");
    holds(
        &toy.read("preface.html"),
        "<a class=\"reference\" href=\"toy.html#fig-fall\" data-preview=\"previews/toy.js\">",
    );
    let script = toy.read("previews/toy.js");
    holds(
        &script,
        "(window.lecture_previews ??= {})[\"toy.html\"] = {",
    );
    holds(&script, r#""fig-fall":"<figure class=\"figure\""#);
    holds(&script, r#""checked-fall-time":"<table class=\"checked\">"#);
}

/// Catches ids that the print page renames without the links to them, and pictures in the search.
#[test]
fn the_print_page_and_the_search_index_are_whole() {
    let toy = Toy::new();
    page(&toy);
    let print = toy.read("print.html");
    holds(
        &print,
        "<a class=\"reference\" href=\"#fig-fall\">Figure 2.1</a>",
    );
    assert!(!print.contains("data-weave") && print.contains("<svg"));
    for href in book::html::attributes(&print, "href") {
        let Some(anchor) = href.strip_prefix('#').filter(|anchor| !anchor.is_empty()) else {
            continue;
        };
        assert!(
            print.contains(&format!("id=\"{anchor}\"")),
            "#{anchor} leads nowhere in print"
        );
    }
    let index = toy.read("searchindex.js");
    assert!(index.contains("1.43") && index.contains("Galileo said"));
    assert!(
        !index.contains("mathml") && !index.contains("sqrt{"),
        "mathematics in the search index"
    );
}

/// Catches files of the workshop that get into the book.
#[test]
fn nothing_gets_into_the_book_but_what_belongs() {
    let toy = Toy::new();
    toy.build().expect("a book");
    let output = toy.layout().output;
    let known = [
        "html", "css", "js", "svg", "csv", "json", "woff2", "png", "txt",
    ];
    for path in book::layout::files_below(&output) {
        let ending = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        assert!(known.contains(&ending.as_str()), "{}", path.display());
    }
    let stray = std::fs::read_dir(output.parent().expect("a folder")).expect("readable");
    let names: Vec<String> = stray
        .map(|one| {
            one.expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!(
        names.iter().all(|name| name == "book" || name == "weaving"),
        "{names:?}"
    );
}

/// Catches a book that depends on the time, the number of threads or what is remembered.
#[test]
fn the_same_text_gives_the_same_book() {
    let toy = Toy::new();
    toy.build().expect("a book");
    let output = toy.layout().output;
    let contents = || -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let files = book::layout::files_below(&output);
        files
            .into_iter()
            .map(|path| (path.clone(), std::fs::read(path).expect("readable")))
            .collect()
    };
    let first = contents();
    let builder = book::build::Builder::new(toy.layout(), &toy.chapters)
        .threads(1)
        .remembering();
    for _ in 0..2 {
        builder.build().expect("a book");
        assert!(contents() == first, "the book changed");
    }
}

/// Catches links to copies, or to the staging folder, once the repository has an address.
#[test]
fn with_an_address_links_lead_to_the_repository() {
    let toy = Toy::new();
    let settings = toy.layout().settings();
    let text = std::fs::read_to_string(&settings).expect("settings");
    let address = "git-repository-url = \"https://example.org/toys/\"";
    let text = text.replace("git-repository-url = \"\"", address);
    toy.write("book/book.toml", &text);
    let page = page(&toy);
    let blob = "https://example.org/toys/blob/main/chapters/toy/src/model.rs";
    holds(&page, &format!("<a href=\"{blob}#L6-L11\">"));
    holds(
        &page,
        "https://example.org/toys/edit/main/chapters/toy/chapter.md",
    );
    assert!(!page.contains("source/chapters") && !page.contains("edit/main/src"));
    assert!(!toy.layout().output.join("source").exists());
}
