//! axe-core's judgement of every page, in a light and a dark theme, with figures open to be explored.

use anyhow::{Context, Result};
use chromiumoxide::Page;
use std::path::PathBuf;
use tests::browser::{in_browser, open, pages, url};
use tests::{built_book, playground};

/// The rules of WCAG 2.2 AA and axe-core's own good practice; what is wrong, one line each.
const JUDGE: &str = "axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.map(one => \
     `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.target + ' ' + node.html.slice(0, 160)).join(' | ')}`))";

/// Opens every figure of a page that can be explored.
const EXPLORE: &str = "(async () => { for (const button of document.querySelectorAll('button[data-explore]:not([hidden])')) { button.click(); \
     for (let tries = 0; !button.dataset.failed && !button.closest('figure').lectureExplorer?.drawing && tries < 600; tries++) \
     await new Promise(done => setTimeout(done, 50)); } document.querySelectorAll('.explore-more').forEach(one => one.open = true); \
     return 1; })()";

async fn judge(page: &Page, theme: &str) -> Result<Vec<String>> {
    let script = format!(
        "localStorage.setItem('mdbook-theme', '{theme}'); lecture.applyTheme(); document.documentElement.className"
    );
    let themed: String = page.evaluate(script).await?.into_value()?;
    anyhow::ensure!(themed.contains(theme), "the page is {themed}, not {theme}");
    let found = page.evaluate(JUDGE).await.context("axe")?;
    Ok(found.into_value()?)
}

/// Catches a control without a name, text too faint for its background, a heading out of order, an
/// attribute that a screen reader can't make sense of: on any page, light or dark.
#[test]
fn no_page_violates_a_rule_of_accessibility() {
    let mut all = pages(&built_book());
    all.extend(playground::book().map(|book| book.output.join("playground.html")));
    // The pages of source files are all made from one template.
    let mut sources = 0;
    all.retain(|path| {
        let source = path.components().any(|part| part.as_os_str() == "source");
        sources += usize::from(source);
        !source || sources <= 2
    });
    // Two browsers: a page that is judged leaves the other core idle.
    let (even, odd): (Vec<_>, Vec<_>) = all.into_iter().enumerate().partition(|(i, _)| i % 2 == 0);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| judge_all(odd));
        judge_all(even);
        other.join().expect("pages without a violation");
    });
}

fn judge_all(all: Vec<(usize, PathBuf)>) {
    let result = in_browser(|browser| async move {
        let page = browser.new_page("about:blank").await?;
        let mut wrong = Vec::new();
        for (_, path) in all {
            open(&page, &url(&path)).await?;
            page.evaluate(include_str!("vendor/axe-core/axe.min.js"))
                .await?;
            page.evaluate(EXPLORE).await?;
            for theme in ["light", "navy"] {
                let found = judge(&page, theme).await?;
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let lines = found.into_iter();
                wrong.extend(lines.map(|one| format!("{name}, {theme}: {one}")));
            }
        }
        anyhow::ensure!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    });
    if let Some(result) = result {
        result.unwrap_or_else(|error| panic!("{error:?}"));
    }
}
