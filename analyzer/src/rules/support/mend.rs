//! Repairs that several rules offer. What is wrong is for the rules to say.

use super::path::is_below;
use super::subject::Use;
use crate::edit::pods::remove_from;
use crate::edit::{Change, New, put, put_item, remove};
use crate::pod::Volume;
use crate::rules::Subject;

impl<'a> Subject<'a> {
    /// A value in the pod's metadata, which is made where it is missing.
    pub(in crate::rules) fn put_in_metadata<'v>(&self, path: &[&'v str], value: New<'v>) -> Option<Change> {
        if let Some(metadata) = self.template.metadata.filter(|node| !node.is_null()) {
            return put(metadata, path, value);
        }
        let path_in_object = self.object_path(&self.template.metadata_path);
        let around = path_in_object.strip_suffix("metadata")?.trim_end_matches('.');
        let parent = if around.is_empty() { self.pod.object } else { self.pod.object.at(around)? };
        let path: Vec<&str> = std::iter::once("metadata").chain(path.iter().copied()).collect();
        put(parent, &path, value)
    }

    /// Takes away one mount of a container.
    pub(in crate::rules) fn remove_mount(used: &Use<'_>) -> Option<Change> {
        remove_from(used.container.node, "volumeMounts", used.at.mount)
    }

    /// A directory of an `emptyDir` as a volume of its own, in all the mounts that show it. None where a container sees it
    /// only as a part of what is around it: that one would lose it.
    pub(in crate::rules) fn split_volume(&self, index: usize, directory: &str) -> Option<Change> {
        let volume = self.pod.volumes.get(index).filter(|volume| volume.source.kind == "emptyDir")?;
        let name = self.volume_name(directory)?;
        let uses: Vec<Use<'a>> = self.uses_of(index).collect();
        let inside = |used: &Use<'_>| used.at.directory == directory || is_below(&used.at.directory, directory);
        let sees =
            |container: usize| uses.iter().any(|used| used.at.container == container && used.at.directory == directory);
        let loses = |used: &Use<'_>| is_below(directory, &used.at.directory) && !sees(used.at.container);
        let mounted: Vec<&Use<'_>> = uses.iter().filter(|used| inside(used)).collect();
        let stays = uses.iter().any(|used| !inside(used));
        if uses.iter().any(loses) || !stays || mounted.iter().any(|used| used.mount.is_expression) {
            return None;
        }
        let mounts = mounted.iter().map(|used| remount(used, &name, directory));
        let added = put_item(self.pod.node, self.template.layout.volumes, copy_of(volume, &name));
        Change::all(mounts.chain([added]))
    }

    /// A free name for the volume of a directory.
    fn volume_name(&self, directory: &str) -> Option<String> {
        let name: String = directory.rsplit('/').next()?.to_ascii_lowercase().replace(['_', '.'], "-");
        let fits = !name.is_empty() && name.len() <= 63 && !name.starts_with('-') && !name.ends_with('-');
        let is_label = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        (fits && is_label && self.pod.volume(&name).is_none()).then_some(name)
    }
}

/// A mount of a directory as a mount of the directory's own volume.
fn remount(used: &Use<'_>, name: &str, directory: &str) -> Option<Change> {
    let renamed = put(used.mount.node, &["name"], New::text(name))?;
    let rest = used.at.directory.get(directory.len()..)?.trim_start_matches('/');
    let path = if rest.is_empty() {
        remove(used.mount.node, "subPath")
    } else {
        put(used.mount.node, &["subPath"], New::text(rest))
    };
    Some(renamed.and(path?))
}

/// An `emptyDir` like another one.
fn copy_of<'v>(volume: &Volume<'v>, name: &'v str) -> New<'v> {
    let fields = ["medium", "sizeLimit"].into_iter().filter_map(|key| Some((key, volume.source.field(key)?)));
    let source = fields.map(|(key, value)| (key, if key == "medium" { New::text(value) } else { New::plain(value) }));
    New::Map(vec![("name", New::text(name)), ("emptyDir", New::Map(source.collect()))])
}
