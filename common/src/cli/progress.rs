//! A progress bar for work of over a second, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// A bar that shows itself once the work has taken a second.
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
}

impl Progress {
    /// A bar for this piece of work; `quiet` never shows it.
    pub(super) fn new(what: &str, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        if quiet {
            bar.finish();
        }
        Self {
            bar,
            since: Instant::now(),
        }
    }

    /// So many parts are done, of so many.
    pub(super) fn report(&self, done: usize, all: usize) {
        if self.bar.is_finished() {
            return;
        }
        if self.bar.is_hidden() && self.since.elapsed() > Duration::from_secs(1) {
            // Draws on standard error, and only if that is a terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
