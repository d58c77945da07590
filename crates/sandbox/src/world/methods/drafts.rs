use serde_json::{Value, json};

use super::super::World;
use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::journal::Event;
use super::super::view::Entities;
use super::access::Access;
use crate::text::fix;

/// How long a draft is shown, milliseconds.
const SHOWN_MS: i64 = 30_000;

/// A draft that a person sees.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    pub thread: Option<i64>,
    pub until_ms: i64,
    /// Whether the person may ask the bot to stop.
    pub can_stop: bool,
    /// Whether it stays when they do.
    pub keep_on_stop: bool,
}

impl World {
    /// Drafts of this conversation are over, because the message itself came.
    pub(in crate::world) fn end_drafts(&mut self, chat: ChatKey, thread: Option<i64>) {
        let over = self.drafts.extract_if(.., |(of, _), draft| *of == chat && draft.thread == thread);
        let over: Vec<i64> = over.map(|((_, id), _)| id).collect();
        for draft in over {
            self.emit(Event::Draft { chat, draft, thread, body: json!({ "done": true }) });
        }
    }

    /// The draft that a person sees now, if they do.
    pub(in crate::world) fn draft(&self, chat: ChatKey, id: i64) -> Option<Draft> {
        self.drafts.get(&(chat, id)).copied().filter(|draft| draft.until_ms > self.now_ms)
    }

    /// Takes a draft away that its reader stopped.
    pub(in crate::world) fn drop_draft(&mut self, chat: ChatKey, id: i64) {
        if let Some(draft) = self.drafts.remove(&(chat, id)) {
            self.emit(Event::Draft { chat, draft: id, thread: draft.thread, body: json!({ "done": true }) });
        }
    }
}

/// `sendMessageDraft`: a text that is still being written, shown for 30 seconds.
pub fn send_message_draft(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let parsed = cx.formatted("text", "entities")?;
    let chat = cx.chat(Access::Write)?;
    let text = fix(parsed).map_err(Fail::bad)?.unwrap_or_default();
    if text.text.chars().count() > super::send::MAX_TEXT {
        return Err(Fail::bad("message is too long"));
    }
    let entities = serde_json::to_value(Entities { world: cx.world, text: &text }).unwrap_or_default();
    show(cx, chat, json!({ "text": text.text, "entities": entities }))
}

/// `sendRichMessageDraft`.
pub fn send_rich_message_draft(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let rich = cx.rich_message()?.ok_or_else(|| Fail::bad("Parameter \"rich_message\" is required"))?;
    let chat = cx.chat(Access::Write)?;
    show(cx, chat, json!({ "text": "", "entities": [], "rich_message": rich }))
}

fn show(cx: &mut Cx<'_>, chat: ChatKey, mut body: Value) -> Result<Reply, Fail> {
    if chat.bot == 0 {
        return Err(Fail::bad("drafts can be sent only to private chats"));
    }
    cx.is_let_in_to_act(chat)?;
    let draft = cx.params.long("draft_id");
    if draft == 0 {
        return Err(Fail::bad("RANDOM_ID_INVALID"));
    }
    let (can_stop, keep_on_stop) = (cx.params.flag("can_stop"), cx.params.flag("keep_on_stop"));
    if let Value::Object(fields) = &mut body {
        fields.insert("can_stop".to_owned(), json!(can_stop));
    }
    let thread = Some(cx.params.int("message_thread_id")).filter(|thread| *thread > 0);
    let until_ms = cx.world.now_ms + SHOWN_MS;
    cx.world.drafts.insert((chat, draft), Draft { thread, until_ms, can_stop, keep_on_stop });
    cx.world.emit(Event::Draft { chat, draft, thread, body });
    Ok(Reply::yes())
}
