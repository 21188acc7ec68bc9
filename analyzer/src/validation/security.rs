//! `securityContext` of pods and containers.

use super::field::Field;
use super::names;
use super::report::Check;
use super::windows::validate_windows_options;
use std::collections::BTreeSet;

fn validate_ids(check: &mut Check<'_>, context: &Field<'_, '_>, names: &[&str]) {
    for name in names {
        validate_id(check, &context.child(name));
    }
}

fn validate_id(check: &mut Check<'_>, id: &Field<'_, '_>) {
    if id.opt_int().is_some_and(|id| !(0..=i64::from(i32::MAX)).contains(&id)) {
        check.invalid(id, "must be between 0 and 2147483647");
    }
}

fn validate_choice(check: &mut Check<'_>, field: &Field<'_, '_>, known: &[&str]) {
    if field.opt_str().is_some_and(|value| !known.contains(&value)) {
        check.not_supported(field, known);
    }
}

/// Checks a container's security context.
pub(super) fn validate_security_context(check: &mut Check<'_>, context: &Field<'_, '_>, host_users: bool) {
    if !context.is_set() {
        return;
    }
    validate_ids(check, context, &["runAsUser", "runAsGroup"]);
    let proc_mount = context.child("procMount");
    validate_choice(check, &proc_mount, &["Default", "Unmasked"]);
    if host_users && proc_mount.str() == "Unmasked" {
        check.invalid(&proc_mount, "needs `hostUsers: false` in the pod");
    }
    validate_seccomp_profile(check, &context.child("seccompProfile"));
    let escalation = context.child("allowPrivilegeEscalation");
    if escalation.opt_bool() == Some(false) {
        let place = context.about(&escalation);
        if context.child("privileged").bool() {
            check.wrong(&place, "`allowPrivilegeEscalation: false` cannot stand beside `privileged: true`");
        }
        let capabilities = context.child("capabilities");
        let added = capabilities.child("add");
        for _ in added.strings().filter(|capability| *capability == "CAP_SYS_ADMIN") {
            check.wrong(&place, "`allowPrivilegeEscalation: false` cannot stand beside the capability `CAP_SYS_ADMIN`");
        }
    }
    validate_windows_options(check, &context.child("windowsOptions"));
    validate_app_armor_profile(check, &context.child("appArmorProfile"));
}

/// Checks the pod's security context, and the fields of the pod that the API server keeps in it.
pub(super) fn validate_pod_security_context(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let context = spec.child("securityContext");
    let share = spec.child("shareProcessNamespace");
    if share.bool() && spec.child("hostPID").bool() {
        let place = context.quirk("shareProcessNamespace", &share);
        check.invalid(&place, "must not be true beside `hostPID: true`");
    }
    if !context.is_set() {
        return;
    }
    validate_ids(check, &context, &["fsGroup", "runAsUser", "runAsGroup"]);
    let groups = context.child("supplementalGroups");
    for group in groups.items() {
        validate_id(check, &group);
    }
    validate_sysctls(check, spec, &context.child("sysctls"));
    validate_choice(check, &context.child("fsGroupChangePolicy"), &["Always", "OnRootMismatch"]);
    validate_seccomp_profile(check, &context.child("seccompProfile"));
    validate_windows_options(check, &context.child("windowsOptions"));
    validate_app_armor_profile(check, &context.child("appArmorProfile"));
    validate_choice(check, &context.child("supplementalGroupsPolicy"), &["Merge", "Strict"]);
    if check.gates.selinux_change_policy() {
        validate_choice(check, &context.child("seLinuxChangePolicy"), &["Recursive"]);
    }
}

fn validate_seccomp_profile(check: &mut Check<'_>, profile: &Field<'_, '_>) {
    if !profile.is_set() {
        return;
    }
    let kind = profile.child("type");
    let local = profile.child("localhostProfile");
    match kind.str() {
        "" => check.required(&kind, "Say `RuntimeDefault`, `Localhost` or `Unconfined`."),
        "Localhost" | "RuntimeDefault" | "Unconfined" => {}
        _ => check.not_supported(&kind, &["Localhost", "RuntimeDefault", "Unconfined"]),
    }
    match (kind.str() == "Localhost", local.opt_str()) {
        (true, None) => check.required(&local, "Name the profile on the node."),
        (true, Some(path)) => check.invalid_each(&local, &names::descending_path(path)),
        (false, Some(_)) => check.invalid(&local, "can be set only where `type` is `Localhost`"),
        (false, None) => {}
    }
}

fn validate_app_armor_profile(check: &mut Check<'_>, profile: &Field<'_, '_>) {
    const LONGEST: usize = 4095;
    if !profile.is_set() {
        return;
    }
    let kind = profile.child("type");
    let local = profile.child("localhostProfile");
    match (kind.str(), local.opt_str()) {
        ("", _) => check.required(&kind, "Say `RuntimeDefault`, `Localhost` or `Unconfined`."),
        ("Localhost", None | Some("")) => check.required(&local, "Name the profile on the node."),
        ("Localhost", Some(name)) => {
            if name.trim().len() != name.len() {
                check.invalid(&local, "must not begin or end with blanks");
            }
            if name.len() > LONGEST {
                check.too_long(&local, LONGEST);
            }
        }
        ("RuntimeDefault" | "Unconfined", Some(_)) => {
            check.invalid(&local, "can be set only where `type` is `Localhost`");
        }
        ("RuntimeDefault" | "Unconfined", None) => {}
        _ => check.not_supported(&kind, &["Localhost", "RuntimeDefault", "Unconfined"]),
    }
}

fn validate_sysctls(check: &mut Check<'_>, spec: &Field<'_, '_>, sysctls: &Field<'_, '_>) {
    let mut seen = BTreeSet::new();
    for sysctl in sysctls.items() {
        let name = sysctl.child("name");
        if name.str().is_empty() {
            check.required(&name, "Name the kernel parameter.");
        } else if !is_sysctl_name(name.str()) {
            check.invalid(&name, "is no name of a kernel parameter");
        } else if seen.contains(name.str()) {
            check.duplicate(&name, "is set above already");
        }
        seen.insert(name.str());
        match namespace_of(name.str()) {
            Some("hostNetwork") if spec.child("hostNetwork").bool() => {
                check.invalid(&name, "belongs to the network of the node, which the pod shares");
            }
            Some("hostIPC") if spec.child("hostIPC").bool() => {
                check.invalid(&name, "belongs to the processes of the node, with which the pod shares memory");
            }
            _ => {}
        }
    }
}

/// Segments of lower-case letters, digits, `-` and `_`, joined by `.` or `/`.
fn is_sysctl_name(name: &str) -> bool {
    let is_edge = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_segment = |segment: &str| match (segment.bytes().next(), segment.bytes().last()) {
        (Some(first), Some(last)) => {
            is_edge(first) && is_edge(last) && segment.bytes().all(|byte| is_edge(byte) || matches!(byte, b'-' | b'_'))
        }
        _ => false,
    };
    name.len() <= 253 && name.split(['.', '/']).all(is_segment)
}

/// The field of the pod that makes a parameter the node's own.
fn namespace_of(name: &str) -> Option<&'static str> {
    const IPC: [&str; 10] = [
        "kernel.sem",
        "kernel.shmall",
        "kernel.shmmax",
        "kernel.shmmni",
        "kernel.shm_rmid_forced",
        "kernel.shm",
        "kernel.msgmax",
        "kernel.msgmnb",
        "kernel.msgmni",
        "kernel.msg",
    ];
    // Slashes may stand for dots, and then dots stand for slashes.
    let slashed = name.find(['.', '/']).is_some_and(|at| name.as_bytes()[at] == b'/');
    let swapped: String = name
        .chars()
        .map(|c| match c {
            '/' if slashed => '.',
            '.' if slashed => '/',
            c => c,
        })
        .collect();
    let name = swapped.split('*').next().unwrap_or("");
    if IPC.contains(&name) || name.starts_with("fs.mqueue.") {
        Some("hostIPC")
    } else if name.starts_with("net.") {
        Some("hostNetwork")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{container, errors, errors_in, pod};

    fn of_container(context: &str) -> Vec<String> {
        let lines = errors(&container(&format!("securityContext: {context}")));
        lines.iter().map(|line| line.replace("spec.containers[0].securityContext", "S")).collect()
    }

    fn of_pod(spec: &str) -> Vec<String> {
        let lines = errors(&pod(&format!("{spec}\ncontainers: [{{name: a, image: i}}]")));
        lines.iter().map(|line| line.replace("spec.securityContext", "S")).collect()
    }

    #[test]
    fn containers() {
        assert_eq!(
            of_container("{runAsUser: -1, runAsGroup: 2147483648}"),
            ["S.runAsGroup Invalid", "S.runAsUser Invalid"]
        );
        assert_eq!(of_container("{procMount: Unmasked}"), ["S.procMount Invalid"]);
        assert_eq!(of_container("{procMount: Open}"), ["S.procMount NotSupported"]);
        let both = "{allowPrivilegeEscalation: false, privileged: true, capabilities: {add: [CAP_SYS_ADMIN]}}";
        assert_eq!(of_container(both), ["S Invalid", "S Invalid"]);
        assert_eq!(of_container("{allowPrivilegeEscalation: true, privileged: true}"), [""; 0]);
    }

    #[test]
    fn profiles() {
        assert_eq!(
            of_container("{seccompProfile: {}, appArmorProfile: {}}"),
            ["S.appArmorProfile.type Required", "S.seccompProfile.type Required"]
        );
        assert_eq!(
            of_container(
                "{seccompProfile: {type: Localhost, localhostProfile: /a}, appArmorProfile: {type: Localhost, localhostProfile: ' a'}}"
            ),
            ["S.appArmorProfile.localhostProfile Invalid", "S.seccompProfile.localhostProfile Invalid"]
        );
        assert_eq!(
            of_container("{seccompProfile: {type: Strict, localhostProfile: a}}"),
            ["S.seccompProfile.localhostProfile Invalid", "S.seccompProfile.type NotSupported"]
        );
    }

    #[test]
    fn pods() {
        assert_eq!(
            of_pod("securityContext: {fsGroup: -1, supplementalGroups: [1, -1], fsGroupChangePolicy: Never}"),
            ["S.fsGroup Invalid", "S.fsGroupChangePolicy NotSupported", "S.supplementalGroups[1] Invalid"]
        );
        assert_eq!(of_pod("shareProcessNamespace: true\nhostPID: true"), ["S.shareProcessNamespace Invalid"]);
        assert_eq!(of_pod("securityContext: {supplementalGroupsPolicy: Strict}"), [""; 0]);
        assert_eq!(
            of_pod("securityContext: {supplementalGroupsPolicy: strict}"),
            ["S.supplementalGroupsPolicy NotSupported"]
        );
        let change = pod("securityContext: {seLinuxChangePolicy: MountOption}\ncontainers: [{name: a, image: i}]");
        assert_eq!(errors_in(&change, "1.32"), [""; 0]);
        assert_eq!(errors_in(&change, "1.33"), ["spec.securityContext.seLinuxChangePolicy NotSupported"]);
    }

    #[test]
    fn kernel_parameters() {
        let sysctls = "securityContext: {sysctls: [{name: net/ipv4.x/y}, {name: Net}, {name: kernel.sem}, {name: kernel.sem}, {}]}";
        assert_eq!(
            of_pod(&format!("hostNetwork: true\n{sysctls}")),
            [
                "S.sysctls[0].name Invalid",
                "S.sysctls[1].name Invalid",
                "S.sysctls[3].name Duplicate",
                "S.sysctls[4].name Required"
            ]
        );
    }
}
