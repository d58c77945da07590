//! Asking for what a command still lacks, one question at a time.

use crate::args::{self, Given, Values};
use crate::cx::Cx;
use crate::dispatch::{Answer, FormChange, guarded_for, route, verdict};
use crate::event::Said;
use crate::plugin::{Offer, Registered};
use crate::reply::Reply;
use crate::spec::{FieldKind, FieldSpec};
use crate::store::form::Open;
use crate::tap::{Button, FORM_BACK, FORM_CANCEL, FORM_CHOOSE};
use crate::text::Text;

/// Asks the next question, or runs the command when there is none left. `curious`: also ask for what has a default.
pub(super) async fn next(
    cx: &mut Cx,
    command: &Registered,
    values: Values,
    curious: bool,
    path: &'static str,
) -> Answer {
    let in_form = path == "form" || curious;
    let missing = command
        .spec
        .fields
        .iter()
        .find(|f| !values.contains_key(f.name) && (f.default.is_none() || (in_form && f.asked)));
    if let Some(field) = missing {
        return ask(cx, command, field, values, None).await;
    }
    cx.values.clone_from(&values);
    match route::execute(cx, command, path).await {
        Ok(answer) if in_form || path == "form" => answer.form(FormChange::Close),
        Ok(answer) => answer,
        // In a form nothing is lost by a mistake: the question it belongs to is asked again.
        Err((text, outcome, field)) if path == "form" && outcome == "refused" => {
            let field = field
                .and_then(|name| command.spec.fields.iter().find(|f| f.name == name))
                .or(last_asked(command));
            match field {
                Some(field) => {
                    let mut values = values;
                    values.remove(field.name);
                    ask(cx, command, field, values, Some(text)).await
                }
                None => route::failed(command, path, (text, outcome, None), cx),
            }
        }
        Err(failure) => route::failed(command, path, failure, cx),
    }
}

fn last_asked(command: &Registered) -> Option<&'static FieldSpec> {
    let fields = command.spec.fields;
    fields.iter().rev().find(|f| f.default.is_none()).or(fields.last())
}

/// Somebody wrote while a form was open.
pub(super) async fn said(cx: &mut Cx, open: Open, said: &Said) -> Answer {
    let Some((command, field)) = place(cx, &open) else { return outdated(cx) };
    if let Some(denied) = route::refuse(cx, &command, "form") {
        return denied.form(FormChange::Close);
    }
    match args::check(&field, said) {
        Ok(given) => {
            let mut values = open.given;
            values.insert(field.name.to_owned(), given);
            next(cx, &command, values, false, "form").await
        }
        Err(misfit) => {
            let text = route::misfit_text(cx, &misfit);
            ask(cx, &command, &field, open.given, Some(text)).await
        }
    }
}

/// A choice was pressed.
pub(super) async fn chosen(cx: &mut Cx, open: Option<Open>, value: &str) -> Answer {
    let Some((command, field, open)) = open.and_then(|open| place(cx, &open).map(|(c, f)| (c, f, open)))
    else {
        return outdated(cx);
    };
    if let Some(denied) = route::refuse(cx, &command, "form") {
        return denied.form(FormChange::Close);
    }
    // The button names its question, so that one of an earlier question does not answer this one.
    let Some((of, word)) = value.split_once('=') else { return outdated(cx) };
    if of != field.name {
        let open_field = field;
        return ask(cx, &command, &open_field, open.given, None).await;
    }
    match args::fit(&field, word) {
        Ok(word) => {
            let mut values = open.given;
            values.insert(field.name.to_owned(), Given::Text(word));
            let mut answer = next(cx, &command, values, false, "form").await;
            answer.reply = answer.reply.instead();
            answer
        }
        Err(_) => outdated(cx),
    }
}

/// Back to the question before.
pub(super) async fn back(cx: &mut Cx, open: Option<Open>) -> Answer {
    let Some((command, field, mut open)) = open.and_then(|open| place(cx, &open).map(|(c, f)| (c, f, open)))
    else {
        return outdated(cx);
    };
    let fields = command.spec.fields;
    let here = fields.iter().position(|f| f.name == field.name).unwrap_or(0);
    let before = fields.iter().take(here).rev().find(|f| open.given.contains_key(f.name)).copied();
    let to = before.unwrap_or(field);
    open.given.remove(to.name);
    let mut answer = ask(cx, &command, &to, open.given, None).await;
    answer.reply = answer.reply.instead();
    answer
}

pub(super) fn cancel(cx: &Cx, open: Option<&Open>) -> Answer {
    let key = if open.is_some() { "kit-form-cancelled" } else { "kit-form-nothing" };
    Answer::quiet(Reply::text(cx.say(key)).instead()).form(FormChange::Close)
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
    let text = text.line(&hint(cx, field, !buttons.is_empty()));
    let mut reply = Reply::text(text);
    for row in buttons.chunks(3) {
        reply = reply.row(row.to_vec());
    }
    let back = (!given.is_empty()).then(|| Button::built_in(cx.label("kit-back"), FORM_BACK, ""));
    let cancel = Button::built_in(cx.label("kit-cancel"), FORM_CANCEL, "");
    reply = reply.row(back.into_iter().chain([cancel]));
    let open = Open { command: name.to_owned(), step: field.name.to_owned(), given };
    route::answer(command, "form", reply, "asked").form(FormChange::Save(open))
}

fn hint(cx: &Cx, field: &FieldSpec, offered: bool) -> Text {
    match field.kind {
        FieldKind::Whole { min, max } => {
            cx.tell("kit-ask-whole", crate::args![min = cx.number(min), max = cx.number(max)])
        }
        FieldKind::Input => cx.say("kit-ask-input"),
        FieldKind::File => cx.say("kit-ask-file"),
        FieldKind::Choice(_) => cx.say("kit-ask-choice"),
        FieldKind::Word | FieldKind::Rest if offered => cx.say("kit-ask-choice"),
        FieldKind::Word | FieldKind::Rest => cx.say("kit-ask-text"),
    }
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
    let button =
        |offer: Offer| Button::built_in(offer.label, FORM_CHOOSE, &format!("{}={}", field.name, offer.value));
    offers.into_iter().map(button).collect()
}

fn choices(cx: &Cx, name: &str, field: &FieldSpec) -> Vec<Button> {
    let label = |choice: &str| {
        let key = format!("cmd-{name}-{}-{choice}", field.name);
        if cx.app.words.has("en", &key) { cx.label(&key) } else { choice.to_owned() }
    };
    let button =
        |label: String, value: &str| Button::built_in(label, FORM_CHOOSE, &format!("{}={value}", field.name));
    match (field.kind, field.default) {
        (FieldKind::Choice(of), _) => of.iter().map(|choice| button(label(choice), choice)).collect(),
        (_, Some(default)) => vec![button(default.to_owned(), default)],
        _ => Vec::new(),
    }
}
