//! Items: writing one from a Rust value, and reading one back.

mod fields;
mod kept;
mod view;
mod writer;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

pub use fields::Fields;
pub use kept::Kept;
pub(crate) use kept::keeping;
pub use view::ItemRef;
pub use writer::Writer;

/// An item as the SDK knows it: attributes by their physical names.
pub type Item = HashMap<String, AttributeValue>;
