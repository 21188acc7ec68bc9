//! The manifests in `deploy/` keep to what this project preaches: its own analyzer has nothing to say about them.

use analyzer::{KubernetesVersion, Options, analyze};
use std::fs;

#[test]
fn our_own_manifests_have_no_finding() {
    let folder = tests::here("deploy/base");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut pods = 0;
    let mut told = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("kustomization.yaml")) {
        let text = fs::read_to_string(file).expect("it can be read");
        for kubernetes in KubernetesVersion::all() {
            let analysis = analyze(&text, &Options { kubernetes });
            pods += analysis.pods.len();
            // That an object holds no pod is no objection to it.
            let objections = analysis.findings.iter().filter(|finding| finding.rule != "no-pod");
            told.extend(
                objections
                    .map(|finding| format!("{}: {kubernetes}: {}: {}", file.display(), finding.rule, finding.message)),
            );
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(pods, KubernetesVersion::all().count(), "the deployment is among them");
}

#[test]
fn the_kustomization_names_every_manifest() {
    let folder = tests::here("deploy/base");
    let kustomization = fs::read_to_string(folder.join("kustomization.yaml")).expect("it is there");
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let name = entry.unwrap().file_name().into_string().expect("UTF-8");
        if name != "kustomization.yaml" {
            assert!(kustomization.contains(&format!("\n- {name}\n")), "{name}");
        }
    }
}
