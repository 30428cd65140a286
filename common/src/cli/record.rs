//! Recordings: tables too dear for every build, computed once by a named command and kept.
//!
//! ```text
//! hopfield record capacity [--out DIR] [--threads N] [--quiet]
//! ```
//!
//! Every finished run is kept in a journal beside the table. A command that is stopped, however
//! rudely, and called again goes on from there, and ends with the same bytes as one that ran through;
//! the journal then goes away. All threads work at the same point of the table, so that what is lost are
//! runs of one point that had not ended: one for each thread at most.

use super::progress::Progress;
use super::write::naming;
use super::{Ended, arguments, write_whole};
use crate::chapter::Chapter;
use crate::figure::FigureError;
use crate::run::{FinishedPoints, Run};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// A table that a chapter keeps in its `data/`, and how it is computed.
pub struct Recording {
    /// Its name, which is that of its file without `.csv`.
    pub name: &'static str,
    /// What it holds, in a few words.
    pub summary: &'static str,
    /// Computes the whole table; its dear points through [`Run::sweep`].
    pub table: fn(&Run) -> Result<String, FigureError>,
}

/// Computes a recording and writes it.
pub(super) fn record(
    chapter: &Chapter,
    recordings: &[Recording],
    matches: &ArgMatches,
    out: &mut dyn Write,
) -> Result<(), Ended> {
    let Some((name, matches)) = matches.subcommand() else {
        return Ok(());
    };
    let Some(recording) = recordings.iter().find(|one| one.name == name) else {
        return Ok(());
    };
    let folder = folder(chapter, matches)?;
    let path = folder.join(format!("{name}.csv"));
    let journal = Journal::open(folder.join(format!("{name}.journal")))?;
    let quiet = matches.get_flag("quiet");
    let progress = Progress::new(name, quiet);
    let report = |done, all| progress.report(done, all);
    let run = Run::serial()
        .threads(arguments::threads(matches)?)
        .progress(&report)
        .finished_points(&journal);
    let table = (recording.table)(&run).map_err(|error| match error {
        FigureError::Parameter(sentence) => Ended::Usage(sentence),
        error => Ended::Failed(format!("{name}: {error}")),
    })?;
    drop(progress);
    journal.sound()?;
    write_whole(&path, table.as_bytes())?;
    journal.remove()?;
    if !quiet {
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}

/// The folder to write into: the one given, or the chapter's `data/` in the workspace around us.
fn folder(chapter: &Chapter, matches: &ArgMatches) -> Result<PathBuf, Ended> {
    if let Some(folder) = matches.get_one::<String>("out") {
        if folder.is_empty() {
            let sentence = "--out is empty; it must name a folder";
            return Err(Ended::Usage(sentence.to_owned()));
        }
        let folder = PathBuf::from(folder);
        std::fs::create_dir_all(&folder).map_err(naming(&folder))?;
        return Ok(folder);
    }
    let here = std::env::current_dir().map_err(naming(Path::new(".")))?;
    let data = Path::new("chapters").join(chapter.name).join("data");
    let found = here
        .ancestors()
        .map(|one| one.join(&data))
        .find(|one| one.is_dir());
    found.ok_or_else(|| {
        let data = data.display();
        Ended::Usage(format!(
            "there is no {data} here or above; --out must name a folder"
        ))
    })
}

/// Finished runs in a file: a line each, the numbers first, then the key.
struct Journal {
    path: PathBuf,
    state: Mutex<State>,
}

struct State {
    file: File,
    runs: BTreeMap<String, Vec<f64>>,
    /// The first error of writing; runs after it are computed, but not kept.
    failed: Option<io::Error>,
}

impl Journal {
    fn open(path: PathBuf) -> io::Result<Self> {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(naming(&path)(error)),
        };
        // A line without an end was being written when the command was stopped.
        let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
        let runs = whole.lines().filter_map(entry).collect();
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let file = file.map_err(naming(&path))?;
        file.set_len(whole.len() as u64).map_err(naming(&path))?;
        let state = State {
            file,
            runs,
            failed: None,
        };
        Ok(Self {
            path,
            state: Mutex::new(state),
        })
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // A thread that panicked left whole lines behind.
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Fails if a run could not be written.
    fn sound(&self) -> io::Result<()> {
        let failed = self.state().failed.take();
        failed.map_or(Ok(()), |error| Err(naming(&self.path)(error)))
    }

    fn remove(self) -> io::Result<()> {
        std::fs::remove_file(&self.path).map_err(naming(&self.path))
    }
}

fn entry(line: &str) -> Option<(String, Vec<f64>)> {
    let (numbers, key) = line.split_once('\t')?;
    let numbers = numbers.split(' ').map(str::parse).collect::<Result<_, _>>();
    Some((key.to_owned(), numbers.ok()?))
}

impl FinishedPoints for Journal {
    fn get(&self, key: &str) -> Option<Vec<f64>> {
        self.state().runs.get(key).cloned()
    }

    fn put(&self, key: &str, numbers: &[f64]) {
        // The shortest digits that read back as the same number.
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        let line = format!("{}\t{key}\n", numbers.join(" "));
        let mut state = self.state();
        let written = state
            .file
            .write_all(line.as_bytes())
            .and_then(|()| state.file.sync_data());
        if let Err(error) = written {
            state.failed.get_or_insert(error);
        }
    }
}
