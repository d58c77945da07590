//! The three request shapes, read into the one thing the translator wants to know.

use serde_json::{Map, Value};

/// Whose shape a request has, and so its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    OpenAi,
    Anthropic,
    Gemini,
}

impl Api {
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::Anthropic => "anthropic",
            Self::Gemini => "gemini",
        }
    }
}

/// What was asked of the model.
#[derive(Debug, Clone)]
pub struct Asked {
    pub api: Api,
    pub model: String,
    pub stream: bool,
    pub usage_in_stream: bool,
    /// All that the system says.
    pub system: String,
    /// The last user message.
    pub user: String,
    pub schema: Option<Value>,
    /// A JSON object is asked for, whatever is in it.
    pub json_object: bool,
    /// The tool that the answer shall be an input of.
    pub tool: Option<String>,
}

impl Asked {
    /// Reads a body. The model is in Gemini's path and in the others' body. A sentence says what is missing.
    pub fn read(api: Api, model: Option<&str>, body: &Value, stream: bool) -> Result<Self, String> {
        let model = model.or_else(|| body.get("model").and_then(Value::as_str));
        let model = model.ok_or("you must provide a model parameter")?.to_owned();
        let turns = if api == Api::Gemini { "contents" } else { "messages" };
        let turns =
            body.get(turns).and_then(Value::as_array).ok_or(format!("'{turns}' is a required property"))?;
        required(api, body, turns)?;
        let is_user =
            |turn: &&Value| turn.get("role").and_then(Value::as_str).is_none_or(|role| role == "user");
        let last = turns.iter().rev().find(is_user).ok_or("at least one message of the user is required")?;
        let is_true = |place: &str| body.pointer(place).and_then(Value::as_bool) == Some(true);
        let tool = forced_tool(api, body);
        Ok(Self {
            api,
            model,
            stream: stream || is_true("/stream"),
            usage_in_stream: is_true("/stream_options/include_usage"),
            system: system(api, body, turns),
            user: said(last),
            schema: schema(api, body, tool.as_deref()),
            json_object: json_object(api, body),
            tool,
        })
    }

    /// JSON is asked for by other means than words.
    pub fn wants_json(&self) -> bool {
        self.json_object || self.schema.is_some()
    }
}

/// What a provider insists on, in its own words.
fn required(api: Api, body: &Value, turns: &[Value]) -> Result<(), String> {
    if api == Api::Anthropic && body.get("max_tokens").and_then(Value::as_u64).is_none() {
        return Err("max_tokens: Field required".to_owned());
    }
    // A model that is held to JSON and not told so would write white space for ever.
    let told = || turns.iter().any(|turn| said(turn).to_lowercase().contains("json"));
    if api == Api::OpenAi && json_object(api, body) && !told() {
        return Err(
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type \
                    'json_object'."
                .to_owned(),
        );
    }
    Ok(())
}

/// The words of one turn.
fn said(turn: &Value) -> String {
    words(turn.get("content").or_else(|| turn.get("parts")).unwrap_or(&Value::Null))
}

/// What the system says stands among `OpenAI`'s messages, and beside the others' turns.
fn system(api: Api, body: &Value, turns: &[Value]) -> String {
    match api {
        Api::OpenAi => {
            let is_system = |turn: &&Value| {
                matches!(turn.get("role").and_then(Value::as_str), Some("system" | "developer"))
            };
            turns.iter().filter(is_system).map(said).collect::<Vec<_>>().join("\n")
        }
        Api::Anthropic => body.get("system").map(words).unwrap_or_default(),
        Api::Gemini => body.get("systemInstruction").map(said).unwrap_or_default(),
    }
}

/// A text, or the texts of a list of parts.
fn words(content: &Value) -> String {
    if let Some(text) = content.as_str() {
        return text.to_owned();
    }
    let parts = content.as_array().into_iter().flatten();
    parts.filter_map(|part| part.get("text").and_then(Value::as_str)).collect::<Vec<_>>().join("\n")
}

fn forced_tool(api: Api, body: &Value) -> Option<String> {
    let name = if api == Api::Gemini {
        let config = body.pointer("/toolConfig/functionCallingConfig")?;
        // In the other modes the model may answer with words, and this one does.
        if config.get("mode")?.as_str()? != "ANY" {
            return None;
        }
        config.pointer("/allowedFunctionNames/0").or_else(|| tools(body).into_iter().next()?.get("name"))
    } else {
        let choice = body.get("tool_choice")?;
        choice.get("name").or_else(|| choice.pointer("/function/name"))
    };
    name?.as_str().map(str::to_owned)
}

/// The tools that are offered. Gemini packs several into one, `OpenAI` each into another.
fn tools(body: &Value) -> Vec<&Value> {
    let offered = body.get("tools").and_then(Value::as_array).into_iter().flatten();
    let unpacked =
        offered.flat_map(|each| match each.get("functionDeclarations").and_then(Value::as_array) {
            Some(functions) => functions.iter().collect(),
            None => vec![each.get("function").unwrap_or(each)],
        });
    unpacked.collect()
}

fn schema(api: Api, body: &Value, tool: Option<&str>) -> Option<Value> {
    if let Some(tool) = tool {
        let is_it = |each: &&Value| each.get("name").and_then(Value::as_str) == Some(tool);
        let named = tools(body).into_iter().find(is_it)?;
        let places = ["input_schema", "parameters", "parametersJsonSchema"];
        return places.iter().find_map(|place| named.get(place)).cloned();
    }
    let places: &[&str] = match api {
        Api::OpenAi => &["/response_format/json_schema/schema"],
        Api::Anthropic => &["/output_config/format/schema", "/output_format/schema"],
        Api::Gemini => &["/generationConfig/responseJsonSchema", "/generationConfig/responseSchema"],
    };
    places.iter().find_map(|place| body.pointer(place)).cloned()
}

fn json_object(api: Api, body: &Value) -> bool {
    let (place, wanted) = match api {
        Api::OpenAi => ("/response_format/type", "json_object"),
        Api::Gemini => ("/generationConfig/responseMimeType", "application/json"),
        Api::Anthropic => return false,
    };
    body.pointer(place).and_then(Value::as_str) == Some(wanted)
}

/// How many properties the objects of a schema have together, down to the second level.
pub fn properties(schema: &Value) -> usize {
    let count = |value: &Value| value.get("properties").and_then(Value::as_object).map_or(0, Map::len);
    let inner = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    count(schema) + inner.map(|(_, value)| count(value)).sum::<usize>()
}
