//! The types of somebody else's module that code is generated for.

use proc_macro2::{Ident, Span, TokenStream};

/// A module that is a model: what its own types are called.
#[derive(Debug, Clone, Default)]
pub struct Bound {
    /// All names of types and modules that it has already.
    pub taken: Vec<String>,
    /// Its enums.
    pub enums: Vec<BoundEnum>,
    /// Fields of an enum: the struct, the field, and the name of the enum.
    pub fields: Vec<(String, String, Ident)>,
    /// Fields whose types have to be looked at, and where those stand: the struct, the field.
    pub typed: Vec<(String, String, Span)>,
    /// Fields of a type that is stored as it says itself: the struct, the field, and the name of its type.
    pub own: Vec<(String, String, Ident)>,
    /// Fields of a struct around one value: the struct, the field.
    pub wraps: Vec<(String, String)>,
    /// Fields that are not stored: the struct, the field.
    pub skipped: Vec<(String, Ident)>,
    /// Structs around one value: the name, and whether it may stand in a key.
    pub newtypes: Vec<(Ident, bool)>,
    /// The parameters of its one struct, where that has some.
    pub parameters: Parameters,
    /// Where the code is put.
    pub place: Place,
}

/// The parameters of a struct, as they stand in an `impl`.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    /// `<T: Clone>`.
    pub declared: TokenStream,
    /// `<T>`.
    pub arguments: TokenStream,
    /// What has to hold of them: `T: Clone`.
    pub bounds: Vec<TokenStream>,
    /// Fields whose types have parameters, and those: the struct, the field, `<T>`.
    pub own: Vec<(String, String, TokenStream)>,
}

/// Where code is put that is generated for somebody else's types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// Into a module of its own, in the module of the types.
    #[default]
    Within,
    /// Modules of entities, each beside its struct.
    Beside,
    /// Into the scope of the types itself.
    Here,
}

/// An enum of values.
#[derive(Debug, Clone)]
pub struct BoundEnum {
    /// Its name.
    pub name: Ident,
    /// Its variants, and the value that each is stored as.
    pub variants: Vec<(Ident, String)>,
    /// The variant that keeps a value that is not listed.
    pub other: Option<Ident>,
}

impl Bound {
    /// The type of a field that is stored as it says itself.
    pub(crate) fn own(&self, owner: &str, field: &str) -> Option<&Ident> {
        let mut fields = self.own.iter();
        let (_, _, name) = fields.find(|(of, name, _)| of == owner && name == field)?;
        Some(name)
    }

    /// The parameters of the type of a field; none where it has none.
    pub(crate) fn parameters_of(&self, owner: &str, field: &str) -> Option<&TokenStream> {
        let mut fields = self.parameters.own.iter();
        let (.., parameters) = fields.find(|(of, name, _)| of == owner && name == field)?;
        Some(parameters)
    }

    /// The enum of a field of a struct.
    pub(crate) fn enum_of(&self, owner: &str, field: &str) -> Option<&BoundEnum> {
        let mut fields = self.fields.iter();
        let (_, _, name) = fields.find(|(of, name, _)| of == owner && name == field)?;
        self.enums.iter().find(|one| one.name == *name)
    }
}

impl BoundEnum {
    /// The variant of a value.
    pub(crate) fn variant(&self, value: &str) -> Option<&Ident> {
        let mut variants = self.variants.iter();
        variants
            .find(|(_, stored)| stored == value)
            .map(|(name, _)| name)
    }
}
