//! Texts that were put together by guess or kept as they were, one after the other: accept, edit, or try again.

use bureau::{Bureau, JobId, ReviewItem, SegmentKey};
use kit::{
    Button, Command, Cx, Fault, Field, Look as Colour, Message, Offer, Reply, Result, Spec, Style, Tap,
    TapSpec, Text,
};

use crate::Desk;
use crate::fault::{Told, at_rest};
use crate::work::Start;

/// Shows the next text. The value is the order, and how many were passed over; those that were decided on are gone by
/// themselves.
pub struct Look(pub Desk);

impl Tap for Look {
    type Value = (i64, usize);
    const SPEC: TapSpec = TapSpec::new("tv", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, (order, passed): Self::Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        at_rest(cx, bureau, order).await?;
        let reply = Reply::message(next(cx, bureau, order, passed).await?);
        // The summary stays; only what was shown for a look is replaced.
        Ok(if passed > 0 { reply.instead() } else { reply })
    }
}

async fn next(cx: &Cx, bureau: &Bureau, order: i64, passed: usize) -> Result<Message> {
    let items = bureau.review(JobId(order)).await.told(cx)?;
    let Some(item) = items.get(passed) else {
        let again = Button::tap::<Start>(cx.label("translate-pack"), &order).look(Colour::Success);
        return Ok(Message::new(cx.say("translate-all-reviewed")).row([again]));
    };
    let value = Value { order, language: item.key.language.clone(), digest: item.key.digest.clone(), passed };
    let line = format!("reword {order} {} {} {passed}", item.key.language, item.key.digest);
    let buttons = [
        Button::tap::<Accept>(cx.label("translate-accept"), &value).look(Colour::Success),
        Button::command(cx.label("translate-edit"), &line),
        Button::tap::<Retry>(cx.label("translate-retry"), &value),
    ];
    let skip = Button::tap::<Look>(cx.label("translate-next"), &(order, passed + 1));
    Ok(Message::new(shown(cx, item, items.len() - passed)).row(buttons).row([skip]))
}

fn shown(cx: &Cx, item: &ReviewItem, left: usize) -> Text {
    let place = format!("{} {}", item.path, item.place).trim_end().to_owned();
    let args = kit::args![language = item.key.language.clone(), place = place, left = left];
    let state = cx.say(&format!("translate-is-{}", item.mark.name()));
    let mut text = cx.tell("translate-look", args).line(&Text::new().code(&item.source)).line(&state);
    if item.mark.is_translated() {
        text = text.line(&Text::new().code(&item.target));
    }
    if !item.reason.is_empty() {
        text = text.line(&Text::new().styled(&item.reason, Style::Italic));
    }
    text
}

/// A text to decide on.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Value {
    order: i64,
    language: String,
    digest: String,
    passed: usize,
}

impl Value {
    fn key(&self) -> SegmentKey {
        SegmentKey { language: self.language.clone(), digest: self.digest.clone() }
    }
}

/// Takes a text as it is.
pub struct Accept(pub Desk);

impl Tap for Accept {
    type Value = Value;
    const SPEC: TapSpec = TapSpec::new("ta", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, value: Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, value.order).await?;
        bureau.accept(job.id, &value.key()).await.told(cx)?;
        let message = next(cx, bureau, value.order, value.passed).await?;
        Ok(Reply::message(message).instead().with_toast(cx.label("translate-accepted")))
    }
}

/// Lets the model try again, with the next parcel.
pub struct Retry(pub Desk);

impl Tap for Retry {
    type Value = Value;
    const SPEC: TapSpec = TapSpec::new("ty", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, value: Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, value.order).await?;
        bureau.retry(job.id, &value.key()).await.told(cx)?;
        let message = next(cx, bureau, value.order, value.passed).await?;
        Ok(Reply::message(message).instead().with_toast(cx.label("translate-will-retry")))
    }
}

/// `/reword`: the form behind Edit.
pub struct Reword(pub Desk);

const ORDER: Field<i64> = Field::whole("order", 1, i64::MAX);
const LANGUAGE: Field<String> = Field::word("in");
const DIGEST: Field<String> = Field::word("which");
const PASSED: Field<i64> = Field::whole("passed", 0, i64::MAX).or("0");
const TEXT: Field<String> = Field::rest("text");

impl Command for Reword {
    const SPEC: Spec = Spec::new("reword")
        .fields(&[ORDER.spec, LANGUAGE.spec, DIGEST.spec, PASSED.spec, TEXT.spec])
        .needs(crate::USE)
        .icon("✏️")
        .hidden();

    /// The question takes the place of the text it is about, so the text is shown again beside it, to be copied.
    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        if field == TEXT.spec.name {
            let bureau = self.0.bureau(cx);
            let job = at_rest(cx, bureau, cx.get(&ORDER)?).await?;
            let key = SegmentKey { language: cx.get(&LANGUAGE)?, digest: cx.get(&DIGEST)? };
            let item = bureau.text(job.id, &key).await.told(cx)?;
            cx.also(Message::new(Text::new().code(&item.source)));
        }
        Ok(Vec::new())
    }

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, cx.get(&ORDER)?).await?;
        let key = SegmentKey { language: cx.get(&LANGUAGE)?, digest: cx.get(&DIGEST)? };
        let written = bureau.edit(job.id, &key, cx.get(&TEXT)?.trim()).await.told(cx);
        written.map_err(|fault: Fault| fault.at("text"))?;
        let passed = usize::try_from(cx.get(&PASSED)?).unwrap_or(0);
        let message = next(cx, bureau, job.id.0, passed).await?;
        Ok(Reply::text(cx.say("translate-written")).and(message))
    }
}

#[cfg(test)]
mod story;
