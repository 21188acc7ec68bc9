//! What a package of `peapod` brings for shells and for man(1), printed from the declaration of the arguments itself.

use crate::arguments::Arguments;
use clap::CommandFactory as _;
use clap_complete::Shell;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Prints the completions of a shell.
pub fn completions(shell: Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "peapod", &mut script);
    print(&script)
}

/// Prints the manual page: the program, then each of its commands.
pub fn page() -> ExitCode {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(command.clone()).render(&mut page).and_then(|()| {
        command.get_subcommands().filter(|command| command.get_name() != "help").try_for_each(|command| {
            let man = clap_mangen::Man::new(command.clone());
            writeln!(page, ".SH \"PEAPOD {}\"", command.get_name().to_uppercase())?;
            man.render_description_section(&mut page)?;
            man.render_synopsis_section(&mut page)?;
            man.render_options_section(&mut page)?;
            man.render_extra_section(&mut page)
        })
    });
    if written.is_err() { ExitCode::from(2) } else { print(&page) }
}

/// A reader that stops listening is no error.
fn print(bytes: &[u8]) -> ExitCode {
    match io::stdout().lock().write_all(bytes) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::SUCCESS,
    }
}
