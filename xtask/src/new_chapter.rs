//! `cargo xtask new-chapter`: a chapter that compiles, for an author to write.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The files of a new chapter. Its name is `chapter-name` in them, its crate `chapter_name`, its
/// title `Chapter Title`.
const FILES: [(&str, &str); 9] = [
    ("Cargo.toml", include_str!("../template/Cargo.toml")),
    ("chapter.md", include_str!("../template/chapter.md")),
    ("src/lib.rs", include_str!("../template/src/lib.rs")),
    ("src/main.rs", include_str!("../template/src/main.rs")),
    ("src/model.rs", include_str!("../template/src/model.rs")),
    ("src/claims.rs", include_str!("../template/src/claims.rs")),
    (
        "src/figures/mod.rs",
        include_str!("../template/src/figures/mod.rs"),
    ),
    (
        "src/figures/decay.rs",
        include_str!("../template/src/figures/decay.rs"),
    ),
    ("tests/decay.rs", include_str!("../template/tests/decay.rs")),
];

/// Its module for browsers.
const MODULE: &str = include_str!("../template/module.rs");

/// Adds the chapter `name` to the workspace at `root` and to the lists of chapters.
///
/// # Errors
/// The name is not one of a chapter (exit code 2), the chapter exists, or a list is not as we know
/// it; then nothing is written.
pub fn new_chapter(root: &Path, name: &str) -> Result<(), Failure> {
    if !is_chapter_name(name) {
        return Err(Failure::of_arguments(format!(
            "`{name}` can't be a chapter's name: use lower-case letters and digits with single \
             hyphens between them, a letter first, as in `cable-theory`"
        )));
    }
    let chapter = root.join("chapters").join(name);
    if chapter.exists() {
        return Err(Failure::of_task(format!(
            "there is a chapter `{name}` already"
        )));
    }
    let mut writes: Vec<(PathBuf, String)> = LISTS
        .iter()
        .map(|list| {
            let path = root.join(list.path);
            let text = fs::read_to_string(&path)
                .map_err(|error| Failure::of_task(format!("can't read {}: {error}", list.path)))?;
            let text = (list.enter)(&text, name).ok_or_else(|| {
                Failure::of_task(format!("found no place for the chapter in {}", list.path))
            })?;
            Ok((path, text))
        })
        .collect::<Result<_, Failure>>()?;
    writes.extend(FILES.map(|(path, text)| (chapter.join(path), named(text, name))));
    let module = format!("book/explore/examples/{name}.rs");
    writes.push((root.join(module), named(MODULE, name)));
    for (path, text) in &writes {
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(path, text))
            .map_err(|error| {
                Failure::of_task(format!("can't write {}: {error}", path.display()))
            })?;
    }
    println!(
        "Made chapters/{name} and entered it in:\n{}\n\n\
         Look at it:           cargo xtask book --open\n\
         Accept its snapshots: INSTA_UPDATE=always cargo xtask test --test figures",
        LISTS.map(|list| format!("  {}", list.path)).join("\n")
    );
    Ok(())
}

fn is_chapter_name(name: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.split('-').all(word)
        // `book`, `common` and their like are taken, as is what cargo refuses.
        && !["book", "common", "registry", "tests", "test", "xtask", "core", "std"].contains(&name)
}

/// The template with the chapter's name in place.
fn named(template: &str, name: &str) -> String {
    template
        .replace("chapter-name", name)
        .replace("chapter_name", &crate_name(name))
        .replace("Chapter Title", &title(name))
}

fn crate_name(name: &str) -> String {
    name.replace('-', "_")
}

/// `cable-theory` as a first guess at a title: "Cable theory".
fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A file that lists the chapters, and how one is entered.
struct List {
    path: &'static str,
    enter: fn(&str, &str) -> Option<String>,
}

const LISTS: [List; 5] = [
    List {
        path: "Cargo.toml",
        enter: |text, name| {
            let line =
                format!("{name} = {{ path = \"chapters/{name}\", default-features = false }}");
            after_last(text, |line| line.contains("path = \"chapters/"), &line)
        },
    },
    List {
        path: "book/registry/Cargo.toml",
        enter: |text, name| {
            // The dependencies are the last to inherit: what the package inherits stands before them.
            let inherits = |line: &str| line.ends_with(".workspace = true");
            after_last(text, inherits, &format!("{name}.workspace = true"))
        },
    },
    List {
        path: "book/registry/src/lib.rs",
        enter: |text, name| {
            let end = text.rfind("::chapter()")? + "::chapter()".len();
            Some(format!(
                "{}, {}::chapter(){}",
                &text[..end],
                crate_name(name),
                &text[end..]
            ))
        },
    },
    List {
        path: "book/explore/Cargo.toml",
        enter: |text, name| {
            let module = format!("[[example]]\nname = \"{name}\"\ncrate-type = [\"cdylib\"]\n\n");
            let end = text.find(PLAYGROUND)?;
            let text = format!("{}{module}{}", &text[..end], &text[end..]);
            // The chapters are the last to be inherited.
            let inherits = |line: &str| line.ends_with(".workspace = true");
            after_last(&text, inherits, &format!("{name}.workspace = true"))
        },
    },
    List {
        path: "book/text/SUMMARY.md",
        enter: |text, name| {
            let written =
                |line: &str| line.trim_start().starts_with("- [") && line.ends_with(".md)");
            after_last(text, written, &format!("- [{}]({name}.md)", title(name)))
        },
    },
];

/// Where the modules of the chapters end in book/explore/Cargo.toml.
const PLAYGROUND: &str = "# The module of the browser tests";

/// `text` with `new` after the last line that `is_last` accepts.
fn after_last(text: &str, is_last: impl Fn(&str) -> bool, new: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let position = lines.iter().rposition(|line| is_last(line))?;
    lines.insert(position + 1, new);
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTED: [(&str, &str); 5] = [
        (
            "Cargo.toml",
            "[workspace.dependencies]\nfirst = { path = \"chapters/first\" }\nlibm = \"0.2\"\n",
        ),
        (
            "book/registry/Cargo.toml",
            "version.workspace = true\n\n[dependencies]\nfirst.workspace = true\n\n[lints]\n\
             workspace = true\n",
        ),
        ("book/registry/src/lib.rs", "vec![first::chapter()]\n"),
        (
            "book/explore/Cargo.toml",
            "version.workspace = true\n\n[[example]]\nname = \"first\"\ncrate-type = [\"cdylib\"]\n\n\
             # The module of the browser tests\n\n[dev-dependencies]\nfirst.workspace = true\n\n\
             [lints]\nworkspace = true\n",
        ),
        (
            "book/text/SUMMARY.md",
            "- [First](first.md)\n- [To come]()\n\n[Literature](literature.md)\n",
        ),
    ];

    fn workspace_with_one_chapter(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("new-chapter-{}-{name}", std::process::id()));
        for (path, text) in LISTED {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    /// Would catch a chapter that is in some lists and not in others, or that stands at a wrong place.
    #[test]
    fn a_new_chapter_is_entered_in_every_list_after_the_last_one() {
        let root = workspace_with_one_chapter("entered");
        new_chapter(&root, "cable-theory").unwrap();
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        assert_eq!(
            read("Cargo.toml"),
            "[workspace.dependencies]\nfirst = { path = \"chapters/first\" }\ncable-theory = \
             { path = \"chapters/cable-theory\", default-features = false }\nlibm = \"0.2\"\n"
        );
        assert_eq!(
            read("book/registry/Cargo.toml"),
            "version.workspace = true\n\n[dependencies]\nfirst.workspace = true\n\
             cable-theory.workspace = true\n\n[lints]\nworkspace = true\n"
        );
        assert_eq!(
            read("book/registry/src/lib.rs"),
            "vec![first::chapter(), cable_theory::chapter()]\n"
        );
        assert_eq!(
            read("book/explore/Cargo.toml"),
            "version.workspace = true\n\n[[example]]\nname = \"first\"\ncrate-type = [\"cdylib\"]\n\n\
             [[example]]\nname = \"cable-theory\"\ncrate-type = [\"cdylib\"]\n\n\
             # The module of the browser tests\n\n[dev-dependencies]\nfirst.workspace = true\n\
             cable-theory.workspace = true\n\n[lints]\nworkspace = true\n"
        );
        assert!(
            read("book/explore/examples/cable-theory.rs").contains("(cable_theory::chapter())")
        );
        assert_eq!(
            read("book/text/SUMMARY.md"),
            "- [First](first.md)\n- [Cable theory](cable-theory.md)\n- [To come]()\n\n\
             [Literature](literature.md)\n"
        );
        let chapter = read("chapters/cable-theory/src/lib.rs");
        assert!(chapter.contains("name: \"cable-theory\"") && chapter.contains("\"Cable theory\""));
        for (path, _) in FILES {
            let text = read(&format!("chapters/cable-theory/{path}"));
            assert!(
                !text.to_lowercase().contains("chapter-name"),
                "{path} has no name"
            );
            assert!(
                !text.contains("chapter_name") && !text.contains("Chapter Title"),
                "{path}"
            );
        }
        fs::remove_dir_all(root).unwrap();
    }

    /// Would catch a chapter that replaces another, or half a chapter beside a list that is unknown.
    #[test]
    fn where_a_chapter_has_no_place_nothing_is_written() {
        let root = workspace_with_one_chapter("refused");
        fs::create_dir_all(root.join("chapters/first")).unwrap();
        assert_eq!(new_chapter(&root, "first").unwrap_err().code(), 1);
        fs::write(root.join("book/text/SUMMARY.md"), "nothing listed\n").unwrap();
        assert_eq!(new_chapter(&root, "cable").unwrap_err().code(), 1);
        assert!(!root.join("chapters/cable").exists());
        assert_eq!(
            fs::read_to_string(root.join("Cargo.toml")).unwrap(),
            LISTED[0].1
        );
        fs::remove_dir_all(root).unwrap();
    }

    /// Would catch a name that cargo, the file system or a link can't take.
    #[test]
    fn a_name_is_words_with_hyphens() {
        for good in ["cable", "cable-theory", "part2-cover"] {
            assert!(is_chapter_name(good), "{good}");
        }
        for bad in [
            "",
            "Cable",
            "cable_theory",
            "-cable",
            "cable-",
            "a--b",
            "2nd",
            "../x",
            "common",
        ] {
            assert!(!is_chapter_name(bad), "{bad}");
            assert_eq!(
                new_chapter(Path::new("/nowhere"), bad).unwrap_err().code(),
                2
            );
        }
    }
}
