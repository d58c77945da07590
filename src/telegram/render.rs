//! From what the kit wants said to the calls that say it.

use bytes::Bytes;
use kit::{ChatId, Found, Hit, Key, MessageId, PAGE_UNITS, Place, Text, ThreadId, UserId, pages};
use serde::Serialize;
use serde_json::{Map, Value, json};
use teloxide::payloads;
use teloxide::types::{
    self, BotCommand, BotCommandScope, CallbackQueryId, InlineQueryId, InlineQueryResult,
    InlineQueryResultArticle, InlineQueryResultsButton, InlineQueryResultsButtonKind, InputMessageContent,
    InputMessageContentText, LinkPreviewOptions, MessageEntity, Recipient, ReplyParameters,
};

use super::api::Upload;
use super::markup::{entities, keyboard, no_keyboard};

/// The longest caption, in UTF-16 code units.
const CAPTION_UNITS: usize = 1024;

/// Telegram takes no larger pictures; they go as documents.
const PICTURE_BYTES: usize = 10 * 1024 * 1024;

/// The topic every forum begins with. It is written to by naming none.
const GENERAL: ThreadId = ThreadId(1);

/// A call that is ready to be made.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: &'static str,
    pub body: Map<String, Value>,
    pub file: Option<Upload>,
    /// Made twice, it does the same as made once.
    pub repeatable: bool,
}

/// How a message looks: what it says and the buttons under it.
#[derive(Debug, Clone, Copy)]
pub struct Face<'a> {
    pub text: &'a Text,
    pub keyboard: &'a [Vec<Key>],
    /// Without styles, after Telegram refused them.
    pub plain: bool,
    /// Without buttons, after Telegram refused them.
    pub bare: bool,
}

impl Face<'_> {
    fn entities(&self, page: &Text) -> Option<Vec<MessageEntity>> {
        Some(entities(page)).filter(|found| !self.plain && !found.is_empty())
    }

    fn markup(&self) -> Option<Value> {
        keyboard(self.keyboard).filter(|_| !self.bare).map(|keyboard| json!(keyboard))
    }
}

/// New messages: one a page, the buttons under the last, the quoted question over the first.
pub fn send(to: Place, face: Face<'_>, reply_to: Option<MessageId>) -> Vec<Call> {
    let pages = pages(face.text, PAGE_UNITS);
    let last = pages.len().saturating_sub(1);
    let call = |(index, page): (usize, &Text)| {
        let mut payload = payloads::SendMessage::new(types::ChatId(to.chat.0), page.body.clone());
        payload.message_thread_id = topic(to);
        payload.entities = face.entities(page);
        payload.link_preview_options = Some(no_preview());
        payload.reply_parameters = reply_to.filter(|_| index == 0).map(reply);
        let mut body = fields(&payload);
        if index == last {
            body.extend(face.markup().map(|markup| ("reply_markup".to_owned(), markup)));
        }
        Call { method: "sendMessage", body, file: None, repeatable: false }
    };
    pages.iter().enumerate().map(call).collect()
}

/// What is still being written, shown for half a minute in a private chat. The same number changes it.
pub fn draft(to: Place, number: u32, face: Face<'_>) -> Option<Call> {
    let page = pages(face.text, PAGE_UNITS).into_iter().next()?;
    let body = json!({
        "chat_id": to.chat,
        "message_thread_id": topic(to),
        "draft_id": number,
        "text": page.body,
        "entities": face.entities(&page),
    });
    let mut body = fields(&body);
    // What is absent must be left out: `null` would be read as a word.
    body.retain(|_, value| !value.is_null());
    Some(Call { method: "sendMessageDraft", body, file: None, repeatable: true })
}

/// A file with its caption. What is too long for a caption follows as a message of its own, and so do the buttons.
pub fn send_file(to: Place, face: Face<'_>, reply_to: Option<MessageId>, file: Attachment) -> Vec<Call> {
    #[derive(Serialize)]
    struct SendFile<'a> {
        chat_id: Recipient,
        #[serde(skip_serializing_if = "Option::is_none")]
        message_thread_id: Option<types::ThreadId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        caption: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        caption_entities: Option<Vec<MessageEntity>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reply_parameters: Option<ReplyParameters>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reply_markup: Option<Value>,
    }
    let fits = face.text.units() <= CAPTION_UNITS;
    let caption = (fits && !face.text.is_empty()).then_some(face.text);
    let payload = SendFile {
        chat_id: types::ChatId(to.chat.0).into(),
        message_thread_id: topic(to),
        caption: caption.map(|text| text.body.as_str()),
        caption_entities: caption.and_then(|text| face.entities(text)),
        reply_parameters: reply_to.map(reply),
        reply_markup: face.markup().filter(|_| fits),
    };
    let picture = file.picture && file.bytes.len() <= PICTURE_BYTES;
    let (method, field) = if picture { ("sendPhoto", "photo") } else { ("sendDocument", "document") };
    let upload = Upload { field, name: file.name, bytes: file.bytes };
    let mut calls = vec![Call { method, body: fields(&payload), file: Some(upload), repeatable: false }];
    if !fits {
        calls.extend(send(to, face, None));
    }
    calls
}

/// A file to send, out of the database.
#[derive(Debug, Clone)]
pub struct Attachment {
    pub name: String,
    pub bytes: Bytes,
    pub picture: bool,
}

/// A message's new face. Telegram drops the buttons of a message that is edited without any, and so it is meant.
pub fn edit(chat: ChatId, message: MessageId, face: Face<'_>) -> Option<Call> {
    let page = pages(face.text, PAGE_UNITS).into_iter().next()?;
    let message = types::MessageId(i32::try_from(message.0).ok()?);
    let mut payload = payloads::EditMessageText::new(types::ChatId(chat.0), message, page.body.clone());
    payload.entities = face.entities(&page);
    payload.link_preview_options = Some(no_preview());
    let mut body = fields(&payload);
    let markup = face.markup().unwrap_or_else(|| json!(no_keyboard()));
    body.insert("reply_markup".to_owned(), markup);
    Some(Call { method: "editMessageText", body, file: None, repeatable: true })
}

pub fn delete(chat: ChatId, message: MessageId) -> Option<Call> {
    let message = types::MessageId(i32::try_from(message.0).ok()?);
    let payload = payloads::DeleteMessage::new(types::ChatId(chat.0), message);
    Some(Call { method: "deleteMessage", body: fields(&payload), file: None, repeatable: true })
}

pub fn answer(query: &str, text: Option<&str>, alert: bool) -> Call {
    let mut payload = payloads::AnswerCallbackQuery::new(CallbackQueryId(query.to_owned()));
    payload.text = text.map(ToOwned::to_owned);
    payload.show_alert = alert.then_some(true);
    Call { method: "answerCallbackQuery", body: fields(&payload), file: None, repeatable: true }
}

/// What may be chosen by somebody who typed the bot's name in some chat. It is theirs alone, and old within seconds: it
/// shows what is in stock.
pub fn results(query: &str, found: &Found) -> Call {
    let article = |hit: &Hit| {
        let mut content = InputMessageContentText::new(hit.text.body.clone());
        content.entities = Some(entities(&hit.text)).filter(|found| !found.is_empty());
        content.link_preview_options = Some(no_preview());
        let content = InputMessageContent::Text(content);
        let article = InlineQueryResultArticle::new(hit.id.clone(), hit.title.clone(), content);
        let about = Some(hit.about.clone()).filter(|about| !about.is_empty());
        InlineQueryResult::Article(InlineQueryResultArticle { description: about, ..article })
    };
    let results = found.results.iter().map(article);
    let mut payload = payloads::AnswerInlineQuery::new(InlineQueryId(query.to_owned()), results);
    (payload.is_personal, payload.cache_time) = (Some(true), Some(2));
    payload.button = found.offer.as_ref().map(|label| InlineQueryResultsButton {
        text: label.clone(),
        kind: InlineQueryResultsButtonKind::StartParameter("request".to_owned()),
    });
    Call { method: "answerInlineQuery", body: fields(&payload), file: None, repeatable: true }
}

/// The command menu: of one person in their private chat, whatever language their app speaks (they chose the bot's), or
/// of everybody whose app speaks the language, in groups or elsewhere. An empty language stands for all those without a menu
/// of their own.
pub fn commands(
    (user, groups): (Option<UserId>, bool),
    language: &str,
    commands: &[(String, String)],
) -> Call {
    let commands =
        commands.iter().map(|(name, description)| BotCommand::new(name.clone(), description.clone()));
    let mut payload = payloads::SetMyCommands::new(commands);
    payload.scope = Some(match user {
        Some(user) => BotCommandScope::Chat { chat_id: types::ChatId(user.0).into() },
        None if groups => BotCommandScope::AllGroupChats,
        None => BotCommandScope::Default,
    });
    payload.language_code = (user.is_none() && !language.is_empty()).then(|| language.to_owned());
    Call { method: "setMyCommands", body: fields(&payload), file: None, repeatable: true }
}

/// Shows the message to one member of the group only.
#[must_use]
pub fn shown_to(mut call: Call, user: UserId) -> Call {
    call.body.insert("ephemeral_message_parameters".to_owned(), json!({ "receiver_user_id": user }));
    call
}

/// A call about a message that cannot be there. A server that knows messages for one person's eyes answers that it is
/// not there; one that does not, answers that it has no such method. Nobody sees anything of it.
pub fn ephemeral_probe(chat: ChatId, user: UserId) -> Call {
    delete_shown(chat, user, MessageId(1))
}

/// Takes away what was shown to one member only.
pub fn delete_shown(chat: ChatId, user: UserId, message: MessageId) -> Call {
    let body = json!({ "chat_id": chat, "receiver_user_id": user, "ephemeral_message_id": message.0 });
    Call { method: "deleteEphemeralMessage", body: fields(&body), file: None, repeatable: true }
}

fn topic(to: Place) -> Option<types::ThreadId> {
    let thread = to.thread.filter(|thread| *thread != GENERAL)?;
    Some(types::ThreadId(types::MessageId(i32::try_from(thread.0).ok()?)))
}

/// The answer is sent even when the question was deleted meanwhile.
fn reply(to: MessageId) -> ReplyParameters {
    let message = types::MessageId(i32::try_from(to.0).unwrap_or(0));
    ReplyParameters::new(message).allow_sending_without_reply()
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

fn fields(payload: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(payload) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::{Look, Press};

    const GROUP: Place = Place { chat: ChatId(-100), thread: Some(ThreadId(7)) };

    fn key() -> Vec<Vec<Key>> {
        vec![vec![Key { label: "Ack".into(), press: Press::Data("a.1:7".into()), look: Look::Danger }]]
    }

    fn face<'a>(text: &'a Text, keyboard: &'a [Vec<Key>]) -> Face<'a> {
        Face { text, keyboard, plain: false, bare: false }
    }

    fn body(call: &Call) -> Value {
        Value::Object(call.body.clone())
    }

    #[test]
    fn a_message_carries_topic_styles_quote_and_buttons() {
        let text = Text::new().bold("Low stock").push(": MUG-10");
        let calls = send(GROUP, face(&text, &key()), Some(MessageId(5)));
        assert_eq!(calls.len(), 1);
        let expected = json!({
            "chat_id": -100,
            "text": "Low stock: MUG-10",
            "message_thread_id": 7,
            "entities": [{ "type": "bold", "offset": 0, "length": 9 }],
            "link_preview_options": { "is_disabled": true },
            "reply_parameters": { "message_id": 5, "allow_sending_without_reply": true },
            "reply_markup": { "inline_keyboard": [[{ "text": "Ack", "callback_data": "a.1:7", "style": "danger" }]] },
        });
        assert_eq!(body(&calls[0]), expected);
    }

    #[test]
    fn the_general_topic_is_never_named() {
        let to = Place { chat: ChatId(-100), thread: Some(GENERAL) };
        let calls = send(to, face(&Text::plain("x"), &[]), None);
        assert_eq!(calls[0].body.get("message_thread_id"), None);
    }

    #[test]
    fn refused_styles_and_buttons_are_left_out() {
        let text = Text::new().bold("x");
        let mut face = face(&text, &[]);
        let buttons = key();
        face.keyboard = &buttons;
        face.plain = true;
        let plain = &send(GROUP, face, None)[0];
        assert_eq!((plain.body.get("entities"), plain.body.contains_key("reply_markup")), (None, true));
        face.bare = true;
        assert_eq!(send(GROUP, face, None)[0].body.get("reply_markup"), None);
    }

    #[test]
    fn a_long_text_goes_in_pages_with_the_buttons_under_the_last() {
        let text = Text::plain("word ".repeat(2000));
        let calls = send(GROUP, face(&text, &key()), Some(MessageId(5)));
        assert_eq!(calls.len(), 3);
        let has = |index: usize, name: &str| calls[index].body.contains_key(name);
        assert_eq!([has(0, "reply_parameters"), has(1, "reply_parameters")], [true, false]);
        assert_eq!([has(0, "reply_markup"), has(2, "reply_markup")], [false, true]);
    }

    #[test]
    fn a_file_has_its_text_as_caption_while_it_fits() {
        let file = || Attachment { name: "a.csv".into(), bytes: Bytes::from_static(b"1"), picture: false };
        let calls = send_file(GROUP, face(&Text::plain("Here."), &key()), None, file());
        assert_eq!((calls.len(), calls[0].method), (1, "sendDocument"));
        assert_eq!(calls[0].body["caption"], "Here.");
        let long = Text::plain("x".repeat(1025));
        let calls = send_file(GROUP, face(&long, &key()), None, file());
        let methods: Vec<_> = calls.iter().map(|call| call.method).collect();
        assert_eq!(methods, ["sendDocument", "sendMessage"]);
        assert_eq!([&calls[0], &calls[1]].map(|c| c.body.contains_key("reply_markup")), [false, true]);
    }

    #[test]
    fn an_edit_without_buttons_takes_the_old_ones_away() {
        let call = edit(ChatId(1), MessageId(9), face(&Text::plain("Done."), &[])).unwrap();
        let expected = json!({
            "chat_id": 1, "message_id": 9, "text": "Done.",
            "link_preview_options": { "is_disabled": true },
            "reply_markup": { "inline_keyboard": [] },
        });
        assert_eq!(body(&call), expected);
    }

    #[test]
    fn what_is_found_is_for_the_one_who_asked_and_strangers_get_a_way_in() {
        let hit = Hit {
            id: "1".into(),
            title: "MUG-10".into(),
            about: String::new(),
            text: Text::new().bold("3 left"),
        };
        let expected = json!({
            "inline_query_id": "q", "is_personal": true, "cache_time": 2,
            "results": [{ "type": "article", "id": "1", "title": "MUG-10", "input_message_content": {
                "message_text": "3 left", "entities": [{ "type": "bold", "offset": 0, "length": 6 }],
                "link_preview_options": { "is_disabled": true },
            } }],
        });
        assert_eq!(body(&results("q", &Found { results: vec![hit], offer: None })), expected);
        let stranger = results("q", &Found { results: vec![], offer: Some("Ask".into()) });
        assert_eq!(stranger.body["button"], json!({ "text": "Ask", "start_parameter": "request" }));
    }

    #[test]
    fn a_persons_menu_holds_in_every_language_of_their_app() {
        let list = [("stock".to_owned(), "Shows stock".to_owned())];
        let expected = json!({
            "commands": [{ "command": "stock", "description": "Shows stock" }],
            "scope": { "type": "chat", "chat_id": 5 },
        });
        assert_eq!(body(&commands((Some(UserId(5)), false), "uk", &list)), expected);
        let everybody = commands((None, false), "uk", &list);
        assert_eq!(everybody.body["language_code"], "uk");
        let groups = body(&commands((None, true), "uk", &list));
        assert_eq!(groups["scope"], json!({ "type": "all_group_chats" }));
    }

    #[test]
    fn a_tap_is_answered_and_a_message_deleted() {
        let expected = json!({ "callback_query_id": "q1", "text": "Done", "show_alert": true });
        assert_eq!(body(&answer("q1", Some("Done"), true)), expected);
        assert_eq!(body(&answer("q1", None, false)), json!({ "callback_query_id": "q1" }));
        assert_eq!(body(&delete(ChatId(1), MessageId(2)).unwrap()), json!({ "chat_id": 1, "message_id": 2 }));
    }
}
