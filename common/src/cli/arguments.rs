//! The flags: the command line's own, and one for each parameter that is declared.

use super::{Ended, Recording};
use crate::chapter::Chapter;
use crate::param::{Declaration, Values};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

/// The formats in which a figure can be written.
pub(super) const FORMATS: &[&str] = if cfg!(feature = "png") {
    &["svg", "csv", "json", "png"]
} else {
    &["svg", "csv", "json"]
};

/// The whole command line of a chapter.
pub(super) fn command(chapter: &Chapter, recordings: &[Recording]) -> Command {
    let formats = FORMATS.join(", ");
    let command = Command::new(chapter.name)
        .about(format!(
            "{}: computes the figures and the numbers of this chapter",
            chapter.title
        ))
        .after_help(format!(
            "Without a command: every figure, into figures/{}/.\n\
             'figure NAME --help' lists a figure's parameters, 'claims NAME --help' a claim's.",
            chapter.name
        ))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .subcommand_value_name("COMMAND")
        .arg(own("out", "DIR", "the folder to write into").global(true))
        .arg(
            own(
                "format",
                "LIST",
                format!("what to write: {formats}, with commas between"),
            )
            .global(true),
        )
        .arg(
            own(
                "threads",
                "N",
                "how many threads to use; the result is the same for any",
            )
            .global(true),
        )
        .arg(switch("quiet", "say nothing but what is wrong").global(true))
        .arg(own("seed", "N", "the seed of all figures that are random"))
        .subcommand(figure(chapter))
        .subcommand(claims(chapter))
        .subcommand(
            Command::new("list")
                .about("List figures, claims and their parameters, with units and ranges")
                .arg(switch(
                    "json",
                    "as JSON, with the columns of each figure's table",
                )),
        )
        .subcommand(
            Command::new("completions")
                .about("Print a completion script for a shell")
                .arg(
                    Arg::new("shell")
                        .required(true)
                        .value_parser(value_parser!(clap_complete::Shell)),
                ),
        );
    if recordings.is_empty() {
        command
    } else {
        command.subcommand(record(recordings))
    }
}

fn record(recordings: &[Recording]) -> Command {
    let command = Command::new("record")
        .about("Compute a table that is too dear for every build; stopped and called again, it goes on")
        .subcommand_required(true)
        .subcommand_value_name("NAME")
        .subcommand_help_heading("Recordings")
        .disable_help_subcommand(true);
    let each = recordings
        .iter()
        .map(|one| Command::new(one.name).about(one.summary));
    command.subcommands(each)
}

fn figure(chapter: &Chapter) -> Command {
    let mut command = Command::new("figure")
        .about("Compute one figure, at any parameters")
        .subcommand_required(true)
        .subcommand_value_name("NAME")
        .subcommand_help_heading("Figures")
        .disable_help_subcommand(true);
    for figure in &chapter.figures {
        let parameters = figure.declarations().into_iter().map(|one| parameter(&one));
        command = command.subcommand(
            Command::new(figure.name)
                .about(figure.summary)
                .args(parameters),
        );
    }
    command
}

fn claims(chapter: &Chapter) -> Command {
    // Every claim's parameters, and whether all that have one allow the same.
    let mut union: Vec<(Declaration, bool)> = Vec::new();
    let mut command = Command::new("claims")
        .about("Compute the numbers that the text states, at any parameters")
        .subcommand_value_name("NAME")
        .subcommand_help_heading("Claims")
        .disable_help_subcommand(true);
    for claim in &chapter.claims {
        let declarations = claim.declarations();
        let parameters = declarations.iter().map(parameter);
        command = command.subcommand(
            Command::new(claim.name)
                .about(claim.meaning)
                .args(parameters)
                .arg(switch("json", "as JSON")),
        );
        for declaration in declarations {
            match union
                .iter_mut()
                .find(|(one, _)| one.name == declaration.name)
            {
                Some((one, same)) => {
                    *same &= one.allowed() == declaration.allowed()
                        && one.default == declaration.default;
                }
                None => union.push((declaration, true)),
            }
        }
    }
    command
        .args(union.iter().map(|(one, same)| {
            if *same {
                parameter(one)
            } else {
                parameter(one).help(format!(
                    "{}: range and default differ from claim to claim",
                    one.meaning
                ))
            }
        }))
        .arg(switch("json", "as JSON"))
}

fn own(name: &'static str, value: &'static str, help: impl Into<clap::builder::StyledStr>) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(help)
        .allow_hyphen_values(true)
}

fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

fn parameter(declaration: &Declaration) -> Arg {
    let Declaration {
        name,
        meaning,
        default,
        unit,
        ..
    } = declaration;
    let shown = if unit.is_empty() {
        default.to_string()
    } else {
        format!("{default} {unit}")
    };
    let help = format!("{meaning}: {} [default: {shown}]", declaration.allowed());
    Arg::new(name.clone())
        .long(name.clone())
        .value_name("VALUE")
        .help(help)
        .help_heading("Parameters")
        .allow_hyphen_values(true)
}

/// Sets, over the values, those that were given as flags.
pub(super) fn set_given(
    values: &mut Values,
    declarations: &[Declaration],
    matches: &ArgMatches,
) -> Result<(), Ended> {
    for declaration in declarations {
        if let Some(text) = given(matches, &declaration.name) {
            let value = declaration
                .parse(text)
                .map_err(|error| Ended::Usage(error.to_string()))?;
            values.set(&declaration.name, value);
        }
    }
    Ok(())
}

/// Refuses a parameter that was given before the name of a claim that doesn't have it.
pub(super) fn refuse_undeclared(
    declarations: &[Declaration],
    matches: &ArgMatches,
    name: &str,
) -> Result<(), Ended> {
    let own = ["out", "format", "threads", "quiet", "json"];
    let stray = matches.ids().map(clap::Id::as_str).find(|id| {
        let declared = declarations.iter().any(|one| one.name == *id);
        !own.contains(id) && !declared && given(matches, id).is_some()
    });
    match stray {
        Some(flag) => Err(Ended::Usage(format!(
            "the claim '{name}' has no parameter --{flag}"
        ))),
        None => Ok(()),
    }
}

fn given<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches
        .try_get_one::<String>(name)
        .ok()
        .flatten()
        .map(String::as_str)
}

/// The number of threads asked for, or that of the processors.
pub(super) fn threads(matches: &ArgMatches) -> Result<usize, Ended> {
    const MOST: usize = 1024;
    let Some(text) = matches.get_one::<String>("threads") else {
        return Ok(std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
    };
    match text.trim().parse() {
        Ok(threads @ 1..=MOST) => Ok(threads),
        _ => Err(Ended::Usage(format!(
            "--threads is '{text}'; it must be a whole number between 1 and {MOST}"
        ))),
    }
}
