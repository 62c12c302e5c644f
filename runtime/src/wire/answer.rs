//! The answer to a read: its items, and the rest as the SDK is to read it.

use self_cell::self_cell;

use super::scan::{Odd, Read, Scan};
use super::value::Attribute;

/// The items of an answer.
#[derive(Debug, PartialEq)]
struct Items<'a> {
    /// The attributes of all of them, one item behind the other.
    attributes: Vec<Attribute<'a>>,
    /// Where the attributes of each end.
    ends: Vec<usize>,
}

self_cell!(
    /// Items, with the text that they are borrowed from.
    pub(crate) struct Stored {
        owner: String,
        #[covariant]
        dependent: Items,
    }
);

impl Stored {
    /// The attributes of each item.
    pub(crate) fn items(&self) -> impl Iterator<Item = &[Attribute<'_>]> {
        let Items { attributes, ends } = self.borrow_dependent();
        let mut rest = attributes.as_slice();
        let mut start = 0;
        ends.iter().map(move |end| {
            let (item, others) = rest.split_at(end - start);
            (rest, start) = (others, *end);
            item
        })
    }

    /// How many items there are.
    pub(crate) fn len(&self) -> usize {
        self.borrow_dependent().ends.len()
    }
}

/// How many bytes of an answer an attribute takes at least, mostly.
const BYTES: usize = 32;
/// How many attributes there is room for from the start, at most.
const MOST: usize = 2048;

/// Takes the items out of the answer to a Query or Scan: those, and the answer without them. None where the answer
/// is not what it should be, of which the SDK can say better what is wrong.
pub(super) fn apart(body: &[u8]) -> Option<(Stored, String)> {
    if has_control(body) {
        return None;
    }
    let text = std::str::from_utf8(body).ok()?.to_owned();
    let mut rest = String::new();
    let stored = Stored::try_new(text, |text| -> Read<Items<'_>> {
        let (items, others) = read(text)?;
        rest = others;
        Ok(items)
    });
    Some((stored.ok()?, rest))
}

/// Whether there is a control character, which the service escapes in a string and never writes between. All bytes are
/// looked at, found or not: so they are by the dozen at a time.
fn has_control(body: &[u8]) -> bool {
    body.iter()
        .fold(false, |found, byte| found | (*byte < b' '))
}

fn read(text: &str) -> Read<(Items<'_>, String)> {
    let mut scan = Scan::new(text);
    let mut items = Items {
        attributes: Vec::with_capacity((text.len() / BYTES).min(MOST)),
        ends: Vec::new(),
    };
    let mut rest = "{".to_owned();
    let mut is_read = false;
    scan.object(|scan, name| {
        if name == "Items" {
            if std::mem::replace(&mut is_read, true) {
                return Err(Odd); // Of two, the SDK takes one.
            }
            return scan.array(|scan| {
                scan.attributes(&mut items.attributes)?;
                items.ends.push(items.attributes.len());
                Ok(())
            });
        }
        member(&mut rest, name, scan.anything()?);
        Ok(())
    })?;
    rest.push('}');
    match scan.is_at_end() {
        true => Ok((items, rest)),
        false => Err(Odd),
    }
}

/// Adds a member to the text of an object.
fn member(object: &mut String, name: &str, value: &str) {
    if object.len() > 1 {
        object.push(',');
    }
    object.push_str(&serde_json::Value::from(name).to_string());
    object.push(':');
    object.push_str(value);
}
