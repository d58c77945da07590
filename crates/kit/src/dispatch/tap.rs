//! A button was pressed: find what it holds, ask anew whether this person may, and use it up where it changes something.

use std::sync::Arc;
use std::time::Duration;

use crate::args::{Given, Values};
use crate::cx::Cx;
use crate::dispatch::{Answer, FormChange, form, guarded, route, run};
use crate::event::{ChatKind, Said};
use crate::guard::Action;
use crate::reply::Reply;
use crate::spec::Effect;
use crate::store;
use crate::store::form::Open;
use crate::tap::{
    AGAIN, Data, FILE_USE, FORM_ASIDE, FORM_BACK, FORM_CANCEL, FORM_CHOOSE, JOB_CANCEL, RUN, decode,
};

/// How long a button's work may take.
const LIMIT: Duration = Duration::from_secs(20);

/// A button's value, wherever it was kept.
struct Held {
    tap: String,
    version: u8,
    value: String,
    /// The key under which it is used up.
    key: Option<String>,
}

pub(super) async fn pressed(cx: &mut Cx, data: &str, open: Option<Open>) -> Answer {
    match held(cx, data).await {
        Ok(Some(Ok(held))) => dispatch(cx, held, open).await,
        Ok(Some(Err(()))) => toast(cx, "kit-tap-done"),
        Ok(None) => outdated(cx, "menu").await,
        Err(error) => {
            let (text, outcome) = route::fault(cx, "tap", error.into());
            Answer {
                reply: Reply::toast(text.body),
                path: "tap",
                name: "tap".into(),
                outcome,
                form: None,
                alert: true,
            }
        }
    }
}

/// What the button holds; an inner error when it is used up.
async fn held(cx: &Cx, data: &str) -> db::Result<Option<Result<Held, ()>>> {
    match decode(data) {
        None => Ok(None),
        Some(Data::Inline { tap, version, value }) => {
            // A kind that changes something is only ever kept behind a key; one in the button itself is forged.
            let forged = cx.registry().tap(&tap).is_some_and(|(_, t)| t.spec().effect.writes());
            Ok((!forged).then_some(Ok(Held { tap, version, value, key: None })))
        }
        Some(Data::Key(key)) => {
            let Some(kept) = store::tap::find(&mut cx.app.db.read().await?, &key).await? else {
                return Ok(None);
            };
            if kept.once && kept.used_at.is_some() {
                return Ok(Some(Err(())));
            }
            let version = u8::try_from(kept.version).unwrap_or(0);
            Ok(Some(Ok(Held { tap: kept.tap, version, value: kept.value, key: kept.once.then_some(key) })))
        }
    }
}

async fn dispatch(cx: &mut Cx, held: Held, open: Option<Open>) -> Answer {
    let word: String = serde_json::from_str(&held.value).unwrap_or_default();
    match held.tap.as_str() {
        RUN => command(cx, &word).await,
        AGAIN => again(cx, &word, open).await,
        FILE_USE => use_file(cx, &word).await,
        FORM_CHOOSE | FORM_ASIDE | FORM_BACK | FORM_CANCEL => {
            match (form::meant(cx, &word, open.as_ref()), open) {
                (None, _) => toast(cx, "kit-form-theirs"),
                (Some(pressed), Some(open)) if held.tap == FORM_CHOOSE && pressed.asks(&open) => {
                    form::chosen(cx, open, pressed.answer).await
                }
                (Some(pressed), Some(open)) if held.tap == FORM_ASIDE && pressed.asks(&open) => {
                    form::set_aside(cx, open, pressed.answer).await
                }
                (Some(pressed), Some(open)) if held.tap == FORM_BACK && pressed.asks(&open) => {
                    form::back(cx, open).await
                }
                (Some(pressed), Some(open)) if held.tap == FORM_CANCEL && pressed.is_of(&open) => {
                    form::cancel(cx)
                }
                // A second press must not put anything in the place of what the first one brought.
                _ => toast(cx, "kit-form-over"),
            }
        }
        JOB_CANCEL => call_off(cx, &word).await,
        _ => plugin(cx, held).await,
    }
}

/// A button that stands for a command.
async fn command(cx: &mut Cx, line: &str) -> Answer {
    let (name, line) = line.split_once(' ').unwrap_or((line, ""));
    let Some(command) = cx.registry().command(name).cloned() else { return toast(cx, "kit-tap-outdated") };
    let mut answer = route::start(cx, &command, line, &Said::default(), "tap").await;
    if answer.outcome.starts_with("denied") {
        answer = as_toast(cx, answer);
    } else {
        answer.reply = answer.reply.instead();
    }
    answer
}

/// The same command with the same values. What was typed into a button by hand is held to what may be typed anyway.
async fn again(cx: &mut Cx, value: &str, open: Option<Open>) -> Answer {
    let Ok((name, mut values)) = serde_json::from_str::<(String, Values)>(value) else {
        return toast(cx, "kit-tap-outdated");
    };
    let Some(command) = cx.registry().command(&name).cloned() else { return toast(cx, "kit-tap-outdated") };
    if let Some(denied) = route::refuse(cx, &command, "tap") {
        return as_toast(cx, denied);
    }
    form::keep_fitting(&command, &mut values);
    let mut answer = form::next(cx, &command, values, false, "tap").await;
    answer.reply = answer.reply.instead();
    // The question that it had failed on is still open.
    let left = open.is_some_and(|open| open.command == name) && answer.outcome == "ok";
    if left { answer.form(FormChange::Close) } else { answer }
}

/// A command for a file that came alone.
async fn use_file(cx: &mut Cx, value: &str) -> Answer {
    // A button from before there could be several does not say which.
    let (name, file) = value.split_once(' ').unwrap_or((value, "file"));
    let Some(command) = cx.registry().command(name).cloned() else { return toast(cx, "kit-tap-outdated") };
    let file = cx.files.get(file).cloned();
    let Some(file @ Given::File(_)) = file else { return toast(cx, "kit-file-gone") };
    if let Some(denied) = route::refuse(cx, &command, "tap") {
        return as_toast(cx, denied);
    }
    let field = command.spec.fields.iter().find(|f| f.takes_file());
    let Some(field) = field else { return toast(cx, "kit-tap-outdated") };
    let values: Values = [(field.name.to_owned(), file)].into();
    form::next(cx, &command, values, false, "file").await
}

/// The Cancel of a job's card: for the one who started it, and for those who may call off any.
async fn call_off(cx: &mut Cx, number: &str) -> Answer {
    let Ok(id) = number.parse::<i64>() else { return toast(cx, "kit-tap-outdated") };
    let cancelled = async {
        let row = store::job::find(&mut cx.read().await?, id).await?;
        let action =
            |needs| Action { plugin: "kit", name: "job", needs, chats: crate::spec::Chats::Everywhere };
        let own = row.as_ref().is_some_and(|row| row.user_id == cx.person.id.0)
            && cx.person.role > crate::people::Role::Stranger;
        if !own && let Err(denied) = cx.authorize_action(&action(crate::jobs::CANCEL_OTHERS)) {
            return Ok(Err(denied));
        }
        cx.note("job", id);
        let tx = cx.tx().await?;
        Ok(Ok(store::job::cancel(tx, id).await?))
    };
    let (reply, outcome, alert) = match cancelled.await {
        Ok(Ok(true)) => (Reply::toast(cx.label("kit-job-cancelling")), "ok".to_owned(), false),
        Ok(Ok(false)) => (Reply::toast(cx.label("kit-job-over")), "refused".to_owned(), false),
        Ok(Err(denied)) => (run::denial(cx, &denied), denied.name().to_owned(), true),
        Err(fault) => {
            let (text, outcome) = route::fault(cx, "job", fault);
            (Reply::toast(text.body), outcome, true)
        }
    };
    as_toast(cx, Answer { reply, path: "tap", name: "cancel job".into(), outcome, form: None, alert })
}

/// A plugin's own button.
async fn plugin(cx: &mut Cx, held: Held) -> Answer {
    let Some((plugin, tap)) = cx.registry().tap(&held.tap) else { return outdated(cx, "menu").await };
    let spec = tap.spec();
    let action = Action { plugin, name: spec.name, needs: spec.needs, chats: spec.chats };
    if let Err(denied) = cx.authorize_action(&action) {
        let reply = run::denial(cx, &denied);
        let (name, outcome) = (spec.name.into(), denied.name().into());
        return as_toast(cx, Answer { reply, path: "tap", name, outcome, form: None, alert: true });
    }
    if held.version != spec.version {
        return outdated(cx, spec.fresh).await;
    }
    match used_up(cx, &held, spec.effect).await {
        Ok(false) => {}
        Ok(true) => return toast(cx, "kit-tap-done"),
        Err(error) => {
            let (text, outcome) = route::fault(cx, spec.name, error);
            return Answer {
                reply: Reply::toast(text.body),
                path: "tap",
                name: spec.name.into(),
                outcome,
                form: None,
                alert: true,
            };
        }
    }
    let running = Arc::clone(&tap);
    let Some(running) = running.run(cx, &held.value) else { return outdated(cx, spec.fresh).await };
    let result = guarded(running, LIMIT).await;
    let (reply, outcome, alert) = match result {
        Ok(reply) => (reply, "ok".to_owned(), false),
        Err(fault) => {
            let (text, outcome) = route::fault(cx, spec.name, fault);
            (Reply::toast(text.body), outcome, true)
        }
    };
    Answer { reply, path: "tap", name: spec.name.into(), outcome, form: None, alert }
}

/// Uses the button up in the transaction of its work; `true` when somebody else was faster. If the work fails, the
/// transaction is undone and the button can be pressed again.
async fn used_up(cx: &mut Cx, held: &Held, effect: Effect) -> crate::fault::Result<bool> {
    let (Some(key), true) = (&held.key, effect.writes()) else { return Ok(false) };
    let (by, now) = (cx.person.id, cx.now());
    let tx = cx.tx().await?;
    let used = store::tap::use_up(tx, key, by, now).await?;
    if !used {
        cx.tx = None;
    }
    Ok(!used)
}

/// The button is from another version: the menu it belongs to is shown anew in its place.
async fn outdated(cx: &mut Cx, fresh: &str) -> Answer {
    cx.tx = None;
    let note = cx.label("kit-tap-outdated");
    let mut answer = command(cx, fresh).await;
    if answer.reply.toast.is_none() {
        answer.reply.toast = Some(note);
    }
    answer
}

fn toast(cx: &Cx, key: &str) -> Answer {
    Answer::quiet(Reply::toast(cx.label(key)))
}

/// A refusal belongs over the chat, where only the one who pressed reads it. What a stranger is offered stays a message,
/// unless a group would have to read it.
fn as_toast(cx: &Cx, mut answer: Answer) -> Answer {
    let offers = answer.reply.messages.iter().any(|message| !message.keyboard.is_empty());
    if answer.reply.toast.is_none() && !(offers && cx.chat() == ChatKind::Private) {
        let text = answer.reply.messages.first().map(|m| m.text.body.clone());
        answer.reply = Reply { toast: text, ..Reply::default() };
    }
    answer
}
