//! The built book in a real browser: nothing asked of another host, no error on the console, no page
//! that scrolls sideways on a phone, and everything readable with scripts switched off.
//!
//! Needs Chromium or Chrome. Without one the tests say in a line that they were skipped; with the
//! environment variable `BOOK_REQUIRE_BROWSER=1`, as in the gate, a missing browser is a failure.

use anyhow::{Context, Result, bail};
use chromiumoxide::cdp::browser_protocol::emulation::{
    SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::log::{EnableParams, EventEntryAdded};
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::cdp::js_protocol::runtime::{EventConsoleApiCalled, EventExceptionThrown};
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures::StreamExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tests::built_book;

/// Flags that keep a browser from talking to its maker while we listen for requests.
const QUIET: &[&str] = &[
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "allow-file-access-from-files",
];

/// Everything that a page did which it should not have done.
type Complaints = Arc<Mutex<Vec<String>>>;

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of the book") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(pages(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Runs a test in a browser; `None` if there is no browser.
fn in_browser<F>(test: impl FnOnce(Arc<Browser>) -> F) -> Option<Result<()>>
where
    F: Future<Output = Result<()>>,
{
    let profile = tempfile::tempdir().expect("a temporary folder");
    let config = BrowserConfig::builder()
        .no_sandbox()
        .new_headless_mode()
        .launch_timeout(Duration::from_secs(60))
        .user_data_dir(profile.path())
        .args(QUIET.iter().copied())
        .build();
    let config = match config {
        Ok(config) => config,
        Err(reason) => {
            let required = std::env::var("BOOK_REQUIRE_BROWSER").is_ok_and(|value| value == "1");
            assert!(
                !required,
                "no browser, and BOOK_REQUIRE_BROWSER is 1: {reason}"
            );
            eprintln!("skipped: no Chromium or Chrome was found");
            return None;
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    Some(runtime.block_on(async {
        let (browser, mut handler) = Browser::launch(config).await.context("launch")?;
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        let browser = Arc::new(browser);
        let result = test(browser.clone()).await;
        if let Ok(mut browser) = Arc::try_unwrap(browser).map_err(|_| ()) {
            browser.close().await.ok();
            browser.wait().await.ok();
        }
        result
    }))
}

/// A page whose requests to other places, console errors and exceptions become complaints.
async fn watched(browser: &Browser, complaints: &Complaints, own: &str) -> Result<Page> {
    let page = browser.new_page("about:blank").await?;
    page.execute(EnableParams::default()).await?;
    let mut requests = page.event_listener::<EventRequestWillBeSent>().await?;
    let mut console = page.event_listener::<EventConsoleApiCalled>().await?;
    let mut exceptions = page.event_listener::<EventExceptionThrown>().await?;
    let mut entries = page.event_listener::<EventEntryAdded>().await?;
    let own = own.to_owned();
    let note = {
        let complaints = complaints.clone();
        move |text: String| complaints.lock().expect("one thread").push(text)
    };
    tokio::spawn({
        let note = note.clone();
        async move {
            while let Some(event) = requests.next().await {
                let url = &event.request.url;
                if ![own.as_str(), "about:", "data:", "blob:"]
                    .iter()
                    .any(|ok| url.starts_with(ok))
                {
                    note(format!("{} asked for {url}", event.document_url));
                }
            }
        }
    });
    tokio::spawn({
        let note = note.clone();
        async move {
            while let Some(event) = console.next().await {
                let kind = format!("{:?}", event.r#type);
                if kind == "Error" || kind == "Warning" {
                    note(format!("console: {:?}", event.args));
                }
            }
        }
    });
    tokio::spawn({
        let note = note.clone();
        async move {
            while let Some(event) = exceptions.next().await {
                note(format!("exception: {}", event.exception_details.text));
            }
        }
    });
    tokio::spawn(async move {
        while let Some(event) = entries.next().await {
            note(format!("log: {} {:?}", event.entry.text, event.entry.url));
        }
    });
    Ok(page)
}

async fn open(page: &Page, url: &str) -> Result<()> {
    page.goto(url)
        .await
        .with_context(|| format!("open {url}"))?;
    page.wait_for_navigation().await?;
    // Scripts that start on load have had their turn once the page has drawn twice.
    page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))",
    )
    .await?;
    Ok(())
}

fn url(page: &Path) -> String {
    format!("file://{}", page.display())
}

/// Catches a font, script or picture from another host, a blocked script, a broken one, and a
/// missing file: on every page, opened from disk.
#[test]
fn every_page_keeps_to_itself_and_its_console_is_quiet() {
    let book = built_book();
    let complaints = Complaints::default();
    let seen = complaints.clone();
    let result = in_browser(|browser| async move {
        let page = watched(&browser, &seen, "file://").await?;
        for path in pages(&book) {
            open(&page, &url(&path)).await?;
        }
        page.close().await?;
        Ok(())
    });
    if let Some(result) = result {
        result.expect("the browser works");
        let complaints = complaints.lock().expect("one thread");
        assert!(complaints.is_empty(), "{complaints:#?}");
    }
}

/// Catches a formula, table or figure that pushes a phone's page sideways, and content that is
/// there only with scripts.
#[test]
fn pages_fit_a_phone_and_read_without_scripts() {
    let book = built_book();
    let result = in_browser(|browser| async move {
        let page = browser.new_page("about:blank").await?;
        let phone = SetDeviceMetricsOverrideParams::new(360, 740, 2.0, true);
        page.execute(phone).await?;
        let mut wrong = Vec::new();
        for path in pages(&book) {
            open(&page, &url(&path)).await?;
            let wide: i64 = page
                .evaluate("document.documentElement.scrollWidth")
                .await?
                .into_value()?;
            if wide > 360 {
                wrong.push(format!(
                    "{} is {wide} pixels wide on a phone of 360",
                    path.display()
                ));
            }
        }
        let chapter = url(&book.join("hodgkin-huxley.html"));
        page.execute(SetScriptExecutionDisabledParams::new(true))
            .await?;
        page.goto(chapter.as_str()).await?;
        page.wait_for_navigation().await?;
        page.execute(SetScriptExecutionDisabledParams::new(false))
            .await?;
        let shown: i64 = page
            .evaluate(
                "[...document.querySelectorAll('figure svg, .equation, main p')]\
                 .filter(e => e.getBoundingClientRect().height > 0).length",
            )
            .await?
            .into_value()?;
        if shown < 20 {
            wrong.push(format!(
                "without scripts only {shown} figures and paragraphs are shown"
            ));
        }
        if !wrong.is_empty() {
            bail!("{wrong:#?}");
        }
        Ok(())
    });
    if let Some(result) = result {
        result.expect("every page fits");
    }
}
