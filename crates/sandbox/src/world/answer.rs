use serde::Serialize;

/// What a call led to.
#[derive(Debug)]
pub enum Outcome {
    /// An answer.
    Answer(Answer),
    /// A long poll with nothing to give yet: ask [`World::resume`](super::World::resume) again when something changed or
    /// the time is over.
    Wait(Wait),
}

/// An answer as it goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON.
    pub body: String,
    /// Seconds, for the header `Retry-After`.
    pub retry_after: Option<u64>,
    /// Telegram keeps some answers back for a while; milliseconds.
    pub delay_ms: u64,
}

/// A long poll that waits.
#[derive(Clone, Copy, Debug)]
pub struct Wait {
    /// Whose.
    pub bot: i64,
    /// Which: a newer one ends it.
    pub ticket: u64,
    /// Until when, in milliseconds on the virtual clock.
    pub until_ms: i64,
    pub(crate) offset: i64,
    pub(crate) limit: usize,
}

/// A result of a method.
#[derive(Debug)]
pub enum Reply {
    /// The JSON of the result.
    Json(String),
    /// `true`, and a description beside it.
    Described(&'static str),
    /// Nothing yet.
    Wait(Wait),
}

impl Reply {
    pub fn yes() -> Self {
        Self::Json("true".to_owned())
    }

    pub fn of(value: &impl Serialize) -> Self {
        // Only maps with keys that are not text fail, and there are none here.
        Self::Json(serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()))
    }
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fail {
    pub status: u16,
    pub description: String,
    pub retry_after: Option<u64>,
    pub migrate_to: Option<i64>,
    pub delay_ms: u64,
}

impl Fail {
    /// 400, with the prefix and the lower-case first letter that Telegram gives it.
    pub fn bad(text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        let keep = text.as_bytes().get(1).is_some_and(|c| *c == b'_' || c.is_ascii_uppercase());
        let mut description = "Bad Request: ".to_owned();
        let mut chars = text.chars();
        if let (false, Some(first)) = (keep, chars.next()) {
            description.push(first.to_ascii_lowercase());
            description.push_str(chars.as_str());
        } else {
            description.push_str(text);
        }
        Self::new(400, description)
    }

    /// 403, with its prefix.
    pub fn forbidden(text: impl AsRef<str>) -> Self {
        Self::new(403, format!("Forbidden: {}", text.as_ref()))
    }

    /// 429: come back after so many seconds.
    pub fn too_many(seconds: u64) -> Self {
        let mut fail = Self::new(429, format!("Too Many Requests: retry after {seconds}"));
        fail.retry_after = Some(seconds);
        fail
    }

    /// Any status with the whole description.
    pub fn new(status: u16, description: impl Into<String>) -> Self {
        Self { status, description: description.into(), retry_after: None, migrate_to: None, delay_ms: 0 }
    }

    /// A plain sentence for the control plane.
    pub fn sentence(&self) -> &str {
        self.description.strip_prefix("Bad Request: ").unwrap_or(&self.description)
    }
}

#[derive(Serialize)]
struct Parameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    migrate_to_chat_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u64>,
}

#[derive(Serialize)]
struct Refusal<'a> {
    ok: bool,
    error_code: u16,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameters: Option<Parameters>,
}

impl Answer {
    pub fn ok(result: &str) -> Self {
        Self {
            status: 200,
            body: format!("{{\"ok\":true,\"result\":{result}}}"),
            retry_after: None,
            delay_ms: 0,
        }
    }

    pub fn described(description: &str) -> Self {
        let body = format!("{{\"ok\":true,\"result\":true,\"description\":\"{description}\"}}");
        Self { status: 200, body, retry_after: None, delay_ms: 0 }
    }

    /// The description of a refusal, for logs.
    pub fn error(&self) -> Option<String> {
        if self.status == 200 {
            return None;
        }
        let value: serde_json::Value = serde_json::from_str(&self.body).ok()?;
        Some(value.get("description")?.as_str()?.to_owned())
    }
}

impl From<Fail> for Answer {
    fn from(fail: Fail) -> Self {
        let parameters = (fail.retry_after.is_some() || fail.migrate_to.is_some())
            .then_some(Parameters { migrate_to_chat_id: fail.migrate_to, retry_after: fail.retry_after });
        let refusal =
            Refusal { ok: false, error_code: fail.status, description: &fail.description, parameters };
        Self {
            status: fail.status,
            body: serde_json::to_string(&refusal).unwrap_or_default(),
            retry_after: fail.retry_after,
            delay_ms: fail.delay_ms,
        }
    }
}
