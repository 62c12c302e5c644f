//! Structs with parameters, and texts behind pointers.

use std::{borrow::Cow, fmt::Debug, sync::Arc};

use tablewright::{
    AttributeValue, Entity, FromValue, Invalid, Item, Json, Mismatch, ToValue, ValueRef, ulid::Ulid,
};

use tablewright_local::engines;

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

/// What an event may carry.
trait Payload: Debug + Clone + PartialEq {}

impl Payload for String {}
impl Payload for i64 {}

#[derive(Entity, Debug, Clone, PartialEq)]
#[key(partition = "STREAM#{stream}", sort = "EVENT#{event:08}")]
#[index(GSI1, partition = "KIND#{kind}", sort = "{event_id}")]
struct Event<T: Payload, M>
where
    M: Clone,
{
    stream: Ulid,
    #[entity(min = 0, max = 99_999_999)]
    event: i64,
    event_id: Ulid,
    #[entity(matches = "[a-z]+")]
    kind: String,
    payload: T,
    earlier: Option<T>,
    notes: Vec<Json<M>>,
}

#[derive(Entity, Debug, Clone, PartialEq)]
#[key(partition = "PAGE#{page}", sort = PAGE)]
struct Page<'a> {
    page: Ulid,
    title: Cow<'a, str>,
    subtitle: Option<Cow<'a, str>>,
    body: Arc<str>,
}

#[derive(Entity, Debug, Clone, PartialEq)]
#[key(partition = "TAG#{tag}", sort = TAG)]
struct Tag {
    tag: Cow<'static, str>,
    about: Box<str>,
}

/// A text of a length that is known.
#[derive(Debug, Clone, PartialEq)]
struct Fixed<const N: usize>([u8; N]);

impl<const N: usize> ToValue for Fixed<N> {
    fn to_value(&self) -> std::result::Result<AttributeValue, Invalid> {
        self.0.as_slice().to_value()
    }
}

impl<const N: usize> FromValue for Fixed<N> {
    fn from_value(value: ValueRef<'_>) -> std::result::Result<Self, Mismatch> {
        let bytes = Vec::from_value(value)?;
        let bytes = bytes
            .try_into()
            .map_err(|_| Mismatch::new("is of another length"))?;
        Ok(Self(bytes))
    }
}

#[derive(Entity, Clone, PartialEq)]
#[key(partition = "HASH#{id}")]
struct Hash<const N: usize> {
    id: Ulid,
    #[entity(sensitive = true)]
    sum: Fixed<N>,
}

fn again<T: Entity>(one: &T) -> std::result::Result<(T, Item), Box<dyn std::error::Error>> {
    let item = one.to_item()?;
    Ok((T::expect_item((&item).into())?, item))
}

#[test]
fn a_struct_is_stored_with_whatever_its_parameters_are() -> Result {
    let text = Event {
        stream: Ulid::from_parts(1, 1),
        event: 7,
        event_id: Ulid::from_parts(2, 2),
        kind: "said".to_owned(),
        payload: "hello".to_owned(),
        earlier: Some("hi".to_owned()),
        notes: vec![Json((1, "a".to_owned()))],
    };
    let (read, item) = again(&text)?;
    assert_eq!(read, text);
    assert_eq!(item["payload"].as_s().map(String::as_str), Ok("hello"));
    assert_eq!(item["SK"].as_s().map(String::as_str), Ok("EVENT#00000007"));
    let number = Event::<i64, bool> {
        payload: 3,
        earlier: None,
        notes: Vec::new(),
        stream: text.stream,
        event: text.event,
        event_id: text.event_id,
        kind: text.kind,
    };
    let (read, item) = again(&number)?;
    assert_eq!(read, number);
    assert_eq!(item["payload"].as_n().map(String::as_str), Ok("3"));
    let _ = event::key(number.stream, 7);
    Ok(())
}

#[test]
fn a_lent_text_is_stored_and_an_owned_one_is_read() -> Result {
    let title = String::from("Today");
    let page = Page {
        page: Ulid::from_parts(1, 1),
        title: Cow::Borrowed(&title),
        subtitle: None,
        body: Arc::from("news"),
    };
    let (read, item) = again(&page)?;
    assert_eq!(read, page);
    assert!(matches!(read.title, Cow::Owned(_)));
    assert_eq!(item["title"].as_s().map(String::as_str), Ok("Today"));
    assert!(!item.contains_key("subtitle"));
    Ok(())
}

#[test]
fn a_text_behind_a_pointer_may_stand_in_a_key() -> Result {
    let tag = Tag {
        tag: Cow::Borrowed("red"),
        about: Box::from("the colour"),
    };
    let (read, item) = again(&tag)?;
    assert_eq!(read, tag);
    assert_eq!(item["PK"].as_s().map(String::as_str), Ok("TAG#red"));
    let _ = tag::key(&tag.tag);
    Ok(())
}

#[test]
fn a_length_may_be_a_parameter() -> Result {
    let hash = Hash {
        id: Ulid::from_parts(1, 1),
        sum: Fixed([1, 2, 3, 4]),
    };
    let (read, item) = again(&hash)?;
    assert_eq!(read, hash);
    assert!(item["sum"].is_b());
    assert!(format!("{hash:?}").contains("<sensitive>"));
    assert!(Hash::<5>::expect_item((&item).into()).is_err());
    Ok(())
}

/// Texts behind pointers, in a model.
#[tablewright::table(partition = PK, tag = type)]
mod shelf {
    use std::{borrow::Cow, sync::Arc};

    use tablewright::Entity;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "BOOK#{isbn}")]
    pub(crate) struct Book {
        pub(crate) isbn: Arc<str>,
        pub(crate) title: Cow<'static, str>,
        pub(crate) series: Option<Box<str>>,
    }

    #[put(Book, if = absent)]
    pub fn add();

    #[read(Book, given(isbn))]
    pub fn book();

    #[update(Book, given(isbn), set(title))]
    pub fn rename();
}

#[tokio::test]
async fn texts_behind_pointers_are_in_requests() -> Result {
    for engine in engines::all() {
        let shelf = shelf::Shelf::create_table(engine.client, "pointers").await?;
        let book = shelf::Book {
            isbn: Arc::from("978"),
            title: Cow::Borrowed("Old"),
            series: None,
        };
        shelf.add(&book).await?;
        shelf.rename(&book.isbn, &Cow::Borrowed("New")).await?;
        let found = shelf.book(&book.isbn).await?.expect("it is there");
        assert_eq!(found.title, "New");
    }
    Ok(())
}
