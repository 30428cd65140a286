//! clap's errors in one sentence each.

use super::Recording;
use crate::chapter::{Chapter, nearest};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// What clap had to say.
pub(super) enum Refusal {
    /// Help or version, which the user asked for.
    Help(String),
    /// What is wrong, in one sentence.
    Sentence(String),
}

/// Says what is wrong with the arguments.
pub(super) fn explain(chapter: &Chapter, recordings: &[Recording], error: &Error) -> Refusal {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let flag = argument
        .split([' ', '='])
        .next()
        .unwrap_or_default()
        .to_owned();
    let sentence = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Refusal::Help(error.render().to_string());
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            unknown_name(chapter, recordings, error, &name)
        }
        ErrorKind::MissingSubcommand if usage(error).contains(" record") => {
            let names: Vec<&str> = recordings.iter().map(|one| one.name).collect();
            format!("'record' needs the name of one: {}", names.join(", "))
        }
        ErrorKind::MissingSubcommand => {
            format!("'figure' needs the name of one: {}", figures(chapter))
        }
        ErrorKind::UnknownArgument if flag.starts_with('-') => {
            let suggested = context(ContextKind::SuggestedArg);
            let hint = match suggested.as_str() {
                "" => "'--help' lists the flags".to_owned(),
                suggested => format!("did you mean {suggested}?"),
            };
            format!("there is no flag {flag} here; {hint}")
        }
        ErrorKind::UnknownArgument => format!("the word '{argument}' is one too many here"),
        ErrorKind::ArgumentConflict => format!("{flag} is given twice; give it once"),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            format!("{flag} needs a value after it")
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("{flag} takes no value")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            format!(
                "'{value}' is not possible here; it must be one of {}",
                context(ContextKind::ValidValue)
            )
        }
        ErrorKind::MissingRequiredArgument => {
            format!("{argument} is missing; '--help' lists what is needed")
        }
        ErrorKind::InvalidUtf8 => "an argument is not valid text (UTF-8)".to_owned(),
        _ => first_line(error),
    };
    Refusal::Sentence(sentence)
}

fn usage(error: &Error) -> String {
    match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    }
}

fn unknown_name(chapter: &Chapter, recordings: &[Recording], error: &Error, name: &str) -> String {
    let usage = usage(error);
    let (what, candidates): (&str, Vec<&str>) = if usage.contains(" figure") {
        (
            "figure",
            chapter.figures.iter().map(|figure| figure.name).collect(),
        )
    } else if usage.contains(" claims") {
        (
            "claim",
            chapter.claims.iter().map(|claim| claim.name).collect(),
        )
    } else if usage.contains(" record") {
        let names = recordings.iter().map(|one| one.name);
        ("recording", names.collect())
    } else {
        let mut commands = vec!["figure", "claims", "list", "completions"];
        commands.extend((!recordings.is_empty()).then_some("record"));
        ("command", commands)
    };
    match nearest(name, candidates.iter().copied()) {
        Some(near) => format!("there is no {what} '{name}'; did you mean '{near}'?"),
        None if candidates.len() < 12 => {
            format!(
                "there is no {what} '{name}'; there are {}",
                candidates.join(", ")
            )
        }
        None => format!(
            "there is no {what} '{name}'; '{} list' names them all",
            chapter.name
        ),
    }
}

fn figures(chapter: &Chapter) -> String {
    chapter
        .figures
        .iter()
        .map(|figure| figure.name)
        .collect::<Vec<_>>()
        .join(", ")
}

fn first_line(error: &Error) -> String {
    let text = error.render().to_string();
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .to_owned()
}
