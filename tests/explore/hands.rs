//! What a hand does in the book's pages: real presses of a pointer, of a finger and of keys, as the browser itself
//! makes them, on everything that a figure lets its reader take hold of.

use super::{PROBE, ask, explorable, explorable_pages, figures, on_page};
use anyhow::{Context, Result, ensure};
use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
    SetTouchEmulationEnabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchMouseEventParams, DispatchMouseEventType, MouseButton,
};
use chromiumoxide::types::{Command, Method, MethodId};
use serde::Serialize;
use serde_json::{Value, json};
use tests::browser::{open, url};
use tests::built_book;

/// What a hand is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Hand {
    Pointer,
    Finger,
}

impl Hand {
    /// Presses at the first place, moves through the others, and lets go at the last.
    async fn drag(self, page: &Page, path: &[(f64, f64)]) -> Result<()> {
        let (first, rest) = path.split_first().context("a path")?;
        let last = path[path.len() - 1];
        if self == Self::Finger {
            touch(page, "touchStart", &[*first]).await?;
            for at in rest {
                touch(page, "touchMove", &[*at]).await?;
            }
            return touch(page, "touchEnd", &[]).await;
        }
        mouse(page, DispatchMouseEventType::MouseMoved, *first).await?;
        mouse(page, DispatchMouseEventType::MousePressed, *first).await?;
        for at in rest {
            mouse(page, DispatchMouseEventType::MouseMoved, *at).await?;
        }
        mouse(page, DispatchMouseEventType::MouseReleased, last).await
    }
}

async fn mouse(page: &Page, kind: DispatchMouseEventType, (x, y): (f64, f64)) -> Result<()> {
    let held = kind != DispatchMouseEventType::MouseMoved;
    let mut event = DispatchMouseEventParams::new(kind, x, y);
    event.button = Some(MouseButton::Left);
    event.buttons = Some(1);
    event.click_count = Some(i64::from(held));
    page.execute(event).await?;
    Ok(())
}

/// The driver's own form of this leaves an empty list of points out, which the browser refuses.
#[derive(Debug, Serialize)]
struct Touch {
    r#type: &'static str,
    #[serde(rename = "touchPoints")]
    points: Vec<Value>,
}

impl Method for Touch {
    fn identifier(&self) -> MethodId {
        "Input.dispatchTouchEvent".into()
    }
}

impl Command for Touch {
    type Response = Value;
}

async fn touch(page: &Page, r#type: &'static str, at: &[(f64, f64)]) -> Result<()> {
    let points = at.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
    page.execute(Touch { r#type, points }).await?;
    Ok(())
}

/// A number of an answer.
fn number(of: &Value, name: &str) -> Result<f64> {
    of[name].as_f64().with_context(|| format!("{name} of {of}"))
}

/// Drags every handle of every figure on a page towards the middle of its panel; returns how many.
async fn drag_everything(page: &Page, hand: Hand) -> Result<usize> {
    page.evaluate(PROBE).await?;
    let kind = match hand {
        Hand::Pointer => "mouse",
        Hand::Finger => "touch",
    };
    let mut dragged = 0;
    for (_, figure) in figures(page).await? {
        let id = json!(format!("fig-{figure}"));
        let shown = ask(page, &format!("probe.show({id})")).await?;
        let count = shown.as_u64().context("a count")?;
        for index in 0..count {
            let at = ask(page, &format!("probe.knob({id}, {index})")).await?;
            let from = (number(&at, "x")?, number(&at, "y")?);
            let to = (number(&at, "inwardX")?, number(&at, "inwardY")?);
            let scrolled = ask(page, "scrollY").await?;
            let path: Vec<(f64, f64)> = (0..=5)
                .map(|step| f64::from(step) / 5.0)
                .map(|part| {
                    (
                        from.0 + part * (to.0 - from.0),
                        from.1 + part * (to.1 - from.1),
                    )
                })
                .collect();
            hand.drag(page, &path).await?;
            let after = ask(page, &format!("probe.held({id}, {index})")).await?;
            let what = format!("{figure}, handle {index}, {hand:?}: {at} became {after}");
            ensure!(after["values"] != at["values"], "it moves nothing: {what}");
            ensure!(after["hand"] == kind, "it was no {kind}: {what}");
            ensure!(after["error"].is_null(), "{what}");
            ensure!(after["finite"] == true, "{what}");
            ensure!(
                ask(page, "scrollY").await? == scrolled,
                "the page moves: {what}"
            );
            // And by a key, from wherever it is; the page must stay where and what it is.
            page.find_element(format!(
                "#fig-{figure} .explore-knob:nth-of-type({})",
                index + 1
            ))
            .await?
            .focus()
            .await?
            .press_key("ArrowLeft")
            .await?
            .press_key("ArrowDown")
            .await?;
            let moved = ask(page, &format!("probe.held({id}, {index})")).await?;
            ensure!(
                moved["values"] != after["values"],
                "no key moves it: {what}"
            );
            ensure!(moved["path"] == at["path"], "a key turns the page: {what}");
            ask(page, &format!("probe.restart({id})")).await?;
            dragged += 1;
        }
        ask(page, &format!("probe.close({id})")).await?;
    }
    Ok(dragged)
}

/// Catches a handle that is declared and can't be reached: hidden below another, outside its panel, tied to a
/// parameter whose range it doesn't meet, deaf to keys; and a finger that scrolls the page instead.
#[test]
fn every_handle_follows_a_pointer_a_finger_and_keys() {
    if !explorable() {
        return;
    }
    on_page("file://", |page| async move {
        let (mut by_pointer, mut by_finger) = (0, 0);
        page.execute(SetDeviceMetricsOverrideParams::new(1300, 900, 1.0, false))
            .await?;
        for path in explorable_pages() {
            open(&page, &url(&path)).await?;
            by_pointer += drag_everything(&page, Hand::Pointer).await?;
        }
        page.execute(SetDeviceMetricsOverrideParams::new(360, 740, 2.0, true))
            .await?;
        page.execute(SetTouchEmulationEnabledParams::new(true))
            .await?;
        for path in explorable_pages() {
            open(&page, &url(&path)).await?;
            by_finger += drag_everything(&page, Hand::Finger).await?;
        }
        ensure!(
            by_pointer > 0 && by_pointer == by_finger,
            "{by_pointer} and {by_finger}"
        );
        eprintln!("{by_pointer} handles dragged by a pointer, a finger and keys");
        Ok(())
    });
}

/// Catches a knob that leaves while it is held, by hand or by key; one that lies below another which can't be
/// moved; and one whose axis its own dragging stretches, so that every pixel moves it anew.
#[test]
fn a_knob_stays_with_the_hand_that_holds_it() {
    if !explorable() {
        return;
    }
    on_page("file://", |page| async move {
        open(&page, &url(&built_book().join("hodgkin-huxley.html"))).await?;
        page.evaluate(PROBE).await?;
        let knobs = ask(&page, "probe.show('fig-feedback')").await?;
        ensure!(knobs == 2, "{knobs} knobs");
        let at = ask(&page, "probe.knob('fig-feedback', 1)").await?;
        let (x, y) = (number(&at, "x")?, number(&at, "y")?);
        let path = [(x, y), (x - 60.0, y), (x - 400.0, y), (x - 60.0, y)];
        Hand::Pointer.drag(&page, &path).await?;
        let potential = "probe.rest('fig-feedback').then(() => \
            [probe.explorer('fig-feedback').values.get('potential'), \
            document.querySelectorAll('#fig-feedback .explore-knob').length, \
            document.activeElement.className])";
        let dragged = ask(&page, potential).await?;
        let value: f64 = dragged[0].as_str().context("a value")?.parse()?;
        ensure!(
            (-74.0..-58.5).contains(&value) && dragged[1] == 2,
            "dragged to and fro: {dragged}"
        );
        page.find_element("#fig-feedback .explore-knob:nth-of-type(2)")
            .await?
            .focus()
            .await?
            .press_key("Home")
            .await?;
        let home = ask(&page, potential).await?;
        ensure!(
            home[1] == 2 && home[2].as_str().is_some_and(|name| name.contains("knob")),
            "Home: {home}"
        );
        open(&page, &url(&built_book().join("learning.html"))).await?;
        page.evaluate(PROBE).await?;
        ask(&page, "probe.show('fig-prediction-error')").await?;
        let at = ask(&page, "probe.knob('fig-prediction-error', 1)").await?;
        let (x, y) = (number(&at, "x")?, number(&at, "y")?);
        let far = x + 500.0;
        let path = [x, far, far - 1.0, far, far - 1.0, far].map(|x| (x, y));
        let mut held = Vec::new();
        mouse(&page, DispatchMouseEventType::MouseMoved, path[0]).await?;
        mouse(&page, DispatchMouseEventType::MousePressed, path[0]).await?;
        for at in path {
            mouse(&page, DispatchMouseEventType::MouseMoved, at).await?;
            let reward = "probe.rest('fig-prediction-error').then(() => \
                probe.explorer('fig-prediction-error').values.get('reward'))";
            held.push(ask(&page, reward).await?);
        }
        mouse(&page, DispatchMouseEventType::MouseReleased, path[0]).await?;
        ensure!(
            held[1] != held[0] && held[1..].iter().all(|one| *one == held[1]),
            "the reward wanders: {held:?}"
        );
        // Both at the end of their range: the cue, which can still go back, is the one to be had.
        ask(
            &page,
            "probe.explorer('fig-prediction-error').setAll([['reward', '60'], ['cue', '60']])",
        )
        .await?;
        ask(
            &page,
            "probe.rest('fig-prediction-error').then(() => probe.knob('fig-prediction-error', 0))",
        )
        .await?;
        Ok(())
    });
}

/// Catches a spike that stands still: buttons that play, pause and step, a slider that scrubs with keys, and a
/// reader who asked for less motion and gets a film.
#[test]
fn the_travelling_spike_plays_pauses_steps_and_is_scrubbed() {
    if !explorable() {
        return;
    }
    on_page("file://", |page| async move {
        open(&page, &url(&built_book().join("hodgkin-huxley.html"))).await?;
        page.evaluate(PROBE).await?;
        let count = ask(
            &page,
            "probe.show('fig-propagation').then(() => probe.frames('fig-propagation').count)",
        )
        .await?;
        ensure!(count.as_u64() > Some(10), "{count} frames");
        let bar = "#fig-propagation .explore-motion";
        let press = async |label: &str| -> Result<()> {
            let button = format!("{bar} button[aria-label='{label}']");
            page.find_element(button)
                .await?
                .scroll_into_view()
                .await?
                .click()
                .await?;
            Ok(())
        };
        let frames = || {
            ask(
                &page,
                "probe.rest('fig-propagation').then(() => probe.frames('fig-propagation'))",
            )
        };
        let begun = frames().await?;
        press("Play").await?;
        ask(&page, "new Promise(done => setTimeout(done, 1500))").await?;
        press("Pause").await?;
        let played = frames().await?;
        ensure!(
            played["frame"] != begun["frame"] && played["svg"] != begun["svg"],
            "it stands still: {begun}"
        );
        ask(&page, "new Promise(done => setTimeout(done, 500))").await?;
        ensure!(
            frames().await?["frame"] == played["frame"],
            "it doesn't pause"
        );
        press("One frame on").await?;
        let stepped = frames().await?;
        ensure!(stepped["svg"] != played["svg"], "it doesn't step");
        press("One frame back").await?;
        ensure!(
            frames().await?["svg"] == played["svg"],
            "it doesn't step back"
        );
        page.find_element(format!("{bar} input"))
            .await?
            .focus()
            .await?
            .press_key("Home")
            .await?
            .press_key("ArrowRight")
            .await?;
        let scrubbed = frames().await?;
        ensure!(
            scrubbed["frame"] == 1 && scrubbed["path"] == begun["path"],
            "scrubbed to {}",
            scrubbed["frame"]
        );
        // Asked for less motion, it shows single pictures.
        let calm = MediaFeature::new("prefers-reduced-motion", "reduce");
        page.execute(SetEmulatedMediaParams::builder().feature(calm).build())
            .await?;
        press("Play").await?;
        ask(&page, "new Promise(done => setTimeout(done, 2500))").await?;
        press("Pause").await?;
        let calmly = frames().await?["frame"].as_u64().context("a frame")?;
        ensure!(
            (2..=5).contains(&calmly),
            "asked for less motion it runs to {calmly} in 2.5 s"
        );
        Ok(())
    });
}
