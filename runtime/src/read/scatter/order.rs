//! Where an item stands among those of other partitions.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{DecodeError, ErrorKind};
use crate::item::Item;
use crate::value::Decimal;

/// The value of one attribute of a sort key, in DynamoDB's order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Rank {
    /// By the number.
    Number(Decimal),
    /// By the bytes, of a text's UTF-8 or of a binary.
    Bytes(Vec<u8>),
}

/// Where an item stands: by these attributes, one after the other, the first without what it starts with.
pub(super) fn ranks(key: &Item, by: &[String], behind: &str) -> Result<Vec<Rank>, ErrorKind> {
    let mut ranks: Vec<Rank> = by
        .iter()
        .map(|name| rank(key, name))
        .collect::<Result<_, _>>()?;
    if let Some(Rank::Bytes(bytes)) = ranks.first_mut()
        && bytes.starts_with(behind.as_bytes())
    {
        bytes.drain(..behind.len());
    }
    Ok(ranks)
}

fn rank(key: &Item, name: &str) -> Result<Rank, ErrorKind> {
    let wrong = |why: &str| ErrorKind::Decode(DecodeError::new("an entry of the read", name, why));
    match key.get(name) {
        Some(AttributeValue::S(text)) => Ok(Rank::Bytes(text.clone().into_bytes())),
        Some(AttributeValue::B(bytes)) => Ok(Rank::Bytes(bytes.as_ref().to_vec())),
        Some(AttributeValue::N(digits)) => {
            let number = digits.parse().map_err(|_| wrong("is no number"))?;
            Ok(Rank::Number(number))
        }
        Some(_) => Err(wrong("is nothing that a key may be")),
        None => Err(wrong("is missing, and the read is merged by it")),
    }
}
