//! Words that stay as they are in one order, besides those of the glossary.

use bureau::{Bureau, Job};
use kit::{Button, Command, Cx, Field, Message, Reply, Result, Spec, Tap, TapSpec};

use crate::fault::{Told, at_rest};
use crate::{Desk, settings};

/// So many words, of so many characters: more belongs into the glossary.
const MOST: usize = 30;
const LONGEST: usize = 60;

fn page(cx: &Cx, job: &Job) -> Message {
    let words = &job.settings.keep;
    let key = if words.is_empty() { "translate-kept-none" } else { "translate-kept-in" };
    let buttons: Vec<_> = words
        .iter()
        .map(|word| Button::tap::<Release>(format!("✖ {word}"), &(job.id.0, word.clone())))
        .collect();
    let text = cx.tell(key, kit::args![name = job.title.clone()]);
    let message = buttons.chunks(2).fold(Message::new(text), |message, row| message.row(row.to_vec()));
    let add = Button::command(cx.label("translate-keep-add"), &format!("stays {}", job.id.0));
    message.row([add]).row([Button::tap::<settings::Open>(cx.label("translate-back"), &job.id.0)])
}

/// Shows them.
pub struct Kept(pub Desk);

impl Tap for Kept {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("tk", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let job = at_rest(cx, self.0.bureau(cx), order).await?;
        Ok(Reply::message(page(cx, &job)).instead())
    }
}

/// Takes one away.
pub struct Release(pub Desk);

impl Tap for Release {
    type Value = (i64, String);
    const SPEC: TapSpec = TapSpec::new("tz", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, (order, word): Self::Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let mut job = at_rest(cx, bureau, order).await?;
        job.settings.keep.retain(|kept| *kept != word);
        Ok(changed(cx, bureau, &job).await?.instead())
    }
}

async fn changed(cx: &Cx, bureau: &Bureau, job: &Job) -> Result<Reply> {
    bureau.configure(job.id, &job.settings).await.told(cx)?;
    Ok(Reply::message(page(cx, job)))
}

/// `/stays`: the form behind Add.
pub struct Stays(pub Desk);

const ORDER: Field<i64> = Field::whole("order", 1, i64::MAX);
const WORDS: Field<String> = Field::rest("words");

impl Command for Stays {
    const SPEC: Spec =
        Spec::new("stays").fields(&[ORDER.spec, WORDS.spec]).needs(crate::USE).icon("🔒").hidden();

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let mut job = at_rest(cx, bureau, cx.get(&ORDER)?).await?;
        let typed = cx.get(&WORDS)?;
        for word in typed.split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
            if word.chars().count() > LONGEST {
                return Err(cx.refuse("translate-keep-long", kit::args![limit = LONGEST]).at("words"));
            }
            if !job.settings.keep.iter().any(|kept| kept == word) {
                job.settings.keep.push(word.to_owned());
            }
        }
        if job.settings.keep.len() > MOST {
            return Err(cx.refuse("translate-keep-many", kit::args![limit = MOST]).at("words"));
        }
        changed(cx, bureau, &job).await
    }
}

#[cfg(test)]
mod story {
    use std::sync::Arc;

    use bureau::House;

    use crate::world::{Phrasebook, with};

    #[tokio::test]
    async fn without_an_order_its_number_is_asked_for() {
        let shop = with(Arc::new(Phrasebook::default()) as _, House::default()).await;
        shop.stage.anna().says("/stays").await;
        insta::assert_snapshot!(shop.transcript(), @r"
        Anna: /stays
        bot → Anna: 🔒 Words that stay
            Which order? Its number.
            A whole number.
            [✖ Cancel]
        ");
    }

    #[tokio::test]
    async fn anna_keeps_a_name_and_thinks_better_of_another() {
        let model = Arc::new(Phrasebook::default());
        let shop = with(Arc::clone(&model) as _, House::default()).await;
        let anna = shop.stage.anna();
        anna.sends_file("index.html", "<h1>Our shop</h1><p>Acme cups.</p>", "de").await;
        anna.taps("Settings").await;
        shop.stage.skip();
        anna.taps("Words that stay").await;
        anna.taps("Add words").await;
        anna.says(&"x".repeat(61)).await;
        anna.says("Acme, shop, Acme").await;
        anna.taps("✖ shop").await;
        anna.taps("Back").await;
        anna.taps("Back").await;
        anna.taps("Start").await;
        insta::assert_snapshot!(shop.transcript(), @r"
        Anna: [Words that stay]
        bot ✎ Anna: 🔒 Words that shall stay as they are in index.html. Words for all orders belong in the glossary: /glossary.
            [➕ Add words]
            [‹ Back]
        Anna: [Add words]
        bot ✎ Anna: 🔒 Words that stay
            Which words shall stay as they are? Several with commas: Acme, Click & Collect.
            Write your answer.
            [‹ Back] [✖ Cancel]
        Anna: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        bot → Anna: Please keep it to 60 characters.

            🔒 Words that stay
            Which words shall stay as they are? Several with commas: Acme, Click & Collect.
            Write your answer.
            [‹ Back] [✖ Cancel]
        Anna: Acme, shop, Acme
        bot → Anna: 🔒 These words stay as they are in index.html, besides those of the glossary. Press one to take it off the list.
            [✖ Acme] [✖ shop]
            [➕ Add words]
            [‹ Back]
        Anna: [✖ shop]
        bot ✎ Anna: 🔒 These words stay as they are in index.html, besides those of the glossary. Press one to take it off the list.
            [✖ Acme]
            [➕ Add words]
            [‹ Back]
        Anna: [Back]
        bot ✎ Anna: ⚙ What is translated in index.html, and how?
            [✅ Attributes (alt, title, placeholder …)]
            [✅ Title and description for search engines]
            [✅ JSON-LD]
            [⬜ Strings in PHP code]
            [⬜ Content of code]
            [⬜ The page names its new language (lang, dir, og:locale)]
            [⬜ Convert old encodings to UTF-8]
            [⬜ Adapt names of people and places]
            [🔘 As usual] [⚪ Formal] [⚪ Informal]
            [🔒 Words that stay: 1] [⭐ Presets]
            [‹ Back]
        Anna: [Back]
        bot ✎ Anna: 🌍 index.html → Deutsch (order 1)
            1 file; texts: 2, different: 2
            Deutsch: 2 texts to translate, 0 from memory, about 458 tokens
            Price: about 0.01 USD (phrasebook)
            [▶ Start]
            [🌍 Languages] [⚙ Settings]
            [✖ Cancel]
        Anna: [Start]
        bot ✎ Anna: 🌍 index.html: it is on its way.
            [🔎 How it stands]
        bot → Anna: 🌍 index.html → Deutsch
            ▱▱▱▱▱▱▱▱▱▱ 0 of 2
            [✖ Cancel]
        bot ✎ Anna: ✅ index.html → Deutsch (order 1)
            Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
            Texts: 2 (2 right at once)
            Cost: 0.05 USD
        bot → Anna
            📎 index.html (43 bytes)
        bot → Anna
            📎 index.de.zip
        ");
        assert!(model.heard().contains("Do not translate: Acme"), "{}", model.heard());
    }
}
