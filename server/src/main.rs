//! The Peapod program.
fn main() {}
