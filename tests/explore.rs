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
use std::path::{Path, PathBuf};
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

/// Moves parameters of a figure to their least, their middle and their greatest value: all that there are, or every
/// second one from the first or the second on; and computes the printed figure too, in the gate only from disk.
async fn move_everything(
    page: &Page,
    explorer: &mut Explorer,
    name: &Name,
    first: usize,
) -> Result<()> {
    page.evaluate(PROBE).await?;
    let id = json!(format!("fig-{}", name.1));
    let begun = Instant::now();
    let ready = ask(page, &format!("probe.begin({id})")).await?;
    ensure!(ready["computed"] == 0, "{id} computes its first picture");
    if ready["svg"].is_string() {
        same_as_native(explorer, name, &ready)?;
    }
    let computed = ask(page, &format!("probe.compute({id})")).await?;
    compare(page, explorer, name, computed).await?;
    if first == 0 || patience().is_some() {
        let printed = ask(page, &format!("probe.printed({id})")).await?;
        ensure!(printed["values"] == "", "{id}: {printed}");
        compare(page, explorer, name, printed).await?;
        ask(page, &format!("probe.restart({id})")).await?;
    }
    let names = ask(page, &format!("[...probe.explorer({id}).controls.keys()]")).await?;
    let mut drawn = 0;
    let names = names.as_array().context("names")?;
    let (patience, (from, step)) = match patience() {
        Some(patience) => (patience, (0, 1)),
        None => (IMPATIENCE, (first, 2)),
    };
    let moving = Instant::now();
    for parameter in names.iter().skip(from).step_by(step) {
        for part in [0.0, 0.5, 1.0] {
            if moving.elapsed() > patience {
                continue;
            }
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

/// How long parameters of one figure are moved in the gate, which dear figures would otherwise take for half an hour.
const IMPATIENCE: Duration = Duration::from_secs(1);

/// How long parameters of one figure may go on being moved, where `EXPLORE_SECONDS` says so: then all of them are,
/// from disk and from a server (3600 before a release). Otherwise each of the two moves every second one.
fn patience() -> Option<Duration> {
    let seconds = std::env::var("EXPLORE_SECONDS").ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
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

/// Opens and moves every figure of the book, which stands at this address.
fn walk(own: &'static str, address: impl Fn(&Path) -> String, first: usize) {
    on_page(own, |page| async move {
        let mut explorer = Explorer::new(registry::chapters());
        for path in explorable_pages() {
            let address = address(&path);
            open(&page, &address).await?;
            let found = figures(&page).await?;
            ensure!(!found.is_empty(), "nothing to explore on {address}");
            for name in found.iter().filter(|name| wanted(name)) {
                open(&page, &address).await?;
                move_everything(&page, &mut explorer, name, first)
                    .await
                    .with_context(|| address.clone())?;
            }
        }
        Ok(())
    });
}

/// Catches a figure that can't be explored, a control that sets another value than it shows, a number that is none,
/// an error on the console, a request to another host, a digit that differs between the browser and the command
/// line; scripts that only work from disk, and a policy that only a server's pages obey.
#[test]
fn every_control_of_every_figure_draws_what_the_command_line_draws() {
    if !explorable() {
        return;
    }
    let server = serve(&built_book());
    let own: &'static str = server.clone().leak();
    let served = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        format!("{server}/{name}")
    };
    // Two browsers, since a page that is hidden behind another one rests.
    std::thread::scope(|scope| {
        scope.spawn(|| walk("file://", url, 0));
        walk(own, served, 1);
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
        // Links to a frame, to one that isn't there, to one that was escaped on its way, and to a value that may not be: the last leaves the
        // printed picture, with all that can be taken hold of in it.
        for (link, script, expected) in [
            (
                "fig-wave?frame.shown=4",
                "['fig-wave'].map(id => [probe.frames(id).frame, probe.explorer(id).link().split('#')[1]])[0]",
                json!([4, "fig-wave?frame.shown=4"]),
            ),
            (
                "fig-wave?speed=2&frame.shown=999",
                "['fig-wave'].map(id => [probe.frames(id).frame, probe.explorer(id).link().split('#')[1]])[0]",
                json!([0, "fig-wave?speed=2"]),
            ),
            (
                "fig-wave%3Fspeed%3D2%26frame.shown=4",
                "['fig-wave'].map(id => [probe.frames(id).frame, probe.explorer(id).link().split('#')[1]])[0]",
                json!([4, "fig-wave?speed=2&frame.shown=4"]),
            ),
            (
                "fig-everything?level=99",
                "['fig-everything'].map(id => [probe.state(id).error !== null, \
                 probe.figure(id).querySelectorAll('.explore-knob').length > 0])[0]",
                json!([true, true]),
            ),
        ] {
            open(&page, "about:blank").await?;
            open(&page, &format!("{address}#{link}")).await?;
            page.evaluate(PROBE).await?;
            let id = link.split(['?', '%']).next().context("a figure")?;
            let opened = format!(
                "probe.until(() => probe.explorer('{id}')?.drawing && probe.explorer('{id}').working === 0, '{link}')"
            );
            ask(&page, &opened).await?;
            let found = ask(&page, script).await?;
            if found != expected {
                wrong.push(format!("{link} shows {found}, not {expected}"));
            }
        }
        ensure!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    });
}

/// The time until a figure can be moved, and what its first own computation takes after that, in milliseconds, on a
/// page that has just been loaded.
async fn first_frames(page: &Page, (chapter, figure): &Name) -> Result<(f64, f64)> {
    open(page, "about:blank").await?;
    let address = url(&built_book().join(format!("{chapter}.html")));
    open(page, &address).await?;
    page.evaluate(PROBE).await?;
    let id = json!(format!("fig-{figure}"));
    let script = format!(
        "(async () => {{ const start = performance.now(); await probe.begin({id}); const shown = performance.now(); \
         await probe.compute({id}); return [shown - start, performance.now() - shown]; }})()"
    );
    Ok(serde_json::from_value(ask(page, &script).await?)?)
}

/// How long a slider takes to be followed, in the module and to the picture, in milliseconds each.
async fn later_frames(page: &Page, figure: &str, parameter: &str) -> Result<[Vec<f64>; 2]> {
    let id = json!(format!("fig-{figure}"));
    let script = format!(
        "(async () => {{ const row = probe.explorer({id}).controls.get('{parameter}').row; \
         const slider = row.querySelector('input[type=range]'); \
         for (let i = 0; i < 120; i++) {{ \
         slider.value = Math.round(slider.max * (0.2 + 0.5 * i / 120)); \
         slider.dispatchEvent(new Event('input')); \
         await probe.rest({id}); await new Promise(done => requestAnimationFrame(done)); }} \
         return probe.explorer({id}).engine.times; }})()"
    );
    let frames = ask(page, &script).await?;
    let times = |key: &str| {
        let all = frames.as_array().into_iter().flatten();
        all.filter_map(|one| one[key].as_f64()).collect()
    };
    Ok([times("worker"), times("all")])
}

/// The median and the 95th percentile.
fn percentiles(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times.get(times.len() * part / 100).copied();
    format!(
        "{:.1} and {:.1} ms",
        at(50).unwrap_or(f64::NAN),
        at(95).unwrap_or(f64::NAN)
    )
}

/// Measures what a reader waits for: `cargo test --release --workspace --test explore -- --ignored --nocapture`.
#[test]
#[ignore = "measures, and asserts nothing"]
fn how_fast_figures_follow() {
    on_page("file://", |page| async move {
        let (mut shown, mut computed) = (Vec::new(), Vec::new());
        for path in explorable_pages() {
            open(&page, &url(&path)).await?;
            for name in figures(&page).await?.into_iter().filter(wanted) {
                let (first, second) = first_frames(&page, &name).await?;
                println!(
                    "{}/{}: first frame {first:.0} ms, computed in {second:.0} ms",
                    name.0, name.1
                );
                shown.push(first);
                computed.push(second);
            }
        }
        println!(
            "median and 95th percentile of first frames: {}; of what is computed next: {}",
            percentiles(shown),
            percentiles(computed)
        );
        let name = ("hodgkin-huxley".to_owned(), "spike".to_owned());
        first_frames(&page, &name).await?;
        let [module, picture] = later_frames(&page, "spike", "current").await?;
        println!(
            "spike, later frames, median and 95th percentile: in the module {}, from slider to picture {}",
            percentiles(module),
            percentiles(picture)
        );
        Ok(())
    });
}
