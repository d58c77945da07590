//! The messenger's side of the stage: what lies in which chat, and how it reads.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use kit::{Attached, Files, Found, Key, Outgoing, Press, Style, Text, What};

/// All chats.
#[derive(Default)]
pub struct Chats {
    unread: Vec<String>,
    messages: BTreeMap<(i64, i64), Posted>,
    next_id: i64,
    uploads: BTreeMap<String, Vec<u8>>,
    files: Vec<(String, Vec<u8>)>,
    /// Pressed buttons that wait for their answer.
    open_presses: Vec<String>,
    cards: BTreeMap<String, (i64, i64)>,
    /// The commands behind everybody's menu button.
    menus: BTreeMap<i64, Vec<String>>,
    last_text: String,
}

/// A message of the bot's that stands in a chat.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    pub text: String,
    pub keyboard: Vec<Vec<Key>>,
}

impl Chats {
    pub fn next_id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }

    /// A person did something: the line it makes.
    pub fn heard(&mut self, line: String) {
        self.unread.push(line);
    }

    pub fn upload(&mut self, name: &str, bytes: Vec<u8>) -> Attached {
        let id = format!("upload-{}", self.uploads.len());
        let size = u64::try_from(bytes.len()).ok();
        self.uploads.insert(id.clone(), bytes);
        Attached { id, name: name.to_owned(), size }
    }

    pub fn read(&mut self) -> String {
        let lines = std::mem::take(&mut self.unread).join("\n");
        lines.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    pub fn last_file(&self) -> (String, Vec<u8>) {
        self.files
            .last()
            .cloned()
            .unwrap_or_else(|| panic!("nobody got a file yet; so far:\n{}", self.unread.join("\n")))
    }

    pub fn menu(&self, person: i64) -> Vec<String> {
        self.menus.get(&person).cloned().unwrap_or_default()
    }

    pub fn last_text(&self) -> String {
        self.last_text.clone()
    }

    pub fn newest(&self, chat: i64) -> Option<(i64, &Posted)> {
        self.messages
            .range((chat, i64::MIN)..=(chat, i64::MAX))
            .next_back()
            .map(|((_, id), posted)| (*id, posted))
    }

    /// The newest button in a chat whose label holds these words.
    pub fn button(&self, chat: i64, label: &str) -> (i64, Press) {
        let here = self.messages.range((chat, i64::MIN)..=(chat, i64::MAX)).rev();
        let found = here.clone().find_map(|((_, id), posted)| {
            let key = posted.keyboard.iter().flatten().find(|key| key.label.contains(label))?;
            Some((*id, key.press.clone()))
        });
        found.unwrap_or_else(|| {
            let all: Vec<_> =
                here.flat_map(|(_, p)| p.keyboard.iter().flatten().map(|k| k.label.clone())).collect();
            panic!("no button says “{label}” here; there are: {all:?}. So far:\n{}", self.unread.join("\n"))
        })
    }

    pub fn pressed(&mut self, query: String) {
        self.open_presses.push(query);
    }

    /// Whoever pressed a button must hear something, or it spins on their screen.
    pub fn check_answered(&self) {
        assert!(
            self.open_presses.is_empty(),
            "a pressed button was never answered; so far:\n{}",
            self.unread.join("\n")
        );
    }

    /// Puts one row of the outbox where it belongs; the number of the message that was sent.
    pub fn deliver(&mut self, outgoing: &Outgoing, blob: Option<Vec<u8>>) -> Option<i64> {
        let chat = outgoing.to.chat.0;
        match &outgoing.what {
            What::Send { text, keyboard, file, card, only_for, live, .. } => {
                // The stage has no drafts.
                let text = &live.iter().fold(text.clone(), Text::line);
                if let Some(standing) = card.as_ref().and_then(|name| self.cards.get(name).copied()) {
                    self.edit(standing, text, keyboard);
                    return None;
                }
                let id = self.next_id();
                let whom =
                    only_for.map_or(String::new(), |user| format!(" (only {})", crate::name_of(user.0)));
                self.show(&format!("bot → {}{whom}", place(chat)), text, keyboard);
                if let (Some(file), Some(bytes)) = (file, blob) {
                    self.unread.push(format!("    📎 {} ({} bytes)", file.name, bytes.len()));
                    self.files.push((file.name.clone(), bytes));
                }
                self.messages
                    .insert((chat, id), Posted { text: text.body.clone(), keyboard: keyboard.clone() });
                if let Some(name) = card {
                    self.cards.insert(name.clone(), (chat, id));
                }
                Some(id)
            }
            What::Edit { message, text, keyboard, .. } => {
                self.edit((chat, message.0), text, keyboard);
                None
            }
            What::Delete { message, .. } => {
                self.messages.remove(&(chat, message.0));
                self.unread.push(format!("bot ✗ {}: the message is gone", place(chat)));
                None
            }
            What::Answer { query, text, alert } => {
                self.open_presses.retain(|open| open != query);
                if let Some(text) = text {
                    self.unread.push(format!("bot {} {text}", if *alert { "(alert)" } else { "(toast)" }));
                }
                None
            }
            What::Results { found, .. } => {
                self.offer(found);
                None
            }
            What::Commands { groups: true, .. } => None,
            What::Commands { user, commands, .. } => {
                let names = commands.iter().map(|(name, _)| name.clone()).collect();
                self.menus.insert(user.map_or(0, |user| user.0), names);
                None
            }
        }
    }

    /// What somebody sees who typed the bot's name.
    fn offer(&mut self, found: &Found) {
        if let Some(offer) = &found.offer {
            self.unread.push(format!("bot offers: ({offer})"));
        }
        for hit in &found.results {
            self.unread.push(format!("bot offers: {} — {}", hit.title, hit.about));
        }
        if found.results.is_empty() && found.offer.is_none() {
            self.unread.push("bot offers nothing".to_owned());
        }
    }

    fn edit(&mut self, at: (i64, i64), text: &Text, keyboard: &[Vec<Key>]) {
        self.show(&format!("bot ✎ {}", place(at.0)), text, keyboard);
        self.messages.insert(at, Posted { text: text.body.clone(), keyboard: keyboard.to_vec() });
    }

    fn show(&mut self, head: &str, text: &Text, keyboard: &[Vec<Key>]) {
        self.last_text.clone_from(&text.body);
        let body = readable(text);
        if !body.is_empty() || !keyboard.is_empty() {
            self.unread.push(format!("{head}: {}", body.replace('\n', "\n    ")).trim_end().to_owned());
        } else {
            self.unread.push(head.to_owned());
        }
        for row in keyboard {
            let labels: Vec<_> = row.iter().map(|key| format!("[{}]", key.label)).collect();
            self.unread.push(format!("    {}", labels.join(" ")));
        }
    }
}

/// The words, with what is hidden until pressed marked as such.
fn readable(text: &Text) -> String {
    let mut body = text.body.clone();
    for span in text.spans.iter().rev().filter(|s| s.style == Style::Spoiler) {
        body.insert_str(span.end, "||");
        body.insert_str(span.start, "||");
    }
    body
}

/// What a chat is called.
pub fn place(chat: i64) -> String {
    if chat == crate::GROUP { "Ops alerts".to_owned() } else { crate::name_of(chat) }
}

/// Hands out what people on the stage have sent.
pub struct Uploaded(pub Arc<Mutex<Chats>>);

#[async_trait]
impl Files for Uploaded {
    async fn fetch(&self, file: &Attached, _most: u64) -> anyhow::Result<Vec<u8>> {
        let chats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        chats.uploads.get(&file.id).cloned().ok_or_else(|| anyhow::anyhow!("nobody sent a file {}", file.id))
    }
}
