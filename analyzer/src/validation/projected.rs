//! Volumes whose files Kubernetes writes: Secrets, `ConfigMap`s, the downward API, and several of them in one.

use super::env::{VOLUME_FIELD_PATHS, validate_object_field_selector, validate_resource_field_selector};
use super::field::Field;
use super::names;
use super::report::Check;
use super::volumes::require_text;
use std::collections::BTreeSet;

pub(super) fn validate_secret(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_text(check, &source.child("secretName"), "Name the Secret.");
    validate_mode(check, &source.child("defaultMode"));
    validate_items(check, &source.child("items"));
}

pub(super) fn validate_config_map(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_text(check, &source.child("name"), "Name the ConfigMap.");
    validate_mode(check, &source.child("defaultMode"));
    validate_items(check, &source.child("items"));
}

/// Permission bits. YAML reads `0644` as octal, and plain `644` is too much.
fn validate_mode(check: &mut Check<'_>, mode: &Field<'_, '_>) {
    if mode.opt_int().is_some_and(|mode| !(0..=0o777).contains(&mode)) {
        check.invalid(mode, "must be between 0 and 0777; write file modes with a leading zero, as in `0644`");
    }
}

fn validate_items(check: &mut Check<'_>, items: &Field<'_, '_>) {
    for item in items.items() {
        validate_key_to_path(check, &item);
    }
}

fn validate_key_to_path(check: &mut Check<'_>, item: &Field<'_, '_>) {
    require_text(check, &item.child("key"), "Name the key to write.");
    let path = item.child("path");
    require_text(check, &path, "Name the file to write it to.");
    check.invalid_each(&path, &names::non_reserved_path(path.str()));
    validate_mode(check, &item.child("mode"));
}

pub(super) fn validate_downward_api(check: &mut Check<'_>, source: &Field<'_, '_>) {
    validate_mode(check, &source.child("defaultMode"));
    for item in source.child("items").items() {
        validate_downward_api_file(check, source, &item);
    }
}

/// One file. The API server leaves `items[…]` out of these paths.
fn validate_downward_api_file(check: &mut Check<'_>, source: &Field<'_, '_>, item: &Field<'_, '_>) {
    let path = source.quirk("path", &item.child("path"));
    require_text(check, &path, "Name the file to write.");
    check.invalid_each(&path, &names::non_reserved_path(path.str()));
    let (field, resource) = (item.child("fieldRef"), item.child("resourceFieldRef"));
    if field.is_set() {
        validate_object_field_selector(check, &source.quirk("fieldRef", &field), VOLUME_FIELD_PATHS);
        if resource.is_set() {
            check.wrong(&source.about(item), "an item has both `fieldRef` and `resourceFieldRef`, but needs one");
        }
    } else if resource.is_set() {
        validate_resource_field_selector(check, &source.quirk("resourceFieldRef", &resource), true);
    } else {
        let place = source.about(item);
        check.lacking(&place, "an item does not say what to write", "Say `fieldRef` or `resourceFieldRef`.");
    }
    validate_mode(check, &source.quirk("mode", &item.child("mode")));
}

/// The file paths of one projected volume, each of which may be written once.
#[derive(Default)]
struct Paths<'a>(BTreeSet<&'a str>);

impl<'a> Paths<'a> {
    fn add(&mut self, check: &mut Check<'_>, projected: &Field<'a, '_>, path: &Field<'a, '_>) {
        if !self.0.insert(path.str()) {
            let message = format!("two sources write the file `{}`", super::report::shorten(path.str()));
            check.wrong(&projected.about(path), &message);
        }
    }
}

pub(super) fn validate_projected(check: &mut Check<'_>, projected: &Field<'_, '_>) {
    validate_mode(check, &projected.child("defaultMode"));
    let mut paths = Paths::default();
    let sources = projected.child("sources");
    for source in sources.items() {
        let mut kinds = 0;
        for key in ["secret", "configMap"] {
            let projection = source.child(key);
            if projection.is_set() {
                kinds += 1;
                validate_keyed_projection(check, projected, &projection, &mut paths);
            }
        }
        let downward = source.child("downwardAPI");
        if downward.is_set() {
            kinds += 1;
            for item in downward.child("items").items() {
                validate_downward_api_file(check, &downward, &item);
                let path = item.child("path");
                if !path.str().is_empty() {
                    paths.add(check, projected, &path);
                }
            }
        }
        let token = source.child("serviceAccountToken");
        if token.is_set() {
            kinds += 1;
            validate_token_projection(check, projected, &token);
        }
        // `clusterTrustBundle` and `podCertificate` are dropped: their gates are off in every version.
        if kinds > 1 {
            check.forbidden(&source, "a source is of one kind; use one list entry for each");
        }
    }
}

fn validate_keyed_projection<'a>(
    check: &mut Check<'_>,
    projected: &Field<'a, '_>,
    projection: &Field<'a, '_>,
    paths: &mut Paths<'a>,
) {
    require_text(check, &projection.child("name"), "Name the Secret or ConfigMap.");
    for item in projection.child("items").items() {
        validate_key_to_path(check, &item);
        let path = item.child("path");
        if !path.str().is_empty() {
            paths.add(check, projected, &path);
        }
    }
}

/// A service account token. The API server leaves the source out of the path of `path`.
fn validate_token_projection(check: &mut Check<'_>, projected: &Field<'_, '_>, token: &Field<'_, '_>) {
    let expiration = token.child("expirationSeconds");
    match expiration.opt_int() {
        Some(..600) => check.invalid(&expiration, "must be at least 600, ten minutes"),
        Some(seconds) if seconds > 1 << 32 => check.invalid(&expiration, "must be at most 4294967296"),
        _ => {}
    }
    let path = projected.quirk("path", &token.child("path"));
    if path.str().is_empty() {
        check.required(&path, "Name the file to write the token to.");
    } else {
        check.invalid_each(&path, &names::non_reserved_path(path.str()));
    }
}

/// Tokens need a named service account; checked in Pods only.
pub(super) fn validate_token_service_account(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let account = ["serviceAccountName", "serviceAccount"].iter().any(|key| !spec.child(key).str().is_empty());
    if account {
        return;
    }
    let volumes = spec.child("volumes");
    for volume in volumes.items() {
        let projected = volume.child("projected");
        for source in projected.child("sources").items() {
            let token = source.child("serviceAccountToken");
            if token.is_set() {
                check.forbidden(&token, "the pod does not set `serviceAccountName`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, pod};

    fn faults(source: &str) -> Vec<String> {
        let lines =
            format!("serviceAccountName: s\ncontainers: [{{name: a, image: i}}]\nvolumes: [{{name: v, {source}}}]");
        errors(&pod(&lines)).iter().map(|line| line.replace("spec.volumes[0].", "")).collect()
    }

    #[test]
    fn keys_paths_and_modes() {
        assert_eq!(
            faults("secret: {items: [{key: k, path: /abs, mode: 512}]}"),
            ["secret.items[0].mode Invalid", "secret.items[0].path Invalid", "secret.secretName Required"]
        );
        assert_eq!(faults("configMap: {name: c, defaultMode: 0777, items: [{key: k, path: a/b}]}"), [""; 0]);
        assert_eq!(faults("configMap: {name: c, defaultMode: 777}"), ["configMap.defaultMode Invalid"]);
        let item = "items: [{path: f, fieldRef: {fieldPath: metadata.name}";
        for (source, field) in [
            ("secret: {secretName: s, defaultMode: MODE}", "secret.defaultMode"),
            ("projected: {sources: [], defaultMode: MODE}", "projected.defaultMode"),
            ("downwardAPI: {defaultMode: MODE}", "downwardAPI.defaultMode"),
            (&format!("downwardAPI: {{{item}, mode: MODE}}]}}"), "downwardAPI.mode"),
        ] {
            for (mode, errors) in [("0", 0), ("0777", 0), ("512", 1), ("-1", 1)] {
                assert_eq!(faults(&source.replace("MODE", mode)), vec![format!("{field} Invalid"); errors], "{mode}");
            }
        }
    }

    #[test]
    fn downward_api_items_have_no_index() {
        assert_eq!(
            faults("downwardAPI: {items: [{path: ..x}, {path: l, fieldRef: {fieldPath: spec.nodeName}}]}"),
            ["downwardAPI Required", "downwardAPI.fieldRef.fieldPath NotSupported", "downwardAPI.path Invalid"]
        );
        assert_eq!(faults("downwardAPI: {items: [{path: l, fieldRef: {fieldPath: metadata.labels}}]}"), [""; 0]);
    }

    #[test]
    fn projected_sources_are_of_one_kind_and_write_each_file_once() {
        let both = "projected: {sources: [{secret: {name: s}, configMap: {name: c}}]}";
        assert_eq!(faults(both), ["projected.sources[0] Forbidden"]);
        let same = "projected: {sources: [{downwardAPI: {items: [{path: f, fieldRef: {fieldPath: metadata.name}}]}}, \
                    {configMap: {name: c, items: [{key: k, path: f}]}}]}";
        assert_eq!(faults(same), ["projected Invalid"]);
        let token = "projected: {sources: [{serviceAccountToken: {expirationSeconds: 599, path: ../t}}]}";
        assert_eq!(
            faults(token),
            ["projected.path Invalid", "projected.sources[0].serviceAccountToken.expirationSeconds Invalid"]
        );
        for (seconds, errors) in [(599_u64, 1), (600, 0), (1 << 32, 0), ((1 << 32) + 1, 1)] {
            let token =
                format!("projected: {{sources: [{{serviceAccountToken: {{expirationSeconds: {seconds}, path: t}}}}]}}");
            assert_eq!(faults(&token).len(), errors, "{seconds}");
        }
    }
}
