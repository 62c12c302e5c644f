//! The root of the crate: the client, and the table it works on.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{Carries, Index, IndexKind, KeyAttribute, Model, Scalar, Stream};

use super::patterns;
use crate::{
    docs,
    file::File,
    names::{self, Names},
    print::RustFile,
};

/// `src/lib.rs`.
pub(crate) fn emit(model: &Model, names: &Names) -> RustFile {
    let file = File::new(model, names);
    let items = vec![client(&file), methods(&file), spec(&file)];
    RustFile {
        docs: docs::lines(&crate_docs(model)),
        attributes: vec![
            quote!(#![warn(missing_docs)]),
            quote!(#![forbid(unsafe_code)]),
        ],
        head: vec![modules(names), exports(names), file.uses()],
        items,
    }
}

fn crate_docs(model: &Model) -> Vec<String> {
    let about = model.about.as_deref().map_or_else(
        || ["The table ", &docs::code(&model.name), "."].concat(),
        docs::free,
    );
    vec![
        about,
        "One method for each access pattern; nothing is sent before it is awaited.".to_owned(),
    ]
}

/// The modules, in the order of their names.
fn modules(names: &Names) -> TokenStream {
    let patterns = (names::ident("patterns"), TokenStream::new());
    let entities = names
        .entities
        .iter()
        .map(|entity| (entity.module.clone(), quote!(pub)));
    let structs = (!names.structs.is_empty()).then(|| (names.structs_module.clone(), quote!(pub)));
    let mut all: Vec<_> = entities.chain([patterns]).chain(structs).collect();
    all.sort_by_key(|(module, _)| names::plain(module));
    all.into_iter()
        .map(|(module, public)| quote!(#public mod #module;))
        .collect()
}

/// The types of all modules, in the root.
fn exports(names: &Names) -> TokenStream {
    let mut entities: Vec<_> = names.entities.iter().collect();
    entities.sort_by_key(|entity| names::plain(&entity.module));
    let entities = entities.into_iter().map(|entity| {
        let (module, kind) = (&entity.module, &entity.kind);
        quote!(pub use #module::#kind;)
    });
    let types = patterns::type_names(names);
    let types = match types.as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(pub use patterns::#one;),
        several => quote!(pub use patterns::{#(#several),*};),
    };
    let entities: TokenStream = entities.collect();
    let module = &names.structs_module;
    let structs: Vec<_> = names.structs.values().collect();
    let structs = match structs.as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(pub use #module::#one;),
        several => quote!(pub use #module::{#(#several),*};),
    };
    quote!(#entities #types #structs)
}

fn client(file: &File<'_>) -> TokenStream {
    let (name, table) = (&file.names.client, file.runtime("Table"));
    let docs = docs::outer(&[
        [
            "The table ",
            &docs::code(&file.table().name),
            ": one method for each access pattern.",
        ]
        .concat(),
        "A clone is cheap, and works on the same client.".to_owned(),
    ]);
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct #name { table: #table }
    }
}

fn methods(file: &File<'_>) -> TokenStream {
    let (name, table) = (&file.names.client, file.runtime("Table"));
    let (error, result) = (file.runtime("Error"), file.prelude("result", "Result"));
    let client = file.runtime_in("aws_sdk_dynamodb", "Client");
    quote! {
        impl #name {
            /// Works on a table that is there.
            pub fn new(client: #client, table_name: &str) -> Self {
                Self { table: #table::new(client, table_name) }
            }
            /// Creates the table with its indexes, and waits until it can be used.
            ///
            /// # Errors
            ///
            /// Where a table of that name is there already, and what the service says no to.
            pub async fn create_table(
                client: #client,
                table_name: &str,
            ) -> #result<Self, #error> {
                let table = table_spec().create(&client, table_name).await?;
                Ok(Self { table })
            }
            /// The table.
            pub fn table(&self) -> &#table {
                &self.table
            }
        }
    }
}

fn spec(file: &File<'_>) -> TokenStream {
    let (spec, table) = (file.runtime("TableSpec"), file.table());
    let partition = key_attribute(file, &table.partition);
    let mut body = quote!(#spec::new(#partition));
    if let Some(sort) = &table.sort {
        let sort = key_attribute(file, sort);
        body.extend(quote!(.sort(#sort)));
    }
    let mut names = names::Scope::default();
    let mut indexes = Vec::new();
    for index in &file.model.indexes {
        let (name, made, project) = (
            names.snake(&index.name),
            self::index(file, index),
            projection(file, index),
        );
        indexes.push(quote!(let #name = #made;));
        body.extend(quote!(.index(#name #project)));
    }
    if let Some(stream) = table.stream {
        let view = file.runtime_in("table", "StreamView");
        let view = match stream {
            Stream::KeysOnly => quote!(#view::Keys),
            Stream::NewImage => quote!(#view::New),
            Stream::OldImage => quote!(#view::Old),
            Stream::NewAndOldImages => quote!(#view::NewAndOld),
        };
        body.extend(quote!(.stream(#view)));
    }
    if let Some(ttl) = &table.ttl {
        body.extend(quote!(.ttl(#ttl)));
    }
    quote! {
        /// The table as it is created: its keys and its indexes.
        pub fn table_spec() -> #spec { #(#indexes)* #body }
    }
}

fn index(file: &File<'_>, index: &Index) -> TokenStream {
    let (kind, name) = (file.runtime_in("table", "IndexSpec"), &index.name);
    let keys = |all: &[KeyAttribute]| {
        let all = all.iter().map(|one| key_attribute(file, one));
        quote!([#(#all),*])
    };
    match index.kind {
        IndexKind::Global => {
            let (partition, sort) = (keys(&index.partition), keys(&index.sort));
            quote!(#kind::global(#name, #partition, #sort))
        }
        IndexKind::Local => {
            let sort = index.sort.first().map(|sort| key_attribute(file, sort));
            quote!(#kind::local(#name, #sort))
        }
    }
}

/// What an index carries, where that is not everything.
fn projection(file: &File<'_>, index: &Index) -> Option<TokenStream> {
    let projection = match &index.carries {
        Carries::All => return None,
        Carries::Keys | Carries::Attributes(_) => file.runtime_in("table", "Projection"),
    };
    Some(match &index.carries {
        Carries::Attributes(names) => {
            let vec = file.prelude("vec", "Vec");
            quote!(.project(#projection::Include(#vec::from([#(#names.to_owned()),*]))))
        }
        Carries::All | Carries::Keys => quote!(.project(#projection::Keys)),
    })
}

fn key_attribute(file: &File<'_>, key: &KeyAttribute) -> TokenStream {
    let (kind, name) = (file.runtime_in("table", "KeyAttribute"), &key.name);
    match key.scalar {
        Scalar::S => quote!(#kind::text(#name)),
        Scalar::N => quote!(#kind::number(#name)),
        Scalar::B => quote!(#kind::binary(#name)),
    }
}
