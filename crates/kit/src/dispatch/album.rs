//! Files that somebody sends at once to a group. Each comes as a message of its own, and only one of them names the command;
//! the others are its as well, where Telegram shows them to the bot. In a private chat every file is heard anyway.

use crate::args::{Given, Values};
use crate::cx::Cx;
use crate::dispatch::{Answer, route};
use crate::event::{Attached, ChatKind, Did, Event, Said};
use crate::people::Role;
use crate::registry::Registered;
use crate::reply::Reply;
use crate::store::form::Open;

/// Under this name stand the words behind the command; files stand under their numbers.
const LINE: &str = "line";

/// Telegram puts no more into one.
const MOST: usize = 10;

/// What is known of the album that a message belongs to.
#[derive(Debug, Default)]
pub(crate) struct Album {
    /// As it is kept: the album's name is its step, and the command is empty until it has come.
    pub kept: Option<Open>,
    /// As it shall be kept.
    pub next: Option<Open>,
    /// What came before the command.
    pub earlier: Vec<Attached>,
    /// The command came before this message.
    pub follows: bool,
}

/// Where albums of this conversation are kept, if the message is of one.
pub(super) fn lane(event: &Event, lane: &str) -> Option<String> {
    let Did::Say(said) = &event.did else { return None };
    let is_one = event.chat != ChatKind::Private && said.album.is_some() && said.file.is_some();
    is_one.then(|| format!("{lane} album"))
}

impl Album {
    pub(super) fn of(kept: Option<Open>, event: &Event) -> Self {
        let Did::Say(said) = &event.did else { return Self::default() };
        Self { kept: kept.filter(|kept| Some(&kept.step) == said.album.as_ref()), ..Self::default() }
    }
}

/// The command has come: it gets what came before it.
pub(super) fn begins(cx: &mut Cx, command: &Registered) {
    let waiting = cx.album.kept.as_ref().filter(|kept| command.spec.albums && kept.command.is_empty());
    let files = waiting.into_iter().flat_map(|kept| kept.given.values());
    cx.album.earlier = files
        .filter_map(|given| match given {
            Given::File(file) => Some(file.clone()),
            Given::Text(_) => None,
        })
        .collect();
}

/// What comes after it is its, too, unless they may not use it.
pub(super) fn began(cx: &mut Cx, command: &Registered, line: &str, answer: &Answer) {
    let Some(album) = cx.album().map(str::to_owned) else { return };
    if command.spec.albums && !answer.outcome.starts_with("denied") {
        let given = Values::from([(LINE.to_owned(), Given::Text(line.to_owned()))]);
        cx.album.next = Some(Open { command: command.spec.name.to_owned(), step: album, given });
    }
}

/// A message that is not for the bot by itself. One of an album whose command has come is; one whose command may come yet
/// is remembered.
pub(super) async fn another(cx: &mut Cx, said: &Said) -> Answer {
    let nothing = Answer::quiet(Reply::nothing());
    let (Some(file), Some(album)) = (&said.file, &said.album) else { return nothing };
    let wanted = cx.person.role != Role::Stranger
        && cx.registry().commands().iter().any(|command| command.spec.albums && cx.may_run(command));
    if !wanted {
        return nothing;
    }
    let unknown = || Open { command: String::new(), step: album.clone(), given: Values::new() };
    let mut open = cx.album.kept.take().unwrap_or_else(unknown);
    if let Some(command) = cx.registry().command(&open.command).cloned() {
        let line = match open.given.get(LINE) {
            Some(Given::Text(line)) => line.clone(),
            _ => String::new(),
        };
        cx.album.follows = true;
        return route::start(cx, &command, &line, said, "album").await;
    }
    if open.given.len() < MOST {
        let number = said.message.map_or(i64::try_from(open.given.len()).unwrap_or(0), |message| message.0);
        open.given.insert(format!("{number:020}"), Given::File(file.clone()));
        cx.album.next = Some(open);
    }
    nothing
}

impl Cx {
    /// Files of the same album that came to a group before the message with the command, for commands that take albums.
    pub fn earlier(&self) -> &[Attached] {
        &self.album.earlier
    }

    /// Whether it is a file of an album whose command has come before it.
    pub fn follows(&self) -> bool {
        self.album.follows
    }
}
