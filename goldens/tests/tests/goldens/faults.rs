//! Schedules of writes among faults, on `goldens/models/corners.yaml`: whatever is throttled, lost, half done or given
//! up, what is stored is what a plain model of the store allows, and nothing lies in two shards.
//!
//! `PROPTEST_CASES=10000 cargo test -p golden-tests faults` runs ten thousand of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use crate::made::corners::{Corners, Doc, Flag, Note, TableNames, Tenant, doc::State, note::Mood};
use proptest::prelude::*;
use tablewright::{
    Error, ErrorKind,
    jiff::{SignedDuration, Timestamp},
    ulid::Ulid,
    uuid::Uuid,
};
use tablewright_local::{Faults, Local};

const ONE: Uuid = Uuid::from_u128(1);

/// How late an answer comes where somebody gives up: the work is done before.
const LATE: Duration = Duration::from_millis(10);

#[derive(Clone, Debug)]
enum Op {
    PutNote(u8, u8),
    EditNote(u8, u8),
    DeleteNote(u8),
    /// Puts a note that is new, and changes another in the same transaction.
    PutAndEdit(u8, u8, u8),
    AddDoc(u8),
    FinishDoc(u8),
    RemoveDoc(u8),
    SetShards(u8),
    RaiseFlags(BTreeSet<u8>),
    DropFlags(BTreeSet<u8>),
    Hit,
}

#[derive(Clone, Copy, Debug)]
enum Fault {
    Throttle(usize),
    Fail(usize),
    Conflict(usize),
    Unprocessed(usize),
    Lost,
}

/// An operation, what meets it, and after how many answers somebody gives up.
#[derive(Clone, Debug)]
struct Step {
    op: Op,
    faults: Vec<Fault>,
    gives_up_after: Option<u8>,
}

fn step() -> impl Strategy<Value = Step> {
    let (id, text) = (0_u8..6, 0_u8..4);
    let flags = || prop::collection::btree_set(0_u8..40, 1..30);
    let op = prop_oneof![
        3 => (id.clone(), text.clone()).prop_map(|(id, text)| Op::PutNote(id, text)),
        2 => (id.clone(), text.clone()).prop_map(|(id, text)| Op::EditNote(id, text)),
        1 => id.clone().prop_map(Op::DeleteNote),
        2 => (id.clone(), id.clone(), text).prop_map(|(new, old, text)| Op::PutAndEdit(new, old, text)),
        3 => id.clone().prop_map(Op::AddDoc),
        2 => id.clone().prop_map(Op::FinishDoc),
        1 => id.prop_map(Op::RemoveDoc),
        1 => prop::sample::select(vec![1_u8, 2, 3, 5]).prop_map(Op::SetShards),
        2 => flags().prop_map(Op::RaiseFlags),
        1 => flags().prop_map(Op::DropFlags),
        2 => Just(Op::Hit),
    ];
    let fault = prop_oneof![
        (1_usize..6).prop_map(Fault::Throttle),
        (1_usize..6).prop_map(Fault::Fail),
        (1_usize..4).prop_map(Fault::Conflict),
        (1_usize..4).prop_map(Fault::Unprocessed),
        Just(Fault::Lost),
    ];
    let faults = prop::collection::vec(fault, 0..3);
    let gives_up_after = prop::option::weighted(0.2, 0_u8..3);
    (op, faults, gives_up_after).prop_map(|(op, faults, gives_up_after)| Step {
        op,
        faults,
        gives_up_after,
    })
}

/// What is stored, as far as anybody outside can know.
#[derive(Clone, Debug, PartialEq)]
struct Store {
    notes: BTreeMap<u8, u8>,
    docs: BTreeMap<u8, bool>,
    flags: BTreeSet<u8>,
    shards: u8,
    /// The least and the most that may be counted: what was given up may have happened, and what was lost was
    /// asked again.
    hits: (i64, i64),
}

fn ulid(number: u8) -> Ulid {
    Ulid::from_parts(1_700_000_000_000, u128::from(number) << 64 | 77)
}

fn note(id: u8, text: u8) -> Note {
    Note {
        id: ONE,
        note_id: ulid(id),
        text: text.to_string(),
        mood: None,
        shard: None,
    }
}

fn at(number: u8) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(number.into())
}

impl Store {
    /// What an operation makes of it; none where it is to be refused.
    fn after(&self, op: &Op) -> Option<Self> {
        let mut next = self.clone();
        match op {
            Op::PutNote(id, text) => drop(next.notes.insert(*id, *text)),
            Op::EditNote(id, text) => *next.notes.get_mut(id)? = *text,
            Op::DeleteNote(id) => drop(next.notes.remove(id)),
            Op::PutAndEdit(new, old, text) => {
                if new == old || next.notes.contains_key(new) {
                    return None;
                }
                *next.notes.get_mut(old)? = *text;
                next.notes.insert(*new, *text);
            }
            Op::AddDoc(id) => {
                if next.docs.insert(*id, false).is_some() {
                    return None;
                }
            }
            Op::FinishDoc(id) => match next.docs.get_mut(id) {
                Some(done @ false) => *done = true,
                _ => return None,
            },
            Op::RemoveDoc(id) => drop(next.docs.remove(id)?),
            Op::SetShards(count) => next.shards = *count,
            Op::RaiseFlags(flags) => next.flags.extend(flags),
            Op::DropFlags(flags) => next.flags.retain(|flag| !flags.contains(flag)),
            Op::Hit => next.hits = (next.hits.0 + 1, next.hits.1 + 1),
        }
        Some(next)
    }
}

struct World {
    local: Local,
    corners: Corners,
    store: Store,
}

impl World {
    async fn open() -> Result<Self, Error> {
        let local = Local::start()
            .map_err(|_| ())
            .unwrap_or_else(|()| std::process::abort());
        let names = TableNames {
            main: "main",
            side: "side",
            shelves: "shelves",
        };
        let corners = Corners::create_tables(local.client(), names).await?;
        let tenant = Tenant {
            id: ONE,
            shard_count: Some(2),
            owner_count: 1,
        };
        corners.add_tenant(&tenant).await?;
        let store = Store {
            notes: BTreeMap::new(),
            docs: BTreeMap::new(),
            flags: BTreeSet::new(),
            shards: 2,
            hits: (0, 0),
        };
        Ok(Self {
            local,
            corners,
            store,
        })
    }

    async fn send(&self, op: &Op) -> Result<(), Error> {
        let corners = &self.corners;
        match op {
            Op::PutNote(id, text) => corners.put_note(&note(*id, *text)).await,
            Op::EditNote(id, text) => {
                let text = text.to_string();
                corners.edit_note(ONE, ulid(*id), &text, &Mood::Good).await
            }
            Op::DeleteNote(id) => corners.delete_note(ONE, ulid(*id)).await,
            Op::PutAndEdit(new, old, text) => {
                let tenant = Tenant {
                    id: ONE,
                    shard_count: Some(self.store.shards.into()),
                    owner_count: 1,
                };
                let (new, text) = (note(*new, *text), text.to_string());
                corners
                    .note_and_tenant(&new, &tenant, ONE, ulid(*old), &text)
                    .await
            }
            Op::AddDoc(id) => {
                let doc = Doc {
                    id: ONE,
                    doc_id: ulid(*id),
                    state: State::Open,
                    owner: "ada".to_owned(),
                    shard: None,
                    gsi1_shard: None,
                };
                corners.add_doc(&doc).await
            }
            Op::FinishDoc(id) => corners.finish_doc(ONE, ulid(*id), "ada").await.map(drop),
            Op::RemoveDoc(id) => corners.remove_doc(ONE, ulid(*id)).await.map(drop),
            Op::SetShards(count) => corners.set_counts(ONE, (*count).into(), 1).await,
            Op::RaiseFlags(flags) => {
                let flag = |number: &u8| Flag {
                    id: ONE,
                    kind: "x".to_owned(),
                    at: at(*number),
                };
                corners
                    .raise_flags(&flags.iter().map(flag).collect::<Vec<_>>())
                    .await
            }
            Op::DropFlags(flags) => {
                let keys: Vec<_> = flags.iter().map(|flag| (ONE, "x", at(*flag))).collect();
                corners.drop_flags(&keys).await
            }
            Op::Hit => corners.hit(ONE, "home").await,
        }
    }

    /// Everything that can be read, by the reads of the model.
    async fn read(&self) -> Result<Store, Error> {
        let number = |id: Ulid| (id.random() >> 64) as u8;
        let notes = self.corners.notes_of(&[ONE]).limit(2);
        let mut found = BTreeMap::new();
        let mut cursor = None;
        loop {
            let page = notes.clone().after(cursor).await?;
            for note in &page.items {
                let before = found.insert(number(note.note_id), note.text.parse().unwrap_or(99));
                assert_eq!(before, None, "a note lies in two shards");
            }
            cursor = page.cursor;
            if cursor.is_none() {
                break;
            }
        }
        let mut docs = BTreeMap::new();
        for doc in self.corners.docs(ONE).await?.all().await? {
            let before = docs.insert(number(doc.doc_id), doc.state == State::Done);
            assert_eq!(before, None, "a doc lies in two shards");
        }
        let flags = self.corners.flags(ONE, &["x"], ..).all().await?;
        let flags = flags.iter().map(|flag| flag.at.as_second() as u8).collect();
        let hits = self.corners.hits(ONE, "home").await?;
        let hits = hits.map_or(0, |hits| hits.hits);
        let tenant = self.corners.tenant_and_flag(ONE, "x", at(0)).await?.tenant;
        let shards = tenant.and_then(|tenant| tenant.shard_count).unwrap_or(0);
        Ok(Store {
            notes: found,
            docs,
            flags,
            shards: shards as u8,
            hits: (hits, hits),
        })
    }

    async fn step(&mut self, step: &Step) -> Result<(), Error> {
        let faults = self.local.faults();
        for fault in &step.faults {
            ask(&faults, &step.op, *fault);
        }
        let ended = match step.gives_up_after {
            None => Some(self.send(&step.op).await),
            Some(answers) => {
                faults.delay(LATE);
                let patience = LATE * u32::from(answers) + LATE / 2;
                tokio::time::timeout(patience, self.send(&step.op))
                    .await
                    .ok()
            }
        };
        faults.clear();
        let stored = self.read().await?;
        self.judge(step, ended, stored);
        Ok(())
    }

    /// Whether what is stored follows from how an operation ended; it is what is known from here on.
    fn judge(&mut self, step: &Step, ended: Option<Result<(), Error>>, stored: Store) {
        let before = self.store.clone();
        let after = before.after(&step.op);
        let lost = step.faults.iter().any(|fault| matches!(fault, Fault::Lost));
        let same = |other: &Store| {
            Store {
                hits: stored.hits,
                ..other.clone()
            } == stored
        };
        let explained = match (&ended, &after) {
            (Some(Ok(())), Some(after)) => same(after),
            (Some(Ok(())), None) => false,
            (Some(Err(error)), after) => match error.kind() {
                // Refused; or asked again after a lost answer, and refused for what it did itself.
                ErrorKind::ConditionFailed(_) | ErrorKind::Cancelled(_) => {
                    let conflict = matches!(error.kind(), ErrorKind::Cancelled(_))
                        && !error.is_condition_failed();
                    (after.is_none() || conflict) && same(&before)
                        || lost && after.as_ref().is_some_and(same)
                }
                ErrorKind::Unprocessed(undone) => {
                    self.done_but(&step.op, undone.positions(), &stored)
                }
                ErrorKind::Throttled(_) | ErrorKind::Service(_) => {
                    between(&before, after.as_ref(), &stored)
                }
                _ => false,
            },
            (None, after) => between(&before, after.as_ref(), &stored),
        };
        assert!(
            explained,
            "{step:?} ended as {ended:?}\nbefore {before:?}\nstored {stored:?}"
        );
        if let Op::Hit = step.op {
            let certain = matches!(ended, Some(Ok(())));
            // An update is no transaction: what is asked again after a lost answer is counted again.
            let twice = step
                .faults
                .iter()
                .filter(|fault| matches!(fault, Fault::Lost))
                .count();
            let most = before.hits.1 + 1 + i64::try_from(twice).unwrap_or(0);
            self.store.hits = (before.hits.0 + i64::from(certain), most);
        }
        let (least, most) = self.store.hits;
        let counted = stored.hits.0;
        assert!(
            (least..=most).contains(&counted),
            "{step:?}: {counted} of {least} to {most}"
        );
        self.store = stored;
    }

    /// Whether a batch did everything but what it says.
    fn done_but(&self, op: &Op, undone: &[usize], stored: &Store) -> bool {
        let (flags, there) = match op {
            Op::RaiseFlags(flags) => (flags, true),
            Op::DropFlags(flags) => (flags, false),
            _ => return false,
        };
        let mut all = flags.iter().enumerate();
        let done =
            all.all(|(at, flag)| undone.contains(&at) || stored.flags.contains(flag) == there);
        let others = |flags_of: &Store| -> BTreeSet<u8> {
            flags_of.flags.difference(flags).copied().collect()
        };
        done && others(&self.store) == others(stored)
    }
}

/// Whether something was done, not done, or of a batch partly.
fn between(before: &Store, after: Option<&Store>, stored: &Store) -> bool {
    let same = |other: &Store| {
        Store {
            hits: stored.hits,
            ..other.clone()
        } == *stored
    };
    let Some(after) = after else {
        return same(before);
    };
    let flags = Store {
        flags: stored.flags.clone(),
        ..before.clone()
    };
    let (least, most) = (
        before
            .flags
            .intersection(&after.flags)
            .copied()
            .collect::<BTreeSet<_>>(),
        before
            .flags
            .union(&after.flags)
            .copied()
            .collect::<BTreeSet<_>>(),
    );
    let partly = before.flags != after.flags
        && same(&flags)
        && least.is_subset(&stored.flags)
        && stored.flags.is_subset(&most);
    same(before) || same(after) || partly
}

fn ask(faults: &Faults, op: &Op, fault: Fault) {
    match fault {
        Fault::Throttle(n) => faults.throttle_next(n),
        Fault::Fail(n) => faults.fail_next(n),
        Fault::Conflict(n) => faults.conflict_next(n),
        Fault::Unprocessed(n) => faults.unprocessed_next(n),
        Fault::Lost => faults.drop_response_of(match op {
            Op::PutNote(..) | Op::AddDoc(_) => "PutItem",
            Op::EditNote(..) | Op::FinishDoc(_) | Op::SetShards(_) | Op::Hit => "UpdateItem",
            Op::DeleteNote(_) | Op::RemoveDoc(_) => "DeleteItem",
            Op::PutAndEdit(..) => "TransactWriteItems",
            Op::RaiseFlags(_) | Op::DropFlags(_) => "BatchWriteItem",
        }),
    }
}

/// A few in a common run; as many as are asked for otherwise.
fn schedules() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(60),
    }
}

proptest! {
    #![proptest_config(schedules())]

    #[test]
    fn what_is_stored_is_what_may_be(steps in prop::collection::vec(step(), 1..12)) {
        // Time passes only where everybody waits, so that a pause before a retry takes none.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()?;
        let done: Result<(), Error> = runtime.block_on(async {
            let mut world = World::open().await?;
            for step in &steps {
                world.step(step).await?;
            }
            Ok(())
        });
        prop_assert!(done.is_ok(), "{done:?}");
    }
}
