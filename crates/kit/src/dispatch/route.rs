//! What did they mean?

use crate::args::{self, Given, Misfit};
use crate::cx::Cx;
use crate::dispatch::{Answer, FormChange, album, form, guarded, inline, run, tap, verdict};
use crate::event::{Attached, ChatKind, Did, Said};
use crate::fault::Fault;
use crate::guard::Action;
use crate::ids::MessageId;
use crate::people::Role;
use crate::registry::Registered;
use crate::reply::Reply;
use crate::spec::Spec;
use crate::store::form::Open;
use crate::tap::{AGAIN, Button, FILE_USE};
use crate::text::Text;

/// So many files of one person wait at most: an album has ten.
const MOST_STASHED: usize = 10;

pub(super) async fn route(cx: &mut Cx, open: Option<Open>) -> Answer {
    let event = std::sync::Arc::clone(&cx.event);
    match &event.did {
        Did::Tap { query: _, message: _, data } => tap::pressed(cx, data, open).await,
        Did::Say(said) => match command_line(&said.text, &cx.app.settings.username) {
            Some((name, line)) => named(cx, name, line, said).await,
            None => unnamed(cx, said, open).await,
        },
        Did::Ask { query: _, words } => inline::asked(cx, words).await,
        Did::Migrated { .. } | Did::Other => Answer::quiet(Reply::nothing()),
    }
}

/// `/name@bot the rest` → the name and the rest; none when it is no command, or another bot's.
fn command_line<'a>(text: &'a str, username: &str) -> Option<(&'a str, &'a str)> {
    let text = text.trim_start().strip_prefix('/')?;
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (head, line) = (text.get(..end)?, text.get(end..)?);
    match head.split_once('@') {
        Some((name, bot)) if bot.eq_ignore_ascii_case(username) => Some((name, line)),
        Some(_) => None,
        None => Some((head, line)),
    }
}

async fn named(cx: &mut Cx, name: &str, line: &str, said: &Said) -> Answer {
    let Some(command) = cx.registry().command(name).cloned() else {
        return unknown(cx, name, is_by_name(&said.text));
    };
    album::begins(cx, &command);
    let answer = start(cx, &command, line, said, "command").await;
    album::began(cx, &command, line, &answer);
    answer
}

/// Authorises a command, reads its arguments, and runs it or asks for what is missing.
pub(super) async fn start(
    cx: &mut Cx,
    command: &Registered,
    line: &str,
    said: &Said,
    path: &'static str,
) -> Answer {
    if let Some(denied) = refuse(cx, command, path) {
        return denied;
    }
    match args::parse(&command.spec, line, said) {
        Ok(values) => {
            // Somebody who typed something knows what they want; who did not is asked what else there is to choose.
            let curious = values.is_empty() && path != "command";
            form::next(cx, command, values, curious, path).await
        }
        Err(misfit) => {
            let text = misfit_text(cx, &misfit)
                .line(&cx.tell("kit-usage", crate::args![usage = command.spec.usage()]));
            answer(command, path, Reply::text(text), "refused")
        }
    }
}

/// The refusal, when they may not.
pub(super) fn refuse(cx: &mut Cx, command: &Registered, path: &'static str) -> Option<Answer> {
    cx.circumstances.cooldown = cx.app.cooldown(cx.person.id, command.spec.name);
    let denied = cx.authorize_action(&Action::of(command.plugin, &command.spec)).err()?;
    // A stranger in a group is not answered: their words were not meant for the bot, and the group need not see it.
    let silent = cx.person.role == Role::Stranger && cx.event.chat != ChatKind::Private && path == "command";
    let reply = if silent { Reply::nothing() } else { run::denial(cx, &denied) };
    Some(answer(command, path, reply, denied.name()))
}

/// Runs a command all of whose fields are filled.
pub(super) async fn execute(
    cx: &mut Cx,
    command: &Registered,
    path: &'static str,
) -> Result<Answer, (Text, String, Option<&'static str>)> {
    let spec = command.spec;
    if !spec.cooldown.is_zero() {
        // At once, so that nobody slips through in another chat meanwhile.
        cx.app.start_cooldown(cx.person.id, spec.name, spec.cooldown);
        cx.used = Some(spec.name);
    }
    let runner = std::sync::Arc::clone(&command.command);
    let result = guarded(runner.run(cx), spec.limit).await;
    match result {
        Ok(reply) => Ok(answer(command, path, reply, "ok")),
        Err(fault) => {
            undo(cx);
            // Who mistyped, or found a service away, may try again at once; what broke is left alone for a while.
            if !matches!(fault, Fault::Broken(_)) && cx.used.take().is_some() {
                cx.app.end_cooldown(cx.person.id, spec.name);
            }
            Err(verdict(cx, spec.name, fault))
        }
    }
}

/// Nothing that a failed command wrote, said or noted stays.
pub(crate) fn undo(cx: &mut Cx) {
    cx.tx = None;
    cx.also.clear();
    cx.menus.clear();
    cx.close_form = false;
    cx.audit.clear();
}

pub(super) fn answer(command: &Registered, path: &'static str, reply: Reply, outcome: &str) -> Answer {
    Answer {
        reply,
        path,
        name: command.spec.name.to_owned(),
        outcome: outcome.to_owned(),
        form: None,
        alert: false,
    }
}

/// Whether a command names its bot: `/help@bot`.
fn is_by_name(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|head| head.contains('@'))
}

/// The nearest commands this person may use, as buttons. In a group it can have been another bot's, unless it names us; and
/// a stranger is not answered there.
fn unknown(cx: &Cx, name: &str, by_name: bool) -> Answer {
    let in_private = cx.event.chat == ChatKind::Private;
    if !in_private && (!by_name || cx.person.role == Role::Stranger) {
        return Answer::quiet(Reply::nothing());
    }
    if cx.person.role == Role::Stranger {
        return stranger(cx);
    }
    let near: Vec<_> =
        cx.registry().nearest(name).into_iter().filter(|c| cx.may_run(c)).map(|c| c.spec.name).collect();
    let key = if near.is_empty() { "kit-unknown" } else { "kit-unknown-near" };
    let typed: String = name.chars().take(40).collect();
    let buttons = near.iter().map(|name| Button::command(format!("/{name}"), name));
    let help = Button::command(cx.label("kit-help"), "help");
    Answer::quiet(Reply::text(cx.tell(key, crate::args![typed = typed])).row(buttons).row([help]))
}

/// Words or a file without a command: an answer to an open form, or a question what it is for.
async fn unnamed(cx: &mut Cx, said: &Said, open: Option<Open>) -> Answer {
    let addressed = cx.event.chat == ChatKind::Private || said.reply.as_ref().is_some_and(|r| r.ours);
    if !addressed {
        return album::another(cx, said).await;
    }
    if let Some(open) = open {
        return form::said(cx, open, said).await;
    }
    if cx.event.chat != ChatKind::Private {
        return Answer::quiet(Reply::nothing());
    }
    if cx.person.role == Role::Stranger {
        return stranger(cx);
    }
    if let Some(command) = hearing(cx, said) {
        return start(cx, &command, &said.text, said, "heard").await;
    }
    if let Some(file) = &said.file {
        return stash(cx, file, said.message);
    }
    let menu = Button::command(cx.label("kit-menu"), "menu");
    Answer::quiet(Reply::text(cx.say("kit-chatter")).row([menu]))
}

/// The first command that takes these words or this file for its own.
fn hearing(cx: &Cx, said: &Said) -> Option<Registered> {
    let hears = |c: &&Registered| c.spec.hears.is_some_and(|hears| hears(said)) && cx.may_run(c);
    cx.registry().commands().iter().find(hears).cloned()
}

fn stranger(cx: &Cx) -> Answer {
    let reply = run::denial(cx, &crate::guard::Denied::Stranger);
    Answer {
        reply,
        path: "message",
        name: "message".into(),
        outcome: "denied: stranger".into(),
        form: None,
        alert: false,
    }
}

/// A file that came alone: keep it, and offer what can be done with it.
fn stash(cx: &Cx, file: &Attached, message: Option<MessageId>) -> Answer {
    let able: Vec<_> = cx.usable(false).into_iter().filter(|c| c.spec.is_offered()).map(|c| c.spec).collect();
    if able.is_empty() {
        return Answer::quiet(Reply::text(cx.say("kit-file-nothing")));
    }
    let mut reply = Reply::text(cx.tell("kit-file-what", crate::args![name = file.name.clone()]));
    // Several files can come at once, and each has its own buttons.
    let number = message.map_or(0, |message| message.0);
    for pair in able.chunks(2) {
        let value = |spec: &Spec| format!("{} {number}", spec.name);
        let buttons =
            pair.iter().map(|spec| Button::built_in(title(cx, spec.name, spec.icon), FILE_USE, &value(spec)));
        reply = reply.row(buttons.collect::<Vec<_>>());
    }
    let mut given = cx.files.clone();
    while given.len() >= MOST_STASHED
        && let Some(oldest) = given.keys().min_by_key(|key| key.parse::<i64>().unwrap_or(0)).cloned()
    {
        given.remove(&oldest);
    }
    given.insert(number.to_string(), Given::File(file.clone()));
    Answer::quiet(reply).form(FormChange::Stash(given))
}

/// A command's name on a button.
pub(super) fn title(cx: &Cx, name: &str, icon: &str) -> String {
    format!("{icon} {}", cx.label(&format!("cmd-{name}-title"))).trim().to_owned()
}

/// What is wrong with a value, in words.
pub(crate) fn misfit_text(cx: &Cx, misfit: &Misfit) -> Text {
    match misfit {
        Misfit::Unknown(word) => {
            let word: String = word.chars().take(60).collect();
            cx.tell("kit-misfit-unknown", crate::args![word = word])
        }
        Misfit::NotAWhole { field } => cx.tell("kit-misfit-whole", crate::args![field = *field]),
        Misfit::OutOfRange { field, min, max } => {
            let args = crate::args![field = *field, min = cx.number(min), max = cx.number(max)];
            cx.tell("kit-misfit-range", args)
        }
        Misfit::NotAChoice { field, of } => {
            cx.tell("kit-misfit-choice", crate::args![field = *field, choices = of.join(", ")])
        }
        Misfit::WantsFile { .. } => cx.say("kit-misfit-file"),
        Misfit::WantsText { .. } => cx.say("kit-misfit-text"),
    }
}

/// A fault outside a form, as an answer.
pub(super) fn failed(
    command: &Registered,
    path: &'static str,
    (text, outcome, _): (Text, String, Option<&'static str>),
    cx: &Cx,
) -> Answer {
    let mut reply = Reply::text(text);
    if outcome == "unavailable" {
        let again = serde_json::to_string(&(command.spec.name, &cx.values)).unwrap_or_default();
        reply = reply.row([Button::built_in(cx.label("kit-try-again"), AGAIN, &again)]);
    }
    answer(command, path, reply, &outcome)
}

/// Shortens the way for code that only has a fault.
pub(super) fn fault(cx: &mut Cx, name: &str, fault: Fault) -> (Text, String) {
    undo(cx);
    let (text, outcome, _) = verdict(cx, name, fault);
    (text, outcome)
}
