//! The built book in a real browser: nothing asked of another host, no error on the console, no page
//! that scrolls sideways on a phone, and everything readable with scripts switched off.
//!
//! Needs Chromium or Chrome. Without one the tests say in a line that they were skipped; with the
//! environment variable `BOOK_REQUIRE_BROWSER=1`, as in the gate, a missing browser is a failure.

use anyhow::bail;
use chromiumoxide::cdp::browser_protocol::emulation::{
    SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams,
};
use tests::browser::{Complaints, in_browser, open, pages, url, watched};
use tests::built_book;

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

/// Catches a search that is loaded too late: the key or the button that asks for it must open it, and what is typed
/// must find the book's words, from disk; and nothing of it may be loaded before.
#[test]
fn search_is_loaded_when_it_is_asked_for() {
    let book = built_book();
    let complaints = Complaints::default();
    let seen = complaints.clone();
    let result = in_browser(|browser| async move {
        let page = watched(&browser, &seen, "file://").await?;
        for press in [
            "document.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, composed: true, cancelable: true }))",
            "document.getElementById('mdbook-search-toggle').click()",
        ] {
            open(&page, &url(&book.join("hodgkin-huxley.html"))).await?;
            let before: bool = page
                .evaluate("typeof elasticlunr === 'undefined'")
                .await?
                .into_value()?;
            let found: i64 = page
                .evaluate(format!(
                    "(async () => {{ {press}; \
                     const bar = document.getElementById('mdbook-searchbar'); \
                     const results = () => document.querySelectorAll('#mdbook-searchresults li').length; \
                     for (let tries = 0; !results() && tries < 200; tries++) {{ \
                         await new Promise(done => setTimeout(done, 50)); \
                         if (document.activeElement === bar) {{ \
                             bar.value = 'potassium'; bar.dispatchEvent(new KeyboardEvent('keyup')); \
                         }} \
                     }} \
                     return results(); }})()"
                ))
                .await?
                .into_value()?;
            if !before || found == 0 {
                bail!("{press}: loaded before: {}, {found} results", !before);
            }
        }
        Ok(())
    });
    if let Some(result) = result {
        result.unwrap_or_else(|error| panic!("{error:?}"));
        let complaints = complaints.lock().expect("one thread");
        assert!(complaints.is_empty(), "{complaints:#?}");
    }
}
