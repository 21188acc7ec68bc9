//! What belongs to one operating system: `os`, Windows options, and the fields that the other cannot have.

use super::field::Field;
use super::names;
use super::report::Check;

/// Checks `os`, and what may stand beside it.
pub(super) fn validate_os(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let os = spec.child("os");
    if !os.is_set() {
        return;
    }
    let name = os.child("name");
    match name.str() {
        "" => check.required(&name, "Say `linux` or `windows`."),
        "linux" => validate_linux(check, spec),
        "windows" => validate_windows(check, spec),
        _ => check.not_supported(&os.about(&name), &["linux", "windows"]),
    }
}

/// Calls a function with the security context of every container.
fn each_container_context(spec: &Field<'_, '_>, mut visit: impl FnMut(&Field<'_, '_>)) {
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        let list = spec.child(list);
        for container in list.items() {
            visit(&super::containers::named(container, "container").child("securityContext"));
        }
    }
}

fn validate_linux(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let why = "the pod says that it runs on Linux";
    let context = spec.child("securityContext");
    forbid(check, &context, &["windowsOptions"], why);
    each_container_context(spec, |context| forbid(check, context, &["windowsOptions"], why));
}

fn validate_windows(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    const POD: [&str; 10] = [
        "appArmorProfile",
        "seLinuxOptions",
        "seccompProfile",
        "fsGroup",
        "fsGroupChangePolicy",
        "runAsUser",
        "runAsGroup",
        "supplementalGroups",
        "supplementalGroupsPolicy",
        "sysctls",
    ];
    const CONTAINER: [&str; 10] = [
        "appArmorProfile",
        "seLinuxOptions",
        "seccompProfile",
        "capabilities",
        "readOnlyRootFilesystem",
        "privileged",
        "allowPrivilegeEscalation",
        "procMount",
        "runAsUser",
        "runAsGroup",
    ];
    let why = "the pod says that it runs on Windows";
    for name in ["hostUsers", "hostPID", "hostIPC", "shareProcessNamespace"] {
        let field = spec.child(name);
        if field.bool() || (field.is_set() && matches!(name, "hostUsers" | "shareProcessNamespace")) {
            check.forbidden(&field, why);
        }
    }
    let context = spec.child("securityContext");
    forbid(check, &context, &POD, why);
    if check.gates.selinux_change_policy() {
        forbid(check, &context, &["seLinuxChangePolicy"], why);
    }
    each_container_context(spec, |context| forbid(check, context, &CONTAINER, why));
}

fn forbid(check: &mut Check<'_>, context: &Field<'_, '_>, names: &[&str], why: &str) {
    for name in names {
        let field = context.child(name);
        let is_empty_list = *name == "sysctls" && field.len() == 0;
        if field.is_set() && !is_empty_list {
            check.forbidden(&field, why);
        }
    }
}

/// Checks the Windows options of a pod or container.
pub(super) fn validate_windows_options(check: &mut Check<'_>, options: &Field<'_, '_>) {
    if !options.is_set() {
        return;
    }
    let name = options.child("gmsaCredentialSpecName");
    if let Some(text) = name.opt_str() {
        check.invalid_each(&name, &names::dns_subdomain(text));
    }
    let spec = options.child("gmsaCredentialSpec");
    match spec.opt_str().map(str::len) {
        Some(0) => check.invalid(&spec, "must not be empty"),
        Some(65_537..) => check.wrong(&spec, "`gmsaCredentialSpec` must have at most 64 KiB"),
        _ => {}
    }
    let user = options.child("runAsUserName");
    if let Some(name) = user.opt_str() {
        validate_user_name(check, &user, name);
    }
}

/// `user`, or `DOMAIN\user`.
fn validate_user_name(check: &mut Check<'_>, field: &Field<'_, '_>, name: &str) {
    let backslashes = name.matches('\\').count();
    if name.is_empty() {
        return check.invalid(field, "must not be empty");
    }
    if name.bytes().any(|byte| byte.is_ascii_control()) {
        return check.invalid(field, "must not hold control characters");
    }
    if backslashes > 1 {
        return check.invalid(field, "must hold at most one backslash");
    }
    let (domain, user) = name.split_once('\\').map_or((None, name), |(domain, user)| (Some(domain), user));
    if let Some(domain) = domain {
        if domain.len() >= 256 {
            check.invalid(field, "must have a domain of fewer than 256 characters");
        }
        if !is_net_bios(domain) && !is_dns_domain(domain) {
            check.invalid(field, "must have a NetBIOS or DNS name for a domain");
        }
    }
    if user.is_empty() {
        check.invalid(field, "must name a user");
    } else if user.len() > 104 {
        check.invalid(field, "must have a user of at most 104 characters");
    }
    if !user.is_empty() && user.chars().all(|c| matches!(c, '.' | ' ')) {
        check.invalid(field, "must not have a user of dots and blanks only");
    }
    if user.contains(['"', '/', '\\', ':', ';', '|', '=', ',', '+', '*', '?', '<', '>', '@', '[', ']']) {
        check.invalid(field, "must not have punctuation in the user, except for a few signs");
    }
}

fn is_net_bios(domain: &str) -> bool {
    let length = domain.chars().count();
    (1..=15).contains(&length)
        && !domain.starts_with('.')
        && !domain.contains(['\\', '/', ':', '*', '?', '"', '<', '>', '|'])
}

fn is_dns_domain(domain: &str) -> bool {
    domain.split('.').all(|part| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    })
}

/// Host process containers: all of a pod or none, and on the node's network.
pub(super) fn validate_windows_host_process_pod(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let pod_options = spec.child("securityContext");
    let pod_options = pod_options.child("windowsOptions");
    let of_pod = pod_options.child("hostProcess").opt_bool();
    let (mut containers, mut host_processes) = (0, 0);
    each_container_context(spec, |context| {
        let options = context.child("windowsOptions");
        let host_process = options.child("hostProcess");
        let own = host_process.opt_bool();
        containers += 1;
        host_processes += u32::from(own.or(of_pod) == Some(true));
        if own.is_some() && of_pod.is_some() && own != of_pod {
            check.invalid(&host_process, "must be the same as the pod's");
        }
    });
    if host_processes == 0 {
        return;
    }
    if host_processes != containers {
        check.wrong(spec, "either all containers of a pod are host processes or none");
    }
    let host_network = spec.child("hostNetwork");
    if !host_network.bool() {
        check.invalid(&host_network, "must be true in a pod with host processes");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, pod};

    fn faults(spec: &str, container: &str) -> Vec<String> {
        errors(&pod(&format!("{spec}\ncontainers: [{{name: a, image: i, securityContext: {container}}}]")))
    }

    #[test]
    fn each_system_forbids_what_is_the_other_s() {
        assert_eq!(
            faults("os: {name: linux}", "{windowsOptions: {}}"),
            ["spec.containers[0].securityContext.windowsOptions Forbidden"]
        );
        assert_eq!(
            faults(
                "os: {name: windows}\nhostPID: false\nsecurityContext: {sysctls: [], fsGroup: 1}",
                "{privileged: false}"
            ),
            ["spec.containers[0].securityContext.privileged Forbidden", "spec.securityContext.fsGroup Forbidden"]
        );
        assert_eq!(faults("os: {name: plan9}", "{}"), ["spec.os NotSupported"]);
    }

    #[test]
    fn users_of_windows() {
        let user = |name: &str| faults("", &format!("{{windowsOptions: {{runAsUserName: '{name}'}}}}")).len();
        assert_eq!(user(r"DOMAIN\user"), 0);
        assert_eq!(user(""), 1);
        assert_eq!(user(r"a\b\c"), 1);
        assert_eq!(user(r"\user"), 1);
        assert_eq!(user("..."), 1);
        assert_eq!(user("a@b"), 1);
    }

    #[test]
    fn host_processes() {
        assert_eq!(
            faults("securityContext: {windowsOptions: {hostProcess: true}}", "{windowsOptions: {hostProcess: false}}"),
            ["spec.containers[0].securityContext.windowsOptions.hostProcess Invalid"]
        );
        assert_eq!(
            faults("securityContext: {windowsOptions: {hostProcess: true}}", "{}"),
            ["spec.hostNetwork Invalid"]
        );
    }
}
