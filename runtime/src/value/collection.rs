//! Lists, maps and sets.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;

use super::{FromValue, ToValue, ValueRef, is_empty_set};
use crate::error::{Invalid, Mismatch};

/// A list. An empty set inside one is refused, because leaving it out would move its neighbours.
impl<T: ToValue> ToValue for [T] {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        let element = |(at, element): (usize, &T)| match element.to_value() {
            Ok(value) if is_empty_set(&value) => Err(Invalid::new(
                format!("[{at}]"),
                "is an empty set, which cannot be stored",
            )),
            Ok(value) => Ok(value),
            Err(invalid) => Err(invalid.of(&format!("[{at}]"))),
        };
        self.iter()
            .enumerate()
            .map(element)
            .collect::<Result<_, _>>()
            .map(AttributeValue::L)
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        self.as_slice().to_value()
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let element = |(at, element): (usize, ValueRef<'_>)| {
            T::from_value(element).map_err(|mismatch| mismatch.at(&format!("[{at}]")))
        };
        value.as_list()?.iter().enumerate().map(element).collect()
    }
}

/// A map; an entry that is an empty set is left out.
impl<T: ToValue> ToValue for BTreeMap<String, T> {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        let mut entries = HashMap::with_capacity(self.len());
        for (key, entry) in self {
            let entry = entry.to_value().map_err(|invalid| invalid.of("[entry]"))?;
            if !is_empty_set(&entry) {
                entries.insert(key.clone(), entry);
            }
        }
        Ok(AttributeValue::M(entries))
    }
}

impl<T: FromValue> FromValue for BTreeMap<String, T> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        // The keys are data, so that messages do not name them.
        let entry = |(key, entry): (&str, ValueRef<'_>)| match T::from_value(entry) {
            Ok(entry) => Ok((key.to_owned(), entry)),
            Err(mismatch) => Err(mismatch.at("[entry]")),
        };
        value.as_map()?.iter().map(entry).collect()
    }
}

/// A set of texts, numbers or binaries, by what its members are stored as.
impl<T: ToValue> ToValue for BTreeSet<T> {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        let mut texts = Vec::new();
        let mut numbers = Vec::new();
        let mut binaries = Vec::new();
        for member in self {
            match member.to_value()? {
                AttributeValue::S(text) => texts.push(text),
                AttributeValue::N(number) => numbers.push(number),
                AttributeValue::B(binary) => binaries.push(binary),
                _ => {
                    return Err(Invalid::value(
                        "is a set of other than texts, numbers, binaries",
                    ));
                }
            }
        }
        match (texts.is_empty(), numbers.is_empty(), binaries.is_empty()) {
            (_, true, true) => Ok(AttributeValue::Ss(texts)),
            (true, false, true) => Ok(AttributeValue::Ns(numbers)),
            (true, true, false) => Ok(AttributeValue::Bs(binaries)),
            _ => Err(Invalid::value("is a set of members of different types")),
        }
    }
}

impl<T: FromValue + Ord> FromValue for BTreeSet<T> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        value.as_set()?.iter().map(T::from_value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back<T: ToValue + FromValue + PartialEq + std::fmt::Debug>(value: &T) {
        assert_eq!(
            &T::from_value((&value.to_value().unwrap()).into()).unwrap(),
            value
        );
    }

    #[test]
    fn collections_go_there_and_back() {
        there_and_back(&vec![1_i64, -2]);
        there_and_back(&vec![vec![1_u8, 2], vec![]]);
        there_and_back(&BTreeMap::from([("a".to_owned(), true)]));
        there_and_back(&BTreeSet::from(["x".to_owned()]));
        there_and_back(&BTreeSet::from([1_i64, 2]));
        there_and_back(&BTreeSet::from([vec![1_u8]]));
        there_and_back(&BTreeSet::<i64>::new());
    }

    #[test]
    fn bytes_are_binary_and_not_a_list() {
        assert!(vec![1_u8].to_value().unwrap().is_b());
        assert!(vec![1_i64].to_value().unwrap().is_l());
    }

    #[test]
    fn sets_take_their_type_from_their_members() {
        assert!(BTreeSet::from([1_i64]).to_value().unwrap().is_ns());
        assert!(
            BTreeSet::from([uuid::Uuid::nil()])
                .to_value()
                .unwrap()
                .is_ss()
        );
        assert!(BTreeSet::from([true]).to_value().is_err());
    }

    #[test]
    fn empty_sets_inside_collections() {
        let empty = BTreeSet::<String>::new();
        assert_eq!(vec![&empty].to_value().unwrap_err().what, "[0]");
        let map = BTreeMap::from([("a".to_owned(), empty)]);
        assert_eq!(map.to_value().unwrap(), AttributeValue::M(HashMap::new()));
    }
}
