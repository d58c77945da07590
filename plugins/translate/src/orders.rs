//! What somebody has ordered lately, and how to go on with it.

use bureau::{Bureau, Job, JobState};
use kit::{Button, Cx, Message, Reply, Result, Tap, TapSpec};

use crate::fault::{Told, at_rest};
use crate::{Desk, card, told, work};

/// So many of the newest are shown.
const SHOWN: usize = 6;

/// The newest orders with a button each; nothing for those who have none.
pub async fn list(cx: &Cx, bureau: &Bureau) -> Result<Option<Message>> {
    let jobs = bureau.jobs(cx.person.id.0).await.told(cx)?;
    if jobs.is_empty() {
        return Ok(None);
    }
    let at_work = work::at_work(cx).await?;
    let button = |job: &Job| {
        let sign = sign(&job.state, at_work.contains(&job.id.0));
        Button::tap::<Show>(told::label(sign, &job.title, &job.settings.languages), &job.id.0)
    };
    let buttons = jobs.iter().take(SHOWN).map(button);
    Ok(Some(buttons.fold(Message::new(cx.say("translate-orders")), |message, button| message.row([button]))))
}

fn sign(state: &JobState, at_work: bool) -> &'static str {
    match state {
        _ if at_work => "⏳",
        JobState::Open => "📝",
        JobState::Done => "✅",
        JobState::Cancelled => "✖",
        JobState::Working | JobState::Paused(_) => "⏸",
    }
}

/// Shows an order as it stands, with what can be done with it.
pub struct Show(pub Desk);

impl Tap for Show {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("tu", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, order).await?;
        if job.state == JobState::Open {
            let estimate = bureau.estimate(job.id).await.told(cx)?;
            return Ok(Reply::message(card::front(cx, bureau, &job, &estimate).await?));
        }
        work::standing(cx, bureau, &job).await
    }
}

#[cfg(test)]
mod story {
    use std::sync::Arc;
    use std::sync::atomic::Ordering;

    use bureau::House;

    use crate::world::{Phrasebook, with};

    #[tokio::test]
    async fn anna_comes_back_tomorrow_and_finds_her_orders() {
        let model = Arc::new(Phrasebook::default());
        let shop = with(Arc::clone(&model) as _, House::default()).await;
        let anna = shop.stage.anna();
        anna.sends_file("done.html", "<h1>Our shop</h1>", "de").await;
        anna.taps("Start").await;
        model.down.store(true, Ordering::SeqCst);
        anna.sends_file("later.html", "<p>Your cart is empty.</p>", "de").await;
        anna.taps("Start").await;
        anna.sends_file("new.html", "<p>Words</p>", "").await;
        shop.stage.skip();
        anna.says("/translate").await;
        anna.taps("done.html").await;
        anna.taps("The result again").await;
        anna.taps("later.html").await;
        anna.taps("new.html").await;
        shop.stage.ben().says("/translate").await;
        insta::assert_snapshot!(shop.transcript(), @r"
        Anna: /translate
        bot → Anna: 🌍 Translate
            Which file? A page (PHP, HTML, Twig …) or a ZIP of pages.
            Send a file or a picture (up to 20 MB).
            [✖ Cancel]
        bot → Anna: 📋 Your latest orders:
            [📝 new.html]
            [⏸ later.html → Deutsch]
            [✅ done.html → Deutsch]
        Anna: [done.html]
        bot → Anna: ✅ done.html is finished.
            [📦 The result again]
        Anna: [The result again]
        bot (toast) I am packing it.
        bot → Anna: ✅ done.html → Deutsch (order 1)
            Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
            Texts: 1 (1 right at once)
            Cost: 0.05 USD
        bot → Anna
            📎 done.html (20 bytes)
        bot → Anna
            📎 done.de.zip
        Anna: [later.html]
        bot → Anna: ⏸ later.html rests: the model cannot be asked now (The model's server does not accept the key: no such key). What is finished is kept.
            [▶ Go on] [📦 What is finished]
        Anna: [new.html]
        bot → Anna: 🌍 Into which languages shall I translate new.html?
            [⬜ Deutsch] [⬜ Українська] [⬜ Polski]
            [⬜ English] [⬜ Français] [⬜ Español]
            [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
            [↺ As last time: Deutsch]
            [🔎 Another language]
            [✖ Cancel]
        Ben: /translate
        bot → Ben: 🌍 Перевести
            Какой файл? Страница (PHP, HTML, Twig…) или ZIP со страницами.
            Пришлите файл или изображение (до 20 МБ).
            [✖ Отмена]
        ");
    }

    #[tokio::test]
    async fn a_finished_order_whose_settings_change_is_to_be_started_again() {
        let model = Arc::new(Phrasebook::default());
        let shop = with(Arc::clone(&model) as _, House::default()).await;
        let anna = shop.stage.anna();
        anna.sends_file("index.html", "<h1>Our shop</h1>", "de").await;
        let (first, settings) = anna.remembers("Settings");
        anna.says("/translate").await;
        anna.taps("index.html").await;
        anna.taps("Start").await;
        shop.stage.skip();
        anna.presses(first, &settings, "[Settings, on the first card]").await;
        anna.taps("Formal").await;
        anna.says("/translate").await;
        anna.taps("index.html").await;
        anna.taps("Start").await;
        assert_eq!(model.asked(), ["de: Our shop", "de: Our shop"]);
        insta::assert_snapshot!(shop.transcript(), @r"
        Anna: [Settings, on the first card]
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
            [🔒 Words that stay: 0] [⭐ Presets]
            [‹ Back]
        Anna: [Formal]
        bot ✎ Anna: ⚙ What is translated in index.html, and how?
            [✅ Attributes (alt, title, placeholder …)]
            [✅ Title and description for search engines]
            [✅ JSON-LD]
            [⬜ Strings in PHP code]
            [⬜ Content of code]
            [⬜ The page names its new language (lang, dir, og:locale)]
            [⬜ Convert old encodings to UTF-8]
            [⬜ Adapt names of people and places]
            [⚪ As usual] [🔘 Formal] [⚪ Informal]
            [🔒 Words that stay: 0] [⭐ Presets]
            [‹ Back]
        Anna: /translate
        bot → Anna: 🌍 Translate
            Which file? A page (PHP, HTML, Twig …) or a ZIP of pages.
            Send a file or a picture (up to 20 MB).
            [✖ Cancel]
        bot → Anna: 📋 Your latest orders:
            [📝 index.html → Deutsch]
        Anna: [index.html]
        bot → Anna: 🌍 index.html → Deutsch (order 1)
            1 file; texts: 1, different: 1
            Deutsch: 1 text to translate, 0 from memory, about 439 tokens
            Price: about 0.01 USD (phrasebook)
            [▶ Start]
            [🌍 Languages] [⚙ Settings]
            [✖ Cancel]
        Anna: [Start]
        bot ✎ Anna: 🌍 index.html: it is on its way.
            [🔎 How it stands]
        bot → Anna: 🌍 index.html → Deutsch
            ▱▱▱▱▱▱▱▱▱▱ 0 of 1
            [✖ Cancel]
        bot ✎ Anna: ✅ index.html → Deutsch (order 1)
            Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
            Texts: 1 (1 right at once)
            Cost: 0.10 USD
        bot → Anna
            📎 index.html (20 bytes)
        bot → Anna
            📎 index.de.zip
        ");
    }

    #[tokio::test]
    async fn earlier_orders_are_offered_once_and_to_nobody_else() {
        let shop = with(Arc::new(Phrasebook::default()), House::default()).await;
        let anna = shop.stage.anna();
        anna.sends_file("index.html", "<h1>Our shop</h1>", "de").await;
        shop.stage.skip();
        anna.says("/translate").await;
        anna.says("my page").await;
        shop.stage.anna().in_group().says("/translate").await;
        insta::assert_snapshot!(shop.transcript(), @r"
        Anna: /translate
        bot → Anna: 🌍 Translate
            Which file? A page (PHP, HTML, Twig …) or a ZIP of pages.
            Send a file or a picture (up to 20 MB).
            [✖ Cancel]
        bot → Anna: 📋 Your latest orders:
            [📝 index.html → Deutsch]
        Anna: my page
        bot → Anna: I need a file for this. Please send one.

            🌍 Translate
            Which file? A page (PHP, HTML, Twig …) or a ZIP of pages.
            Send a file or a picture (up to 20 MB).
            [✖ Cancel]
        Anna in Ops alerts: /translate
        bot → Ops alerts: 🌍 Translate
            Which file? A page (PHP, HTML, Twig …) or a ZIP of pages.
            Send a file or a picture (up to 20 MB).
            Here in the group, reply to this message.
            [✖ Cancel]
        ");
    }
}
