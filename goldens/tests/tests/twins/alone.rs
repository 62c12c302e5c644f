//! Structs that derive `Entity` without a module around them.

use std::borrow::Cow;

use tablewright::{
    AttributeValue, Entity, FromValue, Get, Invalid, Key, Mismatch, Put, ToValue, Value, ValueRef,
    table::KeyAttribute, table::TableSpec, ulid::Ulid,
};
use tablewright_local::engines;

type Result = std::result::Result<(), std::boxed::Box<dyn std::error::Error>>;

/// A type of the application that knows how it is stored.
#[derive(Debug, Clone, PartialEq)]
struct Colour(u8, u8, u8);

impl ToValue for Colour {
    fn to_value(&self) -> std::result::Result<AttributeValue, Invalid> {
        format!("{:02x}{:02x}{:02x}", self.0, self.1, self.2).to_value()
    }
}

impl FromValue for Colour {
    fn from_value(value: ValueRef<'_>) -> std::result::Result<Self, Mismatch> {
        let text = value.as_text()?;
        let part = |at: usize| {
            let digits = text.get(at..at + 2).unwrap_or_default();
            u8::from_str_radix(digits, 16).map_err(|_| Mismatch::new("is no colour"))
        };
        Ok(Self(part(0)?, part(2)?, part(4)?))
    }
}

#[derive(Value, Debug, Clone, PartialEq, Eq)]
enum Size {
    Small,
    #[entity(name = "XL")]
    ExtraLarge,
}

#[derive(Value, Debug, Clone, PartialEq, Eq)]
enum Mood {
    Good,
    Bad,
    Other(String),
}

#[derive(Value, Debug, Clone, PartialEq)]
struct Box {
    #[entity(max = 100)]
    width: i64,
    label: Option<String>,
    moods: Vec<Mood>,
}

#[derive(Entity, Debug, Clone, PartialEq)]
#[key(partition = "TOY#{toy_id}", sort = "TOY")]
#[index(GSI1, partition = "MAKER#{maker}", sort = "{toy_id}")]
struct Toy {
    toy_id: Ulid,
    #[entity(case = lower, matches = "[a-z]{2,9}")]
    maker: String,
    size: Size,
    #[entity(name = "c")]
    colour: Colour,
    packed: Option<Box>,
    boxes: Vec<Box>,
    r#match: Mood,
}

#[derive(Value, Debug, Clone, Copy, PartialEq)]
struct TokenId(Ulid);

#[derive(Entity, Debug, Clone, PartialEq)]
#[key(partition = "TOKEN#{id}", sort = TOKEN)]
struct Token {
    #[entity(type = ulid)]
    id: TokenId,
    uses: u32,
}

#[derive(Entity, Debug, Clone, PartialEq)]
#[entity(table(partition = id))]
struct Note {
    id: String,
    text: String,
}

/// The account of `models/accounts.yaml`, with types of its own.
#[derive(Entity, Clone, PartialEq)]
#[entity(model = "../../models/trades.yaml")]
struct Account {
    account_id: tablewright::uuid::Uuid,
    name: String,
}

#[derive(Value, Debug, Clone, PartialEq)]
enum Side {
    Buy,
    Sell,
    Other(String),
}

#[derive(Value, Debug, Clone, PartialEq)]
enum State {
    Done,
    Void,
}

#[derive(Entity, Debug, Clone, PartialEq)]
#[entity(model = "../../models/trades.yaml")]
struct Trade {
    currency: String,
    trade_id: Ulid,
    account_id: tablewright::uuid::Uuid,
    side: Side,
    amount: tablewright::Decimal,
    price: tablewright::Decimal,
    state: State,
    shard: Option<u32>,
}

fn toy() -> Toy {
    Toy {
        toy_id: Ulid::from_parts(1_700_000_000_000, 7),
        maker: "Lego".to_owned(),
        size: Size::ExtraLarge,
        colour: Colour(255, 0, 16),
        packed: None,
        boxes: vec![Box {
            width: 20,
            label: Some("top".to_owned()),
            moods: vec![Mood::Bad, Mood::Other("odd".to_owned())],
        }],
        r#match: Mood::Good,
    }
}

#[test]
fn an_entity_alone_has_its_keys() -> Result {
    let item = toy().to_item()?;
    let text = |name: &str| item[name].as_s().map(String::as_str).ok();
    assert_eq!(text("PK"), Some("TOY#01HF7YAT000000000000000007"));
    assert_eq!(text("SK"), Some("TOY"));
    assert_eq!(text("type"), Some("Toy"));
    assert_eq!(text("GSI1PK"), Some("MAKER#lego"));
    assert_eq!(text("size"), Some("XL"));
    assert_eq!(text("c"), Some("ff0010"));
    let read = Toy::expect_item((&item).into())?;
    assert_eq!(
        read,
        Toy {
            maker: "lego".to_owned(),
            ..toy()
        }
    );
    Ok(())
}

#[test]
fn what_its_facts_forbid_is_not_stored() {
    let long = Toy {
        maker: "much-too-long".to_owned(),
        ..toy()
    };
    assert!(long.to_item().is_err());
    let wide = Box {
        width: 101,
        label: None,
        moods: Vec::new(),
    };
    assert!(wide.to_value().is_err());
}

#[test]
fn an_enum_without_a_place_for_others_says_what_it_knows() {
    let stored = "M".to_value().expect("a text");
    let said = Size::from_value((&stored).into()).map_err(|one| one.to_string());
    assert_eq!(said, Err("the value is none of `small`, `XL`".to_owned()));
}

#[tokio::test]
async fn an_entity_alone_is_written_and_read() -> Result {
    let spec = TableSpec::new(KeyAttribute::text("PK")).sort(KeyAttribute::text("SK"));
    for engine in engines::all() {
        let table = spec.create(&engine.client, "alone").await?;
        let toy = toy();
        Put::new(&table, "add_toy", toy.to_item()).await?;
        let found = Get::new(&table, "toy", toy::key(toy.toy_id), Toy::from_item).await?;
        assert_eq!(found.map(|toy| toy.colour), Some(Colour(255, 0, 16)));
    }
    Ok(())
}

#[test]
fn a_key_that_is_the_attribute_needs_no_template() -> Result {
    let note = Note {
        id: "n1".to_owned(),
        text: Cow::from("hello").into_owned(),
    };
    let item = note.to_item()?;
    assert_eq!(item.len(), 2);
    assert_eq!(Note::expect_item((&item).into())?, note);
    let _: Key = note::key(&note.id);
    Ok(())
}

#[test]
fn an_id_in_a_struct_says_what_it_is_around() -> Result {
    let id = TokenId(Ulid::from_parts(1_700_000_000_000, 7));
    let token = Token { id, uses: 3 };
    let item = token.to_item()?;
    assert_eq!(Token::expect_item((&item).into())?, token);
    let key = item["PK"].as_s().map(String::as_str);
    assert_eq!(key, Ok("TOKEN#01HF7YAT000000000000000007"));
    let _: Key = token::key(id);
    Ok(())
}

#[test]
fn a_struct_of_a_model_in_yaml_is_stored_as_its_crate_stores_it() -> Result {
    let ours = Trade {
        currency: "EUR".to_owned(),
        trade_id: Ulid::from_parts(1_700_000_000_000, 9),
        account_id: tablewright::uuid::Uuid::from_u128(5),
        side: Side::Sell,
        amount: 3.into(),
        price: 4.into(),
        state: State::Done,
        shard: None,
    };
    use crate::made::trades;
    let theirs = trades::Trade {
        currency: ours.currency.clone(),
        trade_id: ours.trade_id,
        account_id: ours.account_id,
        side: trades::trade::Side::Sell,
        amount: ours.amount,
        price: ours.price,
        state: trades::trade::State::Done,
        shard: None,
    };
    assert_eq!(ours.to_item()?, theirs.to_item()?);
    Ok(())
}
