//! Whether several entities come in one order: each has the wanted order in its own part of a partition,
//! and all of them only where their sort keys are alike up to the last attribute that is ordered by.

use super::{cover, known::Known};
use crate::{
    model::{AttributeId, AttributeRef, Order, Part},
    plan::SortCondition,
};

/// One entity of a read, as its sort key is asked for.
pub(super) struct Share<'a> {
    pub(super) known: &'a Known<'a>,
    pub(super) sort: &'a SortCondition,
    /// The parts of the template that the condition leaves open.
    pub(super) open: &'a [Part],
}

/// The first wanted attribute in whose order the entities do not come together.
pub(super) fn apart(order: &[Order], shares: &[Share<'_>]) -> Option<AttributeRef> {
    order.iter().enumerate().find_map(|(at, wanted)| {
        let mut ordered = shares
            .iter()
            .filter_map(|share| Some((share, own(wanted, share)?)));
        let (first, of) = ordered.next()?;
        let alike = ordered.all(|(other, other_of)| {
            let values = (
                first.known.source(of.attribute),
                other.known.source(other_of.attribute),
            );
            match values {
                (Some((_, one)), Some((_, two))) => one == two,
                _ => {
                    cover::alike(first.sort, other.sort)
                        && head(first, &order[..=at]) == head(other, &order[..=at])
                }
            }
        });
        (!alike).then_some(of)
    })
}

fn own(wanted: &Order, share: &Share<'_>) -> Option<AttributeRef> {
    let id = share.known.id;
    wanted.attributes.iter().copied().find(|of| of.entity == id)
}

/// A part of a sort key, whichever entity it belongs to: what is ordered by it, or the text.
#[derive(PartialEq)]
enum Piece<'a> {
    Text(&'a str),
    Ordered(Option<usize>, Option<u8>),
}

/// The open parts up to the last attribute that is ordered by.
fn head<'a>(share: &Share<'a>, order: &[Order]) -> Vec<Piece<'a>> {
    let place = |id: AttributeId| {
        order
            .iter()
            .position(|wanted| own(wanted, share).is_some_and(|of| of.attribute == id))
    };
    let mut all: Vec<Piece<'a>> = share
        .open
        .iter()
        .map(|part| match part {
            Part::Literal(text) => Piece::Text(text),
            Part::Attribute { attribute, pad, .. } => Piece::Ordered(place(*attribute), *pad),
        })
        .collect();
    let ordered = |piece: &Piece<'_>| matches!(piece, Piece::Ordered(Some(_), _));
    all.truncate(all.iter().rposition(ordered).map_or(0, |last| last + 1));
    all
}
