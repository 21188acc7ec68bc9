//! The loop of working on the site: build without optimising, serve, and rebuild what a change asks for.
//!
//! A build that fails leaves the last good server running. Pages in `content/` are read anew for every request, so they
//! cause no work here.

use crate::command::{cargo, command, run, stop, written};
use crate::place::{Place, executable};
use crate::setup;
use crate::site;
use crate::step::{Failure, shown};
use crate::watch::Snapshot;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

const ADDRESS: &str = "127.0.0.1:8080";
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// The folders and files that the site is built from.
const WATCHED: [&str; 7] = ["analyzer", "app", "server", "style", "Cargo.toml", "Cargo.lock", "Trunk.toml"];

/// Builds, serves, and goes on until it is interrupted.
pub(crate) fn dev(place: &Place) -> Result<(), Failure> {
    setup::for_build(place)?;
    let watched: Vec<PathBuf> = WATCHED.iter().map(|name| place.root.join(name)).collect();
    let mut server = Server { place, child: None };
    let mut seen = Snapshot::of(&watched);
    let mut work = Work { bundle: true, program: true };
    loop {
        server.renew(work);
        seen = wait_for_change(&watched, &seen, &mut work, place);
    }
}

/// What a change asks to build again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Work {
    bundle: bool,
    program: bool,
}

impl Work {
    /// The style is in the bundle alone, the server's code in the program alone; all else is in both.
    fn after(changed: &[PathBuf], root: &Path) -> Self {
        let only = |folder: &str| changed.iter().all(|path| path.starts_with(root.join(folder)));
        let bundle_only = only("style") || changed.iter().all(|path| path == &root.join("Trunk.toml"));
        Self { bundle: !only("server"), program: !bundle_only }
    }
}

fn wait_for_change(watched: &[PathBuf], seen: &Snapshot, work: &mut Work, place: &Place) -> Snapshot {
    println!("▸ Watching {} (Ctrl-C ends this)", WATCHED.join(", "));
    loop {
        sleep(LOOK_EVERY);
        let mut now = Snapshot::of(watched);
        if now == *seen {
            continue;
        }
        // Several files are often saved at once: wait until a look finds nothing new.
        loop {
            sleep(LOOK_EVERY);
            let next = Snapshot::of(watched);
            if next == now {
                break;
            }
            now = next;
        }
        let changed = now.changed_since(seen);
        let names: Vec<_> =
            changed.iter().map(|path| path.strip_prefix(&place.root).unwrap_or(path).display().to_string()).collect();
        println!("\n▸ Changed: {}", names.join(", "));
        *work = Work::after(&changed, &place.root);
        return now;
    }
}

/// The server of the last build that worked.
struct Server<'a> {
    place: &'a Place,
    child: Option<Child>,
}

impl Server<'_> {
    /// Builds, and starts the server anew when that worked: it reads the bundle's names when it starts.
    fn renew(&mut self, work: Work) {
        let start = Instant::now();
        match build(self.place, work).and_then(|()| self.restart()) {
            Ok(()) => println!("  http://{ADDRESS}/ is up to date after {}", shown(start.elapsed())),
            Err(reason) if self.child.is_some() => println!("  {reason}. The last good version is still served."),
            Err(reason) => println!("  {reason}. Mend it and save: the next change builds again."),
        }
    }

    fn restart(&mut self) -> Result<(), String> {
        if let Some(mut old) = self.child.take() {
            stop(&mut old);
        }
        let program = self.place.target().join("debug").join(executable("peapod"));
        let mut command = command(self.place, &program.to_string_lossy(), &["serve", "--listen", ADDRESS]);
        println!("  $ {}", written(&command));
        let mut child = command.spawn().map_err(|error| format!("the server could not be started: {error}"))?;
        // A server that cannot have its address ends at once.
        sleep(LOOK_EVERY);
        if let Ok(Some(status)) = child.try_wait() {
            return Err(format!("the server ended with {status}"));
        }
        self.child = Some(child);
        Ok(())
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            stop(child);
        }
    }
}

fn build(place: &Place, work: Work) -> Result<(), String> {
    if work.bundle {
        run(&mut site::trunk(place, &["build"]))?;
    }
    if work.program {
        run(&mut cargo(place, &["build", "--package", "server"]))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(changed: &[&str]) -> Work {
        let root = Path::new("/p");
        Work::after(&changed.iter().map(|name| root.join(name)).collect::<Vec<_>>(), root)
    }

    #[test]
    fn a_change_asks_for_no_more_than_it_needs() {
        let (bundle, program) = (Work { bundle: true, program: false }, Work { bundle: false, program: true });
        let both = Work { bundle: true, program: true };
        assert_eq!(work(&["style/base.css"]), bundle);
        assert_eq!(work(&["Trunk.toml"]), bundle);
        assert_eq!(work(&["server/src/main.rs"]), program);
        assert_eq!(work(&["server/src/main.rs", "style/base.css"]), both);
        assert_eq!(work(&["analyzer/src/lib.rs"]), both);
        assert_eq!(work(&["app/index.html"]), both);
        assert_eq!(work(&["Cargo.lock"]), both);
    }
}
