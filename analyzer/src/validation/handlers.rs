//! Probes and lifecycle hooks: what runs, and the numbers around it.

use super::field::Field;
use super::names;
use super::ports::is_port_number;
use super::report::Check;
use crate::yaml::Scalar;

/// Checks the three probes of a container that may have them.
pub(super) fn validate_probes(check: &mut Check<'_>, container: &Field<'_, '_>, grace_period: i64) {
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
        let probe = container.child(name);
        if !probe.is_set() {
            continue;
        }
        validate_probe(check, &probe, grace_period);
        let threshold = probe.child("successThreshold");
        let grace = probe.child("terminationGracePeriodSeconds");
        if name == "readinessProbe" {
            if grace.is_set() {
                check.invalid(&grace, "must not be set for a readiness probe, which ends nothing");
            }
        } else if !matches!(threshold.int(), 0 | 1) {
            check.invalid(&threshold, "must be 1 for this kind of probe");
        }
    }
}

fn validate_probe(check: &mut Check<'_>, probe: &Field<'_, '_>, grace_period: i64) {
    validate_handler(check, probe, &["exec", "httpGet", "tcpSocket", "grpc"], grace_period);
    for name in ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] {
        let number = probe.child(name);
        if number.int() < 0 {
            check.invalid(&number, "must not be negative");
        }
    }
    let grace = probe.child("terminationGracePeriodSeconds");
    if grace.opt_int().is_some_and(|seconds| seconds <= 0) {
        check.invalid(&grace, "must be more than 0");
    }
}

/// Checks the hooks of a container that may have them.
pub(super) fn validate_lifecycle(check: &mut Check<'_>, lifecycle: &Field<'_, '_>, grace_period: i64) {
    for name in ["postStart", "preStop"] {
        let hook = lifecycle.child(name);
        if hook.is_set() {
            validate_handler(check, &hook, &["exec", "httpGet", "tcpSocket", "sleep"], grace_period);
        }
    }
}

/// One handler of the kinds given, in Kubernetes' order; the first counts and the others are forbidden.
fn validate_handler(check: &mut Check<'_>, parent: &Field<'_, '_>, kinds: &[&str], grace_period: i64) {
    let mut first = None;
    for kind in kinds {
        let handler = parent.child(kind);
        if !handler.is_set() {
            continue;
        }
        if let Some(first) = first {
            check.forbidden(&handler, &format!("there is `{first}` already, and only one thing can be done"));
            continue;
        }
        first = Some(*kind);
        match *kind {
            "exec" => validate_exec(check, &handler),
            "httpGet" => validate_http_get(check, &handler),
            "tcpSocket" => validate_port(check, &handler.child("port")),
            "grpc" => validate_grpc(check, &handler),
            _ => validate_sleep(check, &handler, grace_period),
        }
    }
    if first.is_none() {
        check.lacking(
            parent,
            &format!("`{}` does not say what to do", parent.label()),
            "Say `exec`, `httpGet` or another handler.",
        );
    }
}

fn validate_exec(check: &mut Check<'_>, exec: &Field<'_, '_>) {
    let command = exec.child("command");
    if command.len() == 0 {
        check.required(&command, "Say which command to run.");
    }
}

fn validate_http_get(check: &mut Check<'_>, http: &Field<'_, '_>) {
    validate_port(check, &http.child("port"));
    let scheme = http.child("scheme");
    if !matches!(scheme.str(), "" | "HTTP" | "HTTPS") {
        check.not_supported(&scheme, &["HTTP", "HTTPS"]);
    }
    let headers = http.child("httpHeaders");
    for header in headers.items() {
        let name = header.child("name");
        if !names::is_header_name(name.str()) {
            check.invalid(&headers.about(&name), "must name each header with letters, digits and `-`");
        }
    }
}

/// A port by number or by name. Where none is said, the API server finds port 0.
fn validate_port(check: &mut Check<'_>, port: &Field<'_, '_>) {
    if let Some(Scalar::Str(name)) = port.node().and_then(|node| node.scalar()) {
        check.invalid_each(port, &names::port_name(name));
    } else {
        validate_port_number(check, port);
    }
}

fn validate_grpc(check: &mut Check<'_>, grpc: &Field<'_, '_>) {
    validate_port_number(check, &grpc.child("port"));
}

fn validate_port_number(check: &mut Check<'_>, port: &Field<'_, '_>) {
    if !port.is_set() {
        check.invalid(port, "must be set, between 1 and 65535");
    } else if !is_port_number(port.int()) {
        check.invalid(port, "must be between 1 and 65535");
    }
}

fn validate_sleep(check: &mut Check<'_>, sleep: &Field<'_, '_>, grace_period: i64) {
    let seconds = sleep.child("seconds").int();
    let least = i64::from(!check.gates.sleep_zero());
    if seconds < least || seconds > grace_period {
        let why = format!("must take {least} to {grace_period} seconds, the pod's grace period");
        check.invalid(&sleep.about(&sleep.child("seconds")), &why);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{container, errors, errors_in, pod};

    fn faults(fields: &str) -> Vec<String> {
        errors(&container(fields)).iter().map(|line| line.replace("spec.containers[0].", "")).collect()
    }

    #[test]
    fn one_handler_that_is_complete() {
        assert_eq!(faults("livenessProbe: {}"), ["livenessProbe Required"]);
        assert_eq!(
            faults("lifecycle: {postStart: {}, preStop: {exec: {}, sleep: {seconds: 1}}}"),
            [
                "lifecycle.postStart Required",
                "lifecycle.preStop.exec.command Required",
                "lifecycle.preStop.sleep Forbidden"
            ]
        );
        assert_eq!(
            faults("readinessProbe: {httpGet: {port: HTTP, scheme: http, httpHeaders: [{name: 'a b'}]}}"),
            [
                "readinessProbe.httpGet.httpHeaders Invalid",
                "readinessProbe.httpGet.port Invalid",
                "readinessProbe.httpGet.port Invalid",
                "readinessProbe.httpGet.scheme NotSupported"
            ]
        );
        assert_eq!(faults("startupProbe: {grpc: {}}"), ["startupProbe.grpc.port Invalid"]);
        assert_eq!(faults("livenessProbe: {tcpSocket: {port: http}}"), [""; 0]);
    }

    #[test]
    fn the_first_handler_counts_and_others_are_forbidden() {
        let handler = |kind| match kind {
            "exec" => "exec: {command: [a]}",
            "httpGet" => "httpGet: {port: 65535}",
            "tcpSocket" => "tcpSocket: {port: 1}",
            "grpc" => "grpc: {port: 1}",
            _ => "sleep: {seconds: 1}",
        };
        let probe = ["exec", "httpGet", "tcpSocket", "grpc"];
        let hook = ["exec", "httpGet", "tcpSocket", "sleep"];
        for (place, kinds) in [
            ("livenessProbe", probe),
            ("readinessProbe", probe),
            ("startupProbe", probe),
            ("lifecycle.postStart", hook),
            ("lifecycle.preStop", hook),
        ] {
            let with = |handlers: &str| match place.split_once('.') {
                Some((outer, inner)) => faults(&format!("{outer}: {{{inner}: {{{handlers}}}}}")),
                None => faults(&format!("{place}: {{{handlers}}}")),
            };
            assert_eq!(with(""), [format!("{place} Required")]);
            for kind in kinds {
                assert_eq!(with(handler(kind)), [""; 0], "{place} {kind}");
            }
            for pair in kinds.windows(2) {
                let found = with(&format!("{}, {}", handler(pair[1]), handler(pair[0])));
                assert_eq!(found, [format!("{place}.{} Forbidden", pair[1])]);
            }
        }
    }

    #[test]
    fn numbers_of_probes() {
        let exec = "exec: {command: [a]}";
        for (probe, field, value) in [
            ("readinessProbe", "successThreshold", "-1"),
            ("readinessProbe", "terminationGracePeriodSeconds", "1"),
            ("startupProbe", "successThreshold", "2"),
            ("startupProbe", "terminationGracePeriodSeconds", "0"),
            ("startupProbe", "terminationGracePeriodSeconds", "-1"),
            ("livenessProbe", "terminationGracePeriodSeconds", "-1"),
            ("livenessProbe", "failureThreshold", "-1"),
        ] {
            let found = faults(&format!("{probe}: {{{exec}, {field}: {value}}}"));
            assert_eq!(found, [format!("{probe}.{field} Invalid")], "{value}");
        }
        assert_eq!(
            faults("readinessProbe: {exec: {command: [a]}, successThreshold: 2, periodSeconds: -1}"),
            ["readinessProbe.periodSeconds Invalid"]
        );
        assert_eq!(
            faults("livenessProbe: {exec: {command: [a]}, successThreshold: 0, terminationGracePeriodSeconds: 0}"),
            ["livenessProbe.terminationGracePeriodSeconds Invalid"]
        );
    }

    #[test]
    fn sleep_fits_into_the_grace_period() {
        let text = container("lifecycle: {preStop: {sleep: {seconds: 0}}}");
        assert_eq!(errors_in(&text, "1.33"), [""; 0]);
        assert_eq!(errors_in(&text, "1.32"), ["spec.containers[0].lifecycle.preStop.sleep Invalid"]);
        let long = "containers: [{name: a, image: i, lifecycle: {preStop: {sleep: {seconds: 2}}}}]";
        assert_eq!(
            errors(&pod(&format!("terminationGracePeriodSeconds: -5\n{long}"))),
            ["spec.containers[0].lifecycle.preStop.sleep Invalid"]
        );
        assert_eq!(errors(&pod(&format!("terminationGracePeriodSeconds: 2\n{long}"))), [""; 0]);
        assert_eq!(faults("lifecycle: {postStart: {sleep: {seconds: 30}}}"), [""; 0]);
        assert_eq!(faults("lifecycle: {postStart: {sleep: {seconds: 31}}}"), ["lifecycle.postStart.sleep Invalid"]);
    }
}
