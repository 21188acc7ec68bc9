//! What `$(NAME)` stands for in a container's commands, values and sub-paths.
//!
//! Follows Kubernetes' own expansion: `$$(NAME)` is literal, unknown names stay as they are, a variable may use earlier
//! ones. A value that comes from a field of the pod becomes `$(metadata.name)` and the like; values from secrets and
//! config maps are not known. Results are bounded: a text cannot grow without end.

use crate::pod::Container;
use crate::yaml::Node;
use std::collections::BTreeMap;

/// The longest text that is worked with, in bytes; the rest is cut off.
const LONGEST: usize = 32 * 1024;
/// How much the values of one container may hold together; later ones count as unknown.
const MOST: usize = 128 * 1024;
/// The longest name of a variable that is looked for.
const LONGEST_NAME: usize = 128;

/// The environment of one container as far as the manifest tells it.
#[derive(Debug, Default)]
pub(super) struct Variables<'a> {
    values: BTreeMap<&'a str, String>,
    held: usize,
}

impl<'a> Variables<'a> {
    /// Reads `env` in its order.
    pub(super) fn of(container: &Container<'a>) -> Self {
        let mut variables = Self::default();
        for entry in container.node.get("env").into_iter().flat_map(|list| list.items()) {
            let Some(name) = entry.get("name").and_then(|name| name.raw()) else { continue };
            let value = match entry.get("value").and_then(|value| value.raw()) {
                Some(value) => Some(variables.expand(value)),
                None => pod_field(entry),
            };
            variables.set(name, value);
        }
        variables
    }

    /// Sets a variable, or forgets it where its value is not known.
    fn set(&mut self, name: &'a str, value: Option<String>) {
        match value.filter(|value| self.held + value.len() <= MOST) {
            Some(value) => {
                self.held += value.len();
                self.values.insert(name, value);
            }
            None => {
                self.values.remove(name);
            }
        }
    }

    /// The value of a variable.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// `text` with `$(NAME)` replaced where the value is known.
    pub(super) fn expand(&self, text: &str) -> String {
        let mut expanded = String::new();
        let mut rest = cut(text, LONGEST);
        while let Some(at) = rest.find('$').filter(|at| expanded.len() + at < LONGEST) {
            expanded.push_str(&rest[..at]);
            rest = self.expand_one(&rest[at..], &mut expanded);
        }
        expanded.push_str(cut(rest, LONGEST.saturating_sub(expanded.len())));
        expanded
    }

    /// Takes one reference off the front of `text`, which starts with `$`, and gives what follows it.
    fn expand_one<'t>(&self, text: &'t str, expanded: &mut String) -> &'t str {
        if let Some(rest) = text.strip_prefix("$$") {
            expanded.push('$');
            return rest;
        }
        let close = text.starts_with("$(").then(|| cut(text, LONGEST_NAME).find(')')).flatten();
        let Some(close) = close else {
            expanded.push('$');
            return &text[1..];
        };
        expanded.push_str(self.get(&text[2..close]).unwrap_or(&text[..=close]));
        &text[close + 1..]
    }
}

/// `$(metadata.name)` for a variable that holds the pod's name; none for what differs or may hold a slash.
fn pod_field(entry: Node<'_>) -> Option<String> {
    let path = entry.at("valueFrom.fieldRef.fieldPath")?.raw()?;
    let simple = path.len() < 200 && !path.contains(['/', '$', '(', ')']) && !path.contains("annotations");
    simple.then(|| ["$(", path, ")"].concat())
}

/// The beginning of a text, at most `longest` bytes.
pub(super) fn cut(text: &str, longest: usize) -> &str {
    let mut end = text.len().min(longest);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::testing::with_pod;
    use std::fmt::Write;

    #[test]
    fn variables_are_expanded_as_the_kubelet_does() {
        let text = "kind: Pod\nspec:\n  containers:\n  - name: a\n    env:\n    - {name: DIR, value: /data}\n    - {name: OUT, value: $(DIR)/out}\n    - name: POD\n      valueFrom: {fieldRef: {fieldPath: metadata.name}}\n    - name: KEY\n      valueFrom: {secretKeyRef: {name: s, key: k}}\n";
        with_pod(text, |pod| {
            let variables = Variables::of(&pod.containers[0]);
            assert_eq!(variables.expand("$(OUT)/x"), "/data/out/x");
            assert_eq!(variables.expand("$$(OUT) $(KEY) $(date) $HOME $"), "$(OUT) $(KEY) $(date) $HOME $");
            assert_eq!(variables.expand("$(POD)/logs"), "$(metadata.name)/logs");
        });
    }

    #[test]
    fn values_do_not_grow_without_end() {
        let mut text =
            String::from("kind: Pod\nspec:\n  containers:\n  - name: a\n    env:\n    - {name: V0, value: xxxxxxxx}\n");
        for index in 1..40 {
            let before = index - 1;
            writeln!(text, "    - {{name: V{index}, value: $(V{before})$(V{before})$(V{before})}}").unwrap();
        }
        with_pod(&text, |pod| {
            let variables = Variables::of(&pod.containers[0]);
            assert!(variables.held <= MOST && variables.get("V3").is_some());
        });
    }
}
