//! Attributes and parts of documents, found in an item and changed there.

use tablewright_modeler::model::{AttributeId, Model, Path, Step, Type};

use crate::{
    item::Item,
    values::{Value, inner, part},
};

/// The attribute of the item's own entity that a path means: the one of the same name.
pub(super) fn own_attribute(model: &Model, path: &Path, item: &Item) -> Option<AttributeId> {
    if path.attribute.entity == item.entity {
        return Some(path.attribute.attribute);
    }
    model
        .entity(item.entity)
        .attribute(&model.attribute(path.attribute).name)
}

/// The type of what a path leads to.
pub(crate) fn kind_of<'a>(model: &'a Model, path: &Path) -> &'a Type {
    path.steps.iter().fold(
        &model.attribute(path.attribute).kind,
        |kind, step| match step {
            Step::Field(name) => part(kind, name),
            Step::Item(_) => inner(kind),
        },
    )
}

/// What a path leads to in an item.
pub(crate) fn read_path<'a>(model: &Model, path: &Path, item: &'a Item) -> Option<&'a Value> {
    let attribute = own_attribute(model, path, item)?;
    path.steps
        .iter()
        .try_fold(item.get(attribute)?, |value, step| match (value, step) {
            (Value::Map(fields), Step::Field(name)) => fields.get(name),
            (Value::List(items), Step::Item(at)) => items.get(*at as usize),
            _ => None,
        })
}

/// Puts a value where a path leads, or takes it away. False where the way is not there.
#[must_use]
pub(super) fn write_path(item: &mut Item, path: &Path, new: Option<Value>) -> bool {
    let attribute = path.attribute.attribute;
    let Some((last, way)) = path.steps.split_last() else {
        item.set(attribute, new);
        return true;
    };
    let Some(root) = item
        .values
        .get_mut(attribute.index())
        .and_then(Option::as_mut)
    else {
        return false;
    };
    let parent = way
        .iter()
        .try_fold(root, |value, step| match (value, step) {
            (Value::Map(fields), Step::Field(name)) => fields.get_mut(name),
            (Value::List(items), Step::Item(at)) => items.get_mut(*at as usize),
            _ => None,
        });
    match (parent, last, new) {
        (Some(Value::Map(fields)), Step::Field(name), Some(value)) => {
            fields.insert(name.clone(), value);
        }
        (Some(Value::Map(fields)), Step::Field(name), None) => {
            fields.remove(name);
        }
        (Some(Value::List(items)), Step::Item(at), Some(value)) => {
            let at = *at as usize;
            if at < items.len() {
                items[at] = value
            } else {
                items.push(value)
            }
        }
        (Some(Value::List(items)), Step::Item(at), None) => {
            if (*at as usize) < items.len() {
                items.remove(*at as usize);
            }
        }
        _ => return false,
    }
    true
}
