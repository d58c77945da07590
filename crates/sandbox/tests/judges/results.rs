//! What every method answers, and whether an answer has the form that Telegram's answers have.

use serde_json::Value;

use super::schema::Schema;

/// The types of results; what is not listed answers `True`. A message that is edited inline is `True`, too.
const RESULTS: [(&str, &str); 33] = [
    ("getUpdates", "Array of Update"),
    ("getWebhookInfo", "WebhookInfo"),
    ("getMe", "User"),
    ("sendMessage", "Message"),
    ("sendPhoto", "Message"),
    ("sendDocument", "Message"),
    ("sendVideo", "Message"),
    ("sendAudio", "Message"),
    ("sendAnimation", "Message"),
    ("sendVoice", "Message"),
    ("sendRichMessage", "Message"),
    ("forwardMessage", "Message"),
    ("sendMediaGroup", "Array of Message"),
    ("copyMessage", "MessageId"),
    ("copyMessages", "Array of MessageId"),
    ("forwardMessages", "Array of MessageId"),
    ("editMessageText", "Message or True"),
    ("editMessageCaption", "Message or True"),
    ("editMessageMedia", "Message or True"),
    ("editMessageReplyMarkup", "Message or True"),
    ("getFile", "File"),
    ("getMyCommands", "Array of BotCommand"),
    ("getMyName", "BotName"),
    ("getMyDescription", "BotDescription"),
    ("getMyShortDescription", "BotShortDescription"),
    ("getMyDefaultAdministratorRights", "ChatAdministratorRights"),
    ("getChatMenuButton", "MenuButton"),
    ("getChat", "ChatFullInfo"),
    ("getChatMember", "ChatMember"),
    ("getChatAdministrators", "Array of ChatMember"),
    ("getChatMemberCount", "Integer"),
    ("createForumTopic", "ForumTopic"),
    ("getUserProfilePhotos", "UserProfilePhotos"),
];

/// One answer of the Bot API.
pub struct Answered {
    pub method: String,
    pub status: u16,
    pub retry_after: Option<String>,
    pub body: Value,
}

impl Answered {
    /// What is wrong with it, a line each.
    pub fn faults(&self, schema: &Schema) -> Vec<String> {
        let body = &self.body;
        let Some(fields) = body.as_object() else {
            return vec![format!("{}: {body} is no object", self.method)];
        };
        if self.status != 200 {
            return self.faults_of_refusal(schema);
        }
        let known = ["ok", "result", "description"];
        let mut faults: Vec<String> = fields
            .keys()
            .filter(|name| !known.contains(&name.as_str()))
            .map(|name| format!("{}: {name} has no place in an answer", self.method))
            .collect();
        if body["ok"] != true {
            faults.push(format!("{}: status 200 and not ok", self.method));
        }
        faults.extend(schema.faults(self.kind(), &body["result"], &self.method));
        if self.kind() == "Array of Update" {
            let updates = body["result"].as_array().into_iter().flatten();
            faults.extend(updates.filter_map(one_thing_only));
        }
        faults
    }

    fn kind(&self) -> &'static str {
        RESULTS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&self.method))
            .map_or("True", |(_, kind)| kind)
    }

    fn faults_of_refusal(&self, schema: &Schema) -> Vec<String> {
        let (method, body) = (&self.method, &self.body);
        let mut faults = Vec::new();
        for name in body.as_object().into_iter().flatten().map(|(name, _)| name) {
            if !["ok", "error_code", "description", "parameters"].contains(&name.as_str()) {
                faults.push(format!("{method}: {name} has no place in a refusal"));
            }
        }
        if body["ok"] != false || body["error_code"] != self.status {
            faults.push(format!("{method}: status {} and {body}", self.status));
        }
        let start = match self.status {
            400 => "Bad Request: ",
            401 => "Unauthorized",
            403 => "Forbidden: ",
            404 => "Not Found",
            409 => "Conflict: ",
            413 => "Request Entity Too Large",
            429 => "Too Many Requests: retry after ",
            _ => "no refusal has this status",
        };
        let words = body["description"].as_str().unwrap_or_default();
        // The first letter is small, but in names of errors.
        let mut letters = words.strip_prefix(start).unwrap_or_default().chars();
        let (first, second) = (letters.next(), letters.next());
        let shouts = second.is_some_and(|c| c == '_' || c.is_ascii_uppercase());
        if !words.starts_with(start) || (first.is_some_and(|c| c.is_ascii_uppercase()) && !shouts) {
            faults.push(format!("{method}: status {} says {words:?}", self.status));
        }
        if let Some(parameters) = body.get("parameters") {
            faults.extend(schema.faults("ResponseParameters", parameters, &format!("{method}.parameters")));
        }
        let seconds = body["parameters"]["retry_after"].as_u64().map(|seconds| seconds.to_string());
        if seconds != self.retry_after {
            faults.push(format!("{method}: the header Retry-After says {:?}", self.retry_after));
        }
        faults
    }
}

/// An update holds its id and one thing.
pub fn one_thing_only(update: &Value) -> Option<String> {
    let fields = update.as_object()?;
    let first = fields.keys().next().map(String::as_str);
    let fits = fields.len() == 2 && first == Some("update_id");
    (!fits).then(|| format!("an update is its id and one thing, not {update}"))
}

/// The list above says what the documentation says.
#[test]
fn results_are_those_of_the_documentation() {
    let schema = Schema::fetched();
    for (method, kind) in RESULTS {
        let words = schema.methods.get(method).unwrap_or_else(|| panic!("there is no method {method}"));
        let last = kind.rsplit(' ').find(|word| *word != "True" && *word != "or").unwrap();
        let said = match last {
            "Integer" => "Int",
            // «Returns the list of gifts» and such name no type.
            "Update" => "Update",
            other => other,
        };
        assert!(words.contains(said), "{method} answers {kind}, its documentation says: {words}");
    }
}
