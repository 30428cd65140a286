//! What the pages that are open need to know: whether there is a newer book, and what is wrong.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The state of the book, shared with the pages.
#[derive(Debug)]
pub struct State {
    news: Mutex<News>,
    changed: Condvar,
}

/// What there is to tell.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct News {
    /// The number of this news.
    pub told: u64,
    /// The number of the book.
    pub version: u64,
    /// The mistakes that keep a newer book away.
    pub mistakes: Vec<String>,
}

impl State {
    /// No book yet. Numbers begin with the time, so that a page notices that another program serves
    /// it.
    pub fn new() -> Self {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let start = u64::try_from(now.as_millis()).unwrap_or(0);
        let news = News {
            told: start,
            version: start,
            mistakes: Vec::new(),
        };
        Self {
            news: Mutex::new(news),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// There is a new book.
    pub fn succeeded(&self) {
        let mut news = self.lock();
        news.told += 1;
        news.version = news.told;
        news.mistakes.clear();
        self.changed.notify_all();
    }

    /// There is none, and these are the mistakes.
    pub fn failed(&self, mistakes: Vec<String>) {
        let mut news = self.lock();
        news.told += 1;
        news.mistakes = mistakes;
        self.changed.notify_all();
    }

    /// The newest news.
    pub fn now(&self) -> News {
        self.lock().clone()
    }

    /// The first news after this number; the old ones if none come in time.
    pub fn after(&self, told: u64, patience: Duration) -> News {
        let waiting = self
            .changed
            .wait_timeout_while(self.lock(), patience, |news| news.told == told);
        waiting.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches pages that reload for a mistake, or never for a new book.
    #[test]
    fn a_new_book_has_a_new_version_and_mistakes_have_not() {
        let state = State::new();
        let first = state.now();
        state.failed(vec!["a.md:1: wrong".into()]);
        let second = state.after(first.told, Duration::from_secs(5));
        assert_eq!((second.version, second.mistakes.len()), (first.version, 1));
        state.succeeded();
        let third = state.after(second.told, Duration::from_secs(5));
        assert!(third.version > second.version && third.mistakes.is_empty());
    }

    /// Catches a page that waits for ever, and one that is woken too late.
    #[test]
    fn waiting_ends_with_the_news_or_with_patience() {
        let state = State::new();
        let told = state.now().told;
        assert_eq!(state.after(told, Duration::from_millis(10)).told, told);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(20));
                state.succeeded();
            });
            assert_eq!(state.after(told, Duration::from_secs(60)).told, told + 1);
        });
    }
}
