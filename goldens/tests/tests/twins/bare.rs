//! A module that knows no prelude, and whose names are those that generated code uses itself.

#![no_implicit_prelude]
#![allow(dead_code)]

/// Things with names that are taken elsewhere.
#[::tablewright::table(partition = PK, sort = SK)]
mod store {
    use ::std::{clone::Clone, cmp::PartialEq, fmt::Debug, option, string};
    use ::tablewright::{Entity, Value};

    type Result = u8;
    type Vec = u8;

    #[derive(Value, Debug, Clone, PartialEq)]
    pub(super) enum Option {
        Some,
        None,
        Other(string::String),
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "KEY#{key}", sort = "SIZE#{size:03}")]
    pub(super) struct Table {
        pub(super) key: string::String,
        #[entity(min = 0, max = 999)]
        pub(super) size: i64,
        pub(super) item: option::Option<Item>,
        pub(super) option: Option,
    }

    #[derive(Value, Debug, Clone, PartialEq)]
    pub(super) struct Item {
        pub(super) query: string::String,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "KEY#{key}", sort = ERROR)]
    pub(super) struct Error {
        #[entity(same_as = Table.key)]
        pub(super) key: string::String,
    }

    #[put(Table, if = absent)]
    fn put();

    #[put(Error)]
    fn put_error();

    #[read(Table, Error, given(key), order(size = descending))]
    fn query();

    #[update(Table, given(key, size), set(option = "none", item))]
    fn update();
}

#[::std::prelude::v1::test]
fn a_module_without_a_prelude_compiles() {
    use ::tablewright::Entity as _;
    let error = store::Error {
        key: ::std::convert::From::from("a"),
    };
    let item = error.to_item();
    ::std::assert!(item.is_ok());
}
