//! A real browser for the tests of the page.

use anyhow::{Context, Result};
use chromiumoxide::cdp::browser_protocol::log::{EnableParams, EventEntryAdded};
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::cdp::js_protocol::runtime::{EventConsoleApiCalled, EventExceptionThrown};
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures::StreamExt;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

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
pub type Complaints = Arc<Mutex<Vec<String>>>;

/// The pages below a folder.
///
/// # Panics
/// If it can't be read.
pub fn pages(folder: &Path) -> Vec<PathBuf> {
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
///
/// # Panics
/// If there is none and `BOOK_REQUIRE_BROWSER` is 1.
pub fn in_browser<F>(test: impl FnOnce(Arc<Browser>) -> F) -> Option<Result<()>>
where
    F: Future<Output = Result<()>>,
{
    let profile = tempfile::tempdir().expect("a temporary folder");
    let config = BrowserConfig::builder()
        .no_sandbox()
        .new_headless_mode()
        .launch_timeout(Duration::from_secs(60))
        // A dear figure on a busy machine takes longer than the driver's half a minute.
        .request_timeout(Duration::from_secs(300))
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
///
/// # Errors
/// If the browser can't be listened to.
///
/// # Panics
/// If a test panicked while it noted a complaint.
pub async fn watched(browser: &Browser, complaints: &Complaints, own: &str) -> Result<Page> {
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

/// Opens a page, and waits until its scripts have had their turn.
///
/// # Errors
/// If the browser can't open it.
pub async fn open(page: &Page, url: &str) -> Result<()> {
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

/// The address of a page on disk.
pub fn url(page: &Path) -> String {
    format!("file://{}", page.display())
}

/// Serves a folder on this machine for as long as the test runs, and returns its address.
///
/// Each connection has its own thread and carries one answer: a browser opens connections ahead of
/// what it asks for, and none of them may keep another waiting.
///
/// # Panics
/// If no port is free.
pub fn serve(folder: &Path) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = listener.local_addr().expect("it has an address");
    let folder = folder.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            // A reader who went away needs no answer.
            thread::spawn(move || answer(&folder, &stream).ok());
        }
    });
    format!("http://{address}")
}

fn answer(folder: &Path, mut stream: &TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    };
    let (status, body) = match std::fs::read(folder.join(path.trim_start_matches('/'))) {
        Ok(bytes) => ("200 OK", bytes),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}
