//! Claims, as lines or as JSON.

use super::{Ended, arguments};
use crate::chapter::Chapter;
use crate::claim::{Claim, Estimate};
use crate::figure::FigureError;
use crate::param::Values;
use crate::run::Run;
use clap::ArgMatches;
use std::io::Write;

/// Prints one claim, or all, at the parameters given.
pub(super) fn print(
    chapter: &Chapter,
    matches: &ArgMatches,
    out: &mut dyn Write,
) -> Result<(), Ended> {
    let (claims, flags): (Vec<&Claim>, _) = match matches.subcommand() {
        Some((name, flags)) => (chapter.claim(name).into_iter().collect(), flags),
        None => (chapter.claims.iter().collect(), matches),
    };
    let named = matches.subcommand().is_some();
    let json = matches.get_flag("json") || flags.get_flag("json");
    let mut asked = Vec::new();
    for claim in claims {
        let declarations = claim.declarations();
        let mut values = claim.defaults();
        let set = arguments::set_given(&mut values, &declarations, matches);
        // Of many claims the sentence must say which one minds.
        set.map_err(|ended| if named { ended } else { of_claim(claim, ended) })?;
        if named {
            // Flags may stand on either side of the claim's name.
            arguments::refuse_undeclared(&declarations, matches, claim.name)?;
            arguments::set_given(&mut values, &declarations, flags)?;
        }
        asked.push((claim, values));
    }
    let run = Run::serial().threads(arguments::threads(flags)?);
    let results = run.map(&asked, |(claim, values)| {
        Ok::<_, FigureError>(claim.compute(values, &Run::serial()))
    });
    let results = results.map_err(|error| Ended::Failed(error.to_string()))?;

    let mut failures = Vec::new();
    let mut objects = Vec::new();
    for ((claim, values), result) in asked.iter().zip(results) {
        match result {
            Ok(estimate) if json => objects.push(claim.to_json(values, estimate)),
            Ok(estimate) => line(claim, values, estimate, out)?,
            Err(FigureError::Parameter(sentence)) if named => return Err(Ended::Usage(sentence)),
            Err(FigureError::Parameter(sentence)) => {
                return Err(of_claim(claim, Ended::Usage(sentence)));
            }
            Err(error) => failures.push(format!("{}: {error}", claim.name)),
        }
    }
    if json {
        let text = serde_json::to_string_pretty(&objects)
            .map_err(|error| Ended::Failed(error.to_string()))?;
        writeln!(out, "{text}")?;
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(Ended::Failed(failures.join("; ")))
    }
}

/// A refusal, with the claim that it comes from.
fn of_claim(claim: &Claim, ended: Ended) -> Ended {
    match ended {
        Ended::Usage(sentence) => Ended::Usage(format!("{}: {sentence}", claim.name)),
        other => other,
    }
}

fn line(
    claim: &Claim,
    values: &Values,
    estimate: Estimate,
    out: &mut dyn Write,
) -> Result<(), Ended> {
    write!(out, "{:28} {}", claim.name, claim.print(estimate.value))?;
    if let Some(error) = estimate.standard_error {
        write!(out, " ± {}", claim.print(error))?;
    }
    let changed: Vec<String> = values
        .iter()
        .filter(|(name, value)| claim.defaults().get(name) != Some(value))
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    if !changed.is_empty() {
        write!(out, "  (at {})", changed.join(", "))?;
    }
    writeln!(out, "  {}", claim.meaning)?;
    Ok(())
}
