//! The module of the structs of a model's types: documents whose parts are known.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::model::{self, Model, Struct};

use super::{
    checks::{self, Bounds, Looked},
    decode, defaults, enums,
    made::Made,
    shape::{self, Field},
    values,
};
use crate::{
    docs,
    file::File,
    names::{self, Names, plain},
    print::RustFile,
};

/// The file of the structs, and its path; none where the model has none.
pub(crate) fn emit(model: &Model, names: &Names) -> Option<(String, RustFile)> {
    let all = names::structs(model);
    if all.is_empty() {
        return None;
    }
    let file = File::of_structs(model, names);
    let structs = all.iter().flat_map(|one| structure(&file, one));
    let own = names.struct_enums.iter().filter(|_| !file.is_embedded());
    let enums = own.flat_map(|one| {
        let (of, values, name) = (&one.field, &one.values, &one.name);
        enums::of_values(&file, of, values, name)
    });
    let items = structs.chain(enums).collect();
    let path = ["src/", &plain(&names.structs_module), ".rs"].concat();
    let file = RustFile {
        docs: docs::lines(&["Documents that are stored inside of attributes.".to_owned()]),
        attributes: Vec::new(),
        head: vec![file.uses()],
        items,
    };
    Some((path, file))
}

/// One struct: its shape, how it is stored, and how it is read.
fn structure(file: &File<'_>, of: &Struct) -> Vec<TokenStream> {
    let Some(name) = file.names.structs.get(&of.name) else {
        return Vec::new();
    };
    let mut scope = names::Scope::default();
    let members: Vec<Member<'_>> = of
        .fields
        .iter()
        .map(|field| Member {
            name: match file.is_embedded() {
                true => names::ident(&field.name),
                false => scope.snake(&field.name),
            },
            form: form(of, field),
            field,
        })
        .collect();
    let mut items = Vec::new();
    if !file.is_embedded() {
        let fields: Vec<Field> = members.iter().map(|member| member.shape(file)).collect();
        let docs = docs::sentence([&docs::one(&of.name), "."].concat());
        items.extend(shape::structure(file, name, &docs, &fields));
    }
    file.structure(of);
    items.push(stored(file, name, &members));
    items.push(read(file, name, of, &members));
    items.extend(members.iter().flat_map(|member| member.patterns(file)));
    items
}

/// A field, and its names in Rust.
struct Member<'a> {
    name: Ident,
    /// The regular expression that its values match.
    form: Ident,
    field: &'a model::Field,
}

fn form(of: &Struct, field: &model::Field) -> Ident {
    names::Scope::default().constant(&[&of.name, "_", &field.name, "_form"].concat())
}

impl Member<'_> {
    fn shape(&self, file: &File<'_>) -> Field {
        let mut kind = values::owned(file, &self.field.kind, None);
        if self.may_be_absent() {
            let option = file.prelude("option", "Option");
            kind = quote!(#option<#kind>);
        }
        Field {
            name: self.name.clone(),
            kind,
            docs: docs::sentence(docs::about_field(self.field)),
            sensitive: self.field.facts.sensitive,
        }
    }

    fn may_be_absent(&self) -> bool {
        self.field.facts.optional && self.field.facts.default.is_none()
    }

    fn patterns(&self, file: &File<'_>) -> Vec<TokenStream> {
        checks::patterns(file, &self.field.kind, &self.field.facts, &self.form)
    }

    /// What is checked before the field is stored.
    fn checks(&self, file: &File<'_>) -> TokenStream {
        let (kind, said) = (&self.field.kind, &self.field.name);
        let bounds = Bounds::new(&self.field.facts);
        if !bounds.ask(kind) {
            return TokenStream::new();
        }
        let name = &self.name;
        let steps = |value: TokenStream, lent: TokenStream| {
            let looked = Looked { value, lent };
            let all = checks::steps(file, kind, said, &bounds, &looked, &self.form);
            quote!(#(#all)*)
        };
        match (self.may_be_absent(), values::is_copy(kind)) {
            (false, _) => steps(quote!(self.#name), quote!(&self.#name)),
            (true, true) => {
                let steps = steps(quote!(#name), quote!(#name));
                quote!(if let Some(#name) = self.#name { #steps })
            }
            (true, false) => {
                let steps = steps(quote!(#name), quote!(#name));
                quote!(if let Some(#name) = &self.#name { #steps })
            }
        }
    }

    fn put(&self, file: &File<'_>) -> TokenStream {
        let (name, physical, kind) = (&self.name, &self.field.physical, &self.field.kind);
        let copied = values::is_copy(kind);
        if self.may_be_absent() {
            let value = match values::wrapper(file, kind) {
                Some(wrapper) => quote!(self.#name.map(#wrapper)),
                None if copied => quote!(self.#name),
                None => quote!(self.#name.as_ref()),
            };
            return quote!(out.put_optional(#physical, #value)?;);
        }
        let value = if copied {
            quote!(self.#name)
        } else {
            quote!(&self.#name)
        };
        let value = values::stored(file, Made::Plain(value), kind).either();
        quote!(out.put(#physical, #value)?;)
    }

    fn get(&self, file: &File<'_>) -> TokenStream {
        let (name, physical, kind) = (&self.name, &self.field.physical, &self.field.kind);
        let value = match &self.field.facts.default {
            Some(default) => defaults::or_stored(file, physical, kind, default),
            None => decode::value(file, kind, physical, self.may_be_absent()),
        };
        quote!(#name: #value)
    }
}

fn stored(file: &File<'_>, name: &Ident, members: &[Member<'_>]) -> TokenStream {
    let (to, writer) = (file.runtime("ToValue"), file.runtime("Writer"));
    let (value, invalid) = (file.runtime("AttributeValue"), file.runtime("Invalid"));
    let result = file.prelude("result", "Result");
    let checks = members.iter().map(|member| member.checks(file));
    let puts = members.iter().map(|member| member.put(file));
    quote! {
        impl #to for #name {
            fn to_value(&self) -> #result<#value, #invalid> {
                #(#checks)*
                let mut out = #writer::new();
                #(#puts)*
                Ok(out.into_value())
            }
        }
    }
}

fn read(file: &File<'_>, name: &Ident, of: &Struct, members: &[Member<'_>]) -> TokenStream {
    let (from, fields) = (file.runtime("FromValue"), file.runtime("Fields"));
    let (value, mismatch) = (file.runtime("ValueRef"), file.runtime("Mismatch"));
    let (result, said) = (file.prelude("result", "Result"), &of.name);
    let gets = members.iter().map(|member| member.get(file));
    let gets = gets.chain(file.skipped(&of.name));
    quote! {
        impl #from for #name {
            fn from_value(value: #value<'_>) -> #result<Self, #mismatch> {
                let fields = #fields::of(#said, value)?;
                Ok(Self { #(#gets),* })
            }
        }
    }
}
