//! Figures into files.

use super::Ended;
use super::arguments::{self, FORMATS};
use super::progress::Progress;
use super::write::write_together;
use crate::chapter::{Chapter, FigureEntry, nearest};
use crate::figure::FigureError;
use crate::param::{Kind, Values};
use crate::run::Run;
use clap::ArgMatches;
use std::io::Write;
use std::path::PathBuf;

/// How and where to write.
struct Output {
    folder: PathBuf,
    formats: Vec<&'static str>,
    threads: usize,
    quiet: bool,
}

impl Output {
    fn new(chapter: &Chapter, matches: &ArgMatches) -> Result<Self, Ended> {
        let folder = match matches.get_one::<String>("out") {
            Some(folder) if folder.is_empty() => {
                return Err(Ended::Usage(
                    "--out is empty; it must name a folder".to_owned(),
                ));
            }
            Some(folder) => PathBuf::from(folder),
            None => PathBuf::from("figures").join(chapter.name),
        };
        if folder.exists() && !folder.is_dir() {
            let folder = folder.display();
            return Err(Ended::Usage(format!(
                "--out is {folder}, a file; it must be a folder"
            )));
        }
        let default = "svg,csv".to_owned();
        let list = matches.get_one::<String>("format").unwrap_or(&default);
        let mut formats = Vec::new();
        for name in list.split(',').map(str::trim) {
            let Some(format) = FORMATS.iter().find(|format| **format == name) else {
                let near = nearest(name, FORMATS.iter().copied())
                    .map_or_else(String::new, |near| format!(" (did you mean {near}?)"));
                let all = FORMATS.join(", ");
                return Err(Ended::Usage(format!(
                    "--format is '{list}'; it must be one or more of {all} with commas between{near}"
                )));
            };
            if !formats.contains(format) {
                formats.push(*format);
            }
        }
        let threads = arguments::threads(matches)?;
        Ok(Self {
            folder,
            formats,
            threads,
            quiet: matches.get_flag("quiet"),
        })
    }
}

/// Writes every figure of the chapter, at its own parameters.
pub(super) fn all(
    chapter: &Chapter,
    matches: &ArgMatches,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Ended> {
    let output = Output::new(chapter, matches)?;
    let mut seeded = Vec::new();
    let mut random = false;
    for figure in &chapter.figures {
        let mut values = figure.defaults();
        if let Some(text) = matches.get_one::<String>("seed") {
            for one in figure.declarations() {
                // Read by its own declaration, so that the message is that of the parameter.
                if one.kind == Kind::Seed {
                    random = true;
                    let seed = one
                        .parse(text)
                        .map_err(|error| Ended::Usage(error.to_string()))?;
                    values.set(&one.name, seed);
                }
            }
        }
        seeded.push((figure, values));
    }
    if let Some(text) = matches.get_one::<String>("seed")
        && !random
    {
        if text.trim().parse::<u64>().is_err() {
            return Err(Ended::Usage(format!(
                "--seed is '{text}'; it must be a whole number between 0 and {}",
                u64::MAX
            )));
        }
        if !output.quiet {
            writeln!(
                err,
                "{}: no figure here is random; --seed changes nothing",
                chapter.name
            )?;
        }
    }
    for (figure, values) in seeded {
        write(chapter, figure, &values, &output, out)?;
    }
    Ok(())
}

/// Writes one figure, at the parameters given.
pub(super) fn one(
    chapter: &Chapter,
    matches: &ArgMatches,
    out: &mut dyn Write,
) -> Result<(), Ended> {
    let Some((name, matches)) = matches.subcommand() else {
        return Ok(());
    };
    let Some(figure) = chapter.figure(name) else {
        return Ok(());
    };
    let mut values = figure.defaults();
    arguments::set_given(&mut values, &figure.declarations(), matches)?;
    let output = Output::new(chapter, matches)?;
    write(chapter, figure, &values, &output, out)
}

fn write(
    chapter: &Chapter,
    entry: &FigureEntry,
    values: &Values,
    output: &Output,
    out: &mut dyn Write,
) -> Result<(), Ended> {
    let progress = Progress::new(entry.name, output.quiet);
    let report = |done, all| progress.report(done, all);
    let run = Run::serial().threads(output.threads).progress(&report);
    let figure = entry.draw(values, &run).map_err(|error| match error {
        FigureError::Parameter(sentence) => Ended::Usage(sentence),
        error => Ended::Failed(format!("{}: {error}", entry.name)),
    })?;
    let provenance = chapter.provenance(entry, values);
    let mut files = Vec::new();
    for format in &output.formats {
        let bytes = match *format {
            "svg" => figure.svg().into_bytes(),
            "csv" => figure.csv(&provenance).into_bytes(),
            "json" => figure.json(&provenance).into_bytes(),
            #[cfg(feature = "png")]
            "png" => figure
                .png(2.0)
                .map_err(|error| Ended::Failed(format!("{}: {error}", entry.name)))?,
            other => {
                return Err(Ended::Usage(format!(
                    "--format is '{other}', which is unknown"
                )));
            }
        };
        files.push((
            output.folder.join(format!("{}.{format}", entry.name)),
            bytes,
        ));
    }
    drop(progress);
    write_together(&files)?;
    for (path, _) in files {
        if !output.quiet {
            writeln!(out, "{}", path.display())?;
        }
    }
    Ok(())
}
