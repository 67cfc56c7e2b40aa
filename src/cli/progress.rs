/*! How far the work has come: a bar on standard error, for a person at a terminal who has waited for half a second. */

use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes less shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// The time between two pictures of a bar.
const TICK: Duration = Duration::from_millis(120);

/// A bar, gone when it is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    shows: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Work of `steps` steps; of unknown length where there are none. Shown only where `wanted`, and to a person.
    pub(crate) fn start(wanted: bool, what: &'static str, steps: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(steps, ProgressDrawTarget::hidden());
        let template = match steps {
            Some(_) => "{spinner} {msg} {wide_bar} {human_pos}/{human_len}",
            None => "{spinner} {msg}",
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(what);
        let shows = (wanted && to_a_person()).then(|| {
            let (done, wait) = channel::<()>();
            let shown = bar.clone();
            let thread = std::thread::spawn(move || {
                if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                    shown.enable_steady_tick(TICK);
                }
            });
            (done, thread)
        });
        Self { bar, shows }
    }

    /// One step more is done. From any thread.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.shows.take() {
            drop(done);
            // It does nothing that could fail, and what is printed next must not meet it.
            let _ = thread.join();
            self.bar.finish_and_clear();
        }
    }
}

/// Whether somebody looks at standard error: a terminal that can move its cursor, and no job of a CI.
pub(crate) fn to_a_person() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    std::io::stderr().is_terminal() && !set("CI") && std::env::var("TERM").as_deref() != Ok("dumb")
}
