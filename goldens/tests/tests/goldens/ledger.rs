//! `goldens/models/ledger.yaml`: no tag, and keys that begin alike.

use crate::made::ledger::{Balance, Entry, Ledger, LedgerOf, Remark};
use tablewright::{ulid::Ulid, uuid::Uuid};
use tablewright_local::engines;

use super::Result;

const PERSON: Uuid = Uuid::from_u128(7);

fn entry(number: u64) -> Entry {
    Entry {
        person_id: PERSON,
        entry_id: Ulid::from_parts(number, 0),
        cents: 100,
    }
}

fn remark(number: u64) -> Remark {
    Remark {
        person_id: PERSON,
        entry_id: entry(number).entry_id,
        remark: "late".to_owned(),
    }
}

#[tokio::test]
async fn entities_are_told_apart_by_their_keys() -> Result {
    for engine in engines::all() {
        let ledger = Ledger::create_table(engine.client, "ledger").await?;
        for number in 1..=4 {
            ledger.enter(&entry(number)).await?;
        }
        ledger.remark(&remark(3)).await?;
        ledger.raise(PERSON, 400).await?;

        let newest = ledger.newest(PERSON).await?;
        assert_eq!(
            newest.items,
            [entry(4), entry(3), entry(2)],
            "{}",
            engine.name
        );
        let all = ledger.ledger_of(PERSON).await?.items;
        let balance = Balance {
            person_id: PERSON,
            cents: 400,
        };
        let wanted = [
            LedgerOf::Entry(entry(1)),
            LedgerOf::Entry(entry(2)),
            LedgerOf::Entry(entry(3)),
            LedgerOf::Remark(remark(3)),
            LedgerOf::Entry(entry(4)),
            LedgerOf::Balance(balance),
        ];
        assert_eq!(all, wanted, "{}", engine.name);
        let mut everything = ledger.everything().all().await?;
        everything.sort_by_key(|one| one.entry_id);
        assert_eq!(everything, [1, 2, 3, 4].map(entry), "{}", engine.name);
    }
    Ok(())
}
