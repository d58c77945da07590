//! The Bot API 10.3 as data, as aiogram's package carries it, and whether a value is what it says.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// Types and methods by name.
pub struct Schema {
    types: HashMap<String, Type>,
    /// What a method is said to do, in words.
    pub methods: HashMap<String, String>,
}

enum Type {
    /// Fields, perhaps none.
    Object(Vec<Field>),
    /// One of these.
    Union(Vec<String>),
}

struct Field {
    name: String,
    kind: String,
    required: bool,
    /// `always 'x'` in the description.
    constant: Option<String>,
}

/// What Telegram's server adds for old bots and the documentation leaves out: `Client.cpp` of tdlib/telegram-bot-api,
/// `JsonMessage`, `JsonChat`, `JsonChatMember`, and the files with a `thumb`.
const UNDOCUMENTED: [(&str, &[&str]); 6] = [
    ("Message", &["forward_from", "forward_from_chat", "forward_from_message_id", "forward_date"]),
    ("Chat", &["all_members_are_administrators", "accepted_gift_types"]),
    ("ChatFullInfo", &["all_members_are_administrators"]),
    ("ChatPermissions", &["can_send_media_messages"]),
    ("ChatMemberAdministrator", &["can_manage_voice_chats"]),
    ("ChatMemberRestricted", &["can_send_media_messages"]),
];

impl Schema {
    /// Reads the file that `scripts/test` fetched.
    pub fn fetched() -> Self {
        let path = super::fetched("QUARTERMASTER_TEST_BOT_API_SCHEMA", "The schema of the Bot API");
        let whole: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        assert_eq!(whole["api"]["version"], "10.3", "the sandbox claims to be this version");
        let mut schema = Self { types: HashMap::new(), methods: HashMap::new() };
        let groups = whole["items"].as_array().unwrap();
        for item in groups.iter().flat_map(|group| group["children"].as_array().unwrap()) {
            let name = item["name"].as_str().unwrap().to_owned();
            let words = item["description"].as_str().unwrap();
            if item["category"] == "methods" {
                schema.methods.insert(name, words.to_owned());
            } else {
                schema.types.insert(name, Type::read(words, item["annotations"].as_array().unwrap()));
            }
        }
        schema
    }

    /// What is wrong with a value of this type, a line each; `at` says where it stands.
    pub fn faults(&self, kind: &str, value: &Value, at: &str) -> Vec<String> {
        if let Some(of) = kind.strip_prefix("Array of ") {
            let Some(list) = value.as_array() else { return vec![format!("{at}: {value} is no list")] };
            let each = list.iter().enumerate();
            return each.flat_map(|(n, value)| self.faults(of, value, &format!("{at}[{n}]"))).collect();
        }
        if kind.contains(" or ") {
            return self.best(kind.split(" or "), value, at);
        }
        let fits = match kind {
            "Integer" => value.is_i64(),
            "Float" => value.is_number(),
            "String" => value.is_string(),
            "Boolean" => value.is_boolean(),
            "True" => *value == Value::Bool(true),
            // Nested texts: a text, a list of them, or an object.
            "RichText" if value.is_string() => true,
            "RichText" if value.is_array() => return self.faults("Array of RichText", value, at),
            _ => return self.object(kind, value, at),
        };
        if fits { Vec::new() } else { vec![format!("{at}: {value} is no {kind}")] }
    }

    fn object(&self, kind: &str, value: &Value, at: &str) -> Vec<String> {
        let Some(shape) = self.types.get(kind) else { panic!("the schema has no type {kind}") };
        let fields = match shape {
            Type::Union(kinds) => return self.best(kinds.iter().map(String::as_str), value, at),
            Type::Object(fields) => fields,
        };
        let Some(given) = value.as_object() else { return vec![format!("{at}: {value} is no {kind}")] };
        let mut faults = unknown(kind, fields, given, at);
        for field in fields {
            let at = format!("{at}.{}", field.name);
            match given.get(&field.name) {
                None if field.required => faults.push(format!("{at} is missing in {kind}")),
                None => {}
                Some(value) => {
                    faults.extend(self.faults(&field.kind, value, &at));
                    if field.constant.as_ref().is_some_and(|constant| value != constant) {
                        faults.push(format!("{at}: {value} is not what a {kind} has"));
                    }
                }
            }
        }
        faults
    }

    /// The faults of the variant that fits best.
    fn best<'a>(&self, kinds: impl Iterator<Item = &'a str>, value: &Value, at: &str) -> Vec<String> {
        kinds.map(|kind| self.faults(kind, value, at)).min_by_key(Vec::len).unwrap_or_default()
    }
}

fn unknown(kind: &str, fields: &[Field], given: &Map<String, Value>, at: &str) -> Vec<String> {
    let old = UNDOCUMENTED.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, old)| old);
    let known = |name: &str| fields.iter().any(|field| field.name == name) || old.contains(&name);
    let strange = given.keys().filter(|name| !known(name));
    strange.map(|name| format!("{at}.{name}: a {kind} has no such field")).collect()
}

impl Type {
    fn read(words: &str, annotations: &[Value]) -> Self {
        let variants: Vec<String> =
            words.lines().filter_map(|line| line.trim().strip_prefix("- ")).map(str::to_owned).collect();
        if annotations.is_empty() && !variants.is_empty() {
            return Self::Union(variants);
        }
        let field = |field: &Value| {
            let words = field["description"].as_str().unwrap();
            let constant = words.split_once("always '").and_then(|(_, rest)| rest.split('\'').next());
            Field {
                name: field["name"].as_str().unwrap().to_owned(),
                kind: field["type"].as_str().unwrap().to_owned(),
                required: field["required"] == true,
                constant: constant.map(str::to_owned),
            }
        };
        Self::Object(annotations.iter().map(field).collect())
    }
}

/// The judge itself: it must see what is wrong.
#[test]
fn the_schema_sees_faults() {
    let schema = Schema::fetched();
    let check = |kind: &str, json: &str, expected: &[&str]| {
        let value = serde_json::from_str(json).unwrap();
        assert_eq!(schema.faults(kind, &value, "x"), expected, "{kind} {json}");
    };
    check("User", r#"{"id":1,"is_bot":true,"first_name":"A"}"#, &[]);
    check(
        "User",
        r#"{"id":"1","is_bot":true}"#,
        &["x.id: \"1\" is no Integer", "x.first_name is missing in User"],
    );
    check("Chat", r#"{"id":1,"type":"private","nick":"A"}"#, &["x.nick: a Chat has no such field"]);
    check("Array of Integer", "[1,null]", &["x[1]: null is no Integer"]);
    check("MenuButton", r#"{"type":"commands"}"#, &[]);
    check("RichText", r#"["a",{"type":"bold","text":"b"}]"#, &[]);
}
