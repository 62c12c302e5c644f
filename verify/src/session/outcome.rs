//! How a write ended, and how it should have.

use tablewright_modeler::model::{AttributeRef, Model, Returns, Side, Write};

use super::failure;
use crate::{
    compare::{self, Found},
    item::Item,
    oracle::Outcome,
    report::What,
    run::{Ended, Recogniser, read_item},
};

/// What differs, if anything does.
pub(super) fn compare(
    model: &Model,
    write: &Write,
    expected: &Outcome,
    got: &Ended,
) -> Option<Found> {
    let differ = |expected: &str, got: &str| {
        let (expected, got) = (vec![expected.to_owned()], vec![got.to_owned()]);
        Some(Found {
            what: What::Outcome,
            expected,
            got,
        })
    };
    match (expected, got) {
        (_, Ended::Failed(why)) => Some(failure(Vec::new(), why.clone())),
        (Outcome::Refused | Outcome::Taken, Ended::Done(_)) => differ("refused", "done"),
        (Outcome::Done { .. }, Ended::Refused) => differ("done", "refused"),
        (Outcome::Done { before, after }, Ended::Done(returned)) => {
            let returns = write.returns.as_ref()?;
            let side = match returns.side {
                Side::Old => before.as_ref(),
                Side::New => after.as_ref(),
            };
            handed_back(model, write, returns, side, returned.as_ref())
        }
        (Outcome::Refused | Outcome::Taken | Outcome::Undefined, _) => None,
    }
}

/// Compares what a write hands back.
fn handed_back(
    model: &Model,
    write: &Write,
    returns: &Returns,
    expected: Option<&Item>,
    got: Option<&tablewright::Item>,
) -> Option<Found> {
    let of = |attribute: &_| AttributeRef {
        entity: write.entity,
        attribute: *attribute,
    };
    let listed: Vec<AttributeRef> = returns.attributes.iter().map(of).collect();
    let wanted = (!listed.is_empty()).then_some(listed.as_slice());
    let recogniser = Recogniser::new(model, &[write.entity]);
    let got = got
        .filter(|stored| recogniser.entity(stored).is_some())
        .map(|stored| read_item(model, write.entity, stored, wanted))
        .transpose();
    let expected = expected.map(|item| compare::only(item, wanted));
    let show = |item: &Option<Item>| {
        let shown = item.as_ref().map(|item| item.show(model));
        vec![shown.unwrap_or_else(|| "nothing".to_owned())]
    };
    let got = match got {
        Err(why) => vec![why],
        Ok(got) if got == expected => return None,
        Ok(got) => show(&got),
    };
    Some(Found {
        what: What::Returned,
        expected: show(&expected),
        got,
    })
}
