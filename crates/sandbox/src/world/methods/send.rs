use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::{ChatKey, GENERAL};
use super::super::message::{Body, Message};
use super::super::spec::Status;
use super::super::view::MessageView;
use super::access::Access;
use super::ephemeral::Receiver;
use super::markup::{Markup, check_keyboard};
use super::reply::ReplyTo;
use crate::text::{Formatted, fix, parse};

/// The longest text and caption, in characters.
pub const MAX_TEXT: usize = 4096;
pub const MAX_CAPTION: usize = 1024;

/// Where a message goes and what hangs on it: everything but what it says.
pub struct Envelope {
    pub chat: ChatKey,
    pub thread: Option<i64>,
    pub reply_to: Option<i64>,
    pub quote: Option<String>,
    pub markup: Markup,
    pub receiver: Option<Receiver>,
}

impl Cx<'_> {
    /// Checks in Telegram's order where a message is to go. `right` names what the bot must be allowed to send.
    pub fn envelope(&self, right: &str) -> Result<Envelope, Fail> {
        let given = self.reply_to()?;
        let markup = self.markup()?;
        self.address_to(right, &given, markup)
    }

    /// The same for what can have no keyboard; one that is given is not even read.
    pub fn envelope_without_markup(&self, right: &str) -> Result<Envelope, Fail> {
        self.address_to(right, &self.reply_to()?, Markup::default())
    }

    /// The same for what can neither have a keyboard nor answer anything.
    pub fn envelope_alone(&self, right: &str) -> Result<Envelope, Fail> {
        self.address_to(right, &ReplyTo::default(), Markup::default())
    }

    fn address_to(&self, right: &str, given: &ReplyTo, markup: Markup) -> Result<Envelope, Fail> {
        let receiver = self.receiver()?;
        let chat = self.chat(Access::Write)?;
        let thread = self.thread(chat)?;
        let reply_to = self.replied(chat, given)?;
        self.may_send(chat, thread, right)?;
        self.check_receiver(chat, receiver.as_ref())?;
        let quote = given.quote.clone().filter(|_| reply_to.is_some());
        // An answer lands in the topic of what it answers.
        let thread = thread.or_else(|| {
            let chat = self.world.chats.get(&chat).filter(|chat| chat.is_forum)?;
            chat.message(reply_to?)?.thread
        });
        Ok(Envelope { chat, thread, reply_to, quote, markup, receiver })
    }

    /// The topic in `message_thread_id`; groups without topics ignore it.
    fn thread(&self, key: ChatKey) -> Result<Option<i64>, Fail> {
        let thread = self.params.int("message_thread_id").max(0);
        let chat = self.chat_of(key)?;
        if thread == 0 || !(chat.is_forum || chat.is_private()) {
            return Ok(None);
        }
        if thread == GENERAL || !chat.topics.contains_key(&thread) {
            return Err(Fail::bad("message thread not found"));
        }
        Ok(Some(thread))
    }

    fn may_send(&self, key: ChatKey, thread: Option<i64>, right: &str) -> Result<(), Fail> {
        self.not_blocked(key)?;
        let chat = self.chat_of(key)?;
        if chat.status(self.bot) == Some(Status::Restricted) {
            return Err(Fail::bad(format!("not enough rights to send {right} to the chat")));
        }
        if chat.kind == super::super::ChatKind::Channel && !self.is_admin(key) {
            return Err(Fail::bad("need administrator rights in the channel chat"));
        }
        let topic = chat.topics.get(&thread.unwrap_or(GENERAL));
        if topic.is_some_and(|topic| topic.closed) && !self.is_admin(key) {
            return Err(Fail::bad("TOPIC_CLOSED"));
        }
        Ok(())
    }

    /// Sends one message and answers with it.
    pub fn send(&mut self, envelope: Envelope, body: Body) -> Result<Reply, Fail> {
        check_keyboard(envelope.markup.inline.as_deref())?;
        self.world.spend(self.bot, envelope.chat, 1, false)?;
        let message = self.world.draft_message(envelope.chat, self.bot, body);
        let message = self.finish(message, envelope);
        let message = self.world.post(message);
        Ok(Reply::of(&MessageView::new(self.world, &message)))
    }

    /// Puts what hangs on a message on it.
    pub fn finish(&mut self, mut message: Message, envelope: Envelope) -> Message {
        message.thread = envelope.thread;
        message.reply_to = envelope.reply_to;
        message.quote = envelope.quote;
        message.keyboard = envelope.markup.inline;
        message.reply_keyboard = envelope.markup.other;
        message.protect = self.params.flag("protect_content");
        let effect = self.params.get("message_effect_id");
        if !effect.is_empty() && envelope.chat.bot != 0 {
            message.effect = Some(effect.to_owned());
        }
        if let Some(receiver) = envelope.receiver {
            message.ephemeral = Some(self.address(&receiver));
        }
        message
    }

    /// A text in the parameters, parsed; `entities` names the parameter with its entities.
    pub fn formatted(&self, text: &str, entities: &str) -> Result<Formatted, Fail> {
        if self.params.is_broken(text) {
            return Err(Fail::bad("Strings must be encoded in UTF-8"));
        }
        // Entities that are no JSON are as good as none.
        let entities = self.params.json(entities).unwrap_or_default();
        parse(self.params.get(text), self.params.get("parse_mode"), entities.as_ref()).map_err(Fail::bad)
    }

    /// The `text` of a message, complete.
    pub fn text(&self) -> Result<Formatted, Fail> {
        if self.params.get("text").is_empty() {
            return Err(Fail::bad("Message text is empty"));
        }
        self.formatted("text", "entities")
    }
}

/// Makes a parsed text ready for a chat; it must say something.
pub fn settle_text(parsed: Formatted, too_long: &str) -> Result<Formatted, Fail> {
    let text = fix(parsed).map_err(Fail::bad)?.ok_or_else(|| Fail::bad("Text must be non-empty"))?;
    if text.text.chars().count() > MAX_TEXT { Err(Fail::bad(too_long)) } else { Ok(text) }
}

/// Makes a parsed caption ready; it may be empty.
pub fn settle_caption(parsed: Formatted) -> Result<Formatted, Fail> {
    let caption = fix(parsed).map_err(Fail::bad)?.unwrap_or_default();
    if caption.text.chars().count() > MAX_CAPTION {
        return Err(Fail::bad("message caption is too long"));
    }
    Ok(caption)
}
