//! What a file would do: every row is looked at, and nothing is written.

use commerce::Currency;
use commerce::files::{self, Change, Import, Judged, Kind, Preview as Seen, Refusal, Verdict, Why};
use kit::{
    Button, Context, Cx, Job, JobCx, Look as Shade, Message, Permission, Reply, Result, Tap, TapSpec, Text,
};
use sheets::value::{Mark, Order};

use super::write::{Agreed, Apply};
use super::{Draft, may, sheet, unreadable, writing};
use crate::told::actor;

/// Rows of each verdict in the message; all that are refused, up to the second number, go into a file.
const SHOWN: usize = 5;
const LISTED: usize = 1000;

/// Has the file looked through.
pub struct Preview;

impl Tap for Preview {
    type Value = Draft;
    const SPEC: TapSpec = TapSpec::new("xp", crate::FILES, "import");

    async fn run(&self, cx: &mut Cx, draft: Draft) -> Result<Reply> {
        may(cx, writing(draft.kind))?;
        cx.queue::<Look>(&draft).await?;
        let text = cx.tell("inventory-looking", kit::args![name = draft.file.name]);
        Ok(Reply::text(text).instead())
    }
}

pub struct Look;

impl Job for Look {
    type Task = Draft;
    const NAME: &'static str = "inventory.look";
    const NEEDS: Permission = crate::FILES;

    async fn run(&self, job: &mut JobCx, draft: Draft) -> Result<Reply> {
        let cx = job.cx();
        let bytes = cx.fetch(&draft.file).await?.bytes;
        let (kind, mapping) = (draft.kind, draft.mapping.clone());
        let document = kit::busy(move || files::fingerprint(bytes.as_slice(), kind, &mapping)).await?;
        let document = document.context("the file's fingerprint cannot be taken")?;
        let mapping = draft.mapping.clone();
        let import = Import { kind, mapping, document, actor: actor(&cx.person), at: cx.now() };
        let table = sheet(cx, &draft.file).await?;
        let seen = match files::preview(cx.db(), table, &import, LISTED).await {
            Ok(seen) => seen,
            Err(files::Fault::File(fault)) => return Err(unreadable(cx, &fault)),
            Err(files::Fault::Shop(error)) => return Err(crate::fault::told(cx, error)),
        };
        Ok(shown(cx, draft, import, &seen))
    }
}

fn shown(cx: &Cx, draft: Draft, import: Import, seen: &Seen) -> Reply {
    let tally = seen.tally;
    let count = |count: u64| cx.number(count);
    let mut text = cx.tell(
        "inventory-would",
        kit::args![
            name = draft.file.name.clone(),
            rows = count(tally.rows()),
            count = tally.rows(),
            new = count(tally.new),
            changed = count(tally.changed),
            same = count(tally.same),
            refused = count(tally.refused)
        ],
    );
    for judged in seen.new.iter().take(SHOWN) {
        text = text.line(&Text::plain(format!("+ {}", named(judged))));
    }
    for judged in seen.changed.iter().take(SHOWN) {
        text = text.line(&Text::plain(format!("~ {}{}", named(judged), changes(judged))));
    }
    for refusal in seen.refused.iter().take(SHOWN) {
        text = text.line(&refused(cx, refusal));
    }
    let mut message = Message::new(text);
    for row in questions(cx, &draft, seen) {
        message = message.row(row);
    }
    let rows = tally.new + tally.changed;
    // That all was there is news, too: the same file after a sale is none.
    let as_counted = rows == 0 && import.kind == Kind::Stock && tally.same > 0;
    if rows > 0 || as_counted {
        let label = if as_counted {
            cx.label("inventory-apply-same")
        } else {
            cx.tell("inventory-apply", kit::args![rows = count(rows)]).body
        };
        let agreed = Agreed { import, file: draft.file, rows: tally.rows() };
        message = message.row([Button::tap::<Apply>(label, &agreed).look(Shade::Success)]);
    }
    let reply = Reply::message(message);
    if seen.refused.len() <= SHOWN {
        return reply;
    }
    let lines: Vec<_> = seen.refused.iter().map(|refusal| refused(cx, refusal).body).collect();
    reply
        .and(Message::new(cx.say("inventory-all-refused")).file("refused.txt", lines.join("\n").into_bytes()))
}

/// What the file leaves open, as buttons: they look through it again.
fn questions(cx: &Cx, draft: &Draft, seen: &Seen) -> Vec<Vec<Button>> {
    let open = |is: fn(&Why) -> bool| seen.refused.iter().any(|refusal| is(&refusal.why));
    let with = |key: &str, change: &dyn Fn(&mut Draft)| {
        let mut draft = draft.clone();
        change(&mut draft);
        Button::tap::<Preview>(cx.label(key), &draft)
    };
    let mut rows = Vec::new();
    if open(|why| matches!(why, Why::TwoNumbers { .. })) {
        rows.push(vec![
            with("inventory-point", &|d| d.mapping.mark = Mark::Point),
            with("inventory-comma", &|d| d.mapping.mark = Mark::Comma),
        ]);
    }
    if open(|why| matches!(why, Why::TwoDates { .. })) {
        rows.push(vec![
            with("inventory-day-first", &|d| d.mapping.order = Order::DayFirst),
            with("inventory-month-first", &|d| d.mapping.order = Order::MonthFirst),
        ]);
    }
    if open(|why| matches!(why, Why::NoCurrency)) {
        let all = [Currency::EUR, Currency::USD, Currency::UAH, Currency::GBP];
        let button = |currency: Currency| {
            let mut draft = draft.clone();
            draft.mapping.currency = Some(currency);
            Button::tap::<Preview>(currency.to_string(), &draft)
        };
        rows.push(all.map(button).into());
    }
    rows
}

/// The row's number and what it is about.
fn named(judged: &Judged) -> String {
    let key = judged.record.as_ref().map(files::Record::key).unwrap_or_default();
    format!("{}: {}", judged.row, key.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn changes(judged: &Judged) -> String {
    let Verdict::Changed(changes) = &judged.verdict else { return String::new() };
    let change = |c: &Change| format!("; {}: {} → {}", c.field, c.before.as_deref().unwrap_or("–"), c.after);
    changes.iter().map(change).collect()
}

/// Why a row is not taken, in the reader's language.
fn refused(cx: &Cx, refusal: &Refusal) -> Text {
    let mut args = kit::args![];
    for (name, value) in refusal.why.args() {
        args.set(name, value);
    }
    let field = refusal.field.map_or_else(String::new, |field| format!(", {field}"));
    let row = cx.tell("inventory-row", kit::args![row = refusal.row.to_string()]).body;
    Text::plain(format!("! {row}{field}: ")).join(&cx.tell(refusal.why.key(), args))
}
