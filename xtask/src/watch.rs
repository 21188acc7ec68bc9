//! Noticing that files changed, by looking at them a few times a second.
//!
//! A few hundred files are looked at in a millisecond, so no library and no help of the system is needed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files below some folders, with the time of their last change.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Snapshot(BTreeMap<PathBuf, SystemTime>);

impl Snapshot {
    /// Looks at the folders (or single files) now. What cannot be read is not there.
    pub(crate) fn of(roots: &[PathBuf]) -> Self {
        let mut files = BTreeMap::new();
        for root in roots {
            look(root, &mut files);
        }
        Self(files)
    }

    /// The files that were added, removed or written since the other was taken.
    pub(crate) fn changed_since(&self, before: &Self) -> Vec<PathBuf> {
        let differs = |path: &&PathBuf| self.0.get(*path) != before.0.get(*path);
        let mut changed: Vec<_> = self.0.keys().chain(before.0.keys()).filter(differs).cloned().collect();
        changed.sort();
        changed.dedup();
        changed
    }
}

fn look(path: &Path, files: &mut BTreeMap<PathBuf, SystemTime>) {
    let Ok(metadata) = fs::metadata(path) else { return };
    if metadata.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        entries.filter(|entry| !is_scratch(&entry.path())).for_each(|entry| look(&entry.path(), files));
    } else if let Ok(written) = metadata.modified() {
        files.insert(path.to_path_buf(), written);
    }
}

/// Editors keep notes beside a file while it is open; they are not part of it. Nor is what a build writes: a build would
/// follow its own results for ever.
fn is_scratch(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with('.') || name.ends_with('~') || name == "4913" || name == "node_modules" || name == "dist"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_is_added_written_and_removed_but_not_scratch() {
        let folder = std::env::temp_dir().join(format!("peapod-watch-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).expect("a folder can be made");
        let [kept, gone, new] = ["deep/kept.rs", "gone.rs", "new.rs"].map(|name| folder.join(name));
        fs::write(&kept, "a").expect("written");
        fs::write(&gone, "a").expect("written");
        let before = Snapshot::of(std::slice::from_ref(&folder));

        fs::remove_file(&gone).expect("removed");
        fs::write(&new, "a").expect("written");
        fs::write(folder.join(".new.rs.swp"), "a").expect("written");
        fs::create_dir_all(folder.join("dist")).expect("a folder can be made");
        fs::write(folder.join("dist/built.js"), "a").expect("written");
        let later = SystemTime::now() + std::time::Duration::from_secs(2);
        fs::File::options().write(true).open(&kept).and_then(|file| file.set_modified(later)).expect("touched");
        let after = Snapshot::of(std::slice::from_ref(&folder));

        assert_eq!(after.changed_since(&before), [kept, gone, new]);
        assert!(after.changed_since(&after).is_empty());
        fs::remove_dir_all(&folder).expect("cleaned up");
    }
}
