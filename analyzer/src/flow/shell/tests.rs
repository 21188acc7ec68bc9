//! What is understood of shell scripts.

use super::*;

/// The commands of a script run by `sh -c`, without the `sh` itself.
fn read(script: &str) -> Vec<Command> {
    let words = ["sh", "-c", script].map(str::to_owned).to_vec();
    let mut commands = commands(words, None, &Variables::default());
    commands.pop_if(|command| command.words.first().is_some_and(|word| word == "sh"));
    commands
}

fn words(script: &str) -> Vec<Vec<String>> {
    read(script).into_iter().map(|command| command.words).collect()
}

#[test]
fn commands_end_where_a_shell_ends_them() {
    assert_eq!(
        words("cp a b && mv c d; ls | wc -l # comment\ndate &"),
        [vec!["cp", "a", "b"], vec!["mv", "c", "d"], vec!["ls"], vec!["wc", "-l"], vec!["date"]]
    );
}

#[test]
fn redirections_are_kept_apart_from_words() {
    let commands = read("echo \"$(date) INFO\" >> /var/log/1.log 2>&1; cat </in/a 2>/dev/null; tee &>/x; done >| /y");
    assert_eq!(commands[0].words, ["echo", "$() INFO"]);
    assert_eq!(commands[0].writes, ["/var/log/1.log"]);
    assert_eq!(commands[1].words, ["date"]);
    assert_eq!(
        (commands[2].reads.as_slice(), commands[2].writes.as_slice()),
        (&["/in/a".into()][..], &["/dev/null".into()][..])
    );
    assert_eq!(commands[3].writes, ["/x"]);
    assert_eq!(commands[4].writes, ["/y"]);
}

#[test]
fn quotes_and_escapes_are_taken_off() {
    assert_eq!(words("echo 'a b' \"c 'd'\" e\\ f \"\\\"g\""), [vec!["echo", "a b", "c 'd'", "e f", "\"g"]]);
}

#[test]
fn variables_and_directories_are_followed() {
    let commands =
        read("OUT=/data/out; cd /in\nfor f in *.csv; do cp \"$f\" ${OUT}/ ${NONE:-/fallback} ${OUT%/}; done");
    let copy = commands.iter().find(|command| command.words[0] == "cp").unwrap();
    assert_eq!(copy.words, ["cp", "*.csv", "/data/out/", "/fallback", "$()"]);
    assert_eq!(copy.path("*.csv").as_deref(), Some("in/*.csv"));
    assert_eq!(copy.path("/a/../b").as_deref(), Some("b"));
    assert_eq!((copy.path("s3://bucket"), copy.path("$()/x"), copy.path("-r")), (None, None, None));
}

#[test]
fn here_documents_are_not_commands() {
    let commands = read("cat <<EOF > /etc/app.conf\nrm -rf /data\nEOF\nls");
    assert_eq!(commands.len(), 2);
    assert_eq!(commands[0].writes, ["/etc/app.conf"]);
    assert_eq!(commands[1].words, ["ls"]);
}

#[test]
fn scripts_inside_scripts_are_read() {
    assert_eq!(words("exec sh -c 'cat /x'")[0], ["cat", "/x"]);
    let through = ["tini", "--", "/bin/bash", "-ecx", "ls /y"].map(str::to_owned).to_vec();
    assert_eq!(commands(through, None, &Variables::default())[0].words, ["ls", "/y"]);
    let long = ["bash", "-o", "pipefail", "-c", "ls /z"].map(str::to_owned).to_vec();
    assert_eq!(commands(long, None, &Variables::default())[0].words, ["ls", "/z"]);
}

#[test]
fn hostile_scripts_end() {
    for script in ["$($($($(", "\"", "'", "`", "\\", "${", "<<", "<<-", ">&", "&>", "$", "a=$a", "é\\é$é", ">", "<<EOF"]
    {
        read(script);
        read(&script.repeat(3_000));
    }
    assert!(read(&"true;".repeat(100_000)).len() <= MOST_COMMANDS);
}
