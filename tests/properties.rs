//! Any parameters within their ranges give a finite figure, or one sentence that says why not.

use common::figure::FigureError;
use common::param::{Bitmap, Declaration, Kind, Value, Values};
use common::run::Run;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::time::{Duration, Instant};

/// Cases per figure or claim; raise it with the environment variable `PROPTEST_CASES` for a longer search.
const CASES: u32 = 12;
/// A dear figure gets as many of them as begin within this time, and one at least; `PROPTEST_SECONDS`
/// raises it.
const SECONDS: u64 = 4;

fn value(declaration: &Declaration) -> BoxedStrategy<Value> {
    match &declaration.kind {
        Kind::Real { from, to, .. } => {
            let (from, to) = (*from, *to);
            // The ends are where a division by zero or a logarithm of nothing would hide.
            prop_oneof![
                1 => Just(Value::Real(from)),
                1 => Just(Value::Real(to)),
                6 => (0.0..=1.0).prop_map(move |part: f64| {
                    Value::Real((from + part * (to - from)).clamp(from, to))
                }),
            ]
            .boxed()
        }
        Kind::Integer { from, to } => (*from..=*to).prop_map(Value::Integer).boxed(),
        Kind::Choice { options } => {
            let names: Vec<String> = options.iter().map(|&option| option.to_owned()).collect();
            proptest::sample::select(names)
                .prop_map(Value::Choice)
                .boxed()
        }
        Kind::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        Kind::Seed => any::<u64>().prop_map(Value::Seed).boxed(),
        Kind::Points { most, x, y } => proptest::collection::vec((x.0..=x.1, y.0..=y.1), 0..=*most)
            .prop_map(Value::Points)
            .boxed(),
        Kind::Bitmap { columns, rows } => {
            let columns = *columns;
            proptest::collection::vec(any::<bool>(), columns * rows)
                .prop_map(move |pixels| {
                    Value::Bitmap(Bitmap::new(columns, pixels).expect("whole rows"))
                })
                .boxed()
        }
    }
}

fn values(declarations: &[Declaration]) -> BoxedStrategy<Values> {
    let fields: Vec<_> = declarations
        .iter()
        .map(|one| {
            let name = one.name.clone();
            // Most parameters stay at their default: a figure fails at the edge of a few of them.
            let at_default = Just(one.default.clone());
            prop_oneof![1 => at_default.boxed(), 1 => value(one)]
                .prop_map(move |value| (name.clone(), value))
        })
        .collect();
    fields.prop_map(|pairs| pairs.into_iter().collect()).boxed()
}

fn runner() -> TestRunner {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    TestRunner::new(Config {
        cases: cases.unwrap_or(CASES),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1952),
        ..Config::default()
    })
}

/// How long cases of one figure or claim may go on beginning.
fn patience() -> Duration {
    let seconds = std::env::var("PROPTEST_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(SECONDS))
}

/// Catches a panic, a NaN or an endless loop at parameters that a reader's slider can reach.
#[test]
fn any_parameters_in_range_give_a_finite_figure() {
    for chapter in registry::chapters() {
        for entry in &chapter.figures {
            let begun = Instant::now();
            let result = runner().run(&values(&entry.declarations()), |values| {
                if begun.elapsed() > patience() {
                    return Ok(());
                }
                match entry.draw(&values, &Run::parallel()) {
                    Ok(figure) => {
                        prop_assert!(!figure.svg().contains("NaN"));
                        prop_assert!(!figure.caption.is_empty());
                        Ok(())
                    }
                    Err(FigureError::Parameter(_)) => Ok(()),
                    Err(error) => Err(TestCaseError::fail(format!("{values:?}: {error}"))),
                }
            });
            if let Err(error) = result {
                panic!("{}/{}: {error}", chapter.name, entry.name);
            }
        }
    }
}

/// Catches a figure that fails where a slider reaches its end, all other parameters at their defaults:
/// a fixed step of time that is too long for a strong current, say.
#[test]
fn every_figure_can_be_drawn_at_the_ends_of_each_range() {
    let mut wrong = Vec::new();
    for chapter in registry::chapters() {
        for entry in &chapter.figures {
            for one in entry.declarations() {
                let ends = match one.kind {
                    Kind::Real { from, to, .. } => [from, to].map(Value::Real),
                    Kind::Integer { from, to } => [from, to].map(Value::Integer),
                    _ => continue,
                };
                for end in ends {
                    let mut values = entry.defaults();
                    values.set(&one.name, end.clone());
                    match entry.draw(&values, &Run::parallel()) {
                        Ok(_) | Err(FigureError::Parameter(_)) => {}
                        Err(error) => wrong.push(format!(
                            "{}/{} --{} {end}: {error}",
                            chapter.name, entry.name, one.name
                        )),
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Catches a claim that panics, or comes out as NaN, at parameters within their ranges.
#[test]
fn any_parameters_in_range_give_a_finite_claim_or_a_reason() {
    for chapter in registry::chapters() {
        for claim in &chapter.claims {
            let begun = Instant::now();
            let result = runner().run(&values(&claim.declarations()), |values| {
                if begun.elapsed() > patience() {
                    return Ok(());
                }
                match claim.compute(&values, &Run::serial()) {
                    Ok(estimate) => prop_assert!(estimate.value.is_finite()),
                    Err(error) => {
                        let sentence = error.to_string();
                        prop_assert!(
                            !sentence.is_empty() && !sentence.contains("NaN"),
                            "{sentence}"
                        );
                    }
                }
                Ok(())
            });
            if let Err(error) = result {
                panic!("{}/{}: {error}", chapter.name, claim.name);
            }
        }
    }
}
