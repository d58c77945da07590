use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::{ChatKey, GENERAL};
use super::super::message::{Body, MediaKind, Message};
use super::super::spec::{ChatKind, Status};
use super::super::view::MessageView;
use super::access::Access;
use super::ephemeral::Receiver;
use super::markup::Markup;
use super::reply::{Replied, ReplyTo};
use crate::text::{Formatted, Kind, fix, link_user_id, parse};

/// The longest text and caption, in characters.
pub const MAX_TEXT: usize = 4096;
pub const MAX_CAPTION: usize = 1024;

/// Where a message goes and what hangs on it: everything but what it says.
pub struct Envelope {
    pub chat: ChatKey,
    pub thread: Option<i64>,
    pub reply: Option<Replied>,
    pub markup: Markup,
    pub receiver: Option<Receiver>,
}

impl Cx<'_> {
    /// Checks in Telegram's order where a message is to go.
    pub fn envelope(&self) -> Result<Envelope, Fail> {
        let given = self.reply_to()?;
        let is_suggested = self.suggested_post()?;
        let markup = self.markup()?;
        self.no_business()?;
        self.address_to(&given, markup, is_suggested)
    }

    /// The same for what can have no keyboard; one that is given is not even read.
    pub fn envelope_without_markup(&self) -> Result<Envelope, Fail> {
        let given = self.reply_to()?;
        let is_suggested = self.suggested_post()?;
        self.no_business()?;
        self.address_to(&given, Markup::default(), is_suggested)
    }

    /// The same for what is there already: its new words and its keyboard are looked at before the chat.
    pub fn envelope_of_copy<T>(
        &self,
        words: impl FnOnce() -> Result<T, Fail>,
    ) -> Result<(Envelope, T), Fail> {
        let given = self.reply_to()?;
        let is_suggested = self.suggested_post()?;
        let markup = self.markup()?;
        self.no_business()?;
        let mut envelope = self.place_of(&given)?;
        let words = words()?;
        envelope.markup = markup.settled(self.place(envelope.chat))?;
        self.may_post(envelope.chat)?;
        self.check_options(envelope.chat, is_suggested, 1)?;
        self.check_receiver(envelope.chat, envelope.receiver.as_ref())?;
        Ok((envelope, words))
    }

    fn address_to(&self, given: &ReplyTo, markup: Markup, is_suggested: bool) -> Result<Envelope, Fail> {
        let mut envelope = self.place_of(given)?;
        self.may_post(envelope.chat)?;
        envelope.markup = markup.settled(self.place(envelope.chat))?;
        self.check_options(envelope.chat, is_suggested, 1)?;
        self.check_receiver(envelope.chat, envelope.receiver.as_ref())?;
        Ok(envelope)
    }

    /// The chat, the topic and what is answered there.
    pub fn place_of(&self, given: &ReplyTo) -> Result<Envelope, Fail> {
        let receiver = self.receiver()?;
        let chat = self.chat(Access::Write)?;
        let thread = self.thread(chat)?;
        let reply = self.replied(chat, thread, given)?;
        // An answer lands in the topic of what it answers.
        let thread = thread.or_else(|| {
            let chat = self.world.chats.get(&chat).filter(|chat| chat.is_forum)?;
            chat.message(reply.as_ref()?.here()?)?.thread
        });
        Ok(Envelope { chat, thread, reply, markup: Markup::default(), receiver })
    }

    /// In channels only administrators post.
    pub fn may_post(&self, chat: ChatKey) -> Result<(), Fail> {
        if self.chat_of(chat)?.kind == ChatKind::Channel && !self.is_admin(chat) {
            return Err(Fail::bad("need administrator rights in the channel chat"));
        }
        Ok(())
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

    /// Whether the bot may say this in the chat.
    pub fn may_say(&self, key: ChatKey, body: &Body) -> Result<(), Fail> {
        if self.chat_of(key)?.status(self.bot) != Some(Status::Restricted) {
            return Ok(());
        }
        let what = match body {
            Body::Text { .. } | Body::Service(..) => "text messages",
            Body::Rich(_) => "the rich message",
            Body::Media { media, .. } => match media.kind {
                MediaKind::Document => "documents",
                MediaKind::Photo => "photos",
                MediaKind::Video => "videos",
                MediaKind::Audio => "music",
                MediaKind::Animation => "animations",
                MediaKind::Voice => "voice notes",
            },
        };
        Err(Fail::bad(format!("not enough rights to send {what} to the chat")))
    }

    /// What only Telegram's servers know: who blocked the bot, and which topics are closed.
    pub fn is_delivered(&self, envelope: &Envelope) -> Result<(), Fail> {
        self.is_let_in(envelope.chat)?;
        let topic = self.chat_of(envelope.chat)?.topics.get(&envelope.thread.unwrap_or(GENERAL));
        if topic.is_some_and(|topic| topic.closed) && !self.is_admin(envelope.chat) {
            return Err(Fail::bad("TOPIC_CLOSED"));
        }
        Ok(())
    }

    /// Sends one message and answers with it.
    pub fn send(&mut self, envelope: Envelope, body: Body) -> Result<Reply, Fail> {
        self.may_say(envelope.chat, &body)?;
        self.is_delivered(&envelope)?;
        self.check_keyboard(envelope.markup.inline.as_deref(), self.place(envelope.chat))?;
        self.world.spend(self.bot, envelope.chat, 1, false)?;
        let message = self.world.draft_message(envelope.chat, self.bot, body);
        let message = self.finish(message, envelope);
        let message = self.world.post(message);
        Ok(Reply::of(&MessageView::new(self.world, &message)))
    }

    /// Puts what hangs on a message on it.
    pub fn finish(&mut self, mut message: Message, envelope: Envelope) -> Message {
        message.thread = envelope.thread;
        answer(&mut message, envelope.reply.as_ref());
        message.keyboard = envelope.markup.inline;
        message.reply_keyboard = envelope.markup.other;
        message.protect = self.params.flag("protect_content");
        message.effect = self.effect_id();
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
        let parsed = parse(self.params.get(text), self.params.get("parse_mode"), entities.as_ref());
        parsed.map(|parsed| self.acquainted(parsed)).map_err(Fail::bad)
    }

    /// Leaves out the links to people that nobody knows.
    pub fn acquainted(&self, mut parsed: Formatted) -> Formatted {
        parsed.entities.retain(|entity| {
            let user = match &entity.kind {
                Kind::TextUrl(url) => link_user_id(url),
                Kind::TextMention(user) => Some(*user),
                _ => None,
            };
            user.is_none_or(|user| user <= 0 || self.knows(user))
        });
        parsed
    }

    /// The `text` of a message, complete.
    pub fn text(&self) -> Result<Formatted, Fail> {
        if self.params.get("text").is_empty() {
            return Err(Fail::bad("Message text is empty"));
        }
        self.formatted("text", "entities")
    }
}

/// Makes a message answer what it is to answer.
pub fn answer(message: &mut Message, reply: Option<&Replied>) {
    let Some(reply) = reply else { return };
    message.reply_to = reply.here();
    message.reply_elsewhere = reply.elsewhere.map(|chat| (chat, reply.message));
    message.quote.clone_from(&reply.quote);
}

/// Makes a parsed text ready for a chat; it must say something.
pub fn settle_text(parsed: Formatted, too_long: &str) -> Result<Formatted, Fail> {
    let text = fix(parsed).map_err(Fail::bad)?.ok_or_else(|| Fail::bad("Text must be non-empty"))?;
    if text.text.chars().count() > MAX_TEXT { Err(Fail::bad(too_long)) } else { Ok(text) }
}

/// Makes a parsed caption ready; it may be empty.
pub fn settle_caption(parsed: Formatted) -> Result<Formatted, Fail> {
    limited_caption(fix(parsed).map_err(Fail::bad)?.unwrap_or_default(), "message caption is too long")
}

/// The length of a caption is checked before it is sent, and of one that replaces another only by Telegram's servers.
pub fn limited_caption(caption: Formatted, too_long: &str) -> Result<Formatted, Fail> {
    if caption.text.chars().count() > MAX_CAPTION { Err(Fail::bad(too_long)) } else { Ok(caption) }
}
