//! A read as DynamoDB is asked for it, checked as far as that is possible without asking.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{ErrorKind, Invalid};
use crate::expression::{Condition, Names, Path};
use crate::item::Item;
use crate::key::{Partition, SortKey};
use crate::read::listing::Read;
use crate::read::{Cursor, CursorError};
use crate::value::Decimal;

/// What every request of a read has in common.
#[derive(Debug)]
pub(super) struct Prepared {
    /// `None` for a scan.
    pub(super) key_condition: Option<String>,
    pub(super) filter: Option<String>,
    pub(super) projection: Option<String>,
    pub(super) names: Option<HashMap<String, String>>,
    pub(super) values: Option<Item>,
    /// The key condition holds for nothing, so that nothing need be asked.
    pub(super) is_empty: bool,
}

/// Renders a read's expressions, and gives where it starts.
pub(super) fn prepare<T>(read: &Read<T>) -> Result<(Prepared, Option<Item>), ErrorKind> {
    let start = match &read.after {
        Some(cursor) => Some(start(read, cursor)?),
        None => None,
    };
    let prepared = render(read).map_err(ErrorKind::Invalid)?;
    Ok((prepared, start))
}

fn render<T>(read: &Read<T>) -> Result<Prepared, Invalid> {
    if let Some(invalid) = &read.refused {
        return Err(invalid.clone());
    }
    if read.limit == Some(0) {
        return Err(Invalid::new(
            "limit",
            "is 0, and a page has at least one item",
        ));
    }
    let mut names = Names::new();
    let key_condition = match &read.partition {
        Some(partition) => key_condition(partition, &read.sort)?.render(&mut names)?,
        None => None,
    };
    let filter = match &read.filter {
        Some(filter) => filter.render(&mut names)?,
        None => None,
    };
    let projection = read.projection.as_ref().filter(|_| !read.fetches);
    let projection = projection.map(|attributes| {
        let mut attributes = attributes.clone();
        for key in &read.cursor_keys {
            if !attributes.contains(key) {
                attributes.push(key.clone());
            }
        }
        names.list(&attributes)
    });
    let is_empty = read
        .sort
        .iter()
        .any(|(_, condition)| *condition == SortKey::Nothing);
    let (names, values) = names.into_parts();
    Ok(Prepared {
        key_condition,
        filter,
        projection,
        names,
        values,
        is_empty,
    })
}

fn key_condition(partition: &Partition, sort: &[(String, SortKey)]) -> Result<Condition, Invalid> {
    let mut conditions = Vec::new();
    for (name, value) in partition.parts()? {
        conditions.push(Path::name(name).eq(value));
    }
    for (name, condition) in sort {
        condition.check().map_err(|invalid| invalid.of(name))?;
        conditions.extend(sort_condition(Path::name(name), condition));
    }
    Ok(Condition::all(conditions))
}

/// The condition of an expression that says the same; `None` where there is none to say.
fn sort_condition(path: Path, condition: &SortKey) -> Option<Condition> {
    Some(match condition {
        SortKey::All | SortKey::Nothing | SortKey::Refused(_) => return None,
        SortKey::Equals(value) => path.eq(value),
        SortKey::BeginsWith(prefix) => path.begins_with(prefix),
        SortKey::Between(low, high) if low == high => path.eq(low),
        SortKey::Between(low, high) => path.between(low, high),
        SortKey::AtLeast(low) => path.ge(low),
        SortKey::MoreThan(low) => path.gt(low),
        SortKey::AtMost(high) => path.le(high),
        SortKey::LessThan(high) => path.lt(high),
    })
}

/// Where a cursor says to start, if it is of this read.
fn start<T>(read: &Read<T>, cursor: &Cursor) -> Result<Item, ErrorKind> {
    if cursor.pattern() != read.pattern {
        let other = cursor.pattern().to_owned();
        return Err(ErrorKind::Cursor(CursorError::OtherPattern(other)));
    }
    let other_read = || ErrorKind::Cursor(CursorError::OtherRead);
    let key = cursor.key().ok_or_else(other_read)?;
    let keys = &read.cursor_keys;
    let same_keys = keys.is_empty()
        || (key.len() == keys.len() && keys.iter().all(|name| key.contains_key(name)));
    let same_partition = match &read.partition {
        Some(partition) => {
            let parts = partition.parts().map_err(ErrorKind::Invalid)?;
            parts
                .iter()
                .all(|(name, value)| key.get(name).is_some_and(|at| is_same(at, value)))
        }
        None => true,
    };
    let same_start = read.sort.iter().all(|(name, condition)| match condition {
        SortKey::Equals(value) => key.get(name).is_some_and(|at| is_same(at, value)),
        _ => true,
    });
    if same_keys && same_partition && same_start {
        Ok(cursor.clone().into_start())
    } else {
        Err(other_read())
    }
}

/// Whether two key values are one to DynamoDB, which may write a number otherwise than it was given.
fn is_same(a: &AttributeValue, b: &AttributeValue) -> bool {
    match (a, b) {
        (AttributeValue::N(a), AttributeValue::N(b)) => {
            a == b || a.parse::<Decimal>().is_ok_and(|a| b.parse() == Ok(a))
        }
        (a, b) => a == b,
    }
}
