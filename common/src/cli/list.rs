//! What a chapter has: figures, claims and their parameters.

use super::Ended;
use crate::chapter::Chapter;
use crate::param::{Declaration, Kind};
use crate::run::Run;
use serde_json::{Value, json};
use std::io::Write;

/// Prints the chapter's figures and claims.
pub(super) fn print(chapter: &Chapter, json: bool, out: &mut dyn Write) -> Result<(), Ended> {
    if json {
        let text = serde_json::to_string_pretty(&whole(chapter)?)
            .map_err(|error| Ended::Failed(error.to_string()))?;
        writeln!(out, "{text}")?;
        return Ok(());
    }
    writeln!(out, "Figures")?;
    for figure in &chapter.figures {
        writeln!(out, "  {:28} {}", figure.name, figure.summary)?;
        for declaration in figure.declarations() {
            let Declaration {
                name,
                meaning,
                default,
                ..
            } = &declaration;
            writeln!(
                out,
                "    --{name} {default}: {meaning}, {}",
                declaration.allowed()
            )?;
        }
    }
    writeln!(out, "Claims")?;
    for claim in &chapter.claims {
        let names: Vec<String> = claim
            .declarations()
            .iter()
            .map(|one| format!("--{}", one.name))
            .collect();
        let unit = if claim.unit.is_empty() {
            "a number"
        } else {
            claim.unit
        };
        writeln!(out, "  {:28} {} ({unit})", claim.name, claim.meaning)?;
        writeln!(out, "    {}", names.join(" "))?;
    }
    Ok(())
}

fn whole(chapter: &Chapter) -> Result<Value, Ended> {
    let mut figures = Vec::new();
    for figure in &chapter.figures {
        let drawn = figure
            .draw(&figure.defaults(), &Run::parallel())
            .map_err(|error| Ended::Failed(format!("{}: {error}", figure.name)))?;
        figures.push(json!({
            "name": figure.name,
            "summary": figure.summary,
            "source": figure.source,
            "parameters": figure.declarations().iter().map(parameter).collect::<Vec<_>>(),
            "columns": drawn.csv_columns(),
        }));
    }
    let claims: Vec<Value> = chapter
        .claims
        .iter()
        .map(|claim| {
            json!({
                "name": claim.name,
                "meaning": claim.meaning,
                "symbol": claim.symbol,
                "unit": claim.unit,
                "parameters": claim.declarations().iter().map(parameter).collect::<Vec<_>>(),
            })
        })
        .collect();
    Ok(json!({
        "chapter": chapter.name,
        "title": chapter.title,
        "figures": figures,
        "claims": claims,
    }))
}

fn parameter(declaration: &Declaration) -> Value {
    let mut object = json!({
        "name": declaration.name,
        "symbol": declaration.symbol,
        "unit": declaration.unit,
        "meaning": declaration.meaning,
        "default": declaration.default.to_json(),
        "allowed": declaration.allowed(),
    });
    let kind = match &declaration.kind {
        Kind::Real {
            from,
            to,
            logarithmic,
        } => {
            object["from"] = json!(from);
            object["to"] = json!(to);
            object["logarithmic"] = json!(logarithmic);
            "real"
        }
        Kind::Integer { from, to } => {
            object["from"] = json!(from);
            object["to"] = json!(to);
            "integer"
        }
        Kind::Choice { options } => {
            object["options"] = json!(options);
            "choice"
        }
        Kind::Flag => "flag",
        Kind::Seed => "seed",
        Kind::Points { most, x, y } => {
            object["most"] = json!(most);
            object["x"] = json!(x);
            object["y"] = json!(y);
            "points"
        }
        Kind::Bitmap { columns, rows } => {
            object["columns"] = json!(columns);
            object["rows"] = json!(rows);
            "bitmap"
        }
    };
    object["kind"] = json!(kind);
    object
}
