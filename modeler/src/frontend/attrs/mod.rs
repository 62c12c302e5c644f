//! Models written in Rust: a module with `#[table(…)]`, structs that derive `Entity`, and functions
//! without a body for the access patterns.
//!
//! Attributes are split at their commas (`words`), become the tree that YAML becomes too (`lower`), and
//! the tree a draft. So the nouns of the language are those of the YAML, and so is every complaint.

mod alone;
mod attributes;
mod entity;
mod fields;
mod lower;
mod module;
mod pattern;
mod place;
mod types;
mod values;
mod words;
mod write;

pub use alone::{around_entity, around_enum, around_struct, model_of};
pub use attributes::derives;
pub use lower::{OwnField, TypedField};
pub use module::is_pattern;
pub use place::{InFile, Places, Unwritten};
pub use types::{innermost_type, whole_bounds};
pub use values::{EnumType, Newtype};
pub use write::write;
pub(crate) use write::{entry_attribute, index_attribute};

use syn::ItemMod;

use super::{
    bytes,
    tree::{self, Reader},
};
use crate::{
    draft::Draft,
    findings::Findings,
    rules::syntax,
    source::{SourceFile, Span},
};

/// Whether a source looks as if it held a model, so that most need not be parsed: it names this crate
/// and has a `#[table(…)]`.
pub fn may_hold_models(source: &[u8]) -> bool {
    let holds = |text: &str| {
        let mut windows = source.windows(text.len());
        windows.any(|window| window == text.as_bytes())
    };
    holds("tablewright") && (holds("#[table(") || holds("::table("))
}

/// Reads the models of a Rust source, in the order written, each with its findings. Of a source that is
/// no Rust nothing is read.
pub fn read(
    name: &str,
    bytes: &[u8],
    findings: &mut Findings,
) -> (SourceFile, Vec<(Draft, Findings)>) {
    let source = SourceFile::new(name, bytes::text(bytes, findings));
    if !findings.is_empty() {
        return (source, Vec::new());
    }
    let drafts = match syn::parse_file(&source.text) {
        Ok(file) => {
            let modules = module::models(&file.items).into_iter();
            modules.map(|module| one(module, &source)).collect()
        }
        Err(error) => {
            let at = error.span().byte_range();
            let place = Span::new(at.start, at.end);
            let message = format!("the file is not Rust: {error}");
            findings.push(syntax::RULE.at(place, message));
            Vec::new()
        }
    };
    (source, drafts)
}

fn one(module: &ItemMod, source: &SourceFile) -> (Draft, Findings) {
    let mut findings = Findings::new();
    let mut places = InFile::new(&source.text);
    let lowered = lower(module, &mut places, &mut findings, false);
    (lowered.draft, findings)
}

/// What a module comes to.
#[derive(Debug)]
pub struct Lowered {
    /// What was written.
    pub draft: Draft,
    /// What its types say that the draft does not.
    pub types: Types,
}

/// What the types of a module say that a draft does not.
#[derive(Debug, Default)]
pub struct Types {
    /// The enums that derive `Value`.
    pub enums: Vec<EnumType>,
    /// The structs around one value that derive `Value`.
    pub newtypes: Vec<Newtype>,
    /// Fields of such an enum: the struct, the field, and the name of the enum.
    pub enum_fields: Vec<(String, String, String)>,
    /// Fields of which an attribute says the type.
    pub typed: Vec<TypedField>,
    /// Whether a field has a type that no attribute may have.
    pub unknown: bool,
    /// Fields that are not stored: the struct, the field.
    pub skipped: Vec<(String, String)>,
    /// Fields of a type that knows itself how it is stored.
    pub own: Vec<OwnField>,
}

/// Lowers a module that is a model. Nothing stops at the first mistake: every finding is added, and
/// what could be read is in the draft. A draft that lacks something is `incomplete`.
///
/// Where a struct stands `alone`, types that are not in the module are taken for what is stored as it says
/// itself.
pub fn lower(
    module: &ItemMod,
    places: &mut dyn Places,
    findings: &mut Findings,
    alone: bool,
) -> Lowered {
    let before = findings.len();
    let mut lower = lower::Lower {
        places,
        findings,
        values: values::Values::default(),
        types: Types::default(),
        plain: Vec::new(),
        alone,
    };
    let root = lower.module(module);
    let mut types = lower.types;
    (types.enums, types.newtypes) = lower.values.into_types();
    let mut draft = Draft::default();
    let mut reader = Reader::new(places.text(), &[], findings);
    tree::model(&mut reader, &root, &mut draft);
    draft.incomplete |= reader.incomplete;
    draft.incomplete |= findings.len() > before;
    Lowered { draft, types }
}
