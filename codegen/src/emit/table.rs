//! The root of the crate: the client, and the tables it works on.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use tablewright_modeler::model::{
    Capacity, Carries, Class, Index, IndexKind, KeyAttribute, Model, Scalar, Settings, Stream,
    Table, TableId,
};

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
    let items = items(&file);
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

/// The client, and the tables.
pub(crate) fn items(file: &File<'_>) -> Vec<TokenStream> {
    let mut items = vec![client(file)];
    items.extend(table_names(file));
    items.push(methods(file));
    items.extend(specs(file));
    items
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
    let types = of_patterns(names);
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

/// The types that patterns bring along.
pub(crate) fn of_patterns(names: &Names) -> TokenStream {
    match patterns::type_names(names).as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(pub use patterns::#one;),
        several => quote!(pub use patterns::{#(#several),*};),
    }
}

fn client(file: &File<'_>) -> TokenStream {
    let (name, table) = (&file.names.client, file.runtime("Table"));
    let tables: Vec<String> = tables(file).map(|(of, _)| docs::code(&of.name)).collect();
    let many = if tables.len() > 1 { "s" } else { "" };
    let docs = docs::outer(&[
        [
            "The table",
            many,
            " ",
            &docs::listed(&tables),
            ": one method for each access pattern.",
        ]
        .concat(),
        "A clone is cheap, and works on the same client.".to_owned(),
    ]);
    let fields = &file.names.tables;
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct #name { #(#fields: #table),* }
    }
}

/// The tables, and their positions.
fn tables<'a>(file: &File<'a>) -> impl Iterator<Item = (&'a Table, usize)> + use<'a> {
    let model = file.model;
    model.table_ids().map(|id| (model.table(id), id.index()))
}

/// The names of several tables, where they are.
fn table_names(file: &File<'_>) -> Option<TokenStream> {
    let (fields, name) = (&file.names.tables, &file.names.table_names);
    let fields = tables(file).zip(fields).map(|((of, _), field)| {
        let docs = docs::sentence(["That of ", &docs::code(&of.name), "."].concat());
        quote!(#docs pub #field: &'a str)
    });
    (file.model.tables.len() > 1).then(|| {
        quote! {
            /// What the tables are called where they are.
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct #name<'a> { #(#fields),* }
        }
    })
}

fn methods(file: &File<'_>) -> TokenStream {
    let (name, table) = (&file.names.client, file.runtime("Table"));
    let begin = match file.model.tables.len() {
        1 => of_one(file),
        _ => of_several(file),
    };
    let accessors = tables(file).map(|(of, at)| {
        let (method, field) = (&file.names.table_methods[at], &file.names.tables[at]);
        let docs = match file.model.tables.len() {
            1 => docs::sentence("The table.".to_owned()),
            _ => docs::sentence(["The table ", &docs::code(&of.name), "."].concat()),
        };
        quote! {
            #docs
            pub fn #method(&self) -> &#table {
                &self.#field
            }
        }
    });
    let (believing, as_maps) = (believing(file), as_maps(file));
    quote! {
        impl #name {
            #begin
            #believing
            #as_maps
            #(#accessors)*
        }
    }
}

fn of_one(file: &File<'_>) -> TokenStream {
    let keys = file.model.tables[0].key_names();
    let table = file.runtime("Table");
    let (error, result) = (file.runtime("Error"), file.prelude("result", "Result"));
    let client = file.runtime_in("aws_sdk_dynamodb", "Client");
    quote! {
        /// Works on a table that is there.
        pub fn new(client: #client, table_name: &str) -> Self {
            let table = #table::new(client, table_name).keyed_by(&[#(#keys),*]);
            Self { table }
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
    }
}

fn of_several(file: &File<'_>) -> TokenStream {
    let table = file.runtime("Table");
    let (error, result) = (file.runtime("Error"), file.prelude("result", "Result"));
    let client = file.runtime_in("aws_sdk_dynamodb", "Client");
    let (names, fields, specs) = (
        &file.names.table_names,
        &file.names.tables,
        &file.names.table_specs,
    );
    let last = fields.len() - 1;
    let opened = fields.iter().enumerate().map(|(at, field)| {
        let clone = (at < last).then(|| quote!(.clone()));
        let keys = file.model.tables[at].key_names();
        quote!(#field: #table::new(client #clone, names.#field).keyed_by(&[#(#keys),*]))
    });
    quote! {
        /// Works on tables that are there.
        pub fn new(client: #client, names: #names<'_>) -> Self {
            Self { #(#opened),* }
        }
        /// Creates the tables with their indexes, and waits until they can be used.
        ///
        /// # Errors
        ///
        /// Where a table of one of the names is there already, and what the service says no to. Tables that
        /// were created before it are there then.
        pub async fn create_tables(
            client: #client,
            names: #names<'_>,
        ) -> #result<Self, #error> {
            Ok(Self { #(#fields: #specs().create(&client, names.#fields).await?),* })
        }
    }
}

/// Where counts of shards are kept on items, they may be remembered.
fn believing(file: &File<'_>) -> Option<TokenStream> {
    let mut shards = file.model.entities.iter().flat_map(|entity| &entity.shards);
    shards.find(|one| one.is_kept())?;
    let (duration, fields) = (file.std("time", "Duration"), &file.names.tables);
    Some(quote! {
        /// Remembers for so long how many shards there are, which is read for every call otherwise. For so
        /// long after a number was raised, what others write into the new shards is not seen.
        #[must_use]
        pub fn believe_shard_counts(self, age: #duration) -> Self {
            Self { #(#fields: self.#fields.believe_shard_counts(age)),* }
        }
    })
}

/// Items may be read by way of the SDK's outputs.
fn as_maps(file: &File<'_>) -> TokenStream {
    let fields = &file.names.tables;
    quote! {
        /// Reads items from the SDK's outputs, which is slower, and has them in what interceptors of the client
        /// see. Which it is changes no result.
        #[must_use]
        pub fn read_as_maps(self) -> Self {
            Self { #(#fields: self.#fields.read_as_maps()),* }
        }
    }
}

/// How each table is created.
fn specs(file: &File<'_>) -> impl Iterator<Item = TokenStream> {
    file.model.table_ids().map(|id| spec(file, id))
}

fn spec(file: &File<'_>, id: TableId) -> TokenStream {
    let (spec, table) = (file.runtime("TableSpec"), file.model.table(id));
    let partition = key_attribute(file, &table.partition);
    let mut body = quote!(#spec::new(#partition));
    if let Some(sort) = &table.sort {
        let sort = key_attribute(file, sort);
        body.extend(quote!(.sort(#sort)));
    }
    let mut names = names::Scope::default();
    let mut indexes = Vec::new();
    for index in file.model.indexes.iter().filter(|index| index.table == id) {
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
    body.extend(settings(file, &table.settings));
    let name = &file.names.table_specs[id.index()];
    let docs = match file.model.tables.len() {
        1 => "The table as it is created: its keys and its indexes.".to_owned(),
        _ => [
            "The table ",
            &docs::code(&table.name),
            " as it is created: its keys and its indexes.",
        ]
        .concat(),
    };
    let docs = docs::sentence(docs);
    quote! {
        #docs
        pub fn #name() -> #spec { #(#indexes)* #body }
    }
}

/// What a table is set to, where that is not what it is anyway.
fn settings(file: &File<'_>, settings: &Settings) -> TokenStream {
    let mut all = TokenStream::new();
    if let Capacity::Provisioned { read, write, .. } = settings.capacity {
        let capacity = file.runtime_in("table", "Capacity");
        let [read, write] = [read, write].map(|units| Literal::u64_unsuffixed(units.0));
        all.extend(quote!(.capacity(#capacity::Provisioned { read: #read, write: #write })));
    }
    if settings.class == Class::InfrequentAccess {
        let class = file.runtime_in("table", "TableClass");
        all.extend(quote!(.class(#class::InfrequentAccess)));
    }
    if settings.point_in_time {
        all.extend(quote!(.recovery()));
    }
    all
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
