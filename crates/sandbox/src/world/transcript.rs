use std::fmt::Write as _;

use super::World;
use super::chat::Chat;
use super::message::{Body, MediaKind, Message};

impl World {
    /// A chat as a person would read it, one line a message. A private chat is named by its person, and by its bot where
    /// there are several.
    pub fn transcript(&self, chat: i64, bot: Option<i64>) -> Option<String> {
        let chat = self.chats.get(&self.key(chat, bot)?)?;
        let mut lines: Vec<(i64, String)> =
            chat.messages.values().map(|message| (message.date, self.line(chat, message))).collect();
        lines.sort_by_key(|(date, _)| *date);
        Some(lines.into_iter().map(|(_, line)| line + "\n").collect())
    }

    fn name(&self, id: i64) -> String {
        let bot = self.bots.get(&id).map(|bot| bot.spec.first_name.clone());
        bot.or_else(|| self.people.get(&id).map(|person| person.spec.first_name.clone()))
            .unwrap_or_else(|| id.to_string())
    }

    fn line(&self, chat: &Chat, message: &Message) -> String {
        // Writing into a text does not fail.
        let mut line = self.name(message.from);
        if let Some(topic) = message.thread.and_then(|thread| chat.topics.get(&thread)) {
            let _ = write!(line, " in {}", topic.name);
        }
        if let Some(ephemeral) = message.ephemeral {
            let _ = write!(line, " (only {} sees this)", self.name(ephemeral.receiver));
        }
        line.push_str(": ");
        if let Some(forward) = &message.forward {
            let _ = write!(line, "(forwarded from {}) ", self.name(forward.from));
        }
        line.push_str(&words(&message.body));
        for row in rows(message) {
            let _ = write!(line, " {row}");
        }
        for reaction in &message.reactions {
            let _ = write!(line, " {}", reaction.emoji);
        }
        if message.edit_date.is_some() {
            line.push_str(" (edited)");
        }
        if message.deleted {
            line.push_str(" (deleted)");
        }
        line
    }
}

fn words(body: &Body) -> String {
    let one_line = |text: &str| text.replace('\n', " ⏎ ");
    match body {
        Body::Text { text, .. } => one_line(&text.text),
        Body::Media { media, caption, .. } => {
            let file = media.files.last();
            let name = file.and_then(|file| file.name.clone()).unwrap_or_default();
            let size = file.map_or(0, |file| file.bytes.len());
            let what = match media.kind {
                MediaKind::Photo => {
                    let (width, height) = file.map_or((0, 0), |file| file.traits.size);
                    format!("[photo {width}×{height}]")
                }
                kind => format!("[{} {name}, {size} bytes]", kind.name()),
            };
            if caption.text.is_empty() { what } else { format!("{what} {}", one_line(&caption.text)) }
        }
        Body::Rich(rich) => {
            let text = ["markdown", "html"].iter().find_map(|name| rich.get(name)?.as_str());
            format!("[rich] {}", one_line(text.unwrap_or("blocks")))
        }
        Body::Service(name, value) => service(name, value),
    }
}

fn service(name: &str, value: &serde_json::Value) -> String {
    let text = |path: &str| value.pointer(path).and_then(serde_json::Value::as_str).unwrap_or_default();
    match name {
        "forum_topic_created" => format!("* opened the topic {}", text("/name")),
        "new_chat_members" => format!("* added {}", text("/0/first_name")),
        "left_chat_member" => format!("* removed {}", text("/first_name")),
        "pinned_message" => format!("* pinned: {}", text("/text")),
        other => format!("* {}", other.replace('_', " ")),
    }
}

/// The rows of buttons under a message.
fn rows(message: &Message) -> Vec<String> {
    let keyboards = [(&message.keyboard, "inline_keyboard"), (&message.reply_keyboard, "keyboard")];
    let rows = keyboards.into_iter().filter_map(|(keyboard, name)| keyboard.as_ref()?.get(name)?.as_array());
    rows.flatten()
        .filter_map(serde_json::Value::as_array)
        .map(|row| {
            let buttons = row.iter().filter_map(|button| button.get("text").or(Some(button))?.as_str());
            buttons.map(|text| format!("[{text}]")).collect::<Vec<_>>().join(" ")
        })
        .collect()
}
