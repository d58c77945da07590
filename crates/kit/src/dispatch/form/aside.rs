//! What a form does not ask for: options that most people leave as they are, beside the last question.

use super::{Standing, ask, label, objection, outdated, resume, signed};
use crate::args::{self, Given, Values};
use crate::cx::Cx;
use crate::dispatch::Answer;
use crate::registry::Registered;
use crate::spec::{FieldKind, FieldSpec};
use crate::store::form::Open;
use crate::tap::{Button, FORM_ASIDE};
use crate::text::Text;

/// So much of a written value is shown on its button.
const SHOWN: usize = 20;

/// Lines for the end of a question, and rows of buttons for under it.
#[derive(Default)]
pub(super) struct Beside {
    pub lines: Vec<Text>,
    pub rows: Vec<Vec<Button>>,
}

/// What can be set beside this question; nothing when more questions follow.
pub(super) fn beside(cx: &Cx, command: &Registered, at: &FieldSpec, given: &Values) -> Beside {
    let (name, fields) = (command.spec.name, command.spec.fields);
    let follows = |f: &FieldSpec| f.is_question() && f.name != at.name && !given.contains_key(f.name);
    let mut beside = Beside::default();
    if at.is_aside() || fields.iter().any(follows) {
        return beside;
    }
    let button = |label: String, answer: &str| {
        Button::built_in(label, FORM_ASIDE, &signed(cx, &format!("{name}:{}={answer}", at.name)))
    };
    for field in fields.iter().filter(|f| f.is_aside()) {
        let set = match given.get(field.name) {
            Some(Given::Text(text)) => text.as_str(),
            _ => field.default.unwrap_or_default(),
        };
        if let FieldKind::Choice(of) = field.kind {
            let mark = |choice: &str| if choice == set { "✅ " } else { "" };
            let choice = |choice: &&str| {
                let label = format!("{}{}", mark(choice), label(cx, name, field, choice));
                button(label, &format!("{}={choice}", field.name))
            };
            let buttons: Vec<_> = of.iter().map(choice).collect();
            beside.lines.push(Text::plain("⚙️ ").join(&cx.say(&format!("cmd-{name}-{}", field.name))));
            beside.rows.extend(buttons.chunks(3).map(<[Button]>::to_vec));
        } else {
            let mut label = cx.label(&format!("cmd-{name}-{}-button", field.name));
            if Some(set) != field.default {
                label = format!("{label}: {}", set.chars().take(SHOWN).collect::<String>());
            }
            beside.rows.push(vec![button(label, field.name)]);
        }
    }
    beside
}

/// One of them was pressed: `<field>=<choice>` sets it and redraws the question, `<field>` asks for it.
pub(in crate::dispatch) async fn set_aside(cx: &mut Cx, open: Open, pressed: &str) -> Answer {
    let Standing { command, field, mut given } = match resume(cx, open) {
        Ok(standing) => standing,
        Err(answer) => return *answer,
    };
    let (name, choice) =
        pressed.split_once('=').map_or((pressed, None), |(name, choice)| (name, Some(choice)));
    let Some(aside) = command.spec.fields.iter().find(|f| f.is_aside() && f.name == name) else {
        return outdated(cx);
    };
    let mut answer = match choice.map(|choice| args::fit(aside, choice)) {
        None => ask(cx, &command, aside, given, None).await,
        Some(Err(_)) => return outdated(cx),
        Some(Ok(word)) => {
            given.insert(aside.name.to_owned(), Given::Text(word));
            let problem = objection(cx, &command, &given).await.map(|(_, problem)| problem);
            if problem.is_some() {
                given.remove(aside.name);
            }
            ask(cx, &command, &field, given, problem).await
        }
    };
    answer.reply = answer.reply.instead();
    answer
}
