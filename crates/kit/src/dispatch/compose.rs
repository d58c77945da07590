//! From a reply to the rows of the outbox: where it goes, what its buttons carry, and what does not fit a message.

use crate::cx::Cx;
use crate::dispatch::{Answer, Done};
use crate::event::{ChatKind, Did};
use crate::ids::{MessageId, Place, UserId};
use crate::reply::{FileRef, Key, Message, Outgoing, Press, Priority, Reply, What};
use crate::tap::{Button, ButtonPress, encode};
use crate::text::{PAGE_UNITS, Text, pages};

/// Text longer than this many messages goes as a file.
const MOST_PAGES: usize = 3;

/// A file's caption may hold this many characters; a longer text goes before the file.
const CAPTION_UNITS: usize = 1024;

/// The longest notice over the chat.
const TOAST_CHARACTERS: usize = 200;

pub(crate) fn compose(done: &mut Done, cx: &Cx, answer: Answer) {
    if let Did::Tap { query, .. } = &cx.event.did {
        let text = answer.reply.toast.as_ref().map(|t| t.chars().take(TOAST_CHARACTERS).collect());
        let what = What::Answer { query: query.clone(), text, alert: answer.alert };
        done.outgoing.push(Outgoing { to: cx.place(), what, priority: Priority::Answer });
    }
    if let (Did::Ask { query, .. }, Some(found)) = (&cx.event.did, answer.reply.found) {
        let what = What::Results { query: query.clone(), found };
        done.outgoing.push(Outgoing { to: cx.place(), what, priority: Priority::Alert });
    }
    if let (true, Some(message)) = (answer.reply.closes, cx.tapped()) {
        done.outgoing.push(Outgoing {
            to: cx.place(),
            what: What::Delete { message, only_for: None },
            priority: Priority::Answer,
        });
    }
    done.outgoing.extend(cx.menus.iter().cloned());
    for message in answer.reply.messages {
        one(done, cx, message);
    }
    for message in cx.also.iter().cloned() {
        one(done, cx, message);
    }
}

/// What a job says at its end, and its row in the audit: its name, the outcome, and when it began.
pub(crate) fn compose_for_job(
    done: &mut Done,
    cx: &Cx,
    reply: Reply,
    (name, outcome, started): (&str, &str, db::Timestamp),
) {
    let answer = Answer {
        reply,
        path: "job",
        name: name.to_owned(),
        outcome: outcome.to_owned(),
        form: None,
        alert: false,
    };
    // What comes round by itself every few minutes and changes nothing would bury what people have done.
    let silent = cx.person.id == UserId(0) && outcome == "ok" && cx.audit.is_empty();
    done.audit = (!silent).then(|| super::audit_row(cx, &answer, started));
    compose(done, cx, answer);
}

/// One message of a reply.
pub(crate) fn one(done: &mut Done, cx: &Cx, message: Message) {
    let to = message.options.to.unwrap_or(cx.place());
    if to == Place::NOWHERE {
        return;
    }
    let keyboard = keys(done, cx, message.keyboard);
    // A file goes in the place of a text only where there is none yet.
    let (text, overflow) = match &message.file {
        Some(_) => (pages(&message.text, PAGE_UNITS), None),
        None => fitted(message.text),
    };
    // What only one person may read, or what goes away again, is never put over a message that others see.
    let others_see = cx.event.chat != ChatKind::Private;
    let private = others_see && (message.options.expires.is_some() || message.options.secret);
    let plain = message.file.is_none() && overflow.is_none() && !private && to == cx.place();
    let target = cx.tapped().filter(|_| message.options.instead && plain);
    if let (Some(target), [page]) = (target, text.as_slice()) {
        let (text, expires) = (page.clone(), message.options.expires);
        let what = What::Edit { message: target, text, keyboard, expires };
        done.outgoing.push(Outgoing { to, what, priority: message.options.priority });
        return;
    }
    let file = message
        .file
        .map(|f| (f.name, f.bytes))
        .or(overflow.map(|text| ("answer.txt".to_owned(), text.into_bytes())));
    let file = file.map(|(name, bytes)| {
        let blob = cx.app.dice.code(20);
        done.blobs.push((blob.clone(), bytes));
        FileRef { blob, name, picture: message.options.picture }
    });
    let draft = Draft { to, keyboard, file, reply_to: reply_to(cx, to), options: message.options };
    draft.send(done, cx, text);
}

struct Draft {
    to: Place,
    keyboard: Vec<Vec<Key>>,
    file: Option<FileRef>,
    reply_to: Option<MessageId>,
    options: crate::reply::Options,
}

impl Draft {
    /// One row a page; the buttons and the file go with the last.
    fn send(mut self, done: &mut Done, cx: &Cx, mut text: Vec<Text>) {
        if self.file.is_some() && text.last().is_some_and(|t| t.units() > CAPTION_UNITS) {
            text.push(Text::new());
        }
        if text.is_empty() {
            text.push(Text::new());
        }
        let only_for = (self.options.secret && cx.event.chat != ChatKind::Private && self.to == cx.place())
            .then_some(cx.person.id);
        let last = text.len() - 1;
        for (index, text) in text.into_iter().enumerate() {
            let ends = index == last;
            let what = What::Send {
                text,
                keyboard: if ends { std::mem::take(&mut self.keyboard) } else { Vec::new() },
                file: if ends { self.file.take() } else { None },
                reply_to: if index == 0 { self.reply_to } else { None },
                card: self.options.card.clone().filter(|_| ends),
                expires: self.options.expires,
                only_for,
                live: self.options.live.take().filter(|_| ends),
            };
            done.outgoing.push(Outgoing { to: self.to, what, priority: self.options.priority });
        }
    }
}

/// In a group an answer hangs on the question, so that it is clear whose it is.
fn reply_to(cx: &Cx, to: Place) -> Option<MessageId> {
    match &cx.event.did {
        Did::Say(said) if cx.event.chat != ChatKind::Private && to == cx.place() => said.message,
        _ => None,
    }
}

/// The text in pages, or its beginning and all of it as a file.
fn fitted(text: Text) -> (Vec<Text>, Option<String>) {
    if text.units() <= PAGE_UNITS {
        return (if text.is_empty() { Vec::new() } else { vec![text] }, None);
    }
    let cut = pages(&text, PAGE_UNITS);
    if cut.len() <= MOST_PAGES {
        return (cut, None);
    }
    let beginning = pages(&text, 600).into_iter().next().unwrap_or_default();
    (vec![beginning.push("\n…")], Some(text.body))
}

/// Buttons as they go out; values that do not fit, or are used up by a press, are kept behind a key.
fn keys(done: &mut Done, cx: &Cx, keyboard: Vec<Vec<Button>>) -> Vec<Vec<Key>> {
    let key = |done: &mut Done, button: Button| {
        let press = match button.press {
            ButtonPress::Url(url) => Press::Url(url),
            ButtonPress::Copy(text) => Press::Copy(text),
            ButtonPress::Tap(tap) => Press::Data(encode(&tap).unwrap_or_else(|| {
                let key = cx.app.dice.code(16);
                let data = format!("~{key}");
                done.taps.push((key, tap));
                data
            })),
        };
        Key { label: button.label, press, look: button.look }
    };
    keyboard.into_iter().map(|row| row.into_iter().map(|button| key(done, button)).collect()).collect()
}
