//! A workspace of one small chapter, to weave and to break.

use book::build::{BuildError, Builder, Built};
use book::layout::Layout;
use common::chapter::{Chapter, FigureEntry};
use common::claim::{Claim, Estimate};
use common::figure::{Axis, Figure, FigureError, Layer, Panel, Role};
use common::prose::Prose;
use common::run::Run;
use std::path::Path;
use tempfile::TempDir;

common::parameters! {
    /// A falling body.
    pub struct Fall {
        /// height from which it falls
        height: f64 = 10.0 => Real { symbol: "h", unit: "m", from: 0.0, to: 100.0 };
    }
}

fn duration(height: f64) -> f64 {
    (2.0 * height / 9.81).sqrt()
}

fn fall(p: &Fall, _: &Run) -> Result<Figure, FigureError> {
    if p.height == 0.0 {
        return Err(FigureError::Model("it lies on the ground".into()));
    }
    let times: Vec<f64> = (0..20).map(|n| f64::from(n) / 10.0).collect();
    let heights = times.iter().map(|t| p.height - 4.905 * t * t).collect();
    let panel = Panel::new(
        "fall",
        Axis::new("time", "t", "s"),
        Axis::new("height", "h", "m"),
    )
    .layer(Layer::line("height", Role::Theory, times, heights));
    Ok(Figure::new()
        .panel(panel)
        .caption(Prose::new().plain("A body falls from $h$, as *Galileo* said [@galilei1638]."))
        .alternative_text(Prose::new().plain("A parabola that opens \"downwards\".")))
}

/// The chapter `toy`.
pub fn chapter() -> Chapter {
    let claim = Claim::new("fall-time", "time to fall", "t_1", "s", |p: &Fall, _| {
        Ok(Estimate::exact(duration(p.height)))
    })
    .reference(1.428, 0.001, "by hand")
    .reference(2.019, 0.001, "by hand")
    .at([("height", 20.0.into())]);
    let random = Claim::new("noise", "a random number", r"\xi", "", |_: &Fall, _| {
        Ok(Estimate::random(-1.5e-5, 2e-7))
    });
    Chapter {
        name: "toy",
        title: "A toy",
        figures: vec![FigureEntry::new(
            "fall",
            "a fall",
            "chapters/toy/src/model.rs",
            fall,
        )],
        claims: vec![claim, random],
    }
}

const SUMMARY: &str = "# Summary\n\n[Preface](preface.md)\n\n# Part I\n\n- [To come]()\n- [A toy](toy.md)\n\n---\n\n[Bibliography](bibliography.md)\n";

const BIBLIOGRAPHY: &str = "@book{galilei1638,\n author = {Galilei, Galileo},\n title = {Two New Sciences},\n year = {1638},\n \
    publisher = {Elzevir}\n}\n\n@article{newton1687,\n author = {Newton, Isaac and Halley, Edmond},\n title = {On Fluxions},\n \
    journal = {Transactions},\n volume = {1},\n pages = {1--2},\n year = {1687}\n}\n";

const MODEL: &str = "//! The model.\n\nuse std::f64;\n\n// ANCHOR: fall\n/// Seconds to fall, @eq-law.\npub fn fall(height: f64) -> f64 {\n    // ANCHOR: law\n    (2.0 * height / 9.81).sqrt()\n    // ANCHOR_END: law\n}\n// ANCHOR_END: fall\n";

/// The chapter's page, with every directive.
pub const PAGE: &str = r#"# A toy

*Why do bodies fall?*

It takes {{#claim fall-time}}, from twice the height {{#claim fall-time height=20}} or {{#claim fall-time value}}
seconds; noise is {{#claim noise}}. $V$'s law is $t = \claim{fall-time}$.

## The law {#sec-law}

$$ t = \sqrt{2h/g} $$ {#eq-law}

within
$$ x_1 $$ {#eq-within}
a paragraph. See @eq-law, @eq-within, @fig-fall and @sec-law, said by @newton1687 and others
[see @galilei1638, p. 3; @newton1687].[^drag] Again.[^drag]

[^drag]: Without *drag*, see {{#claim fall-time}}
    and $x$.

```rust
{{#include src/model.rs:fall}}
```

{{#figure fall}}

{{#parameters fall}}

- a list

  {{#include src/model.rs:law}}

<details class="solution"><summary>Solution</summary>

Hidden [^drag] and $y$.

</details>

{{#checked}}
"#;

/// A workspace on disk.
pub struct Toy {
    /// Its folder.
    pub root: TempDir,
    /// Its chapters.
    pub chapters: Vec<Chapter>,
}

impl Toy {
    /// The workspace as it should be.
    pub fn new() -> Self {
        let toy = Self {
            root: tempfile::tempdir().expect("a folder"),
            chapters: vec![chapter()],
        };
        toy.write("book/book.toml", "[book]\ntitle = \"Toys\"\nlanguage = \"en-GB\"\n[output.html]\ngit-repository-url = \"\"\nhash-files = false\ninput-404 = \"\"\n[output.html.playground]\nrunnable = false\n");
        toy.write("book/text/SUMMARY.md", SUMMARY);
        toy.write("book/text/preface.md", "# Preface\n\nIt takes {{#claim toy/fall-time}}; see @fig-fall and [the law](toy.md#sec-law).\n");
        toy.write(
            "book/text/bibliography.md",
            "# Bibliography\n\n{{#bibliography}}\n",
        );
        toy.write("book/text/bibliography.bib", BIBLIOGRAPHY);
        toy.write("chapters/toy/chapter.md", PAGE);
        toy.write("chapters/toy/src/model.rs", MODEL);
        toy
    }

    /// Where everything stands.
    pub fn layout(&self) -> Layout {
        Layout::of(self.root.path())
    }

    /// Writes a file of the workspace.
    pub fn write(&self, file: &str, text: &str) {
        let path = self.root.path().join(file);
        std::fs::create_dir_all(path.parent().expect("a folder above")).expect("writable");
        std::fs::write(path, text).expect("writable");
    }

    /// Replaces a piece of the chapter's page.
    pub fn edit(&self, old: &str, new: &str) {
        assert!(PAGE.contains(old), "{old}");
        self.write("chapters/toy/chapter.md", &PAGE.replacen(old, new, 1));
    }

    /// Builds the book.
    pub fn build(&self) -> Result<Built, BuildError> {
        Builder::new(self.layout(), &self.chapters)
            .threads(2)
            .build()
    }

    /// All mistakes, as they are told.
    pub fn mistakes(&self) -> String {
        match self.build() {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    /// A file of the book.
    pub fn read(&self, file: &str) -> String {
        let path: &Path = &self.layout().output.join(file);
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}
