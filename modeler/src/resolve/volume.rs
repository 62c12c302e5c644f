//! How many items an entity has.

use super::{
    Sink, names,
    quantities::{Fields, contradiction, quantity, text},
};
use crate::{
    draft::{self, Value},
    model::{Entity, Volume},
    quantity::{Average, Count},
    rules::missing_field,
};

const FIELDS: &[&str] = &["each", "average", "max"];
const EXAMPLE: &str = "volume: { each: order_id, average: 4, max: 95 }";

/// The volume of an entity: a count, or so many for each value of an attribute.
pub(super) fn volume(
    written: &draft::Entity,
    entity: &Entity,
    sink: &mut Sink<'_>,
) -> Option<Volume> {
    let value = written.volume.as_ref()?;
    if let Value::Scalar(_) = value {
        return quantity(value, sink).map(Volume::Total);
    }
    let fields = Fields::new(value, "a volume", FIELDS, EXAMPLE, sink)?;
    let each = fields.needed("each", sink);
    let each = each.and_then(|each| text(each, "an attribute", sink));
    let each = each.and_then(|each| names::attribute(each, each.span, entity, sink));
    let average: Option<Average> = fields.quantity("average", sink);
    let max: Option<Count> = fields.quantity("max", sink);
    if fields.get("average").or(fields.get("max")).is_none() && !fields.misspelt() {
        let finding = missing_field::RULE.at(value.span(), "a volume says how many");
        sink.report(
            finding
                .help(format!("write `{EXAMPLE}`"))
                .entity(&entity.name),
        );
        return None;
    }
    if let (Some(average), Some(max), Some(at)) = (average, max, fields.get("average"))
        && average.0 > max.float()
    {
        contradiction(at, format!("more on average than the {max} at most"), sink);
        return None;
    }
    Some(Volume::Each {
        attribute: each?,
        average,
        max,
    })
}
