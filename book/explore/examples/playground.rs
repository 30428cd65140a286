//! The module of the browser tests: the playground in place of the book's chapters.

#[cfg(target_family = "wasm")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the module is loaded.
#[cfg(target_family = "wasm")]
#[wasm_bindgen(start)]
pub fn start() {
    explore::wasm::serve(vec![explore::playground::chapter()]);
}
