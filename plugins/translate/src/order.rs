//! `/translate`: a file comes in, by itself or with the languages in its caption.

use std::time::Duration;

use bureau::{Body, Bureau, Incoming, JobId, Settings};
use kit::{ChatKind, Command, Cx, Fault, Field, Input, Message, Offer, Reply, Result, Said, Spec, Text};

use crate::fault::Told;
use crate::told;
use crate::wish::Wish;
use crate::{Desk, card, orders};

pub struct Translate(pub Desk);

const FILE: Field<Input> = Field::file("file");
const LANGUAGES: Field<String> = Field::rest("languages").or("");

/// What is taken for a page, or a folder of pages, when it comes without a word.
const ENDINGS: [&str; 10] =
    [".php", ".phtml", ".html", ".htm", ".xhtml", ".twig", ".tpl", ".smarty", ".jinja", ".zip"];

impl Command for Translate {
    const SPEC: Spec = Spec::new("translate")
        .fields(&[FILE.spec, LANGUAGES.spec])
        .needs(crate::USE)
        .hears(is_a_page)
        .albums()
        .limit(Duration::from_mins(1))
        .icon("🌍");

    /// Who asks without a file may have come back for an earlier one. It is offered once, and to nobody else.
    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        if field == FILE.spec.name
            && !cx.answers()
            && cx.chat() == ChatKind::Private
            && let Some(orders) = orders::list(cx, self.0.bureau(cx)).await?
        {
            cx.also(orders);
        }
        Ok(Vec::new())
    }

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let wish = Wish::read(&cx.get(&LANGUAGES)?);
        let bureau = self.0.bureau(cx);
        let mut unfit = Vec::new();
        let mut order = None;
        // What is refused of an album does not keep the rest back.
        for file in cx.earlier() {
            match received(cx, bureau, cx.fetch(file).await, &wish).await {
                Ok(id) => order = Some(id),
                Err(Fault::Refused { text, .. }) => unfit.push(text),
                Err(fault) => return Err(fault),
            }
        }
        let id = match (received(cx, bureau, cx.input(&FILE).await, &wish).await, order) {
            (Err(Fault::Refused { text, .. }), Some(id)) => {
                unfit.push(text);
                id
            }
            (received, _) => received?,
        };
        let estimate = bureau.estimate(id).await.told(cx)?;
        // Of an album others may follow, and what has no words belongs to them.
        let alone = cx.album().is_none();
        if alone && !card::can_be_translated(&estimate) && !card::something_helps(&estimate) {
            bureau.forget(id).await.told(cx)?;
            let text = cx.say("translate-nothing").line(&told::untouched(cx, &estimate.files));
            return Err(Fault::Refused { text, field: None });
        }
        cx.note("order", id.0);
        let job = bureau.job(id).await.told(cx)?;
        let mut message = card::front(cx, bureau, &job, &estimate).await?;
        // Of an album it has been said where the caption was.
        let unknown = (!wish.unknown.is_empty() && !cx.follows())
            .then(|| cx.tell("translate-unknown-words", kit::args![words = wish.unknown.join(", ")]));
        if alone {
            message.text =
                unknown.into_iter().fold(Text::new(), |text, said| text.line(&said)).line(&message.text);
            return Ok(Reply::message(message));
        }
        // All files of an album are on one card.
        let card = Reply::message(message.card(format!("order:{}", id.0)));
        Ok(unfit.into_iter().chain(unknown).map(Message::new).fold(card, Reply::and))
    }
}

/// Takes a file into an order, with the others of its album.
async fn received(cx: &Cx, bureau: &Bureau, input: Result<Input>, wish: &Wish) -> Result<JobId> {
    let input = input?;
    let name = input.name.unwrap_or_else(|| "page.html".to_owned());
    let file = Incoming { name, body: Body::Bytes(input.bytes), modified: None };
    let settings = Settings::into_languages(wish.codes.clone());
    let person = cx.person.id.0;
    let received = match cx.album() {
        Some(album) => bureau.receive_together(person, album, file, settings).await,
        None => bureau.receive(person, vec![file], settings).await,
    };
    received.told(cx)
}

fn is_a_page(said: &Said) -> bool {
    let name = said.file.as_ref().map(|file| file.name.to_lowercase()).unwrap_or_default();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod story;
