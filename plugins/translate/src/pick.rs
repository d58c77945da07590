//! Into which languages: buttons that switch, the ones used lately first, and a search by name.

use bureau::{Bureau, Job, find_language};
use kit::{Button, Command, Cx, Field, Look, Message, Reply, Result, Spec, Tap, TapSpec};

use crate::fault::{Told, at_rest};
use crate::wish::{Wish, alike};
use crate::{Desk, card, preset};

/// How many languages are offered before somebody searches.
const OFFERED: usize = 9;
/// Offered to those who have never ordered.
const USUAL: [&str; OFFERED] = ["uk", "de", "pl", "en", "fr", "es", "it", "ru", "cs"];

/// The question, with its buttons.
pub async fn picker(cx: &Cx, bureau: &Bureau, job: &Job) -> Result<Message> {
    let chosen = &job.settings.languages;
    let earlier = bureau.jobs(job.person).await.told(cx)?;
    // What is chosen now is left where it stands: buttons that jump are pressed wrongly.
    let recent =
        earlier.iter().filter(|other| other.id != job.id).flat_map(|other| &other.settings.languages);
    let mut codes: Vec<&str> = Vec::new();
    for code in recent.map(String::as_str).chain(USUAL) {
        if codes.len() < OFFERED && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.extend(chosen.iter().map(String::as_str).filter(|code| !codes.contains(code)).collect::<Vec<_>>());
    let buttons: Vec<_> = codes.into_iter().filter_map(|code| button(job, code)).collect();
    let mut message = Message::new(cx.tell("translate-which", kit::args![name = job.title.clone()]));
    for row in buttons.chunks(3) {
        message = message.row(row.to_vec());
    }
    let last = if chosen.is_empty() { preset::last(cx, &earlier, job) } else { None };
    let order = job.id.0;
    let search = Button::command(cx.label("translate-search"), &format!("into {order}"));
    let go_on = (!chosen.is_empty())
        .then(|| Button::tap::<card::Front>(cx.label("translate-continue"), &order).look(Look::Success));
    let drop = Button::tap::<card::Discard>(cx.label("translate-cancel"), &order);
    Ok(message.row(last).row([search]).row(go_on.into_iter().chain([drop])))
}

fn button(job: &Job, code: &str) -> Option<Button> {
    let language = find_language(code)?;
    let on = job.settings.languages.iter().any(|chosen| chosen == code);
    let label = format!("{} {}", if on { "✅" } else { "⬜" }, language.own);
    Some(Button::tap::<Pick>(label, &(job.id.0, code.to_owned(), !on)))
}

/// Switches a language of an order. The button says what shall be, so that pressing twice changes nothing.
pub struct Pick(pub Desk);

impl Tap for Pick {
    type Value = (i64, String, bool);
    const SPEC: TapSpec = TapSpec::new("tl", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, (order, code, on): Self::Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let mut job = at_rest(cx, bureau, order).await?;
        job.settings.languages.retain(|chosen| *chosen != code);
        if on {
            job.settings.languages.push(code);
        }
        bureau.configure(job.id, &job.settings).await.told(cx)?;
        Ok(Reply::message(picker(cx, bureau, &job).await?).instead())
    }
}

/// Back to the choice.
pub struct Languages(pub Desk);

impl Tap for Languages {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("tw", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, order).await?;
        Ok(Reply::message(picker(cx, bureau, &job).await?).instead())
    }
}

/// `/into`: a language that is not among the buttons, found by what somebody types.
pub struct Search(pub Desk);

const ORDER: Field<i64> = Field::whole("order", 1, i64::MAX);
const NAME: Field<String> = Field::rest("name");

impl Command for Search {
    const SPEC: Spec =
        Spec::new("into").fields(&[ORDER.spec, NAME.spec]).needs(crate::USE).icon("🔎").hidden();

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let typed = cx.get(&NAME)?;
        let bureau = self.0.bureau(cx);
        let mut job = at_rest(cx, bureau, cx.get(&ORDER)?).await?;
        let codes = found(cx, &typed)?;
        job.settings.languages.retain(|chosen| !codes.contains(chosen));
        job.settings.languages.extend(codes);
        bureau.configure(job.id, &job.settings).await.told(cx)?;
        Ok(Reply::message(picker(cx, bureau, &job).await?))
    }
}

fn found(cx: &Cx, typed: &str) -> Result<Vec<String>> {
    let wish = Wish::read(typed);
    if wish.unknown.is_empty() && !wish.codes.is_empty() {
        return Ok(wish.codes);
    }
    match alike(typed).as_slice() {
        [one] => Ok(vec![one.code.to_owned()]),
        [] => {
            let name: String = typed.chars().take(40).collect();
            Err(cx.refuse("translate-unknown-language", kit::args![name = name]).at("name"))
        }
        several => {
            let names = several.iter().map(|language| format!("{} ({})", language.own, language.code));
            let names = names.collect::<Vec<_>>().join(", ");
            Err(cx.refuse("translate-several-languages", kit::args![names = names]).at("name"))
        }
    }
}
