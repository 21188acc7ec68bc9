//! One at a time: who changes the cache holds its lock, on this machine and until the program ends.

use crate::place::Place;
use crate::step::Failure;
use std::fs::{self, File};

/// Waits until nobody else changes the cache; the lock ends with the file that is returned.
pub(crate) fn lock(place: &Place) -> Result<File, Failure> {
    let take = || -> std::io::Result<File> {
        fs::create_dir_all(&place.cache)?;
        let file = File::create(place.cache.join("lock"))?;
        if file.try_lock().is_err() {
            println!("Waiting for another `cargo xtask` to end its set-up.");
            file.lock()?;
        }
        Ok(file)
    };
    take().map_err(|error| Failure {
        step: "Lock the cache folder".to_owned(),
        reason: format!("{}: {error}", place.cache.display()),
        remedy: "Make the folder writable, or set PEAPOD_CACHE to one that is.".to_owned(),
    })
}
