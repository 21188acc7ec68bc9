//! Installing Debian's packages, where that is possible: as root, with apt-get.
//!
//! It never uses sudo and never removes a package.

use crate::command::{command, output, run};
use crate::place::Place;

/// Installs the packages, or says which command somebody with more rights has to run.
pub(crate) fn install(place: &Place, packages: &[&str]) -> Result<(), String> {
    if !possible(place) {
        return Err(format!("this needs root on a Debian system: apt-get install {}", packages.join(" ")));
    }
    apt_get(place, &["update", "-qq"])?;
    apt_get(place, &[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}

/// Whether packages can be installed here.
pub(crate) fn possible(place: &Place) -> bool {
    let root = output(&mut command(place, "id", &["-u"])).is_some_and(|id| id == "0");
    root && output(&mut command(place, "apt-get", &["--version"])).is_some()
}

/// Waits its turn when another installation is under way, and asks no questions.
fn apt_get(place: &Place, arguments: &[&str]) -> Result<(), String> {
    let patient = [&["-o", "DPkg::Lock::Timeout=300"], arguments].concat();
    let mut command = command(place, "apt-get", &patient);
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(std::process::Stdio::null());
    run(&mut command)
}
