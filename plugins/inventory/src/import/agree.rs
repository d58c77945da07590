//! Which column is what: shown as it was guessed, and changed with two presses.

use commerce::files::{Field, Need};
use kit::{Button, Cx, Look as Shade, Reply, Result, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use super::{Draft, Preview};

/// Columns of a file that are offered; nobody scrolls through more.
const OFFERED: usize = 30;

/// The columns as they stand.
pub fn card(cx: &Cx, draft: &Draft) -> Reply {
    let kind = cx.label(&format!("cmd-import-kind-{}", draft.kind.name()));
    let mut text = cx.tell("inventory-columns", kit::args![name = draft.file.name.clone(), kind = kind]);
    let columns = || draft.kind.fields().iter().zip(&draft.mapping.columns);
    for (field, column) in columns() {
        let title = column.and_then(|at| draft.header.get(at));
        text = match (title, field.need) {
            (Some(title), _) => {
                text.line(&Text::new().push("✅ ").bold(field.name).push(format!(" ← {title}")))
            }
            (None, Need::Always) => text.line(&Text::new().push("❗ ").bold(field.name).push(" ← ?")),
            (None, _) => text.line(&Text::new().push(format!("▫️ {}", field.name))),
        };
    }
    let missing = draft.mapping.missing(draft.kind);
    let mut reply = Reply::text(if missing.is_empty() {
        text
    } else {
        text.line(&cx.tell("inventory-columns-missing", kit::args![fields = missing.join(", ")]))
    });
    let button = |field: &Field| {
        Button::tap::<Choose>(field.name, &Question { draft: draft.clone(), field: field.name.to_owned() })
    };
    for row in draft.kind.fields().chunks(3) {
        reply = reply.row(row.iter().map(button).collect::<Vec<_>>());
    }
    let preview = Button::tap::<Preview>(cx.label("inventory-preview"), draft).look(Shade::Primary);
    reply.row(missing.is_empty().then_some(preview))
}

/// Which column holds this field?
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    draft: Draft,
    field: String,
}

pub struct Choose;

impl Tap for Choose {
    type Value = Question;
    const SPEC: TapSpec = TapSpec::new("xm", crate::FILES, "import");

    async fn run(&self, cx: &mut Cx, question: Question) -> Result<Reply> {
        let Question { draft, field } = question;
        let text = cx.tell("inventory-which-column", kit::args![field = field.clone()]);
        let answer = |label: &str, column: Option<usize>| {
            let answer = Answer { draft: draft.clone(), field: field.clone(), column };
            Button::tap::<Assign>(label, &answer)
        };
        let columns: Vec<_> = draft.header.iter().enumerate().take(OFFERED).collect();
        let mut reply = Reply::text(text);
        for pair in columns.chunks(2) {
            reply = reply.row(pair.iter().map(|(at, title)| answer(title, Some(*at))).collect::<Vec<_>>());
        }
        Ok(reply.row([answer(&cx.label("inventory-no-column"), None)]).instead())
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    draft: Draft,
    field: String,
    column: Option<usize>,
}

pub struct Assign;

impl Tap for Assign {
    type Value = Answer;
    const SPEC: TapSpec = TapSpec::new("xn", crate::FILES, "import");

    async fn run(&self, cx: &mut Cx, answer: Answer) -> Result<Reply> {
        let Answer { mut draft, field, column } = answer;
        let at = draft.kind.fields().iter().position(|known| known.name == field);
        if let Some(column) = column {
            draft.mapping.assign(draft.kind, &field, column);
        } else if let Some(place) = at.and_then(|at| draft.mapping.columns.get_mut(at)) {
            *place = None;
        }
        Ok(card(cx, &draft).instead())
    }
}
