//! The functions of CloudFormation templates, as far as a default says what they give.

use serde_json::{Map, Value as Json};

/// A template without functions where that can be, and what was taken for what.
pub(crate) struct Resolved {
    pub(crate) json: Json,
    pub(crate) notes: Vec<String>,
}

/// Takes the default of each parameter, and the first branch of each condition.
pub(crate) fn resolve(template: &Json) -> Resolved {
    let mut all = Functions {
        parameters: template.get("Parameters").and_then(Json::as_object),
        notes: Vec::new(),
    };
    let mut json = template.clone();
    if let Some(resources) = json.get_mut("Resources").and_then(Json::as_object_mut) {
        for (name, resource) in resources {
            let kind = resource["Type"].as_str().unwrap_or_default();
            if kind.starts_with("AWS::DynamoDB::") {
                let properties = resource["Properties"].take();
                resource["Properties"] = all.given(&properties, &[name, "Properties"].join("."));
            }
        }
    }
    let mut notes = all.notes;
    notes.dedup();
    Resolved { json, notes }
}

struct Functions<'t> {
    parameters: Option<&'t Map<String, Json>>,
    notes: Vec<String>,
}

impl Functions<'_> {
    /// A value at a place, with what functions give in it.
    fn given(&mut self, json: &Json, at: &str) -> Json {
        match json {
            Json::Array(all) => {
                let members = all.iter().enumerate();
                let members =
                    members.map(|(number, one)| self.given(one, &format!("{at}[{number}]")));
                members.filter(|one| !is_nothing(one)).collect()
            }
            Json::Object(fields) => match function(fields) {
                Some((name, argument)) => self.call(name, argument, json, at),
                None => {
                    let fields = fields.iter();
                    let given = fields.map(|(name, one)| {
                        (name.clone(), self.given(one, &format!("{at}.{name}")))
                    });
                    Json::Object(given.filter(|(_, one)| !is_nothing(one)).collect())
                }
            },
            other => other.clone(),
        }
    }

    fn call(&mut self, name: &str, argument: &Json, whole: &Json, at: &str) -> Json {
        match (name, argument) {
            ("Ref", Json::String(of)) if of == "AWS::NoValue" => nothing(),
            ("Ref", Json::String(of)) => match self.default(of) {
                Some(default) => {
                    self.notes
                        .push(format!("{at}: `{of}` is taken for its default, {default}"));
                    default
                }
                None => self.left(whole, at, &format!("`{of}` has no default")),
            },
            ("Fn::If", Json::Array(parts)) if parts.len() == 3 => {
                let condition = parts[0].as_str().unwrap_or_default();
                self.notes
                    .push(format!("{at}: taken as it is where `{condition}` holds"));
                self.given(&parts[1], at)
            }
            // A name with parameters in it is read as far as it goes.
            ("Fn::Sub", Json::String(_)) => whole.clone(),
            _ => self.left(whole, at, &format!("`{name}` is not evaluated")),
        }
    }

    fn left(&mut self, whole: &Json, at: &str, why: &str) -> Json {
        // The name of a table has words of its own.
        if !at.ends_with(".TableName") {
            self.notes.push(format!("{at}: left out, for {why}"));
            return nothing();
        }
        whole.clone()
    }

    fn default(&self, name: &str) -> Option<Json> {
        let parameter = self.parameters?.get(name)?;
        let default = parameter.get("Default")?;
        let number = default.as_str().and_then(|text| text.parse::<u64>().ok());
        match (parameter["Type"].as_str(), number) {
            (Some("Number"), Some(number)) => Some(Json::from(number)),
            _ => Some(default.clone()),
        }
    }
}

/// What stands for no value at all.
fn nothing() -> Json {
    Json::Object(Map::from_iter([("AWS::NoValue".to_owned(), Json::Null)]))
}

fn is_nothing(json: &Json) -> bool {
    json.get("AWS::NoValue").is_some()
}

fn function(fields: &Map<String, Json>) -> Option<(&str, &Json)> {
    let (name, argument) = fields.iter().next().filter(|_| fields.len() == 1)?;
    (name == "Ref" || name.starts_with("Fn::")).then_some((name, argument))
}
