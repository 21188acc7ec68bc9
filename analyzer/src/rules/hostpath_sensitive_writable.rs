//! `hostpath-sensitive-writable`: a way from a container to control over its node.

use super::support::path::{clean, is_below};
use super::{Change, New, Report, Rule, Subject, Use, called, put, short};
use crate::finding::Severity;
use crate::pod::Volume;

pub(super) const RULE: Rule = Rule {
    id: "hostpath-sensitive-writable",
    severity: Severity::Error,
    summary: "A container that can write system directories of its node, or reach its container runtime, controls the node.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    check,
};

/// Directories of a node through which it can be taken over.
const SENSITIVE: [&str; 11] =
    ["/etc", "/root", "/proc", "/sys", "/dev", "/boot", "/usr", "/var/run", "/run", "/var/lib/kubelet", "/home"];
const RUNTIMES: [&str; 5] = ["docker.sock", "containerd.sock", "crio.sock", "cri-dockerd.sock", "podman.sock"];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.volumes().filter(|(_, volume)| volume.source.kind == "hostPath") {
        let Some((used, what)) = danger(subject, index, volume) else { continue };
        // Agents of the node are made for this; that they are is for their owner to check.
        let is_agent = subject.pod.kind == Some("DaemonSet") && what != Danger::Runtime;
        // A socket that is mounted read-only can be talked to all the same.
        let (does, consequence) = match what {
            Danger::Runtime => ("reaches", "whoever talks to that socket can start any container on the node, as root"),
            Danger::Directory => ("can write", "whoever breaks into the container can take over the node"),
        };
        report.say_as(
            if is_agent { Severity::Warning } else { Severity::Error },
            subject.in_volume(volume, "hostPath.path"),
            format!(
                "`{}` {does} `{}` of the node through `{}`: {consequence}",
                called(used.container),
                short(volume.source.field("path").unwrap_or_default()),
                short(volume.name.value)
            ),
            match what {
                Danger::Runtime => "Do without the socket of the container runtime; build images with a tool that needs none.",
                Danger::Directory => "Mount only the directory that is needed, with `readOnly: true`.",
            },
        );
        if what == Danger::Directory {
            report.suggest("Mount it read-only", || {
                let writers = subject.uses_of(index).filter(|used| !used.mount.is_read_only());
                Change::all(writers.map(|used| put(used.mount.node, &["readOnly"], New::plain("true"))))
            });
        }
    }
}

/// The ways to control a node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Danger {
    Runtime,
    Directory,
}

/// Who can do what through a volume; none where it is harmless.
pub(super) fn danger<'a>(subject: &Subject<'a>, index: usize, volume: &Volume<'_>) -> Option<(Use<'a>, Danger)> {
    let path = clean(volume.source.field("path")?);
    if RUNTIMES.iter().any(|socket| path.ends_with(socket)) {
        return Some((subject.uses_of(index).next()?, Danger::Runtime));
    }
    let is_sensitive = path == "/" || path == "/var" || path == "/var/lib" || path == "/var/lib/docker"
        || SENSITIVE.iter().any(|known| path == *known || is_own_part(&path, known));
    let writer = subject.uses_of(index).find(|used| !used.mount.is_read_only());
    writer.filter(|_| is_sensitive).map(|writer| (writer, Danger::Directory))
}

/// Below most of them all is as sensitive; below `/run` and `/home` stand the directories of single programs and people,
/// and a device is what its users ask for.
fn is_own_part(path: &str, known: &str) -> bool {
    matches!(known, "/etc" | "/root" | "/proc" | "/sys" | "/boot" | "/usr") && is_below(path, known)
}
