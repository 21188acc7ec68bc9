//! The types of the Kubernetes API: which has which fields, in which minors.
//!
//! The table itself is generated (`cargo xtask schema`). Nothing here looks at a manifest.

/// One type.
pub(crate) struct Type {
    pub(crate) name: &'static str,
    /// In the order of their names.
    pub(crate) fields: &'static [Field],
}

/// One field of a type.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    /// Whether the API wants it. Decoding leaves that to validation.
    pub(crate) required: bool,
    first: u8,
    last: u8,
}

/// How many values a field has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    One(Leaf),
    List(Leaf),
    Map(Leaf),
}

/// What one value is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaf {
    String,
    Bool,
    Int32,
    Int64,
    Quantity,
    IntOrString,
    Time,
    Bytes,
    /// Anything: nothing is checked below it.
    Any,
    /// A mapping with the fields of a type.
    Object(u16),
}

/// A kind that stands for itself in a manifest.
struct Root {
    api_version: &'static str,
    kind: &'static str,
    of: u16,
}

impl Field {
    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn since(self, first: u8) -> Self {
        Self { first, ..self }
    }

    const fn until(self, last: u8) -> Self {
        Self { last, ..self }
    }

    /// Whether a minor has it.
    pub(crate) const fn is_in(&self, minor: u8) -> bool {
        self.first <= minor && minor <= self.last
    }

    /// Since when, or until when, an other minor has it.
    pub(crate) fn lifetime(&self, minor: u8) -> String {
        if minor < self.first {
            format!("it came with 1.{}", self.first)
        } else {
            format!("it went after 1.{}", self.last)
        }
    }
}

const fn field(name: &'static str, form: Form) -> Field {
    Field { name, form, required: false, first: 0, last: u8::MAX }
}

const fn root(api_version: &'static str, kind: &'static str, of: u16) -> Root {
    Root { api_version, kind, of }
}

pub(crate) const fn one(leaf: Leaf) -> Form {
    Form::One(leaf)
}

pub(crate) const fn list(leaf: Leaf) -> Form {
    Form::List(leaf)
}

const fn map(leaf: Leaf) -> Form {
    Form::Map(leaf)
}

pub(crate) const fn object(number: u16) -> Leaf {
    Leaf::Object(number)
}

const STRING: Leaf = Leaf::String;
const BOOL: Leaf = Leaf::Bool;
const INT32: Leaf = Leaf::Int32;
const INT64: Leaf = Leaf::Int64;
const QUANTITY: Leaf = Leaf::Quantity;
const INT_OR_STRING: Leaf = Leaf::IntOrString;
const TIME: Leaf = Leaf::Time;
const BYTES: Leaf = Leaf::Bytes;
const ANY: Leaf = Leaf::Any;

include!("../../schema/table.rs");

/// The type of a kind. Without an apiVersion the kind alone decides.
pub(crate) fn root_type(kind: Option<&str>, api_version: Option<&str>) -> Option<u16> {
    let kind = kind?;
    let fits = |root: &&Root| root.kind == kind && api_version.is_none_or(|version| version == root.api_version);
    ROOTS.iter().find(fits).map(|root| root.of)
}

/// The apiVersion of a kind.
pub(crate) fn api_version(kind: Option<&str>) -> Option<&'static str> {
    let kind = kind?;
    ROOTS.iter().find(|root| root.kind == kind).map(|root| root.api_version)
}

/// The kinds of the table with their apiVersions.
pub(crate) fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    ROOTS.iter().map(|root| (root.kind, root.api_version))
}

/// The number of a type.
pub(crate) fn by_name(name: &str) -> Option<u16> {
    let at = TYPES.binary_search_by(|known| known.name.cmp(name)).ok()?;
    u16::try_from(at).ok()
}

/// A type by its number.
pub(crate) fn type_of(number: u16) -> &'static Type {
    static NONE: Type = Type { name: "", fields: &[] };
    TYPES.get(usize::from(number)).unwrap_or(&NONE)
}

impl Type {
    /// A field by its name, and its place among the fields.
    pub(crate) fn field(&self, name: &str) -> Option<(usize, &'static Field)> {
        let at = self.fields.binary_search_by(|known| known.name.cmp(name)).ok()?;
        self.fields.get(at).map(|field| (at, field))
    }

    /// A field by its name, in a minor.
    pub(crate) fn field_in(&self, name: &str, minor: u8) -> Option<&'static Field> {
        self.field(name).map(|(_, field)| field).filter(|field| field.is_in(minor))
    }
}
