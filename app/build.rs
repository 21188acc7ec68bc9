//! Lists the examples of `content/examples` for the playground: id, title, sentence and pattern of each, in the order of
//! their titles' files. Their texts stay out of the bundle; the browser fetches the one that is chosen.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let folder = Path::new("../content/examples");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the examples are there").flatten().map(|file| file.path()).collect();
    files.sort();
    let mut list = String::from("&[\n");
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "yaml")) {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(file).expect("an example is text");
        let mark = |name: &str| {
            let mark = format!("#! {name}: ");
            let found = text.lines().find_map(|line| line.strip_prefix(&mark)).map(str::to_owned);
            found.unwrap_or_else(|| panic!("{} says no {name}", file.display()))
        };
        let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let _ = writeln!(
            list,
            "Example {{ id: {id:?}, title: {:?}, about: {:?}, pattern: {:?} }},",
            mark("title"),
            mark("about"),
            mark("verdict")
        );
    }
    list.push(']');
    let out = Path::new(&env::var_os("OUT_DIR").expect("cargo sets it")).join("examples.rs");
    fs::write(out, list).expect("the list can be written");
}
