//! The functions of CloudFormation templates, as far as a default says what they give.

use serde_json::{Map, Value as Json, json};

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
            let kind = resource["Type"].as_str().unwrap_or_default().to_owned();
            if kind.starts_with("AWS::DynamoDB::") {
                let properties = resource["Properties"].take();
                resource["Properties"] = all.given(&properties, &[name, "Properties"].join("."));
            }
            if kind.starts_with("AWS::DynamoDB::")
                || kind.starts_with("AWS::ApplicationAutoScaling::")
            {
                all.spelled(&mut resource["Properties"]);
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
            ("Fn::Sub", Json::String(text)) => self.substituted(text, whole, at),
            ("Fn::Join", Json::Array(parts)) => match joined(parts) {
                Some(text) => self.substituted(&text, &json!({ "Fn::Sub": text }), at),
                None => self.left(whole, at, "`Fn::Join` is not evaluated"),
            },
            _ => self.left(whole, at, &format!("`{name}` is not evaluated")),
        }
    }

    /// A text with the defaults of the parameters in it.
    fn substituted(&mut self, text: &str, whole: &Json, at: &str) -> Json {
        // The name of a table is read without its parameters: the stage is not part of the design.
        if at.ends_with(".TableName") {
            return whole.clone();
        }
        let (mut done, mut rest) = (String::new(), text);
        while let Some((before, behind)) = rest.split_once("${") {
            let Some((name, behind)) = behind.split_once('}') else {
                break;
            };
            let Some(default) = self.default(name) else {
                return self.left(whole, at, &format!("`{name}` has no default"));
            };
            let default = default
                .as_str()
                .map_or_else(|| default.to_string(), str::to_owned);
            self.notes.push(format!(
                "{at}: `{name}` is taken for its default, {default}"
            ));
            done.extend([before, &default]);
            rest = behind;
        }
        Json::from(done + rest)
    }

    /// Numbers and truth values that are written as texts, which CloudFormation takes as well; and in what follows the load,
    /// where functions stay as they are, those that parameters give.
    fn spelled(&self, json: &mut Json) {
        match json {
            Json::Array(all) => all.iter_mut().for_each(|one| self.spelled(one)),
            Json::Object(fields) => {
                for (name, value) in fields {
                    match NUMBERS.contains(&name.as_str()) || TRUTHS.contains(&name.as_str()) {
                        true => *value = self.plain(value),
                        false => self.spelled(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn plain(&self, json: &Json) -> Json {
        let given = json.get("Ref").and_then(Json::as_str);
        let given = given.and_then(|name| self.default(name));
        let json = given.unwrap_or_else(|| json.clone());
        let text = json.as_str();
        let number = text.and_then(|text| serde_json::from_str(text).ok());
        match number {
            Some(plain @ (Json::Number(_) | Json::Bool(_))) => plain,
            _ => json,
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

/// Properties that are numbers, and those that are true or false.
const NUMBERS: [&str; 9] = [
    "ReadCapacityUnits",
    "WriteCapacityUnits",
    "MinCapacity",
    "MaxCapacity",
    "TargetValue",
    "MaxReadRequestUnits",
    "MaxWriteRequestUnits",
    "ReadUnitsPerSecond",
    "WriteUnitsPerSecond",
];
const TRUTHS: [&str; 3] = [
    "Enabled",
    "PointInTimeRecoveryEnabled",
    "DeletionProtectionEnabled",
];

/// The parts of a `Fn::Join` as one text, with `${…}` for what is no text.
fn joined(parts: &[Json]) -> Option<String> {
    let [Json::String(between), Json::Array(parts)] = parts else {
        return None;
    };
    let part = |one: &Json| match (one.as_str(), one.get("Ref").and_then(Json::as_str)) {
        (Some(text), _) => Some(text.to_owned()),
        (None, Some(name)) => Some(format!("${{{name}}}")),
        (None, None) => None,
    };
    let parts: Option<Vec<String>> = parts.iter().map(part).collect();
    Some(parts?.join(between))
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
