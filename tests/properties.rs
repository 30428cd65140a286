//! Any parameters within their ranges give a finite figure, or one sentence that says why not.
//!
//! The long search, before a release: `PROPTEST_CASES=10000 SEARCH_SECONDS=3600 cargo xtask test
//! --test properties -- --nocapture` (so many cases, or so many seconds for each figure); with
//! `SEARCH_ONLY=chapter` or `chapter/figure` for these figures only, and with `SEARCH_SEED=1` for other
//! parameters than the last time.
//!
//! Dear parameters are drawn more rarely than cheap ones, in proportion to what the figure declares them
//! to cost: without, most of the time would go into a few sets that are alike, large in all that is counted.

use common::chapter::{Chapter, FigureEntry};
use common::figure::FigureError;
use common::numerics::elementary::pow;
use common::param::{Bitmap, Declaration, Kind, Value, Values};
use common::run::Run;
use explore::{Explorer, PlacedHandle, Request};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::cell::{Cell, RefCell};
use std::io::Write;
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};
use tests::holds_no_number;

/// Cases per figure; raise it with the environment variable `PROPTEST_CASES` for a longer search.
const FIGURE_CASES: u32 = 64;
/// Parameters drawn for each case at most: what is refused is none.
const TRIES: u32 = 100;
/// Parameters of which a quarter sets what is cheap for the figure.
const SAMPLE: usize = 400;
/// Seconds per figure, after which no further case is begun; `SEARCH_SECONDS` changes it.
const FIGURE_SECONDS: u64 = 300;
/// Seconds per figure in which it is drawn at the ends of its ranges; `SEARCH_SECONDS` changes it too.
const END_SECONDS: u64 = 4;
/// What a figure may take that declares no work, and any figure beside its work: a few seconds, on a machine
/// that does much else.
const SMALL: Duration = Duration::from_secs(120);
/// What one step of the declared work may take: with it, the most work allowed is five minutes.
const STEP: f64 = 150e-9;
/// What is told, for it makes a reader wait and the gate dear.
const SLOW: Duration = Duration::from_secs(3);
/// The seed of the parameters that are drawn; `SEARCH_SEED` changes it.
const SEED: u64 = 1952;
/// Cases per claim.
const CLAIM_CASES: u32 = 12;
/// Seconds per claim, as for figures.
const CLAIM_SECONDS: u64 = 4;

fn value(declaration: &Declaration) -> BoxedStrategy<Value> {
    match &declaration.kind {
        Kind::Real {
            from,
            to,
            logarithmic,
        } => {
            let (from, to, logarithmic) = (*from, *to, *logarithmic);
            let between = move |part: f64| {
                let value = if logarithmic {
                    from * pow(to / from, part)
                } else {
                    from + part * (to - from)
                };
                Value::Real(value.clamp(from, to))
            };
            // The ends are where a division by zero or a logarithm of nothing would hide.
            prop_oneof![
                1 => Just(Value::Real(from)),
                1 => Just(Value::Real(to)),
                6 => (0.0..=1.0).prop_map(between),
            ]
            .boxed()
        }
        Kind::Integer { from, to } => {
            let (from, to) = (*from, *to);
            // One and few are other cases than many, and many thousands are all alike, but dear.
            let above = move |part: f64| {
                let values = (to - from + 1) as f64;
                Value::Integer((from + pow(values, part) as i64 - 1).clamp(from, to))
            };
            prop_oneof![
                1 => Just(Value::Integer(to)),
                15 => (0.0..=1.0).prop_map(above),
            ]
            .boxed()
        }
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

/// Values about those from which a reader begins.
fn values(declarations: &[Declaration], start: &Values) -> BoxedStrategy<Values> {
    let fields: Vec<_> = declarations
        .iter()
        .map(|one| {
            let name = one.name.clone();
            // Half of the parameters stay where they are: a figure fails at the edge of a few of them. But of
            // what is counted there is mostly as little as may be: ten such cases take the time of one.
            let stays = start.get(&name).unwrap_or(&one.default).clone();
            let few = match one.kind {
                Kind::Integer { from, .. } => Value::Integer(from),
                _ => stays.clone(),
            };
            prop_oneof![1 => Just(stays), 3 => Just(few), 4 => value(one)]
                .prop_map(move |value| (name.clone(), value))
        })
        .collect();
    fields.prop_map(|pairs| pairs.into_iter().collect()).boxed()
}

/// The work that the cheapest quarter of the parameters allowed ask for at most; nothing where the figure
/// declares none.
fn cheap(entry: &FigureEntry, drawn_at: &impl Strategy<Value = Values>) -> f64 {
    let mut runner = runner(1);
    let sample = (0..SAMPLE).filter_map(|_| {
        let values = drawn_at.new_tree(&mut runner).ok()?.current();
        entry.work(&values).ok()
    });
    let mut works: Vec<f64> = sample.collect();
    works.sort_by(f64::total_cmp);
    works.get(works.len() / 4).copied().unwrap_or(0.0)
}

/// Whether a handle stands among the values to which it keeps, if it has such.
fn stands_within(handle: &PlacedHandle) -> bool {
    let at = if handle.x.is_some() {
        handle.at.0
    } else {
        handle.at.1
    };
    let one_axis = handle.x.is_none() || handle.y.is_none();
    handle
        .within
        .is_none_or(|(from, to)| one_axis && (from..=to).contains(&at))
}

fn number<N: std::str::FromStr>(variable: &str) -> Option<N> {
    std::env::var(variable).ok()?.parse().ok()
}

/// How many cases are asked for.
fn cases(unless_told: u32) -> u32 {
    number("PROPTEST_CASES").unwrap_or(unless_told)
}

fn runner(draws: u32) -> TestRunner {
    TestRunner::new(Config {
        cases: draws,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(number("SEARCH_SEED").unwrap_or(SEED)),
        ..Config::default()
    })
}

/// Values as the page writes them, one `name=value` a line.
fn written(values: &Values) -> String {
    let lines: Vec<String> = values
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    lines.join("\n")
}

/// What a figure may take that declares so much work.
fn allowed(work: f64) -> Duration {
    SMALL + Duration::from_secs_f64(STEP * work)
}

/// What is computed. Where it takes longer than allowed the whole program ends, with the parameters: a
/// solution without end would otherwise be seen by nothing but silence, and no thread can be stopped from
/// outside.
fn within<T>(allowed: Duration, parameters: &str, computed: impl FnOnce() -> T) -> T {
    let (ended, end) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if end.recv_timeout(allowed) == Err(RecvTimeoutError::Timeout) {
                // Not `eprintln!`: the test harness would keep the words for a report that never comes.
                let _ = writeln!(
                    std::io::stderr(),
                    "not drawn within {allowed:.0?}:\n{parameters}"
                );
                std::process::exit(101);
            }
        });
        let result = computed();
        drop(ended);
        result
    })
}

/// Whether a figure is searched: every one, or those that `SEARCH_ONLY` names.
fn searched(chapter: &str, figure: &str) -> bool {
    let only = std::env::var("SEARCH_ONLY");
    only.map_or(true, |only| {
        only == chapter || only == format!("{chapter}/{figure}")
    })
}

/// Draws a figure at random parameters until it has had enough of them; what is wrong with it, if anything.
fn search(explorer: &mut Explorer, chapter: &Chapter, entry: &FigureEntry) -> Option<String> {
    let seconds = Duration::from_secs(number("SEARCH_SECONDS").unwrap_or(FIGURE_SECONDS));
    let explorer = RefCell::new(explorer);
    let begun = Instant::now();
    let (drawn, refused) = (Cell::new(0_u32), Cell::new(0_u32));
    let slowest = Cell::new(Duration::ZERO);
    let start = entry.exploring_values().expect("values of its own");
    let begun_at = written(&start);
    let stay: Vec<&str> = begun_at.lines().collect();
    let drawn_at = values(&entry.declarations(), &start);
    let cheap = cheap(entry, &drawn_at);
    let drawn_at = (drawn_at, 0.0..1.0);
    let enough = cases(FIGURE_CASES);
    let result = runner(enough * TRIES).run(&drawn_at, |(values, chance)| {
        // What is refused asks for no work.
        let work = entry.work(&values).unwrap_or(0.0);
        let enough = begun.elapsed() > seconds || drawn.get() == enough;
        if enough || chance * work > cheap {
            return Ok(());
        }
        let text = written(&values);
        let request = Request {
            chapter: chapter.name,
            figure: entry.name,
            values: &text,
            width: None,
            frame: None,
        };
        let asked = Instant::now();
        let named = format!("{}/{}\n{text}", chapter.name, entry.name);
        let answer = within(allowed(work), &named, || {
            explorer.borrow_mut().draw(&request, &Run::parallel())
        });
        let took = asked.elapsed();
        slowest.set(slowest.get().max(took));
        if took > SLOW {
            let moved: Vec<&str> = text.lines().filter(|line| !stay.contains(line)).collect();
            println!("  {}, {took:.1?}: {}", entry.name, moved.join(" "));
        }
        match answer {
            Ok(drawing) => {
                drawn.set(drawn.get() + 1);
                prop_assert!(!holds_no_number(&drawing.svg), "{text}");
                prop_assert!(!drawing.caption.is_empty(), "{text}");
                prop_assert!(!drawing.caption.contains("NaN"), "{}", drawing.caption);
                let alternative = &drawing.alternative_text;
                prop_assert!(!alternative.contains("NaN"), "{alternative}");
                // Or it jumps when it is taken hold of.
                let outside = drawing.grips.handles.iter().find(|one| !stands_within(one));
                prop_assert!(outside.is_none(), "{text}{outside:?}");
                Ok(())
            }
            Err(sentence) => {
                refused.set(refused.get() + 1);
                let parameters = entry.draw(&values, &Run::parallel());
                let refusal = matches!(parameters, Err(FigureError::Parameter(_)));
                prop_assert!(refusal, "{text}{sentence}");
                Ok(())
            }
        }
    });
    println!(
        "{}/{}: {} drawn and {} refused in {:.1} s, the slowest in {:.2} s",
        chapter.name,
        entry.name,
        drawn.get(),
        refused.get(),
        begun.elapsed().as_secs_f64(),
        slowest.get().as_secs_f64()
    );
    let error = result.err()?;
    Some(format!("{}/{}: {error}", chapter.name, entry.name))
}

/// Catches a panic, a NaN, an endless loop or a cost that was never declared, at parameters that a
/// reader's slider can reach; through the entry points of the page.
#[test]
fn any_parameters_in_range_give_a_finite_figure() {
    let chapters = registry::chapters();
    let all = chapters.iter().flat_map(|chapter| {
        let figures = chapter.figures.iter();
        figures.map(move |entry| (chapter, entry))
    });
    let left = Mutex::new(all.filter(|(chapter, entry)| searched(chapter.name, entry.name)));
    let wrong = Mutex::new(Vec::new());
    // Most figures keep one thread busy: two of them are drawn at a time.
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut explorer = Explorer::new(registry::chapters());
                loop {
                    let next = left.lock().expect("no figure panics").next();
                    let Some((chapter, entry)) = next else { break };
                    let found = search(&mut explorer, chapter, entry);
                    wrong.lock().expect("no figure panics").extend(found);
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no figure panics");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Catches a figure that fails where a slider reaches its end, all other parameters at their defaults:
/// a fixed step of time that is too long for a strong current, say; and a range whose end is too dear.
#[test]
fn every_figure_can_be_drawn_at_the_ends_of_each_range() {
    let seconds = Duration::from_secs(number("SEARCH_SECONDS").unwrap_or(END_SECONDS));
    let mut wrong = Vec::new();
    for chapter in registry::chapters() {
        let figures = chapter.figures.iter();
        for entry in figures.filter(|entry| searched(chapter.name, entry.name)) {
            let begun = Instant::now();
            for one in entry.declarations() {
                let ends = match one.kind {
                    Kind::Real { from, to, .. } => [from, to].map(Value::Real),
                    Kind::Integer { from, to } => [from, to].map(Value::Integer),
                    _ => continue,
                };
                for end in ends {
                    if begun.elapsed() > seconds {
                        continue;
                    }
                    let mut values = entry.defaults();
                    values.set(&one.name, end.clone());
                    let named = format!("{}/{}\n{}={end}", chapter.name, entry.name, one.name);
                    let allowed = allowed(entry.work(&values).unwrap_or(0.0));
                    let drawn = within(allowed, &named, || entry.draw(&values, &Run::parallel()));
                    match drawn {
                        Ok(_) => {}
                        Err(FigureError::Parameter(sentence))
                            if !sentence.contains("steps of the model") => {}
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
    let seconds = Duration::from_secs(number("SEARCH_SECONDS").unwrap_or(CLAIM_SECONDS));
    for chapter in registry::chapters() {
        for claim in &chapter.claims {
            let begun = Instant::now();
            let declarations = claim.declarations();
            let defaults = declarations.iter();
            let defaults = defaults.map(|one| (one.name.clone(), one.default.clone()));
            let drawn_at = values(&declarations, &defaults.collect());
            let result = runner(cases(CLAIM_CASES)).run(&drawn_at, |values| {
                if begun.elapsed() > seconds {
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
