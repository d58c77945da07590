use serde_json::{Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::journal::Event;
use super::super::view::Entities;
use super::access::Access;
use crate::text::fix;

/// `sendMessageDraft`: a text that is still being written, shown for 30 seconds.
pub fn send_message_draft(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let parsed = cx.formatted("text", "entities")?;
    let text = fix(parsed).map_err(Fail::bad)?.unwrap_or_default();
    if text.text.chars().count() > super::send::MAX_TEXT {
        return Err(Fail::bad("message is too long"));
    }
    let entities = serde_json::to_value(Entities { world: cx.world, text: &text }).unwrap_or_default();
    show(cx, json!({ "text": text.text, "entities": entities }))
}

/// `sendRichMessageDraft`.
pub fn send_rich_message_draft(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let rich = cx.rich_message()?.ok_or_else(|| Fail::bad("Parameter \"rich_message\" is required"))?;
    show(cx, json!({ "text": "", "entities": [], "rich_message": rich }))
}

fn show(cx: &mut Cx<'_>, mut body: Value) -> Result<Reply, Fail> {
    let chat = cx.chat(Access::Write)?;
    if chat.bot == 0 {
        return Err(Fail::bad("drafts can be sent only to private chats"));
    }
    cx.not_blocked(chat)?;
    let draft = cx.params.int("draft_id");
    if draft == 0 {
        return Err(Fail::bad("RANDOM_ID_INVALID"));
    }
    if let Value::Object(fields) = &mut body {
        fields.insert("can_stop".to_owned(), json!(cx.params.flag("can_stop")));
    }
    let thread = Some(cx.params.int("message_thread_id")).filter(|thread| *thread > 0);
    cx.world.emit(Event::Draft { chat, draft, thread, body });
    Ok(Reply::yes())
}
