//! Asking for what a command still lacks, one question at a time.

mod aside;

pub(super) use aside::set_aside;

use crate::args::{self, Given, Misfit, Values};
use crate::cx::Cx;
use crate::dispatch::{Answer, FormChange, guarded_for, route, verdict};
use crate::event::{ChatKind, Said};
use crate::fault::Fault;
use crate::plugin::Offer;
use crate::registry::Registered;
use crate::reply::Reply;
use crate::spec::{FieldKind, FieldSpec};
use crate::store::form::Open;
use crate::tap::{Button, FORM_BACK, FORM_CANCEL, FORM_CHOOSE};
use crate::text::Text;

/// Asks the next question, or runs the command when there is none left. `curious`: also ask for what has a default, as a
/// form does anyway: what is asked comes in one order, whether the form began with a button or with a word.
pub(super) async fn next(
    cx: &mut Cx,
    command: &Registered,
    values: Values,
    curious: bool,
    path: &'static str,
) -> Answer {
    let fields = command.spec.fields;
    let open = |f: &&FieldSpec| !values.contains_key(f.name);
    let in_form = path == "form" || curious || fields.iter().filter(open).any(|f| f.default.is_none());
    let missing = fields.iter().filter(open).find(|f| f.default.is_none() || (in_form && f.is_question()));
    if let Some(field) = missing {
        return match objection(cx, command, &values).await {
            None => ask(cx, command, field, values, None).await,
            Some((field, problem)) => again(cx, command, field, values, problem).await,
        };
    }
    cx.values.clone_from(&values);
    match route::execute(cx, command, path).await {
        Ok(answer) if in_form => answer.form(FormChange::Close),
        Ok(answer) => answer,
        // In a form nothing is lost by a mistake: the question it belongs to is asked again.
        Err((text, outcome, field)) if path == "form" && outcome == "refused" => {
            match field.and_then(|name| named(command, name)).or(last_asked(command)) {
                Some(field) => again(cx, command, field, values, text).await,
                None => route::failed(command, path, (text, outcome, None), cx),
            }
        }
        Err(failure) => route::failed(command, path, failure, cx),
    }
}

/// The first of the new answers that will not do, and why. When that cannot be found out now, it turns out at the end.
async fn objection(cx: &mut Cx, command: &Registered, values: &Values) -> Option<(&'static FieldSpec, Text)> {
    let known = std::mem::replace(&mut cx.values, values.clone());
    let new = |f: &&FieldSpec| values.get(f.name).is_some_and(|value| known.get(f.name) != Some(value));
    for field in command.spec.fields.iter().filter(new) {
        let runner = std::sync::Arc::clone(&command.command);
        match guarded_for(runner.check(cx, field.name), command.spec.limit).await {
            Ok(()) => {}
            Err(Fault::Refused { text, field: at }) => {
                return Some((at.and_then(|name| named(command, name)).unwrap_or(field), text));
            }
            Err(fault) => drop(verdict(cx, command.spec.name, fault)),
        }
    }
    None
}

/// A question whose answer would not do.
async fn again(
    cx: &mut Cx,
    command: &Registered,
    field: &FieldSpec,
    mut values: Values,
    problem: Text,
) -> Answer {
    values.remove(field.name);
    ask(cx, command, field, values, Some(problem)).await
}

fn named(command: &Registered, name: &str) -> Option<&'static FieldSpec> {
    command.spec.fields.iter().find(|f| f.name == name)
}

fn last_asked(command: &Registered) -> Option<&'static FieldSpec> {
    let fields = command.spec.fields;
    fields.iter().rev().find(|f| f.default.is_none()).or(fields.iter().rfind(|f| !f.is_aside()))
}

/// Where a form stands.
struct Standing {
    command: Registered,
    field: FieldSpec,
    given: Values,
}

/// Takes up the form that is open, when there still is such a question and this person still may. An answer from before an
/// upgrade that no longer fits is dropped, and asked for anew.
fn resume(cx: &mut Cx, open: Open) -> Result<Standing, Box<Answer>> {
    let Some((command, field)) = place(cx, &open) else { return Err(Box::new(outdated(cx))) };
    if let Some(denied) = route::refuse(cx, &command, "form") {
        return Err(Box::new(denied.form(FormChange::Close)));
    }
    let mut given = open.given;
    keep_fitting(&command, &mut given);
    cx.values.clone_from(&given);
    cx.answers = true;
    Ok(Standing { command, field, given })
}

/// Drops what is none of the command's values, or no longer.
pub(super) fn keep_fitting(command: &Registered, given: &mut Values) {
    given.retain(|name, value| named(command, name).is_some_and(|field| args::still_fits(field, value)));
}

/// Somebody wrote while a form was open.
pub(super) async fn said(cx: &mut Cx, open: Open, said: &Said) -> Answer {
    let Standing { command, field, mut given } = match resume(cx, open) {
        Ok(standing) => standing,
        Err(answer) => return *answer,
    };
    match args::check(&field, said) {
        Ok(answer) => {
            given.insert(field.name.to_owned(), answer);
            next(cx, &command, given, false, "form").await
        }
        Err(misfit) => {
            // Words at an option's question are meant for it: somebody has gone there to answer it.
            let ahead = ahead(&command, &given, said).filter(|_| !field.is_aside() || said.file.is_some());
            if let (Some((later, answer)), Some(default)) = (ahead, field.default) {
                given.insert(field.name.to_owned(), Given::Text(default.to_owned()));
                given.insert(later.name.to_owned(), answer);
                return next(cx, &command, given, false, "form").await;
            }
            let text = problem(cx, &misfit);
            ask(cx, &command, &field, given, Some(text)).await
        }
    }
}

/// Who is asked for the layout and sends the document is ahead of the question: what takes any text or file takes it.
fn ahead(command: &Registered, given: &Values, said: &Said) -> Option<(FieldSpec, Given)> {
    let whole = |f: &&FieldSpec| matches!(f.kind, FieldKind::Rest | FieldKind::Input | FieldKind::File);
    let mut missing = command.spec.fields.iter().filter(|f| !given.contains_key(f.name));
    let field = missing.find(|f| f.default.is_none()).filter(whole)?;
    Some((*field, args::check(field, said).ok()?))
}

/// What is wrong with an answer. Which question it was stands right below, so its field is not named.
fn problem(cx: &Cx, misfit: &Misfit) -> Text {
    match misfit {
        Misfit::NotAWhole { .. } => cx.say("kit-answer-whole"),
        Misfit::OutOfRange { min, max, .. } => {
            cx.tell("kit-answer-range", crate::args![min = cx.number(min), max = cx.number(max)])
        }
        Misfit::NotAChoice { .. } => cx.say("kit-answer-choice"),
        Misfit::Unknown(_) | Misfit::WantsFile { .. } | Misfit::WantsText { .. } => {
            route::misfit_text(cx, misfit)
        }
    }
}

/// A choice was pressed.
pub(super) async fn chosen(cx: &mut Cx, open: Open, value: &str) -> Answer {
    let Standing { command, field, mut given } = match resume(cx, open) {
        Ok(standing) => standing,
        Err(answer) => return *answer,
    };
    match args::fit(&field, value) {
        Ok(word) => {
            given.insert(field.name.to_owned(), Given::Text(word));
            let mut answer = next(cx, &command, given, false, "form").await;
            answer.reply = answer.reply.instead();
            answer
        }
        Err(_) => outdated(cx),
    }
}

/// Back to the question before.
pub(super) async fn back(cx: &mut Cx, open: Open) -> Answer {
    let Standing { command, field, mut given } = match resume(cx, open) {
        Ok(standing) => standing,
        Err(answer) => return *answer,
    };
    let fields = command.spec.fields;
    let here = fields.iter().position(|f| f.name == field.name).unwrap_or(0);
    let answered = |f: &&FieldSpec| !f.is_aside() && given.contains_key(f.name);
    let mut answer = if field.is_aside() {
        next(cx, &command, given, false, "form").await
    } else {
        let to = fields.iter().take(here).rfind(answered).copied().unwrap_or(field);
        given.remove(to.name);
        ask(cx, &command, &to, given, None).await
    };
    answer.reply = answer.reply.instead();
    answer
}

pub(super) fn cancel(cx: &Cx) -> Answer {
    Answer::quiet(Reply::text(cx.say("kit-form-cancelled")).instead()).form(FormChange::Close)
}

/// The command and the question a form stands at; none when this version has no such question any more.
fn place(cx: &Cx, open: &Open) -> Option<(Registered, FieldSpec)> {
    let command = cx.registry().command(&open.command)?.clone();
    let field = *command.spec.fields.iter().find(|f| f.name == open.step)?;
    Some((command, field))
}

fn outdated(cx: &Cx) -> Answer {
    let menu = Button::command(cx.label("kit-menu"), "menu");
    Answer::quiet(Reply::text(cx.say("kit-form-outdated")).row([menu]).instead()).form(FormChange::Close)
}

/// One question: what it is for, what may be answered, and the way back and out.
async fn ask(
    cx: &mut Cx,
    command: &Registered,
    field: &FieldSpec,
    given: Values,
    problem: Option<Text>,
) -> Answer {
    let name = command.spec.name;
    let heading = Text::new().bold(route::title(cx, name, command.spec.icon));
    let question = cx.say(&format!("cmd-{name}-{}", field.name));
    let text = problem.map_or_else(Text::new, |p| p.push("\n\n")).join(&heading).line(&question);
    cx.values.clone_from(&given);
    let mut buttons = choices(cx, name, field);
    buttons.extend(offers(cx, command, field).await);
    let mut text = text.line(&hint(cx, field, !buttons.is_empty()));
    // What the members of a group write to each other is not meant for the bot, and it does not even hear most of it.
    if cx.event.chat != ChatKind::Private {
        text = text.line(&cx.say("kit-ask-reply"));
    }
    let beside = aside::beside(cx, command, field, &given);
    text = beside.lines.iter().fold(text, Text::line);
    let rows = buttons.chunks(3).map(<[Button]>::to_vec).chain(beside.rows);
    let mut reply = rows.fold(Reply::text(text), Reply::row);
    let way_out = |key: &str, tap: &'static str| {
        Button::built_in(cx.label(key), tap, &signed(cx, &format!("{name}:{}", field.name)))
    };
    let answered = |f: &FieldSpec| !f.is_aside() && given.contains_key(f.name);
    let back = field.is_aside() || command.spec.fields.iter().any(answered);
    let back = back.then(|| way_out("kit-back", FORM_BACK));
    reply = reply.row(back.into_iter().chain([way_out("kit-cancel", FORM_CANCEL)]));
    let open = Open { command: name.to_owned(), step: field.name.to_owned(), given };
    route::answer(command, "form", reply, "asked").form(FormChange::Save(open))
}

fn hint(cx: &Cx, field: &FieldSpec, choices: bool) -> Text {
    match field.kind {
        // Nobody wants to read how large a number can be at all.
        FieldKind::Whole { max: i64::MAX, .. } => cx.say("kit-ask-number"),
        FieldKind::Whole { min, max } => {
            cx.tell("kit-ask-whole", crate::args![min = cx.number(min), max = cx.number(max)])
        }
        FieldKind::Input if field.offered => cx.say("kit-ask-input"),
        FieldKind::File => cx.say("kit-ask-file"),
        FieldKind::Choice(_) => cx.say("kit-ask-choice"),
        FieldKind::Word | FieldKind::Rest | FieldKind::Input if choices => cx.say("kit-ask-choice"),
        FieldKind::Word | FieldKind::Rest | FieldKind::Input => cx.say("kit-ask-text"),
    }
}

/// In a group the buttons under a question say whose it is: others see them, too, and may press them by mistake.
fn signed(cx: &Cx, value: &str) -> String {
    match cx.event.chat {
        ChatKind::Private => value.to_owned(),
        ChatKind::Group | ChatKind::Channel => format!("@{} {value}", cx.person.id),
    }
}

/// What a button under a question holds; `None` when it is somebody else's question. A button that does not say whose it
/// is, from an older version, counts for whoever has a form open.
pub(super) fn meant<'a>(cx: &Cx, value: &'a str, open: Option<&Open>) -> Option<Pressed<'a>> {
    let value = match value.strip_prefix('@') {
        None => (cx.event.chat == ChatKind::Private || open.is_some()).then_some(value)?,
        Some(signed) => {
            let (whose, value) = signed.split_once(' ')?;
            (whose == cx.person.id.to_string()).then_some(value)?
        }
    };
    let (asked, answer) = value.split_once('=').unwrap_or((value, ""));
    let (command, step) = asked.split_once(':').map_or((None, asked), |(of, step)| (Some(of), step));
    Some(Pressed { command, step: Some(step).filter(|step| !step.is_empty()), answer })
}

/// A button under a question: `<command>:<question>=<answer>`. Those of older versions do not name the command, nor, under
/// ‹ and ✖, the question.
pub(super) struct Pressed<'a> {
    command: Option<&'a str>,
    step: Option<&'a str>,
    pub answer: &'a str,
}

impl Pressed<'_> {
    /// Whether its form is open. One of an earlier form must not put an end to this one.
    pub fn is_of(&self, open: &Open) -> bool {
        self.command.is_none_or(|command| command == open.command)
    }

    /// Whether its question is open: one of an earlier question does not answer this one, nor lead back from it.
    pub fn asks(&self, open: &Open) -> bool {
        self.is_of(open) && self.step.is_none_or(|step| step == open.step)
    }
}

fn answer_button(cx: &Cx, command: &str, field: &FieldSpec, (label, value): (String, &str)) -> Button {
    Button::built_in(label, FORM_CHOOSE, &signed(cx, &format!("{command}:{}={value}", field.name)))
}

/// What only the database knows. When it does not answer, the question is asked without.
async fn offers(cx: &mut Cx, command: &Registered, field: &FieldSpec) -> Vec<Button> {
    let runner = std::sync::Arc::clone(&command.command);
    let offers = match guarded_for(runner.offers(cx, field.name), command.spec.limit).await {
        Ok(offers) => offers,
        Err(fault) => {
            verdict(cx, command.spec.name, fault);
            Vec::new()
        }
    };
    let button = |offer: Offer| answer_button(cx, command.spec.name, field, (offer.label, &offer.value));
    offers.into_iter().map(button).collect()
}

fn choices(cx: &Cx, name: &str, field: &FieldSpec) -> Vec<Button> {
    let button = |label: String, value: &str| answer_button(cx, name, field, (label, value));
    let choice = |choice: &str| button(label(cx, name, field, choice), choice);
    match (field.kind, field.default) {
        (FieldKind::Choice(of), _) => of.iter().map(|one| choice(one)).collect(),
        (_, Some("")) => vec![button(cx.label("kit-skip"), "")],
        (_, Some(default)) => vec![choice(default)],
        _ => Vec::new(),
    }
}

/// What a choice is called.
fn label(cx: &Cx, command: &str, field: &FieldSpec, choice: &str) -> String {
    cx.label_or(&format!("cmd-{command}-{}-{choice}", field.name), choice)
}
