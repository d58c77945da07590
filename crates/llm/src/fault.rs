use std::ops::RangeInclusive;
use std::time::Duration;

use serde_json::Value;

use crate::ladder::Parameter;

/// Why there is no answer. None of them holds a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the model's server does not accept the key: {0}")]
    Unauthorized(String),
    #[error("the key has no right to use this model: {0}")]
    Forbidden(String),
    #[error("the server has no such model or address: {0}")]
    NotFound(String),
    #[error("the account at the model's server has run out of credit: {0}")]
    NoCredit(String),
    #[error("the server refused the request with status {status}: {message}")]
    Refused { status: u16, message: String },
    #[error("the request is longer than the model can read: {0}")]
    TooLong(String),
    #[error("the provider's content filter refused the text: {0}")]
    Filtered(String),
    #[error("the server asks to wait for {} seconds", .retry_after.map_or(0, |wait| wait.as_secs()))]
    Limited { retry_after: Option<Duration> },
    #[error("the server failed with status {status}: {message}")]
    Unavailable { status: u16, message: String },
    #[error("{0} took too long")]
    Timeout(&'static str),
    #[error("the connection failed: {0}")]
    Connection(String),
    #[error("the answer is not what a model's server sends: {0}")]
    Garbled(String),
    #[error("the spending cap leaves no room for this request")]
    OverBudget,
}

impl Fault {
    /// Whether the same request may succeed later: then a job waits or pauses, it does not fail.
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Limited { .. }
                | Self::Unavailable { .. }
                | Self::Timeout(_)
                | Self::Connection(_)
                | Self::Garbled(_)
        )
    }
}

/// What an error means for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Unauthorized,
    Forbidden,
    NotFound,
    NoCredit,
    TooLong,
    Filtered,
    Limited,
    Unavailable,
    /// One parameter is not known there.
    Parameter(Parameter),
    /// The form of the answer cannot be had.
    Shape,
    /// A 400 that says nothing useful: perhaps the form.
    Unclear,
    Refused,
}

struct Row(RangeInclusive<u16>, &'static [&'static str], Class);

/// The one place that judges errors: the first row counts whose status fits and one of whose words, in lower case,
/// stands in the code, type or message. No words: any message.
const TABLE: [Row; 26] = [
    Row(400..=400, &["api key not valid", "api_key_invalid", "invalid api key"], Class::Unauthorized),
    Row(400..=429, &["insufficient_quota", "credit balance", "billing_hard_limit"], Class::NoCredit),
    Row(401..=401, &[], Class::Unauthorized),
    Row(402..=402, &[], Class::NoCredit),
    Row(403..=403, &[], Class::Forbidden),
    Row(404..=404, &[], Class::NotFound),
    Row(408..=409, &[], Class::Unavailable),
    Row(413..=413, &[], Class::TooLong),
    Row(425..=425, &[], Class::Unavailable),
    Row(429..=429, &[], Class::Limited),
    Row(400..=422, &["model_not_found", "invalid model", "unknown model"], Class::NotFound),
    Row(400..=422, &["content_filter", "content management policy", "responsibleai"], Class::Filtered),
    Row(
        400..=422,
        &[
            "context_length",
            "context length",
            "context window",
            "maximum context",
            "too long",
            "too many tokens",
        ],
        Class::TooLong,
    ),
    Row(
        400..=422,
        &["max_completion_tokens", "max_tokens"],
        Class::Parameter(Parameter::MaxCompletionTokens),
    ),
    Row(400..=422, &["temperature"], Class::Parameter(Parameter::Temperature)),
    Row(400..=422, &["stream_options", "include_obfuscation"], Class::Parameter(Parameter::StreamOptions)),
    Row(400..=422, &["prompt_cache_key", "cache_control"], Class::Parameter(Parameter::CacheKey)),
    Row(400..=422, &["system role", "role 'system'", "system message", "developer instruction"], SYSTEM),
    Row(400..=422, &["streaming", "'stream'", "\"stream\""], Class::Parameter(Parameter::Stream)),
    Row(400..=422, SHAPE, Class::Shape),
    Row(400..=400, &[], Class::Unclear),
    Row(422..=422, &[], Class::Unclear),
    Row(500..=500, &["grammar", "json schema", "json_schema"], Class::Shape),
    Row(501..=501, &[], Class::Refused),
    Row(500..=599, &[], Class::Unavailable),
    Row(0..=u16::MAX, &[], Class::Refused),
];

const SYSTEM: Class = Class::Parameter(Parameter::SystemRole);
const SHAPE: &[&str] = &[
    "response_format",
    "schema",
    "json_object",
    "json mode",
    "structured",
    "grammar",
    "tool",
    "guided",
    "responsemimetype",
    "response_mime_type",
];

/// What a refusal says, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub status: u16,
    pub message: String,
    /// Code and type, for the table.
    code: String,
    /// Gemini tells the wait in the body.
    pub retry_after: Option<Duration>,
}

impl Refusal {
    /// Reads an error body: `{"error":{…}}` in its many forms, or whatever else came.
    pub fn read(status: u16, body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            return Self { status, message: shorten(&text), code: String::new(), retry_after: None };
        };
        let value = value.get(0).unwrap_or(&value);
        Self::of(status, value.get("error").filter(|error| !error.is_null()).unwrap_or(value))
    }

    /// An error object, also one that stands inside a stream, where only its code tells the status.
    pub fn of(status: u16, error: &Value) -> Self {
        let field = |name: &str| match error.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let code = [field("code"), field("type"), field("status"), field("param")].join(" ").to_lowercase();
        let message = error.as_str().map_or_else(|| field("message"), str::to_owned);
        let message = if message.is_empty() { shorten(&error.to_string()) } else { shorten(&message) };
        let status = if status == 200 { status_in_stream(error, &code) } else { status };
        Self { status, message, code, retry_after: retry_delay(error) }
    }

    pub fn class(&self) -> Class {
        let says = format!("{} {}", self.code, self.message.to_lowercase());
        let fits = |row: &&Row| {
            row.0.contains(&self.status) && (row.1.is_empty() || row.1.iter().any(|word| says.contains(word)))
        };
        TABLE.iter().find(fits).map_or(Class::Refused, |row| row.2)
    }

    pub fn fault(self) -> Fault {
        let class = self.class();
        let Self { status, message, retry_after, .. } = self;
        match class {
            Class::Unauthorized => Fault::Unauthorized(message),
            Class::Forbidden => Fault::Forbidden(message),
            Class::NotFound => Fault::NotFound(message),
            Class::NoCredit => Fault::NoCredit(message),
            Class::TooLong => Fault::TooLong(message),
            Class::Filtered => Fault::Filtered(message),
            Class::Limited => Fault::Limited { retry_after },
            Class::Unavailable => Fault::Unavailable { status, message },
            Class::Parameter(_) | Class::Shape | Class::Unclear | Class::Refused => {
                Fault::Refused { status, message }
            }
        }
    }
}

fn status_in_stream(error: &Value, code: &str) -> u16 {
    let numeric = error.get("code").and_then(|code| code.as_u64().or_else(|| code.as_str()?.parse().ok()));
    if let Some(status) = numeric.and_then(|code| u16::try_from(code).ok()).filter(|status| *status >= 400) {
        return status;
    }
    let known = [("rate_limit", 429), ("overloaded", 529), ("invalid_request", 400), ("authentication", 401)];
    known.iter().find(|(word, _)| code.contains(word)).map_or(500, |(_, status)| *status)
}

/// `error.details[].retryDelay`, as in `"34.07s"` (`google.rpc.RetryInfo`).
fn retry_delay(error: &Value) -> Option<Duration> {
    let details = error.get("details")?.as_array()?;
    let delay = details.iter().find_map(|detail| detail.get("retryDelay")?.as_str())?;
    Duration::try_from_secs_f64(delay.strip_suffix('s')?.parse().ok()?).ok()
}

/// Enough of a message to understand it, on one line.
pub(crate) fn shorten(text: &str) -> String {
    const LONGEST: usize = 300;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return "it did not say why".to_owned();
    }
    words.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, body: &str, expected: Class) {
        assert_eq!(Refusal::read(status, body.as_bytes()).class(), expected, "{status} {body}");
    }

    #[test]
    fn one_table_judges_what_servers_say() {
        check(401, "", Class::Unauthorized);
        check(
            400,
            r#"{"error":{"message":"API key not valid.","status":"INVALID_ARGUMENT"}}"#,
            Class::Unauthorized,
        );
        check(
            404,
            r#"{"error":{"code":"model_not_found","message":"The model `x` does not exist"}}"#,
            Class::NotFound,
        );
        check(429, r#"{"error":{"type":"insufficient_quota","message":"You exceeded"}}"#, Class::NoCredit);
        check(429, "<html>slow down</html>", Class::Limited);
        check(503, "<html>", Class::Unavailable);
        check(
            529,
            r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
            Class::Unavailable,
        );
        check(
            400,
            r#"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported"}}"#,
            Class::Parameter(Parameter::MaxCompletionTokens),
        );
        check(
            400,
            r#"{"error":{"message":"no","param":"temperature"}}"#,
            Class::Parameter(Parameter::Temperature),
        );
        check(
            400,
            r#"{"error":{"message":"'response_format' of type 'json_schema' is not supported"}}"#,
            Class::Shape,
        );
        check(422, r#"{"detail":[{"loc":["body","response_format"],"msg":"extra"}]}"#, Class::Shape);
        check(400, r#"{"error":"bad"}"#, Class::Unclear);
        check(400, r#"{"error":{"code":"context_length_exceeded","message":"maximum"}}"#, Class::TooLong);
        check(
            400,
            r#"{"error":{"code":"content_filter","message":"The response was filtered"}}"#,
            Class::Filtered,
        );
        check(302, "", Class::Refused);
        check(400, "[{\"error\":{\"message\":\"Unknown name responseMimeType\"}}]", Class::Shape);
    }

    #[test]
    fn an_error_inside_a_stream_gets_its_status_from_its_code() {
        let of = |text: &str| Refusal::read(200, text.as_bytes()).status;
        assert_eq!(of(r#"{"error":{"code":503,"message":"x"}}"#), 503);
        assert_eq!(of(r#"{"error":{"code":"rate_limit_exceeded","message":"x"}}"#), 429);
        assert_eq!(of(r#"{"type":"error","error":{"type":"overloaded_error","message":"x"}}"#), 529);
        assert_eq!(of(r#"{"error":{"message":"x"}}"#), 500);
    }

    #[test]
    fn a_wait_in_the_body_is_read() {
        let body = r#"{"error":{"code":429,"details":[{"@type":"x"},{"retryDelay":"34.5s"}]}}"#;
        assert_eq!(Refusal::read(429, body.as_bytes()).retry_after, Some(Duration::from_millis(34_500)));
    }
}
