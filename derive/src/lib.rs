//! The macros of Tablewright: a model that is written in Rust, checked while it is compiled.
//!
//! A shell: the front end, the checks and the code are those of `model-lint`. What it adds is the way from
//! findings to errors and warnings of the compiler.

mod alone;
mod bound;
mod marks;
mod of_model;
mod parameters;
mod say;
mod stub;
mod table;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Makes a module a model: its structs that derive `Entity` are the entities of a table, its functions
/// without a body the access patterns.
///
/// The module keeps its items and gets a client with one method for each access pattern, called like the
/// module. A pattern that no key serves, keys that can meet, a key that runs hot: each is an error or a warning at
/// its place, with the text that `model-lint` prints.
///
/// ```
/// /// Posts and who wrote them.
/// #[tablewright::table(partition = PK, sort = SK, tag = type)]
/// #[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
/// pub mod blog {
///     use tablewright::{Entity, Value, ulid::Ulid};
///
///     #[derive(Value, Debug, Clone, PartialEq)]
///     pub enum Status {
///         Draft,
///         Published,
///     }
///
///     #[derive(Entity, Debug, Clone, PartialEq)]
///     #[key(partition = "AUTHOR#{author}", sort = "POST#{post_id}")]
///     #[index(GSI1, when = "status = 'draft'", partition = "DRAFTS#{author}", sort = "{post_id}")]
///     pub struct Post {
///         #[entity(matches = "[a-z0-9_]{1,30}")]
///         pub author: String,
///         pub post_id: Ulid,
///         pub status: Status,
///         pub title: Option<String>,
///     }
///
///     #[put(Post, set(status = "draft"), if = absent)]
///     fn write_post();
///
///     #[read(Post, given(author), order(post_id = descending), limit = 20)]
///     fn posts_of_author();
///
///     #[read(Post, given(author, status = "draft"), order(post_id = descending))]
///     fn drafts();
///
///     #[update(Post, given(author, post_id), set(status = "published"), if = "status = 'draft'")]
///     fn publish();
/// }
///
/// use blog::{Blog, Post};
///
/// async fn newest(blog: &Blog) -> Result<Vec<Post>, tablewright::Error> {
///     Ok(blog.posts_of_author("ada").page().await?.items)
/// }
/// ```
#[proc_macro_attribute]
pub fn table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    table::expand(arguments.into(), item.into()).into()
}

/// A struct that is an entity.
///
/// Inside of a module with `#[table]` it is a part of the model. Alone it gets its key, and the way to an item and
/// back: a module beside it, called like the struct, has its keys and the handles of its attributes. The table has
/// the keys `PK` and `SK`, the tag `type`, and an index `GSI1` the keys `GSI1PK` and `GSI1SK`;
/// `#[entity(table(…))]` says otherwise.
///
/// ```
/// use tablewright::{Entity, ulid::Ulid};
///
/// #[derive(Entity, Debug, PartialEq)]
/// #[key(partition = "TOY#{toy_id}", sort = TOY)]
/// #[index(GSI1, partition = "MAKER#{maker}", sort = "{toy_id}")]
/// struct Toy {
///     toy_id: Ulid,
///     #[entity(case = lower, max_size = 40 B)]
///     maker: String,
///     price: Option<i64>,
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let toy = Toy { toy_id: Ulid::from_parts(1, 2), maker: "Lego".into(), price: None };
/// let item = toy.to_item()?;
/// assert_eq!(item["GSI1PK"].as_s().map(String::as_str), Ok("MAKER#lego"));
/// assert_eq!(Toy::expect_item((&item).into())?.toy_id, toy.toy_id);
/// let _key: tablewright::Key = toy::key(toy.toy_id);
/// # Ok(())
/// # }
/// ```
///
/// With `#[entity(model = "models/shop.yaml")]` the struct is the entity of that name of a model in YAML; the path
/// starts at the folder of the crate. Keys and facts are the model's, and every field is compared with it.
#[proc_macro_derive(Entity, attributes(entity, key, index))]
pub fn entity(item: TokenStream) -> TokenStream {
    alone::entity(item.into()).into()
}

/// An enum of texts, or a struct, that attributes may be made of.
///
/// A variant is stored in `snake_case`, or as `#[entity(name = "…")]` says. A variant that holds a `String` keeps what
/// is not listed; without one, such a value is an error.
///
/// ```
/// use tablewright::{FromValue, ToValue, Value};
///
/// #[derive(Value, Debug, PartialEq)]
/// enum Status {
///     Draft,
///     #[entity(name = "live")]
///     Published,
///     Other(String),
/// }
///
/// #[derive(Value, Debug, PartialEq)]
/// struct Address {
///     #[entity(max_size = 120 B)]
///     city: String,
///     #[entity(matches = "[A-Z]{2}")]
///     country: String,
/// }
///
/// let stored = Status::Published.to_value().expect("it can be stored");
/// assert_eq!(stored.as_s().map(String::as_str), Ok("live"));
/// let nowhere = Address { city: "Bern".into(), country: "Switzerland".into() };
/// assert!(nowhere.to_value().is_err());
/// ```
#[proc_macro_derive(Value, attributes(entity))]
pub fn value(item: TokenStream) -> TokenStream {
    alone::value(item.into()).into()
}
