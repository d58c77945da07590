//! The estimate: what an order holds, what it costs and what is left out, before anything is spent.

use bureau::{Bureau, Estimate, FileEstimate, Job, LanguageEstimate, Settings, Why};
use kit::{Button, Cx, Look, Message, Reply, Result, Tap, TapSpec, Text};

use crate::fault::{Told, at_rest};
use crate::{Desk, pick, settings, told, work};

pub fn can_be_translated(estimate: &Estimate) -> bool {
    estimate.segments > 0
}

/// Whether a setting would find words where there are none now.
pub fn something_helps(estimate: &Estimate) -> bool {
    let skips = estimate.files.iter().filter_map(|file| file.skip.as_ref());
    skips
        .into_iter()
        .any(|skip| matches!(&skip.why, Why::Nothing { would_help, .. } if !would_help.is_empty()))
}

/// What stands at the beginning of an order now: a setting that is needed, the languages, or the estimate.
pub async fn front(cx: &Cx, bureau: &Bureau, job: &Job, estimate: &Estimate) -> Result<Message> {
    if !can_be_translated(estimate) {
        let text = cx.say("translate-nothing").line(&told::untouched(cx, &estimate.files));
        return Ok(last_rows(cx, job, Message::new(text)));
    }
    if job.settings.languages.is_empty() {
        return pick::picker(cx, bureau, job).await;
    }
    if let Some(doubt) = doubt(estimate, &job.settings) {
        return Ok(question(cx, job, doubt));
    }
    let message = Message::new(text(cx, bureau, job, estimate));
    let start = Button::tap::<work::Start>(cx.label("translate-start"), &job.id.0).look(Look::Success);
    let message = if estimate.over.is_none() { message.row([start]) } else { message };
    Ok(last_rows(cx, job, message))
}

fn last_rows(cx: &Cx, job: &Job, message: Message) -> Message {
    let order = job.id.0;
    let languages = (!job.settings.languages.is_empty())
        .then(|| Button::tap::<pick::Languages>(cx.label("translate-languages"), &order));
    let settings = Button::tap::<settings::Open>(cx.label("translate-settings"), &order);
    let drop = Button::tap::<Discard>(cx.label("translate-cancel"), &order);
    message.row(languages.into_iter().chain([settings])).row([drop])
}

fn text(cx: &Cx, bureau: &Bureau, job: &Job, estimate: &Estimate) -> Text {
    let languages = told::languages(&job.settings.languages);
    let head = kit::args![name = job.title.clone(), languages = languages, order = job.id.0.to_string()];
    let touched = estimate.files.iter().filter(|file| file.skip.is_none()).count();
    let counts = kit::args![
        files = touched,
        texts = cx.number(estimate.segments),
        unique = cx.number(estimate.unique),
    ];
    let mut text = cx.tell("translate-head", head).line(&cx.tell("translate-counts", counts));
    for language in &estimate.languages {
        text = text.line(&in_language(cx, language));
    }
    text = text.line(&price(cx, estimate));
    if let Some(encodings) = encodings(&estimate.files) {
        text = text.line(&cx.tell("translate-encodings", kit::args![names = encodings]));
    }
    let untouched = told::untouched(cx, &estimate.files);
    if !untouched.is_empty() {
        text = text.line(&cx.say("translate-untouched")).line(&untouched);
    }
    let over = estimate.over.and_then(|cap| told::over(cx, cap, bureau, job));
    over.into_iter().fold(text, |text, over| text.line(&over))
}

fn in_language(cx: &Cx, language: &LanguageEstimate) -> Text {
    let args = kit::args![
        language = language.language.own,
        ask = language.ask,
        memory = cx.number(language.from_memory + language.done),
        repeated = language.repeated,
        tokens = cx.number(language.tokens_in + language.tokens_out),
    ];
    cx.tell("translate-in-language", args)
}

fn price(cx: &Cx, estimate: &Estimate) -> Text {
    if estimate.pretend {
        return cx.say("translate-pretend");
    }
    let amount = told::money(cx, estimate.price.minor(), &estimate.currency);
    cx.tell("translate-price", kit::args![amount = amount, model = estimate.model.clone()])
}

/// Other than UTF-8, which need not be told.
fn encodings(files: &[FileEstimate]) -> Option<String> {
    let mut names: Vec<_> = files.iter().filter_map(|file| file.encoding.as_deref()).collect();
    names.retain(|name| *name != "UTF-8");
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A file whose encoding somebody should decide on.
fn doubt<'a>(estimate: &'a Estimate, settings: &Settings) -> Option<&'a FileEstimate> {
    let open = |file: &&FileEstimate| {
        file.skip.is_none() && file.candidates.len() > 1 && !settings.encodings.contains_key(&file.path)
    };
    estimate.files.iter().find(open)
}

fn question(cx: &Cx, job: &Job, file: &FileEstimate) -> Message {
    let mut text = cx.tell("translate-which-encoding", kit::args![name = file.path.clone()]);
    let mut buttons = Vec::new();
    for (label, sample) in file.candidates.iter().take(4) {
        let sample: String = sample.chars().take(80).collect();
        text = text.line(&Text::new().bold(label).push(": ").push(sample));
        buttons.push(Button::tap::<Encoding>(label.clone(), &(job.id.0, label.clone())));
    }
    let drop = Button::tap::<Discard>(cx.label("translate-cancel"), &job.id.0);
    buttons.chunks(2).fold(Message::new(text), |message, row| message.row(row.to_vec())).row([drop])
}

/// The order as it stands, as an answer to a button.
pub async fn shown(cx: &Cx, bureau: &Bureau, job: &Job) -> Result<Reply> {
    let estimate = bureau.estimate(job.id).await.told(cx)?;
    Ok(Reply::message(front(cx, bureau, job, &estimate).await?).instead())
}

/// Goes on to the estimate.
pub struct Front(pub Desk);

impl Tap for Front {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("te", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, order).await?;
        shown(cx, bureau, &job).await
    }
}

/// Says what the files in doubt are written in: all of them for which the answer is possible.
pub struct Encoding(pub Desk);

impl Tap for Encoding {
    type Value = (i64, String);
    const SPEC: TapSpec = TapSpec::new("tg", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, (order, label): Self::Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let mut job = at_rest(cx, bureau, order).await?;
        let estimate = bureau.estimate(job.id).await.told(cx)?;
        let possible =
            |file: &&FileEstimate| file.candidates.iter().any(|(candidate, _)| *candidate == label);
        let paths = estimate.files.iter().filter(possible).map(|file| (file.path.clone(), label.clone()));
        job.settings.encodings.extend(paths);
        bureau.configure(job.id, &job.settings).await.told(cx)?;
        shown(cx, bureau, &job).await
    }
}

/// Throws an order away.
pub struct Discard(pub Desk);

impl Tap for Discard {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("tx", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, order).await?;
        bureau.forget(job.id).await.told(cx)?;
        if job.spent.minor() == 0 {
            return Ok(Reply::text(cx.tell("translate-dropped", kit::args![name = job.title])).instead());
        }
        let amount = told::money(cx, job.spent.minor(), &bureau.house().currency);
        let args = kit::args![name = job.title, amount = amount];
        Ok(Reply::text(cx.tell("translate-dropped-spent", args)).instead())
    }
}
