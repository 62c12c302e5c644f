//! The names of one crate, all decided before anything is emitted.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;
use tablewright_modeler::model::{
    Attribute, AttributeId, AttributeRef, Entity, EntityId, Model, Parameter, PatternId,
};

use super::{
    Scope, Variants, kebab,
    patterns::{FileNames, PatternNames, pattern_names},
    structs::{StructEnum, struct_enums},
    values, variants,
};
use crate::bound::Bound;

/// Functions of the runtime that are called by their name alone, so that an argument of that name hides them.
const FUNCTIONS: &[&str] = &["path", "size"];

/// Modules that the generated crate has anyway, and crates that its paths start from.
const MODULES: &[&str] = &[
    "alloc",
    "core",
    "lib",
    "main",
    "patterns",
    "std",
    "tablewright",
];

/// Methods of the client that no pattern may have.
const METHODS: &[&str] = &[
    "new",
    "create_table",
    "create_tables",
    "believe_shard_counts",
    "read_as_maps",
    "table",
];

/// Associated functions and methods of every entity.
const ENTITY_METHODS: &[&str] = &[
    "clone",
    "default",
    "eq",
    "fmt",
    "from_item",
    "ne",
    "to_item",
];

/// The names of a crate.
#[derive(Debug)]
pub(crate) struct Names {
    /// The package.
    pub(crate) package: String,
    /// The client type.
    pub(crate) client: Ident,
    /// The client's fields, one for each table. Indexed by `TableId`.
    pub(crate) tables: Vec<Ident>,
    /// The methods that give them. Indexed by `TableId`.
    pub(crate) table_methods: Vec<Ident>,
    /// The functions that say how they are created. Indexed by `TableId`.
    pub(crate) table_specs: Vec<Ident>,
    /// The type of the names of several tables.
    pub(crate) table_names: Ident,
    /// Indexed by [`EntityId`].
    pub(crate) entities: Vec<EntityNames>,
    /// Indexed by [`PatternId`].
    pub(crate) patterns: Vec<PatternNames>,
    /// The module of the structs of the model's types.
    pub(crate) structs_module: Ident,
    /// The structs, by their names in the model.
    pub(crate) structs: BTreeMap<String, Ident>,
    /// The enums of their fields.
    pub(crate) struct_enums: Vec<StructEnum>,
    /// The enum that each attribute with one shares, and the module where it is.
    enums: BTreeMap<AttributeRef, (EntityId, Ident)>,
    /// All types and modules of the crate.
    taken: BTreeSet<String>,
    /// The module that the types are taken from, if any.
    pub(crate) bound: Option<Bound>,
}

/// The names of an entity.
#[derive(Debug)]
pub(crate) struct EntityNames {
    /// Its module.
    pub(crate) module: Ident,
    /// Its struct.
    pub(crate) kind: Ident,
    /// Its fields, or methods for what is derived. Indexed by [`AttributeId`].
    pub(crate) fields: Vec<Ident>,
    /// The handles of its attributes in conditions. Indexed by [`AttributeId`].
    pub(crate) handles: Vec<Ident>,
    /// The regular expressions that values match. Indexed by [`AttributeId`].
    pub(crate) patterns: Vec<Ident>,
    /// The functions that check a value. Indexed by [`AttributeId`].
    pub(crate) checks: Vec<Ident>,
    /// The functions that check what a list, map or set holds. Indexed by [`AttributeId`].
    pub(crate) element_checks: Vec<Ident>,
    /// The functions that make what is derived. Indexed by [`AttributeId`].
    pub(crate) makers: Vec<Ident>,
    /// The arguments of its key functions. Indexed by [`AttributeId`].
    pub(crate) arguments: Vec<Ident>,
    /// The builders of its entries. Indexed by `IndexId`.
    pub(crate) entry_keys: Vec<Ident>,
    /// The builder of its primary key.
    pub(crate) key: Ident,
    /// The builders of the keys of its markers, by unique constraint.
    pub(crate) marker_keys: Vec<Ident>,
    /// The makers of its markers, by unique constraint.
    pub(crate) markers: Vec<Ident>,
    /// The reader of the owner of a marker.
    pub(crate) owner: Ident,
    /// The function that tells by its key whether an item is one.
    pub(crate) resembles: Ident,
    /// The constants of its shards, by their position among them.
    pub(crate) shards: Vec<Ident>,
    /// Variables of its shards, where their count is read.
    pub(crate) shard_variables: Vec<Ident>,
}

impl Names {
    /// Decides all names.
    pub(crate) fn of(model: &Model, package: Option<&str>, bound: Option<&Bound>) -> Self {
        let theirs = || bound.iter().flat_map(|bound| &bound.taken);
        let mut modules = Scope::with(MODULES.iter().copied().chain(theirs().map(String::as_str)));
        let mut types = Scope::with(theirs().map(String::as_str));
        let entities: Vec<EntityNames> = model
            .entities
            .iter()
            .map(|e| match bound {
                Some(_) => bound_names(entity_names(model, e, &mut modules, &mut types), e),
                None => entity_names(model, e, &mut modules, &mut types),
            })
            .collect();
        let structs_module = modules.first_snake(&["types", "documents"]);
        let structs: BTreeMap<String, Ident> = super::structs(model)
            .iter()
            .map(|one| match bound {
                Some(_) => (one.name.clone(), super::ident(&one.name)),
                None => (one.name.clone(), types.camel(&one.name)),
            })
            .collect();
        let struct_enums = struct_enums(model, structs.values(), bound);
        let client = types.first_camel(&[&model.name, &[&model.name, "_table"].concat()]);
        let enums = enums(model, &entities, bound);
        let mut methods = Scope::with(METHODS.iter().copied());
        let table_names = types.first_camel(&["table_names", &[&model.name, "_names"].concat()]);
        let [tables, table_methods, table_specs] = tables(model, &mut methods);
        let mut files = FileNames::new(model);
        let patterns = model
            .pattern_ids()
            .map(|id| pattern_names(model, id, &mut methods, &mut types, &mut files))
            .collect();
        let package = package.map_or_else(|| kebab(&model.name), str::to_owned);
        let mut names = Self {
            package,
            client,
            tables,
            table_methods,
            table_specs,
            table_names,
            entities,
            patterns,
            structs_module,
            structs,
            struct_enums,
            enums,
            taken: BTreeSet::new(),
            bound: bound.cloned(),
        };
        names.taken = names.all();
        names
    }

    /// Whether the crate has a type or a module of this name, or an argument that would hide a function.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    fn all(&self) -> BTreeSet<String> {
        let entities = self.entities.iter().flat_map(|e| [&e.module, &e.kind]);
        let patterns = self
            .patterns
            .iter()
            .filter(|p| p.own)
            .flat_map(|p| [&p.kind, &p.grouped]);
        let parts = self.patterns.iter().flat_map(|p| &p.parts);
        let enums = self.enums.values().map(|(_, name)| name);
        let records = self.patterns.iter().flat_map(|p| &p.steps);
        let records = records.filter_map(|step| step.record.as_ref());
        let structs = self.structs.values();
        let structs = structs.chain(self.struct_enums.iter().map(|one| &one.name));
        let all = entities
            .chain(patterns)
            .chain(parts)
            .chain(enums)
            .chain(records)
            .chain(structs)
            .chain([&self.client, &self.structs_module, &self.table_names]);
        let arguments = self.entities.iter().flat_map(|e| &e.arguments);
        let arguments = arguments.chain(self.patterns.iter().flat_map(|p| &p.arguments));
        let hiding = arguments.filter(|name| FUNCTIONS.iter().any(|one| *name == one));
        all.chain(hiding).map(super::plain).collect()
    }

    /// The names of an entity.
    pub(crate) fn entity(&self, id: EntityId) -> &EntityNames {
        &self.entities[id.index()]
    }

    /// The names of a pattern.
    pub(crate) fn pattern(&self, id: PatternId) -> &PatternNames {
        &self.patterns[id.index()]
    }

    /// The field of an attribute.
    pub(crate) fn field(&self, of: AttributeRef) -> &Ident {
        &self.entity(of.entity).fields[of.attribute.index()]
    }

    /// The enum of an attribute: the entity in whose module it is, and its name.
    pub(crate) fn enum_of(&self, of: AttributeRef) -> Option<(EntityId, &Ident)> {
        self.enums.get(&of).map(|(entity, name)| (*entity, name))
    }

    /// The enum of a parameter that is no attribute's value: the one that has its values.
    pub(crate) fn enum_like(&self, model: &Model, parameter: &Parameter) -> Option<AttributeRef> {
        let wanted = values(&parameter.kind)?;
        self.enums
            .keys()
            .copied()
            .find(|of| values(&model.attribute(*of).kind) == Some(wanted))
    }

    /// The variants of the enum of an attribute that has some values.
    pub(crate) fn variants(&self, model: &Model, of: AttributeRef, values: &[String]) -> Variants {
        let theirs = self.bound.as_ref().and_then(|bound| {
            bound.enum_of(&model.entity(of.entity).name, &model.attribute(of).name)
        });
        match theirs {
            Some(theirs) if !theirs.variants.is_empty() => Variants::of(theirs, values),
            // They are called as they would be here.
            Some(_) | None => variants(values),
        }
    }

    /// The attributes of an entity whose enums are declared in its module.
    pub(crate) fn own_enums(&self, id: EntityId) -> impl Iterator<Item = (AttributeRef, &Ident)> {
        let mut seen: Vec<&Ident> = Vec::new();
        let own = self
            .enums
            .iter()
            .filter(move |(of, (home, _))| *home == id && of.entity == id);
        own.filter_map(move |(of, (_, name))| {
            let first = !seen.contains(&name);
            seen.push(name);
            first.then_some((*of, name))
        })
    }
}

/// The fields, the methods and the specifications of the tables.
fn tables(model: &Model, methods: &mut Scope) -> [Vec<Ident>; 3] {
    if model.tables.len() == 1 {
        return ["table", "table", "table_spec"].map(|name| vec![super::ident(name)]);
    }
    let mut fields = Scope::with(["self"]);
    let mut functions = Scope::default();
    let names = || model.tables.iter().map(|table| &table.name);
    [
        names().map(|name| fields.snake(name)).collect(),
        names()
            .map(|name| methods.snake(&[name, "_table"].concat()))
            .collect(),
        names()
            .map(|name| functions.snake(&[name, "_spec"].concat()))
            .collect(),
    ]
}

fn entity_names(
    model: &Model,
    entity: &Entity,
    modules: &mut Scope,
    types: &mut Scope,
) -> EntityNames {
    let all = || {
        entity
            .attributes
            .iter()
            .map(|attribute| attribute.name.as_str())
    };
    let mut fields = Scope::with(ENTITY_METHODS.iter().copied());
    let mut handles = Scope::default();
    let mut arguments = Scope::with([]);
    let mut functions = Scope::with([]);
    let key = functions.snake("key");
    let indexes = model.indexes.iter();
    let entry_keys = indexes
        .map(|i| functions.snake(&[&i.name, "_key"].concat()))
        .collect();
    let shards = || {
        let attributes = entity.shards.iter().map(|one| one.attribute.index());
        attributes.map(|at| [&entity.attributes[at].name, "s"].concat())
    };
    let unique = || entity.unique.iter();
    let marker_keys = unique()
        .map(|one| functions.snake(&[&one.name, "_marker_key"].concat()))
        .collect();
    let markers = unique()
        .map(|one| functions.snake(&[&one.name, "_marker"].concat()))
        .collect();
    EntityNames {
        entry_keys,
        marker_keys,
        markers,
        owner: functions.snake("owner"),
        resembles: functions.snake("resembles"),

        module: modules.snake(&entity.name),
        kind: types.camel(&entity.name),
        fields: all().map(|name| fields.snake(name)).collect(),
        handles: all().map(|name| handles.constant(name)).collect(),
        arguments: all().map(|name| arguments.snake(name)).collect(),
        patterns: all()
            .map(|name| handles.constant(&[name, "_form"].concat()))
            .collect(),
        checks: all()
            .map(|name| functions.snake(&["valid_", name].concat()))
            .collect(),
        element_checks: all()
            .map(|name| functions.snake(&["valid_", name, "_element"].concat()))
            .collect(),
        makers: all()
            .map(|name| functions.snake(&["derive_", name].concat()))
            .collect(),
        shards: shards().map(|name| handles.constant(&name)).collect(),
        shard_variables: shards().map(|name| arguments.snake(&name)).collect(),
        key,
    }
}

/// The same with the names of a module that has the struct already.
fn bound_names(names: EntityNames, entity: &Entity) -> EntityNames {
    let attributes = entity.attributes.iter().zip(names.fields);
    let shards: Vec<usize> = entity
        .shards
        .iter()
        .map(|one| one.attribute.index())
        .collect();
    let fields = attributes.enumerate().map(|(at, (attribute, made))| {
        let own = attribute.derived.is_none() && !shards.contains(&at);
        if own {
            super::ident(&attribute.name)
        } else {
            made
        }
    });
    EntityNames {
        fields: fields.collect(),
        kind: super::ident(&entity.name),
        ..names
    }
}

/// One enum for all attributes that are the same identifier and have the same values; it is declared
/// where the first of them stands.
fn enums(
    model: &Model,
    entities: &[EntityNames],
    bound: Option<&Bound>,
) -> BTreeMap<AttributeRef, (EntityId, Ident)> {
    let mut by_class: BTreeMap<(u32, &[String]), (EntityId, Ident)> = BTreeMap::new();
    let mut enums = BTreeMap::new();
    for id in model.entity_ids() {
        let entity = model.entity(id);
        let mut scope = Scope::with([super::plain(&entities[id.index()].kind).as_str()]);
        for (at, attribute) in entity.attributes.iter().enumerate() {
            let Some(values) = values(&attribute.kind) else {
                continue;
            };
            let of = AttributeRef {
                entity: id,
                attribute: AttributeId::new(at),
            };
            if let Some(bound) = bound {
                let theirs = bound.enum_of(&entity.name, &attribute.name);
                enums.extend(theirs.map(|one| (of, (id, one.name.clone()))));
                continue;
            }
            let shared = by_class
                .entry((attribute.class, values))
                .or_insert_with(|| (id, enum_name(entity, attribute, &mut scope)));
            enums.insert(of, shared.clone());
        }
    }
    enums
}

fn enum_name(entity: &Entity, attribute: &Attribute, scope: &mut Scope) -> Ident {
    let long = [entity.name.as_str(), "_", attribute.name.as_str()].concat();
    scope.first_camel(&[&attribute.name, &long])
}
