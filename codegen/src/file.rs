//! One file of the crate while it is being made: what its emitters share, and what it imports.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use tablewright_modeler::{
    frontend::attrs::whole_bounds,
    model::{Attribute, AttributeRef, EntityId, Model, Struct, Table},
};

use crate::{
    bound::{Parameters, Place},
    names::{Names, ident, plain},
};

/// Behind the name of a trait that is only there for its methods.
const UNNAMED: &str = " as _";

/// What the emitters of one file share.
pub(crate) struct File<'a> {
    /// The model.
    pub(crate) model: &'a Model,
    /// The names of the crate.
    pub(crate) names: &'a Names,
    /// The entity whose module this is, if it is one.
    home: Option<EntityId>,
    /// Whether it is the module of the structs.
    structs: bool,
    /// How deep it lies below the root of what is generated.
    depth: usize,
    imports: RefCell<BTreeMap<String, BTreeSet<String>>>,
}

impl<'a> File<'a> {
    /// A file that is no entity's module.
    pub(crate) fn new(model: &'a Model, names: &'a Names) -> Self {
        Self {
            model,
            names,
            home: None,
            structs: false,
            depth: 0,
            imports: RefCell::default(),
        }
    }

    /// The module of an entity.
    pub(crate) fn of_entity(model: &'a Model, names: &'a Names, home: EntityId) -> Self {
        Self {
            home: Some(home),
            depth: 1,
            ..Self::new(model, names)
        }
    }

    /// The table that an entity lives in.
    pub(crate) fn table_of(&self, id: EntityId) -> &'a Table {
        self.model.table_of(id)
    }

    /// The client's table that an entity lives in: `self.table`.
    pub(crate) fn client_of(&self, id: EntityId) -> TokenStream {
        let name = &self.names.tables[self.model.entity(id).table.index()];
        quote!(self.#name)
    }

    /// The module of the structs.
    pub(crate) fn of_structs(model: &'a Model, names: &'a Names) -> Self {
        Self {
            structs: true,
            depth: 1,
            ..Self::new(model, names)
        }
    }

    /// A module of access patterns.
    pub(crate) fn of_patterns(model: &'a Model, names: &'a Names) -> Self {
        Self {
            depth: 2,
            ..Self::new(model, names)
        }
    }

    /// Whether the types are somebody else's, in the module around what is generated.
    pub(crate) fn is_embedded(&self) -> bool {
        self.names.bound.is_some()
    }

    /// The path of the root of what is generated, or of a module in it.
    fn home_path(&self, module: Option<&Ident>) -> String {
        let root = match self.depth {
            _ if !self.is_embedded() => "crate".to_owned(),
            0 => "self".to_owned(),
            depth => vec!["super"; depth].join("::"),
        };
        match module {
            Some(module) => [&root, "::", &module.to_string()].concat(),
            None => root,
        }
    }

    /// A type of the module around what is generated.
    pub(crate) fn theirs(&self, name: &Ident) -> TokenStream {
        let up = match self.place() {
            Some(Place::Here) => return quote!(#name),
            Some(Place::Beside) => self.depth,
            Some(Place::Within) | None => self.depth + 1,
        };
        self.note(&vec!["super"; up].join("::"), &name.to_string());
        quote!(#name)
    }

    /// A struct of the model's types.
    pub(crate) fn structure(&self, of: &Struct) -> TokenStream {
        let Some(name) = self.names.structs.get(&of.name) else {
            return self.runtime("AttributeValue");
        };
        if self.is_embedded() {
            return self.theirs(name);
        }
        if !self.structs {
            let module = self.home_path(Some(&self.names.structs_module));
            self.note(&module, &name.to_string());
        }
        name.to_token_stream()
    }

    /// The enum of fields of structs with these values.
    pub(crate) fn struct_enum(&self, values: &[String]) -> Option<TokenStream> {
        let mut all = self.names.struct_enums.iter();
        let name = &all.find(|one| one.values == values)?.name;
        if self.is_embedded() {
            return Some(self.theirs(name));
        }
        if self.structs {
            return Some(quote!(#name));
        }
        let module = &self.names.structs_module;
        self.note(&self.home_path(Some(module)), "self");
        Some(quote!(#module::#name))
    }

    /// Whether an attribute holds a write shard.
    pub(crate) fn is_shard(&self, of: AttributeRef) -> bool {
        self.model
            .entity(of.entity)
            .shards_of(of.attribute)
            .is_some()
    }

    /// An attribute.
    pub(crate) fn attribute(&self, of: AttributeRef) -> &'a Attribute {
        self.model.attribute(of)
    }

    /// A type or module of the runtime: imported, or spelled out where the crate has that name itself.
    pub(crate) fn runtime(&self, name: &str) -> TokenStream {
        self.import("tablewright", name)
    }

    /// The same from a module of the runtime.
    pub(crate) fn runtime_in(&self, module: &str, name: &str) -> TokenStream {
        self.import(&["tablewright::", module].concat(), name)
    }

    /// A type of the standard library that is not in the prelude.
    pub(crate) fn std(&self, module: &str, name: &str) -> TokenStream {
        self.import(&["std::", module].concat(), name)
    }

    /// A module of the standard library.
    pub(crate) fn std_module(&self, name: &str) -> TokenStream {
        self.import("std", name)
    }

    /// A type that every file knows, unless the crate has one of that name.
    pub(crate) fn prelude(&self, module: &str, name: &str) -> TokenStream {
        if self.names.is_taken(name) {
            return self.path(&["std::", module].concat(), name);
        }
        ident(name).to_token_stream()
    }

    /// The struct of an entity.
    pub(crate) fn entity(&self, id: EntityId) -> TokenStream {
        let names = self.names.entity(id);
        let (kind, module) = (&names.kind, &names.module);
        if self.is_embedded() {
            return self.theirs(kind);
        }
        if self.home != Some(id) {
            self.note(&self.home_path(Some(module)), &kind.to_string());
        }
        quote!(#kind)
    }

    /// Something else in the module of an entity.
    pub(crate) fn within(&self, id: EntityId, name: &Ident) -> TokenStream {
        if self.home == Some(id) {
            return quote!(#name);
        }
        let module = &self.names.entity(id).module;
        self.note(&self.home_path(Some(module)), "self");
        quote!(#module::#name)
    }

    /// Something in the root of the crate.
    pub(crate) fn root(&self, name: &Ident) -> TokenStream {
        self.note(&self.home_path(None), &name.to_string());
        quote!(#name)
    }

    /// Whether the type of an attribute is a struct around the model's own.
    pub(crate) fn is_newtype(&self, of: AttributeRef) -> bool {
        let owner = &self.model.entity(of.entity).name;
        let name = &self.attribute(of).name;
        let mut bound = self.names.bound.iter();
        bound.any(|bound| {
            bound
                .wraps
                .iter()
                .any(|(of, field)| of == owner && field == name)
        })
    }

    /// What fields of a struct get that are not stored.
    pub(crate) fn skipped(&self, owner: &str) -> Vec<TokenStream> {
        let bound = self.names.bound.iter();
        let skipped = bound.flat_map(|bound| &bound.skipped);
        let skipped = skipped.filter(|(of, _)| of == owner);
        skipped
            .map(|(_, name)| quote!(#name: ::std::default::Default::default()))
            .collect()
    }

    /// The type of an attribute that is another than the model's own.
    pub(crate) fn own(&self, of: AttributeRef) -> Option<TokenStream> {
        let owner = &self.model.entity(of.entity).name;
        let bound = self.names.bound.as_ref()?;
        let name = bound.own(owner, &self.attribute(of).name)?;
        // Every file knows the types of whole numbers.
        if whole_bounds(&name.to_string()).is_some() {
            return Some(quote!(#name));
        }
        let name = self.theirs(name);
        let parameters = self.parameters_of(of);
        Some(quote!(#name #parameters))
    }

    /// The parameters of the type of an attribute, where it has some: then nothing outside of an `impl` can name it.
    pub(crate) fn parameters_of(&self, of: AttributeRef) -> Option<&TokenStream> {
        let owner = &self.model.entity(of.entity).name;
        let bound = self.names.bound.as_ref()?;
        bound.parameters_of(owner, &self.attribute(of).name)
    }

    /// The parameters of the structs that the code is for.
    pub(crate) fn parameters(&self) -> Option<&Parameters> {
        let bound = self.names.bound.as_ref()?;
        Some(&bound.parameters)
    }

    /// `impl<T: Clone> Of for Kind<T> where …`, of which `of` is `Of for`; empty for methods of its own.
    pub(crate) fn impl_head(&self, of: &TokenStream, kind: &TokenStream) -> TokenStream {
        let Some(all) = self.parameters() else {
            return quote!(impl #of #kind);
        };
        let (declared, arguments) = (&all.declared, &all.arguments);
        let bounds: Vec<TokenStream> = all.bounds.iter().cloned().chain(self.stored()).collect();
        let clause = (!bounds.is_empty()).then(|| quote!(where #(#bounds,)*));
        quote!(impl #declared #of #kind #arguments #clause)
    }

    /// That what has parameters can be stored, and read.
    fn stored(&self) -> impl Iterator<Item = TokenStream> {
        let bound = self.names.bound.iter();
        let own = bound.flat_map(|bound| bound.parameters.own.iter().map(move |one| (bound, one)));
        own.filter_map(|(bound, (owner, field, parameters))| {
            let name = self.theirs(bound.own(owner, field)?);
            let (to, from) = (self.runtime("ToValue"), self.runtime("FromValue"));
            Some(quote!(#name #parameters: #to + #from))
        })
    }

    /// The enum of an attribute.
    pub(crate) fn enum_of(&self, of: AttributeRef) -> Option<TokenStream> {
        let (home, name) = self.names.enum_of(of)?;
        if self.is_embedded() {
            return Some(self.theirs(name));
        }
        Some(self.within(home, name))
    }

    /// A trait whose methods are called; it needs no name where the crate has that name itself.
    pub(crate) fn bring(&self, name: &str) {
        let unnamed = if self.names.is_taken(name) {
            UNNAMED
        } else {
            ""
        };
        self.note("tablewright", &[name, unnamed].concat());
    }

    /// The `use` lines, sorted as rustfmt sorts them. In somebody else's crate nothing is known of what is in
    /// scope, not even the prelude.
    pub(crate) fn uses(&self) -> TokenStream {
        let lines = self.use_lines();
        if !self.is_embedded() {
            return lines;
        }
        let prelude = match self.place() {
            // Everything would hide a type of the scope that is called like one of the prelude.
            Some(Place::Here) => quote! {
                use ::std::{
                    borrow::ToOwned as _,
                    convert::{From as _, Into as _},
                    option::Option::{self, None, Some},
                    result::Result::{self, Err, Ok},
                    string::String,
                };
            },
            _ => quote!(
                use ::std::prelude::rust_2024::*;
            ),
        };
        quote! {
            #[allow(unused_imports)]
            #prelude
            #lines
        }
    }

    /// Where the code is put, if into somebody else's crate.
    fn place(&self) -> Option<Place> {
        self.names.bound.as_ref().map(|bound| bound.place)
    }

    fn use_lines(&self) -> TokenStream {
        let imports = self.imports.borrow();
        let mut lines: Vec<(String, TokenStream)> = imports
            .iter()
            .map(|(module, names)| {
                let names = names.iter().map(String::as_str).collect();
                use_line(&self.lead(module), module, names)
            })
            .collect();
        lines.sort_by(|a, b| a.0.cmp(&b.0));
        lines.into_iter().map(|(_, line)| line).collect()
    }

    fn import(&self, module: &str, name: &str) -> TokenStream {
        if self.names.is_taken(name) {
            return self.path(module, name);
        }
        self.note(module, name);
        ident(name).to_token_stream()
    }

    /// What stands before the path of a crate: where the names of a module are not known, one of them may
    /// be that of the crate.
    fn lead(&self, module: &str) -> TokenStream {
        let of_crate = module.starts_with("tablewright") || module.starts_with("std");
        match self.is_embedded() && of_crate {
            true => quote!(::),
            false => TokenStream::new(),
        }
    }

    /// `module::name`.
    fn path(&self, module: &str, name: &str) -> TokenStream {
        let lead = self.lead(module);
        let parts = module.split("::").map(segment);
        let name = ident(name);
        quote!(#lead #(#parts::)*#name)
    }

    fn note(&self, module: &str, name: &str) {
        let mut imports = self.imports.borrow_mut();
        imports
            .entry(module.to_owned())
            .or_default()
            .insert(name.to_owned());
    }
}

/// A line, and what it is sorted by.
fn use_line(lead: &TokenStream, module: &str, names: Vec<&str>) -> (String, TokenStream) {
    let parts: Vec<Ident> = module.split("::").map(segment).collect();
    match names.as_slice() {
        ["self"] => {
            let (last, before) = parts.split_last().unzip();
            let before = before.unwrap_or_default();
            (module.to_owned(), quote!(use #lead #(#before::)*#last;))
        }
        [name] => {
            let one = imported(name);
            (
                [module, "::", name].concat(),
                quote!(use #lead #(#parts::)*#one;),
            )
        }
        several => {
            // `self` comes first, as rustfmt has it.
            let mut several = several.to_vec();
            several.sort_by_key(|name| (*name != "self", *name));
            let all = several.iter().map(|name| imported(name));
            (
                [module, "::{"].concat(),
                quote!(use #lead #(#parts::)*{#(#all),*};),
            )
        }
    }
}

/// A name at the end of a `use` line.
fn imported(name: &str) -> TokenStream {
    match name.strip_suffix(UNNAMED) {
        Some(name) => {
            let name = segment(name);
            quote!(#name as _)
        }
        None => segment(name).to_token_stream(),
    }
}

/// A segment of a path; here `self` and `crate` mean themselves.
fn segment(name: &str) -> Ident {
    match name {
        "self" | "super" | "crate" => Ident::new(name, proc_macro2::Span::call_site()),
        _ if name.starts_with("r#") => ident(&plain_text(name)),
        _ => ident(name),
    }
}

fn plain_text(name: &str) -> String {
    plain(&Ident::new_raw(
        name.trim_start_matches("r#"),
        proc_macro2::Span::call_site(),
    ))
}
