//! The module's entry points, called by the page's worker. All answers are JSON; what is wrong is
//! `{"error": "a sentence"}`.

use crate::{Explorer, Request, describe, list};
use common::chapter::Chapter;
use common::run::Run;
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Tells the page how many parts of a long computation are done.
    fn lecture_progress(done: usize, all: usize);
}

thread_local! {
    static EXPLORER: RefCell<Option<Explorer>> = const { RefCell::new(None) };
}

/// Answers for these chapters instead of the book's: for the module of the tests.
pub fn serve(chapters: Vec<Chapter>) {
    EXPLORER.set(Some(Explorer::new(chapters)));
}

fn with<R>(answer: impl FnOnce(&mut Explorer) -> R) -> R {
    EXPLORER.with_borrow_mut(|explorer| {
        answer(explorer.get_or_insert_with(|| Explorer::new(registry::chapters())))
    })
}

#[derive(Serialize)]
struct Refusal {
    error: String,
}

fn answer<T: Serialize>(result: Result<T, String>) -> String {
    let written = match result {
        Ok(value) => serde_json::to_string(&value),
        Err(error) => serde_json::to_string(&Refusal { error }),
    };
    written.unwrap_or_default()
}

/// The figures that can be explored.
#[wasm_bindgen(js_name = list)]
pub fn list_figures() -> String {
    with(|explorer| answer(Ok(list(explorer.chapters()))))
}

/// A figure and its parameters.
#[wasm_bindgen(js_name = describe)]
pub fn describe_figure(chapter: &str, figure: &str) -> String {
    with(|explorer| answer(describe(explorer.chapters(), chapter, figure)))
}

/// A figure at parameters; a width of 0 is the printed one, a negative frame the printed one.
#[wasm_bindgen]
pub fn draw(chapter: &str, figure: &str, values: &str, width: f64, frame: i32) -> String {
    let request = Request {
        chapter,
        figure,
        values,
        width: (width > 0.0).then_some(width),
        frame: usize::try_from(frame).ok(),
    };
    let report = |done, all| lecture_progress(done, all);
    let run = Run::serial().progress(&report);
    with(|explorer| answer(explorer.draw(&request, &run)))
}

/// The numbers behind a figure, as CSV in a JSON string.
#[wasm_bindgen]
pub fn table(chapter: &str, figure: &str, values: &str) -> String {
    let request = Request {
        chapter,
        figure,
        values,
        width: None,
        frame: None,
    };
    with(|explorer| answer(explorer.table(&request, &Run::serial())))
}
