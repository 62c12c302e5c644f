//! `models/trades.yaml`: a key over a hundred shards, and items from when there were forty.

use crate::made::trades::{
    Account, Trade, Trades,
    trade::{SHARDS, Side, State},
};
use tablewright::{Decimal, Entity, Page, ulid::Ulid, uuid::Uuid};
use tablewright_local::engines;

use super::{Result, paged};

const ACCOUNT: Uuid = Uuid::from_u128(7);

fn trade(currency: &str, number: u64) -> Trade {
    Trade {
        currency: currency.to_owned(),
        trade_id: Ulid::from_parts(1_700_000_000_000 + number, number.into()),
        account_id: ACCOUNT,
        side: Side::Buy,
        amount: Decimal::from(10),
        price: Decimal::from(3),
        state: State::Done,
        shard: None,
    }
}

/// As it was written when there were forty shards.
fn old_trade(currency: &str, number: u64) -> Trade {
    let trade = trade(currency, number);
    let shard = SHARDS.with(40).of(&[&trade.trade_id]);
    Trade {
        shard: Some(shard),
        ..trade
    }
}

async fn write(trades: &Trades, trade: &Trade) -> Result {
    let put = trades.table().client().put_item();
    let put = put.table_name(trades.table().name());
    put.set_item(Some(trade.to_item()?)).send().await?;
    Ok(())
}

fn ids(trades: &[Trade]) -> Vec<Ulid> {
    trades.iter().map(|trade| trade.trade_id).collect()
}

#[tokio::test]
async fn the_newest_of_all_shards_come_first_page_by_page() -> Result {
    for engine in engines::all() {
        let trades = Trades::create_table(engine.client, "trades-newest").await?;
        let mut wanted = Vec::new();
        for number in 0..30 {
            let one = trade("EUR", number);
            match number % 3 {
                0 => write(&trades, &old_trade("EUR", number)).await?,
                _ => trades.record(&one).await?,
            }
            trades.record(&trade("USD", number)).await?;
            wanted.insert(0, one.trade_id);
        }
        let pages = paged(trades.newest_of_currency("EUR"), 7).await?;
        let found = pages.concat();
        assert!(found.iter().all(|trade| trade.currency == "EUR"));
        assert_eq!(ids(&found), wanted, "{}", engine.name);
        assert_eq!(ids(&trades.newest_of_currency("EUR").all().await?), wanted);
        let newest = trades.newest_of_currency("EUR").first().await?;
        assert_eq!(newest.map(|trade| trade.trade_id), wanted.first().copied());
        assert_eq!(trades.newest_of_currency("JPY").await?, Page::empty());

        let after = trades.after_trade("EUR", wanted[5]).await?;
        let mut later = wanted[..5].to_vec();
        later.reverse();
        assert_eq!(ids(&after.items), later);
        assert_eq!(after.cursor, None);
    }
    Ok(())
}

#[tokio::test]
async fn a_trade_is_found_and_changed_where_it_was_written() -> Result {
    for engine in engines::all() {
        let trades = Trades::create_table(engine.client, "trades-found").await?;
        // One whose shard of forty is another than its shard of a hundred.
        let number = (0..).find(|number| {
            let old = old_trade("EUR", *number);
            old.shard != Some(SHARDS.of(&[&old.trade_id]))
        });
        let old = old_trade("EUR", number.ok_or("every shard is the same")?);
        let new = trade("EUR", 1_000);
        write(&trades, &old).await?;
        trades.record(&new).await?;
        for one in [&old, &new] {
            let found = trades
                .get_trade("EUR", one.trade_id)
                .await?
                .ok_or("not found")?;
            let shard = one.shard.unwrap_or_else(|| SHARDS.of(&[&one.trade_id]));
            assert_eq!(found.shard, Some(shard), "{}", engine.name);
            let again = trades.record(one).await.expect_err("it is there");
            assert!(again.is_condition_failed());
            trades.void_trade("EUR", one.trade_id).await?;
            let found = trades
                .get_trade("EUR", one.trade_id)
                .await?
                .ok_or("not found")?;
            assert_eq!((found.state, found.shard), (State::Void, Some(shard)));
            let twice = trades
                .void_trade("EUR", one.trade_id)
                .await
                .expect_err("it is void");
            assert_eq!(
                twice.existing::<Trade>()?.map(|trade| trade.state),
                Some(State::Void)
            );
        }
        let retried = Trade { shard: None, ..old };
        let refused = trades.record(&retried).await.expect_err("it is there");
        assert!(refused.is_condition_failed());
        assert_eq!(trades.newest_of_currency("EUR").all().await?.len(), 2);

        let missing = trade("EUR", 2_000).trade_id;
        assert_eq!(trades.get_trade("EUR", missing).await?, None);
        let refused = trades
            .void_trade("EUR", missing)
            .await
            .expect_err("there is none");
        assert!(refused.is_condition_failed() && refused.existing_item().is_none());
    }
    Ok(())
}

#[tokio::test]
async fn an_account_has_one_key_of_the_index() -> Result {
    for engine in engines::all() {
        let trades = Trades::create_table(engine.client, "trades-account").await?;
        let account = Account {
            account_id: ACCOUNT,
            name: "Ada".to_owned(),
        };
        trades.open_account(&account).await?;
        assert_eq!(trades.get_account(ACCOUNT).await?, Some(account.clone()));
        let twice = trades.open_account(&account).await.expect_err("it is open");
        assert!(twice.is_condition_failed());
        for number in 0..3 {
            trades
                .record(&trade(["EUR", "USD", "JPY"][number as usize], number))
                .await?;
        }
        let found = trades.trades_of_account(ACCOUNT).await?.items;
        let currencies: Vec<_> = found.iter().map(|trade| trade.currency.as_str()).collect();
        assert_eq!(currencies, ["JPY", "USD", "EUR"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_cursor_of_another_currency_is_refused() -> Result {
    for engine in engines::all() {
        let trades = Trades::create_table(engine.client, "trades-cursor").await?;
        for number in 0..3 {
            trades.record(&trade("EUR", number)).await?;
            trades.record(&trade("USD", number)).await?;
        }
        let cursor = trades.newest_of_currency("EUR").limit(1).await?.cursor;
        assert!(cursor.is_some());
        let other = trades.newest_of_currency("USD").after(cursor).await;
        let error = other.expect_err("it is of EUR");
        assert!(
            matches!(error.kind(), tablewright::ErrorKind::Cursor(_)),
            "{error}"
        );
        let wrong = trades
            .newest_of_currency("euro")
            .await
            .expect_err("three capitals");
        assert!(
            matches!(wrong.kind(), tablewright::ErrorKind::Invalid(_)),
            "{wrong}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_item_from_before_there_was_a_tag_is_told_by_its_key() -> Result {
    for engine in engines::all() {
        let trades = Trades::create_table(engine.client, "trades-untagged").await?;
        let old = trade("EUR", 1);
        let mut item = old.to_item()?;
        item.remove("type");
        let put = trades
            .table()
            .client()
            .put_item()
            .table_name("trades-untagged");
        put.set_item(Some(item.clone())).send().await?;
        // What says that it is something else is something else.
        item.insert(
            "type".to_owned(),
            tablewright::AttributeValue::S("Quote".to_owned()),
        );
        item.insert(
            "SK".to_owned(),
            tablewright::AttributeValue::S("zzz".to_owned()),
        );
        let put = trades
            .table()
            .client()
            .put_item()
            .table_name("trades-untagged");
        put.set_item(Some(item)).send().await?;
        assert!(
            trades.get_trade("EUR", old.trade_id).await?.is_some(),
            "{}",
            engine.name
        );
        assert_eq!(
            ids(&trades.newest_of_currency("EUR").all().await?),
            [old.trade_id]
        );
        assert_eq!(
            ids(&trades.trades_of_account(ACCOUNT).all().await?),
            [old.trade_id]
        );
    }
    Ok(())
}
