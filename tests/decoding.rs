//! Texts mean what Kubernetes' own reader makes of them.
//!
//! The judges are kubectl's recorded answers (`data/`), and kubectl itself where it is installed. Nothing here needs a
//! cluster or the network.

use analyzer::yaml::{self, Node, Scalar, Shape};
use serde_json::Value;

#[test]
fn scalars_mean_what_kubectl_says() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("data/scalars.json")).unwrap();
    assert_eq!(cases.len(), 102);
    let wrong: Vec<String> = cases.iter().filter_map(|case| scalar_case(&case["scalar"], &case["kubectl"])).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// None where a scalar is read as kubectl reads it, else both answers.
fn scalar_case(scalar: &Value, kubectl: &Value) -> Option<String> {
    let text = format!("a: {}\n", scalar.as_str().unwrap());
    let tree = yaml::read(&text);
    let value = tree.documents.first().and_then(|document| tree.root(document).get("a")).map(json);
    let refused = !tree.problems.is_empty();
    let same = match kubectl.as_str() {
        Some("ERR") => refused,
        _ => !refused && value.as_ref().is_some_and(|value| equal(value, kubectl)),
    };
    (!same).then(|| format!("{text:?} is {kubectl} to kubectl, {value:?} to us, refused: {refused}"))
}

/// What the API server would be sent.
fn json(node: Node<'_>) -> Value {
    match node.shape() {
        Shape::Mapping => {
            node.entries().into_iter().map(|entry| (entry.name().into_owned(), json(entry.value))).collect()
        }
        Shape::Sequence => node.items().map(json).collect(),
        _ => match node.scalar() {
            Some(Scalar::Str(value)) => value.into(),
            Some(Scalar::Bool(value)) => value.into(),
            Some(Scalar::Int(value)) => value.into(),
            Some(Scalar::Uint(value)) => value.into(),
            Some(Scalar::Float(value)) => value.into(),
            Some(Scalar::Null) | None => Value::Null,
        },
    }
}

/// Numbers are equal as JavaScript sees them: kubectl's answers went through it.
fn equal(one: &Value, two: &Value) -> bool {
    match (one.as_f64(), two.as_f64()) {
        (Some(one), Some(two)) => (one - two).abs() <= one.abs() * f64::EPSILON,
        _ => one == two,
    }
}
