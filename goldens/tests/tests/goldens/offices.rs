//! `models/offices.yaml`: one index that goes from a country to a state to a city.

use std::collections::{BTreeMap, BTreeSet};

use crate::made::offices::{
    Address, Hours, Office, Offices, OfficesInCity, OfficesInCountry, office,
};
use tablewright::{ErrorKind, uuid::Uuid};
use tablewright_local::engines;

use super::{Result, paged};

fn hours(day: &str, opens: &str, closes: &str) -> BTreeMap<String, Hours> {
    let hours = Hours {
        opens: opens.to_owned(),
        closes: closes.to_owned(),
    };
    BTreeMap::from([(day.to_owned(), hours)])
}

fn address(street: &str, postcode: &str) -> Address {
    Address {
        street: street.to_owned(),
        postcode: postcode.to_owned(),
    }
}

fn office(number: u128, state: &str, city: &str) -> Office {
    Office {
        office_id: Uuid::from_u128(number),
        country: "CH".to_owned(),
        state: state.to_owned(),
        city: city.to_owned(),
        name: format!("Office {number}"),
        phone: None,
        address: address("Hauptgasse 1", "3600"),
        hours: hours("monday", "08:00", "17:30"),
        services: None,
    }
}

fn set(members: &[&str]) -> BTreeSet<String> {
    members.iter().map(|&member| member.to_owned()).collect()
}

fn numbers(ids: impl IntoIterator<Item = Uuid>) -> Vec<u128> {
    ids.into_iter().map(|id| id.as_u128()).collect()
}

#[tokio::test]
async fn a_country_is_read_by_state_and_then_by_city() -> Result {
    for engine in engines::all() {
        let offices = Offices::create_table(engine.client, "offices-order").await?;
        // Glued together by a delimiter, the places of 4 and 5 would be one.
        let places = [
            (1, "Vaud", "Lausanne"),
            (2, "Bern", "Thun"),
            (3, "Bern", "Biel"),
            (4, "Bern#Jura", "Moutier"),
            (5, "Bern", "Jura#Moutier"),
            (6, "Bern", "Biel"),
        ];
        for (number, state, city) in places {
            offices.open_office(&office(number, state, city)).await?;
        }
        let abroad = Office {
            country: "DE".to_owned(),
            ..office(7, "Bern", "Biel")
        };
        offices.open_office(&abroad).await?;

        let pages = paged(offices.offices_in_country("CH"), 2).await?;
        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 2, 2], "{}", engine.name);
        let found = pages.concat();
        let ids = found.iter().map(|one| one.office_id);
        assert_eq!(numbers(ids), [3, 6, 5, 2, 4, 1], "{}", engine.name);
        let first = OfficesInCountry {
            office_id: Uuid::from_u128(3),
            state: "Bern".to_owned(),
            city: "Biel".to_owned(),
            name: "Office 3".to_owned(),
        };
        assert_eq!(found[0], first);
        assert_eq!(offices.offices_in_country("CH").all().await?, found);

        let pages = paged(offices.offices_in_state("CH", "Bern"), 2).await?;
        let cursor = offices
            .offices_in_state("CH", "Bern")
            .limit(1)
            .await?
            .cursor;
        let elsewhere = offices.offices_in_state("CH", "Vaud").after(cursor).await;
        let error = elsewhere.expect_err("the cursor is of Bern");
        assert!(matches!(error.kind(), ErrorKind::Cursor(_)), "{error}");
        let found = pages.concat();
        let ids = found.iter().map(|one| one.office_id);
        assert_eq!(numbers(ids), [3, 6, 5, 2], "{}", engine.name);
        for (state, city, wanted) in [
            ("Bern", "Biel", vec![3, 6]),
            ("Bern", "Jura#Moutier", vec![5]),
            ("Bern#Jura", "Moutier", vec![4]),
            ("Bern", "Jura", Vec::new()),
        ] {
            let found = offices.offices_in_city("CH", state, city).all().await?;
            let ids = found.iter().map(|one| one.office_id);
            assert_eq!(numbers(ids), wanted, "{state}, {city}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn cities_are_found_while_their_names_are_typed() -> Result {
    for engine in engines::all() {
        let offices = Offices::create_table(engine.client, "offices-typed").await?;
        let cities = ["Wila", "Wil#2", "Winterthur", "Wil", "wila", "Wil (SG)"];
        for (number, city) in (1..).zip(cities) {
            offices.open_office(&office(number, "Zug", city)).await?;
        }
        offices.open_office(&office(9, "Wil", "Wil")).await?;

        for (typed, wanted) in [
            ("Wil", vec!["Wil", "Wil (SG)", "Wil#2", "Wila"]),
            ("Wila", vec!["Wila"]),
            ("Wila#", Vec::new()),
            // Nothing typed yet: the whole state.
            (
                "",
                vec!["Wil", "Wil (SG)", "Wil#2", "Wila", "Winterthur", "wila"],
            ),
        ] {
            let pages = paged(offices.cities_like("CH", "Zug", typed), 2).await?;
            let (last, full) = pages.split_last().ok_or("there is a page")?;
            assert!(full.iter().all(|page| page.len() == 2), "{typed}");
            assert!(!last.is_empty() || wanted.is_empty(), "{typed}");
            let found = pages.concat();
            let found: Vec<&str> = found.iter().map(|one| one.city.as_str()).collect();
            assert_eq!(found, wanted, "{}: {typed}", engine.name);
        }

        let page = offices.cities_like("CH", "Zug", "Wil").limit(2).await?;
        assert!(page.cursor.is_some());
        let other = offices.offices_in_state("CH", "Zug").after(page.cursor);
        let error = other.await.expect_err("it is the cursor of another read");
        assert!(matches!(error.kind(), ErrorKind::Cursor(_)), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn an_office_that_moves_is_found_where_it_is_now() -> Result {
    for engine in engines::all() {
        let offices = Offices::create_table(engine.client, "offices-moves").await?;
        let mut one = Office {
            phone: Some("+41 33 555 00 00".to_owned()),
            ..office(1, "Bern", "Thun")
        };
        offices.open_office(&one).await?;
        offices.open_office(&office(2, "Bern", "Thun")).await?;
        let reachable = offices
            .offices_in_city("CH", "Bern", "Thun")
            .filter(office::PHONE.exists())
            .all()
            .await?;
        let listed = OfficesInCity {
            office_id: one.office_id,
            name: one.name.clone(),
            phone: one.phone.clone(),
        };
        assert_eq!(reachable, std::slice::from_ref(&listed), "{}", engine.name);

        one.state = "Vaud".to_owned();
        one.address = address("Rue du Lac 2", "1003");
        for city in ["Lausanne", "Nyon"] {
            let moved = offices.relocate(one.office_id, "CH", "Vaud", city, &one.address);
            moved.await?;
        }
        one.city = "Nyon".to_owned();
        assert_eq!(offices.office(one.office_id).await?, Some(one.clone()));
        let left = offices.offices_in_state("CH", "Bern").all().await?;
        assert_eq!(numbers(left.iter().map(|one| one.office_id)), [2]);
        let left = offices.offices_in_city("CH", "Vaud", "Lausanne").all();
        assert!(left.await?.is_empty());
        let found = offices.offices_in_city("CH", "Vaud", "Nyon").all().await?;
        assert_eq!(found, [listed]);

        let nowhere = offices.relocate(one.office_id, "Schweiz", "Bern", "Thun", &one.address);
        let error = nowhere.await.expect_err("that is no country's code");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        let nobody = Uuid::from_u128(9);
        let moved = offices.relocate(nobody, "CH", "Bern", "Thun", &one.address);
        let error = moved.await.expect_err("there is no such office");
        assert!(error.is_condition_failed(), "{error}");
        assert!(offices.office(nobody).await?.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn services_are_added_and_hours_are_replaced() -> Result {
    for engine in engines::all() {
        let offices = Offices::create_table(engine.client, "offices-services").await?;
        let mut one = office(1, "Bern", "Thun");
        let id = one.office_id;
        offices.open_office(&one).await?;
        offices.offer(id, &set(&["passports", "parking"])).await?;
        offices.offer(id, &set(&["parking", "printing"])).await?;
        let weekend = hours("saturday", "09:00", "12:00");
        offices.change_hours(id, &weekend).await?;
        one.services = Some(set(&["parking", "passports", "printing"]));
        one.hours = weekend;
        assert_eq!(offices.office(id).await?, Some(one), "{}", engine.name);

        let early = offices.change_hours(id, &hours("sunday", "8:00", "12:00"));
        let error = early.await.expect_err("that is no time of the day");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert!(error.to_string().contains("opens"), "{error}");

        let nobody = Uuid::from_u128(9);
        let offered = offices.offer(nobody, &set(&["parking"])).await;
        let error = offered.expect_err("there is no such office");
        assert!(error.is_condition_failed(), "{error}");
        let changed = offices.change_hours(nobody, &BTreeMap::new()).await;
        let error = changed.expect_err("there is no such office");
        assert!(error.is_condition_failed(), "{error}");
        assert_eq!(offices.all_offices().all().await?.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn an_office_is_in_the_directory_until_it_closes() -> Result {
    for engine in engines::all() {
        let offices = Offices::create_table(engine.client, "offices-directory").await?;
        let open: Vec<Office> = (1..=5)
            .map(|number| office(number, "Bern", "Thun"))
            .collect();
        for one in &open {
            offices.open_office(one).await?;
        }
        let again = office(1, "Zug", "Baar");
        let error = offices.open_office(&again).await.expect_err("it is open");
        assert!(error.is_condition_failed(), "{error}");
        assert_eq!(error.existing::<Office>()?, Some(open[0].clone()));

        let pages = paged(offices.all_offices(), 2).await?;
        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 2, 1], "{}", engine.name);
        let mut found = pages.concat();
        found.sort_by_key(|one| one.office_id);
        assert_eq!(found, open);

        offices.close_office(open[0].office_id).await?;
        offices.close_office(open[0].office_id).await?;
        assert!(offices.office(open[0].office_id).await?.is_none());
        let left = offices.offices_in_country("CH").all().await?;
        assert_eq!(numbers(left.iter().map(|one| one.office_id)), [2, 3, 4, 5]);
        assert_eq!(offices.all_offices().all().await?.len(), 4);
    }
    Ok(())
}
