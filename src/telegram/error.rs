//! What can go wrong with a call, sorted by what is to be done about it. This table is the only place that reads
//! Telegram's error texts.

use std::fmt;

/// Why a call did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    pub class: Class,
    /// Telegram's `error_code`, or the HTTP status where there was no answer in JSON; 0 when there was none at all.
    pub code: u16,
    /// Telegram's own words, or what happened to the connection. Never an address: it would hold the token.
    pub description: String,
}

/// What an error means for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// This chat will not take this message, now or later.
    Permanent(Permanent),
    /// It already is as it should be.
    Benign(Benign),
    /// The group continues under this number.
    Migrate(i64),
    /// Nothing more to this chat for so many seconds.
    RetryAfter(u64),
    /// Nothing was done; another try may succeed.
    Transient,
    /// It was sent, and no answer came: it may have been done or not.
    Ambiguous,
    /// The styles or the buttons are refused: say it without them.
    Markup(Part),
    /// The topic is closed or gone; the group itself is there.
    TopicLost,
    /// The message to edit is gone, or can no longer be edited.
    EditLost,
    /// This server has no such method.
    Unsupported,
    /// Somebody else reads this bot's updates.
    Conflict,
    /// The token is wrong or was revoked.
    Unauthorized,
    /// Telegram did not understand us.
    Bug,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permanent {
    Blocked,
    ChatGone,
    Kicked,
    Rights,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Benign {
    NotModified,
    QueryTooOld,
    DeleteMissing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Styles,
    Keyboard,
}

/// What Telegram says besides the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Parameters {
    pub retry_after: Option<u64>,
    pub migrate_to_chat_id: Option<i64>,
}

/// Any code.
const ANY: u16 = 0;

/// A code (or [`ANY`]), a piece of the text in lower case, and the class. The first line that fits counts.
const TABLE: &[(u16, &str, Class)] = &[
    (ANY, "message is not modified", Class::Benign(Benign::NotModified)),
    (ANY, "query is too old", Class::Benign(Benign::QueryTooOld)),
    (ANY, "query id is invalid", Class::Benign(Benign::QueryTooOld)),
    (ANY, "message to delete not found", Class::Benign(Benign::DeleteMissing)),
    (ANY, "message can't be deleted", Class::Benign(Benign::DeleteMissing)),
    (ANY, "message identifier is not specified", Class::EditLost),
    (ANY, "message to edit not found", Class::EditLost),
    (ANY, "message can't be edited", Class::EditLost),
    (ANY, "message_id_invalid", Class::EditLost),
    (ANY, "there is no text in the message to edit", Class::EditLost),
    (ANY, "there is no caption in the message to edit", Class::EditLost),
    (ANY, "message thread not found", Class::TopicLost),
    (ANY, "topic_closed", Class::TopicLost),
    (ANY, "topic_deleted", Class::TopicLost),
    (ANY, "bot was blocked by the user", Class::Permanent(Permanent::Blocked)),
    (ANY, "user is deactivated", Class::Permanent(Permanent::Blocked)),
    (ANY, "bot can't initiate conversation", Class::Permanent(Permanent::Blocked)),
    (ANY, "can't send messages to bots", Class::Permanent(Permanent::Blocked)),
    (ANY, "can't send messages to the bot", Class::Permanent(Permanent::Blocked)),
    (ANY, "bot was kicked", Class::Permanent(Permanent::Kicked)),
    (ANY, "bot is not a member", Class::Permanent(Permanent::Kicked)),
    (ANY, "chat was deleted", Class::Permanent(Permanent::ChatGone)),
    (ANY, "chat not found", Class::Permanent(Permanent::ChatGone)),
    (ANY, "peer_id_invalid", Class::Permanent(Permanent::ChatGone)),
    (ANY, "not enough rights", Class::Permanent(Permanent::Rights)),
    (ANY, "have no write access", Class::Permanent(Permanent::Rights)),
    (ANY, "need administrator rights", Class::Permanent(Permanent::Rights)),
    (ANY, "chat_admin_required", Class::Permanent(Permanent::Rights)),
    (ANY, "chat_write_forbidden", Class::Permanent(Permanent::Rights)),
    (400, "can't parse entities", Class::Markup(Part::Styles)),
    (400, "can't parse messageentity", Class::Markup(Part::Styles)),
    (400, "entity_", Class::Markup(Part::Styles)),
    (400, "entities_", Class::Markup(Part::Styles)),
    (400, "unsupported parse_mode", Class::Markup(Part::Styles)),
    (400, "button_", Class::Markup(Part::Keyboard)),
    (400, "keyboard", Class::Markup(Part::Keyboard)),
    (400, "reply markup", Class::Markup(Part::Keyboard)),
    (400, "reply_markup", Class::Markup(Part::Keyboard)),
    (404, "method not found", Class::Unsupported),
    (ANY, "not emulated", Class::Unsupported),
    (409, "", Class::Conflict),
    (401, "", Class::Unauthorized),
    (404, "", Class::Unauthorized),
    (403, "", Class::Permanent(Permanent::Rights)),
];

/// Sorts what Telegram answered.
pub fn classify(code: u16, description: &str, parameters: Parameters) -> Class {
    if let Some(to) = parameters.migrate_to_chat_id {
        return Class::Migrate(to);
    }
    if code == 429 {
        return Class::RetryAfter(parameters.retry_after.or_else(|| told(description)).unwrap_or(30));
    }
    if code >= 500 {
        return Class::Transient;
    }
    let text = description.to_lowercase();
    let fits =
        |(only, piece, _): &&(u16, &str, Class)| (*only == ANY || *only == code) && text.contains(piece);
    TABLE.iter().find(fits).map_or(Class::Bug, |(_, _, class)| *class)
}

/// `… retry after 35`, for servers that send no parameters.
fn told(description: &str) -> Option<u64> {
    description.rsplit("retry after ").next()?.trim().parse().ok()
}

impl ApiError {
    pub fn answered(code: u16, description: impl Into<String>, parameters: Parameters) -> Self {
        let description = description.into();
        Self { class: classify(code, &description, parameters), code, description }
    }

    /// What happened to the connection. A failure to connect is known to have done nothing; whatever breaks later may
    /// have been done.
    pub fn connection(error: reqwest::Error) -> Self {
        let class = if error.is_builder() {
            Class::Bug
        } else if error.is_connect() {
            Class::Transient
        } else {
            Class::Ambiguous
        };
        let code = error.status().map_or(0, |status| status.as_u16());
        Self { class, code, description: chain(&error.without_url()) }
    }

    pub fn ours(description: impl Into<String>) -> Self {
        Self { class: Class::Bug, code: 0, description: description.into() }
    }
}

/// An error with what caused it, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            0 => f.write_str(&self.description),
            code => write!(f, "{} ({code})", self.description),
        }
    }
}

impl std::error::Error for ApiError {}

impl Class {
    /// A word for the figures.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Permanent(_) => "refused",
            Self::Benign(_) => "benign",
            Self::Migrate(_) => "migrate",
            Self::RetryAfter(_) => "limited",
            Self::Transient => "transient",
            Self::Ambiguous => "ambiguous",
            Self::Markup(_) => "markup",
            Self::TopicLost => "topic_lost",
            Self::EditLost => "edit_lost",
            Self::Unsupported => "unsupported",
            Self::Conflict => "conflict",
            Self::Unauthorized => "unauthorized",
            Self::Bug => "bug",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCKED: Class = Class::Permanent(Permanent::Blocked);
    const KICKED: Class = Class::Permanent(Permanent::Kicked);
    const GONE: Class = Class::Permanent(Permanent::ChatGone);
    const RIGHTS: Class = Class::Permanent(Permanent::Rights);
    const OLD: Class = Class::Benign(Benign::QueryTooOld);
    const STYLES: Class = Class::Markup(Part::Styles);
    const KEYBOARD: Class = Class::Markup(Part::Keyboard);

    #[rustfmt::skip]
    const CASES: &[(u16, &str, Class)] = &[
        (400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message", Class::Benign(Benign::NotModified)),
        (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", OLD),
        (400, "Bad Request: query is too old and response timeout expired or query id is invalid", OLD),
        (400, "Bad Request: message to delete not found", Class::Benign(Benign::DeleteMissing)),
        (400, "Bad Request: message can't be deleted for everyone", Class::Benign(Benign::DeleteMissing)),
        (400, "Bad Request: message to edit not found", Class::EditLost),
        (400, "Bad Request: message can't be edited", Class::EditLost),
        (400, "Bad Request: there is no text in the message to edit", Class::EditLost),
        (400, "Bad Request: message thread not found", Class::TopicLost),
        (400, "Bad Request: TOPIC_CLOSED", Class::TopicLost),
        (400, "Bad Request: chat not found", GONE),
        (403, "Forbidden: the group chat was deleted", GONE),
        (403, "Forbidden: bot was blocked by the user", BLOCKED),
        (403, "Forbidden: user is deactivated", BLOCKED),
        (403, "Forbidden: bot can't initiate conversation with a user", BLOCKED),
        (403, "Forbidden: the bot can't send messages to the bot", BLOCKED),
        (403, "Forbidden: bot was kicked from the supergroup chat", KICKED),
        (403, "Forbidden: bot is not a member of the channel chat", KICKED),
        (403, "Forbidden: something new", RIGHTS),
        (400, "Bad Request: not enough rights to send text messages to the chat", RIGHTS),
        (400, "Bad Request: have no write access to the chat", RIGHTS),
        (400, "Bad Request: need administrator rights in the channel chat", RIGHTS),
        (400, "Bad Request: CHAT_ADMIN_REQUIRED", RIGHTS),
        (400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3", STYLES),
        (400, "Bad Request: BUTTON_DATA_INVALID", KEYBOARD),
        (400, "Bad Request: BUTTON_URL_INVALID", KEYBOARD),
        (400, "Bad Request: reply markup is too long", KEYBOARD),
        (400, "Bad Request: object expected as reply markup", KEYBOARD),
        (400, "Bad Request: inline keyboard expected", KEYBOARD),
        (400, "Bad Request: can't parse inline keyboard button: invalid button style specified", KEYBOARD),
        (400, "Bad Request: field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays", KEYBOARD),
        (404, "Not Found: method not found", Class::Unsupported),
        (400, "Bad Request: SANDBOX: sendPoll exists in Bot API 10.3 but is not emulated", Class::Unsupported),
        (409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", Class::Conflict),
        (409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", Class::Conflict),
        (401, "Unauthorized", Class::Unauthorized),
        (401, "Unauthorized: invalid token specified", Class::Unauthorized),
        (404, "Not Found", Class::Unauthorized),
        (500, "Internal Server Error: restart", Class::Transient),
        (502, "Bad Gateway", Class::Transient),
        (429, "Too Many Requests: retry after 10800", Class::RetryAfter(10_800)),
        (400, "Bad Request: message text is empty", Class::Bug),
        (400, "Bad Request: message is too long", Class::Bug),
        (400, "Bad Request: MESSAGE_TOO_LONG", Class::Bug),
        (413, "Request Entity Too Large", Class::Bug),
    ];

    #[test]
    fn every_known_error_has_its_class() {
        for (code, text, class) in CASES {
            assert_eq!(classify(*code, text, Parameters::default()), *class, "{code} {text}");
        }
    }

    #[test]
    fn parameters_go_before_the_text() {
        let limited = Parameters { retry_after: Some(7), migrate_to_chat_id: None };
        assert_eq!(classify(429, "Too Many Requests: retry after 9", limited), Class::RetryAfter(7));
        let moved = Parameters { retry_after: None, migrate_to_chat_id: Some(-1_001) };
        let text = "Bad Request: group chat was upgraded to a supergroup chat";
        assert_eq!(classify(400, text, moved), Class::Migrate(-1_001));
    }
}
