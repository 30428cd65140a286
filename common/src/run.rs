//! What surrounds a computation and never changes its result: threads, progress, cancellation,
//! and the points of a long sweep that are finished already.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The work was called off by its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the computation was called off")]
pub struct Cancelled;

/// Runs of the points of a long sweep that an earlier, interrupted process has finished.
pub trait FinishedPoints: Sync {
    /// The numbers of the run with this key, if it is finished.
    fn get(&self, key: &str) -> Option<Vec<f64>>;
    /// Keeps the numbers of a run.
    fn put(&self, key: &str, numbers: &[f64]);
}

/// How to carry a computation out.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    threads: usize,
    progress: Option<&'a (dyn Fn(usize, usize) + Sync)>,
    cancelled: Option<&'a AtomicBool>,
    finished: Option<&'a dyn FinishedPoints>,
}

impl Default for Run<'_> {
    fn default() -> Self {
        Self::serial()
    }
}

impl<'a> Run<'a> {
    /// On the calling thread, silently.
    pub fn serial() -> Self {
        Self {
            threads: 1,
            progress: None,
            cancelled: None,
            finished: None,
        }
    }

    /// On all processors.
    pub fn parallel() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self::serial().threads(threads)
    }

    /// On so many threads (at least one). The result is the same for any number.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads.max(1);
        self
    }

    /// Reports progress as (parts done, parts in all), from whichever thread finished a part.
    pub fn progress(mut self, report: &'a (dyn Fn(usize, usize) + Sync)) -> Self {
        self.progress = Some(report);
        self
    }

    /// Stops soon after this flag is set.
    pub fn cancelled_by(mut self, flag: &'a AtomicBool) -> Self {
        self.cancelled = Some(flag);
        self
    }

    /// Takes finished points of a sweep from here, and keeps new ones here.
    pub fn finished_points(mut self, finished: &'a dyn FinishedPoints) -> Self {
        self.finished = Some(finished);
        self
    }

    /// Fails if the work was called off: for loops that take long.
    ///
    /// # Errors
    /// [`Cancelled`], if it was.
    pub fn check(&self) -> Result<(), Cancelled> {
        match self.cancelled {
            Some(flag) if flag.load(Ordering::Relaxed) => Err(Cancelled),
            _ => Ok(()),
        }
    }

    /// Applies a function to every item, on the run's threads, and returns the results in the
    /// items' order. Results must not depend on one another; so the number of threads can't matter.
    ///
    /// # Errors
    /// The error of the first item (in order) that failed, or [`Cancelled`].
    pub fn map<T: Sync, R: Send, E: Send + From<Cancelled>>(
        &self,
        items: &[T],
        function: impl Fn(&T) -> Result<R, E> + Sync,
    ) -> Result<Vec<R>, E> {
        let done = AtomicUsize::new(0);
        let one = |item: &T| {
            self.check()?;
            let result = function(item);
            let count = done.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(report) = self.progress {
                report(count, items.len());
            }
            result
        };
        let results: Vec<Result<R, E>> = self.each(items, one);
        results.into_iter().collect()
    }

    /// As [`map`](Self::map), for points dear enough to be kept, each of one or more runs. All threads
    /// work at one point before any begins the next, and every run that ends is kept by its key
    /// (which must name everything that its numbers depend on) and not computed again: whoever ends the
    /// process ends at most one unfinished run for each thread, all of the same point.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    pub fn sweep<T: Sync, E: Send + From<Cancelled>>(
        &self,
        points: &[Vec<T>],
        key: impl Fn(&T) -> String + Sync,
        function: impl Fn(&T) -> Result<Vec<f64>, E> + Sync,
    ) -> Result<Vec<Vec<Vec<f64>>>, E> {
        let all = points.iter().map(Vec::len).sum();
        let mut before = 0;
        let mut results = Vec::with_capacity(points.len());
        for runs in points {
            let report = |done: usize, _: usize| {
                if let Some(report) = self.progress {
                    report(before + done, all);
                }
            };
            let within = Run {
                threads: self.threads,
                progress: Some(&report),
                cancelled: self.cancelled,
                finished: None,
            };
            results.push(within.map(runs, |run| self.kept(&key, &function, run))?);
            before += runs.len();
        }
        Ok(results)
    }

    /// The numbers of a run: those that an earlier process has kept, or new ones, which are kept now.
    fn kept<T, E>(
        &self,
        key: impl Fn(&T) -> String,
        function: impl Fn(&T) -> Result<Vec<f64>, E>,
        run: &T,
    ) -> Result<Vec<f64>, E> {
        let Some(finished) = self.finished else {
            return function(run);
        };
        let key = key(run);
        if let Some(numbers) = finished.get(&key) {
            return Ok(numbers);
        }
        let numbers = function(run)?;
        finished.put(&key, &numbers);
        Ok(numbers)
    }

    #[cfg(not(target_family = "wasm"))]
    fn each<T: Sync, R: Send>(&self, items: &[T], one: impl Fn(&T) -> R + Sync) -> Vec<R> {
        use rayon::prelude::*;
        if self.threads > 1
            && let Ok(pool) = rayon::ThreadPoolBuilder::new()
                .num_threads(self.threads)
                .build()
        {
            // One by one: left to itself rayon gives a thread a quarter of a short list, and then the
            // other threads wait for its end.
            return pool.install(|| items.par_iter().with_max_len(1).map(&one).collect());
        }
        items.iter().map(one).collect()
    }

    #[cfg(target_family = "wasm")]
    fn each<T: Sync, R: Send>(&self, items: &[T], one: impl Fn(&T) -> R + Sync) -> Vec<R> {
        items.iter().map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    /// Catches an order of results that depends on which thread was first.
    #[test]
    fn results_keep_their_order_on_any_number_of_threads() {
        let items: Vec<u64> = (0..1000).collect();
        let square = |x: &u64| Ok::<u64, Cancelled>(x * x);
        let serial = Run::serial().map(&items, square).unwrap();
        for threads in [2, 3, 8] {
            assert_eq!(
                Run::serial().threads(threads).map(&items, square).unwrap(),
                serial
            );
        }
    }

    /// Catches a loop that goes on after it was called off.
    #[test]
    fn a_set_flag_stops_the_work() {
        let flag = AtomicBool::new(false);
        let counted = AtomicUsize::new(0);
        let run = Run::serial().cancelled_by(&flag);
        let result = run.map(&[1, 2, 3, 4], |&item| {
            counted.fetch_add(1, Ordering::Relaxed);
            flag.store(item == 2, Ordering::Relaxed);
            Ok::<_, Cancelled>(item)
        });
        assert_eq!((result, counted.into_inner()), (Err(Cancelled), 2));
    }

    #[derive(Default)]
    struct Memory(Mutex<BTreeMap<String, Vec<f64>>>);
    impl FinishedPoints for Memory {
        fn get(&self, key: &str) -> Option<Vec<f64>> {
            self.0.lock().unwrap().get(key).cloned()
        }
        fn put(&self, key: &str, numbers: &[f64]) {
            self.0
                .lock()
                .unwrap()
                .insert(key.to_owned(), numbers.to_vec());
        }
    }

    /// Catches a resumed sweep that computes again what it has, or mixes points up.
    #[test]
    fn a_resumed_sweep_computes_only_what_is_missing() {
        let memory = Memory::default();
        memory.put("2", &[4.0]);
        let computed = AtomicUsize::new(0);
        let last = AtomicUsize::new(0);
        let report = |done, all| {
            assert_eq!(all, 3);
            last.fetch_max(done, Ordering::Relaxed);
        };
        let run = Run::serial()
            .threads(2)
            .progress(&report)
            .finished_points(&memory);
        let square = |x: &f64| {
            computed.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Cancelled>(vec![x * x])
        };
        let points = [vec![1.0, 2.0], vec![], vec![3.0]];
        let all = run.sweep(&points, |x| format!("{x}"), square).unwrap();
        assert_eq!(all, [vec![vec![1.0], vec![4.0]], vec![], vec![vec![9.0]]]);
        assert_eq!((computed.into_inner(), last.into_inner()), (2, 3));
        assert_eq!(memory.get("3"), Some(vec![9.0]));
    }

    /// Catches threads that begin a point before the one before it is finished, so that a process that
    /// is killed loses a run of more than one.
    #[test]
    fn all_threads_of_a_sweep_work_at_the_same_point() {
        let at_work = Mutex::new(BTreeMap::new());
        let most = AtomicUsize::new(0);
        let points: Vec<Vec<(usize, u64)>> = (0..20)
            .map(|point| (0..5).map(|run| (point, run)).collect())
            .collect();
        let numbers = |&(point, run): &(usize, u64)| {
            *at_work.lock().unwrap().entry(point).or_insert(0_usize) += 1;
            // Runs of unequal length, or threads would keep step by themselves.
            std::thread::sleep(std::time::Duration::from_micros(300 * (run % 3)));
            let mut now = at_work.lock().unwrap();
            most.fetch_max(now.len(), Ordering::Relaxed);
            let left = now.entry(point).or_insert(1);
            *left -= 1;
            if *left == 0 {
                now.remove(&point);
            }
            Ok::<_, Cancelled>(vec![point as f64])
        };
        let key = |run: &(usize, u64)| format!("{run:?}");
        let all = Run::serial().threads(4).sweep(&points, key, numbers);
        assert_eq!(all.unwrap().len(), 20);
        assert_eq!(most.into_inner(), 1);
    }
}
