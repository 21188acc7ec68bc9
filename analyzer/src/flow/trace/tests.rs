//! What is traced.

use super::*;
use crate::flow::testing::{CASE_STUDY, spec, with_pod};
use std::fmt::Write;

/// Each mount as `container path -> directory: direction`.
fn told(text: &str) -> Vec<String> {
    with_pod(text, |pod| {
        let told = |mount: &MountUse| {
            let container = &pod.containers[mount.container];
            let path = container.mounts[mount.mount].mount_path.value;
            let sure = if mount.certainty == Certainty::Declared { "!" } else { "" };
            format!("{} {path} -> /{}: {}{sure}", container.name.value, mount.directory, mount.direction.id())
        };
        trace(pod).mounts.iter().map(told).collect()
    })
}

#[test]
fn the_case_study() {
    assert_eq!(
        told(CASE_STUDY),
        [
            "file-processor /data/input -> /: read",
            "file-processor /data/output -> /processed: write",
            "file-uploader /upload -> /processed: read"
        ]
    );
    with_pod(CASE_STUDY, |pod| {
        let trace = trace(pod);
        assert_eq!(trace.externals.len(), 1);
        assert_eq!(trace.externals[0].name, "bucket my-processed-files");
        assert_eq!((trace.externals[0].container, trace.externals[0].direction), (1, Direction::Write));
        assert!(trace.connections.is_empty());
    });
}

#[test]
fn what_is_declared_is_never_overruled() {
    let text = spec(
        "
containers:
- name: writer
  image: busybox
  command: [sh, -c, 'echo x > /out/a; echo y > /conf/b; echo z > /claim/c']
  volumeMounts:
  - {name: data, mountPath: /out, readOnly: true}
  - {name: conf, mountPath: /conf}
  - {name: claim, mountPath: /claim}
volumes:
- {name: data, emptyDir: {}}
- {name: conf, configMap: {name: c}}
- {name: claim, persistentVolumeClaim: {claimName: c, readOnly: true}}",
    );
    assert_eq!(told(&text), ["writer /out -> /: read!", "writer /conf -> /: read!", "writer /claim -> /: read!"]);
}

#[test]
fn commands_beat_names_and_the_deepest_mount_wins() {
    let text = spec(
        "
containers:
- name: a
  image: busybox
  command: [sh, -c, 'while true; do date >> /data/input/deep/log; done']
  volumeMounts:
  - {name: one, mountPath: /data/input}
  - {name: two, mountPath: /data/input/deep}
- name: b
  image: busybox
  args: [tail, -F, /x/log]
  volumeMounts:
  - {name: two, mountPath: /x}
volumes: [{name: one, emptyDir: {}}, {name: two, emptyDir: {}}]",
    );
    assert_eq!(told(&text), ["a /data/input -> /: read", "a /data/input/deep -> /: write", "b /x -> /: read"]);
}

#[test]
fn an_init_container_fills_what_starts_empty() {
    let text = spec(
        "
initContainers:
- name: fetch
  image: fetcher
  volumeMounts: [{name: incoming, mountPath: /data/input}]
- name: process
  image: processor
  volumeMounts:
  - {name: incoming, mountPath: /data/input, readOnly: true}
  - {name: done, mountPath: /place}
containers:
- name: main
  image: main
  volumeMounts: [{name: done, mountPath: /elsewhere}]
volumes: [{name: incoming, emptyDir: {}}, {name: done, emptyDir: {}}]",
    );
    assert_eq!(
        told(&text),
        [
            "fetch /data/input -> /: write",
            "process /data/input -> /: read!",
            "process /place -> /: write",
            "main /elsewhere -> /: read"
        ]
    );
}

#[test]
fn a_native_sidecar_does_not_come_before_anybody() {
    let text = spec(
        "
initContainers:
- name: helper
  image: helper
  restartPolicy: Always
  volumeMounts: [{name: v, mountPath: /mnt}]
containers:
- name: main
  image: main
  volumeMounts: [{name: v, mountPath: /mnt}]
volumes: [{name: v, emptyDir: {}}]",
    );
    assert_eq!(told(&text), ["helper /mnt -> /: unknown", "main /mnt -> /: unknown"]);
}

#[test]
fn logs_go_from_the_app_to_whoever_has_logs_in_its_name() {
    let text = spec(
        "
containers:
- name: web
  image: nginx
  volumeMounts: [{name: logs, mountPath: /var/log/nginx}]
- name: log-agent
  image: example.com/agent
  volumeMounts: [{name: logs, mountPath: /logs}]
volumes: [{name: logs, emptyDir: {}}]",
    );
    assert_eq!(told(&text), ["web /var/log/nginx -> /: write", "log-agent /logs -> /: read"]);
}

#[test]
fn owners_and_removals_are_no_data() {
    let text = spec(
        "
initContainers:
- name: permissions
  image: busybox
  command: [chown, -R, '999:999', /var/lib/db]
  volumeMounts: [{name: data, mountPath: /var/lib/db}]
containers:
- name: db
  image: db
  volumeMounts: [{name: data, mountPath: /somewhere}]
volumes: [{name: data, persistentVolumeClaim: {claimName: c}}]",
    );
    assert_eq!(told(&text), ["permissions /var/lib/db -> /: write", "db /somewhere -> /: read-write"]);
}

#[test]
fn sub_paths_with_variables_are_known_as_far_as_they_can_be() {
    let text = spec(
        "
containers:
- name: a
  image: a
  env:
  - name: POD
    valueFrom: {fieldRef: {fieldPath: metadata.name}}
  - {name: TEAM, value: blue}
  volumeMounts:
  - {name: v, mountPath: /one, subPathExpr: $(TEAM)/$(POD)}
  - {name: v, mountPath: /two, subPathExpr: x/$(NOWHERE)/y}
  - {name: gone, mountPath: /three}
  - {mountPath: /half-typed}
volumes: [{name: v, emptyDir: {}}]",
    );
    with_pod(&text, |pod| {
        let trace = trace(pod);
        let directories: Vec<_> = trace.mounts.iter().map(|mount| mount.directory.as_str()).collect();
        assert_eq!(directories, ["blue/$(metadata.name)", "x/$(NOWHERE)/y", "", ""]);
        assert_eq!(trace.mounts[2].volume, None);
    });
}

#[test]
fn calls_over_localhost_find_their_listener() {
    let text = spec(
        "
containers:
- name: app
  image: app
  env:
  - {name: DB_HOST, value: 127.0.0.1}
  - {name: DB_PORT, value: '5432'}
  - {name: CACHE_URL, value: 'redis://localhost:6379/0'}
  - {name: OWN_URL, value: 'http://localhost:8080'}
  ports: [{containerPort: 8080}]
- name: proxy
  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2
  args: ['--port=5432', 'project:us-central1:db']
- name: exporter
  image: exporter
  args: ['--redis.addr=redis://localhost:6379', '--web.listen-address=:9121']
- name: cache
  image: redis:7
- name: probe
  image: probe
  livenessProbe: {exec: {command: [wget, -qO-, 'http://127.0.0.1:9121/metrics']}}",
    );
    with_pod(&text, |pod| {
        let trace = trace(pod);
        let told: Vec<_> = trace.connections.iter().map(|call| (call.from, call.to, call.port)).collect();
        assert_eq!(told, [(0, 1, 5432), (0, 3, 6379), (2, 3, 6379), (4, 2, 9121)]);
        assert!(trace.externals.iter().any(|far| far.name == "database project:us-central1:db"));
    });
}

#[test]
fn thousands_of_mounts_are_no_trouble() {
    let mut text = String::from("kind: Pod\nspec:\n  volumes: [{name: v, emptyDir: {}}]\n  containers:\n");
    for container in 0..300 {
        writeln!(text, "  - name: c{container}\n    command: [cp, /m1/a, /m2/b]\n    volumeMounts:").unwrap();
        for mount in 0..30 {
            writeln!(text, "    - {{name: v, mountPath: /m{mount}, subPath: d{mount}}}").unwrap();
        }
    }
    with_pod(&text, |pod| assert_eq!(trace(pod).mounts.len(), 9_000));
}
