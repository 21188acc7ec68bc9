//! What programs do with their arguments.

use super::*;
use crate::flow::variables::Variables;

fn deeds(script: &str) -> Deeds {
    let words = ["sh", "-c", script].map(str::to_owned).to_vec();
    let mut deeds = Deeds::default();
    for command in shell::commands(words, Some("work".into()), &Variables::default()) {
        add(&command, &mut deeds);
    }
    deeds
}

/// The deeds as `r:path`, `w:path`, `b:path` (both) and `t:path` (tends).
fn told(script: &str) -> Vec<String> {
    let letter = |deed| match deed {
        Deed::Reads => 'r',
        Deed::Writes => 'w',
        Deed::ReadsAndWrites => 'b',
        Deed::Tends => 't',
        Deed::Looks => 'l',
        Deed::Runs => 'x',
    };
    deeds(script).touches.iter().map(|touch| format!("{}:{}", letter(touch.deed), touch.path)).collect()
}

#[test]
fn sources_are_read_and_targets_written() {
    for (script, expected) in [
        ("cp -r /a /b /out", &["r:a", "r:b", "w:out"][..]),
        ("cp -t /out /a", &["w:out", "r:a"]),
        ("mv /in/x /done/", &["b:in/x", "w:done"]),
        ("rsync -av --delete /src/ host:/backup", &["r:src"]),
        ("tail -n+1 -F /var/log/1.log", &["r:var/log/1.log"]),
        ("echo hi > /pod-data/index.html", &["w:pod-data/index.html"]),
        ("date | tee -a /log/x >/dev/null", &["w:log/x"]),
        ("sed -i 's/a/b/' /etc/app.conf", &["b:etc/app.conf"]),
        ("sed '/etc/d' /in", &["r:in"]),
        ("chown -R 999:999 /var/lib/db; mkdir -p /x", &["t:var/lib/db", "t:x"]),
        ("find /old -mtime +7 -delete", &["t:old"]),
        ("dd if=/dev/zero of=/data/file bs=1M", &["w:data/file"]),
        ("ln -s /opt/app /link", &["r:opt/app", "w:link"]),
        ("python3 /scripts/run.py /ignored", &["r:scripts/run.py"]),
        ("/scripts/start.sh", &["x:scripts/start.sh"]),
        ("exec nohup cat /x", &["r:x"]),
    ] {
        assert_eq!(told(script), expected, "{script}");
    }
}

#[test]
fn archives_are_packed_and_unpacked() {
    for (script, expected) in [
        ("tar czf /backup/a.tgz /data", &["w:backup/a.tgz", "r:data"][..]),
        ("tar -xzf /in/a.tgz -C /out", &["r:in/a.tgz", "w:out"]),
        ("tar -C /src -cf - .", &["r:work", "r:src"]),
        ("tar xf /in/a.tar", &["r:in/a.tar", "w:work"]),
        ("tar -tf /in/a.tar", &["r:in/a.tar"]),
        ("unzip /in/a.zip -d /out", &["w:out", "r:in/a.zip"]),
    ] {
        assert_eq!(told(script), expected, "{script}");
    }
}

#[test]
fn what_comes_from_afar_is_written_here() {
    for (script, touches, address, direction) in [
        (
            "git clone -b main --depth 1 https://git.example.com/a.git /site",
            &["w:site"][..],
            "https://git.example.com/a.git",
            Direction::Read,
        ),
        ("git clone git@example.com:a/b", &["w:work"], "git@example.com:a/b", Direction::Read),
        ("aws s3 sync s3://incoming /in --delete", &["w:in"], "s3://incoming", Direction::Read),
        ("aws s3 cp /out/x s3://results/ --region eu", &["r:out/x"], "s3://results/", Direction::Write),
        ("gsutil -m rsync -r /data gs://b", &["r:data"], "gs://b", Direction::Write),
        ("rclone copy remote:bucket /data", &["w:data"], "remote:bucket", Direction::Read),
        (
            "curl -sSLo /bin-dir/tool https://example.com/tool",
            &["w:bin-dir/tool"],
            "https://example.com/tool",
            Direction::Read,
        ),
        ("wget -q https://example.com/x", &["w:work"], "https://example.com/x", Direction::Read),
        (
            "wget -O /work-dir/index.html http://info.cern.ch",
            &["w:work-dir/index.html"],
            "http://info.cern.ch",
            Direction::Read,
        ),
        ("curl -T /out/a https://example.com/in", &["r:out/a"], "https://example.com/in", Direction::Write),
    ] {
        assert_eq!(told(script), touches, "{script}");
        let transfers = deeds(script).transfers;
        assert_eq!((transfers[0].address.as_str(), transfers[0].direction), (address, direction), "{script}");
    }
}
