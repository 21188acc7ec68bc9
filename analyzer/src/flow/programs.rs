//! What well-known programs do with the files and addresses in their arguments.
//!
//! A table of habits and a few programs with grammars of their own (`tar`, `git`, `aws s3` and the like). A program that
//! is not here says nothing; its options are looked at elsewhere. Nothing is run, and nothing is asked about images.

use super::shell::{self, Command};
use crate::analysis::Direction;
use crate::word_list::Words;

/// What a command does to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Takes data from it.
    Reads,
    /// Runs a program that lies in it.
    Runs,
    /// Brings data into it.
    Writes,
    /// Takes data from it and removes or changes them.
    ReadsAndWrites,
    /// Changes owners, makes directories, removes files: writes, but brings no data.
    Tends,
    /// Only looks whether something is there.
    Looks,
}

/// A path that a command names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Touch {
    /// The clean path in the container.
    pub(super) path: String,
    /// What is done to it.
    pub(super) deed: Deed,
    /// The program; empty for a redirection.
    pub(super) program: String,
}

/// An address outside of the container that a command names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Transfer {
    /// As written.
    pub(super) address: String,
    /// Which way the data go, seen from the container.
    pub(super) direction: Direction,
    /// The program.
    pub(super) program: String,
}

/// What the commands of a container do.
#[derive(Clone, Debug, Default)]
pub(super) struct Deeds {
    /// Paths, in the order of the commands.
    pub(super) touches: Vec<Touch>,
    /// Addresses, in the order of the commands.
    pub(super) transfers: Vec<Transfer>,
}

/// How a program treats the paths among its arguments.
#[derive(Clone, Copy)]
enum Habit {
    /// All of them alike.
    Each(Deed),
    /// The last one is written, the others get this.
    IntoLast(Deed),
    /// The first one is written, the others read.
    IntoFirst,
    /// Only the first one is read: a script and its arguments.
    First,
}

/// Habits by program; of several programs in one row the names are separated by blanks.
static HABITS: [(Words, Habit); 10] = [
    (
        Words::of(
            "cat tail head less more grep egrep fgrep zgrep zcat awk gawk wc sort uniq cut jq yq xargs inotifywait diff cmp \
         md5sum sha256sum source . od strings base64 multitail",
        ),
        Habit::Each(Deed::Reads),
    ),
    (Words::of("test [ [[ ls find stat du df file tree"), Habit::Each(Deed::Looks)),
    (Words::of("tee touch mktemp fallocate mkfs"), Habit::Each(Deed::Writes)),
    (Words::of("chown chmod chgrp mkdir rm rmdir unlink setfacl restorecon mkfifo"), Habit::Each(Deed::Tends)),
    (Words::of("truncate logrotate gzip gunzip bzip2 xz unxz vi sqlite3 fsck"), Habit::Each(Deed::ReadsAndWrites)),
    (Words::of("cp rsync install scp"), Habit::IntoLast(Deed::Reads)),
    (Words::of("mv"), Habit::IntoLast(Deed::ReadsAndWrites)),
    (Words::of("ln"), Habit::IntoLast(Deed::Reads)),
    (Words::of("zip"), Habit::IntoFirst),
    (Words::of("python python3 node perl ruby php sh bash ash dash deno bun Rscript"), Habit::First),
];

/// Options that name a file, by program: the program, the options, and what is done to the file.
static OPTIONS: [(Words, Words, Deed); 22] = [
    (Words::of("xbstream mbstream"), Words::of("-C"), Deed::Writes),
    (Words::of("xtrabackup mariabackup"), Words::of("--target-dir"), Deed::ReadsAndWrites),
    (Words::of("curl"), Words::of("-o --output --output-dir -D --dump-header -c --cookie-jar"), Deed::Writes),
    (Words::of("curl"), Words::of("-T --upload-file -K --config --cacert --cert --key"), Deed::Reads),
    (Words::of("wget"), Words::of("-O --output-document -P --directory-prefix -o --output-file"), Deed::Writes),
    (Words::of("openssl"), Words::of("-out -keyout -CAserial"), Deed::Writes),
    (Words::of("openssl"), Words::of("-in -inkey -CA -CAkey -config -key"), Deed::Reads),
    (
        Words::of("pg_dump pg_dumpall mysqldump mongodump"),
        Words::of("-f --file -r --result-file -o --out"),
        Deed::Writes,
    ),
    (Words::of("pg_basebackup initdb"), Words::of("-D --pgdata"), Deed::Writes),
    (Words::of("mysql psql"), Words::of("-f --file"), Deed::Reads),
    (Words::of("mongorestore pg_restore"), Words::of("--dir -f --file"), Deed::Reads),
    (Words::of("unzip"), Words::of("-d"), Deed::Writes),
    (Words::of("tcpdump"), Words::of("-w"), Deed::Writes),
    (Words::of("tcpdump"), Words::of("-r"), Deed::Reads),
    (Words::of("java"), Words::of("-jar -cp -classpath"), Deed::Reads),
    (Words::of("kubectl helm"), Words::of("-f --filename --values --kubeconfig"), Deed::Reads),
    (Words::of("nginx"), Words::of("-c"), Deed::Reads),
    (Words::of("cp mv install ln"), Words::of("-t --target-directory"), Deed::Writes),
    (Words::of("cosign crane skopeo"), Words::of("--output -o"), Deed::Writes),
    (Words::of("keytool"), Words::of("-keystore -file"), Deed::ReadsAndWrites),
    (Words::of("redis-server mysqld postgres mongod"), Words::of("--dir --datadir -D --dbpath"), Deed::ReadsAndWrites),
    (Words::of("certbot lego"), Words::of("--config-dir --path"), Deed::Writes),
];

/// Commands of programs that copy to and from other places.
const VERBS: Words = Words::of("cp sync mv copy copyto move moveto rsync mirror put get");

/// Files that every container has of its own.
const DEVICES: [&str; 8] =
    ["dev/null", "dev/stdout", "dev/stderr", "dev/stdin", "dev/zero", "dev/random", "dev/urandom", "dev/tty"];
/// The most paths that are kept for one container.
const MOST_TOUCHES: usize = 1_000;

/// Adds what a command does.
pub(super) fn add(command: &Command, deeds: &mut Deeds) {
    let mut words = command.words.as_slice();
    while let Some((first, rest)) = words.split_first()
        && shell::is_wrapper(shell::program(first))
        && !rest.is_empty()
    {
        words = rest;
    }
    let name = words.first().map_or("", |word| shell::program(word));
    let mut caller = Caller { command, name, deeds };
    for file in &command.reads {
        caller.touch(file, Deed::Reads);
    }
    for file in &command.writes {
        // The redirection writes, whatever the program does.
        Caller { command, name: "", deeds: caller.deeds }.touch(file, Deed::Writes);
    }
    let Some((program, arguments)) = words.split_first() else { return };
    if program.contains('/') {
        caller.touch(program, Deed::Runs);
    }
    caller.options(arguments);
    match name {
        // Its script has been read by itself.
        _ if shell::is_shell(name) && arguments.iter().any(|word| shell::is_script_flag(word)) => {}
        "tar" | "bsdtar" => caller.tar(arguments),
        "git" => caller.git(arguments),
        "dd" => caller.dd(arguments),
        "sed" => caller.sed(arguments),
        "curl" | "wget" => caller.download(arguments),
        "unzip" => caller.unzip(arguments),
        "aws" | "gsutil" | "gcloud" | "rclone" | "mc" | "s3cmd" | "s5cmd" | "azcopy" | "awslocal" => {
            caller.copy_far(arguments);
        }
        _ => caller.habit(arguments),
    }
}

/// One command whose deeds are being noted.
struct Caller<'c> {
    command: &'c Command,
    name: &'c str,
    deeds: &'c mut Deeds,
}

impl Caller<'_> {
    fn touch(&mut self, word: &str, deed: Deed) {
        if let Some(path) = self.command.path(word) {
            self.touch_path(path, deed);
        }
    }

    fn each<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, deed: Deed) {
        for word in words {
            self.touch(word, deed);
        }
    }

    fn touch_path(&mut self, path: String, deed: Deed) {
        if self.deeds.touches.len() < MOST_TOUCHES && !DEVICES.contains(&path.as_str()) {
            let program = super::variables::cut(self.name, 24).to_owned();
            self.deeds.touches.push(Touch { path, deed, program });
        }
    }

    /// Writes where the command runs.
    fn touch_here(&mut self, deed: Deed) {
        if let Some(path) = self.command.directory.clone() {
            self.touch_path(path, deed);
        }
    }

    fn transfer(&mut self, address: &str, direction: Direction) {
        if self.deeds.transfers.len() < MOST_TOUCHES {
            let program = self.name.to_owned();
            self.deeds.transfers.push(Transfer { address: address.to_owned(), direction, program });
        }
    }

    fn habit(&mut self, arguments: &[String]) {
        let Some((_, habit)) = HABITS.iter().find(|(names, _)| names.has(self.name)) else { return };
        let targets = values(arguments, &const { Words::of("-t --target-directory") });
        let operands = operands(arguments);
        match *habit {
            Habit::Each(Deed::Looks) if self.name == "find" && arguments.iter().any(|word| word == "-delete") => {
                self.each(operands.into_iter().take(1), Deed::Tends);
            }
            Habit::Each(deed) => self.each(operands, deed),
            Habit::First => self.each(operands.into_iter().take(1), Deed::Reads),
            Habit::IntoFirst => self.split(operands.first().copied(), operands.get(1..), Deed::Reads),
            Habit::IntoLast(deed) if !targets.is_empty() => {
                self.each(operands.into_iter().filter(|word| !targets.contains(word)), deed);
            }
            Habit::IntoLast(deed) => {
                let sources = &operands[..operands.len().saturating_sub(1)];
                self.split(operands.last().copied().filter(|_| !sources.is_empty()), Some(sources), deed);
            }
        }
    }

    fn split(&mut self, target: Option<&str>, sources: Option<&[&str]>, deed: Deed) {
        self.each(sources.unwrap_or(&[]).iter().copied(), deed);
        if let Some(target) = target {
            self.touch(target, Deed::Writes);
        }
    }

    fn options(&mut self, arguments: &[String]) {
        for (programs, options, deed) in &OPTIONS {
            if programs.has(self.name) {
                self.each(values(arguments, options), *deed);
            }
        }
    }

    /// `tar -czf ARCHIVE FILES…`, `tar -xf ARCHIVE -C DIRECTORY`.
    fn tar(&mut self, arguments: &[String]) {
        let is_mode = |word: &&String| !word.starts_with("--") && !word.contains('/');
        let letters: String = arguments
            .iter()
            .enumerate()
            .filter(|(at, word)| (*at == 0 || word.starts_with('-')) && is_mode(word))
            .flat_map(|(_, word)| word.chars())
            .collect();
        let long = |name: &str| arguments.iter().any(|word| word == name);
        let extracts = letters.contains('x') || long("--extract");
        let creates = letters.contains(['c', 'r', 'u']) || long("--create");
        let archive = arguments.iter().position(|word| is_mode(&word) && word.ends_with('f'));
        let archive = archive.and_then(|at| arguments.get(at + 1)).map(String::as_str);
        let directories = values(arguments, &const { Words::of("-C --directory") });
        let (archived, unpacked) = if creates { (Deed::Writes, Deed::Reads) } else { (Deed::Reads, Deed::Writes) };
        self.each(archive, archived);
        if !creates && !extracts {
            return;
        }
        for word in operands(arguments) {
            if creates && word != letters && Some(word) != archive && !directories.contains(&word) {
                self.touch(word, Deed::Reads);
            }
        }
        self.each(directories.iter().copied(), unpacked);
        if extracts && directories.is_empty() {
            self.touch_here(Deed::Writes);
        }
    }

    /// `git clone URL [DIRECTORY]`, and the commands that change a work tree.
    fn git(&mut self, arguments: &[String]) {
        let directories = values(arguments, &const { Words::of("-C --work-tree") });
        let changes =
            arguments.iter().any(|word| matches!(word.as_str(), "pull" | "fetch" | "checkout" | "reset" | "init"));
        if changes {
            self.each(directories.iter().copied(), Deed::Writes);
            if directories.is_empty() {
                self.touch_here(Deed::Writes);
            }
        }
        let Some(clone) = arguments.iter().position(|word| word == "clone") else { return };
        let operands = operands(&arguments[clone + 1..]);
        let Some(url) = operands.iter().position(|word| is_repository(word)) else { return };
        self.transfer(operands[url], Direction::Read);
        match operands.get(url + 1) {
            Some(target) => self.touch(target, Deed::Writes),
            None => self.touch_here(Deed::Writes),
        }
    }

    fn dd(&mut self, arguments: &[String]) {
        for word in arguments {
            match word.split_once('=') {
                Some(("if", path)) => self.touch(path, Deed::Reads),
                Some(("of", path)) => self.touch(path, Deed::Writes),
                _ => {}
            }
        }
    }

    fn sed(&mut self, arguments: &[String]) {
        let in_place = arguments.iter().any(|word| word.starts_with("-i") || word.starts_with("--in-place"));
        let deed = if in_place { Deed::ReadsAndWrites } else { Deed::Reads };
        // The first operand is the script, which may look like a path.
        let scripted = arguments.iter().any(|word| word == "-e" || word == "-f");
        self.each(operands(arguments).into_iter().skip(usize::from(!scripted)), deed);
    }

    fn download(&mut self, arguments: &[String]) {
        let sends =
            !values(arguments, &const { Words::of("-T --upload-file -d --data --data-binary -F --form --post-file") })
                .is_empty();
        let here = if self.name == "curl" {
            arguments.iter().any(|word| word == "--remote-name" || is_short(word, 'O'))
        } else {
            values(arguments, &const { Words::of("-O --output-document -P --directory-prefix") }).is_empty()
        };
        if here {
            self.touch_here(Deed::Writes);
        }
        let direction = if sends { Direction::Write } else { Direction::Read };
        for word in arguments.iter().filter(|word| word.contains("://")) {
            self.transfer(word.strip_prefix("--url=").unwrap_or(word), direction);
        }
    }

    fn unzip(&mut self, arguments: &[String]) {
        let targets = values(arguments, &const { Words::of("-d") });
        let archive = operands(arguments).into_iter().find(|word| !targets.contains(word));
        self.each(archive, Deed::Reads);
        if targets.is_empty() {
            self.touch_here(Deed::Writes);
        }
    }

    /// `aws s3 sync SOURCE TARGET` and its kin: one side is a path, the other an address.
    fn copy_far(&mut self, arguments: &[String]) {
        let Some(verb) = arguments.iter().position(|word| VERBS.has(word)) else { return };
        let operands = operands(&arguments[verb + 1..]);
        let [source, .., target] = operands.as_slice() else { return };
        let (source, target) = if operands.len() > 2 && !is_far(target) && is_far(operands[1]) {
            (*source, operands[1])
        } else {
            (*source, *target)
        };
        let taken = if matches!(arguments[verb].as_str(), "mv" | "move" | "moveto") {
            Deed::ReadsAndWrites
        } else {
            Deed::Reads
        };
        if is_far(source) {
            self.transfer(source, Direction::Read);
        } else {
            self.touch(source, taken);
        }
        if is_far(target) {
            self.transfer(target, Direction::Write);
        } else {
            self.touch(target, Deed::Writes);
        }
    }
}

/// Whether an operand names something elsewhere: `s3://bucket`, `remote:path`.
fn is_far(word: &str) -> bool {
    word.split('/').next().is_some_and(|first| first.contains(':'))
}

fn is_repository(word: &str) -> bool {
    word.contains("://") || word.strip_suffix(".git").is_some() || (word.contains('@') && word.contains(':'))
}

/// Whether a word is a cluster of short options with this one among them.
fn is_short(word: &str, option: char) -> bool {
    word.starts_with('-') && !word.starts_with("--") && word.contains(option)
}

/// The arguments that are no options.
fn operands(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).filter(|word| !word.starts_with('-') && !matches!(*word, "]" | "]]")).collect()
}

/// The values of options: `-o FILE`, `--output FILE`, `--output=FILE`.
fn values<'w>(arguments: &'w [String], options: &Words) -> Vec<&'w str> {
    let mut found = Vec::new();
    for (at, word) in arguments.iter().enumerate() {
        if options.has(word) {
            found.extend(arguments.get(at + 1).map(String::as_str));
        } else if let Some((option, value)) = word.split_once('=')
            && options.has(option)
        {
            found.push(value);
        } else if is_clustered(word, options) {
            found.extend(arguments.get(at + 1).map(String::as_str));
        }
    }
    found
}

/// `-qO` where `-O` takes a value.
fn is_clustered(word: &str, options: &Words) -> bool {
    let cluster = word.len() > 2 && word.len() < 6 && word.starts_with('-');
    cluster
        && word[1..].bytes().all(|letter| letter.is_ascii_alphabetic())
        && options.has(&["-", &word[word.len() - 1..]].concat())
}

#[cfg(test)]
mod tests;
