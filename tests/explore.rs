//! Explore: what a reader's controls do in a real browser, from disk and from a server, is to the byte
//! what the same functions do natively.
//!
//! Needs a browser (see `tests::browser`) and the module for browsers, which `cargo xtask test`
//! compiles where it can. Without one of them the tests say so in a line; with `BOOK_REQUIRE_BROWSER=1`
//! and `BOOK_REQUIRE_EXPLORE=1`, as in the gate, that is a failure.

use anyhow::{Context, Result, bail, ensure};
use chromiumoxide::Page;
use common::run::Run;
use explore::{Explorer, Request};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Instant;
use tests::browser::{Complaints, in_browser, open, serve, url, watched};
use tests::{build, built_book, playground};

/// What the page's script is asked in these tests, beside what a reader can do.
const PROBE: &str = r"
window.probe = {
    figure: id => document.getElementById(id),
    explorer: id => document.getElementById(id).lectureExplorer,
    async until(condition, what) {
        for (let tries = 0; !condition(); tries++) {
            if (tries > 1200) throw new Error('waited in vain: ' + what);
            await new Promise(done => setTimeout(done, 50));
        }
    },
    async open(id) {
        const button = this.figure(id).querySelector('button[data-explore]');
        button.click();
        await this.until(() => button.disabled || this.explorer(id)?.drawing || this.explorer(id)?.error.hidden === false, 'opening ' + id);
        if (button.disabled) throw new Error(button.title);
        return this.compute(id);
    },
    // What is shown at first may be the printed picture: this computes it.
    compute(id) {
        this.explorer(id).draw();
        return this.rest(id);
    },
    async rest(id) {
        // A change is asked for at once, so that it is under way by now.
        await this.explorer(id).idle();
        return this.state(id);
    },
    state(id) {
        const explorer = this.explorer(id);
        return {
            values: explorer.task().values,
            error: explorer.error.hidden ? null : explorer.error.textContent,
            svg: explorer.drawing?.svg,
            caption: explorer.drawing?.caption,
            shown: explorer.caption.textContent,
            command: explorer.command.textContent,
        };
    },
    // A control as a reader moves it: to a part of its way, from 0 to 1.
    move(id, name, part) {
        const row = this.explorer(id).controls.get(name).row;
        const slider = row.querySelector('input[type=range]');
        const choice = row.querySelector('select');
        const box = row.querySelector('input[type=checkbox]');
        if (slider) {
            slider.value = Math.round(part * slider.max);
            slider.dispatchEvent(new Event('input', { bubbles: true }));
        } else if (choice) {
            choice.selectedIndex = Math.round(part * (choice.options.length - 1));
            choice.dispatchEvent(new Event('change', { bubbles: true }));
        } else if (box) {
            if (box.checked !== part > 0.25) box.click();
        } else if (row.matches('.explore-seed')) {
            row.querySelector('.explore-button').click();
        } else if (row.matches('.explore-bitmap')) {
            row.querySelectorAll('.explore-buttons button')[part < 0.75 ? 0 : 1].click();
        } else {
            const field = row.querySelector('input[type=text]');
            const { x, y, most } = this.explorer(id).parameter(name);
            const count = Math.round(part * most);
            const points = Array.from({ length: count }, (_, i) =>
                [x[0] + (x[1] - x[0]) * i / count, y[0] + (y[1] - y[0]) * ((7 * i) % count) / count].join(','));
            field.value = points.join(';');
            field.dispatchEvent(new Event('change', { bubbles: true }));
        }
        return this.rest(id);
    },
    reset(id, name) {
        this.explorer(id).controls.get(name).reset.click();
        return this.rest(id);
    },
    printed(id) {
        const explorer = this.explorer(id);
        explorer.setAll(explorer.parameters.map(one => [one.name, one.printed]));
        return this.rest(id);
    },
};
true";

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

/// The figures that can be explored on a page, by their chapter's and their own name.
async fn figures(page: &Page) -> Result<Vec<(String, String)>> {
    let script = "[...document.querySelectorAll('button[data-explore]')].map(one => one.dataset.explore.split('/'))";
    Ok(serde_json::from_value(ask(page, script).await?)?)
}

/// Compares what the page shows with what the same functions make natively of the same values.
fn same_as_native(explorer: &mut Explorer, name: &(String, String), state: &Value) -> Result<()> {
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
                !svg.is_empty() && !svg.contains("NaN") && !svg.contains("inf"),
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
            let rounded = explorer
                .chapters()
                .iter()
                .filter(|one| one.name == chapter)
                .filter_map(|one| one.figure(figure))
                .any(|entry| entry.through_lapack);
            ensure!(rounded || svg == drawing.svg, "{at}: another picture");
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

/// Whether these values are refused, being out of range, at odds with one another or too dear.
fn refuses(explorer: &Explorer, (chapter, figure): &(String, String), values: &str) -> bool {
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

/// Moves every parameter of every figure to its least, its middle and its greatest value.
async fn move_everything(page: &Page) -> Result<usize> {
    page.evaluate(PROBE).await?;
    let mut explorer = Explorer::new(registry::chapters());
    let mut drawn = 0;
    for name in figures(page).await? {
        let id = json!(format!("fig-{}", name.1));
        let begun = Instant::now();
        let start = ask(page, &format!("probe.open({id})")).await?;
        same_as_native(&mut explorer, &name, &start)?;
        let printed = ask(page, &format!("probe.printed({id})")).await?;
        ensure!(printed["values"] == "", "{id}: {printed}");
        same_as_native(&mut explorer, &name, &printed)?;
        ask(page, &format!("probe.explorer({id}).resetAll.click()")).await?;
        let names = ask(page, &format!("[...probe.explorer({id}).controls.keys()]")).await?;
        for parameter in names.as_array().context("names")? {
            for part in [0.0, 0.5, 1.0] {
                let script = format!("probe.move({id}, {parameter}, {part})");
                let moved = ask(page, &script).await?;
                same_as_native(&mut explorer, &name, &moved)?;
                drawn += 1;
            }
            ask(page, &format!("probe.reset({id}, {parameter})")).await?;
        }
        let closed = format!(
            "(probe.figure({id}).querySelector('button[data-explore]').click(), probe.figure({id}).querySelector('.explore-panel'))"
        );
        ensure!(ask(page, &closed).await?.is_null(), "{id} stays open");
        eprintln!(
            "{}/{}: {:.1} s",
            name.0,
            name.1,
            begun.elapsed().as_secs_f64()
        );
    }
    Ok(drawn)
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
    on_page("file://", |page| async move {
        for path in explorable_pages() {
            open(&page, &url(&path)).await?;
            let drawn = move_everything(&page).await?;
            ensure!(drawn > 0, "nothing to explore on {}", path.display());
        }
        Ok(())
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
                same_as_native(&mut explorer, &name, &state)?;
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
