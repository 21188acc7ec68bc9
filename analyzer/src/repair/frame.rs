//! What is open above a line: mappings, lists and blocks of text, and which keys they have already.
//!
//! Frames are shared between readings and never changed. Costs are in hundredths of a fault.

use crate::decode::schema::{self, Form, Leaf};
use std::rc::Rc;

/// What a frame takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The fields of a type.
    Object(u16),
    /// An object of a kind that the table does not have.
    Custom,
    /// A List: its items are objects.
    Objects,
    /// Free keys with values of one form.
    Map(Leaf),
    /// Items of one form; none where each is an object of its own kind.
    List(Option<Leaf>),
    /// Anything.
    Any,
    /// Text behind `|` or `>`.
    Block,
}

/// One frame, on top of others.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) parent: Option<Stack>,
    /// The last keys that it got, hashed.
    keys: Vec<u64>,
    /// All its keys in one number.
    key_sum: u64,
    /// How far in its last line stood before the repair; none while it has no line of its own.
    column: Option<usize>,
    /// Whether it has any item or line.
    pub(super) used: bool,
    /// What tells it apart from other stacks.
    pub(super) hash: u64,
    /// How many mappings are open, this one included.
    level: usize,
}

/// A frame with all those below it.
pub(super) type Stack = Rc<Frame>;

/// So many keys of one mapping are remembered, and so many mappings may be open: no text may take more than its length
/// times a constant.
const MOST_KEYS: usize = 64;
const MOST_LEVELS: usize = 24;

/// What a closing frame may cost.
const MISSING: u32 = 200;
const EMPTY: u32 = 40;
const NOTHING: u32 = 100;
/// What it costs that a line stands elsewhere than its neighbours in a frame did before the repair.
const UNEVEN: u32 = 60;
/// What it costs that a key stands where people rarely write it.
const UNLIKELY: u32 = 60;

impl Frame {
    /// A new frame on top of a stack.
    pub(super) fn on(parent: Option<Stack>, kind: Kind) -> Stack {
        let level = parent.as_ref().map_or(0, |parent| parent.level) + usize::from(!matches!(kind, Kind::List(_)));
        Self { kind, parent, keys: Vec::new(), key_sum: 0, column: None, used: false, hash: 0, level }.hashed()
    }

    fn hashed(mut self) -> Stack {
        let below = self.parent.as_ref().map_or(0, |parent| parent.hash);
        let column = self.column.map_or(0, |column| column as u64 + 1);
        self.hash = mix(mix(mix(mix(below, number(self.kind)), self.key_sum), u64::from(self.used)), column);
        Rc::new(self)
    }

    /// How far in its last line stood before the repair.
    pub(super) const fn column(&self) -> Option<usize> {
        self.column
    }

    /// Whether another frame may stand on it.
    pub(super) const fn has_room(&self) -> bool {
        self.level < MOST_LEVELS
    }

    /// What it costs that a line with so many spaces in front of it joins this frame.
    pub(super) fn unevenness(&self, spaces: usize) -> u32 {
        let fits = match self.column {
            Some(column) => column == spaces,
            // The first line of its own stands no further out than what is around it.
            None => std::iter::successors(self.parent.as_ref(), |frame| frame.parent.as_ref())
                .find_map(|frame| frame.column)
                .is_none_or(|around| around <= spaces),
        };
        if fits { 0 } else { UNEVEN }
    }

    /// How deep a line stands whose innermost frame this is: a dash stands as deep as its list's key.
    pub(super) const fn depth(&self) -> usize {
        self.level.saturating_sub(1)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains(&hash(key))
    }

    /// The same frame with one more key, on a line with so many spaces in front of it; none where it stands behind a dash.
    pub(super) fn with_key(&self, key: &str, spaces: Option<usize>) -> Stack {
        let key = hash(key);
        let mut keys = self.keys[self.keys.len().saturating_sub(MOST_KEYS - 1)..].to_vec();
        keys.push(key);
        let key_sum = self.key_sum.wrapping_add(key);
        self.after(keys, key_sum, spaces.or(self.column))
    }

    /// The same frame with one more item or line.
    pub(super) fn with_item(&self, spaces: usize) -> Stack {
        self.after(self.keys.clone(), self.key_sum, Some(spaces))
    }

    fn after(&self, keys: Vec<u64>, key_sum: u64, column: Option<usize>) -> Stack {
        let (kind, parent, level) = (self.kind, self.parent.clone(), self.level);
        Self { kind, parent, keys, key_sum, column, used: true, hash: 0, level }.hashed()
    }

    /// The form of a key's value; none where the frame does not know the key.
    pub(super) fn form(&self, key: &str) -> Option<Form> {
        match self.kind {
            Kind::Object(number) => schema::type_of(number).field(key).map(|(_, field)| field.form),
            Kind::Custom => custom(key),
            Kind::Objects => matches!(key, "apiVersion" | "kind").then_some(Form::One(Leaf::String)),
            Kind::Map(leaf) => Some(Form::One(leaf)),
            Kind::Any => Some(inside_custom(key)),
            Kind::List(_) | Kind::Block => None,
        }
    }

    /// What it costs that a key stands here though people write it elsewhere.
    pub(super) fn unlikeliness(&self, key: &str, value: &str) -> u32 {
        let is_spec = self.parent.as_ref().is_some_and(|parent| parent.kind == Kind::Custom);
        let around = || std::iter::successors(self.parent.as_ref(), |frame| frame.parent.as_ref());
        let awaits_spec =
            |frame: &Stack| !matches!(frame.kind, Kind::List(_)) && frame.has("metadata") && !frame.has("spec");
        match (self.kind, key) {
            // Containers rarely have a policy of their own, and then it makes sidecars.
            (Kind::Object(of), "restartPolicy") if schema::type_of(of).name == "Container" && value != "Always" => {
                UNLIKELY
            }
            // A spec stands beside metadata.
            (Kind::Any | Kind::Map(_), "spec") if !self.has("metadata") && around().any(awaits_spec) => UNLIKELY,
            // What a workload says about itself stands in its spec.
            (
                Kind::Any,
                "selector" | "strategy" | "minReadySeconds" | "progressDeadlineSeconds" | "revisionHistoryLimit",
            ) if !is_spec => UNLIKELY,
            _ => 0,
        }
    }

    /// Whether it is a mapping that lists its fields.
    pub(super) const fn is_typed(&self) -> bool {
        matches!(self.kind, Kind::Object(_) | Kind::Custom | Kind::Objects)
    }

    /// What is wrong with it if nothing more comes.
    pub(super) fn closing_cost(&self) -> u32 {
        match self.kind {
            Kind::Object(number) => self.missing(number) + self.emptiness(number),
            Kind::List(_) | Kind::Map(_) if !self.used => NOTHING,
            _ => 0,
        }
    }

    fn missing(&self, number: u16) -> u32 {
        let of = schema::type_of(number);
        let required = of.fields.iter().filter(|field| field.required && !self.has(field.name));
        let is_root = self.parent.is_none();
        let mut missing = required.count();
        if is_root {
            missing += ["apiVersion", "kind", "metadata"].iter().filter(|key| !self.has(key)).count();
        }
        let of_root = self.parent.as_ref().is_some_and(|parent| parent.parent.is_none());
        if of_root && of.name == "ObjectMeta" && !self.has("name") && !self.has("generateName") {
            missing += 1;
        }
        MISSING * u32::try_from(missing).unwrap_or(u32::MAX / MISSING)
    }

    fn emptiness(&self, number: u16) -> u32 {
        const MAY_BE_EMPTY: [&str; 4] = ["ObjectMeta", "PodSecurityContext", "EmptyDirVolumeSource", "SecurityContext"];
        let of = schema::type_of(number);
        if self.used || of.fields.is_empty() || MAY_BE_EMPTY.contains(&of.name) { 0 } else { EMPTY }
    }
}

/// The fields of every custom resource.
fn custom(key: &str) -> Option<Form> {
    match key {
        "apiVersion" | "kind" => Some(Form::One(Leaf::String)),
        "metadata" => object("ObjectMeta"),
        "spec" | "data" | "status" => Some(Form::One(Leaf::Any)),
        _ => None,
    }
}

/// What a key inside a custom resource usually holds.
fn inside_custom(key: &str) -> Form {
    let known = match key {
        "template" | "podTemplate" | "leaderTemplate" | "workerTemplate" => object("PodTemplateSpec"),
        "containers" | "initContainers" | "sidecars" => objects("Container"),
        "volumes" => objects("Volume"),
        "matchLabels" | "labels" | "annotations" => Some(Form::Map(Leaf::String)),
        _ => None,
    };
    known.unwrap_or(Form::One(Leaf::Any))
}

fn object(name: &str) -> Option<Form> {
    schema::by_name(name).map(|number| Form::One(Leaf::Object(number)))
}

fn objects(name: &str) -> Option<Form> {
    schema::by_name(name).map(|number| Form::List(Leaf::Object(number)))
}

fn number(kind: Kind) -> u64 {
    match kind {
        Kind::Custom => 1,
        Kind::Objects => 2,
        Kind::Any => 3,
        Kind::Block => 4,
        Kind::List(None) => 5,
        Kind::Object(of) => 0x1_0000 + u64::from(of),
        Kind::Map(leaf) => 0x2_0000 + of_leaf(leaf),
        Kind::List(Some(leaf)) => 0x4_0000 + of_leaf(leaf),
    }
}

fn of_leaf(leaf: Leaf) -> u64 {
    match leaf {
        Leaf::Object(number) => 0x1_0000 + u64::from(number),
        Leaf::Any => 1,
        _ => 2,
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| mix(hash, byte.into()))
}

const fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29) ^ value
}
