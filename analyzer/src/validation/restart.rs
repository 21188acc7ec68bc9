//! `restartPolicy` and `restartPolicyRules` of single containers, which every version takes differently.

use super::field::Field;
use super::gates::ContainerRestart;
use super::report::Check;

const POLICIES: [&str; 3] = ["Always", "Never", "OnFailure"];

/// Checks a regular container's own restart policy.
pub(super) fn validate_container_restart_policy(check: &mut Check<'_>, container: &Field<'_, '_>) {
    match check.gates.container_restart() {
        ContainerRestart::Dropped => {}
        ContainerRestart::Honoured => validate_policy_and_rules(check, container),
        ContainerRestart::SidecarsOnly => {
            let policy = container.child("restartPolicy");
            if policy.is_set() {
                check.forbidden(&policy, "only init containers may set it; move the container to `initContainers`");
            }
        }
    }
}

/// Checks an init container's restart policy.
pub(super) fn validate_init_container_restart_policy(check: &mut Check<'_>, container: &Field<'_, '_>) {
    let policy = container.child("restartPolicy");
    let rules = container.child("restartPolicyRules");
    match check.gates.container_restart() {
        ContainerRestart::Dropped => {}
        ContainerRestart::SidecarsOnly => {
            if policy.opt_str().is_some_and(|policy| policy != "Always") {
                check.not_supported(&policy, &POLICIES[..1]);
            }
        }
        ContainerRestart::Honoured if policy.opt_str() == Some("Always") => {
            if check.gates.restart_all_containers() {
                validate_policy_and_rules(check, container);
            } else if rules.len() > 0 {
                check.forbidden(&rules, "a native sidecar is restarted anyway");
            }
        }
        ContainerRestart::Honoured if policy.is_set() => validate_policy_and_rules(check, container),
        ContainerRestart::Honoured => {
            if rules.len() > 0 {
                check.required(&policy, "Set `restartPolicy` beside the rules.");
            }
        }
    }
}

fn validate_policy_and_rules(check: &mut Check<'_>, container: &Field<'_, '_>) {
    let policy = container.child("restartPolicy");
    let rules = container.child("restartPolicyRules");
    match policy.opt_str() {
        None if rules.len() > 0 => check.required(&policy, "Set `restartPolicy` beside the rules."),
        None => return,
        Some(known) if POLICIES.contains(&known) => {}
        Some(_) => check.not_supported(&policy, &POLICIES),
    }
    if rules.len() > 20 {
        check.too_long(&rules, 20);
    }
    for rule in rules.items() {
        validate_rule(check, &rule);
    }
}

fn validate_rule(check: &mut Check<'_>, rule: &Field<'_, '_>) {
    const ACTIONS: [&str; 2] = ["Restart", "RestartAllContainers"];
    const OPERATORS: [&str; 2] = ["In", "NotIn"];
    let actions = if check.gates.restart_all_containers() { &ACTIONS[..] } else { &ACTIONS[..1] };
    let action = rule.child("action");
    if !actions.contains(&action.str()) {
        check.not_supported(&action, actions);
    }
    let codes = rule.child("exitCodes");
    if !codes.is_set() {
        check.required(&codes, "Say for which exit codes the rule is.");
        return;
    }
    let operator = codes.child("operator");
    if !OPERATORS.contains(&operator.str()) {
        check.not_supported(&operator, &OPERATORS);
    }
    let values = codes.child("values");
    if values.len() > 255 {
        check.too_long(&values, 255);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{container, errors_in, pod};

    #[test]
    fn regular_containers() {
        let text = container("restartPolicy: always");
        assert_eq!(errors_in(&text, "1.33"), ["spec.containers[0].restartPolicy Forbidden"]);
        assert_eq!(errors_in(&text, "1.34"), [""; 0]);
        assert_eq!(errors_in(&text, "1.35"), ["spec.containers[0].restartPolicy NotSupported"]);
        let rules = container(
            "restartPolicy: Never, restartPolicyRules: [{action: RestartAllContainers, exitCodes: {operator: Is, values: [1]}}, {action: Restart}]",
        );
        assert_eq!(
            errors_in(&rules, "1.35"),
            [
                "spec.containers[0].restartPolicyRules[0].action NotSupported",
                "spec.containers[0].restartPolicyRules[0].exitCodes.operator NotSupported",
                "spec.containers[0].restartPolicyRules[1].exitCodes Required"
            ]
        );
        assert_eq!(errors_in(&rules, "1.36").len(), 2);
        let many = |count| {
            let rules = vec!["{action: Restart, exitCodes: {operator: In, values: [1]}}"; count].join(", ");
            container(&format!("restartPolicy: Never, restartPolicyRules: [{rules}]"))
        };
        assert_eq!(errors_in(&many(20), "1.36"), [""; 0]);
        assert_eq!(errors_in(&many(21), "1.36"), ["spec.containers[0].restartPolicyRules TooLong"]);
    }

    #[test]
    fn init_containers() {
        let init = |fields| {
            pod(&format!("containers: [{{name: a, image: i}}]\ninitContainers: [{{name: b, image: i, {fields}}}]"))
        };
        let never = init("restartPolicy: Never");
        assert_eq!(errors_in(&never, "1.33"), ["spec.initContainers[0].restartPolicy NotSupported"]);
        assert_eq!(errors_in(&never, "1.35"), [""; 0]);
        let bare = init("restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}]");
        assert_eq!(errors_in(&bare, "1.35"), ["spec.initContainers[0].restartPolicy Required"]);
        let sidecar = init("restartPolicy: Always, restartPolicyRules: [{action: Restart}]");
        assert_eq!(errors_in(&sidecar, "1.34"), [""; 0]);
        assert_eq!(errors_in(&sidecar, "1.35"), ["spec.initContainers[0].restartPolicyRules Forbidden"]);
        assert_eq!(errors_in(&sidecar, "1.36"), ["spec.initContainers[0].restartPolicyRules[0].exitCodes Required"]);
    }
}
