//! Types of the application's own in a model: numbers of other widths, structs around one value, and what is stored by
//! way of serde.

use std::collections::BTreeMap;

use tablewright::{Bounds, Json, ulid::Ulid};
use tablewright_local::engines;

use cellar::{Bin, Bottle, BottleId, Cellar, Grape, Label, Place, Shelf};

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

/// Bottles, and where they lie.
#[tablewright::table(partition = PK, sort = SK, tag = type)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
mod cellar {
    use std::collections::BTreeMap;

    use tablewright::{Entity, Json, Value, ulid::Ulid};

    #[derive(Value, Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct BottleId(pub(crate) Ulid);

    #[derive(Value, Debug, Clone, PartialEq, Eq)]
    pub(crate) struct Bin(pub(crate) String);

    #[derive(Value, Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Shelf(u16);

    impl Shelf {
        pub(crate) fn new(number: u16) -> Self {
            Self(number)
        }
    }

    /// A place of a shelf, and what stands there.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "SHELVES#{bin}", sort = "SHELF#{shelf:05}")]
    pub(crate) struct Place {
        #[entity(same_as = Bottle.bin)]
        pub(crate) bin: Bin,
        pub(crate) shelf: Shelf,
        pub(crate) bottles: u32,
    }

    #[put(Place)]
    pub fn place();

    #[read(Place, given(bin), range = shelf, order(shelf = ascending))]
    pub fn places();

    #[derive(Value, Debug, Clone, PartialEq)]
    pub(crate) enum Grape {
        Merlot,
        PinotNoir,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq)]
    pub(crate) struct Label {
        #[entity(max = 2100)]
        pub(crate) year: i64,
        pub(crate) front: Option<String>,
        #[entity(skip)]
        pub(crate) is_clean: bool,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "BIN#{bin}", sort = "BOTTLE#{row:03}#{bottle_id}")]
    #[index(
        GSI1,
        partition = "GRAPE#{grape}",
        sort = "{bottle_id}",
        allow(low-cardinality-index = "a cellar is small")
    )]
    pub(crate) struct Bottle {
        pub(crate) bin: Bin,
        #[entity(max = 200)]
        pub(crate) row: u16,
        pub(crate) bottle_id: BottleId,
        pub(crate) grape: Grape,
        pub(crate) grapes: Vec<Grape>,
        pub(crate) label: Label,
        pub(crate) price: Option<u32>,
        pub(crate) tasted: i32,
        pub(crate) notes: Json<BTreeMap<String, Vec<u8>>>,
        pub(crate) moved_from: Option<Bin>,
        /// Looked up elsewhere.
        #[entity(skip)]
        pub(crate) worth: Option<f64>,
    }

    #[put(Bottle, if = absent)]
    fn store();

    #[read(Bottle, given(bin), range(row = between), order(row = ascending))]
    fn rows();

    #[read(Bottle, given(bin, row, bottle_id))]
    fn bottle();

    #[read(Bottle, given(grape), order(bottle_id = descending), limit = 10)]
    fn of_grape();

    #[update(
        Bottle,
        given(bin, row, bottle_id),
        set(price, moved_from),
        add(tasted = 1),
        if = "attribute_exists(price) AND price < :most"
    )]
    fn reprice();
}

fn bottle(row: u16, id: u64) -> Bottle {
    Bottle {
        bin: Bin("north".to_owned()),
        row,
        bottle_id: BottleId(Ulid::from_parts(1_700_000_000_000 + id, 1)),
        grape: Grape::PinotNoir,
        grapes: vec![Grape::Merlot, Grape::Other("gamay".to_owned())],
        label: Label {
            year: 1999,
            front: None,
            is_clean: false,
        },
        price: Some(40),
        tasted: -1,
        notes: Json(BTreeMap::from([("nose".to_owned(), vec![1, 2])])),
        moved_from: None,
        worth: None,
    }
}

#[tokio::test]
async fn types_of_ones_own_are_stored_and_asked_for() -> Result {
    for engine in engines::all() {
        let cellar = Cellar::create_table(engine.client, "cellar").await?;
        for row in [9, 10, 100] {
            cellar.store(&bottle(row, row.into())).await?;
        }
        let north = Bin("north".to_owned());
        let found = cellar.rows(&north, 9, 10).all().await?;
        assert_eq!(found, [bottle(9, 9), bottle(10, 10)], "{}", engine.name);
        let first = bottle(9, 9);
        let moved = Bin("south".to_owned());
        cellar
            .reprice(&north, 9, first.bottle_id, 50, &moved, 41)
            .await?;
        let read = cellar.bottle(&north, 9, first.bottle_id).await?;
        let wanted = Bottle {
            price: Some(50),
            tasted: 0,
            moved_from: Some(moved),
            ..first
        };
        assert_eq!(read, Some(wanted));
        let pinot = cellar.of_grape(&Grape::PinotNoir).all().await?;
        assert_eq!(pinot.len(), 3);
    }
    Ok(())
}

#[tokio::test]
async fn a_number_in_a_struct_is_padded_as_it_is() -> Result {
    for engine in engines::all() {
        let cellar = Cellar::create_table(engine.client, "cellar-shelves").await?;
        let bin = Bin("north".to_owned());
        for number in [9, 10, 100] {
            let place = Place {
                bin: bin.clone(),
                shelf: Shelf::new(number),
                bottles: u32::MAX,
            };
            cellar.place(&place).await?;
        }
        let above = Bounds::After(Shelf::new(9));
        let found = cellar.places(&bin, above).all().await?;
        let shelves: Vec<Shelf> = found.iter().map(|place| place.shelf).collect();
        assert_eq!(shelves, [Shelf::new(10), Shelf::new(100)]);
    }
    Ok(())
}

#[test]
fn what_a_fact_forbids_is_not_stored() {
    let high = Bottle {
        row: 201,
        ..bottle(1, 1)
    };
    assert!(tablewright::Entity::to_item(&high).is_err());
}
