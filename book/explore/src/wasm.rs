//! The module's entry points, called by the page's worker. All answers are JSON; what is wrong is
//! `{"error": "a sentence"}`.

use crate::{Explorer, Request};
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
    static EXPLORER: RefCell<Explorer> = RefCell::new(Explorer::new(Vec::new()));
}

/// Makes a module that answers for one chapter.
#[macro_export]
macro_rules! module {
    ($chapter:expr) => {
        /// Runs when the module is loaded.
        #[wasm_bindgen::prelude::wasm_bindgen(start)]
        pub fn start() {
            $crate::wasm::serve($chapter);
        }
    };
}

/// Answers for this chapter.
pub fn serve(chapter: Chapter) {
    EXPLORER.set(Explorer::new(vec![chapter]));
}

fn with<R>(answer: impl FnOnce(&mut Explorer) -> R) -> R {
    EXPLORER.with_borrow_mut(answer)
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
