//! Explore: what a reader's controls do in a real browser, from disk and from a server, is to the byte
//! what the same functions do natively.
//!
//! Needs a browser (see `tests::browser`) and the module for browsers, which `cargo xtask test`
//! compiles where it can. Without one of them the tests say so in a line; with `BOOK_REQUIRE_BROWSER=1`
//! and `BOOK_REQUIRE_EXPLORE=1`, as in the gate, that is a failure.

#[path = "explore/hands.rs"]
mod hands;
#[path = "explore/loading.rs"]
mod loading;

use anyhow::{Context, Result, bail, ensure};
use chromiumoxide::Page;
use common::run::Run;
use explore::{Explorer, Request};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tests::browser::{Complaints, in_browser, open, serve, url, watched};
use tests::{build, built_book, holds_no_number, playground};

/// What the page's script is asked in these tests, beside what a reader can do.
const PROBE: &str = include_str!("explore/probe.js");

/// Asks the page's script.
async fn ask(page: &Page, script: &str) -> Result<Value> {
    let expression = format!("(async () => JSON.stringify(await ({script}) ?? null))()");
    let answer = page
        .evaluate(expression)
        .await
        .with_context(|| script.to_owned())?;
    let text: String = answer.into_value()?;
    Ok(serde_json::from_str(&text)?)
}

/// Whether the book can be explored; if not, says why, or fails where it must be.
fn explorable() -> bool {
    let Some(why) = &build().without_explore else {
        return true;
    };
    let required = std::env::var("BOOK_REQUIRE_EXPLORE").is_ok_and(|value| value == "1");
    assert!(!required, "BOOK_REQUIRE_EXPLORE is 1, but {why}");
    eprintln!("skipped: {why}");
    false
}

/// Runs a test on a page, in which nothing may be complained about.
fn on_page<F>(own: &'static str, test: impl FnOnce(Page) -> F)
where
    F: Future<Output = Result<()>>,
{
    let complaints = Complaints::default();
    let seen = complaints.clone();
    let result = in_browser(|browser| async move {
        let page = watched(&browser, &seen, own).await?;
        test(page).await
    });
    if let Some(result) = result {
        result.unwrap_or_else(|error| panic!("{error:?}"));
        let complaints = complaints.lock().expect("one thread");
        assert!(complaints.is_empty(), "{complaints:#?}");
    }
}

/// A figure that can be explored, by its chapter's and its own name.
type Name = (String, String);

/// The figures that can be explored on a page.
async fn figures(page: &Page) -> Result<Vec<Name>> {
    let script = "[...document.querySelectorAll('button[data-explore]')].map(one => one.dataset.explore.split('/'))";
    Ok(serde_json::from_value(ask(page, script).await?)?)
}

/// Compares what the page shows with what the same functions make natively of the same values.
fn same_as_native(explorer: &mut Explorer, name: &Name, state: &Value) -> Result<()> {
    let (chapter, figure) = (name.0.as_str(), name.1.as_str());
    let values = state["values"].as_str().unwrap_or_default().to_owned();
    let request = Request {
        chapter,
        figure,
        values: &values,
        width: None,
        frame: None,
    };
    let native = explorer.draw(&request, &Run::parallel());
    let at = format!("{chapter}/{figure} at {values:?}");
    match (native, state["error"].as_str()) {
        (Ok(drawing), None) => {
            let svg = state["svg"].as_str().unwrap_or_default();
            ensure!(
                !svg.is_empty() && !holds_no_number(svg),
                "{at}: a number that is none"
            );
            ensure!(
                state["caption"] == json!(drawing.caption),
                "{at}: the caption is {}, natively {}",
                state["caption"],
                drawing.caption
            );
            ensure!(
                state["command"] == json!(drawing.command),
                "{at}: the command"
            );
            if let Some(table) = state["table"].as_str() {
                let native = explorer.table(&request, &Run::parallel());
                return same_numbers(table, &native.map_err(anyhow::Error::msg)?).context(at);
            }
            ensure!(svg == drawing.svg, "{at}: another picture");
            Ok(())
        }
        // What may not be asked for is refused in both; a figure that fails is a fault of its own.
        (Err(sentence), Some(_)) => {
            ensure!(refuses(explorer, name, &values), "{at}: {sentence}");
            Ok(())
        }
        (native, error) => bail!("{at}: natively {:?}, in the page {error:?}", native.err()),
    }
}

/// Whether a figure's numbers pass through LAPACK natively, so that the last digits differ in the page.
fn rounded(explorer: &Explorer, (chapter, figure): &Name) -> bool {
    let chapters = explorer.chapters().iter();
    chapters
        .filter(|one| one.name == chapter)
        .filter_map(|one| one.figure(figure))
        .any(|entry| entry.through_lapack)
}

/// How far numbers may be apart where LAPACK computes one of them and a portable method the other.
const ROUNDING: f64 = 1e-9;

/// Compares two tables number by number.
fn same_numbers(page: &str, native: &str) -> Result<()> {
    ensure!(
        page.lines().count() == native.lines().count(),
        "{} lines of numbers, natively {}",
        page.lines().count(),
        native.lines().count()
    );
    for (number, (here, there)) in page.lines().zip(native.lines()).enumerate() {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let (here, there) = (cells(here), cells(there));
        let same = |(a, b): (&String, &String)| match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(x), Ok(y)) => (x - y).abs() <= ROUNDING * x.abs().max(y.abs()).max(1.0),
            _ => a == b,
        };
        ensure!(
            here.len() == there.len() && here.iter().zip(&there).all(same),
            "line {}: {here:?}, natively {there:?}",
            number + 1
        );
    }
    Ok(())
}

/// Whether these values are refused, being out of range, at odds with one another or too dear.
fn refuses(explorer: &Explorer, (chapter, figure): &Name, values: &str) -> bool {
    let chapters = explorer.chapters();
    let found = chapters.iter().find(|one| one.name == chapter);
    let Some(entry) = found.and_then(|one| one.figure(figure)) else {
        return false;
    };
    explore::read_values(entry, values).map_or(true, |values| {
        let drawn = entry.draw(&values, &Run::parallel());
        matches!(drawn, Err(common::figure::FigureError::Parameter(_)))
    })
}

/// Compares what the page shows now with what the same functions make natively.
async fn compare(
    page: &Page,
    explorer: &mut Explorer,
    name: &Name,
    mut state: Value,
) -> Result<()> {
    if rounded(explorer, name) && state["error"].is_null() {
        state["table"] = ask(page, &format!("probe.table('fig-{}')", name.1)).await?;
    }
    same_as_native(explorer, name, &state)
}

/// Moves every parameter of a figure to its least, its middle and its greatest value.
async fn move_everything(page: &Page, explorer: &mut Explorer, name: &Name) -> Result<()> {
    page.evaluate(PROBE).await?;
    let id = json!(format!("fig-{}", name.1));
    let begun = Instant::now();
    compare(
        page,
        explorer,
        name,
        ask(page, &format!("probe.open({id})")).await?,
    )
    .await?;
    let printed = ask(page, &format!("probe.printed({id})")).await?;
    ensure!(printed["values"] == "", "{id}: {printed}");
    compare(page, explorer, name, printed).await?;
    ask(page, &format!("probe.restart({id})")).await?;
    let names = ask(page, &format!("[...probe.explorer({id}).controls.keys()]")).await?;
    let mut drawn = 0;
    let patience = patience();
    for parameter in names.as_array().context("names")? {
        if begun.elapsed() > patience {
            break;
        }
        for part in [0.0, 0.5, 1.0] {
            let state = ask(page, &format!("probe.move({id}, {parameter}, {part})")).await?;
            compare(page, explorer, name, state).await?;
            drawn += 1;
        }
        ask(page, &format!("probe.reset({id}, {parameter})")).await?;
    }
    ask(page, &format!("probe.close({id})")).await?;
    let closed = format!("probe.figure({id}).querySelector('.explore-panel')");
    ensure!(ask(page, &closed).await?.is_null(), "{id} stays open");
    let seconds = begun.elapsed().as_secs_f64();
    eprintln!("{}/{}: {drawn} moves in {seconds:.1} s", name.0, name.1);
    Ok(())
}

/// How long parameters of one figure may go on being moved. Dear figures would otherwise take the gate half an hour;
/// `EXPLORE_SECONDS=3600` moves them all, as before a release.
fn patience() -> Duration {
    let seconds = std::env::var("EXPLORE_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(4))
}

/// Whether a figure is to be moved: all are, unless `EXPLORE_ONLY` names a chapter or a figure, for someone who
/// works at one (`hopfield` or `hopfield/completion`).
fn wanted((chapter, figure): &Name) -> bool {
    std::env::var("EXPLORE_ONLY").map_or(true, |only| {
        only == *chapter || only == format!("{chapter}/{figure}")
    })
}

/// The pages of the built book on which something can be explored.
fn explorable_pages() -> Vec<PathBuf> {
    let chapters = registry::chapters();
    let page = |name: &str| built_book().join(format!("{name}.html"));
    chapters
        .iter()
        .map(|one| page(one.name))
        .filter(|path| path.is_file())
        .collect()
}

/// Catches a figure that can't be explored from disk, a control that sets another value than it
/// shows, a number that is none, an error on the console, a request to another host, and a digit that
/// differs between the browser and the command line.
#[test]
fn every_control_of_every_figure_draws_what_the_command_line_draws() {
    if !explorable() {
        return;
    }
    let left = Mutex::new(VecDeque::new());
    on_page("file://", |page| {
        let left = &left;
        async move {
            for path in explorable_pages() {
                open(&page, &url(&path)).await?;
                let found = figures(&page).await?;
                ensure!(
                    !found.is_empty(),
                    "nothing to explore on {}",
                    path.display()
                );
                let mut left = left.lock().expect("one thread");
                let wanted = found.into_iter().filter(wanted);
                left.extend(wanted.map(|name| (path.clone(), name)));
            }
            Ok(())
        }
    });
    // Two browsers, since a page that is hidden behind another one rests.
    let one_after_another = || {
        on_page("file://", |page| {
            let left = &left;
            async move {
                let mut explorer = Explorer::new(registry::chapters());
                loop {
                    let next = left.lock().expect("no test panicked").pop_front();
                    let Some((path, name)) = next else {
                        return Ok(());
                    };
                    open(&page, &url(&path)).await?;
                    move_everything(&page, &mut explorer, &name).await?;
                }
            }
        });
    };
    std::thread::scope(|scope| {
        scope.spawn(one_after_another);
        one_after_another();
    });
}

/// Catches scripts that only work from disk, or a policy that only a server's pages obey.
#[test]
fn figures_are_explored_from_a_server_as_well() {
    if !explorable() {
        return;
    }
    let address = serve(&built_book());
    let own: &'static str = address.clone().leak();
    on_page(own, |page| async move {
        let mut explorer = Explorer::new(registry::chapters());
        for path in explorable_pages() {
            let file = path
                .file_name()
                .context("a page")?
                .to_string_lossy()
                .into_owned();
            open(&page, &format!("{address}/{file}")).await?;
            page.evaluate(PROBE).await?;
            for name in figures(&page).await? {
                let id = json!(format!("fig-{}", name.1));
                let state = ask(&page, &format!("probe.open({id})")).await?;
                compare(&page, &mut explorer, &name, state).await?;
            }
        }
        Ok(())
    });
}

/// Catches, in a chapter with every kind of parameter: one without a control; a control or a handle that
/// the keyboard can't move, or that turns the page; frames that don't play; a slow computation that is not
/// called off; an error that hides the last picture; a link that doesn't bring the state back; and a figure
/// that is not as it was once it is closed.
#[test]
fn every_kind_of_parameter_can_be_explored() {
    if !explorable() {
        return;
    }
    let Some(book) = playground::book() else {
        let required = std::env::var("BOOK_REQUIRE_EXPLORE").is_ok_and(|value| value == "1");
        assert!(!required, "the playground's module is not compiled");
        eprintln!("skipped: the playground's module is not compiled");
        return;
    };
    let address = url(&book.output.join("playground.html"));
    on_page("file://", |page| async move {
        open(&page, &address).await?;
        page.evaluate(PROBE).await?;
        let script = include_str!("explore/playground.js");
        page.evaluate(script).await?;
        let checks = ask(&page, "Object.keys(window.checks)").await?;
        let mut wrong = Vec::new();
        for name in checks.as_array().context("names")? {
            if let Err(error) = ask(&page, &format!("window.checks[{name}]()")).await {
                wrong.push(format!("{name}: {error:#}"));
            }
        }
        // The link that was copied, opened anew.
        let link = ask(&page, "probe.explorer('fig-everything').link()").await?;
        let expected = ask(&page, "probe.state('fig-everything')").await?;
        open(&page, "about:blank").await?;
        open(&page, link.as_str().context("a link")?).await?;
        page.evaluate(PROBE).await?;
        let restored = ask(
            &page,
            "probe.until(() => probe.explorer('fig-everything')?.drawing, 'restoring').then(() => probe.state('fig-everything'))",
        )
        .await?;
        if restored != expected {
            wrong.push(format!("the link brings back {restored}, not {expected}"));
        }
        ensure!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    });
}

/// Measures what a reader waits for: `cargo test --release -p tests --test explore -- --ignored
/// --nocapture`.
#[test]
#[ignore = "measures, and asserts nothing"]
fn how_fast_figures_follow() {
    on_page("file://", |page| async move {
        for (figure, parameter) in [("spike", "current"), ("gates", "temperature")] {
            open(&page, &url(&built_book().join("hodgkin-huxley.html"))).await?;
            page.evaluate(PROBE).await?;
            let id = json!(format!("fig-{figure}"));
            let first = ask(&page, &format!("(async () => {{ const start = performance.now(); await probe.open({id}); return performance.now() - start; }})()")).await?;
            let frames = ask(&page, &format!("(async () => {{ const row = probe.explorer({id}).controls.get('{parameter}').row; const slider = row.querySelector('input[type=range]'); for (let i = 0; i < 120; i++) {{ slider.value = Math.round(slider.max * (0.2 + 0.5 * i / 120)); slider.dispatchEvent(new Event('input')); await probe.rest({id}); await new Promise(done => requestAnimationFrame(done)); }} return probe.explorer({id}).engine.times; }})()")).await?;
            let sorted = |key: &str| {
                let mut times: Vec<f64> = frames
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|one| one[key].as_f64())
                    .collect();
                times.sort_by(f64::total_cmp);
                (times[times.len() / 2], times[times.len() * 95 / 100])
            };
            println!(
                "{figure}: first frame {:.0} ms; later ones, median and 95th percentile: in the worker {:?} ms, from slider to picture {:?} ms",
                first.as_f64().unwrap_or(f64::NAN),
                sorted("worker"),
                sorted("all")
            );
        }
        Ok(())
    });
}
