//! The program `peapod`: reads its arguments and hands over. Everything it does lives in the library, where tests reach it.

use server::arguments::{Arguments, Task};
use server::{command, manual, serve};
use std::process::ExitCode;

fn main() -> ExitCode {
    match Arguments::read().task {
        Task::Analyze(arguments) => command::analyze(&arguments),
        Task::Fix(arguments) => command::fix(&arguments),
        Task::Convert(arguments) => command::convert(&arguments),
        Task::Serve(arguments) => serve::serve(&arguments),
        Task::Completions { shell } => manual::completions(shell),
        Task::Man => manual::page(),
    }
}
